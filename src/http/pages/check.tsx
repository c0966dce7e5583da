/** A file looked at once: what can be read from it and what that means. Nothing of it is stored. */

import type { Reading, ResultReading } from '../../coa/reading.ts';
import { DATE_FIELDS } from '../../coa/transcript.ts';
import { asPrinted } from './amount.ts';
import { type LabelAnswer, LabelAnswered, LabelForms, RulesOf } from './check-label.tsx';
import { type ListAnswer, ListAnswered, ListForm } from './check-list.tsx';
import { outcomeId, type PlacedSample, placedSamples } from './check-samples.ts';
import { CheckVerdicts, SameFile } from './check-verdicts.tsx';
import type { Checked } from './checked.ts';
import type { Choice } from './choice.ts';
import { AnalyteName } from './lists.tsx';
import { Empty, Facts } from './parts.tsx';
import { Problems } from './problems.tsx';
import { type Column, Table } from './table.tsx';
import { Amount, PrintedVerdict, SIGHT_COLUMN } from './value.tsx';
import { knownName } from './verdict-words.ts';
import { AS_RECEIVED, count, DATE_WORDS, dateWords, FILE_KINDS, PANEL_WORDS } from './words.ts';

export interface CheckProps {
  /** One of a file, several of an archive, none before a file was sent. */
  readonly outcomes: readonly Checked[];
  /** Rules that the visitor goes by. */
  readonly choice: Choice;
  /** What was wrong with the request itself, e.g. no file chosen. */
  readonly complaint: string | null;
  /** What came of a lot code or a photo of a label; null where none was given. */
  readonly label?: LabelAnswer | null;
  /** What came of a list of lot codes; null where none was given. */
  readonly list?: ListAnswer | null;
  /** The list as it was given. */
  readonly listed?: string;
}

export function Check({ outcomes, choice, complaint, label = null, list = null, listed = '' }: CheckProps) {
  const samples = placedSamples(outcomes);
  return (
    <div class="wide">
      <h1>Check a lot or a certificate</h1>
      {complaint !== null && (
        <p class="callout callout--over" role="alert">
          {complaint}
        </p>
      )}
      {label !== null && <LabelAnswered label={label} />}
      {list !== null && <ListAnswered answer={list} />}
      {outcomes.map((checked, index) => (
        <Outcome key={index} checked={checked} samples={samples[index]!} choice={choice} id={outcomeId(index)} />
      ))}
      <LabelForms lot={label?.typed ?? ''} choice={choice} />
      <ListForm codes={listed} open={listed !== ''} />
      <h2 id="certificate">You have the certificate</h2>
      <p>
        Choose a certificate of analysis (PDF, scan or photo, CSV, XLSX, ODS, HTML, a saved mail, text, JSON or XML, or a ZIP archive of
        them, up to 25 MB). You see what can be read from it, what is over a limit, what was not tested, and whether it says the same as
        what is published here. Nothing is stored. If it should be in the database, <a href="/submit">contribute this file</a>.
      </p>
      <form action="/check#outcome" method="post" enctype="multipart/form-data" class="upload">
        <label for="file">Certificate file</label>
        <input id="file" name="file" type="file" required accept={FILE_KINDS} />
        <RulesOf id="rules-file" choice={choice} />
        <button type="submit">Read it</button>
      </form>
    </div>
  );
}

interface OutcomeProps {
  readonly checked: Checked;
  readonly samples: readonly PlacedSample[];
  readonly choice: Choice;
  readonly id: string;
}

function Outcome({ checked: { outcome, certificates }, samples, choice, id }: OutcomeProps) {
  const results = outcome.readings.reduce((sum, reading) => sum + reading.results.length, 0);
  if (outcome.outcome === 'refused') {
    return (
      <section aria-labelledby={id}>
        <h2 id={id}>“{outcome.file}” could not be read</h2>
        {outcome.problems.length > 0 ? (
          <Problems problems={outcome.problems} />
        ) : (
          <p>Reason: {outcome.reason?.replaceAll('-', ' ') ?? 'unknown'}.</p>
        )}
      </section>
    );
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>What “{outcome.file}” says</h2>
      <p>
        {count(results, 'result')} in {count(outcome.readings.length, 'sample')}
        {outcome.outcome === 'partial' && ', read only in part'}. {AS_RECEIVED}
      </p>
      <SameFile certificates={certificates} />
      {outcome.problems.length > 0 && <Problems problems={outcome.problems} />}
      {samples.map(placed => (
        <ReadSample key={placed.id} placed={placed} choice={choice} />
      ))}
      <p class="quiet">
        Read in {(outcome.milliseconds / 1000).toFixed(1)} s by importer{' '}
        {outcome.importer ? `${outcome.importer.id}, version ${outcome.importer.version}` : 'none'}. SHA-256{' '}
        <code class="hash">{outcome.sha256}</code>
      </p>
    </section>
  );
}

function ReadSample({ placed, choice }: { placed: PlacedSample; choice: Choice }) {
  const { id, name, panels, sample } = placed;
  const { reading } = sample;
  return (
    <section aria-labelledby={id} class="sample">
      <h3 id={id}>{name}</h3>
      <Facts pairs={facts(reading)} />
      {reading.results.length > 0 && <CheckVerdicts placed={placed} choice={choice} />}
      {panels.map(panel => (
        <Table
          key={panel}
          caption={PANEL_WORDS[panel]}
          captionHidden={false}
          columns={COLUMNS}
          rows={reading.results.filter(result => result.panel === panel)}
          kind="table--certificate"
        />
      ))}
      {panels.length === 0 && <Empty title="No value was found for this sample.">The remarks above may say why.</Empty>}
    </section>
  );
}

const COLUMNS: Column<ResultReading>[] = [
  { title: 'Substance', cell: result => <AnalyteName result={{ ...result, analyteName: knownName(result.analyte) }} /> },
  { title: 'Result', bare: true, cell: result => <ReadValue result={result} /> },
  SIGHT_COLUMN,
  { title: 'Printed verdict', cell: result => <PrintedVerdict result={result} /> },
];

function ReadValue({ result }: { result: ResultReading }) {
  const { evidence, printed } = result;
  return (
    <>
      <Amount result={{ ...result, ...result.interval, kind: result.finding.kind }} />
      <span class="as-printed">
        printed “{asPrinted(printed)}”{evidence.kind === 'page' && `, page ${evidence.page}`}
        {evidence.kind === 'cell' && `, cell ${evidence.cell}`}
      </span>
      {result.confidence < 0.9 && <span class="doubt">look closely</span>}
    </>
  );
}

function facts(reading: Reading): Parameters<typeof Facts>[0]['pairs'] {
  const dates = DATE_FIELDS.flatMap(field => {
    const read = reading.dates[field];
    if (read === undefined) return [];
    return [
      [DATE_WORDS[field], read.date === null ? `printed “${read.printed.text}”, which day is not certain` : dateWords(read.date)] as const,
    ];
  });
  return [
    ['Laboratory', reading.laboratory?.text],
    ['Report', reading.reportNumber?.text],
    // a program may overlook one
    ['Lot', reading.sample.lot?.text ?? <span class="quiet">not found; look on the certificate</span>],
    ['Client', reading.client?.text],
    ['Brand', reading.brand?.text],
    ...dates,
  ];
}
