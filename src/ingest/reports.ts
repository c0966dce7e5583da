/** One file may hold several reports, and one report several samples. */
import type { Problem } from '../coa/problem.ts';
import type { Reading } from '../coa/reading.ts';
import { normaliseCode, normaliseName } from '../coa/text.ts';
import type { ReadOutcome } from '../document/outcome.ts';

export interface Report {
  /** One a sample. */
  readonly readings: readonly Reading[];
}

/**
 * Samples of one laboratory and one report number are one certificate. Without a number, samples on pages are taken to be of one
 * report, but those of a sheet or a list are each their own, as nothing holds them together.
 */
export function reportsOf(readings: readonly Reading[]): Report[] {
  const keyed = readings.map((reading, index) => ({ reading, key: keyOf(reading, index) }));
  return [...Map.groupBy(keyed, entry => entry.key).values()].map(entries => ({ readings: entries.map(entry => entry.reading) }));
}

function keyOf(reading: Reading, index: number): string {
  const laboratory = reading.laboratory ? normaliseName(reading.laboratory.text) : '';
  const number = reading.reportNumber ? normaliseCode(reading.reportNumber.text) : '';
  if (number !== '') return `${laboratory} # ${number}`;
  return reading.results[0]?.evidence.kind === 'page' ? laboratory : `${laboratory} ${index}`;
}

/** Problems of the file itself: those that none of its readings has. */
export function problemsOfFile(outcome: ReadOutcome): Problem[] {
  const inReadings = new Set(outcome.readings.flatMap(reading => reading.problems.map(problem => JSON.stringify(problem))));
  return outcome.problems.filter(problem => !inReadings.has(JSON.stringify(problem)));
}
