/** A panel printed once in mg/g and once more in %: the second printing of a measurement is no second result. */
import { matchAnalyte } from '../../src/coa/analyte.ts';
import { agree } from '../../src/coa/check.ts';
import { readResult } from '../../src/coa/read-result.ts';
import type { BareResult } from '../../src/coa/reading.ts';
import { tidy } from './cell.ts';
import type { TableRow } from './table-row.ts';
import { areOfVials } from './vial-names.ts';

const CENSORED: ReadonlySet<string> = new Set(['not_detected', 'below_limit', 'detected_not_quantified']);

/** What rows of one build have in common. */
const BESIDE = ['lod', 'loq', 'limit', 'method'] as const;

const besides = (row: TableRow): number => BESIDE.filter(field => row[field] !== undefined).length;

interface Pair {
  readonly first: TableRow;
  readonly second: TableRow;
  readonly agreed: 'numbers' | 'both-censored';
}

/** Rows of the same analyte in two units become one, where the numbers agree; those without numbers follow their panel. */
export function joinPrintings(rows: readonly TableRow[], decimalMark: '.' | ','): TableRow[] {
  const pairs = [...byAnalyte(rows).values()].flatMap(same => pairsOf(same, decimalMark));
  const numbers = pairs.filter(({ agreed }) => agreed === 'numbers');
  const units = new Set(numbers.map(unitsOf));
  const analytes = new Map<string, Set<string>>();
  for (const pair of pairs) analytes.set(unitsOf(pair), (analytes.get(unitsOf(pair)) ?? new Set()).add(pair.first.name.text));
  const sure = pairs.filter(pair => units.has(unitsOf(pair)) || analytes.get(unitsOf(pair))!.size >= 2);
  const gone = new Set(sure.map(({ second }) => second));
  return rows
    .filter(row => !gone.has(row))
    .map(row => {
      const more = sure.filter(({ first }) => first === row).map(({ second }) => furtherOf(second));
      return more.length > 0 ? { ...row, further: [...row.further, ...more] } : row;
    });
}

const furtherOf = ({ value, unit, basis }: TableRow): TableRow['further'][number] => ({
  value,
  ...(unit ? { unit } : {}),
  ...(basis ? { basis } : {}),
});

const unitKey = ({ panel, unit }: TableRow): string => `${panel} ${tidy(unit?.text ?? '').toLowerCase()}`;
const unitsOf = ({ first, second }: Pair): string => `${unitKey(first)} | ${unitKey(second)}`;

function byAnalyte(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const id = row.unit && matchAnalyte(row.name.text, { panel: row.panel })?.id;
    if (id) groups.set(`${row.panel} ${id}`, [...(groups.get(`${row.panel} ${id}`) ?? []), row]);
  }
  return groups;
}

/** Two printings only: three rows of one analyte are something else. */
function pairsOf(same: readonly TableRow[], decimalMark: '.' | ','): Pair[] {
  const [first, second, ...more] = same.toSorted((a, b) => besides(b) - besides(a));
  if (!first || !second || more.length > 0 || areOfVials(first, second) || unitKey(first) === unitKey(second)) return [];
  if (tidy(first.name.text).toLowerCase() !== tidy(second.name.text).toLowerCase()) return [];
  const [a, b] = [first, second].map(row => readResult(row, { decimalMark }).result) as [BareResult, BareResult];
  if (a.unit === null || a.unit !== b.unit || a.basis !== b.basis) return [];
  if (agree(a, b)) return [{ first, second, agreed: 'numbers' }];
  // a summary that says less repeats numbers; of what has none it tells nothing
  if (BESIDE.some(field => (first[field] === undefined) !== (second[field] === undefined))) return [];
  return CENSORED.has(a.finding.kind) && a.finding.kind === b.finding.kind ? [{ first, second, agreed: 'both-censored' }] : [];
}
