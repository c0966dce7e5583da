/** One text: every limit in it with the words it rests on. */
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import type { RuleLots } from '../../store/lots-by-rule.ts';
import type { RuleSetVersionView } from '../../store/rule-history.ts';
import { LotsOf } from './analyte-limits.tsx';
import { Counted, Crumbs, Facts } from './parts.tsx';
import { RuleHistory } from './rule-history.tsx';
import {
  CONFIDENCE_WORDS,
  isWebAddress,
  jurisdictionOf,
  otherVersions,
  placeStatus,
  placeWords,
  STANDING_SENTENCES,
  spanWords,
  stateOn,
} from './rule-words.ts';
import { anchor } from './rules.tsx';
import { type Column, Table } from './table.tsx';
import { Mark, Subject } from './verdict-table.tsx';
import { BASIS_OF_LIMIT, capital, limitWords, standingWords } from './verdict-words.ts';
import { count, formWords } from './words.ts';

interface RuleProps {
  readonly set: RuleSet;
  /** ISO day. */
  readonly today: string;
  readonly lots: readonly RuleLots[];
  /** Of their numbers, where they are not of now. */
  readonly countedAt: string | null;
  /** Newest first. */
  readonly history: readonly RuleSetVersionView[];
}

export function RuleText({ set, today, lots, countedAt, history }: RuleProps) {
  const place = jurisdictionOf(set.jurisdiction);
  const common = {
    span: one(set.rules.map(spanWords)),
    appliesTo: one(set.rules.map(({ appliesTo }) => appliesTo)),
    url: one(set.rules.map(({ source }) => source.url)),
  };
  const states = [...new Map(set.rules.map(rule => [stateOn(rule, today).words, stateOn(rule, today)])).values()];
  return (
    <div class="wide">
      <Crumbs
        path={[
          { href: '/rules', label: 'Rules' },
          { href: `/rules#place-${anchor(set.jurisdiction)}`, label: placeWords(set.jurisdiction) },
        ]}
      />
      <p class="kicker">{capital(set.force)}</p>
      <h1>{set.title}</h1>
      <p class="lede">
        {count(set.rules.length, 'rule')} of {placeWords(set.jurisdiction)}. {decides(set)}
      </p>
      <Facts
        pairs={[
          [
            'Today',
            states.map(({ shade, words }) => (
              <Mark key={words} shade={shade}>
                {words}
              </Mark>
            )),
          ],
          ['In force', common.span],
          ['Legal force', capital(set.force)],
          ['Applies to', common.appliesTo],
          ['Kratom itself there', place && placeStatus(place)],
          ['How surely seen', [...new Set(set.rules.map(({ confidence }) => CONFIDENCE_WORDS[confidence]))].join('; ')],
          [
            'Values near the limit',
            UNCERTAINTY_WORDS[set.uncertainty] + (set.rounding === null ? '; compared unrounded' : '; rounded by USP General Notices 7.20'),
          ],
          ['Warning, not limit', set.warning],
          ['Source', <Source key="source" set={set} url={common.url} />],
        ]}
      />
      <section aria-labelledby="limits">
        <h2 id="limits">Limits and requirements</h2>
        <Table
          caption={`Rules of ${set.title}`}
          columns={columnsOf(set, common, lots)}
          rows={set.rules}
          id={rule => rule.id}
          kind="table--rule"
        />
        <Counted at={countedAt} />
      </section>
      <Versions set={set} today={today} />
      <RuleHistory history={history} />
    </div>
  );
}

const one = (texts: readonly string[]): string | null => (new Set(texts).size === 1 && texts[0] !== '' ? (texts[0] ?? null) : null);

const decides = (set: RuleSet): string =>
  [...new Set(set.rules.map(rule => (rule.status === 'yardstick' ? YARDSTICK : STANDING_SENTENCES[rule.standing])))].join(' ');

const YARDSTICK = 'A published list for comparing vendors, not a law; a value over it is over the yardstick and nothing more.';

const UNCERTAINTY_WORDS: Record<RuleSet['uncertainty'], string> = {
  simple: 'the value itself decides',
  favours_product: 'over only when the value less its uncertainty is over',
  guard_band: 'not over only when the value with its uncertainty keeps to the limit',
};

