import type { Panel } from '../../coa/transcript.ts';
import type { LotItem, Slice, VendorItem, VendorView } from '../../store/views.ts';
import type { Standpoint } from './judged-route.tsx';
import { ProductTable } from './lists.tsx';
import { OverSection, type Overview } from './over-section.tsx';
import { Empty, Facts, Latest, Paging, SampleTag, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, EXPECTED_PANELS, PANEL_WORDS } from './words.ts';

const COLUMNS: Column<VendorItem>[] = [
  {
    title: 'Vendor',
    cell: row => (
      <>
        <a href={`/vendors/${row.slug}`}>{row.name}</a> <SampleTag show={row.isSample} />
      </>
    ),
  },
  { title: 'Products', numeric: true, cell: row => String(row.products) },
  { title: 'Lots', numeric: true, cell: row => String(row.lots) },
  { title: 'Certificates', numeric: true, cell: row => String(row.certificates) },
  { title: 'Latest', cell: row => <When date={row.latest} /> },
];

export function Vendors({ slice, first }: { slice: Slice<VendorItem>; first: string | null }) {
  return (
    <div class="wide">
      <h1>Vendors</h1>
      <p class="lede">Whose products were tested, as named on the certificates or stated by those who brought them in.</p>
      {slice.items.length === 0 ? (
        <Empty title="No vendor yet.">
          Vendors appear with their first certificate. <a href="/check">Check a certificate</a> to see what would be read from it.
        </Empty>
      ) : (
        <Table caption="Vendors" columns={COLUMNS} rows={slice.items} />
      )}
      <Paging next={slice.next === null ? null : `/vendors?cursor=${encodeURIComponent(slice.next)}`} first={first} />
    </div>
  );
}

export interface VendorProps {
  readonly vendor: VendorView;
  readonly overview: Overview;
  readonly standpoint: Standpoint;
}

export function Vendor({ vendor, overview, standpoint }: VendorProps) {
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
      <OverSection overview={overview} standpoint={standpoint} caption={`Results of ${vendor.name} over a limit`} vendor={vendor.slug} />
      <section aria-labelledby="coverage">
        <h2 id="coverage">What was tested, lot by lot</h2>
        {vendor.lotList.length === 0 ? (
          <Empty title="No lot is linked to this vendor.">A certificate without a lot number cannot be tied to a bag on a shelf.</Empty>
        ) : (
          <Coverage lots={vendor.lotList} />
        )}
      </section>
      {vendor.productList.length > 0 && (
        <section aria-labelledby="products">
          <h2 id="products">Products</h2>
          <ProductTable products={vendor.productList} caption={`Products of ${vendor.name}`} />
        </section>
      )}
    </div>
  );
}

/** Lots × panels. “Not tested” is as visible as “tested”: both are a word and a shape. */
function Coverage({ lots }: { lots: readonly LotItem[] }) {
  const further = lots.flatMap(lot => lot.panels).filter(panel => !EXPECTED_PANELS.includes(panel));
  const panels: Panel[] = [...EXPECTED_PANELS, ...new Set(further)];
  const columns: Column<LotItem>[] = [
    {
      title: 'Lot',
      cell: lot => (
        <>
          <a href={`/lots/${lot.id}`}>{lot.code}</a>
          <span class="as-printed">
            {lot.product && (
              <>
                {lot.product.name}
                <br />
              </>
            )}
            <When date={lot.latest} />
          </span>
        </>
      ),
    },
    ...panels.map(panel => ({ title: PANEL_WORDS[panel], cell: (lot: LotItem) => <Tested yes={lot.panels.includes(panel)} /> })),
  ];
  return <Table caption="Panels tested per lot" columns={columns} rows={lots} kind="table--coverage" />;
}

function Tested({ yes }: { yes: boolean }) {
  return (
    <span class={yes ? 'tested' : 'tested tested--not'}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {yes ? (
          <rect x="1" y="1" width="10" height="10" rx="2" />
        ) : (
          <path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="1.6" />
        )}
      </svg>
      {yes ? 'tested' : 'not tested'}
    </span>
  );
}
