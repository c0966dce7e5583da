/** What stands in a header without a label of its own: the heading over a block of labels, the first line of an address. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import { ADDRESS, isLabel, type LabelledPage, lookUp } from './header-lookup.ts';
import { printedPart } from './header-printed.ts';
import { above, below, type Run, rightOf } from './header-runs.ts';
import { DATE } from './header-values.ts';
import { isKnownAnalyte } from './names.ts';

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
  !/^(?:https?:\/\/)?www\.|\.(?:com|org|net|eu|de|cz)$|^(?:CLIA|ISO|DEA|NPI|FDA)\b.*\d/iu.test(run.text) &&
  run.words.length <= 10 &&
  !/:/.test(run.text) &&
  // `Issuing Office   : Cibitung`
  !/^[:：]/.test(rightOf(page, run)?.text ?? '');

const sameColumn = (a: Run, b: Run): boolean =>
  Math.abs(a.box[0] - b.box[0]) <= 4 || Math.abs(a.box[2] - b.box[2]) <= 6 || Math.abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) <= 12;

/** The unlabelled lines standing directly on a label, from the top down. */
const stackOn = (page: LabelledPage, label: Run, stop: (run: Run) => boolean): Run[] => {
  const stack: Run[] = [];
  let run: Run | null = above(page, label, 1.2);
  while (run && stack.length < 3 && sameColumn(run, stack[0] ?? label) && isPlain(page, run) && !stop(run)) {
    stack.unshift(run);
    run = above(page, run, 1.2);
  }
  return stack;
};

/** A date may stand before the name: `Mar 21, 2023 | FLUENT`. */
const behindDate = ({ text }: Run): number => {
  const bar = text.lastIndexOf('| ');
  return bar > 0 && DATE.test(text.slice(0, bar)) ? bar + 2 : 0;
};

/** The heading over the first block of labels that tells of `field`s. */
const headingOver = (
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
      const top = stackOn(page, hit.run, stop)[0];
      if (top && hit.run.box[1] < 0.6 * page.page.height) return printedPart(top, behindDate(top));
    }
  }
  return null;
};

/** A product that is not labelled stands over its own details: sample id, matrix, batch. */
export const unlabelledName = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(pages, ['labSampleId', 'matrix', 'lot'], null, stop);

const SUBJECT =
  /^(?:re|subject)\s*:\s*(?:(?:(?:results? of )?(?:the )?(?:analysis|testing)|(?:test |analytical )?(?:results?|report)|certificate of analysis) (?:of|for|on) )?/iu;
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
  return /\p{L}{3}/u.test(name) && !TITLE.test(name) && name.length <= 80 ? printedPart(run, start, start + name.length) : null;
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
  /\b(?:panel|profile|metals?|pesticides?|solvents?|mycotoxins?|microbials?|cannabinoids?|terpenes?|potency|alkaloids?|labs?|laborator(?:y|ies)|total)\b/iu;

const CLIENT_DETAIL = /^(?:order|client lic|licen[sc]e|account|customer (?:id|no))/iu;
export const CITY =
  /^J(?:l\.|alan) \p{Lu}|(?:,| )\s?[A-Z]{2},?\s+\d{5}\b|\b\d{3} ?\d{2} \p{Lu}\p{L}+|\b\d{2}-\d{3} \p{Lu}\p{L}+|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d$/u;

/** `NF EN 15763`: two letters and five digits of no town. */
const STANDARD = /\b(?:EN|ISO|DIN|NF|PN|UNI|NEN|BS|ČSN)\b[ -]*(?:[A-Z]{2,3}[ -]+)*\d/u;

/** A town before it makes the branch of a laboratory, whose address is its own. */
const ISSUING = /\blaborator(?:y|ies)$/iu;

/** `Example Institut GmbH Im Tal 1 D-65232 Taunusstein`: who sends the letter, small over the addressee. */
const WHOLE_ADDRESS = /\p{L} (?:GmbH|AG|KG|SE|SAS|SARL|B\.?V\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|Ltd\.?|s\.r\.o\.)[ ,·|-].*\b\d{4,5} \p{Lu}/u;

