/** One certificate before a reviewer: the page left with the cell outlined, the value and what can be said of it right. */

import type { ResultView } from '../../store/views.ts';
import { sayInOneLine } from './amount.ts';
import { certificateTitle } from './lists.tsx';
import { Empty, SampleTag, When } from './parts.tsx';
import { Problems } from './problems.tsx';
import { BlackOuts } from './review-black-outs.tsx';
import { CertificateForms, HeaderForm, History, Proposals, ValueForms } from './review-forms.tsx';
import { inOrder, isOpen, placeOf, type Reviewed } from './review-order.ts';
import { OtherReports } from './review-others.tsx';
import { CloseUp, PageOf } from './review-page.tsx';
import { ReviewBar, Said } from './review-parts.tsx';
import { AnalyteList } from './review-queue.tsx';
import { Observations } from './review-signals.tsx';
import { count, PANEL_WORDS } from './words.ts';

export function ReviewCertificate(reviewed: Reviewed) {
  const { certificate, assertions, proposals, signals, reviewer } = reviewed;
  const results = inOrder(certificate);
  const open = results.filter(result => isOpen(result, assertions, proposals));
  const index = Math.max(
    0,
    results.findIndex(result => placeOf(result) === (reviewed.at ?? (open[0] && placeOf(open[0])))),
  );
  const chosen = results[index];
  const pointed = signals.find(signal => signal.id === reviewed.signal && signal.evidence);
  const waiting = proposals.find(({ sample, line }) => chosen && placeOf(chosen) === `${sample}-${line}`);
  const done = open.length === 0 && certificate.state === 'needs-review';
  const whole = <CertificateForms certificate={certificate} csrf={reviewer.csrf} open={open.length} />;
  return (
    <div class="wide" data-review={done ? 'done' : 'open'}>
      <ReviewBar reviewer={reviewer} />
      <p class="kicker">
        {certificate.state === 'public' ? 'Public' : certificate.state === 'rejected' ? 'Kept out' : 'Waits for review'},{' '}
        {open.length === 0 ? 'no value is in doubt any more' : `${count(open.length, 'value')} to look at`}
      </p>
      <h1>
        {certificateTitle(certificate)} <SampleTag show={certificate.isSample} />
      </h1>
      <Said notice={reviewed.notice} certificate={certificate.id} csrf={reviewer.csrf} />
      <ContributorNotes notes={reviewed.notes} />
      <OtherReports others={reviewed.others} />
      <div class="review-viewer">
        <section aria-label="The value" class="review-viewer__value">
          {done && whole}
          {chosen && (
            <>
              <Steps certificate={certificate.id} results={results} index={index} next={following(results, open, index)} />
              <CloseUp certificate={certificate} evidence={chosen.evidence} row={chosen.rowEvidence} />
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
          <Observations {...reviewed} />
          <BlackOuts {...reviewed} />
          {!done && whole}
        </section>
        <section aria-label="The page" class="review-viewer__page">
          {pointed?.evidence ? (
            <PageOf certificate={certificate} results={results} evidence={pointed.evidence} />
          ) : chosen ? (
            <PageOf certificate={certificate} results={results} evidence={chosen.evidence} row={chosen.rowEvidence} />
          ) : (
            <Empty title="No value was read.">Look at the original.</Empty>
          )}
        </section>
      </div>
      {certificate.problems.length > 0 && <Problems problems={certificate.problems} />}
      <Values certificate={certificate.id} results={results} open={open} chosen={chosen} />
      {certificate.samples.map(sample => (
        <HeaderForm key={sample.index} certificate={certificate} sample={sample} csrf={reviewer.csrf} />
      ))}
      <History {...reviewed} />
      <AnalyteList />
    </div>
  );
}

/** Nobody knows who wrote it: a hint, and no evidence. */
function ContributorNotes({ notes }: Pick<Reviewed, 'notes'>) {
  if (notes.length === 0) return null;
  return (
    <ul class="contributor-notes" aria-label="What those who handed it in say of where it comes from">
      {notes.map(({ note, at }) => (
        <li key={at}>
          Handed in without a key on <When date={at} />: “{note}”
        </li>
      ))}
    </ul>
  );
}

/** The next open value after this one, then from the beginning. */
function following(results: readonly ResultView[], open: readonly ResultView[], index: number): ResultView | undefined {
  return open.find(result => results.indexOf(result) > index) ?? open.find(result => result !== results[index]);
}

const addressOf = (certificate: string, result: ResultView): string => `/review/certificates/${certificate}?at=${placeOf(result)}`;

interface StepsProps {
  readonly certificate: string;
  readonly results: readonly ResultView[];
  readonly index: number;
  readonly next: ResultView | undefined;
}

function Steps({ certificate, results, index, next }: StepsProps) {
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
      {next && (
        <a href={addressOf(certificate, next)} data-key="n">
          Next to look at <kbd>n</kbd>
        </a>
      )}
    </nav>
  );
}

interface ValuesProps {
  readonly certificate: string;
  readonly results: readonly ResultView[];
  readonly open: readonly ResultView[];
  readonly chosen: ResultView | undefined;
}

function Values({ certificate, results, open, chosen }: ValuesProps) {
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
              {open.includes(result) && ', look closely'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