function columnsOf(
  set: RuleSet,
  common: { span: string | null; appliesTo: string | null; url: string | null },
  lots: readonly RuleLots[],
): Column<Rule>[] {
  const mixed = new Set(set.rules.map(standingWords)).size > 1;
  return [
    { title: 'Substance', cell: rule => <Subject verdict={{ analyte: rule.numerator ?? rule.analyte }} /> },
    { title: 'Limit', cell: rule => <Limit rule={rule} mixed={mixed} /> },
    ...(common.appliesTo === null || set.rules.some(({ forms }) => forms)
      ? [{ title: 'Applies to', cell: (rule: Rule) => <AppliesTo rule={rule} /> }]
      : []),
    ...(common.span === null ? [{ title: 'In force', cell: (rule: Rule) => spanWords(rule) }] : []),
    ...(set.rules.some(({ source }) => source.quote || source.section || source.url)
      ? [{ title: 'In the text', cell: (rule: Rule) => <Quote rule={rule} linked={common.url === null} /> }]
      : []),
    ...(lots.length === 0 ? [] : [{ title: 'Published lots', cell: (rule: Rule) => <LotsOf rule={rule.id} lots={lots} /> }]),
  ];
}

function Limit({ rule, mixed }: { rule: Rule; mixed: boolean }) {
  const standing = standingWords(rule);
  return (
    <>
      <a class="limit" href={`#${rule.id}`}>
        {capital(limitWords(rule))}
      </a>
      <span class="as-printed">{BASIS_OF_LIMIT[rule.basis]}</span>
      {rule.refersTo && (
        <span class="as-printed">
          as in <a href={`/rules/${rule.refersTo}`}>{rule.refersTo.replaceAll('_', ' ').toUpperCase()}</a>
        </span>
      )}
      {rule.holdsUpTo && (
        <span class="as-printed">
          up to {rule.holdsUpTo} a day; above it {rule.dailyExposure}
        </span>
      )}
      {rule.ambiguousAtEquality && (
        <span class="as-printed">the text contradicts itself about a value equal to the limit: undecidable there</span>
      )}
      {rule.notDetectedCounts === 'zero' && <span class="as-printed">what is not detected counts as 0</span>}
      {mixed && standing !== null && <span class="tag">{standing}</span>}
    </>
  );
}

function AppliesTo({ rule }: { rule: Rule }) {
  const forms = rule.forms?.map(form => formWords(form).toLowerCase()).join(', ');
  const unsure = rule.unsureForms?.map(form => formWords(form).toLowerCase()).join(', ');
  return (
    <>
      {rule.appliesTo || <span class="quiet">not said</span>}
      {forms && <span class="as-printed">here: {forms}</span>}
      {unsure && <span class="as-printed">not clear for {unsure}</span>}
    </>
  );
}

function Quote({ rule, linked }: { rule: Rule; linked: boolean }) {
  const { source, notes } = rule;
  return (
    <>
      {source.quote && <q>{source.quote}</q>}
      {(source.section || (linked && source.url)) && (
        <span class="as-printed">
          {linked && isWebAddress(source.url) ? (
            <a href={source.url} rel="noreferrer nofollow">
              {source.section || 'the source'}
            </a>
          ) : (
            source.section
          )}
        </span>
      )}
      {notes && !rule.ambiguousAtEquality && <span class="as-printed">Note: {notes}</span>}
    </>
  );
}

function Source({ set, url }: { set: RuleSet; url: string | null }) {
  const [first] = set.rules;
  const title = first?.source.title || 'not named';
  const address = url ?? '';
  return (
    <>
      {isWebAddress(address) ? (
        <a href={address} rel="noreferrer nofollow">
          {title}
        </a>
      ) : (
        title
      )}
      {address !== '' && <span class="as-printed hash">{address}</span>}
      {first?.source.retrievedFrom && <span class="as-printed">seen as: {first.source.retrievedFrom}</span>}
    </>
  );
}

function Versions({ set, today }: { set: RuleSet; today: string }) {
  const others = otherVersions(set, RULESETS);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Before and after</h2>
      {others.length === 0 ? (
        <p class="prose">No other text of this place is in the database. Verdicts of an earlier day use what was in force on that day.</p>
      ) : (
        <Table caption="Other texts of the same place" columns={versionColumns(today)} rows={others} />
      )}
    </section>
  );
}

const versionColumns = (today: string): Column<RuleSet>[] => [
  { title: 'Text', cell: set => <a href={`/rules/${set.id}`}>{set.title}</a> },
  { title: 'In force', cell: set => spanWords(set.rules[0]!) },
  { title: 'Today', cell: set => <Mark shade={stateOn(set.rules[0]!, today).shade}>{stateOn(set.rules[0]!, today).words}</Mark> },
];
