import type { Panel } from '../../coa/transcript.ts';
import { PANELS } from '../../coa/transcript.ts';
import type { LotView, ResultRow } from '../../store/views.ts';
import { sayAmount, sayPrintedLimit } from './amount.ts';
import { CertificateTable, ResultTable } from './lists.tsx';
import { Crumbs, Empty, Facts, Latest, Linked, SampleTag, When } from './parts.tsx';
import { boxOf } from './value.tsx';
import { AS_RECEIVED, count, EXPECTED_PANELS, formWords, PANEL_WORDS } from './words.ts';

export function Lot({ lot }: { lot: LotView }) {
  const { vendor, product } = lot;
  const panels = PANELS.filter(panel => lot.results.some(result => result.panel === panel));
  return (
    <div class="wide">
      <Crumbs
        path={[
          { href: '/vendors', label: 'Vendors' },
          vendor && { href: `/vendors/${vendor.slug}`, label: vendor.name },
          product && { href: `/products/${product.slug}`, label: product.name },
        ]}
      />
      <p class="kicker">Lot</p>
      <h1>
        {lot.code} <SampleTag show={lot.isSample} />
      </h1>
      <p class="lede">
        {product ? product.name : 'A product that is not named'}, {count(lot.results.length, 'result')} on{' '}
        {count(lot.certificates, 'certificate')}
        <Latest date={lot.latest} />. {AS_RECEIVED}
      </p>
      <Summary lot={lot} tested={panels} />
      <Facts
        pairs={[
          ['Vendor', <Linked key="vendor" to={vendor} at="/vendors" otherwise="vendor not established" />],
          ['Product', <Linked key="product" to={product} at="/products" otherwise="not linked to a product" />],
          ['Form', lot.form && formWords(lot.form)],
          ['Serving size printed', lot.servingSize],
        ]}
      />
      {panels.length === 0 && <Empty title="No results.">The certificates of this lot hold no value that could be read.</Empty>}
      {panels.map(panel => (
        <section key={panel} aria-labelledby={`panel-${panel}`}>
          <h2 id={`panel-${panel}`}>{PANEL_WORDS[panel]}</h2>
          <ResultTable
            results={lot.results.filter(result => result.panel === panel)}
            caption={`${PANEL_WORDS[panel]} in lot ${lot.code}`}
            columns={['analyte', 'result', 'limits', 'verdict', 'source']}
          />
        </section>
      ))}
      <section aria-labelledby="certificates">
        <h2 id="certificates">Certificates</h2>
        <CertificateTable
          certificates={lot.certificateList}
          caption={`Certificates for lot ${lot.code}`}
          without={['Lot', 'Product', 'Vendor']}
        />
      </section>
    </div>
  );
}

/** The worst thing first, in plain words; then what nobody looked at. */
function Summary({ lot, tested }: { lot: LotView; tested: readonly Panel[] }) {
  const failed = lot.results.filter(result => result.printedVerdict === 'fail');
  const missing = EXPECTED_PANELS.filter(panel => !tested.includes(panel));
  return (
    <div class="summary">
      {failed.length > 0 && (
        <div class="callout callout--over">
          <h2>{count(failed.length, 'result')} marked as failing by the laboratory</h2>
          <ul>
            {failed.map(result => (
              <li key={result.id}>
                <Failure result={result} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && (
        <div class="callout callout--missing">
          <h2>Not tested, as far as the published certificates show</h2>
          <p>{missing.map(panel => PANEL_WORDS[panel]).join(', ')}.</p>
        </div>
      )}
    </div>
  );
}

function Failure({ result }: { result: ResultRow }) {
  const { text, note } = sayAmount(result);
  return (
    <>
      {result.analyteName ?? result.printed.name}: <a href={boxOf(result)}>{text}</a>
      {note !== null && ` (${note})`}
      {result.printed.limit !== null && `; the limit printed is ${sayPrintedLimit(result.printed)}`}
      {result.reported !== null && (
        <>
          , reported <When date={result.reported} />
        </>
      )}
    </>
  );
}
