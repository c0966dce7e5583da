/** Asking through the API: filters of every list, fields, cursors, errors that point, and the long table as a file. */
import request from 'supertest';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

interface Item {
  readonly code: string;
  readonly name: string;
  readonly reportNumber: string;
  readonly ruleset: string;
  readonly verdict: string;
  readonly lot: { readonly code: string };
}

let site: TestApp;

beforeAll(async () => {
  site = await openTestApp();
  const key = await site.key('contributor');
  await site.submit('one.csv', SHEET, key);
  await site.submit(
    'two.csv',
    SHEET.replaceAll('TL-001', 'TL-002')
      .replaceAll('R-1', 'R-2')
      .replace('<0.05,mg/kg,as_received,0.02,0.05,0.5', '1.8,mg/kg,as_received,0.02,0.05,10')
      .replaceAll('2026-02-03', '2025-01-15'),
    key,
  );
});

afterAll(() => site.close());

const asked = async (path: string, filter: string, more = ''): Promise<Item[]> =>
  (await site.get(`${path}?filter=${encodeURIComponent(filter)}${more}`)).body.items;

test('results, lots, certificates, vendors, laboratories and verdicts are asked in one language', async () => {
  expect((await asked('/results', 'analyte:lead and certainly > 0.5 mg/kg')).map(item => item.lot.code)).toEqual(['TL-002']);
  expect((await asked('/results', 'analyte:lead & possibly < 100 ug/kg')).map(item => item.lot.code)).toEqual(['TL-001']);
  expect((await asked('/lots', 'analyte:lead & certainly > 0.5 mg/kg')).map(item => item.code)).toEqual(['TL-002']);
  expect(
    (await asked('/lots', 'has(analyte:mitragynine) and not has(analyte:lead and certainly > 0.5 mg/kg)')).map(item => item.code),
  ).toEqual(['TL-001']);
  expect((await asked('/certificates', 'reported:2026')).map(item => item.reportNumber)).toEqual(['R-1']);
  expect((await asked('/certificates', 'report:"r 2"')).map(item => item.reportNumber)).toEqual(['R-2']);
  expect((await asked('/vendors', 'verdict:fail,undecidable,pass and form:powder')).map(item => item.name)).toEqual(['Test Leaf']);
  expect(await asked('/vendors', 'analyte:cadmium')).toEqual([]);
  expect((await asked('/laboratories', 'panel:metals')).map(item => item.name)).toEqual(['Invented Laboratory']);
  const verdicts = await asked('/verdicts', 'verdict(yardstick_v1):fail,pass and analyte:lead');
  expect(verdicts.map(item => [item.ruleset, item.verdict]).sort()).toEqual([
    ['yardstick_v1', 'fail'],
    ['yardstick_v1', 'pass'],
  ]);
  expect(await asked('/lots', 'analyte:lead', '&vendor=nobody')).toEqual([]);
});

test('results are listed by identifier, by the day of the report or by the amount of one analyte', async () => {
  const lots = async (more: string) => (await asked('/results', 'analyte:lead', more)).map(item => item.lot.code);
  expect(await lots('&order=newest')).toEqual(['TL-001', 'TL-002']);
  expect(await lots('&order=highest')).toEqual(['TL-002', 'TL-001']);
  expect(await lots('')).toEqual(await lots('&order=recorded'));
  const table = await request(site.app).get('/api/v1/results.csv?analyte=lead&order=highest&fields=lot');
  expect(table.text.trim().split(/\s+/)).toEqual(['lot', 'TL-002', 'TL-001']);
  const refused = await site.get('/results?filter=panel:metals&order=highest');
  expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
    400,
    'invalid-parameter',
    [{ name: 'order', message: expect.stringContaining('analyte:lead') }],
  ]);
  const first = await site.get('/results?analyte=lead&order=highest&limit=1');
  const other = await site.get(`/results?analyte=lead&order=newest&limit=1&cursor=${first.body.next}`);
  expect([other.status, other.body.code]).toEqual([400, 'invalid-cursor']);
});

test('the page of results offers the same orders, and says why amounts cannot be put in order', async () => {
  const page = (query: string) => request(site.app).get(`/results?${query}`);
  const codes = (text: string) => [...text.matchAll(/TL-00\d/g)].map(([code]) => code);
  expect([...new Set(codes((await page('filter=analyte:lead')).text))]).toEqual(['TL-001', 'TL-002']);
  expect([...new Set(codes((await page('filter=analyte:lead&order=highest')).text))]).toEqual(['TL-002', 'TL-001']);
  const refused = await page('order=highest');
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/id="order-error"[^>]*role="alert"/);
  expect(refused.text).toContain('name it in the filter, e.g. analyte:lead');
});

