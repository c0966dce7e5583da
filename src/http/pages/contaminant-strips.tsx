/** Contaminants lot by lot as shares of their comparison limit, so that one axis and one line serve them all. */
import { CONTAMINANTS, type MeasuredGroup, type MeasuredGroups, MOST_MEASURED } from '../../store/measured.ts';
import { Strip, StripAxis, type StripValue, stripScale } from '../charts/strip.tsx';
import { sayAmount } from './amount.ts';
import { Term } from './glossary-link.tsx';
import { boxOf } from './value.tsx';
import { count, groupDigits, unitWords } from './words.ts';
import { yardstickLimit } from './yardstick-rules.ts';

interface Row extends Omit<MeasuredGroup, 'values'> {
  readonly limit: { readonly value: number; readonly unit: string };
  readonly values: readonly StripValue[];
}

export function ContaminantStrips({ measured }: { measured: MeasuredGroups }) {
  const rows = CONTAMINANTS.map(analyte => rowOf(analyte, measured)).filter(row => row !== null);
  if (rows.length === 0) return null;
  const limit = { value: 1, name: 'comparison limit' };
  const scale = stripScale([...rows.flatMap(({ values }) => values), { lower: 1.3, upper: 1.3 }], [limit], null);
  const percents = { ...scale, ticks: scale.ticks.map(({ value }) => ({ value, label: `${Math.round(value * 100)}` })) };
  return (
    <figure class="strips">
      <figcaption class="quiet">
        Each mark is one result, as a share of the <Term of="yardstick">comparison limit</Term>: a dot was measured, an open bar is only
        known to lie <Term of="censored">below a limit</Term> of the laboratory.
        {measured.results >= MOST_MEASURED && ` Only the newest ${measured.results} results are looked at.`}
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

function rowOf(analyte: string, { groups }: MeasuredGroups): Row | null {
  const limit = yardstickLimit(analyte);
  const own = limit && groups.find(group => group.analyte === analyte && group.unit === limit.unit.toLowerCase());
  if (!own) return null;
  const share = (value: number) => value / limit.value;
  return {
    ...own,
    limit,
    values: own.values.map(([lower, upper]) => ({ lower: share(lower), upper: upper === null ? null : share(upper) })),
  };
}
