/** A transcript understood: findings, units and bounds, with everything printed kept beside them. */
import { checkSample } from './check-sample.ts';
import { type DateOrder, inferDateOrder, readDate } from './date.ts';
import type { Problem } from './problem.ts';
import { readResult } from './read-result.ts';
import type { ReadDate, Reading } from './reading.ts';
import { DATE_FIELDS, type Transcript } from './transcript.ts';

export function interpret(transcript: Transcript): Reading {
  const problems: Problem[] = [...transcript.problems];
  const order = dateOrder(transcript);
  const results = transcript.rows.map(row => readResult(row, transcript));
  const reading: Reading = {
    laboratory: transcript.laboratory ?? null,
    laboratoryAccreditation: transcript.laboratoryAccreditation ?? null,
    reportNumber: transcript.reportNumber ?? null,
    client: transcript.client ?? null,
    manufacturer: transcript.manufacturer ?? null,
    brand: transcript.brand ?? null,
    language: transcript.language ?? null,
    dates: readDates(transcript, order, problems),
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
    results,
    problems,
  };
  return checkSample(reading, transcript);
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
