import { defineEntity, p } from '@mikro-orm/core';
import { CLAIM_ANALYTES } from '../../quality/claim.ts';
import { Batch, Product } from './product.ts';

/** What rules may need to know of a product. */
export const PRODUCT_FACTS = ['form', 'serving', 'container', 'intake'] as const;
export type ProductFactName = (typeof PRODUCT_FACTS)[number];
/** These, and the amounts a label promises. */
export const LABEL_FACTS = [...PRODUCT_FACTS, ...CLAIM_ANALYTES] as const;
export type LabelFactName = (typeof LABEL_FACTS)[number];

/** Where it stands: on a label that was seen, in what the vendor publishes, or with whoever entered it. */
export const LABEL_SOURCES = ['label', 'vendor', 'operator'] as const;
export type LabelSource = (typeof LABEL_SOURCES)[number];

const LabelFactSchema = defineEntity({
  name: 'LabelFact',
  properties: {
    id: p.uuid().primary(),
    productId: () => p.manyToOne(Product).mapToPk().fieldName('product_id').nullable(),
    batchId: () => p.manyToOne(Batch).mapToPk().fieldName('batch_id').nullable(),
    fact: p.enum(LABEL_FACTS),
    /** As printed or stated; null withdraws. */
    value: p.text().nullable(),
    sourceKind: p.enum(LABEL_SOURCES),
    source: p.text(),
    actor: p.text(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What is known of a product or a lot beside its certificates. Only ever added to. */
export class LabelFact extends LabelFactSchema.class {}
LabelFactSchema.setClass(LabelFact);
