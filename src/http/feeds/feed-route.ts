/** `/feeds/certificates` and `/feeds/exceedances`, as `.atom` and `.json`, whole or of one vendor, product, laboratory or place. */
import { createHash } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { BadCursor } from '../../store/cursor.ts';
import { type FeedFilter, type NewCertificate, type NewExceedance, newCertificates, newExceedances } from '../../store/feeds.ts';
import { logEntry } from '../../store/log-entries.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { subjectNames } from '../../store/subject-names.ts';
import { Slug, Words } from '../api/schema.ts';
import type { Context } from '../context.ts';
import { HttpProblem, problemOf } from '../errors.ts';
import { originOf } from '../origin.ts';
import { reading } from '../reading.ts';
import { FEEDS, type FeedFormat, type FeedName, FORMATS, feedAddress } from './addresses.ts';
import { atom, type Feed, type FeedEntry, jsonFeed } from './feed.ts';

/** Entries of a page; readers that come once a day miss nothing of an installation of hundreds of certificates a week. */
const ENTRIES = 50;

const OfCertificates = z.strictObject({
  vendor: Slug.optional(),
  product: Slug.optional(),
  laboratory: Slug.optional(),
  cursor: z.string().min(1).max(1000).optional(),
});
const QUERIES = {
  certificates: OfCertificates,
  exceedances: OfCertificates.extend({ jurisdiction: Words(20).optional() }),
} as const;

const AS_RECEIVED = 'Results apply to the sample as received by the laboratory.';

export function feedRouter(context: Context): Router {
  const router = Router({ caseSensitive: true });
  for (const feed of Object.keys(FEEDS) as FeedName[])
    for (const format of Object.keys(FORMATS) as FeedFormat[]) router.get(`/feeds/${feed}.${format}`, answer(context, feed, format));
  return router;
}

function answer(context: Context, name: FeedName, format: FeedFormat): RequestHandler {
  return async (req, res) => {
    const parsed = QUERIES[name].safeParse(req.query);
    if (!parsed.success) throw problemOf(parsed.error, 'invalid-parameter');
    const feed = await reading(context, req, ({ store }) => feedOf(store.em(), req, name, format, parsed.data));
    res
      .set('Access-Control-Allow-Origin', '*')
      .set('Cache-Control', 'public, no-cache')
      .set('Last-Modified', new Date(feed.updated).toUTCString())
      .type(`${FORMATS[format]}; charset=utf-8`)
      .send(format === 'atom' ? atom(feed) : JSON.stringify(jsonFeed(feed)));
  };
}

type Asked = FeedFilter & { readonly cursor?: string | undefined };

async function feedOf(em: SqlEntityManager, req: Request, name: FeedName, format: FeedFormat, { cursor, ...filter }: Asked): Promise<Feed> {
  const of = await subjectNames(em, filter);
  if (of === null) throw new HttpProblem('not-found', 'There is nothing public of that name, so there is no feed of it.');
  const origin = originOf(req);
  const asked = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]]));
  const address = (as: FeedFormat, at?: string | null) =>
    `${origin}${feedAddress(name, as, new URLSearchParams([...asked, ...(at ? [['cursor', at] as [string, string]] : [])]).toString())}`;
  const { entries, next } = await entriesOf(em, origin, name, filter, cursor);
  const begun = await logEntry(em, 1);
  return {
    id: urn(`feed ${name} ${asked.map(([key, value]) => `${key}=${value}`).join('&')}`),
    title: of === '' ? `Leafproof: ${FEEDS[name].toLowerCase()}` : `Leafproof: ${FEEDS[name].toLowerCase()}, ${of}`,
    subtitle:
      name === 'certificates'
        ? `Certificates of analysis as they became public. ${AS_RECEIVED}`
        : `Samples over a published limit, as that became known. ${AS_RECEIVED}`,
    home: `${origin}${homeOf(name, filter)}`,
    self: address(format, cursor),
    first: address(format),
    next: next && address(format, next),
    updated:
      entries
        .map(({ updated }) => updated)
        .toSorted()
        .at(-1) ??
      begun?.at ??
      new Date(0).toISOString(),
    author: 'Leafproof',
    entries,
  };
}

