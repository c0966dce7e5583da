/** From components to the bytes of an answer. */

import { transcode } from 'node:buffer';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { originOf } from '../origin.ts';
import type { Assets } from './assets.ts';
import { Body, Head, type PageFacts, type Surroundings } from './layout.tsx';

export interface Page {
  readonly facts: PageFacts;
  readonly body: ComponentChildren;
  readonly status?: number;
}

export function pageHtml(page: Page, around: Surroundings): string {
  const head = render(<Head facts={page.facts} around={around} />);
  const body = render(
    <Body facts={page.facts} path={around.path}>
      {page.body}
    </Body>,
  );
  return `<!doctype html>\n<html lang="en"><head>${head}${linkedData(page.facts.linkedData)}</head><body>${body}</body></html>\n`;
}

/** Inside a script element only `<` can do harm; entities would not be understood there. */
function linkedData(data: object | undefined): string {
  if (data === undefined) return '';
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${text}</script>`;
}

export function surroundings(req: Request, assets: Assets): Surroundings {
  return {
    origin: originOf(req),
    path: req.path,
    style: assets.address('site.css'),
    script: assets.address('site.js'),
    icon: assets.address('icon.svg'),
    fonts: [assets.address('fonts/public-sans-latin.woff2'), assets.address('fonts/source-serif-latin.woff2')],
  };
}

/** A page as text, before it is encoded for one browser. */
export interface Html {
  readonly status: number | undefined;
  readonly bytes: Buffer;
}

export const htmlOf = (req: Request, page: Page, assets: Assets): Html => ({
  status: page.status,
  bytes: utf8(pageHtml(page, surroundings(req, assets))),
});

/** Where a page stands before it is encoded: memory taken anew for each of them would be collected at the price of pauses. */
let wide = Buffer.alloc(0);

/** What `Buffer.from` gives, for a text that was put together from many in a third of the time: that walks through it once to count and once to write. */
export function utf8(text: string): Buffer {
  const bytes = 2 * text.length;
  if (wide.length < bytes) wide = Buffer.allocUnsafeSlow(2 * bytes);
  wide.write(text, 'utf16le');
  try {
    return transcode(wide.subarray(0, bytes), 'utf16le', 'utf8') as Buffer;
  } catch {
    // half a surrogate pair, as a document may hold: written as U+FFFD
    return Buffer.from(text);
  }
}

export type Encoding = 'br' | 'gzip' | 'identity';

export function wantedEncoding(req: Request): Encoding {
  const accepted = req.acceptsEncodings(['br', 'gzip']);
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
}

export const encodingFor = (req: Request, bytes: Buffer): Encoding => (bytes.length < 1000 ? 'identity' : wantedEncoding(req));

export function encoded(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return bytes;
  return encoding === 'br'
    ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
    : gzipSync(bytes, { level: 2 });
}

export function sendHtml(res: Response, { status }: Pick<Html, 'status'>, bytes: Buffer, encoding: Encoding): void {
  res
    .status(status ?? 200)
    .type('text/html; charset=utf-8')
    .vary('Accept-Encoding');
  if (!res.get('Cache-Control')) res.set('Cache-Control', status === undefined ? 'public, no-cache' : 'no-store');
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  res.send(bytes);
}

export function sendPage(req: Request, res: Response, page: Page, assets: Assets): void {
  const html = htmlOf(req, page, assets);
  const encoding = encodingFor(req, html.bytes);
  sendHtml(res, html, encoded(html.bytes, encoding), encoding);
}
