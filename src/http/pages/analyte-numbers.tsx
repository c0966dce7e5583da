/** What is known of an analyte's amounts: their distribution, by vendor, over time, and statistics with the method named. */

import { leftCensoredOnly } from '../../quality/censored-data.ts';
import { distribution } from '../../quality/censored-kaplan-meier.ts';
import type { Observations, ObservationView } from '../../store/observations.ts';
import type { AnalyteStatistics, StatisticsGroup } from '../../store/statistics.ts';
import type { NamedLimit } from '../charts/axis.tsx';
import { OverTime } from '../charts/over-time.tsx';
import { Steps } from '../charts/steps.tsx';
import { Strip, StripAxis, stripScale } from '../charts/strip.tsx';
import { Term } from './glossary-link.tsx';
import { leftOutWords, METHOD_WORDS, SHOWN_METHODS, short } from './statistics-words.ts';
import { type Column, Table } from './table.tsx';
import { BASIS_WORDS, count, dateWords, unitWords } from './words.ts';

export interface AnalyteNumbersProps {
  readonly name: string;
  readonly observed: Observations;
  readonly statistics: AnalyteStatistics;
  readonly limits: readonly NamedLimit[];
}

/** Marks that a drawing bears. */
const MOST_MARKS = 300;
const MOST_VENDORS = 12;

export function AnalyteNumbers({ name, observed, statistics, limits }: AnalyteNumbersProps) {
  const { observations, excluded, leftOut, basis } = observed;
  const unit = unitWords(observed.unit ?? '');
  if (observations.length === 0) return null;
  const values = observations.map(placed);
  const near = nearLimits(limits, values);
  const scale = stripScale(values, near, observed.unit);
  const censored = observations.filter(({ lower, upper }) => lower !== upper).length;
  return (
    <section aria-labelledby="distribution">
      <h2 id="distribution">Amounts found</h2>
      <p class="prose">
        {count(observations.length, 'comparable result')} in {unit}
        {basis !== null && `, ${basis === 'unknown' ? 'whose basis is not printed' : BASIS_WORDS[basis]}`}; {censored} of them only known to
        lie <Term of="censored">below a limit</Term> or between bounds.
        {excluded.length > 0 &&
          ` ${count(excluded.length, 'result')} not detected without a limit of detection say nothing and are left out.`}
        {leftOut.length > 0 && ` Left out: ${leftOut.map(leftOutWords).join('; ')}.`}
        {leftOut.some(({ reason }) => reason === 'other-basis') &&
          ' Values on different bases are never put together: dry weight reads higher, and what is not printed may be either. Choose the other basis above.'}
      </p>
      <Distribution name={name} values={values} limits={near} scale={scale} unit={unit} />
      {limits.length > near.length && (
        <p class="quiet">
          Limits beyond the drawing:{' '}
          {limits
            .filter(limit => !near.includes(limit))
            .map(limit => `${limit.name}`)
            .join('; ')}
          .
        </p>
      )}
      <ByVendor name={name} observations={observations} limits={near} scale={scale} unit={unit} groups={statistics.groups ?? []} />
      <Time name={name} observations={observations} limits={near} unit={unit} />
      <Statistics name={name} statistics={statistics} unit={unit} />
    </section>
  );
}

const placed = ({ lower, upper }: ObservationView) => ({ lower: Number(lower), upper: upper === null ? null : Number(upper) });

type Placed = ReturnType<typeof placed>;

/** A limit ten times above everything found would press all marks into a corner. */
function nearLimits(limits: readonly NamedLimit[], values: readonly Placed[]): NamedLimit[] {
  const largest = Math.max(...values.map(({ lower, upper }) => upper ?? lower));
  return limits.filter(({ value }) => value <= largest * 5);
}

interface DrawnProps {
  readonly name: string;
  readonly limits: readonly NamedLimit[];
  readonly scale: ReturnType<typeof stripScale>;
  readonly unit: string;
}

function Distribution({ name, values, limits, scale, unit }: DrawnProps & { values: readonly Placed[] }) {
  const data = values.map(({ lower, upper }) => ({ lower, upper: upper ?? Number.POSITIVE_INFINITY }));
  if (!leftCensoredOnly(data))
    return (
      <p class="quiet">
        No stair of shares is drawn: some results lie between bounds or above what could be measured. The marks by vendor show them.
      </p>
    );
  const steps = distribution(data);
  if (steps.length < 3) return <p class="quiet">Fewer than three measured amounts: no distribution is drawn.</p>;
  const middle = steps.findLast(({ atOrBelow }) => atOrBelow >= 0.5)?.value;
  const words = `${name}: share of ${values.length} results at or below each amount.${middle === undefined ? '' : ` Half are at or below ${short(middle)} ${unit}.`} The largest is ${short(steps[0]!.value)} ${unit}.`;
  const rows = [1, 0.9, 0.75, 0.5, 0.25].flatMap(share => {
    const at = steps.findLast(({ atOrBelow }) => atOrBelow >= share - 1e-9);
    return at === undefined ? [] : [{ share, value: at.value }];
  });
  return (
    <figure class="chart-figure">
      <figcaption>
        Share of results at or below an amount
        <span class="as-printed">
          <Term of="kaplan_meier">Kaplan–Meier</Term>; in the shaded part nothing was measured, so the share is not known there
        </span>
      </figcaption>
      <Steps steps={steps} limits={limits} scale={scale} unit={unit} alternative={words} />
      <details class="aside">
        <summary>As a table</summary>
        <Table
          caption={`Shares of results for ${name}`}
          columns={[
            { title: 'Share of results', cell: ({ share }) => `${share * 100} %` },
            { title: 'At or below', numeric: true, cell: ({ value }) => `${short(value)} ${unit}` },
          ]}
          rows={rows}
        />
      </details>
    </figure>
  );
}

