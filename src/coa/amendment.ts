/** Whether one report of a laboratory amends another, by what the two print. A person would say it of both, or it is not said. */
import { type ReportNumber, readReportNumber, reportsNamed } from './report-number.ts';
import { normaliseCode, normaliseName } from './text.ts';
import type { Panel } from './transcript.ts';

/** What one report prints, as far as two can be held together by it. */
export interface ReportFacts {
  /** `id` where it is a known organization. */
  readonly laboratory: { readonly id: string | null; readonly printed: string | null };
  /** As printed. */
  readonly number: string | null;
  /** Sentences that say that it amends another, as printed. */
  readonly statements: readonly string[];
  /** ISO days. */
  readonly reported: string | null;
  readonly amended: string | null;
  /** When it was recorded first, in ISO 8601. */
  readonly recordedAt: string;
  /** Equal for two reports that print the same names, values and units. */
  readonly digest: string;
  readonly samples: readonly {
    /** As printed. */
    readonly lot: string | null;
    readonly labSampleId: string | null;
    readonly panels: readonly Panel[];
  }[];
}

export const RELATIONS = ['amends', 'amended-by', 'same-report-number'] as const;
export const RELATION_BASES = ['printed', 'report-number-and-lot', 'report-number-and-sample-id'] as const;
export const RELATION_ORDERS = ['printed', 'reported', 'recorded'] as const;

export interface Relation {
  /** Of the first to the second; `same-report-number` where it cannot be told which is the later one, or whether one takes the place of the other. */
  readonly kind: (typeof RELATIONS)[number];
  /** `printed`: one of them says so, in a sentence, a date of amendment or a revision after its number. */
  readonly basis: (typeof RELATION_BASES)[number];
  /** What says which is the later one; null where nothing does. */
  readonly order: (typeof RELATION_ORDERS)[number] | null;
}

/** A shorter number says too little of a report that shares no sample with the other: laboratories begin again at 1. */
const DISTINCTIVE = 6;

/**
 * How `one` stands to `other`; null where nothing printed holds them together, or the numbers could be those of two unrelated reports.
 * Turned round it says the same: `amends` becomes `amended-by`.
 */
export function relationOf(one: ReportFacts, other: ReportFacts): Relation | null {
  if (!sameLaboratory(one.laboratory, other.laboratory)) return null;
  const [here, there] = [readReportNumber(one.number), readReportNumber(other.number)];
  const sameNumber = here !== null && there !== null && here.base === there.base;
  const told = printedOrder({ facts: one, number: here }, { facts: other, number: there }, sameNumber);
  if (!sameNumber && told === 0) return null;
  const shared = sharedSample(one, other);
  if (shared === 'none') return null;
  const unsure = shared === 'unknown' && Math.min(here?.base.length ?? DISTINCTIVE, there?.base.length ?? DISTINCTIVE) < DISTINCTIVE;
  if (told !== 0) return unsure ? null : directed(told, 'printed', one, other);
  if (shared === 'unknown') return null;
  const basis = shared.by === 'lot' ? 'report-number-and-lot' : 'report-number-and-sample-id';
  // one order may come in a file a panel, or a sample: then the second adds to the first and takes nothing of its place
  const apart = !shared.samePanel || numberedApart(here, there);
  return apart ? { kind: 'same-report-number', basis, order: null } : directed(0, basis, one, other);
}

/** `R-123-A1` and `R-123-A2`, which may be two samples as well as two revisions. */
const numberedApart = (here: ReportNumber | null, there: ReportNumber | null): boolean =>
  here?.revision != null && there?.revision != null && here.revision !== there.revision && !(here.surely && there.surely);

function sameLaboratory(one: ReportFacts['laboratory'], other: ReportFacts['laboratory']): boolean {
  if (one.id !== null && one.id === other.id) return true;
  const name = normaliseName(one.printed ?? '');
  return name.length > 2 && name === normaliseName(other.printed ?? '');
}

interface Side {
  readonly facts: ReportFacts;
  readonly number: ReportNumber | null;
}

/** Which of the two is printed to be the later one: 1 the first, -1 the second, 0 neither, or both. */
function printedOrder(one: Side, other: Side, sameNumber: boolean): number {
  const names = Number(namesReport(one, other)) - Number(namesReport(other, one));
  if (names !== 0 || !sameNumber) return names;
  const revision = Math.sign((one.number?.revision ?? 0) - (other.number?.revision ?? 0));
  if (sameInTwoFiles(one, other)) return 0;
  // a letter with a digit may also number the samples of a report
  const surely = (one.number?.surely ?? true) && (other.number?.surely ?? true);
  return revision === 0 ? Number(saysAmended(one)) - Number(saysAmended(other)) : surely ? revision : 0;
}

