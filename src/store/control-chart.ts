/** What the lots of a product held one after the other, with limits that tell whether one stands out. */
import { raw } from '@mikro-orm/postgresql';
import { type ControlChart, controlChart } from '../quality/control-chart.ts';
import { medianOf } from '../quality/quantile.ts';
import { reference } from './columns.ts';
import { organizationOf } from './results.ts';
import { list, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference } from './views.ts';

export const CHARTED = ['mitragynine', '7_hydroxymitragynine'] as const;
export type Charted = (typeof CHARTED)[number];

export interface ProductChart {
  readonly product: Reference;
  readonly analyte: Charted;
  readonly isSample: boolean;
  /** Of every value, as received or without a printed basis. */
  readonly unit: 'mg/g';
  /** Ids of its points are those of lots; without a lot number, `certificate:position`. */
  readonly chart: ControlChart;
  readonly lots: readonly ChartedLot[];
}

export interface ChartedLot {
  readonly id: string;
  /** null: the certificate names no lot. */
  readonly code: string | null;
  /** All tests of the lot that have a value here, the earliest first. */
  readonly certificates: readonly string[];
}

interface Row {
  readonly analyte: Charted;
  readonly product: Reference;
  readonly lot: string;
  readonly code: string | null;
  readonly certificate: string;
  readonly date: string;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly isSample: boolean;
}

/** One chart for each product that has a value, by name, of one substance after the other. A lot tested several times counts once, by the medians of its bounds, on its earliest day. */
export async function controlChartsOf(
  em: SqlEntityManager,
  whose: { readonly product: string } | { readonly vendor: string },
  analytes: readonly Charted[],
): Promise<ProductChart[]> {
  const of =
    'product' in whose
      ? sql`p.id = (select id from product where slug = ${whose.product})`
      : sql`s.vendor_id = (${organizationOf(whose.vendor)})`;
  const found = await rows<Row>(
    em,
    sql`select distinct on (r.analyte_id, p.folded, p.id, s.is_sample, j.law_on, s.certificate_id, s.position) r.analyte_id as analyte, ${raw(reference('p'))} as product,
        coalesce(s.batch_id::text, s.certificate_id || ':' || s.position) as lot, b.code, s.certificate_id as certificate, j.law_on::text as date,
        r.lower::text as lower, r.upper::text as upper, s.is_sample as "isSample"
      from result r join public_sample s on s.id = r.sample_id join judging j on j.sample_id = s.id
        left join batch b on b.id = s.batch_id join product p on p.id = coalesce(b.product_id, s.product_id)
      where r.superseded_at is null and r.analyte_id in ${list(analytes)} and ${of} and r.unit = 'mg/g' and r.basis in ('as_received', 'unknown')
        and (r.upper is not null or r.lower > 0)
      order by r.analyte_id, p.folded, p.id, s.is_sample, j.law_on, s.certificate_id, s.position, r.position`,
  );
  return analytes.flatMap(analyte => {
    const own = found.filter(row => row.analyte === analyte);
    return [...Map.groupBy(own, ({ product, isSample }) => `${product.id} ${isSample}`).values()].map(chartOf);
  });
}

function chartOf(own: readonly Row[]): ProductChart {
  const lots = [...Map.groupBy(own, ({ lot }) => lot)];
  const points = lots.map(([id, tests]) => ({ id, date: tests[0]!.date, ...boundsOf(tests) }));
  const { analyte, product, isSample } = own[0]!;
  return {
    ...{ product, analyte, isSample, unit: 'mg/g' },
    chart: controlChart(points),
    lots: lots.map(([id, tests]) => ({
      id,
      code: tests[0]!.code,
      certificates: [...new Set(tests.map(({ certificate }) => certificate))],
    })),
  };
}

function boundsOf(tests: readonly Row[]): { readonly lower: number; readonly upper: number } {
  const lower = medianOf(tests.map(test => Number(test.lower ?? 0)));
  const upper = medianOf(tests.map(test => (test.upper === null ? Number.POSITIVE_INFINITY : Number(test.upper))));
  return { lower, upper: Number.isNaN(upper) ? Number.POSITIVE_INFINITY : upper };
}