function ByVendor({
  name,
  observations,
  limits,
  scale,
  unit,
  groups,
}: DrawnProps & { observations: readonly ObservationView[]; groups: readonly StatisticsGroup[] }) {
  const vendors = [...Map.groupBy(observations, ({ vendor }) => vendor?.slug ?? null)].toSorted((a, b) => b[1].length - a[1].length);
  const shown = vendors.slice(0, MOST_VENDORS);
  const group = (slug: string | null) => groups.find(({ value }) => value === slug);
  return (
    <figure class="strips">
      <figcaption>
        <strong>By vendor</strong>{' '}
        <span class="quiet">
          A dot was measured, an open bar reaches from the lower to the upper bound.
          {vendors.length > shown.length && ` The ${shown.length} vendors with the most results of ${vendors.length}.`}
        </span>
      </figcaption>
      <ul>
        {shown.map(([slug, own]) => (
          <li key={slug}>
            {slug === null ? (
              <span class="strips__name">vendor not established</span>
            ) : (
              <a class="strips__name" href={`/vendors/${slug}`}>
                {own[0]?.vendor?.name}
              </a>
            )}
            <Strip values={own.slice(-MOST_MARKS).map(placed)} limits={limits} scale={scale} />
            <span class="strips__words">{groupWords(own, group(slug), unit)}</span>
          </li>
        ))}
        <li aria-hidden="true">
          <span />
          <StripAxis limits={limits} scale={scale} unit={unit} />
          <span />
        </li>
      </ul>
      <p class="unseen">Values of {name} by vendor; the table of results below lists each.</p>
    </figure>
  );
}

function groupWords(own: readonly ObservationView[], group: StatisticsGroup | undefined, unit: string) {
  const estimate = group?.methods.kaplan_meier;
  const median = estimate?.summary.median;
  const interval = estimate?.intervals?.median;
  return (
    <>
      {median === null || median === undefined
        ? `no median: ${group?.refused.kaplan_meier ?? 'it lies below what was measured'}`
        : `median ${short(median)} ${unit}${interval ? ` (${short(interval[0])} to ${short(interval[1])})` : ''}`}
      <span class="as-printed">
        {count(own.length, 'result')}, {own.filter(({ lower, upper }) => lower !== upper).length} below a limit
      </span>
    </>
  );
}

function Time({
  name,
  observations,
  limits,
  unit,
}: {
  name: string;
  observations: readonly ObservationView[];
  limits: readonly NamedLimit[];
  unit: string;
}) {
  const dated = observations.filter((each): each is ObservationView & { date: string } => each.date !== null).slice(-MOST_MARKS);
  if (dated.length < 3) return null;
  const [first, last] = [dated[0]!, dated.at(-1)!];
  return (
    <figure class="chart-figure">
      <figcaption>
        Over time{' '}
        <span class="as-printed">
          {dated.length < observations.length ? `the newest ${dated.length} with a date` : 'by the day of the report'}
        </span>
      </figcaption>
      <OverTime
        points={dated.map(each => ({ id: each.id, date: each.date, ...placed(each) }))}
        lines={limits.map(({ value, name: words }) => ({ value, name: words, kind: 'limit' as const }))}
        unit={unit}
        alternative={`${name}: ${count(dated.length, 'result')} between ${dateWords(first.date)} and ${dateWords(last.date)}. The table of results below lists each.`}
      />
    </figure>
  );
}

type MethodRow = { readonly method: (typeof SHOWN_METHODS)[number] };

function Statistics({
  name,
  statistics: { methods, refused, n, censored },
  unit,
}: {
  name: string;
  statistics: AnalyteStatistics;
  unit: string;
}) {
  const figure = (row: MethodRow, statistic: 'mean' | 'median' | 'q90') => {
    const estimate = methods[row.method];
    if (estimate === undefined) return <span class="quiet">–</span>;
    const value = estimate.summary[statistic];
    const interval = estimate.intervals?.[statistic];
    if (value === null) return <span class="quiet">lies below what was measured</span>;
    return (
      <>
        {short(value)} {unit}
        {interval && (
          <span class="as-printed">
            {short(interval[0])} to {short(interval[1])}
          </span>
        )}
      </>
    );
  };
  const columns: Column<MethodRow>[] = [
    {
      title: 'Method',
      cell: ({ method }) => (
        <>
          {METHOD_WORDS[method]}
          <span class="as-printed">{refused[method] === undefined ? methods[method]?.how : `not given: ${refused[method]}`}</span>
        </>
      ),
    },
    { title: 'Median', numeric: true, cell: row => figure(row, 'median') },
    { title: 'Mean', numeric: true, cell: row => figure(row, 'mean') },
    { title: '90 % are below', numeric: true, cell: row => figure(row, 'q90') },
  ];
  return (
    <>
      <h3>Statistics</h3>
      <p class="prose">
        Of {count(n, 'value')}, {censored} below a limit. Methods stand side by side, because{' '}
        <Term of="kaplan_meier">none is right for all data</Term>; small numbers are 90&nbsp;% intervals. The rows that count “below” as a
        fixed number are no estimates: the mean lies between them.
      </p>
      <Table
        caption={`Statistics of ${name}`}
        columns={columns}
        rows={SHOWN_METHODS.map(method => ({ method }))}
        kind="table--statistics"
      />
    </>
  );
}
