/** The log against the store: whatever is recorded has an entry, and whatever is changed behind its back is found. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correctValue } from '../../src/ingest/correct.ts';
import { mergeOrganizations } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { queueAll, rejudge } from '../../src/ingest/rejudge.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { rescore } from '../../src/ingest/score.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { leafOf } from '../../src/store/log-chain.ts';
import { logEntries, logTree, wholeLog } from '../../src/store/log-entries.ts';
import { announceKey, headOfSize, latestHead, logKeys, signHead } from '../../src/store/log-heads.ts';
import { RecordVerifier } from '../../src/store/log-records.ts';
import { LogVerifier } from '../../src/store/log-verify.ts';
import { inclusionProof, proves } from '../../src/store/merkle.ts';
import { openSigningKey, replaceSigningKey, SigningKeyError } from '../../src/store/signing-key.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from './outcome.ts';

let store: TestStore;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leafproof-key-'));
  store = await openTestStore();
}, 120_000);
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const BY = { actor: 'Ann (key 0199a3c4-0000-7000-8000-000000000001)', reason: 'compared with the page' };

function report(number: string, brand: string, lead: string): Report {
  return {
    ...{ number, brand, client: `${brand} Holding`, name: 'Thing', lot: `L-${number}`, form: 'powder', reported: '2026-06-04' },
    rows: [
      { name: 'Mitragynine', value: '14.20', unit: 'mg/g', panel: 'alkaloids' },
      { name: 'Lead', value: lead, loq: '0.05' },
      { name: 'Arsenic', value: 'ND' },
    ],
  };
}

async function ingest(given: Report, isSample = false): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: plainPool().pool }, { ...fileOf(`${given.number}.pdf`, [given]), isSample });
  return certificates[0]!.id;
}

async function verified(em = store.em()) {
  const chain = new LogVerifier([], []);
  const records = await RecordVerifier.on(em);
  for await (const entry of wholeLog(em)) {
    chain.add(entry);
    await records.add(entry);
  }
  const stored = await records.end();
  return { entries: chain.end().entries, removed: stored.removed, findings: [...chain.end().findings, ...stored.findings] };
}

const actionsOf = async (subject: string) => (await logEntries(store.em(), { subject }, 100)).map(({ action }) => action);

let first: string;
test('what is recorded, decided, judged, scored, merged and superseded has entries, in the order of committing', async () => {
  first = await ingest(report('R-1', 'Alpha', '1.3'));
  const second = await ingest(report('R-2', 'Beta', '0.2'));
  expect((await logEntries(store.em(), { after: 0 }, 1))[0]).toMatchObject({ seq: 1, action: 'log-begun' });
  expect(await actionsOf(`certificate:${first}`)).toEqual(['published', 'version']);
  await correctValue(store, { certificate: first, sample: 0, line: 0 }, { value: '15.1' }, BY);
  await rejectCertificate(store, second, BY);
  await acceptCertificate(store, second, BY);
  await mergeOrganizations(store, 'beta', 'alpha', BY);
  await rescore(store);
  await queueAll(store, null);
  await rejudge(store);
  expect(await actionsOf(`certificate:${first}`)).toEqual(['published', 'version', 'superseded', 'published', 'version', 'review-correct']);
  const entries = await logEntries(store.em(), {}, 1000);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(new Set(entries.map(({ action }) => action))).toEqual(
    new Set([
      ...['log-begun', 'rule-set', 'document', 'extraction', 'version', 'published', 'verdicts', 'superseded', 'review-correct'],
      ...['withdrawn', 'review-reject', 'review-accept', 'identity-merge', 'links', 'scores'],
    ]),
  );
  expect(entries.find(({ action }) => action === 'review-correct')?.actor).toBe('key:0199a3c4-0000-7000-8000-000000000001');
  // nothing that a person or a certificate wrote
  expect(JSON.stringify(entries)).not.toMatch(/Ann|Alpha|Holding|compared|Thing|14\.20/);
  expect(await verified()).toEqual({ entries: entries.length, removed: 0, findings: [] });
});

/** Each changes what is stored without the log, as somebody with the database in hand could. */
const TAMPERINGS: readonly (readonly [what: string, change: string])[] = [
  ['a value', `update result set upper = upper + 1 where analyte_id = 'mitragynine'`],
  ['printed text', `update result set printed = jsonb_set(printed, '{value}', '"not found"') where printed->>'name' = 'Arsenic'`],
  ['a limit', `update result set loq = 0.5 where analyte_id = 'lead'`],
  ['the place on the page', `update result set evidence = jsonb_set(evidence, '{page}', '2') where analyte_id = 'lead'`],
  ['a deleted result', `delete from result where printed->>'name' = 'Arsenic'`],
  ['a date', 'update certificate_version set reported = reported + 1'],
  ['a client', `update certificate_version set client = 'Somebody else'`],
  ['a lot code', `update sample set lot = lot || 'x'`],
  ['a reading', 'update extraction set importer_version = importer_version + 1'],
  ['a file', 'update source_file set bytes = bytes + 1'],
  ['a first link', 'update sample_of set vendor_confidence = vendor_confidence / 2'],
  ['a link that counts no more', 'update sample_of set superseded_at = now() where superseded_at is null'],
  ['a verdict', `update verdict set verdict = 'pass' where verdict = 'fail'`],
  ['a deleted verdict', `delete from verdict where verdict = 'fail'`],
  ['a hidden verdict', `update verdict set superseded_at = now() where verdict = 'fail' and superseded_at is null`],
  ['a scorecard', `update scorecard set output = jsonb_set(output, '{coverage}', '1') where superseded_at is null`],
  ['its place in the order', `update scorecard set status = 'scored', lower = 0.9 where superseded_at is null`],
  ['a scored lot', `update scored_lot set lot = lot || '{"x": 1}'`],
  ['a rule set', `update rule_set_version set data = data || '{"x": 1}' where ruleset = 'ri_21_28_12'`],
  ['when it was public', `update publication set published_at = published_at - interval '1 day'`],
  ['a withdrawal undone', 'update publication set withdrawn_at = null where withdrawn_at is not null'],
  ['a state', `update certificate_version set state = 'rejected' where superseded_at is null`],
  [
    'an invented version',
    `insert into certificate_version (id, certificate_id, extraction_id, state, recorded_at, superseded_at)
      select gen_random_uuid(), certificate_id, extraction_id, 'rejected', '2020-01-01', now() from certificate_version limit 1`,
  ],
  [
    'an invented verdict',
    `insert into verdict (sample_id, rule_version_id, verdict, results, recorded_at)
      select sample_id, rule_version_id, 'pass', '{}', '2020-01-01' from verdict where superseded_at is null limit 1`,
  ],
  ['content of the log', `update log_content set content = replace(content, '"cards"', '"Cards"')`],
  ['a deleted salt', `delete from log_content where content is null`],
  ['who decided', `update log_entry set actor = 'somebody else'`],
  ['why', `update log_entry set reason = 'another' where action = 'review-correct'`],
  ['the log', `update log_chain set facts = replace(facts, 'false', 'true') where action = 'version'`],
  ['its last entry', 'delete from log_chain where seq = (select max(seq) - 1 from log_chain)'],
];

