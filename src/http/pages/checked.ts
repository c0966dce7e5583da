/** A certificate that is only looked at: judged by the rules chosen and by all others, and held beside what is published here of its lot. */
import { readLabelCode } from '../../coa/label-code.ts';
import type { Reading, ResultReading } from '../../coa/reading.ts';
import { normaliseCode } from '../../coa/text.ts';
import type { ReadOutcome } from '../../document/outcome.ts';
import { readingLaw } from '../../ingest/judge-report.ts';
import { judgeReading } from '../../quality/judge.ts';
import { ruleSetsOf } from '../../quality/profile.ts';
import type { Verdict } from '../../quality/verdict.ts';
import { certificatesOfFile } from '../../store/certificate.ts';
import { findLot } from '../../store/lot.ts';
import { lookUpLots } from '../../store/lot-lookup.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { CertificateItem, LotItem, LotView } from '../../store/views.ts';
import { type Sayable, sayInOneLine } from './amount.ts';
import { type JudgedRow, type LawDay, lawChoiceOf, lawDay, ruleById } from './judged.ts';
import type { Standpoint } from './judged-route.tsx';
import { limitsOnly } from './ruled-rows.ts';
import { SHADES, shadeOf, subjectWords } from './verdict-words.ts';

export interface CheckedRow extends Pick<JudgedRow, 'rule' | 'set'> {
  readonly verdict: Verdict;
  /** What it rests on; the one it is named after stands first. */
  readonly results: readonly ResultReading[];
}

/** A value that the published certificate of the same number prints otherwise. */
export interface Differing {
  readonly name: string;
  readonly here: string;
  readonly published: string;
  /** Of the published value. */
  readonly certificate: string;
  readonly result: string;
}

export interface KnownLot {
  readonly lot: LotItem;
  /** A certificate of the same report number, where one is published. */
  readonly report: CertificateItem | null;
  readonly differing: readonly Differing[];
}

export interface CheckedSample {
  readonly reading: Reading;
  readonly law: LawDay;
  /** By the rules chosen, worst first. */
  readonly rows: readonly CheckedRow[];
  /** Over a rule of another place whose text was seen. */
  readonly elsewhere: readonly CheckedRow[];
  /** Over by the law of today, wherever it holds, and by none of the above. */
  readonly overToday: readonly CheckedRow[];
  readonly lots: readonly KnownLot[];
}

export interface Checked {
  readonly outcome: ReadOutcome;
  /** What is published of this very file. */
  readonly certificates: readonly Pick<CertificateItem, 'id' | 'reportNumber'>[];
  readonly samples: readonly CheckedSample[];
}

/** An archive can hold hundreds of samples; the lots of so many are looked up. */
const MOST_LOOKED_UP = 20;

export async function checked(em: SqlEntityManager, outcome: ReadOutcome, at: Standpoint): Promise<Checked> {
  const samples: CheckedSample[] = [];
  for (const [index, reading] of outcome.readings.entries()) {
    const lots = index < MOST_LOOKED_UP ? await knownLots(em, reading) : [];
    samples.push({ reading, ...judged(reading, at), lots });
  }
  return { outcome, certificates: await certificatesOfFile(em, outcome.sha256), samples };
}

function judged(reading: Reading, { choice, today }: Standpoint): Pick<CheckedSample, 'law' | 'rows' | 'elsewhere' | 'overToday'> {
  const options = readingLaw(reading, { ...lawChoiceOf(choice, today), today });
  const rulesets = ruleSetsOf(choice.profile);
  const rows = rowsOf(reading, judgeReading(reading, { ...options, rulesets, chosen: true }));
  const over = (date: string, known: readonly CheckedRow[]) => {
    const told = new Set(known.filter(({ verdict }) => verdict.verdict === 'fail').map(({ rule }) => rule.id));
    const verdicts = judgeReading(reading, { ...options, date });
    const further = verdicts.filter(({ verdict, standing, rule }) => verdict === 'fail' && standing === 'public' && !told.has(rule));
    return limitsOnly(rowsOf(reading, further));
  };
  const elsewhere = over(options.date, rows);
  return { law: lawDay(options, choice.date), rows, elsewhere, overToday: over(today, [...rows, ...elsewhere]) };
}

function rowsOf(reading: Reading, verdicts: readonly Verdict[]): CheckedRow[] {
  const rows = verdicts.flatMap((verdict): CheckedRow[] => {
    const found = ruleById(verdict.rule);
    const results = [...new Set(verdict.results)].flatMap(position => reading.results[position] ?? []);
    const named = results.filter(({ analyte }) => analyte === verdict.analyte);
    return found ? [{ verdict, ...found, results: [...new Set([...named, ...results])] }] : [];
  });
  return rows.toSorted(
    (a, b) =>
      SHADES.indexOf(shadeOf(a.verdict)) - SHADES.indexOf(shadeOf(b.verdict)) ||
      subjectWords(a.verdict.analyte).localeCompare(subjectWords(b.verdict.analyte), 'en'),
  );
}

async function knownLots(em: SqlEntityManager, reading: Reading): Promise<KnownLot[]> {
  const code = reading.sample.lot?.text ?? '';
  if (normaliseCode(code) === '') return [];
  const { found } = await lookUpLots(em, readLabelCode(code));
  const known: KnownLot[] = [];
  for (const { lot, way, sure } of found) {
    const view = way === 'lot' && sure ? await findLot(em, lot.id) : null;
    if (view === null) continue;
    const report = view.certificateList.find(each => sameNumber(each.reportNumber, reading.reportNumber?.text ?? null)) ?? null;
    known.push({ lot, report, differing: report === null ? [] : differing(reading, view, report.id) });
  }
  return known;
}

const sameNumber = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && normaliseCode(one) !== '' && normaliseCode(one) === normaliseCode(other);

/** Substances that both name, of which no published value says what the file says. */
function differing(reading: Reading, lot: LotView, certificate: string): Differing[] {
  const published = lot.results.filter(result => result.certificate === certificate);
  return reading.results.flatMap((result): Differing[] => {
    const here: Sayable = { ...result, ...result.interval, kind: result.finding.kind };
    const comparable = published.filter(each => each.analyte !== null && each.analyte === result.analyte && each.unit === here.unit);
    if (comparable[0] === undefined || comparable.some(each => saysTheSame(each, here))) return [];
    return [
      {
        name: result.printed.name,
        here: sayInOneLine(here),
        published: sayInOneLine(comparable[0]),
        certificate,
        result: comparable[0].id,
      },
    ];
  });
}

/** Of one unit: the same kind of finding at the same amounts, however many zeros end them. */
const saysTheSame = (one: Sayable, other: Sayable): boolean =>
  one.kind === other.kind && AMOUNTS.every(name => amount(one[name]) === amount(other[name]));

const AMOUNTS = ['number', 'lower', 'upper'] as const;
const amount = (decimal: string | null): number | null => (decimal === null ? null : Number(decimal));
