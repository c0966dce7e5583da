/** Originals, kept under the hash of their bytes: written once, never changed. */
import { randomBytes } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';

export interface FileStore {
  /** Stores the bytes unless they are there; returns their key. */
  keep(sha256: string, bytes: Uint8Array): Promise<string>;
  read(key: string): Promise<Uint8Array>;
  stream(key: string): Promise<Readable>;
  has(key: string): Promise<boolean>;
  /** Only for sample data and takedowns. */
  drop(key: string): Promise<void>;
}

/** `ab/cd/abcd…`: a folder holds some thousands of files at most, however many there are. */
export function storageKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

export function openFiles(folder: string): FileStore {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  return {
    async keep(sha256, bytes) {
      const key = storageKey(sha256);
      if (await disk.exists(key)) return key;
      // Written beside and renamed, as the disk's own move copies: a process killed in between leaves no half file under the hash.
      const draft = `incoming/${sha256}.${randomBytes(8).toString('hex')}`;
      await disk.put(draft, bytes);
      await mkdir(dirname(join(folder, key)), { recursive: true });
      await rename(join(folder, draft), join(folder, key));
      return key;
    },
    read: async key => disk.getBytes(key),
    stream: async key => Readable.from(await disk.getStream(key)),
    has: async key => disk.exists(key),
    drop: async key => disk.delete(key),
  };
}
