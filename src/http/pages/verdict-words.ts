/** Words for verdicts. A pass is never more than “no tested limit exceeded”, a fail never more than “over” one rule in this sample. */
import { analyteById } from '../../coa/analyte.ts';
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import { REQUIREMENTS, type RuleBasis } from '../../quality/ruleset-source.ts';
import type { Caveat, Need, Verdict, VerdictWord } from '../../quality/verdict.ts';
import type { ChosenDate, SizeName } from './choice.ts';
import { dateWords, groupDigits, unitWords } from './words.ts';

export const NOTHING_OVER = 'No tested limit exceeded in this sample.';

/** In the breath of a sentence that no limit is exceeded, and under what is over. */
export const OVER_TODAY = 'By the law of today something is over: see below.';
export const NOT_THEN = 'The rules of the day that counts above do not say so; those in force today do.';

/** The kinds a reader tells apart: an “over” that rests on a text not verified is one of its own. */
export type Shade = VerdictWord | 'unverified';

export const shadeOf = ({ verdict, standing }: Pick<Verdict, 'verdict' | 'standing'>): Shade =>
  verdict === 'fail' && standing !== 'public' ? 'unverified' : verdict;

/** Worst first. */
export const SHADES: readonly Shade[] = ['fail', 'unverified', 'warning', 'undecidable', 'not_tested', 'pass', 'not_applicable'];

export const SHADE_WORDS: Record<Shade, string> = {
  fail: 'over',
  unverified: 'over, text not verified',
  warning: 'above a warning level',
  undecidable: 'undecidable',
  not_tested: 'not tested',
  pass: 'not over',
  not_applicable: 'does not apply',
};

const FOUND = new Set<RuleBasis>(['absent', 'prohibited']);

/** The word of one verdict, fit to what its rule asks. */
export function verdictWord(verdict: Pick<Verdict, 'verdict' | 'standing' | 'basis'>, rule: Pick<Rule, 'status' | 'comparator'>): string {
  const shade = shadeOf(verdict);
  if (shade === 'unverified' && rule.status === 'yardstick') return 'over the yardstick';
  if (shade === 'fail' || shade === 'unverified')
    return failWord(verdict.basis, rule.comparator) + (shade === 'fail' ? '' : ', text not verified');
  if (shade === 'pass' && FOUND.has(verdict.basis)) return 'not found';
  if (shade === 'pass' && rule.comparator.startsWith('>')) return 'not under';
  if (shade === 'pass' && REQUIREMENTS.has(verdict.basis)) return 'met';
  return SHADE_WORDS[shade];
}

function failWord(basis: RuleBasis, comparator: string): string {
  if (FOUND.has(basis)) return 'found';
  if (comparator.startsWith('>')) return 'under';
  return REQUIREMENTS.has(basis) ? 'not met' : 'over';
}

/** What would decide it. */
export const NEED_WORDS: Record<Need, string> = {
  accreditation: 'an accreditation printed on the certificate',
  basis: 'knowing whether the value is by dry weight',
  alkaloid_panel: 'a panel with more of the alkaloids, so that the share is of all of them',
  container_size: 'the size of the container',
  daily_intake: 'the amount taken in a day',
  density: 'the density of the product',
  form: 'the form of the product',
  limit_of_detection: 'the laboratory’s detection limit',
  lower_limit_of_quantification: 'a method that sees less',
  method: 'the method used',
  moisture: 'the moisture of the sample',
  other_result: 'another result',
  panel: 'the results that are missing from the panel',
  product_kind: 'knowing what exactly the product is',
  rule_text: 'a clear text of the rule',
  serving_size: 'the size of a serving',
  speciation: 'a measurement of the species the rule means',
  test_portion: 'a larger test portion',
  tested_date: 'the day of the tests',
  unit_mass: 'the mass of one unit',
};

/** Needs that a visitor can state. */
export const STATED_NEEDS: Partial<Record<Need, SizeName>> = {
  daily_intake: 'intake',
  serving_size: 'serving',
  container_size: 'container',
  unit_mass: 'serving',
};

export const CAVEAT_WORDS: Record<Caveat, string> = {
  basis_not_printed: 'taken as received: the certificate does not say whether by dry weight',
  coverage_factor: 'allows for alkaloids that the panel did not measure',
  doubtful_reading: 'this value was hard to read; look at the certificate',
  gc_cannot_separate: 'gas chromatography cannot separate 7-hydroxymitragynine from mitragynine pseudoindoxyl',
  limit_up_to_intake: 'the limit holds up to a daily intake, which is not known',
  portion_from_limit: 'the test portion is taken from the limit printed beside the result',
  rests_on_lod: 'rests on the detection limit: the laboratory cannot measure as little as the limit',
  total_stands_for_species: 'the total was measured; the part the rule means is at most that',
  within_typical_uncertainty: 'within the uncertainty laboratories commonly state; none is printed here',
  within_uncertainty: 'within the uncertainty printed for the value',
};

