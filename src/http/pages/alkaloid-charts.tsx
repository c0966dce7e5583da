/** Mitragynine and 7-OH lot by lot, a control chart a product; each with its table, or leading to it. */
import type { ComponentChildren, JSX } from 'preact';
import type { ControlChart as Chart, DrawnPoint } from '../../quality/control-chart.ts';
import { CHARTED, controlChartsOf, type ProductChart } from '../../store/control-chart.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { DrawnChart } from '../../store/vendor-parts.ts';
import { OverTime } from '../charts/over-time.tsx';
import { Term } from './glossary-link.tsx';
import { When } from './parts.tsx';
import { short } from './statistics-words.ts';
import { type Column, Table } from './table.tsx';
import { subjectWords } from './verdict-words.ts';
import { count, dateWords } from './words.ts';

export interface AlkaloidChartsProps {
  readonly charts: readonly ProductChart[];
}

/** Without the certificates of its points: its table is on the page of its product. */
export interface DrawnChartsProps {
  readonly charts: readonly DrawnChart[];
}

/** Of products with two lots or more; mitragynine first, the products of one substance side by side. */
export async function alkaloidCharts(
  em: SqlEntityManager,
  whose: { readonly vendor: string } | { readonly product: string },
): Promise<ProductChart[]> {
  return severalLots(await controlChartsOf(em, whose, CHARTED));
}

export const severalLots = <T extends Pick<ProductChart, 'chart'>>(charts: readonly T[]): T[] =>
  charts.filter(({ chart }) => chart.points.length > 1);

export function AlkaloidCharts({ charts }: AlkaloidChartsProps) {
  return (
    <Charts charts={charts} table="The table below lists them.">
      {charted => (
        <details class="aside">
          <summary>As a table</summary>
          <ChartTable charted={charted} />
        </details>
      )}
    </Charts>
  );
}

/** The same, each leading to the page that has its table. */
export function DrawnCharts({ charts }: DrawnChartsProps) {
  return (
    <Charts charts={charts} table="The page of the product has them as a table.">
      {({ product, analyte }) => (
        <p class="aside">
          <a href={`/products/${product.slug}#alkaloids`} aria-label={`As a table: ${subjectWords(analyte)} in ${product.name}`}>
            As a table
          </a>
        </p>
      )}
    </Charts>
  );
}

interface ChartsProps<T extends DrawnChart> {
  readonly charts: readonly T[];
  /** Where its points are as a table, for those who do not see the chart. */
  readonly table: string;
  /** Below each chart. */
  readonly children: (charted: T) => JSX.Element;
}

function Charts<T extends DrawnChart>({ charts, table, children }: ChartsProps<T>) {
  return (
    <>
      <p class="prose">
        A filled dot was measured; an <Term of="censored">open bar</Term> is only known to lie between its ends. Where there are enough
        lots, lines show how far lots of a product usually swing (<Term of="control_chart">control chart</Term>). A lot beyond them is
        unusual, not necessarily bad.
      </p>
      <div class="charts">
        {charts.map(charted => (
          <AlkaloidChart key={`${charted.product.id}${charted.analyte}${charted.isSample}`} charted={charted} table={table}>
            {children(charted)}
          </AlkaloidChart>
        ))}
      </div>
    </>
  );
}

function ChartTable({ charted: { product, analyte, unit, chart, lots } }: { charted: ProductChart }) {
  const of = new Map(lots.map(lot => [lot.id, lot]));
  const columns: Column<DrawnPoint>[] = [
    { title: 'Lot', cell: ({ id }) => <a href={`/certificates/${of.get(id)?.certificates[0]}`}>{of.get(id)?.code ?? NO_LOT}</a> },
    { title: 'Day', cell: ({ date }) => <When date={date} /> },
    { title: 'Amount', cell: point => amountOf(point, unit) },
    { title: 'Remark', cell: ({ signal }) => (signal === null ? '' : SIGNAL_WORDS[signal]) },
  ];
  return <Table caption={`${subjectWords(analyte)} in ${product.name}, lot by lot`} columns={columns} rows={chart.points} />;
}

const NO_LOT = 'no lot found';

interface AlkaloidChartProps {
  readonly charted: DrawnChart;
  readonly table: string;
  readonly children: ComponentChildren;
}

function AlkaloidChart({ charted: { product, analyte, unit, chart, lots }, table, children }: AlkaloidChartProps) {
  const name = subjectWords(analyte);
  const codes = new Map(lots.map(({ id, code }) => [id, code]));
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
          ...(point.signal !== null && { label: codes.get(point.id) ?? NO_LOT, ringed: true }),
        }))}
        lines={lines}
        unit={unit}
        alternative={`${alternativeOf(name, product.name, chart, unit)} ${table}`}
      />
      {children}
    </figure>
  );
}

const SIGNAL_WORDS = { beyond_limits: 'beyond the usual', run: 'eighth or later in a row on one side of the middle' } as const;

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
  return `${name} in ${product}: ${count(points.length, 'lot')}${days}, ${range}${open > 0 ? `, ${open} known only between bounds` : ''}${beyond > 0 ? `, ${beyond} beyond the usual` : ''}.`;
}
