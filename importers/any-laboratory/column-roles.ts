/** What the columns of a table are, by their headings and by what stands in them. */
import { isAmount, isUnit, isVerdictLetter, unitsIn } from './cell.ts';
import type { Column } from './columns.ts';
import type { Piece } from './piece.ts';
import { type ColumnRole, type HeaderWord, headsPersons, roleOfContent, roleOfHeader, settleRole } from './roles.ts';

export interface RoledColumn extends Column {
  readonly role: ColumnRole | null;
  /** The role rests on the cells alone, or header and cells disagree. */
  readonly guessed: boolean;
  /** Unit printed in the heading, or in the heading over several columns. */
  readonly unit: string | null;
  /** Of a first test: the result of those rows only that were not tested again. */
  readonly earlier?: boolean;
  /** Its heading is the number of a sample, whose results stand beside those of others. */
  readonly ofSample?: boolean;
  /** What stands over the numbers of samples: `Sample ID`. */
  readonly led?: string;
  /** What stands beside, or below, the number of its sample. */
  readonly told?: { readonly name?: readonly Piece[]; readonly lot?: readonly Piece[] };
  /** Nothing in the table says that its heading is the number of a sample. */
  readonly bare?: boolean;
  /** Its sample is a product, named over one column or several of different units. */
  readonly product?: readonly Piece[];
}

/** `Per Gram (mg)`. */
const PER_GRAM = /\bper g(?:ram)?\b/i;

export const unitOf = (column: Column): string | null => {
  const unit = unitSaid(column);
  return unit !== null && /^(?:m|mc|[µu])?g$/i.test(unit) && PER_GRAM.test(column.heading) ? `${unit}/g` : unit;
};

const unitSaid = (column: Column): string | null =>
  column.headingPieces.find(piece => piece.kind === 'unit')?.text.replace(/^[([](.*)[)\]]$/, '$1') ??
  unitsIn(column.heading)[0] ??
  (/^(?:weight )?percent(?:age)?$/i.test(column.heading) ? '%' : undefined) ??
  unitsIn(column.over)[0] ??
  null;

const verdictLike = (cell: Piece): boolean => cell.kind === 'verdict' || isVerdictLetter(cell.text);

/** Says that nothing stands here, so it tells nothing of the column. */
const isBlank = (cell: Piece): boolean => cell.kind === 'dash' || /^(?:n\/?a|n\/?t)$/i.test(cell.text);

export const cellsIn = ({ left, right }: Column, rows: readonly (readonly Piece[])[]): Piece[] =>
  rows.flatMap(row => row.filter(cell => cell.box[0] < right && cell.box[2] > left && !isBlank(cell)));

export function contentOf(column: Column, rows: readonly (readonly Piece[])[]): ColumnRole | null {
  const cells = cellsIn(column, rows);
  return roleOfContent({ kinds: cells.map(cell => cell.kind), verdicts: cells.filter(verdictLike).length });
}

/** `P`, a tick: verdicts by themselves; `N`, `C`, `X` are as often marks of an accreditation, or letters that qualify a number. */
const TELLING = /^(?:p|f|nc|[✓✔☑✗✘☒])$/i;
const TICKED = /^[✓✔☑✗✘☒]$/;

/**
 * Letters that no heading calls verdicts: those that stand on some rows only, as the letters of American laboratories do, are none; nor are
 * those that say nothing alone.
 */
function areMarks(column: Column, rows: readonly (readonly Piece[])[]): boolean {
  const cells = cellsIn(column, rows);
  if (cells.some(({ kind }) => kind === 'verdict') || cells.every(({ text }) => TICKED.test(text))) return false;
  return cells.length < MOST * rows.length || !cells.some(({ text }) => TELLING.test(text));
}

const MOST = 0.7;

/** `AL`, `G`, `NG` without a heading: whoever made the tests. Units of results have more letters, or a heading. */
const areInitials = (column: Column, rows: readonly (readonly Piece[])[]): boolean =>
  cellsIn(column, rows).every(({ text }) => /^\p{Lu}{1,2}$/u.test(text));

/** `6010`, `200.8`: methods that are numbers; or one number on every row. */
function areMethods(column: Column, rows: readonly (readonly Piece[])[]): boolean {
  const texts = cellsIn(column, rows).map(({ text }) => text);
  // `232`, `233`: chapters of a pharmacopoeia; numbers of a limit are round
  if (texts.every(text => /^\d{3}$/.test(text)) && texts.some(text => !text.endsWith('0'))) return true;
  // `17294-2`, `15763`: numbers of ISO
  if (texts.every(text => /^\d{4,6}(?:-\d{1,2})?$/.test(text)) && texts.filter(text => !text.endsWith('00')).length > 0.5 * texts.length)
    return true;
  return (
    texts.every(text => /^(?:\d{4}[A-Z]?|\d{3}\.\d)$/.test(text)) ||
    (texts.length >= 3 && new Set(texts).size === 1 && !TICKED.test(texts[0]!))
  );
}

/** `<232>`, `AOAC 2015.01 Mod.`: chapters of a pharmacopoeia, and norms, under whatever heading. */
function areChapters(column: Column, rows: readonly (readonly Piece[])[]): boolean {
  const texts = cellsIn(column, rows).map(({ text }) => text);
  return texts.length > 0 && texts.every(text => CHAPTER.test(text));
}

const CHAPTER = /^(?:usp )?<\d{2,4}>$|^(?:usp|aoac|epa|iso|fda|bam|astm|sop|ph\. ?eur\.?)\b(?!.*[≤≥]).*\d/i;

/** Words before a limit. */
const BOUNDING = String.raw`nmt|nlt|max\.?|min\.?|not (?:more|less) than`;

