import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { loadSamples, removeSamples, samplesFolder } from '../../src/ingest/samples.ts';
import { listCertificates } from '../../src/store/certificate.ts';
import { counts } from '../../src/store/counts.ts';
import { storageKey } from '../../src/store/files.ts';
import { listLots } from '../../src/store/lot.ts';
import { listVendors } from '../../src/store/vendor.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { sharedPool } from '../readers.ts';
import { fileOf, plainPool } from './outcome.ts';

const FILES = ['fictional-fern.csv', 'imaginary-ivy.xlsx', 'pretend-pine.csv', 'quarry-fields.json', 'na-24-1041.pdf'];
const pool = sharedPool();
let store: TestStore;
let folder: string;

beforeAll(async () => {
  store = await openTestStore();
  folder = await mkdtemp(join(tmpdir(), 'leafproof-samples-'));
  for (const file of FILES) await copyFile(join(samplesFolder(), file), join(folder, file));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => store.clear());

/** Rows of every table that samples may fill. */
async function rowsLeft(): Promise<Record<string, number>> {
  const tables = [
    'source_file',
    'submission',
    'extraction',
    'certificate',
    'certificate_version',
    'sample',
    'sample_of',
    'result',
    'problem',
    'organization',
    'org_alias',
    'org_change',
    'product',
    'batch',
  ];
  const left: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await store.em().execute<{ n: number }[]>(`select count(*)::int as n from ${table}`);
    if (row && row.n > 0) left[table] = row.n;
  }
  return left;
}

describe('samples', () => {
  test('are read by the real importers, public, and marked wherever they show', async () => {
    const loaded = await loadSamples({ store, pool }, { folder });
    expect(loaded.map(one => one.outcome)).toEqual(FILES.map(() => 'recorded'));
    const { items } = await listVendors(store.em(), { limit: 100 });
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items.every(vendor => vendor.isSample)).toBe(true);
    expect((await listVendors(store.em(), { limit: 100, samples: false })).items).toEqual([]);
    expect((await listCertificates(store.em(), { limit: 100 })).items.every(certificate => certificate.isSample)).toBe(true);
    const numbers = await counts(store.em());
    expect(numbers.samples).toBe(numbers.certificates);
  });

  test('are loaded once, and not again after they were removed', async () => {
    const first = await loadSamples({ store, pool }, { folder });
    expect(await loadSamples({ store, pool }, { folder })).toEqual([]);
    const drawn = first[0]?.sha256 ?? '';
    await store.pageImages.keep(drawn, 1, 600, { bytes: Buffer.from('a picture'), mediaType: 'image/jpeg' });
    expect(await removeSamples(store, 'tester')).toBe(first.length);
    expect(await store.pageImages.read(drawn, 1, 600)).toBeNull();
    expect(await rowsLeft()).toEqual({});
    for (const { sha256 } of first) expect(await store.files.has(storageKey(sha256))).toBe(false);
    expect(await loadSamples({ store, pool }, { folder })).toEqual([]);
    expect(await loadSamples({ store, pool }, { folder, again: true })).toHaveLength(FILES.length);
    expect(await removeSamples(store, 'tester')).toBe(FILES.length);
  });

  test('take nothing with them that a real certificate names', async () => {
    await loadSamples({ store, pool }, { folder });
    const [vendor] = (await listVendors(store.em(), { limit: 1 })).items;
    const report = { brand: vendor?.name, lot: 'REAL-1', name: 'Real Thing', number: 'REAL', rows: [{ name: 'Lead', value: '0.1' }] };
    await ingestFile({ store, pool: plainPool().pool }, fileOf('real.pdf', [report]));
    await removeSamples(store, 'tester');
    expect((await listVendors(store.em(), { limit: 10 })).items).toMatchObject([{ slug: vendor?.slug, isSample: false, lots: 1 }]);
    expect((await listLots(store.em(), { limit: 10 })).items.map(lot => lot.code)).toEqual(['REAL-1']);
    expect(await counts(store.em())).toMatchObject({ certificates: 1, samples: 0 });
  });
});
