/** What stands over a table: its title, a unit said once, limits said once. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Word } from '../../src/document/document.ts';
import { isAmount, isUnit, splitUnit } from './cell.ts';
import type { Stated } from './emit.ts';
import { isKnownAnalyte } from './names.ts';
import { panelOfAnalytes, panelOfTitle, titlesControls } from './panels.ts';
import { centreX, height, linesOf, makePiece, type Piece, printed, sameLine, textOfLine } from './piece.ts';
import { roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

export const headTop = (table: Table): number => table.head?.top ?? table.block.seeds[0]!.name.box[1];

/** The heading of a column before the names, of numbers or codes of the rows. */
const headsCodes = (piece: Piece, { head, nameLeft }: Table): boolean =>
  piece.box[2] < nameLeft && roleOfHeader(piece.text) === 'other' && head?.pieces.some(other => sameLine(other, piece)) === true;

/** The lines above a table's header, nearest first. Tables side by side whose headers stand at one height share what stands over the first. */
export function linesAbove(table: Table, pieces: readonly Piece[], all: readonly Table[]): Piece[][] {
  const top = headTop(table);
  const size = table.block.seeds[0]!.name.fontSize;
  const beside = all.filter(
    other => other.head !== null && Math.abs(headTop(other) - top) < size && other.nameHeading === table.nameHeading,
  );
  const alone = !all.some(other => Math.abs(headTop(other) - top) < size && other.nameLeft < table.nameLeft);
  const codes = alone ? pieces.filter(piece => headsCodes(piece, table)) : [];
  // of a table on its side the labels of its lines
  const labels = table.columns.flatMap(({ headingPieces }) => headingPieces).filter(({ box }) => box[2] <= table.nameLeft);
  const left = Math.min(table.nameLeft, ...beside.map(other => other.nameLeft), ...[...codes, ...labels].map(({ box }) => box[0]));
  const rivals = all.filter(
    other => other !== table && headTop(other) < top - size && other.nameLeft < table.block.right && other.block.right > table.nameLeft,
  );
  const floor = Math.max(top - 14 * size, ...rivals.map(other => other.block.seeds.at(-1)!.name.box[3]).filter(bottom => bottom < top));
  // the box of a title in larger type reaches into the headings set close below it
  const reach = (piece: Piece): number => (piece.fontSize > 1.15 * size ? 0.25 * height(piece) : 0.13 * size);
  const lines = linesOf(
    pieces.filter(
      piece =>
        piece.box[3] <= top + reach(piece) &&
        piece.box[1] > floor - 0.13 * size &&
        piece.box[0] < table.block.right &&
        piece.box[2] > left - 7.5 * size,
    ),
  );
  // what stands over the table itself, where a line has such a part, is its own; the rest is the neighbour's, unless both are halves of one panel
  const panel = beside.length > 1 ? panelOfAnalytes(table.block.seeds.map(seed => seed.name.text)) : null;
  return lines
    .map(line => {
      const own = partOver(line, table.nameLeft, table.block.right);
      const isTitled = panelOfTitle(textOfLine(own)) !== null || bracketedUnit(textOfLine(own)) !== null;
      return !isTitled && panel !== null && panelOfTitle(textOfLine(line)) === panel ? line : own;
    })
    .reverse();
}

function partOver(line: Piece[], left: number, right: number): Piece[] {
  const own = line.filter(piece => piece.box[2] > left && centreX(piece) < right);
  const gap = (a: Piece, b: Piece): number => Math.max(a.box[0] - b.box[2], b.box[0] - a.box[2]);
  const apart = line.some(piece => !own.includes(piece) && own.some(other => gap(other, piece) > 2 * piece.fontSize));
  return own.length > 0 && apart ? own : line;
}

/** `RESIDUAL SOLVENTS (ppm)`: the title of a section says the unit of the rows below it, and of no others. */
export const isSectionTitle = (line: readonly Piece[]): boolean => {
  const text = textOfLine(line);
  return (
    text.length <= 70 &&
    line.every(({ kind }) => kind === 'text' || kind === 'unit') &&
    panelOfTitle(text) !== null &&
    bracketedUnit(text) !== null
  );
};

/** The title of the first section, between the headings and the rows. */
export function sectionBelowHead({ head, block, nameLeft }: Table, pieces: readonly Piece[]): Piece[][] {
  const first = block.seeds[0]!.name;
  if (head === null) return [];
  const between = pieces.filter(
    piece =>
      !head.pieces.includes(piece) &&
      piece.box[1] >= head.bottom - 1 &&
      piece.box[3] <= first.box[1] + 1 &&
      piece.box[2] > nameLeft &&
      piece.box[0] < block.right,
  );
  return linesOf(between).reverse().filter(isSectionTitle);
}

