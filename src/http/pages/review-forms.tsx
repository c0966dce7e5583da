/** What a reviewer can say: of a value, of a proposed change, of the header, of the whole certificate. */

import { DATE_FIELDS } from '../../coa/transcript.ts';
import { rowPath } from '../../ingest/amend.ts';
import { needsTwo } from '../../ingest/correct.ts';
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
  return (
    <>
      <h2>{printed.name}</h2>
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
      {needsTwo(result) && <p class="quiet">A change of this value needs a second person.</p>}
      <Form action={action} csrf={csrf} id="confirm">
        <button type="submit" name="action" value="confirm" data-key="c">
          It stands there so <kbd>c</kbd>
        </button>
      </Form>
      {!waiting && (
        <>
          <details class="review-details" id="correct">
            <summary data-key="e">
              Correct it <kbd>e</kbd>
            </summary>
            <Form action={action} csrf={csrf}>
              <input type="hidden" name="action" value="correct" />
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
              <button type="submit">Correct</button>
            </Form>
          </details>
          <details class="review-details" id="reject">
            <summary data-key="x">
              It is no result <kbd>x</kbd>
            </summary>
            <Form action={action} csrf={csrf}>
              <input type="hidden" name="action" value="reject" />
              <Reason id="reject-reason" />
              <button type="submit">Reject the row</button>
            </Form>
          </details>
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
        const words = Object.entries(changes).map(([field, value]) => `${field} “${value ?? 'nothing'}”`);
        return (
          <section class="callout callout--missing" key={id} aria-label="A change that waits for a second person">
            <p>
              <strong>{result?.printed.name ?? 'A value'}</strong> (read “{result?.printed.value}”): {actor} proposes {words.join(', ')} (
              <When date={at} />: {reason}). <a href={`/review/certificates/${certificate.id}?at=${sample}-${line}`}>Look at it</a>
            </p>
            <Form action={`/review/proposals/${id}`} csrf={reviewer.csrf}>
              <Field id={`settle-${id}`} name="reason" label="Note; a refusal needs a reason" />
              <button type="submit" name="action" value="agree">
                Agree
              </button>{' '}
              <button type="submit" name="action" value="refuse" class="button--quiet">
                Refuse
              </button>
            </Form>
          </section>
        );
      })}
    </>
  );
}

export function CertificateForms({ certificate, csrf, open }: { certificate: CertificateView; csrf: string; open: number }) {
  const action = `/review/certificates/${certificate.id}`;
  return (
    <>
      <details class="review-details" open={open === 0 && certificate.state === 'needs-review'}>
        <summary>The whole certificate</summary>
        {open > 0 && certificate.state !== 'public' && <p>Values nobody looked at become public as they were read.</p>}
        <Form action={`${action}/decision`} csrf={csrf}>
          <Reason id="decision-reason" />
          {certificate.state !== 'public' && (
            <button type="submit" name="action" value="accept">
              Make it public
            </button>
          )}{' '}
          {certificate.state !== 'rejected' && (
            <button type="submit" name="action" value="reject" class="button--quiet">
              Keep it out
            </button>
          )}
        </Form>
      </details>
      <details class="review-details">
        <summary>Whose product it is: {certificate.vendor?.name ?? 'not established'}</summary>
        <Form action={`${action}/vendor`} csrf={csrf}>
          <Field id="vendor" name="vendor" label="Vendor" value={certificate.vendor?.name ?? ''} required />
          <Reason id="vendor-reason" />
          <button type="submit">Assign</button>
        </Form>
      </details>
    </>
  );
}

/** The fields of the header as forms show them; what is not printed is empty. */
export function headerValues(certificate: CertificateView, sample: SampleView): Record<string, string | null> {
  const dates = DATE_FIELDS.map(field => [`dates/${field}`, sample.dates[field]?.date ?? sample.dates[field]?.printed ?? null]);
  return {
    laboratory: certificate.laboratory?.name ?? null,
    reportNumber: certificate.reportNumber,
    client: certificate.client,
    name: sample.name,
    lot: sample.lotPrinted ?? null,
    labSampleId: sample.labSampleId,
    servingSize: sample.servingSize,
    containerSize: sample.containerSize,
    ...Object.fromEntries(dates),
  };
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
