/** Rows of a table to rows of a transcript: which column is the value, what its unit is, what stands beside it. */
import type { FurtherValue, Panel, Printed } from '../../src/coa/transcript.ts';
import { verdictWord } from '../../src/coa/verdict.ts';
import type { Page } from '../../src/document/document.ts';
import {
  answerOf,
  cellsOf,
  cellText,
  furtherLimits,
  limitsOfMeasurement,
  methodInName,
  optional,
  signBefore,
  uncertaintyOf,
  withQualifier,
} from './beside.ts';
import { joinName, type Row } from './body.ts';
import { cellKind, isAmount, isFinding, isState, isUnit, splitCompound, splitUnit, tidy, unitsIn } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { isDoubtfulUnit, isMassFraction } from './doubtful-units.ts';
import { findingIn, splitJudged } from './judged.ts';
import { isUnitOfResults, limitInName, limitsOfRow, unitOfMeasurement, unitsOfResults } from './limit-cells.ts';
import type { LimitsLeft } from './limits-left.ts';
import { isOfSample, isSum } from './names.ts';
import { panelOfAnalytes, panelOfRow } from './panels.ts';
import { perAmount } from './per-amount.ts';
import { evidenceOf, type Piece, printed, unionBox } from './piece.ts';
import { hasPowersBeside, inPowers, unitBehindPower, withoutPower } from './powers.ts';
import { type ColumnRole, isOfMeasurement } from './roles.ts';
import { hasUnusedFinding, rowDoubts } from './row-doubts.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';
import { atLast } from './tested-again.ts';

const sameUnit = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && tidy(a).toLowerCase().replace(/\s/g, '') === tidy(b).toLowerCase().replace(/\s/g, '');

interface Value {
  readonly column: RoledColumn;
  readonly cells: readonly Piece[];
  readonly text: string;
  readonly unit: string | null;
  readonly basis: string | null;
  /** What was thought of it, printed in the same cell. */
  readonly verdict?: string | undefined;
  /** The same in a further unit, printed in the same cell. */
  readonly also?: { readonly value: string; readonly unit: string } | null;
}

const BASIS =
  /\b(as received|as[- ]is|dry(?: weight)?(?: basis)?|per (?:serving|unit|package|container|tablet|capsule|dose|gummy|piece))\b/i;

function readValue(column: RoledColumn, cells: readonly Piece[]): Value {
  const judged = splitJudged(cellText(cells));
  const whole = judged?.finding ?? cellText(cells);
  const compound = splitCompound(whole);
  const apart = splitUnit(compound?.first ?? whole);
  return {
    column,
    cells,
    verdict: judged?.verdict,
    also: compound ? splitUnit(compound.second) : null,
    text: apart?.value ?? whole,
    unit: apart?.unit ?? column.unit,
    basis: BASIS.exec(`${column.heading} ${column.over}`)?.[1] ?? null,
  };
}

/** What a column of verdicts says, taken for what was found. */
const inWords = ({ column, cells }: Pick<Value, 'column' | 'cells'>): Value => ({ ...readValue(column, cells), unit: null });

/** The value that the row's other columns speak of: in the unit of LOD and LOQ, else the first mass fraction, else the first. */
function chooseValue(values: readonly Value[], limitUnit: string | null): Value | undefined {
  const filled = values.filter(value => isFinding(cellKind(value.text)) || cellKind(value.text) === 'verdict');
  const pool = filled.length > 0 ? filled : values;
  // where a heading says `Results`, one that is nothing but a unit on its left has lost its word: it is LOD, LOQ or limit
  const said = pool.findIndex(({ column }) => !isUnit(column.heading) && SAYS_RESULT.test(column.heading));
  const told = said > 0 && pool.slice(0, said).every(({ column, unit }) => isUnit(column.heading) && sameUnit(unit, pool[said]!.unit));
  if (told) return pool[said];
  return (
    pool.find(value => sameUnit(value.unit, limitUnit)) ??
    pool.find(value => isMassFraction(value.unit)) ??
    pool.find(value => !/^log/i.test(value.unit ?? '')) ??
    pool[0]
  );
}

const SAYS_RESULT =
  /\b(?:results?|findings?|values?|conc(?:entration|\.)?|amount|ergebnis(?:se)?|messwert|gehalt|výsledek|resultados?|résultats?)\b/i;

