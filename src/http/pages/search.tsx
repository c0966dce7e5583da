import { PANELS } from '../../coa/transcript.ts';
import type { LotsFound } from '../../store/search.ts';
import type { AnalyteItem, Facets, SearchFilter, SearchHit } from '../../store/views.ts';
import { LotTable } from './lists.tsx';
import { Counted, Empty, Narrowing, Paging, SampleTag, SearchBox } from './parts.tsx';
import { queryOf, withFilter } from './search-query.ts';
import { count, formWords, groupDigits, PANEL_WORDS, unitWords } from './words.ts';

export interface SearchPage {
  readonly filter: SearchFilter;
  readonly lots: LotsFound;
  /** Of the numbers, where they are not of now. */
  readonly countedAt: string | null;
  /** Anything of any kind that answers to the words searched for, the closest first. */
  readonly hits: readonly SearchHit[];
  readonly analytes: readonly Pick<AnalyteItem, 'id' | 'name' | 'unit'>[];
  readonly first: string | null;
}

export function Search({ filter, lots, countedAt, hits, analytes, first }: SearchPage) {
  const others = hits.filter(hit => hit.type !== 'lot');
  return (
    <div class="wide">
      <h1>Search</h1>
      <SearchBox q={filter.q ?? ''} />
      <p class="quiet">
        Looking for single values? <a href="/results">Ask for results</a> by substance, limit, basis, method or verdict.
      </p>
      <div class="search">
        <Narrowing>
          <Filters filter={filter} facets={lots.facets} analytes={analytes} />
        </Narrowing>
        <div class="search__results">
          {others.length > 0 && <Hits hits={others} />}
          <Lots filter={filter} lots={lots} hits={hits} />
          <Counted at={countedAt} />
          <Paging next={lots.next === null ? null : `/search?${queryOf(filter, lots.next)}`} first={first} />
        </div>
      </div>
    </div>
  );
}

const TYPE_WORDS: Record<SearchHit['type'], string> = {
  lot: 'Lot',
  vendor: 'Vendor',
  product: 'Product',
  laboratory: 'Laboratory',
  analyte: 'Substance',
  certificate: 'Certificate',
  recall: 'Recall',
};

function Hits({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <section aria-labelledby="hits">
      <h2 id="hits">Goes by that name</h2>
      <HitList hits={hits} />
    </section>
  );
}

