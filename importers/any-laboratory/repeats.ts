/** Summary boxes print again what a detailed table holds: one measurement is one row. */
import { remember } from '../../src/coa/remember.ts';
import { cellKind, tidy } from './cell.ts';
import type { TableRow } from './table-row.ts';
import { areOfVials } from './vial-names.ts';

const nameKey = remember((text: string): string =>
  // a summary leaves out how it was tested: `Purity (HPLC-UV)`
  tidy(text)
    .replace(/\s*\((?:by )?(?:U?HPLC|UPLC|HPTLC|(?:HS-?)?GC|LC|ICP|q?PCR|UV|NMR|FTIR)(?:[-/ ]?[A-Z]{2,4}){0,2}\)$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ''),
);
export const sameName = (a: TableRow, b: TableRow): boolean => nameKey(a.name.text) === nameKey(b.name.text);

const unitKey = (row: TableRow): string =>
  tidy(row.unit?.text ?? '')
    .toLowerCase()
    .replace(/\s/g, '');

/** `8.620` and `8.62` are one number; everything else is compared as printed. */
function valueKey(text: string): string {
  const plain = tidy(text).replace(/\s/g, '').toLowerCase();
  return /^\d+(?:\.\d+)?$/.test(plain) ? String(Number(plain)) : plain;
}

/** How much a row says beside its value. */
const detail = (row: TableRow): number =>
  (row.lod ? 2 : 0) +
  (row.loq ? 2 : 0) +
  (row.limit ? 2 : 0) +
  (row.verdict ? 1 : 0) +
  (row.unit ? 1 : 0) +
  row.further.length -
  row.doubts.length;

const printings = (row: TableRow): Set<string> =>
  new Set([row.value, ...row.further.map(further => further.value)].map(value => valueKey(value.text)));

/** Whether two rows tell one result: the same name, and a value and unit they share, or nothing in which they could differ. */
function repeats(a: TableRow, b: TableRow): boolean {
  if (nameKey(a.name.text) !== nameKey(b.name.text) || areOfVials(a, b)) return false;
  const shared = [...printings(a)].some(value => printings(b).has(value) && (a.panel === b.panel || /\d/.test(value)));
  const units = unitKey(a) === unitKey(b) || unitKey(a) === '' || unitKey(b) === '' || a.further.length + b.further.length > 0;
  const words = a.panel === b.panel && cellKind(a.value.text) === 'words' && cellKind(b.value.text) === 'words';
  return (shared && units) || words;
}

/** Of rows that repeat one another the most detailed stays; rows of one table never repeat one another unless printed so. */
export function withoutRepeats(rows: readonly TableRow[]): TableRow[] {
  const kept = new Map<string, TableRow[]>();
  const stay = new Set<TableRow>();
  for (const row of [...rows].sort((a, b) => detail(b) - detail(a))) {
    const key = nameKey(row.name.text);
    const same = kept.get(key) ?? [];
    if (same.some(other => repeats(other, row))) continue;
    kept.set(key, [...same, row]);
    stay.add(row);
  }
  return rows.filter(row => stay.has(row));
}
