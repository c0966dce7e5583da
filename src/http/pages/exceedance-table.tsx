/** Stored verdicts as lists show them: whose lot, what was found and where it is printed, over which limit. */
import type { VerdictRow } from '../../store/exceedances.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import { ruleById } from './judged.ts';
import { Linked, SampleTag, When } from './parts.tsx';
import { LaterReport } from './related-reports.tsx';
import { type Column, Table } from './table.tsx';
import { Mark, RuleCited, Subject } from './verdict-table.tsx';
import { CAVEAT_WORDS, capital, NEED_WORDS, type Shade, verdictWord } from './verdict-words.ts';
import { groupDigits, unitWords } from './words.ts';

export interface ExceedanceTableProps {
  readonly rows: readonly VerdictRow[];
  readonly caption: string;
  readonly without?: readonly string[];
  /** Other reports that a certificate has to do with, by its id. */
  readonly related?: ReadonlyMap<string, readonly RelatedReport[]>;
}

export function ExceedanceTable({ rows, caption, without = [], related }: ExceedanceTableProps) {
  const columns: Column<VerdictRow>[] = [
    { title: 'Lot', cell: row => <Whose row={row} vendor={!without.includes('Vendor')} /> },
    { title: 'Found', bare: true, cell: row => <Found row={row} /> },
    { title: 'Limit', cell: row => <Limit row={row} /> },
    { title: 'Certificate', cell: row => <CertificateOf row={row} related={related?.get(row.certificate) ?? []} /> },
  ];
  return (
    <Table caption={caption} columns={columns.filter(({ title }) => !without.includes(title))} rows={rows} kind="table--exceedances" />
  );
}

function Whose({ row: { lot, product, vendor, isSample, sampleName }, vendor: show }: { row: VerdictRow; vendor: boolean }) {
  return (
    <>
      {lot === null ? <span class="quiet">{sampleName ?? 'no lot found'}</span> : <a href={`/lots/${lot.id}`}>{lot.code}</a>}{' '}
      <SampleTag show={isSample} />
      <span class="as-printed">
        <Linked to={product} at="/products" otherwise="product not named" />
      </span>
      {show && (
        <span class="as-printed">
          <Linked to={vendor} at="/vendors" otherwise="vendor not established" />
        </span>
      )}
    </>
  );
}

/** A stored standing knows the yardstick; a verdict of the judge does not. */
function markOf({ verdict, standing, basis, rule }: VerdictRow): { shade: Shade; words: string } {
  const shade: Shade = verdict === 'fail' && standing !== 'public' ? 'unverified' : verdict;
  const known = ruleById(rule)?.rule ?? { status: standing === 'yardstick' ? 'yardstick' : '', comparator: '<' as const };
  return { shade, words: verdictWord({ verdict, standing: standing === 'yardstick' ? 'unverified' : standing, basis }, known) };
}

function Found({ row }: { row: VerdictRow }) {
  const { shade, words } = markOf(row);
  return (
    <>
      <Mark shade={shade}>{words}</Mark> <Subject verdict={row} />
      <PrintedValue row={row} />
      {row.verdict === 'undecidable' && row.needs.length > 0 && (
        <span class="why">Would be decided by {row.needs.map(need => NEED_WORDS[need]).join(' and ')}.</span>
      )}
      {row.caveats.map(caveat => (
        <span class="why" key={caveat}>
          {capital(CAVEAT_WORDS[caveat])}.
        </span>
      ))}
    </>
  );
}

/** A sum or a share rests on many results; the one it is named after stands for them. */
const leading = ({ results, analyte }: VerdictRow) => results.find(result => result.analyte === analyte) ?? results[0];

/** As printed, leading to its place on the certificate; and what was compared, where that is something else. */
export function PrintedValue({ row }: { row: VerdictRow }) {
  const first = leading(row);
  return (
    <>
      {first && (
        <a class="stack found" href={`/certificates/${row.certificate}#r-${first.id}`}>
          {first.printed.value}
          {first.printed.unit !== null && /\d/.test(first.printed.value) && `\u00a0${first.printed.unit}`}
        </a>
      )}
      <Compared row={row} />
    </>
  );
}

/** A quotient can have digits without end; its certificate's page shows them all. */
function readable(amount: string): string {
  const endless = /\.\d{6,}$/.test(amount) && Number(amount) >= 0.01 && Number(amount) < 1000;
  return endless ? `about ${groupDigits(Number(amount).toPrecision(4))}` : groupDigits(amount);
}

function Compared({ row: { value, results } }: { row: VerdictRow }) {
  const { lower, upper, unit } = value;
  if (unit === null || (lower === null && upper === null)) return null;
  const printed = results[0]?.printed;
  if (printed && results.length === 1 && lower === upper && Number(printed.value) === Number(lower)) return null;
  const amount =
    lower === upper && lower !== null
      ? readable(lower)
      : upper === null
        ? `at least ${readable(lower ?? '0')}`
        : lower === null || Number(lower) === 0
          ? `below ${readable(upper)}`
          : `${readable(lower)} to ${readable(upper)}`;
  return (
    <span class="as-printed">
      {amount}&nbsp;{unitWords(unit)}
    </span>
  );
}

function Limit({ row }: { row: VerdictRow }) {
  const known = ruleById(row.rule);
  if (known) return <RuleCited row={known} />;
  return (
    <>
      {row.limit}
      <span class="as-printed">{row.ruleset}, a text since withdrawn here</span>
    </>
  );
}

function CertificateOf({ row, related }: { row: VerdictRow; related: readonly RelatedReport[] }) {
  return (
    <>
      <a href={`/certificates/${row.certificate}`}>{row.reportNumber ?? 'Certificate without a number'}</a>
      <span class="as-printed">
        <Linked to={row.laboratory} at="/laboratories" otherwise="no laboratory found" />
        <br />
        {row.dateBasis === 'recorded' ? (
          <>
            not dated; recorded <When date={row.date} />
          </>
        ) : (
          <When date={row.date} />
        )}
      </span>
      <LaterReport certificate={row.certificate} related={related} asOf={null} />
    </>
  );
}
