import { ingestFile } from '../../src/ingest/ingest.ts';
import { findCertificate, listCertificates } from '../../src/store/certificate.ts';
import { counts } from '../../src/store/counts.ts';
import { storageKey } from '../../src/store/files.ts';
import { listLots } from '../../src/store/lot.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, type PlainPool, plainPool, type Report } from './outcome.ts';

let store: TestStore;
let reader: PlainPool;
const ingest = (file: Parameters<typeof ingestFile>[1]) => ingestFile({ store, pool: reader.pool }, file);

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => {
  await store.clear();
  reader = plainPool();
});

const GOOD: Report = {
  number: 'R-1',
  brand: 'Made-up Moss, LLC',
  name: 'Red Example',
  lot: 'MM-01/25',
  form: 'Powder',
  reported: '2025-03-04',
  rows: [
    { name: 'Lead', value: '0.350', lod: '0.01', loq: '0.03' },
    { name: 'Cadmium', value: '<0.05', loq: '0.05' },
    { name: 'Mercury', value: 'ND' },
    { name: 'Arsenic', value: 'NT' },
    { name: 'Nickel', value: '1.5' },
  ],
};

describe('a certificate that is read well', () => {
  test('is recorded and public, every printed text and exact number kept', async () => {
    const ingested = await ingest(fileOf('a.pdf', [GOOD]));
    expect(ingested).toMatchObject({ outcome: 'recorded', earlier: null, reason: null });
    expect(ingested.certificates).toMatchObject([{ state: 'public', laboratory: 'Nowhere Laboratory', reportNumber: 'R-1' }]);
    const certificate = await findCertificate(store.em(), ingested.certificates[0]?.id ?? '');
    expect(certificate).toMatchObject({
      reportNumber: 'R-1',
      reported: '2025-03-04',
      fileName: 'a.pdf',
      importer: { id: 'test', version: 1 },
      vendor: { slug: 'made-up-moss', name: 'Made-up Moss, LLC' },
      lots: [{ code: 'MM-01/25' }],
      panels: ['metals'],
      results: 5,
      isSample: false,
    });
    expect(certificate?.samples[0]).toMatchObject({
      name: 'Red Example',
      form: 'powder',
      vendorLink: { basis: 'brand', confidence: 0.95, evidence: { kind: 'page', page: 1 } },
      dates: { reported: { date: '2025-03-04', from: null, printed: '2025-03-04' } },
    });
    expect(certificate?.samples[0]?.results).toMatchObject([
      { analyte: 'lead', kind: 'quantified', number: '0.350', lower: '0.350', upper: '0.350', unit: 'mg/kg', lod: '0.01', loq: '0.03' },
      { analyte: 'cadmium', kind: 'below_limit', number: null, lower: '0', upper: '0.05', upperClosed: false },
      { analyte: 'mercury_total', kind: 'not_detected', number: null, lower: '0', upper: null },
      { kind: 'not_tested', number: null, lower: null, upper: null, printed: { name: 'Arsenic', value: 'NT' } },
      { analyte: 'nickel', number: '1.5', printed: { name: 'Nickel', value: '1.5' }, evidence: { kind: 'page', text: '1.5' } },
    ]);
  });

  test('but for a name on its page that nobody knows, waits for a person, who sees it as printed', async () => {
    const rows = [...GOOD.rows, { name: 'Unobtainium', value: '1.5' }];
    const ingested = await ingest(fileOf('a.pdf', [{ ...GOOD, rows }]));
    expect(ingested).toMatchObject({ outcome: 'needs-review', certificates: [{ state: 'needs-review' }] });
    const certificate = await findCertificate(store.em(), ingested.certificates[0]?.id ?? '', { includeUnpublished: true });
    expect(certificate?.samples[0]?.results[5]).toMatchObject({
      analyte: null,
      analyteName: null,
      printed: { name: 'Unobtainium', value: '1.5' },
    });
  });

  test('keeps its original, byte for byte', async () => {
    const file = fileOf('a.pdf', [GOOD]);
    const { sha256 } = await ingest(file);
    expect(Buffer.from(await store.files.read(storageKey(sha256)))).toEqual(Buffer.from(file.bytes));
  });

  test('handed in again changes nothing and says what came of it before', async () => {
    const first = await ingest(fileOf('a.pdf', [GOOD]));
    const before = await counts(store.em());
    const again = await ingest({ ...fileOf('a.pdf', [GOOD]), vendor: 'Somebody Else' });
    expect(again).toMatchObject({ id: first.id, duplicateOf: first.id, outcome: 'duplicate', earlier: 'recorded' });
    expect(again.certificates).toEqual(first.certificates);
    expect(again.problems.map(problem => problem.code)).toContain('vendor-not-applied');
    expect(await counts(store.em())).toEqual(before);
    expect(reader.reads).toBe(1);
  });

  test('handed in many times at once is recorded once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => ingest(fileOf('a.pdf', [GOOD]))));
    expect(new Set(all.map(ingested => ingested.id)).size).toBe(1);
    expect(all.filter(ingested => ingested.outcome === 'recorded')).toHaveLength(1);
    expect(await counts(store.em())).toMatchObject({ certificates: 1, results: 5 });
  });

  test('naming a new vendor, product and lot at the same moment as others does, shares them', async () => {
    const files = Array.from({ length: 8 }, (_, n) => fileOf(`${n}.pdf`, [{ ...GOOD, number: `R-${n}` }]));
    const all = await Promise.all(files.map(ingest));
    expect(all.map(ingested => ingested.outcome)).toEqual(Array(8).fill('recorded'));
    expect(await counts(store.em())).toMatchObject({ certificates: 8, vendors: 1, laboratories: 1, lots: 1 });
  });
});

