/** What a person with a bag in the hand wants to know: is my lot tested, what is over, what is unknown. */
import type { ComponentChildren } from 'preact';
import type { LabelCode } from '../../coa/label-code.ts';
import type { VerdictRow } from '../../store/exceedances.ts';
import type { FoundLot, LotLookup } from '../../store/lot-lookup.ts';
import type { LotItem, LotView } from '../../store/views.ts';
import type { Choice } from './choice.ts';
import { Names } from './fold.tsx';
import { type Judged, type JudgedRow, ofLot, ruleWords } from './judged.ts';
import { NotRead } from './not-read.tsx';
import { Linked, SampleTag, When } from './parts.tsx';
import { placeWords } from './rule-words.ts';
import { limitsOnly, ofShade, subjectsOf } from './ruled-rows.ts';
import { OverLine } from './verdict-lists.tsx';
import { NOTHING_OVER, subjectWords } from './verdict-words.ts';
import { AS_RECEIVED, count, EXPECTED_PANELS, PANEL_WORDS } from './words.ts';

/** One lot that was found, judged as the visitor chose. */
export interface AnsweredLot extends FoundLot {
  readonly view: LotView;
  readonly judged: readonly Judged[];
  /** Over by the law of today, not by the one that counts. */
  readonly today: readonly JudgedRow[];
  /** Verdicts “over” by any text that was seen, wherever it holds. */
  readonly anywhere: readonly VerdictRow[];
}

/** What came of one code, typed or read from a photo. */
export interface CodeAnswer {
  readonly code: LabelCode;
  /** `QRCode`, `EAN13`, …; null where it was typed. */
  readonly form: string | null;
  readonly lots: readonly AnsweredLot[];
  readonly nearest: LotLookup['nearest'];
}

export function CodeAnswers({ answers, choice }: { answers: readonly CodeAnswer[]; choice: Choice }) {
  const found = answers.filter(({ lots }) => lots.length > 0);
  // beside a lot that was found, other codes of the label say nothing more
  const shown = found.length > 0 ? found : answers;
  return (
    <>
      {shown.map((answer, index) => (
        <section key={index} aria-label={`Answer for ${shorten(answer.code.text)}`} class="answer">
          {answer.form !== null && (
            <p class="quiet">
              Read from the photo ({CODE_FORMS[answer.form] ?? 'barcode'}): <code class="code-text">{shorten(answer.code.text)}</code>
              {answer.code.isLink && '. The address was read as text and not opened.'}
            </p>
          )}
          {answer.lots.length > 0 ? (
            answer.lots.map(lot => <Found key={lot.lot.id} found={lot} choice={choice} several={answer.lots.length > 1} />)
          ) : (
            <NotFound answer={answer} />
          )}
        </section>
      ))}
    </>
  );
}

const CODE_FORMS: Readonly<Record<string, string>> = {
  QRCode: 'QR code',
  MicroQRCode: 'QR code',
  RMQRCode: 'QR code',
  DataMatrix: 'Data Matrix code',
  Aztec: 'Aztec code',
  PDF417: 'PDF417 code',
};

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

function Found({ found, choice, several }: { found: AnsweredLot; choice: Choice; several: boolean }) {
  const { lot, view, judged } = found;
  const rows = limitsOnly(ofLot(judged));
  const chosen = new Set(rows.map(({ rule }) => rule.id));
  const elsewhere = found.anywhere.filter(({ rule }) => !chosen.has(rule));
  const laboratories = [
    ...new Map(view.certificateList.flatMap(({ laboratory }) => (laboratory ? [[laboratory.slug, laboratory]] : []))).values(),
  ];
  const answer = `lot-${lot.id}`;
  return (
    <article class="answer__lot" aria-labelledby={answer}>
      <h2 id={answer}>
        {several ? `One of the lots of this code: ${lot.code}` : `Lot ${lot.code} is in the database`} <SampleTag show={lot.isSample} />
      </h2>
      <p>
        <Linked to={lot.product} at="/products" otherwise="A product that is not named" /> of{' '}
        <Linked to={lot.vendor} at="/vendors" otherwise="a vendor not established" />. {WAYS[found.way](found.by)}{' '}
        {!found.sure && <strong>Check that your bag says {lot.code} too.</strong>}
      </p>
      <dl class="questions">
        <Question title="Is my lot tested?">
          {view.results.length === 0 ? (
            <p>There is a certificate, but no value could be read from it.</p>
          ) : (
            <>
              <p>
                Yes: {count(view.results.length, 'result')} on {count(lot.certificates, 'certificate')}, the latest of{' '}
                <When date={lot.latest} />
                {laboratories.length > 0 && (
                  <>
                    , by{' '}
                    {laboratories.map((laboratory, index) => (
                      <>
                        {index > 0 && ' and '}
                        <a href={`/laboratories/${laboratory.slug}`}>{laboratory.name}</a>
                      </>
                    ))}
                  </>
                )}
                .
              </p>
              <p>Tested for: {lot.panels.map(panel => PANEL_WORDS[panel].toLowerCase()).join(', ')}.</p>
            </>
          )}
        </Question>
        <Question title="What is over a limit?">
          <Over rows={rows} today={found.today} elsewhere={elsewhere} profile={choice.profile.title} />
        </Question>
        <Question title="What is unknown?">
          <Unknown view={view} rows={rows} />
          <NotRead parts={view.unread} />
        </Question>
      </dl>
      <p>
        {AS_RECEIVED} Whether it may be sold where you are is another question:{' '}
        <a href="/rules#places">what each place says of kratom itself</a>.
      </p>
      <p>
        <a class="button" href={`/lots/${lot.id}`}>
          Everything about this lot
        </a>
      </p>
    </article>
  );
}

