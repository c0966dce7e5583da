/** Bytes to Document: sniffed, within the limits, dispatched to the reader of their format. */
import { createHash } from 'node:crypto';
import type { Problem } from '../coa/problem.ts';
import type { Content, Document, FileFacts } from './document.ts';
import { DocumentRefused } from './document.ts';
import { readPdf } from './pdf.ts';
import { type MediaType, sniff } from './sniff.ts';

export interface ReadOptions {
  /** Also fill `Page.secondText` by the independent second engine. */
  readonly crossCheck?: boolean | undefined;
  /** Bytes; default 25 MB. */
  readonly maxBytes?: number | undefined;
  /** Default 200. */
  readonly maxPages?: number | undefined;
}

export const MAX_BYTES = 25 * 1024 * 1024;
export const MAX_PAGES = 200;

/** Throws DocumentRefused, with what to do, for a file that is not read. */
export async function readDocument(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
  const mediaType = sniff(bytes);
  const { content, facts, problems } = await readContent(bytes, mediaType, options);
  return { name, sha256: sha256(bytes), bytes: bytes.length, mediaType, content, facts, problems };
}

export function tooLarge(bytes: number, limit: number): DocumentRefused {
  const [size, most] = [bytes, limit].map(value => (value / 1024 / 1024).toFixed(1).replace(/\.0$/, ''));
  return new DocumentRefused('too-large', `The file has ${size} MB; at most ${most} MB are read. Send the certificate alone.`);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface Understood {
  readonly content: Content;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
}

async function readContent(bytes: Uint8Array, mediaType: MediaType, options: ReadOptions): Promise<Understood> {
  switch (mediaType) {
    case 'application/pdf': {
      const limits = { maxPages: options.maxPages ?? MAX_PAGES, crossCheck: options.crossCheck ?? false };
      const { pages, facts, problems } = await readPdf(bytes, limits);
      return { content: { kind: 'pages', pages }, facts, problems };
    }
    case 'application/x-empty':
      throw new DocumentRefused('empty-file', 'The file is empty. Download it again.');
    default:
      throw new DocumentRefused('unsupported-format', `Files of type ${mediaType} are not read. Send the certificate as PDF.`);
  }
}
