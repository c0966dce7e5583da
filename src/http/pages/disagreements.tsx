/** Where the verdict a laboratory prints and ours are not the same: two facts side by side, neither called wrong. */
import { PROFILES, type Profile } from '../../quality/profile.ts';
import type { DisagreementRow } from '../../store/disagreements.ts';
import type { Slice } from '../../store/views.ts';
import { sayPrintedLimit } from './amount.ts';
import { ruleById } from './judged.ts';
import { Empty, Linked, Paging, SampleTag, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { VerdictMark } from './value.tsx';
import { Mark, RuleCited, Subject } from './verdict-table.tsx';
import { verdictWord } from './verdict-words.ts';

interface DisagreementsProps {
  readonly rows: Slice<DisagreementRow>;
  readonly laboratory: string | null;
  /** Whose rules are ours here; null: all. */
  readonly profile: Profile | null;
  /** What else is asked for, kept when the rules are chosen anew. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly next: string | null;
  readonly first: string | null;
  /** Query of the list in the API. */
  readonly csv: string;
}

export function Disagreements({ rows, laboratory, profile, filter, next, first, csv }: DisagreementsProps) {
  return (
    <div class="wide">
      <h1>Where verdicts differ</h1>
      <p class="lede">
        Results whose printed verdict is not ours. Laboratories judge by limits of their own choice and of their day, so a difference is no
        error on either side; it says that two limits are not the same, and which.
      </p>
      <form action="/disagreements" method="get" class="filters">
        {Object.entries(filter).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
        <div>
          <label for="profile">Our rules</label>
          <select id="profile" name="profile">
            <option value="any" selected={profile === null}>
              every rule here
            </option>
            {PROFILES.map(({ id, title }) => (
              <option key={id} value={id} selected={id === profile?.id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Show</button>
      </form>
      {laboratory !== null && (
        <ul class="chosen">
          <li>
            <a href="/disagreements">
              Laboratory: {laboratory} <span aria-hidden="true">×</span>
              <span class="unseen"> – remove this filter</span>
            </a>
          </li>
        </ul>
      )}
      {rows.items.length === 0 ? (
        <Empty title="No printed verdict differs from ours.">
          Look at <a href="/contaminants">lots over limits</a>.
        </Empty>
      ) : (
        <>
          <p>
            <a class="button button--quiet" href={`/disagreements.csv${csv === '' ? '' : `?${csv}`}`}>
              This list as CSV
            </a>
          </p>
          <Table caption="Printed verdicts that differ from ours, newest report first" columns={COLUMNS} rows={rows.items} />
        </>
      )}
      <Paging next={next} first={first} />
    </div>
  );
}

const COLUMNS: Column<DisagreementRow>[] = [
  {
    title: 'Result',
    cell: row => (
      <>
        <Subject verdict={{ analyte: row.analyte ?? row.printed.name }} />
        <a class="stack found" href={`/certificates/${row.certificate}#r-${row.result}`}>
          {row.printed.value}
          {row.printed.unit !== null && /\d/.test(row.printed.value) && `\u00a0${row.printed.unit}`}
        </a>
      </>
    ),
  },
  { title: 'Theirs', cell: row => <Theirs row={row} /> },
  { title: 'Ours', cell: row => <Ours row={row} /> },
  {
    title: 'Lot',
    cell: ({ lot, product, isSample, sampleName }) => (
      <>
        {lot === null ? <span class="quiet">{sampleName ?? 'no lot found'}</span> : <a href={`/lots/${lot.id}`}>{lot.code}</a>}{' '}
        <SampleTag show={isSample} />
        <span class="as-printed">
          <Linked to={product} at="/products" otherwise="product not named" />
        </span>
      </>
    ),
  },
  {
    title: 'Laboratory, date',
    cell: ({ laboratory, date }) => (
      <>
        <Linked to={laboratory} at="/laboratories" otherwise="no laboratory found" />
        <span class="as-printed">
          <When date={date} />
        </span>
      </>
    ),
  },
];

function Theirs({ row: { theirs, printed } }: { row: DisagreementRow }) {
  return (
    <>
      <VerdictMark verdict={theirs} word={printed.verdict ?? theirs} />
      {printed.limit !== null && <span class="as-printed">limit {sayPrintedLimit(printed)}</span>}
    </>
  );
}

function Ours({ row }: { row: DisagreementRow }) {
  const known = row.rule === null ? undefined : ruleById(row.rule);
  if (row.against === 'own_limit')
    return (
      <>
        <Mark shade={row.ours}>{row.ours === 'pass' ? 'not over' : 'over'}</Mark>
        <span class="as-printed">the limit the laboratory prints itself</span>
      </>
    );
  if (!known) return <>{row.limit}</>;
  return (
    <>
      <Mark shade={row.ours}>{verdictWord({ verdict: row.ours, standing: 'public', basis: known.rule.basis }, known.rule)}</Mark>
      <span class="stack">
        <RuleCited row={known} />
      </span>
    </>
  );
}
