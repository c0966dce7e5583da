/** Verdicts of one lot or certificate, computed when they are asked for: by any rules, on any day, at any serving. */

import { type HeldClaim, heldClaims } from '../quality/claim.ts';
import type { JudgedSample } from '../quality/input.ts';
import { judgeResults } from '../quality/judge.ts';
import { DEFAULT_PROFILE, profileById, ruleSetsOf } from '../quality/profile.ts';
import { type Cited, cited, type RuleSet } from '../quality/ruleset.ts';
import type { Verdict } from '../quality/verdict.ts';
import type { ProductFactName } from './entities/label.ts';
import type { LawBasis } from './entities/verdict.ts';
import { isId } from './id.ts';
import { judgedSample, type ReadResult, type Stated, type StoredSample, samplesWhere } from './judged-sample.ts';
import type { FactOrigin } from './label.ts';
import { publicAsOf, samplesAsOf, standsAsOf } from './public-sample.ts';
import { ruleSetsHeld } from './rule-history.ts';
import { list, type SqlEntityManager, sql } from './sql.ts';

/** `reported` (what counts where nothing is said), `collected`, `today`, or an ISO day. */
export type LawDate = 'collected' | 'reported' | 'today' | (string & {});

export interface LawChoice {
  /** Default: those of the default profile. */
  readonly rulesets?: readonly RuleSet[] | undefined;
  readonly date?: LawDate | undefined;
  /** ISO day; only for `date: 'today'`. */
  readonly today?: string | undefined;
  readonly stated?: Stated | undefined;
  /** What was public and known at this moment (ISO 8601), judged by the rules held then; without it, as it is now. */
  readonly asOf?: string | undefined;
}

/** `results` of the judge are positions; here they are ids as well. */
export interface VerdictView extends Omit<Verdict, 'results'>, Cited {
  /** Ids of the results it rests on. */
  readonly results: readonly string[];
}

export interface JudgedView {
  /** Id of the stored sample. */
  readonly sample: string;
  readonly certificate: string;
  readonly sampleIndex: number;
  /** The day whose law counted, and which date of the certificate that is (`asked`: the asker's own). */
  readonly date: string;
  readonly dateBasis: LawBasis | 'asked';
  /** Facts of the label that counted, as printed or stated; null where unknown. */
  readonly facts: {
    readonly form: string | null;
    readonly serving: string | null;
    readonly container: string | null;
    readonly intake: string | null;
  };
  /** What the label promises, held against what was measured in this sample. */
  readonly claims: readonly HeldClaim[];
  /** Where each known fact comes from: `asked` is the asker's own. */
  readonly origins: Readonly<Partial<Record<ProductFactName, FactOrigin | 'asked'>>>;
  /** What was judged, as the judge takes it. */
  readonly input: JudgedSample;
  /** Of every rule of the chosen sets, those not tested or not applicable included. */
  readonly verdicts: readonly VerdictView[];
}

/** Samples of a lot, newest report first; only what is public. `read` are all its results, where they were read already. */
export async function judgeLot(
  em: SqlEntityManager,
  id: string,
  choice: LawChoice = {},
  read?: readonly ReadResult[],
): Promise<JudgedView[]> {
  const [judged] = await judgeLotTwice(em, id, choice, () => null, read);
  return judged;
}

/** The same, and once more by the choice of the same moment that `further` makes of what was judged, if any: the samples are read once. */
export async function judgeLotTwice(
  em: SqlEntityManager,
  id: string,
  choice: LawChoice,
  further: Further,
  read?: readonly ReadResult[],
): Promise<[JudgedView[], JudgedView[]]> {
  const [judged, again] = await judgeTwice(em, await samplesOfLot(em, id, choice.asOf, read), choice, further);
  return [newestFirst(judged), newestFirst(again)];
}

type Further = (judged: readonly JudgedView[]) => LawChoice | null;

async function judgeTwice(
  em: SqlEntityManager,
  samples: readonly StoredSample[],
  choice: LawChoice,
  further: Further,
): Promise<[JudgedView[], JudgedView[]]> {
  const by = async (law: LawChoice): Promise<JudgedView[]> => {
    const held = await asHeld(em, law);
    return samples.map(sample => judgeStored(sample, held));
  };
  const judged = await by(choice);
  const next = further(judged);
  return [judged, next === null ? [] : await by(next)];
}

/** Samples of the current version of a certificate, in its order; whether it may be seen is the caller's to know. */
export async function judgeCertificate(
  em: SqlEntityManager,
  id: string,
  choice: LawChoice = {},
  read?: readonly ReadResult[],
): Promise<JudgedView[]> {
  const [judged] = await judgeCertificateTwice(em, id, choice, () => null, read);
  return judged;
}

