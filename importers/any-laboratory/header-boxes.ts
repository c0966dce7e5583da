/** Boxes of labels without marks: `Client Example Elm` over `Sample Green Powder` over `Lot EE-12`. */
import { DATE_FIELDS } from '../../src/coa/transcript.ts';
import { type HeaderField, VALUE_KIND } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import { below, type PageRuns, type Run } from './header-runs.ts';
import { DATE, valueSpan } from './header-values.ts';

/** `Report 24W0611`. */
const REPORT = /^(?:report|certificate|coa) (?=(?:\S*\d){3})[A-Z\d][A-Z\d/-]*$/i;

/** Labels of the sample and of whose it is; of others a line may go on as a sentence. */
const OF_BOX: ReadonlySet<HeaderField> = new Set<HeaderField>([
  ...DATE_FIELDS,
  'client',
  'manufacturer',
  'name',
  'lot',
  'labSampleId',
  'reportNumber',
  'matrix',
  'form',
]);

/** Whether a line is a label and its value, set apart by nothing. */
const saysField = (hits: readonly LabelHit[] | undefined, { text }: Run): boolean =>
  REPORT.test(text) ||
  hits?.some(
    ({ field, start, end, strength }) =>
      start === 0 &&
      OF_BOX.has(field) &&
      strength === 'lead' &&
      /^[\p{Lu}\d]/u.test(text.slice(end).trim()) &&
      !/(?<!\b(?:Co|Inc|Ltd|Corp|LLC))[.;:]$/.test(text),
  ) === true;

/** What cannot be read on as a sentence: a number or a day fills the rest of the line. */
const isCertain = (hits: readonly LabelHit[] | undefined, { text }: Run): boolean =>
  REPORT.test(text) ||
  hits?.some(({ field, start, end }) => {
    const kind = VALUE_KIND[field];
    const span = start === 0 && (kind === 'code' || kind === 'date') ? valueSpan(text.slice(end), kind) : null;
    return span !== null && (span.end + end >= text.length || (kind === 'date' && DATE.test(text.slice(end))));
  }) === true;

/** The runs of boxes of three lines or more, set alike to the left under one another, each of which is a label and its value. */
export function runsOfBoxes(page: PageRuns, hits: readonly LabelHit[]): ReadonlySet<Run> {
  const byRun = Map.groupBy(hits, ({ run }) => run);
  const lines = new Set(page.runs.filter(run => run.words.length <= 10 && saysField(byRun.get(run), run)));
  const boxes = new Set<Run>();
  for (const top of lines) {
    const stack = [top];
    for (let next = below(page, top, 1); next !== null && lines.has(next); next = below(page, next, 1)) {
      const last = stack.at(-1)!;
      if (Math.abs(next.box[0] - last.box[0]) > 0.3 * last.fontSize || Math.abs(next.fontSize - last.fontSize) > 0.1 * last.fontSize) break;
      stack.push(next);
    }
    if (stack.length >= 3 && stack.some(run => isCertain(byRun.get(run), run))) for (const run of stack) boxes.add(run);
  }
  return boxes;
}
