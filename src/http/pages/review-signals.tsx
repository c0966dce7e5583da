/** What was seen of the document's authenticity, before a reviewer: in neutral words, each to be confirmed or dismissed by itself. */
import type { AuthenticityItem } from '../../store/authenticity.ts';
import { When } from './parts.tsx';
import type { Reviewed } from './review-order.ts';
import { Form, Reason } from './review-parts.tsx';
import { OUTCOME_WORDS } from './signals.tsx';
import { count } from './words.ts';

export function Observations({ signals, certificate, reviewer }: Reviewed) {
  if (signals.length === 0) return null;
  const open = signals.filter(isOpen);
  return (
    <section aria-labelledby="observations">
      <h2 id="observations" tabindex={-1}>
        Observations on the document
      </h2>
      <p class="quiet">
        {open.length === 0 ? 'All were decided about.' : `${count(open.length, 'observation')} nobody decided about.`} Every sign has honest
        causes. Confirm one only after a look at the file: it is public then.
      </p>
      <ul class="observations">
        {signals.map(signal => (
          <Observation key={signal.id} signal={signal} certificate={certificate.id} csrf={reviewer.csrf} first={signal === open[0]} />
        ))}
      </ul>
    </section>
  );
}

const isOpen = ({ confirmed, dismissed }: AuthenticityItem): boolean => confirmed === null && dismissed === null;

interface ObservationProps {
  readonly signal: AuthenticityItem;
  readonly certificate: string;
  readonly csrf: string;
  readonly first: boolean;
}

function Observation({ signal, certificate, csrf, first }: ObservationProps) {
  const { id, outcome, detail, related, evidence, confirmed, dismissed } = signal;
  const decided = confirmed ?? dismissed;
  return (
    <li class={outcome === 'contradicts' && decided === null ? 'problem problem--warning' : 'problem'}>
      <p>
        <strong>{OUTCOME_WORDS[outcome]}:</strong> {detail}{' '}
        {related !== null && <a href={`/review/certificates/${related}`}>The other certificate</a>}{' '}
        {evidence?.kind === 'page' && (
          <a href={`/review/certificates/${certificate}?signal=${id}`}>Show the place on page {evidence.page}</a>
        )}
      </p>
      {decided && (
        <p class="quiet">
          {confirmed ? 'Confirmed, and public' : 'Dismissed'} by {decided.by} (<When date={decided.at} />)
        </p>
      )}
      <details class="review-details">
        <summary data-key={first ? 's' : undefined}>
          {decided === null ? 'Decide' : 'Decide otherwise'} {first && <kbd>s</kbd>}
        </summary>
        <Form action={`/review/certificates/${certificate}/signals/${id}`} csrf={csrf}>
          <Reason id={`signal-${id}`} />
          {confirmed === null && (
            <button type="submit" name="action" value="confirm">
              Confirm
            </button>
          )}{' '}
          {dismissed === null && (
            <button type="submit" name="action" value="dismiss" class="button--quiet">
              Dismiss
            </button>
          )}
        </Form>
      </details>
    </li>
  );
}
