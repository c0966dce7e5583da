/** Results as bars on a common axis: full where a number was measured, open where only bounds are known. The words beside each bar are its text alternative. */
import type { ComponentChildren } from 'preact';
import type { ResultRow } from '../../store/views.ts';
import { sayAmount } from '../pages/amount.ts';
import { boxOf } from '../pages/value.tsx';
import { groupDigits, unitWords } from '../pages/words.ts';
import { axis, comparable, type Drawn, drawn } from './scale.ts';

const CHARTED = ['mitragynine', '7_hydroxymitragynine'];
const WIDTH = 200;

/** Mitragynine and 7-hydroxymitragynine of a product, a bar a lot. */
export function AlkaloidChart({ results }: { results: readonly ResultRow[] }) {
  const charts = CHARTED.map(analyte => comparable(results.filter(result => result.analyte === analyte))).filter(rows => rows.length > 1);
  if (charts.length === 0) return null;
  return (
    <div class="bar-charts">
      {charts.map(rows => (
        <BarChart key={rows[0]?.analyte} title={rows[0]?.analyteName ?? ''} rows={rows} label={row => row.lot?.code ?? 'lot not printed'} />
      ))}
    </div>
  );
}

interface BarChartProps {
  readonly title: string;
  /** All of one unit and basis. */
  readonly rows: readonly ResultRow[];
  readonly label: (row: ResultRow) => ComponentChildren;
}

export function BarChart({ title, rows, label }: BarChartProps) {
  const values = rows.map(drawn);
  const { place, end } = axis(
    values.filter(value => value !== null),
    WIDTH,
  );
  const unit = unitWords(rows[0]?.unit ?? '');
  const open = values.some(value => value !== null && !value.measured);
  return (
    <figure class="bar-chart">
      <figcaption>
        {title}{' '}
        <span class="quiet">
          bars from 0 to {groupDigits(String(end))} {unit}
          {open && '; open bars: the true value lies somewhere within'}
        </span>
      </figcaption>
      <ol>
        {rows.map((row, index) => (
          <li key={row.id}>
            <span class="bar-chart__label">{label(row)}</span>
            <Bar value={values[index] ?? null} place={place} />
            <a class="bar-chart__value" href={boxOf(row)}>
              {sayAmount(row).text}
            </a>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Bar({ value, place }: { value: Drawn | null; place: (value: number) => number }) {
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar__track" x="0" y="0" width={WIDTH} height="10" />
      {value?.measured && <rect class="bar__measured" x="0" y="1" width={Math.max(place(value.upper), 0.8)} height="8" />}
      {value !== null && !value.measured && (
        <rect
          class="bar__bounds"
          x={place(value.lower)}
          y="1.5"
          width={Math.max(place(value.upper) - place(value.lower), 0.8)}
          height="7"
          vector-effect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