export interface Stated {
  readonly lod?: Printed | undefined;
  readonly loq?: Printed | undefined;
  readonly unit?: string | undefined;
}

export interface EmitContext {
  readonly panel: Panel;
  /** The analytes are of several panels, as on a specification sheet: each row is of its own. */
  readonly mixed: boolean;
  readonly title: Printed | null;
  readonly titleUnit: Printed | null;
  /** Title and unit stand on the page before. */
  readonly unitCarried: boolean;
  readonly stated: Stated;
  /** The one unit that all numbers of the table carry in their cells, which those without a number (`ND`) leave out. */
  readonly cellUnit: Printed | null;
  /** Of results in several units, the one that LOD and LOQ without a unit are printed in. */
  readonly measuredIn: string | null;
  /** Duplicates or recoveries stand beside the results, which may be those of a control. */
  readonly controlled: boolean;
  readonly page: Page;
}

function headingUnit(column: RoledColumn, unit: string, page: Page): Printed {
  const at = column.headingPieces.filter(piece => piece.text.includes(unit));
  const pieces = at.length > 0 ? at : column.headingPieces;
  return pieces.length > 0
    ? printed(unit, pieces, { ...page, number: pieces[0]!.page })
    : { text: unit, evidence: { kind: 'page', page: page.number, box: [column.left, 0, column.right, 0], text: unit, method: 'text' } };
}

/** Cells of a row that stand in none of its columns. */
export interface Outside {
  readonly portion?: Piece | undefined;
  /** A verdict left of the name. */
  readonly badge?: Piece | undefined;
  /** A unit left of the name. */
  readonly unit?: Piece | undefined;
  /** LOD and LOQ left of the name. */
  readonly measured?: LimitsLeft | undefined;
}

