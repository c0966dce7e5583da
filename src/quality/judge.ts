/** Judges a sample by rule sets: interval arithmetic, and no verdict that the bounds do not carry. Pure: the date is a parameter. */
import type { Reading } from '../coa/reading.ts';
import { WORST_CASE } from './data/alkaloids.ts';
import { intakeGrams } from './derive.ts';
import { factsOf, type JudgedResult, type JudgedSample, type LabelTexts, resultsOf, type SampleFacts, testedPositions } from './input.ts';
import { judgeMeasure } from './measure.ts';
import { class3Members, judgeRatio, judgeShare, judgeSum, worstOf } from './panel.ts';
import { judgeAbsence, judgeProhibited } from './presence.ts';
import { exact } from './range.ts';
import { judgeRequirement } from './requirement.ts';
import { inForce, judgedByDefault, type Rule, type RuleSet } from './ruleset.ts';
import { type Form, REQUIREMENTS } from './ruleset-source.ts';
import { RULESETS, ruleSetById } from './rulesets.ts';
import { readSize } from './size.ts';
import { type Caveat, type Judgement, judgement, type Verdict } from './verdict.ts';

export interface JudgeOptions {
  /** ISO day whose law counts. */
  readonly date: string;
  /** Position of the sample in its file; 0 without. */
  readonly sample?: number;
  /** Every rule of the given sets, and `not_applicable` for those not in force; without it only what is in force and binding. */
  readonly chosen?: boolean;
}

export function judgeResults(sample: JudgedSample, rulesets: readonly RuleSet[], options: JudgeOptions): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const set of rulesets) {
    for (const rule of options.chosen ? set.rules : bindingRules(set))
      if (options.chosen || inForce(rule, options.date)) verdicts.push(verdictOf(rule, set, sample, options));
  }
  return verdicts;
}

const binding = new WeakMap<RuleSet, readonly Rule[]>();

/** Rule sets do not change once loaded. */
function bindingRules(set: RuleSet): readonly Rule[] {
  const known = binding.get(set) ?? set.rules.filter(judgedByDefault);
  binding.set(set, known);
  return known;
}

export interface ReadingOptions extends JudgeOptions {
  readonly rulesets?: readonly RuleSet[];
  /** Stated by the asker; they count before what is printed. */
  readonly stated?: Pick<LabelTexts, 'serving' | 'container' | 'intake'>;
  readonly form: Form | null;
}

export function judgeReading(reading: Reading, options: ReadingOptions): Verdict[] {
  return judgeResults(sampleOf(reading, options), options.rulesets ?? RULESETS, options);
}

export function sampleOf(reading: Reading, { stated = {}, form }: Pick<ReadingOptions, 'stated' | 'form'>): JudgedSample {
  const results = resultsOf(reading);
  const { sample, dates } = reading;
  const holds = [
    ...(sample.lot ? ['lot'] : []),
    ...(reading.laboratory ? ['laboratory'] : []),
    ...(dates.tested?.date ? ['tested'] : []),
    ...(results.length > 0 && results.every(result => result.printed.method !== null) ? ['method'] : []),
  ];
  const facts = factsOf(
    {
      form,
      serving: stated.serving ?? sample.servingSize?.text,
      container: stated.container ?? sample.containerSize?.text,
      intake: stated.intake ?? sample.maxDailyIntake?.text,
      moisture: sample.moisture?.text,
      holds,
      accreditation: reading.laboratoryAccreditation?.text,
      tested: dates.tested?.date ?? null,
    },
    results,
  );
  return { results, facts };
}

