/** Results per vial: `Vial 1 | 5.2 mg` under the title of a test, tests over their columns, vials over theirs. Each row says of which vial it is. */
import type { Page } from '../../src/document/document.ts';
import { isFinding, splitUnit } from './cell.ts';
import { panelOfAnalytes } from './panels.ts';
import { linesOf, makePiece, type Piece, printed, textOf } from './piece.ts';
import type { TableRow } from './table-row.ts';
import { unitOver, type VialCell } from './vial-cells.ts';
import { OVER_NUMBERS, VIAL } from './vial-names.ts';
import { vialsBelow } from './vials-below.ts';
import { vialsBeside } from './vials-beside.ts';

/** Rows of vials, and the pieces that they do not take. */
export function readVials(page: Page, pieces: readonly Piece[]): { readonly rows: readonly TableRow[]; readonly rest: readonly Piece[] } {
  const whole = pieces.flatMap(labelApart);
  if (!whole.some(({ text }) => VIAL.test(text) || OVER_NUMBERS.test(text))) return { rows: [], rest: pieces };
  const lines = linesOf(whole);
  const found = lines.flatMap((_, at) => vialsBelow(lines, at) ?? vialsBeside(lines, at) ?? []);
  const taken = new Set(found.flatMap(one => one.taken));
  const rows = found.flatMap(({ cells }) => cells).map(cell => toRow(cell, page));
  return { rows, rest: taken.size === 0 ? pieces : whole.filter(piece => !taken.has(piece)) };
}

/** `Vial 1: 5.2 mg` in one piece. */
function labelApart(piece: Piece): Piece[] {
  const { words, page } = piece;
  const end = words.findIndex(({ text }) => text.endsWith(':')) + 1;
  if (end < 1 || end > 3 || end === words.length || !VIAL.test(textOf(words.slice(0, end)))) return [piece];
  return [makePiece(words.slice(0, end), page), makePiece(words.slice(end), page)];
}

function toRow({ test, vial, value, heading, beside = {}, note }: VialCell, page: Page): TableRow {
  const apart = splitUnit(value.text);
  const over = heading && unitOver(heading.text);
  const unit = apart
    ? printed(apart.unit, [value], page)
    : beside.unit
      ? printed(beside.unit.text, [beside.unit], page)
      : over && isFinding(value.kind)
        ? printed(over, [heading], page)
        : undefined;
  return {
    panel: panelOfAnalytes([test.text]) ?? 'other',
    name: printed(test.text, test.pieces, page),
    value: printed(apart?.value ?? value.text, [value], page),
    ...(unit ? { unit } : {}),
    ...(beside.limit ? { limit: printed(beside.limit.text, [beside.limit], page) } : {}),
    ...(beside.verdict ? { verdict: printed(beside.verdict.text, [beside.verdict], page) } : {}),
    ...(beside.method ? { method: printed(beside.method.text, [beside.method], page) } : {}),
    ...(vial ? { testPortion: printed(vial.text, vial.pieces, page) } : {}),
    ...(note ? { note: printed(note.text, [note], page) } : {}),
    further: [],
    doubts: [],
    page: page.number,
    y: value.box[1],
  };
}
