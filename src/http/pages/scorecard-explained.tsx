/** A scorecard step by step: every input, weight and formula, so that anyone can follow it with a spreadsheet. */
import type { BriefExplanation, BriefScope } from '../../quality/scorecard-brief.ts';
import type { ExplainedLot } from '../../quality/scorecard-explain.ts';
import { SCOPES, type Scope } from '../../quality/scorecard-market.ts';
import type { ScorecardVersion, ScorecardView } from '../../store/scorecard.ts';
import { API_PREFIX } from '../prefix.ts';
import { OutcomeMark } from './coverage-matrix.tsx';
import { Term } from './glossary-link.tsx';
import { Crumbs, FurtherLots, SampleTag, When } from './parts.tsx';
import { FailureLine } from './scorecard.tsx';
import { GROUP_WORDS, PUBLISHED_ONLY, percent, percentRange, safetySentence, YARDSTICK_SENTENCE } from './scorecard-words.ts';
import { type Column, Table } from './table.tsx';
import { count, dateWords } from './words.ts';

export interface ScorecardExplainedProps {
  readonly view: ScorecardView;
  readonly explanation: BriefExplanation;
  readonly history: readonly ScorecardVersion[];
  /** ISO days. */
  readonly asOf: string | null;
  readonly today: string;
}