function verdictOf(rule: Rule, set: RuleSet, sample: JudgedSample, { date, sample: index = 0 }: JudgeOptions): Verdict {
  const judged = judgeRule(rule, set, sample, date);
  const benchmark = rule.standing === 'reference_only' && judged.verdict !== 'not_applicable';
  return {
    ruleset: set.id,
    rule: rule.id,
    sample: index,
    analyte: rule.numerator ?? rule.analyte,
    basis: rule.basis,
    limit: rule.limit,
    standing: rule.refersTo && ruleSetById(rule.refersTo)?.rules.some(r => r.standing !== 'public') ? 'unverified' : rule.standing,
    jurisdiction: set.jurisdiction,
    date,
    ...judged,
    comparison: benchmark || set.warning !== null ? (COMPARISONS[judged.verdict] ?? null) : null,
    ...(benchmark ? { verdict: 'not_applicable', reason: `a benchmark, which never decides (${judged.reason})` } : {}),
  };
}

const COMPARISONS: Partial<Record<Verdict['verdict'], 'within' | 'over' | 'open'>> = {
  pass: 'within',
  fail: 'over',
  warning: 'over',
  undecidable: 'open',
};

/** Whether a rule can say something else on `today` than on one of the days: by itself it depends on the day only by being in force. */
export const dependsOnDay = (rule: Rule, days: readonly string[], today: string): boolean =>
  rule.basis === 'reference' || REQUIREMENTS.has(rule.basis) || days.some(day => inForce(rule, day) !== inForce(rule, today));

function judgeRule(rule: Rule, set: RuleSet, sample: JudgedSample, date: string): Judgement {
  const outside = notApplicable(rule, sample.facts, date);
  if (outside) return outside;
  if (rule.basis === 'reference') return judgeReference(rule, sample, date);
  if (REQUIREMENTS.has(rule.basis)) return judgeRequirement(rule, sample, date);
  if (rule.analyte === 'class3_each') {
    const members = class3Members(sample).map(id => ({ name: id, judgement: judgeAnalyte({ ...rule, analyte: id }, set, sample) }));
    return unlessUnsure(rule, sample.facts, eachOf(members));
  }
  return unlessUnsure(rule, sample.facts, judgeAnalyte(rule, set, sample));
}

/** Of a limit for each of a class: what was tested decides, the class has no fixed panel. */
function eachOf(members: readonly { name: string; judgement: Judgement }[]): Judgement {
  return worstOf(members.filter(({ judgement: { verdict } }) => verdict !== 'not_tested'));
}

function notApplicable(rule: Rule, facts: SampleFacts, date: string): Judgement | null {
  const no = (reason: string) => judgement('not_applicable', reason);
  if (!inForce(rule, date)) {
    // what was made to expire may have been renewed: nobody may read "no limit" in it
    const after = rule.status === 'expired' && rule.effectiveTo !== null && date > rule.effectiveTo;
    return no(`not in force on ${date}${after ? `: expired ${rule.effectiveTo}, what followed is unknown` : ''}`);
  }
  if (rule.status.startsWith('not_enacted')) return no('was never seen enacted');
  if (rule.basis === 'none') return no('the source sets no limit');
  const { form } = facts;
  const all = [...(rule.forms ?? []), ...(rule.unsureForms ?? [])];
  if (rule.forms && (all.length === 0 || (form !== null && form !== 'other' && !all.includes(form))))
    return no(`applies to ${rule.appliesTo}${form === null ? '' : `, not to ${form.replace('_', ' ')}`}`);
  const most = readSize(rule.intakeUpTo)?.grams;
  const taken = most ? intakeGrams(facts) : null;
  if (most && taken?.gt(most)) return no(`applies to products taken at up to ${rule.intakeUpTo} a day, not ${taken.toFixed()} g`);
  return null;
}

