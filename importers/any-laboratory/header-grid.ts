/** A page that lists several samples, a line each: `Sample ID  Product  Lot` over their codes. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import { VALUE_KIND } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import type { LabelledPage } from './header-page.ts';
import { printedPart } from './header-printed.ts';
import type { Run } from './header-runs.ts';
import { valueSpan } from './header-values.ts';
import { ORDINAL } from './lots-beside.ts';

export interface ListedSample {
  readonly name?: Printed;
  readonly lot?: Printed;
  readonly labSampleId?: Printed;
  readonly matrix?: Printed;
}

/** What is told of each sample of a report. */
export const LISTED: ReadonlySet<HeaderField> = new Set(['name', 'lot', 'labSampleId', 'matrix']);

const level = (a: Run, b: Run): boolean => Math.abs(a.baseline - b.baseline) < 0.4 * Math.min(a.fontSize, b.fontSize);
const over = (heading: Run, run: Run): boolean =>
  Math.min(heading.box[2], run.box[2]) > Math.max(heading.box[0], run.box[0]) - 0.5 * run.fontSize;

/** Nothing but the label stands in its cell, as `Lot #` does. */
const isAlone = ({ strength, first, end, run }: LabelHit): boolean => strength === 'cell' || (first && end >= run.text.trimEnd().length);

/** What the label says of the one cell that it is over, or beside. */
const read = (label: LabelHit, cells: readonly Run[]): [string, Printed][] => {
  const [cell] = cells;
  if (!cell || cells.length > 1) return [];
  const span = valueSpan(cell.text, VALUE_KIND[label.field]);
  if (span) return [[label.field, printedPart(cell, span.start, span.end)]];
  // `Sample` over the names of samples, not their numbers
  const name = label.field === 'labSampleId' && label.rank >= 2 ? valueSpan(cell.text, 'text') : null;
  return name ? [['name', printedPart(cell, name.start, name.end)]] : [];
};

/** `Sample` over `Sample 1`, which a further column names. */
const callsSample = ({ field, rank }: LabelHit): boolean => field === 'name' && rank >= 2;

/** Further down begins something else: a table of results. */
const parted = (page: LabelledPage, heading: Run, run: Run): boolean =>
  [...page.headings].some(other => other.baseline > heading.baseline && other.baseline < run.baseline);

/** `S8347-1` and `S8347-2`: of a line in which both stand, they head columns. */
const isNextTo = (number: string, text: string): boolean =>
  number.length >= 4 &&
  text !== number &&
  text.replace(/\d+$/, '') === number.replace(/\d+$/, '') &&
  /\d$/.test(text) &&
  /\d$/.test(number);

/** What the list says of the sample of this number; null where no list has it in a line. */
export const listedSample = (pages: readonly LabelledPage[], number: string): ListedSample | null => {
  for (const page of pages)
    for (const run of page.runs) {
      // `001` over a column ends the laboratory's whole number
      const whole = run.text.trim();
      const isNumber = whole === number || (ORDINAL.test(number) && /\d[.-]0\d{1,2}$/.test(whole) && whole.endsWith(number));
      if (!isNumber || page.headings.has(run)) continue;
      const own = page.labels
        .filter(
          hit =>
            (hit.field === 'labSampleId' || hit.field === 'lot' || callsSample(hit)) && isAlone(hit) && hit.run.baseline < run.baseline,
        )
        .findLast(hit => over(hit.run, run));
      if (!own) continue;
      const headings = page.labels.filter(hit => LISTED.has(hit.field) && isAlone(hit) && level(hit.run, own.run));
      // `Lot  Lot  Lot` heads columns of lots, not a list
      const once = new Set(headings.map(({ field, run: { text } }) => `${field} ${text}`)).size === headings.length;
      // what stands in or under the headings of a table is no line of the list
      const ended = [...page.headings].some(
        ({ baseline }) => baseline >= own.run.baseline && baseline <= run.baseline + 0.4 * run.fontSize,
      );
      if (headings.length < 2 || !once || ended) continue;
      const line = page.runs.filter(other => level(other, run));
      if (line.some(other => isNextTo(whole, other.text.trim()))) continue;
      const named = headings.some(hit => hit.field === 'name' && !callsSample(hit));
      const told = headings.filter(hit => !(named && callsSample(hit)));
      const found = Object.fromEntries(
        told.flatMap(hit =>
          read(
            hit,
            line.filter(other => over(hit.run, other)),
          ),
        ),
      );
      if (Object.keys(found).length >= 2 && !parted(page, own.run, run)) return found;
    }
  return null;
};

/** Of names in a line over the columns of several samples, the one over the column of this; `name` where it stands over none of them. */
export const nameOver = (pages: readonly LabelledPage[], name: Printed, own: Printed, all: readonly Printed[]): Printed => {
  const { evidence } = name;
  const boxes = [own, ...all].flatMap(one => (one.evidence.kind === 'page' && evidence.kind === 'page' ? [one.evidence] : []));
  const page = evidence.kind === 'page' ? pages.find(({ page: of }) => of.number === evidence.page) : undefined;
  if (!page || evidence.kind !== 'page' || boxes.length < 3 || boxes.some(({ page: of }) => of !== evidence.page)) return name;
  const [mine] = boxes;
  const meets = (a: Box, b: Box): boolean => Math.min(a[2], b[2]) > Math.max(a[0], b[0]);
  const isLevel = (a: Box, b: Box): boolean => Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 0.5 * (a[3] - a[1]);
  const side = new Set(boxes.map(({ box }) => Math.round(box[0]))).size > 1 && boxes.every(({ box }) => isLevel(box, mine!.box));
  const near = mine!.box[1] - evidence.box[3] < 4 * (evidence.box[3] - evidence.box[1]) && mine!.box[1] > evidence.box[1];
  if (!side || !near || boxes.slice(1).filter(({ box }) => meets(box, evidence.box)).length !== 1) return name;
  const line = page.runs.filter(run => isLevel(run.box, evidence.box));
  const isLabelled = page.labels.some(({ run }) => line.includes(run) && run.box[0] > evidence.box[0]);
  const over = boxes.map(({ box }) => line.filter(run => meets(run.box, box)));
  return !isLabelled && over.every(runs => runs.length === 1) ? printedPart(over[0]![0]!) : name;
};

/** The list on its side, over the columns of the samples: `Sample ID | 001 | 002` over `Lot | A-1 | B-2`; null where it does not tell two things of one. */
export const sampleOver = (pages: readonly LabelledPage[], { page: number, box }: { page: number; box: Box }): ListedSample | null => {
  const page = pages.find(({ page: own }) => own.number === number);
  const beside = page?.labels.filter(
    hit => LISTED.has(hit.field) && isAlone(hit) && hit.run.box[2] <= box[0] && hit.run.baseline > box[1] && hit.run.baseline < box[3],
  );
  const inColumn = (run: Run): boolean => Math.min(run.box[2], box[2]) > Math.max(run.box[0], box[0]);
  const found = Object.fromEntries(
    (beside ?? []).flatMap(hit =>
      read(
        hit,
        page!.runs.filter(run => level(run, hit.run) && inColumn(run)),
      ),
    ),
  );
  return Object.keys(found).length >= 2 ? found : null;
};
