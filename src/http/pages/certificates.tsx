import { isReassuring } from '../../coa/confidence.ts';
import { DATE_FIELDS, PANELS } from '../../coa/transcript.ts';
import type { AuthenticityItem } from '../../store/authenticity.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import type { CertificateView, ResultView, SampleView } from '../../store/views.ts';
import { asPrinted, sayAmount } from './amount.ts';
import { AsPublic } from './as-public.tsx';
import { CertificateVerdicts, OurVerdicts } from './certificate-verdicts.tsx';
import { type Flagged, FlagMark } from './flag.tsx';
import type { Judged, JudgedRow } from './judged.ts';
import type { Standpoint } from './judged-route.tsx';
import { AnalyteName, certificateTitle } from './lists.tsx';
import { PageImages } from './page-image.tsx';
import { Crumbs, Empty, Facts, Linked, SampleTag, When } from './parts.tsx';
import { Problems } from './problems.tsx';
import { RelatedReports } from './related-reports.tsx';
import { Signals } from './signals.tsx';
import { type Column, Table } from './table.tsx';
import { Amount, anyPrintedVerdict, NotDetectedWords, PrintedVerdict, SIGHT_COLUMN } from './value.tsx';
import { AS_RECEIVED, bytesWords, count, DATE_WORDS, dateWords, formWords, LINK_WORDS, PANEL_WORDS, SAMPLING_WORDS } from './words.ts';

interface CertificateParts {
  readonly certificate: CertificateView;
  readonly judged: readonly Judged[];
  readonly standpoint: Standpoint;
  /** Over by the law of today, not by the one that counts. */
  readonly overToday?: readonly JudgedRow[];
  /** Confirmed ones alone. */
  readonly signals?: readonly AuthenticityItem[];
  readonly flagged?: Flagged;
  /** Other reports that this one amends, or is amended by. */
  readonly related?: readonly RelatedReport[];
}

export function Certificate({
  certificate,
  judged,
  standpoint,
  overToday = [],
  signals = [],
  flagged = [],
  related = [],
}: CertificateParts) {
  const { laboratory, vendor, product, samples, pages } = certificate;
  return (
    <div class="wide">
      <Crumbs
        path={[
          vendor && { href: `/vendors/${vendor.slug}`, label: vendor.name },
          product && { href: `/products/${product.slug}`, label: product.name },
          certificate.lots[0] ? { href: `/lots/${certificate.lots[0].id}`, label: `Lot ${certificate.lots[0].code}` } : null,
        ]}
      />
      <AsPublic choice={standpoint.choice} refused={standpoint.refused} path={standpoint.path} />
      <p class="kicker">Certificate of analysis</p>
      <h1>
        {certificateTitle(certificate)} <SampleTag show={certificate.isSample} />
      </h1>
      <p class="lede">
        {laboratory ? <a href={`/laboratories/${laboratory.slug}`}>{laboratory.name}</a> : 'A laboratory that is not named'}
        {certificate.reported !== null && (
          <>
            , <When date={certificate.reported} />
          </>
        )}
        . {count(certificate.results, 'result')}
        {samples.length > 1 && ` in ${count(samples.length, 'sample')}`}. {samples.length === 0 && AS_RECEIVED}
      </p>
      <State certificate={certificate} />
      {related.length > 0 && <RelatedReports certificate={certificate.id} related={related} asOf={standpoint.choice.asOf} />}
      {certificate.problems.length > 0 && <Problems problems={certificate.problems} />}
      {samples.length > 0 && (
        <CertificateVerdicts certificate={certificate} judged={judged} standpoint={standpoint} overToday={overToday} />
      )}
      {samples.length > 1 && <SampleTabs samples={samples} />}
      <div class={pages.length > 0 ? 'viewer' : undefined}>
        <div class="viewer__values">
          {samples.map(sample => (
            <Sample
              key={sample.index}
              sample={sample}
              judged={judged.find(({ source }) => source.sampleIndex === sample.index)}
              alone={samples.length === 1}
              flagged={flagged}
            />
          ))}
          {samples.length === 0 && <Empty title="No sample was read from this certificate.">The original file is kept below.</Empty>}
        </div>
        {pages.length > 0 && (
          <section class="viewer__pages" aria-label="Pages of the certificate">
            <PageImages certificate={certificate} />
          </section>
        )}
      </div>
      {signals.length > 0 && <Signals signals={signals} />}
      <FileSection certificate={certificate} />
    </div>
  );
}

