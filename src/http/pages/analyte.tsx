import type { Basis } from '../../coa/reading.ts';
import { written } from '../../query/lex.ts';
import type { Figure } from '../../store/figures.ts';
import type { RuleLots } from '../../store/lots-by-rule.ts';
import type { AnalyteView, ResultRow } from '../../store/views.ts';
import { API_PREFIX } from '../prefix.ts';
import { AnalyteLimits } from './analyte-limits.tsx';
import { AnalyteNumbers, type AnalyteNumbersProps } from './analyte-numbers.tsx';
import { ResultTable } from './lists.tsx';
import { Counted, Empty, Facts } from './parts.tsx';
import { resultsAddress } from './results.tsx';
import { capital } from './verdict-words.ts';
import { BASIS_WORDS, FORM_WORDS, unitWords } from './words.ts';

/** What the page was asked to narrow its numbers and results to; slugs and ISO days. */
export interface AnalyteFilter {
  readonly vendor?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly form?: string | undefined;
  /** Of the statistics and drawings; by default the one of most values. */
  readonly basis?: Basis | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface AnalyteProps {
  readonly analyte: AnalyteView;
  readonly lots: Figure<readonly RuleLots[]>;
  /** Of how often it was measured and found, where that is not of now. */
  readonly countedAt: string | null;
  /** ISO day. */
  readonly today: string;
  readonly filter: AnalyteFilter;
  readonly choices: { readonly vendor: readonly Choice[]; readonly laboratory: readonly Choice[] };
  /** null where no value can be compared. */
  readonly numbers: Omit<AnalyteNumbersProps, 'name'> | null;
  readonly results: readonly ResultRow[];
}

export function Analyte({ analyte, countedAt, lots, today, filter, choices, numbers, results }: AnalyteProps) {
  const detected = `${analyte.detected} of ${analyte.results} results found it`;
  const censored = analyte.censored === 0 ? '' : `; ${analyte.censored} lie below a limit or were not detected`;
  return (
    <div class="wide">
      <p class="kicker">{capital(analyte.group.replaceAll('_', ' '))}</p>
      <h1>{analyte.name}</h1>
      <p class="lede">{analyte.results === 0 ? 'No certificate in the database reports it yet.' : `${detected}${censored}.`}</p>
      <Counted at={countedAt} />
      <Facts
        pairs={[
          ['Also printed as', analyte.synonyms.join(' · ')],
          ['CAS number', analyte.cas],
          ['PubChem compound', analyte.pubchem],
          ['UNII', analyte.unii],
          ['Formula', analyte.formula],
          ['Unit used here', analyte.unit && unitWords(analyte.unit)],
        ]}
      />
      {analyte.notes !== null && <p class="prose">{analyte.notes}</p>}
      {analyte.results > 0 && <FilterForm analyte={analyte.id} filter={filter} choices={choices} />}
      {numbers !== null && <AnalyteNumbers name={analyte.name} {...numbers} />}
      <AnalyteLimits analyte={analyte.id} name={analyte.name} lots={lots} today={today} />
      <section aria-labelledby="latest">
        <h2 id="latest">Results, one by one</h2>
        {results.length === 0 ? (
          <Empty title={analyte.results === 0 ? 'No results yet.' : 'No result fits this choice.'}>
            Look at <a href={`/analytes/${analyte.id}`}>all results</a> or <a href="/analytes">the other substances</a>.
          </Empty>
        ) : (
          <>
            <p>
              <a class="button button--quiet" href={`${API_PREFIX}/results.csv?${queryOf(analyte.id, filter)}`}>
                All of these as CSV
              </a>{' '}
              <a href={`${API_PREFIX}/long-table.parquet?${longTableQuery(analyte.id, filter)}`}>Parquet</a>
              {' · '}
              <a href={`${API_PREFIX}/long-table.xlsx?${longTableQuery(analyte.id, filter)}`}>workbook</a>{' '}
              <span class="quiet">with LOD, LOQ, basis and method as printed, and where each stands on its certificate</span>
            </p>
            <ResultTable
              results={results}
              caption={`Results for ${analyte.name}`}
              columns={['product', 'result', 'limits', 'verdict', 'source']}
            />
            <p>
              {analyte.unit && (
                <>
                  <a href={resultsAddress(inGrammar(analyte.id, filter), { order: 'highest' })}>The highest amounts first</a>
                  {' · '}
                </>
              )}
              <a href={resultsAddress(inGrammar(analyte.id, filter))}>All of these results, page by page</a>
            </p>
          </>
        )}
      </section>
    </div>
  );
}

function queryOf(analyte: string, { basis: _, ...filter }: AnalyteFilter): string {
  const pairs = Object.entries(filter).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return new URLSearchParams([['analyte', analyte], ...pairs]).toString();
}

/** The page shows sample data beside real data, so its files do. */
const longTableQuery = (analyte: string, filter: AnalyteFilter): string =>
  new URLSearchParams({ filter: inGrammar(analyte, filter), samples: 'true' }).toString();

/** The same choice in the filter grammar. */
function inGrammar(analyte: string, { vendor, laboratory, form, from, to }: AnalyteFilter): string {
  const terms = [
    `analyte:${analyte}`,
    vendor && `vendor:${written(vendor)}`,
    laboratory && `laboratory:${written(laboratory)}`,
    form && `form:${form}`,
    from && `dated >= ${from}`,
    to && `dated <= ${to}`,
  ];
  return terms.filter(Boolean).join(' and ');
}

function FilterForm({ analyte, filter, choices }: Pick<AnalyteProps, 'filter' | 'choices'> & { analyte: string }) {
  const forms = Object.entries(FORM_WORDS).map(([value, label]) => ({ value, label }));
  const chosen = Object.values(filter).some(Boolean);
  return (
    <form method="get" action={`/analytes/${analyte}`} class="filters" aria-label="Narrow the results">
      <Select name="vendor" label="Vendor" value={filter.vendor} choices={choices.vendor} />
      <Select name="laboratory" label="Laboratory" value={filter.laboratory} choices={choices.laboratory} />
      <Select name="form" label="Form" value={filter.form} choices={forms} />
      <Select
        name="basis"
        label="Basis of the statistics"
        none="that of most results"
        value={filter.basis}
        choices={(['as_received', 'dry', 'unknown'] as const).map(value => ({ value, label: BASIS_WORDS[value] }))}
      />
      <div>
        <label for="from">Reported from</label>
        <input id="from" name="from" type="date" value={filter.from} />
      </div>
      <div>
        <label for="to">to</label>
        <input id="to" name="to" type="date" value={filter.to} />
      </div>
      <button type="submit">Narrow</button>
      {chosen && <a href={`/analytes/${analyte}`}>Show all</a>}
    </form>
  );
}

function Select({
  name,
  label,
  value,
  choices,
  none = 'all',
}: {
  none?: string;
  name: string;
  label: string;
  value: string | undefined;
  choices: readonly Choice[];
}) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{none}</option>
        {choices.map(choice => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
