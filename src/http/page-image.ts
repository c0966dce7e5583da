/** Images of the pages of originals: drawn once by a reader process, then kept. Regions that are blacked out are painted over in them. */
import { createHash } from 'node:crypto';
import { type BlackOutView, blackOuts } from '../store/black-out.ts';
import { storageKey } from '../store/files.ts';
import type { PageImage } from '../store/page-images.ts';
import type { Context } from './context.ts';

/** Few widths, so that nobody fills the disk by asking for each. The first is what pages show. */
export const PAGE_WIDTHS = [1200, 600, 2000] as const;
export type PageWidth = (typeof PAGE_WIDTHS)[number];

export interface ServedImage extends PageImage {
  /** Tells apart the same page with other regions painted over; empty without any. */
  readonly variant: string;
}

export interface PageImages {
  get(sha256: string, page: number, width: PageWidth): Promise<ServedImage>;
}

/** Callers that want the same page at the same time wait for one drawing of it. */
export function pageImages({ store, pool, logger }: Pick<Context, 'store' | 'pool' | 'logger'>): PageImages {
  const drawing = new Map<string, Promise<PageImage>>();
  return {
    async get(sha256, page, width) {
      const boxes = (await blackOuts(store.em(), sha256)).filter(region => region.page === page).map(({ box }) => box);
      const variant = variantOf(boxes);
      // a picture drawn before a region was blacked out has another name, whenever it is kept
      const file = variant === '' ? sha256 : `${sha256}-${variant}`;
      const name = `${file}-${page}-${width}`;
      const image = drawing.get(name) ?? store.pageImages.read(file, page, width).then(found => found ?? draw());
      if (!drawing.has(name)) {
        drawing.set(name, image);
        const done = () => drawing.delete(name);
        image.then(done, done);
      }
      return { ...(await image), variant };

      async function draw(): Promise<PageImage> {
        const bytes = await store.files.read(storageKey(sha256));
        const drawn = await pool.renderPage({ name: sha256, bytes }, page, { width, blackOut: boxes });
        // it can be drawn again; a full disk is no reason not to show it
        await store.pageImages.keep(file, page, width, drawn).catch((error: unknown) => {
          logger.warn({ err: error }, 'the picture of a page could not be kept');
        });
        return drawn;
      }
    },
  };
}

const variantOf = (boxes: readonly BlackOutView['box'][]): string =>
  boxes.length === 0 ? '' : createHash('sha256').update(JSON.stringify(boxes)).digest('hex').slice(0, 16);
