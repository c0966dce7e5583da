/** A transcript understood: findings, units and bounds, with everything printed kept beside them. */
import { confirmed } from './check.ts';
import { type Comparison, compareResults } from './check-sample.ts';
import { confidenceOf, LAYOUT_DOUBTS } from './confidence.ts';
import { type DateOrder, inferDateOrder, readDate } from './date.ts';
import type { Problem } from './problem.ts';
import { type RowReading, readResult } from './read-result.ts';
import type { ReadDate, Reading, ResultReading } from './reading.ts';
import { sampleProblems } from './sample-problems.ts';
import { DATE_FIELDS, type Transcript } from './transcript.ts';

export function interpret(transcript: Transcript): Reading {
  const problems: Problem[] = [...transcript.problems];
  const rows = transcript.rows.map(row => readResult(row, transcript));
  const comparisons = compareResults(
    rows.map(row => row.result),
    transcript,
  );
  const results = rows.map((row, i) => finish(row, comparisons[i]!));
  const dates = readDates(transcript, dateOrder(transcript), problems);
  return {
    laboratory: transcript.laboratory ?? null,
    laboratoryAccreditation: transcript.laboratoryAccreditation ?? null,
    reportNumber: transcript.reportNumber ?? null,
    client: transcript.client ?? null,
    manufacturer: transcript.manufacturer ?? null,
    brand: transcript.brand ?? null,
    language: transcript.language ?? null,
    dates,
    sample: {
      name: transcript.sample.name ?? null,
      lot: transcript.sample.lot ?? null,
      labSampleId: transcript.sample.labSampleId ?? null,
      form: transcript.sample.form ?? null,
      matrix: transcript.sample.matrix ?? null,
      servingSize: transcript.sample.servingSize ?? null,
      containerSize: transcript.sample.containerSize ?? null,
      maxDailyIntake: transcript.sample.maxDailyIntake ?? null,
      moisture: transcript.sample.moisture ?? null,
    },
    ...(transcript.sampling ? { sampling: transcript.sampling } : {}),
    results,
    problems: [...problems, ...sampleProblems(dates, results)],
  };
}

function finish({ result, flags: own, match, unitSource }: RowReading, compared: Comparison): ResultReading {
  const kept = own.filter(flag => !(compared.settled && LAYOUT_DOUBTS.has(flag)));
  const flags = [...new Set([...kept, ...compared.flags])];
  const confirmedBy = [
    ...(confirmed(result) ? ['the same measurement in another unit'] : []),
    ...(compared.confirmed ? ['the printed total'] : []),
  ];
  return { ...result, flags, ...confidenceOf({ match, unitSource, evidence: result.evidence, flags, confirmedBy }) };
}

/** The laboratory's own order; else what the document's dates settle; a country of decimal commas writes the day first. */
function dateOrder(transcript: Transcript): DateOrder {
  if (transcript.dateOrder !== 'unknown') return transcript.dateOrder;
  const settled = inferDateOrder(Object.values(transcript.dates).map(date => date.text));
  return settled === 'unknown' && transcript.decimalMark === ',' ? 'dmy' : settled;
}

const DATE_MESSAGES = {
  'date-ambiguous': 'Day and month cannot be told apart in this date; nothing in the document settles the order.',
  'date-impossible': 'This date does not exist in the calendar.',
  'date-unreadable': 'No date could be read here.',
} as const;

function readDates(transcript: Transcript, order: DateOrder, problems: Problem[]): Reading['dates'] {
  const dates: Partial<Record<(typeof DATE_FIELDS)[number], ReadDate>> = {};
  for (const field of DATE_FIELDS) {
    const printed = transcript.dates[field];
    if (!printed) continue;
    const read = readDate(printed.text, order);
    dates[field] = { field, date: read.date, printed, ...(read.from === null ? {} : { from: read.from }) };
    if (read.problem) {
      problems.push({
        code: read.problem,
        severity: 'warning',
        message: `${DATE_MESSAGES[read.problem]} (${field}: “${printed.text}”)`,
        evidence: printed.evidence,
      });
    }
  }
  return dates;
}
