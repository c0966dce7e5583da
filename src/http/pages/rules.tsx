/** Every rule set by place and force, in force on a day, and what is known of the places themselves. */
import { JURISDICTIONS } from '../../quality/data/jurisdictions.ts';
import type { Jurisdiction } from '../../quality/jurisdiction.ts';
import { inForce, type RuleSet } from '../../quality/ruleset.ts';
import { Fold } from './fold.tsx';
import { Empty } from './parts.tsx';
import {
  CONFIDENCE_WORDS,
  FORCE_WORDS,
  FORCES,
  type Force,
  forceOf,
  isWebAddress,
  PLACE_KINDS,
  type PlaceKind,
  partialDate,
  placeKind,
  placeStatus,
  placeWords,
  spanWords,
  stateOn,
} from './rule-words.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import { capital, subjectWords } from './verdict-words.ts';
import { count, dateWords } from './words.ts';

export interface RulesFilter {
  /** ISO day. */
  readonly on: string;
  readonly force: Force | null;
  /** Only what is in force on that day. */
  readonly inForce: boolean;
}

interface RulesProps {
  readonly sets: readonly RuleSet[];
  readonly filter: RulesFilter;
}

export function fits(set: RuleSet, { on, force, inForce: only }: RulesFilter): boolean {
  if (force !== null && forceOf(set) !== force) return false;
  return !only || set.rules.some(rule => inForce(rule, on) && stateOn(rule, on).words.startsWith('in force'));
}

export function Rules({ sets, filter }: RulesProps) {
  const shown = sets.filter(set => fits(set, filter));
  const places = [...Map.groupBy(shown, ({ jurisdiction }) => jurisdiction).entries()].toSorted(([a], [b]) =>
    order(a).localeCompare(order(b), 'en'),
  );
  return (
    <div class="wide">
      <h1>Rules</h1>
      <p class="lede">
        The published limits that results are judged by: {count(sets.length, 'text')} with {count(limits(sets), 'limit')}, each with its
        citation, its dates and how surely it was seen. None of this is advice on what may be sold where.
      </p>
      <Filters filter={filter} />
      <p>
        {count(shown.length, 'text')} {filter.inForce ? 'in force on' : 'as they stand on'} {dateWords(filter.on)}.{' '}
        <a href="#places">What each place says of kratom itself</a> stands below.
      </p>
      {shown.length === 0 && (
        <Empty title="No text fits.">
          Take a filter away, or look at <a href="/rules">every text</a>.
        </Empty>
      )}
      {places.map(([place, own]) => (
        <Fold
          key={place}
          id={`place-${anchor(place)}`}
          title={placeWords(place)}
          holds={holds(own, filter.on)}
          open={places.length <= FEW_PLACES || place === 'US'}
        >
          <PlaceLine place={JURISDICTIONS.find(({ id }) => id === place)} />
          <Table caption={`Rules of ${placeWords(place)}`} columns={columnsOn(filter.on)} rows={own} kind="table--rules" />
        </Fold>
      ))}
      <Places />
    </div>
  );
}

/** Up to so many places are all open; of more only what holds in every state. */
const FEW_PLACES = 3;

function holds(sets: readonly RuleSet[], on: string): string {
  const force = sets.filter(set => fits(set, { on, force: null, inForce: true })).length;
  return `${count(sets.length, 'text')}, ${count(limits(sets), 'limit')}; ${force === 0 ? 'none' : force} in force`;
}

const limits = (sets: readonly RuleSet[]): number => sets.reduce((sum, set) => sum + set.rules.length, 0);

/** Places first, then what belongs to none. */
const order = (place: string): string => `${/INTL/.test(place) ? 2 : place === 'US' ? 0 : 1} ${placeWords(place)}`;

export const anchor = (place: string): string => place.toLowerCase().replaceAll(/[^a-z]+/g, '-');

function Filters({ filter }: { filter: RulesFilter }) {
  return (
    <form action="/rules" method="get" class="filters">
      <div>
        <label for="on">On the day</label>
        <input id="on" name="on" type="date" value={filter.on} />
      </div>
      <div>
        <label for="force">Kind of text</label>
        <select id="force" name="force">
          <option value="">any</option>
          {FORCES.map(force => (
            <option key={force} value={force} selected={force === filter.force}>
              {FORCE_WORDS[force]}
            </option>
          ))}
        </select>
      </div>
      <div class="filters__check">
        <label>
          <input type="checkbox" name="in_force" value="1" checked={filter.inForce} /> only what is in force that day
        </label>
      </div>
      <button type="submit">Show</button>
    </form>
  );
}

