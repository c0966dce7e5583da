import { z } from 'zod';
import { FORMS } from '../../coa/form.ts';
import { verdictsOfResults } from '../../store/judged.ts';
import { NotComparable, RESULT_ORDERS } from '../../store/result-order.ts';
import { listResults } from '../../store/results.ts';
import { resultsMeeting } from '../../store/walk.ts';
import type { Column, CsvValue } from '../csv.ts';
import { HttpProblem } from '../errors.ts';
import type { Route } from '../route.ts';
import { FilterText } from './filter.ts';
import { lawChoice, lawQuery } from './law.ts';
import { listRoutes } from './list.ts';
import { Kind, presentRow, ResultRowSchema, type Row } from './result.ts';
import { AnalyteId, Day, Decimal, ID, PanelName, rangeNeedsAnalyte, Samples, Slug, ValueRange, Words } from './schema.ts';

const filter = {
  filter: FilterText.optional(),
  analyte: AnalyteId().optional().meta({ description: 'Identifier of the analyte, e.g. `lead`.' }),
  vendor: Slug.optional(),
  product: Slug.optional(),
  laboratory: Slug.optional(),
  lot: Words(200).optional().meta({ description: 'Identifier of a lot, or its code however it is spaced.' }),
  certificate: ID.optional(),
  panel: PanelName.optional(),
  kind: Kind.optional(),
  form: z.enum(FORMS).optional().meta({ description: 'Form of the product, e.g. `powder`.' }),
  from: Day.optional().meta({ description: 'First day of the report; certificates without a date are left out then.' }),
  to: Day.optional(),
  min: Decimal.optional().meta({ description: "Bounds of a range in the analyte's unit; take `analyte` with it." }),
  max: Decimal.optional(),
  samples: Samples,
  range: ValueRange.optional(),
  order: z.enum(RESULT_ORDERS).optional().meta({
    description:
      "`recorded` (default): by identifier, oldest first. `newest`: by the day of the report, the newest first. `highest`: by the amount that is certainly there, the highest first, of one `analyte`; what is in another unit than the analyte's own, or is no amount, is left out.",
  }),
  ...lawQuery,
};

const plain = ['kind', 'number', 'lower', 'upper', 'unit', 'basis', 'lod', 'loq'] as const;
const printed = ['name', 'value', 'unit', 'lod', 'loq', 'limit', 'verdict', 'uncertainty', 'method', 'basis'] as const;

const column = (name: string, value: (row: Row) => CsvValue): Column<Row> => ({ name, value });

const columns: readonly Column<Row>[] = [
  column('id', row => row.id),
  column('certificate', row => row.certificate),
  column('vendor', row => row.vendor?.slug),
  column('product', row => row.product?.slug),
  column('lot', row => row.lot?.code),
  column('laboratory', row => row.laboratory?.slug),
  column('report_number', row => row.reportNumber),
  column('reported', row => row.reported),
  column('panel', row => row.panel),
  column('analyte', row => row.analyte),
  ...printed.map(key => column(`printed_${key}`, row => row.printed[key])),
  ...plain.map(key => column(key, row => row[key])),
  column('page', row => row.evidence.page),
  column('box', row => row.evidence.box?.join(' ')),
  column('cell', row => row.evidence.cell ?? row.evidence.pointer),
  column('confidence', row => row.confidence),
  column('flags', row => row.flags.join(' ')),
  column('recorded_at', row => row.recordedAt),
  column('is_sample', row => row.isSample),
];

export const resultRoutes: readonly Route[] = listRoutes({
  path: '/results',
  operationId: 'listResults',
  tag: 'Results',
  summary: 'Results',
  filter,
  schemaName: 'ResultList',
  item: ResultRowSchema,
  columns,
  async fetch({ store }, { filter: asked, order, ...chosen }, page) {
    rangeNeedsAnalyte(chosen);
    const law = lawChoice(chosen);
    const em = store.em();
    const named = { ...chosen, asOf: law.asOf };
    const slice = await comparable(
      asked === undefined ? listResults(em, named, page, { order }) : resultsMeeting(em, { ...named, filter: asked.filter }, page, order),
    );
    const verdicts = await verdictsOfResults(
      em,
      slice.items.map(({ id }) => id),
      law,
    );
    return { ...slice, items: slice.items.map(row => ({ row, verdicts })) };
  },
  present: ({ row, verdicts }) => presentRow(row, verdicts),
});

async function comparable<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof NotComparable)) throw error;
    throw new HttpProblem('invalid-parameter', `order: ${error.message}`, { errors: [{ name: 'order', message: error.message }] });
  }
}
