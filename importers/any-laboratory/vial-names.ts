/** How certificates number the vials of a lot: `Vial 1`, `Syringe #2`, `Purity (Vial 1)`, and the headings over them. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { TableRow } from './table-row.ts';

const KIND = '(?:vial|ampou?le|syringe|cartridge|container|bottle)';
const NUMBER = String.raw`(?:no\.? ?|nr\.? ?|# ?)?\d{1,3}`;
export const VIAL = new RegExp(`^${KIND} ?${NUMBER}:?$`, 'i');
/** Over the vials of a table. */
export const OVER_VIALS = new RegExp(`^(?:sample|specimen|${KIND})s?(?: ?(?:ids?|no\\.?|nr\\.?|numbers?|#))?$`, 'i');
/** Over their numbers alone. */
export const OVER_NUMBERS = new RegExp(`^${KIND}s?(?: ?(?:ids?|no\\.?|nr\\.?|numbers?|#))?$`, 'i');
/** Of all vials. */
export const MEAN = /^(?:average|mean|avg\.?)(?: (?:result|value|content))?:?$/i;
const BEHIND_NAME = new RegExp(`^(?<name>.*\\p{L}.*?)(?: ?[-–—,] ?| ?\\()(?<vial>${KIND} ?${NUMBER})\\)?$`, 'iu');

/** Whether `heading` stands over vials, of which `below` is the first. */
export const headsVials = (heading: string, below: string | undefined): boolean =>
  OVER_VIALS.test(heading) && below !== undefined && VIAL.test(below);

/** `Purity (Vial 1)`, and `Vial 1` in a column that was taken for one of methods. */
export function ofVial(row: TableRow): TableRow {
  const { method, ...rest } = row;
  if (method && VIAL.test(method.text)) return { ...rest, testPortion: method };
  const { name, vial } = BEHIND_NAME.exec(row.name.text)?.groups ?? {};
  const said = (text: string): Printed => ({ text, evidence: row.name.evidence });
  return name !== undefined && vial !== undefined && row.testPortion === undefined
    ? { ...row, name: said(name), testPortion: said(vial) }
    : row;
}

/** Two rows of which each is of a vial of its own are no two printings of one result. */
export const areOfVials = (a: TableRow, b: TableRow): boolean =>
  [a, b].some(({ testPortion }) => testPortion !== undefined && VIAL.test(testPortion.text)) &&
  a.testPortion?.text.toLowerCase() !== b.testPortion?.text.toLowerCase();
