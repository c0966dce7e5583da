/** Lists of substances with the least amount that is found of each, and no result: `Compound | LOQ (mg/kg)`. */
import type { Word } from '../../src/document/document.ts';
import { cellKind, unitsIn } from './cell.ts';
import { centreY, height, type Piece, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';

export interface LimitList {
  readonly names: readonly (readonly Word[])[];
  /** One a name. */
  readonly limits: readonly (readonly Word[])[];
  readonly unit: { readonly text: string; readonly piece: Piece } | null;
  readonly ofDetection: boolean;
  /** What stands over the headings, from the nearest on, and what stands under the last name. */
  readonly over: readonly Word[];
  readonly under: readonly Word[];
}

type Line = readonly Piece[];

const HEADS: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['name', 'lod', 'loq', 'reporting-limit', 'unit']);
/** In heights of a line: what is further off is no part of the list, nor said of it. */
const NEAR = 1.8;
const FAR = 2.6;

/** Of names and limits alone, both of them. */
function isHeading(line: Line): boolean {
  const roles = line.map(({ text, kind }) => (kind === 'unit' ? 'unit' : roleOfHeader(text)));
  return roles.every(role => HEADS.has(role)) && roles[0] === 'name' && roles.some(role => role !== 'name' && role !== 'unit');
}

/** `… with the following limits of quantitation (mg/kg):` ends a sentence that the list follows without headings. */
const introduces = (line: Line): boolean =>
  line.length === 1 &&
  /[:)]$/.test(line[0]!.text) &&
  /\b(?:l?loqs?|limits? of quanti(?:tation|fication)|reporting limits?)\b/i.test(line[0]!.text);

/** `Abamectin | 0.10 | Acephate | 0.10`, a unit behind each or none; null where it is anything else. */
function entriesOf(line: Line, isName: (words: readonly Word[]) => boolean) {
  const entries: { name: Piece; limit: Piece | null; unit: Piece | null }[] = [];
  for (const piece of line) {
    const last = entries.at(-1);
    if (last && !last.limit && cellKind(piece.text) === 'number') last.limit = piece;
    else if (last?.limit && !last.unit && piece.kind === 'unit') last.unit = piece;
    else if (isName(piece.words)) entries.push({ name: piece, limit: null, unit: null });
    else return null;
  }
  return entries.every(({ limit }) => limit !== null) ? entries : null;
}

/** `lines` of a page from the top down; `isName`: whether words name a substance. */
export function limitLists(lines: readonly Line[], isName: (words: readonly Word[]) => boolean): LimitList[] {
  const sorted = lines.toSorted((a, b) => centreY(a[0]!) - centreY(b[0]!));
  return sorted.flatMap((line, at) => {
    if (!isHeading(line) && !introduces(line)) return [];
    const rows: NonNullable<ReturnType<typeof entriesOf>> = [];
    let [end, bottom] = [at + 1, unionBox(line)[3]];
    for (; end < sorted.length; end += 1) {
      const next = sorted[end]!;
      const entries = unionBox(next)[1] - bottom < NEAR * height(line[0]!) ? entriesOf(next, isName) : null;
      if (!entries) break;
      rows.push(...entries);
      bottom = unionBox(next)[3];
    }
    const [heading] = line.filter(({ text }) => unitsIn(text).length > 0);
    const own = new Set(rows.map(({ unit }) => unit?.text));
    const [first] = rows;
    const unit =
      own.size === 1 && first?.unit
        ? { text: first.unit.text, piece: first.unit }
        : own.size === 1 && heading
          ? { text: unitsIn(heading.text)[0]!, piece: heading }
          : null;
    return [
      {
        names: rows.map(({ name }) => name.words),
        limits: rows.map(({ limit }) => limit!.words),
        unit,
        ofDetection: line.some(({ text }) => roleOfHeader(text) === 'lod'),
        over: said(sorted.slice(Math.max(0, at - 2), at), unionBox(line)[1], height(line[0]!)),
        under:
          end < sorted.length && unionBox(sorted[end]!)[1] - bottom < FAR * height(line[0]!)
            ? sorted[end]!.flatMap(({ words }) => words)
            : [],
      },
    ];
  });
}

/** The words of up to two lines over the headings that follow each other. */
function said(lines: readonly Line[], top: number, size: number): Word[] {
  const words: Word[] = [];
  let below = top;
  for (const line of lines.toReversed()) {
    const [, begin, , end] = unionBox(line);
    if (below - end > FAR * size) break;
    words.unshift(...line.flatMap(piece => piece.words));
    below = begin;
  }
  return words;
}
