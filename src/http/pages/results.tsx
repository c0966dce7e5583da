/** Results asked for in the filter grammar, with what can be asked, and what was not understood. */
import { Fragment } from 'preact';
import { FIELD_NAMES, type FieldName, fieldOf } from '../../query/fields.ts';
import type { FilterError } from '../../query/filter.ts';
import { GROUP_KEYS, type GroupKey, type ResultGroup } from '../../store/groups.ts';
import { RESULT_ORDERS, type ResultOrder } from '../../store/result-order.ts';
import type { UnknownName } from '../../store/unknown-names.ts';
import type { ResultRow, Slice } from '../../store/views.ts';
import { API_PREFIX } from '../openapi.ts';
import { Fold } from './fold.tsx';
import { ResultTable } from './lists.tsx';
import { Empty, Paging, SampleTag } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count } from './words.ts';

export type ResultsFound =
  | { readonly kind: 'rows'; readonly rows: Slice<ResultRow> }
  | { readonly kind: 'groups'; readonly groups: Slice<ResultGroup>; readonly samples: boolean };

interface ResultsProps {
  /** As typed where it was not understood, else in the one way of writing it. */
  readonly text: string;
  readonly by: GroupKey | undefined;
  readonly order: ResultOrder;
  readonly error: FilterError | null;
  /** Why the results cannot be put in the order that was asked for. */
  readonly notComparable?: string | undefined;
  /** null where the filter was not understood. */
  readonly found: ResultsFound | null;
  /** Names in the filter that nothing public has, where nothing was found. */
  readonly unknown?: readonly UnknownName[];
  readonly first: string | null;
}

interface Shown {
  readonly by?: GroupKey | undefined;
  readonly order?: ResultOrder | undefined;
  readonly cursor?: string | undefined;
}

export function resultsAddress(text: string, { by, order = USUAL, cursor }: Shown = {}): string {
  const query = new URLSearchParams({
    ...(text && { filter: text }),
    ...(by && { by }),
    ...(order !== USUAL && { order }),
    ...(cursor && { cursor }),
  }).toString();
  return query === '' ? '/results' : `/results?${query}`;
}

/** What people see without choosing; programs walk by identifier. */
export const USUAL: ResultOrder = 'newest';

const ORDER_WORDS: Record<ResultOrder, string> = {
  newest: 'the newest report first',
  highest: 'the highest amount first',
  recorded: 'as they were recorded',
};

const EXAMPLES = [
  ['analyte:lead and certainly > 0.5 mg/kg', 'Lead that is over 0.5 mg/kg, whatever the laboratory could not see'],
  ['analyte:7_hydroxymitragynine and form:powder', '7-hydroxymitragynine in powders'],
  [
    'panel:metals and kind:not_detected and loq:missing and lod:missing',
    'Metals “not detected” without a word on how little could be seen',
  ],
  ['verdict(us_ri):fail', 'Results that a limit of Rhode Island finds over'],
] as const;

const BY_WORDS: Record<GroupKey, string> = {
  analyte: 'substance',
  panel: 'panel',
  kind: 'kind of value',
  basis: 'basis',
  unit: 'unit',
  vendor: 'vendor',
  laboratory: 'laboratory',
  product: 'product',
  form: 'form',
  year: 'year',
  month: 'month',
};

