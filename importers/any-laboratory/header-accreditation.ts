/** What is printed of the accreditation of a laboratory. */
import type { Printed } from '../../src/coa/transcript.ts';
import { printedPart } from './header-printed.ts';
import type { PageRuns } from './header-runs.ts';

const ACCREDITATION = [
  /(?:zkušební laboratoř )?č\. ?(\d{3,4}(?:\.\d+)?) akreditovan\p{L}*/iu,
  /(?:accredit\p{L}*|A2LA|PJLA|ANAB|ISO\/IE[CS] ?:?\s?17025(?::\d{4})?)[^.;|]{0,50}?(?:#:?|no\.?|number|testing|cert\p{L}*(?: number)?)\s*:?\s*#?([A-Z]{0,4}-?\d[\w.-]+)/iu,
  /\b(D-PL-\d{5}-\d\d-\d\d)\b/u,
  /ISO ?\/ ?IE[CS] ?:?\s?17025(?::\d{4})?/iu,
];

/** What is printed of the laboratory's accreditation: its number, else the standard it names. */
export const findAccreditation = (pages: readonly PageRuns[]): Printed | null => {
  for (const pattern of ACCREDITATION)
    for (const { runs } of pages)
      for (const run of runs) {
        const match = pattern.exec(run.text);
        if (match && !/subcontract/i.test(run.text)) return printedPart(run, match.index, match.index + match[0].length);
      }
  return null;
};
