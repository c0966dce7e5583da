import { assignVendor } from '../../src/ingest/assign.ts';
import { addAlias, historyOf, mergeOrganizations, splitOrganization, undoChange } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { findLot, listLots } from '../../src/store/lot.ts';
import { findProduct } from '../../src/store/product.ts';
import { findVendor, listVendors } from '../../src/store/vendor.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from './outcome.ts';

let store: TestStore;
let n = 0;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());

const DECISION = { actor: 'tester', reason: 'because the test says so' };
const ROWS = [{ name: 'Lead', value: '0.1' }];

/** Ingests one report; numbers and lots are new each time unless given. */
async function ingest(report: Partial<Report>, vendor?: string) {
  n += 1;
  const file = fileOf(`${n}.pdf`, [{ number: `V-${n}`, lot: `LOT-${n}`, name: 'Thing', ...report, rows: ROWS }]);
  const { certificates } = await ingestFile({ store, pool: plainPool().pool }, { ...file, vendor });
  const certificate = await findCertificate(store.em(), certificates[0]?.id ?? '', { includeUnpublished: true });
  if (certificate === null) throw new Error('nothing was recorded');
  return certificate;
}
const linkOf = (certificate: Awaited<ReturnType<typeof ingest>>) => certificate.samples[0]?.vendorLink;
const codesOf = (certificate: Awaited<ReturnType<typeof ingest>>) => certificate.problems.map(problem => problem.code);

describe('whose product it is', () => {
  test('what the operator says comes before the brand', async () => {
    const certificate = await ingest({ brand: 'Brand One', client: 'Client One' }, 'Said Otherwise');
    expect(certificate.vendor?.name).toBe('Said Otherwise');
    expect(linkOf(certificate)).toEqual({ basis: 'operator', confidence: 1, evidence: null });
  });

  test('the brand comes before the client', async () => {
    const certificate = await ingest({ brand: 'Brand Two', client: 'Client Two' });
    expect(certificate.vendor?.name).toBe('Brand Two');
    expect(linkOf(certificate)).toMatchObject({ basis: 'brand', evidence: { text: 'Brand Two' } });
  });

  test('the client is the vendor, with less confidence', async () => {
    const certificate = await ingest({ client: 'Client Three s.r.o.' });
    expect(certificate.vendor?.slug).toBe('client-three');
    expect(linkOf(certificate)).toMatchObject({ basis: 'client', confidence: 0.8, evidence: { text: 'Client Three s.r.o.' } });
  });

  test.each([
    'Acme Testing Laboratories',
    'Blue Sky Contract Packaging',
    'Purely Manufacturing, LLC',
    'Nowhere Laboratory',
    'Zkušební laboratoř Nikde',
  ])('a client that tests or makes for others is nobody’s vendor: %s', async client => {
    const certificate = await ingest({ client });
    expect(certificate.vendor).toBeNull();
    expect(linkOf(certificate)).toBeNull();
    expect(certificate.problems).toContainEqual(expect.objectContaining({ code: 'client-not-a-vendor', severity: 'warning' }));
    expect(certificate.state).toBe('public');
  });

  test('a client known as the manufacturer of others is none either, but one who makes his own is', async () => {
    await ingest({ brand: 'Brand Four', manufacturer: 'Quiet Hands Inc.' });
    expect((await ingest({ client: 'Quiet Hands' })).vendor).toBeNull();
    expect((await ingest({ client: 'Own Maker', manufacturer: 'OWN MAKER, Inc.' })).vendor?.name).toBe('Own Maker');
  });

  test('a name with "Labs" that an operator knows as a vendor stays one', async () => {
    await ingest({}, 'Green Labs');
    const certificate = await ingest({ client: 'Green Labs' });
    expect(certificate.vendor?.name).toBe('Green Labs');
  });

  test.each(['N/A', '-', 'Confidential', undefined])('nothing printed is no vendor: %s', async client => {
    const certificate = await ingest({ client });
    expect(certificate.vendor).toBeNull();
    expect(codesOf(certificate)).toContain('vendor-unknown');
  });

  test('case, punctuation and legal form do not make another vendor, a letter does', async () => {
    const one = await ingest({ brand: 'Šedá Kočka, spol. s r.o.' });
    expect((await ingest({ brand: 'SEDA KOCKA' })).vendor?.id).toBe(one.vendor?.id);
    expect((await ingest({ brand: 'Seda Kocka & Co.' })).vendor?.id).toBe(one.vendor?.id);
    expect((await ingest({ brand: 'Seda Kocke' })).vendor?.id).not.toBe(one.vendor?.id);
  });

  test('lots without a vendor join only beside the same client', async () => {
    const lot = 'SHARED-1';
    const ids = [];
    for (const client of ['Alpha Testing', 'Alpha Testing', 'Beta Testing', undefined, undefined]) {
      ids.push((await ingest({ client, lot })).lots[0]?.id);
    }
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(4);
  });

  test('a person can say it afterwards; what was linked before stays on record', async () => {
    const certificate = await ingest({ client: 'Gamma Testing', lot: 'AFTER-1' });
    await assignVendor(store, certificate.id, 'Late Truth', DECISION);
    await assignVendor(store, certificate.id, 'Later Truth', DECISION);
    const after = await findCertificate(store.em(), certificate.id);
    expect(after).toMatchObject({ vendor: { name: 'Later Truth' }, lots: [{ code: 'AFTER-1' }] });
    const links = await store
      .em()
      .execute('select k.id from sample_of k join sample s on s.id = k.sample_id where s.certificate_id = ?', [certificate.id]);
    expect(links).toHaveLength(3);
    await expect(assignVendor(store, certificate.id, 'X Y', { actor: 'a', reason: ' ' })).rejects.toThrow('reason');
    await expect(assignVendor(store, '0199a3c4-0000-7000-8000-000000000006', 'X Y', DECISION)).rejects.toThrow('no certificate');
  });
});

