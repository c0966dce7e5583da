/** `#DIV/0!` and its like: what a formula could not reckon is no result, and what it says is no text of the laboratory. */
import type { Problem } from '../coa/problem.ts';
import type { Sheet } from './document.ts';

/** In the words of English programs, which files store whatever the language is. */
const FAILED =
  /^Err:5\d\d$|^#(?:DIV\/0!|N\/A(?: N\/A)?|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|ERROR!)$/;
const MOST_NAMED = 5;

/** The sheets without such cells, and a problem for each sheet that had some. */
export function withoutFailed(sheets: readonly Sheet[]): { sheets: Sheet[]; problems: Problem[] } {
  const read = sheets.map((sheet): Sheet => {
    const failed = sheet.cells.filter(({ text }) => FAILED.test(text)).map(({ address }) => address);
    return failed.length === 0 ? sheet : { ...sheet, cells: sheet.cells.filter(({ text }) => !FAILED.test(text)), failed };
  });
  return { sheets: read, problems: read.flatMap(problemOf) };
}

function problemOf({ name, failed = [] }: Sheet): Problem[] {
  if (failed.length === 0) return [];
  const more = failed.length > MOST_NAMED ? ` and ${failed.length - MOST_NAMED} more` : '';
  return [
    {
      code: 'formula-failed',
      severity: 'warning',
      message: `Formulas of the sheet "${name}" failed in ${failed.slice(0, MOST_NAMED).join(', ')}${more}; these cells were left out. Ask the laboratory for the results.`,
    },
  ];
}
