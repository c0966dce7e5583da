/** Reports fit to print: every number with its certificate, report number and page, every rule with its citation and the days it held. */
import type { ComponentChildren } from 'preact';
import type { Evidence } from '../../coa/transcript.ts';
import { PANELS } from '../../coa/transcript.ts';
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import type { CertificateSource } from '../../store/certificate.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import type { LotView, ResultRow } from '../../store/views.ts';
import { amendedBy, amendedWords } from './amended-words.ts';
import type { Choice } from './choice.ts';
import { Term } from './glossary-link.tsx';
import { type Judged, type JudgedRow, ofLot } from './judged.ts';
import { Form } from './label-facts.tsx';
import { certificateTitle } from './lists.tsx';
import { NotRead } from './not-read.tsx';
import { Facts, Linked, SampleTag, When } from './parts.tsx';
import { isWebAddress, placeWords, spanWords, stateOn } from './rule-words.ts';
import { limitsOnly, ofShade, subjectsOf } from './ruled-rows.ts';
import { type Column, Table } from './table.tsx';
import { Amount, boxOf } from './value.tsx';
import { leading, RowMark, RuleCited, Why } from './verdict-table.tsx';
import { dateChoiceWords, NOTHING_OVER, rulesetShort, type Shade, standingWords } from './verdict-words.ts';
import { AS_RECEIVED, BASIS_WORDS, count, dateWords, PANEL_WORDS, SAMPLE_NOTICE } from './words.ts';

/** When and where a report was made. */
export interface Made {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where the same report can be seen again. */
  readonly address: string;
}

export interface LotReportProps {
  readonly lot: LotView;
  readonly sources: readonly CertificateSource[];
  /** Other reports that each certificate amends, or is amended by. */
  readonly related: ReadonlyMap<string, readonly RelatedReport[]>;
  readonly judged: readonly Judged[];
  readonly choice: Choice;
  readonly made: Made;
}

export function LotReport({ lot, sources, related, judged, choice, made }: LotReportProps) {
  const rows = limitsOnly(ofLot(judged));
  const numbered = numbering(sources);
  const asked = rows.filter(({ verdict }) => verdict.verdict !== 'not_applicable');
  return (
    <article class="wide report">
      <ReportHead kicker="Report on a lot" title={`Lot ${lot.code}`} sample={lot.isSample} made={made} back={`/lots/${lot.id}`} />
      <Facts
        pairs={[
          ['Vendor', <Linked key="vendor" to={lot.vendor} at="/vendors" otherwise="not established" />],
          ['Product', <Linked key="product" to={lot.product} at="/products" otherwise="not named" />],
          ['Form', judged.length > 0 && <Form key="form" judged={judged} ofProduct={lot.formOfProduct} />],
          ['Judged by', `${choice.profile.title}, the law ${dateChoiceWords(choice.date)}: ${lawDays(judged)}`],
          ['As public on', choice.asOf === null ? dateWords(made.at) : dateWords(choice.asOf)],
        ]}
      />
      <Statement sample={lot.isSample} />
      <section aria-labelledby="outcome">
        <h2 id="outcome">1. Outcome</h2>
        <Outcome rows={rows} />
        <VerdictPart rows={rows} judged={judged} numbered={numbered} shades={['fail']} title="Over a limit" />
        <VerdictPart
          rows={rows}
          judged={judged}
          numbered={numbered}
          shades={['unverified', 'warning']}
          title="Over a text not verified, or a warning level"
        />
        <VerdictPart
          rows={rows}
          judged={judged}
          numbered={numbered}
          shades={['undecidable']}
          title="Undecidable: the result cannot settle the limit"
        />
        <VerdictPart rows={rows} judged={judged} numbered={numbered} shades={['pass']} title="Not over the limit" />
        <Untested rows={ofShade(rows, 'not_tested')} />
        <NotRead parts={lot.unread} />
      </section>
      <section aria-labelledby="sources" class="report__part">
        <h2 id="sources">2. Certificates</h2>
        <SourceTable sources={sources} related={related} />
      </section>
      <section aria-labelledby="rules">
        <h2 id="rules">3. Rules cited</h2>
        <RulesCited rows={asked} judged={judged} />
      </section>
      <section aria-labelledby="results" class="report__part">
        <h2 id="results">4. Every result, as printed</h2>
        <ResultsPrinted results={lot.results} numbered={numbered} />
      </section>
    </article>
  );
}

export function ReportHead(props: { kicker: string; title: string; sample: boolean; made: Made; back: string }) {
  const { kicker, title, sample, made, back } = props;
  return (
    <header class="report__head">
      <p class="kicker">{kicker}</p>
      <h1>
        {title} <SampleTag show={sample} />
      </h1>
      <p>
        Made on <time datetime={made.at}>{dateWords(made.at)}</time> at {made.at.slice(11, 16)} UTC from{' '}
        <span class="report__address">{made.address}</span>
      </p>
      <p class="no-print">
        Print this page, or save it as PDF, with your browser. <a href={back}>Back to the page it reports on</a>
      </p>
    </header>
  );
}

