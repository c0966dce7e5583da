/** Which of the labels found on a page are labels of its header, and not words of its tables or of the laboratory's own work. */
import type { HeaderField } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import type { Found, LabelledPage } from './header-page.ts';
import { DATE } from './header-values.ts';

const VERDICT = /^(?:pass(?:ed)?|fail(?:ed)?|tested|not tested|complete[d]?|yes|no|conforms|complies)$/i;

const SAMPLE_ROW: ReadonlySet<HeaderField> = new Set([
  'lot',
  'labSampleId',
  'received',
  'sampled',
  'tested',
  'client',
  'reported',
  'reportNumber',
]);

/** Whether it heads a column beside those of lot, client or date. */
export const inSampleRow = (page: LabelledPage, { run }: LabelHit): boolean =>
  page.labels.some(
    other => other.run !== run && SAMPLE_ROW.has(other.field) && Math.abs(other.run.baseline - run.baseline) < 0.5 * run.fontSize,
  );

const NAMES: ReadonlySet<HeaderField> = new Set(['name', 'client', 'manufacturer', 'brand', 'reportNumber']);
const DATE_ALONE = new RegExp(`^${DATE.source}$`, DATE.flags);

/** Over the names of a table. */
export const TABLE_WORD =
  /^(?:analytes?|parameters?|compounds?|elements?|tests?(?: (?:items?|parameters?|names?))?|components?|determinations?)$/i;

/** `Description | Brown powder | Complies`: a test answered in words. */
const isTestRow = (page: LabelledPage, { run }: LabelHit): boolean =>
  page.runs.some(other => other !== run && Math.abs(other.baseline - run.baseline) < 0.5 * run.fontSize && VERDICT.test(other.text.trim()));

const OF_ANALYSIS =
  /\b(?:(?:date|time) (?:extracted|prepared|analy[sz]ed)|(?:extract|prepar|analy[sz])ed(?: (?:by|on|date))?:|analysis (?:method|date)|instrument|analyst|sop)\b|^analy[sz]ed?:? \d|^units?:? (?:%|[µm]?c?g\/|pp[mb]\b)/i;

/** `Batch ID` in the line that tells when, and with what, a panel was analysed: the laboratory's own. */
const isOfAnalysis = (page: LabelledPage, { run, start }: LabelHit): boolean =>
  /^batch/i.test(run.text.slice(start)) &&
  page.runs.some(other => Math.abs(other.baseline - run.baseline) < 0.5 * run.fontSize && OF_ANALYSIS.test(other.text));

/** `Lot Number`, `Batch No.`: what stands beside it is one, though it may look like a day. */
const saysNumber = ({ run, start, end }: LabelHit): boolean => /(?:number|code|\bn[or]\.?|#)\s*$/i.test(run.text.slice(start, end));

/** Labels that are also everyday words of tables need a mark or a value beside them; moisture is a share. */
export const certain = (page: LabelledPage, field: HeaderField, hit: LabelHit, { how, value }: Found): boolean => {
  if (field === 'reportNumber' && hit.rank > 0 && how === 'below') return /^(?=.*\d)(?=.*(?:\p{L}|\d[-/]\d)).{6,}$/u.test(value.text);
  if (field === 'reportNumber' && hit.rank > 1 && /^report|^certificate|^coa/iu.test(hit.run.text.slice(hit.start)))
    return hit.strength === 'mark' && value.text.length > 3 && !DATE.test(value.text);
  // `To:` is an addressee's only in the head of a letter
  if (field === 'client' && hit.rank === 3) return hit.strength === 'mark' && hit.first && hit.run.box[1] < 0.35 * page.page.height;
  if (field === 'moisture') return hit.strength === 'mark' && /%/.test(`${value.text}${hit.run.text}`);
  if (NAMES.has(field) && DATE_ALONE.test(value.text)) return false;
  // `Batch | 11/18/2022 | Pass` in a list of panels
  if (field === 'lot' && hit.strength !== 'mark' && DATE_ALONE.test(value.text)) return how === 'right' && saysNumber(hit);
  if (field === 'lot' && isOfAnalysis(page, hit)) return false;
  // `Sample 1 of 3`
  if (field === 'labSampleId' && /^sample:? \d{1,3} of \d/i.test(hit.run.text.slice(hit.start))) return false;
  // `WSLCB Lab #7` is the laboratory's own number
  if (field === 'labSampleId' && /^lab/i.test(hit.run.text.slice(hit.start)) && hit.start > 0 && /^\d{1,2}$/.test(value.text)) return false;
  if (field === 'name' && how === 'below' && TABLE_WORD.test(value.text)) return false;
  if (field === 'name' && hit.rank > 1 && isTestRow(page, hit)) return false;
  // `Item: 10442`
  if (field === 'name' && hit.rank > 0 && /^\d+$/.test(value.text)) return false;
  if (field === 'name' && (VERDICT.test(value.text) || !/[\p{L}\d]{2}/u.test(value.text))) return false;
  if ((field === 'name' || field === 'form') && hit.rank > 0) return hit.strength === 'mark' || how === 'right' || inSampleRow(page, hit);
  return true;
};
