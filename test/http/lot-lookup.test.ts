/** A person with a bag: the code typed or photographed, over the API and on `/check`. */
import request from 'supertest';
import { labelPhoto } from '../documents/label-photo.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;

beforeAll(async () => {
  site = await openTestApp();
  const key = await site.key('contributor');
  await site.submit('a.csv', SHEET.replaceAll('TL-001', 'TL-26050'), key);
});

afterAll(() => site?.close());

const lookUp = async (code: string) => (await site.get(`/lot-lookup?code=${encodeURIComponent(code)}`)).body;

test.each([
  ['TL-26050', 'lot', true],
  ['tl 26050', 'lot', true],
  ['LOT: TL-26050 BEST BY 2028-01', 'lot', true],
  ['https://shop.example/coa/tl-26050.pdf', 'lot', false],
  ['R-1', 'report', true],
])('%s leads to the lot', async (code, way, sure) => {
  const { found, nearest } = await lookUp(code);
  expect(found).toEqual([expect.objectContaining({ way, sure, lot: expect.objectContaining({ code: 'TL-26050' }) })]);
  expect(nearest).toEqual([]);
});

test.each(['TL-2605O', 'TL-26O5O', 'TL-26005', 'TL2606', 'T1-26050'])('%s finds nothing, but names the nearest', async code => {
  const { found, nearest } = await lookUp(code);
  expect(found).toEqual([]);
  expect(nearest).toEqual([expect.objectContaining({ code: 'TL-26050' })]);
});

test.each(['ZZ-999', 'x', '%', '2026-02-03'])('%s is like nothing', async code => {
  expect(await lookUp(code)).toMatchObject({ found: [], nearest: [] });
});

const SHELF = ['tl 26050', 'R-1', 'TL-2605O', 'ZZ-999', 'TL 26050', 'tl 26050'].join('\n');
const shelf = (codes: string, extension = '') => site.get(`/lot-lookups${extension}?codes=${encodeURIComponent(codes)}`);

test('a list of codes is looked up as each of them alone is', async () => {
  const { body } = conform(await shelf(SHELF));
  const alone = await Promise.all(['tl 26050', 'R-1', 'TL-2605O', 'ZZ-999', 'TL 26050'].map(lookUp));
  expect(body.codes).toEqual(alone);
  expect(body.codes.map(({ found }: { found: unknown[] }) => found.length)).toEqual([1, 1, 0, 0, 1]);
});

test('the list as CSV has a row for each code', async () => {
  const { text } = await shelf(SHELF.replaceAll('\n', ';'), '.csv');
  expect(
    text
      .trim()
      .split('\r\n')
      .map(line => line.split(',').slice(0, 4)),
  ).toEqual([
    ['given', 'way', 'sure', 'lot'],
    ['tl 26050', 'lot', 'true', 'TL-26050'],
    ['R-1', 'report', 'true', 'TL-26050'],
    ['TL-2605O', '', '', ''],
    ['ZZ-999', '', '', ''],
    ['TL 26050', 'lot', 'true', 'TL-26050'],
  ]);
  expect(text).toMatch(/^TL-2605O,.*,TL-26050\r$/m);
});

test.each([
  [' \n;', 'holds no code'],
  [Array.from({ length: 101 }, (_, index) => `L${index}`).join('\n'), 'holds 101 codes; at most 100'],
])('a list that holds none or too many is refused', async (codes, words) => {
  const { status, body } = await shelf(codes);
  expect([status, body.code, body.errors[0].name]).toEqual([400, 'invalid-parameter', 'codes']);
  expect(body.errors[0].message).toContain(words);
  const page = await request(site.app).get(`/check?lots=${encodeURIComponent(codes)}`);
  if (codes.trim() !== '') expect([page.status, page.text]).toEqual([400, expect.stringContaining(words)]);
});

test('the page says of a list what is here, what is not, and how each code leads there', async () => {
  const { text } = await request(site.app)
    .get(`/check?lots=${encodeURIComponent(SHELF)}`)
    .expect(200);
  expect(text).toContain('3 of 5 codes lead to a lot here');
  expect(text).toContain('given as “tl 26050”');
  expect(text).toContain('by report number “R-1”');
  expect(text).toMatch(/<code[^>]*>TL-2605O<\/code>.*much like it:.*TL-26050/s);
  expect(text).toMatch(/\/api\/v1\/lot-lookups\.csv\?codes=tl\+26050%0A/);
});

