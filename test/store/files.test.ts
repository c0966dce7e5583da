/** Originals in a folder and in a bucket behave alike: whole or not at all, and held against their hash when read. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../../src/config.ts';
import { FileDamaged, FileMissing, type FileStore, FilesUnavailable, openFiles, storageKey } from '../../src/store/files.ts';
import { BUCKET, openBucket, type TestBucket } from '../bucket.ts';

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let bucket: TestBucket;
let folder: string;
beforeAll(async () => {
  bucket = await openBucket();
  folder = await mkdtemp(join(tmpdir(), 'leafproof-files-'));
});
afterAll(async () => {
  await bucket.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The file that holds the object, however the place lays it out. */
async function fileOf(place: 'folder' | 'bucket', key: string): Promise<string> {
  if (place === 'folder') return join(folder, key);
  const names = await readdir(bucket.folder, { recursive: true });
  const found = names.find(name => name.startsWith(`${BUCKET}/${bucket.place.prefix}/${key}`) && name.endsWith('_object'));
  if (found === undefined) throw new Error(`${key} is not in the bucket`);
  return join(bucket.folder, found);
}

describe.each(['folder', 'bucket'] as const)('a %s', place => {
  const open = () => openFiles(place === 'folder' ? { kind: 'folder', folder } : bucket.place);

  test('keeps bytes, also large ones, hands them out and drops them', async () => {
    const files = await open();
    for (const bytes of [randomBytes(5), randomBytes(3_000_000)]) {
      const key = await files.keep(hash(bytes), bytes);
      expect(key).toBe(storageKey(hash(bytes)));
      expect(await files.keep(hash(bytes), bytes)).toBe(key);
      expect(Buffer.from(await files.read(key)).equals(bytes)).toBe(true);
      await files.drop(key);
      expect(await files.has(key)).toBe(false);
      await expect(files.read(key)).rejects.toThrow(FileMissing);
    }
  });

  test('never hands out bytes that are not those of the hash, and replaces what was cut off', async () => {
    const files = await open();
    const bytes = randomBytes(200);
    const key = await files.keep(hash(bytes), bytes);
    await writeFile(await fileOf(place, key), bytes.with(0, bytes[0]! ^ 1));
    await expect(files.read(key)).rejects.toThrow(FileDamaged);
    await writeFile(await fileOf(place, key), bytes.subarray(0, 80));
    await expect(files.read(key)).rejects.toThrow(FileDamaged);
    await files.keep(hash(bytes), bytes);
    expect(Buffer.from(await readSoon(files, key)).equals(bytes)).toBe(true);
  });
});

/** The test's own bucket answers that it has a file a moment before its disk does. */
async function readSoon(files: FileStore, key: string): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return await files.read(key);
    } catch (error) {
      if (tries === 20 || !(error instanceof FileDamaged)) throw error;
      await pause(50);
    }
  }
}

test('a bucket that does not answer says so, and works again when it is back', async () => {
  const files = await openFiles(bucket.place);
  const bytes = randomBytes(100);
  const key = await files.keep(hash(bytes), bytes);
  await bucket.stop();
  await expect(files.keep(hash(bytes), bytes)).rejects.toThrow(FilesUnavailable);
  await expect(files.read(key)).rejects.toThrow(FilesUnavailable);
  await bucket.start();
  expect(Buffer.from(await files.read(key)).equals(bytes)).toBe(true);
});

test('the address of a bucket', () => {
  const { files } = loadConfig({
    LEAFPROOF_FILES: 's3://my-bucket/a/b/',
    LEAFPROOF_S3_ENDPOINT: 'http://minio:9000',
    AWS_REGION: 'eu-central-1',
  });
  expect(files).toEqual({ kind: 's3', bucket: 'my-bucket', prefix: 'a/b', region: 'eu-central-1', endpoint: 'http://minio:9000' });
  expect(loadConfig({ LEAFPROOF_FILES: 's3://my-bucket' }).files).toMatchObject({ bucket: 'my-bucket', prefix: '' });
  for (const wrong of ['s3://', 's3://B', '/a/folder', 's3://bucket//x', 's3://user:secret@bucket']) {
    expect(() => loadConfig({ LEAFPROOF_FILES: wrong })).toThrow('LEAFPROOF_FILES');
  }
});
