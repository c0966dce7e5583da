import { z } from 'zod';
import { verdictsOfResults } from '../../store/judged.ts';
import { findProduct, listProducts } from '../../store/product.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { LotItemSchema, ProductItemSchema } from './items.ts';
import { Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { presentRow, ResultRowSchema } from './result.ts';
import { exampleOf, name, pick, Samples, Slug, SlugParams } from './schema.ts';

const ProductSchema = name(
  'Product',
  z.object({
    ...ProductItemSchema.shape,
    lotList: z.array(LotItemSchema).meta({ description: 'The newest; all of them are at `/lots?product=`.' }),
    alkaloids: z.array(ResultRowSchema).meta({ description: 'Alkaloid results of its lots, newest first.' }),
  }),
  'A product with its lots.',
  {
    ...exampleOf(ProductItemSchema),
    lotList: [exampleOf(LotItemSchema)],
    alkaloids: [],
  },
);

export const productRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/products',
    operationId: 'listProducts',
    tag: 'Products',
    summary: 'Products',
    filter: { vendor: Slug.optional(), samples: Samples, as_of: Moment.optional() },
    schemaName: 'ProductList',
    item: ProductItemSchema,
    columns: ['id', 'slug', 'name', { name: 'vendor', value: item => item.vendor?.slug }, 'form', 'lots', 'latest', 'isSample'],
    fetch: ({ store }, { as_of, ...filter }, page) => listProducts(store.em(), { ...filter, asOf: momentOf(as_of), ...page }),
    present: view => pick(ProductItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/products/:slug',
    operationId: 'getProduct',
    tag: 'Products',
    summary: 'One product with its lots and alkaloid results',
    params: SlugParams,
    query: z.strictObject({ as_of: Moment.optional() }),
    problems: ['not-found'],
    responses: { 200: { description: 'The product', schema: ProductSchema } },
    async handle({ store }, { params, query }) {
      const em = store.em();
      const asOf = momentOf(query.as_of);
      const product = await findProduct(em, params.slug, asOf);
      if (product === null) throw new HttpProblem('not-found', `There is no product “${params.slug}”.`);
      const verdicts = await verdictsOfResults(
        em,
        product.alkaloids.map(({ id }) => id),
        { asOf },
      );
      return json(
        pick(ProductSchema, {
          ...product,
          lotList: product.lotList.map(view => pick(LotItemSchema, view)),
          alkaloids: product.alkaloids.map(row => presentRow(row, verdicts)),
        }),
      );
    },
  }),
];
