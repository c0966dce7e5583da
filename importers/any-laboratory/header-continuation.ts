/** The lines that a value of a header goes on over. */
import { VALUE_KIND, type ValueKind } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import {
  ADDRESS,
  aligned,
  type Column,
  centre,
  type Found,
  isLabel,
  type LabelledPage,
  labelRun,
  meet,
  TITLED,
  within,
} from './header-page.ts';
import { below, type PageRuns, type Run } from './header-runs.ts';
import { isBlank, valueSpan } from './header-values.ts';
import { isPanelName } from './panels.ts';
import { fillsCell, wallsOf } from './walls.ts';

/** Could the first word of the next line not have stood on the line before it? Only then is it the same piece of text. */
const wrapped = (page: PageRuns, last: Run, next: Run, left: number): boolean => {
  const column = page.runs.filter(run => aligned(run.box[0], left) && Math.abs(run.baseline - last.baseline) < 14 * last.fontSize);
  const edge = Math.max(...column.map(run => run.box[2]), last.box[2]);
  const word = next.words[0]!;
  return last.box[2] + 0.25 * last.fontSize + (word.box[2] - word.box[0]) > edge + 0.5;
};

/** Whether anything but the label stands before it on its line: the lines of a value may stand on both sides of their label's. */
const leftNeighbour = (page: PageRuns, { run: label, lower }: LabelHit, run: Run): boolean =>
  page.runs.some(
    other =>
      other !== run &&
      other !== label &&
      other !== lower &&
      other.box[2] <= run.box[0] &&
      // the labels may be set to the right, where a longer one begins before this
      (other.box[0] >= label.box[0] - 3 || aligned(other.box[2], label.box[2])) &&
      meet(other.box, run.box) > 0.4 * run.fontSize,
  );

export interface Reading {
  readonly page: LabelledPage;
  readonly hit: LabelHit;
  readonly how: Found['how'];
  readonly kind: ValueKind;
  readonly column: Column | null;
}

/** A rule drawn between two lines parts two cells. */
const ruledApart = ({ page }: PageRuns, upper: Run, lower: Run): boolean =>
  page.rules.some(({ from, to }) => {
    const y = (from[1] + to[1]) / 2;
    const level = Math.abs(from[1] - to[1]) < 1;
    return (
      level &&
      y > upper.baseline &&
      y < lower.baseline &&
      Math.min(from[0], to[0]) < lower.box[2] &&
      Math.max(from[0], to[0]) > lower.box[0]
    );
  });

/** `1A40A0300004B1D00003` over `1877`: a code too long for its ruled cell is broken where the cell has no room for one more letter. */
const isBroken = ({ page }: PageRuns, first: Run, last: Run, next: Run): boolean => {
  if (/\s/.test(last.text) || !/^[A-Z\d]+(?:[-_/.][A-Z\d]+)*$/i.test(next.text) || !aligned(next.box[0], first.box[0], 1)) return false;
  return fillsCell(wallsOf(page), { left: first.box[0], right: last.box[2] }, (last.box[1] + last.box[3]) / 2, last.fontSize);
};

/** In a grid of several samples the line below is of the next one where the codes and dates beside it have a line there too. */
const isNextRow = (page: LabelledPage, hit: LabelHit, last: Run, next: Run): boolean =>
  page.labels.some(other => {
    const kind = VALUE_KIND[other.field];
    if (
      other.run === hit.run ||
      (kind !== 'code' && kind !== 'date') ||
      meet(labelRun(other).box, labelRun(hit).box) < 0.3 * hit.run.fontSize
    )
      return false;
    return [last, next].every(line =>
      page.runs.some(
        run =>
          run !== line &&
          Math.abs(run.baseline - line.baseline) < 0.4 * line.fontSize &&
          Math.min(run.box[2], other.run.box[2]) > Math.max(run.box[0], other.run.box[0]) &&
          /\d/.test(run.text) &&
          !/[-–]$/.test(run.text) &&
          valueSpan(run.text, kind)?.end === run.text.length,
      ),
    );
  });

/** A line of its own, whatever stands over it. */
const TITLE_LINE =
  /^(?:certificate of analysis|(?:compliance|r&d|research) test(?:ing)?|test report|report of analysis|analytical report)$/i;

/** `QD0HN - Heavy Metals (ICP-MS)`: what was tested, behind its number in a price list. */
const CODED_PANEL =
  /^(?=\S*\d)[A-Z][A-Z\d]{2,7} ?[-–:] ?(?:.*\b)?(?:metals|mycotoxins|pesticides|residues|microbiolog\w*|alkaloids|cannabinoids|potency|solvents|assay|analysis|screen|panel|nutrition\w*|elements?)\b/i;

const continues = ({ page, hit, how, kind }: Reading, first: Run, last: Run, next: Run): boolean => {
  if (Math.abs(next.fontSize - last.fontSize) > 0.08 * last.fontSize || next.words.length > 12) return false;
  if (ruledApart(page, last, next) || page.headings.has(next) || isNextRow(page, hit, last, next)) return false;
  if (
    isLabel(page, next) ||
    isBlank(next.text) ||
    TITLE_LINE.test(next.text) ||
    isPanelName(next.text.replace(/^kratom /i, '')) ||
    CODED_PANEL.test(next.text) ||
    (page.byRun.get(next)?.some(other => other.first) ?? false)
  )
    return false;
  if (kind === 'code' || kind === 'quantity') return /[^\s]-$/.test(last.text) || (kind === 'code' && isBroken(page, first, last, next));
  if (ADDRESS.test(next.text) || (hit.field === 'client' && [TOWN, STREET_AND_TOWN, TITLED].some(one => one.test(next.text)))) return false;
  if (how === 'below') return aligned(centre(next.box), centre(first.box), 6) || aligned(next.box[0], first.box[0]);
  if (how === 'right') return aligned(next.box[0], first.box[0]) && !leftNeighbour(page, hit, next);
  // `Sample Description: Green Sample`, so close that both are one, over `Leaf`, set in to where the value began
  const begun = first.words.findIndex(word => aligned(word.box[0], next.box[0]));
  if (begun > 0 && /:$/.test(first.words[begun - 1]!.text)) return last.box[2] > next.box[0] && !leftNeighbour(page, hit, next);
  const left = hit.run.box[0];
  return (aligned(next.box[0], left) || aligned(next.box[0], first.box[0])) && wrapped(page, last, next, left);
};

/** `Clanwilliam 8135`, under the name of a client. */
const TOWN = /^\p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}.-]+){0,2},? \d{4,6}$/u;

/** `Polní 8, 796 01 Prostějov`. */
const STREET_AND_TOWN = /\p{L}{2,}\.? \d{1,4}[a-z]?(?:\/\d+)?, (?:[A-Z]{1,2}-)?\d{2,3}[ -]?\d{2,3} \p{Lu}/u;

/** The lines of a value that is wrapped, without the first. */
export const continuation = (reading: Reading, first: Run): Run[] => {
  const more: Run[] = [];
  let last = first;
  for (let count = 0; count < 3; count += 1) {
    const line = below(reading.page, last, 0.85);
    const next = line && within(line, reading.column);
    // a line of text that the column would cut is another's
    if (!next || (next !== line && reading.kind === 'text') || !continues(reading, first, last, next)) break;
    more.push(next);
    last = next;
  }
  return more;
};
