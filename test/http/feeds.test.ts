import { XMLParser, XMLValidator } from 'fast-xml-parser';
import request from 'supertest';
import { xml } from '../../src/http/feeds/feed.ts';
import { mergeOrganizations } from '../../src/ingest/identity.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { removeSamples } from '../../src/ingest/samples.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
}, 120_000);
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

const BY = { actor: 'test', reason: 'because' };
const HEADER = SHEET.split('\n')[0]!;

/** A certificate of its own; `lead` decides whether it is over. */
async function submit(n: number, { vendor = 'Test Leaf', lead = '<0.05' } = {}): Promise<string> {
  const rows = [
    `${vendor},Red Powder,powder,TL-${n},Invented Laboratory,R-${n},2026-06-03,alkaloids,Mitragynine,14.2,mg/g,as_received,0.1,0.3,,`,
    `${vendor},Red Powder,powder,TL-${n},Invented Laboratory,R-${n},2026-06-03,metals,Lead,${lead},mg/kg,as_received,0.02,0.05,,`,
  ];
  const { body } = await site.submit(`sheet-${n}.csv`, [HEADER, ...rows].join('\n'), await site.key('contributor'));
  return body.certificates[0].id;
}

interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly published: string;
  readonly summary: { readonly '#text': string };
  readonly link: readonly { readonly '@_rel': string; readonly '@_href': string }[];
}

/** Parsed, after holding it against what RFC 4287 asks of every feed and entry. */
async function atom(path: string): Promise<{ entries: AtomEntry[]; link: (rel: string) => string | undefined; id: string; title: string }> {
  const answer = await request(site.app).get(path);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const text = answer.text ?? Buffer.from(answer.body).toString('utf8');
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: name => ['entry', 'link', 'category'].includes(name),
    parseTagValue: false,
    htmlEntities: true,
  });
  const { feed } = parser.parse(text);
  expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom');
  const entries: AtomEntry[] = feed.entry ?? [];
  for (const part of [feed, ...entries]) {
    expect(part.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(part.title.length).toBeGreaterThan(0);
    expect(new Date(part.updated).toISOString()).toBe(part.updated);
  }
  // an author of the feed stands for its entries; an entry without content has an alternate link
  expect(feed.author.name).toBe('Leafproof');
  for (const entry of entries) expect(entry.link.filter(link => link['@_rel'] === 'alternate')).toHaveLength(1);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const link = (rel: string) => feed.link.find((one: { '@_rel': string }) => one['@_rel'] === rel)?.['@_href'];
  return { entries, link, id: feed.id, title: feed.title };
}

const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]+/, '');

test('new certificates, as Atom and as JSON Feed, the same entries under the same ids', async () => {
  expect((await atom('/feeds/certificates.atom')).entries).toEqual([]);
  const first = await submit(1);
  const second = await submit(2, { vendor: 'Other & <Leaf>' });
  const feed = await atom('/feeds/certificates.atom');
  expect(feed.entries.map(({ id }) => id)).toEqual([`urn:uuid:${second}`, `urn:uuid:${first}`]);
  expect(feed.entries[1]?.title).toBe('Test Leaf, Red Powder, lot TL-1');
  expect(feed.entries[0]?.title).toContain('Other & <Leaf>');
  expect(feed.entries[1]?.summary['#text']).toBe(
    'Report R-1 of Invented Laboratory dated 2026-06-03: 2 results (alkaloids, metals). Results apply to the sample as received by the laboratory.',
  );
  const answer = await request(site.app).get('/feeds/certificates.json');
  expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8');
  const body = JSON.parse(answer.text ?? Buffer.from(answer.body).toString());
  expect(body).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', title: feed.title });
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(feed.entries.map(({ id }) => id));
  expect((await request(site.app).get(pathOf(body.items[0].url))).status).toBe(200);
});

