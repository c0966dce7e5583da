/** Two related reports field by field, each cell with its place on its own certificate. */
import type { ComponentChildren } from 'preact';
import type { ComparedReports } from '../../store/compared-reports.ts';
import type { Report } from '../../store/related-reports.ts';
import type { ReportDifference, ReportPlace } from '../../store/version-differences.ts';
import { certificateTitle } from './lists.tsx';
import { Crumbs, When } from './parts.tsx';
import { CONTRADICTED, NOT_IN_PLACE, SHARED } from './related-reports.tsx';
import { type Column, Table } from './table.tsx';
import { After, Before, type Cell, fieldWords, whereWords } from './versions.tsx';
import { AS_RECEIVED, count } from './words.ts';

interface ReportDiffProps {
  readonly compared: ComparedReports;
  /** What the addresses of the certificates end with, so that they are of the same moment. */
  readonly query: string;
}

export function ReportDiff({ compared, query }: ReportDiffProps) {
  const { before, after, differences } = compared;
  const [a, b] = titles(compared);
  const cells = differences.flatMap(cellsShown);
  return (
    <>
      <Crumbs
        path={[before, after].map(({ id }, index) => ({ label: `Certificate ${[a, b][index]}`, href: `/certificates/${id}${query}` }))}
      />
      <h1>What two reports say otherwise</h1>
      <p class="prose">
        <Relation compared={compared} query={query} /> {AS_RECEIVED} Each report is judged and counted by itself.
      </p>
      {cells.length === 0 ? (
        <p>In everything that is read of a certificate they say the same.</p>
      ) : (
        <Table
          caption={`${count(cells.length, 'cell')} that differ${cells.length === 1 ? 's' : ''}`}
          captionHidden={false}
          columns={columns(compared, query)}
          rows={cells}
          kind="table--history"
        />
      )}
    </>
  );
}

function Relation({ compared, query }: ReportDiffProps) {
  const { before, after, relation } = compared;
  const [a, b] = titles(compared);
  const [first, second] = [
    <ReportLink key={before.id} report={before} title={a} query={query} />,
    <ReportLink key={after.id} report={after} title={b} query={query} />,
  ];
  const [earlier, later] = relation.kind === 'amended-by' ? [second, first] : [first, second];
  if (relation.basis === 'printed' && relation.order !== null)
    return (
      <>
        As printed, {later} amends {earlier}.
      </>
    );
  return (
    <>
      {earlier} and {later}:{' '}
      {relation.basis === 'printed' ? CONTRADICTED : `both carry ${SHARED[relation.basis]}; ${ORDERS[relation.order ?? 'none']}`}.
    </>
  );
}

const ORDERS = {
  printed: 'which is the later one is printed',
  reported: 'the second is the later one by its day of report',
  recorded: 'their days of report are not both printed, and the second was recorded here later',
  none: NOT_IN_PLACE,
} as const;

function ReportLink({ report, title, query }: { report: Report; title: string; query: string }) {
  return (
    <>
      <a href={`/certificates/${report.id}${query}`}>{title}</a>, reported <When date={report.reported} />
    </>
  );
}

/** Of one number, the day tells them apart, or else their order. */
function titles({ before, after }: ComparedReports): readonly [string, string] {
  const [a, b] = [certificateTitle(before), certificateTitle(after)];
  if (a !== b) return [a, b];
  if (before.reported === after.reported) return [`${a}, the one file`, `${b}, the other file`];
  return [`${a} of ${before.reported ?? 'no printed day'}`, `${b} of ${after.reported ?? 'no printed day'}`];
}

/** Printed cells whose change brings that of what was understood with it. */
const PRINTED = new Set(['value', 'unit', 'lod', 'loq', 'verdict']);
const UNDERSTOOD = new Set(['kind', 'number', 'lower', 'upper', 'canonicalUnit', 'canonicalLod', 'canonicalLoq', 'verdictMeant']);
/** What a row is known by that only one of them has. */
const OF_ONE = new Set(['value', 'unit']);

function cellsShown(difference: ReportDifference): Cell<ReportDifference>[] {
  const { cells, result, change } = difference;
  const printed = cells.some(({ field }) => PRINTED.has(field));
  const shown = cells.filter(({ field }) => {
    if (result === null) return true;
    return change === 'changed' ? !(printed && UNDERSTOOD.has(field)) : OF_ONE.has(field);
  });
  return shown.map(cell => ({ difference, ...cell }));
}

const CHANGES = { changed: null, added: 'not on the first', removed: 'not on the second' } as const;

function columns(compared: ComparedReports, query: string): Column<Cell<ReportDifference>>[] {
  const [a, b] = titles(compared);
  return [
    { title: 'Where', cell: ({ difference: { sample, result, change } }) => whereWords(sample, result, CHANGES[change]) },
    { title: 'Field', cell: ({ field }) => fieldWords(field) },
    { title: a, cell: cell => place(compared.before, cell.difference.before, query, <Before text={cell.before} />) },
    { title: b, cell: cell => place(compared.after, cell.difference.after, query, <After text={cell.after} />) },
  ];
}

function place({ id }: Report, at: ReportPlace | null, query: string, words: ComponentChildren): ComponentChildren {
  if (at === null) return words;
  const anchor = at.result === null ? `sample-${at.sample}` : `${at.evidence?.kind === 'page' ? 'r' : 'v'}-${at.result}`;
  return <a href={`/certificates/${id}${query}#${anchor}`}>{words}</a>;
}
