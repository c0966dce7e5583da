/** Names and numbers that stand beside one another and not beside labels of their own. */
import type { Printed } from '../../src/coa/transcript.ts';
import { isLabel, type LabelledPage, lookUp } from './header-lookup.ts';
import { printedPart } from './header-printed.ts';
import { above, type Run, rightOf } from './header-runs.ts';
import { isPlain } from './header-unlabelled.ts';
import { DATE } from './header-values.ts';
import { isKnownAnalyte } from './names.ts';

interface NumberedSample {
  readonly labSampleId: Printed;
  readonly name: Printed | null;
}

/** What follows a number and is its matrix, its day or a further label is no product. */
const isProductText = (text: string): boolean =>
  /^\p{L}*\p{Lu}[\p{L}\d]/u.test(text) &&
  /\p{L}{3}/u.test(text) &&
  text.length <= 80 &&
  !/[:=]/.test(text) &&
  !DATE.test(text) &&
  !isKnownAnalyte(text);

/** `Sample: 3398171-1   Lions Mane Capsules   Lot: LM-0923`: the product behind the number of the sample. */
export const besideNumber = (pages: readonly LabelledPage[]): NumberedSample | null => {
  for (const page of pages)
    for (const hit of page.labels) {
      if (hit.field !== 'labSampleId' || hit.rank < 2 || hit.strength !== 'mark' || !hit.first) continue;
      const { run, end } = hit;
      const next = Math.min(
        run.text.length,
        ...page.labels.filter(other => other.run === run && other.start > hit.start).map(({ start }) => start),
      );
      const inside = /^\s*(\S*\d\S*)\s+(.+)$/.exec(run.text.slice(end, next).trimEnd());
      if (inside) {
        const start = run.text.indexOf(inside[2]!, end + inside[1]!.length);
        const from = run.text.indexOf(inside[1]!, end);
        if (isProductText(inside[2]!))
          return {
            name: printedPart(run, start, start + inside[2]!.length),
            labSampleId: printedPart(run, from, from + inside[1]!.length),
          };
        continue;
      }
      const number = lookUp(page, hit)?.value;
      if (number?.evidence.kind !== 'page' || number.evidence.page !== run.page || !/^\S*\d\S*$/.test(number.text)) continue;
      const cell = run.text.slice(end).trim() === number.text ? run : rightOf(page, run);
      const beside = cell && rightOf(page, cell);
      if (beside && cell.text.endsWith(number.text) && isPlain(page, beside) && isProductText(beside.text))
        return { name: printedPart(beside), labSampleId: number };
    }
  return null;
};

/** `P231144-01 (Powder)   Sampled: …` under the name of the sample, where the report is P231144 and has no other sample. */
export const sampleOfReport = (pages: readonly LabelledPage[], report: string): NumberedSample | null => {
  if (!/\d{4}/.test(report)) return null;
  const found = pages.flatMap(page =>
    page.runs.flatMap(run => {
      const rest = run.text.startsWith(report) ? run.text.slice(report.length) : '';
      const ending = /^[-./]\d{1,3}(?!\S)/.exec(rest)?.[0];
      return ending ? [{ page, run, code: `${report}${ending}` }] : [];
    }),
  );
  const [first] = found;
  if (!first || found.some(({ code }) => code !== first.code)) return null;
  return { labSampleId: printedPart(first.run, 0, first.code.length), name: nameOver(first.page, first.run) };
};

const nameOver = (page: LabelledPage, run: Run): Printed | null => {
  const over = above(page, run, 1);
  const own = over && Math.abs(over.box[0] - run.box[0]) <= 4 && isPlain(page, over) && !isLabel(page, over);
  return own && isProductText(over.text) ? printedPart(over) : null;
};
