import { z } from 'zod';
import { findVendor, listVendors } from '../../store/vendor.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { LotItemSchema, ProductItemSchema, VendorItemSchema } from './items.ts';
import { listRoutes } from './list.ts';
import { exampleOf, name, pick, Samples, SlugParams, Text } from './schema.ts';

const VendorSchema = name(
  'Vendor',
  z.object({
    ...VendorItemSchema.shape,
    aliases: z.array(Text).meta({ description: 'Further names that certificates print.' }),
    productList: z.array(ProductItemSchema),
    lotList: z.array(LotItemSchema),
  }),
  'A vendor with its products and lots.',
  {
    ...exampleOf(VendorItemSchema),
    aliases: ['Green Leaf LLC'],
    productList: [exampleOf(ProductItemSchema)],
    lotList: [exampleOf(LotItemSchema)],
  },
);

export const vendorRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/vendors',
    operationId: 'listVendors',
    tag: 'Vendors',
    summary: 'Vendors',
    filter: { samples: Samples },
    schemaName: 'VendorList',
    item: VendorItemSchema,
    columns: ['id', 'slug', 'name', 'lots', 'certificates', 'products', 'latest', 'isSample'],
    fetch: ({ store }, filter, page) => listVendors(store.em(), { ...filter, ...page }),
    present: view => pick(VendorItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/vendors/:slug',
    operationId: 'getVendor',
    tag: 'Vendors',
    summary: 'One vendor with its products and lots',
    params: SlugParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The vendor', schema: VendorSchema } },
    async handle({ store }, { params }) {
      const vendor = await findVendor(store.em(), params.slug);
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