test('of a long list the nearest are looked for of the first twenty, and the page says so', async () => {
  const codes = Array.from({ length: 21 }, (_, i) => `TL-2605${String.fromCharCode(65 + i)}`).join('\n');
  const { body } = await site.get(`/lot-lookups?${new URLSearchParams({ codes })}`);
  expect(body.codes.map(({ nearest }: { nearest: unknown[] }) => nearest.length)).toEqual([...Array.from({ length: 20 }, () => 1), 0]);
  const note = 'Codes much like them are shown for the first 20.';
  const page = (lots: string) => request(site.app).get(`/check?${new URLSearchParams({ lots })}`);
  expect((await page(codes)).text).toContain(note);
  expect((await page('TL-2605A')).text).not.toContain(note);
});

test('a link leads to the lot of the certificate that carries it, and one of any length is recorded', async () => {
  const short = 'https://lab.example/verify?report=abcdef';
  // what compresses would fit into an index
  const long = `https://lab.example/${Array.from({ length: 3000 }, (_, index) => ((index * 7919) % 100_003).toString(36)).join('')}`;
  for (const text of [short, long])
    await site.store
      .em()
      .execute(`insert into authenticity_check (id, certificate_id, extraction_id, kind, outcome, detail, facts, tool_version, checked_at)
      select gen_random_uuid(), c.id, e.id, 'link', 'inconclusive', '', json_build_object('text', '${text}')::jsonb, '1', now()
      from certificate c join extraction e using (sha256) limit 1`);
  expect((await lookUp(short)).found).toEqual([expect.objectContaining({ way: 'same-code', sure: true })]);
  expect((await shelf(`${short}\nZZ-1`)).body.codes.map(({ found }: { found: unknown[] }) => found.length)).toEqual([1, 0]);
});

const post = (bytes: Buffer, name = 'photo.jpg') => request(site.app).post('/api/v1/lot-lookup').attach('file', bytes, name);

test('the QR code on a large photo is read, and an address in it only looked at', async () => {
  const photo = await labelPhoto('https://vendor.example/lots?batch=TL-26050', { width: 1600, height: 1200, share: 0.12 });
  const { body } = conform(await post(photo).expect(200));
  expect(body.codes).toEqual([
    expect.objectContaining({
      form: 'QRCode',
      text: 'https://vendor.example/lots?batch=TL-26050',
      found: [expect.objectContaining({ way: 'lot', sure: true })],
    }),
  ]);
});

test('a barcode of a product names no lot', async () => {
  const { body } = conform(await post(await labelPhoto('4006381333931', { format: 'EAN13', degrees: 2 })).expect(200));
  expect(body.codes).toEqual([expect.objectContaining({ form: 'EAN13', tradeItem: '4006381333931', found: [] })]);
});

test.each([
  ['no picture', Buffer.from('vendor,lot\n')],
  ['a picture cut off', Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011081000100003', 'hex')],
])('%s is refused with what to do', async (_, bytes) => {
  const { body } = conform(await post(bytes).expect(400));
  expect(body.detail).toMatch(/JPEG|damaged/);
});

describe('the page', () => {
  const page = async (path: string) => (await request(site.app).get(path).expect(200)).text;
  const send = (bytes: Buffer) => request(site.app).post('/check').field('what', 'label').attach('file', bytes, 'photo.jpg');

  test('answers the three questions of a bag', async () => {
    const text = await page('/check?lot=TL-26050');
    for (const words of [
      'Lot TL-26050 is in the database',
      'Is my lot tested?',
      'What is over a limit?',
      'What is unknown?',
      'sample as received',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/No published certificate of this lot shows:[^<]*pesticides/);
  });

  test('does not take silence for a clean lot', async () => {
    const text = await page('/check?lot=TL-2605O');
    expect(text).toContain('No certificate for this lot here');
    expect(text).toContain('tested all the same');
    expect(text).toContain('href="/check?lot=TL-26050"');
    expect(text).not.toContain('Is my lot tested?');
  });

  test('reads a photo, says what was in it, and that nothing was opened', async () => {
    const { text } = await send(await labelPhoto('https://vendor.example/TL-26050')).expect(200);
    expect(text).toContain('https://vendor.example/TL-26050');
    expect(text).toContain('not opened');
    expect(text).toContain('Check that your bag says TL-26050 too');
  });

  test('a photo without a code says what to do next', async () => {
    const { text } = await send(await labelPhoto(' ', { share: 0.001 })).expect(200);
    expect(text).toContain('No code could be read from this photo');
    expect(text).toMatch(/shows the laboratory’s certificate, send it as <a href="#certificate">/);
    const refused = await send(Buffer.from('plain')).expect(400);
    expect(refused.text).toContain('This is no photo');
    expect(refused.text).toContain('in the form for certificates');
  });
});