test('one that waited for a person comes as new when it is published, and goes when it is withdrawn', async () => {
  const first = await submit(1);
  await rejectCertificate(site.store, first, BY);
  await submit(2);
  expect((await atom('/feeds/certificates.atom')).entries).toHaveLength(1);
  await acceptCertificate(site.store, first, BY);
  const { entries } = await atom('/feeds/certificates.atom');
  expect(entries.map(({ id }) => id)).toContain(`urn:uuid:${first}`);
  expect(entries.every(({ published, updated }) => published <= updated)).toBe(true);
});

test('samples over limits, in the words of this site, by place, vendor and product', async () => {
  await submit(1, { lead: '1.3' });
  await submit(2);
  const { entries, title } = await atom('/feeds/exceedances.atom?jurisdiction=US-RI');
  expect(title).toContain('US-RI');
  expect(entries).toHaveLength(1);
  expect(entries[0]?.title).toMatch(/^Lead over .* in this sample: Test Leaf, Red Powder, lot TL-1$/);
  expect(entries[0]?.summary['#text']).toMatch(/^Lead: 1\.3 mg\/kg; limit .*Results apply to the sample as received by the laboratory\.$/);
  expect(JSON.stringify(entries)).not.toMatch(/illegal|unsafe|safe\b|clean/i);
  for (const query of ['vendor=test-leaf', 'product=test-leaf-red-powder', 'laboratory=invented-laboratory']) {
    expect((await atom(`/feeds/exceedances.atom?${query}`)).entries.length).toBeGreaterThan(0);
    expect((await atom(`/feeds/certificates.atom?${query}`)).entries).toHaveLength(2);
  }
  for (const query of ['vendor=nobody', 'jurisdiction=XX'])
    expect((await request(site.app).get(`/feeds/exceedances.atom?${query}`)).status).toBe(404);
  expect((await request(site.app).get('/feeds/certificates.atom?jurisdiction=US-RI')).status).toBe(400);
});

test('pages follow one another (RFC 5005), each entry once', async () => {
  const csv = Array.from(
    { length: 53 },
    (_, n) => `Test Leaf,Powder ${n},powder,X-${n},Invented Laboratory,P-${n},2026-06-03,metals,Lead,1.3,mg/kg,as_received,0.02,0.05,,`,
  );
  await site.submit('many.csv', [HEADER, ...csv].join('\n'), await site.key('contributor'));
  for (const feed of ['certificates', 'exceedances']) {
    const ids: string[] = [];
    for (let path: string | undefined = `/feeds/${feed}.atom${feed === 'exceedances' ? '?jurisdiction=US-RI' : ''}`; path !== undefined; ) {
      const { entries, link } = await atom(path);
      ids.push(...entries.map(({ id }) => id));
      expect(pathOf(link('self')!)).toBe(path);
      path = link('next') && pathOf(link('next')!);
    }
    expect([feed, ids.length, new Set(ids).size]).toEqual([feed, 53, 53]);
  }
  expect((await request(site.app).get('/feeds/certificates.atom?cursor=eHh4')).status).toBe(400);
}, 120_000);

test('unchanged, it is answered with 304; pages lead to their feeds', async () => {
  await submit(1);
  const get = (path: string) => request(site.app).get(path).set('Host', 'leafproof.example');
  const first = await get('/feeds/certificates.atom');
  expect(first.text ?? first.body.toString()).toContain('http://leafproof.example/certificates/');
  for (const [header, value] of [
    ['If-None-Match', first.headers.etag!],
    ['If-Modified-Since', first.headers['last-modified']!],
  ] as const)
    expect((await get('/feeds/certificates.atom').set(header, value)).status).toBe(304);
  for (const [page, feed] of [
    ['/', '/feeds/certificates.atom'],
    ['/contaminants', '/feeds/exceedances.json'],
    ['/vendors/test-leaf', '/feeds/certificates.atom?vendor=test-leaf'],
    ['/products/test-leaf-red-powder', '/feeds/exceedances.atom?product=test-leaf-red-powder'],
  ] as const) {
    const links = (await request(site.app).get(page)).text.match(/<link rel="alternate"[^>]*>/g) ?? [];
    expect(links.filter(link => link.includes(`href="${feed}"`))).toHaveLength(1);
  }
});

