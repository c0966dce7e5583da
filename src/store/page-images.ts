/** Drawn pages of originals, kept so that none is drawn twice. They can be drawn again from the original, and go when it goes. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface PageImage {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface PageImageStore {
  /** Null where it was not drawn yet. */
  read(sha256: string, page: number, width: number): Promise<PageImage | null>;
  keep(sha256: string, page: number, width: number, image: PageImage): Promise<void>;
  /** Every page of one original in every width. */
  drop(sha256: string): Promise<void>;
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

export function openPageImages(folder: string): PageImageStore {
  const folderOf = (sha256: string) => join(folder, sha256.slice(0, 2));
  const stem = (sha256: string, page: number, width: number) => join(folderOf(sha256), `${sha256}-${page}-${width}`);
  return {
    async read(sha256, page, width) {
      for (const [mediaType, extension] of Object.entries(EXTENSIONS)) {
        const bytes = await unlessMissing(readFile(`${stem(sha256, page, width)}.${extension}`));
        if (bytes !== null) return { bytes, mediaType };
      }
      return null;
    },
    // written beside and moved: a process killed in between leaves no half image under the final name
    async keep(sha256, page, width, { bytes, mediaType }) {
      const extension = EXTENSIONS[mediaType];
      if (extension === undefined) return;
      const path = stem(sha256, page, width);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomUUID()}.part`;
      try {
        await writeFile(draft, bytes);
        await rename(draft, `${path}.${extension}`);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async drop(sha256) {
      const names = (await unlessMissing(readdir(folderOf(sha256)))) ?? [];
      for (const name of names.filter(name => name.startsWith(`${sha256}-`))) await rm(join(folderOf(sha256), name), { force: true });
    },
  };
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}