/** Whether the rule means this product at all must be known before it passes or fails. */
function unlessUnsure(rule: Rule, facts: SampleFacts, judged: Judgement): Judgement {
  if (judged.verdict === 'not_tested' || judged.verdict === 'undecidable') return judged;
  const open = (need: 'form' | 'product_kind' | 'serving_size' | 'daily_intake', reason: string): Judgement => ({
    ...judged,
    verdict: 'undecidable',
    reason,
    needs: [need],
  });
  const { form } = facts;
  if (rule.forms && (form === null || form === 'other')) return open('form', `applies to ${rule.appliesTo}; the form is not known`);
  if (form !== null && rule.unsureForms?.includes(form))
    return open('product_kind', `whether it applies to this ${form.replace('_', ' ')} is not clear`);
  if (rule.product && !finished(facts)) return open('serving_size', 'applies to finished dosage forms; no serving size is known');
  return judged;
}

/** Leaf and powder sold with a serving size are taken as they are. */
const finished = ({ form, serving, intake }: SampleFacts): boolean =>
  serving !== null || intake !== null || (form !== null && ['capsule', 'tablet', 'gummy', 'liquid', 'tea_bag'].includes(form));

function judgeReference(rule: Rule, sample: JudgedSample, date: string): Judgement {
  const meant = rule.refersTo === undefined ? undefined : ruleSetById(rule.refersTo);
  if (!meant) {
    const tested = sample.results.some(({ panel }) => panel === rule.analyte);
    return tested
      ? judgement('undecidable', `the limits are those of ${rule.value}, a text that was not read`, { needs: ['rule_text'] })
      : judgement('not_tested', 'not tested');
  }
  return unlessUnsure(rule, sample.facts, wholeSet(meant, sample, date));
}

const whole = new WeakMap<JudgedSample, Map<string, Judgement>>();

/** Several laws refer to one text: it is judged once a sample. */
function wholeSet(meant: RuleSet, sample: JudgedSample, date: string): Judgement {
  const known = whole.get(sample) ?? new Map<string, Judgement>();
  whole.set(sample, known);
  const key = `${meant.id} ${date}`;
  const earlier = known.get(key);
  if (earlier) return earlier;
  const judged = meant.rules
    .filter(each => inForce(each, date))
    .map(each => ({ name: each.analyte, judgement: judgeRule(each, meant, sample, date) }))
    // a class of solvents whose members are not all listed cannot be missing from a panel
    .filter(({ name, judgement: { verdict } }) => name !== 'class3_each' || verdict !== 'not_tested');
  const worst = worstOf(judged);
  known.set(key, worst);
  return worst;
}

function judgeAnalyte(rule: Rule, set: RuleSet, sample: JudgedSample): Judgement {
  const { results, facts } = sample;
  const subject = rule.numerator ?? rule.analyte;
  const found = testedPositions(results, subject);
  if (found.length > 0) {
    if (rule.basis === 'share_of_alkaloids')
      return best(
        found.map(index => ranked(withCaveats(judgeShare(rule, set, sample, index), results, subject, results[index]), results[index]!)),
      );
    if (rule.basis === 'ratio') return best(found.map(index => ranked(judgeRatio(rule, set, sample, index), results[index]!)));
    return best(found.map(index => judgeOne(rule, set, results, index, facts)));
  }
  return judgeSum(rule, set, sample) ?? byAnotherSpecies(rule, set, sample) ?? judgement('not_tested', 'not tested');
}

function judgeOne(rule: Rule, set: RuleSet, results: readonly JudgedResult[], index: number, facts: SampleFacts): Ranked {
  const result = results[index]!;
  const judged =
    rule.basis === 'absent'
      ? judgeAbsence(rule, result)
      : rule.basis === 'prohibited'
        ? judgeProhibited(result)
        : measureOf(rule, set, result, facts);
  return ranked({ ...withCaveats(judged, results, rule.analyte, result), results: [index] }, result);
}

const ranked = (judged: Judgement, { kind }: JudgedResult): Ranked =>
  judged.verdict === 'undecidable' && DETECTED.has(kind) ? { ...judged, detected: true } : judged;

const DETECTED: ReadonlySet<string> = new Set(['quantified', 'estimated', 'present', 'detected_not_quantified', 'above_limit', 'range']);

