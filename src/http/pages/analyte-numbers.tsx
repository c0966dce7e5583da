/** What is known of an analyte's amounts: their distribution, by vendor, over time, and statistics with the method named. */

import type { AnalyteDigest } from '../../store/analyte-digest.ts';
import type { AnalyteStatistics, StatisticsGroup } from '../../store/statistics.ts';
import type { NamedLimit } from '../charts/axis.tsx';
import { OverTime } from '../charts/over-time.tsx';
import { Steps } from '../charts/steps.tsx';
import { Strip, StripAxis, stripScale } from '../charts/strip.tsx';
import { Term } from './glossary-link.tsx';
import { Counted } from './parts.tsx';
import { leftOutWords, METHOD_WORDS, SHOWN_METHODS, short } from './statistics-words.ts';
import { type Column, Table } from './table.tsx';
import { BASIS_WORDS, count, dateWords, unitWords } from './words.ts';

export interface AnalyteNumbersProps {
  readonly name: string;
  readonly digest: AnalyteDigest;
  /** Where it is not of now. */
  readonly countedAt: string | null;
  /** Somebody chose which values. */
  readonly narrowed: boolean;
  readonly limits: readonly NamedLimit[];
}

export function AnalyteNumbers({ name, digest, countedAt, narrowed, limits }: AnalyteNumbersProps) {
  const { values, censored, excluded, leftOut, basis, largest, statistics } = digest;
  const unit = unitWords(digest.unit ?? '');
  if (values === 0) return null;
  // a limit ten times above everything found would press all marks into a corner
  const near = limits.filter(({ value }) => value <= largest * 5);
  const scale = stripScale([{ lower: largest, upper: largest }], near, digest.unit);
  return (
    <section aria-labelledby="distribution">
      <h2 id="distribution">Amounts found</h2>
      <p class="prose">
        {count(values, 'comparable result')} in {unit}
        {basis !== null && `, ${basis === 'unknown' ? 'whose basis is not printed' : BASIS_WORDS[basis]}`}; {censored} of them only known to
        lie <Term of="censored">below a limit</Term> or between bounds.
        {excluded > 0 && ` ${count(excluded, 'result')} not detected without a limit of detection say nothing and are left out.`}
        {leftOut.length > 0 && ` Left out: ${leftOut.map(leftOutWords).join('; ')}.`}
        {leftOut.some(({ reason }) => reason === 'other-basis') &&
          ' Values on different bases are never put together: dry weight reads higher, and what is not printed may be either. Choose the other basis above.'}
      </p>
      <Counted at={countedAt} />
      <Distribution name={name} digest={digest} limits={near} scale={scale} unit={unit} />
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
      <ByVendor name={name} digest={digest} limits={near} scale={scale} unit={unit} />
      <Time name={name} digest={digest} limits={near} unit={unit} />
      {statistics === null ? <NoStatistics narrowed={narrowed} /> : <Statistics name={name} statistics={statistics} unit={unit} />}
    </section>
  );
}

interface DrawnProps {
  readonly name: string;
  readonly digest: AnalyteDigest;
  readonly limits: readonly NamedLimit[];
  readonly scale: ReturnType<typeof stripScale>;
  readonly unit: string;
}

function Distribution({ name, digest: { shares, values, largest }, limits, scale, unit }: DrawnProps) {
  if (shares === null)
    return (
      <p class="quiet">
        No stair of shares is drawn: some results lie between bounds or above what could be measured. The marks by vendor show them.
      </p>
    );
  const { steps, table } = shares;
  if (steps.length < 3) return <p class="quiet">Fewer than three measured amounts: no distribution is drawn.</p>;
  const middle = table.find(({ share }) => share === 0.5)?.value;
  const words = `${name}: share of ${values} results at or below each amount.${middle === undefined ? '' : ` Half are at or below ${short(middle)} ${unit}.`} The largest is ${short(steps[0]?.value ?? largest)} ${unit}.`;
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
          rows={table}
        />
      </details>
    </figure>
  );
}

function ByVendor({ name, digest: { vendors, vendorCount, statistics }, limits, scale, unit }: DrawnProps) {
  const group = (slug: string | null) => statistics?.groups?.find(({ value }) => value === slug);
  return (
    <figure class="strips">
      <figcaption>
        <strong>By vendor</strong>{' '}
        <span class="quiet">
          A dot was measured, an open bar reaches from the lower to the upper bound.
          {vendorCount > vendors.length && ` The ${vendors.length} vendors with the most results of ${vendorCount}.`}
        </span>
      </figcaption>
      <ul>
        {vendors.map(vendor => (
          <li key={vendor.slug}>
            {vendor.slug === null ? (
              <span class="strips__name">vendor not established</span>
            ) : (
              <a class="strips__name" href={`/vendors/${vendor.slug}`}>
                {vendor.name}
              </a>
            )}
            <Strip values={vendor.marks} limits={limits} scale={scale} />
            <span class="strips__words">
              {statistics !== null && medianWords(group(vendor.slug), unit)}
              <span class="as-printed">
                {count(vendor.values, 'result')}, {vendor.censored} below a limit
                {vendor.marks.length < vendor.values && `; the newest ${vendor.marks.length} are drawn`}
              </span>
            </span>
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

function medianWords(group: StatisticsGroup | undefined, unit: string): string {
  const estimate = group?.methods.kaplan_meier;
  const median = estimate?.summary.median;
  const interval = estimate?.intervals?.median;
  return median === null || median === undefined
    ? `no median: ${group?.refused.kaplan_meier ?? 'it lies below what was measured'}`
    : `median ${short(median)} ${unit}${interval ? ` (${short(interval[0])} to ${short(interval[1])})` : ''}`;
}

function Time({ name, digest: { dated, values }, limits, unit }: Omit<DrawnProps, 'scale'>) {
  if (dated.length < 3) return null;
  const [first, last] = [dated[0]!, dated.at(-1)!];
  return (
    <figure class="chart-figure">
      <figcaption>
        Over time{' '}
        <span class="as-printed">{dated.length < values ? `the newest ${dated.length} with a date` : 'by the day of the report'}</span>
      </figcaption>
      <OverTime
        points={dated}
        lines={limits.map(({ value, name: words }) => ({ value, name: words, kind: 'limit' as const }))}
        unit={unit}
        alternative={`${name}: ${count(dated.length, 'result')} between ${dateWords(first.date)} and ${dateWords(last.date)}. The table of results below lists each.`}
      />
    </figure>
  );
}

/** So many values that statistics take a while. */
function NoStatistics({ narrowed }: { narrowed: boolean }) {
  return (
    <>
      <h3>Statistics</h3>
      <p class="prose">
        {narrowed
          ? 'These are too many values for statistics while you wait. Choose fewer, such as those of one vendor, or ask the API for them.'
          : 'Statistics of all values are being computed. Come back in a while; everything else is there already.'}
      </p>
    </>
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
