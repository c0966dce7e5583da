/** Mitragynine and 7-OH lot by lot, a control chart a product; each with its table. */
import type { ControlChart as Chart, DrawnPoint } from '../../quality/control-chart.ts';
import type { Reference } from '../../store/views.ts';
import { OverTime } from '../charts/over-time.tsx';
import { Term } from './glossary-link.tsx';
import { When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, dateWords } from './words.ts';

export interface ChartedProduct {
  readonly product: Reference;
  readonly unit: string;
  readonly chart: Chart;
  /** By point id. */
  readonly lots: readonly { readonly id: string; readonly code: string | null; readonly certificate: string }[];
}

export interface AlkaloidChartsProps {
  readonly charts: readonly { readonly analyte: string; readonly name: string; readonly products: readonly ChartedProduct[] }[];
}

export function AlkaloidCharts({ charts }: AlkaloidChartsProps) {
  const drawn = charts.flatMap(({ name, analyte, products }) => products.map(product => ({ name, analyte, product })));
  return (
    <>
      <p class="prose">
        A filled dot was measured; an <Term of="censored">open bar</Term> is only known to lie between its ends. Where there are enough
        lots, lines show how far lots of this product usually swing (<Term of="control_chart">control chart</Term>). A lot beyond them is
        unusual, not necessarily bad.
      </p>
      <div class="charts">
        {drawn.map(({ name, analyte, product }) => (
          <AlkaloidChart key={`${product.product.id}${analyte}`} name={name} charted={product} />
        ))}
      </div>
    </>
  );
}

function AlkaloidChart({ name, charted: { product, unit, chart, lots } }: { name: string; charted: ChartedProduct }) {
  const codes = new Map(lots.map(lot => [lot.id, lot]));
  const code = (point: DrawnPoint) => codes.get(point.id)?.code ?? 'lot not printed';
  const columns: Column<DrawnPoint>[] = [
    { title: 'Lot', cell: point => <a href={`/certificates/${codes.get(point.id)?.certificate}`}>{code(point)}</a> },
    { title: 'Day', cell: ({ date }) => <When date={date} /> },
    { title: 'Amount', cell: point => amountOf(point, unit) },
    { title: 'Remark', cell: ({ signal }) => (signal === null ? '' : SIGNAL_WORDS[signal]) },
  ];
  const lines = [
    ...(chart.centre === null ? [] : [{ value: chart.centre, name: `middle ${short(chart.centre)}`, kind: 'centre' as const }]),
    ...(chart.upperLimit === null
      ? []
      : [{ value: chart.upperLimit, name: `usual up to ${short(chart.upperLimit)}`, kind: 'limit' as const }]),
    ...(chart.lowerLimit === null || chart.lowerLimit === 0
      ? []
      : [{ value: chart.lowerLimit, name: `usual from ${short(chart.lowerLimit)}`, kind: 'limit' as const }]),
  ];
  return (
    <figure class="chart-figure">
      <figcaption>
        {name} in <a href={`/products/${product.slug}`}>{product.name}</a>
        <span class="as-printed">
          {unit}, {count(chart.points.length, 'lot')}
          {chart.reason !== null && `; no lines: ${chart.reason}`}
        </span>
      </figcaption>
      <OverTime
        points={chart.points.map(point => ({
          ...{ id: point.id, date: point.date, lower: point.lower, upper: Number.isFinite(point.upper) ? point.upper : null },
          ...(point.signal !== null && { label: code(point), ringed: true }),
        }))}
        lines={lines}
        unit={unit}
        alternative={alternativeOf(name, product.name, chart, unit)}
      />
      <details class="aside">
        <summary>As a table</summary>
        <Table caption={`${name} in ${product.name}, lot by lot`} columns={columns} rows={chart.points} />
      </details>
    </figure>
  );
}

const SIGNAL_WORDS = { beyond_limits: 'beyond the usual', run: 'eighth or later in a row on one side of the middle' } as const;

const short = (value: number): string => String(Number(value.toPrecision(3)));

function amountOf({ lower, upper, open }: DrawnPoint, unit: string): string {
  if (!open) return `${short(lower)} ${unit}`;
  if (!Number.isFinite(upper)) return `over ${short(lower)} ${unit}`;
  return lower === 0 ? `below ${short(upper)} ${unit}` : `${short(lower)} to ${short(upper)} ${unit}`;
}

function alternativeOf(name: string, product: string, chart: Chart, unit: string): string {
  const { points } = chart;
  const measured = points.filter(({ open }) => !open).map(({ lower }) => lower);
  const open = points.length - measured.length;
  const range =
    measured.length === 0
      ? 'none was measured'
      : `measured from ${short(Math.min(...measured))} to ${short(Math.max(...measured))} ${unit}`;
  const beyond = points.filter(({ signal }) => signal === 'beyond_limits').length;
  const days = points.length === 0 ? '' : ` between ${dateWords(points[0]!.date)} and ${dateWords(points.at(-1)!.date)}`;
  return `${name} in ${product}: ${count(points.length, 'lot')}${days}, ${range}${open > 0 ? `, ${open} known only between bounds` : ''}${beyond > 0 ? `, ${beyond} beyond the usual` : ''}. The table below lists them.`;
}
