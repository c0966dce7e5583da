import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../src/quality/scorecard-explain.ts';
import { inputOf, simpleLot, vendorOf } from './scores.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'scorecard.md'), 'utf8');
const example = text.slice(text.indexOf('## A worked example'), text.indexOf('## What the model can'));
const rows = [...example.matchAll(/^\| (W-\d) \| (\S+) \| (pass|fail|undecidable) \| (\S+) \| (\S+) \|$/gm)].map(
  row => row.slice(1) as string[],
);

test('the worked example of docs/scorecard.md is what the code computes', () => {
  expect(rows).toHaveLength(5);
  const lots = rows.map(([lot, date, outcome]) => simpleLot(lot!, outcome as 'pass', date));
  const { overall } = explain(inputOf([vendorOf('worked', lots)]), 'worked')!.scopes;
  expect(overall.lots.map(({ lot, date, outcome, months, weight }) => [lot, date, outcome, months ?? '–', weight ?? '–'])).toEqual(rows);
  const { estimate, lower, upper, bounds } = overall.result;
  for (const value of [overall.pass, overall.fail, estimate, lower, upper, ...bounds!]) expect(example).toContain(` ${value}`);
  expect(overall.steps.join(' ')).toContain(`Estimate α/(α + β) = ${estimate}; interval BETA.INV(0.05; α; β) = ${lower}`);
});
