/** Two related reports field by field, each cell with its place on its own certificate. */
import { DATE_FIELDS } from '../../coa/transcript.ts';
import type { ComparedReports } from '../../store/compared-reports.ts';
import type { Report } from '../../store/related-reports.ts';
import type { ReportDifference, ReportPlace } from '../../store/version-differences.ts';
import { certificateTitle } from './lists.tsx';
import { Crumbs, When } from './parts.tsx';
import { CONTRADICTED, NOT_IN_PLACE, SHARED } from './related-reports.tsx';
import { type Column, Table } from './table.tsx';
import { type Cell, fieldWords, whereWords } from './versions.tsx';
import { AS_RECEIVED, count, dateWords } from './words.ts';

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
    <div class="wide">
      <Crumbs
        path={[before, after].map(({ id }, index) => ({ label: `Certificate ${[a, b][index]}`, href: `/certificates/${id}${query}` }))}
      />
      <h1>What two reports say otherwise</h1>
      <p class="prose">
        <Relation compared={compared} query={query} /> {AS_RECEIVED} Each report is judged and counted by itself.
      </p>
      <h2>{cells.length === 1 ? '1 cell differs' : `${count(cells.length, 'cell')} differ`}</h2>
      {cells.length === 0 ? (
        <p>In everything that is read of a certificate the two say the same.</p>
      ) : (
        <Table caption="Cells that differ" columns={columns(compared, query)} rows={cells} kind="table--history" />
      )}
    </div>
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
      <a href={`/certificates/${report.id}${query}`}>{title}</a> (reported: <When date={report.reported} />)
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

export function cellsShown(difference: ReportDifference): Cell<ReportDifference>[] {
  const { cells, result, change } = difference;
  if (change !== 'changed') {
    const of = (side: 'before' | 'after') =>
      ['value', 'unit'].flatMap(field => cells.find(cell => cell.field === field)?.[side] ?? []).join(' ') || null;
    return [{ difference, field: 'result', before: of('before'), after: of('after') }];
  }
  const printed = result !== null && cells.some(({ field }) => PRINTED.has(field));
  return cells.filter(({ field }) => !(printed && UNDERSTOOD.has(field))).map(cell => ({ difference, ...cell }));
}

const CHANGES = { changed: null, added: 'not on the first', removed: 'not on the second' } as const;

function columns(compared: ComparedReports, query: string): Column<Cell<ReportDifference>>[] {
  const [a, b] = titles(compared);
  return [
    { title: 'Where', cell: ({ difference: { sample, result, change } }) => whereWords(sample, result, CHANGES[change]) },
    { title: 'Field', cell: ({ field }) => (field === 'result' ? 'result as printed' : fieldWords(field)) },
    {
      title: a,
      cell: ({ field, before, difference }) => (
        <Said field={field} text={before} by={compared.before} at={difference.before} query={query} />
      ),
    },
    {
      title: b,
      cell: ({ field, after, difference }) => <Said field={field} text={after} by={compared.after} at={difference.after} query={query} />,
    },
  ];
}

interface SaidProps {
  readonly field: string;
  readonly text: string | null;
  readonly by: Report;
  readonly at: ReportPlace | null;
  readonly query: string;
}

/** Never struck through: the earlier report stays what it is. */
function Said({ field, text, by, at, query }: SaidProps) {
  if (text === null || at === null) return <span class="quiet">nothing</span>;
  const anchor = at.result === null ? `sample-${at.sample}` : `${at.evidence?.kind === 'page' ? 'r' : 'v'}-${at.result}`;
  return <a href={`/certificates/${by.id}${query}#${anchor}`}>{at.result === null && isDate(field) ? dateWords(text) : text}</a>;
}

const isDate = (field: string): boolean => DATE_FIELDS.some(known => known === field);
