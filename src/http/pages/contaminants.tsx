/** The exceedance explorer: every published lot over a limit, or left open by it, with the certificate it stands on. */
import { FORMS } from '../../coa/form.ts';
import { RULESETS, ruleSetById } from '../../quality/rulesets.ts';
import type { StoredWord } from '../../store/entities/verdict.ts';
import type { ExceedanceCount, ExceedanceCounts, VerdictRow } from '../../store/exceedances.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import type { Slice } from '../../store/views.ts';
import { feedAddress } from '../feeds/addresses.ts';
import { type Explored, exploredAddress, exploredQuery } from './contaminants-query.ts';
import { ExceedanceTable } from './exceedance-table.tsx';
import { ruleById } from './judged.ts';
import { Counted, Empty, Narrowing, Paging } from './parts.tsx';
import { placeWords } from './rule-words.ts';
import { Mark } from './verdict-table.tsx';
import { limitWords, rulesetShort, type Shade, subjectWords } from './verdict-words.ts';
import { AS_RECEIVED, count, dateWords, formWords } from './words.ts';

export interface ContaminantsProps {
  readonly explored: Explored;
  readonly rows: Slice<VerdictRow>;
  /** Other reports that the certificates of the rows have to do with. */
  readonly related: ReadonlyMap<string, readonly RelatedReport[]>;
  readonly counts: ExceedanceCounts;
  /** Lots by each word, whatever word is shown. */
  readonly words: Readonly<Record<StoredWord, number>>;
  readonly first: string | null;
  /** ISO day. */
  readonly today: string;
  /** Of the numbers, where they are not of now. */
  readonly countedAt: string | null;
}

const WORDS: readonly { word: StoredWord; shade: Shade; title: string }[] = [
  { word: 'fail', shade: 'fail', title: 'Over' },
  { word: 'undecidable', shade: 'undecidable', title: 'Undecidable' },
  { word: 'warning', shade: 'warning', title: 'Above a warning level' },
  { word: 'pass', shade: 'pass', title: 'Not over' },
];

