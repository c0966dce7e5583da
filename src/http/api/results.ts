import { listResults } from '../../store/results.ts';
import type { Route } from '../route.ts';
import { listRoutes } from './list.ts';
import { Kind, presentRow, ResultRowSchema, resultColumns } from './result.ts';
import { Decimal, ID, PanelName, Samples, Slug, ValueRange, Words } from './schema.ts';

const filter = {
  analyte: Words(100).optional().meta({ description: 'Identifier of the analyte, e.g. `lead`.' }),
  vendor: Slug.optional(),
  product: Slug.optional(),
  laboratory: Slug.optional(),
  lot: Words(200).optional().meta({ description: 'Identifier of a lot, or its code however it is spaced.' }),
  certificate: ID.optional(),
  panel: PanelName.optional(),
  kind: Kind.optional(),
  min: Decimal.optional().meta({ description: "Bounds of a range in the analyte's unit; take `analyte` with it." }),
  max: Decimal.optional(),
  samples: Samples,
  range: ValueRange.optional(),
};

export const resultRoutes: readonly Route[] = listRoutes({
  path: '/results',
  operationId: 'listResults',
  tag: 'Results',
  summary: 'Results',
  filter,
  schemaName: 'ResultList',
  item: ResultRowSchema,
  columns: resultColumns,
  fetch: ({ store }, chosen, page) => listResults(store.em(), chosen, page),
  present: presentRow,
});
