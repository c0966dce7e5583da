import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { mergeOrganizations } from '../../src/ingest/identity.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
let key: string;
beforeAll(async () => {
  site = await openTestApp();
  key = await site.key('contributor');
}, 120_000);
afterAll(async () => site.close());

const BY = { actor: 'test', reason: 'because' };

interface Parts {
  readonly number?: string;
  readonly reported?: string;
  readonly lot?: string;
  readonly laboratory?: string;
  readonly lead?: string;
}

let files = 0;

/** The sheet as another report; gives the identifier of its certificate. */
async function submitted({ number = 'IL-2041', reported = '2026-02-03', lot, laboratory, lead }: Parts): Promise<string> {
  const sheet = SHEET.replaceAll(',R-1,2026-02-03,', `,${number},${reported},`)
    .replaceAll('TL-001', lot ?? 'TL-001')
    .replaceAll('Invented Laboratory', laboratory ?? 'Invented Laboratory')
    .replace('<0.05,mg/kg', `${lead ?? '<0.05'},mg/kg`);
  const { body } = await site.submit(`report-${++files}.csv`, sheet, key);
  return body.certificates[0].id;
}

const related = async (id: string, query = '') => {
  const { amends, amendedBy, sameReportNumber } = (await site.get(`/certificates/${id}${query}`)).body;
  return { amends, amendedBy, sameReportNumber };
};
const NONE = { amends: [], amendedBy: [], sameReportNumber: [] };
const page = async (path: string) => request(site.app).get(path);

test('a report of the same number and lot is told of on both certificates, and the two stand cell by cell beside each other', async () => {
  const first = await submitted({});
  const before = new Date().toISOString();
  const second = await submitted({ number: 'IL 2041', reported: '2026-02-19', lead: '0.31' });
  const grounds = { basis: 'report-number-and-lot', order: 'reported' };
  expect(await related(first)).toEqual({
    ...NONE,
    amendedBy: [{ id: second, reportNumber: 'IL 2041', reported: '2026-02-19', recordedAt: expect.any(String), ...grounds }],
  });
  expect(await related(second)).toMatchObject({
    ...NONE,
    amends: [{ id: first, reportNumber: 'IL-2041', reported: '2026-02-03', ...grounds }],
  });

  const { body: diff } = await site.get(`/certificates/${first}/diff/${second}`);
  expect(diff).toMatchObject({ before: { id: first }, after: { id: second }, relation: { kind: 'amends', ...grounds } });
  const lead = diff.differences.find(({ result }: { result: string | null }) => result === 'Lead');
  expect(lead).toMatchObject({ change: 'changed', before: { evidence: { text: '<0.05' } }, after: { evidence: { text: '0.31' } } });
  expect(lead.cells).toContainEqual({ field: 'value', before: '<0.05', after: '0.31' });
  const head = diff.differences.find(({ result }: { result: string | null }) => result === null);
  expect(head.cells).toEqual([
    { field: 'reportNumber', before: 'IL-2041', after: 'IL 2041' },
    { field: 'reported', before: '2026-02-03', after: '2026-02-19' },
  ]);
  expect((await site.get(`/certificates/${second}/diff/${first}`)).body.relation.kind).toBe('amended-by');

  const differences = `/certificates/${first}/diff/${second}`;
  expect((await page(`/certificates/${first}`)).text).toMatch(
    /There is a later file.*A later file carries the same report number and lot:/s,
  );
  expect((await page(`/certificates/${first}`)).text).toContain(differences);
  expect((await page(`/certificates/${second}`)).text).toMatch(/This file carries the same report number and lot as an earlier one:/);
  expect((await page(`/certificates/${second}`)).text).toContain(differences);
  const { text, status } = await page(differences);
  expect(status).toBe(200);
  expect(text).toContain(`<a href="/certificates/${first}#v-${lead.before.result}">&lt;0.05</a>`);
  expect(text).toContain(`<a href="/certificates/${second}#v-${lead.after.result}">0.31</a>`);
  // what was understood goes with what is printed
  expect(text).not.toContain('upper bound');
  const lot: string = (await site.get(`/certificates/${first}`)).body.lots[0].id;
  const lotPage = await page(`/lots/${lot}`);
  // beside the certificate in the list, and beside each value and verdict that rests on it
  expect(lotPage.text.match(/a later file carries its report number: <a /g)).toHaveLength(1);
  const dated = (day: string) => lotPage.text.match(new RegExp(`class="as-printed"><time datetime="${day}">[^<]*</time>[^<]*`, 'g')) ?? [];
  expect(dated('2026-02-03').length).toBeGreaterThan(2);
  for (const one of dated('2026-02-03')) expect(one).toMatch(/; a later file carries its report number$/);
  expect(dated('2026-02-19').length).toBeGreaterThan(2);
  for (const one of dated('2026-02-19')) expect(one).not.toContain('later file');

  const report = (await page(`/lots/${lot}/report`)).text;
  expect(report).toMatch(
    />IL-2041<\/a><span class="as-printed">a later file carries its report number: IL 2041, <time datetime="2026-02-19">/,
  );
  expect(report).not.toMatch(/>IL 2041<\/a><span class="as-printed">/);
  expect(report).toContain(
    'Invented Laboratory, <time datetime="2026-02-03">3 February 2026</time>; a later file carries its report number',
  );

  // a certificate counts as it stands: both are on the lot
  expect((await site.get(`/lots/${lot}`)).body.certificateList).toHaveLength(2);
  // before the second there was nothing to tell of
  expect(await related(first, `?as_of=${before}`)).toEqual(NONE);
  expect((await site.get(`/certificates/${first}/diff/${second}?as_of=${before}`)).status).toBe(404);
  expect((await page(`${differences}?as_of=${before}`)).status).toBe(404);
  expect((await page(`${differences}?as_of=yesterday`)).status).toBe(400);
  expect((await page(`${differences}?as_of=2099-01-01`)).text).toContain(`/certificates/${first}?as_of=2099-01-01#v-`);

  const reviewer = { Authorization: `Bearer ${await site.key('reviewer')}` };
  await rejectCertificate(site.store, second, BY);
  expect(await related(first)).toEqual(NONE);
  expect((await site.get(differences)).status).toBe(404);
  // a reviewer sees what a certificate that waits would be related to
  expect((await site.get(`/certificates/${second}`, reviewer)).body.amends).toMatchObject([{ id: first }]);
  expect((await site.get(differences, reviewer)).body.relation.kind).toBe('amends');
  await acceptCertificate(site.store, second, BY);
  expect((await related(first)).amendedBy).toMatchObject([{ id: second }]);
  await takeDown(site.store, second, BY);
  expect(await related(first)).toEqual(NONE);
  expect((await site.get(differences)).status).toBe(410);
  expect((await page(differences)).status).toBe(410);
  expect((await page(`/certificates/${first}`)).text).not.toContain('later file');
});

