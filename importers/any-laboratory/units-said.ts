/** `All results are expressed in mg/kg`: the unit of tables that print none, said in a sentence beside them. */
import type { Panel, Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { cellKind, isAmount, isUnit, unitsIn } from './cell.ts';
import { isBelow } from './emit.ts';
import { linesOf, type Piece, printed, textOfLine, unionBox } from './piece.ts';
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

/** `Units: ppm` with nothing beside; null where two such stand side by side and differ. */
interface HeadedUnit {
  readonly unit: Printed | null;
  readonly bottom: number;
}

export interface UnitsSaid {
  /** What a sentence says of all tables. */
  readonly all: Printed | null;
  /** Lines that hold for what stands below them, top to bottom. */
  readonly headed: readonly HeadedUnit[];
}

/** The unit that sentences outside the tables name, and lines that head panels; nothing where sentences name two, or another than a line. */
export function unitsSaid(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>): UnitsSaid {
  const lines = linesOf(pieces.filter(piece => !taken.has(piece)));
  const said = lines.flatMap(line => {
    const rest = SAID.exec(textOfLine(line))?.[1];
    const [unit] = rest === undefined ? [] : unitsIn(rest);
    return rest !== undefined && unit !== undefined && rest.startsWith(unit) && MASS_FRACTION.test(unit) ? [printed(unit, line, page)] : [];
  });
  const headed = lines.flatMap((line): HeadedUnit[] => {
    const units = line.flatMap(({ text }) => HEADED.exec(text)?.[1] ?? []).filter(unit => isUnit(unit));
    const [unit] = units;
    if (unit === undefined) return [];
    const one = new Set(units).size === 1 && MASS_FRACTION.test(unit);
    return [{ unit: one ? printed(unit, line, page) : null, bottom: unionBox(line)[3] }];
  });
  const units = new Set([...said, ...(said.length > 0 ? headed.flatMap(({ unit }) => unit ?? []) : [])].map(({ text }) => text));
  if (units.size > 1) return { all: null, headed: [] };
  return { all: said[0] ?? null, headed };
}

/** To rows with a number, or less than could be measured, and no unit, as one that was said elsewhere. */
export function inUnitsSaid(rows: readonly TableRow[], { all, headed }: UnitsSaid): TableRow[] {
  if (all === null && headed.length === 0) return [...rows];
  // another panel with units of its own ends what the line over it says
  const unitOver = ({ y, panel }: TableRow): Printed | null => {
    const over = headed.findLast(({ bottom }) => bottom <= y + 1);
    if (!over) return all;
    const ended = rows.some(
      other => other.unit && other.panel !== panel && other.y > over.bottom && other.y < y && other.unit.text !== over.unit?.text,
    );
    return ended ? null : over.unit;
  };
  return rows.map(row => {
    if (row.unit || !BY_MASS.has(row.panel) || !(isAmount(cellKind(row.value.text)) || isBelow(row.value.text))) return row;
    const unit = unitOver(row);
    return unit ? withDoubt({ ...row, unit }, 'unit-inherited') : row;
  });
}
