/** Doubts about values before a reviewer: the place on the page, what was said, and what came of it. */
import { findCertificate } from '../../store/certificate.ts';
import { FLAG_OUTCOMES } from '../../store/entities/flag.ts';
import { type OpenFlag, openFlags } from '../../store/flag.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { CertificateView } from '../../store/views.ts';
import type { Reviewer } from '../session.ts';
import { FLAG_OUTCOME_WORDS, FLAG_WORDS } from './flag-words.ts';
import { certificateTitle } from './lists.tsx';
import { Empty, SampleTag, When } from './parts.tsx';
import { CloseUp } from './review-page.tsx';
import { Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';

const SHOWN = 20;

/** Those shown at a time, each with its certificate. */
export async function waitingFlags(em: SqlEntityManager): Promise<{ flags: ReviewFlag[]; more: boolean }> {
  const { items, next } = await openFlags(em, { limit: SHOWN });
  const flags: ReviewFlag[] = [];
  for (const flag of items) {
    const certificate = await findCertificate(em, flag.certificate, { includeUnpublished: true });
    if (certificate !== null) flags.push({ flag, certificate });
  }
  return { flags, more: next !== null };
}

export interface ReviewFlag {
  readonly flag: OpenFlag;
  readonly certificate: CertificateView;
}

interface ReviewFlagsProps {
  readonly flags: readonly ReviewFlag[];
  readonly more: boolean;
  readonly reviewer: Reviewer;
  readonly notice: Notice | null;
}

export function ReviewFlags({ flags, more, reviewer, notice }: ReviewFlagsProps) {
  return (
    <div class="wide">
      <ReviewBar reviewer={reviewer} />
      <h1>Flagged values</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      {flags.length === 0 ? (
        <Empty title="No value is flagged.">Values that visitors doubt will appear here.</Empty>
      ) : (
        <p class="lede">The longest waiting first. Comments are strangers’ words: compare the page, not the comment.</p>
      )}
      {flags.map(({ flag, certificate }, index) => (
        <FlagSection key={flag.id} number={index + 1} flag={flag} certificate={certificate} csrf={reviewer.csrf} />
      ))}
      {more && <p class="quiet">The others follow as these are settled.</p>}
    </div>
  );
}

function FlagSection({ flag, certificate, csrf, number }: ReviewFlag & { csrf: string; number: number }) {
  const result = certificate.samples[flag.sample]?.results[flag.line];
  const page = `/review/certificates/${certificate.id}?at=${flag.sample}-${flag.line}`;
  return (
    <section class="review-name" aria-labelledby={`flag-${flag.id}`}>
      <h2 id={`flag-${flag.id}`}>
        {number}. {result?.analyteName ?? result?.printed.name ?? 'A value that is not there any more'}{' '}
        <SampleTag show={certificate.isSample} />
      </h2>
      <p>
        <a href={page}>{certificateTitle(certificate)}</a>, flagged on <When date={flag.flaggedAt} />: {FLAG_WORDS[flag.reason]}.
      </p>
      {flag.comment !== null && <blockquote class="strangers-words">{flag.comment}</blockquote>}
      <p>
        It stood there: “{flag.printed}”
        {result !== undefined && result.printed.value !== flag.printed && `; now: “${result.printed.value}”`}.
      </p>
      {result !== undefined && <CloseUp certificate={certificate} evidence={result.evidence} />}
      <Form action={`/review/flags/${flag.id}`} csrf={csrf}>
        <Reason id={`reason-${flag.id}`} />
        {FLAG_OUTCOMES.map(outcome => (
          <button key={outcome} type="submit" name="outcome" value={outcome} class={outcome === 'stands' ? undefined : 'button--quiet'}>
            {FLAG_OUTCOME_WORDS[outcome]}
          </button>
        ))}
      </Form>
      <p class="quiet">
        To correct it, <a href={page}>open the value</a> first; then say here that it was corrected.
      </p>
    </section>
  );
}
