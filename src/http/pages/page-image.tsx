/** A page of the certificate with a box over every value read. Boxes are in the page's own points, so they fit at any size and on paper. */
import type { Box } from '../../coa/transcript.ts';
import type { CertificateView, ResultView } from '../../store/views.ts';
import { sayInOneLine } from './amount.ts';

/** Room around a printed value, in points, so that the line does not touch the digits. */
const MARGIN = 1.5;

export function PageImages({ certificate }: { certificate: CertificateView }) {
  const results = certificate.samples.flatMap(sample => sample.results);
  return (
    <>
      {certificate.pages.map((page, index) => {
        const number = index + 1;
        return (
          <PageImage
            key={number}
            certificate={certificate.id}
            number={number}
            count={certificate.pages.length}
            size={page}
            results={results.filter(result => result.evidence.kind === 'page' && result.evidence.page === number)}
          />
        );
      })}
    </>
  );
}

interface PageImageProps {
  readonly certificate: string;
  readonly number: number;
  readonly count: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly results: readonly ResultView[];
}

function PageImage({ certificate, number, count, size, results }: PageImageProps) {
  const source = `/api/v1/certificates/${certificate}/pages/${number}.jpg`;
  const title = count === 1 ? 'The certificate' : `Page ${number} of ${count}`;
  return (
    <figure class="page" id={`page-${number}`}>
      <figcaption>
        <span>{title}</span> <a href={source}>open the picture alone</a>
      </figcaption>
      <div class="page__sheet">
        <img
          src={source}
          alt={`${title}, as issued by the laboratory`}
          width={Math.round(size.width * 2)}
          height={Math.round(size.height * 2)}
          loading={number === 1 ? 'eager' : 'lazy'}
          decoding="async"
        />
        {results.length > 0 && (
          <svg viewBox={`0 0 ${points(size.width)} ${points(size.height)}`} preserveAspectRatio="none">
            <title>{`Values read on page ${number}; each leads to its row in the table`}</title>
            {results.map(result => (
              <ValueBox key={result.id} result={result} />
            ))}
          </svg>
        )}
      </div>
    </figure>
  );
}

function ValueBox({ result }: { result: ResultView }) {
  if (result.evidence.kind !== 'page') return null;
  const { rowEvidence } = result;
  return (
    <a id={`r-${result.id}`} href={`#v-${result.id}`} class="value-box" aria-label={`${result.printed.name}: ${sayInOneLine(result)}`}>
      {rowEvidence.kind === 'page' && rowEvidence.page === result.evidence.page && <Outline box={rowEvidence.box} part="row" />}
      <Outline box={result.evidence.box} part="cell" />
    </a>
  );
}

export function Outline({ box: [left, top, right, bottom], part }: { box: Box; part: 'row' | 'cell' }) {
  return (
    <rect
      class={`value-box__${part}`}
      x={points(left - MARGIN)}
      y={points(top - MARGIN)}
      width={points(right - left + 2 * MARGIN)}
      height={points(bottom - top + 2 * MARGIN)}
      rx="1.5"
    />
  );
}

export function points(value: number): string {
  return String(Math.round(value * 10) / 10);
}
