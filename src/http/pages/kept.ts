/** Pages as they were made last, sent again for as long as nothing was written to the database. */
import type { Request, Response } from 'express';
import { writtenSoFar } from '../../store/unchanged.ts';
import type { Context } from '../context.ts';
import { reading } from '../reading.ts';
import type { Assets } from './assets.ts';
import { type Encoding, encoded, encodingFor, type Html, htmlOf, type Page, sendHtml } from './render.tsx';

interface Kept {
  /** What was written when it was made. */
  readonly at: string;
  readonly html: Html;
  readonly encoded: Map<Encoding, Buffer>;
}

/** Some tens of megabytes at most. */
const MOST_PAGES = 400;

export type SendKept = (req: Request, res: Response, variant: string, make: (context: Context) => Promise<Page> | Page) => Promise<void>;

/** `variant` is what the page depends on beside its address: the day, what the visitor chose. */
export function keptPages(context: Context, assets: Assets): SendKept {
  const pages = new Map<string, Kept>();
  return async (req, res, variant, make) => {
    const key = `${req.protocol}://${req.get('host') ?? ''}${req.originalUrl} ${variant}`;
    const kept = await reading(context, req, async from => {
      const at = await writtenSoFar(from.store.em());
      const known = pages.get(key);
      return known?.at === at ? known : { at, html: htmlOf(req, await make(from), assets), encoded: new Map() };
    });
    pages.delete(key);
    pages.set(key, kept);
    const [oldest] = pages.keys();
    if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
    const encoding = encodingFor(req, kept.html.bytes);
    const bytes = kept.encoded.get(encoding) ?? encoded(kept.html.bytes, encoding);
    kept.encoded.set(encoding, bytes);
    sendHtml(res, kept.html, bytes, encoding);
  };
}
