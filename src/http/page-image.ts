/** Images of the pages of originals: drawn once by a reader process, then kept. */
import { storageKey } from '../store/files.ts';
import type { PageImage } from '../store/page-images.ts';
import type { Context } from './context.ts';

/** Few widths, so that nobody fills the disk by asking for each. The first is what pages show. */
export const PAGE_WIDTHS = [1200, 600, 2000] as const;
export type PageWidth = (typeof PAGE_WIDTHS)[number];

export interface PageImages {
  get(sha256: string, page: number, width: PageWidth): Promise<PageImage>;
}

/** Callers that want the same page at the same time wait for one drawing of it. */
export function pageImages({ store, pool }: Pick<Context, 'store' | 'pool'>): PageImages {
  const drawing = new Map<string, Promise<PageImage>>();
  return {
    get(sha256, page, width) {
      const name = `${sha256}-${page}-${width}`;
      const known = drawing.get(name);
      if (known !== undefined) return known;
      const image = store.pageImages.read(sha256, page, width).then(found => found ?? draw());
      drawing.set(name, image);
      const done = () => drawing.delete(name);
      image.then(done, done);
      return image;

      async function draw(): Promise<PageImage> {
        const bytes = await store.files.read(storageKey(sha256));
        const drawn = await pool.renderPage({ name: sha256, bytes }, page, { width });
        await store.pageImages.keep(sha256, page, width, drawn);
        return drawn;
      }
    },
  };
}