test('a revision after the number is printed; a number alone, another lot or another laboratory says nothing', async () => {
  const first = await submitted({ number: 'IL-3001', lot: 'TL-301' });
  const revised = await submitted({ number: 'IL-3001 Rev. 1', lot: 'TL-301', lead: '0.1' });
  const again = await submitted({ number: 'IL-3001 Rev. 2', lot: 'TL-301', lead: '0.2' });
  const printed = { basis: 'printed', order: 'printed' };
  expect((await related(first)).amendedBy).toMatchObject([
    { id: again, ...printed },
    { id: revised, ...printed },
  ]);
  expect(await related(revised)).toMatchObject({ amends: [{ id: first }], amendedBy: [{ id: again }], sameReportNumber: [] });
  expect((await page(`/certificates/${revised}`)).text).toMatch(
    /As printed, a later report amends this one:.*As printed, this report amends/s,
  );

  const other = await submitted({ number: 'IL-3001', lot: 'TL-302', reported: '2026-03-03' });
  const elsewhere = await submitted({ number: 'IL-3001', lot: 'TL-301', laboratory: 'Nonesuch Analytics', reported: '2026-03-03' });
  for (const id of [other, elsewhere]) expect(await related(id)).toEqual(NONE);
  expect((await site.get(`/certificates/${first}/diff/${other}`)).status).toBe(404);

  // of one day: most likely one report in two files
  const scanned = await submitted({ number: 'IL-3001', lot: 'TL-301', lead: '<0.06' });
  expect((await related(scanned)).sameReportNumber).toMatchObject([{ id: first, basis: 'report-number-and-lot', order: null }]);
  expect((await page(`/certificates/${scanned}`)).text).toContain('nothing says that one takes the place of the other');

  // laboratories that are one
  await mergeOrganizations(site.store, 'nonesuch-analytics', 'invented-laboratory', BY);
  expect((await related(elsewhere)).amends).toMatchObject([{ id: scanned }, { id: first }]);
});

