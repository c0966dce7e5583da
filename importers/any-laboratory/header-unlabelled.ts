/** What stands in a header without a label of its own: the heading over a block of labels, the product in large type. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import { TABLE_WORD } from './header-certain.ts';
import { lookUp } from './header-lookup.ts';
import { ADDRESS, isLabel, type LabelledPage } from './header-page.ts';
import { joinPrinted, printedPart } from './header-printed.ts';
import { above, type Run, rightOf } from './header-runs.ts';
import { DATE } from './header-values.ts';
import { isKnownAnalyte } from './names.ts';

export const TITLE =
  /\b(?:certificate|certi\S{1,3}cate|report|analysis|compliance|testing|test results?|results?|summary|page|pages|strana|protokol|informe|boletín|certificado|certificat|certificato|zertifikat|prüfbericht|analysebericht|analysenbericht|rapport|rapporto|sprawozdanie|relatório|ensayos?|essais?|passed|pass|failed|fail|tested|client|customer|sample|product image|information|details?)\b/iu;
/** Nothing but signs, or the rest of a label. */
export const NO_NAME = /^[\s\d.,:;|/_–—-]*$|^\W+$|^(?:number|name|identification|code|date|reference|id|no)[.:]?$/iu;

/** `ORELAP# 4133 | OLCC 010-1009`: by whom a laboratory is licensed. */
const LICENSED =
  /^\p{Lu}{3,}#|^(?:[Cc]ertification|[Aa]ccreditation|[Rr]egistration|[Ll]icen[cs]e|[Pp]ermit)\b|\b(?:ORELAP|OLCC|NELAP|ELAP|TNI|A2LA|PJLA|ANAB|CDPH|DCC|CMTL)\b/u;

/** `Calm 1:1 Tincture`, `20:1`. */
export const RATIO = /(?<![\d:])(?:\d{1,2}:1|1:\d)(?![\d:])/g;

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

/** Whether a label of the page has it for its value. */
export const isValue = (page: LabelledPage, run: Run): boolean =>
  valueBoxes(page).some(
    box => box[0] < run.box[2] && box[2] > run.box[0] && box[1] < run.baseline && box[3] > run.baseline - 0.5 * run.fontSize,
  );

export const isPlain = (page: LabelledPage, run: Run): boolean =>
  !isLabel(page, run) &&
  !isValue(page, run) &&
  !NO_NAME.test(run.text) &&
  !TITLE.test(run.text) &&
  !ADDRESS.test(run.text) &&
  !TABLE_WORD.test(run.text) &&
  !LICENSED.test(run.text) &&
  !/^(?:https?:\/\/)?www\.|\.(?:com|org|net|eu|de|cz)$|^(?:CLIA|ISO|DEA|NPI|FDA)\b.*\d/iu.test(run.text) &&
  run.words.length <= 10 &&
  !/:/.test(run.text.replace(RATIO, '')) &&
  // `Issuing Office   : Cibitung`
  !/^[:：]/.test(rightOf(page, run)?.text ?? '');

const sameColumn = (a: Run, b: Run): boolean =>
  Math.abs(a.box[0] - b.box[0]) <= 4 || Math.abs(a.box[2] - b.box[2]) <= 6 || Math.abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) <= 12;

/** A label nobody knows, whose value begins where that of the label below it does. */
const hasValueBeside = (page: LabelledPage, run: Run, label: Run): boolean => {
  const [own, other] = [rightOf(page, run), rightOf(page, label)];
  if (!own || !other || isLabel(page, own) || isLabel(page, other)) return false;
  return Math.abs(run.box[0] - label.box[0]) < 1 && Math.abs(own.box[0] - other.box[0]) < 1;
};

/** The unlabelled lines standing directly on a label, from the top down. */
const stackOn = (page: LabelledPage, label: Run, stop: (run: Run) => boolean): Run[] => {
  const stack: Run[] = [];
  let run: Run | null = above(page, label, 1.2);
  const isHeading = (other: Run): boolean => !hasValueBeside(page, other, label) && isPlain(page, other) && !stop(other);
  while (run && stack.length < 3 && sameColumn(run, stack[0] ?? label) && isHeading(run)) {
    stack.unshift(run);
    run = above(page, run, 1.2);
  }
  return stack;
};

/** A date may stand before the name: `Mar 21, 2023 | FLUENT`. */
export const behindDate = ({ text }: Run): number => {
  const bar = text.lastIndexOf('| ');
  return bar > 0 && DATE.test(text.slice(0, bar)) ? bar + 2 : 0;
};

