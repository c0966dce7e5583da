/** What leaves a doubt whether a row was read as it stands: names cut off, cells that ran together, parts that stand elsewhere. */
import type { Finding } from '../../src/coa/finding.ts';
import { readFinding } from '../../src/coa/read-finding.ts';
import { remember } from '../../src/coa/remember.ts';
import { cellsOf, cellText, isOfRemarks, misplacedQualifier, SIGN } from './beside.ts';
import { joinName, type Row } from './body.ts';
import { type CellKind, cellKind, isAmount, isFinding, isNoVerdict, splitUnit } from './cell.ts';
import { isRunTogether } from './heading-words.ts';
import { isGuessedLimit } from './limits-of-standards.ts';
import { isKnownAnalyte } from './names.ts';
import { linesOf, overlapX, type Piece, unionBox } from './piece.ts';
import { type ColumnRole, headsNothingKept, LIMITS_OF_MEASUREMENT, looksLikeHeader, roleOfHeader } from './roles.ts';
import { areSeveral } from './rows.ts';
import { isBareStandard } from './second-columns.ts';
import type { Table } from './table.ts';

/** An amount, or a bound, in a column that is said to hold none. */
export const hasUnusedFinding = (table: Table, row: Row): boolean =>
  table.columns.some(
    ({ role }, i) =>
      (role === null || role === 'other' || role === 'note' || role === 'method') && row.cells.get(i)?.some(({ kind }) => isFinding(kind)),
  );

/** A limit or a number among the units, LOD and LOQ among the limits: the row has not the columns of these headings. */
const isMisplaced = (table: Table, row: Row): boolean =>
  [...cellsOf(table, row, 'unit'), ...cellsOf(table, row, 'limit')].some(({ column, cells }) =>
    (column.role === 'unit' ? ['number', 'qualified', 'pair'] : ['pair', 'unit']).includes(cellKind(cellText(cells))),
  );

/** `NMT 0.5`, `<= 0.010`: said of what is allowed, never of what can be measured; the sign may be the next column's. */
const ALLOWED = /^(?:(?:nmt|nlt|not (?:more|less) than|max(?:imum)?|min(?:imum)?)\b|[≤≥]|[<>]=)/i;

/** Two numbers, or words, where one limit of measurement stands: the next column's cell, too. */
const crowdedLimits = (table: Table, row: Row): boolean =>
  LIMITS_OF_MEASUREMENT.some(role =>
    cellsOf(table, row, role).some(({ cells }) => {
      const text = cellText(cells);
      // `100 100`: no thousands, where they stand in two places
      const apart = linesOf(cells)[0]!.filter(({ kind }) => isAmount(kind)).length > 1;
      return apart || (['text', 'unit'].includes(cellKind(text)) && /\d/.test(text)) || ALLOWED.test(text);
    }),
  );

/** A number, or a bound, under a heading nobody knows. */
const unknownBeside = (table: Table, row: Row): boolean =>
  table.columns.some((column, i) => column.role === null && column.heading !== '' && row.cells.get(i)?.some(({ kind }) => isAmount(kind)));

const OPEN_PORTION = /(?:^|\s)(?:in|per|en|dans|auf|na|pro|je)$/;

/** An unknown name in small letters, where all others begin with a capital or a number: the rest of the one above. */
const goesOnAbove = (table: Table, name: string): boolean =>
  /^\p{Ll}/u.test(name) &&
  !isKnownAnalyte(name) &&
  table.block.seeds.every(seed => !/^\p{Ll}/u.test(seed.name.text) || seed.name.text === name);

/** A name that ends in the middle, or is nothing but the abbreviation behind it: its rest stands on a line that was not found. */
const isCut = (name: string): boolean =>
  /^\(.*\)\W*$/.test(name) ||
  (name.match(/[([]/g) ?? []).length > (name.match(/[)\]]/g) ?? []).length ||
  /[,\-/&]$/.test(name.replace(/[*†‡^\s]+$/, ''));

/** What is written out beside a result, and may take several lines. */
const WORDY: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['method', 'note', 'other']);

/** The rest of `Clostridium spp.` */
const NO_NAME = /^\(?(?:spp?|species)\.?\)?$/i;

/** `Not more than` over `100,000 CFU/g`: neither line is a limit by itself, and nothing else could stand between. */
function isLimitInTwo(role: ColumnRole | null | undefined, cells: readonly Piece[]): boolean {
  const [upper, ...more] = linesOf(cells);
  return role === 'limit' && more.length === 1 && cellKind(cellText(upper!)) === 'text' && cellKind(cellText(cells)) === 'qualified';
}

