import type { Scorecard } from '../../quality/scorecard-shape.ts';
import type { MeasuredGroups } from '../../store/measured.ts';
import type { VendorFacts } from '../../store/vendor.ts';
import type { ScoredLotView } from '../../store/vendor-parts.ts';
import { DrawnCharts, type DrawnChartsProps } from './alkaloid-charts.tsx';
import { ContaminantStrips } from './contaminant-strips.tsx';
import { CoverageMatrix } from './coverage-matrix.tsx';
import type { Standpoint } from './judged-route.tsx';
import { ProductTable } from './lists.tsx';
import { OverSection, type Overview } from './over-section.tsx';
import { Empty, Facts, FurtherLots, Latest, SampleTag } from './parts.tsx';
import { ScorecardSection } from './scorecard.tsx';
import { BY_COMPARISON_LIMITS, NOT_KNOWN } from './scorecard-words.ts';
import { count } from './words.ts';

/** Lots in the matrix, the newest; all of them are found by the search. */
const SHOWN_LOTS = 24;

export interface VendorProps {
  readonly vendor: VendorFacts;
  readonly overview: Overview;
  readonly standpoint: Standpoint;
  /** null while the first scorecard is being computed. */
  readonly card: Scorecard | null;
  /** Of the lots that it rests on. */
  readonly outcomes: readonly ScoredLotView[];
  readonly charts: DrawnChartsProps['charts'];
  readonly measured: MeasuredGroups;
}

export function Vendor({ vendor, overview, standpoint, card, outcomes, charts, measured }: VendorProps) {
  const covered = vendor.lotList.slice(0, SHOWN_LOTS);
  return (
    <div class="wide">
      <p class="kicker">Vendor</p>
      <h1>
        {vendor.name} <SampleTag show={vendor.isSample} />
      </h1>
      <p class="lede">
        {count(vendor.certificates, 'published certificate')} for {count(vendor.lots, 'lot')} of {count(vendor.products, 'product')}
        <Latest date={vendor.latest} />. What a vendor does not publish, nobody sees here.
      </p>
      <Facts pairs={[['Also known as', vendor.aliases.filter(alias => alias !== vendor.name).join(' · ')]]} />
      {card === null ? (
        <Empty title="The scorecard is being computed.">Come back in a minute. Everything below is there already.</Empty>
      ) : (
        <ScorecardSection
          card={card}
          lotNumbers={new Map(outcomes.flatMap(({ lot, number }) => (number === null ? [] : [[lot, number]])))}
          slug={vendor.slug}
          overRules={overview.lots.fail}
        />
      )}
      <OverSection overview={overview} standpoint={standpoint} caption={`Results of ${vendor.name} over a limit`} vendor={vendor.slug} />
      <section aria-labelledby="coverage">
        <h2 id="coverage">What was tested, lot by lot</h2>
        {vendor.lotList.length === 0 ? (
          <Empty title="No lot is linked to this vendor.">A certificate without a lot number cannot be tied to a bag on a shelf.</Empty>
        ) : (
          <>
            <p class="quiet prose">{BY_COMPARISON_LIMITS}</p>
            <CoverageMatrix lots={covered} outcomes={outcomes} />
            <FurtherLots shown={covered.length} of={vendor.lots} href={`/search?vendor=${vendor.slug}`} />
          </>
        )}
      </section>
      {charts.length > 0 && (
        <section aria-labelledby="alkaloids">
          <h2 id="alkaloids">Mitragynine and 7-OH, lot by lot</h2>
          <DrawnCharts charts={charts} />
        </section>
      )}
      {measured.results > 0 && (
        <section aria-labelledby="contaminants">
          <h2 id="contaminants">Contaminants against the comparison limits</h2>
          <ContaminantStrips measured={measured} />
        </section>
      )}
      {vendor.productList.length > 0 && (
        <section aria-labelledby="products">
          <h2 id="products">Products</h2>
          <ProductTable products={vendor.productList} caption={`Products of ${vendor.name}`} />
        </section>
      )}
      <NotKnown vendor={vendor} card={card} />
      <p class="onward">
        <a href={`/vendors/${vendor.slug}/report`}>Report to print</a>
        <a href={`/compare?of=vendors&id=${vendor.slug}`}>Compare {vendor.name} with other vendors</a>
      </p>
    </div>
  );
}

function NotKnown({ vendor, card }: Pick<VendorProps, 'vendor' | 'card'>) {
  const unlinked = card?.unlinked ?? 0;
  const open = card?.safety.tested.undecidable ?? 0;
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown">What is not known</h2>
      <ul class="prose">
        {open > 0 && <li>{count(open, 'lot')} with a result that cannot be placed against its limit.</li>}
        {unlinked > 0 && (
          <li>
            {count(unlinked, 'certificate')} that may be of {vendor.name}, but do not say so clearly. They do not count.
          </li>
        )}
        {NOT_KNOWN.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
