/** Pages of a vendor are the same whether they are made from what is kept of it or from what is counted for them. */
import request from 'supertest';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { rescore } from '../../src/ingest/score.ts';
import { keepDigest, vendorsToCount } from '../../src/store/vendor-digest.ts';
import { VENDOR_PARTS } from '../../src/store/vendor-parts.ts';
import { fileOf, plainPool } from '../ingest/outcome.ts';
import { currentDigests } from '../kept.ts';
import { openTestApp, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(async () => site.close());

const { pool } = plainPool();

async function ingest(number: string, lot: string, lead: string): Promise<void> {
  const rows = [
    { name: 'Lead', value: lead },
    { name: 'Mitragynine', value: '14.2', unit: 'mg/g', panel: 'alkaloids' as const },
    { name: '7-Hydroxymitragynine', value: '>3', unit: 'mg/g', panel: 'alkaloids' as const },
    { name: 'Salmonella', value: 'Not detected', unit: '25 g', panel: 'microbes' as const },
  ];
  const report = {
    number,
    lot,
    brand: 'Old Leaf',
    name: 'Red Powder',
    form: 'powder',
    laboratory: 'North Lab',
    reported: '2026-05-04',
    rows,
  };
  await ingestFile({ store: site.store, pool }, fileOf(`${number}.pdf`, [report]));
}

const PATHS = ['/vendors/old-leaf?profile=us_federal', '/vendors/old-leaf?profile=rhode_island', '/vendors/old-leaf/report?'];

/** Addresses differ by `turn`, so that no page is one that was made before. */
async function pages(turn: string): Promise<string[]> {
  const made: string[] = [];
  for (const path of PATHS) {
    const { status, text } = await request(site.app).get(`${path}&turn=${turn}`).set('Host', 'leafproof.example');
    expect(status).toBe(200);
    made.push(text.replaceAll(turn, 'TURN').replaceAll(/\d\d:\d\d UTC|T\d\d:\d\d:[\d.]+Z/g, 'NOW'));
  }
  return made;
}

test('of the vendor, by any rules, and of its report; before and after more is published', async () => {
  await ingest('R-1', 'L-1', '1.35');
  await ingest('R-2', 'L-2', '0.2');
  for (const [lot, turn] of [
    ['L-3', 'first'],
    ['L-4', 'second'],
  ] as const) {
    await ingest(`R-${lot}`, lot, '2.5');
    await rescore(site.store);
    expect(await currentDigests(site.store)).toEqual([]);
    const counted = await pages(`${turn}-counted`);
    for (const vendor of await vendorsToCount(site.store.em(), 10)) await keepDigest(site.store.em(), vendor, VENDOR_PARTS);
    expect(await currentDigests(site.store)).toHaveLength(VENDOR_PARTS.length);
    expect(await pages(`${turn}-kept`)).toEqual(counted);
    expect(counted[1]).toContain(lot);
    expect(counted[2]).toContain(lot);
  }
});

test('compressed once for as long as it comes out the same, whatever its address', async () => {
  const page = async (address: string) => {
    const answer = await request(site.app).get(address).set({ Host: 'leafproof.example', 'Accept-Encoding': 'gzip' });
    expect(answer.get('Content-Encoding')).toBe('gzip');
    return { text: answer.text, etag: answer.get('ETag') };
  };
  const before = await page('/vendors/old-leaf?turn=a');
  expect(await page('/vendors/old-leaf?turn=b')).toEqual(before);
  await ingest('R-L-5', 'L-5', '0.1');
  const after = await page('/vendors/old-leaf?turn=a');
  expect(after.text).toContain('L-5');
  expect(after.etag).not.toBe(before.etag);
  expect(before.text).not.toContain('L-5');
});
