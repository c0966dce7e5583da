/** A vendor's scorecard: the worst first, a sentence in plain words, then the four parts, none of them blended. */
import type { ComponentChildren } from 'preact';
import { HAZARD_GROUPS, type HazardGroup } from '../../quality/hazard.ts';
import type {
  Scorecard as Card,
  ConsistencyPart,
  CoveragePart,
  Failure,
  OpennessPart,
  Part,
  SafetyPart,
} from '../../quality/scorecard-shape.ts';
import { Term } from './glossary-link.tsx';
import type { TermId } from './glossary-words.ts';
import { When } from './parts.tsx';
import { Figure } from './scorecard-figure.tsx';
import {
  FEW_LOTS_SENTENCE,
  failureWords,
  GROUP_WORDS,
  ITEM_WORDS,
  intervalSentence,
  labelSentence,
  notScored,
  OPENNESS_WORDS,
  PART_WORDS,
  type PartName,
  PUBLISHED_ONLY,
  percent,
  percentRange,
  safetySentence,
  YARDSTICK_SENTENCE,
} from './scorecard-words.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import { count, dateWords } from './words.ts';

export interface ScorecardProps {
  readonly card: Card;
  /** Numbers of lots as printed, by id. */
  readonly lotNumbers: ReadonlyMap<string, string>;
  readonly slug: string;
  /** Lots over the rules that the page goes by, where it shows any. */
  readonly overRules?: number;
}

export function ScorecardSection({ card, lotNumbers, slug, overRules = 0 }: ScorecardProps) {
  const interval = intervalSentence(card.safety);
  return (
    <section aria-labelledby="scorecard">
      <h2 id="scorecard">Scorecard</h2>
      <RedFacts facts={card.redFacts} lotNumbers={lotNumbers} />
      <p class="verdict-sentence">
        {card.safety.status === 'scored' && card.safety.fewLots && <strong>{FEW_LOTS_SENTENCE} </strong>}
        {safetySentence(card.safety)}{' '}
        {overRules > 0 && (
          <strong>
            By the rules chosen, <a href="#verdicts">{count(overRules, 'lot')}</a> {overRules === 1 ? 'is' : 'are'} over a limit.{' '}
          </strong>
        )}
        {interval !== null && <span class="quiet">{interval}</span>}
      </p>
      <div class="score-parts">
        <PartCard name="safety" part={card.safety} term="safety_record">
          {card.safety.bounds && <HardBounds part={card.safety} />}
        </PartCard>
        <PartCard name="coverage" part={card.coverage} term="coverage">
          <CoverageDetail part={card.coverage} />
        </PartCard>
        <PartCard name="consistency" part={card.consistency} term="consistency">
          <ConsistencyDetail part={card.consistency} />
        </PartCard>
        <PartCard name="openness" part={card.openness} term="openness">
          <OpennessDetail part={card.openness} />
        </PartCard>
      </div>
      <h3>Safety record by kind of hazard</h3>
      <SafetyTable card={card} />
      <p class="quiet prose">
        {YARDSTICK_SENTENCE} <a href="/rules/yardstick_v1">Read the limits</a>. {PUBLISHED_ONLY}
      </p>
      <p>
        <a href={`/vendors/${slug}/scorecard`}>How this was computed, step by step</a>
      </p>
    </section>
  );
}

