/** Everything that the samples of a new installation show, held against the description. */
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { type Choice, DEFAULT_CHOICE } from '../../src/http/pages/choice.ts';
import { judgedLot } from '../../src/http/pages/judged-route.tsx';
import { loadSamples } from '../../src/ingest/samples.ts';
import { rescore } from '../../src/ingest/score.ts';
import { findLot } from '../../src/store/lot.ts';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;

beforeAll(async () => {
  api = await openTestApp();
  await loadSamples({ store: api.store, pool: api.pool });
  await rescore(api.store);
}, 120_000);
afterAll(() => api.close());

const SECTIONS = [
  ['vendors', 'slug'],
  ['products', 'slug'],
  ['lots', 'id'],
  ['laboratories', 'slug'],
  ['certificates', 'id'],
] as const;

test.each(SECTIONS)('every one of %s answers as described', async (section, key) => {
  const { items } = (await api.get(`/${section}?limit=200`)).body;
  expect(items.length).toBeGreaterThan(2);
  for (const item of items) {
    expect(item.isSample).toBe(true);
    expect((await api.get(`/${section}/${item[key]}`)).status).toBe(200);
  }
});

test('every sample is public, and known as a sample', async () => {
  const reviewer = { Authorization: `Bearer ${await api.key('reviewer')}` };
  expect((await api.get('/review', reviewer)).body.items).toEqual([]);
});

test('one report amends another, and every certificate of the samples that is related to another one says so', async () => {
  const { items } = (await api.get('/certificates?limit=200')).body;
  const related: [string, string, string][] = [];
  for (const { id, reportNumber } of items) {
    const { amends, amendedBy, sameReportNumber } = (await api.get(`/certificates/${id}`)).body;
    for (const [kind, others] of Object.entries({ amends, amendedBy, sameReportNumber } as Record<string, { reportNumber: string }[]>))
      for (const other of others) related.push([reportNumber, kind, other.reportNumber]);
  }
  expect(related.sort()).toEqual([
    ['MB-22543 Rev. 1', 'amends', 'MB-22543'],
    ['MB-22543', 'amendedBy', 'MB-22543 Rev. 1'],
  ]);
});

test('every result is bounded by what it says, and says where it stands', async () => {
  const { items } = (await api.get('/results?limit=200')).body;
  expect(items.length).toBeGreaterThan(100);
  for (const result of items) {
    const { kind, number, lower, upper, evidence } = result;
    expect([result.id, number !== null]).toEqual([result.id, kind === 'quantified' || kind === 'estimated']);
    if (lower !== null && upper !== null) expect(Number(lower)).toBeLessThanOrEqual(Number(upper));
    expect(evidence.box !== null || evidence.cell !== null || evidence.pointer !== null).toBe(true);
    expect(evidence.text).not.toBe('');
  }
});

test('sample data can be left out', async () => {
  for (const section of ['vendors', 'products', 'lots', 'laboratories', 'certificates', 'results']) {
    expect((await api.get(`/${section}?samples=false`)).body).toEqual({ items: [], next: null });
  }
});

test('filters that are all met', async () => {
  const vendors = (await api.get('/vendors')).body.items;
  const lots = (await api.get(`/lots?vendor=${vendors[0].slug}&limit=200`)).body.items;
  expect(lots).toHaveLength(vendors[0].lots);
  const hits = (await api.get(`/search?vendor=${vendors[0].slug}&limit=200`)).body.items;
  expect(hits.map((hit: { id: string }) => hit.id).toSorted()).toEqual(lots.map((lot: { id: string }) => lot.id).toSorted());
  const [laboratory] = (await api.get('/laboratories')).body.items;
  const byLaboratory = (await api.get(`/search?laboratory=${laboratory.slug}`)).body.items;
  expect(byLaboratory.length).toBeGreaterThan(0);
  // as the form of the search page sends it, empty fields and all
  expect((await api.get(`/search?q=&vendor=&lab=${laboratory.slug}&analyte=&min=&max=&range=certainly`)).body.items).toEqual(byLaboratory);
  const certain = (await api.get('/results?analyte=lead&min=0.1&limit=200')).body.items;
  const possible = (await api.get('/results?analyte=lead&min=0.1&range=possibly&limit=200')).body.items;
  expect(certain.length).toBeGreaterThan(0);
  expect(possible.length).toBeGreaterThanOrEqual(certain.length);
  for (const result of certain) expect(Number(result.lower)).toBeGreaterThanOrEqual(0.1);
});