test('a filter typed into an address with & means what it says', async () => {
  const answer = await request(site.app).get('/api/v1/results?filter=analyte:lead%20&%20reported%20>=%202026-01-01&limit=1');
  expect(answer.status).toBe(200);
  expect(answer.body.items.map((item: { lot: { code: string } }) => item.lot.code)).toEqual(['TL-001']);
});

test('a filter that is not understood is a problem that points at the part', async () => {
  const answer = await site.get(`/results?filter=${encodeURIComponent('analyte:lead & certainly > 5 CFU/g')}`);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    code: 'invalid-filter',
    errors: [{ name: 'filter', part: 'certainly > 5 CFU/g', position: { from: 15, to: 34 }, accepted: expect.arrayContaining(['mg/kg']) }],
  });
  expect((await site.get('/verdicts')).status).toBe(400);
  expect((await site.get('/vendors?filter=form:powder&sort=safety')).body.errors[0].name).toBe('sort');
});

test.each([
  ['/results?analyte=leed', /did you mean lead\?/],
  ['/results?analyte=Pb', /did you mean lead\?/],
  ['/search?q=test&analyte=xyzzy', /GET \/analytes lists them/],
  ['/exceedances?analyte=leed', /did you mean lead\?/],
])('%s is refused and never an empty list', async (address, message) => {
  const { status, body } = await site.get(address);
  expect([status, body.errors[0].name]).toEqual([400, 'analyte']);
  expect(body.errors[0].message).toMatch(message);
});

test('what a rule limits can be asked for, though the dictionary has no such analyte', async () => {
  expect((await site.get('/exceedances?analyte=class3_each')).status).toBe(200);
});

