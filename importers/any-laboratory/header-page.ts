/** A page with its labels: what is a label, and where the value of one stands. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import { makeRun, type PageRuns, type Run, rightOf } from './header-runs.ts';
import { tableHeadings } from './header-tables.ts';

export interface Found {
  readonly value: Printed;
  readonly how: 'inline' | 'right' | 'below' | 'above';
}

/** What the lookup knows of one page. */
export interface LabelledPage extends PageRuns {
  readonly labels: readonly LabelHit[];
  /** Labels that begin each run, for `is this run a label?`. */
  readonly byRun: ReadonlyMap<Run, readonly LabelHit[]>;
  /** The headings of its tables. */
  readonly headings: ReadonlySet<Run>;
}

export const labelledPage = (page: PageRuns, labels: readonly LabelHit[]): LabelledPage => {
  const byRun = new Map<Run, LabelHit[]>();
  for (const hit of labels)
    for (const run of hit.lower ? [hit.run, hit.lower] : [hit.run]) byRun.set(run, [...(byRun.get(run) ?? []), hit]);
  return { ...page, labels, byRun, headings: tableHeadings(page, byRun) };
};

/** Labels whose words are no others than labels, also without a mark. */
const OF_OTHERS: ReadonlySet<HeaderField> = new Set(['other', 'sampledBy', 'samplingMethod', 'condition', 'amountReceived']);

/** `Night Heron x OG #4` is a product, and no label before a number. */
const UNKNOWN_LABEL = /^[\p{L}][\p{L}\d ./()&'#-]{0,40}(?::(?!\d)|\s#(?!\d{1,2}$)|#$)/u;

/** Headings over blocks of lines, `Customer | Sample | Report`. */
const BLOCK_HEADING = /^(?:report|certificate|customer|client|laboratory|results?|order|details?|information)$/i;

/** `REPORT BG-7719`: the word and its code, without a mark between them. */
const WORD_AND_CODE = /^(?:report|certificate|coa) (?=\S*\d)[A-Z\d][A-Z\d/-]*$/i;

/** A run that begins with a label, known or by its colon: never the value of another. */
export const isLabel = (page: LabelledPage, run: Run): boolean =>
  UNKNOWN_LABEL.test(run.text) ||
  BLOCK_HEADING.test(run.text) ||
  WORD_AND_CODE.test(run.text) ||
  (page.byRun.get(run) ?? []).some(hit => hit.first && (hit.strength !== 'lead' || OF_OTHERS.has(hit.field)));

/** `Mme Exemple`, `Frau A. Beck`: a person, over or under the firm. */
export const TITLED = /^(?:mrs?|ms|dr|herrn?|frau|mme|mlle|m\.|sr(?:a|es)?\.?|sig(?:\.|nora?)|dhr|mevr(?:ouw)?|pan[ií]?|ing)\.? \p{Lu}/iu;

export const ADDRESS =
  /^(?!\d+ ?(?:m?g|kg|ml|oz|ct|x|packs?|caps(?:ules)?|tablets?|gummies)\b)\d+[\p{L}]? +\p{L}|^\d{1,2}[Ff]l?\.?, ?\p{L}|^\d{1,5} ?[-/](?! ?\p{L}{2})|\b[A-Z]{2},? +\d{5}\b|^P\.? ?O\.? ?box|\(?\d{3}\)?[-. ]\d{3}[- .]\d{4}|@|\blic(?:ense)?\b|\breg\.? ?#|^\d{3} ?\d{2} |,\s?[A-Z]{2}(?:,|$)|\p{L} \d+\/\d+|^\p{Lu}\p{L}*(?:str\.|straße|strasse|weg|allee|platz|gasse) \d|, \d{4,5} \p{Lu}|, \d{2}-\d{3} \p{Lu}|^(?:ul\.|al\.|os\.|c\/|calle|rua|via|viale|rue|jl\.|jalan|av\.|avda\.|parque|pol[ií]gono) ?\p{Lu}|^(?:unit|plot|room|flat|block|building|floor|km|no\.) ?\d|\b(?:street|avenue|suite|road)\b|^\+\d/iu;

export const aligned = (a: number, b: number, tolerance = 3): boolean => Math.abs(a - b) <= tolerance;
export const centre = (box: Box): number => (box[0] + box[2]) / 2;
export const meet = (a: Box, b: Box): number => Math.min(a[3], b[3]) - Math.max(a[1], b[1]);

/** The label as one thing, also where it is wrapped over two lines. */
export const labelRun = ({ run, lower }: LabelHit): Run =>
  lower ? { ...lower, box: [Math.min(run.box[0], lower.box[0]), run.box[1], Math.max(run.box[2], lower.box[2]), lower.box[3]] } : run;

/** Between the labels to its left and right in a row of headings: what stands under it there is its own. */
export interface Column {
  readonly left: number;
  readonly right: number;
  /** Where the next label begins: what ends before it crosses into no other column. */
  readonly next: number;
}

export const columnOf = (page: LabelledPage, hit: LabelHit): Column | null => {
  const label = labelRun(hit);
  const row = page.labels.filter(
    other => other !== hit && other.run !== hit.run && other.first && meet(labelRun(other).box, label.box) > 0.3 * label.fontSize,
  );
  const boxes = row.map(other => labelRun(other).box);
  const before = boxes.filter(box => box[2] <= label.box[0]).map(box => box[2]);
  const after = boxes.filter(box => box[0] >= label.box[2]).map(box => box[0]);
  const right = rightOf(page, label);
  if (!right || !isLabel(page, right)) return null;
  return {
    left: before.length > 0 ? (Math.max(...before) + label.box[0]) / 2 : label.box[0] - 30,
    right: after.length > 0 ? (Math.min(...after) + label.box[2]) / 2 : Number.POSITIVE_INFINITY,
    next: Math.min(...after, Number.POSITIVE_INFINITY),
  };
};

/** The words of a run that stand in the column: narrow gaps run neighbouring cells together. */
export const within = (run: Run, column: Column | null): Run | null => {
  if (!column) return run;
  if (run.box[0] >= column.left && run.box[2] < column.next) return run;
  const words = run.words.filter(word => centre(word.box) > column.left && centre(word.box) < column.right);
  if (words.length === run.words.length) return run;
  return words.length > 0 ? makeRun(run.page, words) : null;
};