export function ScorecardExplained({ view, explanation, history, asOf, today }: ScorecardExplainedProps) {
  const { vendor, card } = view;
  const query = asOf === null ? 'explain=true' : `as_of=${asOf}&explain=true`;
  return (
    <div class="wide">
      <Crumbs
        path={[
          { href: '/vendors', label: 'Vendors' },
          { href: `/vendors/${vendor.slug}`, label: vendor.name },
        ]}
      />
      <h1>
        How the scorecard of {vendor.name} was computed <SampleTag show={card.sample} />
      </h1>
      <p class="lede">
        Model {view.model}, as of {dateWords(view.asOf)}. {safetySentence(card.safety)}
      </p>
      <form method="get" class="filters" action={`/vendors/${vendor.slug}/scorecard`}>
        <div>
          <label for="as_of">As it was at the end of</label>
          <input id="as_of" name="as_of" type="date" value={asOf ?? today} max={today} />
        </div>
        <button type="submit">Show that day</button>
      </form>
      <p class="prose">
        {PUBLISHED_ONLY} {YARDSTICK_SENTENCE} <a href="/rules/yardstick_v1">Read the limits</a>.
      </p>
      <p>
        <a href={`${API_PREFIX}/vendors/${vendor.slug}/scorecard?${query}`}>All inputs, weights and steps as JSON</a>
      </p>
      {SCOPES.map(scope => (
        <ScopeSection key={scope} scope={scope} explained={explanation.scopes[scope]} lots={explanation.lots} />
      ))}
      <LotsAndWeights
        explanation={explanation}
        href={`/vendors/${vendor.slug}/scorecard?${asOf === null ? '' : `as_of=${asOf}&`}lots=all#lots`}
      />
      <section aria-labelledby="other">
        <h2 id="other">The other parts</h2>
        <ul class="prose steps">
          {explanation.otherParts.map(part => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </section>
      {card.failures.length > 0 && (
        <section aria-labelledby="failures">
          <h2 id="failures">Every result over a comparison limit</h2>
          <ul class="prose">
            {card.failures.map(failure => (
              <li key={`${failure.test}${failure.rule}`}>
                <FailureLine failure={failure} lotNumbers={new Map(explanation.failed)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <History versions={history} />
      <p class="quiet hash">Fingerprint of the inputs: {view.inputsHash}. The same inputs give the same bytes on any computer.</p>
    </div>
  );
}

const title = (scope: Scope): string => (scope === 'overall' ? 'All groups together' : GROUP_WORDS[scope].title);

function ScopeSection({ scope, explained, lots }: { scope: Scope; explained: BriefScope; lots: number }) {
  const { tested, steps, prior, result } = explained;
  return (
    <section aria-labelledby={`scope-${scope}`}>
      <h2 id={`scope-${scope}`}>Safety record: {title(scope)}</h2>
      {tested ? (
        <>
          <ol class="prose steps">
            {steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <a href="#lots">The lots and their weights</a>
          </p>
          {prior.kind === 'fitted' && result.status === 'scored' && <Nodes explained={explained} scope={scope} />}
        </>
      ) : (
        <p>None of the {count(lots, 'lot')} was tested for it.</p>
      )}
    </section>
  );
}

/** One row a lot for all groups together, the newest first: its day is the same in each, and its weight mostly. */
function LotsAndWeights({ explanation: { lots: known, scopes }, href }: { explanation: BriefExplanation; href: string }) {
  const { lots } = scopes.overall;
  const shown = SCOPES.filter(scope => scopes[scope].tested);
  const columns: Column<number>[] = [
    {
      title: 'Lot',
      cell: index => {
        const { lot, number, date } = lots[index]!;
        return (
          <>
            {number === null ? 'no lot found' : <a href={`/lots/${lot}`}>{number}</a>}
            <span class="as-printed">
              <When date={date} />
            </span>
          </>
        );
      },
    },
    ...shown.map(scope => ({ title: title(scope), cell: (index: number) => <Weighed lot={scopes[scope].lots[index]!} /> })),
  ];
  return (
    <section aria-labelledby="lots">
      <h2 id="lots">The lots and their weights</h2>
      <p class="prose">
        Each lot with the day of its first test; in each group its outcome, and, where it counts, its age in months and what it weighs for
        it.
      </p>
      <Table caption="The lots and their weights" columns={columns} rows={[...lots.keys()]} kind="table--coverage" />
      <FurtherLots shown={lots.length} of={known} href={href} />
    </section>
  );
}

function Weighed({ lot: { outcome, because, months, weight } }: { lot: ExplainedLot }) {
  if (outcome === 'not_tested') return <OutcomeMark outcome={outcome} />;
  return (
    <>
      <OutcomeMark outcome={outcome} />
      <span class="as-printed">
        {weight === null ? `does not count${because === null ? '' : `: ${because}`}` : `${months} months, weight ${weight}`}
      </span>
    </>
  );
}

function Nodes({ explained: { prior }, scope }: { explained: BriefScope; scope: Scope }) {
  return (
    <details class="aside">
      <summary>The {prior.nodes.length} priors and their weights</summary>
      <Table
        caption={`Priors: ${title(scope)}`}
        columns={[
          { title: 'Mean', cell: node => node.mean },
          { title: 'Strength', numeric: true, cell: node => node.strength },
          { title: 'Weight', numeric: true, cell: node => node.weight },
          { title: 'α', numeric: true, cell: node => node.alpha },
          { title: 'β', numeric: true, cell: node => node.beta },
        ]}
        rows={prior.nodes}
      />
    </details>
  );
}

function History({ versions }: { versions: readonly ScorecardVersion[] }) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">What was said before</h2>
      <p class="prose">
        Every version is kept. A scorecard changes when a certificate is added, corrected or withdrawn, or when the model changes.
      </p>
      <Table
        caption="Versions of the safety record, the newest first"
        columns={[
          { title: 'From', cell: version => <When date={version.recordedAt} /> },
          { title: 'Until', cell: version => (version.supersededAt === null ? 'today' : <When date={version.supersededAt} />) },
          { title: 'Model', cell: version => version.model },
          {
            title: 'Safety record',
            cell: ({ estimate, lower, upper }) =>
              estimate === null || lower === null || upper === null ? (
                <span class="quiet">not scored</span>
              ) : (
                <>
                  {percent(estimate)} <Term of="interval">({percentRange(lower, upper)})</Term>
                </>
              ),
          },
          { title: 'Lots', numeric: true, cell: version => String(version.lots) },
        ]}
        rows={versions}
      />
    </section>
  );
}
