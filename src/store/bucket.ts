/** A bucket for originals. Keys come from where AWS programs look for them (environment, profile, role of the machine) and are never ours to see. */
import { S3Client } from '@aws-sdk/client-s3';
import { Disk } from 'flydrive';
import { S3Driver } from 'flydrive/drivers/s3';
import type { FilePlace } from './files.ts';

/** A store that is gone should be noticed while somebody still waits for the answer. */
const CONNECT_MS = 3000;
const ANSWER_MS = 30_000;

export async function bucketDisk({ bucket, region, endpoint }: Extract<FilePlace, { kind: 's3' }>): Promise<Disk> {
  const client = new S3Client({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
    // other stores know addresses by path alone, and often not Amazon's newer checksums
    ...(endpoint === null
      ? {}
      : { endpoint, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
  });
  return new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }));
}
