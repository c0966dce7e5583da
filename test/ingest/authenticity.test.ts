import type { Signal } from '../../src/coa/signal.ts';
import { addSignals } from '../../src/ingest/authenticity.ts';
import { correctValue, rejectValue } from '../../src/ingest/correct.ts';
import { correctHeader } from '../../src/ingest/correct-header.ts';
import { mergeOrganizations } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { settleProposal } from '../../src/ingest/proposal.ts';
import { rereadCandidates, rereadFile } from '../../src/ingest/reread.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { removeSamples } from '../../src/ingest/samples.ts';
import { decideSignal } from '../../src/ingest/signals.ts';
import { authenticityOf, openContradictions } from '../../src/store/authenticity.ts';
import { openProposals } from '../../src/store/correction.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, type PlainPool, plainPool, type Report, type Row } from './outcome.ts';

let store: TestStore;
let reader: PlainPool;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => {
  await store.clear();
  reader = plainPool();
});

const METALS = ['Lead', 'Cadmium', 'Mercury', 'Arsenic', 'Nickel', 'Chromium', 'Zinc', 'Copper'];
const rowsOf = (values: readonly string[]): Row[] =>
  values.map((value, index) => ({ name: METALS[index]!, value, lod: '0.001', loq: '0.004' }));
const VALUES = ['0.204', '0.031', '0.0052', '0.112', '1.37', '0.86', '12.4', '3.91'];
const FIRST: Report = {
  number: 'R-1',
  brand: 'Green Leaf',
  name: 'Red Powder',
  lot: 'L-100',
  reported: '2025-03-04',
  rows: rowsOf(VALUES),
};

async function ingest(name: string, report: Report, isSample = false) {
  const ingested = await ingestFile({ store, pool: reader.pool }, { ...fileOf(name, [report]), isSample });
  return ingested.certificates[0]!.id;
}
const alike = async (id: string) => (await authenticityOf(store.em(), id)).filter(item => item.kind === 'same-values');

describe('the same numbers', () => {
  test('under another lot are seen from both sides, as an observation with its differences', async () => {
    const first = await ingest('a.pdf', FIRST);
    expect(await alike(first)).toEqual([]);
    const second = await ingest('b.pdf', { ...FIRST, number: 'R-2', lot: 'L-200', brand: 'Other Leaf' });
    const [seen, ...others] = await alike(second);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ outcome: 'contradicts', related: first, confirmed: null, toolVersion: 'same-values 1' });
    expect(seen!.facts).toMatchObject({ shared: 8, exact: true });
    expect(seen!.detail).toContain('lot “L-200” here, “L-100” there');
    expect(seen!.detail).toContain('vendor “Other Leaf” here, “Green Leaf” there');
    expect(await alike(first)).toEqual([expect.objectContaining({ outcome: 'contradicts', related: second })]);
    expect((await openContradictions(store.em(), { limit: 10 })).items.map(item => item.certificate).sort()).toEqual(
      [first, second].sort(),
    );
  });

  test('nearly all of them are enough, in another order and with other trailing zeros', async () => {
    const first = await ingest('a.pdf', FIRST);
    const rows = rowsOf(VALUES.with(0, '0.299').with(3, '0.1120')).toReversed();
    const second = await ingest('b.pdf', { ...FIRST, lot: 'L-200', rows });
    expect((await alike(second))[0]).toMatchObject({ related: first, facts: { shared: 7, exact: false } });
  });

  test('are found in a part of a larger report, whichever came first', async () => {
    const part = await ingest('a.pdf', { ...FIRST, lot: 'L-200', rows: rowsOf(VALUES.slice(0, 6)) });
    const whole = await ingest('b.pdf', FIRST);
    const other = await ingest('c.pdf', {
      ...FIRST,
      lot: 'L-300',
      rows: rowsOf(VALUES.slice(2)).map((row, index) => ({ ...row, name: METALS[index + 2]! })),
    });
    expect((await alike(whole)).map(item => item.related).sort()).toEqual([part, other].sort());
    expect((await alike(part)).map(item => item.related)).toEqual([whole]);
  });

  test('of one report in two files, or of two brands of a lot, contradict nothing', async () => {
    await ingest('a.pdf', FIRST);
    const copy = await ingest('b.pdf', { ...FIRST, rows: [...FIRST.rows, { name: 'Tin', value: 'ND', lod: '0.001' }] });
    expect(await alike(copy)).toEqual([
      expect.objectContaining({ outcome: 'inconclusive', detail: expect.stringContaining('the same report in another file') }),
    ]);
    const renamed = await ingest('c.pdf', { ...FIRST, brand: 'Other Leaf' });
    expect((await alike(renamed)).map(item => item.outcome)).toEqual(['inconclusive', 'inconclusive']);
  });

  test.each([
    ['too few of them', rowsOf(VALUES.slice(0, 5))],
    ['what was not found', METALS.map(name => ({ name, value: 'ND', lod: '0.01' }))],
    ['limits printed as values', METALS.map(name => ({ name, value: '0.004', lod: '0.001', loq: '0.004' }))],
  ])('are not seen in %s', async (_, rows) => {
    await ingest('a.pdf', { ...FIRST, rows });
    expect(await alike(await ingest('b.pdf', { ...FIRST, lot: 'L-200', rows }))).toEqual([]);
  });

  test('of analytes exchanged are other numbers', async () => {
    await ingest('a.pdf', FIRST);
    expect(await alike(await ingest('b.pdf', { ...FIRST, lot: 'L-200', rows: rowsOf(VALUES.toReversed()) }))).toEqual([]);
  });

  test('of samples are never held against real certificates, and go with them', async () => {
    const sample = await ingest('a.pdf', FIRST, true);
    const real = await ingest('b.pdf', { ...FIRST, lot: 'L-200' });
    expect(await alike(real)).toEqual([]);
    await ingest('c.pdf', { ...FIRST, lot: 'L-300' }, true);
    expect(await alike(sample)).toHaveLength(1);
    await removeSamples(store, 'tester');
    expect(await store.em().execute('select count(*)::int as n from value_fingerprint')).toEqual([{ n: 1 }]);
    expect(await store.em().execute('select count(*)::int as n from authenticity_check')).toEqual([{ n: 0 }]);
  });
});

