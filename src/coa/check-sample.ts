/** What the results of one sample say about each other, and the problems that a person is told of. */
import { analyteById } from './analyte.ts';
import { agree, lastPlace } from './check.ts';
import { lowerConfidence } from './confidence.ts';
import type { Problem, Severity } from './problem.ts';
import { add, approximate, isZero } from './quantity.ts';
import type { Amount, Reading, ResultReading } from './reading.ts';
import { DATE_FIELDS, type DateField, type Transcript } from './transcript.ts';

/** Adds flags to results, and problems to the sample; changes nothing else. */
export function checkSample(reading: Reading, transcript: Transcript): Reading {
  const flags = new Map<number, Set<string>>();
  const flag = (index: number, code: string): void => {
    flags.set(index, (flags.get(index) ?? new Set<string>()).add(code));
  };
  duplicates(reading.results, flag);
  const tables = transcript.rows.map(
    row => row.panelTitle?.text ?? (row.value.evidence.kind === 'page' ? `page ${row.value.evidence.page}` : ''),
  );
  sums(reading.results, tables, flag);
  unitMass(reading.results, flag);
  const results = reading.results.map((result, i) => {
    const added = [...(flags.get(i) ?? [])];
    return added.length === 0 ? result : { ...result, flags: [...result.flags, ...added], ...lowerConfidence(result, added) };
  });
  return { ...reading, results, problems: [...reading.problems, ...datesInOrder(reading), ...contents(results), ...ofFlags(results)] };
}

type Flag = (index: number, code: string) => void;

/** One analyte twice in a panel with values that cannot both be true. */
function duplicates(results: readonly ResultReading[], flag: Flag): void {
  const seen = new Map<string, number[]>();
  results.forEach((result, i) => {
    if (result.analyte === null || result.unit === null) return;
    const key = [result.panel, result.analyte, result.unit, result.basis, result.testPortion].join(' ');
    const earlier = seen.get(key) ?? [];
    for (const j of earlier) if (contradict(results[j]!, result)) for (const k of [i, j]) flag(k, 'duplicate-differs');
    seen.set(key, [...earlier, i]);
  });
}

function contradict(a: Amount, b: Amount): boolean {
  if (a.number !== null && b.number !== null) return !agree(a, b);
  return apart(a, b) || apart(b, a);
}

/** All of `a` lies below all of `b`. */
const apart = (a: Amount, b: Amount): boolean =>
  a.interval.upper !== null && b.interval.lower !== null && approximate(a.interval.upper) < approximate(b.interval.lower);

/** Totals that are plain sums: by their members, or over all single substances of their panel. */
const PANEL_SUMS: Readonly<Record<string, true>> = { total_alkaloids: true, total_terpenes: true, total_mycotoxins: true };

/** A total speaks of its own table: of the rows under the same title or, untitled, on the same page. */
function sums(results: readonly ResultReading[], tables: readonly string[], flag: Flag): void {
  results.forEach((total, i) => {
    const analyte = total.analyte === null ? undefined : analyteById(total.analyte);
    if (!analyte?.sum || total.number === null || total.finding.kind !== 'quantified') return;
    const parts = partsOf(
      total,
      analyte.members,
      analyte.id in PANEL_SUMS,
      results.filter((_, k) => tables[k] === tables[i]),
    );
    if (parts && !sumAgrees(total, parts)) flag(i, 'sum-disagrees');
  });
}

/** Null when the certificate does not print all that the sum is made of. */
function partsOf(
  total: ResultReading,
  members: readonly string[] | undefined,
  wholePanel: boolean,
  results: readonly ResultReading[],
): ResultReading[] | null {
  const same = results.filter(r => r.panel === total.panel && r.unit === total.unit && r.basis === total.basis && r.analyte !== null);
  if (members) {
    const found = members.map(id => same.find(r => r.analyte === id));
    return found.every(r => r !== undefined) ? found : null;
  }
  const singles = same.filter(r => analyteById(r.analyte!)?.sum !== true);
  return wholePanel && singles.length >= 2 ? singles : null;
}

/** The total lies between the sum with every "not found" as nothing and the sum with every one at its bound, rounding allowed. */
function sumAgrees(total: ResultReading, parts: readonly ResultReading[]): boolean {
  const least = approximate(add(parts.map(p => p.interval.lower ?? '0')));
  const uppers = parts.map(p => p.interval.upper);
  const most = uppers.includes(null) ? Number.POSITIVE_INFINITY : approximate(add(uppers.map(u => u ?? '0')));
  const rounding = [total, ...parts].reduce(
    (sum, r) => sum + ('number' in r.finding && r.number !== null ? lastPlace(r.finding.number, r.number) : 0),
    0,
  );
  const value = approximate(total.number!);
  const slack = rounding / 2 + value * 0.005;
  // an unbounded "not detected" is counted as nothing by every laboratory that prints a total
  const top = most === Number.POSITIVE_INFINITY ? least : most;
  return value >= least - slack && value <= top + slack;
}

