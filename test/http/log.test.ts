import { createPublicKey, verify } from 'node:crypto';
import request from 'supertest';
import { canonicalJson } from '../../src/quality/canonical-json.ts';
import { type ChainEntry, leafOf, type SignedHead } from '../../src/store/log-chain.ts';
import { LogVerifier } from '../../src/store/log-verify.ts';
import { continues, proves } from '../../src/store/merkle.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
  await site.submit('sheet.csv', SHEET, await site.key('contributor'));
}, 120_000);
afterAll(async () => site.close());

async function sign(role: 'reviewer' | 'admin' = 'admin') {
  return conform(
    await request(site.app)
      .post('/api/v1/heads')
      .set('Authorization', `Bearer ${await site.key(role)}`),
  );
}
const bytes = (hashes: readonly string[]) => hashes.map(hash => Buffer.from(hash, 'hex'));

test('before a head was signed, that is said', async () => {
  expect((await site.get('/heads/latest')).status).toBe(404);
  expect((await site.get('/log/1/proof')).status).toBe(404);
  expect((await request(site.app).get('/.well-known/leafproof-log-key.pem')).status).toBe(404);
  expect((await sign('reviewer')).status).toBe(403);
});

test('a stranger verifies the whole log with what the site hands out', async () => {
  const head = (await sign()).body as SignedHead;
  expect((await site.get('/heads/latest')).body).toEqual(head);
  const pem = await request(site.app).get('/.well-known/leafproof-log-key.pem');
  expect(pem.headers['content-type']).toContain('application/x-pem-file');
  const publicKey = pem.text ?? pem.body.toString();
  const { signature, ...rest } = head;
  expect(verify(null, Buffer.from(canonicalJson(rest)), createPublicKey(publicKey), Buffer.from(signature, 'base64'))).toBe(true);
  const ndjson = await site.get('/log.ndjson');
  const verifier = new LogVerifier([head], [publicKey]);
  for (const line of ndjson.text.trimEnd().split('\n')) verifier.add(JSON.parse(line));
  expect(verifier.end()).toMatchObject({ covered: head.size, findings: [] });
});

test('each entry has a proof for each head, and heads prove that they continue one another', async () => {
  const early = (await site.get('/heads/latest')).body as SignedHead;
  await site.submit('other.csv', SHEET.replaceAll('TL-001', 'TL-002').replaceAll('R-1', 'R-2'), await site.key('contributor'));
  const { body: uncovered } = await site.get(`/log/${early.size + 1}/proof`);
  expect(uncovered).toMatchObject({ status: 409, detail: expect.stringContaining('does not cover entry') });
  const late = (await sign()).body as SignedHead;
  for (const head of [early, late])
    for (const seq of [1, 2, Math.ceil(early.size / 2), early.size]) {
      const { body } = await site.get(`/log/${seq}/proof?size=${head.size}`);
      expect(body.head).toEqual(head);
      expect(proves(leafOf(body.entry as ChainEntry), body.index, head.size, bytes(body.path), Buffer.from(head.root, 'hex'))).toBe(true);
    }
  const { body } = await site.get(`/log/consistency?from=${early.size}`);
  const roots = [early.root, late.root].map(root => Buffer.from(root, 'hex')) as [Buffer, Buffer];
  expect(continues(early.size, roots[0], late.size, roots[1], bytes(body.path))).toBe(true);
  expect((await site.get(`/log/consistency?from=${late.size}&to=${early.size}`)).status).toBe(400);
  expect((await site.get('/log/1/proof?size=3')).status).toBe(404);
  expect((await site.get('/heads')).body.items.map(({ size }: SignedHead) => size)).toEqual([late.size, early.size]);
});

test('the log is walked by number and by subject, without a name in it', async () => {
  const walked: ChainEntry[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await site.get(`/log?limit=20${cursor}`);
    walked.push(...body.items);
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(walked.map(({ seq }) => seq)).toEqual(walked.map((_, index) => index + 1));
  expect(JSON.stringify(walked)).not.toMatch(/Test Leaf|Invented Laboratory|test contributor|TL-001/);
  const certificate = walked.find(({ action }) => action === 'version')!.subject;
  const { body } = await site.get(`/log?subject=${encodeURIComponent(certificate)}&since=3`);
  expect(body.items.map(({ action }: ChainEntry) => action)).toEqual(['published', 'version']);
  expect((await site.get(`/log/${walked.length + 50}`)).status).toBe(404);
  expect((await site.get('/log?cursor=eHh4')).status).toBe(400);
  expect((await site.get('/log.csv?limit=2')).text.split('\n')[0]).toBe('seq,at,actor,action,subject,facts,digest,previous,hash\r');
});
