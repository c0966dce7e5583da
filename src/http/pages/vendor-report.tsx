/** A vendor's published lots over limits, fit to print. */
import type { CertificateSource } from '../../store/certificate.ts';
import type { VendorFacts } from '../../store/vendor.ts';
import type { LotLine, OverLine } from '../../store/vendor-parts.ts';
import { ruleById } from './judged.ts';
import { Facts, FurtherLots, When } from './parts.tsx';
import { type Made, ReportHead, RulesCited, SourceTable, Statement } from './report.tsx';
import { NOT_THE_SCORECARD } from './scorecard-words.ts';
import { type Column, Table } from './table.tsx';
import { RuleCited, Subject } from './verdict-table.tsx';
import { AS_RECEIVED, count, dateWords } from './words.ts';

export interface VendorReportProps {
  readonly vendor: VendorFacts;
  /** The newest of its lots. */
  readonly lots: readonly LotLine[];
  readonly over: readonly OverLine[];
  /** There are more than are listed. */
  readonly more: boolean;
  readonly sources: readonly CertificateSource[];
  readonly made: Made;
}

export function VendorReport({ vendor, lots: shown, over, more, sources, made }: VendorReportProps) {
  const lots = new Set(over.map(({ lot, sample }) => lot?.id ?? sample));
  const rules = over.flatMap(({ rule }) => ruleById(rule) ?? []);
  return (
    <article class="wide report">
      <ReportHead kicker="Report on a vendor" title={vendor.name} sample={vendor.isSample} made={made} back={`/vendors/${vendor.slug}`} />
      <Facts
        pairs={[
          [
            'Published',
            `${count(vendor.certificates, 'certificate')} for ${count(vendor.lots, 'lot')} of ${count(vendor.products, 'product')}`,
          ],
          ['Latest', vendor.latest && dateWords(vendor.latest)],
          ['Law', 'of the day of each report; only texts that were seen in full count'],
        ]}
      />
      <Statement sample={vendor.isSample} />
      <section aria-labelledby="over">
        <h2 id="over">1. Lots over a limit</h2>
        <p>
          {NOT_THE_SCORECARD} <a href={`/vendors/${vendor.slug}/scorecard`}>The scorecard</a>
        </p>
        {over.length === 0 ? (
          <p>No published lot is over a limit whose text was seen. {AS_RECEIVED}</p>
        ) : (
          <>
            <p>
              <strong>
                {count(over.length, 'result')} of {count(lots.size, 'lot')} over a limit.
              </strong>{' '}
              {more && 'The newest are listed; all of them are in the CSV of the page “Over limits”.'}
            </p>
            <Table caption="Lots over a limit" columns={columns(sources)} rows={over} kind="table--verdicts" />
          </>
        )}
      </section>
      <section aria-labelledby="lots" class="report__part">
        <h2 id="lots">2. {vendor.lots > shown.length ? 'Published lots' : 'Every published lot'}</h2>
        <Table caption="Every published lot" columns={lotColumns(over)} rows={shown} />
        <FurtherLots shown={shown.length} of={vendor.lots} href={`/search?vendor=${vendor.slug}`} />
      </section>
      {sources.length > 0 && (
        <section aria-labelledby="sources" class="report__part">
          <h2 id="sources">3. Certificates cited</h2>
          <SourceTable sources={sources} />
        </section>
      )}
      {rules.length > 0 && (
        <section aria-labelledby="rules">
          <h2 id="rules">4. Rules cited</h2>
          <RulesCited rows={rules} judged={[]} />
        </section>
      )}
    </article>
  );
}

const columns = (sources: readonly CertificateSource[]): Column<OverLine>[] => [
  {
    title: 'Lot',
    cell: ({ lot, product, sampleName }) => (
      <>
        {lot === null ? (sampleName ?? 'no lot found') : <a href={`/lots/${lot.id}/report`}>{lot.code}</a>}
        <span class="as-printed">{product?.name ?? 'product not named'}</span>
      </>
    ),
  },
  { title: 'Substance', cell: row => <Subject verdict={row} /> },
  {
    title: 'Found, as printed',
    cell: ({ results }) => results.map(({ value, unit }) => [value, unit].join('\u00a0')).join('; '),
  },
  {
    title: 'Limit',
    cell: row => {
      const known = ruleById(row.rule);
      return known ? <RuleCited row={known} /> : row.limit;
    },
  },
  {
    title: 'Printed in',
    cell: row => (
      <>
        <a href={`/certificates/${row.certificate}`}>{row.reportNumber ?? 'Certificate without a number'}</a> [
        {sources.findIndex(({ id }) => id === row.certificate) + 1}]{pageOf(row)}
        <span class="as-printed">
          {row.laboratory?.name ?? 'no laboratory found'}, <When date={row.date} />
        </span>
      </>
    ),
  },
];

function pageOf({ results }: OverLine): string {
  const pages = [...new Set(results.flatMap(({ page }) => page ?? []))];
  return pages.length === 0 ? '' : `, page ${pages.join(', ')}`;
}

const lotColumns = (over: readonly OverLine[]): Column<LotLine>[] => [
  { title: 'Lot', cell: lot => <a href={`/lots/${lot.id}/report`}>{lot.code}</a> },
  { title: 'Product', cell: lot => lot.product ?? 'not named' },
  { title: 'Latest report', cell: lot => <When date={lot.latest} /> },
  { title: 'Certificates', numeric: true, cell: lot => String(lot.certificates) },
  { title: 'Over a limit', numeric: true, cell: lot => String(over.filter(row => row.lot?.id === lot.id).length) },
];