test('a page of a PDF is a picture, kept for the next who asks', async () => {
  const certificates = (await api.get('/certificates?limit=200')).body.items;
  const views = await Promise.all(certificates.map(async (item: { id: string }) => (await api.get(`/certificates/${item.id}`)).body));
  const pdf = views.find(view => view.mediaType === 'application/pdf');
  expect(pdf.pageImages.length).toBeGreaterThan(0);
  const picture = () => request(api.app).get(pdf.pageImages[0]).buffer(true).expect(200);
  const [first, atOnce] = await Promise.all([picture(), picture()]);
  const later = await picture();
  expect(first.type).toMatch(/^image\/(png|jpeg)$/);
  expect(first.headers['content-length']).toBe(later.headers['content-length']);
  expect(atOnce.headers.etag).toBe(first.headers.etag);
  expect(Number(first.headers['content-length'])).toBeLessThan(250_000);
  await request(api.app).get(pdf.pageImages[0]).set('If-None-Match', String(first.headers.etag)).expect(304);
  expect((await api.get(`/certificates/${pdf.id}/pages/${pdf.pages.length + 1}.png`)).status).toBe(404);
});

test('something of everything is there: control limits, a scope, a promise of a label, a reply', async () => {
  const page = async (path: string) => (await request(api.app).get(path).expect(200)).text;
  const product = await page('/products/example-elm-botanicals-green-example-leaf');
  expect(product).toContain('beyond the usual');
  expect(product).toContain('1.45 %');
  expect(await page('/laboratories/nonesuch-analytical-laboratories')).toContain('Invented Accreditation Board, certificate 0000.01');
  expect(await page('/vendors/fictional-fern-trading')).toContain('We took lot FG2605 off sale');
  expect(await page('/vendors/example-elm-botanicals')).toContain('confirmed by a scope of accreditation');
});

test('a vendor within every comparison limit says in the same breath how many lots are over the rules chosen', async () => {
  const { text } = await request(api.app).get('/vendors/example-elm-botanicals').expect(200);
  const sentence = text.slice(text.indexOf('class="verdict-sentence"'), text.indexOf('class="score-parts"'));
  expect(sentence).toMatch(
    /comparison limit tested and none was over one\. <strong>By the rules chosen, <a[^>]*>\d+ lots<\/a> are over a limit/,
  );
  expect(text).toContain('USP &lt;2023> Table 2<');
  expect(text).not.toContain('Table 2, Table 2');
});

test('a lot within the rules chosen says which rules of other places it is over', async () => {
  const page = async (path: string) => (await request(api.app).get(path).expect(200)).text;
  const [lot] = (await api.get('/lots?vendor=fictional-fern-trading&limit=100')).body.items.filter(
    ({ code }: { code: string }) => code === 'FG2605',
  );
  const elsewhere = 'Over a limit by the rules of other places';
  const shown = await page(`/lots/${lot.id}`);
  expect(shown).toContain(elsewhere);
  // in the sentence that would otherwise end with “no limit exceeded”
  expect(shown).toMatch(/<strong>[^<]+\. By the rules of other places something is over: see below\.[^<]*<\/strong>/);
  expect(shown).toContain('/rules/ri_21_28_12#ri_21_28_12-06');
  const there = await page(`/lots/${lot.id}?profile=rhode_island`);
  expect(there).not.toContain(elsewhere);
  expect(there).not.toContain('something is over');
});

