/** The form by which anybody doubts a value, with the place on the page beside it. */
import type { Doubted } from '../../ingest/flag.ts';
import { FLAG_REASONS } from '../../store/entities/flag.ts';
import type { CertificateView } from '../../store/views.ts';
import { FLAG_WORDS } from './flag-words.ts';
import { certificateTitle } from './lists.tsx';
import { Crumbs, SampleTag, When } from './parts.tsx';
import { CloseUp } from './review-page.tsx';

interface FlagProps extends Doubted {
  readonly complaint: string | null;
  readonly longest: number;
}

export function FlagForm({ certificate, result, complaint, longest }: FlagProps) {
  const name = result.analyteName ?? result.printed.name;
  return (
    <div class="wide">
      <Crumbs path={[{ href: `/certificates/${certificate.id}#v-${result.id}`, label: certificateTitle(certificate) }]} />
      <h1>
        Flag a value: {name} <SampleTag show={certificate.isSample} />
      </h1>
      <p class="lede">
        Printed “{result.printed.value}
        {result.printed.unit === null ? '' : ` ${result.printed.unit}`}”. If that is not what the certificate says, or not about this
        product, tell a reviewer.
      </p>
      <CloseUp certificate={certificate} evidence={result.evidence} pictures="/api/v1/certificates" />
      {complaint !== null && (
        <p class="callout callout--over" role="alert">
          {complaint}
        </p>
      )}
      <form method="post" action={`/results/${result.id}/flag`} class="review-form">
        <fieldset>
          <legend>What is the matter?</legend>
          {FLAG_REASONS.map(reason => (
            <p class="choice" key={reason}>
              <input id={`reason-${reason}`} type="radio" name="reason" value={reason} required />
              <label for={`reason-${reason}`}>{FLAG_WORDS[reason]}</label>
            </p>
          ))}
        </fieldset>
        <p class="review-field">
          <label for="comment">More about it (may stay empty; only reviewers read it)</label>
          <textarea id="comment" name="comment" rows={4} maxlength={longest} />
        </p>
        <button type="submit">Flag it</button>
      </form>
      <p class="quiet">
        The value stays visible and is marked as under review from today. What you write is not published, and who you are is not kept.
      </p>
    </div>
  );
}

export type Flagged = readonly { readonly sample: number; readonly line: number; readonly flaggedAt: string }[];

/** Below a value: that it is under review, and the way to doubt it. */
export function FlagMark({ result, flagged }: { result: CertificateView['samples'][number]['results'][number]; flagged: Flagged }) {
  const flag = flagged.find(({ sample, line }) => sample === result.sampleIndex && line === result.position);
  return (
    <>
      {flag !== undefined && (
        <span class="doubt">
          flagged on <When date={flag.flaggedAt} />, under review
        </span>
      )}
      <a class="flag" href={`/results/${result.id}/flag`} rel="nofollow" aria-label={`Flag ${result.printed.name}`}>
        flag
      </a>
    </>
  );
}
