/** What a reviewer can say: of a value, of a proposed change, of the header, of the whole certificate. */

import { DATE_FIELDS } from '../../coa/transcript.ts';
import { rowPath } from '../../ingest/amend.ts';
import { headerValues } from '../../ingest/correct-header.ts';
import { needsTwo, samePerson } from '../../ingest/proposal.ts';
import { seenOf } from '../../ingest/value-place.ts';
import type { AssertionView } from '../../store/correction.ts';
import type { CertificateView, ResultView, SampleView } from '../../store/views.ts';
import { sayInOneLine } from './amount.ts';
import { Facts, When } from './parts.tsx';
import { placeOf, type Reviewed } from './review-order.ts';
import { Field, Form, Reason } from './review-parts.tsx';
import { DATE_WORDS } from './words.ts';

interface ValueProps {
  readonly certificate: string;
  readonly result: ResultView;
  readonly assertions: readonly AssertionView[];
  readonly csrf: string;
  readonly waiting: boolean;
}

const ROW_LABELS = {
  name: 'Name',
  value: 'Value',
  unit: 'Unit',
  lod: 'LOD',
  loq: 'LOQ',
  limit: 'Limit',
  verdict: 'Verdict',
  basis: 'Basis',
} as const;

export function ValueForms({ certificate, result, assertions, csrf, waiting }: ValueProps) {
  const action = `/review/certificates/${certificate}/values/${placeOf(result)}`;
  const { printed } = result;
  const prefix = rowPath(result.sampleIndex, result.position, '');
  const spoken = assertions.filter(one => one.supersededAt === null && one.field.startsWith(prefix));
  const seen = <input type="hidden" name="seen" value={JSON.stringify(seenOf(result))} />;
  return (
    <>
      <h2 id="value" tabindex={-1}>
        {printed.name}
      </h2>
      <Facts
        pairs={[
          ['Read as', sayInOneLine(result)],
          ['Printed', `${printed.value}${printed.unit === null ? '' : ` ${printed.unit}`}`],
          ['Substance', result.analyteName ?? 'not in the dictionary'],
          ['LOD, LOQ, limit', [printed.lod, printed.loq, printed.limit].map(text => text ?? '–').join(', ')],
          ['Confidence', `${result.confidence}${result.confidenceReasons.length > 0 ? `: ${result.confidenceReasons.join('; ')}` : ''}`],
          ['Doubts', result.flags.join(', ')],
        ]}
      />
      <Versions result={result} assertions={assertions} />
      {waiting ? (
        <p>A change of this value waits for a second person; it is decided below.</p>
      ) : (
        <Form action={action} csrf={csrf} id="confirm">
          {seen}
          <button type="submit" name="action" value="confirm" data-key="c">
            It stands there so <kbd>c</kbd>
          </button>
        </Form>
      )}
      {!waiting && (
        <>
          <details class="review-details" id="correct">
            <summary data-key="e">
              Correct it <kbd>e</kbd>
            </summary>
            <Form action={action} csrf={csrf}>
              {needsTwo(result) && <p>What you enter is proposed: it changes when a second person agrees.</p>}
              <input type="hidden" name="action" value="correct" />
              {seen}
              {(Object.keys(ROW_LABELS) as (keyof typeof ROW_LABELS)[]).map(field => (
                <Field
                  key={field}
                  id={`row-${field}`}
                  name={field}
                  label={`${ROW_LABELS[field]}, as printed`}
                  value={printed[field]}
                  required={field === 'name' || field === 'value'}
                />
              ))}
              <Field id="row-analyte" name="analyte" label="Substance (entry of the dictionary)" value={result.analyte} list="analytes" />
              <Reason id="correct-reason" />
              <button type="submit">{needsTwo(result) ? 'Propose' : 'Correct'}</button>
            </Form>
          </details>
          <details class="review-details" id="reject">
            <summary data-key="x">
              It is no result <kbd>x</kbd>
            </summary>
            <Form action={action} csrf={csrf}>
              {needsTwo(result) && <p>This is proposed: it holds when a second person agrees.</p>}
              <input type="hidden" name="action" value="reject" />
              {seen}
              <Reason id="reject-reason" />
              <button type="submit">{needsTwo(result) ? 'Propose to reject the row' : 'Reject the row'}</button>
            </Form>
          </details>
          {spoken.length > 0 && (
            <details class="review-details">
              <summary>Take back what was said of it</summary>
              <Form action={action} csrf={csrf}>
                <p>It is then what the machine read, and waits for a look again.</p>
                <input type="hidden" name="action" value="restore" />
                <Reason id="restore-reason" />
                <button type="submit">Take it back</button>
              </Form>
            </details>
          )}
        </>
      )}
    </>
  );
}

