/** Columns that repeat the result in another way: its single runs, how far they went, and what a daily dose of it amounts to. */
import type { RoledColumn } from './column-roles.ts';
import type { Piece } from './piece.ts';
import { ofLastTest } from './tested-again.ts';

const MEAN = /\b(?:average|avg|mean|mittelwert|průměr|promedio|moyenne|media)\b/i;
const RUN = /^(?:results?|values?|tests?|measurements?|messwert|ergebnis|výsledek|resultado|résultat) ?#?[1-9]$/i;

/** `Result 1 | Result 2 | Average`: the mean is the result. */
const withoutRuns = (columns: readonly RoledColumn[]): RoledColumn[] => {
  const runs = columns.filter(({ heading }) => RUN.test(heading));
  const means = columns.filter(({ role, heading }) => role === 'value' && MEAN.test(heading));
  return runs.length < 2 || means.length !== 1
    ? [...columns]
    : columns.map(column => (runs.includes(column) ? { ...column, role: 'other' } : column));
};

const FEWEST_ROWS = 3;
/** Both numbers are rounded; the results have to differ by more than that. */
const SAME = 1.05;
const APART = 1.5;

const numberIn = ({ left, right }: RoledColumn, row: readonly Piece[]): number => {
  const cell = row.find(({ box, kind }) => kind === 'number' && box[0] < right && box[2] > left);
  return cell ? Number(cell.text.replace(',', '.')) : Number.NaN;
};

/** Nothing but a limit is headed so. */
const IS_LIMIT = /^(?:[lu]sl|(?:spec\w*\.? )?(?:max|min)(?:imum)?\.?|spec\w*\.?(?: (?:high|low))?)$/i;

/** `Daily Max (µg/day)` is one times the result in every row: an amount taken in, whatever its heading says of limits. */
const withoutExposures = (columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] => {
  const value = columns.find(({ role }) => role === 'value');
  if (!value) return [...columns];
  const exposes = (column: RoledColumn): boolean => {
    const pairs = rows.flatMap(row => {
      const [result, amount] = [numberIn(value, row), numberIn(column, row)];
      return result > 0 && amount > 0 ? [{ result, amount }] : [];
    });
    const spread = (numbers: readonly number[]): number => Math.max(...numbers) / Math.min(...numbers);
    const different = new Set(pairs.map(({ amount }) => amount)).size >= FEWEST_ROWS;
    return different && spread(pairs.map(({ result }) => result)) >= APART && spread(pairs.map(pair => pair.amount / pair.result)) <= SAME;
  };
  return columns.map(column =>
    column.role === 'limit' && !IS_LIMIT.test(column.heading) && exposes(column)
      ? { ...column, role: column.unit === null ? 'other' : 'value' }
      : column,
  );
};

const ENDS = /^(?:low|high|lower|upper)(?: limit)?$/i;

/** `Average | Low | High` beside a limit: how far the runs went, or how far they may. */
const withoutSpreads = (columns: readonly RoledColumn[]): RoledColumn[] => {
  const spread = columns.some(({ role, heading }) => (role === 'limit' && !ENDS.test(heading)) || MEAN.test(heading));
  return spread ? columns.map(column => (ENDS.test(column.heading) ? { ...column, role: 'other' } : column)) : [...columns];
};

/** `Area %`, `Ct`, `Counts`: what an instrument showed, beside the result that was reckoned from it. */
const SHOWN =
  /^(?:peak )?area ?%|^% ?(?:peak )?area\b|^c[tqp](?: values?)?$|^(?:area )?counts?$|^(?:cps|resp(?:onse|\.)|abundance|intensity|signal)$/i;

const withoutShown = (columns: readonly RoledColumn[]): RoledColumn[] =>
  columns.some(({ role, guessed, heading }) => role === 'value' && !guessed && !SHOWN.test(heading))
    ? columns.map(column => (SHOWN.test(column.heading) ? { ...column, role: 'other' } : column))
    : [...columns];

export const withoutDerived = (columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] =>
  withoutExposures(withoutSpreads(ofLastTest(withoutRuns(withoutShown(columns)))), rows);
