/** What of several results can stand beside those of another product or lot. */
import { analyteById } from '../../coa/analyte.ts';
import type { MeasuredRow } from '../../store/measured.ts';
import { BASIS_WORDS, groupDigits } from './words.ts';

export type Comparable =
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'one'; readonly row: MeasuredRow }
  /** Exact decimals of the measured ones. */
  | {
      readonly kind: 'range';
      readonly lowest: string;
      readonly highest: string;
      readonly unit: string;
      readonly results: number;
      readonly bounded: number;
    };

/** Only amounts in the substance's own unit, per gram as received or without a printed basis. */
export function comparedOf(results: readonly MeasuredRow[], analyte: string): Comparable {
  const own = results.filter(row => row.analyte === analyte && row.kind !== 'not_tested' && row.kind !== 'not_reported');
  if (own.length === 0) return { kind: 'none', reason: 'not tested' };
  const unit = analyteById(analyte)?.unit ?? null;
  const fitting = own.filter(row => row.unit === unit && (row.basis === 'as_received' || row.basis === 'unknown'));
  if (fitting.length === 0) return { kind: 'none', reason: `not comparable: ${whyNot(own[0]!, unit)}` };
  if (fitting.length === 1) return { kind: 'one', row: fitting[0]! };
  const measured = fitting.filter(row => row.number !== null).toSorted((a, b) => Number(a.number) - Number(b.number));
  if (measured.length === 0) return { kind: 'one', row: sharpest(fitting) };
  const [lowest, highest] = [measured[0]!.number!, measured.at(-1)!.number!].map(groupDigits);
  return {
    kind: 'range',
    lowest: lowest!,
    highest: highest!,
    unit: unit ?? '',
    results: measured.length,
    bounded: fitting.length - measured.length,
  };
}

/** Of results that are only bounds, the one that says most. */
const sharpest = (rows: readonly MeasuredRow[]): MeasuredRow =>
  rows.toSorted((a, b) => Number(a.upper ?? Number.POSITIVE_INFINITY) - Number(b.upper ?? Number.POSITIVE_INFINITY))[0]!;

function whyNot({ unit, basis, printed }: MeasuredRow, wanted: string | null): string {
  if (basis !== 'as_received' && basis !== 'unknown') return `printed ${BASIS_WORDS[basis]}`;
  return unit === null ? `“${printed.value}” has no unit` : `in ${unit}, not ${wanted}`;
}
