import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Installation, install } from './leafproof.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(async () => here.remove());

const given = async (text: string) => {
  const file = join(here.folder, 'values.csv');
  await writeFile(file, text);
  return file;
};

test('leafproof stats prints every method, numbers as strings, null where there is none', async () => {
  const file = await given('obs,censored\n20,FALSE\n10,TRUE\n10,TRUE\n10,TRUE\n10,TRUE\n7,FALSE\n3,FALSE\n3,TRUE\n3,TRUE\n,TRUE\n');
  const { status, stdout } = await here.run('stats', '--json', file);
  expect(status).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ n: 9, censored: 6, excluded: 1, refused: {} });
  expect(report.methods.kaplan_meier).toEqual({ median: '3', mean: '5.7777778', sd: '6.776867', q25: null, q75: '7', q90: null });
  expect(report.methods.substitution_full.mean).toBe('8.4444444');
  expect(report.warnings.mle_lognormal).toHaveLength(2);
}, 180_000);

test('intervals are taken as such', async () => {
  const file = await given('Lower,Upper\n1,1\n2,2\n3,3\n4,4\n0.5,1.5\n,0.5\n30,\n,\n');
  const { status, stdout } = await here.run('stats', '--json', file);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ n: 7, censored: 3, excluded: 1, refused: { ros_lognormal: expect.any(String) } });
}, 180_000);

test.each([
  ['obs,censored\n1,FALSE\n<0.5,TRUE\n', 'line 3: obs "<0.5"'],
  ['obs,censored\n1,FALSE\n2,maybe\n', 'line 3: censored is "maybe"'],
  ['obs,censored\n1\n', 'line 2'],
  ['lower,upper\n2,1\n', 'line 2: lower (2) is above upper (1)'],
  ['value\n2\n', 'line 1: the columns'],
  ['obs,censored\n', 'no line with a value'],
])(
  'a line that means nothing is named: %j',
  async (text, message) => {
    const { status, stderr } = await here.run('stats', await given(text));
    expect({ status, named: stderr.includes(message) || stderr }).toEqual({ status: 1, named: true });
  },
  60_000,
);

test('wrong use is status 2', async () => {
  expect(await here.run('stats', join(here.folder, 'nowhere.csv'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no such file'),
  });
  expect(await here.run('stats')).toMatchObject({ status: 2 });
}, 180_000);
