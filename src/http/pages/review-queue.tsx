/** What waits for a reviewer, the greatest risk first; and names that no dictionary knows. */
import { ANALYTES } from '../../coa/analyte.ts';
import type { Queue, QueueItem } from '../../store/review.ts';
import type { UnmappedName } from '../../store/unmapped.ts';
import type { Reviewer } from '../session.ts';
import { Empty, SampleTag, When } from './parts.tsx';
import { Field, Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, PANEL_WORDS } from './words.ts';

const COLUMNS: Column<QueueItem>[] = [
  {
    title: 'Certificate',
    cell: item => (
      <>
        <a href={`/review/certificates/${item.id}`}>{item.reportNumber ?? item.fileName}</a> <SampleTag show={item.isSample} />
      </>
    ),
  },
  { title: 'Why it waits', cell: item => reasons(item).join(', ') || 'nobody looked at it yet' },
  { title: 'Laboratory', cell: item => item.laboratory ?? <span class="quiet">not named</span> },
  { title: 'Vendor', cell: item => item.vendor ?? <span class="quiet">not established</span> },
  { title: 'Waits since', cell: item => <When date={item.recordedAt} /> },
];

function reasons(item: QueueItem): string[] {
  return [
    item.proposals > 0 && `${count(item.proposals, 'change')} to be agreed with`,
    item.own > 0 && `${count(item.own, 'change')} of yours that somebody else has to agree with`,
    item.errors > 0 && count(item.errors, 'error'),
    item.contradictions > 0 && `${count(item.contradictions, 'sign')} that ${item.contradictions === 1 ? 'does' : 'do'} not fit`,
    item.safety > 0 && `${count(item.safety, 'doubtful safety value')}`,
    item.recognised > 0 && `${count(item.recognised, 'value')} read from a picture`,
    item.doubtful > item.safety && count(item.doubtful - item.safety, 'other doubtful value'),
  ].filter(words => words !== false);
}

export function ReviewQueue({ queue, reviewer, notice }: { queue: Queue; reviewer: Reviewer; notice: Notice | null }) {
  const { items, total } = queue;
  const first = items.find(item => item.decidable);
  return (
    <div class="wide" data-review="queue">
      <ReviewBar reviewer={reviewer} />
      <h1>What waits for a reviewer</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      {total > 0 && (
        <p class="lede">
          {count(total, 'certificate')}, the greatest risk first: changes that need a second person, errors and signs that do not fit,
          safety values, pictures, then age.
        </p>
      )}
      {first && (
        <p>
          <a class="button" href={`/review/certificates/${first.id}`} data-key="j">
            Begin with the first <kbd>j</kbd>
          </a>
        </p>
      )}
      {items.length === 0 ? (
        <Empty title="Nothing waits.">New certificates with doubtful values will appear here.</Empty>
      ) : (
        <Table caption="Certificates that wait" columns={COLUMNS} rows={items} />
      )}
      {total > items.length && <p class="quiet">The first {items.length} are shown; the others follow as these are decided.</p>}
    </div>
  );
}

export function UnknownNames({ names, reviewer, notice }: { names: readonly UnmappedName[]; reviewer: Reviewer; notice: Notice | null }) {
  return (
    <div class="wide">
      <ReviewBar reviewer={reviewer} />
      <h1>Names without an entry in the dictionary</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      <p class="lede">What you say of a name holds for every certificate, those stored and those to come.</p>
      {names.length === 0 && <Empty title="Every name is known.">Names that are not will be collected here.</Empty>}
      {names.map((entry, index) => (
        <section class="review-name" key={`${entry.panel} ${entry.name}`} aria-labelledby={`name-${index}`}>
          <h2 id={`name-${index}`}>{entry.name}</h2>
          <p>
            {PANEL_WORDS[entry.panel]}: {count(entry.results, 'result')} on {count(entry.certificates, 'certificate')},{' '}
            <a href={`/review/certificates/${entry.example}`}>look at one</a>
          </p>
          <Form action="/review/names" csrf={reviewer.csrf}>
            <input type="hidden" name="name" value={entry.name} />
            <input type="hidden" name="panel" value={entry.panel} />
            <Field id={`analyte-${index}`} name="analyte" label={`What “${entry.name}” means`} list="analytes" required />
            <Reason id={`reason-${index}`} />
            <button type="submit">Say so for all</button>
          </Form>
        </section>
      ))}
      <AnalyteList />
    </div>
  );
}

export function AnalyteList() {
  return (
    <datalist id="analytes">
      {ANALYTES.filter(({ assignable }) => assignable !== false).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </datalist>
  );
}
