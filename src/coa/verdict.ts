/** The laboratory's own verdict, as printed; ours is another fact. */
import { plainText } from './quantity.ts';
import type { ResultReading } from './reading.ts';

const PASS =
  /^(pass(ed|es)?|p|conforms?|conforming|complies|compliant|conformity|meets?( (specs?|specifications?))?|within (limits?|specs?)|ok|acceptable|in spec|vn?|vyhovuje|splňuje|✓|✔)$/;
const FAIL =
  /^(fail(ed|s)?|f|n|non-?conform(s|ing)?|does not (conform|comply|meet)( .*)?|non-?compliant|out of (spec|limits?)|exceeds( limit)?|nevyhovuje|not ok|✗|✘)$/;
const OPEN = /^(x|n\/?a|nt|not tested|tested|complete[d]?|info(rmational)?|report(ed)?( only| results?)?|not evaluated|nehodnoceno|nr|-+)$/;

/** Null when the text is no verdict word known here. Letter-spaced `P a s s` and trailing marks are understood. */
export function readVerdict(printed: string): ResultReading['printedVerdict'] {
  const text = plainText(printed)
    .toLowerCase()
    .replace(/[*†‡.,;:!]+$/g, '')
    .trim();
  const closed = /^(\S )+\S$/.test(text) ? text.replaceAll(' ', '') : text;
  if (PASS.test(closed)) return 'pass';
  if (FAIL.test(closed)) return 'fail';
  return OPEN.test(closed) ? 'not_evaluated' : null;
}
