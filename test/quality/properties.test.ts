import fc from 'fast-check';
import { compareWith, type Limit } from '../../src/quality/compare.ts';
import { KRATOM_ALKALOIDS } from '../../src/quality/data/alkaloids.ts';
import { factsOf, type JudgedResult } from '../../src/quality/input.ts';
import { dependsOnDay, judgeResults } from '../../src/quality/judge.ts';
import { exact, type Range } from '../../src/quality/range.ts';
import { RULESETS } from '../../src/quality/rulesets.ts';
import { judgeOne, oneRule, results } from './sample.ts';

const amount = fc.integer({ min: 0, max: 4000 }).map(n => (n / 1000).toFixed(3));
const limit: fc.Arbitrary<Limit> = fc.record({
  comparator: fc.constantFrom('<', '<=', '>', '>='),
  value: fc.integer({ min: 1, max: 3000 }).map(n => exact(n).div(1000)),
  ambiguousAtEquality: fc.boolean(),
});
const range: fc.Arbitrary<Range> = fc
  .tuple(fc.option(amount), fc.option(amount), fc.boolean(), fc.boolean())
  .map(([a, b, lowerClosed, upperClosed]) => {
    const [low, high] = a !== null && b !== null && Number(a) > Number(b) ? [b, a] : [a, b];
    const one = low !== null && low === high;
    return {
      lower: low === null ? null : exact(low),
      upper: high === null ? null : exact(high),
      lowerClosed: one || lowerClosed,
      upperClosed: one || upperClosed,
    };
  });

test('a wider range never settles what a narrower one left open, nor turns one verdict into the other', () => {
  fc.assert(
    fc.property(range, limit, amount, amount, (narrow, to, down, up) => {
      const wide: Range = {
        lower: narrow.lower && (narrow.lower.lt(down) ? exact(0) : narrow.lower.minus(down)),
        upper: narrow.upper?.plus(up) ?? null,
        lowerClosed: narrow.lowerClosed || Number(down) > 0,
        upperClosed: narrow.upperClosed || Number(up) > 0,
      };
      const [before, after] = [compareWith(narrow, to), compareWith(wide, to)];
      expect([before, 'open']).toContain(after);
    }),
  );
});

test('a range that settles a limit settles it as every value in it does', () => {
  fc.assert(
    fc.property(range, limit, amount, (within, to, value) => {
      const at = exact(value);
      const inside =
        (within.lower === null || at.gt(within.lower) || (within.lowerClosed && at.eq(within.lower))) &&
        (within.upper === null || at.lt(within.upper) || (within.upperClosed && at.eq(within.upper)));
      const outcome = compareWith(within, to);
      if (!inside || outcome === 'open') return;
      expect(compareWith({ lower: at, upper: at, lowerClosed: true, upperClosed: true }, to)).toBe(outcome);
    }),
  );
});

test('the unit a value is printed in never changes a verdict', () => {
  const set = oneRule({ analyte: 'lead', comparator: '<', value: '1.2', unit: 'ppm', basis: 'per_gram' });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4000 }), fc.constantFrom('', '<'), (thousandths, sign) => {
      const printings: [string, string][] = [
        [(thousandths / 1000).toFixed(3), 'mg/kg'],
        [(thousandths / 1000).toFixed(3), 'ug/g'],
        [String(thousandths), 'ppb'],
        [(thousandths / 1_000_000).toFixed(6), 'mg/g'],
      ];
      expect(new Set(printings.map(([value, unit]) => judgeOne([['Lead', sign + value, unit]], set).verdict)).size).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test('a rule that does not depend on the day says the same on both', () => {
  const days = [...new Set(RULESETS.flatMap(({ rules }) => rules.flatMap(rule => [rule.effectiveFrom, rule.effectiveTo])))].filter(
    day => day !== null,
  );
  const day = fc.constantFrom('2019-06-01', '2026-09-01', ...days);
  const panel = (lead: string) =>
    results([
      ['Lead', lead, 'mg/kg'],
      ['Mitragynine', '14.2', 'mg/g'],
      ['7-Hydroxymitragynine', '0.4', 'mg/g'],
      ['Salmonella', 'Negative', '/25 g'],
    ]);
  fc.assert(
    fc.property(day, day, amount, (before, today, lead) => {
      const judged = panel(lead);
      const [then, now] = [before, today].map(date =>
        judgeResults({ results: judged, facts: factsOf({}, judged) }, RULESETS, { date, chosen: true }),
      );
      const same = new Set(RULESETS.flatMap(({ rules }) => rules.filter(rule => !dependsOnDay(rule, [before], today)).map(({ id }) => id)));
      const said = (verdicts: typeof then) => verdicts!.filter(({ rule }) => same.has(rule)).map(({ rule, verdict }) => [rule, verdict]);
      expect(said(now)).toEqual(said(then));
    }),
    { numRuns: 40 },
  );
});

const alkaloid = (analyte: string, value: string): JudgedResult => ({
  ...results([['Mitragynine', '1', 'mg/g']])[0]!,
  analyte,
  number: value,
  lower: value,
  upper: value,
});
const SHARES = RULESETS.filter(set => set.id === 'ms_hb1077' || set.id === 'tx_kcpa');

test('a longer panel never turns the pass of a share into a fail or leaves it open', () => {
  const more = fc.array(fc.tuple(fc.constantFrom(...KRATOM_ALKALOIDS.slice(2)), amount), { maxLength: 12 });
  fc.assert(
    fc.property(amount, amount, more, (own, main, longer) => {
      const short = [alkaloid('7_hydroxymitragynine', own), alkaloid('mitragynine', main)];
      const words = (panel: JudgedResult[]) =>
        judgeResults({ results: panel, facts: factsOf({}, panel) }, SHARES, { date: '2026-09-01', chosen: true })
          .filter(({ basis }) => basis === 'share_of_alkaloids')
          .map(each => each.verdict);
      const distinct = [...new Map(longer).entries()].map(([id, value]) => alkaloid(id, value));
      const [before, after] = [words(short), words([...short, ...distinct])];
      for (const [i, word] of before.entries()) if (word === 'pass') expect(after[i]).toBe('pass');
    }),
    { numRuns: 100 },
  );
});

test('no sample makes any rule throw, and undecidable always says what would decide it', () => {
  const value = fc.constantFrom('0.5', '12', 'ND', '<0.1', '<LOQ', 'Detected', 'Absent', 'Pass', 'TNTC', '1-2', '');
  const unit = fc.constantFrom('mg/g', 'mg/kg', '%', 'mg/tablet', 'mg/mL', 'CFU/g', 'MPN/g', undefined);
  const name = fc.constantFrom('Lead', 'Arsenic', 'Mitragynine', '7-OH', 'Salmonella', 'Methanol', 'MGM-15', 'Total Aerobic Plate Count');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, value, unit), { maxLength: 5 }),
      fc.constantFrom(undefined, '2.4 g', '2 capsules', '5 mL'),
      (rows, size) => {
        const judged = results(rows);
        const facts = factsOf({ form: 'powder', serving: size, intake: size }, judged);
        for (const each of judgeResults({ results: judged, facts }, RULESETS, { date: '2026-09-01', chosen: true })) {
          expect(each.reason).not.toBe('');
          if (each.verdict === 'undecidable') expect(each.needs.length).toBeGreaterThan(0);
          if (each.standing === 'reference_only') expect(each.verdict).toMatch(/^not_/);
        }
      },
    ),
    { numRuns: 60 },
  );
});