const words = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/&nbsp;|\u00a0|\s+/g, ' ');

/** The sentence of the verdicts and what stands out under it, without the values. */
async function checkedFile(name: string, content: string | Buffer, profile: string): Promise<string> {
  const { text } = await request(api.app).post('/check').field('profile', profile).attach('file', Buffer.from(content), name).expect(200);
  return words(text.slice(text.indexOf('id="outcome"'), text.indexOf('id="label"')));
}

describe('a certificate that is only looked at', () => {
  test('is judged by the rules chosen, and found where it is published', async () => {
    const pdf = readFileSync('samples/na-26-2611.pdf');
    const there = await checkedFile('from-the-vendor.pdf', pdf, 'rhode_island');
    expect(there).toContain('1 result over a limit in this sample');
    expect(there).toMatch(/Lead : printed “1\.463 µg\/g”\. Limit: +under 1\.2 mg\/kg/);
    expect(there).toMatch(/This very file is in the database: +certificate NA-26-2611/);
    expect(there).toContain('with the same values');
    const federal = await checkedFile('from-the-vendor.pdf', pdf, 'us_federal');
    expect(federal).toContain('By the rules of other places something is over: see below.');
    expect(federal).toMatch(/Lead : printed “1\.463 µg\/g”\. Limit in Rhode Island/);
  });

  test('that differs from the published one of its number says where, and what is published', async () => {
    const [header, ...lines] = readFileSync('samples/example-elm.csv', 'utf8').split('\n');
    const own = lines.filter(line => line.includes(',EE-260810,')).join('\n');
    const edited = `${header}\n${own.replace(',Total Yeast and Mold,7623,', ',Total Yeast and Mold,623,')}\n`;
    const said = await checkedFile('sent.csv', edited, 'us_federal');
    expect(said).toContain('No tested limit exceeded in this sample. ');
    expect(said).toContain('The published certificate of this number says otherwise: see below.');
    expect(said).toMatch(/1 value that the published certificate of this number prints otherwise/);
    expect(said).toMatch(/Total Yeast and Mold : this file 623 CFU\/g, the published one +7623 CFU\/g/);
    expect(said).not.toContain('This very file');
    expect(await checkedFile('sent.csv', `${header}\n${own}\n`, 'us_federal')).toContain('with the same values');
  });

  test('names each substance as the dictionary does, and as the file does where that is otherwise', async () => {
    const csv = [
      'product,lot,analyte,result,unit,verdict',
      'Green,X-1,olovo,"1,9",mg/kg,nevyhovuje',
      'Green,X-1,Lead,0.1,mg/kg,',
      'Green,X-1,Frobnicol,1,mg/kg,',
      'Green,X-1,Salmonella spp.,ND,/10 g,',
    ].join('\n');
    const said = await checkedFile('czech.csv', csv, 'us_federal');
    expect(said).toMatch(/ Lead +printed “olovo”/);
    expect(said).not.toContain('printed “Lead”');
    expect(said).toMatch(/Frobnicol +not in the dictionary/);
    expect(said).toContain('Marked as failing by the laboratory: Lead (“olovo”).');
    const limits = [...said.matchAll(/\((\d+) limits\)/g)].reduce((sum, [, number]) => sum + Number(number), 0);
    const alone = said.match(/(\d+) limits undecidable(.*?)\d+ limits not tested/)!;
    const subjects = alone[2]!.split(/,|: would be decided by [^.]+\./).filter(subject => subject.trim() !== '');
    expect(limits + subjects.filter(subject => !subject.includes(' limits)')).length).toBe(Number(alone[1]));
  });
});

