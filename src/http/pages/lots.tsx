import type { ComponentChildren } from 'preact';
import type { FindingKind } from '../../coa/finding.ts';
import type { Panel } from '../../coa/transcript.ts';
import { PANELS } from '../../coa/transcript.ts';
import type { RuleExceeded } from '../../store/exceedances.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import type { LotView, ResultRow } from '../../store/views.ts';
import { amendedBy, amendedWords } from './amended-words.ts';
import { sayAmount, sayPrintedLimit } from './amount.ts';
import { AsPublic } from './as-public.tsx';
import { MISSING_WORDS } from './checklist.tsx';
import { choiceQuery } from './choice.ts';
import { Chooser } from './chooser.tsx';
import { Doses } from './doses.tsx';
import { Fold } from './fold.tsx';
import { type Judged, type JudgedRow, ofLot, ruleWords } from './judged.ts';
import type { Standpoint } from './judged-route.tsx';
import { CLAIM_WORDS, ClaimTable } from './label-claims.tsx';
import { Form, labelPairs } from './label-facts.tsx';
import { CertificateTable, ResultTable } from './lists.tsx';
import { NotRead } from './not-read.tsx';
import { Crumbs, Empty, Facts, Latest, Linked, SampleTag, When } from './parts.tsx';
import { LaterReport } from './related-reports.tsx';
import { placeWords } from './rule-words.ts';
import { boxOf } from './value.tsx';
import { OverToday } from './verdict-lists.tsx';
import { Verdicts } from './verdict-summary.tsx';
import { OVER_TODAY, subjectWords } from './verdict-words.ts';
import { count, EXPECTED_PANELS, PANEL_WORDS } from './words.ts';

export interface LotProps {
  readonly lot: LotView;
  readonly judged: readonly Judged[];
  readonly standpoint: Standpoint;
  /** What stands before everything else, such as notices of recalls. */
  readonly notice?: ComponentChildren;
  /** Other reports that each certificate amends, or is amended by. */
  readonly related?: ReadonlyMap<string, readonly RelatedReport[]>;
  /** Rules of any place that a sample of the lot is over. */
  readonly exceeded?: readonly RuleExceeded[];
  /** Over by the law of today, not by the one that counts. */
  readonly overToday?: readonly JudgedRow[];
}

export function Lot({ lot, judged, standpoint: { choice, refused, path }, notice, related, exceeded = [], overToday = [] }: LotProps) {
  const { vendor, product } = lot;
  const rows = ofLot(judged);
  const chosen = new Set(rows.map(({ rule }) => rule.id));
  const elsewhere = exceeded.filter(({ rule }) => !chosen.has(rule));
  const label = labelPairs(judged);
  const panels = PANELS.filter(panel => lot.results.some(result => result.panel === panel));
  const source = onlySource(lot);
  const note = ({ certificate }: ResultRow): string | null => {
    const later = amendedBy(related?.get(certificate));
    return later === undefined ? null : amendedWords(later.basis);
  };
  return (
    <div class="wide">
      <Crumbs
        path={[
          { href: '/vendors', label: 'Vendors' },
          vendor && { href: `/vendors/${vendor.slug}`, label: vendor.name },
          product && { href: `/products/${product.slug}`, label: product.name },
        ]}
      />
      <AsPublic choice={choice} refused={refused} path={path} />
      <p class="kicker">Lot</p>
      <h1>
        {lot.code} <SampleTag show={lot.isSample} />
      </h1>
      <p class="lede">
        {product ? product.name : 'A product that is not named'}, {count(lot.results.length, 'result')} on{' '}
        {count(lot.certificates, 'certificate')}
        {source === null ? <Latest date={lot.latest} /> : <Source of={source} />}.
      </p>
      {notice}
      <section aria-labelledby="verdicts">
        <h2 id="verdicts">Against the rules</h2>
        <Chooser choice={choice} refused={refused} path={path} />
        <Verdicts
          rows={rows}
          judged={judged}
          choice={choice}
          path={path}
          caption={`Verdicts for lot ${lot.code}, worst first`}
          oneSource={source !== null}
          marked={
            <>
              <MarkedByTheLaboratory lot={lot} />
              <OverToday rows={overToday} choice={choice} path={path} />
              <OverElsewhere rules={elsewhere} path={path} />
            </>
          }
          but={overAllTheSame(lot, elsewhere, overToday)}
          more={
            <>
              <PanelsNotShown tested={panels} />
              <NotRead parts={lot.unread} />
            </>
          }
        />
      </section>
      <Doses judged={judged} choice={choice} path={path} />
      <h2>The lot</h2>
      <Facts
        pairs={[
          ['Vendor', <Linked key="vendor" to={vendor} at="/vendors" otherwise="vendor not established" />],
          ['Product', <Linked key="product" to={product} at="/products" otherwise="not linked to a product" />],
          ['Form', judged.length > 0 && <Form key="form" judged={judged} ofProduct={lot.formOfProduct} />],
          ...label,
          // what is printed but is no size, such as a range of capsules
          ['Serving size printed', !label.some(([name]) => name === 'Serving') && lot.servingSize],
        ]}
      />
      <Claims judged={judged} lot={lot} />
      {panels.length === 0 && <Empty title="No results.">The certificates of this lot hold no value that could be read.</Empty>}
      {panels.map((panel, index) => (
        <PanelResults key={panel} lot={lot} panel={panel} open={index === 0} oneSource={source !== null} note={note} />
      ))}
      <section aria-labelledby="certificates">
        <h2 id="certificates">Certificates</h2>
        <CertificateTable
          certificates={lot.certificateList}
          caption={`Certificates for lot ${lot.code}`}
          without={['Lot', 'Product', 'Vendor']}
          beside={({ id }) => <LaterReport certificate={id} related={related?.get(id) ?? []} asOf={choice.asOf} />}
        />
      </section>
      <p class="onward">
        <a href={`${path}/report?${choiceQuery(choice)}`}>Report to print</a>
        <a href={`${path}/missing?${choiceQuery(choice)}`} rel="nofollow">
          {MISSING_WORDS}
        </a>
        <a href={`/compare?of=lots&id=${lot.id}`}>Compare with other lots</a>
        <a href="/rules#places">What each place says of kratom itself</a>
      </p>
    </div>
  );
}