export function Results({ text, by, order, error, notComparable, found, unknown = [], first }: ResultsProps) {
  return (
    <div class="wide">
      <h1>Ask for results</h1>
      <p class="lede">
        Every result of every published certificate, narrowed by a filter. A value “&lt; 0.05” is certainly below 0.05 and possibly above
        0.01: say which you mean.
      </p>
      <form method="get" action="/results" class="query">
        <label for="filter">Filter</label>
        <textarea
          id="filter"
          name="filter"
          rows={2}
          spellcheck={false}
          autocapitalize="off"
          aria-describedby={error === null ? 'filter-help' : 'filter-error filter-help'}
          aria-invalid={error === null ? undefined : 'true'}
        >
          {text}
        </textarea>
        {error !== null && <NotUnderstood text={text} error={error} />}
        <p id="filter-help" class="quiet">
          Join with <code>and</code>, <code>or</code>, <code>not</code>; empty shows everything. <a href="#fields">What can be asked for</a>
        </p>
        <div class="query__row">
          <span class="query__choice">
            <label for="by">Show</label>
            <select id="by" name="by">
              <option value="">each result</option>
              {GROUP_KEYS.map(key => (
                <option value={key} key={key} selected={key === by}>
                  counts by {BY_WORDS[key]}
                </option>
              ))}
            </select>
          </span>
          <span class="query__choice">
            <label for="order">Order</label>
            <select id="order" name="order" aria-describedby={notComparable === undefined ? undefined : 'order-error'}>
              {RESULT_ORDERS.map(each => (
                <option value={each === USUAL ? '' : each} key={each} selected={each === order}>
                  {ORDER_WORDS[each]}
                </option>
              ))}
            </select>
          </span>
          <button type="submit">Show</button>
        </div>
        {notComparable !== undefined && (
          <div class="query__error" id="order-error" role="alert">
            <p>
              <strong>{notComparable}</strong>
            </p>
          </div>
        )}
      </form>
      {found !== null && (
        <section aria-labelledby="found">
          <h2 id="found">{found.kind === 'rows' ? 'Results' : `Counts by ${BY_WORDS[by!]}`}</h2>
          {!isEmpty(found) && <Files text={text} by={by} samples={found.kind === 'groups' && found.samples} />}
          {order === 'highest' && found.kind === 'rows' && (
            <p class="quiet">
              By the amount that is certainly there: “&lt; 0.05” may be nothing. Values on different bases (as received, dry weight) stand
              among each other; left out is what is in a unit that cannot be compared, or is no amount.
            </p>
          )}
          <Found found={found} unknown={unknown} text={text} by={by} />
          <Paging next={nextOf(found, { text, by, order })} first={first} />
        </section>
      )}
      {text === '' && by === undefined && <Examples />}
      <Fields open={error !== null} />
    </div>
  );
}

export const isEmpty = (found: ResultsFound): boolean => (found.kind === 'rows' ? found.rows.items : found.groups.items).length === 0;

function nextOf(found: ResultsFound, { text, by, order }: Pick<ResultsProps, 'text' | 'by' | 'order'>): string | null {
  const { next } = found.kind === 'rows' ? found.rows : found.groups;
  return next === null ? null : resultsAddress(text, { by, order, cursor: next });
}

function NotUnderstood({ text, error }: { text: string; error: FilterError }) {
  const { at, accepted, message } = error;
  return (
    <div class="query__error" id="filter-error" role="alert">
      <p>
        <strong>{message}</strong>
      </p>
      <p class="query__place">
        <code>
          {text.slice(0, at.from)}
          <mark>{text.slice(at.from, at.to) || '…'}</mark>
          {text.slice(at.to)}
        </code>
      </p>
      {accepted.length > 0 && <p>Understood here: {accepted.join(', ')}.</p>}
    </div>
  );
}

/** Whatever is shown, as a file; counts as they are. */
function Files({ text, by, samples }: Pick<ResultsProps, 'text' | 'by'> & { samples: boolean }) {
  const filter = text === '' ? {} : { filter: text };
  if (by !== undefined) {
    return (
      <p>
        <a
          class="button button--quiet"
          href={`${API_PREFIX}/results/groups.csv?${new URLSearchParams({ group_by: by, ...filter, ...(samples && { samples: 'true' }) })}`}
        >
          Counts as CSV
        </a>
      </p>
    );
  }
  const query = new URLSearchParams({ ...filter, samples: 'true' }).toString();
  return (
    <p>
      <a class="button button--quiet" href={`${API_PREFIX}/long-table.csv?${query}`}>
        All of these as CSV
      </a>{' '}
      <a href={`${API_PREFIX}/long-table.parquet?${query}`}>Parquet</a>
      {' · '}
      <a href={`${API_PREFIX}/long-table.xlsx?${query}`}>workbook</a>
      {' · '}
      <a href={`${API_PREFIX}/long-table.ndjson?${query}`}>NDJSON</a>{' '}
      <span class="quiet">with LOD, LOQ, basis, method and place on the certificate; a column says which rows are sample data</span>
    </p>
  );
}

interface FoundProps extends Pick<ResultsProps, 'text' | 'by'> {
  readonly found: ResultsFound;
  readonly unknown: readonly UnknownName[];
}