export const BASIS_OF_LIMIT: Partial<Record<RuleBasis, string>> = {
  per_gram: 'per gram as sold',
  per_gram_dry: 'per gram of dry weight',
  per_ml: 'per millilitre',
  per_serving: 'per serving',
  per_container: 'per container',
  per_article: 'per article',
  per_day: 'per day',
  share_of_alkaloids: 'share of all alkaloids',
  ratio: 'ratio',
  absent: 'absent in the portion tested',
  prohibited: 'no amount allowed',
  product_form: 'form of the product',
  reference: 'limits of another text',
  none: 'no limit set',
  panel_required: 'panels required',
  document_required: 'what the certificate must hold',
  accreditation: 'accreditation of the laboratory',
  freshness: 'age of the tests',
};

/** How far a rule can be relied on; null for a binding text that was seen. */
export function standingWords(rule: Pick<Rule, 'standing' | 'status'>): string | null {
  if (rule.status === 'yardstick') return 'a yardstick, not a law';
  if (rule.standing === 'reference_only') return 'a benchmark, which never decides';
  if (rule.status === 'proposed') return 'only proposed';
  if (rule.status.startsWith('not_enacted')) return 'never seen enacted';
  return rule.standing === 'unverified' ? 'text not verified' : null;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  certificate: 'What the certificate holds',
  panels: 'Panels',
  tests: 'Age of the tests',
  laboratory: 'Laboratory',
  product_form: 'Form of the product',
  residual_solvents: 'Residual solvents',
  microbes: 'Microbes',
  total_alkaloids: 'Total alkaloids',
  class3_each: 'Each other solvent of class 3',
  ratio_mitragynine_to_7oh: 'Mitragynine to 7-hydroxymitragynine',
};

export const subjectWords = (id: string): string => analyteById(id)?.name ?? SUBJECTS[id] ?? capital(id.replaceAll('_', ' '));

/** The dictionary's; null for what it does not hold. */
export const knownName = (id: string | null): string | null => (id === null ? null : (analyteById(id)?.name ?? null));

export const hasPage = (id: string): boolean => analyteById(id) !== undefined;

const SIGNS: Readonly<Record<string, string>> = { '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' };

/** `under 1.2 mg/kg`, `at most 1 mg per serving`, `absent in 25 g`. */
export function limitWords(rule: Pick<Rule, 'limit' | 'basis' | 'comparator' | 'requires' | 'refersTo' | 'value'>): string {
  if (rule.basis === 'per_day') return `${signed(rule.limit).replace(/ ?\/day$/, '')} a day`;
  if (rule.requires) return rule.requires.map(each => REQUIRED_WORDS[each] ?? each).join(', ');
  return signed(rule.limit);
}

function signed(limit: string): string {
  const [, sign = '', number = '', rest = ''] = /^(<=|>=|<|>) (\S+)(.*)$/.exec(limit) ?? [];
  return sign === ''
    ? limit
    : `${SIGNS[sign]} ${groupDigits(number)}${unitWords(rest.trim()) === '' ? '' : `\u00a0${unitWords(rest.trim())}`}`;
}

export const REQUIRED_WORDS: Readonly<Record<string, string>> = {
  lot: 'the lot number',
  tested: 'the day of the tests',
  method: 'the method of every result',
  laboratory: 'the laboratory',
  metals: 'heavy metals',
  microbes: 'microbes',
  foreign_matter: 'foreign matter',
};

export function rulesetShort(set: Pick<RuleSet, 'title'>): string {
  return set.title.replace(/ \(.*\)$/, '');
}

/** Identifiers inside the judge’s reasons as people say them. */
export function reasonWords(reason: string): string {
  return reason
    .replaceAll(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, id => (analyteById(id)?.name ?? SUBJECTS[id] ?? id.replaceAll('_', ' ')).toLowerCase())
    .replaceAll(/(<=|>=|<|>) (?=\d)/g, (_, sign: string) => `${SIGNS[sign]} `)
    .replaceAll(/\bug\//g, 'µg/')
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, dateWords);
}

export function dateChoiceWords(date: ChosenDate): string {
  return DATE_CHOICES[date as keyof typeof DATE_CHOICES] ?? `on ${dateWords(date)}`;
}

export const DATE_CHOICES = {
  reported: 'on the day of the report',
  collected: 'on the day the sample was taken',
  today: 'today',
} as const;

export const SIZE_LABELS: Record<SizeName, string> = { intake: 'Taken in a day', serving: 'One serving', container: 'The container' };

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
