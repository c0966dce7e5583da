/** schema.org descriptions of pages, for search engines. Only facts that the page shows. */
import type { VendorFacts } from '../../store/vendor.ts';
import type { Counts, LaboratoryView, LotView, ProductView } from '../../store/views.ts';
import { ABOUT, SITE } from './words.ts';

export function siteData(counts: Counts): object {
  return {
    '@type': 'Dataset',
    name: `${SITE}: certificates of analysis`,
    description: ABOUT,
    isAccessibleForFree: true,
    variableMeasured: `${counts.analytes} substances`,
    distribution: { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: '/api/v1/results.csv' },
  };
}

export function vendorData(vendor: VendorFacts): object {
  return { '@type': 'Organization', name: vendor.name, alternateName: vendor.aliases, url: `/vendors/${vendor.slug}` };
}

export function laboratoryData(laboratory: LaboratoryView): object {
  return { '@type': 'Organization', name: laboratory.name, alternateName: laboratory.aliases, url: `/laboratories/${laboratory.slug}` };
}

export function productData(product: ProductView): object {
  return { '@type': 'Product', name: product.name, ...(product.vendor && { brand: { '@type': 'Brand', name: product.vendor.name } }) };
}

export function lotData(lot: LotView): object {
  return {
    '@type': 'Product',
    name: lot.product?.name ?? `Lot ${lot.code}`,
    ...(lot.vendor && { brand: { '@type': 'Brand', name: lot.vendor.name } }),
    additionalProperty: [{ '@type': 'PropertyValue', name: 'lot', value: lot.code }],
  };
}
