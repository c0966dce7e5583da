/**
 * Columns beside the results whose contents look like something else: retention times larger than every result, dilutions like limits, days
 * like LOD/LOQ, earlier results, marks like verdicts, instruments like units, abbreviations like names. None of them is in the truth.
 */
import type { Row } from '../certificate.ts';
import { type Random, random } from '../random.ts';

export interface Beside {
  readonly heading: string;
  readonly cell: (row: Pick<Row, 'value'>, index: number) => string;
  /** Where it stands among the columns behind the names, from 0 for the first to 1 for the last; layouts that shuffle place the first one themselves. */
  readonly place: number;
}

/** The first such column of a table, and the second. */
export type BesideKind = 'beside' | 'beside-too';
export const BESIDE_KINDS: readonly BesideKind[] = ['beside', 'beside-too'];

const split = (text: string): readonly string[] => text.split(' | ');

/** Headings, and what stands under them in turn; several lists are several laboratories. */
const IN_TURN: readonly (readonly [headings: string, ...cells: readonly string[]])[] = [
  ['Instrument | Instr. | Unit ID | Equipment ID', 'ICP-MS 1 | ICP-MS 2', 'LC-02 | LC-03', 'GC/MS', '1260 | 1290', 'Q-4 | Q-5'],
  ['Run | Seq. | Batch # | Worklist | Vial | Tray | Position', '0412 | 0413', '1.02 | 1.03 | 1.04', '24-118', '12 | 13 | 14', 'A3 | A4'],
  ['DF | Dil. | Dilution | Dilution Factor | Verdünnung', '1 | 10', '1x | 10x', '1:10 | 1:100', '1/10', '1.00 | 10.0'],
  ['Date | Analyzed | Start | Test Date | Finish', '11/02/26', '2-Nov-26', '11/2 | 11/3', '2.11.26', '110226', '02NOV26'],
  ['Time | Run Time | Incubation', '09:41 | 09:55', '48 h | 72 h', '0941'],
  ['Reps | Replicates | n= | No. of Reps', '2 | 3', '2'],
  ['Acc. | ISO | 17025 | Accredited | A/N', 'A | N', 'Y | N', '* | #', 'x'],
  ['Method No. | Procedure | Test Method | Reference', '6020B | 200.8', 'M-101 | M-102', 'USP <232>', 'AOAC 2015.01', '<232> | <561>'],
  ['Cal. Range | Linear Range | Typical Range', '0.1-10', '0.0 - 2.0', '0.1–100'],
  ['Servings/day | Max Daily Serving | Daily Dose', '1', '2.4', '10'],
  ['Matrix | Class | Basis', 'Solid', 'AR', 'I | II', '1 | 2A'],
  ['Reviewed By | Approved By | Chemist', 'NG | KG', 'PB | CD', 'ND | KM', 'L | G', 'CFU | MPN'],
];

/** Headings, between which numbers, and with how many decimals. */
const NUMBERS: readonly (readonly [headings: string, low: number, high: number, decimals: number])[] = [
  ['RT | RT (min) | Ret. Time | tR (min) | Retention Time (min)', 0.9, 14, 2],
  ['Area | Peak Area | Counts | Response', 1000, 99999, 1],
  ['RSD % | CV % | % RSD', 0.2, 9, 1],
  ['% Rec | %R | Spike % | QC | r2 | Surr.', 82, 115, 1],
  ['Weight (g) | Sample Wt | Mass (g) | Wt. | Final Volume (mL)', 0.4, 1.1, 4],
  ['% of Limit | Times Limit | Fraction of limit | Ratio', 0.01, 1.4, 2],
  ['MW | Mol. Wt. | RRF | Wavelength', 100, 500, 1],
  ['Previous | Prior Result | Previous Result | Last Lot | Hist. Mean', 0.01, 4, 3],
];

const isAmount = ({ value }: Pick<Row, 'value'>): boolean => /^\d+(?:\.\d+)?$/.test(value);

/** One such column or two, as a laboratory has them in all its tables. */
export function besideResults(vary: Random): readonly Beside[] {
  const first = oneOf(vary);
  // all that is not the first comes from a seed of its own, so that the certificate is otherwise the one it was
  const own = random([...first.heading, ...first.cell({ value: '1' }, 0)].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const placed = { ...first, place: own.next() };
  if (own.chance(0.5)) return [placed];
  const second = { ...oneOf(own), place: own.next() };
  return second.heading === first.heading ? [placed] : [placed, second];
}

function oneOf(vary: Random): Omit<Beside, 'place'> {
  const at = vary.integer(0, IN_TURN.length + NUMBERS.length - 1);
  const inTurn = IN_TURN[at];
  if (inTurn) {
    const [headings, ...lists] = inTurn;
    const cells = split(vary.pick(lists));
    return { heading: vary.pick(split(headings)), cell: (_row, index) => cells[index % cells.length]! };
  }
  const [headings, low, high, decimals] = NUMBERS[at - IN_TURN.length]!;
  const numbers = Array.from({ length: 12 }, () => vary.decimal(low, high, decimals));
  const heading = vary.pick(split(headings));
  // of an earlier lot, too, some of it was not found
  const isEarlier = /^(?:prev|prior|last|hist)/i.test(heading);
  return { heading, cell: (row, index) => (isEarlier && !isAmount(row) ? row.value : numbers[index % numbers.length]!) };
}

/** The columns with those beside them that have no place yet; a unit and a letter stay behind the number they belong to. */
export function withBeside<K extends string>(kinds: readonly K[], beside: readonly Beside[]): readonly (K | BesideKind)[] {
  return beside.reduce<readonly (K | BesideKind)[]>((placed, { place }, i) => {
    const kind = BESIDE_KINDS[i]!;
    if (placed.some(one => one === kind)) return placed;
    const first = placed.indexOf('name' as K) + 1;
    const at = first + Math.round(place * (placed.length - first));
    const behind = placed[at] === 'unit' || placed[at] === 'qualifier' || placed[at] === 'uncertainty' ? at + 1 : at;
    return placed.toSpliced(placed[behind] === 'unit' ? behind + 1 : behind, 0, kind);
  }, kinds);
}