test('a lot that a later law forbids says so beside the law of its report, and only there', async () => {
  const [item] = (await api.get('/lots?vendor=madeup-moss-extracts&limit=100')).body.items.filter(
    ({ code }: { code: string }) => code === 'MS7-014',
  );
  const lot = (await findLot(api.store.em(), item.id))!;
  const over = async (today: string, choice: Partial<Choice> = {}) =>
    (await judgedLot(api.store.em(), lot, { choice: { ...DEFAULT_CHOICE, ...choice }, refused: {}, path: '/', today })).today.map(
      ({ rule, verdict }) => [rule.id, verdict.date],
    );
  expect(await over('2026-10-01')).toEqual([['us_dea_mp-02', '2026-10-01']]);
  expect(await over('2026-08-01')).toEqual([]);
  expect(await over('2026-10-01', { date: 'today' })).toEqual([]);
  expect(await over('2026-10-01', { asOf: '2026-09-01' })).toEqual([]);

  const certificate = `/certificates/${lot.certificateList[0]!.id}`;
  const said = words((await request(api.app).get(certificate).expect(200)).text);
  expect(said).toContain('By the law of today something is over: see below.');
  expect(said).toMatch(/Over a limit by the law of today .*Judge by the law of today/s);
  expect(words((await request(api.app).get(`${certificate}?date=today`)).text)).not.toContain('By the law of today something is over');
});

test('what was not tested is said of the one certificate, or of all of the lot', async () => {
  const said = async (path: string) => words((await request(api.app).get(path).expect(200)).text);
  const { items } = (await api.get('/lots?limit=100')).body;
  const lot = (await findLot(api.store.em(), items.find(({ code }: { code: string }) => code === 'FF2411').id))!;
  expect(lot.certificateList.length).toBeGreaterThan(1);
  const untested = (text: string) => /(\d+) limits not tested, as far as ([a-z ]+ (?:show|shows)) /.exec(text)!.slice(1);
  const [ofLot, shownByLot] = untested(await said(`/lots/${lot.id}`));
  expect(shownByLot).toBe('the published certificates show');
  for (const { id } of lot.certificateList) {
    const [ofOne, shownByOne] = untested(await said(`/certificates/${id}`));
    expect(shownByOne).toBe('this certificate shows');
    expect(Number(ofOne)).toBeGreaterThanOrEqual(Number(ofLot));
  }
});

test('a lot, and the answer to its code, lead to what each place says of the product itself', async () => {
  const page = async (path: string) => (await request(api.app).get(path).expect(200)).text;
  const [item] = (await api.get('/lots?limit=1')).body.items;
  for (const path of [`/lots/${item.id}`, '/check?lot=FG2605']) expect(await page(path)).toContain('href="/rules#places"');
  expect(await page('/rules')).toContain('id="places"');
});

test('a lot and a certificate lead to what each place would miss on them, by the law chosen', async () => {
  const page = async (path: string) => words((await request(api.app).get(path).expect(200)).text);
  const [item] = (await api.get('/lots?vendor=madeup-moss-extracts&limit=100')).body.items.filter(
    ({ code }: { code: string }) => code === 'MS7-014',
  );
  const [certificate] = (await findLot(api.store.em(), item.id))!.certificateList;
  for (const path of [`/lots/${item.id}`, `/certificates/${certificate!.id}`]) {
    const { text } = await request(api.app).get(path).expect(200);
    expect(text).toMatch(new RegExp(`href="${path}/missing\\?[^"]*"`));
    const said = await page(`${path}/missing`);
    expect(said).toMatch(/by the law of \d+ \w+ 2026/);
    expect(said).toMatch(/Utah .*missing .*the panel foreign matter/i);
    expect(said).toContain('Lead, Cadmium, Arsenic (inorganic) (for want of the amount taken in a day)');
    expect(await page(`${path}/missing?date=day&day=2026-10-01`)).toContain('by the law of 1 October 2026');
    await request(api.app)
      .get(`${path.slice(0, -4)}0000/missing`)
      .expect(404);
  }
});

