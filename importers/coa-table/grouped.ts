/** Sheets with several columns for each sample under its name: `RK-1: Result | Q`, `RK-2: Result | Q`. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Cell, Sheet } from '../../src/document/document.ts';
import { columnOf, type Field, SAMPLE_ID, unitOfName } from './columns.ts';
import { evidenceOf, type Line } from './lines.ts';
import { qualified, resultOf } from './qualifiers.ts';
import { isControlName } from './quality-control.ts';
import { sharedFields, type WideTable } from './wide.ts';

type Cells = Partial<Record<Field, Printed>>;

interface Grouped {
  readonly header: readonly Cell[];
  /** What stands before the first sample is said of the analyte. */
  readonly common: ReadonlyMap<number, Field>;
  readonly groups: readonly ReadonlyMap<number, Field>[];
}

const SEARCHED = 30;
/** Lines over the header that may tell of the samples. */
const OVER = 6;

/** Null when the sheet is not laid out so, or its samples have no names. */
export function findGrouped(sheet: Sheet): WideTable | null {
  const rows = [...Map.groupBy(sheet.cells, cell => cell.row)].sort(([a], [b]) => a - b).map(([, cells]) => cells);
  for (const [i, cells] of rows.slice(0, SEARCHED).entries()) {
    const grouped = groupsOf(cells);
    if (!grouped) continue;
    const samples = samplesOver(sheet, grouped, rows.slice(Math.max(0, i - OVER), i));
    if (samples.some(sample => !sample.product && !sample.lot && !sample.sample_id)) continue;
    const shared = sharedFields(sheet);
    const lines = rows.slice(i + 1).flatMap(line => linesOf(sheet, grouped, samples, shared, line));
    if (lines.length > 0) return { sheet, header: grouped.header[0]!, lines };
  }
  return null;
}

/** A header with one column of analytes and two or more of results, each followed by the same columns. */
function groupsOf(header: readonly Cell[]): Grouped | null {
  const fields = [...header]
    .sort((a, b) => a.column - b.column)
    .flatMap(cell => {
      const field = columnOf(cell)?.field;
      return field ? [[cell.column, field] as const] : [];
    });
  const starts = fields.flatMap(([column, field]) => (field === 'result' ? [column] : []));
  const common = new Map(fields.filter(([column]) => column < starts[0]!));
  if (starts.length < 2 || ![...common.values()].includes('analyte')) return null;
  const groups = starts.map(
    (start, i) => new Map(fields.filter(([column]) => column >= start && column < (starts[i + 1] ?? Number.POSITIVE_INFINITY))),
  );
  const shape = (group: ReadonlyMap<number, Field>): string => [...group.values()].join();
  // results of one sample in several units have no columns of their own
  return groups.every(group => group.size > 1 && shape(group) === shape(groups[0]!)) ? { header, common, groups } : null;
}

/** What the lines over the header say of each sample: each led by its label, or by none where they are names. */
function samplesOver(sheet: Sheet, { groups }: Grouped, over: readonly (readonly Cell[])[]): Cells[] {
  const samples: Cells[] = groups.map(() => ({}));
  const first = Math.min(...groups[0]!.keys());
  for (const line of over) {
    const label = line
      .find(cell => cell.column < first)
      ?.text.replace(/:$/, '')
      .trim();
    const field = label === undefined ? 'product' : SAMPLE_ID.test(label) ? 'sample_id' : columnOf({ ...line[0]!, text: label })?.field;
    const found = groups.map(group => line.find(cell => group.has(cell.column)));
    if (field === undefined || found.some(cell => cell === undefined)) continue;
    found.forEach((cell, i) => {
      samples[i]![field] ??= { text: cell!.text, evidence: evidenceOf(sheet, cell!) };
    });
  }
  return samples;
}

function linesOf(sheet: Sheet, { common, groups }: Grouped, samples: readonly Cells[], ofSheet: Cells, line: readonly Cell[]): Line[] {
  const read = (fields: ReadonlyMap<number, Field>): Cells =>
    Object.fromEntries(
      line.flatMap(cell => {
        const field = fields.get(cell.column);
        return field ? [[field, { text: cell.text, evidence: evidenceOf(sheet, cell) }] as const] : [];
      }),
    );
  const shared = { ...ofSheet, ...read(common) };
  if (!shared.analyte) return [];
  const named = shared.unit ? null : unitOfName(shared.analyte.text);
  const unit = named === null ? {} : { unit: { text: named, evidence: shared.analyte.evidence } };
  return groups.flatMap((group, i) => {
    const sample = samples[i]!;
    const own = { ...shared, ...unit, ...sample, ...read(group) };
    const said = qualified(own);
    const result = resultOf(own, said);
    if (!result || [sample.product, sample.sample_id].some(printed => printed && isControlName(printed.text))) return [];
    return [
      {
        row: line[0]!.row,
        cells: { ...own, result },
        ...(sample.sample_id ? { sampleId: sample.sample_id } : {}),
        exact: new Set<Field>(),
        doubts: ['column-guessed', ...said.doubts],
        ...(said.meaning === undefined ? {} : { meaning: said.meaning }),
      },
    ];
  });
}
