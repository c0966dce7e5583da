import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { analyteById } from '../../src/coa/analyte.ts';
import { unitByCode } from '../../src/coa/unit.ts';
import { JURISDICTIONS } from '../../src/quality/data/jurisdictions.ts';
import { DEFAULT_PROFILE, PROFILES, profileById, ruleSetsOf } from '../../src/quality/profile.ts';
import { inForce, judgedByDefault, type Rule, ruleSetOf } from '../../src/quality/ruleset.ts';
import type { RuleSetSource } from '../../src/quality/ruleset-source.ts';
import { RULESETS, ruleSetById } from '../../src/quality/rulesets.ts';

const rules = RULESETS.flatMap(set => set.rules);
const reference = join(process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus'), '..', 'reference');
const csv = (name: string): Record<string, string>[] => parse(readFileSync(join(reference, name)), { columns: true });
const whereReference = existsSync(join(reference, 'limits.csv')) ? test : test.skip;
if (whereReference === test.skip) console.warn(`Skipped: no reference facts at ${reference}`);

/** A row of the reference as our rule has it. */
const asRow = (rule: Rule) => {
  const set = ruleSetById(rule.ruleset)!;
  return {
    limit_id: rule.id,
    ruleset_id: set.id,
    ruleset_name: set.title,
    jurisdiction: set.jurisdiction,
    legal_force: set.force,
    analyte_id: rule.analyte,
    comparator: rule.comparator,
    value: rule.value ?? '',
    unit: rule.unit ?? '',
    basis: rule.basisText ?? '',
    applies_to: rule.appliesTo,
    effective_from: rule.effectiveFrom ?? '',
    effective_to: rule.effectiveTo ?? '',
    status: rule.status,
    notes: rule.notes,
    source_title: rule.source.title,
    source_url: rule.source.url,
    section: rule.source.section,
    quote_short: rule.source.quote,
    retrieved_from: rule.source.retrievedFrom,
    confidence: rule.confidence,
  };
};

whereReference('every limit of the reference is carried over, word for word', () => {
  const rows = csv('limits.csv');
  expect(rows.length).toBeGreaterThan(200);
  const carried = new Map(rules.map(rule => [rule.id, rule]));
  for (const row of rows) expect(asRow(carried.get(row.limit_id!)!)).toEqual(row);
});

whereReference('every jurisdiction of the reference is carried over', () => {
  const rows = csv('jurisdictions.csv');
  expect(JURISDICTIONS.map(({ id }) => id)).toEqual(rows.map(row => row.jurisdiction));
  for (const [i, row] of rows.entries()) {
    const { source, ...own } = JURISDICTIONS[i]!;
    const ours = {
      ...{ jurisdiction: own.id, status: own.status, min_age: own.minimumAge, alkaloid_or_contaminant_rule: own.rule },
      ...{ label_requirements: own.label, testing_registration: own.testing, effective_from: own.effectiveFrom },
      ...{ effective_to: own.effectiveTo, notes: own.notes, source_title: source.title, source_url: source.url },
      ...{ quote_short: source.quote, retrieved_from: source.retrievedFrom, confidence: own.confidence },
    };
    expect(Object.fromEntries(Object.entries(ours).map(([name, value]) => [name, value ?? '']))).toEqual(row);
  }
});

test('ids are unique and name their set', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(new Set(RULESETS.map(({ id }) => id)).size).toBe(RULESETS.length);
  for (const rule of rules) expect(rule.id.startsWith(`${rule.ruleset}-`)).toBe(true);
});

const NO_ANALYTE = new Set([
  'product_form',
  'residual_solvents',
  'microbes',
  'ratio_mitragynine_to_7oh',
  'class3_each',
  'certificate',
  'panels',
  'tests',
  'laboratory',
]);

test('every rule with a number has an analyte and a unit that results can have', () => {
  for (const rule of rules) {
    if (!NO_ANALYTE.has(rule.analyte)) expect([rule.id, analyteById(rule.analyte)?.id]).toEqual([rule.id, rule.analyte]);
    if (/^per_/.test(rule.basis)) expect([rule.id, unitByCode(rule.judgedUnit ?? '')?.code]).toEqual([rule.id, rule.judgedUnit]);
  }
});

test('only text that was seen can say "over" in public', () => {
  for (const rule of rules) {
    if (rule.standing === 'public')
      expect([rule.confidence, /in_force|superseded|expired/.test(rule.status) || rule.status]).toEqual(['high', true]);
    if (rule.status === 'reference_only') expect(rule.standing).toBe('reference_only');
  }
  expect(rules.filter(rule => rule.standing === 'public').length).toBeGreaterThan(80);
});

test('a rule set that is not as the schema wants it is refused by name', () => {
  const good: RuleSetSource = {
    id: 'x',
    title: 'x',
    jurisdiction: 'US',
    force: 'statute',
    rules: [{ id: 'x-1', analyte: 'lead', comparator: '<', value: '1', unit: 'ppm', basis: 'per_gram' }],
  };
  expect(ruleSetOf(good).rules[0]).toMatchObject({ limit: '< 1 mg/kg', standing: 'unverified' });
  expect(() => ruleSetOf({ ...good, rules: [{ ...good.rules[0]!, value: 'about one' }] })).toThrow(/exact decimal/);
  expect(() => ruleSetOf({ ...good, effectiveFrom: 'last May' })).toThrow(/year, a month or a day/);
  expect(() => ruleSetOf({ ...good, rules: [] })).toThrow();
});

test.each([
  ['2026-04-01', null, '2026-03-31', false],
  ['2026-04-01', null, '2026-04-01', true],
  ['2013', '2023-05-31', '2013-01-01', true],
  ['2013', '2023-05-31', '2012-12-31', false],
  ['2013', '2023-05-31', '2023-05-31', true],
  ['2013', '2023-05-31', '2023-06-01', false],
  ['2012-07', null, '2012-07-01', true],
  ['2012-07', null, '2012-06-30', false],
  [null, null, '1900-01-01', true],
  [null, '2022', '2022-01-01', true],
  [null, '2022', '2022-01-02', false],
])('in force from %s to %s on %s: %s', (effectiveFrom, effectiveTo, date, expected) => {
  expect(inForce({ effectiveFrom, effectiveTo }, date)).toBe(expected);
});

test('benchmarks, proposals, what was not enacted and the yardstick must be asked for', () => {
  const left = new Set(rules.filter(rule => !judgedByDefault(rule)).map(rule => rule.ruleset));
  expect([...left].sort()).toEqual(
    [
      'fda_irl_pb_2018',
      'fda_irl_pb_2022',
      'ichq3d',
      'nsf173_vendor',
      'or_kcpa',
      'us_dea_7oh_noi',
      'wa_wac_314_55_108',
      'yardstick_v1',
    ].sort(),
  );
});

test('profiles name rule sets that exist; the default is no "strictest of all"', () => {
  for (const profile of PROFILES)
    expect(
      ruleSetsOf(profile)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...profile.rulesets].sort());
  expect(profileById(DEFAULT_PROFILE)?.rulesets).not.toContain('ichq3d');
  expect(DEFAULT_PROFILE).not.toBe('strictest');
});
