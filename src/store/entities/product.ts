import { defineEntity, p } from '@mikro-orm/core';
import { Organization } from './organization.ts';

const ProductSchema = defineEntity({
  name: 'Product',
  properties: {
    id: p.uuid().primary(),
    slug: p.text().unique(),
    vendorId: () => p.manyToOne(Organization).mapToPk().fieldName('vendor_id'),
    name: p.text(),
    folded: p.text(),
    normalised: p.text(),
    form: p.text().nullable(),
    isSample: p.boolean(),
    createdAt: p.datetime(),
  },
});
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product);

const BatchSchema = defineEntity({
  name: 'Batch',
  properties: {
    id: p.uuid().primary(),
    /** Within what the code means something: `vendor:<id>`, or what stands beside it where no vendor is known. */
    scope: p.text(),
    vendorId: () => p.manyToOne(Organization).mapToPk().fieldName('vendor_id').nullable(),
    productId: () => p.manyToOne(Product).mapToPk().fieldName('product_id').nullable(),
    /** As first printed. */
    code: p.text(),
    normalised: p.text(),
    isSample: p.boolean(),
    createdAt: p.datetime(),
  },
});
/** A lot. */
export class Batch extends BatchSchema.class {}
BatchSchema.setClass(Batch);
