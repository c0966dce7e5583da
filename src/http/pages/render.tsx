/** From components to the bytes of an answer. */

import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { originOf } from '../origin.ts';
import type { Assets } from './assets.ts';
import { inParts } from './drawn.ts';
import { Body, Head, type PageFacts, type Surroundings } from './layout.tsx';
import { utf8 } from './utf8.ts';

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

/** A page before it is encoded for one browser. */
export interface Html {
  readonly status: number | undefined;
  /** One behind the other; those that many pages have come with their digest. */
  readonly parts: readonly HtmlPart[];
}

interface HtmlPart {
  readonly bytes: Buffer;
  readonly digest?: string;
}

export function htmlOf(req: Request, page: Page, assets: Assets): Html {
  const { texts, pieces } = inParts(() => pageHtml(page, surroundings(req, assets)));
  const parts = texts.flatMap((text, i): HtmlPart[] => [{ bytes: utf8(text) }, ...pieces.slice(i, i + 1)]);
  return { status: page.status, parts };
}

export const wholeOf = ({ parts }: Html): Buffer => (parts.length === 1 ? parts[0]!.bytes : Buffer.concat(parts.map(({ bytes }) => bytes)));

/** Of all that the page says. Pages with the same parts are the same. */
export function digestOf({ parts }: Html): string {
  const hash = createHash('sha256');
  for (const { bytes, digest } of parts) hash.update(`${digest === undefined} ${bytes.length} `).update(digest ?? bytes);
  return hash.digest('base64');
}

export type Encoding = 'br' | 'gzip' | 'identity';

export function wantedEncoding(req: Request): Encoding {
  const accepted = req.acceptsEncodings(['br', 'gzip']);
  return accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
}

export const encodingFor = (req: Request, { parts }: Html): Encoding =>
  parts.reduce((sum, { bytes }) => sum + bytes.length, 0) < 1000 ? 'identity' : wantedEncoding(req);

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
  const encoding = encodingFor(req, html);
  sendHtml(res, html, encoded(wholeOf(html), encoding), encoding);
}
