/** What stands in a header without a label of its own: the heading over a block of labels, the first line of an address. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import { ADDRESS, isLabel, type LabelledPage, lookUp } from './header-lookup.ts';
import { printedPart } from './header-printed.ts';
import { above, type Run } from './header-runs.ts';
import { DATE } from './header-values.ts';

const TITLE =
  /\b(?:certificate|certi\S{1,3}cate|report|analysis|compliance|testing|test results?|results?|summary|page|pages|strana|protokol|passed|pass|failed|fail|tested|client|customer|sample|product image|information|details?)\b/iu;
const NO_NAME = /^[\s\d.,:;|/_–—-]*$|^\W+$/u;

const valuesOf = new WeakMap<LabelledPage, readonly Box[]>();

/** Boxes of what labels of the page have for their value. */
const valueBoxes = (page: LabelledPage): readonly Box[] => {
  const known = valuesOf.get(page);
  if (known) return known;
  const boxes = page.labels.flatMap(hit => {
    const evidence = lookUp(page, hit)?.value.evidence;
    return evidence?.kind === 'page' ? [evidence.box] : [];
  });
  valuesOf.set(page, boxes);
  return boxes;
};

const isValue = (page: LabelledPage, run: Run): boolean =>
  valueBoxes(page).some(
    box => box[0] < run.box[2] && box[2] > run.box[0] && box[1] < run.baseline && box[3] > run.baseline - 0.5 * run.fontSize,
  );

const plain = (page: LabelledPage, run: Run): boolean =>
  !isLabel(page, run) &&
  !isValue(page, run) &&
  !NO_NAME.test(run.text) &&
  !TITLE.test(run.text) &&
  !ADDRESS.test(run.text) &&
  run.words.length <= 10 &&
  !/:/.test(run.text);

const sameColumn = (a: Run, b: Run): boolean =>
  Math.abs(a.box[0] - b.box[0]) <= 4 || Math.abs(a.box[2] - b.box[2]) <= 6 || Math.abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) <= 12;

/** The unlabelled lines standing directly on a label, from the top down. */
const stackOn = (page: LabelledPage, label: Run, stop: (run: Run) => boolean): Run[] => {
  const stack: Run[] = [];
  let run: Run | null = above(page, label, 1.2);
  while (run && stack.length < 3 && sameColumn(run, stack[0] ?? label) && plain(page, run) && !stop(run)) {
    stack.unshift(run);
    run = above(page, run, 1.2);
  }
  return stack;
};

/** The heading over the first block of labels that tells of `field`s. */
const headingOver = (
  pages: readonly LabelledPage[],
  fields: readonly HeaderField[],
  only: RegExp | null,
  stop: (run: Run) => boolean,
): Printed | null => {
  for (const page of pages) {
    const labels = page.labels.filter(hit => fields.includes(hit.field) && hit.first && (!only || only.test(hit.run.text)));
    for (const hit of labels.toSorted((a, b) => a.run.baseline - b.run.baseline)) {
      const top = stackOn(page, hit.run, stop)[0];
      if (top && hit.run.box[1] < 0.6 * page.page.height) return printedPart(top);
    }
  }
  return null;
};

/** A product that is not labelled stands over its own details: sample id, matrix, batch. */
export const unlabelledName = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(pages, ['labSampleId', 'matrix'], null, stop);

const CLIENT_DETAIL = /^(?:order|client lic|licen[sc]e|account|customer (?:id|no))/iu;
const CITY = /(?:,| )\s?[A-Z]{2},?\s+\d{5}\b|\b\d{3} ?\d{2} \p{Lu}\p{L}+|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b/u;

/** The name over a postal address, when the address is not the laboratory's own. */
const addressee = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null => {
  for (const page of pages)
    for (const run of page.runs) {
      if (!CITY.test(run.text) || run.words.length > 9 || run.box[1] > 0.6 * page.page.height) continue;
      const top = addressTop(page, run);
      if (!top || stop(top)) continue;
      // a date may stand before the name: `Mar 21, 2023 | FLUENT`
      const bar = top.text.lastIndexOf('| ');
      const start = bar > 0 && DATE.test(top.text.slice(0, bar)) ? bar + 2 : 0;
      return printedPart(top, start);
    }
  return null;
};

/** The last word of a name that was too long for its line. */
const LEGAL_FORM = /^(?:LLC|L\.L\.C|Inc|Ltd|Corp|Co|GmbH|s\.r\.o|a\.s)\.?$/iu;

const addressTop = (page: LabelledPage, city: Run): Run | null => {
  let run = city;
  for (let count = 0; count < 4; count += 1) {
    const over = above(page, run, 1.2);
    if (!over || Math.abs(over.box[0] - city.box[0]) > 4) return null;
    const bar = over.text.lastIndexOf('| ');
    const name = bar > 0 && DATE.test(over.text.slice(0, bar)) ? over.text.slice(bar + 2) : over.text;
    if (LEGAL_FORM.test(name) || /^(?:attn|attention|c\/o|z\. ?h\.)\b/iu.test(name)) {
      run = over;
      continue;
    }
    if (!ADDRESS.test(name) && !/\p{L}{3,} \d{1,4}$/u.test(name))
      return NO_NAME.test(name) || TITLE.test(name) || isLabel(page, over) ? null : over;
    run = over;
  }
  return null;
};

export const unlabelledClient = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(pages, ['other'], CLIENT_DETAIL, stop) ?? addressee(pages, stop);

/** A code that stands alone under the title and begins the sample's own number is the report's number. */
export const unlabelledReportNumber = (pages: readonly LabelledPage[], labSampleId: string | undefined): Printed | null => {
  if (!labSampleId) return null;
  for (const page of pages)
    for (const run of page.runs) {
      if (run.box[1] > 0.3 * page.page.height) break;
      const code = run.text.trim();
      const begins = code.length >= 5 && /\d/.test(code) && labSampleId.startsWith(code) && /^[-._/]/.test(labSampleId.slice(code.length));
      if (begins && !/[\s-]$/.test(code)) return printedPart(run);
    }
  return null;
};
