/** What the rows of all tables of a report tell of each other: lists of peaks beside results, values of two tables, what a dash stands for. */
import type { Page } from '../../src/document/document.ts';
import { cellKind } from './cell.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

const PEAKS = [/^r\.?t\.?\b|\bret(?:ention|\.)? ?time\b/i, /^(?:peak )?area\b/i, /^(?:peak )?height\b/i, /^peak ?(?:#|no)/i];

/** `Name | RT (min) | Area | Height | Amount`. */
export const listsPeaks = ({ columns, nameHeading, head }: Table): boolean => {
  const headings = [nameHeading, ...columns.map(({ heading }) => heading), ...(head?.pieces.map(({ text }) => text) ?? [])];
  return PEAKS.filter(pattern => headings.some(heading => pattern.test(heading))).length >= 2;
};

/** What an instrument integrated is a result where nothing else is said of the analytes; beside the results it is how they came about. */
export function withoutPeaks(rows: readonly TableRow[]): TableRow[] {
  const told = new Set(rows.flatMap(({ ofPeaks, name }) => (ofPeaks ? [] : [name.text.toLowerCase()])));
  const repeated = rows.some(({ ofPeaks, name }) => ofPeaks && told.has(name.text.toLowerCase()));
  return rows.flatMap(({ ofPeaks, ...row }) => (ofPeaks && repeated ? [] : [row]));
}

/** `"-" = Not Tested` in a legend anywhere in the report. */
export const saysDashIsNotTested = (page: Page): boolean =>
  /(?:^|\s)["“”'‘’]?[-–—]["“”'‘’]?\s*(?:=|:|means|denotes)\s*not (?:tested|analy[sz]ed)\b/i.test(
    page.words.map(word => word.text).join(' '),
  );

export const dashNotTested = (row: TableRow): TableRow => (cellKind(row.value.text) === 'dash' ? { ...row, meaning: 'Not Tested' } : row);

/** A wrapped name near two tables can be taken for a row of both: one printed value is one result, the one with fewer doubts. */
export function onePlaceOnce(rows: readonly TableRow[]): TableRow[] {
  const places = new Map<string, TableRow>();
  for (const row of rows) {
    const { evidence } = row.value;
    const place = evidence.kind === 'page' ? `${evidence.page} ${evidence.box.join(' ')}` : '';
    const other = places.get(place);
    const kept = !other || row.doubts.length < other.doubts.length ? row : other;
    // two names for one cell: which of them is whole nobody knows
    const doubtful = other !== undefined && place !== '' && other.name.text !== row.name.text && !kept.doubts.includes('row-wrapped');
    places.set(place, doubtful ? { ...kept, doubts: [...kept.doubts, 'row-wrapped'] } : kept);
  }
  return [...places.values()];
}
