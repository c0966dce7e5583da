/** Statistics of values below limits, and control charts. Computed numbers are strings of at most six significant digits. */
import { z } from 'zod';
import { BASES } from '../../coa/reading.ts';
import type { Interval } from '../../quality/bootstrap.ts';
import { rounded } from '../../quality/canonical-json.ts';
import { type Analysis, METHODS } from '../../quality/censored.ts';
import { STATISTICS, type Statistic, type Summary } from '../../quality/censored-data.ts';
import { trendOf } from '../../quality/trend.ts';
import { CHARTED, controlChartsOf, type ProductChart } from '../../store/control-chart.ts';
import { GROUPINGS, statisticsOf } from '../../store/statistics.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { Count, Day, exampleOf, Flag, name, ReferenceSchema, type Shown, Slug, SlugParams, Text, Words } from './schema.ts';
import { Figure } from './scorecard.ts';

const FigureOrNone = Figure.nullable();
const perStatistic = <S extends z.ZodType>(schema: S) =>
  z.object(Object.fromEntries(STATISTICS.map(statistic => [statistic, schema])) as Record<Statistic, S>);

const EstimateSchema = name(
  'StatisticsEstimate',
  z.object({
    ...perStatistic(FigureOrNone).shape,
    intervals: perStatistic(z.tuple([Figure, Figure]).nullable())
      .nullable()
      .meta({ description: '90 %; null for substitution, which is no estimate.' }),
    how: Text,
    warnings: z.array(Text),
  }),
  'What one method gives; null where the data give no number.',
  {
    ...{ median: '0.31', mean: '0.402', sd: '0.233', q25: null, q75: '0.52', q90: '0.74' },
    intervals: {
      median: ['0.27', '0.36'],
      mean: ['0.35', '0.46'],
      sd: ['0.18', '0.29'],
      q25: null,
      q75: ['0.45', '0.6'],
      q90: ['0.64', '0.9'],
    },
    how: 'Kaplan–Meier of the mirrored values, restricted mean; intervals by bootstrap',
    warnings: [],
  },
);

export const analysisShape = {
  n: Count.meta({ description: 'Values, measured or between bounds.' }),
  censored: Count.meta({ description: 'Of `n`, those only known between bounds.' }),
  excluded: Count.meta({ description: 'Not detected with no limit printed: says nothing of the amount, not in `n`.' }),
  methods: z.partialRecord(z.enum(METHODS), EstimateSchema),
  refused: z.partialRecord(z.enum(METHODS), Text).meta({ description: 'Methods that say nothing here, and why.' }),
};

const example = {
  ...{ n: 48, censored: 9, excluded: 2, methods: { kaplan_meier: exampleOf(EstimateSchema) } },
  refused: { mle_lognormal: '48 values, fewer than the 50 this method needs' },
};

const StatisticsSchema = name(
  'AnalyteStatistics',
  z.object({
    analyte: z.object({ id: Text, name: Text }),
    unit: Text.nullable(),
    basis: z.enum(BASES).nullable().meta({ description: 'Of every value: units and bases are never mixed.' }),
    isSample: z.boolean().meta({ description: 'Of the invented sample data alone.' }),
    ...analysisShape,
    leftOut: z
      .array(
        z.object({
          reason: z.enum(['other-basis', 'other-unit', 'no-bounds', 'presence', 'not-a-value', 'repeated']),
          detail: Text,
          results: Count,
        }),
      )
      .meta({ description: 'Results that are not among the values, and why.' }),
    groups: z.array(z.object({ value: Text.nullable(), label: Text, ...analysisShape })).nullable(),
    furtherGroups: Count.meta({ description: 'Smaller groups that were not computed.' }),
  }),
  'Statistics of one analyte by methods made for values below a limit; docs/statistics.md describes them.',
  {
    ...{ analyte: { id: 'lead', name: 'Lead' }, unit: 'mg/kg', basis: 'as_received' as const, isSample: false, ...example },
    leftOut: [{ reason: 'other-basis' as const, detail: 'dry', results: 3 }],
    ...{ groups: null, furtherGroups: 0 },
  },
);

const figure = (value: number | null): string | null => (value === null || !Number.isFinite(value) ? null : rounded(value));
const both = (interval: Interval | null): [string, string] | null => interval && [rounded(interval[0]), rounded(interval[1])];
const each = <T>(of: (statistic: Statistic) => T) =>
  Object.fromEntries(STATISTICS.map(statistic => [statistic, of(statistic)])) as Record<Statistic, T>;

export function presentAnalysis({ n, censored, excluded, methods, refused }: Analysis) {
  const shown = Object.entries(methods).map(([method, { summary, intervals, how, warnings }]) => [
    method,
    {
      ...each(statistic => figure((summary as Summary)[statistic])),
      intervals: intervals && each(statistic => both(intervals[statistic])),
      ...{ how, warnings },
    },
  ]);
  return { n, censored, excluded, methods: Object.fromEntries(shown) as Shown<typeof StatisticsSchema>['methods'], refused };
}

const PointSchema = z.object({
  lot: Text,
  code: Text.nullable(),
  certificates: z.array(Text),
  date: Day,
  lower: Figure,
  upper: FigureOrNone.meta({ description: 'Equal to `lower` where measured; null: no upper bound.' }),
  open: z.boolean().meta({ description: 'Only known between bounds.' }),
  signal: z.enum(['beyond_limits', 'run']).nullable(),
});