/** A limit that holds up to a daily intake gives way above it to the daily exposure. A sum whose rule counts "not detected" as nothing is 0 then. */
function measureOf(rule: Rule, set: RuleSet, result: JudgedResult, facts: SampleFacts): Judgement {
  if (rule.notDetectedCounts === 'zero' && result.kind === 'not_detected')
    return judgement('pass', 'not detected, which the rule counts as 0', {
      value: { lower: '0', upper: '0', unit: rule.judgedUnit ?? '' },
    });
  if (rule.holdsUpTo === undefined) return judgeMeasure(rule, set, result, facts);
  const grams = intakeGrams(facts);
  if (grams === null) {
    const judged = judgeMeasure(rule, set, result, facts);
    return { ...judged, caveats: [...judged.caveats, 'limit_up_to_intake'] };
  }
  if (grams.lte(exact(rule.holdsUpTo.replace(/ g$/, '')))) return judgeMeasure(rule, set, result, facts);
  const [value = '0', unit = 'mg/day'] = (rule.dailyExposure ?? '').split(' ');
  return judgeMeasure(
    { ...rule, basis: 'per_day', value, unit, judgedUnit: unit, limit: `${rule.comparator} ${value} ${unit}` },
    set,
    result,
    facts,
  );
}

/** Total arsenic can pass, never fail, an inorganic limit; the species are part of the total, so they can fail, never pass, its limit. */
function byAnotherSpecies(rule: Rule, set: RuleSet, { results, facts }: JudgedSample): Judgement | null {
  const total = WORST_CASE[rule.analyte];
  const species = Object.keys(WORST_CASE).find(id => WORST_CASE[id] === rule.analyte);
  const other = total ?? species;
  const positions = other === undefined ? [] : testedPositions(results, other);
  if (positions.length === 0 || other === undefined) return null;
  const judged = best(positions.map(index => judgeOne(rule, set, results, index, facts)));
  const carries = total === undefined ? 'fail' : 'pass';
  if (judged.verdict === carries || (judged.verdict === 'warning' && carries === 'fail'))
    return {
      ...judged,
      reason: `${judged.reason} (by ${other})`,
      caveats: total === undefined ? judged.caveats : [...judged.caveats, 'total_stands_for_species'],
    };
  if (judged.verdict === 'undecidable') return judged;
  return { ...judged, verdict: 'undecidable', reason: `only ${other} was measured: ${judged.reason}`, needs: ['speciation'] };
}

/** With what ranks an undecidable result: whether something was found. */
interface Ranked extends Judgement {
  readonly detected?: boolean;
}

const RANK: Record<Judgement['verdict'], number> = { fail: 5, warning: 4, pass: 2, undecidable: 1, not_tested: 0, not_applicable: 0 };
const rank = (judged: Ranked): number => (judged.detected ? 3 : RANK[judged.verdict]);

/** Of several results of one analyte: a fail stays a fail whatever a retest says; something found and unplaced keeps the rest from passing. */
function best(judged: readonly Ranked[]): Judgement {
  const { detected: _, ...first } = judged.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  return first;
}

const INSEPARABLE = new Set(['7_hydroxymitragynine', 'mitragynine_pseudoindoxyl']);

/** What to know of the method and of the reading. GC-MS cannot separate 7-OH from mitragynine pseudoindoxyl. */
function withCaveats(judged: Judgement, results: readonly JudgedResult[], analyte: string, own?: JudgedResult): Judgement {
  const result = own ?? results.find(each => each.analyte === analyte);
  const more: Caveat[] = [];
  if (INSEPARABLE.has(analyte) && /\bGC\b|GC[-/]/i.test(result?.printed.method ?? '')) more.push('gc_cannot_separate');
  if (result && (result.confidence < 0.9 || result.flags.length > 0)) more.push('doubtful_reading');
  return more.length === 0 ? judged : { ...judged, caveats: [...judged.caveats, ...more] };
}
