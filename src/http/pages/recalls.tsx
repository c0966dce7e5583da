/** Recalls: the list, one notice in the authority's words, and what stands beside vendors, products and lots. */
import type { Recall } from '../../quality/recall.ts';
import type { RecallItem, RecallMatchView, RecallView } from '../../store/recall.ts';
import { Crumbs, Empty, Facts, Paging, SampleTag, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, dateWords } from './words.ts';

const AUTHORITIES: Readonly<Record<string, string>> = { 'us-fda': 'the US Food and Drug Administration (FDA)' };
const authorityOf = ({ authority }: Pick<RecallItem, 'authority'>): string => AUTHORITIES[authority] ?? authority;

const CLASS_WORDS: Readonly<Record<string, string>> = {
  'Class I': 'Class I: the authority sees a reasonable probability of serious harm',
  'Class II': 'Class II: the authority sees possible temporary harm, or a remote probability of serious harm',
  'Class III': 'Class III: the authority sees little probability of harm',
  'Not Yet Classified': 'Not yet classified by the authority',
};

const WHERE_WORDS: Readonly<Record<string, string>> = { product: 'description of the product', reason: 'reason', codes: 'codes' };

/** What a match means and what it does not. */
export const MATCH_CAVEAT =
  'A notice stands here because its text names this vendor or code. Firms can bear the same name and codes are used again, so read the notice before you conclude anything.';

const sureness = (confidence: number): string => `${Math.round(confidence * 100)} %`;

/** Where the notices stand: the matches of one page. */
export type Beside = { readonly vendor: string } | { readonly product: string } | { readonly lot: string };

const isOf = (match: RecallMatchView, beside: Beside): boolean => {
  if ('lot' in beside) return match.lot?.id === beside.lot;
  if ('product' in beside) return match.product?.slug === beside.product;
  return match.vendor.slug === beside.vendor;
};