test('text that XML cannot hold is replaced, not passed on', () => {
  const text = xml('a\u0000\u0008\uFFFE\uD800<&>"\u{1F33F}');
  expect(text).toBe('a\uFFFD\uFFFD\uFFFD\uFFFD&#60;&#38;&#62;&#34;\u{1F33F}');
  expect(XMLValidator.validate(`<x>${text}</x>`)).toBe(true);
});

describe('changes since an entry of the log', () => {
  interface Item {
    readonly kind: string;
    readonly id: string;
    readonly change: string;
    readonly removed: boolean;
    readonly address: string | null;
  }
  const changes = async (since: number) =>
    (await site.get(`/changes?since=${since}`)).body as { items: Item[]; next: string | null; upTo: number };
  const certificates = (items: readonly Item[]) =>
    items.filter(({ kind }) => kind === 'certificate').map(({ id, change, removed }) => ({ id, change, removed }));

  test('tell what to fetch and what to remove, and nothing twice', async () => {
    const first = await submit(1);
    const second = await submit(2);
    const begun = await changes(0);
    expect(certificates(begun.items)).toEqual([first, second].map(id => ({ id, change: 'judged', removed: false })));
    expect((await changes(begun.upTo)).items).toEqual([]);
    await rejectCertificate(site.store, first, BY);
    const withdrawn = await changes(begun.upTo);
    expect(certificates(withdrawn.items)).toEqual([{ id: first, change: 'withdrawn', removed: true }]);
    await acceptCertificate(site.store, first, BY);
    await takeDown(site.store, second, BY);
    const later = await changes(withdrawn.upTo);
    expect(certificates(later.items)).toEqual([
      { id: first, change: 'published', removed: false },
      { id: second, change: 'takedown', removed: true },
    ]);
    for (const { address } of later.items.filter(({ removed }) => !removed))
      expect((await request(site.app).get(address!)).status).toBe(200);
    const page = await site.get('/changes?since=0&limit=1');
    expect(page.body.next).toBe(String(page.body.upTo));
  });

  test('a merge names the certificates whose vendor is another now', async () => {
    await submit(1);
    const other = await submit(2, { vendor: 'Other Leaf' });
    const { upTo } = await changes(0);
    await mergeOrganizations(site.store, 'other-leaf', 'test-leaf', BY);
    const { items } = await changes(upTo);
    expect(certificates(items)).toContainEqual({ id: other, change: 'linked', removed: false });
    expect(items.find(({ kind }) => kind === 'organization')).toMatchObject({
      change: 'identity-merge',
      address: '/api/v1/vendors/test-leaf',
    });
  });

  test('what never was public does not appear; removed samples do', async () => {
    const hidden = await request(site.app).post('/api/v1/contributions').attach('file', Buffer.from(SHEET), 'sheet.csv');
    expect(hidden.status).toBe(201);
    expect(certificates((await changes(0)).items)).toEqual([]);
    const sample = await submit(3);
    await site.store.em().execute('update certificate set is_sample = true');
    await site.store.em().execute('update submission set is_sample = true');
    await site.store.em().execute('alter table log_chain disable trigger log_chain_guard');
    await site.store.em().execute(`update log_chain set facts = replace(facts, '"sample":false', '"sample":true')`);
    await site.store.em().execute('alter table log_chain enable trigger log_chain_guard');
    const { upTo } = await changes(0);
    await removeSamples(site.store, 'test');
    expect(certificates((await changes(upTo)).items)).toEqual([{ id: sample, change: 'removed', removed: true }]);
  });
});