function HitList({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <ul class="hits">
      {hits.map(hit => (
        <li key={`${hit.type} ${hit.id}`}>
          <span class="hits__type">{TYPE_WORDS[hit.type]}</span>
          <span>
            <a href={hit.href}>{hit.title}</a> <SampleTag show={hit.isSample} />
            {hit.detail !== '' && <span class="as-printed">{hit.detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Lots({ filter, lots, hits }: Pick<SearchPage, 'filter' | 'lots' | 'hits'>) {
  const near = hits.filter(hit => hit.type === 'lot');
  if (lots.total > 0) {
    return (
      <section aria-labelledby="lots">
        <h2 id="lots">{lots.more ? `More than ${count(lots.total, 'lot')}` : count(lots.total, 'lot')}</h2>
        {lots.more && <p class="quiet">The numbers beside the filters are of the newest {groupDigits(String(lots.total))} of them.</p>}
        <Chosen filter={filter} facets={lots.facets} />
        <LotTable lots={lots.items} caption="Lots found" />
      </section>
    );
  }
  return (
    <section aria-labelledby="lots">
      <h2 id="lots">{near.length > 0 ? 'Did you mean' : 'No lot found'}</h2>
      <Chosen filter={filter} facets={lots.facets} />
      {near.length > 0 ? (
        <HitList hits={near} />
      ) : (
        <Empty title={filter.q ? `No lot answers to “${filter.q}”.` : 'No lot fits these filters.'}>
          Take a filter away,{' '}
          {filter.q && (
            <>
              see <a href={`/check?${new URLSearchParams({ lot: filter.q })}`}>lots with a code much like it</a>,{' '}
            </>
          )}
          or <a href="/check#certificate">check the certificate itself</a> if you have it.
        </Empty>
      )}
    </section>
  );
}

/** The filters in force, each with a link that takes it away. */
function Chosen({ filter, facets }: { filter: SearchFilter; facets: Facets }) {
  const label = (facet: keyof Facets, value: string) => facets[facet].find(entry => entry.value === value)?.label ?? value;
  const chosen: [keyof SearchFilter, string][] = [];
  if (filter.vendor) chosen.push(['vendor', `Vendor: ${label('vendor', filter.vendor)}`]);
  if (filter.laboratory) chosen.push(['laboratory', `Laboratory: ${label('laboratory', filter.laboratory)}`]);
  if (filter.form) chosen.push(['form', `Form: ${formWords(filter.form)}`]);
  if (filter.panel) chosen.push(['panel', `Tested for: ${PANEL_WORDS[filter.panel]}`]);
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen">
      {chosen.map(([name, words]) => (
        <li key={name}>
          <a href={`/search?${withFilter(filter, { [name]: undefined })}`}>
            {words} <span aria-hidden="true">×</span>
            <span class="unseen"> – remove this filter</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Filters({ filter, facets, analytes }: Pick<SearchPage, 'filter' | 'analytes'> & { facets: Facets }) {
  return (
    <>
      <ValueFilter filter={filter} analytes={analytes} />
      <Facet title="Vendor" name="vendor" filter={filter} entries={facets.vendor} />
      <Facet title="Laboratory" name="laboratory" filter={filter} entries={facets.laboratory} />
      <Facet title="Form" name="form" filter={filter} entries={facets.form.map(entry => ({ ...entry, label: formWords(entry.value) }))} />
      <Facet
        title="Tested for"
        name="panel"
        filter={filter}
        entries={facets.panel.map(entry => ({
          ...entry,
          label: PANELS.find(panel => panel === entry.value) ? PANEL_WORDS[entry.value as 'other'] : entry.label,
        }))}
      />
    </>
  );
}

interface FacetProps {
  readonly title: string;
  readonly name: keyof Facets;
  readonly filter: SearchFilter;
  readonly entries: Facets[keyof Facets];
}

function Facet({ title, name, filter, entries }: FacetProps) {
  if (entries.length === 0) return null;
  return (
    <nav class="facet" aria-label={`Narrow by ${title.toLowerCase()}`}>
      <h2>{title}</h2>
      <ul>
        {entries.map(entry => {
          const on = filter[name] === entry.value;
          return (
            <li key={entry.value}>
              <a href={`/search?${withFilter(filter, { [name]: on ? undefined : entry.value })}`} aria-current={on ? 'true' : undefined}>
                <span>{entry.label}</span> <span class="facet__count">{entry.count}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A range over one substance. Bounds are respected: “below 0.05” is possibly, never certainly, over 0.01. */
function ValueFilter({ filter, analytes }: Pick<SearchPage, 'filter' | 'analytes'>) {
  const kept = (['q', 'vendor', 'laboratory', 'form', 'panel'] as const).filter(name => filter[name]);
  const sure = filter.range !== 'possibly';
  return (
    <form action="/search" method="get" class="value-filter">
      {kept.map(name => (
        <input key={name} type="hidden" name={name === 'laboratory' ? 'lab' : name} value={filter[name]} />
      ))}
      <fieldset>
        <legend>Amount of a substance</legend>
        <label for="analyte">Substance</label>
        <select id="analyte" name="analyte">
          <option value="">any</option>
          {analytes.map(analyte => (
            <option key={analyte.id} value={analyte.id} selected={analyte.id === filter.analyte}>
              {analyte.name}
              {analyte.unit === null ? '' : ` (${unitWords(analyte.unit)})`}
            </option>
          ))}
        </select>
        <div class="value-filter__range">
          <div>
            <label for="min">at least</label>
            <input id="min" name="min" type="text" inputmode="decimal" pattern="[0-9]*\.?[0-9]*" value={filter.min} />
          </div>
          <div>
            <label for="max">at most</label>
            <input id="max" name="max" type="text" inputmode="decimal" pattern="[0-9]*\.?[0-9]*" value={filter.max} />
          </div>
        </div>
        <div class="value-filter__sure">
          <label>
            <input type="radio" name="range" value="certainly" checked={sure} /> certainly in this range
          </label>
          <label>
            <input type="radio" name="range" value="possibly" checked={!sure} /> possibly, given the lab’s limits
          </label>
        </div>
        <label for="from">reported from</label>
        <input id="from" name="from" type="date" value={filter.from} />
        <label for="to">until</label>
        <input id="to" name="to" type="date" value={filter.to} />
        <button type="submit">Apply</button>
      </fieldset>
    </form>
  );
}