const BOUNDED_BEHIND = String.raw`^\d.*\b(?:min|max)(?:imum)?\.?$`;

/** `≤ 10`, `NMT 3.0`, `Max. 5`, `5 % max.`: no result is written so, whatever the heading. */
const MAXIMUM = new RegExp(`^(?:${BOUNDING}|[≤≥]|[<>]=)\\s*\\d|${BOUNDED_BEHIND}`, 'i');

/** Whether a heading that says nothing stands over limits: nearly all amounts, and two at least, are. */
function areSpecified(column: Column, rows: readonly (readonly Piece[])[]): boolean {
  const amounts = cellsIn(column, rows).filter(({ kind }) => isAmount(kind));
  const limits = amounts.filter(({ text }) => MAXIMUM.test(text));
  return column.heading !== '' && limits.length >= 2 && limits.length >= 0.8 * amounts.length;
}

/** `limit 1.0 ppm`, `max. 10 %`: a limit that says so itself. */
export const SAYS_LIMIT = /^(?:(?:action )?(?:limit|level)|max(?:imum|\.)?|spec(?:ification|\.)?)\s?:?\s?(?=[<≤]?\s?\d)/i;

const sayLimits = (column: Column, rows: readonly (readonly Piece[])[]): boolean => {
  const cells = column.heading === '' ? cellsIn(column, rows) : [];
  return cells.length >= 2 && cells.every(({ text }) => SAYS_LIMIT.test(text));
};

/** Units on two rows at least; on others they are one with their numbers, and no number stands alone. */
function holdsUnits(column: Column, rows: readonly (readonly Piece[])[]): boolean {
  // what reaches into it from before is a number with its unit
  const own = cellsIn(column, rows).filter(({ box }) => box[0] > column.left - 2);
  const kinds = own.map(({ kind }) => kind);
  return kinds.filter(kind => kind === 'unit').length >= 2 && !kinds.includes('number') && !kinds.includes('uncertainty');
}

/** `Mass` over `Not Detected in 1g`: what was found of it; a portion that was weighed is a number. */
const areFoundMasses = (column: Column, rows: readonly (readonly Piece[])[]): boolean =>
  /^mass$/i.test(column.heading) && cellsIn(column, rows).some(({ kind }) => kind === 'words');

export function giveRole(column: Column, rows: readonly (readonly Piece[])[], extra: readonly HeaderWord[]): RoledColumn {
  const content = contentOf(column, rows);
  // `Concentration Detection` over `Limit`: the limit is one of detection
  const measure = /^limits?$/i.test(column.heading)
    ? /\b(?:detection|quantitation|quantification|reporting)$/i.exec(column.over)?.[0]
    : undefined;
  const own = roleOfHeader(measure === undefined ? column.heading : `${measure} ${column.heading}`, extra);
  const over = roleOfHeader(column.over, extra);
  // initials such as `MG` are no units; `Approved` over words of verdicts heads no persons
  const persons = headsPersons(column.heading) && !cellsIn(column, rows).some(({ kind }) => kind === 'verdict');
  if (persons && (own === null || own === 'other')) return { ...column, role: 'other', guessed: false, unit: null };
  // a bare unit under a heading such as "Results" or "LOD" is of that heading's role
  // `Results (uncertainty)` over numbers and, apart from them, their units
  if ((own ?? over) === 'uncertainty' && holdsUnits(column, rows)) return { ...column, role: 'unit', guessed: true, unit: unitOf(column) };
  // what was declared beside what was found; elsewhere the day, or whoever did it, stands under it
  if (own === 'other' && /^analy[sz]ed$/i.test(column.heading) && content === 'value')
    return { ...column, role: 'value', guessed: true, unit: unitOf(column) };
  if (own === 'other' && areFoundMasses(column, rows)) return { ...column, role: 'value', guessed: false, unit: unitOf(column) };
  const header = own === null || (own === 'value' && isUnit(column.heading) && over !== null && over !== 'name') ? (over ?? own) : own;
  const ofMethods = header === 'method' && areMethods(column, rows);
  if (header !== 'method' && areChapters(column, rows)) return { ...column, role: 'method', guessed: false, unit: null };
  // `Norm` over numbers is a limit, as it is in Dutch
  const norm = header === 'method' && !ofMethods && content === 'value' && /^norm(?:a|e|en)?$/i.test(column.heading);
  if (norm || (header === null && (areSpecified(column, rows) || sayLimits(column, rows))))
    return { ...column, role: 'limit', guessed: false, unit: unitOf(column) };
  if (content === 'verdict' && header !== 'verdict' && areMarks(column, rows))
    return { ...column, role: header === 'note' ? 'note' : null, guessed: true, unit: null };
  if (content === 'unit' && header === null && column.heading === '' && areInitials(column, rows))
    return { ...column, role: 'other', guessed: true, unit: null };
  const { role, guessed } = settleRole(header === 'name' ? null : header, ofMethods ? 'method' : content);
  // `11/2` under `Start`, `1/10` under `Fold`: no two limits of measurement
  if (role === 'lod-loq' && header === null && column.heading !== '') return { ...column, role: null, guessed: true, unit: null };
  const emptyNameColumn = header === 'name' && content !== 'value' && content !== 'verdict';
  return { ...column, role: emptyNameColumn ? 'other' : role, guessed, unit: unitOf(column) };
}

/** `NMT 1.0 mg/kg`, `≤ 10 %`: what a specification says, and no result. */
export const SPECIFIED = new RegExp(`^(?:${BOUNDING}|[≤≥<>]=?)\\s*\\d|${BOUNDED_BEHIND}`, 'i');

export const RANGE = /^\d[\d.,]*\s?(?:-|–|to)\s?\d/i;
