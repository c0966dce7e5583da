/** Originals, kept under the hash of their bytes: written once, never changed. */
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
      // Written beside and moved, so that a process killed in between leaves no half file under the hash.
      const draft = `incoming/${sha256}.${process.pid}.${Date.now()}`;
      await disk.put(draft, bytes);
      await disk.move(draft, key);
      return key;
    },
    read: async key => new Uint8Array(await disk.getArrayBuffer(key)),
    stream: async key => Readable.from(await disk.getStream(key)),
    has: async key => disk.exists(key),
    drop: async key => disk.delete(key),
  };
}