/** Lines that make a known name only together, their values on one line, leave nothing to doubt. */
function surelyWrapped(table: Table, row: Row): boolean {
  const lines = linesOf(row.names);
  const parts = lines.map(line => line.map(piece => piece.text).join(' '));
  const wrapped = [...row.cells].filter(([i, cells]) => linesOf(cells).length > 1 && !isLimitInTwo(table.columns[i]?.role, cells));
  // the method or a note alone is
  if (
    !row.open &&
    lines.length === 1 &&
    isKnownAnalyte(joinName(row.names)) &&
    wrapped.every(([i]) => WORDY.has(table.columns[i]?.role ?? null))
  )
    return true;
  // the method beside it may be wrapped as well
  const cellsInLine = wrapped.every(([i]) => !row.open && WORDY.has(table.columns[i]?.role ?? null));
  const told = parts.filter(part => !NO_NAME.test(part));
  const parted = told.some(isKnownAnalyte) && (told.length === parts.length || told.length > 1);
  return cellsInLine && isKnownAnalyte(joinName(row.names)) && !parted;
}

/** `<` alone in a column that says nothing of results. */
const isSigned = (table: Table, row: Row): boolean =>
  table.columns.some((column, i) => !isOfRemarks(column) && SIGN.test(cellText(row.cells.get(i) ?? [])));

/** `M-101 10000000`: the code of a method that ran into the limit. */
const CODE_AND_AMOUNT = /^(?:\p{Lu}+[-\d]\S*|\d+ ?h) [<≤]?\d[\d.,]*$/u;
const LIMIT_AND_VERDICT = /\S\s+(?:pass|fail)(?:ed)?$/i;
/** `ConformePiperonyl`: a verdict, and the name in the table beside it. */
const RUN_TOGETHER = /\p{Ll}\p{Lu}\p{Ll}/u;
/** A letter that qualifies a number, the name of a limit whose `<` stands in another cell, or `Not` without `Detected`, alone. */
const RESTS = /^(?:l?lo[dq]|LO[DQ]|LLO[DQ]|[UJBHEQR]|[Nn](?:ot|one|on|icht))$/;

/** `SampleDetection` over several columns: of two headings that touch and could not be parted nobody knows which is whose. */
const hasTouching = (table: Table, row: Row): boolean =>
  table.columns.some(
    ({ headingPieces, overPieces = [] }, i) =>
      (row.cells.get(i)?.length ?? 0) > 0 &&
      [...headingPieces, ...overPieces].some(piece =>
        piece.words.some(
          ({ text }) =>
            isRunTogether(text) && text.split(/(?<=\p{Ll})(?=\p{Lu})/u).some(part => OF_HEADINGS.test(part) || looksLikeHeader(part)),
        ),
      ),
  );

/** `0.05` under `LOD/LOQ`: which of the two it is nobody knows. */
const oneOfTwo = (table: Table, row: Row): boolean =>
  cellsOf(table, row, 'lod-loq').some(({ cells }) => isAmount(cellKind(cellText(cells))));

/** `W-41040` under `Lab No.` and `LOQ`: the cell of a column that seems empty touches the one before it. */
const reachesUnder = (table: Table, row: Row): boolean =>
  table.columns.some(({ role, headingPieces, left, right }, i) => {
    if (!MEASURED.has(role) || headingPieces.length === 0 || row.cells.get(i)?.length) return false;
    return [...row.cells.values()]
      .flat()
      .some(({ kind, words, text, box }) => kind === 'text' && words.length === 1 && /\d$/.test(text) && box[2] >= right && box[0] < left);
  });

/** `<= 2.0` under `Limit` that counts as a cell of the methods beside it, one of which reaches over both columns. */
const standsUnder = (table: Table, row: Row): boolean =>
  table.columns.some(({ role, headingPieces }, i) => {
    if (!MEASURED.has(role) || headingPieces.length === 0 || row.cells.get(i)?.length) return false;
    const [begin, , end] = unionBox(headingPieces);
    const strange = table.columns.flatMap((other, k) =>
      WORDY.has(other.role) && other.left < end && other.right > end ? (row.cells.get(k) ?? []) : [],
    );
    return strange.some(cell => isAmount(cell.kind) && overlapX(cell.box, [begin, 0, end, 0]) > 0);
  });

/**
 * `HS-GC-MS 5000` under `Technique` and `Reg. Limit`, `5000 02NOV26` under `Reg. Limit` and `Date`, which were taken for one heading; whatever
 * stands under `Basis Limit`, as one of the two columns seems to be empty.
 */
const underTwoHeadings = (table: Table, row: Row): boolean =>
  table.columns.some(({ role, heading }, i) => {
    const cells = row.cells.get(i) ?? [];
    if (MEASURED.has(role)) return cells.length > 0 && areTwoHeadings(heading);
    if (!/\b(?:limits?|l?loq|lod|results?|levels?)\b/i.test(heading)) return false;
    const crowded = cells.filter(
      ({ words }) => words.length > 1 && [words[0]!, words.at(-1)!].some(({ text }) => isAmount(cellKind(text))),
    );
    return role === 'method' || role === 'note'
      ? cells.some(({ kind }) => isAmount(kind)) || crowded.length > 0
      : role === 'other' && crowded.some(({ kind }) => kind === 'text');
  });