/** `20095 Hamburg`, `75011 Paris`: a town only under the name of a street. */
const TOWN = /^(?:[A-Z]{1,2}-)?\d{4,5} \p{Lu}\p{L}+(?:[ -]\p{L}+){0,2}$/u;
const STREET = /^\d+[a-z]?,? \p{L}|\p{L}{3,}\.? \d{1,4}[a-z]?$/iu;

const isTown = (page: LabelledPage, run: Run): boolean => {
  const street = TOWN.test(run.text) ? above(page, run, 1.2) : null;
  return street !== null && beginsOrEnds(street, run) && STREET.test(street.text) && !isLabel(page, street);
};

/** Set to the left as it is, or to the right. */
const beginsOrEnds = (a: Run, b: Run): boolean => Math.abs(a.box[0] - b.box[0]) <= 4 || Math.abs(a.box[2] - b.box[2]) <= 2;

/** The name over a postal address, when the address is not the laboratory's own: that of a letter to a person goes before others. */
const addressee = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null => {
  const found: { readonly name: Printed; readonly toPerson: boolean }[] = [];
  for (const page of pages)
    for (const run of page.runs) {
      if (
        !(CITY.test(run.text) || isTown(page, run)) ||
        STANDARD.test(run.text) ||
        WHOLE_ADDRESS.test(run.text) ||
        run.words.length > 9 ||
        run.box[1] > 0.6 * page.page.height
      )
        continue;
      const top = addressTop(page, run);
      if (!top || stop(top) || ISSUING.test(top.text)) continue;
      const second = below(page, top, 1.2);
      found.push({ name: printedPart(top, behindDate(top)), toPerson: second !== null && TO_PERSON.test(second.text) });
    }
  return (found.find(({ toPerson }) => toPerson) ?? found[0])?.name ?? null;
};