async function entriesOf(em: SqlEntityManager, origin: string, name: FeedName, filter: FeedFilter, cursor: string | undefined) {
  const paging = { limit: ENTRIES, cursor };
  try {
    if (name === 'certificates') {
      const { items, next } = await newCertificates(em, filter, paging);
      return { entries: items.map(item => certificateEntry(origin, item)), next };
    }
    const { items, next } = await newExceedances(em, filter, paging);
    return { entries: items.map(item => exceedanceEntry(origin, item)), next };
  } catch (error) {
    const forged =
      error instanceof BadCursor ||
      (cursor !== undefined && typeof error === 'object' && error !== null && /^22/.test(String((error as { code?: unknown }).code)));
    if (forged) throw new HttpProblem('invalid-cursor', 'The cursor is not one that this feed gave out.', { cause: error });
    throw error;
  }
}

function certificateEntry(origin: string, item: NewCertificate): FeedEntry {
  return {
    id: `urn:uuid:${item.certificate}`,
    title: whose(item),
    url: `${origin}/certificates/${item.certificate}`,
    published: item.publishedAt,
    updated: item.updatedAt,
    text: [
      `${report(item)}: ${item.results} results${item.panels.length > 0 ? ` (${item.panels.join(', ').replaceAll('_', ' ')})` : ''}.`,
      ...notes(item),
    ].join(' '),
    tags: item.panels,
  };
}

function exceedanceEntry(origin: string, item: NewExceedance): FeedEntry {
  const over = [...new Set(item.over.map(({ analyte }) => analyte))];
  const lines = item.over.map(
    ({ analyte, printed, limit }) => `${analyte}: ${printed.join(', ') || 'see the certificate'}; limit ${limit}.`,
  );
  return {
    id: urn(`exceedance ${item.certificate} ${item.ruleset}`),
    title: `${over.join(', ')} over ${item.title} in this sample: ${whose(item)}`,
    url: `${origin}/certificates/${item.certificate}`,
    published: item.at,
    updated: item.at,
    text: [...lines, `${report(item)}.`, ...notes(item)].join(' '),
    tags: [item.jurisdiction, ...over],
  };
}

const whose = ({ vendor, product, lots }: NewCertificate | NewExceedance): string =>
  [vendor?.name ?? 'Vendor unknown', product?.name, lots.length > 0 ? `lot ${lots.join(', ')}` : undefined].filter(Boolean).join(', ');

const report = ({ laboratory, reportNumber, reported }: NewCertificate | NewExceedance): string =>
  ['Report', reportNumber, `of ${laboratory ?? 'an unnamed laboratory'}`, reported && `dated ${reported}`].filter(Boolean).join(' ');

const notes = ({ isSample }: NewCertificate | NewExceedance): string[] => [AS_RECEIVED, ...(isSample ? ['Invented sample data.'] : [])];

function homeOf(name: FeedName, { vendor, product, laboratory, jurisdiction }: FeedFilter): string {
  if (vendor !== undefined) return `/vendors/${encodeURIComponent(vendor)}`;
  if (product !== undefined) return `/products/${encodeURIComponent(product)}`;
  if (laboratory !== undefined) return `/laboratories/${encodeURIComponent(laboratory)}`;
  if (name === 'certificates') return '/';
  return jurisdiction === undefined ? '/contaminants' : `/contaminants?jurisdiction=${encodeURIComponent(jurisdiction)}`;
}

/** The same for the same text for ever, whatever address the site has (a UUID of version 8). */
function urn(text: string): string {
  const bytes = createHash('sha256').update(`leafproof ${text}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
