/** XLSX workbooks to sheets of cells, each as displayed. */
import type { Problem } from '../coa/problem.ts';
import type { Cell, Sheet } from './document.ts';
import { DocumentRefused } from './document.ts';
import { builtInFormat, displayNumber } from './number-format.ts';
import { raised, settleRaised } from './raised.ts';
import { visitXml } from './xml.ts';
import { unzip } from './zip.ts';

/** Tables of certificates have some hundred cells. */
export const MAX_CELLS = 500_000;
export const MAX_COLUMNS = 1_000;

/** Some programs number the parts that others have but one of, `xl/workbook2.xml`. */
const WANTED = /^xl\/(?:workbook\d*\.xml|styles\d*\.xml|sharedStrings\d*\.xml|_rels\/workbook\d*\.xml\.rels|worksheets\/[^/]+\.xml)$/i;

interface Book {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly epoch1904: boolean;
}

/** What a person sees who opens the workbook, and what is hidden or failed in it. */
export function readXlsx(bytes: Uint8Array): { sheets: Sheet[]; problems: Problem[] } {
  const parts = unzip(bytes, name => WANTED.test(name));
  const xml = (name: string | undefined): string => {
    const part = name === undefined ? undefined : parts.get(name);
    return part ? new TextDecoder().decode(part) : '';
  };
  const name = [...parts.keys()].find(part => /^xl\/workbook\d*\.xml$/i.test(part));
  const workbook = xml(name);
  if (workbook === '')
    throw new DocumentRefused('broken-file', 'The workbook has no list of sheets. Save it again, or send its table as CSV.');
  const relations = readRelations(
    xml([...parts.keys()].find(part => part.toLowerCase() === `xl/_rels/${name!.slice(3)}.rels`.toLowerCase())),
  );
  const ofType = (type: string, usual: string): string =>
    xml(relations.find(relation => relation.type.endsWith(`/${type}`))?.target ?? usual);
  const book: Book = {
    strings: readStrings(ofType('sharedStrings', 'xl/sharedStrings.xml')),
    formats: readFormats(ofType('styles', 'xl/styles.xml')),
    epoch1904: /date1904="(?:1|true)"/.test(workbook),
  };
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  let budget = MAX_CELLS;
  const read = readSheetList(workbook).map(({ name, relation, hidden }) => {
    const all = readCells(xml(targets.get(relation)), book, budget);
    budget -= all.length;
    const shown = hidden ? [] : all.filter(cell => !cell.hidden);
    return {
      ...{ name, hidden, unseen: all.filter(cell => hidden || cell.hidden) },
      shown: shown.map(({ address, row, column, text }): Cell => ({ address, row, column, text })),
    };
  });
  return withoutHidden(read);
}

/** A sheet as it is read, before what it does not show is left out. */
export interface SheetRead {
  readonly name: string;
  /** The sheet itself is. */
  readonly hidden: boolean;
  readonly shown: readonly Cell[];
  /** In hidden rows or columns. */
  readonly unseen: readonly Cell[];
}

/** What a person sees who opens the workbook, and a problem for each sheet that hides numbers. */
export const withoutHidden = (read: readonly SheetRead[]): { sheets: Sheet[]; problems: Problem[] } => ({
  sheets: read.flatMap(({ name, hidden, shown }) => (hidden ? [] : [{ name, cells: shown }])),
  problems: read.flatMap(hiddenProblem),
});