describe('names', () => {
  test('an alias stands for its organization from then on', async () => {
    await ingest({ brand: 'First Name' });
    await addAlias(store, 'first-name', 'Second Name', DECISION);
    expect((await ingest({ brand: 'Second Name Ltd' })).vendor?.slug).toBe('first-name');
    expect((await findVendor(store.em(), 'first-name'))?.aliases).toEqual(['Second Name']);
    await expect(addAlias(store, 'first-name', 'Second Name', DECISION)).rejects.toThrow('stands for First Name');
  });

  test('a merge joins products and lots, old addresses lead on, and undoing it restores everything', async () => {
    const old = await ingest({ brand: 'Merge Old', lot: 'ML 1', name: 'Merged Thing' });
    const fresh = await ingest({ brand: 'Merge New', lot: 'ML-1', name: 'Merged Thing' });
    const apart = async () => ({
      old: await findVendor(store.em(), 'merge-old'),
      fresh: await findVendor(store.em(), 'merge-new'),
    });
    const before = await apart();
    expect(before.old?.lots).toBe(1);

    const change = await mergeOrganizations(store, 'merge-old', 'merge-new', DECISION);
    const merged = await findVendor(store.em(), 'merge-old');
    expect(merged).toMatchObject({ slug: 'merge-new', lots: 1, products: 1, certificates: 2, aliases: ['Merge Old'] });
    expect((await listVendors(store.em(), { limit: 100 })).items.map(vendor => vendor.slug)).not.toContain('merge-old');
    expect(await findLot(store.em(), old.lots[0]?.id ?? '')).toMatchObject({ id: fresh.lots[0]?.id, certificates: 2 });
    expect(await findProduct(store.em(), old.product?.slug ?? '')).toMatchObject({ slug: fresh.product?.slug });
    expect((await listLots(store.em(), { limit: 10, vendor: 'merge-old' })).items).toHaveLength(1);
    expect((await ingest({ brand: 'Merge Old' })).vendor?.slug).toBe('merge-new');

    await undoChange(store, change, DECISION);
    const after = await apart();
    expect(after.fresh).toEqual(before.fresh);
    expect(after.old?.lotList.map(lot => lot.id)).toEqual(expect.arrayContaining(before.old?.lotList.map(lot => lot.id) ?? []));
    expect(after.old?.certificates).toBe(2);
    expect(await historyOf(store.em(), 'merge-old')).toMatchObject([{ kind: 'merge', from: 'merge-old', to: 'merge-new', ...DECISION }]);
    await expect(undoChange(store, change, DECISION)).rejects.toThrow('undone before');
  });

  test('a split gives a name back its own organization, and can be undone', async () => {
    await ingest({ brand: 'Split Main' });
    await addAlias(store, 'split-main', 'Split Side', DECISION);
    const side = await ingest({ brand: 'Split Side', lot: 'SPL-1' });
    expect(side.vendor?.slug).toBe('split-main');
    const { change, slug } = await splitOrganization(store, 'split-main', 'Split Side', DECISION);
    expect(slug).toBe('split-side');
    expect(await findVendor(store.em(), 'split-side')).toMatchObject({ certificates: 1, lots: 1 });
    expect(await findVendor(store.em(), 'split-main')).toMatchObject({ certificates: 1, aliases: [] });
    await undoChange(store, change, DECISION);
    expect(await findVendor(store.em(), 'split-side')).toMatchObject({ slug: 'split-main', certificates: 2 });
    await expect(splitOrganization(store, 'split-main', 'Split Main', DECISION)).rejects.toThrow('itself');
  });

  test('a change on which a newer one rests is not undone before it', async () => {
    for (const brand of ['Chain One', 'Chain Two', 'Chain Three']) await ingest({ brand });
    const first = await mergeOrganizations(store, 'chain-one', 'chain-two', DECISION);
    const second = await mergeOrganizations(store, 'chain-two', 'chain-three', DECISION);
    expect(await findVendor(store.em(), 'chain-one')).toMatchObject({ slug: 'chain-three', certificates: 3 });
    await expect(undoChange(store, first, DECISION)).rejects.toThrow(second);
    await undoChange(store, second, DECISION);
    expect(await findVendor(store.em(), 'chain-three')).toMatchObject({ slug: 'chain-three', certificates: 1 });
    expect(await findVendor(store.em(), 'chain-one')).toMatchObject({ slug: 'chain-two', certificates: 2 });
    await undoChange(store, first, DECISION);
    expect(await findVendor(store.em(), 'chain-one')).toMatchObject({ slug: 'chain-one', certificates: 1 });
  });

  test('laboratories merge too', async () => {
    const one = await ingest({ laboratory: 'Far Away Labs', brand: 'Lab Test' });
    await ingest({ laboratory: 'Faraway Laboratories', brand: 'Lab Test' });
    await mergeOrganizations(store, one.laboratory?.slug ?? '', 'faraway-laboratories', DECISION);
    expect((await findCertificate(store.em(), one.id))?.laboratory?.slug).toBe('faraway-laboratories');
  });
});
