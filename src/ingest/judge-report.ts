/** What `judge --json` and `POST /api/v1/judge` answer: what a check says, and how each sample stands against published limits. */
import { readForm } from '../coa/form.ts';
import type { Reading } from '../coa/reading.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { judgeReading, type ReadingOptions } from '../quality/judge.ts';
import { type Cited, cited } from '../quality/ruleset.ts';
import { ruleSetById } from '../quality/rulesets.ts';
import type { Verdict } from '../quality/verdict.ts';
import { type LawChoice, lawDay } from '../store/judged.ts';
import { lawOf } from '../store/judged-sample.ts';
import { type CheckReport, groupByReport } from './check-report.ts';

export interface JudgeReport extends CheckReport {
  /** `sample` counts the samples in the order of `reports`, `results` those of its sample, both from 0. */
  readonly verdicts: readonly CitedVerdict[];
}

export interface CitedVerdict extends Verdict, Cited {}

/** Whose rules, of which day (an undated reading is judged by the law of today); without rule sets every one, of which what is in force counts. */
export interface JudgedBy extends Pick<LawChoice, 'rulesets' | 'date' | 'stated'> {
  /** ISO day. */
  readonly today: string;
}

/** Verdicts on the samples of one file, or of all files of an archive, in the order in which a check tells them. */
export function verdictsOf(outcomes: readonly ReadOutcome[], by: JudgedBy): CitedVerdict[] {
  const readings = outcomes.flatMap(({ readings }) => groupByReport(readings).flat());
  const chosen = by.rulesets === undefined ? {} : { rulesets: by.rulesets, chosen: true };
  return readings
    .flatMap((reading, sample) => judgeReading(reading, { ...readingLaw(reading, by), sample, ...chosen }))
    .map(verdict => ({ ...verdict, ...cited(ruleSetById(verdict.ruleset)!, verdict.rule) }));
}

/** How a reading that nobody stored is judged, and by the law of which day. */
export function readingLaw(
  reading: Reading,
  { date, today, stated = {} }: Pick<JudgedBy, 'date' | 'today' | 'stated'>,
): Pick<ReadingOptions, 'form' | 'stated'> & ReturnType<typeof lawDay> {
  const dates = Object.fromEntries(Object.entries(reading.dates).flatMap(([field, day]) => (day.date === null ? [] : [[field, day.date]])));
  return {
    ...lawDay({ dates, ...lawOf(dates, today) }, { date, today }),
    form: readForm(reading.sample.form?.text, reading.sample.matrix?.text),
    stated,
  };
}
