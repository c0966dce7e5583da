import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { decideMatch, matchRecalls, recordRecalls } from '../../src/ingest/recall.ts';
import { parseRecalls, RecallFileError, readRecallFile } from '../../src/ingest/recall-file.ts';
import { wholeLog } from '../../src/store/log-entries.ts';
import { RecordVerifier } from '../../src/store/log-records.ts';
import { findRecall, listRecalls, waitingMatches } from '../../src/store/recall.ts';
import { openTestApp, SHEET, type TestApp } from '../http/harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
  const key = await site.key('contributor');
  await site.submit('sheet.csv', SHEET.replaceAll('Test Leaf', 'Thistle Down'), key);
  await site.submit('other.csv', SHEET.replaceAll('Test Leaf', 'Other Grove').replaceAll('TL-001', 'OG2026-77'), key);
});
afterAll(async () => site.close());

/** A notice in openFDA's words; invented. */
const row = (more: Record<string, unknown> = {}) => ({
  ...{
    recall_number: 'F-0001-2026',
    classification: 'Class I',
    status: 'Ongoing',
    product_type: 'Food',
    recalling_firm: 'Thistle Down LLC',
  },
  ...{ product_description: 'Kratom powder, 100 g', code_info: 'Lot TL-001', reason_for_recall: 'Salmonella' },
  ...{ recall_initiation_date: '20260301', report_date: '20260315', termination_date: '', city: 'Nowhere', event_id: '1' },
  ...more,
});
const file = (results: unknown[], last_updated = '2026-04-01') =>
  parseRecalls('x.json', strToU8(JSON.stringify({ meta: { last_updated }, results })));

test('bad rows are refused by their place and reported, the others are taken', () => {
  const read = file([
    row(),
    row({ recall_number: 'F-0002-2026', report_date: '20260230' }),
    row({ recall_number: 'F-0003-2026', classification: 'Class IX' }),
    'nonsense',
    row({ recall_number: 'F-0004-2026', recalling_firm: '  ' }),
    row(),
    row({ status: 'Completed' }),
    row({ recall_number: 'not a number' }),
  ]);
  expect(read.records.map(({ facts }) => facts.number)).toEqual(['F-0001-2026']);
  expect(read.records[0]?.facts).toMatchObject({
    initiatedOn: '2026-03-01',
    reportedOn: '2026-03-15',
    terminatedOn: null,
    codes: 'Lot TL-001',
  });
  expect(read.refused.map(({ pointer, number, message }) => [pointer, number, message.split(':')[0]])).toEqual([
    ['/results/1', 'F-0002-2026', 'report_date'],
    ['/results/2', 'F-0003-2026', 'classification'],
    ['/results/3', null, 'the row'],
    ['/results/4', 'F-0004-2026', 'recalling_firm'],
    ['/results/6', 'F-0001-2026', 'recall_number'],
    ['/results/7', 'not a number', 'recall_number'],
  ]);
});

