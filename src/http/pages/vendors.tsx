import type { VendorItem } from '../../store/views.ts';
import { Term } from './glossary-link.tsx';
import { Counted, Empty, SampleTag, When } from './parts.tsx';
import { Figure } from './scorecard-figure.tsx';
import { PART_WORDS, type PartName, PUBLISHED_ONLY, TIE_SENTENCE } from './scorecard-words.ts';
import { type Column, Table } from './table.tsx';
import { inOrder, ORDER_WORDS, ORDERS, type VendorOrder } from './vendor-order.ts';
import { Mark } from './verdict-table.tsx';
import { count } from './words.ts';

export interface VendorsProps {
  readonly vendors: readonly VendorItem[];
  /** Of the numbers, where they are not of now. */
  readonly countedAt: string | null;
  readonly order: VendorOrder;
  /** From 1. */
  readonly page: number;
}

const PAGE = 50;

export function Vendors({ vendors, countedAt, order, page }: VendorsProps) {
  const real = inOrder(
    vendors.filter(({ isSample }) => !isSample),
    order,
  );
  const samples = inOrder(
    vendors.filter(({ isSample }) => isSample),
    order,
  );
  const shown = real.slice((page - 1) * PAGE, page * PAGE);
  return (
    <div class="wide">
      <h1>Vendors</h1>
      <p class="lede">What published certificates say of each vendor, in four parts that are never blended into one grade.</p>
      {vendors.length === 0 ? (
        <Empty title="No vendor yet.">
          Vendors appear with their first certificate. <a href="/check">Check a certificate</a> to see what would be read from it.
        </Empty>
      ) : (
        <>
          <p class="prose">
            {PUBLISHED_ONLY} Each bar is a <Term of="interval">90&nbsp;% interval</Term> on a line from 0 to 100&nbsp;%, the upright its{' '}
            <Term of="estimate">estimate</Term>. <a href="/method#scorecards">How scorecards are made</a>.
          </p>
          <Counted at={countedAt} />
          <Orders order={order} />
          {shown.length > 0 && <VendorTable vendors={shown} order={order} caption="Vendors" />}
          <Pages page={page} last={Math.ceil(real.length / PAGE)} order={order} />
          {page === 1 && samples.length > 0 && (
            <>
              <h2 id="samples">Sample data</h2>
              <p class="prose">Invented vendors. They are never compared or counted with real ones.</p>
              <VendorTable vendors={samples} order={order} caption="Invented vendors of the sample data" />
            </>
          )}
        </>
      )}
    </div>
  );
}

const address = (order: VendorOrder, page = 1): string => `/vendors?sort=${order}${page > 1 ? `&page=${page}` : ''}`;

function Orders({ order }: { order: VendorOrder }) {
  return (
    <nav aria-label="Order of the table" class="tabs orders">
      <span class="orders__label">Order by</span>
      <ul>
        {ORDERS.map(each => (
          <li key={each}>
            <a href={address(each)} aria-current={each === order ? 'true' : undefined}>
              {ORDER_WORDS[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Pages({ page, last, order }: { page: number; last: number; order: VendorOrder }) {
  if (last <= 1) return null;
  return (
    <nav aria-label="Further pages" class="paging">
      {page > 1 && <a href={address(order, page - 1)}>Previous page</a>}
      <span class="quiet">
        Page {page} of {last}
      </span>
      {page < last && (
        <a class="button" href={address(order, page + 1)} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}

function VendorTable({ vendors, order, caption }: { vendors: readonly VendorItem[]; order: VendorOrder; caption: string }) {
  const part = (name: PartName): Column<VendorItem> => ({
    title: PART_WORDS[name].title,
    cell: ({ scorecard }) => <Figure part={scorecard[name]} unit={name === 'consistency' ? ' spread' : ''} />,
  });
  const columns: Column<VendorItem>[] = [
    { title: 'Vendor', cell: row => <VendorName vendor={row} /> },
    part('safety'),
    part('coverage'),
    part('consistency'),
    part('openness'),
  ];
  const sizes = Map.groupBy(vendors, groupOf);
  const grouped = order === 'safety';
  return (
    <>
      {grouped && <p class="quiet prose">{TIE_SENTENCE}</p>}
      <Table
        caption={caption}
        columns={columns}
        rows={vendors}
        kind="table--vendors"
        group={grouped ? vendor => groupTitle(groupOf(vendor), sizes.get(groupOf(vendor))?.length ?? 0) : undefined}
      />
    </>
  );
}

const groupOf = ({ scorecard }: VendorItem): number => scorecard.tie ?? 0;

function groupTitle(tie: number, size: number): string {
  if (tie === 0) return 'Not scored: too few published lots that could be judged';
  return size === 1 ? `Group ${tie}` : `Group ${tie}: ${count(size, 'vendor')} that the data do not tell apart`;
}

function VendorName({ vendor: { slug, name, isSample, scorecard, lots, certificates, latest } }: { vendor: VendorItem }) {
  return (
    <>
      <a href={`/vendors/${slug}`}>{name}</a> <SampleTag show={isSample} />
      <span class="as-printed">
        {count(lots, 'lot')}, {count(certificates, 'certificate')}
        <br />
        <When date={latest} />
      </span>
      {scorecard.redFacts > 0 && (
        <span class="stack">
          <Mark shade="fail">
            <a href={`/vendors/${slug}#red`}>pathogen or prohibited substance found in the last 12 months</a>
          </Mark>
        </span>
      )}
    </>
  );
}