test('text that no database takes is stored readably', async () => {
  const ingested = await ingest(fileOf('a\0.pdf', [{ ...GOOD, name: 'Half \uD83D of a \0 face', lot: 'L\0T' }]));
  expect(ingested.outcome).toBe('recorded');
  const certificate = await findCertificate(store.em(), ingested.certificates[0]?.id ?? '');
  expect(certificate).toMatchObject({
    fileName: 'a\uFFFD.pdf',
    samples: [{ name: 'Half \uFFFD of a \uFFFD face', lotPrinted: 'L\uFFFDT' }],
  });
});

describe('several reports and samples in one file', () => {
  test('one certificate a report number, one sample a transcript', async () => {
    const second = { ...GOOD, name: 'Green Example', lot: 'MM-02' };
    const ingested = await ingest(fileOf('a.pdf', [GOOD, second, { ...GOOD, number: 'R-2', lot: 'MM-03' }]));
    expect(ingested.certificates.map(certificate => certificate.reportNumber)).toEqual(['R-1', 'R-2']);
    const certificate = await findCertificate(store.em(), ingested.certificates[0]?.id ?? '');
    expect(certificate?.samples.map(sample => [sample.index, sample.name, sample.lot?.code])).toEqual([
      [0, 'Red Example', 'MM-01/25'],
      [1, 'Green Example', 'MM-02'],
    ]);
    expect((await listLots(store.em(), { limit: 10 })).items).toHaveLength(3);
  });

  test('certificates of one lot join, however its code is written', async () => {
    await ingest(fileOf('a.pdf', [GOOD]));
    await ingest(fileOf('b.pdf', [{ ...GOOD, number: 'R-2', lot: 'mm 01-25', name: 'Red Example Powder' }]));
    const lots = (await listLots(store.em(), { limit: 10 })).items;
    expect(lots).toMatchObject([{ code: 'MM-01/25', certificates: 2, product: { name: 'Red Example' } }]);
    const [newest] = (await listCertificates(store.em(), { limit: 1, lot: lots[0]?.id })).items;
    const certificate = await findCertificate(store.em(), newest?.id ?? '');
    expect(certificate?.problems.map(problem => problem.code)).toContain('lot-names-other-product');
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['broken-file', 'unreadable'],
    ['no-text-layer', 'unreadable'],
    ['not-a-certificate', 'unrecognised'],
    ['ambiguous-importer', 'ambiguous'],
  ] as const)('%s is stored as %s, with its reason', async (reason, outcome) => {
    const ingested = await ingest(fileOf('a.pdf', reason));
    expect(ingested).toMatchObject({ outcome, reason, certificates: [], problems: [{ code: reason, severity: 'error' }] });
    expect(await ingest(fileOf('a.pdf', reason))).toMatchObject({ outcome: 'duplicate', earlier: outcome, id: ingested.id });
    expect(reader.reads).toBe(1);
  });

  test('for a passing trouble of the machine is read anew when it comes again', async () => {
    reader.trouble = 'memory-limit';
    const first = await ingest(fileOf('a.pdf', [GOOD]));
    expect(first).toMatchObject({ outcome: 'unreadable', reason: 'memory-limit' });
    reader.trouble = null;
    expect(await ingest(fileOf('a.pdf', [GOOD]))).toMatchObject({
      id: first.id,
      outcome: 'recorded',
      reason: null,
      problems: [],
    });
    expect(await counts(store.em())).toMatchObject({ certificates: 1 });
  });

  test('leaves nothing behind when recording fails', async () => {
    const bad = fileOf('a.pdf', [{ ...GOOD, rows: [{ name: 'Lead', value: '1' }] }]);
    const read: PlainPool['pool']['read'] = async (...args) => {
      const outcome = await reader.pool.read(...args);
      const [reading] = outcome.readings;
      const [result] = reading?.results ?? [];
      if (!reading || !result) throw new Error('the fixture has a result');
      return { ...outcome, readings: [{ ...reading, results: [{ ...result, interval: { ...result.interval, lower: '2', upper: '1' } }] }] };
    };
    await expect(ingestFile({ store, pool: { read } }, bad)).rejects.toThrow(/check constraint/);
    const rows = await store
      .em()
      .execute<{ n: number }[]>('select (select count(*) from submission)::int + (select count(*) from organization)::int as n');
    expect(rows[0]?.n).toBe(0);
    expect(await ingest(bad)).toMatchObject({ outcome: 'recorded' });
  });
});
