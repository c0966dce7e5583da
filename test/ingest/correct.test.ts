import { confirmValue, correctValue, rejectValue, restoreValue } from '../../src/ingest/correct.ts';
import { correctHeader } from '../../src/ingest/correct-header.ts';
import { ReviewError } from '../../src/ingest/decision.ts';
import { correctedCase } from '../../src/ingest/export-golden.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { mapName } from '../../src/ingest/map-name.ts';
import { samePerson, settleProposal } from '../../src/ingest/proposal.ts';
import { acceptCertificate } from '../../src/ingest/review.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { assertionsOf, openProposals } from '../../src/store/correction.ts';
import { reviewQueue } from '../../src/store/review.ts';
import { unmappedNames } from '../../src/store/unmapped.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, type PlainPool, plainPool, type Report } from './outcome.ts';

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

const ANN = { actor: 'Ann (key 1)', reason: 'compared with the page' };
const BEN = { actor: 'Ben (key 2)', reason: 'I see it too' };
const REPORT: Report = {
  number: 'R-1',
  brand: 'Brand',
  name: 'Thing',
  lot: 'L-1',
  reported: '2025-03-04',
  rows: [
    { name: 'Mitragynine', value: '1.42', unit: 'mg/g', panel: 'alkaloids', doubts: ['column-guessed'] },
    { name: 'Lead', value: '0.35' },
    { name: 'Wonderine', value: '0.2', unit: 'mg/g', panel: 'alkaloids' },
  ],
};

async function ingest(report: Report = REPORT): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: reader.pool }, fileOf(`${report.number}.pdf`, [report]));
  return certificates[0]?.id ?? '';
}

async function read(id: string) {
  const certificate = await findCertificate(store.em(), id, { includeUnpublished: true });
  if (certificate === null) throw new Error('the certificate is there');
  return { ...certificate, results: certificate.samples[0]?.results ?? [] };
}

async function versions(id: string) {
  const [found] = await store
    .em()
    .execute<{ all: number; current: number }[]>(
      `select count(*)::int as all, (count(*) filter (where superseded_at is null))::int as current from certificate_version where certificate_id = ?`,
      [id],
    );
  return found;
}

const place = (certificate: string, line: number) => ({ certificate, sample: 0, line });