/** Nothing where nothing was matched: that no notice stands here says little. */
export function RecallSection({ recalls, beside, of }: { recalls: readonly RecallItem[]; beside: Beside; of: string }) {
  if (recalls.length === 0) return null;
  return (
    <section class="recalls" aria-labelledby="recalls">
      <div class="callout callout--over">
        <h2 id="recalls">
          {count(recalls.length, 'recall notice')} that may concern {of}
        </h2>
        <p>{MATCH_CAVEAT}</p>
        <ul>
          {recalls.map(recall => (
            <li key={recall.id}>
              <a href={`/recalls/${recall.number}`}>{recall.number}</a> <SampleTag show={recall.isSample} />, {recall.classification},
              reported on <When date={recall.reportedOn} /> by {authorityOf(recall)}: {shortened(recall.reason, 200)}
              <Why match={recall.matches.find(match => isOf(match, beside))} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Why({ match }: { match: RecallMatchView | undefined }) {
  if (match === undefined) return null;
  return (
    <span class="as-printed">
      {match.state === 'confirmed' ? 'Matched, and confirmed by a reviewer' : `Matched with a confidence of ${sureness(match.confidence)}`}:{' '}
      {match.reasons.join(' ')}
    </span>
  );
}

interface RecallsProps {
  readonly recalls: readonly RecallItem[];
  readonly about: 'kratom' | 'all';
  readonly q: string;
  readonly next: string | null;
  readonly first: string | null;
}

export function Recalls({ recalls, about, q, next, first }: RecallsProps) {
  return (
    <div class="wide">
      <h1>Recalls</h1>
      <p class="lede">
        Notices of recalls as authorities published them, the newest report first. {MATCHED_WORDS}{' '}
        {about === 'kratom' ? (
          <>
            Shown are those whose description, reason or codes name kratom, mitragynine or 7-OH; <a href="/recalls?about=all">show all</a>.
          </>
        ) : (
          <>
            Shown is whatever was imported; <a href="/recalls">show kratom alone</a>.
          </>
        )}
      </p>
      <search>
        <form action="/recalls" method="get" class="search-box">
          {about === 'all' && <input type="hidden" name="about" value="all" />}
          <label for="recall-q">Firm, product, reason or number</label>
          <div class="search-box__row">
            <input id="recall-q" name="q" type="search" value={q} autocomplete="off" />
            <button type="submit">Search</button>
          </div>
        </form>
      </search>
      {recalls.length === 0 ? (
        <Empty title={q === '' ? 'No recall is recorded.' : `No recall answers to “${q}”.`}>
          Whoever runs this site records them with <code>leafproof recalls</code>. That none stands here does not mean that there was none.
        </Empty>
      ) : (
        <Table caption="Recalls, the newest report first" columns={COLUMNS} rows={recalls} />
      )}
      <Paging next={next} first={first} />
    </div>
  );
}

const MATCHED_WORDS = 'Beside them stand the vendors and lots that they may concern.';

const COLUMNS: readonly Column<RecallItem>[] = [
  {
    title: 'Notice',
    cell: row => (
      <>
        <a href={`/recalls/${row.number}`}>{row.number}</a> <SampleTag show={row.isSample} />
        <span class="as-printed">{row.classification}</span>
      </>
    ),
  },
  { title: 'Reported', cell: row => <When date={row.reportedOn} /> },
  { title: 'Firm, in the notice', cell: row => row.firm },
  { title: 'Product', cell: row => shortened(row.product, 120) },
  { title: 'Reason', cell: row => shortened(row.reason, 120) },
  { title: 'May concern', cell: row => <Concerned matches={row.matches} /> },
];

function Concerned({ matches }: { matches: readonly RecallMatchView[] }) {
  const vendors = [...new Map(matches.map(({ vendor }) => [vendor.slug, vendor])).values()];
  if (vendors.length === 0) return <span class="quiet">nobody listed here</span>;
  return vendors.map((vendor, index) => (
    <span key={vendor.slug}>
      {index > 0 && ', '}
      <a href={`/vendors/${vendor.slug}`}>{vendor.name}</a>
    </span>
  ));
}

export function RecallPage({ recall }: { recall: RecallView }) {
  return (
    <div class="wide">
      <Crumbs path={[{ href: '/recalls', label: 'Recalls' }]} />
      <p class="kicker">Recall</p>
      <h1>
        {recall.number} <SampleTag show={recall.isSample} />
      </h1>
      <p class="lede">
        {CLASS_WORDS[recall.classification]}. Reported by {authorityOf(recall)} on <When date={recall.reportedOn} />
        {recall.status !== null && `, status “${recall.status}”`}.
      </p>
      <section aria-labelledby="notice">
        <h2 id="notice">The notice, in the words of the authority</h2>
        <Notice facts={recall} />
        <p class="quiet">
          {recall.kratom === null
            ? 'No word of the notice says that it is about kratom.'
            : `It is listed as about kratom because its ${WHERE_WORDS[recall.kratom.where]} has the word “${recall.kratom.word}”.`}
        </p>
      </section>
      <section aria-labelledby="concerns">
        <h2 id="concerns">What it may concern here</h2>
        {recall.matches.length === 0 ? (
          <Empty title="Nothing here is matched to it.">No vendor listed here bears a name that stands in it.</Empty>
        ) : (
          <>
            <p>{MATCH_CAVEAT}</p>
            <Table caption={`What ${recall.number} may concern`} columns={MATCH_COLUMNS} rows={recall.matches} />
          </>
        )}
        {recall.everyLot && <p>The notice says that it covers every lot or product; no single lot is named by that.</p>}
      </section>
      {recall.earlier.length > 0 && (
        <details class="aside">
          <summary>{count(recall.earlier.length, 'earlier version')} of the notice</summary>
          {recall.earlier.map(version => (
            <section key={version.recordedAt}>
              <h3>
                As recorded on {dateWords(version.recordedAt)}
                {version.supersededAt !== null && `, until ${dateWords(version.supersededAt)}`}
              </h3>
              <Notice facts={version.facts} />
            </section>
          ))}
        </details>
      )}
    </div>
  );
}

function Notice({ facts }: { facts: Recall }) {
  const place = [facts.city, facts.state, facts.country].filter(part => part !== null).join(', ');
  return (
    <Facts
      wide
      pairs={[
        ['Recalling firm', place === '' ? facts.firm : `${facts.firm} (${place})`],
        ['Product', facts.product],
        ['Codes', facts.codes],
        ['Reason', facts.reason],
        ['Quantity', facts.quantity],
        ['Distributed to', facts.distribution],
        ['Recall began', facts.initiatedOn && <When date={facts.initiatedOn} />],
        ['Classified', facts.classifiedOn && <When date={facts.classifiedOn} />],
        ['Ended', facts.terminatedOn && <When date={facts.terminatedOn} />],
      ]}
    />
  );
}

const MATCH_COLUMNS: readonly Column<RecallMatchView>[] = [
  { title: 'Vendor', cell: ({ vendor }) => <a href={`/vendors/${vendor.slug}`}>{vendor.name}</a> },
  {
    title: 'Product or lot',
    cell: ({ product, lot }) =>
      lot !== null ? (
        <a href={`/lots/${lot.id}`}>{lot.code}</a>
      ) : product !== null ? (
        <a href={`/products/${product.slug}`}>{product.name}</a>
      ) : (
        <span class="quiet">no lot of it is named</span>
      ),
  },
  {
    title: 'Confidence',
    cell: ({ confidence, state }) => (state === 'confirmed' ? `${sureness(confidence)}, confirmed by a reviewer` : sureness(confidence)),
  },
  { title: 'Why', cell: ({ reasons }) => reasons.join(' ') },
];

function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, line.lastIndexOf(' ', most) > 0 ? line.lastIndexOf(' ', most) : most)} …`;
}