/** `Total Cannabinoids | Foreign Matter | Internal Standard` below a row of boxes titles nothing. */
const isOfControls = (line: readonly Piece[]): boolean =>
  titlesControls(textOfLine(line)) && !(line.length > 2 && line.some(({ text }) => isKnownAnalyte(text)));

/** The heading over a table: the nearest line above its header that names a panel, or else holds a unit. */
export function titleOf(table: Table, above: readonly (readonly Piece[])[]): Printed | null {
  // `Sample: | Red kratom powder | Lot #: | …` is the report's header
  const isLabelled = (line: readonly Piece[]): boolean =>
    line.length >= 4 && line.slice(0, -1).filter(({ text }) => /:$/.test(text)).length >= 2;
  const short = above.filter(line => line.every(piece => piece.words.length <= 9) && !isLabelled(line));
  const line =
    short.find(some => panelOfTitle(textOfLine(some)) !== null || isOfControls(some)) ??
    short.find(some => bracketedUnit(textOfLine(some)) !== null);
  return line ? printed(textOfLine(line), line, table.page) : null;
}

/** `% w/w, dry basis`. */
const BASIS = /[,;] ?(?:on )?(?:an? )?(?:dry|wet|fresh|anhydrous|as[- ](?:received|is))(?: (?:weight|matter))?(?: basis)?\s*$/i;

/** `% w/w, HPLC-UV`. */
const BY_TECHNIQUE = /[,;] ?(?:by )?(?:U?HPLC|UPLC|U?LC|GC|HS|ICP|AAS|ELISA|FTIR|NIR|UV|q?PCR)\b[\p{L}\d/+ -]{0,24}$/u;

/** A unit of content in brackets: `[cfu/g]`, `Micrograms per Gram(ug/g)`. */
const bracketedUnit = (text: string): string | null =>
  [...text.matchAll(/[[(]([^\])]+)[\])]/g)]
    .map(match => match[1]!.replace(BASIS, '').replace(BY_TECHNIQUE, '').trim())
    .find(inner => isUnit(inner) && /%|\/|^pp[mb]$/i.test(inner)) ?? null;

/** `Results in CFU/g`. */
const spokenUnit = (text: string): string | null => {
  const said =
    /\b(?:results?|values?|concentrations?|units?|výsledky|ergebnisse|resultados|résultats)\s+(?:(?:are|is|reported|expressed|given)\s+)*(?:in|as|v|en|exprimés en|jako)\s+(\S+(?: (?:w\/w|\(w\/w\)|hm\.))?)/i.exec(
      text,
    )?.[1];
  return said !== undefined && isUnit(said.replace(/[.,;]$/, '')) ? said.replace(/[.,;]$/, '') : null;
};

/** `Table 1. Kavalactones by HPLC-UV, results in % of dry matter, mean of three`: however long, it is said of the table below it. */
const isCaption = (line: readonly Piece[], unit: string): boolean =>
  /^(?:table|tab\.|tabelle|tableau|tabla|tabella|tabel|tabulka) ?\d/i.test(textOfLine(line)) && spokenUnit(textOfLine(line)) === unit;

/** `Pesticides   Units mg/kg`, `Pesticide Analysis in ppm by LC-MS/MS`, `Heavy Metals (ICP-MS), µg/g`, `Heavy Metals - ppb`. */
const labelledUnit = (text: string): string | null => {
  const said = /\bunits?:? (\S+)(?: |$)/i.exec(text)?.[1] ?? /(?:\bin| [-–—|]|,) (pp[mb]|%|[^\s/]+\/[km]?[gl])(?: |$)/i.exec(text)?.[1];
  return said !== undefined && isUnit(said) ? said : null;
};

/** `Method: … | Units mg/kg | Batch: …` */
const OF_UNITS = /^units?:? (%|pp[mb]|[µm]?c?g\/(?:k?g|m?l)|cfu\/(?:g|ml))$/i;

/** `µg/g | Limit | Found`: the unit of the results where the names have no other heading. */
const bareUnit = (heading: string): string | null => (OF_MASS.test(heading) ? heading : null);
const OF_MASS = /^(?:pp[mb]|[µμ]g\/k?g|mc?g\/k?g|ng\/g)$/i;