describe('a correction', () => {
  test('is a new version beside the machine’s, with who, when and why', async () => {
    const id = await ingest();
    expect(await correctValue(store, place(id, 0), { value: '14.2' }, ANN)).toMatchObject({ outcome: 'in-force' });
    const { results, state } = await read(id);
    expect(state).toBe('needs-review');
    expect(results[0]).toMatchObject({ number: '14.2', confidence: 1, flags: [], printed: { value: '14.2', unit: 'mg/g' } });
    expect(results[0]?.confidenceReasons).toEqual(['corrected by a person', 'looked at: column-guessed']);
    expect(results[1]).toMatchObject({ number: '0.35' });
    expect(await assertionsOf(store.em(), id)).toMatchObject([
      { field: 'samples/0/results/0/value', printed: '1.42', value: '14.2', actor: ANN.actor, reason: ANN.reason, supersededAt: null },
    ]);
    const old = await store
      .em()
      .execute<{ number: string; n: number }[]>(
        `select number::text, count(*) over ()::int as n from result where superseded_at is not null and position = 0`,
      );
    expect(old).toEqual([{ number: '1.42', n: 1 }]);
  });

  test('needs a reason, a difference, and a value that is there', async () => {
    const id = await ingest();
    await expect(correctValue(store, place(id, 0), { value: '2' }, { ...ANN, reason: ' ' })).rejects.toMatchObject({ code: 'no-reason' });
    await expect(correctValue(store, place(id, 0), { value: '1.42' }, ANN)).rejects.toMatchObject({ code: 'nothing-to-decide' });
    await expect(correctValue(store, place(id, 0), { value: '' }, ANN)).rejects.toMatchObject({ code: 'nothing-to-decide' });
    await expect(correctValue(store, place(id, 99), { value: '2' }, ANN)).rejects.toMatchObject({ code: 'not-found' });
    await expect(correctValue(store, place('nonsense', 0), { value: '2' }, ANN)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of the header changes lot, date and report number, and links the sample anew', async () => {
    const id = await ingest();
    await correctHeader(
      store,
      { certificate: id, sample: 0 },
      { lot: 'L-9', 'dates/reported': '2025-03-05', reportNumber: 'R-7', laboratory: null },
      ANN,
    );
    const { samples, reported, reportNumber, laboratory } = await read(id);
    expect(samples[0]?.lot?.code).toBe('L-9');
    expect({ reported, reportNumber, laboratory }).toEqual({ reported: '2025-03-05', reportNumber: 'R-7', laboratory: null });
    await correctHeader(store, { certificate: id, sample: 0 }, { 'dates/reported': null, laboratory: 'Other Laboratory' }, ANN);
    expect(await read(id)).toMatchObject({ reported: null, laboratory: { name: 'Other Laboratory' } });
  });

  test('leaves a public certificate public, and its other doubts where they are', async () => {
    const id = await ingest({
      ...REPORT,
      rows: [...REPORT.rows, { name: 'Speciogynine', value: '0.3', unit: 'mg/g', panel: 'alkaloids', doubts: ['row-wrapped'] }],
    });
    await acceptCertificate(store, id, ANN);
    await correctValue(store, place(id, 0), { value: '14.2' }, ANN);
    const { state, results } = await read(id);
    expect(state).toBe('public');
    expect(results[3]?.flags).toEqual(['row-wrapped']);
    expect(await findCertificate(store.em(), id)).not.toBeNull();
  });
});

describe('a safety value', () => {
  test('changes only when a second, different person agrees', async () => {
    const id = await ingest();
    expect(await correctValue(store, place(id, 1), { value: '3.5' }, ANN)).toMatchObject({ outcome: 'proposed' });
    expect((await read(id)).results[1]).toMatchObject({ number: '0.35' });
    expect((await reviewQueue(store.em(), 10, BEN.actor)).items[0]).toMatchObject({ id, proposals: 1, own: 0 });
    expect((await reviewQueue(store.em(), 10, 'ann (key 9)')).items[0]).toMatchObject({ id, proposals: 0, own: 1 });
    const [proposal] = await openProposals(store.em(), id);
    if (proposal === undefined) throw new Error('it waits');
    await expect(settleProposal(store, proposal.id, true, ANN)).rejects.toMatchObject({ code: 'same-person' });
    await expect(settleProposal(store, proposal.id, true, { ...ANN, actor: 'Ann (key 3)' })).rejects.toMatchObject({ code: 'same-person' });
    await settleProposal(store, proposal.id, true, BEN);
    expect((await read(id)).results[1]).toMatchObject({ number: '3.5', confidence: 1 });
    expect(await assertionsOf(store.em(), id)).toMatchObject([{ printed: '0.35', value: '3.5', actor: ANN.actor, approvedBy: BEN.actor }]);
    await expect(settleProposal(store, proposal.id, true, BEN)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('stays as it is when the second person refuses; another change can be proposed then', async () => {
    const id = await ingest();
    await correctValue(store, place(id, 1), { value: '3.5' }, ANN);
    await expect(correctValue(store, place(id, 1), { value: '4.5' }, BEN)).rejects.toMatchObject({ code: 'nothing-to-decide' });
    const [proposal] = await openProposals(store.em(), id);
    await settleProposal(store, proposal?.id ?? '', false, BEN);
    expect((await read(id)).results[1]).toMatchObject({ number: '0.35' });
    expect(await rejectValue(store, place(id, 1), ANN)).toMatchObject({ outcome: 'proposed' });
  });

  test('is not made one by calling it something else either', async () => {
    const id = await ingest();
    expect(await correctValue(store, place(id, 0), { analyte: '7_hydroxymitragynine' }, ANN)).toMatchObject({ outcome: 'proposed' });
  });

  test('of one name is one person', () => {
    expect(samePerson('Ann (key 1)', 'ann (key 2)')).toBe(true);
    expect(samePerson('Ann (key 1)', 'Ben (key 1)')).toBe(false);
  });
});

describe('a look at a value', () => {
  test('that confirms it is in the version that becomes public', async () => {
    const id = await ingest();
    await confirmValue(store, place(id, 0), { ...ANN, reason: '' });
    await acceptCertificate(store, id, ANN);
    const { results, state } = await read(id);
    expect(state).toBe('public');
    expect(results[0]).toMatchObject({
      number: '1.42',
      confidence: 1,
      confidenceReasons: ['confirmed by a person', 'looked at: column-guessed'],
    });
  });

  test('that rejects it leaves no number', async () => {
    const id = await ingest();
    expect(await rejectValue(store, place(id, 2), { ...ANN, reason: 'a footnote, no result' })).toMatchObject({ outcome: 'in-force' });
    expect((await read(id)).results[2]).toMatchObject({
      kind: 'invalid',
      number: null,
      lower: null,
      upper: null,
      printed: { value: '0.2' },
    });
  });
});

describe('what was said', () => {
  test('is taken back: a look at once, a correction as a further version, a safety value by two', async () => {
    const id = await ingest();
    await confirmValue(store, place(id, 0), { ...ANN, reason: '' });
    expect(await restoreValue(store, place(id, 0), { ...ANN, reason: '' })).toMatchObject({ outcome: 'in-force' });
    await expect(restoreValue(store, place(id, 0), ANN)).rejects.toMatchObject({ code: 'nothing-to-decide' });

    await correctValue(store, place(id, 0), { value: '14.2' }, ANN);
    await expect(restoreValue(store, place(id, 0), { ...ANN, reason: '' })).rejects.toMatchObject({ code: 'no-reason' });
    expect(await restoreValue(store, place(id, 0), ANN)).toMatchObject({ outcome: 'in-force' });
    expect((await read(id)).results[0]).toMatchObject({ number: '1.42', flags: ['column-guessed'] });

    await rejectValue(store, place(id, 2), ANN);
    await restoreValue(store, place(id, 2), ANN);
    expect((await read(id)).results[2]).toMatchObject({ kind: 'quantified', number: '0.2' });

    await correctValue(store, place(id, 1), { value: '3.5' }, ANN);
    await settleProposal(store, (await openProposals(store.em(), id))[0]?.id ?? '', true, BEN);
    expect(await restoreValue(store, place(id, 1), BEN)).toMatchObject({ outcome: 'proposed' });
    expect((await read(id)).results[1]).toMatchObject({ number: '3.5' });
    await settleProposal(store, (await openProposals(store.em(), id))[0]?.id ?? '', true, ANN);
    expect((await read(id)).results[1]).toMatchObject({ number: '0.35' });
  });

  test('keeps what the machine read through a second correction of the substance', async () => {
    const id = await ingest();
    await correctValue(store, place(id, 0), { analyte: 'paynantheine' }, ANN);
    await correctValue(store, place(id, 0), { analyte: 'speciogynine' }, ANN);
    expect((await assertionsOf(store.em(), id)).map(({ printed, value }) => [printed, value])).toEqual([
      ['mitragynine', 'paynantheine'],
      ['mitragynine', 'speciogynine'],
    ]);
  });
});

describe('two who decide at once', () => {
  test('about one value: one is in force, the other is told what it is now', async () => {
    const id = await ingest();
    const tries = await Promise.allSettled(
      ['14.2', '14.3', '14.4', '14.5'].map(value => correctValue(store, place(id, 0), { value }, ANN, { value: '1.42' })),
    );
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'changed-meanwhile' });
    expect(await versions(id)).toEqual({ all: 2, current: 1 });
  });

  test('about many values and the header of one certificate: every decision is kept', async () => {
    const id = await ingest();
    await Promise.all([
      correctValue(store, place(id, 0), { value: '14.2' }, ANN),
      correctValue(store, place(id, 2), { value: '0.7' }, BEN),
      correctHeader(store, { certificate: id, sample: 0 }, { lot: 'L-9' }, ANN),
      confirmValue(store, place(id, 1), BEN),
      mapName(store, { name: 'Wonderine', panel: 'alkaloids', analyte: 'paynantheine' }, BEN),
      mapName(store, { name: 'Wonderine', panel: 'alkaloids', analyte: 'paynantheine' }, ANN),
      acceptCertificate(store, id, ANN),
    ]);
    const { results, samples, state } = await read(id);
    expect(state).toBe('public');
    expect(results.map(({ number }) => number)).toEqual(['14.2', '0.35', '0.7']);
    expect(results[2]?.analyte).toBe('paynantheine');
    expect(samples[0]?.lot?.code).toBe('L-9');
    expect((await versions(id))?.current).toBe(1);
  });

  test('to propose or to agree: one does', async () => {
    const id = await ingest();
    const proposals = await Promise.allSettled([ANN, BEN].map(who => correctValue(store, place(id, 1), { value: '3.5' }, who)));
    expect(proposals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [proposal] = await openProposals(store.em(), id);
    const second = proposal?.actor === ANN.actor ? BEN : ANN;
    const settled = await Promise.allSettled([true, false].map(agreed => settleProposal(store, proposal?.id ?? '', agreed, second)));
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of [...proposals, ...settled]) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(ReviewError);
  });
});

describe('a name that the dictionary does not know', () => {
  test('is explained once for stored and for later readings', async () => {
    const id = await ingest();
    expect(await unmappedNames(store.em())).toMatchObject([{ name: 'Wonderine', panel: 'alkaloids', results: 1, certificates: 1 }]);
    const mapping = { name: 'Wonderine', panel: 'alkaloids', analyte: 'paynantheine' } as const;
    expect(await mapName(store, mapping, ANN)).toBe(1);
    expect((await read(id)).results[2]).toMatchObject({ analyte: 'paynantheine', printed: { name: 'Wonderine' }, number: '0.2' });
    const later = await ingest({
      ...REPORT,
      number: 'R-2',
      rows: [{ name: 'WONDERINE *', value: '0.4', unit: 'mg/g', panel: 'alkaloids' }],
    });
    expect((await read(later)).results[0]).toMatchObject({ analyte: 'paynantheine', number: '0.4' });
    expect(await unmappedNames(store.em())).toEqual([]);
  });
});

describe('a corrected file', () => {
  test('becomes a test case: corrected texts, rejected rows gone, the machine’s place kept', async () => {
    const id = await ingest();
    await correctValue(store, place(id, 0), { value: '14.2' }, ANN);
    await rejectValue(store, place(id, 2), ANN);
    await correctHeader(store, { certificate: id, sample: 0 }, { lot: 'L-9' }, ANN);
    const { transcripts, readings, importer, bytes } = await correctedCase(store, id);
    expect(importer).toEqual({ id: 'test', version: 1 });
    expect(bytes.byteLength).toBeGreaterThan(10);
    expect(transcripts[0]?.sample.lot?.text).toBe('L-9');
    expect(transcripts[0]?.rows.map(row => [row.name.text, row.value.text, row.value.evidence.text])).toEqual([
      ['Mitragynine', '14.2', '1.42'],
      ['Lead', '0.35', '0.35'],
    ]);
    expect(readings[0]?.results[0]).toMatchObject({ number: '14.2' });
    await expect(correctedCase(store, 'nonsense')).rejects.toMatchObject({ code: 'not-found' });
  });
});