test.each(TAMPERINGS)('%s, changed without the log, is found', async (_, change) => {
  const undo = new Error('undo');
  const tampered = store.transaction(async em => {
    await em.execute('set local session_replication_role = replica');
    await em.execute(change);
    expect((await verified(em)).findings.length).toBeGreaterThan(0);
    throw undo;
  });
  await expect(tampered).rejects.toBe(undo);
});

test('the database itself refuses to change, delete or empty the log', async () => {
  const em = store.em();
  for (const statement of [
    `update log_chain set subject = 'x' where seq = 3`,
    `update log_chain set hash = repeat('0', 64) where seq = 3`,
    'delete from log_chain where seq = 3',
    'truncate log_chain cascade',
    `insert into log_chain (id, actor, action, subject, seq, at, previous, hash) values (gen_random_uuid(), 'x', 'x', 'x', 99999, now(), '', '')`,
    `update log_entry set reason = 'another' where action = 'review-correct'`,
    `delete from log_entry where action = 'review-correct'`,
  ])
    await expect(em.execute(statement)).rejects.toThrow('only ever added to');
  expect((await verified()).findings).toEqual([]);
});

test('a change that is rolled back leaves no entry and no gap', async () => {
  const before = (await verified()).entries;
  await expect(
    store.transaction(async em => {
      await announceKey({ transaction: work => work(em) }, { id: '0123456789abcdef', publicKey: 'none' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await ingest(report('R-3', 'Gamma', '0.1'));
  const after = await verified();
  expect(after.entries).toBeGreaterThan(before);
  expect(after.findings).toEqual([]);
});

test('transactions that run at once are chained one after the other', async () => {
  await Promise.all([4, 5, 6, 7].map(n => ingest(report(`R-${n}`, `Vendor ${n}`, '0.1'))));
  expect((await verified()).findings).toEqual([]);
});

test('heads are signed, kept, and prove each entry; a new key is vouched for by the old one', async () => {
  const key = await openSigningKey(null, folder);
  expect((await stat(join(folder, 'signing-key.pem'))).mode & 0o777).toBe(0o600);
  const head = (await signHead(store, key))!;
  expect(await latestHead(store.em())).toEqual(head);
  expect(await headOfSize(store.em(), head.size)).toEqual(head);
  const [entry] = await logEntries(store.em(), { after: 9 }, 1);
  const path = await inclusionProof(logTree(store.em()), 9, head.size);
  expect(proves(leafOf(entry!), 9, head.size, path, Buffer.from(head.root, 'hex'))).toBe(true);

  const next = await replaceSigningKey(folder);
  expect(next.id).not.toBe(key.id);
  expect(await readFile(join(folder, `signing-key-${key.id}.pem`), 'utf8')).toContain('PRIVATE KEY');
  await announceKey(store, next);
  const heads = [head, (await signHead(store, key))!, (await signHead(store, next))!];
  expect((await logKeys(store.em())).map(({ id }) => id)).toEqual([key.id, next.id]);
  const verifier = new LogVerifier(heads, [key.publicKey]);
  for await (const one of wholeLog(store.em())) verifier.add(one);
  expect(verifier.end()).toMatchObject({ covered: heads[2]!.size, findings: [] });
  expect(JSON.stringify(await logEntries(store.em(), {}, 1000))).not.toContain('PRIVATE');
});

test('what is no key is refused, without showing it', async () => {
  for (const given of ['nonsense', '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----']) {
    const opened = openSigningKey(given, folder);
    await expect(opened).rejects.toThrow(SigningKeyError);
    await expect(opened).rejects.not.toThrow(/nonsense|c2VjcmV0/);
  }
});

test('after a takedown the chain still verifies, and what named a person is gone', async () => {
  await takeDown(store, first, { actor: 'operator', reason: 'It named a private person.' });
  const { removed, findings } = await verified();
  expect(findings).toEqual([]);
  expect(removed).toBeGreaterThan(3);
  const [left] = await store.em().execute<{ n: number }[]>(
    `select count(*)::int as n from log_chain c left join log_content k on k.entry = c.id left join log_entry e on e.id = c.id
      where c.subject = 'certificate:${first}' and c.action <> 'takedown' and (k.entry is not null or e.detail <> '{}')`,
  );
  expect(left?.n).toBe(0);
});