/** What says of which of the columns it stands over, and with the heading beside it makes no other. */
const areTwoHeadings = remember((heading: string): boolean => {
  const words = heading.split(' ');
  return words.slice(1).some((_, i) => {
    const [first, second] = [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')];
    const ofResults = (text: string): boolean =>
      MEASURED.has(roleOfHeader(text)) && !/^(?:batch|lot|sample|lab|mass|weight|wt|portion|vol)\b/i.test(heading);
    return (headsNothingKept(first) && ofResults(second)) || (headsNothingKept(second) && ofResults(first));
  });
});

const BELOW: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>(['not_detected', 'below_limit', 'detected_not_quantified']);

/** `0.05 | not detected`, `0.12 | <LOQ` in a column of remarks: the number is a limit, or one of the two is wrong. */
const isDenied = (table: Table, row: Row, value: string): boolean =>
  cellKind(value) === 'number' &&
  /[1-9]/.test(value) &&
  table.columns.some((column, i) => {
    const text = isOfRemarks(column) ? cellText(row.cells.get(i) ?? []) : '';
    // a letter may be a mark of anything
    return /\p{L}{2}/u.test(text) && BELOW.has(readFinding(text, { decimalMark: '.' }).kind);
  });

const MEASURED: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['value', 'limit', ...LIMITS_OF_MEASUREMENT]);

/** Words that are headings with what stands below them. */
const OF_HEADINGS = /^(?:analytical|detection|quantitation|report(?:ing)?|sample|test)$/i;

/** `NMT 100 0413`, `Absent Absent`, `PASS ND`: the cells of two columns in one, neither of which is known to be this one's. */
function areTwo(text: string): boolean {
  if (WORD_AND_NUMBER.test(text)) return true;
  const words = text.split(' ');
  if (words.length < 2 || words.length > LONGEST || cellKind(text) !== 'text') return false;
  const isCell = (some: readonly string[], ...kinds: readonly CellKind[]): boolean => kinds.includes(cellKind(some.join(' ')));
  return words.slice(1).some((_, i) => isCell(words.slice(0, i + 1), ...TOLD, 'dash', 'verdict') && isCell(words.slice(i + 1), ...TOLD));
}

/** `ND 0.68 g`, `<LOQ 0.70`: no portion that was tested, which is whole, and no bound, which has a sign or brackets. */
const WORD_AND_NUMBER = /^(?:n\.?d\.?|[<≤]? ?l?lo[qd]|not detected|absent|negative|blq|bql)\s\d*[.,]\d/i;

/** In words. */
const LONGEST = 8;
const TOLD: readonly CellKind[] = ['number', 'qualified', 'words', 'pair', 'date', 'uncertainty'];

/** Doubts by their codes in docs/problems.md. */
export function rowDoubts(
  table: Table,
  row: Row,
  { name, value, verdict }: { readonly name: string; readonly value: string; readonly verdict: string | undefined },
): Set<'row-wrapped' | 'cell-crowded'> {
  const doubts = new Set<'row-wrapped' | 'cell-crowded'>();
  if ((row.wrapped && !surelyWrapped(table, row)) || isCut(name) || goesOnAbove(table, name)) doubts.add('row-wrapped');
  const texts = [...row.cells.values()].flat().map(({ text }) => text);
  const crowded =
    // `Absent in`, its portion on another line
    texts.some(text => OPEN_PORTION.test(text)) ||
    unknownBeside(table, row) ||
    RESTS.test(value) ||
    // of whatever stands before the sign, which may be in another column
    value.startsWith('=') ||
    isSigned(table, row) ||
    misplacedQualifier(table, row) !== undefined ||
    // a letter of the result that ran into the next number
    texts.some(text => /^[UJBHEQRI]{1,2}\s+[<≤]?\d/.test(text)) ||
    // the rest of `10 000`, its beginning in another cell
    texts.some(text => /^[<≤]?\s?00\d/.test(text)) ||
    (verdict !== undefined && (isNoVerdict(verdict) || RUN_TOGETHER.test(verdict))) ||
    // a verdict that ran into the limit, or a title that did
    cellsOf(table, row, 'limit').some(
      ({ cells }) => [LIMIT_AND_VERDICT, CODE_AND_AMOUNT].some(pattern => pattern.test(cellText(cells))) || areTwo(cellText(cells)),
    ) ||
    table.columns.some((column, i) => row.cells.has(i) && isGuessedLimit(column)) ||
    table.columns.some((column, i) => row.cells.has(i) && isBareStandard(column, cellText(row.cells.get(i)!))) ||
    cellsOf(table, row, 'limit').some(({ cells }) => /[\d%]\s?[-–]$/.test(cellText(cells))) ||
    areTwo(value) ||
    isMisplaced(table, row) ||
    hasTouching(table, row) ||
    reachesUnder(table, row) ||
    standsUnder(table, row) ||
    isDenied(table, row, value) ||
    underTwoHeadings(table, row) ||
    // `NMT ICP-MS`: the number stands on another line
    texts.some(text => /^n[lm]t(?:\s+\p{L}.*)?$/iu.test(text)) ||
    oneOfTwo(table, row) ||
    crowdedLimits(table, row) ||
    row.strays?.some(stray => (isFinding(stray.kind) && splitUnit(stray.text) === null) || areSeveral(stray.text));
  if (crowded) doubts.add('cell-crowded');
  return doubts;
}