/** Milligrams a tablet over milligrams a gram is the tablet's mass: on every row the same. */
function unitMass(results: readonly ResultReading[], flag: Flag): void {
  const groups = new Map<string, { index: number; low: number; high: number; mass: number }[]>();
  results.forEach((result, index) => {
    for (const other of result.further) {
      const range = massRange(result, other);
      if (range) groups.set(other.unit!, [...(groups.get(other.unit!) ?? []), { index, ...range }]);
    }
  });
  for (const rows of groups.values()) {
    if (rows.length < 3) continue;
    const median = rows.map(r => r.mass).sort((a, b) => a - b)[Math.floor(rows.length / 2)]!;
    for (const row of rows) if (median < row.low * 0.98 || median > row.high * 1.02) flag(row.index, 'further-disagrees');
  }
}

function massRange(value: Amount, other: Amount): { low: number; high: number; mass: number } | null {
  if (value.number === null || other.number === null || value.unit === other.unit || isZero(value.number) || isZero(other.number))
    return null;
  if (!('number' in value.finding) || !('number' in other.finding) || !/^(mg|g|ug)(\/(?!k?g|m?L).+)?$/.test(other.unit ?? '')) return null;
  const [v, o] = [approximate(value.number), approximate(other.number)];
  const [dv, du] = [lastPlace(value.finding.number, value.number) / 2, lastPlace(other.finding.number, other.number) / 2];
  if (dv >= v || du >= o) return null;
  return { low: (o - du) / (v + dv), high: (o + du) / (v - dv), mass: o / v };
}

const IN_ORDER: readonly DateField[] = DATE_FIELDS.filter(field => field !== 'amended' && field !== 'expires');

function datesInOrder({ dates }: Reading): Problem[] {
  const known = IN_ORDER.flatMap(field => (dates[field]?.date ? [{ field, read: dates[field] }] : []));
  return known.slice(1).flatMap(({ field, read }, i) => {
    const before = known[i]!;
    if ((before.read.from ?? before.read.date!) <= read.date!) return [];
    return [
      {
        code: 'dates-out-of-order',
        severity: 'warning' as const,
        message: `${field} (${read.date}) lies before ${before.field} (${before.read.date}); as printed.`,
        evidence: read.printed.evidence,
      },
    ];
  });
}

function contents(results: readonly ResultReading[]): Problem[] {
  if (results.length === 0) return [{ code: 'no-results', severity: 'error', message: 'No result was read for this sample.' }];
  const unmapped = results.filter(r => r.analyte === null);
  if (unmapped.length === 0) return [];
  return [
    {
      code: 'analyte-unmapped',
      severity: 'info',
      message: `Kept as printed, not in the dictionary of analytes: ${names(unmapped)}.`,
      evidence: unmapped[0]!.nameEvidence,
    },
  ];
}

/** What a flag on a result means for the certificate. Flags not listed stay with their result alone. */
const FLAG_PROBLEMS: Readonly<Record<string, readonly [Severity, string]>> = {
  'value-unreadable': ['warning', 'The printed result could not be understood'],
  'lost-superscript': ['warning', 'A power of ten has lost its raised exponent, the number cannot be told'],
  'unit-missing': ['warning', 'No unit is printed'],
  'unit-unknown': ['warning', 'The printed unit is not known'],
  'unit-conflict': ['warning', 'The unit in the cell differs from the unit of its column'],
  'unit-implausible': ['error', 'The unit does not fit the analyte'],
  'implausible-magnitude': ['error', 'The amount is larger than it can be'],
  'verdict-disagrees': ['warning', "The laboratory's verdict, limit and value contradict each other"],
  'further-disagrees': ['warning', 'The same measurement in another unit disagrees'],
  'sum-disagrees': ['warning', 'The printed total is not the sum of its parts'],
  'duplicate-differs': ['warning', 'The same analyte is printed twice with different values'],
  'lod-above-loq': ['warning', 'LOD is larger than LOQ'],
  'below-lod': ['info', 'A number below its own LOD is printed'],
  'substitution-suspected': ['info', 'The number equals a fraction of a limit of measurement often put for “not detected”'],
  'computed-zero': ['info', 'The zero is computed from what was not found; it is no measurement'],
  'zero-reported': ['info', 'A zero is printed where only a limit of measurement can be known'],
  'thousands-ambiguous': ['warning', 'Comma or point can be the decimal or the thousands mark'],
};

function ofFlags(results: readonly ResultReading[]): Problem[] {
  return Object.entries(FLAG_PROBLEMS).flatMap(([code, [severity, message]]) => {
    const hit = results.filter(r => r.flags.includes(code));
    return hit.length === 0 ? [] : [{ code, severity, message: `${message}: ${names(hit)}.`, evidence: hit[0]!.evidence }];
  });
}

function names(results: readonly ResultReading[]): string {
  const all = [...new Set(results.map(r => r.printed.name))];
  return all.length > 8 ? `${all.slice(0, 8).join(', ')} and ${all.length - 8} more` : all.join(', ');
}
