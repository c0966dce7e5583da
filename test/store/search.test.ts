import fc from 'fast-check';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { findAnalyte } from '../../src/store/analyte.ts';
import { listCertificates } from '../../src/store/certificate.ts';
import { BadCursor, encodeCursor } from '../../src/store/cursor.ts';
import { findLaboratory, listLaboratories } from '../../src/store/laboratory.ts';
import { findLot, listLots } from '../../src/store/lot.ts';
import { listProducts } from '../../src/store/product.ts';
import { listResults, type ValueRange } from '../../src/store/results.ts';
import { search, searchLots } from '../../src/store/search.ts';
import { findVendor, listVendors } from '../../src/store/vendor.ts';
import type { Slice } from '../../src/store/views.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report, type Row } from '../ingest/outcome.ts';

let store: TestStore;
let n = 0;

async function ingest(report: Partial<Report>, rows: readonly Row[]) {
  n += 1;
  return ingestFile({ store, pool: plainPool().pool }, fileOf(`${n}.pdf`, [{ number: `S-${n}`, ...report, rows }]));
}
const lead = (value: string, limits: Partial<Row> = {}): Row => ({ name: 'Lead', value, ...limits });
const mitragynine: Row = { name: 'Mitragynine', value: '1.42', unit: '%', panel: 'alkaloids' };

/** Five lots whose lead is 0.35, below 0.05, not detected without limits, 2.5, and not tested. */
beforeAll(async () => {
  store = await openTestStore();
  const pine = { brand: 'Pretend Pine Herbals', laboratory: 'North Lab' };
  await ingest({ ...pine, name: 'Red Bali Powder', lot: 'PP-240115', form: 'powder', reported: '2024-01-20' }, [lead('0.35'), mitragynine]);
  await ingest({ ...pine, name: 'Green Maeng Da', lot: 'PP-240116', form: 'capsules', reported: '2024-02-20' }, [
    lead('<0.05', { loq: '0.05' }),
  ]);
  await ingest({ ...pine, name: 'Zelený Kratom', lot: 'PP-240117', reported: '2024-03-20' }, [lead('ND')]);
  const fern = { brand: "Fern & O'Neil", laboratory: 'South Lab' };
  await ingest({ ...fern, name: 'Gold 100% Extract', lot: 'X1', form: 'extract', reported: '2025-01-20' }, [
    lead('2.5', { lod: '0.01', loq: '0.03' }),
  ]);
  await ingest({ ...fern, name: 'Red Bali', lot: 'X2' }, [lead('NT'), { name: 'Cadmium', value: '0.2' }]);
});
afterAll(async () => store.close());

const codes = async (range: ValueRange & { analyte?: string }) =>
  (await searchLots(store.em(), { analyte: 'lead', ...range }, { limit: 10 })).items.map(lot => lot.code).sort();

describe('searching by name', () => {
  const first = async (q: string) => {
    const [hit] = await search(store.em(), q, { limit: 5 });
    return hit === undefined ? null : `${hit.type} ${hit.title}`;
  };
  test.each([
    ['PP-240115', 'lot PP-240115'],
    ['pp240115', 'lot PP-240115'],
    ['pp 240 115', 'lot PP-240115'],
    ['x1', 'lot X1'],
    ['pretend pine', 'vendor Pretend Pine Herbals'],
    ['pretnd pine', 'vendor Pretend Pine Herbals'],
    ["o'neil", "vendor Fern & O'Neil"],
    ['zeleny', 'product Zelený Kratom'],
    ['north lab', 'laboratory North Lab'],
    ['mitraginine', 'analyte Mitragynine'],
    ['olovo', 'analyte Lead'],
    ['S-3', 'certificate S-3'],
  ])('%s finds %s', async (q, expected) => {
    expect(await first(q)).toBe(expected);
  });

  test('what is exactly the code of a lot finds that lot, and none whose code is alike; a code that no lot has finds those', async () => {
    const found = async (q: string) => (await searchLots(store.em(), { q }, { limit: 10 })).items.map(({ code }) => code).sort();
    expect(await found('pp240115')).toEqual(['PP-240115']);
    expect(await search(store.em(), 'pp240115', { limit: 5 })).toMatchObject([
      { type: 'lot', title: 'PP-240115', detail: 'Red Bali Powder · Pretend Pine Herbals', score: 1, isSample: false },
    ]);
    expect(await found('PP-240119')).toEqual(['PP-240115', 'PP-240116', 'PP-240117']);
  });
  test('a word of two names finds both', async () => {
    const hits = await search(store.em(), 'red bali', { limit: 10 });
    expect(
      hits
        .filter(hit => hit.type === 'product')
        .map(hit => hit.title)
        .sort(),
    ).toEqual(['Red Bali', 'Red Bali Powder']);
    expect(hits.every(hit => hit.score > 0 && hit.score <= 1)).toBe(true);
  });

  test('words of vendor and product together find the product', async () => {
    const hits = await search(store.em(), 'pine bali', { limit: 10 });
    expect(hits.map(hit => hit.title)).toContain('Red Bali Powder');
    expect(hits.map(hit => hit.title)).not.toContain('Red Bali');
  });

  test('never fails, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async q => {
        await search(store.em(), q, { limit: 3 });
        await searchLots(store.em(), { q }, { limit: 3 });
      }),
      { numRuns: 40, examples: [['a\0b'], ["'; drop table result; --"], ['%_\\'], ['??'], ['? :name $1'], ['a & ! | ( b']] },
    );
  });
});