/** One report, of which one file leaves out the revision or a headline: some laboratories print `Rev. 1` on the first issue. */
const sameInTwoFiles = (one: Side, other: Side): boolean =>
  (one.number?.revision == null || other.number?.revision == null || one.number.revision === other.number.revision) &&
  one.facts.digest === other.facts.digest &&
  (issued(one.facts) === null || issued(other.facts) === null || issued(one.facts) === issued(other.facts));

/** `supersedes report R-123`, on one of another number, or of another revision of it. */
function namesReport(side: Side, of: Side): boolean {
  const { number } = of;
  if (number === null || side.number?.whole === number.whole) return false;
  return side.facts.statements.some(statement => reportsNamed(statement).some(({ whole }) => whole === number.whole));
}

/** `Amended report`, or a date of amendment after that of the report. */
function saysAmended({ facts: { statements, amended, reported }, number }: Side): boolean {
  if (amended !== null && (reported === null || amended > reported)) return true;
  return statements.some(statement => reportsNamed(statement).every(({ base }) => base === number?.base));
}

type Shared = { readonly by: 'lot' | 'number'; readonly samePanel: boolean };

/** `none`: both say which samples they are of, and no sample is on both; `unknown`: they do not say enough. */
function sharedSample(one: ReportFacts, other: ReportFacts): Shared | 'none' | 'unknown' {
  const reports = [one.number, other.number].flatMap(number => readReportNumber(number)?.base ?? []);
  const found: Shared[] = [];
  let compared = false;
  for (const a of one.samples) {
    for (const b of other.samples) {
      const samePanel = a.panels.some(panel => b.panels.includes(panel));
      const ids = [sampleId(a.labSampleId, reports), sampleId(b.labSampleId, reports)] as const;
      const lots = [lotCode(a.lot), lotCode(b.lot)] as const;
      compared ||= (ids[0] !== null && ids[1] !== null) || (lots[0] !== null && lots[1] !== null);
      if (lots[0] !== null && lots[0] === lots[1] && (ids[0] === null || ids[1] === null || ids[0] === ids[1]))
        found.push({ by: 'lot', samePanel });
      else if (ids[0] !== null && ids[0] === ids[1]) found.push({ by: 'number', samePanel });
    }
  }
  const [closest] = found.toSorted((a, b) => Number(b.samePanel) - Number(a.samePanel) || Number(b.by === 'lot') - Number(a.by === 'lot'));
  return closest ?? (compared ? 'none' : 'unknown');
}

/** A word such as `none` is no lot. */
function lotCode(printed: string | null): string | null {
  const code = normaliseCode(printed ?? '');
  return /\d/.test(code) ? code : null;
}

/** The laboratory's number of a sample, without a revision; null where it may be that of many: `1`, or a short number of the report with a `1` behind. */
function sampleId(printed: string | null, reports: readonly string[]): string | null {
  const id = readReportNumber(printed)?.base ?? null;
  if (id === null || id.length < 4) return null;
  return reports.some(report => report.length < DISTINCTIVE && id.startsWith(report)) ? null : id;
}

function directed(told: number, basis: Relation['basis'], one: ReportFacts, other: ReportFacts): Relation {
  const [here, there] = [issued(one), issued(other)];
  const dated = here === null || there === null ? 0 : Math.sign(here < there ? -1 : here > there ? 1 : 0);
  const by = (sign: number, order: NonNullable<Relation['order']>): Relation => ({
    kind: sign > 0 ? 'amends' : 'amended-by',
    basis,
    order,
  });
  // what is printed and the days contradict each other: then it cannot be told
  if (told !== 0) return dated === -told ? { kind: 'same-report-number', basis, order: null } : by(told, 'printed');
  if (dated !== 0) return by(dated, 'reported');
  const undated = here === null || there === null;
  const recorded = one.recordedAt < other.recordedAt ? -1 : one.recordedAt > other.recordedAt ? 1 : 0;
  // of one day, or with the same values, it is most likely one report in two files
  if (undated && recorded !== 0 && one.digest !== other.digest) return by(recorded, 'recorded');
  return { kind: 'same-report-number', basis, order: null };
}

const issued = ({ amended, reported }: ReportFacts): string | null =>
  amended !== null && (reported === null || amended > reported) ? amended : reported;
