/** The page of the original as a reviewer sees it: whole with the cell outlined, and the place of the value close up. */
import type { Box, Evidence } from '../../coa/transcript.ts';
import { isDoubtful } from '../../ingest/publication.ts';
import type { CertificateView, ResultView } from '../../store/views.ts';
import { Outline, points } from './page-image.tsx';
import { Empty } from './parts.tsx';

interface Placed {
  readonly certificate: CertificateView;
  readonly evidence: Evidence;
  /** Of the whole row, where the evidence is that of a value. */
  readonly row?: Evidence;
}

const pictureOf = (certificate: CertificateView, page: number, at = '/review/certificates'): string =>
  `${at}/${certificate.id}/pages/${page}.jpg`;

export function PageOf({ certificate, results, evidence, row }: Placed & { readonly results: readonly ResultView[] }) {
  if (evidence.kind !== 'page') {
    const where = evidence.kind === 'cell' ? `cell ${evidence.cell} of ${evidence.sheet}` : evidence.pointer;
    return (
      <p class="callout">
        It stands in {where}: “{evidence.text}”. <a href={`/review/certificates/${certificate.id}/original`}>Download the original</a>
      </p>
    );
  }
  const size = certificate.pages[evidence.page - 1];
  if (size === undefined) return <Empty title="There is no picture of this page.">Look at the original.</Empty>;
  const others = results.filter(result => result.evidence !== evidence && isDoubtful(result));
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
          src={pictureOf(certificate, evidence.page)}
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
            {row?.kind === 'page' && row.page === evidence.page && <Outline box={row.box} part="row" />}
            <Outline box={evidence.box} part="cell" />
          </g>
        </svg>
      </div>
    </figure>
  );
}

/** Points around the value that are shown close up: wide enough for its neighbours, high enough for the lines above and below. */
const ASIDE = 130;
const ABOVE = 16;

/** What stands there, large, right above the fields: a reviewer compares the two without looking across the screen. */
export function CloseUp({ certificate, evidence, pictures }: Placed & { readonly pictures?: string }) {
  const size = evidence.kind === 'page' ? certificate.pages[evidence.page - 1] : undefined;
  if (evidence.kind !== 'page' || size === undefined) return null;
  const [left, top, width, height] = around(evidence.box, size);
  return (
    <figure class="close-up">
      <svg
        viewBox={[left, top, width, height].map(points).join(' ')}
        role="img"
        aria-label={`The place on page ${evidence.page} where “${evidence.text}” was read`}
      >
        <image
          href={pictureOf(certificate, evidence.page, pictures)}
          width={points(size.width)}
          height={points(size.height)}
          preserveAspectRatio="none"
        />
        <g class="value-box is-chosen">
          <Outline box={evidence.box} part="cell" />
        </g>
      </svg>
    </figure>
  );
}

function around(
  [x0, y0, x1, y1]: Box,
  size: { readonly width: number; readonly height: number },
): readonly [number, number, number, number] {
  const width = Math.min(size.width, Math.max(2 * ASIDE, x1 - x0 + 20));
  const height = Math.min(size.height, y1 - y0 + 2 * ABOVE);
  const within = (wanted: number, length: number, whole: number) => Math.min(Math.max(0, wanted), whole - length);
  return [within((x0 + x1 - width) / 2, width, size.width), within(y0 - ABOVE, height, size.height), width, height];
}
