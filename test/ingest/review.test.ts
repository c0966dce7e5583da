import { ingestFile } from '../../src/ingest/ingest.ts';
import { needsReview } from '../../src/ingest/publication.ts';
import { rereadCandidates, rereadFile } from '../../src/ingest/reread.ts';
import { acceptCertificate, listReviews, rejectCertificate, showReview } from '../../src/ingest/review.ts';
import { findSubmission } from '../../src/ingest/submission.ts';
import { findCertificate, listCertificates } from '../../src/store/certificate.ts';
import { counts } from '../../src/store/counts.ts';
import { listLots } from '../../src/store/lot.ts';
import { listResults } from '../../src/store/results.ts';
import { search } from '../../src/store/search.ts';
import { listVendors } from '../../src/store/vendor.ts';
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

const DECISION = { actor: 'tester', reason: 'compared with the page' };
const GOOD: Report = {
  number: 'R-1',
  brand: 'Brand',
  name: 'Thing',
  lot: 'L-1',
  reported: '2025-03-04',
  rows: [
    { name: 'Lead', value: '0.35' },
    { name: 'Cadmium', value: '0.05' },
  ],
};
const DOUBTFUL: Report = { ...GOOD, rows: [...GOOD.rows, { name: 'Mercury', value: '0.1', doubts: ['column-guessed'] }] };

async function ingest(report: Report) {
  const ingested = await ingestFile({ store, pool: reader.pool }, fileOf('a.pdf', [report]));
  return { ...ingested, certificate: ingested.certificates[0]?.id ?? '' };
}

/** Everything that anyone may see. */
async function seen() {
  const em = store.em();
  const paging = { limit: 100 };
  return {
    certificates: (await listCertificates(em, paging)).items.length,
    lots: (await listLots(em, paging)).items.length,
    vendors: (await listVendors(em, paging)).items.length,
    results: (await listResults(em, {}, paging)).items.length,
    found: (await search(em, 'L-1', paging)).filter(hit => hit.type !== 'analyte').length,
    counted: (await counts(em)).certificates,
  };
}
const NOTHING = { certificates: 0, lots: 0, vendors: 0, results: 0, found: 0, counted: 0 };

