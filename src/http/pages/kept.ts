/** Pages as they were made last, sent again for as long as nothing was written to the database. */
import type { Request, Response } from 'express';
import { writtenSoFar } from '../../store/unchanged.ts';
import type { Context } from '../context.ts';
import { reading } from '../reading.ts';
import type { Assets } from './assets.ts';
import {
  digestOf,
  type Encoding,
  encoded,
  encodingFor,
  type Html,
  htmlOf,
  type Page,
  sendHtml,
  wantedEncoding,
  wholeOf,
} from './render.tsx';

interface Kept {
  /** What was written when it was made. */
  readonly at: string;
  readonly status: number | undefined;
  /** As it is sent: the page itself is ten times as large. */
  readonly bytes: Buffer;
  readonly encoding: Encoding;
}

/** Ten megabytes or so. */
const MOST_PAGES = 400;

export type SendKept = (req: Request, res: Response, variant: string, make: (context: Context) => Promise<Page> | Page) => Promise<void>;

/** `variant` is what the page depends on beside its address: the day, what the visitor chose. */
export function keptPages(context: Context, assets: Assets): SendKept {
  const pages = new Map<string, Kept>();
  const encode = encodedOnce();
  return async (req, res, variant, make) => {
    const key = `${req.protocol}://${req.get('host') ?? ''}${req.originalUrl} ${variant} ${wantedEncoding(req)}`;
    const kept = await reading(context, req, async (from): Promise<Kept> => {
      const at = await writtenSoFar(from.store.em());
      const known = pages.get(key);
      if (known?.at === at) return known;
      const html = htmlOf(req, await make(from), assets);
      const encoding = encodingFor(req, html);
      return { at, status: html.status, bytes: encode(html, encoding), encoding };
    });
    keepNewest(pages, key, kept);
    sendHtml(res, kept, kept.bytes, kept.encoding);
  };
}

/** Many a page is the same after something was written, or at another address: it is not compressed again. */
function encodedOnce(): (html: Html, encoding: Encoding) => Buffer {
  const known = new Map<string, Buffer>();
  return (html, encoding) => {
    if (encoding === 'identity') return wholeOf(html);
    const key = `${encoding} ${digestOf(html)}`;
    const made = known.get(key) ?? encoded(wholeOf(html), encoding);
    keepNewest(known, key, made);
    return made;
  };
}

function keepNewest<T>(of: Map<string, T>, key: string, value: T): void {
  of.delete(key);
  of.set(key, value);
  const [oldest] = of.keys();
  if (of.size > MOST_PAGES && oldest !== undefined) of.delete(oldest);
}
