/** From a label to its value: behind it on the line, to its right, under it, or (signatures) over it. */
import { VALUE_KIND, type ValueKind } from './fields.ts';
import { continuation, type Reading } from './header-continuation.ts';
import type { LabelHit } from './header-labels.ts';
import { ADDRESS, aligned, type Column, columnOf, type Found, isLabel, type LabelledPage, labelRun, within } from './header-page.ts';
import { joinPrinted, printedPart } from './header-printed.ts';
import { above, below, type Run, rightOf } from './header-runs.ts';
import { DATE, isBlank, valueSpan } from './header-values.ts';
import { isKnownAnalyte } from './names.ts';

/** `Product: Green Powder,` close before `Lot #: 12`. */
const beforeLabel = (page: LabelledPage, run: Run): boolean => {
  const next = /[,;]$/.test(run.text) ? rightOf(page, run) : null;
  return next !== null && next.box[0] - run.box[2] < 3 * run.fontSize && isLabel(page, next);
};

/** `10.02.2026 / 16.02.2026`: when tests began and when they ended; where the second day ends behind the first, 0 where there is none. */
const secondDay = (rest: string): number => {
  const stroke = /^\s*\/\s+/.exec(rest)?.[0].length ?? 0;
  return stroke > 0 ? stroke + (valueSpan(rest.slice(stroke), 'date')?.end ?? -stroke) : 0;
};

/** A sheet cuts a text off where the next cell begins: what is left of a lot is another lot. */
const isCutOff = ({ runs }: LabelledPage, run: Run): boolean =>
  runs.some(
    ({ words: [next], baseline }) =>
      next?.beginsCell === true &&
      Math.abs(baseline - run.baseline) < 0.1 * run.fontSize &&
      Math.abs(next.box[0] - run.box[2]) < 0.5 * run.fontSize,
  );

const valueIn = (reading: Reading, run: Run, offset = 0, limit = run.text.length): Found | null => {
  const { kind, how } = reading;
  if (kind !== 'date' && isCutOff(reading.page, run)) return null;
  const span = valueSpan(run.text.slice(offset, limit), kind);
  if (!span || (kind === 'date' && /[-–]\s*$/.test(run.text) && span.end + offset < run.text.length))
    return kind === 'date' ? brokenDate(reading, run) : null;
  const until = kind === 'date' && reading.hit.field === 'tested' ? secondDay(run.text.slice(offset + span.end, limit)) : 0;
  if (until > 0) return { value: printedPart(run, offset + span.start, offset + span.end + until), how };
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
  return { value: joinPrinted([first, ...more.map(next => printedPart(next))], kind === 'code' ? '' : ' '), how };
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

/** Fewer lines of that kind make no list. */
const FEWEST_LISTED = 4;

/** `Client ............ Example Elm`, the dots drawn: one of many lines of two, all begun at the one margin and ended at the other. */
const isListed = (page: LabelledPage, label: Run, value: Run): boolean =>
  page.runs.filter(run => {
    const next = aligned(run.box[0], label.box[0]) ? rightOf(page, run) : null;
    return next !== null && aligned(next.box[2], value.box[2]) && rightOf(page, next) === null;
  }).length >= FEWEST_LISTED;

/** In sizes of type: values stand closer under their labels than the next labels do. */
const UNDER_LABEL = 1.6;

/** `CLIENT | SUBMITTED | METHOD` below `BATCH ID | TEST ID | REPORTED`: where labels stand over their values elsewhere, one nobody knows is none. */
const isInRowOfLabels = (page: LabelledPage, hit: LabelHit, run: Run): boolean => {
  const alike = (a: Run, b: Run): boolean => aligned(a.box[0], b.box[0]) && Math.abs(a.fontSize - b.fontSize) < 0.05 * a.fontSize;
  const label = labelRun(hit);
  const [own, other] = [below(page, label, UNDER_LABEL), below(page, run, UNDER_LABEL)];
  const overValues = own && other && !isLabel(page, own) && aligned(own.box[0], label.box[0]) && aligned(other.box[0], run.box[0]);
  return (
    overValues === true &&
    label.fontSize < own.fontSize &&
    page.labels.some(({ first, strength, run: above }) => {
      if (!first || strength !== 'cell' || above === hit.run || !alike(above, label)) return false;
      const beside = rightOf(page, above);
      return beside !== null && alike(beside, run) && isLabel(page, beside);
    })
  );
};

const onTheRight = (page: LabelledPage, hit: LabelHit, kind: ValueKind): { found: Found; gap: number } | null => {
  const label = labelRun(hit);
  const run = rightOf(page, label);
  if (!run || isLabel(page, run) || isResultRow(page, run) || isInRowOfLabels(page, hit, run)) return null;
  const gap = run.box[0] - label.box[2];
  if (gap > 0.45 * page.page.width && !isListed(page, label, run) && !inGrid(page, hit, run)) return null;
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
    // `Sample` may have the name of the product for its value
    const kind = other.field === 'labSampleId' && other.rank >= 2 ? 'text' : VALUE_KIND[other.field];
    return valueSpan(over.text, kind)?.end === over.text.length;
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
    return beside !== null && beside !== value && !isLabel(page, beside) && aligned(beside.box[0], value.box[0]);
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