export function emitRow(
  whole: Table,
  row: Row,
  context: EmitContext,
  { portion, badge, unit: unitBefore, measured }: Outside = {},
): TableRow | null {
  const { page } = context;
  const table = atLast(whole, row);
  const first = (role: ColumnRole) => cellsOf(table, row, role)[0];
  const text = (role: ColumnRole): Printed | undefined => {
    const found = cellsOf(table, row, role).find(({ cells }) => !/^[-–—<≤>≥]+$/.test(cellText(cells)));
    return found && printed(cellText(found.cells), found.cells, page);
  };
  const doubts = new Set<string>();
  const limitUnit =
    unitOfMeasurement(table, row) ??
    table.columns.find(column => isOfMeasurement(column.role) && column.unit)?.unit ??
    context.stated.unit ??
    context.measuredIn;
  const ownUnit = unitCell(table, row);
  const values = cellsOf(table, row, 'value').map(({ column, cells }) => {
    const value = readValue(column, cells);
    const unit = value.unit === null && ownUnit?.columns.includes(column) ? ownUnit.text : perAmount(table, row, column)?.text;
    return unit === undefined ? value : { ...value, unit };
  });
  let verdict = first('verdict');
  let value = chooseValue(values, limitUnit);
  // a verdict is the result only where the table has no column of results
  if (!value && verdict && !table.columns.some(column => column.role === 'value')) {
    value = inWords(verdict);
    // `3.4%` among many a `Conforms`; `Negative, Qualified` says both
    const said = cellText(verdict.cells);
    if (value.verdict !== undefined || splitUnit(said) !== null || isAmount(cellKind(said))) verdict = undefined;
    if (hasUnusedFinding(table, row) || table.columns.some(isUnheadedLimit)) doubts.add('column-guessed');
  }
  // `Foreign matter | | None visible | Complies`: nothing was measured, and what was found is only said
  if (!value && verdict && verdictWord(cellText(verdict.cells)) !== null && first('limit')) {
    value = inWords(verdict);
    doubts.add('column-guessed');
  }
  if (!value || isState(value.text)) return null;
  const called = joinName(row.names).replace(/(?<=[\p{L})])\s?(?:…+|(?:\s?\.){3,})$/u, '');
  const inName = first('limit') ? null : limitInName(called);
  const name = inName?.name ?? called;
  if (value.column.guessed) doubts.add('column-guessed');
  // a dash, and an amount in a column that nothing is known of
  if (cellKind(value.text) === 'dash' && hasUnusedFinding(table, row)) doubts.add('column-guessed');
  if (context.controlled || isOfLabel(table, value)) doubts.add('column-guessed');
  for (const doubt of rowDoubts(table, row, { name, value: value.text, verdict: verdict && cellText(verdict.cells) })) doubts.add(doubt);

  const withSign = (own: Value): Printed | null => {
    const sign = signBefore(table, row, own);
    return sign ? printed(`${sign.text}${own.text}`, [sign, ...own.cells], page) : null;
  };
  const ownSign = withSign(value);
  const signed = ownSign ? ownSign.text.replace('≤', '<') : withQualifier(table, row, value.text);
  const beforeName = unitBefore && value.unit === null ? printed(withoutBrackets(unitBefore.text), [unitBefore], page) : undefined;
  const unitSaid = portion ? undefined : (beforeName ?? unitPrinted(table, row, value, context, doubts));
  const qualified = inPowers(value.column, signed ?? value.text, unitSaid) ?? signed;
  const unit = withoutPower(unitSaid);
  if (hasPowersBeside(table, row, value.column, unitSaid)) doubts.add('cell-crowded');
  const further: FurtherValue[] = values
    .filter(other => other !== value && isFinding(cellKind(other.text)) && isFurther(other, table))
    .map(other => ({
      value: withSign(other) ?? printed(other.text, other.cells, page),
      ...(other.unit ? { unit: headingUnit(other.column, other.unit, page) } : {}),
      ...(other.basis ? { basis: headingUnit(other.column, other.basis, page) } : {}),
    }));
  if (value.also) further.push({ value: printed(value.also.value, value.cells, page), unit: printed(value.also.unit, value.cells, page) });
  for (const stray of row.strays ?? []) {
    const apart = splitUnit(stray.text);
    if (apart && !isOfPortion(apart.unit))
      further.push({ value: printed(apart.value, [stray], page), unit: printed(apart.unit, [stray], page) });
  }
  // `Density | 1.01` among the labels of the report, whose column no heading tells
  if (isOfSample(name) && !unit && value.column.guessed) return null;
  if (values.some(other => other !== value && rivals(other, value))) doubts.add('cell-crowded');
  const pieces = [...row.names, ...[...row.cells.values()].flat()];
  const stated = isSum(name) ? {} : context.stated;
  const left = (piece: Piece | undefined): Printed | undefined => piece && printed(piece.text, [piece], page);
  const inColumns = limitsOfMeasurement(table, row, page);
  const limits = { ...inColumns, lod: inColumns.lod ?? left(measured?.lod), loq: inColumns.loq ?? left(measured?.loq) };
  const { limit, others: otherLimits, unlimited, cut } = limitsOfRow(table, row, unit?.text ?? null);
  if (cut) doubts.add('cell-crowded');
  return {
    panel: panelOfRow(name, context, { unit: unit?.text, isLimited: limit !== undefined }),
    ...(context.title ? { panelTitle: context.title } : {}),
    name: printed(name, row.names, page),
    value: ownSign ?? { text: value.text, evidence: evidenceOf(value.cells, cellText(value.cells), page) },
    ...(qualified ? { meaning: qualified } : {}),
    ...(unit ? { unit } : {}),
    ...((limits.lod ?? stated.lod) ? { lod: limits.lod ?? stated.lod } : {}),
    ...((limits.loq ?? stated.loq) ? { loq: limits.loq ?? stated.loq } : {}),
    ...(limitUnit && unit && !sameUnit(limitUnit, unit.text)
      ? { limitOfMeasurementUnit: { text: limitUnit, evidence: unit.evidence } }
      : {}),
    ...optional('reportingLimit', limits.reportingLimit),
    ...(limit
      ? { limit: printed(limit.text, limit.cells, page) }
      : inName
        ? { limit: printed(inName.limit, row.names, page) }
        : optional('limit', left(measured?.limit))),
    ...(verdict
      ? { verdict: printed(answerOf(verdict.column.heading, cellText(verdict.cells)), verdict.cells, page) }
      : badge
        ? { verdict: printed(badge.text, [badge], page) }
        : value.verdict !== undefined
          ? { verdict: printed(value.verdict, value.cells, page) }
          : {}),
    ...optional('uncertainty', uncertaintyOf(table, row, page)),
    ...optional(
      'method',
      text('method') ?? methodInName(row.names, page) ?? (row.method && printed(cellText(row.method), row.method, page)),
    ),
    ...optional('note', text('note') ?? (unlimited && printed(cellText(unlimited), unlimited, page))),
    ...furtherLimits(
      otherLimits,
      cellsOf(table, row, 'verdict').filter(other => other !== verdict && other.column !== verdict?.column),
      page,
    ),
    ...(value.basis ? { basis: headingUnit(value.column, value.basis, page) } : {}),
    ...(portion ? { testPortion: printed(portion.text.replace(/^[([]\s*|\s*[)\]]$/g, ''), [portion], page) } : {}),
    further,
    doubts: [...doubts],
    page: page.number,
    y: unionBox(pieces)[1],
  };
}