function State({ certificate }: { certificate: CertificateView }) {
  if (certificate.state === 'public') return null;
  return (
    <div class="callout callout--missing">
      <p>
        <strong>{certificate.state === 'rejected' ? 'Rejected by a reviewer.' : 'Waiting for a reviewer.'}</strong> What is below is not
        public and counts nowhere.
      </p>
    </div>
  );
}

function SampleTabs({ samples }: { samples: readonly SampleView[] }) {
  return (
    <nav class="tabs" aria-label="Samples on this certificate">
      <ul>
        {samples.map(sample => (
          <li key={sample.index}>
            <a href={`#sample-${sample.index}`}>{sampleName(sample)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function sampleName(sample: SampleView): string {
  return sample.name ?? sample.lot?.code ?? `Sample ${sample.index + 1}`;
}

interface SampleProps {
  readonly sample: SampleView;
  readonly judged: Judged | undefined;
  readonly alone: boolean;
  readonly flagged: Flagged;
}

function Sample({ sample, judged, alone, flagged }: SampleProps) {
  const panels = PANELS.filter(panel => sample.results.some(result => result.panel === panel));
  return (
    <section id={`sample-${sample.index}`} aria-labelledby={`sample-name-${sample.index}`} class="sample">
      <h2 id={`sample-name-${sample.index}`}>{alone ? (sample.name ?? 'What was tested') : sampleName(sample)}</h2>
      <Facts pairs={sampleFacts(sample)} />
      {panels.map(panel => (
        <div key={panel}>
          <h3>{PANEL_WORDS[panel]}</h3>
          <Table
            caption={`${PANEL_WORDS[panel]}, ${sampleName(sample)}`}
            columns={columnsFor(
              sample.results.filter(result => result.panel === panel),
              judged,
              flagged,
            )}
            rows={sample.results.filter(result => result.panel === panel)}
            id={result => `v-${result.id}`}
            kind="table--certificate"
          />
        </div>
      ))}
      <NotDetectedWords results={sample.results} />
      {panels.length === 0 && <Empty title="No value was read for this sample.">Look at the original file below.</Empty>}
    </section>
  );
}

function sampleFacts(sample: SampleView): Parameters<typeof Facts>[0]['pairs'] {
  const dates = DATE_FIELDS.flatMap(field => {
    const read = sample.dates[field];
    if (read === undefined) return [];
    const words = read.date === null ? `printed “${read.printed}”, which day is not certain` : dateWords(read.date);
    return [[DATE_WORDS[field], read.from === null ? words : `${dateWords(read.from)} to ${words}`] as const];
  });
  return [
    ['Lot', sample.lot ? <a href={`/lots/${sample.lot.id}`}>{sample.lot.code}</a> : <span class="quiet">not printed</span>],
    ['Product', <Linked key="product" to={sample.product} at="/products" otherwise="not linked to a product" />],
    ['Vendor', <VendorLink key="vendor" sample={sample} />],
    ['Laboratory’s sample number', sample.labSampleId],
    ['Form', sample.form && formWords(sample.form)],
    ['Serving size', sample.servingSize],
    ['Container', sample.containerSize],
    ...dates,
    ...(sample.sampling ?? []).map(({ field, text }) => [SAMPLING_WORDS[field], <q key={field}>{text}</q>] as const),
  ];
}

function VendorLink({ sample }: { sample: SampleView }) {
  const link = sample.vendorLink;
  return (
    <>
      <Linked to={sample.vendor} at="/vendors" otherwise="not established" />
      {link && (
        <span class="as-printed">
          {LINK_WORDS[link.basis] ?? link.basis}, {Math.round(link.confidence * 100)} % sure
        </span>
      )}
    </>
  );
}

const columnsWith = (flagged: Flagged): Column<ResultView>[] => [
  { title: 'Substance', cell: result => <AnalyteName result={result} /> },
  { title: 'Result', bare: true, cell: result => <Value result={result} flagged={flagged} /> },
  SIGHT_COLUMN,
];

function columnsFor(results: readonly ResultView[], judged: Judged | undefined, flagged: Flagged): Column<ResultView>[] {
  const printed: Column<ResultView>[] = [{ title: 'Printed verdict', cell: result => <PrintedVerdict result={result} /> }];
  const ours: Column<ResultView>[] = [{ title: 'By these rules', cell: result => <OurVerdicts result={result} judged={judged} /> }];
  const any = judged?.rows.some(({ results: own }) => own.some(result => results.includes(result)));
  return [...columnsWith(flagged), ...(anyPrintedVerdict(results) ? printed : []), ...(any ? ours : [])];
}

/** The same measurement in other units; words that only repeat themselves are left out. */
function AlsoPrinted({ result }: { result: ResultView }) {
  const texts = new Set(result.further.map(({ printed }) => asPrinted(printed)));
  texts.delete(asPrinted(result.printed));
  return [...texts].map(text => (
    <span class="as-printed" key={text}>
      also printed “{text}”
    </span>
  ));
}

/** Left out where it would repeat the words above it, letter for letter. */
function PrintedValue({ result }: { result: ResultView }) {
  const { evidence, printed } = result;
  const text = asPrinted(printed);
  if (evidence.kind === 'page' && text === sayAmount(result).text.replaceAll('\u00a0', ' ')) return null;
  return (
    <span class="as-printed">
      printed “{text}”{evidence.kind === 'cell' && ` in cell ${evidence.cell} of ${evidence.sheet}`}
      {evidence.kind === 'json' && ` at ${evidence.pointer}`}
    </span>
  );
}

function Value({ result, flagged }: { result: ResultView; flagged: Flagged }) {
  const { evidence, printed } = result;
  const name = result.analyteName ?? printed.name;
  return (
    <>
      <Amount result={result} href={evidence.kind === 'page' ? `#r-${result.id}` : undefined} label={name} />
      <PrintedValue result={result} />
      <AlsoPrinted result={result} />
      {(result.confidence < 0.9 || result.flags.length > 0) && <Doubt result={result} />}
      <FlagMark result={result} flagged={flagged} />
    </>
  );
}

function Doubt({ result }: { result: ResultView }) {
  const doubts = result.confidenceReasons.filter(reason => !isReassuring(reason));
  const reasons = [...result.flags, ...doubts].map(reason => reason.replaceAll('-', ' '));
  return (
    <span class="doubt">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        <path d="M6 1 11 6 6 11 1 6Z" fill="none" stroke="currentColor" stroke-width="1.6" />
      </svg>
      look closely{reasons.length > 0 && `: ${[...new Set(reasons)].join(', ')}`}
    </span>
  );
}

function FileSection({ certificate }: { certificate: CertificateView }) {
  const original = `/api/v1/certificates/${certificate.id}/original`;
  return (
    <section aria-labelledby="file" class="file">
      <h2 id="file">The file</h2>
      <p>
        <a class="button button--quiet" href={original}>
          Download the original
        </a>
      </p>
      <Facts
        wide
        pairs={[
          ['Name', certificate.fileName],
          ['Type and size', `${certificate.mediaType}, ${bytesWords(certificate.bytes)}`],
          ['Pages', certificate.pages.length > 0 && String(certificate.pages.length)],
          [
            'SHA-256',
            <code key="hash" class="hash">
              {certificate.sha256}
            </code>,
          ],
          ['Client printed', certificate.client],
          ['Accreditation printed', certificate.accreditation],
          ['Language', certificate.language],
          ['Recorded here', <When key="recorded" date={certificate.recordedAt} />],
        ]}
      />
      <h3>How it was read</h3>
      <ol class="history">
        {certificate.extractions.map(extraction => (
          <li key={extraction.id}>
            <When date={extraction.at} />, importer <code>{extraction.importer}</code> version {extraction.version}
            {extraction.current ? ' – shown here' : ' – superseded, kept'}
          </li>
        ))}
      </ol>
      <p>
        <a href={`/certificates/${certificate.id}/versions`}>Versions, and what changed from one to the next</a>
      </p>
    </section>
  );
}
