/** What one version of a certificate, or one report, says otherwise than another, cell by cell. Pure. */
import { readReportNumber } from '../coa/report-number.ts';
import { normaliseCode } from '../coa/text.ts';
import type { Evidence } from '../coa/transcript.ts';
import type { ResultView } from './views.ts';

type Cells = Readonly<Record<string, string | null>>;

export interface VersionContent {
  readonly samples: readonly { readonly position: number; readonly head: Cells }[];
  readonly results: readonly ResultView[];
}

export interface VersionDifference {
  /** Place of the sample on the certificate, of the later one that has it. */
  readonly sample: number;
  /** Name of the result as printed; null where the head of the sample differs. */
  readonly result: string | null;
  readonly change: 'changed' | 'added' | 'removed';
  readonly cells: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
  /** Where the value stands on the document, of the later version that has it; null for a head. */
  readonly evidence: Evidence | null;
}

/** Where one of two reports says it. */
export interface ReportPlace {
  /** Place of the sample on that certificate. */
  readonly sample: number;
  /** Identifier of the result; null for the head of a sample. */
  readonly result: string | null;
  readonly evidence: Evidence | null;
}

export interface ReportDifference extends Omit<VersionDifference, 'evidence'> {
  /** Null where it says nothing of it. */
  readonly before: ReportPlace | null;
  readonly after: ReportPlace | null;
}

export function versionDifferences(before: VersionContent, after: VersionContent): VersionDifference[] {
  const places = [...new Set([...before.samples, ...after.samples].map(({ position }) => position))].sort((a, b) => a - b);
  const pairs = places.map(place => [place, place] as const);
  return differences(before, after, pairs, ({ position }) => position).map(({ before: there, after: here, ...difference }) => ({
    ...difference,
    evidence: (here ?? there)?.evidence ?? null,
  }));
}

/** Of two reports, which need not print the samples in one order, nor the rows. */
export const reportDifferences = (before: VersionContent, after: VersionContent): ReportDifference[] =>
  differences(before, after, samePlaces(before.samples, after.samples), ({ panel, analyte, id }) =>
    analyte === null ? id : `${panel} ${analyte}`,
  );

type Pair = readonly [before: number | null, after: number | null];

function differences(before: VersionContent, after: VersionContent, pairs: readonly Pair[], rowKey: (row: ResultView) => unknown) {
  return pairs.flatMap(([old, fresh]) => {
    const own = (content: VersionContent, place: number | null) => content.results.filter(({ sampleIndex }) => sampleIndex === place);
    const rows = paired(own(before, old), own(after, fresh), rowKey).flatMap(pair => rowDifference(pair));
    return [...headDifference(headOf(before, old), headOf(after, fresh)), ...rows];
  });
}

type Head = VersionContent['samples'][number];

const headOf = ({ samples }: VersionContent, place: number | null): Head | null =>
  samples.find(({ position }) => position === place) ?? null;

function headDifference(old: Head | null, fresh: Head | null): ReportDifference[] {
  const cells = differing(old?.head ?? {}, fresh?.head ?? {});
  const shown = fresh ?? old;
  if (cells.length === 0 || shown === null) return [];
  const place = (head: Head | null) => head && { sample: head.position, result: null, evidence: null };
  return [{ sample: shown.position, result: null, change: 'changed', cells, before: place(old), after: place(fresh) }];
}

function rowDifference([old, fresh]: readonly [ResultView | null, ResultView | null]): ReportDifference[] {
  const cells = differing(old === null ? {} : cellsOf(old), fresh === null ? {} : cellsOf(fresh));
  const shown = fresh ?? old;
  if (cells.length === 0 || shown === null) return [];
  const change = old === null ? 'added' : fresh === null ? 'removed' : 'changed';
  const place = (row: ResultView | null) => row && { sample: row.sampleIndex, result: row.id, evidence: row.evidence };
  return [{ sample: shown.sampleIndex, result: shown.printed.name, change, cells, before: place(old), after: place(fresh) }];
}

/** What is printed, and what was understood of it. */
function cellsOf({ printed, analyte, kind, number, lower, upper, unit, basis, lod, loq, printedVerdict }: ResultView): Cells {
  const understood = {
    analyte,
    kind,
    number,
    lower,
    upper,
    canonicalUnit: unit,
    basis,
    canonicalLod: lod,
    canonicalLoq: loq,
    verdictMeant: printedVerdict,
  };
  const { name, value, limit, verdict } = printed;
  return { name, value, unit: printed.unit, lod: printed.lod, loq: printed.loq, limit, verdict, ...understood };
}

function differing(before: Cells, after: Cells): VersionDifference['cells'] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(field => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(cell => cell.before !== cell.after);
}

/** Rows of one name are one row, the second of a name the second; what is left is paired by its key, as where a name was corrected. */
function paired(
  before: readonly ResultView[],
  after: readonly ResultView[],
  rowKey: (row: ResultView) => unknown,
): (readonly [ResultView | null, ResultView | null])[] {
  const [old, fresh] = [named(before), named(after)];
  const left = [...old].filter(([name]) => !fresh.has(name)).map(([, row]) => row);
  const pairs = [...fresh].map(([name, row]) => {
    const same = old.get(name);
    if (same !== undefined) return [same, row] as const;
    const at = left.findIndex(other => rowKey(other) === rowKey(row));
    return [left.splice(at, at < 0 ? 0 : 1)[0] ?? null, row] as const;
  });
  return [...pairs, ...left.map(row => [row, null] as const)];
}

function named(rows: readonly ResultView[]): Map<string, ResultView> {
  const seen = new Map<string, number>();
  return new Map(
    rows.map(row => {
      const name = `${row.panel} ${row.printed.name}`;
      const n = (seen.get(name) ?? 0) + 1;
      seen.set(name, n);
      return [`${name} ${n}`, row];
    }),
  );
}

/** Samples by the laboratory's number, then by lot; of those left, a single one on each side is the same. */
function samePlaces(before: readonly Head[], after: readonly Head[]): Pair[] {
  let [old, fresh] = [before, after];
  const pairs: [number | null, number | null][] = [];
  for (const same of [byNumber, byLot]) {
    for (const sample of fresh) {
      const there = old.find(one => same(one) !== '' && same(one) === same(sample));
      if (there === undefined) continue;
      pairs.push([there.position, sample.position]);
      old = old.filter(one => one !== there);
      fresh = fresh.filter(one => one !== sample);
    }
  }
  const [only, here] = [old[0], fresh[0]];
  if (old.length === 1 && fresh.length === 1 && only && here) pairs.push([only.position, here.position]);
  else
    pairs.push(
      ...old.map(({ position }): [number, null] => [position, null]),
      ...fresh.map(({ position }): [null, number] => [null, position]),
    );
  return pairs.toSorted(([a, b], [c, d]) => (b ?? Number.POSITIVE_INFINITY) - (d ?? Number.POSITIVE_INFINITY) || (a ?? 0) - (c ?? 0));
}

const byNumber = ({ head }: Head): string => readReportNumber(head.labSampleId ?? null)?.base ?? '';
const byLot = ({ head }: Head): string => normaliseCode(head.lot ?? '');