/** Its role is that of a heading over several columns, one of which may be of results. */
const isUnheadedLimit = ({ role, heading }: RoledColumn): boolean => role === 'limit' && heading === '';

/** `Amount per serving | % Daily Value`: what a label promises looks like what was measured. */
const isOfLabel = ({ columns }: Table, { column }: Value): boolean =>
  /^amount\b/i.test(column.heading) && columns.some(({ heading }) => /%\s?dv\b|\bdaily value\b/i.test(heading));

/**
 * Whether a second amount is the same measurement printed otherwise: `1.02 g`, `10 mL` were weighed or measured out, and of what has no
 * heading beside others that have one nobody knows.
 */
const isFurther = ({ unit, basis, column }: Value, { head }: Table): boolean =>
  !(column.guessed && column.heading === '' && column.over === '' && head !== null) && (basis !== null || !isOfPortion(unit));

const isOfPortion = (unit: string | null): boolean => unit !== null && /^(?:g|m?l)$/i.test(unit);

/** A second number of the same row that nothing tells from the first: the same unit or none, the same basis. */
const rivals = (other: Value, value: Value): boolean =>
  isFinding(cellKind(other.text)) &&
  other.text !== value.text &&
  other.basis === value.basis &&
  (other.unit === null || value.unit === null || sameUnit(other.unit, value.unit));

/**
 * The unit in a column of its own is that of the columns of results before it, where their headings name none: `Result | Unit | %`,
 * `As Received | Dry Weight | Unit`, `% | Result | mg/serving | Unit`. Where none before it lacks one, of the first behind it that does: `Unit | wt. % | Result`.
 */
function unitCell(table: Table, row: Row): { readonly columns: readonly RoledColumn[]; readonly text: string } | null {
  const own = unitsOfResults(table, row)[0];
  if (!own || !isUnit(cellText(own.cells))) return null;
  const before = table.columns
    .filter(({ role, left }) => (role === 'value' || role === 'unit') && left < own.column.left)
    .sort((a, b) => b.left - a.left);
  const end = before.findIndex(({ role }) => role === 'unit');
  const ofBefore = (end < 0 ? before : before.slice(0, end)).filter(({ unit }) => unit === null);
  const behind = table.columns.find(({ role, unit, left }) => role === 'value' && unit === null && left > own.column.left);
  const columns = ofBefore.length === 0 && behind ? [behind] : ofBefore;
  return columns.length > 0 ? { columns, text: cellText(own.cells) } : null;
}

/** `(mg/kg)`, `[%]`. */
const withoutBrackets = (text: string): string => text.replace(/^[([]([^()[\]]*)[)\]]$/, '$1');

/** `pH (1 % solution)`: how strong the solution was that was measured, and no unit. */
const STRENGTH = /\d[\d.,]* ?%(?: ?w\/[vw])?/g;

/** `Aerobic colony count`: what is counted, and no unit. */
const COUNTED = /\bcolon(?:y|ies) count/gi;

/** `Lead, ppm`. */
const unitBehindComma = (name: string): string | undefined => {
  const unit = /,\s*([^\s,]+)$/.exec(name)?.[1];
  return unit !== undefined && isUnit(unit) ? unit : undefined;
};

