/** A sample's vendor, product and lot, found or made from what is printed on it. */
import type { Problem } from '../coa/problem.ts';
import { fold, normaliseCode, normaliseName, slugify } from '../coa/text.ts';
import { SampleOf } from '../store/entities/certificate.ts';
import type { Organization } from '../store/entities/organization.ts';
import { Batch, Product } from '../store/entities/product.ts';
import type { Header } from '../store/entities/shapes.ts';
import { newId } from '../store/id.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { freeSlug, isName } from './organization.ts';
import { resolveVendor } from './vendor.ts';

/** What forms print where no lot is given. */
const NO_CODES = new Set(['', 'NA', 'NONE', 'NIL', 'UNKNOWN', 'NOTAPPLICABLE', 'NOTPROVIDED', 'NOTAVAILABLE', 'TBD']);

export interface Linkable {
  readonly sampleId: string;
  readonly sha256: string;
  readonly header: Header;
  readonly form: string | null;
  readonly vendorGiven: string | null;
  readonly isSample: boolean;
}

/** Makes the sample's current link; the one before it, if any, must have been superseded. Returns what a person should know of it. */
export async function linkSample(em: SqlEntityManager, sample: Linkable, now: Date): Promise<Problem[]> {
  const vendor = await resolveVendor(em, sample.header, sample.vendorGiven, sample.isSample);
  const product = vendor.organization === null ? null : await resolveProduct(em, vendor.organization, sample);
  const batch = await resolveBatch(em, vendor.organization, product, sample);
  await em.insert(SampleOf, {
    id: newId(),
    sampleId: sample.sampleId,
    vendorId: vendor.organization?.id ?? null,
    vendorBasis: vendor.basis,
    vendorConfidence: vendor.confidence,
    vendorEvidence: vendor.evidence,
    productId: product?.id ?? null,
    batchId: batch?.id ?? null,
    recordedAt: now,
    supersededAt: null,
  });
  return [...vendor.problems, ...(await otherProduct(em, batch, product, sample))];
}

async function resolveProduct(em: SqlEntityManager, vendor: Organization, sample: Linkable): Promise<Product | null> {
  const name = sample.header.name?.text.replace(/\s+/g, ' ').trim();
  const normalised = name === undefined ? '' : normaliseProduct(name);
  if (name === undefined || normalised === '' || !isName(name)) return null;
  const known = await em.findOne(Product, { vendorId: vendor.id, normalised });
  if (known !== null) {
    known.form ??= sample.form;
    if (!sample.isSample) known.isSample = false;
    await em.flush();
    return known;
  }
  const product = em.create(Product, {
    id: newId(),
    slug: await freeSlug(em, 'product', `${vendor.slug}-${slugify(name)}`.slice(0, 120)),
    vendorId: vendor.id,
    name,
    folded: fold(name),
    normalised,
    form: sample.form,
    isSample: sample.isSample,
    createdAt: new Date(),
  });
  await em.flush();
  return product;
}

/** Case, diacritics and punctuation do not make another product; every word does. */
function normaliseProduct(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

async function resolveBatch(
  em: SqlEntityManager,
  vendor: Organization | null,
  product: Product | null,
  sample: Linkable,
): Promise<Batch | null> {
  const code = sample.header.lot?.text.trim();
  const normalised = code === undefined ? '' : normaliseCode(code);
  if (code === undefined || NO_CODES.has(normalised)) return null;
  const scope = scopeOf(vendor, sample);
  const known = await em.findOne(Batch, { scope, normalised });
  if (known !== null) {
    known.productId ??= product?.id ?? null;
    if (!sample.isSample) known.isSample = false;
    await em.flush();
    return known;
  }
  const batch = em.create(Batch, {
    id: newId(),
    scope,
    vendorId: vendor?.id ?? null,
    productId: product?.id ?? null,
    code,
    normalised,
    isSample: sample.isSample,
    createdAt: new Date(),
  });
  await em.flush();
  return batch;
}

/** Without a vendor a code means something only beside the same client, or within the one file. */
function scopeOf(vendor: Organization | null, { header, sha256 }: Linkable): string {
  if (vendor !== null) return `vendor:${vendor.id}`;
  return header.client && isName(header.client.text) ? `client:${normaliseName(header.client.text)}` : `file:${sha256}`;
}

async function otherProduct(em: SqlEntityManager, batch: Batch | null, product: Product | null, sample: Linkable): Promise<Problem[]> {
  if (batch === null || product === null || !batch.productId || batch.productId === product.id) return [];
  const first = await em.findOneOrFail(Product, { id: batch.productId });
  return [
    {
      code: 'lot-names-other-product',
      severity: 'info',
      message: `Lot ${batch.code} is known as “${first.name}”; this certificate calls it “${product.name}”. Both names are kept.`,
      ...(sample.header.name && { evidence: sample.header.name.evidence }),
    },
  ];
}
