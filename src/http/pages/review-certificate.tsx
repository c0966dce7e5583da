/** One certificate before a reviewer: the page left with the cell outlined, the value and what can be said of it right. */

import { isDoubtful } from '../../ingest/publication.ts';
import type { AssertionView } from '../../store/correction.ts';
import type { CertificateView, ResultView } from '../../store/views.ts';
import { sayInOneLine } from './amount.ts';
import { certificateTitle } from './lists.tsx';
import { Outline, points } from './page-image.tsx';
import { Empty, SampleTag } from './parts.tsx';
import { Problems } from './problems.tsx';
import { CertificateForms, HeaderForm, History, Proposals, ValueForms } from './review-forms.tsx';
import { inOrder, isOpen, placeOf, type Reviewed } from './review-order.ts';
import { ReviewBar } from './review-parts.tsx';
import { AnalyteList } from './review-queue.tsx';
import { count, PANEL_WORDS } from './words.ts';

export function ReviewCertificate(reviewed: Reviewed) {
  const { certificate, assertions, reviewer, said } = reviewed;
  const results = inOrder(certificate);
  const open = results.filter(result => isOpen(result, assertions));
  const index = Math.max(
    0,
    results.findIndex(result => placeOf(result) === (reviewed.at ?? (open[0] && placeOf(open[0])))),
  );
  const chosen = results[index];
  const waiting = reviewed.proposals.find(({ sample, line }) => chosen && placeOf(chosen) === `${sample}-${line}`);
  return (
    <div class="wide" data-review={certificate.id}>
      <ReviewBar reviewer={reviewer} />
      <p class="kicker">
        {certificate.state === 'public' ? 'Public' : certificate.state === 'rejected' ? 'Rejected' : 'Waits for review'},{' '}
        {open.length === 0 ? 'no value is in doubt any more' : `${count(open.length, 'value')} to look at`}
      </p>
      <h1>
        {certificateTitle(certificate)} <SampleTag show={certificate.isSample} />
      </h1>
      {said !== null && (
        <div class="callout" role="status">
          <p>{said}</p>
        </div>
      )}
      <div class="review-viewer">
        <section aria-label="The page" class="review-viewer__page">
          {chosen ? (
            <PageOf certificate={certificate} results={results} chosen={chosen} />
          ) : (
            <Empty title="No value was read.">Look at the original.</Empty>
          )}
        </section>
        <section aria-label="The value" class="review-viewer__value">
          {chosen && (
            <>
              <Steps certificate={certificate.id} results={results} index={index} />
              <ValueForms
                key={placeOf(chosen)}
                result={chosen}
                certificate={certificate.id}
                assertions={assertions}
                csrf={reviewer.csrf}
                waiting={waiting !== undefined}
              />
            </>
          )}
          <Proposals {...reviewed} />
          <CertificateForms certificate={certificate} csrf={reviewer.csrf} open={open.length} />
        </section>
      </div>
      {certificate.problems.length > 0 && <Problems problems={certificate.problems} />}
      <Values certificate={certificate.id} results={results} assertions={assertions} chosen={chosen} />
      {certificate.samples.map(sample => (
        <HeaderForm key={sample.index} certificate={certificate} sample={sample} csrf={reviewer.csrf} />
      ))}
      <History {...reviewed} />
      <AnalyteList />
    </div>
  );
}

const addressOf = (certificate: string, result: ResultView): string => `/review/certificates/${certificate}?at=${placeOf(result)}`;

function Steps({ certificate, results, index }: { certificate: string; results: readonly ResultView[]; index: number }) {
  const [before, after] = [results[index - 1], results[index + 1]];
  return (
    <nav aria-label="Values" class="review-steps">
      {before && (
        <a href={addressOf(certificate, before)} rel="prev" data-key="k">
          Previous <kbd>k</kbd>
        </a>
      )}
      <span>
        {index + 1} of {results.length}
      </span>
      {after && (
        <a href={addressOf(certificate, after)} rel="next" data-key="j">
          Next <kbd>j</kbd>
        </a>
      )}
    </nav>
  );
}

function PageOf({ certificate, results, chosen }: { certificate: CertificateView; results: readonly ResultView[]; chosen: ResultView }) {
  const { evidence, rowEvidence } = chosen;
  if (evidence.kind !== 'page') {
    const where = evidence.kind === 'cell' ? `cell ${evidence.cell} of ${evidence.sheet}` : evidence.pointer;
    return (
      <p class="callout">
        The value stands in {where}: “{evidence.text}”.{' '}
        <a href={`/review/certificates/${certificate.id}/original`}>Download the original</a>
      </p>
    );
  }
  const size = certificate.pages[evidence.page - 1];
  if (size === undefined) return <Empty title="There is no picture of this page.">Look at the original.</Empty>;
  const others = results.filter(result => result !== chosen && isDoubtful(result));
  return (
    <figure class="page">
      <figcaption>
        <span>
          Page {evidence.page} of {certificate.pages.length}
        </span>
        <a href={`/review/certificates/${certificate.id}/original`}>download the original</a>
      </figcaption>
      <div class="page__sheet">
        <img
          src={`/review/certificates/${certificate.id}/pages/${evidence.page}.jpg`}
          alt={`Page ${evidence.page}, as issued by the laboratory`}
          width={Math.round(size.width * 2)}
          height={Math.round(size.height * 2)}
        />
        <svg viewBox={`0 0 ${points(size.width)} ${points(size.height)}`} preserveAspectRatio="none" aria-hidden="true">
          {others.map(
            ({ id, evidence: other }) =>
              other.kind === 'page' && other.page === evidence.page && <Outline key={id} box={other.box} part="cell" />,
          )}
          <g class="value-box is-chosen" id="chosen">
            {rowEvidence.kind === 'page' && rowEvidence.page === evidence.page && <Outline box={rowEvidence.box} part="row" />}
            <Outline box={evidence.box} part="cell" />
          </g>
        </svg>
      </div>
    </figure>
  );
}

interface ValuesProps {
  readonly certificate: string;
  readonly results: readonly ResultView[];
  readonly assertions: readonly AssertionView[];
  readonly chosen: ResultView | undefined;
}

function Values({ certificate, results, assertions, chosen }: ValuesProps) {
  return (
    <section aria-labelledby="all-values">
      <h2 id="all-values">All values</h2>
      <ul class="review-values">
        {results.map(result => (
          <li key={result.id}>
            <a href={addressOf(certificate, result)} aria-current={result === chosen ? 'true' : undefined}>
              {result.printed.name}: {sayInOneLine(result)}
            </a>{' '}
            <span class="quiet">
              {PANEL_WORDS[result.panel]}
              {isOpen(result, assertions) && ', look closely'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