function unitPrinted(table: Table, row: Row, value: Value, context: EmitContext, doubts: Set<string>): Printed | undefined {
  const { page } = context;
  const whole = findingIn(cellText(value.cells));
  const apart = splitUnit(splitCompound(whole)?.first ?? whole);
  if (apart) return printed(apart.unit, value.cells, page);
  const per = perAmount(table, row, value.column);
  if (per) return per;
  const own = unitsOfResults(table, row)[0];
  const belongs = unitCell(table, row)?.columns;
  if (own && (value.column.unit === null || belongs === undefined || belongs.includes(value.column))) {
    const text = withoutBrackets(cellText(own.cells).replace(/(?<=\S)\s+[UJBHEQRI]{1,2}$/, ''));
    if (isDoubtfulUnit(unitBehindPower(text), value.column.unit ?? context.titleUnit?.text ?? null)) doubts.add('cell-crowded');
    return isUnit(text) || /\p{L}|%/u.test(text)
      ? /^(?:n\/?a|[-–—]+)$/i.test(text)
        ? undefined
        : printed(text, own.cells, page)
      : undefined;
  }
  if (row.sectionUnit) {
    doubts.add('unit-inherited');
    return printed(withoutBrackets(row.sectionUnit.text), [row.sectionUnit], page);
  }
  if (value.column.unit) return headingUnit(value.column, value.column.unit, page);
  const printedBeside = unitBesideLimit(table, row, page);
  if (printedBeside) {
    doubts.add('unit-inherited');
    return printedBeside;
  }
  if (table.columns.some(column => isUnitOfResults(column, table))) return undefined;
  const name = joinName(row.names);
  const named = unitsIn(name.replace(STRENGTH, '').replace(COUNTED, ''))[0] ?? unitBehindComma(name);
  if (named) return printed(named, row.names, page);
  if (context.titleUnit && context.unitCarried) doubts.add('unit-inherited');
  if (context.titleUnit) return context.titleUnit;
  const kind = cellKind(value.text);
  if (kind === 'verdict' || value.column.role === 'verdict') return undefined;
  if (context.cellUnit !== null && isMassFraction(context.cellUnit.text) && isBelow(value.text) && isOfPanel(row, context.panel)) {
    doubts.add('unit-inherited');
    return context.cellUnit;
  }
  const beside = [
    ...new Set(
      table.columns
        .filter(column => ['lod', 'loq', 'lod-loq', 'limit'].includes(column.role ?? '') && column.unit)
        .map(column => column.unit!),
    ),
  ];
  if (beside.length === 1) {
    doubts.add('unit-inherited');
    const from = table.columns.find(column => column.unit === beside[0])!;
    return headingUnit(from, beside[0]!, page);
  }
  const ofLimit = /^[<≤]?\s?\d[\d.,]*$/.test(value.text) ? unitOfLimit(table, row, page) : undefined;
  if (ofLimit) doubts.add('unit-inherited');
  return ofLimit;
}

/** `ND`, `<LOQ`: less than could be measured, in whatever the column measures; `Absent` has no unit. */
export const isBelow = (text: string): boolean =>
  /^(?:n\.?\s?d\.?|not detected|none detected|[<≤]\s?l?lo[dq]|b[lq][qo][lqd]?|bdl)\b[.*]*$/i.test(text.trim());

const isOfPanel = (row: Row, panel: Panel): boolean => panelOfAnalytes([joinName(row.names)]) === panel;

/** `NMT 0.5 ppm` beside a bare number. */
function unitOfLimit(table: Table, row: Row, page: Page): Printed | undefined {
  const [limit, ...others] = cellsOf(table, row, 'limit');
  if (!limit || others.length > 0) return undefined;
  const apart = splitUnit(cellText(limit.cells).replace(/^(?:nmt|nlt|max\.?|min\.?|not (?:more|less) than|[<>≤≥]=?)\s*/i, ''));
  return apart ? printed(apart.unit, limit.cells, page) : undefined;
}

/** `0.0063 ppm`: a column of units set so close to the LOD that both are one cell. */
function unitBesideLimit(table: Table, row: Row, page: Page): Printed | undefined {
  for (const role of ['lod', 'loq', 'reporting-limit'] as const) {
    const found = cellsOf(table, row, role)[0];
    const apart = found && splitUnit(cellText(found.cells));
    if (found && apart) return printed(apart.unit, found.cells, page);
  }
  return undefined;
}