test('what is no file of recalls is refused with the reason; archives are opened', async () => {
  expect(() => parseRecalls('x', strToU8('{"a": 1}'))).toThrow(/holds no enforcement reports.*results/);
  expect(() => parseRecalls('x', strToU8('no json'))).toThrow(RecallFileError);
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-recalls-'));
  try {
    await expect(readRecallFile(join(folder, 'none.json'))).rejects.toThrow('no such file');
    const path = join(folder, 'food-enforcement.json.zip');
    await writeFile(path, zipSync({ 'food-enforcement-0001.json': strToU8(JSON.stringify({ results: [row()] })) }));
    const [read] = await readRecallFile(path);
    expect(read).toMatchObject({ name: `${path}/food-enforcement-0001.json`, publishedOn: null, refused: [] });
    expect(read?.records).toHaveLength(1);
    await writeFile(path, Buffer.from('PK broken'));
    await expect(readRecallFile(path)).rejects.toThrow(RecallFileError);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

describe('recorded', () => {
  test('the same again changes nothing, a change is a version, an older file takes nothing back', async () => {
    const { store } = site;
    expect(await recordRecalls(store, file([row()]))).toEqual({ added: 1, changed: 0, unchanged: 0, outdated: [], aboutKratom: 1 });
    expect(await recordRecalls(store, file([row()], '2026-05-01'))).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const ended = row({ status: 'Terminated', termination_date: '20260601' });
    expect(await recordRecalls(store, file([ended], '2026-06-02'))).toMatchObject({ changed: 1 });
    expect(await recordRecalls(store, file([row()], '2026-04-01'))).toMatchObject({ changed: 0, outdated: ['F-0001-2026'] });
    const found = await findRecall(store.em(), 'F-0001-2026');
    expect(found).toMatchObject({ status: 'Terminated', terminatedOn: '2026-06-01', kratom: { word: 'kratom', where: 'product' } });
    expect(found?.earlier.map(({ facts }) => facts.status)).toEqual(['Ongoing']);
  });

  test('what is sure stands beside vendor and lot; what is not waits for a person', async () => {
    const { store } = site;
    const em = () => store.em();
    await recordRecalls(
      store,
      file([
        row({
          recall_number: 'F-0005-2026',
          recalling_firm: 'Packer 9',
          product_description: 'Other Grové herbal capsules with kratom',
          code_info: '',
        }),
        row({ recall_number: 'F-0006-2026', recalling_firm: 'Nobody Known', product_description: 'Peanut butter', code_info: 'TL-001' }),
        row({ recall_number: 'F-0007-2026', recalling_firm: 'Otherr Grove', code_info: 'x' }),
      ]),
    );
    await matchRecalls(store);
    const sure = (await listRecalls(em(), { vendor: 'thistle-down', limit: 10 })).items;
    expect(sure.map(({ number }) => number)).toEqual(['F-0001-2026']);
    expect(sure[0]?.matches.map(({ lot, confidence, state }) => [lot?.code ?? null, confidence, state])).toEqual([
      [null, 0.96, 'shown'],
      ['TL-001', 0.96, 'shown'],
    ]);
    expect((await listRecalls(em(), { vendor: 'other-grove', limit: 10 })).items).toEqual([]);
    const waiting = (await waitingMatches(em(), { limit: 10 })).items;
    expect(waiting.map(({ recall, vendor }) => [recall.number, vendor.slug])).toEqual([
      ['F-0005-2026', 'other-grove'],
      ['F-0007-2026', 'other-grove'],
    ]);

    const [first, second] = waiting.map(({ id }) => id);
    await expect(decideMatch(store, String(first), 'confirm', { actor: 'a', reason: ' ' })).rejects.toMatchObject({ code: 'no-reason' });
    await decideMatch(store, String(first), 'confirm', { actor: 'a', reason: 'The label shows it.' });
    await decideMatch(store, String(second), 'refuse', { actor: 'a', reason: 'Another firm.' });
    await expect(decideMatch(store, String(second), 'refuse', { actor: 'a', reason: 'Again.' })).rejects.toMatchObject({
      code: 'nothing-to-decide',
    });
    // what a person said stays when everything is matched anew
    expect(await matchRecalls(store)).toBe(0);
    expect((await listRecalls(em(), { vendor: 'other-grove', limit: 10 })).items.map(({ number }) => number)).toEqual(['F-0005-2026']);
    expect((await waitingMatches(em(), { limit: 10 })).items).toEqual([]);
  });

  test('a withdrawn certificate takes its lot out of the matches', async () => {
    const { store } = site;
    const { body } = await site.get('/certificates');
    const id = body.items.find((item: { vendor: { slug: string } }) => item.vendor.slug === 'thistle-down').id;
    const { rejectCertificate } = await import('../../src/ingest/review.ts');
    await rejectCertificate(store, id, { actor: 'a', reason: 'Taken back.' });
    expect(await matchRecalls(store)).toBeGreaterThan(0);
    expect((await findRecall(store.em(), 'F-0001-2026'))?.matches).toEqual([]);
  });
});

describe('shown', () => {
  test('by the API, which says how sure a match is, and lists kratom alone unless asked', async () => {
    const kratom = (await site.get('/recalls')).body.items.map(({ number }: { number: string }) => number);
    expect(kratom).toEqual(expect.arrayContaining(['F-0001-2026', 'F-0005-2026']));
    expect(kratom).not.toContain('F-0006-2026');
    const every = (await site.get('/recalls?about=all')).body.items.map(({ number }: { number: string }) => number);
    expect(every).toContain('F-0006-2026');
    expect((await site.get('/recalls?q=terminated')).body.items).toEqual([]);
    expect((await site.get('/recalls?q=herbal%20CAPSULES')).body.items.map(({ number }: { number: string }) => number)).toEqual([
      'F-0005-2026',
    ]);
    const walked: string[] = [];
    for (let next = '/recalls?limit=1'; next !== ''; ) {
      const { body } = await site.get(next);
      walked.push(...body.items.map(({ number }: { number: string }) => number));
      next = body.next === null ? '' : `/recalls?limit=1&cursor=${body.next}`;
    }
    expect(walked).toEqual(kratom);
    expect((await site.get('/recalls/F-0001-2026')).body.earlier).toHaveLength(1);
    expect((await site.get('/recalls/F-9999-2026')).status).toBe(404);
    expect((await site.get('/recalls.csv?about=all')).text).toContain('F-0006-2026');
    expect((await site.get('/search?q=F-0005-2026')).body.items[0]).toMatchObject({ type: 'recall', href: '/recalls/F-0005-2026' });
  });

  test('on pages, in words that accuse nobody', async () => {
    const { default: request } = await import('supertest');
    const page = async (path: string) => (await request(site.app).get(path)).text;
    const vendor = await page('/vendors/other-grove');
    expect(vendor).toContain('recall notice');
    expect(vendor).toContain('Matched, and confirmed by a reviewer');
    const list = await page('/recalls');
    expect(list).toContain('F-0001-2026');
    const notice = await page('/recalls/F-0005-2026');
    expect(notice).toContain('because its description of the product has the word “kratom”');
    expect(`${vendor}${list}${notice}`).not.toMatch(/illegal|guilty|dangerous|recalled by Other Grove/i);
  });
});

test('versions and matches are in the log, and a record that was changed since is found', async () => {
  const em = site.store.em();
  const findings = async () => {
    const records = await RecordVerifier.on(em);
    for await (const entry of wholeLog(em)) await records.add(entry);
    return (await records.end()).findings;
  };
  const actions = await em.execute<{ action: string }[]>("select distinct action from log_chain where action like 'recall%' order by 1");
  expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(['recall', 'recall-matches', 'recall-confirm']));
  expect(await findings()).toEqual([]);
  await em.execute('update recall_match set confidence = confidence / 2 where id = (select min(id::text)::uuid from recall_match)');
  expect(await findings()).toEqual([
    { seq: expect.any(Number), what: expect.stringMatching(/^recall-matches of recall:.*another than was recorded$/) },
  ]);
  await em.execute('update recall_match set confidence = confidence * 2 where id = (select min(id::text)::uuid from recall_match)');
  await em.execute(
    "update recall_version set record = jsonb_set(record::jsonb, '{recalling_firm}', '\"Nobody\"') where id = (select min(id::text)::uuid from recall_version)",
  );
  expect(await findings()).toEqual([
    { seq: expect.any(Number), what: expect.stringMatching(/^recall of recall:.*another than was recorded$/) },
  ]);
});
