/** Our verdicts against those that laboratories print, by a rule set made of the limits they print beside them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLimit } from '../../src/coa/limit.ts';
import { readUnit } from '../../src/coa/unit.ts';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { factsOf, type JudgedResult, resultsOf } from '../../src/quality/input.ts';
import { judgeResults } from '../../src/quality/judge.ts';
import { corpus } from '../importers/corpus.ts';
import { judgeOne, oneRule } from './sample.ts';

/** Up to the printed limit, and over only by more than the uncertainty: `V` keeps to it, `Vn` with regard to the uncertainty, `N` does not. */
const upTo = (analyte: string, limit: string, unit: string) =>
  oneRule({ analyte, comparator: '<=', value: limit, unit, basis: 'per_gram' }, { uncertainty: 'favours_product' });

test.each([
  // as two Prague laboratories print them; the last rows say what `Vn` and `N` mean at |value - limit| = U and beside it
  ['Mitragynine', 'mitragynine', '1.5', '0.2', '%', '2.5', 'pass', 'pass'],
  ['7-OH', '7_hydroxymitragynine', '0.0067', '0.0010', '%', '0.1', 'pass', 'pass'],
  ['Mercury', 'mercury_total', '0.011', '0.001', 'mg/kg', '0.10', 'pass', 'pass'],
  ['Lead', 'lead', '0.64', '0.08', 'mg/kg', '3', 'pass', 'pass'],
  ['Cadmium', 'cadmium', '0.02', '0.003', 'mg/kg', '1', 'pass', 'pass'],
  ['Arsenic', 'arsenic_total', '0.13', '0.02', 'mg/kg', '0.50', 'pass', 'pass'],
  ['Lead', 'lead', '3.0', '0.4', 'mg/kg', '3', 'pass', 'conditional pass'],
  ['Lead', 'lead', '2.6', '0.4', 'mg/kg', '3', 'pass', 'conditional pass'],
  ['Lead', 'lead', '3.1', '0.4', 'mg/kg', '3', 'pass', 'conditional fail'],
  ['Lead', 'lead', '3.4', '0.4', 'mg/kg', '3', 'pass', 'conditional fail'],
  ['Lead', 'lead', '3.41', '0.4', 'mg/kg', '3', 'fail', 'fail'],
  ['Lead', 'lead', '3.1', undefined, 'mg/kg', '3', 'fail', null],
] as const)('%s (%s) %s ± %s %s, limit %s %s: %s', (name, analyte, value, uncertainty, unit, limit, word, ilac) => {
  const judged = judgeOne([[name, value, unit, uncertainty === undefined ? {} : { uncertainty }]], upTo(analyte, limit, unit));
  expect([judged.verdict, judged.ilac]).toEqual([word, ilac]);
});

const REPORTS = ['vscht-green-alkaloids-metals', 'vscht-green-mycotoxins', 'vscht-green-microbes', 'vscht-white-full'].map(name =>
  join(corpus, 'pdf', `${name}.pdf`),
);
const there = REPORTS.every(file => existsSync(file));
if (!there) console.warn(`skipped: no reports in ${corpus}`);

const OURS = { V: 'pass', Vn: 'pass', N: 'fail' } as const;

/** Null where no verdict, or no number, is printed beside the value. */
function compared(result: JudgedResult & { readonly printed: { readonly verdict: string | null; readonly unit: string | null } }) {
  const expected = OURS[result.printed.verdict as keyof typeof OURS];
  const limit = result.printed.limit === null ? null : readLimit(result.printed.limit, { decimalMark: ',', panel: result.panel });
  const unit = readUnit(result.printed.unit ?? '').unit?.code;
  if (!expected || result.analyte === null || limit?.kind !== 'max' || unit === undefined) return null;
  const results = [result];
  const [verdict] = judgeResults({ results, facts: factsOf({}, results) }, [upTo(result.analyte, limit.number.text, unit)], {
    date: '2026-09-01',
    chosen: true,
  });
  return { name: result.analyte, printed: expected, ours: verdict?.verdict };
}

(there ? test : test.skip)(
  'under the limits that these reports print, our verdicts are the printed ones',
  async () => {
    const pool = createReaderPool({ size: 1 });
    try {
      const all = [];
      for (const path of REPORTS) {
        const { readings } = await pool.read({ name: path, path });
        all.push(...readings.flatMap(reading => resultsOf(reading).map(result => compared(result as Parameters<typeof compared>[0]))));
      }
      const found = all.filter(each => each !== null);
      expect(found.filter(({ printed, ours }) => printed !== ours)).toEqual([]);
      expect(found.length).toBeGreaterThanOrEqual(14);
    } finally {
      await pool.close();
    }
  },
  120_000,
);