describe('the same numbers are compared anew', () => {
  const WHO = { actor: 'Ann (key 1)', reason: 'compared with the page' };
  const SECOND = { ...WHO, actor: 'Ben (key 2)' };
  const correct = async (certificate: string, line: number, changes: Record<string, string>) => {
    const corrected = await correctValue(store, { certificate, sample: 0, line }, changes, WHO);
    if (corrected.outcome === 'proposed') await settleProposal(store, corrected.proposal, true, SECOND);
  };
  const outcomes = async (id: string) => (await alike(id)).map(item => item.outcome);

  test('after a correction, a rejection of rows, and taking them back', async () => {
    const first = await ingest('a.pdf', FIRST);
    const second = await ingest('b.pdf', { ...FIRST, lot: 'L-200', rows: rowsOf(VALUES.with(0, '0.299').with(1, '0.9')) });
    expect(await alike(second)).toEqual([]);
    await correct(second, 0, { value: '0.204' });
    expect(await outcomes(first)).toEqual(['contradicts']);
    expect((await alike(second))[0]).toMatchObject({ related: first, facts: { shared: 7, exact: false } });
    await rejectValue(store, { certificate: second, sample: 0, line: 2 }, WHO);
    await settleProposal(store, (await openProposals(store.em(), second))[0]!.id, true, SECOND);
    expect((await alike(second))[0]).toMatchObject({ facts: { shared: 6 } });
    await correct(second, 3, { value: '0.7' });
    expect(await outcomes(second)).toEqual([]);
    expect(await outcomes(first)).toEqual([]);
    expect(await store.em().execute('select count(*)::int as n from value_fingerprint')).toEqual([{ n: 2 }]);
  });

  test('after the lot was corrected: what was confirmed is not public any more, what was dismissed stays so', async () => {
    const first = await ingest('a.pdf', FIRST);
    const second = await ingest('b.pdf', { ...FIRST, number: 'R-2', lot: 'L-200' });
    await decideSignal(store, (await alike(first))[0]!.id, 'confirm', WHO);
    await decideSignal(store, (await alike(second))[0]!.id, 'dismiss', WHO);
    await correctHeader(store, { certificate: second, sample: 0 }, { lot: 'L-100' }, WHO);
    expect(await alike(first)).toMatchObject([{ outcome: 'inconclusive', confirmed: null, dismissed: null }]);
    expect(await alike(second)).toMatchObject([{ outcome: 'inconclusive', dismissed: { by: WHO.actor } }]);
    expect(await authenticityOf(store.em(), first, { confirmedOnly: true })).toEqual([]);
    await correctHeader(store, { certificate: second, sample: 0 }, { lot: 'L-300' }, WHO);
    expect(await alike(second)).toMatchObject([{ outcome: 'contradicts', dismissed: null }]);
  });

  test('after two vendors became one', async () => {
    await ingest('a.pdf', FIRST);
    const second = await ingest('b.pdf', { ...FIRST, number: 'R-2', brand: 'Verdant' });
    expect((await alike(second))[0]!.detail).toContain('vendor “Verdant” here');
    await mergeOrganizations(store, 'verdant', 'green-leaf', WHO);
    expect((await alike(second))[0]!.detail).not.toContain('vendor');
  });

  test('after the other certificate was kept out, and taken in again', async () => {
    const first = await ingest('a.pdf', FIRST);
    const second = await ingest('b.pdf', { ...FIRST, lot: 'L-200' });
    await rejectCertificate(store, first, WHO);
    expect(await alike(second)).toMatchObject([{ outcome: 'inconclusive', detail: expect.stringContaining('which was kept out') }]);
    await acceptCertificate(store, first, WHO);
    expect(await outcomes(second)).toEqual(['contradicts']);
  });
});

const SEEN: Signal = { kind: 'revisions', outcome: 'inconclusive', detail: 'One revision.', facts: { revisions: 2 } };