test('a cursor belongs to its filter', async () => {
  const first = await site.get('/results?filter=form:powder&limit=1');
  const cursor = first.body.next as string;
  expect((await site.get(`/results?filter=form%20:%20powder&limit=2&cursor=${cursor}`)).status).toBe(200);
  for (const other of ['filter=form:capsule', 'filter=form:powder&samples=false', 'limit=1']) {
    const answer = await site.get(`/results?${other}&cursor=${cursor}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-cursor']);
  }
  expect(first.headers.link).toContain('filter=form%3Apowder');
});

test('fields leaves the members that were asked for, and names one that is not there', async () => {
  const answer = await request(site.app).get('/api/v1/results?filter=analyte:lead&fields=id,printed.value,vendor.slug&limit=1');
  const [item] = answer.body.items;
  expect(item).toEqual({ id: item.id, printed: { value: '<0.05' }, vendor: { slug: 'test-leaf' } });
  const csv = await request(site.app).get('/api/v1/results.csv?filter=analyte:lead&fields=analyte,upper');
  expect(csv.text.split('\r\n')).toEqual(['analyte,upper', 'lead,0.05', 'lead,1.8', '']);
  for (const path of ['/results?fields=printed.colour', '/results.csv?fields=colour', '/long-table.csv?fields=colour'])
    expect((await site.get(path)).body.errors[0]).toMatchObject({ name: 'fields', accepted: expect.any(Array) });
});

test('the long table comes in the format of its suffix, of format= or of Accept', async () => {
  const filter = encodeURIComponent('analyte:lead and loq <= 50 ug/kg');
  const csv = await site.get(`/long-table.csv?filter=${filter}&fields=analyte,lo,hi,unit,loq`);
  expect(csv.headers['content-disposition']).toContain('results.csv');
  expect(csv.text.split('\n').map(line => line.split(',').slice(1).join(','))).toEqual([
    'analyte,lo,hi,unit,loq',
    'lead,0,0.05,mg/kg,0.05',
    'lead,1.8,1.8,mg/kg,0.05',
    '',
  ]);
  expect((await site.get(`/long-table?filter=${filter}`)).body.items).toHaveLength(2);
  const types = {
    csv: 'text/csv',
    ndjson: 'application/x-ndjson',
    parquet: 'application/vnd.apache.parquet',
    wcia: 'application/vnd.wcia.labresult+json',
  };
  for (const [format, type] of Object.entries(types)) {
    expect((await site.get(`/long-table?format=${format}`)).type).toBe(type);
    expect((await site.get('/long-table', { Accept: type })).type).toBe(type);
  }
  const parquet = await request(site.app)
    .get('/api/v1/long-table.parquet')
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect([parquet.body.subarray(0, 4).toString(), parquet.body.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  expect((await site.get('/long-table?filter=x')).status).toBe(400);
});

test('results are counted by what they have in common, and too few values give no statistics', async () => {
  const counted = await site.get('/results/groups?group_by=analyte,vendor&limit=2');
  expect(counted.body.items).toEqual([
    { key: { analyte: 'lead', vendor: 'test-leaf' }, results: 2, samples: 2, measured: 1, censored: 1, statistics: null },
    { key: { analyte: 'mitragynine', vendor: 'test-leaf' }, results: 2, samples: 2, measured: 2, censored: 0, statistics: null },
  ]);
  const rest = await site.get(`/results/groups?group_by=analyte,vendor&limit=2&cursor=${counted.body.next}`);
  expect(rest.body.items.map((item: { key: object }) => item.key)).toEqual([{ analyte: 'salmonella', vendor: 'test-leaf' }]);
  const filter = encodeURIComponent('certainly >= 0.05 mg/kg or possibly < 0.05 mg/kg');
  const [group] = (await site.get(`/results/groups?group_by=analyte&stats=kaplan_meier&filter=${filter}`)).body.items;
  expect(group).toMatchObject({
    key: { analyte: 'lead' },
    statistics: { unit: 'mg/kg', basis: 'as_received', n: 2, censored: 1, methods: {} },
  });
  expect(group.statistics.refused.kaplan_meier).toMatch(/\d/);
  for (const bad of ['group_by=colour', 'group_by=vendor&stats=all', 'group_by=analyte&stats=guess'])
    expect((await site.get(`/results/groups?${bad}`)).status).toBe(400);
});

test('where nothing is found the page says which names nothing public has, and what is written much like them', async () => {
  const page = async (filter: string) =>
    (
      await request(site.app)
        .get(`/results?filter=${encodeURIComponent(filter)}`)
        .expect(200)
    ).text;
  const slip = await page('vendor:test-leef and not laboratory:nobody');
  expect(slip).toContain('No vendor is called “test-leef” here. Perhaps ');
  expect(slip).toContain('href="/results?filter=vendor%3Atest-leaf"');
  expect(slip).toMatch(/No laboratory is called “nobody” here\.(?! Perhaps)/);
  expect(await page('vendor:test-leaf and analyte:cadmium')).not.toContain('is called');
  expect(await page('vendor:test-leaf,test-leef')).not.toContain('is called');
  expect(await page('product:"<b>"')).toContain('No product is called “&lt;b>” here.');
});

test('what a filter and the long table hold is described', async () => {
  expect((await site.get('/filter-fields')).body.items.map((item: { name: string }) => item.name)).toContain('certainly');
  expect((await site.get('/long-table/columns')).body.items[0].name).toBe('result_id');
});

test('the page asks in the same language, shows where a filter was not understood, and counts', async () => {
  const page = async (query: string, status = 200) => (await request(site.app).get(`/results${query}`).expect(status)).text;
  const rows = await page(`?filter=${encodeURIComponent('analyte:lead & certainly > 0.5 mg/kg')}`);
  expect(rows).toMatch(/>\s*analyte:lead and certainly (&gt;|>) 0\.5 mg\/kg\s*<\/textarea>/);
  expect(rows).toContain('TL-002');
  expect(rows).not.toContain('TL-001');
  expect(rows).toContain('/api/v1/long-table.parquet?filter=analyte%3Alead+and+certainly+%3E+0.5+mg%2Fkg');
  const wrong = await page(`?filter=${encodeURIComponent('analyte:lead and colour:red')}`, 400);
  expect(wrong).toMatch(/analyte:lead and <mark>colour<\/mark>:red/);
  const counted = await page(`?by=analyte&filter=${encodeURIComponent('panel:metals')}`);
  expect(counted).toContain('%28panel%3Ametals%29+and+analyte%3Alead');
  expect(await page(`?filter=${encodeURIComponent('analyte:cadmium')}`)).toContain('No published result meets this.');
  for (const address of (await page('')).matchAll(/href="(\/results\?[^"]+)"/g))
    await page(address[1]!.replaceAll('&amp;', '&').slice('/results'.length));
});