/** `Attn: …`, `A/A: …`, `T.a.v. …` */
const TO_PERSON = /^(?:attn|attention|c\/o|a\/a|t\.?a\.?v|z\. ?h|zu h[äa]nden|à l['’]attention|k rukám|do rąk)(?![\p{L}\d])/iu;

/** `RG1 8AB` alone on the last line of an address. */
const POSTCODE = /^[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$/;

/** The last word of a name that was too long for its line. */
const LEGAL_FORM = /^(?:LLC|L\.L\.C|Inc|Ltd|Corp|Co|GmbH|s\.r\.o|a\.s)\.?$/iu;

const COMPANY =
  /(?<!\p{L})(?:LLC|L\.L\.C|Inc|Ltd|Limited|plc|Corp|Corporation|Company|GmbH|AG|KG|e\.K|B\.?V|N\.V|S\.L|SARL|SAS|S\.A|S\.p\.A|S\.r\.l|Sp\. z o\. ?o|A\/S|s\.r\.o|a\.s)\.?$/iu;

/** A company stands over the person its mail is for. */
const companyOf = (page: LabelledPage, person: Run): Run | null => {
  const over = COMPANY.test(person.text) ? null : above(page, person, 1.2);
  return over && beginsOrEnds(over, person) && COMPANY.test(over.text) && !isLabel(page, over) && over.words.length <= 8 ? over : null;
};

const addressTop = (page: LabelledPage, city: Run): Run | null => {
  let run = city;
  for (let count = 0; count < 4; count += 1) {
    const over = above(page, run, 1.2);
    if (!over || !beginsOrEnds(over, city)) return null;
    const name = over.text.slice(behindDate(over));
    if (
      LEGAL_FORM.test(name) ||
      // the town over its postcode
      (run === city && POSTCODE.test(city.text)) ||
      TO_PERSON.test(name) ||
      /^(?:\p{L}+ ){0,2}(?:dept|department|accounts payable)\.?$/iu.test(name)
    ) {
      run = over;
      continue;
    }
    if (!ADDRESS.test(name) && !/\p{L}{3,} \d{1,4}$/u.test(name))
      return NO_NAME.test(name) || TITLE.test(name) || isLabel(page, over) ? null : (companyOf(page, over) ?? over);
    run = over;
  }
  return null;
};

export const unlabelledClient = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(pages, ['other'], CLIENT_DETAIL, stop) ?? addressee(pages, stop);

const REPORT_TITLE =
  /^(?:certificate of analysis|(?:laboratory |analytical |test |analysis )?report(?: of analysis)?|(?:report|results?) of (?:analytical testing|analysis)|(?:laporan |sertifikat )?(?:hasil )?(?:uji|pengujian|analisis)(?: ?\/ ?(?:test report|(?:report|results?) of (?:analysis|testing)))?|informe de (?:resultados|ensayos?)|relat[óo]rio de ensaios?)$/iu;
export const isReportTitle = ({ text }: Run): boolean => REPORT_TITLE.test(text);

const NUMBERED =
  /^(?:(?:[Nn][OoRr]\.?|[Nn][°º]|№|#|[Nn]umber|NUMBER|[Nn]omor|NOMOR)\s*:?\s*(?=\S*\d)[\p{L}\d][\p{L}\d./_-]{2,}|(?=(?:\D*\d){4})(?=\S*[-/])[A-Z\d][A-Z\d./_-]{5,})$/u;

/** `No. 2023-0118` behind the title of the report or under it, or a long code alone, unless it is the sample's or the lot's. */
const numberAtTitle = (page: LabelledPage, others: readonly (string | undefined)[]): Printed | null => {
  for (const title of page.runs) {
    if (!REPORT_TITLE.test(title.text) || title.box[1] > 0.4 * page.page.height) continue;
    for (const run of [rightOf(page, title), below(page, title, 1.5)]) {
      if (!run || !NUMBERED.test(run.text) || DATE.test(run.text) || isValue(page, run)) continue;
      const start = /^(?:(?:number|nomor|no\.?|nr\.?|n[°º]|№|#)(?!\p{L}))?\s*:?\s*/iu.exec(run.text)![0].length;
      if (!others.includes(run.text.slice(start))) return printedPart(run, start);
    }
  }
  return numberInHead(page, others);
};

const NUMBER_LABEL = /^(?:number|no\.?|nr\.?)\s?:$/i;
const REPORT_CODE = /^(?=(?:\D*\d){4})[A-Z\d][A-Z\d./_-]{4,}$/;

/** `Number: | SZEX0221` and no other number without a word of what it is of, on the head of a page with the title of a report. */
const numberInHead = (page: LabelledPage, others: readonly (string | undefined)[]): Printed | null => {
  const head = page.runs.filter(run => run.box[1] < 0.2 * page.page.height);
  if (!head.some(isReportTitle)) return null;
  const codes = head
    .filter(({ text }) => NUMBER_LABEL.test(text))
    .flatMap(label => rightOf(page, label) ?? [])
    .filter(({ text }) => REPORT_CODE.test(text) && !DATE.test(text) && !others.includes(text));
  return codes.length === 1 ? printedPart(codes[0]!) : null;
};

const BEHIND_WORD =
  /^(?:report(?: of (?:results|analysis))?|certificate(?: of analysis)?|coa) ((?=(?:[A-Z/-]*\d){3})[A-Z\d]+(?:[-/][A-Z\d]+)+)(?=$| ?[•·|,;])/i;

/** `Report PL-R-119 • Issued …`: a code of several parts behind the word alone, in the head of the page. */
const numberBehindWord = (page: LabelledPage): Printed | null => {
  const found = page.runs.flatMap(run => {
    const code = run.box[1] < 0.35 * page.page.height ? BEHIND_WORD.exec(run.text)?.[1] : undefined;
    if (code === undefined || DATE.test(code)) return [];
    const start = run.text.indexOf(code);
    return [printedPart(run, start, start + code.length)];
  });
  return new Set(found.map(({ text }) => text)).size === 1 ? found[0]! : null;
};

/** A code at the title, or one that stands alone and begins the sample's own number, is the report's number. */
export const unlabelledReportNumber = (
  pages: readonly LabelledPage[],
  labSampleId: string | undefined,
  lot: string | undefined,
): Printed | null => {
  const atTitle = pages[0] && (numberAtTitle(pages[0], [labSampleId, lot]) ?? numberBehindWord(pages[0]));
  if (atTitle) return atTitle;
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