/** What a report says, and what it does not. */
export function Statement({ sample }: { sample: boolean }) {
  return (
    <div class="callout report__statement">
      <p>
        <strong>{AS_RECEIVED}</strong> They say nothing of other lots, nor of what happened to this one afterwards. “Over a limit” means:
        over the cited text in this sample; whether it was sold where that text holds is not known here. A laboratory’s printed verdict and
        the verdict computed here are two facts and may differ.
      </p>
      {sample && (
        <p>
          <strong>Sample data.</strong> {SAMPLE_NOTICE}
        </p>
      )}
    </div>
  );
}

function lawDays(judged: readonly Judged[]): string {
  const days = [...new Set(judged.map(({ law }) => law.day))].toSorted();
  return days.length === 0 ? 'no sample' : days.map(dateWords).join(', ');
}

function Outcome({ rows }: { rows: readonly JudgedRow[] }) {
  const [over, open, untested, pass] = [
    ofShade(rows, 'fail'),
    ofShade(rows, 'undecidable'),
    ofShade(rows, 'not_tested'),
    ofShade(rows, 'pass'),
  ];
  return (
    <p>
      <strong>
        {over.length > 0
          ? `${count(over.length, 'result')} over a limit in this sample.`
          : pass.length > 0
            ? NOTHING_OVER
            : rows.every(({ verdict }) => verdict.verdict === 'not_applicable')
              ? 'No rule of this selection applied on that day.'
              : 'No limit could be held against a result.'}
      </strong>{' '}
      {count(pass.length, 'limit')} not over, {open.length} undecidable, {untested.length} not tested.
    </p>
  );
}

/** Numbers of the certificates of a report, by their id. */
export type Numbered = ReadonlyMap<string, { readonly number: number; readonly title: string }>;

export const numbering = (sources: readonly CertificateSource[]): Numbered =>
  new Map(sources.map((source, index) => [source.id, { number: index + 1, title: certificateTitle(source) }]));

/** `NA-26-2611 [1], page 2`. */
function Place({ certificate, evidence, numbered }: { certificate: string; evidence: Evidence; numbered: Numbered }) {
  const source = numbered.get(certificate);
  return (
    <>
      {source ? `${source.title} [${source.number}]` : 'certificate not listed'}, {placeOf(evidence)}
    </>
  );
}

function placeOf(evidence: Evidence): string {
  if (evidence.kind === 'page') return `page ${evidence.page}`;
  return evidence.kind === 'cell' ? `cell ${evidence.cell}` : `at ${evidence.pointer}`;
}

interface VerdictPartProps {
  readonly rows: readonly JudgedRow[];
  readonly judged: readonly Judged[];
  readonly numbered: Numbered;
  readonly shades: readonly Shade[];
  readonly title: string;
}

function VerdictPart({ rows, judged, numbered, shades, title }: VerdictPartProps) {
  const own = ofShade(rows, ...shades);
  if (own.length === 0) return null;
  const columns: Column<JudgedRow>[] = [
    { title: 'Substance', cell: row => subjectsOf([row])[0] },
    {
      title: 'Verdict',
      bare: true,
      cell: row => (
        <>
          <RowMark row={row} />
          <Why row={row} judged={judged.find(each => each.source === row.source)} />
        </>
      ),
    },
    { title: 'Found', cell: row => <FoundValue row={row} /> },
    { title: 'Limit', cell: row => <RuleCited row={row} /> },
    { title: 'Printed in', cell: row => <Printed row={row} numbered={numbered} /> },
  ];
  return (
    <>
      <h3>
        {title} ({own.length})
      </h3>
      <Table caption={title} columns={columns} rows={own} kind="table--verdicts" />
    </>
  );
}

function FoundValue({ row }: { row: JudgedRow }) {
  const first = leading(row);
  if (first === undefined) return <span class="quiet">no result</span>;
  return <Amount result={first} href={boxOf(first)} label={first.analyteName ?? first.printed.name} />;
}

function Printed({ row: { results, source }, numbered }: { row: JudgedRow; numbered: Numbered }) {
  const places = [...new Map(results.map(result => [placeOf(result.evidence), result])).values()].slice(0, 4);
  return (
    <>
      {places.map(result => (
        <span class="stack" key={result.id}>
          <Place certificate={result.certificate} evidence={result.evidence} numbered={numbered} />
        </span>
      ))}
      <span class="as-printed">
        {source.laboratory?.name ?? 'no laboratory found'}, <When date={source.reported} />
        {source.amended !== null && `; ${amendedWords(source.amended)}`}
      </span>
    </>
  );
}

