/** That another report amends this one, or carries its number: what is known, and on what grounds. */
import type { Relation } from '../../coa/amendment.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import { amendedBy, amendedWords } from './amended-words.ts';
import { certificateTitle } from './lists.tsx';
import { When } from './parts.tsx';

interface RelatedProps {
  readonly certificate: string;
  readonly related: readonly RelatedReport[];
  /** The moment that is looked at, as it stands in the address. */
  readonly asOf: string | null;
}

export function RelatedReports({ certificate, related, asOf }: RelatedProps) {
  return (
    <section class="callout" aria-labelledby="related">
      <h2 id="related">{related.some(({ kind }) => kind === 'amended-by') ? 'There is a later file' : 'There is another file'}</h2>
      <ul>
        {related.map(one => (
          <li key={one.report.id}>
            {relationWords(one)} <a href={`/certificates/${one.report.id}${moment(asOf)}`}>{certificateTitle(one.report)}</a> (reported:{' '}
            <When date={one.report.reported} />
            {orderWords(one)}). <a href={differences(certificate, one, asOf)}>{DIFFERENCE_WORDS[one.kind]}</a>
          </li>
        ))}
      </ul>
      <p>
        Each is shown, judged and counted by itself. <a href="/method#amended">Why</a>
      </p>
    </section>
  );
}

/** Beside the older one in a list. */
export function LaterReport({ certificate, related, asOf }: RelatedProps) {
  const later = amendedBy(related);
  if (later === undefined) return null;
  return (
    <span class="as-printed">
      {amendedWords(later.basis)}: <a href={differences(certificate, later, asOf)}>what that says otherwise</a>
    </span>
  );
}

export const SHARED: Record<Exclude<Relation['basis'], 'printed'>, string> = {
  'report-number-and-lot': 'the same report number and lot',
  'report-number-and-sample-id': 'the same report number and laboratory’s sample number',
};

export const CONTRADICTED = 'as printed, one of the two amends the other, but the days of report do not fit that';
export const NOT_IN_PLACE = 'nothing says that one takes the place of the other';

/** Who says it is said: a shared number is no statement of the laboratory. */
export function relationWords({ kind, basis, order }: Relation): string {
  if (basis === 'printed') {
    if (order === null) return 'Another report has to do with this one:';
    return kind === 'amends' ? 'As printed, this report amends' : 'As printed, a later report amends this one:';
  }
  if (kind === 'amends') return `This file carries ${SHARED[basis]} as an earlier one:`;
  return kind === 'amended-by' ? `A later file carries ${SHARED[basis]}:` : `Another file carries ${SHARED[basis]}:`;
}

function orderWords({ order, basis }: Relation): string {
  if (order === 'recorded')
    return '; their days of report are not both printed, and which is the later one is by when each was recorded here';
  return order === null ? `; ${basis === 'printed' ? CONTRADICTED : NOT_IN_PLACE}` : '';
}

const DIFFERENCE_WORDS: Record<Relation['kind'], string> = {
  amends: 'What this one says otherwise',
  'amended-by': 'What it says otherwise',
  'same-report-number': 'What the two say otherwise',
};

/** What an address ends with, so that it is of the same moment. */
export const moment = (asOf: string | null): string => (asOf === null ? '' : `?as_of=${encodeURIComponent(asOf)}`);

/** The earlier one first. */
function differences(certificate: string, { kind, report }: RelatedReport, asOf: string | null): string {
  const [before, after] = kind === 'amends' ? [report.id, certificate] : [certificate, report.id];
  return `/certificates/${before}/diff/${after}${moment(asOf)}`;
}
