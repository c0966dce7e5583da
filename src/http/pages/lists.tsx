/** The tables of certificates, lots, products and results that several pages show. */
import type { ComponentChildren } from 'preact';
import type { CertificateItem, LotItem, ProductItem, ResultRow } from '../../store/views.ts';
import { Linked, Panels, SampleTag, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { Amount, anyPrintedVerdict, boxOf, NotDetectedWords, PrintedVerdict, SIGHT_COLUMN } from './value.tsx';
import { Mark } from './verdict-table.tsx';
import { count, formWords } from './words.ts';

export function certificateTitle(certificate: Pick<CertificateItem, 'reportNumber'>): string {
  return certificate.reportNumber ?? 'Certificate without a number';
}

interface CertificateTableProps {
  readonly certificates: readonly CertificateItem[];
  readonly caption: string;
  /** Columns that would say the same in every row. */
  readonly without?: readonly string[];
  /** What is said of one under its name. */
  readonly beside?: (certificate: CertificateItem) => ComponentChildren;
}

export function CertificateTable({ certificates, caption, without = [], beside }: CertificateTableProps) {
  const columns: Column<CertificateItem>[] = [
    {
      title: 'Certificate',
      cell: row => (
        <>
          <a href={`/certificates/${row.id}`}>{certificateTitle(row)}</a> <SampleTag show={row.isSample} />
          {beside?.(row)}
        </>
      ),
    },
    { title: 'Laboratory', cell: row => <Linked to={row.laboratory} at="/laboratories" otherwise="no laboratory found" /> },
    { title: 'Product', cell: row => <Linked to={row.product} at="/products" otherwise="not linked to a product" /> },
    { title: 'Vendor', cell: row => <Linked to={row.vendor} at="/vendors" otherwise="vendor not established" /> },
    { title: 'Lot', cell: row => <Lots lots={row.lots} /> },
    { title: 'Reported', cell: row => <When date={row.reported} /> },
    { title: 'Results', numeric: true, cell: row => String(row.results) },
  ];
  return <Table caption={caption} columns={columns.filter(column => !without.includes(column.title))} rows={certificates} />;
}

function Lots({ lots }: { lots: CertificateItem['lots'] }) {
  if (lots.length === 0) return <span class="quiet">no lot found</span>;
  return lots.map((lot, index) => (
    <span key={lot.id}>
      {index > 0 && ', '}
      <a href={`/lots/${lot.id}`}>{lot.code}</a>
    </span>
  ));
}

interface LotTableProps {
  readonly lots: readonly LotItem[];
  readonly caption: string;
  /** Columns that would say the same in every row. */
  readonly without?: readonly string[];
  /** What is said of one under its code. */
  readonly beside?: (lot: LotItem) => ComponentChildren;
}

export function LotTable({ lots, caption, without = [], beside }: LotTableProps) {
  const columns: Column<LotItem>[] = [
    {
      title: 'Lot',
      cell: row => (
        <>
          <a href={`/lots/${row.id}`}>{row.code}</a> <SampleTag show={row.isSample} />
          {beside?.(row)}
        </>
      ),
    },
    { title: 'Product', cell: row => <Linked to={row.product} at="/products" otherwise="not linked to a product" /> },
    { title: 'Vendor', cell: row => <Linked to={row.vendor} at="/vendors" otherwise="vendor not established" /> },
    { title: 'Tested for', cell: row => <Panels panels={row.panels} /> },
    { title: 'Over limits anywhere', cell: row => <Over lot={row} /> },
    { title: 'Certificates', numeric: true, cell: row => String(row.certificates) },
    { title: 'Latest', cell: row => <When date={row.latest} /> },
  ];
  return <Table caption={caption} columns={columns.filter(column => !without.includes(column.title))} rows={lots} />;
}

/** Of whatever place: the page of the lot says of which, and judges by those chosen there. */
function Over({ lot: { id, limitsExceeded } }: { lot: LotItem }) {
  if (limitsExceeded === 0) return <span class="quiet">none known</span>;
  return (
    <a href={`/lots/${id}#verdicts`}>
      <Mark shade="fail">{count(limitsExceeded, 'limit')}</Mark>
    </a>
  );
}

export function ProductTable({ products, caption }: { products: readonly ProductItem[]; caption: string }) {
  const columns: Column<ProductItem>[] = [
    {
      title: 'Product',
      cell: row => (
        <>
          <a href={`/products/${row.slug}`}>{row.name}</a> <SampleTag show={row.isSample} />
        </>
      ),
    },
    { title: 'Form', cell: row => (row.form === null ? <span class="quiet">not printed</span> : formWords(row.form)) },
    { title: 'Lots', numeric: true, cell: row => String(row.lots) },
    { title: 'Latest', cell: row => <When date={row.latest} /> },
  ];
  return <Table caption={caption} columns={columns} rows={products} />;
}

const RESULT_COLUMNS: Readonly<Record<string, Column<ResultRow>>> = {
  analyte: { title: 'Substance', cell: row => <AnalyteName result={row} /> },
  result: {
    title: 'Result',
    bare: true,
    cell: row => <Amount result={row} href={boxOf(row)} label={row.analyteName ?? row.printed.name} />,
  },
  limits: SIGHT_COLUMN,
  verdict: { title: 'Printed verdict', cell: row => <PrintedVerdict result={row} /> },
  lot: {
    title: 'Lot',
    cell: row => (row.lot === null ? <span class="quiet">no lot found</span> : <a href={`/lots/${row.lot.id}`}>{row.lot.code}</a>),
  },
  product: {
    title: 'Product',
    cell: row => (
      <>
        <Linked to={row.product} at="/products" otherwise="not linked to a product" />
        <span class="as-printed">
          {row.vendor?.name ?? 'vendor not established'}
          {row.lot !== null && (
            <>
              , lot <a href={`/lots/${row.lot.id}`}>{row.lot.code}</a>
            </>
          )}
        </span>
      </>
    ),
  },
  source: sourceColumn(() => null),
};

function sourceColumn(note: (row: ResultRow) => string | null): Column<ResultRow> {
  return {
    title: 'Laboratory, date',
    cell: row => {
      const more = note(row);
      return (
        <>
          <Linked to={row.laboratory} at="/laboratories" otherwise="no laboratory found" />
          <span class="as-printed">
            <When date={row.reported} />
            {more !== null && `; ${more}`}
          </span>
        </>
      );
    },
  };
}

interface ResultTableProps {
  readonly results: readonly ResultRow[];
  readonly caption: string;
  /** Names of the columns, in order; the first is the row's title. */
  readonly columns: readonly string[];
  /** What is to be known of the certificate a result stands on; said beside its date. */
  readonly note?: (row: ResultRow) => string | null;
}

export function ResultTable({ results, caption, columns, note }: ResultTableProps) {
  const judged = anyPrintedVerdict(results);
  const chosen = columns
    .filter(name => name !== 'verdict' || judged)
    .map(name => (name === 'source' && note ? sourceColumn(note) : RESULT_COLUMNS[name]))
    .filter(column => column !== undefined);
  return (
    <>
      <Table caption={caption} columns={chosen} rows={results} kind="table--results" />
      <NotDetectedWords results={results} />
    </>
  );
}

/** The dictionary's name; the laboratory's own beside it where it differs. */
export function AnalyteName({ result }: { result: Pick<ResultRow, 'analyte' | 'analyteName' | 'printed'> }) {
  const { analyte, analyteName, printed } = result;
  if (analyte === null || analyteName === null) {
    return (
      <>
        {printed.name} <span class="tag">not in the dictionary</span>
      </>
    );
  }
  return (
    <>
      <a href={`/analytes/${analyte}`}>{analyteName}</a>
      {printed.name.toLowerCase() !== analyteName.toLowerCase() && <span class="as-printed">printed “{printed.name}”</span>}
    </>
  );
}
