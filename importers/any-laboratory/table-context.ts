/** What is said of a table outside its rows: its title, the unit over it, the panel, whether it controls the results or sums them up. */
import type { Printed } from '../../src/coa/transcript.ts';
import { joinName, type Row } from './body.ts';
import { splitUnit } from './cell.ts';
import type { EmitContext } from './emit.ts';
import { goesOn, goesOnBelow } from './going-on.ts';
import { measuredIn } from './measured-in.ts';
import {
  isBlank,
  isControlBeside,
  isOfClaim,
  isOfUnit,
  isPanelName,
  isPutIn,
  isQualityControl,
  isSpread,
  panelOfAnalytes,
  panelOfTitle,
  titlesControls,
} from './panels.ts';
import { type Piece, printed } from './piece.ts';
import { isOfMeasurement, roleOfHeader } from './roles.ts';
import { hasRole, type Table } from './table.ts';
import { headTop, linesAbove, sectionBelowHead, statedAbove, titleOf, unitAbove, unitInTitle, unitOfNames } from './titles.ts';

interface TableAndRows {
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** The lowest table of the page before. */
export interface TableBefore {
  readonly table: Table;
  readonly context: EmitContext;
}

/** What is said of the tables of the page that are known so far. */
type Told = ReadonlyMap<Table, EmitContext>;

/** What is said of a table outside it; null for quality control and for lists of panels, which hold no results. */
export function contextOf(
  { table, rows }: TableAndRows,
  pieces: readonly Piece[],
  all: readonly Table[],
  { before: last, left, told }: { readonly before: TableBefore | null; readonly left: EmitContext | null; readonly told: Told },
): EmitContext | null {
  const above = [...sectionBelowHead(table, pieces), ...linesAbove(table, pieces, all)];
  const own = { title: titleOf(table, above), unit: unitOfNames(table) ?? unitAbove(table, above) };
  const shared = own.unit === null && table.head === null && unitInCells(table, rows) === null ? unitInTitle(table, pieces) : null;
  const names = rows.map(row => joinName(row.names));
  const bare = own.unit === null && shared === null;
  const before = !bare ? null : left ? halfOf(left, names, own.title) : (carriedTo(table, names, last) ?? carriedDown(table, names, told));
  const { title, unit } = before ?? (shared === null ? own : { title: own.title ?? shared, unit: shared });
  const control = controlsOf(table, rows, title?.text ?? '');
  if (control === 'all' || isSummary(table, names) || saysUntested(table, rows)) return null;
  const titled = title && panelOfTitle(title.text);
  const common = panelOfAnalytes(names);
  const panel = common ?? titled ?? panelOfTitle(table.nameHeading) ?? panelOfAnalytes(names, 0) ?? 'other';
  const stated = statedAbove(table, above, all);
  return {
    panel,
    mixed: common === null,
    title,
    titleUnit: unit,
    unitCarried: before !== null || shared !== null,
    stated,
    cellUnit: unitInCells(table, rows),
    measuredIn: measuredIn(table, rows),
    controlled: control === 'beside',
    page: table.page,
  };
}

/**
 * Whether a table is one of quality control (`all`), or has recoveries or duplicates beside the results of a sample, which leave a doubt whose
 * results they are (`beside`).
 */
function controlsOf({ columns, head }: Table, rows: readonly Row[], title: string): 'none' | 'beside' | 'all' {
  // the words of one heading may have been parted: `Spike` and `Recovery (%)`
  const headings = columns.map(({ heading, over }, i) => {
    const next = columns[i + 1]?.heading ?? '';
    return /^spike$/i.test(heading) && /^rec/i.test(next) ? `${heading} ${next}` : `${heading} ${over}`;
  });
  // beside the mean of several runs it says how far they differ
  const runs = /\b(?:mean|average)\b/i.test(headings.join(' '));
  const told = headings.map(heading => (runs ? heading.replace(/%?\s?rsd\b/i, '') : heading));
  if (titlesControls(title)) return 'all';
  // how far an instrument was calibrated says nothing of whose results stand beside it
  const controls = told.filter(heading => isQualityControl(heading) && !/\bcalibration range\b/i.test(heading));
  const claimed = columns.some(({ role, guessed, heading }) => role === 'value' && !guessed && isOfUnit(heading));
  if (controls.length === 0 || (claimed && controls.every(isOfClaim))) return 'none';
  // headings of the page before are a guess that each row says by itself
  const results = columns.some(
    ({ role, guessed, heading }) =>
      role === 'value' && (!guessed || head === null || /^sample$/i.test(heading)) && !isQualityControl(heading),
  );
  // a limit in the unit of results is none of recoveries
  const measured = columns.some(({ role, unit }) => isOfMeasurement(role) || (role === 'limit' && unit !== null && unit !== '%'));
  const recovered = controls.some(heading => /rec|spike/i.test(heading));
  const ofControl = recovered && !measured && (areLimitsOfControls(columns, rows) || headings.some(isPutIn));
  if (!results || !controls.every(isControlBeside) || ofControl) return 'all';
  return controls.every(heading => isBlank(heading) || isSpread(heading)) ? 'none' : 'beside';
}

/** `80-120`, `70 - 130 %`: within what a recovery has to be, or how far two may differ. */
const areLimitsOfControls = (columns: Table['columns'], rows: readonly Row[]): boolean =>
  columns.some(
    ({ role, heading }, i) =>
      (role === 'limit' && rows.some(row => row.cells.get(i)?.some(({ text }) => /^\d{2,3}\s?(?:%\s?)?[-–]\s?\d{3}\b/.test(text)))) ||
      /\brec\w*\.? (?:limits?|range|spec\w*\.?|criteria)\b/i.test(heading),
  );

/** The unit in the cells of results; of columns that are each in one of their own, that of the first. */
function unitInCells(table: Table, rows: readonly Row[]): Printed | null {
  const ofColumns = table.columns.flatMap((column, i) => {
    if (column.role !== 'value') return [];
    const cells = rows.flatMap(row => row.cells.get(i) ?? []);
    const numbers = cells.filter(cell => cell.kind === 'number' || (cell.kind === 'qualified' && splitUnit(cell.text) !== null));
    return numbers.length > 0 ? [numbers] : [];
  });
  const units = ofColumns.map(numbers => new Set(numbers.map(cell => splitUnit(cell.text)?.unit ?? null)));
  const [unit] = units[0] ?? [];
  return unit && units.every(own => own.size === 1 && !own.has(null)) ? printed(unit, ofColumns[0]!.slice(0, 1), table.page) : null;
}

export const isTopmost = (table: Table, all: readonly Table[]): boolean => all.every(other => headTop(other) >= headTop(table) - 1);

const headingsOf = (table: Table): string =>
  table.columns
    .map(column => column.heading)
    .join('|')
    .toLowerCase();

/** The heading of the names may have been lost on one of the pages. */
const areHeadedAlike = (a: Table, b: Table): boolean =>
  headingsOf(a) === headingsOf(b) &&
  (a.nameHeading.toLowerCase() === b.nameHeading.toLowerCase() || [a, b].some(({ nameHeading }) => nameHeading === ''));

export const isRestOf = (table: Table, last: Table): boolean =>
  last.page.number === table.page.number - 1 && (areHeadedAlike(last, table) || goesOn(table, last));

/** A table that runs on under the same headings on the next page, with analytes of the same panel, keeps its title and unit. */
function carriedTo(
  table: Table,
  names: readonly string[],
  last: TableBefore | null,
): { title: Printed | null; unit: Printed | null } | null {
  return last !== null && panelOfAnalytes(names) === last.context.panel && isRestOf(table, last.table)
    ? { title: last.context.title, unit: last.context.titleUnit }
    : null;
}

/** Rows below the footer, or a note, that a table of the page runs through keep its title and unit. */
function carriedDown(table: Table, names: readonly string[], told: Told): { title: Printed | null; unit: Printed | null } | null {
  if (table.head !== null) return null;
  const over = [...told].filter(
    ([{ head, nameLeft, block }]) => head !== null && nameLeft < table.block.right && block.right > table.nameLeft,
  );
  const [nearest] = over.filter(([other]) => headTop(other) < headTop(table)).sort(([a], [b]) => headTop(b) - headTop(a));
  if (!nearest || !goesOnBelow(table, nearest[0]) || panelOfAnalytes(names) !== nearest[1].panel) return null;
  return { title: nearest[1].title, unit: nearest[1].titleUnit };
}

/** The second half of a table stands beside the first, under the title and unit of that one. */
const halfOf = (
  left: EmitContext,
  names: readonly string[],
  title: Printed | null,
): (Pick<EmitContext, 'title'> & { unit: Printed | null }) | null =>
  left.titleUnit !== null && (panelOfAnalytes(names) ?? left.panel) === left.panel
    ? { title: title ?? left.title, unit: left.titleUnit }
    : null;

/** `Microbials: Pass, Pesticides: Pass`: a list of panels, and a section's title with its badge, are no results. */
function isSummary(table: Table, names: readonly string[]): boolean {
  if (hasRole(table, 'value')) return false;
  const title =
    table.head !== null && table.block.seeds[0]!.name.fontSize > 1.3 * Math.max(...table.head.pieces.map(piece => piece.fontSize));
  return (
    title || /^tests? (?:requested|conducted|performed)$/i.test(table.nameHeading) || names.filter(isPanelName).length >= 0.5 * names.length
  );
}

/** `Moisture | Not Tested` under `Test | Status`: the state of a panel, and no result. */
const saysUntested = ({ columns }: Table, rows: readonly Row[]): boolean =>
  columns.length === 1 &&
  roleOfHeader(columns[0]!.heading) === 'verdict' &&
  rows.every(row => row.cells.get(0)?.every(({ text }) => /^(?:not tested|n\/?t)$/i.test(text)));