function PlaceLine({ place }: { place: Jurisdiction | undefined }) {
  if (!place) return null;
  return (
    <p class="quiet">
      Kratom itself: {placeStatus(place)}; {CONFIDENCE_WORDS[place.confidence] ?? place.confidence}.
    </p>
  );
}

const columnsOn = (on: string): Column<RuleSet>[] => [
  { title: 'Text', cell: set => <a href={`/rules/${set.id}`}>{set.title}</a> },
  { title: 'Force', cell: set => capital(set.force) },
  { title: 'Limits', cell: set => <Subjects set={set} /> },
  { title: `On ${dateWords(on)}`, cell: set => <State set={set} on={on} /> },
];

/** More substances than these are a number. */
const FEW = 4;

function Subjects({ set }: { set: RuleSet }) {
  const names = [...new Set(set.rules.map(rule => subjectWords(rule.numerator ?? rule.analyte)))];
  return <>{names.length <= FEW ? names.join(', ') : `${names.slice(0, FEW - 1).join(', ')} and ${names.length - FEW + 1} more`}</>;
}

/** The rules of one text may have different dates: what most of them say, and that some differ. */
function State({ set, on }: { set: RuleSet; on: string }) {
  const states = [...Map.groupBy(set.rules, rule => stateOn(rule, on).words).values()].toSorted((a, b) => b.length - a.length);
  return (
    <>
      {states.map(([rule]) => {
        const { shade, words } = stateOn(rule!, on);
        return (
          <span class="stack" key={words}>
            <Mark shade={shade}>{words}</Mark>
            {shade === 'pass' && <span class="as-printed">{spanWords(rule!)}</span>}
          </span>
        );
      })}
    </>
  );
}

const KINDS = Object.keys(PLACE_KINDS) as PlaceKind[];

const PLACE_COLUMNS: Column<Jurisdiction>[] = [
  { title: 'Place', cell: place => placeWords(place.id) },
  { title: 'What the source says', cell: place => <PlaceWords place={place} /> },
  { title: 'Age', cell: place => place.minimumAge ?? <span class="quiet">not seen</span> },
  { title: 'Since', cell: place => partialDate(place.effectiveFrom) },
  { title: 'Source', cell: place => <PlaceSource place={place} /> },
];

function PlaceWords({ place }: { place: Jurisdiction }) {
  const more = [place.rule, place.testing && `testing: ${place.testing}`, place.notes].filter(Boolean).join('; ');
  return (
    <>
      {capital(placeStatus(place))}
      {more !== '' && <span class="as-printed">{more}</span>}
    </>
  );
}

function PlaceSource({ place: { source, confidence } }: { place: Jurisdiction }) {
  const title = source.title ?? 'not named';
  return (
    <>
      {source.url && isWebAddress(source.url) ? (
        <a href={source.url} rel="noreferrer nofollow">
          {title}
        </a>
      ) : (
        title
      )}
      {source.quote && <span class="as-printed">“{source.quote}”</span>}
      <span class="as-printed">{CONFIDENCE_WORDS[confidence] ?? confidence}</span>
    </>
  );
}

function Places() {
  const byKind = Map.groupBy(JURISDICTIONS, placeKind);
  return (
    <section aria-labelledby="places">
      <h2 id="places">What each place says of kratom itself</h2>
      <p class="prose">
        As far as sources were seen. A place that is not listed, or is listed as unknown, is unknown: it is not a place without rules.
      </p>
      {KINDS.map(kind => {
        const places = byKind.get(kind) ?? [];
        if (places.length === 0) return null;
        return (
          <Fold key={kind} id={`places-${kind}`} title={PLACE_KINDS[kind]} holds={count(places.length, 'place')} open={false} level={3}>
            <Table caption={PLACE_KINDS[kind]} columns={PLACE_COLUMNS} rows={places} kind="table--places" />
          </Fold>
        );
      })}
    </section>
  );
}
