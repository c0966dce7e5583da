import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHEET } from '../http/harness.ts';
import { type Installation, install } from './leafproof.ts';

let here: Installation;
let [log, heads, key] = ['', '', ''];
beforeAll(async () => {
  here = await install();
  [log, heads, key] = ['log.ndjson', 'heads.ndjson', 'key.pem'].map(name => join(here.folder, name)) as [string, string, string];
  await writeFile(join(here.folder, 'sheet.csv'), SHEET);
  expect((await here.run('import', join(here.folder, 'sheet.csv'))).status).toBe(0);
}, 180_000);
afterAll(async () => here.remove());

test('what was recorded is signed, exported and verified without the installation; what was changed is named', async () => {
  const signed = await here.run('heads', '--sign');
  expect(signed).toMatchObject({ status: 0, stderr: '' });
  await writeFile(heads, signed.stdout);
  await writeFile(log, (await here.run('export', '--log')).stdout);
  await writeFile(key, (await here.run('heads', '--key')).stdout);
  expect(await readFile(key, 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  const good = await here.run('verify', '--log', log, '--heads', heads, '--key', key);
  expect(good.stdout).toMatch(/^\d+ entries, \d+ of them covered by 1 signed head\(s\)\.\nEverything is as it was\.\n$/);
  expect(good.status).toBe(0);

  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
  await writeFile(log, lines.with(9, lines[9]!.replace('"action":"', '"action":"x')).join('\n'));
  const changed = await here.run('verify', '--log', log, '--heads', heads, '--key', key);
  expect(changed.status).toBe(1);
  expect(changed.stdout).toMatch(/^entry 10: has the hash [0-9a-f]{64}, but its content gives [0-9a-f]{64}: it was changed$/m);
  await writeFile(log, lines.slice(0, -1).join('\n'));
  const cut = await here.run('verify', '--log', log, '--heads', heads, '--key', key, '--json');
  expect(JSON.parse(cut.stdout).findings).toEqual([{ seq: null, what: expect.stringContaining('its end is missing') }]);
}, 180_000);

test('the records are held against the log; a new key is vouched for by the old one', async () => {
  expect(await here.run('verify')).toMatchObject({ status: 0, stdout: expect.stringContaining('held against the stored records') });
  const rotated = await here.run('heads', '--rotate');
  expect(rotated.stdout.trimEnd().split('\n')).toHaveLength(3);
  // the first key alone is trusted
  expect(await here.run('verify', '--key', key)).toMatchObject({ status: 0 });
}, 180_000);

test('a snapshot is made, verified and compared; a changed one is told', async () => {
  const made = await here.run('snapshot', '--out', join(here.folder, 'snapshots'));
  expect(made).toMatchObject({ status: 0, stderr: expect.stringMatching(/^3 results and \d+ verdicts of 1 certificates, as of /) });
  const folder = made.stdout.trimEnd();
  const good = await here.run('snapshot', 'verify', folder);
  expect(good).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 scorecards and \d+ verdicts come out the same\.\n$/) });
  expect(await here.run('snapshot', 'diff', folder, folder)).toMatchObject({ status: 0, stdout: 'No row differs.\n' });
  await writeFile(join(folder, 'lots.csv'), 'lot_id\n');
  const changed = await here.run('snapshot', 'verify', folder);
  expect(changed).toMatchObject({ status: 1, stdout: expect.stringContaining('lots.csv: has the SHA-256') });
  expect(await here.run('snapshot', 'verify', here.folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('is no snapshot') });
}, 120_000);

test('what cannot be used is told with status 2', async () => {
  for (const [args, words] of [
    [['--log', log], 'needs --heads and --key'],
    [['--log', log, '--heads', heads, '--key', heads], 'holds no public key'],
    [['--log', log, '--heads', key, '--key', key], 'holds no heads'],
    [['--log', join(here.folder, 'nothing'), '--heads', heads, '--key', key], 'cannot be read'],
  ] as const)
    expect(await here.run('verify', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
  expect(await here.run('export')).toMatchObject({ status: 2, stderr: expect.stringContaining('--scores-input or --log') });
}, 180_000);
