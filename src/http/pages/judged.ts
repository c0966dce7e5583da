/** Judged samples as pages show them: every verdict beside the rule it is by, the results it rests on, and the law that counted. */
import type { Relation } from '../../coa/amendment.ts';
import type { JudgedSample } from '../../quality/input.ts';
import { dependsOnDay } from '../../quality/judge.ts';
import { ruleSetsOf } from '../../quality/profile.ts';
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import type { JudgedView, LawChoice, VerdictView } from '../../store/judged.ts';
import type { CertificateItem, Reference, ResultView } from '../../store/views.ts';
import { type Choice, momentOf } from './choice.ts';
import { limitWords, SHADES, shadeOf, subjectWords } from './verdict-words.ts';

/** Where a sample was judged from. */
export interface Source {
  readonly certificate: string;
  readonly sampleIndex: number;
  readonly laboratory: Reference | null;
  readonly reported: string | null;
  /** On what grounds a later report amends this one; null where none does, as far as is known. */
  readonly amended: Relation['basis'] | null;
  /** In the order of the certificate. */
  readonly results: readonly ResultView[];
}

/** The day whose law counts, and why that one. */
export interface LawDay {
  readonly day: string;
  readonly why: JudgedView['dateBasis'] | 'today';
  /** The date asked for is not printed, so another counts. */
  readonly instead: boolean;
}

export interface JudgedRow {
  readonly verdict: VerdictView;
  readonly rule: Rule;
  readonly set: RuleSet;
  readonly source: Source;
  /** What it rests on; empty when nothing was tested. */
  readonly results: readonly ResultView[];
}

export interface Judged {
  readonly source: Source;
  readonly law: LawDay;
  readonly sample: JudgedSample;
  readonly origins: JudgedView['origins'];
  readonly claims: JudgedView['claims'];
  /** Worst first. */
  readonly rows: readonly JudgedRow[];
}

export function lawChoiceOf(choice: Choice, today: string): LawChoice {
  const { profile, date, intake, serving, container } = choice;
  const stated = Object.fromEntries(Object.entries({ intake, serving, container }).filter(([, size]) => size !== null));
  return { rulesets: ruleSetsOf(profile), date, today, stated, asOf: momentOf(choice) };
}

/** The choice with what the law of today may say otherwise than that of the days that counted; null where nothing can, or a moment of the past is shown. */
export function lawToday(choice: Choice, today: string, judged: readonly Pick<JudgedView, 'date'>[]): LawChoice | null {
  if (choice.date === 'today' || choice.asOf !== null) return null;
  const law = lawChoiceOf({ ...choice, date: 'today' }, today);
  const days = judged.map(({ date }) => date);
  const rulesets = ruleSetsOf(choice.profile).flatMap(set => {
    const rules = set.rules.filter(rule => dependsOnDay(rule, days, today));
    return rules.length === 0 ? [] : [{ ...set, rules }];
  });
  return rulesets.length === 0 ? null : { ...law, rulesets };
}

/** What is over by the law of today and was not by the law that counts: whoever holds the product reads it today. */
export function overToday(counting: readonly Judged[], today: readonly Judged[]): JudgedRow[] {
  const keyOf = ({ rule, source }: JudgedRow) => `${rule.id} ${source.certificate} ${source.sampleIndex}`;
  const over = (judged: readonly Judged[]) => judged.flatMap(({ rows }) => rows.filter(({ verdict }) => shadeOf(verdict) === 'fail'));
  const known = new Set(over(counting).map(keyOf));
  return over(today).filter(row => !known.has(keyOf(row)));
}

type About = Pick<CertificateItem, 'id' | 'laboratory' | 'reported'> & { readonly amended?: Source['amended'] };

const rulesOf = (sets: readonly RuleSet[]) => new Map(sets.flatMap(set => set.rules.map(rule => [rule.id, { rule, set }] as const)));

const RULES = rulesOf(RULESETS);

export const ruleById = (id: string) => RULES.get(id);

/** The limit of a stored verdict, as its rule is worded now; as it was stored where the rule is no longer held. */
export function ruleWords({ rule, limit }: { readonly rule: string; readonly limit: string }): string {
  const known = ruleById(rule);
  return known ? limitWords(known.rule) : limit;
}

/** `certificates` and `results` are those of the page: of the samples judged, and more; `sets` the rules in their wording of the moment. */
export function judgedOf(
  views: readonly JudgedView[],
  certificates: readonly About[],
  results: readonly ResultView[],
  { date }: Choice,
  sets: readonly RuleSet[] = RULESETS,
): Judged[] {
  const rules = sets === RULESETS ? RULES : rulesOf(sets);
  const about = new Map(certificates.map(certificate => [certificate.id, certificate]));
  const byId = new Map(results.map(result => [result.id, result]));
  return views.map(view => {
    const certificate = about.get(view.certificate);
    const source: Source = {
      certificate: view.certificate,
      sampleIndex: view.sampleIndex,
      laboratory: certificate?.laboratory ?? null,
      reported: certificate?.reported ?? null,
      amended: certificate?.amended ?? null,
      results: results.filter(result => result.certificate === view.certificate && result.sampleIndex === view.sampleIndex),
    };
    const rows = view.verdicts.flatMap((verdict): JudgedRow[] => {
      const found = rules.get(verdict.rule);
      return found ? [{ verdict, ...found, source, results: verdict.results.flatMap(id => byId.get(id) ?? []) }] : [];
    });
    return { source, law: lawDay(view, date), sample: view.input, origins: view.origins, claims: view.claims, rows: worstFirst(rows) };
  });
}

export function lawDay({ date: day, dateBasis }: Pick<JudgedView, 'date' | 'dateBasis'>, date: Choice['date']): LawDay {
  const why = date === 'today' ? 'today' : dateBasis;
  return { day, why, instead: (date === 'reported' && why !== 'reported') || (date === 'collected' && why !== 'sampled') };
}

export function worstFirst(rows: readonly JudgedRow[]): JudgedRow[] {
  return rows.toSorted(
    (a, b) =>
      SHADES.indexOf(shadeOf(a.verdict)) - SHADES.indexOf(shadeOf(b.verdict)) ||
      subjectWords(a.verdict.analyte).localeCompare(subjectWords(b.verdict.analyte), 'en') ||
      (a.source.reported ?? '').localeCompare(b.source.reported ?? ''),
  );
}

/** A rule that one certificate of the lot answers is not “not tested” because another did not look. Every result stays, retests too. */
export function ofLot(judged: readonly Judged[]): JudgedRow[] {
  const byRule = Map.groupBy(
    judged.flatMap(({ rows }) => rows),
    ({ rule }) => rule.id,
  );
  return worstFirst(
    [...byRule.values()].flatMap(rows => {
      const answered = rows.filter(({ verdict }) => verdict.verdict !== 'not_tested' && verdict.verdict !== 'not_applicable');
      if (answered.length > 0) return answered;
      return [rows.find(({ verdict }) => verdict.verdict === 'not_tested') ?? rows[0]!];
    }),
  );
}