export function Contaminants({ explored, rows, related, counts, words, first, today, countedAt }: ContaminantsProps) {
  return (
    <div class="wide">
      <h1>Lots over limits</h1>
      <p class="lede">
        Every published lot that is over a limit in the sample tested, or that its certificate leaves open, by the law in force on the day
        of the report. {AS_RECEIVED} Where a lot was sold is not known here. Verdicts printed by laboratories that are not ours:{' '}
        <a href="/disagreements">where verdicts differ</a>.
      </p>
      <nav class="tabs" aria-label="Verdict">
        <ul>
          {WORDS.map(({ word, shade, title }) => (
            <li key={word}>
              <a
                href={exploredAddress(explored, { verdict: word === 'fail' ? undefined : word })}
                aria-current={(explored.verdict ?? 'fail') === word ? 'true' : undefined}
              >
                <Mark shade={shade}>{title}</Mark> <span class="facet__count">{words[word]}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Counted at={countedAt} />
      <div class="search">
        <Narrowing>
          <Facets explored={explored} counts={counts} today={today} />
          <Further explored={explored} />
        </Narrowing>
        <div class="search__results">
          <Found explored={explored} rows={rows} related={related} counts={counts} />
          <Paging next={rows.next === null ? null : exploredAddress(explored, { cursor: rows.next })} first={first} />
        </div>
      </div>
    </div>
  );
}

/** Places whose rules can say something. */
const HELD: ReadonlySet<string> = new Set(RULESETS.map(({ jurisdiction }) => jurisdiction));

/** What a feed can be narrowed by; a list that is narrowed otherwise has none. */
const FOLLOWED: ReadonlySet<string> = new Set(['jurisdiction', 'vendor', 'product', 'laboratory']);

function feedOf(explored: Explored): string | null {
  const filters = Object.entries(explored).filter(([, value]) => value !== undefined);
  return filters.every(([name]) => FOLLOWED.has(name)) ? feedAddress('exceedances', 'atom', exploredQuery(explored)) : null;
}

function Found({ explored, rows, related, counts }: Pick<ContaminantsProps, 'explored' | 'rows' | 'related' | 'counts'>) {
  const followed = feedOf(explored);
  return (
    <section aria-labelledby="found">
      <h2 id="found">
        {count(counts.lots, 'lot')}, {count(counts.verdicts, 'verdict')}
      </h2>
      <Chosen explored={explored} counts={counts} />
      {rows.items.length === 0 ? (
        <Empty title="No published lot fits.">
          {!HELD.has(explored.jurisdiction ?? '') && explored.jurisdiction !== undefined && (
            <>
              <strong>No limit of {placeWords(explored.jurisdiction)} is held here, so nothing is judged by its law.</strong>{' '}
              <a href="/rules">Places whose rules are held</a>.{' '}
            </>
          )}
          That says nothing of lots that were not tested or not published. Take a filter away, or look at{' '}
          <a href={exploredAddress(explored, { verdict: 'undecidable' })}>what is undecidable</a>.
        </Empty>
      ) : (
        <>
          <p>
            <a class="button button--quiet" href={`/contaminants.csv?${exploredQuery(explored)}`}>
              This list as CSV
            </a>{' '}
            {followed !== null && <a href={followed}>Follow it as a feed</a>}
          </p>
          <ExceedanceTable rows={rows.items} related={related} caption="Verdicts, newest report first" />
        </>
      )}
    </section>
  );
}

const STANDING_CHOICES = {
  public: 'texts that were seen',
  unverified: 'texts not verified',
  yardstick: 'the scoring yardstick',
  any: 'every text',
} as const;

/** The filters in force, each with a link that takes it away. */
function Chosen({ explored, counts }: Pick<ContaminantsProps, 'explored' | 'counts'>) {
  const chosen: [keyof Explored, string][] = [];
  const add = (name: keyof Explored, words: (value: string) => string) => {
    const value = explored[name];
    if (value !== undefined) chosen.push([name, words(value)]);
  };
  add('jurisdiction', value => placeWords(value));
  add('analyte', value => subjectWords(value));
  add('rules', value => ruleWords(value));
  add('vendor', value => counts.vendor.find(each => each.value === value)?.label ?? value);
  add('product', value => `Product: ${value}`);
  add('laboratory', value => `Laboratory: ${value}`);
  add('form', value => formWords(value));
  add('from', value => `reported from ${dateWords(value)}`);
  add('to', value => `reported until ${dateWords(value)}`);
  add('standing', value => STANDING_CHOICES[value as keyof typeof STANDING_CHOICES]);
  add('as_of', value => `as known on ${dateWords(value)}`);
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen">
      {chosen.map(([name, words]) => (
        <li key={name}>
          <a href={exploredAddress(explored, { [name]: undefined })}>
            {words} <span aria-hidden="true">×</span>
            <span class="unseen"> – remove this filter</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function ruleWords(ids: string): string {
  const names = ids.split(',').map(id => {
    const rule = ruleById(id);
    if (rule) return `${rulesetShort(rule.set)}, ${subjectWords(rule.rule.analyte)}: ${limitWords(rule.rule)}`;
    const set = ruleSetById(id);
    return set ? rulesetShort(set) : id;
  });
  return names.length > 2 ? `${names.length} texts` : names.join(' or ');
}

/** Years worth a click of their own. */
const YEARS = 4;

function Facets({ explored, counts, today }: Pick<ContaminantsProps, 'explored' | 'counts' | 'today'>) {
  const place = (entry: ExceedanceCount) => placeWords(entry.value);
  const text = (entry: ExceedanceCount) => {
    const set = ruleSetById(entry.value);
    return set ? rulesetShort(set) : entry.label;
  };
  return (
    <>
      <Facet title="Rules of" name="jurisdiction" explored={explored} entries={counts.jurisdiction} label={place} />
      <Facet title="Substance" name="analyte" explored={explored} entries={counts.analyte} label={entry => subjectWords(entry.value)} />
      <Years explored={explored} today={today} />
      <Facet title="Vendor" name="vendor" explored={explored} entries={counts.vendor} label={entry => entry.label} />
      {counts.ruleset.length > 1 && <Facet title="Text" name="rules" explored={explored} entries={counts.ruleset} label={text} />}
    </>
  );
}

function Years({ explored, today }: { explored: Explored; today: string }) {
  const years = Array.from({ length: YEARS }, (_, index) => String(Number(today.slice(0, 4)) - index));
  return (
    <nav class="facet" aria-label="Narrow by year of the report">
      <h2>Reported in</h2>
      <ul>
        {years.map(year => {
          const on = explored.from === `${year}-01-01` && explored.to === `${year}-12-31`;
          return (
            <li key={year}>
              <a
                href={exploredAddress(explored, on ? { from: undefined, to: undefined } : { from: `${year}-01-01`, to: `${year}-12-31` })}
                aria-current={on ? 'true' : undefined}
              >
                {year}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface FacetProps {
  readonly title: string;
  readonly name: 'jurisdiction' | 'analyte' | 'vendor' | 'rules';
  readonly explored: Explored;
  readonly entries: readonly ExceedanceCount[];
  readonly label: (entry: ExceedanceCount) => string;
}

/** A facet of more than these is cut; the others are reached by narrowing first. */
const LONGEST = 15;

function Facet({ title, name, explored, entries, label }: FacetProps) {
  if (entries.length === 0) return null;
  return (
    <nav class="facet" aria-label={`Narrow by ${title.toLowerCase()}`}>
      <h2>{title}</h2>
      <ul>
        {entries.slice(0, LONGEST).map(entry => {
          const on = explored[name] === entry.value;
          return (
            <li key={entry.value}>
              <a href={exploredAddress(explored, { [name]: on ? undefined : entry.value })} aria-current={on ? 'true' : undefined}>
                <span>{label(entry)}</span>{' '}
                <span class="facet__count">
                  {entry.lots}
                  <span class="unseen"> {entry.lots === 1 ? 'lot' : 'lots'}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Further({ explored }: { explored: Explored }) {
  const kept = (['verdict', 'jurisdiction', 'analyte', 'rules', 'vendor', 'product', 'laboratory'] as const).filter(
    name => explored[name] !== undefined,
  );
  return (
    <form action="/contaminants" method="get" class="value-filter">
      {kept.map(name => (
        <input key={name} type="hidden" name={name} value={explored[name]} />
      ))}
      <fieldset>
        <legend>More filters</legend>
        <label for="form">Form</label>
        <select id="form" name="form">
          <option value="">any</option>
          {FORMS.map(form => (
            <option key={form} value={form} selected={form === explored.form}>
              {formWords(form)}
            </option>
          ))}
        </select>
        <label for="from">reported from</label>
        <input id="from" name="from" type="date" value={explored.from} />
        <label for="to">until</label>
        <input id="to" name="to" type="date" value={explored.to} />
        <label for="standing">By</label>
        <select id="standing" name="standing">
          {Object.entries(STANDING_CHOICES).map(([value, words]) => (
            <option key={value} value={value === 'public' ? '' : value} selected={value === (explored.standing ?? 'public')}>
              {words}
            </option>
          ))}
        </select>
        <label for="as_of">As known here on</label>
        <input id="as_of" name="as_of" type="date" value={explored.as_of?.slice(0, 10)} />
        <button type="submit">Apply</button>
      </fieldset>
    </form>
  );
}
