/** `USP | EU | Prop 65`, `California | Oregon`: what several bodies or states allow, each in a column under nothing but its name. */
import { isAmount } from './cell.ts';
import { cellsIn, type RoledColumn } from './column-roles.ts';
import type { Piece } from './piece.ts';
import { roleOfHeader } from './roles.ts';

const BODY =
  /^(?:usp(?:-nf)?|ph\.? ?eur\.?|bp|jp|eu|ec|fda|who|efsa|ahpa|codex|ich|nsf(?:\/ansi)?|ansi|health canada|prop(?:osition|\.)? ?65|california|tga|mhra)(?:[ (<,/:-].*)?$/i;

/** As they head columns; a product may have a part of one in its name. */
const STATE =
  /^(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)|ohio|oklahoma|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|canada|european union|united (?:kingdom|states))(?: limits?)?$/i;

/** Two such columns at least, with numbers alone: a table of what is allowed where, which holds no result of the sample unless another column does. */
export function limitsOfStates(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  const isLimit = (column: RoledColumn): boolean =>
    STATE.test(column.heading.trim()) && cellsIn(column, rows).every(({ kind }) => isAmount(kind));
  const states = columns.filter(isLimit);
  if (states.length < 2) return [...columns];
  return columns.map(column => (states.includes(column) ? { ...column, role: 'limit', guessed: false } : column));
}

const isBody = ({ headingPieces, heading }: RoledColumn): boolean =>
  BODY.test(heading) || headingPieces.some(({ text }) => BODY.test(text));

/** Over all of them it stands above the middle one, of whose heading it seems a part. */
const spanOf = ({ headingPieces, over }: RoledColumn): Piece | undefined =>
  headingPieces.find(({ text }) => roleOfHeader(text) === 'limit' && !BODY.test(text)) ??
  (roleOfHeader(over) === 'limit' ? headingPieces[0] : undefined);

/**
 * Two such columns at least, or one beside a limit, with numbers alone, where another column is known to hold the results: limits. Where no heading over
 * them says so they stay guessed, which leaves a doubt: `USP` may head methods, and the amounts of `Prop 65` are of a day as a rule.
 */
export function limitsOfStandards(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  const holdsNumbers = (column: RoledColumn): boolean => {
    const cells = cellsIn(column, rows);
    return cells.length > 0 && cells.every(({ kind }) => isAmount(kind));
  };
  const bodies = columns.filter(column => (column.role === null || column.role === 'limit') && isBody(column) && holdsNumbers(column));
  const results = columns.some(({ role, guessed }) => role === 'value' && !guessed);
  if (bodies.length < 2 || !results || bodies.every(({ role }) => role === 'limit')) return [...columns];
  const said = bodies.some(column => spanOf(column) !== undefined);
  const unit = bodies.find(column => spanOf(column) !== undefined)?.unit ?? null;
  return columns.map(column =>
    bodies.includes(column) ? { ...column, role: 'limit', guessed: !said, unit: column.unit ?? unit } : column,
  );
}

/** Of a standard, and nothing says that it is a limit. */
export const isGuessedLimit = (column: RoledColumn): boolean => column.role === 'limit' && column.guessed && isBody(column);