/** What the machine read beside what people said, both kept. */
function Versions({ result, assertions }: Pick<ValueProps, 'result' | 'assertions'>) {
  const prefix = rowPath(result.sampleIndex, result.position, '');
  const own = assertions.filter(({ field }) => field.startsWith(prefix));
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="versions">
      <h3 id="versions">Versions</h3>
      <ol class="history">
        {own.map(assertion => (
          <li key={`${assertion.field} ${assertion.at}`}>
            {assertion.field.slice(prefix.length)}: the machine read “{assertion.printed ?? 'nothing'}”, {assertion.actor} says “
            {assertion.value ?? 'nothing'}”{assertion.approvedBy && `, agreed by ${assertion.approvedBy}`} (<When date={assertion.at} />
            {assertion.reason && `: ${assertion.reason}`}){assertion.supersededAt && ', superseded'}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Proposals({ proposals, certificate, reviewer }: Reviewed) {
  return (
    <>
      {proposals.map(({ id, sample, line, changes, actor, reason, at }) => {
        const result = certificate.samples[sample]?.results[line];
        const words = Object.entries(changes).map(([field, value]) => changeWords(field, value));
        return (
          <section class="callout callout--missing" key={id} aria-label="A change that waits for a second person">
            <p>
              <strong>{result?.printed.name ?? 'A value'}</strong> (read “{result?.printed.value}”): {actor} proposes {words.join(', ')} (
              <When date={at} />: {reason}). <a href={`/review/certificates/${certificate.id}?at=${sample}-${line}`}>Look at it</a>
            </p>
            <Form action={`/review/certificates/${certificate.id}/proposals/${id}`} csrf={reviewer.csrf}>
              {samePerson(actor, reviewer.actor) ? (
                <>
                  <p>
                    You proposed this. Somebody else, with a key of another name, has to agree; until then the value stays as it was read.
                  </p>
                  <Field id={`settle-${id}`} name="reason" label="Reason for taking it back" required />
                  <button type="submit" name="action" value="refuse" class="button--quiet">
                    Take it back
                  </button>
                </>
              ) : (
                <>
                  <Field id={`settle-${id}`} name="reason" label="Note; a refusal needs a reason" />
                  <button type="submit" name="action" value="agree">
                    Agree
                  </button>{' '}
                  <button type="submit" name="action" value="refuse" class="button--quiet">
                    Refuse
                  </button>
                </>
              )}
            </Form>
          </section>
        );
      })}
    </>
  );
}

function changeWords(field: string, value: string | null): string {
  if (field === 'restored') return 'to go back to what the machine read';
  if (field === 'rejected') return 'that the row is no result';
  return `${field} “${value ?? 'nothing'}”`;
}

export function CertificateForms({ certificate, csrf, open }: { certificate: CertificateView; csrf: string; open: number }) {
  const action = `/review/certificates/${certificate.id}/decision`;
  const { state } = certificate;
  return (
    <section aria-labelledby="whole" class="review-whole">
      <h2 id="whole">The whole certificate</h2>
      {state !== 'public' && (
        <Form action={action} csrf={csrf}>
          <p>
            {open === 0
              ? 'Every doubtful value was looked at.'
              : `${open === 1 ? 'One value' : `${open} values`} nobody looked at become${open === 1 ? 's' : ''} public as read.`}
          </p>
          <Reason id="accept-reason" value="Compared with the page" />
          <button type="submit" name="action" value="accept" class={open === 0 ? undefined : 'button--quiet'} data-key="a">
            Make it public <kbd>a</kbd>
          </button>
        </Form>
      )}
      {state !== 'rejected' && (
        <details class="review-details">
          <summary>Keep it out</summary>
          <Form action={action} csrf={csrf}>
            <p>It stays stored, is shown to nobody but reviewers, and can be accepted later.</p>
            <Reason id="keep-out-reason" />
            <button type="submit" name="action" value="reject" class="button--quiet">
              Keep it out
            </button>
          </Form>
        </details>
      )}
      <details class="review-details">
        <summary>Whose product it is: {certificate.vendor?.name ?? 'not established'}</summary>
        <Form action={`/review/certificates/${certificate.id}/vendor`} csrf={csrf}>
          <Field id="vendor" name="vendor" label="Vendor" value={certificate.vendor?.name ?? ''} required />
          <Reason id="vendor-reason" />
          <button type="submit">Assign</button>
        </Form>
      </details>
    </section>
  );
}

const HEADER_LABELS: Readonly<Record<string, string>> = {
  laboratory: 'Laboratory',
  reportNumber: 'Report number',
  client: 'Client',
  name: 'Product',
  lot: 'Lot',
  labSampleId: 'Laboratory’s sample number',
  servingSize: 'Serving size',
  containerSize: 'Container',
  ...Object.fromEntries(DATE_FIELDS.map(field => [`dates/${field}`, `${DATE_WORDS[field]} (year-month-day)`])),
};

export function HeaderForm({ certificate, sample, csrf }: { certificate: CertificateView; sample: SampleView; csrf: string }) {
  return (
    <details class="review-details">
      <summary>
        Header{certificate.samples.length > 1 ? ` of sample ${sample.index + 1}` : ''}: laboratory, report, product, lot, dates
      </summary>
      <Form action={`/review/certificates/${certificate.id}/header/${sample.index}`} csrf={csrf}>
        <input type="hidden" name="seen" value={JSON.stringify(headerValues(certificate, sample))} />
        {Object.entries(headerValues(certificate, sample)).map(([field, value]) => (
          <Field
            key={field}
            id={`head-${sample.index}-${field.replace('/', '-')}`}
            name={field}
            label={HEADER_LABELS[field] ?? field}
            value={value}
          />
        ))}
        <Reason id={`head-${sample.index}-reason`} />
        <button type="submit">Correct the header</button>
      </Form>
    </details>
  );
}

export function History({ history, assertions }: Reviewed) {
  const header = assertions.filter(({ field }) => !field.includes('/results/'));
  return (
    <section aria-labelledby="history">
      <h2 id="history">What was decided</h2>
      {history.length + header.length === 0 && <p>Nothing yet.</p>}
      <ol class="history">
        {header.map(({ field, printed, value, actor, at, reason }) => (
          <li key={`${field} ${at}`}>
            {field}: the machine read “{printed ?? 'nothing'}”, {actor} says “{value ?? 'nothing'}” (<When date={at} />: {reason})
          </li>
        ))}
        {history.map(({ at, actor, action, reason }) => (
          <li key={`${at} ${action}`}>
            <When date={at} />, {actor}: {action.replaceAll('-', ' ')}
            {reason && `, ${reason}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
