/** Contaminants lot by lot as shares of their comparison limit, so that one axis and one line serve them all. */
import { CONTAMINANTS, type MeasuredRow, MOST_MEASURED } from '../../store/measured.ts';
import { Strip, StripAxis, type StripValue, stripScale } from '../charts/strip.tsx';
import { sayAmount } from './amount.ts';
import { Term } from './glossary-link.tsx';
import { boxOf } from './value.tsx';
import { count, groupDigits, unitWords } from './words.ts';
import { yardstickLimit } from './yardstick-rules.ts';

interface Row {
  readonly analyte: string;
  readonly name: string;
  readonly limit: { readonly value: number; readonly unit: string };
  readonly values: readonly StripValue[];
  readonly highest: MeasuredRow;
  readonly lots: number;
  readonly bare: number;
}

export function ContaminantStrips({ results }: { results: readonly MeasuredRow[] }) {
  const rows = CONTAMINANTS.map(analyte => rowOf(analyte, results)).filter(row => row !== null);
  if (rows.length === 0) return null;
  const limit = { value: 1, name: 'comparison limit' };
  const scale = stripScale([...rows.flatMap(({ values }) => values), { lower: 1.3, upper: 1.3 }], [limit], null);
  const percents = { ...scale, ticks: scale.ticks.map(({ value }) => ({ value, label: `${Math.round(value * 100)}` })) };
  return (
    <figure class="strips">
      <figcaption class="quiet">
        Each mark is one result, as a share of the <Term of="yardstick">comparison limit</Term>: a dot was measured, an open bar is only
        known to lie <Term of="censored">below a limit</Term> of the laboratory.
        {results.length >= MOST_MEASURED && ` Only the newest ${results.length} results are looked at.`}
      </figcaption>
      <ul>
        {rows.map(row => (
          <li key={row.analyte}>
            <a class="strips__name" href={`/analytes/${row.analyte}`}>
              {row.name}
            </a>
            <Strip values={row.values} limits={[limit]} scale={percents} />
            <span class="strips__words">
              highest <a href={boxOf(row.highest)}>{sayAmount(row.highest).text}</a>
              <span class="as-printed">
                limit {groupDigits(String(row.limit.value))} {unitWords(row.limit.unit)}; {count(row.values.length, 'result')} from{' '}
                {count(row.lots, 'lot')}
                {row.bare > 0 && `; ${row.bare} more without a limit of detection, not drawn`}
              </span>
            </span>
          </li>
        ))}
        <li aria-hidden="true">
          <span />
          <StripAxis limits={[limit]} scale={percents} unit="% of the limit" />
          <span />
        </li>
      </ul>
    </figure>
  );
}

function rowOf(analyte: string, results: readonly MeasuredRow[]): Row | null {
  const limit = yardstickLimit(analyte);
  if (limit === null) return null;
  const own = results.filter(
    row =>
      row.analyte === analyte &&
      row.unit?.toLowerCase() === limit.unit.toLowerCase() &&
      (row.basis === 'as_received' || row.basis === 'unknown'),
  );
  const placed = own.filter(row => row.upper !== null || (row.lower !== null && Number(row.lower) > 0));
  const highest = placed.toSorted((a, b) => top(b) - top(a))[0];
  if (highest === undefined) return null;
  return {
    analyte,
    name: highest.analyteName ?? analyte,
    limit,
    values: placed.map(row => ({
      lower: Number(row.number ?? row.lower ?? 0) / limit.value,
      upper: row.number === null && row.upper === null ? null : Number(row.number ?? row.upper) / limit.value,
    })),
    highest,
    lots: new Set(placed.map(row => row.lot?.id ?? row.certificate)).size,
    bare: own.length - placed.length,
  };
}

/** The highest measured value; of bounds, their lower end, so that a blunt laboratory does not lead. */
const top = ({ number, lower, upper }: MeasuredRow): number =>
  number !== null ? Number(number) : Number(lower ?? 0) > 0 ? Number(lower) : Number(upper) * 1e-9;
