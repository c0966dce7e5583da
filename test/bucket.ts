/** An S3-compatible server of a test's own, on loopback and in a folder below /tmp. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { FilePlace } from '../src/store/files.ts';

export const BUCKET = 'leafproof-test';

export interface TestBucket {
  readonly place: Extract<FilePlace, { kind: 's3' }>;
  /** Where the server keeps its objects. */
  readonly folder: string;
  /** Refuses connections until `start`; what it holds stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** The only pair of keys that it knows. */
export const BUCKET_KEYS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

export async function openBucket(prefix = 'originals/kept'): Promise<TestBucket> {
  Object.assign(process.env, BUCKET_KEYS);
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-bucket-'));
  let server: Server | null = null;
  let port = 0;
  const start = async () => {
    const bucket = new S3rver({
      address: '127.0.0.1',
      port,
      silent: true,
      directory: folder,
      configureBuckets: [{ name: BUCKET, configs: [] }],
    });
    ({ port } = await bucket.run());
    server = (bucket as unknown as { httpServer: Server }).httpServer;
  };
  const stop = async () => {
    if (server === null) return;
    const closed = new Promise(resolve => server?.close(resolve));
    server.closeAllConnections();
    await closed;
    server = null;
  };
  await start();
  return {
    place: { kind: 's3', bucket: BUCKET, prefix, region: 'us-east-1', endpoint: `http://127.0.0.1:${port}` },
    folder,
    start,
    stop,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