function Found({ found, unknown, text, by }: FoundProps) {
  if (isEmpty(found)) {
    return (
      <Empty title="No published result meets this.">
        That says nothing of what was not tested or not published. Take a part of the filter away, or see{' '}
        <a href="/results">every result</a>.
        {unknown.map(each => (
          <NotKnown key={`${each.field} ${each.name}`} of={each} />
        ))}
      </Empty>
    );
  }
  if (found.kind === 'rows')
    return (
      <ResultTable
        results={found.rows.items}
        caption="Results that meet the filter"
        columns={['analyte', 'product', 'result', 'limits', 'source']}
      />
    );
  return (
    <>
      <SampleTag show={found.samples} />
      <Table caption={`Counts by ${BY_WORDS[by!]}`} columns={groupColumns(text, by!)} rows={found.groups.items} />
    </>
  );
}

function NotKnown({ of: { field, name, near } }: { of: UnknownName }) {
  return (
    <>
      <br />
      No {field} is called “{name}” here.
      {near.length > 0 && ' Perhaps '}
      {near.map(({ slug }, index) => (
        <Fragment key={slug}>
          {index > 0 && ' or '}
          <a href={resultsAddress(`${field}:${slug}`)}>
            <code>{`${field}:${slug}`}</code>
          </a>
        </Fragment>
      ))}
      {near.length > 0 && '?'}
    </>
  );
}

/** Fields of the grammar that lead from a group to its results; years and months are read from the day of the report. */
const FIELD_OF: Partial<Record<GroupKey, FieldName>> = {
  ...{ analyte: 'analyte', panel: 'panel', kind: 'kind', basis: 'basis', vendor: 'vendor', laboratory: 'laboratory' },
  ...{ product: 'product', form: 'form', year: 'reported', month: 'reported' },
};

function groupColumns(text: string, by: GroupKey): readonly Column<ResultGroup>[] {
  const field = FIELD_OF[by];
  const narrowed = (value: string) => (text === '' ? `${field}:${value}` : `(${text}) and ${field}:${value}`);
  return [
    {
      title: BY_WORDS[by].charAt(0).toUpperCase() + BY_WORDS[by].slice(1),
      cell: ({ key }) => {
        const value = key[by] ?? null;
        if (value === null) return <span class="quiet">not known</span>;
        return field === undefined ? value : <a href={resultsAddress(narrowed(value))}>{value}</a>;
      },
    },
    { title: 'Results', numeric: true, cell: ({ results }) => results },
    { title: 'Samples', numeric: true, cell: ({ samples }) => samples },
    { title: 'With a number', numeric: true, cell: ({ measured }) => measured },
    { title: 'Known only between bounds', numeric: true, cell: ({ censored }) => censored },
  ];
}

function Examples() {
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">For example</h2>
      <ul class="prose">
        {EXAMPLES.map(([filter, words]) => (
          <li key={filter}>
            <a href={resultsAddress(filter)}>{words}</a>
            <br />
            <code>{filter}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

const FIELD_COLUMNS: readonly Column<FieldName>[] = [
  { title: 'Field', cell: name => <code>{name}</code> },
  {
    title: 'What it is',
    cell: name => {
      const { description, words, missable } = fieldOf(name);
      return (
        <>
          {description}
          {words !== undefined && <span class="as-printed">{words.join(', ')}</span>}
          {missable && <span class="as-printed">may be missing</span>}
        </>
      );
    },
  },
  {
    title: 'Example',
    cell: name => (
      <a href={resultsAddress(fieldOf(name).example)}>
        <code>{fieldOf(name).example}</code>
      </a>
    ),
  },
];

function Fields({ open }: { open: boolean }) {
  return (
    <Fold id="fields" title="What can be asked for" holds={`${count(FIELD_NAMES.length, 'field')}, each with an example`} open={open}>
      <p class="prose">
        The same filter works in the API (<code>?filter=</code>) and on the command line (<code>leafproof query</code>). A comparison needs
        a unit; units of one kind are converted exactly. <code>certainly</code> and <code>possibly</code> look at the bounds of a value:
        “&lt; 0.05” is possibly over 0.01, never certainly. <code>has(…)</code> speaks of the other results of the same sample.
      </p>
      <Table caption="Fields of the filter" columns={FIELD_COLUMNS} rows={FIELD_NAMES} />
    </Fold>
  );
}