/** `Mango Leaf Vape` over `Cartridge 1 g`, both larger than the labels: one name on several lines. */
function restOfName([top, ...lines]: readonly Run[], label: Run): Printed[] {
  if (!top || top.fontSize < 1.2 * label.fontSize) return [];
  const end = lines.findIndex(
    (line, i) => Math.abs(line.fontSize - top.fontSize) > 0.1 || line.bold !== top.bold || !isBroken(lines[i - 1] ?? top, line),
  );
  return lines.slice(0, end < 0 ? lines.length : end).map(line => printedPart(line));
}

/** Close under it, and begun or centred as it is. */
const isBroken = (over: Run, line: Run): boolean =>
  line.baseline - over.baseline < 1.45 * over.fontSize &&
  (Math.abs(over.box[0] - line.box[0]) < 1 || Math.abs(over.box[0] + over.box[2] - line.box[0] - line.box[2]) < 2);

/** The heading over the first block of labels that tells of `field`s. */
export const headingOver = (
  pages: readonly LabelledPage[],
  fields: readonly HeaderField[],
  only: RegExp | null,
  stop: (run: Run) => boolean,
): Printed | null => {
  for (const page of pages) {
    const labels = page.labels.filter(
      hit =>
        fields.includes(hit.field) &&
        !(hit.field === 'labSampleId' && hit.rank === 1) &&
        hit.first &&
        !page.headings.has(hit.run) &&
        (!only || only.test(hit.run.text)),
    );
    for (const hit of labels.toSorted((a, b) => a.run.baseline - b.run.baseline)) {
      const stack = stackOn(page, hit.run, stop);
      const top = stack[0];
      if (top && hit.run.box[1] < 0.6 * page.page.height)
        return joinPrinted([printedPart(top, behindDate(top)), ...restOfName(stack, hit.run)]);
    }
  }
  return null;
};

/** A product that is not labelled stands over its own details: sample id, matrix, batch. */
export const unlabelledName = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(
    pages,
    ['labSampleId', 'matrix', 'lot'],
    null,
    run => stop(run) || isKnownAnalyte(run.text) || /\b(?:profile|panel)$/i.test(run.text),
  );

const SUBJECT =
  /^(?:re|subject)\s*:\s*(?:(?:(?:results? of )?(?:the )?(?:analysis|testing)|(?:test |analytical )?(?:results?|report)|certificate of analysis) (?:of|for|on) |(?:test |analytical |our )?(?:report|certificate) (?:(?:no|nr)\.? ?)?(?=\S*\d)\S+, )?/iu;
/** Behind the product: its lot, its number. */
const SUBJECT_REST = /[,;:(]?\s*(?:\b(?:lot|batch|our|your|sample (?:no|number|id|#)|lab (?:no|number|id|#)|p\.?o\b)|#).*$/iu;

/** What a letter is about: `RE: Analysis of Kratom Capsules, Lot EX-7712`. */
export const subjectName = (pages: readonly LabelledPage[]): Printed | null => {
  const run = pages[0]?.runs.find(({ text }) => /^(?:re|subject)\s*:/i.test(text));
  if (!run) return null;
  const start = SUBJECT.exec(run.text)![0].length;
  const name = run.text
    .slice(start)
    .replace(SUBJECT_REST, '')
    .replace(/[\s,;–-]+$/u, '');
  const isOrder = /^(?:(?:\p{L}+ )?project|work order|order|job|purchase order|p\.?o)\b/iu.test(name);
  return /\p{L}{3}/u.test(name) && !isOrder && !TITLE.test(name) && name.length <= 80 ? printedPart(run, start, start + name.length) : null;
};

/** The product set in type larger than all else that is no title, in the head of the page: `Kratom Extract 60 mL`. */
export const largestName = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null => {
  const page = pages[0];
  if (!page) return null;
  const head = page.runs.filter(run => run.box[1] < 0.35 * page.page.height);
  const usual = head.map(run => run.fontSize).toSorted((a, b) => a - b)[Math.floor(head.length / 2)] ?? 0;
  const large = head.filter(
    run =>
      run.fontSize > 1.3 * usual &&
      isPlain(page, run) &&
      !stop(run) &&
      run.words.length >= 2 &&
      // `1.42 %` in large figures is a result
      /\p{L}{3}/u.test(run.text) &&
      !isKnownAnalyte(run.text) &&
      !DATE.test(run.text) &&
      !PANEL.test(run.text),
  );
  const size = Math.max(...large.map(run => run.fontSize));
  const largest = large.filter(run => run.fontSize > size - 0.1);
  return largest.length === 1 ? printedPart(largest[0]!) : null;
};

const PANEL =
  /\b(?:panel|profile|moisture|water activity|foreign (?:matter|material)|filth|metals?|pesticides?|solvents?|mycotoxins?|microbials?|cannabinoids?|terpenes?|potency|alkaloids?|impurit(?:y|ies)|limits|labs?|laborator(?:y|ies)|total)\b/iu;