describe('searching by value', () => {
  test('certainly: the whole interval lies in the range', async () => {
    expect(await codes({ min: '0.1' })).toEqual(['PP-240115', 'X1']);
    expect(await codes({ max: '0.1' })).toEqual(['PP-240116']);
    expect(await codes({ min: '0.35', max: '0.35' })).toEqual(['PP-240115']);
    expect(await codes({ max: '0.05' })).toEqual(['PP-240116']);
  });

  test('possibly: some of the interval does; a bare ND may be anything', async () => {
    expect(await codes({ min: '0.1', range: 'possibly' })).toEqual(['PP-240115', 'PP-240117', 'X1']);
    expect(await codes({ max: '0.01', range: 'possibly' })).toEqual(['PP-240116', 'PP-240117']);
    // below 0.05 is never 0.05
    expect(await codes({ min: '0.05', range: 'possibly' })).toEqual(['PP-240115', 'PP-240117', 'X1']);
  });

  test('not tested is never a value', async () => {
    expect(await codes({})).toEqual(['PP-240115', 'PP-240116', 'PP-240117', 'X1']);
  });

  test('certainly implies possibly, and a narrower range never finds more', async () => {
    const bound = fc.integer({ min: 0, max: 300 }).map(hundredths => (hundredths / 100).toFixed(2));
    await fc.assert(
      fc.asyncProperty(bound, bound, async (min, max) => {
        const certainly = await codes({ min, max });
        const possibly = await codes({ min, max, range: 'possibly' });
        expect(possibly).toEqual(expect.arrayContaining(certainly));
        expect(await codes({ min, range: 'possibly' })).toEqual(expect.arrayContaining(possibly));
        expect(await codes({ max })).toEqual(expect.arrayContaining(certainly));
      }),
      { numRuns: 15 },
    );
  });

  test('results by the same rules, with exact decimals', async () => {
    const { items } = await listResults(store.em(), { analyte: 'lead', min: '1' }, { limit: 10 });
    expect(items).toMatchObject([
      {
        number: '2.5',
        lod: '0.01',
        loq: '0.03',
        unit: 'mg/kg',
        lot: { code: 'X1' },
        vendor: { slug: 'fern-and-oneil' },
        laboratory: { name: 'South Lab' },
      },
    ]);
    expect((await listResults(store.em(), { analyte: 'mitragynine' }, { limit: 10 })).items).toMatchObject([
      { number: '14.2', unit: 'mg/g', printed: { value: '1.42', unit: '%' } },
    ]);
    for (const lot of ['PP 240115', items[0]?.lot?.id ?? '']) {
      expect(
        (await listResults(store.em(), { lot, vendor: lot.startsWith('PP') ? 'pretend-pine-herbals' : 'fern-and-oneil' }, { limit: 10 }))
          .items.length,
      ).toBeGreaterThan(0);
    }
  });
});