test('a report says which one it takes the place of, whatever its own number', async () => {
  const sheet = readFileSync(join(import.meta.dirname, '../../importers/any-laboratory/samples/fixed-width.txt'), 'utf8');
  const text = async (number: string, sentence: string, lead: string) => {
    const content = `${sheet.replace('IRL-26-0412', number).replace('0.210', lead)}\n\n${sentence}\n`;
    const { body } = await site.submit(`${number}.txt`, content, key);
    const id: string = body.certificates[0].id;
    await acceptCertificate(site.store, id, BY).catch(() => null);
    return id;
  };
  const first = await text('IRL-26-0412', 'Results relate only to the sample as received.', '0.210');
  const second = await text('IRL-26-0977', 'This report supersedes report IRL-26-0412.', '0.310');
  const { body } = await site.get(`/certificates/${second}`);
  expect(body.samples[0].sampling).toContainEqual(
    expect.objectContaining({ field: 'amendment', text: 'This report supersedes report IRL-26-0412.', evidence: expect.anything() }),
  );
  const printed = { basis: 'printed', order: 'printed' };
  expect(body.amends).toMatchObject([{ id: first, ...printed }]);
  expect((await related(first)).amendedBy).toMatchObject([{ id: second, reportNumber: 'IRL-26-0977', ...printed }]);
  expect((await page(`/certificates/${first}/diff/${second}`)).text).toMatch(/As printed, .*IRL-26-0977<\/a>.* amends .*IRL-26-0412<\/a>/s);
});

test('undated files are told apart by when they came in where their values differ; samples and real ones are never related', async () => {
  const first = await submitted({ number: 'IL-4001', lot: 'TL-401', reported: '' });
  const copy = await submitted({ number: 'IL-4001 ', lot: 'TL 401', reported: '' });
  const later = await submitted({ number: 'IL-4001', lot: 'TL-401', reported: '', lead: '0.4' });
  expect((await related(first)).sameReportNumber).toMatchObject([{ id: copy }]);
  expect((await related(first)).amendedBy).toMatchObject([{ id: later, basis: 'report-number-and-lot', order: 'recorded' }]);
  expect((await page(`/certificates/${first}/diff/${later}`)).text).toContain('the second was recorded here later');
  await site.store.em().execute(`update certificate set is_sample = true where id = '${later}'`);
  expect(await related(later)).toEqual(NONE);
  expect((await related(first)).amendedBy).toEqual([]);
});

test('a list of lots over limits, or undecidable, says of a report that a later one amends it', async () => {
  const first = await submitted({ number: 'OV-70011', reported: '2024-05-01', lot: 'OVER-1', lead: '0.31' });
  const second = await submitted({ number: 'OV-70011', reported: '2024-06-01', lot: 'OVER-1', lead: '0.30' });
  const { text } = await page('/contaminants?verdict=undecidable&analyte=lead&from=2024-01-01&to=2024-12-31');
  const cellOf = (id: string) => new RegExp(`<a href="/certificates/${id}">OV-70011</a>.*?</td>`, 's').exec(text)?.[0] ?? 'no such row';
  expect(cellOf(first)).toContain(`a later file carries its report number: <a href="/certificates/${first}/diff/${second}`);
  expect(cellOf(second)).not.toMatch(/later file|no such row/);
});

test('whoever keeps a copy is told of the amended report when the one that amends it comes and goes', async () => {
  const changes = async (since: number) => (await site.get(`/changes?since=${since}&limit=200`)).body;
  const told = (items: { kind: string; id: string; change: string; removed: boolean }[]) =>
    items.filter(({ kind }) => kind === 'certificate').map(({ id, change, removed }) => [id, change, removed]);
  const first = await submitted({ number: 'CH-7741', lot: 'CHL-1' });
  let since = 0;
  for (let more = true; more; ) {
    const { upTo, next } = await changes(since);
    since = upTo;
    more = next !== null;
  }
  const second = await submitted({ number: 'CH-7741', lot: 'CHL-1', reported: '2026-03-01', lead: '0.4' });
  const came = await changes(since);
  expect(told(came.items)).toEqual(expect.arrayContaining([[first, 'related', false]]));
  expect(told(came.items).some(([id]) => id === second)).toBe(true);
  await rejectCertificate(site.store, second, BY);
  expect(told((await changes(came.upTo)).items)).toEqual(
    expect.arrayContaining([
      [second, 'withdrawn', true],
      [first, 'related', false],
    ]),
  );
});
