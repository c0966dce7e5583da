import { z } from 'zod';
import { findVendor, listVendors } from '../../store/vendor.ts';
import { vendorsMeeting } from '../../store/walk.ts';
import type { Column } from '../csv.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { FilterText, refuseSort } from './filter.ts';
import { LotItemSchema, ProductItemSchema, VendorItemSchema } from './items.ts';
import { Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { exampleOf, name, pick, Samples, type Shown, SlugParams, Text } from './schema.ts';

const VendorSchema = name(
  'Vendor',
  z.object({
    ...VendorItemSchema.shape,
    aliases: z.array(Text).meta({ description: 'Further names that certificates print.' }),
    productList: z.array(ProductItemSchema),
    lotList: z.array(LotItemSchema).meta({ description: 'The newest; all of them are at `/lots?vendor=`.' }),
  }),
  'A vendor with its products and lots.',
  {
    ...exampleOf(VendorItemSchema),
    aliases: ['Green Leaf LLC'],
    productList: [exampleOf(ProductItemSchema)],
    lotList: [exampleOf(LotItemSchema)],
  },
);

type Item = Shown<typeof VendorItemSchema>;

/** The same for each part, so that the parts stand side by side and nobody blends them for the reader. */
const SCORE_COLUMNS: readonly Column<Item>[] = [
  { name: 'score_status', value: ({ scorecard }) => scorecard.status },
  { name: 'score_reason', value: ({ scorecard }) => scorecard.reason },
  { name: 'tie', value: ({ scorecard }) => scorecard.tie },
  ...(['safety', 'coverage', 'consistency', 'openness'] as const).flatMap(part =>
    (['estimate', 'lower', 'upper', 'lots'] as const).map(figure => ({
      name: `${part}_${figure}`,
      value: ({ scorecard }: Item) => scorecard[part][figure],
    })),
  ),
  { name: 'red_facts', value: ({ scorecard }) => scorecard.redFacts },
];

export const vendorRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/vendors',
    operationId: 'listVendors',
    tag: 'Vendors',
    summary: 'Vendors',
    filter: {
      filter: FilterText.optional(),
      samples: Samples,
      as_of: Moment.optional(),
      sort: z.enum(['name', 'safety']).optional().meta({
        description: 'By name (default), or by the lower bound of the safety record: the highest first, vendors not scored last.',
      }),
    },
    schemaName: 'VendorList',
    item: VendorItemSchema,
    columns: ['id', 'slug', 'name', 'lots', 'certificates', 'products', 'latest', 'isSample', ...SCORE_COLUMNS],
    async fetch({ store }, { filter: asked, samples, sort, as_of }, page) {
      const asOf = momentOf(as_of);
      if (asked === undefined) return listVendors(store.em(), { samples, sort, asOf, ...page });
      refuseSort(sort);
      return vendorsMeeting(store.em(), { filter: asked.filter, samples, asOf }, page);
    },
    present: view => pick(VendorItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/vendors/:slug',
    operationId: 'getVendor',
    tag: 'Vendors',
    summary: 'One vendor with its products and lots',
    params: SlugParams,
    query: z.strictObject({ as_of: Moment.optional() }),
    problems: ['not-found'],
    responses: { 200: { description: 'The vendor', schema: VendorSchema } },
    async handle({ store }, { params, query }) {
      const vendor = await findVendor(store.em(), params.slug, momentOf(query.as_of));
      if (vendor === null) throw new HttpProblem('not-found', `There is no vendor “${params.slug}”.`);
      return json(
        pick(VendorSchema, {
          ...vendor,
          productList: vendor.productList.map(view => pick(ProductItemSchema, view)),
          lotList: vendor.lotList.map(view => pick(LotItemSchema, view)),
        }),
      );
    },
  }),
];
