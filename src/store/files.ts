/** Originals, kept under the hash of their bytes: written once, never changed, and held against the hash whenever they are read. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';

export interface FileStore {
  /** Stores the bytes unless they are there; returns their key. Throws FilesUnavailable; then nothing is there under the key. */
  keep(sha256: string, bytes: Uint8Array): Promise<string>;
  /** Throws FileMissing, FileDamaged when the bytes are not those of the key, or FilesUnavailable. */
  read(key: string): Promise<Uint8Array>;
  has(key: string): Promise<boolean>;
  /** Only for sample data and takedowns. */
  drop(key: string): Promise<void>;
}

/** A folder, or a bucket of S3 or of something that speaks its protocol. */
export type FilePlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** Without slashes at its ends; empty for none. */
      readonly prefix: string;
      readonly region: string;
      /** Of a store other than Amazon's. */
      readonly endpoint: string | null;
    };

/** The place of the originals refuses or does not answer: a full disk, a bucket out of reach. Nothing was lost; try again. */
export class FilesUnavailable extends Error {
  constructor(what: string, cause: unknown) {
    super(`The place where originals are kept could not ${what}`, { cause });
    this.name = 'FilesUnavailable';
  }
}

/** An original that should be there is not. */
export class FileMissing extends Error {
  constructor(key: string, cause: unknown) {
    super(`There is no original ${key}`, { cause });
    this.name = 'FileMissing';
  }
}

/** The bytes kept under a hash have another one: the place damaged them, or somebody changed them. */
export class FileDamaged extends Error {
  constructor(key: string, found: string) {
    super(`The original ${key} holds other bytes than were handed in: their SHA-256 is ${found}`);
    this.name = 'FileDamaged';
  }
}

/** `ab/cd/abcd…`: a folder holds some thousands of files at most, however many there are. */
export function storageKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

export async function openFiles(place: FilePlace): Promise<FileStore> {
  const disk = place.kind === 'folder' ? folderDisk(place.folder) : await (await import('./bucket.ts')).bucketDisk(place);
  const at = place.kind === 's3' && place.prefix !== '' ? (key: string) => `${place.prefix}/${key}` : (key: string) => key;
  const put = place.kind === 'folder' ? putInFolder(place.folder) : putInBucket(disk);
  return {
    async keep(sha256, bytes) {
      const key = storageKey(sha256);
      await available('keep a file', async () => {
        // a file of another length was cut off by something that is not us
        if ((await disk.exists(at(key))) && (await disk.getMetaData(at(key))).contentLength === bytes.byteLength) return;
        await put(at(key), bytes);
      });
      return key;
    },
    async read(key) {
      const bytes = await available('hand out a file', async () => {
        if (!(await disk.exists(at(key)))) throw new FileMissing(key, null);
        return disk.getBytes(at(key));
      });
      const found = createHash('sha256').update(bytes).digest('hex');
      if (storageKey(found) !== key) throw new FileDamaged(key, found);
      return bytes;
    },
    has: key => available('say whether a file is there', () => disk.exists(at(key))),
    drop: key => available('remove a file', () => disk.delete(at(key))),
  };
}

type Put = (key: string, bytes: Uint8Array) => Promise<void>;

const folderDisk = (folder: string) => new Disk(new FSDriver({ location: folder, visibility: 'private' }));

/** Written beside, forced to the disk, and renamed: neither a killed process nor a machine without power leaves half a file under the hash. */
const putInFolder =
  (folder: string): Put =>
  async (key, bytes) => {
    const draft = join(folder, 'incoming', `${key.slice(key.lastIndexOf('/') + 1)}.${randomBytes(8).toString('hex')}`);
    const place = join(folder, key);
    try {
      await mkdir(dirname(draft), { recursive: true });
      await writeFile(draft, bytes, { flush: true, mode: 0o600 });
      await mkdir(dirname(place), { recursive: true });
      await rename(draft, place);
      await forceNames(dirname(place));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  };

/** A name that was given in a folder is on the disk when the folder is; Windows has no such thing. */
async function forceNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** An object appears whole or not at all, and the store compares it with its MD5 before it answers. */
const putInBucket =
  (disk: Disk): Put =>
  (key, bytes) =>
    disk.put(key, bytes, { contentLength: bytes.byteLength, ContentMD5: createHash('md5').update(bytes).digest('base64') });

async function available<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileMissing) throw error;
    throw new FilesUnavailable(what, error);
  }
}
