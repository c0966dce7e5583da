/** What a certificate that is only looked at comes to: over which limits, what is open, and what is published here of its lot. */
import { Fragment } from 'preact';
import type { ResultReading } from '../../coa/reading.ts';
import type { Panel } from '../../coa/transcript.ts';
import { asPrinted } from './amount.ts';
import type { PlacedSample, SameLotSample } from './check-samples.ts';
import type { Checked, CheckedRow, Differing, KnownLot } from './checked.ts';
import type { Choice } from './choice.ts';
import { SampleTag } from './parts.tsx';
import { placeWords } from './rule-words.ts';
import { limitsOnly, ofShade } from './ruled-rows.ts';
import { Over, OverOfChosen, Undecided, Untested } from './verdict-lists.tsx';
import { Sentence } from './verdict-summary.tsx';
import {
  CAVEAT_WORDS,
  capital,
  knownName,
  limitWords,
  NOT_THEN,
  OVER_TODAY,
  rulesetShort,
  standingWords,
  subjectWords,
} from './verdict-words.ts';
import { count, EXPECTED_PANELS, PANEL_WORDS } from './words.ts';

/** The file itself, where it is published here. */
export function SameFile({ certificates }: Pick<Checked, 'certificates'>) {
  if (certificates.length === 0) return null;
  return (
    <p>
      <strong>This very file is in the database:</strong>{' '}
      {certificates.map(({ id, reportNumber }, index) => (
        <>
          {index > 0 && ', '}
          <a href={`/certificates/${id}`}>{reportNumber === null ? 'certificate without a number' : `certificate ${reportNumber}`}</a>
        </>
      ))}
      , with every value at its place on the page.
    </p>
  );
}

export function CheckVerdicts({ placed, choice }: { placed: PlacedSample; choice: Choice }) {
  const { sample, oneOfSeveral, sameLot } = placed;
  const { reading, law, elsewhere, overToday, lots } = sample;
  const rows = limitsOnly(sample.rows);
  const failed = reading.results.filter(result => result.printedVerdict === 'fail');
  const missing = EXPECTED_PANELS.filter(panel => !reading.results.some(result => result.panel === panel));
  const but = [
    overToday.length > 0 && OVER_TODAY,
    elsewhere.length > 0 && 'By the rules of other places something is over: see below.',
    failed.length > 0 && `The laboratory marked ${count(failed.length, 'result')} as failing.`,
    lots.some(({ differing }) => differing.length > 0) && 'The published certificate of this number says otherwise: see below.',
  ];
  return (
    <>
      <p>
        Judged by <strong>{choice.profile.title}</strong>, as a program read the file: compare each value with the certificate.
        {choice.profile.note && <span class="quiet"> Note: {choice.profile.note}.</span>}
      </p>
      <Sentence rows={rows} laws={[law]} but={but.filter(Boolean).join(' ')} />
      <div class="summary">
        <OverOfChosen rows={rows} line={row => <OverLine row={row} />} />
        <Over rows={overToday} title="Over a limit by the law of today" line={row => <OverLine row={row} place />}>
          <p>{NOT_THEN}</p>
        </Over>
        <Over rows={elsewhere} title="Over a limit by the rules of other places" line={row => <OverLine row={row} place />} />
        {failed.length > 0 && (
          <div class="callout callout--over">
            <p>
              <strong>Marked as failing by the laboratory:</strong> {failed.map(saidName).join(', ')}.
            </p>
          </div>
        )}
        {lots.map(known => (
          <Published key={known.lot.id} known={known} />
        ))}
        <Undecided rows={ofShade(rows, 'undecidable')} />
        <Untested rows={ofShade(rows, 'not_tested')} shownBy={oneOfSeveral ? 'this file shows of this sample' : 'this file shows'} />
        {missing.length > 0 && (
          <div class="callout callout--missing">
            <p>
              <strong>{oneOfSeveral ? 'Not of this sample in this file:' : 'Not in this file:'}</strong> {panelsInWords(missing)}.
            </p>
            <OfSameLot samples={sameLot} missing={missing} />
          </div>
        )}
      </div>
    </>
  );
}