describe('filters and facets', () => {
  test('narrow the lots, and count what is there', async () => {
    const all = await searchLots(store.em(), { q: 'red' }, { limit: 10 });
    expect(all.items.map(lot => lot.code)).toEqual(['PP-240115', 'X2']);
    expect(all.total).toBe(2);
    expect(all.facets.vendor.map(facet => [facet.value, facet.count])).toEqual([
      ['fern-and-oneil', 1],
      ['pretend-pine-herbals', 1],
    ]);
    const one = await searchLots(
      store.em(),
      { laboratory: 'south-lab', panel: 'metals', form: 'extract', from: '2025-01-01', to: '2025-12-31' },
      { limit: 10 },
    );
    expect(one.items.map(lot => lot.code)).toEqual(['X1']);
    expect(one.facets.form).toEqual([{ value: 'extract', label: 'extract', count: 1 }]);
    expect((await searchLots(store.em(), { from: '2026-01-01' }, { limit: 10 })).total).toBe(0);
  });
});

describe('lists', () => {
  async function walk<T>(list: (cursor: string | null) => Promise<Slice<T>>): Promise<T[]> {
    const found: T[] = [];
    for (let cursor: string | null = null; ; ) {
      const slice = await list(cursor);
      found.push(...slice.items);
      if (slice.next === null) return found;
      cursor = slice.next;
    }
  }

  test('walk through everything once, page by page', async () => {
    const em = store.em();
    const walks: [string, (paging: { limit: number; cursor?: string | null }) => Promise<Slice<unknown>>][] = [
      ['certificates', paging => listCertificates(em, paging)],
      ['lots', paging => listLots(em, paging)],
      ['products', paging => listProducts(em, paging)],
      ['vendors', paging => listVendors(em, paging)],
      ['laboratories', paging => listLaboratories(em, paging)],
      ['results', paging => listResults(em, {}, paging)],
      ['lots found', paging => searchLots(em, {}, paging)],
    ];
    for (const [name, list] of walks) {
      const whole = (await list({ limit: 100 })).items;
      expect(whole.length).toBeGreaterThan(1);
      expect([name, await walk(cursor => list({ limit: 1, cursor }))]).toEqual([name, whole]);
      expect([name, await walk(cursor => list({ limit: 2, cursor }))]).toEqual([name, whole]);
    }
  });

  test('newest first, undated last', async () => {
    expect((await listLots(store.em(), { limit: 10 })).items.map(lot => lot.latest)).toEqual([
      '2025-01-20',
      '2024-03-20',
      '2024-02-20',
      '2024-01-20',
      null,
    ]);
  });

  test('refuse a cursor that is not theirs', async () => {
    for (const cursor of [
      '',
      'nonsense',
      encodeCursor(['a']),
      encodeCursor(['2024-01-01', "x'; select 1"]),
      Buffer.from('{}').toString('base64url'),
    ]) {
      await expect(listLots(store.em(), { limit: 1, cursor })).rejects.toBeInstanceOf(BadCursor);
    }
  });
});

describe('pages of one thing', () => {
  test('a vendor, its products and lots', async () => {
    expect(await findVendor(store.em(), 'pretend-pine-herbals')).toMatchObject({
      lots: 3,
      products: 3,
      certificates: 3,
      latest: '2024-03-20',
      isSample: false,
    });
  });

  test('a lot with its results', async () => {
    const lot = (await listLots(store.em(), { limit: 1, vendor: 'fern-and-oneil' })).items[0];
    expect(await findLot(store.em(), lot?.id ?? '')).toMatchObject({
      code: 'X1',
      form: 'extract',
      certificateList: [{ reportNumber: 'S-4' }],
      results: [{ analyte: 'lead' }],
    });
  });

  test('a laboratory and the limits it printed', async () => {
    expect(await findLaboratory(store.em(), 'south-lab')).toMatchObject({
      certificates: 2,
      panels: [{ panel: 'metals', results: 3 }],
      limits: [{ analyte: 'lead', unit: 'mg/kg', lod: ['0.01', '0.01'], loq: ['0.03', '0.03'] }],
    });
  });

  test('an analyte, how often it was looked for, found, and not to be seen', async () => {
    expect(await findAnalyte(store.em(), 'lead')).toMatchObject({ results: 5, detected: 2, censored: 2 });
  });
});
