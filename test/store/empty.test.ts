import { findAnalyte, listAnalytes } from '../../src/store/analyte.ts';
import { findCertificate, latestCertificates, listCertificates } from '../../src/store/certificate.ts';
import { counts } from '../../src/store/counts.ts';
import { findLaboratory, listLaboratories } from '../../src/store/laboratory.ts';
import { findLot, listLots } from '../../src/store/lot.ts';
import { findProduct, listProducts } from '../../src/store/product.ts';
import { listResults } from '../../src/store/results.ts';
import { search, searchLots } from '../../src/store/search.ts';
import { findVendor, listVendors } from '../../src/store/vendor.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());

const NOTHING = { items: [], next: null };
const ID = '0199a3c4-0000-7000-8000-000000000006';

describe('an empty database', () => {
  test('has empty lists', async () => {
    const em = store.em();
    const paging = { limit: 10 };
    expect(await listVendors(em, paging)).toEqual(NOTHING);
    expect(await listProducts(em, { ...paging, vendor: 'nobody' })).toEqual(NOTHING);
    expect(await listLots(em, { ...paging, vendor: 'nobody', product: 'nothing', samples: false })).toEqual(NOTHING);
    expect(await listLaboratories(em, paging)).toEqual(NOTHING);
    expect(await listCertificates(em, { ...paging, vendor: 'nobody', laboratory: 'nobody', product: 'nothing', lot: ID })).toEqual(NOTHING);
    expect(await latestCertificates(em, 5)).toEqual([]);
    const everything = {
      vendor: 'a',
      product: 'b',
      laboratory: 'c',
      lot: 'L 1',
      certificate: ID,
      panel: 'metals',
      kind: 'quantified',
    } as const;
    expect(await listResults(em, { ...everything, analyte: 'lead', min: '0.1', max: '2', range: 'possibly' }, paging)).toEqual(NOTHING);
  });

  test('finds nothing by any name', async () => {
    const em = store.em();
    for (const find of [findVendor, findProduct, findLot, findLaboratory, findCertificate, findAnalyte]) {
      expect(await find(em, 'nothing')).toBeNull();
      expect(await find(em, ID)).toBeNull();
    }
  });

  test('counts nothing', async () => {
    expect(await counts(store.em())).toEqual({
      certificates: 0,
      results: 0,
      lots: 0,
      vendors: 0,
      laboratories: 0,
      analytes: 0,
      samples: 0,
      needsReview: 0,
    });
  });

  test('knows the dictionary, and finds an analyte despite a typo', async () => {
    const lead = await findAnalyte(store.em(), 'lead');
    expect(lead).toMatchObject({ id: 'lead', unit: 'mg/kg', results: 0, detected: 0, censored: 0, latest: [] });
    expect((await listAnalytes(store.em(), { limit: 3 })).items).toHaveLength(3);
    expect((await search(store.em(), 'mitraginine', { limit: 3 }))[0]).toMatchObject({ type: 'analyte', id: 'mitragynine' });
    expect(await search(store.em(), '  ', { limit: 3 })).toEqual([]);
  });

  test('searches lots by everything at once', async () => {
    const filter = {
      q: "o'neil 100% ?",
      vendor: 'a',
      laboratory: 'b',
      form: 'powder',
      panel: 'metals',
      analyte: 'lead',
      min: '1',
      from: '2024-01-01',
      to: '2025-01-01',
    } as const;
    expect(await searchLots(store.em(), filter, { limit: 5 })).toEqual({
      ...NOTHING,
      total: 0,
      more: false,
      facets: { vendor: [], laboratory: [], form: [], panel: [] },
    });
  });
});