/** `Mycotoxin (ppb)` over the names. */
export function unitOfNames({ page, head, nameHeading }: Table): Printed | null {
  const unit = bracketedUnit(nameHeading) ?? bareUnit(nameHeading);
  const at = unit === null ? undefined : head?.pieces.find(({ text }) => text.includes(unit));
  return unit !== null && at ? printed(unit, [at], page) : null;
}

/** `LOQ (mg/g) | 0.1 | 0.1 | 0.1`, the last row of a table on its side: its unit is its own, as is what stands over it. */
const isRowOfNumbers = (line: readonly Piece[]): boolean => line.filter(({ kind }) => isAmount(kind)).length >= 3;

/** The unit said once for a whole table, in its title or beside a label of its own. */
export function unitAbove(table: Table, above: readonly (readonly Piece[])[]): Printed | null {
  const panel = panelOfAnalytes(table.block.seeds.map(seed => seed.name.text));
  const titles = above.flatMap(line => panelOfTitle(textOfLine(line)) ?? []);
  const ofPanel = titles.length > 0 && titles[0] === panel;
  for (const line of above) {
    if (isRowOfNumbers(line)) return null;
    // a table beside may be headed by the same line: behind a title, of its panel alone
    const titled = panel !== null && panelOfTitle(textOfLine(line)) === panel;
    const unit = bracketedUnit(textOfLine(line)) ?? spokenUnit(textOfLine(line)) ?? (titled ? labelledUnit(textOfLine(line)) : null);
    const alone = unit === null && ofPanel ? line.find(({ text }) => OF_UNITS.test(text)) : undefined;
    if (alone) return printed(OF_UNITS.exec(alone.text)![1]!, [alone], table.page);
    if (unit === null || (line.some(piece => piece.words.length > 9) && !isCaption(line, unit))) continue;
    return {
      ...printed(
        unit,
        line.filter(piece => piece.text.includes(unit)),
        table.page,
      ),
    };
  }
  return null;
}

/** `Pesticides (ppm)` close above rows without any headings, over them or left of them: a block of such rows may be one of several side by side. */
export function unitInTitle(
  { page, block, nameLeft }: Pick<Table, 'page' | 'block' | 'nameLeft'>,
  pieces: readonly Piece[],
): Printed | null {
  const { box, fontSize } = block.seeds[0]!.name;
  const above = pieces.filter(piece => piece.box[3] <= box[1] + 1 && piece.box[1] > box[1] - 3.5 * fontSize && piece.box[0] < nameLeft + 4);
  const title = linesOf(above)
    .reverse()
    .find(line => line.every(({ words }) => words.length <= 12) && panelOfTitle(textOfLine(line)) !== null);
  const limit = title ? /\((?:l?loq|lod|m?rl|mdl)\s*[:=]?\s*([^()]+)\)/i.exec(textOfLine(title))?.[1] : undefined;
  const unit = title ? (bracketedUnit(textOfLine(title)) ?? (limit ? (splitUnit(limit)?.unit ?? null) : null)) : null;
  return title && unit ? printed(unit, title, page) : null;
}

const textFrom = (words: readonly Word[], from: number, to = words.length): string =>
  words
    .slice(from, to)
    .map(word => word.text)
    .join(' ');

/** `Limit of Detection 0.27 mg/g`, said once above the table for all its rows; close under another table it is a footnote of that one. */
export function statedAbove(table: Table, above: readonly (readonly Piece[])[], all: readonly Table[]): Stated {
  if (table.columns.some(column => ['lod', 'loq', 'lod-loq'].includes(column.role ?? ''))) return {};
  const ends = all.flatMap(other => (other === table ? [] : [other.block.seeds.at(-1)!.name.box[3]]));
  const isFootnote = (line: readonly Piece[]): boolean =>
    ends.some(end => end <= line[0]!.box[1] + 2 && line[0]!.box[1] - end < headTop(table) - line[0]!.box[3]);
  let stated: Stated = {};
  for (const line of above.slice(0, 6)) {
    const words = line.length <= 2 ? line.flatMap(piece => piece.words) : [];
    const at = words.findIndex((_, k) => k > 0 && splitUnit(textFrom(words, k)) !== null);
    const apart = at > 0 ? splitUnit(textFrom(words, at)) : null;
    const label = textFrom(words, 0, at).replace(/\s*[:=]$/, '');
    const role = apart && !/[,;=]/.test(label) ? roleOfHeader(label) : null;
    if ((role === 'lod' || role === 'loq') && apart && !isFootnote(line))
      stated = {
        ...stated,
        [role]: printed(apart.value.replace(/^[=:]\s*/, ''), [makePiece(words.slice(at), table.page.number)], table.page),
        unit: apart.unit,
      };
  }
  return stated;
}