/** The same, and once more as `judgeLotTwice` does. */
export async function judgeCertificateTwice(
  em: SqlEntityManager,
  id: string,
  choice: LawChoice,
  further: Further,
  read?: readonly ReadResult[],
): Promise<[JudgedView[], JudgedView[]]> {
  return judgeTwice(em, await samplesOfCertificate(em, id, choice.asOf, read), choice, further);
}

export async function samplesOfLot(em: SqlEntityManager, id: string, asOf?: string, read?: readonly ReadResult[]): Promise<StoredSample[]> {
  return isId(id) ? samplesWhere(em, sql`s.id in (select x.id from ${samplesAsOf(asOf)} x where x.batch_id = ${id})`, asOf, read) : [];
}

export async function samplesOfCertificate(
  em: SqlEntityManager,
  id: string,
  asOf?: string,
  read?: readonly ReadResult[],
): Promise<StoredSample[]> {
  if (!isId(id)) return [];
  const samples = await samplesWhere(
    em,
    sql`s.certificate_id = ${id} and ${asOf === undefined ? standsAsOf('v', asOf) : publicAsOf(asOf)}`,
    asOf,
    read,
  );
  return samples.toSorted((a, b) => a.position - b.position);
}

const newestFirst = (judged: readonly JudgedView[]): JudgedView[] => judged.toSorted((a, b) => b.date.localeCompare(a.date));

/** Verdicts that rest on these results, by result: for lists. Each is judged within its whole sample. */
export async function verdictsOfResults(
  em: SqlEntityManager,
  ids: readonly string[],
  choice: LawChoice = {},
): Promise<ReadonlyMap<string, readonly VerdictView[]>> {
  if (ids.length === 0) return new Map();
  const samples = await samplesWhere(em, sql`s.id in (select r.sample_id from result r where r.id in ${list(ids)})`, choice.asOf);
  const held = await asHeld(em, choice);
  return byResult(samples.map(sample => judgeStored(sample, held)));
}

/** The verdicts of judged samples by the results they rest on. */
export function byResult(judged: readonly JudgedView[]): ReadonlyMap<string, readonly VerdictView[]> {
  const found = new Map<string, VerdictView[]>();
  for (const { verdicts } of judged)
    for (const verdict of verdicts) for (const id of verdict.results) found.set(id, [...(found.get(id) ?? []), verdict]);
  return found;
}

/** The choice with its rule sets in the wording that was held at its moment. */
export async function asHeld(em: SqlEntityManager, choice: LawChoice): Promise<LawChoice> {
  if (choice.asOf === undefined) return choice;
  return { ...choice, rulesets: await ruleSetsHeld(em, choice.rulesets ?? defaultRuleSets(), choice.asOf) };
}

export const defaultRuleSets = (): readonly RuleSet[] => ruleSetsOf(profileById(DEFAULT_PROFILE)!);

export function judgeStored(sample: StoredSample, choice: LawChoice = {}): JudgedView {
  const { rulesets = defaultRuleSets(), stated = {} } = choice;
  const { date, dateBasis } = lawDay(sample, choice);
  const sets = new Map(rulesets.map(set => [set.id, set]));
  const judged = judgedSample(sample, stated);
  const verdicts = judgeResults(judged, rulesets, { date, sample: sample.position, chosen: true });
  const { form = null } = sample.label;
  const { serving = sample.label.serving, container = sample.label.container, intake = sample.label.intake } = stated;
  return {
    ...{ sample: sample.id, certificate: sample.certificate, sampleIndex: sample.position, date, dateBasis },
    facts: { form: form ?? null, serving: serving ?? null, container: container ?? null, intake: intake ?? null },
    origins: { ...sample.origins, ...Object.fromEntries(Object.keys(stated).map(fact => [fact, 'asked' as const])) },
    input: judged,
    claims: heldClaims(sample.claims, judged),
    verdicts: verdicts.map(verdict => ({
      ...verdict,
      ...cited(sets.get(verdict.ruleset)!, verdict.rule),
      results: [...new Set(verdict.results)].flatMap(position => sample.results[position]?.id ?? []),
    })),
  };
}

/** The day whose law counts for a sample. */
export function lawDay(
  { dates, lawOn, lawOnBasis }: Pick<StoredSample, 'dates' | 'lawOn' | 'lawOnBasis'>,
  { date = 'reported', today }: LawChoice,
): Pick<JudgedView, 'date' | 'dateBasis'> {
  if (date === 'reported') return { date: lawOn, dateBasis: lawOnBasis };
  if (date === 'collected')
    return dates.sampled === undefined ? { date: lawOn, dateBasis: lawOnBasis } : { date: dates.sampled, dateBasis: 'sampled' };
  if (date !== 'today') return { date, dateBasis: 'asked' };
  if (today === undefined) throw new TypeError('the day of today is the caller’s to say');
  return { date: today, dateBasis: 'asked' };
}
