/** Images of the pages of originals: drawn once by a reader process, then kept on disk. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageKey } from '../store/files.ts';
import type { Context } from './context.ts';

/** Few widths, so that nobody fills the disk by asking for each. The first is what pages show. */
export const PAGE_WIDTHS = [1200, 600, 2000] as const;
export type PageWidth = (typeof PAGE_WIDTHS)[number];

export interface PageImage {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

export interface PageImages {
  get(sha256: string, page: number, width: PageWidth): Promise<PageImage>;
}

/** Callers that want the same page at the same time wait for one drawing of it. */
export function pageImages({ config, store, pool }: Pick<Context, 'config' | 'store' | 'pool'>): PageImages {
  const drawing = new Map<string, Promise<PageImage>>();
  return {
    get(sha256, page, width) {
      const stem = join(config.dataDir, 'pages', sha256.slice(0, 2), `${sha256}-${page}-${width}`);
      const known = drawing.get(stem);
      if (known !== undefined) return known;
      const image = kept(stem).then(found => found ?? draw(stem));
      drawing.set(stem, image);
      const done = () => drawing.delete(stem);
      image.then(done, done);
      return image;

      async function draw(path: string): Promise<PageImage> {
        const bytes = await store.files.read(storageKey(sha256));
        const drawn = await pool.renderPage({ name: sha256, bytes }, page, { width });
        await keep(path, drawn);
        return drawn;
      }
    },
  };
}

async function kept(stem: string): Promise<PageImage | null> {
  for (const [mediaType, extension] of Object.entries(EXTENSIONS)) {
    try {
      return { bytes: await readFile(`${stem}.${extension}`), mediaType };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

/** Written beside and moved: a process killed in between leaves no half image under the final name. */
async function keep(stem: string, image: PageImage): Promise<void> {
  const extension = EXTENSIONS[image.mediaType];
  if (extension === undefined) return;
  await mkdir(join(stem, '..'), { recursive: true });
  const draft = `${stem}.${randomUUID()}.part`;
  await writeFile(draft, image.bytes);
  await rename(draft, `${stem}.${extension}`);
}
