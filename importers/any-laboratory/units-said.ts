/** `All results are expressed in mg/kg`: the unit of tables that print none, said in a sentence beside them. */
import type { Panel, Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { cellKind, isAmount, unitsIn } from './cell.ts';
import { linesOf, type Piece, printed } from './piece.ts';
import { type TableRow, withDoubt } from './table-row.ts';

const SAID = new RegExp(
  String.raw`^\P{L}*(?:all |the |alle |die |tous les |les |todos los |los |tutti i |i )*(?:(?:analytical |test )?(?:results?|concentrations?|values?)|ergebnisse|angaben|werte|résultats|resultados|risultati|resultaten)(?:(?:,| and| und| et| y| e| en) (?:the )?(?:limits?|lo[dq]s?|grenzwerte|limites|límites))* ` +
    `(?:(?:are|were|sind|sont|se|sono|zijn) )?(?:(?:expressed|reported|given|shown|stated|listed|presented|angegeben|exprimés|expresan|expresados|espressi|uitgedrukt) )?(?:in|as|en) (.*)$`,
  'iu',
);

/** `Units: ppm` over the panels of a page. */
const HEADED = /^(?:all )?units?(?: of measure(?:ment)?)?\s?:\s?(\S+)$/i;

/** What is measured by mass, so that one unit can be that of all. */
const BY_MASS: ReadonlySet<Panel> = new Set<Panel>([
  'alkaloids',
  'cannabinoids',
  'terpenes',
  'metals',
  'pesticides',
  'solvents',
  'mycotoxins',
]);
const MASS_FRACTION = /^(?:(?:[µμ]|u|mc|m|n|p)?g\/k?g|pp[mb]|%)/i;

/** The one unit that sentences outside the tables name; null where they name none, or two. */
export function unitSaid(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>): Printed | null {
  const found = linesOf(pieces.filter(piece => !taken.has(piece))).flatMap(line => {
    const rest = SAID.exec(line.map(({ text }) => text).join(' '))?.[1];
    const [unit] = rest === undefined ? [] : unitsIn(rest);
    if (rest !== undefined && unit !== undefined && rest.startsWith(unit) && MASS_FRACTION.test(unit)) return [{ unit, line }];
    const [headed, ...more] = line.flatMap(({ text }) => HEADED.exec(text)?.[1] ?? []);
    return headed !== undefined && more.every(other => other === headed) && MASS_FRACTION.test(headed) ? [{ unit: headed, line }] : [];
  });
  const [first] = found;
  return first && new Set(found.map(({ unit }) => unit)).size === 1 ? printed(first.unit, first.line, page) : null;
}

/** To rows with a number and no unit, as one that was said elsewhere. */
export const inUnitSaid = (row: TableRow, unit: Printed | null): TableRow =>
  unit && !row.unit && BY_MASS.has(row.panel) && isAmount(cellKind(row.value.text)) ? withDoubt({ ...row, unit }, 'unit-inherited') : row;
