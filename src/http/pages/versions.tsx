/** How a certificate came to say what it says: its versions, and two of them side by side. */

import { DATE_FIELDS } from '../../coa/transcript.ts';
import type { VersionView } from '../../store/certificate-versions.ts';
import type { VersionDifference } from '../../store/version-differences.ts';
import type { Diff } from '../api/certificate-versions.ts';
import { Crumbs, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { AS_RECEIVED } from './words.ts';

export function Versions({ certificate, versions, diff }: { certificate: string; versions: readonly VersionView[]; diff: Diff }) {
  const base = `/certificates/${certificate}`;
  return (
    <div class="wide">
      <Crumbs path={[{ label: 'Certificate', href: base }]} />
      <h1>Versions of this certificate</h1>
      <p class="prose">
        What was public stays here when it is read anew or corrected by a person. {AS_RECEIVED} The <a href="/method#history">log</a> proves
        when each version was recorded.
      </p>
      <Table caption="Versions, in the order of recording" columns={columns(base)} rows={versions} kind="table--history" />
      <h2 id="diff">
        Version {diff.from.number} and version {diff.to.number}
      </h2>
      {diff.differences.length === 0 ? (
        <p>{versions.length === 1 ? 'There is one version, so there is nothing to compare.' : 'They say the same.'}</p>
      ) : (
        <Table caption="Cells that differ" columns={cellColumns(diff)} rows={diff.differences.flatMap(cellsOf)} kind="table--history" />
      )}
    </div>
  );
}

const ORIGINS = { reading: 'read by a program', correction: 'with corrections of people' } as const;

const columns = (base: string): Column<VersionView>[] => [
  { title: 'Version', cell: ({ number }) => String(number) },
  {
    title: 'What it is',
    cell: ({ origin, importer }) => `${ORIGINS[origin]} (importer ${importer.id ?? 'none'} ${importer.version ?? ''})`,
  },
  { title: 'Recorded', cell: ({ recordedAt }) => <When date={recordedAt.slice(0, 10)} /> },
  { title: 'Public', cell: version => <Public version={version} /> },
  { title: 'Compare', cell: ({ number }) => (number === 1 ? '' : <a href={`${base}/versions?to=${number}#diff`}>with the one before</a>) },
];

function Public({ version }: { version: VersionView }) {
  if (version.public.length === 0) return <>never</>;
  return (
    <ul>
      {version.public.map(({ from, until }) => (
        <li key={from}>
          from <When date={from.slice(0, 10)} />{' '}
          {until === null ? (
            'until now'
          ) : (
            <>
              until <When date={until.slice(0, 10)} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export interface Cell<D> {
  readonly difference: D;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const cellsOf = (difference: VersionDifference): Cell<VersionDifference>[] => difference.cells.map(cell => ({ difference, ...cell }));

const FIELDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DATE_FIELDS.map(field => [field, `day ${field}`])),
  name: 'name as printed',
  value: 'value as printed',
  unit: 'unit as printed',
  limit: 'limit as printed',
  verdict: 'verdict as printed',
  analyte: 'substance',
  kind: 'kind of finding',
  number: 'number',
  lower: 'lower bound',
  upper: 'upper bound',
  canonicalUnit: 'unit of the number',
  canonicalLod: 'LOD in that unit',
  canonicalLoq: 'LOQ in that unit',
  verdictMeant: 'verdict, as understood',
  reportNumber: 'report number',
  labSampleId: 'laboratory’s sample number',
  servingSize: 'serving size',
  containerSize: 'container size',
  maxDailyIntake: 'most a day',
  amendment: 'report that it amends',
};

const cellColumns = ({ from, to }: Diff): Column<Cell<VersionDifference>>[] => [
  {
    title: 'Where',
    cell: ({ difference: { sample, result, change } }) => whereWords(sample, result, change === 'changed' ? null : change),
  },
  { title: 'Field', cell: ({ field }) => fieldWords(field) },
  { title: `Version ${from.number}`, cell: ({ before }) => (before === null ? <span class="quiet">nothing</span> : <del>{before}</del>) },
  { title: `Version ${to.number}`, cell: ({ after }) => (after === null ? <span class="quiet">nothing</span> : <ins>{after}</ins>) },
];

export const whereWords = (sample: number, result: string | null, change: string | null): string =>
  `${result ?? 'head'}${sample === 0 ? '' : `, sample ${sample + 1}`}${change === null ? '' : ` (${change})`}`;

export const fieldWords = (field: string): string => FIELDS[field] ?? field.replaceAll('_', ' ');
