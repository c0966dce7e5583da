/** From a label to its value: behind it on the line, to its right, under it, or (signatures) over it. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import { type HeaderField, VALUE_KIND, type ValueKind } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import { joinPrinted, printedPart } from './header-printed.ts';
import { above, below, makeRun, type PageRuns, type Run, rightOf } from './header-runs.ts';
import { tableHeadings } from './header-tables.ts';
import { DATE, isBlank, valueSpan } from './header-values.ts';
import { isKnownAnalyte } from './names.ts';
import { isPanelName } from './panels.ts';

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

const UNKNOWN_LABEL = /^[\p{L}][\p{L}\d ./()&'#-]{0,40}(?::(?!\d)|\s#|#$)/u;

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

export const ADDRESS =
  /^(?!\d+ ?(?:m?g|kg|ml|oz|ct|x|packs?|caps(?:ules)?|tablets?|gummies)\b)\d+[\p{L}]? +\p{L}|^\d{1,2}[Ff]l?\.?, ?\p{L}|^\d{1,5} ?[-/](?! ?\p{L}{2})|\b[A-Z]{2},? +\d{5}\b|^P\.? ?O\.? ?box|\(?\d{3}\)?[-. ]\d{3}[- .]\d{4}|@|\blic(?:ense)?\b|\breg\.? ?#|^\d{3} ?\d{2} |,\s?[A-Z]{2}(?:,|$)|\p{L} \d+\/\d+|^\p{Lu}\p{L}*(?:str\.|straße|strasse|weg|allee|platz|gasse) \d|, \d{4,5} \p{Lu}|, \d{2}-\d{3} \p{Lu}|^(?:ul\.|al\.|os\.|c\/|calle|rua|via|viale|rue|jl\.|jalan|av\.|avda\.|parque|pol[ií]gono) ?\p{Lu}|^(?:unit|plot|room|flat|block|building|floor|km|no\.) ?\d|\b(?:street|avenue|suite|road)\b|^\+\d/iu;

const aligned = (a: number, b: number, tolerance = 3): boolean => Math.abs(a - b) <= tolerance;
const centre = (box: Box): number => (box[0] + box[2]) / 2;
const meet = (a: Box, b: Box): number => Math.min(a[3], b[3]) - Math.max(a[1], b[1]);

/** The label as one thing, also where it is wrapped over two lines. */
const labelRun = ({ run, lower }: LabelHit): Run =>
  lower ? { ...lower, box: [Math.min(run.box[0], lower.box[0]), run.box[1], Math.max(run.box[2], lower.box[2]), lower.box[3]] } : run;

/** Between the labels to its left and right in a row of headings: what stands under it there is its own. */
interface Column {
  readonly left: number;
  readonly right: number;
  /** Where the next label begins: what ends before it crosses into no other column. */
  readonly next: number;
}