export function RedFacts({ facts, lotNumbers }: { facts: readonly Failure[]; lotNumbers: ReadonlyMap<string, string> }) {
  if (facts.length === 0) return null;
  return (
    <div class="callout callout--over" id="red">
      <h3>Found in the last 12 months</h3>
      <ul>
        {facts.map(fact => (
          <li key={`${fact.test}${fact.rule}`}>
            <FailureLine failure={fact} lotNumbers={lotNumbers} />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FailureLine({ failure, lotNumbers }: { failure: Failure; lotNumbers: ReadonlyMap<string, string> }) {
  const number = lotNumbers.get(failure.lot);
  return (
    <>
      {failureWords(failure)} in {number === undefined ? 'a lot without a number' : <a href={`/lots/${failure.lot}`}>lot {number}</a>},{' '}
      <When date={failure.date} />: <a href={`/certificates/${failure.certificate}`}>{failure.value}</a> as printed
    </>
  );
}

interface PartCardProps {
  readonly name: PartName;
  readonly part: Part;
  readonly term: TermId;
  readonly children?: ComponentChildren;
}

function PartCard({ name, part, term, children }: PartCardProps) {
  const { title, what } = PART_WORDS[name];
  return (
    <section class="score-part" aria-labelledby={`part-${name}`}>
      <h3 id={`part-${name}`}>
        <Term of={term}>{title}</Term>
      </h3>
      <Figure part={part} unit={name === 'consistency' ? ' spread' : ''} large />
      <p class="score-part__what">{what}</p>
      {children}
    </section>
  );
}

function HardBounds({ part: { bounds, tested } }: { part: SafetyPart }) {
  if (bounds === null || bounds[0] === null || bounds[1] === null) return null;
  return (
    <p class="score-part__more">
      <Term of="bounds">Hard bounds</Term> over all {count(tested.lots, 'tested lot')}: {percentRange(bounds[0], bounds[1])}
    </p>
  );
}

function CoverageDetail({ part: { items, newest, months, confirmed } }: { part: CoveragePart }) {
  const never = Object.entries(items).filter(([, { needed, tested }]) => needed > 0 && tested === 0);
  return (
    <p class="score-part__more">
      {never.length > 0 && <>Never tested: {never.map(([item]) => ITEM_WORDS[item as keyof typeof ITEM_WORDS] ?? item).join(', ')}. </>}
      <Confirmed confirmed={confirmed} />
      {newest !== null && months !== null && (
        <>
          Newest test: {dateWords(newest)}, {count(Math.round(Number(months)), 'month')} ago.
        </>
      )}
    </p>
  );
}

/** Tested by a laboratory whose recorded scope covered it on that day, with the file kept. */
function Confirmed({ confirmed: { estimate } }: Pick<CoveragePart, 'confirmed'>) {
  if (estimate === null) return null;
  return (
    <>
      {Number(estimate) === 0 ? 'None of it' : percent(estimate)} <Term of="accreditation">confirmed by a scope of accreditation</Term>.{' '}
    </>
  );
}

function ConsistencyDetail({ part }: { part: ConsistencyPart }) {
  const { hydroxymitragynine: other, label } = part;
  return (
    <>
      <p class="score-part__more">
        7-OH:{' '}
        {other.status === 'scored' && other.estimate !== null && other.lower !== null && other.upper !== null
          ? `${percent(other.estimate)} spread (${percentRange(other.lower, other.upper)}; ${count(other.lots, 'lot')})`
          : notScored(other.reason)}
        .
      </p>
      <p class="score-part__more">{labelSentence(label)}</p>
    </>
  );
}

function OpennessDetail({ part: { criteria, lots } }: { part: OpennessPart }) {
  if (lots === 0) return null;
  return (
    <ul class="score-part__list">
      {(Object.keys(OPENNESS_WORDS) as (keyof typeof OPENNESS_WORDS)[]).map(name => (
        <li key={name}>
          {criteria[name]} of {lots} {OPENNESS_WORDS[name]}
        </li>
      ))}
    </ul>
  );
}

interface SafetyRow {
  readonly title: string;
  readonly what: string;
  readonly part: SafetyPart;
}

function SafetyTable({ card }: { card: Card }) {
  const row = (group: HazardGroup): SafetyRow => ({ ...GROUP_WORDS[group], part: card.groups[group] });
  const rows: SafetyRow[] = [
    { title: 'All groups together', what: 'heavy metals and microbes tested', part: card.safety },
    ...HAZARD_GROUPS.map(row),
  ];
  const columns: Column<SafetyRow>[] = [
    {
      title: 'Hazard',
      cell: ({ title, what }) => (
        <>
          {title}
          <span class="as-printed">{what}</span>
        </>
      ),
    },
    { title: 'Share within the limits', cell: ({ part }) => <Figure part={part} /> },
    {
      title: 'Hard bounds',
      cell: ({ part: { bounds } }) =>
        bounds === null || bounds[0] === null || bounds[1] === null ? <span class="quiet">none</span> : percentRange(bounds[0], bounds[1]),
    },
    { title: 'Lots tested', cell: ({ part }) => <Tested part={part} /> },
  ];
  return <Table caption="Safety record by kind of hazard" columns={columns} rows={rows} kind="table--safety" />;
}

function Tested({ part: { tested } }: { part: SafetyPart }) {
  if (tested.lots === 0) return <Mark shade="not_tested">not tested</Mark>;
  return (
    <span class="tested-counts">
      {tested.fail > 0 && <Mark shade="fail">{tested.fail} over</Mark>}
      {tested.undecidable > 0 && <Mark shade="undecidable">{tested.undecidable} undecidable</Mark>}
      {tested.pass > 0 && <Mark shade="pass">{tested.pass} within</Mark>}
    </span>
  );
}