const panelsInWords = (panels: readonly Panel[]): string => panels.map(panel => PANEL_WORDS[panel].toLowerCase()).join(', ');

/** What was not tested of this sample and was of another of its lot; the two are judged each for itself. */
function OfSameLot({ samples, missing }: { samples: readonly SameLotSample[]; missing: readonly Panel[] }) {
  const have = samples
    .map(sample => ({ ...sample, panels: missing.filter(panel => sample.panels.includes(panel)) }))
    .filter(({ panels }) => panels.length > 0);
  if (have.length === 0) return null;
  return (
    <p>
      Another sample of the same lot has:{' '}
      {have.map(({ name, href, file, panels }, index) => (
        <Fragment key={href}>
          {index > 0 && '; '}
          {panelsInWords(panels)} (<a href={href}>{name}</a>
          {file !== null && ` in “${file}”`})
        </Fragment>
      ))}
      .
    </p>
  );
}

/** In the words of the dictionary and, where they are others, in those of the file. */
function saidName({ analyte, printed }: ResultReading): string {
  const known = knownName(analyte);
  return known === null || known.toLowerCase() === printed.name.toLowerCase() ? printed.name : `${known} (“${printed.name}”)`;
}

/** `place`: say where the rule holds. */
function OverLine({ row: { rule, set, results, verdict }, place = false }: { row: CheckedRow; place?: boolean }) {
  const [first] = results;
  const standing = standingWords(rule);
  return (
    <>
      <strong>{subjectWords(verdict.analyte)}</strong>
      {first && `: printed “${asPrinted(first.printed)}”`}. Limit{place && ` in ${placeWords(set.jurisdiction)}`}:{' '}
      <a href={`/rules/${set.id}#${rule.id}`}>{limitWords(rule)}</a>, {rulesetShort(set)}
      {standing !== null && ` (${standing})`}.
      {verdict.caveats.map(caveat => (
        <span class="why" key={caveat}>
          {capital(CAVEAT_WORDS[caveat])}.
        </span>
      ))}
    </>
  );
}

/** What is published of the lot; neither paper is called wrong. */
function Published({ known: { lot, report, differing } }: { known: KnownLot }) {
  return (
    <div class={differing.length > 0 ? 'callout callout--over' : 'callout'}>
      <h3>
        {differing.length > 0
          ? `${count(differing.length, 'value')} that the published certificate of this number prints otherwise`
          : `A lot ${lot.code} is in the database`}{' '}
        <SampleTag show={lot.isSample} />
      </h3>
      {differing.length > 0 && (
        <>
          <ul>
            {differing.map(each => (
              <li key={each.result}>
                <Otherwise differing={each} />
              </li>
            ))}
          </ul>
          <p>One of the two may be an amended report, may be read wrongly or may have been changed. The laboratory can say which counts.</p>
        </>
      )}
      <p>
        <a href={`/lots/${lot.id}`}>{`Lot ${lot.code}`}</a>: {lot.product?.name ?? 'product not named'},{' '}
        {lot.vendor?.name ?? 'vendor not established'}, {count(lot.certificates, 'published certificate')}
        {report !== null && (
          <>
            , one of them of the same number, <a href={`/certificates/${report.id}`}>{report.reportNumber}</a>
            {differing.length === 0 && ', with the same values as far as both name a substance in the same unit'}
          </>
        )}
        . Check that your bag names the same product and vendor.
      </p>
    </div>
  );
}

function Otherwise({ differing: { name, here, published, certificate, result } }: { differing: Differing }) {
  return (
    <>
      <strong>{name}</strong>: this file {here}, the published one <a href={`/certificates/${certificate}#r-${result}`}>{published}</a>
    </>
  );
}
