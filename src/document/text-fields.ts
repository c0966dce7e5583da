/** Tables of a plain text whose fields are parted by bars or tabs, set below each other. */
import { runsOf, type TextRun, withoutTabs } from './text-runs.ts';

const FIELD_GAP = 3;
const MARKS = ['|', '\t'] as const;
type Mark = (typeof MARKS)[number];

/** Certificates have no wider tables, and no longer ones; others stay as they are. */
const MOST_FIELDS = 60;
const MOST_LINES = 2_000;

const split = (line: string, mark: Mark): string[] => line.split(mark, MOST_FIELDS + 1);

const isDrawn = (line: string): boolean => /^[\s|+=_*~.:-]*$/.test(line);

/**
 * The lines of tables whose fields are parted by bars or tabs that do not stand below each other (`Lead | ≤2ppm | 0.8ppm |`), each field
 * moved to where the widest of its column lets it stand. Bars drawn below each other are columns as they are.
 */
export function fieldsOf(lines: readonly string[]): Map<number, TextRun[]> {
  const fields = new Map<number, TextRun[]>();
  for (const mark of MARKS) {
    for (let start = 0; start < lines.length; start++) {
      let end = start;
      while (end < lines.length && (split(lines[end]!, mark).length > 2 || (end > start && lines[end] !== '' && isDrawn(lines[end]!))))
        end++;
      const rows = lines.slice(start, end).filter(line => !isDrawn(line));
      if (rows.length > 1 && end - start <= MOST_LINES && !isLinedUp(rows, mark)) lineUp(lines, start, end, mark, fields);
      start = Math.max(start, end);
    }
  }
  return fields;
}

/** Tabs are fields only where each line has as many: else some stand for what is wider than a stop. */
function isLinedUp(rows: readonly string[], mark: Mark): boolean {
  const count = (line: string): number => split(line, mark).length;
  if (rows.some(line => count(line) > MOST_FIELDS)) return true;
  if (mark === '\t' && rows.some(line => count(line) !== count(rows[0]!))) return true;
  const places = rows.map(line => startsOf(split(line, mark), mark));
  const most = places.reduce((one, next) => (next.length > one.length ? next : one));
  return places.every(own => own.every(at => most.includes(at)));
}

/** Where each field but the first begins. */
const startsOf = (fields: readonly string[], mark: Mark): number[] =>
  fields.slice(1).map((_, i) => withoutTabs(`${fields.slice(0, i + 1).join(mark)}${mark}`).length);

function lineUp(lines: readonly string[], start: number, end: number, mark: Mark, into: Map<number, TextRun[]>): void {
  const parted = lines.slice(start, end).map(line => (isDrawn(line) ? [] : split(line, mark)));
  const most = Math.max(...parted.map(({ length }) => length));
  const widths = Array.from({ length: most }, (_, i) => Math.max(...parted.map(fields => fields[i]?.trim().length ?? 0)));
  const lefts = widths.map((_, i) => 1 + widths.slice(0, i).reduce((sum, width) => sum + width + (width > 0 ? FIELD_GAP : 0), 0));
  parted.forEach((fields, k) => {
    let passed = 0;
    const runs = fields.flatMap((field, i) => {
      const before = passed + field.length - field.trimStart().length;
      passed += field.length + mark.length;
      return runsOf(field.trim()).map(({ text, column }) => ({ text, column: lefts[i]! + column - 1, from: before + column }));
    });
    into.set(start + k, runs);
  });
}
