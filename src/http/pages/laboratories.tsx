import type { DecidabilityRow } from '../../store/decidability.ts';
import type { PrintedLimitRow } from '../../store/printed-limits.ts';
import type { ScopeView } from '../../store/scope.ts';
import type { LaboratoryItem, LaboratoryView, Slice } from '../../store/views.ts';
import { Decidability } from './decidability.tsx';
import { Term } from './glossary-link.tsx';
import type { Standpoint } from './judged-route.tsx';
import { CertificateTable } from './lists.tsx';
import { Counted, Empty, Facts, Latest, Paging, SampleTag, When } from './parts.tsx';
import { PrintedLimits } from './printed-limits.tsx';
import { Scopes } from './scopes.tsx';
import { type Column, Table } from './table.tsx';
import { count, groupDigits, PANEL_WORDS, unitWords } from './words.ts';

const COLUMNS: Column<LaboratoryItem>[] = [
  {
    title: 'Laboratory',
    cell: row => (
      <>
        <a href={`/laboratories/${row.slug}`}>{row.name}</a> <SampleTag show={row.isSample} />
      </>
    ),
  },
  { title: 'Certificates', numeric: true, cell: row => String(row.certificates) },
  { title: 'Substances reported', numeric: true, cell: row => String(row.analytes) },
  { title: 'Latest', cell: row => <When date={row.latest} /> },
];

interface LaboratoriesProps {
  readonly slice: Slice<LaboratoryItem>;
  readonly countedAt: string | null;
  readonly first: string | null;
}

export function Laboratories({ slice, countedAt, first }: LaboratoriesProps) {
  return (
    <div class="wide">
      <h1>Laboratories</h1>
      <p class="lede">
        Who issued the certificates. The page of each shows how little it can see, which limits its results can settle, and where its
        printed verdicts differ from ours.
      </p>
      {slice.items.length === 0 ? (
        <Empty title="No laboratory yet.">Laboratories appear with their first certificate.</Empty>
      ) : (
        <Table caption="Laboratories" columns={COLUMNS} rows={slice.items} />
      )}
      <Counted at={countedAt} />
      <Paging next={slice.next === null ? null : `/laboratories?cursor=${encodeURIComponent(slice.next)}`} first={first} />
    </div>
  );
}

type Limit = LaboratoryView['limits'][number];

const LIMITS: Column<Limit>[] = [
  { title: 'Substance', cell: row => <a href={`/analytes/${row.analyte}`}>{row.name}</a> },
  {
    title: 'Detection limit (LOD)',
    heading: <Term of="lod">Detection limit (LOD)</Term>,
    numeric: true,
    cell: row => <Spread ends={row.lod} unit={row.unit} />,
  },
  {
    title: 'Quantification limit (LOQ)',
    heading: <Term of="loq">Quantification limit (LOQ)</Term>,
    numeric: true,
    cell: row => <Spread ends={row.loq} unit={row.unit} />,
  },
  { title: 'Results', numeric: true, cell: row => String(row.results) },
];

/** The one number, or the smallest and the largest. */
export function Spread({ ends, unit }: { ends: readonly [string, string] | null; unit: string }) {
  if (ends === null) return <span class="quiet">not printed</span>;
  const [low, high] = ends;
  const text = low === high ? groupDigits(low) : `${groupDigits(low)} to ${groupDigits(high)}`;
  return (
    <>
      {text} {unitWords(unit)}
    </>
  );
}

/** `Pesticides 104 · Alkaloids 100`. */
export const resultsByPanel = ({ panels }: Pick<LaboratoryView, 'panels'>): string =>
  panels.map(({ panel, results }) => `${PANEL_WORDS[panel]} ${results}`).join(' · ');

export interface LaboratoryProps {
  readonly laboratory: LaboratoryView;
  readonly decidability: readonly DecidabilityRow[];
  readonly printedLimits: readonly PrintedLimitRow[];
  readonly standpoint: Standpoint;
  readonly scopes: readonly ScopeView[];
  /** Of the numbers, where they are not of now. */
  readonly countedAt: string | null;
}

export function Laboratory({ laboratory, decidability, printedLimits, standpoint, scopes, countedAt }: LaboratoryProps) {
  return (
    <div class="wide">
      <p class="kicker">Laboratory</p>
      <h1>
        {laboratory.name} <SampleTag show={laboratory.isSample} />
      </h1>
      <p class="lede">
        {count(laboratory.certificates, 'certificate')} with results for {count(laboratory.analytes, 'substance')}
        <Latest date={laboratory.latest} />.
      </p>
      <Counted at={countedAt} />
      <Facts
        pairs={[
          ['Accreditation printed', laboratory.accreditation ?? <span class="quiet">none printed</span>],
          ['Also printed as', laboratory.aliases.filter(alias => alias !== laboratory.name).join(' · ')],
          ['Results by panel', resultsByPanel(laboratory)],
        ]}
      />
      <Scopes scopes={scopes} />
      <section aria-labelledby="limits">
        <h2 id="limits">What it can see</h2>
        {laboratory.limits.length === 0 ? (
          <Empty title="No detection or quantification limit is printed on its certificates.">
            “Not detected” says little without one.
          </Empty>
        ) : (
          <Table caption={`Smallest and largest limits printed by ${laboratory.name}`} columns={LIMITS} rows={laboratory.limits} />
        )}
      </section>
      <Decidability rows={decidability} standpoint={standpoint} />
      <PrintedLimits rows={printedLimits} />
      <p>
        <a href={`/disagreements?laboratory=${laboratory.slug}`}>Where its printed verdicts and ours differ</a>{' '}
        <span aria-hidden="true">·</span> <a href={`/compare?of=laboratories&id=${laboratory.slug}`}>Compare with other laboratories</a>
      </p>
      <section aria-labelledby="certificates">
        <h2 id="certificates">Certificates</h2>
        <CertificateTable
          certificates={laboratory.certificateList}
          caption={`Certificates of ${laboratory.name}`}
          without={['Laboratory']}
        />
        {laboratory.certificates > laboratory.certificateList.length && (
          <p class="quiet">
            The newest {laboratory.certificateList.length} of {groupDigits(String(laboratory.certificates))}.{' '}
            <a href={`/search?lab=${laboratory.slug}`}>All its lots</a>
          </p>
        )}
      </section>
    </div>
  );
}
