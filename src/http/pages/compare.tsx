/** Up to five vendors, products, lots or laboratories side by side on a common basis; what cannot be compared stays grey, with the reason. */
import { HAZARD_GROUPS } from '../../quality/hazard.ts';
import type { Part, Scorecard } from '../../quality/scorecard-shape.ts';
import type { SearchHit } from '../../store/views.ts';
import { LaboratoriesCompared } from './compare-laboratories.tsx';
import { type Comparable, comparedOf } from './compared.ts';
import { Empty, SampleTag } from './parts.tsx';
import { Figure } from './scorecard-figure.tsx';
import { GROUP_WORDS, PART_WORDS, PARTS, PUBLISHED_ONLY } from './scorecard-words.ts';
import { type Compared, compareAddress, Heads, KINDS, type Kind, type Measure, MOST_COMPARED, ONE, Side } from './side-by-side.tsx';
import { Amount, boxOf } from './value.tsx';
import { subjectWords } from './verdict-words.ts';
import { count, unitWords } from './words.ts';

export interface CompareProps {
  readonly of: Kind;
  readonly things: readonly Compared[];
  /** Addresses that lead nowhere. */
  readonly missing: readonly string[];
  /** What was searched for to be added; null where nothing was. */
  readonly asked: { readonly words: string; readonly hits: readonly SearchHit[] } | null;
}

export const COMPARED_ANALYTES = [
  'mitragynine',
  '7_hydroxymitragynine',
  'arsenic_total',
  'cadmium',
  'lead',
  'mercury_total',
  'tamc',
  'tymc',
] as const;

export function Compare({ of, things, missing, asked }: CompareProps) {
  const ids = things.map(({ id }) => id);
  return (
    <div class="wide">
      <h1>Compare {of}</h1>
      <p class="lede">Up to five side by side. {PUBLISHED_ONLY}</p>
      <nav aria-label="What to compare" class="tabs">
        <ul>
          {KINDS.map(kind => (
            <li key={kind}>
              <a href={kind === of ? compareAddress(of, ids) : compareAddress(kind, [])} aria-current={kind === of ? 'true' : undefined}>
                {kind}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {missing.length > 0 && (
        <p class="callout callout--missing">
          Not found, and left out: {missing.join(', ')}. It may have another address now: search for its name below.
        </p>
      )}
      {things.length === 0 ? (
        <Empty title={`No ${ONE[of]} chosen yet.`}>Search for the first one below, or follow “compare” on the page of any {ONE[of]}.</Empty>
      ) : of === 'vendors' ? (
        <VendorsCompared things={things} />
      ) : of === 'laboratories' ? (
        <LaboratoriesCompared things={things} first={COMPARED_ANALYTES} />
      ) : (
        <ResultsCompared of={of} things={things} />
      )}
      {things.length < MOST_COMPARED ? (
        <AddForm of={of} ids={ids} asked={asked} />
      ) : (
        <p class="quiet">Five is the most that fits side by side. Take one out to add another.</p>
      )}
    </div>
  );
}

function AddForm({ of, ids, asked }: { of: Kind; ids: readonly string[]; asked: CompareProps['asked'] }) {
  return (
    <section aria-labelledby="add">
      <h2 id="add">Add a {ONE[of]}</h2>
      <form method="get" action="/compare" class="search-box">
        <input type="hidden" name="of" value={of} />
        {ids.map(id => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <label for="find">{of === 'lots' ? 'Lot number' : `Name of the ${ONE[of]}`}</label>
        <div class="search-box__row">
          <input id="find" name="find" type="search" value={asked?.words} autocomplete="off" />
          <button type="submit">Find</button>
        </div>
      </form>
      {asked !== null &&
        (asked.hits.length === 0 ? (
          <p>
            No {ONE[of]} of that name. Try fewer letters, or <a href="/search">search everything</a>.
          </p>
        ) : (
          <ul class="hits compare__hits">
            {asked.hits.map(hit => (
              <li key={hit.href}>
                <span class="hits__type">add</span>
                <span>
                  <a href={compareAddress(of, [...ids, hit.href.split('/').at(-1) ?? hit.id])}>{hit.title}</a>{' '}
                  <span class="quiet">{hit.detail}</span> <SampleTag show={hit.isSample} />
                </span>
              </li>
            ))}
          </ul>
        ))}
    </section>
  );
}

function VendorsCompared({ things }: { things: readonly Compared[] }) {
  const measures: Measure<(card: Scorecard) => Part>[] = [
    ...PARTS.map(part => ({ ...PART_WORDS[part], of: (card: Scorecard) => card[part] })),
    ...HAZARD_GROUPS.map(group => ({
      title: `Safety record: ${GROUP_WORDS[group].title}`,
      what: GROUP_WORDS[group].what,
      of: (card: Scorecard) => card.groups[group],
    })),
  ];
  return (
    <>
      <Heads of="vendors" things={things} />
      <Side
        caption="Scorecards side by side"
        things={things}
        measures={measures}
        cell={(thing, measure) =>
          thing.card === null ? (
            <span class="figure__none">not scored: not computed yet</span>
          ) : (
            <Figure part={measure.of(thing.card)} unit={measure.title === PART_WORDS.consistency.title ? ' spread' : ''} />
          )
        }
      />
      <p class="quiet">Where intervals overlap, the data do not tell the vendors apart.</p>
    </>
  );
}

function ResultsCompared({ of, things }: { of: Kind; things: readonly Compared[] }) {
  const measures = COMPARED_ANALYTES.map(analyte => ({ title: subjectWords(analyte), what: '', of: analyte }));
  return (
    <>
      <Heads of={of} things={things} />
      <Side
        caption="Results side by side"
        things={things}
        measures={measures}
        cell={(thing, measure) => <ResultCell compared={comparedOf(thing.results, measure.of)} label={`${measure.title}, ${thing.name}`} />}
      />
      <p class="quiet">
        Amounts are compared per gram, as received or without a printed basis. Results apply to the samples as received by the laboratories.
      </p>
    </>
  );
}

function ResultCell({ compared, label }: { compared: Comparable; label: string }) {
  if (compared.kind === 'none') return <span class="figure__none">{compared.reason}</span>;
  if (compared.kind === 'one') return <Amount result={compared.row} href={boxOf(compared.row)} label={label} />;
  const { lowest, highest, unit, results, bounded } = compared;
  return (
    <>
      {lowest === highest ? lowest : `${lowest} to ${highest}`} {unitWords(unit)}
      <span class="as-printed">
        {count(results, 'result')}
        {bounded > 0 && `, ${bounded} more only known between bounds`}
      </span>
    </>
  );
}
