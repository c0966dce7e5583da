/** Mitragynine and 7-hydroxymitragynine of a product, a bar a lot. The words beside each bar are its text alternative. */
import type { ResultRow } from '../../store/views.ts';
import { sayAmount } from '../pages/amount.ts';
import { boxOf } from '../pages/value.tsx';
import { groupDigits, unitWords } from '../pages/words.ts';
import { axis, type Drawn, drawn } from './scale.ts';

const CHARTED = ['mitragynine', '7_hydroxymitragynine'];
const WIDTH = 200;

export function AlkaloidChart({ results }: { results: readonly ResultRow[] }) {
  const charts = CHARTED.map(analyte => comparable(results.filter(result => result.analyte === analyte))).filter(rows => rows.length > 1);
  if (charts.length === 0) return null;
  return (
    <div class="bar-charts">
      {charts.map(rows => (
        <BarChart key={rows[0]?.analyte} rows={rows} />
      ))}
    </div>
  );
}

/** Only values of one unit and basis share an axis: those of the most frequent. */
function comparable(rows: readonly ResultRow[]): ResultRow[] {
  const groups = Map.groupBy(
    rows.filter(row => row.unit !== null),
    row => `${row.unit} ${row.basis}`,
  );
  const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length);
  return largest;
}

function BarChart({ rows }: { rows: readonly ResultRow[] }) {
  const values = rows.map(drawn);
  const { place, end } = axis(
    values.filter(value => value !== null),
    WIDTH,
  );
  const unit = unitWords(rows[0]?.unit ?? '');
  return (
    <figure class="bar-chart">
      <figcaption>
        {rows[0]?.analyteName}, {unit}{' '}
        <span class="quiet">(bars from 0 to {groupDigits(String(end))}; open bars: the true value lies somewhere within)</span>
      </figcaption>
      <ol>
        {rows.map((row, index) => (
          <li key={row.id}>
            <span class="bar-chart__lot">{row.lot === null ? 'lot not printed' : row.lot.code}</span>
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
