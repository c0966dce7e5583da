/** Rule sets as they are judged by: published limits with citation, dates and how surely their text was seen. */
import { type RuleSetSource, type RuleSource, ruleSetSource } from './ruleset-source.ts';

/**
 * `public`: high-confidence text, may say "over" in public. `unverified`: shown as such.
 * `reference_only`: a benchmark, which never decides.
 */
export type Standing = 'public' | 'unverified' | 'reference_only';

export interface Citation {
  readonly title: string;
  readonly url: string;
  readonly section: string;
  readonly quote: string;
  readonly retrievedFrom: string;
}

export interface Rule
  extends Omit<RuleSource, 'appliesTo' | 'status' | 'confidence' | 'notes' | 'source' | 'effectiveFrom' | 'effectiveTo'> {
  readonly ruleset: string;
  readonly appliesTo: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly status: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly notes: string;
  readonly source: Citation;
  readonly standing: Standing;
  /** As a verdict shows it: `< 1.2 mg/kg`, `absent in 25 g`. */
  readonly limit: string;
  /** `value` in words of coa/unit. */
  readonly judgedUnit: string | null;
}

export interface RuleSet {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly force: string;
  readonly rounding: 'usp_7_20' | null;
  readonly uncertainty: 'simple' | 'favours_product' | 'guard_band';
  readonly warning: string | null;
  readonly rules: readonly Rule[];
}

/** Throws ZodError naming the field when the source is not as the schema wants it. */
export function ruleSetOf(written: RuleSetSource): RuleSet {
  const source = ruleSetSource.parse(written);
  return {
    id: source.id,
    title: source.title,
    jurisdiction: source.jurisdiction,
    force: source.force,
    rounding: source.rounding ?? null,
    uncertainty: source.uncertainty ?? 'simple',
    warning: source.warning ?? null,
    rules: source.rules.map(rule => ruleOf(rule, source)),
  };
}

function ruleOf(rule: RuleSource, set: RuleSetSource): Rule {
  const confidence = rule.confidence ?? set.confidence ?? 'low';
  const status = rule.status ?? set.status ?? 'unverified';
  return {
    ...rule,
    ruleset: set.id,
    appliesTo: rule.appliesTo ?? set.appliesTo ?? '',
    effectiveFrom: rule.effectiveFrom ?? set.effectiveFrom ?? null,
    effectiveTo: rule.effectiveTo ?? set.effectiveTo ?? null,
    status,
    confidence,
    notes: rule.notes ?? set.notes ?? '',
    source: citationOf({ ...set.source, ...rule.source }),
    standing: set.benchmark ? 'reference_only' : standingOf(status, confidence),
    judgedUnit: rule.unit === undefined ? null : (JUDGED_UNITS[rule.unit] ?? rule.unit),
    limit: limitText(rule),
  };
}

const citationOf = ({
  title = '',
  url = '',
  section = '',
  quote = '',
  retrievedFrom = '',
}: NonNullable<RuleSource['source']>): Citation => ({
  title,
  url,
  section,
  quote,
  retrievedFrom,
});

const SETTLED = new Set(['in_force', 'superseded', 'expired']);

function standingOf(status: string, confidence: Rule['confidence']): Standing {
  if (status === 'reference_only') return 'reference_only';
  return confidence === 'high' && SETTLED.has(status) ? 'public' : 'unverified';
}

/** What sources call ppm of solid matter is mg/kg. */
const JUDGED_UNITS: Readonly<Record<string, string>> = {
  ppm: 'mg/kg',
  'ug/g': 'mg/kg',
  'cfu/g': 'CFU/g',
  'cfu/g or mL': 'CFU/g',
  '% w/w': '%',
  '% w/w, w/v or v/v': '%',
};

const PER: Partial<Record<RuleSource['basis'], string>> = {
  per_serving: ' per serving',
  per_container: ' per container',
  per_article: ' per article',
  per_gram_dry: ' of dry weight',
  share_of_alkaloids: ' of total alkaloids',
};

function limitText(rule: RuleSource): string {
  switch (rule.basis) {
    case 'absent':
      return `absent in ${rule.portion}`;
    case 'prohibited':
      return 'prohibited, no threshold';
    case 'none':
      return 'no limit';
    case 'ratio':
      return `${rule.comparator} ${rule.value}`;
    case 'panel_required':
    case 'document_required':
    case 'accreditation':
    case 'freshness':
      return `required: ${(rule.requires ?? []).join(', ')}`;
    case 'product_form':
    case 'reference':
      return rule.value ?? rule.refersTo ?? '';
    default: {
      const unit = JUDGED_UNITS[rule.unit ?? ''] ?? rule.unit ?? '';
      return `${rule.comparator} ${rule.value} ${unit}${rule.per === undefined ? (PER[rule.basis] ?? '') : ` per package of ${rule.per}`}`;
    }
  }
}

/** A year or a month means its first day; without a first day, always until the last. */
export function inForce(rule: Pick<Rule, 'effectiveFrom' | 'effectiveTo'>, date: string): boolean {
  const { effectiveFrom: from, effectiveTo: to } = rule;
  return (from === null || date >= firstDay(from)) && (to === null || date <= firstDay(to));
}

/** Of a year or a month; a day is itself. */
export const firstDay = (text: string): string => (text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);

/** Judged unless a choice leaves it out: what is only proposed, was never enacted, or is a benchmark or a yardstick must be asked for. */
export const judgedByDefault = (rule: Rule): boolean =>
  rule.standing !== 'reference_only' && !/^(proposed|not_enacted\??|yardstick)$/.test(rule.status);

/** Whose text a verdict rests on. */
export interface Cited {
  readonly rulesetTitle: string;
  readonly citation: Pick<Citation, 'title' | 'url' | 'section'>;
}

/** `rule` is one of the set's. */
export function cited(set: RuleSet, rule: string): Cited {
  const { title, url, section } = set.rules.find(({ id }) => id === rule)!.source;
  return { rulesetTitle: set.title, citation: { title, url, section } };
}
