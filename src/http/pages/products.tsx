import type { ComponentChildren } from 'preact';
import type { MeasuredGroups } from '../../store/measured.ts';
import type { ProductView } from '../../store/views.ts';
import { AlkaloidCharts, type AlkaloidChartsProps } from './alkaloid-charts.tsx';
import { ContaminantStrips } from './contaminant-strips.tsx';
import type { Standpoint } from './judged-route.tsx';
import { CLAIM_WORDS, type ClaimRow, ClaimTable } from './label-claims.tsx';
import { LotTable, ResultTable } from './lists.tsx';
import { OverSection, type Overview } from './over-section.tsx';
import { Crumbs, Empty, FurtherLots, Latest, SampleTag } from './parts.tsx';
import { count, formWords } from './words.ts';

export interface ProductProps {
  readonly product: ProductView;
  readonly overview: Overview;
  readonly standpoint: Standpoint;
  readonly charts: AlkaloidChartsProps['charts'];
  readonly measured: MeasuredGroups;
  readonly claims: readonly ClaimRow[];
  /** What stands before everything else, such as notices of recalls. */
  readonly notice?: ComponentChildren;
}

export function Product({ product, overview, standpoint, charts, measured, claims, notice }: ProductProps) {
  const { vendor } = product;
  return (
    <div class="wide">
      <Crumbs path={[{ href: '/vendors', label: 'Vendors' }, vendor && { href: `/vendors/${vendor.slug}`, label: vendor.name }]} />
      <p class="kicker">{product.form === null ? 'Product' : `Product · ${formWords(product.form)}`}</p>
      <h1>
        {product.name} <SampleTag show={product.isSample} />
      </h1>
      <p class="lede">
        {count(product.lots, 'lot')} with published certificates
        {vendor && (
          <>
            {' '}
            from <a href={`/vendors/${vendor.slug}`}>{vendor.name}</a>
          </>
        )}
        <Latest date={product.latest} />.
      </p>
      {notice}
      <OverSection overview={overview} standpoint={standpoint} caption={`Results of ${product.name} over a limit`} product={product.slug} />
      <section aria-labelledby="alkaloids">
        <h2 id="alkaloids">Alkaloids, lot by lot</h2>
        {product.alkaloids.length === 0 ? (
          <Empty title="No alkaloid was reported for this product.">The lots below show what was tested instead.</Empty>
        ) : (
          <>
            {charts.length > 0 && <AlkaloidCharts charts={charts} />}
            <ResultTable
              results={product.alkaloids}
              caption={`Alkaloid results of ${product.name}, newest first`}
              columns={['analyte', 'result', 'limits', 'lot', 'source']}
            />
          </>
        )}
      </section>
      <section aria-labelledby="label">
        <h2 id="label">What the label promises</h2>
        {claims.length === 0 ? (
          <p class="prose">
            No amount promised on a label is recorded for this product, so nothing can be held against what was measured. Certificates
            rarely print what the label says.
          </p>
        ) : (
          <>
            <p class="prose">{CLAIM_WORDS}</p>
            <ClaimTable rows={claims} caption={`What the label of ${product.name} promises, against what was measured`} />
          </>
        )}
      </section>
      {measured.results > 0 && (
        <section aria-labelledby="contaminants">
          <h2 id="contaminants">Contaminants against the comparison limits</h2>
          <ContaminantStrips measured={measured} />
        </section>
      )}
      <section aria-labelledby="lots">
        <h2 id="lots">Lots</h2>
        {product.lotList.length === 0 ? (
          <Empty title="No lot number was printed.">The certificates of this product cannot be tied to a particular bag.</Empty>
        ) : (
          <>
            <LotTable lots={product.lotList} caption={`Lots of ${product.name}`} without={['Product', 'Vendor']} />
            <FurtherLots
              shown={product.lotList.length}
              of={product.lots}
              href={`/search?q=${encodeURIComponent(product.name)}${vendor ? `&vendor=${vendor.slug}` : ''}`}
            />
          </>
        )}
      </section>
      <p>
        <a href={`/compare?of=products&id=${product.slug}`}>Compare with other products</a>
      </p>
    </div>
  );
}