const columnOf = (page: LabelledPage, hit: LabelHit): Column | null => {
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
const within = (run: Run, column: Column | null): Run | null => {
  if (!column) return run;
  if (run.box[0] >= column.left && run.box[2] < column.next) return run;
  const words = run.words.filter(word => centre(word.box) > column.left && centre(word.box) < column.right);
  if (words.length === run.words.length) return run;
  return words.length > 0 ? makeRun(run.page, words) : null;
};

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

interface Reading {
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
  if (kind === 'code' || kind === 'quantity') return /[^\s]-$/.test(last.text);
  if (ADDRESS.test(next.text)) return false;
  if (how === 'below') return aligned(centre(next.box), centre(first.box), 6) || aligned(next.box[0], first.box[0]);
  if (how === 'right') return aligned(next.box[0], first.box[0]) && !leftNeighbour(page, hit, next);
  // `Sample Description: Green Sample`, so close that both are one, over `Leaf`, set in to where the value began
  const begun = first.words.findIndex(word => aligned(word.box[0], next.box[0]));
  if (begun > 0 && /:$/.test(first.words[begun - 1]!.text)) return last.box[2] > next.box[0] && !leftNeighbour(page, hit, next);
  const left = hit.run.box[0];
  return (aligned(next.box[0], left) || aligned(next.box[0], first.box[0])) && wrapped(page, last, next, left);
};

/** The lines of a value that is wrapped, without the first. */
const continuation = (reading: Reading, first: Run): Run[] => {
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

/** `Product: Green Powder,` close before `Lot #: 12`. */
const beforeLabel = (page: LabelledPage, run: Run): boolean => {
  const next = /[,;]$/.test(run.text) ? rightOf(page, run) : null;
  return next !== null && next.box[0] - run.box[2] < 3 * run.fontSize && isLabel(page, next);
};

const valueIn = (reading: Reading, run: Run, offset = 0, limit = run.text.length): Found | null => {
  const { kind, how } = reading;
  const span = valueSpan(run.text.slice(offset, limit), kind);
  if (!span || (kind === 'date' && /[-–]\s*$/.test(run.text) && span.end + offset < run.text.length))
    return kind === 'date' ? brokenDate(reading, run) : null;
  // what another label behind it parts it from: `Green Powder, Lot # 12`
  const parted =
    offset + span.end < run.text.trimEnd().length && kind === 'text'
      ? /(?:[,;(\s]|\s[–-])*$/.exec(run.text.slice(offset + span.start, offset + span.end))![0].length
      : kind === 'text' && beforeLabel(reading.page, run)
        ? /[,;]?$/.exec(run.text)![0].length
        : 0;
  const first = printedPart(run, offset + span.start, offset + span.end - parted);
  if (kind === 'date' || offset + span.end < run.text.trimEnd().length) return { value: first, how };
  const more = continuation(reading, run);
  return { value: joinPrinted([first, ...more.map(next => printedPart(next))]), how };
};

/** A date broken over the lines of its cell: `28 December` over `2021`. */
const brokenDate = ({ page, how, column }: Reading, run: Run): Found | null => {
  const line = how === 'below' || how === 'right' ? below(page, run, 0.85) : null;
  const lower = line && within(line, column);
  if (!lower || !/\d/.test(run.text) || isLabel(page, lower)) return null;
  const value = joinPrinted([printedPart(run), printedPart(lower)]);
  const span = valueSpan(value.text, 'date');
  return span && span.end >= value.text.length - 1 ? { value, how } : null;
};

const nextStart = (page: LabelledPage, hit: LabelHit): number =>
  Math.min(hit.run.text.length, ...(page.byRun.get(hit.run) ?? []).filter(other => other.start >= hit.end).map(other => other.start));

/** `Product   03502-XX   Copper chelate`: a number of the accounts before the name. */
const nameBehindCode = (page: LabelledPage, code: Run): Run | null => {
  if (!/^(?=.*\d)[A-Z\d][A-Z\d._/-]{3,}$/.test(code.text) || DATE.test(code.text)) return null;
  const next = rightOf(page, code);
  const near = next && next.box[0] - code.box[2] < 0.25 * page.page.width;
  return next && near && !isLabel(page, next) && /\p{L}{4}/u.test(next.text) && !DATE.test(next.text) && !ADDRESS.test(next.text)
    ? next
    : null;
};

/** `Lead | 0.01 | 0.112`: the row of a table beside the labels. */
const isResultRow = (page: LabelledPage, run: Run): boolean =>
  isKnownAnalyte(run.text) &&
  page.runs.some(
    other =>
      other.box[0] > run.box[2] &&
      Math.abs(other.baseline - run.baseline) < 0.4 * run.fontSize &&
      /^(?:[<≤]? ?\d*[.,]?\d+(?: ?[%\p{L}µ/]+)?|ND|<L?LOQ)$/u.test(other.text),
  );

const onTheRight = (page: LabelledPage, hit: LabelHit, kind: ValueKind): { found: Found; gap: number } | null => {
  const label = labelRun(hit);
  const run = rightOf(page, label);
  if (!run || isLabel(page, run) || isResultRow(page, run)) return null;
  const gap = run.box[0] - label.box[2];
  if (gap > 0.45 * page.page.width) return null;
  const named = kind === 'text' ? nameBehindCode(page, run) : null;
  const found = valueIn({ page, hit, how: 'right', kind, column: null }, named ?? run);
  return found && { found, gap };
};

const underneath = (page: LabelledPage, hit: LabelHit, kind: ValueKind, column: Column | null): Found | null => {
  const label = labelRun(hit);
  const line = below(page, label, column ? 2.8 : 2.2);
  const run = line && within(line, column);
  if (!line || !run || isLabel(page, line) || page.headings.has(line)) return null;
  return valueIn({ page, hit, how: 'below', kind, column }, run);
};

const overhead = (page: LabelledPage, hit: LabelHit): Found | null => {
  const run = above(page, hit.run, 4);
  return run && valueSpan(run.text, 'date') ? valueIn({ page, hit, how: 'above', kind: 'date', column: null }, run) : null;
};

const levelLabels = (page: LabelledPage, hit: LabelHit): LabelHit[] =>
  page.labels.filter(
    other => other.first && other.strength === 'cell' && Math.abs(other.run.baseline - hit.run.baseline) < 0.4 * hit.run.fontSize,
  );

/** On forms a line of labels stands close under its values, further from what follows. */
const isCaptions = (page: LabelledPage, hit: LabelHit): boolean => {
  const row = levelLabels(page, hit);
  const under = row.flatMap(({ run }) => below(page, run, 4) ?? []).filter(run => !isLabel(page, run));
  const far = Math.min(...under.map(run => run.baseline - hit.run.baseline));
  const told = row.filter(other => {
    const over = above(page, other.run, 1);
    if (!over || isLabel(page, over) || 1.5 * (other.run.baseline - over.baseline) > far) return false;
    return valueSpan(over.text, VALUE_KIND[other.field])?.end === over.text.length;
  });
  return (
    row.length >= 2 && told.length === row.length && row.some(({ field }) => VALUE_KIND[field] === 'code' || VALUE_KIND[field] === 'date')
  );
};

const overCaption = (page: LabelledPage, hit: LabelHit, kind: ValueKind): Found | null => {
  const run = above(page, hit.run, 1);
  return run && valueIn({ page, hit, how: 'above', kind, column: null }, run);
};

/** What commas or strokes part: `11/02/2021, 11/03/2021`. */
const PARTS = /(?<=^|,\s|\s[/&|]\s)(?:(?!,\s|\s[/&|]\s).)+/gu;

/** The labels share a value run: each has its part of it, or all have the whole where it has no parts. */
const sharedValue = (page: LabelledPage, hit: LabelHit, share: NonNullable<LabelHit['share']>, kind: ValueKind): Found | null => {
  if (share.from !== undefined) {
    const parts = [...hit.run.text.slice(share.from).matchAll(PARTS)];
    const part = parts.length === share.count ? parts[share.index] : undefined;
    const offset = share.from + (part?.index ?? 0);
    return part ? valueIn({ page, hit, how: 'inline', kind, column: null }, hit.run, offset, offset + part[0].length) : null;
  }
  const right = rightOf(page, hit.run);
  const [run, how] =
    right && !isLabel(page, right) && right.box[0] - hit.run.box[2] < FAR * hit.run.fontSize
      ? [right, 'right' as const]
      : [below(page, hit.run), 'below' as const];
  if (!run || isLabel(page, run)) return null;
  const parts = [...run.text.matchAll(PARTS)];
  const part = parts.length === share.count ? parts[share.index] : kind === 'date' ? undefined : parts[0];
  if (!part) return null;
  return valueIn(
    { page, hit, how, kind, column: null },
    run,
    part.index,
    parts.length === share.count ? part.index + part[0].length : run.text.length,
  );
};

/** A heading over its value, although something unrelated stands on its line far to the right. */
const FAR = 12;

/** What stands under the label, or over it, is a label too, known or not, where its own value stands under that of the label, or over it. */
const inGrid = (page: LabelledPage, hit: LabelHit, value: Run): boolean => {
  const label = labelRun(hit);
  const isLevel = (a: Run, b: Run): boolean => Math.abs(a.baseline - b.baseline) < 0.3 * a.fontSize;
  const goesOn = (other: Run | null): boolean => {
    const beside = other && aligned(other.box[0], hit.run.box[0]) ? rightOf(page, other) : null;
    // between both lines it is of neither
    return beside !== null && beside !== value && aligned(beside.box[0], value.box[0]);
  };
  const over = above(page, label, 1.6);
  return goesOn(below(page, label, 1.6)) || (isLevel(label, value) && goesOn(over) && isLevel(over!, rightOf(page, over!)!));
};

/** Without a mark only what cannot be read on as a sentence is a value. */
const leads = (hit: LabelHit, rest: string, kind: ValueKind): boolean => {
  if (kind === 'date') return true;
  if (kind === 'code') return /^\s*\S*\d/.test(rest);
  const label = hit.run.text.slice(hit.start, hit.end).trim();
  return (
    hit.first &&
    hit.rank === 0 &&
    /[ -]/.test(label) &&
    hit.run.words.length <= 10 &&
    /^\s*[\p{Lu}\d]/u.test(rest) &&
    !/(?<!Inc|Ltd|Corp|Co|LLC)\.\s*$/.test(rest)
  );
};

/** The value that belongs to a label, or null where nothing (or only a dash) is printed for it. */
export const lookUp = (page: LabelledPage, hit: LabelHit, kind: ValueKind = VALUE_KIND[hit.field]): Found | null => {
  if (hit.share) return sharedValue(page, hit, hit.share, kind);
  if (!hit.lower) {
    const limit = nextStart(page, hit);
    const rest = hit.run.text.slice(hit.end, limit);
    if (rest.trim() !== '') {
      if (isBlank(rest)) return null;
      if (hit.strength === 'lead' && !leads(hit, rest, kind)) return null;
      return valueIn({ page, hit, how: 'inline', kind, column: null }, hit.run, hit.end, limit);
    }
    if (limit < hit.run.text.length) return null;
  }
  if (page.headings.has(hit.run)) return null;
  const column = columnOf(page, hit);
  if (isCaptions(page, hit)) return overCaption(page, hit, kind);
  if (column) return underneath(page, hit, kind, column);
  const right = onTheRight(page, hit, kind);
  const under = (): Found | null => underneath(page, hit, kind, null);
  const besides = right && rightOf(page, labelRun(hit));
  if (
    right &&
    besides &&
    (kind === 'text' || hit.strength === 'cell') &&
    right.gap > FAR * hit.run.fontSize &&
    !inGrid(page, hit, besides)
  ) {
    const value = under();
    if (value?.value.evidence.kind === 'page' && aligned(value.value.evidence.box[0], hit.run.box[0])) return value;
  }
  return right?.found ?? under() ?? (kind === 'date' && /sign/i.test(hit.run.text) ? overhead(page, hit) : null);
};