/** What every result of the lot rests on, where that is one laboratory's work of one day: said once, not beside each value. */
function onlySource({ results }: LotView): Pick<ResultRow, 'laboratory' | 'reported'> | null {
  const [first, ...others] = results;
  if (first === undefined) return null;
  const same = others.every(({ laboratory, reported }) => laboratory?.id === first.laboratory?.id && reported === first.reported);
  return same ? first : null;
}

function Source({ of: { laboratory, reported } }: { of: Pick<ResultRow, 'laboratory' | 'reported'> }) {
  return (
    <>
      {' '}
      of <Linked to={laboratory} at="/laboratories" otherwise="an unknown laboratory" />,{' '}
      {reported === null ? 'no date found' : <When date={reported} />}
    </>
  );
}

function Claims({ judged, lot }: { judged: readonly Judged[]; lot: LotView }) {
  const rows = judged.flatMap(({ claims }) => claims.map(claim => ({ ...claim, lot })));
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="label">
      <h2 id="label">What the label promises</h2>
      <p class="prose">{CLAIM_WORDS}</p>
      <ClaimTable rows={rows} caption={`What the label of lot ${lot.code} promises, against what was measured`} lots={false} />
    </section>
  );
}

interface PanelResultsProps {
  readonly lot: LotView;
  readonly panel: Panel;
  readonly open: boolean;
  /** Leave out laboratory and date. */
  readonly oneSource: boolean;
  readonly note: (row: ResultRow) => string | null;
}

function PanelResults({ lot, panel, open, oneSource, note }: PanelResultsProps) {
  const results = lot.results.filter(result => result.panel === panel);
  const seen = results.filter(({ kind }) => SEEN.has(kind)).length;
  return (
    <Fold id={`panel-${panel}`} title={PANEL_WORDS[panel]} holds={`${count(results.length, 'result')}, ${seen} detected`} open={open}>
      <ResultTable
        results={results}
        caption={`${PANEL_WORDS[panel]} in lot ${lot.code}`}
        columns={['analyte', 'result', 'limits', 'verdict', ...(oneSource ? [] : ['source'])]}
        note={note}
      />
    </Fold>
  );
}

/** Findings that say that something is there. */
const SEEN: ReadonlySet<FindingKind> = new Set(['quantified', 'estimated', 'detected_not_quantified', 'above_limit', 'present']);

const markedAsFailing = ({ results }: LotView) => results.filter(({ printedVerdict }) => printedVerdict === 'fail');

function overAllTheSame(lot: LotView, elsewhere: readonly RuleExceeded[], today: readonly JudgedRow[]): string {
  const marked = markedAsFailing(lot).length;
  return [
    today.length > 0 && OVER_TODAY,
    elsewhere.length > 0 && 'By the rules of other places something is over: see below.',
    marked > 0 && `The laboratory marked ${count(marked, 'result')} as failing.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function MarkedByTheLaboratory({ lot }: { lot: LotView }) {
  const failed = markedAsFailing(lot);
  if (failed.length === 0) return null;
  return (
    <div class="callout callout--over">
      <h3>{count(failed.length, 'result')} marked as failing by the laboratory</h3>
      <ul>
        {failed.map(result => (
          <li key={result.id}>
            <Failure result={result} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the rules chosen do not say: whoever reads that no limit is exceeded must learn of those that are. */
function OverElsewhere({ rules, path }: { rules: readonly RuleExceeded[]; path: string }) {
  if (rules.length === 0) return null;
  return (
    <div class="callout callout--over">
      <h3>Over a limit by the rules of other places</h3>
      <ul>
        {rules.map(over => (
          <li key={over.rule}>
            {subjectWords(over.analyte)}, in {placeWords(over.jurisdiction)}:{' '}
            <a href={`/rules/${over.ruleset}#${over.rule}`}>{ruleWords(over)}</a>
          </li>
        ))}
      </ul>
      <p>
        By the law of the day of the report. <a href={`${path}?profile=strictest`}>Judge by the strictest of all</a>
      </p>
    </div>
  );
}

function PanelsNotShown({ tested }: { tested: readonly Panel[] }) {
  const missing = EXPECTED_PANELS.filter(panel => !tested.includes(panel));
  if (missing.length === 0) return null;
  return (
    <div class="callout callout--missing">
      <h3>Panels that no published certificate shows</h3>
      <p>{missing.map(panel => PANEL_WORDS[panel]).join(', ')}.</p>
    </div>
  );
}

function Failure({ result }: { result: ResultRow }) {
  const { text, note } = sayAmount(result);
  return (
    <>
      {result.analyteName ?? result.printed.name}: <a href={boxOf(result)}>{text}</a>
      {note !== null && ` (${note})`}
      {result.printed.limit !== null && `; the limit printed is ${sayPrintedLimit(result.printed)}`}
      {result.reported !== null && (
        <>
          , reported <When date={result.reported} />
        </>
      )}
    </>
  );
}