function Untested({ rows }: { rows: readonly JudgedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Not tested, as far as the certificates show ({rows.length})</h3>
      <ul>
        {[...Map.groupBy(rows, ({ set }) => set)].map(([set, own]) => (
          <li key={set.id}>
            {rulesetShort(set)}: {subjectsOf(own).join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}

interface SourceTableProps {
  readonly sources: readonly CertificateSource[];
  readonly related?: ReadonlyMap<string, readonly RelatedReport[]>;
}

export function SourceTable({ sources, related }: SourceTableProps) {
  const columns: Column<CertificateSource>[] = [
    { title: 'No.', cell: source => `[${sources.indexOf(source) + 1}]` },
    {
      title: 'Report number',
      cell: source => {
        const later = amendedBy(related?.get(source.id));
        return (
          <>
            <a href={`/certificates/${source.id}`}>{certificateTitle(source)}</a>
            {later !== undefined && (
              <span class="as-printed">
                {amendedWords(later.basis)}: {certificateTitle(later.report)}, <When date={later.report.reported} />
              </span>
            )}
          </>
        );
      },
    },
    {
      title: 'Laboratory',
      cell: source => (
        <>
          {source.laboratory?.name ?? 'not printed'}
          {source.accreditation !== null && <span class="as-printed">accreditation as printed: {source.accreditation}</span>}
        </>
      ),
    },
    { title: 'Reported', cell: source => <When date={source.reported} /> },
    { title: 'SHA-256 of the file', cell: source => <code class="hash">{source.sha256}</code> },
  ];
  return <Table caption="Certificates" columns={columns} rows={sources} kind="table--sources" />;
}

/** The rules that verdicts of a report are by: what they say and when they held. */
export function RulesCited({ rows, judged }: { rows: readonly { rule: Rule; set: RuleSet }[]; judged: readonly Judged[] }) {
  const bySet = [...Map.groupBy([...new Map(rows.map(row => [row.rule.id, row])).values()], ({ set }) => set)];
  const day =
    judged
      .map(({ law }) => law.day)
      .toSorted()
      .at(-1) ?? null;
  if (bySet.length === 0) return <p>No rule of this selection applied.</p>;
  return (
    <dl class="report__rules">
      {bySet.map(([set, own]) => (
        <div key={set.id}>
          <dt>
            <a href={`/rules/${set.id}`}>{set.title}</a>, {placeWords(set.jurisdiction)} ({set.force})
          </dt>
          {[...Map.groupBy(own, ({ rule }) => citation(rule, day))].map(([words, same]) => (
            <dd key={words}>
              {words} {standingOf(same[0]!.rule)}
              <span class="as-printed">
                {same.map(({ rule }) => `${rule.source.section === '' ? '' : `${rule.source.section}: `}${rule.id}`).join('; ')}.{' '}
                <WebAddress rule={same[0]!.rule} />
              </span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function citation(rule: Rule, day: string | null): string {
  const state = day === null ? '' : `, on ${dateWords(day)} ${stateOn(rule, day).words}`;
  return `${rule.source.title === '' ? 'No citation on file' : rule.source.title}; effective ${spanWords(rule)}${state}.`;
}

const standingOf = (rule: Rule): ComponentChildren => {
  const words = standingWords(rule);
  return words === null ? null : <strong>({words})</strong>;
};

function WebAddress({ rule }: { rule: Rule }) {
  const { url } = rule.source;
  if (!isWebAddress(url)) return null;
  return <span class="report__address">{url}</span>;
}

function ResultsPrinted({ results, numbered }: { results: readonly ResultRow[]; numbered: Numbered }) {
  const columns: Column<ResultRow>[] = [
    { title: 'Substance', cell: result => result.printed.name },
    { title: 'Result', cell: ({ printed }) => [printed.value, printed.unit].filter(text => text !== null && text !== '').join('\u00a0') },
    {
      title: 'LOD; LOQ',
      heading: (
        <>
          <Term of="lod">LOD</Term>; <Term of="loq">LOQ</Term>
        </>
      ),
      cell: ({ printed }) => `${printed.lod ?? '–'}; ${printed.loq ?? '–'}`,
    },
    { title: 'Basis', heading: <Term of="as_received">Basis</Term>, cell: ({ basis }) => BASIS_WORDS[basis] },
    { title: 'Method', cell: ({ printed }) => printed.method ?? '–' },
    {
      title: 'Printed in',
      cell: ({ certificate, evidence }) => <Place certificate={certificate} evidence={evidence} numbered={numbered} />,
    },
  ];
  const sorted = PANELS.flatMap(panel => results.filter(result => result.panel === panel));
  return <Table caption="Every result" columns={columns} rows={sorted} kind="table--report" group={({ panel }) => PANEL_WORDS[panel]} />;
}
