/** What one version of a certificate says otherwise than another, cell by cell. Pure. */
import type { Evidence } from '../coa/transcript.ts';
import type { ResultView } from './views.ts';

export interface VersionContent {
  readonly samples: readonly { readonly position: number; readonly head: Readonly<Record<string, string | null>> }[];
  readonly results: readonly ResultView[];
}

export interface VersionDifference {
  /** Place of the sample on the certificate. */
  readonly sample: number;
  /** Name of the result as printed; null where the head of the sample differs. */
  readonly result: string | null;
  readonly change: 'changed' | 'added' | 'removed';
  readonly cells: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
  /** Where the value stands on the document, of the later version that has it; null for a head. */
  readonly evidence: Evidence | null;
}

type Cells = Readonly<Record<string, string | null>>;

export function versionDifferences(before: VersionContent, after: VersionContent): VersionDifference[] {
  const places = [...new Set([...before.samples, ...after.samples].map(({ position }) => position))].sort((a, b) => a - b);
  return places.flatMap(sample => {
    const head = (content: VersionContent) => content.samples.find(({ position }) => position === sample)?.head ?? {};
    const cells = differing(head(before), head(after));
    const own = (content: VersionContent) => content.results.filter(({ sampleIndex }) => sampleIndex === sample);
    return [
      ...(cells.length === 0 ? [] : [{ sample, result: null, change: 'changed' as const, cells, evidence: null }]),
      ...paired(own(before), own(after)).flatMap(([old, fresh]) => rowDifference(sample, old, fresh)),
    ];
  });
}

function rowDifference(sample: number, old: ResultView | null, fresh: ResultView | null): VersionDifference[] {
  const cells = differing(old === null ? {} : cellsOf(old), fresh === null ? {} : cellsOf(fresh));
  const shown = fresh ?? old;
  if (cells.length === 0 || shown === null) return [];
  const change = old === null ? 'added' : fresh === null ? 'removed' : 'changed';
  return [{ sample, result: shown.printed.name, change, cells, evidence: shown.evidence }];
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

/** Rows of one name are one row, the second of a name the second; what is left is paired by its place, as where a name was corrected. */
function paired(before: readonly ResultView[], after: readonly ResultView[]): (readonly [ResultView | null, ResultView | null])[] {
  const [old, fresh] = [named(before), named(after)];
  const places = new Map([...old].filter(([key]) => !fresh.has(key)).map(([, row]) => [row.position, row]));
  const pairs = [...fresh].map(([key, row]) => {
    const same = old.get(key);
    if (same !== undefined) return [same, row] as const;
    const there = places.get(row.position) ?? null;
    places.delete(row.position);
    return [there, row] as const;
  });
  return [...pairs, ...[...places.values()].map(row => [row, null] as const)];
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