describe('a certificate with a doubtful value', () => {
  test('waits, is nowhere to be seen, and says why', async () => {
    const { outcome, certificate } = await ingest(DOUBTFUL);
    expect(outcome).toBe('needs-review');
    expect(await seen()).toEqual(NOTHING);
    expect(await findCertificate(store.em(), certificate)).toBeNull();
    expect((await listReviews(store.em(), { limit: 10 })).items.map(item => item.id)).toEqual([certificate]);
    const review = await showReview(store.em(), certificate);
    expect(review?.doubtful.map(result => result.analyteName)).toEqual(['Mercury (total)']);
    expect(await counts(store.em())).toMatchObject({ needsReview: 1 });
  });

  test('is public once it is accepted, with who, when and why', async () => {
    const { id, certificate } = await ingest(DOUBTFUL);
    await acceptCertificate(store, certificate, DECISION);
    expect(await seen()).toMatchObject({ certificates: 1, lots: 1, vendors: 1, results: 3, counted: 1 });
    expect(await findSubmission(store.em(), id)).toMatchObject({ outcome: 'recorded', certificates: [{ state: 'public' }] });
    expect((await showReview(store.em(), certificate))?.history).toMatchObject([{ action: 'review-accept', ...DECISION }]);
    await expect(acceptCertificate(store, certificate, DECISION)).rejects.toThrow('public already');
  });

  test('is gone from everything public when it is rejected later, and is not lost', async () => {
    const { certificate } = await ingest(DOUBTFUL);
    await acceptCertificate(store, certificate, DECISION);
    await rejectCertificate(store, certificate, { ...DECISION, reason: 'withdrawn by the laboratory' });
    expect(await seen()).toEqual(NOTHING);
    expect((await listReviews(store.em(), { limit: 10, state: 'rejected' })).items).toHaveLength(1);
    await acceptCertificate(store, certificate, DECISION);
    expect(await seen()).toMatchObject({ certificates: 1 });
  });

  test('is not decided without a reason, nor when it is not there', async () => {
    const { certificate } = await ingest(DOUBTFUL);
    await expect(acceptCertificate(store, certificate, { actor: 'x', reason: '  ' })).rejects.toMatchObject({ code: 'no-reason' });
    await expect(rejectCertificate(store, 'nonsense', DECISION)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what waits for a person', () => {
  const sure = { confidence: 0.95, flags: [] };
  test.each([
    [true, [{ code: 'x', severity: 'error', message: '' }], [sure]],
    [false, [{ code: 'x', severity: 'warning', message: '' }], [sure]],
    [true, [], [sure, { confidence: 0.89, flags: [] }]],
    [true, [], [{ confidence: 0.95, flags: ['verdict-disagrees'] }]],
    [false, [], [{ confidence: 0.9, flags: ['computed-zero', 'below-loq'] }]],
    [true, [], [{ confidence: 0.99, flags: ['a-flag-that-nobody-knows-yet'] }]],
  ] as const)('%s: %j %j', (expected, problems, results) => {
    expect(needsReview(problems, results)).toBe(expected);
  });
});

describe('reading again', () => {
  const NEWER = { id: 'test', version: 2 };
  async function reread(promote = true) {
    const candidates = await rereadCandidates(store.em(), [NEWER], false);
    reader.version = 2;
    const done = [];
    for (const file of candidates) done.push(await rereadFile({ store, pool: reader.pool }, file, { actor: 'tester', promote }));
    return done;
  }
  const lead = (value: string) => (reports: readonly Report[]) =>
    reports.map(report => ({ ...report, rows: [{ name: 'Lead', value }, ...report.rows.slice(1)] }));

  test('concerns only files of a newer importer, and refused ones', async () => {
    await ingest(GOOD);
    expect(await rereadCandidates(store.em(), [{ id: 'test', version: 1 }], false)).toEqual([]);
    expect(await rereadCandidates(store.em(), [{ id: 'test', version: 1 }], true)).toHaveLength(1);
    await ingestFile({ store, pool: reader.pool }, fileOf('b.pdf', 'no-text-layer'));
    expect(await rereadCandidates(store.em(), [{ id: 'test', version: 1 }], false)).toMatchObject([{ fileName: 'b.pdf', importer: null }]);
  });

  test('gives the same address a new version; the old one stays, superseded', async () => {
    const { certificate } = await ingest(GOOD);
    reader.edit = lead('0.36');
    const [done] = await reread();
    expect(done).toMatchObject({ outcome: 'changed', promoted: true, importer: NEWER });
    const differences = done?.certificates[0]?.differences ?? [];
    expect(differences.map(({ result, field, before, after }) => [result, field, before, after])).toEqual([
      ['Lead', 'value', '0.35', '0.36'],
      ['Lead', 'number', '0.35', '0.36'],
      ['Lead', 'lower', '0.35', '0.36'],
      ['Lead', 'upper', '0.35', '0.36'],
    ]);
    const after = await findCertificate(store.em(), certificate);
    expect(after?.samples[0]?.results[0]).toMatchObject({ number: '0.36', supersededAt: null });
    expect(after?.extractions).toMatchObject([
      { importer: 'test', version: 1, current: false },
      { importer: 'test', version: 2, current: true },
    ]);
    expect(await seen()).toMatchObject({ certificates: 1, results: 2, lots: 1 });
    const old = await store
      .em()
      .execute<{ number: string }[]>('select number::text as number from result where superseded_at is not null order by position');
    expect(old.map(row => row.number)).toEqual(['0.35', '0.05']);
  });

  test('only compares when it is not promoted', async () => {
    const { certificate } = await ingest(GOOD);
    reader.edit = lead('0.36');
    expect(await reread(false)).toMatchObject([{ outcome: 'changed', promoted: false }]);
    const after = await findCertificate(store.em(), certificate);
    expect(after?.samples[0]?.results[0]?.number).toBe('0.35');
    expect(after?.extractions.map(extraction => extraction.current)).toEqual([true, false]);
  });

  test('keeps what a person decided as long as the certificate says the same', async () => {
    const { certificate } = await ingest(DOUBTFUL);
    await acceptCertificate(store, certificate, DECISION);
    expect(await reread()).toMatchObject([{ outcome: 'same', certificates: [{ id: certificate, state: 'public' }] }]);
    expect(await seen()).toMatchObject({ certificates: 1 });
  });

  test('lets a certificate wait again when a doubtful value changed, and leaves a rejected one rejected', async () => {
    const { certificate } = await ingest(DOUBTFUL);
    await acceptCertificate(store, certificate, DECISION);
    reader.edit = lead('0.36');
    expect(await reread()).toMatchObject([{ certificates: [{ state: 'needs-review' }] }]);
    await rejectCertificate(store, certificate, DECISION);
    reader.edit = lead('0.37');
    const [file] = await rereadCandidates(store.em(), [], true);
    if (file === undefined) throw new Error('the file is there');
    const again = await rereadFile({ store, pool: reader.pool }, file, { actor: 'tester', promote: true });
    expect(again.certificates).toMatchObject([{ state: 'rejected' }]);
  });

  test('that fails changes nothing', async () => {
    await ingest(GOOD);
    reader.trouble = 'reader-crashed';
    expect(await reread()).toMatchObject([{ outcome: 'failed', promoted: false }]);
    expect(await seen()).toMatchObject({ certificates: 1, results: 2 });
  });

  test('records what was refused before and is understood now', async () => {
    await ingest(GOOD);
    await ingestFile({ store, pool: reader.pool }, fileOf('b.pdf', [{ ...GOOD, number: 'R-2', rows: [] }]));
    expect(await seen()).toMatchObject({ certificates: 1 });
    reader.edit = reports => reports.map(report => ({ ...report, rows: GOOD.rows }));
    await reread();
    expect(await seen()).toMatchObject({ certificates: 2, lots: 1 });
  });
});