function hiddenProblem({ name, hidden, shown, unseen }: SheetRead): Problem[] {
  const first = (hidden ? [...shown, ...unseen] : unseen).find(({ text }) => /\d/.test(text));
  if (!first) return [];
  const what = hidden ? `The hidden sheet "${name}"` : `Hidden rows or columns of the sheet "${name}"`;
  return [
    {
      code: 'invisible-text',
      severity: 'warning',
      message: `${what} (from ${first.address}) hold text with numbers that the workbook does not show; it was left out. Compare with the workbook.`,
    },
  ];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function readRelations(xml: string): Relation[] {
  const relations: Relation[] = [];
  visitXml(xml, {
    open({ name, attributes }) {
      if (name !== 'Relationship') return;
      const target = (attributes.get('Target') ?? '').replace(/^\.\//, '');
      relations.push({
        id: attributes.get('Id') ?? '',
        type: attributes.get('Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      });
    },
  });
  return relations;
}

interface Listed {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

function readSheetList(xml: string): Listed[] {
  const sheets: Listed[] = [];
  visitXml(xml, {
    open({ name, attributes }) {
      if (name !== 'sheet') return;
      // whatever the prefix of the relations' namespace is called
      const relation = attributes.get('r:id') ?? [...attributes].find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.get('name') ?? '', relation, hidden: /hidden/i.test(attributes.get('state') ?? '') });
    },
  });
  return sheets;
}

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  let isRaised = false;
  visitXml(xml, {
    open({ name, attributes }) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic++;
      if (name === 't') inText = true;
      if (name === 'r') isRaised = false;
      if (name === 'vertAlign') isRaised = attributes.get('val') === 'superscript';
    },
    text(text) {
      if (current !== null && inText && phonetic === 0) current += isRaised ? raised(text) : text;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic--;
      if (name === 'r') isRaised = false;
      if (name === 'si') strings.push(settleRaised(current ?? ''));
    },
  });
  return strings;
}

/** The number format of every cell style, in the order cells refer to them. */
function readFormats(xml: string): string[] {
  const custom = new Map<number, string>();
  const formats: string[] = [];
  let inCells = false;
  visitXml(xml, {
    open({ name, attributes }) {
      if (name === 'numFmt') custom.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? 'General');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        formats.push(custom.get(id) ?? builtInFormat(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

interface OpenCell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
}

interface ReadCell extends Cell {
  readonly hidden: boolean;
}

function readCells(xml: string, book: Book, budget: number): ReadCell[] {
  const cells: ReadCell[] = [];
  const hiddenColumns = new Set<number>();
  let hiddenRow = false;
  const merged: string[] = [];
  let cell: OpenCell | null = null;
  let collecting = false;
  // Some programs leave addresses out: a cell then follows the one before it.
  let row = 0;
  let column = 0;
  visitXml(xml, {
    open({ name, attributes }) {
      if (name === 'row') {
        row = Number(attributes.get('r') ?? row + 1);
        column = 0;
        hiddenRow = isHidden(attributes, 'ht');
      }
      if (name === 'col' && isHidden(attributes, 'width'))
        addColumns(hiddenColumns, Number(attributes.get('min') ?? 0), Number(attributes.get('max') ?? 0));
      if (name === 'c') {
        column = columnOf(attributes.get('r')) ?? column + 1;
        cell = { row, column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0), value: '' };
      }
      if (name === 'mergeCell') merged.push(attributes.get('ref') ?? '');
      collecting = cell !== null && (name === 'v' || name === 't');
    },
    text(text) {
      if (cell && collecting) cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false;
      if (name !== 'c' || !cell) return;
      const read = toCell(cell, book);
      cell = null;
      if (!read) return;
      const hidden = hiddenRow || hiddenColumns.has(read.column);
      if (cells.push({ ...read, hidden }) > budget) throw tooManyCells();
    },
  });
  if (merged.length === 0) return cells;
  const byAddress = new Map(cells.map(one => [one.address, one]));
  for (const range of merged) if (cells.push(...repeatedBelow(byAddress, range)) > budget) throw tooManyCells();
  return cells;
}

/** Those that a file calls hidden, however often it does. */
export function addColumns(columns: Set<number> | undefined, from: number, to: number): void {
  if (!columns || columns.size >= MAX_COLUMNS) return;
  for (let column = Math.max(1, from); column <= Math.min(to, MAX_COLUMNS); column++) columns.add(column);
}

const isHidden = (attributes: ReadonlyMap<string, string>, size: 'ht' | 'width'): boolean =>
  /^(?:1|true)$/i.test(attributes.get('hidden') ?? '') || Number(attributes.get(size) ?? 1) === 0;

/** Rows of a certificate that one cell is drawn across. */
const MOST_MERGED = 200;

/** A word merged down over several rows, as the unit of a whole panel, is said of each of them; a number is said once. */
function repeatedBelow(cells: ReadonlyMap<string, ReadCell>, merged: string): ReadCell[] {
  const [, left, top, right, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(merged) ?? [];
  const rows = Number(bottom) - Number(top);
  if (left === undefined || left !== right || !(rows >= 1 && rows <= MOST_MERGED)) return [];
  const said = cells.get(`${left}${top}`);
  if (!said || !isSaidOfEach(said.text)) return [];
  return Array.from({ length: rows }, (_, i) => ({ ...said, row: said.row + i + 1 }));
}

/** A unit or a verdict, no number. */
export const isSaidOfEach = (text: string): boolean => /\p{L}|%/u.test(text) && !/^\W*\d/.test(text);

export function tooManyCells(): DocumentRefused {
  return new DocumentRefused(
    'too-large',
    `The table has more than ${MAX_CELLS} cells or ${MAX_COLUMNS} columns. Send the certificate's rows alone.`,
  );
}

function columnOf(address: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address ?? '')?.[1];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : null;
}

export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function toCell(cell: OpenCell, book: Book): Cell | null {
  const { row, column } = cell;
  const text = textOf(cell, book).trim();
  if (text === '' || !Number.isSafeInteger(row)) return null;
  if (column > MAX_COLUMNS) throw tooManyCells();
  return { address: `${columnName(column)}${row}`, row, column, text };
}

function textOf({ type, style, value }: OpenCell, book: Book): string {
  switch (type) {
    case 's':
      return book.strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return value === '' ? '' : displayNumber(value, book.formats[style] ?? 'General', book.epoch1904);
    default:
      return value;
  }
}