interface OverProps {
  readonly rows: readonly JudgedRow[];
  readonly today: readonly JudgedRow[];
  readonly elsewhere: readonly VerdictRow[];
  readonly profile: string;
}

function Over({ rows, today, elsewhere, profile }: OverProps) {
  const over = ofShade(rows, 'fail', 'unverified', 'warning');
  return (
    <>
      {today.length > 0 && (
        <>
          <p>
            <strong>By the law of today</strong>, not yet by that of the day of the report:
          </p>
          <ul>
            {today.map(row => (
              <li key={`${row.rule.id} ${row.source.certificate} ${row.source.sampleIndex}`}>
                <OverLine row={row} />
              </li>
            ))}
          </ul>
        </>
      )}
      {over.length > 0 ? (
        <ul>
          {over.map(row => (
            <li key={`${row.rule.id} ${row.source.certificate} ${row.source.sampleIndex}`}>
              <OverLine row={row} />
            </li>
          ))}
        </ul>
      ) : (
        <p>
          Limits of {profile}: {ofShade(rows, 'pass').length > 0 ? NOTHING_OVER : 'no result could be held against them.'}
        </p>
      )}
      {elsewhere.length > 0 && (
        <>
          <p>By the rules of other places:</p>
          <ul>
            {elsewhere.map(row => (
              <li key={`${row.rule} ${row.sample}`}>
                <strong>{subjectWords(row.analyte)}</strong>: <Printed row={row} />. Limit in {placeWords(row.jurisdiction)}:{' '}
                <a href={`/rules/${row.ruleset}#${row.rule}`}>{ruleWords(row)}</a>.
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** As printed, leading to its place on the certificate. */
function Printed({ row: { results, analyte, certificate } }: { row: VerdictRow }) {
  const first = results.find(result => result.analyte === analyte) ?? results[0];
  if (first === undefined) return <>no result</>;
  const { value, unit } = first.printed;
  return <a href={`/certificates/${certificate}#r-${first.id}`}>{unit === null ? value : `${value}\u00a0${unit}`}</a>;
}

const WAYS: Record<FoundLot['way'], (by: string) => string> = {
  lot: by => `“${shorten(by)}” is the code of this lot.`,
  report: by => `“${shorten(by)}” is the number of a certificate for this lot.`,
  'same-code': () => 'A certificate for this lot carries the same code.',
};

function Question({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Unknown({ view, rows }: { view: LotView; rows: ReturnType<typeof limitsOnly> }) {
  const open = ofShade(rows, 'undecidable');
  const untested = ofShade(rows, 'not_tested');
  const missing = EXPECTED_PANELS.filter(panel => !view.panels.includes(panel));
  if (open.length === 0 && untested.length === 0 && missing.length === 0 && view.unread.length === 0) {
    return <p>Everything these limits ask for was tested, and each result could settle its limit. What nobody limits stays unknown.</p>;
  }
  return (
    <>
      {missing.length > 0 && (
        <p>No published certificate of this lot shows: {missing.map(panel => PANEL_WORDS[panel].toLowerCase()).join(', ')}.</p>
      )}
      {open.length > 0 && (
        <div class="question__way">
          Tested, but the result cannot settle the limit: <Names names={subjectsOf(open)} />
        </div>
      )}
      {untested.length > 0 && (
        <div class="question__way">
          Limited, but not tested: <Names names={subjectsOf(untested)} />
        </div>
      )}
    </>
  );
}

function NotFound({ answer: { code, nearest, form } }: { answer: CodeAnswer }) {
  return (
    <>
      <h2>
        {code.tradeItem !== null && code.candidates.length === 0
          ? 'This barcode names a product, not a lot'
          : 'No certificate for this lot here'}
      </h2>
      <p>
        {code.tradeItem !== null && code.candidates.length === 0
          ? `The number ${code.tradeItem} is the same on every bag of the product. Test results belong to one lot: look for a lot or batch code on the bag, often near the date, and type it above.`
          : `Nothing in the database answers to “${shorten(code.text)}”. The lot may have been tested all the same: then its certificate was not published here.`}
      </p>
      {nearest.length > 0 && (
        <>
          <h3>{count(nearest.length, 'lot')} with a code that looks much like it</h3>
          <p>Compare letter by letter: one letter off is another lot, made on another day.</p>
          <ul class="nearest">
            {nearest.map(lot => (
              <li key={lot.id}>
                <Near lot={lot} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>What you can do</h3>
      <ul>
        {form !== null && <li>Type the lot code into the field above: the code on a label often names only the product or the shop.</li>}
        <li>
          <a href="/search">Search for the vendor or the product</a> and see which lots were tested.
        </li>
        <li>
          Ask the vendor for the certificate of this lot. When you have it, check it below or <a href="/submit">contribute it</a>.
        </li>
      </ul>
    </>
  );
}

function Near({ lot }: { lot: LotItem }) {
  return (
    <>
      <a href={`/check?lot=${encodeURIComponent(lot.code)}`}>{lot.code}</a> <SampleTag show={lot.isSample} />
      <span class="as-printed">
        {lot.product?.name ?? 'product not named'}, {lot.vendor?.name ?? 'vendor not established'}, <When date={lot.latest} />
      </span>
    </>
  );
}
