import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scoresDocument } from '../../src/quality/scorecard.ts';
import { inputOf, simpleLot, vendorOf } from '../quality/scores.ts';
import { type Installation, install } from './leafproof.ts';

let here: Installation;
let file: string;
const input = inputOf([
  vendorOf(
    'one',
    ['a', 'b', 'c'].map(id => simpleLot(id, 'pass')),
  ),
  vendorOf('two', [simpleLot('d', 'fail')]),
]);

beforeAll(async () => {
  here = await install();
  file = join(here.folder, 'inputs.json');
  await writeFile(file, JSON.stringify(input));
});
afterAll(async () => here.remove());

test('leafproof scores prints the same bytes as the scores were made of, and explains one vendor', async () => {
  const { status, stdout } = await here.run('scores', file);
  expect(status).toBe(0);
  expect(stdout).toBe(scoresDocument(input));
  const explained = await here.run('scores', file, '--explain', 'one');
  expect(JSON.parse(explained.stdout)).toMatchObject({
    vendor: 'one',
    scopes: { overall: { pass: '3', fail: '0' } },
    input: { id: 'one' },
  });
}, 180_000);

test('what is no scores input is told with its places, wrong use with status 2', async () => {
  const odd = join(here.folder, 'odd.json');
  await writeFile(odd, JSON.stringify({ ...input, asOf: 'yesterday' }));
  expect(await here.run('scores', odd)).toMatchObject({ status: 1, stderr: expect.stringContaining('asOf') });
  await writeFile(odd, 'no json');
  expect(await here.run('scores', odd)).toMatchObject({ status: 1 });
  expect(await here.run('scores', join(here.folder, 'nowhere.json'))).toMatchObject({ status: 2 });
  expect(await here.run('scores', file, '--explain', 'nobody')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no vendor nobody'),
  });
}, 180_000);