describe('what was seen', () => {
  beforeEach(() => {
    const { read } = reader.pool;
    reader = Object.assign(reader, {
      pool: { read: async (...of: Parameters<typeof read>) => ({ ...(await read(...of)), signals: [SEEN] }) },
    });
  });
  const DECISION = { actor: 'tester', reason: 'looked at the file' };

  test('is public only once a person has confirmed it, and stays decided', async () => {
    const id = await ingest('a.pdf', FIRST);
    const shown = async (confirmedOnly: boolean) => (await authenticityOf(store.em(), id, { confirmedOnly })).map(item => item.detail);
    expect(await shown(true)).toEqual([]);
    const [item] = await authenticityOf(store.em(), id);
    expect(item).toMatchObject({ ...SEEN, confirmed: null, dismissed: null });
    await decideSignal(store, item!.id, 'confirm', DECISION);
    expect(await shown(true)).toEqual([SEEN.detail]);
    expect((await authenticityOf(store.em(), id))[0]!.confirmed).toMatchObject({ by: 'tester' });
    await expect(decideSignal(store, item!.id, 'confirm', DECISION)).rejects.toMatchObject({ code: 'nothing-to-decide' });
    await decideSignal(store, item!.id, 'dismiss', DECISION);
    expect(await shown(true)).toEqual([]);
    const log = await store.em().execute(`select action, actor, reason from log_entry where subject = 'certificate:${id}' order by at, id`);
    expect(log).toEqual([
      { action: 'signal-confirm', ...DECISION },
      { action: 'signal-dismiss', ...DECISION },
    ]);
  });

  test('needs a reason, and must be there', async () => {
    const id = await ingest('a.pdf', FIRST);
    const [item] = await authenticityOf(store.em(), id);
    await expect(decideSignal(store, item!.id, 'confirm', { ...DECISION, reason: ' ' })).rejects.toMatchObject({ code: 'no-reason' });
    await expect(decideSignal(store, id, 'confirm', DECISION)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not said twice after another reading: decisions stay, the rest is replaced', async () => {
    const id = await ingest('a.pdf', FIRST);
    await ingest('b.pdf', { ...FIRST, lot: 'L-200' });
    const before = await authenticityOf(store.em(), id);
    expect(before.map(item => item.kind).sort()).toEqual(['revisions', 'same-values']);
    await decideSignal(store, before.find(item => item.kind === 'revisions')!.id, 'confirm', DECISION);
    reader.version = 2;
    for (const file of await rereadCandidates(store.em(), [{ id: 'test', version: 2 }], false)) {
      await rereadFile({ store, pool: reader.pool }, file, { actor: 'tester', promote: true });
    }
    const after = await authenticityOf(store.em(), id);
    expect(after.map(item => item.kind).sort()).toEqual(['revisions', 'same-values']);
    expect(after.find(item => item.kind === 'revisions')!.confirmed).not.toBeNull();
    expect(await store.em().execute('select count(*)::int as n from value_fingerprint')).toEqual([{ n: 2 }]);
  });
});

test('what a later check saw takes the place of what it saw before, and of nothing else', async () => {
  const id = await ingest('a.pdf', { ...FIRST, rows: rowsOf(VALUES.slice(0, 2)) });
  const seen = (detail: string): Signal => ({ kind: 'image-text', outcome: 'contradicts', detail, facts: {} });
  const add = (signals: Signal[]) => store.transaction(em => addSignals(em, id, 'image-text', signals));
  const details = async () => (await authenticityOf(store.em(), id)).map(item => item.detail);
  await add([seen('one'), seen('two')]);
  const [first] = await authenticityOf(store.em(), id);
  await decideSignal(store, first!.id, 'confirm', { actor: 'tester', reason: 'seen' });
  await add([seen(first!.detail), seen('three')]);
  expect((await details()).sort()).toEqual([first!.detail, 'three'].sort());
});

test('a confirmed likeness is public only while both certificates are', async () => {
  const first = await ingest('a.pdf', FIRST);
  const second = await ingest('b.pdf', { ...FIRST, lot: 'L-200' });
  const [item] = await alike(second);
  await decideSignal(store, item!.id, 'confirm', { actor: 'tester', reason: 'seen' });
  const related = async () => (await authenticityOf(store.em(), second, { confirmedOnly: true })).map(seen => seen.related);
  expect(await related()).toEqual([first]);
  await rejectCertificate(store, first, { actor: 'tester', reason: 'withdrawn' });
  expect(await related()).toEqual([]);
  expect(await alike(second)).toMatchObject([
    { outcome: 'inconclusive', detail: expect.stringContaining('which was kept out'), confirmed: null },
  ]);
});

test('numbers that are their limits are told as such', async () => {
  const rows = METALS.slice(0, 4).map(name => ({ name, value: '0.0025', lod: '0.005', loq: '0.02' }));
  const id = await ingest('a.pdf', { ...FIRST, rows });
  const [item] = (await authenticityOf(store.em(), id)).filter(({ kind }) => kind === 'substitution');
  expect(item).toMatchObject({ outcome: 'inconclusive', facts: { rows: { length: 4 } } });
  expect(item!.detail).toMatch(/^4 printed numbers are exactly a limit/);
});
