import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.ts';
import { type Installation, install, jsonLines } from './leafproof.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(async () => here.remove());

test('leafproof rejudge brings verdicts up to date, by itself, by named rules, and of what was never judged', async () => {
  const sheet = join(here.folder, 'sheet.csv');
  const header = 'vendor,product,form,lot,laboratory,report_number,reported_on,analyte,result,unit,basis';
  await writeFile(sheet, `${header}\nInvented Vine,Green,powder,IV-1,Example Laboratory,R-9,2026-06-01,Lead,1.8,mg/kg,as_received\n`);
  expect(jsonLines((await here.run('import', '--json', sheet)).stdout)).toMatchObject([{ outcome: 'recorded' }]);
  expect((await here.run('rejudge')).stdout).toContain('Every verdict is up to date.');
  const named = await here.run('rejudge', '--rules', 'ri_21_28_12,yardstick_v1', '--json');
  expect(jsonLines(named.stdout)).toMatchObject([{ waiting: 0, done: 1, written: 0 }]);
  const wrong = await here.run('rejudge', '--rules', 'nonsense');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('no rule set nonsense')]);

  const store = await openStore(here.records);
  await store.em().execute('delete from verdict');
  await store.em().execute('delete from judging');
  await store.close();
  expect((await here.run('rejudge')).stdout).toMatch(/^1 samples judged again: 0 verdicts looked at, [1-9]\d* written\n$/);

  const changed = await openStore(here.records);
  await changed.em().execute("update rule_version set in_use_until = now() where rule = 'ri_21_28_12-06'");
  await changed.close();
  // a command that only looks leaves the rules in use as they are; one that records brings them up to date and says what waits
  expect((await here.run('review', 'list')).status).toBe(0);
  const looked = await openStore(here.records, { readOnly: true });
  expect(await looked.em().execute("select id from rule_version where rule = 'ri_21_28_12-06' and in_use_until is null")).toEqual([]);
  await looked.close();
  expect((await here.run('import', sheet)).stderr).toContain('1 older sample waits to be judged again');
}, 240_000);