test('a list of lots over limits is followed as a feed where a feed can be narrowed so, and says where no law is held', async () => {
  const page = async (query: string) => (await request(api.app).get(`/contaminants${query}`).expect(200)).text;
  const feed = /href="(\/feeds\/exceedances\.atom[^"]*)">Follow it as a feed/;
  const address = feed.exec(await page('?jurisdiction=US-MS'))?.[1] ?? '';
  expect(address).toBe('/feeds/exceedances.atom?jurisdiction=US-MS');
  await request(api.app).get(address).expect(200);
  expect(await page('?jurisdiction=US-MS&from=2026-01-01')).not.toMatch(feed);
  expect(await page('?jurisdiction=US-AL')).toContain('is held here, so nothing is judged by its law.');
  expect(await page('?jurisdiction=US-CA')).not.toContain('so nothing is judged by its law.');
  const vendor = (await request(api.app).get('/vendors/example-elm-botanicals').expect(200)).text;
  expect(vendor).toContain('<a href="/feeds/exceedances.atom?vendor=example-elm-botanicals">Newly over limits, as a feed</a>');
});

test('limits of one text on one substance say for what each of them holds', async () => {
  const { text } = await request(api.app).get('/laboratories/nonesuch-analytical-laboratories').expect(200);
  expect(words(text)).toContain('per gram as sold, for dried or powdered botanicals');
});

test('laboratories stand side by side with what each can see, and lead there from their pages', async () => {
  const slugs = ['nonesuch-analytical-laboratories', 'makebelieve-testing-laboratory'];
  const own = (await request(api.app).get(`/laboratories/${slugs[0]}`).expect(200)).text;
  expect(own).toContain(`<a href="/compare?of=laboratories&amp;id=${slugs[0]}">Compare with other laboratories</a>`);
  const { text } = await request(api.app)
    .get(`/compare?of=laboratories&id=${slugs.join('&id=')}&id=nobody&find=placeholder`)
    .expect(200);
  const said = words(text);
  expect(said).toContain('Not found, and left out: nobody.');
  expect(said).toMatch(
    /Lead +LOD 0\.003 mg\/kg LOQ 0\.009 mg\/kg +sees the smallest amount +19 results +LOD 0\.05 mg\/kg LOQ 0\.10 mg\/kg +3 results/,
  );
  expect(said).toMatch(/Carbaryl +LOD 0\.02 mg\/kg LOQ 0\.05 mg\/kg +13 results +no limit printed/);
  expect(said).toContain('ISO/IEC 17025:2017 accredited, certificate 0000.01');
  expect(text).toContain(`/compare?of=laboratories&amp;id=${slugs.join('&amp;id=')}&amp;id=placeholder-point-laboratories`);
});

test('an empty list says which vendor, product or laboratory of its filter nobody knows, and what is written much like it', async () => {
  const near = [expect.objectContaining({ slug: 'example-elm-botanicals', name: 'Example Elm Botanicals' })];
  const slip = { field: 'vendor', name: 'exmaple-elm-botanicals', near };
  for (const path of [
    '/lots?vendor=exmaple-elm-botanicals',
    '/results?vendor=exmaple-elm-botanicals',
    '/results?filter=vendor:exmaple-elm-botanicals',
  ])
    expect((await api.get(path)).body).toEqual({ items: [], next: null, unknown: [slip] });
  const { body } = await api.get('/results?vendor=exmaple-elm-botanicals&laboratory=nobody-at-all');
  expect(body.unknown).toEqual([slip, { field: 'laboratory', name: 'nobody-at-all', near: [] }]);
  // known, and nothing found; something found; a moment when others may have been public
  expect((await api.get('/results?vendor=example-elm-botanicals&analyte=methanol')).body).toEqual({ items: [], next: null });
  expect(Object.keys((await api.get('/results?filter=vendor:nobody-at-all or analyte:lead&limit=1')).body)).toEqual(['items', 'next']);
  expect((await api.get('/results?vendor=nobody-at-all&as_of=2026-01-01')).body).toEqual({ items: [], next: null });
});
