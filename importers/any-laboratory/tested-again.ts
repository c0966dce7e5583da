/** Lots that failed and were tested again: which of the results of both tests is that of the lot. */
import { cellsOf, cellText } from './beside.ts';
import type { Row } from './body.ts';
import type { RoledColumn } from './column-roles.ts';
import type { Table } from './table.ts';

const FIRST =
  /^(?:initial|original|first|before (?:remediation|treatment)|pre-?(?:remediation|treatment))(?: (?:test|analysis|results?|counts?|values?))*$/i;
const LAST = /^(?:results? |counts? )?(?:after|post|re-?tests?|final|remediated)\b/i;
const CONFIRMED = /^(?:primary|screen(?:ing)?|confirm(?:ation|atory|ed))(?: (?:test|analysis|results?|values?))*$/i;
const REPORTED = /^reported(?: (?:results?|values?))?$/i;

/** `Original result (ppm)`: what the heading says before its unit. */
const wordsOf = ({ heading, unit }: RoledColumn): string =>
  (unit !== null && heading.includes(unit) ? heading.slice(0, heading.indexOf(unit)) : heading).replace(/[\s([,]+$/, '');

/** `Initial Result | Result After Remediation`: what a lot was found to hold at last is its result, and the first where it was not tested again. */
export const ofLastTest = (columns: readonly RoledColumn[]): RoledColumn[] => {
  const last = columns.filter(column => LAST.test(wordsOf(column)));
  const firsts = columns.filter(column => FIRST.test(wordsOf(column)));
  const reported = columns.find(column => column.role === 'value' && REPORTED.test(wordsOf(column)));
  // `Original | Retest | Reported`, `Primary | Confirmation | Reported`
  const both = columns.filter(column => CONFIRMED.test(wordsOf(column)));
  if (reported && (firsts.length > 0 || both.length > 1)) {
    const before = new Set([...firsts, ...last, ...both].filter(({ role }) => role === 'value' || role === null));
    return columns.map(column => (before.has(column) ? { ...column, role: 'other' } : column));
  }
  return last.length !== 1
    ? [...columns]
    : columns.map(column => {
        if (column === last[0] && column.role === 'value' && firsts.length > 0) return { ...column, guessed: false };
        return column.role === 'value' && firsts.includes(column) && last[0]!.role === 'value' ? { ...column, earlier: true } : column;
      });
};

const NOT_AGAIN = /^(?:[-–—]+|n\/?[at]|not (?:required|tested|applicable))?$/i;

/** The table as a row sees it: the result of the second test where there was one, else that of the first. */
export function atLast(table: Table, row: Row): Table {
  if (!table.columns.some(({ earlier }) => earlier)) return table;
  const again = cellsOf(table, row, 'value').some(({ column, cells }) => !column.earlier && !NOT_AGAIN.test(cellText(cells)));
  const columns = table.columns.map(column =>
    column.role === 'value' && (column.earlier ?? false) === again ? { ...column, role: 'other' as const } : column,
  );
  return { ...table, columns };
}
