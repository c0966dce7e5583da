/** Names and numbers that stand beside one another and not beside labels of their own. */
import type { Printed } from '../../src/coa/transcript.ts';
import { CITY } from './header-client.ts';
import type { LabelHit } from './header-labels.ts';
import { lookUp } from './header-lookup.ts';
import { isLabel, type LabelledPage } from './header-page.ts';
import { printedPart } from './header-printed.ts';
import { above, below, type Run, rightOf } from './header-runs.ts';
import { isPlain, RATIO } from './header-unlabelled.ts';
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
  !/[:=]/.test(text.replace(RATIO, '')) &&
  !DATE.test(text) &&
  !isKnownAnalyte(text);

/** Set to the left as it is. */
const begins = (a: Run, b: Run): boolean => Math.abs(a.box[0] - b.box[0]) <= 0.5 * b.fontSize;

/** `Sample: CS2307-1184` over `Calm Tincture`, which begins where the label, or the number, does. */
const nameUnder = (page: LabelledPage, { run }: LabelHit, number: Printed): Printed | null => {
  const line = /^(?:\D*\d){4}/.test(number.text) ? below(page, run, 0.85) : null;
  const aligned = line && begins(line, run);
  return aligned && run.text.trimEnd().endsWith(number.text) && isPlain(page, line) && isProductText(line.text) ? printedPart(line) : null;
};

const LONG_NUMBER = /^(?=(?:\D*\d){4})[A-Z\d][A-Z\d._/-]+$/i;
const REMARK = /^(?:\p{L}+ed|in|on|was|is|at|by|from|for|page|cont\p{L}*|results?)\b/iu;

/** In lines. */
const ADDRESS_REACH = 4;

/** The name of a firm over its address: of a client beside the number, and no product. */
const isAddressed = (page: LabelledPage, top: Run): boolean => {
  let run: Run | null = top;
  for (let lines = 0; run && lines < ADDRESS_REACH; lines += 1) {
    const next: Run | null = below(page, run, 1);
    if (!next || !begins(next, top)) return false;
    if (CITY.test(next.text)) return true;
    run = next;
  }
  return false;
};

/** `Sample: 3398171-1   Lions Mane Capsules   Lot: LM-0923`: the product behind the number of the sample. */
export const besideNumber = (pages: readonly LabelledPage[]): NumberedSample | null => {
  for (const page of pages)
    for (const hit of page.labels) {
      if (hit.field !== 'labSampleId' || hit.rank < 2 || hit.strength === 'cell' || !hit.first) continue;
      const { run, end } = hit;
      const next = Math.min(
        run.text.length,
        ...page.labels.filter(other => other.run === run && other.start > hit.start).map(({ start }) => start),
      );
      // `7-OH Tablets`, `MIT45 Gold` begin with no number of a laboratory
      const inside = /^\s*(\d+|(?=(?:\S*\d){3})\S+)\s+(.+)$/.exec(run.text.slice(end, next).trimEnd());
      // without a mark only a long number is no word of a sentence
      if (hit.strength === 'lead' && !(inside && LONG_NUMBER.test(inside[1]!) && !REMARK.test(inside[2]!))) continue;
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
      const under = nameUnder(page, hit, number);
      if (under) return { name: under, labSampleId: number };
      const cell = run.text.slice(end).trim() === number.text ? run : rightOf(page, run);
      const beside = cell && rightOf(page, cell);
      if (beside && cell.text.endsWith(number.text) && isPlain(page, beside) && isProductText(beside.text) && !isAddressed(page, beside))
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
  const own = over && begins(over, run) && isPlain(page, over) && !isLabel(page, over);
  return own && isProductText(over.text) ? printedPart(over) : null;
};

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** Whether a word is the first of a laboratory's name, or its capitals. */
const isNameOf = (word: string, laboratory: string): boolean => {
  const capitals = (laboratory.match(/(?<!\p{L})\p{Lu}/gu) ?? []).join('');
  return (
    [laboratory, laboratory.split(/[\s,]/, 1)[0]!].some(name => squash(word) === squash(name)) ||
    (/^\p{Lu}{2,5}$/u.test(word) && capitals.startsWith(word))
  );
};

const NUMBER = '(?: ?(?:#|id|no\\.?|number))';
const OWN_NUMBER = {
  sample: new RegExp(
    `^(\\p{Lu}[\\p{L}\\d]+)(?: (?:lab|sample|ref(?:erence|\\.)?))?(?: ?:|${NUMBER} ?:?| (?=\\S*\\d{3}))\\s*(\\S.*)?$`,
    'iu',
  ),
  report: new RegExp(`^(\\p{Lu}[\\p{L}\\d]+) (?:project|job|order|work order|report|coa)${NUMBER}? ?:?(?:\\s+(\\S.*))?$`, 'iu'),
};
const CODE = /^(?=(?:\D*\d){3})[A-Z\d][A-Z\d._/-]{3,}$/i;

/** `Example ID: PA-0331-7`, `Example Project No.: 20193384` in the head of a report of Example Analysis: the laboratory's number under its own name. */
export const numberOfLaboratory = (
  pages: readonly LabelledPage[],
  laboratory: string | undefined,
  of: 'sample' | 'report',
): Printed | null => {
  if (laboratory === undefined) return null;
  for (const page of pages)
    for (const run of page.runs) {
      if (run.words.length > 7 || run.box[1] > 0.4 * page.page.height) continue;
      const [, word, code] = OWN_NUMBER[of].exec(run.text) ?? [];
      if (word === undefined || !isNameOf(word, laboratory)) continue;
      const cell = code === undefined ? rightOf(page, run) : run;
      // the colon may stand before the value
      const text = (code ?? cell?.text ?? '').replace(/^:\s*/, '');
      if (cell && CODE.test(text) && !DATE.test(text)) return printedPart(cell, cell.text.length - text.length);
    }
  return null;
};
