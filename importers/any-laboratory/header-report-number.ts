/** The number of a report that no label names: at its title, behind the word for it, before the numbers of its samples. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { LabelledPage } from './header-page.ts';
import { printedPart } from './header-printed.ts';
import { below, type Run, rightOf } from './header-runs.ts';
import { isValue } from './header-unlabelled.ts';
import { DATE } from './header-values.ts';

const REPORT_TITLE =
  /^(?:certificate of analysis|(?:test|analysis|analytical) certificate|certificate of test(?:s|ing)?|(?:laboratory |analytical |test |analysis )?report(?: of analysis)?|(?:report|results?) of (?:analytical testing|analysis)|(?:laporan |sertifikat )?(?:hasil )?(?:uji|pengujian|analisis)(?: ?\/ ?(?:test report|(?:report|results?) of (?:analysis|testing)))?|informe de (?:resultados|ensayos?|an[áa]lisis)|relat[óo]rio de ensaios?)$/iu;
export const isReportTitle = ({ text }: Run): boolean => REPORT_TITLE.test(text);

const NUMBERED =
  /^(?:(?:[Nn][OoRr]\.?|[Nn]\.?[°º]|№|#|[Nn]umber|NUMBER|[Nn]omor|NOMOR)\s*:?\s*(?=\S*\d)[\p{L}\d][\p{L}\d./_-]{2,}|(?=(?:\D*\d){4})(?=\S*[-/])[A-Z\d][A-Z\d./_-]{5,})$/u;

const SAYS_NUMBER = /^(?:(?:number|nomor|no\.?|nr\.?|n\.?[°º]|№|#)(?!\p{L}))?\s*:?\s*/iu;

/** `AR-23-QD-118842-01`: of parts enough to be nothing else, wherever it stands on the line under a title. */
const LONG_CODE = /^(?=(?:\D*\d){6})[A-Z\d]{2,}(?:-[A-Z\d]+){3,}$/;

/** `No. EX2401188` first in the line close under a title that stands in the middle: `No. …   Date: …   Page 1 of 3`. */
const numberUnder = ({ runs }: LabelledPage, title: Run): Run | null => {
  const next = runs.find(({ baseline, box }) => baseline > title.baseline && box[1] > title.box[3] - 2);
  const near = next !== undefined && next.box[1] - title.box[3] < 1.5 * title.fontSize;
  return near && (/^(?:no|nr|n[°º]|№)\b/iu.test(next.text) || LONG_CODE.test(next.text)) ? next : null;
};

/** `No. 2023-0118` behind the title of the report or under it, or a long code alone, unless it is the sample's or the lot's. */
const numberAtTitle = (page: LabelledPage, others: readonly (string | undefined)[]): Printed | null => {
  for (const title of page.runs) {
    if (!REPORT_TITLE.test(title.text) || title.box[1] > 0.4 * page.page.height) continue;
    for (const run of [rightOf(page, title), below(page, title, 1.5), numberUnder(page, title)]) {
      if (!run || !NUMBERED.test(run.text) || isValue(page, run)) continue;
      const start = SAYS_NUMBER.exec(run.text)![0].length;
      const code = run.text.slice(start);
      // `LHU/2024/07/0552` holds what looks like a day
      if (DATE.test(start === 0 ? code : code.replace(/^\p{L}{2,}[\p{L}/_-]*(?=\d)/u, ''))) continue;
      if (!others.includes(code)) return printedPart(run, start);
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
  /(?:^|[•·|] )(?:(?:re|subject)\s?: ?)?(?:(?:amended|revised|corrected|final|interim|stability) )?(?:(?:\p{L}{2,5} |\p{Lu}\p{L}+ (?:screen|panel|test|analysis|profile) )?report(?: of (?:results|analysis))?|certificate(?: of analysis)?|coa|informe de (?:resultados|ensayos?|an[áa]lisis)|relat[óo]rio de ensaios?) (?:[–—-] )?((?=(?:[A-Z/.-]*\d){3})(?:[A-Z\d]+(?:[-/.][A-Z\d]+)+|(?<=report )\d{6,8}|(?<=report )(?=(?:\D*\d){4})[A-Z\d]{6,12}))(?=$| ?[•·|,;–—]| \()/iu;

/** `LG-COA-231188`: the code says what it is of. */
const SAYS_REPORT = /^(?:[A-Z\d]+[-_])?(?:COA|RPT)[-_]?(?=[A-Z-]*\d{3})([A-Z\d-]+)$/;

/** `Document No.` over it, beside `Revision`: the number of the form, which all reports on it bear. */
const isOfForm = (page: LabelledPage, run: Run): boolean => {
  const isForm = (other: Run): boolean => /^(?:document|doc\.?|form|template)(?: ?(?:no\.?|nr\.?|number|id|#))? ?:?$/i.test(other.text);
  const head = page.runs.filter(({ box }) => box[1] < 0.35 * page.page.height);
  const beside = head.filter(
    other =>
      (Math.abs(other.box[0] - run.box[0]) < run.fontSize && other.baseline < run.baseline && run.box[1] - other.box[3] < run.fontSize) ||
      rightOf(page, other) === run,
  );
  return beside.some(isForm) && head.some(({ text }) => /^(?:revision|rev\b|version|effective)/i.test(text));
};

/** `Report PL-R-119 • Issued …`: a code of several parts behind the word alone, in the head of the page. */
const numberBehindWord = (page: LabelledPage): Printed | null => {
  const found = page.runs.flatMap(run => {
    const text = run.box[1] < 0.35 * page.page.height ? run.text : '';
    const behind = BEHIND_WORD.exec(text)?.[1];
    const code = behind ?? SAYS_REPORT.exec(text)?.[0];
    if (code === undefined || DATE.test(code)) return [];
    if (behind === undefined && (isValue(page, run) || isOfForm(page, run))) return [];
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