const ChartSchema = name(
  'ControlChart',
  z.object({
    product: ReferenceSchema,
    analyte: z.enum(CHARTED),
    unit: Text,
    isSample: z.boolean(),
    status: z.enum(['drawn', 'refused']),
    reason: Text.nullable().meta({ description: 'Why there are no limits.' }),
    ...{ centre: FigureOrNone, sigma: FigureOrNone, lowerLimit: FigureOrNone, upperLimit: FigureOrNone },
    points: z.array(PointSchema),
    trend: z.object({
      slopePerYear: FigureOrNone,
      interval: z.tuple([Figure, Figure]).nullable(),
      p: FigureOrNone,
      reason: Text.nullable(),
    }),
  }),
  'The lots of a product in their order, with limits three robust standard deviations from the median.',
  {
    ...{ product: exampleOf(ReferenceSchema), analyte: 'mitragynine' as const, unit: 'mg/g', isSample: false, status: 'refused' as const },
    ...{ reason: '1 measured lots, fewer than 8', centre: null, sigma: null, lowerLimit: null, upperLimit: null },
    points: [
      {
        ...{ lot: '0199a3c4-0000-7000-8000-000000000002', code: 'GL-2401', certificates: ['0199a3c4-0000-7000-8000-000000000005'] },
        ...{ date: '2026-02-03', lower: '14.2', upper: '14.2', open: false, signal: null },
      },
    ],
    trend: { slopePerYear: null, interval: null, p: null, reason: '1 lots, fewer than 8' },
  },
);

const ChartsSchema = name('ControlCharts', z.object({ items: z.array(ChartSchema) }), 'One chart a product.', {
  items: [exampleOf(ChartSchema)],
});

function presentChart({ product, analyte, unit, isSample, chart, lots }: ProductChart): Shown<typeof ChartSchema> {
  const trend = trendOf(chart.points);
  const lotOf = new Map(lots.map(lot => [lot.id, lot]));
  const { status, reason, centre, sigma, lowerLimit, upperLimit } = chart;
  return {
    ...{ product, analyte, unit, isSample, status, reason },
    ...{ centre: figure(centre), sigma: figure(sigma), lowerLimit: figure(lowerLimit), upperLimit: figure(upperLimit) },
    points: chart.points.map(({ id, date, lower, upper, open, signal }) => ({
      ...{ lot: id, code: lotOf.get(id)?.code ?? null, certificates: lotOf.get(id)?.certificates ?? [] },
      ...{ date, lower: rounded(lower), upper: figure(upper), open, signal },
    })),
    trend: { slopePerYear: figure(trend.slopePerYear), interval: both(trend.interval), p: figure(trend.p), reason: trend.reason },
  };
}

const Which = z.strictObject({ analyte: z.enum(CHARTED).default('mitragynine') });
const OneSample = Flag.meta({ description: '`true`: of the invented sample data alone; else of real data alone. They are never mixed.' });

export const statisticsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/analytes/:id/statistics',
    operationId: 'getStatistics',
    tag: 'Analytes',
    summary: 'Statistics of an analyte, with values below limits as what they are',
    description: 'One value a sample, all of one unit and one basis. Without `basis`, of the basis there are the most values of.',
    params: z.strictObject({ id: Words(100) }),
    query: z.strictObject({
      ...{ vendor: Slug.optional(), product: Slug.optional(), laboratory: Slug.optional(), form: Words(50).optional() },
      ...{ from: Day.optional(), to: Day.optional(), basis: z.enum(BASES).optional(), samples: OneSample },
      group_by: z.enum(GROUPINGS).optional(),
    }),
    problems: ['not-found'],
    responses: { 200: { description: 'The statistics', schema: StatisticsSchema } },
    async handle({ store }, { params, query: { group_by: groupBy, ...filter } }) {
      const found = await statisticsOf(store.em(), params.id, { ...filter, groupBy });
      if (found === null) throw new HttpProblem('not-found', `There is no analyte “${params.id}”.`);
      const { analyte, unit, basis, isSample, leftOut, groups, furtherGroups } = found;
      return json({
        ...{ analyte, unit, basis, isSample, ...presentAnalysis(found), leftOut },
        groups: groups === null ? null : groups.map(group => ({ value: group.value, label: group.label, ...presentAnalysis(group) })),
        furtherGroups,
      });
    },
  }),
  ...(['vendor', 'product'] as const).map(kind =>
    route({
      method: 'get',
      path: `/${kind}s/:slug/control-charts`,
      operationId: kind === 'vendor' ? 'getVendorControlCharts' : 'getProductControlCharts',
      tag: kind === 'vendor' ? 'Vendors' : 'Products',
      summary: kind === 'vendor' ? 'What the lots of each product held, in their order' : 'What the lots of a product held, in their order',
      params: SlugParams,
      query: Which,
      responses: { 200: { description: 'One chart a product; empty where nothing was measured', schema: ChartsSchema } },
      async handle({ store }, { params: { slug }, query }) {
        const whose = kind === 'vendor' ? { vendor: slug } : { product: slug };
        return json({ items: (await controlChartsOf(store.em(), whose, [query.analyte])).map(presentChart) });
      },
    }),
  ),
];
