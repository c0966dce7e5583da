/** Labels on a page ("Batch #:", "Datum příjmu"), found by their words and by how they stand. */
import { remember } from '../../src/coa/remember.ts';
import { type HeaderField, LABELS, VALUE_KIND } from './fields.ts';
import { runsOfBoxes } from './header-boxes.ts';
import type { PageRuns, Run } from './header-runs.ts';
import { below, makeRun, rightOf } from './header-runs.ts';
import { DATE, valueSpan } from './header-values.ts';
import { beginningOf, canBegin } from './label-beginnings.ts';
import { isLotName } from './lot-names.ts';

export interface LabelHit {
  readonly field: HeaderField;
  readonly rank: number;
  readonly run: Run;
  /** The second line of a label wrapped over two. */
  readonly lower?: Run | undefined;
  readonly start: number;
  /** Nothing but an enumerator (`[B]`, `2.`) stands before it in the run. */
  readonly first: boolean;
  /** Behind the label and its `:` or `#`. */
  readonly end: number;
  /** `mark`: a `:` or `#` says that it is a label · `cell`: it stands alone · `lead`: it only begins the run. */
  readonly strength: 'mark' | 'cell' | 'lead';
  /** Of several labels that share one value: `COLLECTED, RECEIVED` over `11/02/2021, 11/03/2021`. */
  readonly share?: { readonly index: number; readonly count: number; readonly from?: number } | undefined;
}

/** The letters of the label itself: those of `Sample ID:` and `SAMPLE ID` are the same. */
export const labelLetters = ({ run, start, end }: LabelHit): string =>
  run.text
    .slice(start, end)
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');

const spaced = (words: string): string => words.replaceAll(' ?', '\u0000').replaceAll(' ', '[\\s-]+').replaceAll('\u0000', '[\\s-]*');
/**
 * Small letters and digits, by ranges: `[\p{L}\p{N}]`, hundreds of ranges in each of these hundreds of patterns, takes a second to compile,
 * more than reading a file does. Of scripts in which no label is written the signs between letters count as letters.
 */
const LETTER_OR_DIGIT = String.raw`[0-9a-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00df-\u00f6\u00f8-\u02c1\u0370-\u1fff\u2070-\u209c\u2150-\u218b\u2460-\u24ff\u2c00-\u2ddf\u3041-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]`;
/** `Prufbericht Nr.`, `Numero de lote`: where a page was recognised, or typed in haste, letters have lost their accents. */
const unaccented = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
const WRITTEN = LABELS.flatMap(label => {
  const words = unaccented(label.words);
  // `š.`, which without its accent begins `S. aureus`
  const letter = words.replace(/[^\p{L}]/gu, '').length < 2;
  return words === label.words || letter ? [label] : [label, { ...label, words }];
});
const pattern = remember((words: string) => new RegExp(`(?:${spaced(words)})(?:(?<=[#:.°º№])|(?!['’]|${LETTER_OR_DIGIT}))`, 'uy'));
const BEGINNINGS = WRITTEN.map(label => ({ label, begins: canBegin(label.words) }));
/** Those that a text with these first signs can be; most texts can be none. */
const candidates = remember((beginning: string) => BEGINNINGS.filter(({ begins }) => begins(beginning)).map(({ label }) => label));
/** The few that begin with any word (`PJLA Accreditation`) are no reason to look a text up before one test of them all. */
const WITH_ANY_WORD = candidates('');
const ANY_WORD = new RegExp(`(?:${WITH_ANY_WORD.map(({ words }) => spaced(words)).join('|') || '(?!)'})`, 'uy');
/** Behind the words: `/Time`, the same in another language (`/ Émis:`, alone or before a number), a bracket, stars, dots that lead to the value, `:` or `#`. */
const TAIL =
  /(?:\s?\/\s?time(?=:))?(?:\s*\/\s*(?=[^:/\d]*(?:[à-ÿœ’']|\b(?:de|du|des|del|van|der)\b))[^:/\d]{2,26}?(?=:|$|\s(?=\S*\d)[a-z\d]\S*$))?(?:\s*\([^)]{1,30}\))?\s*[*+]{0,3}\s*(?:…+|(?:\s?\.){3,}|\.{2}(?=:))?\s*(?:[:：#]+\s*[*+]{0,2})?/uy;

interface Words {
  readonly field: HeaderField;
  readonly rank: number;
  readonly end: number;
  readonly marked: boolean;
}

/** The labels are written small; letters whose small form is longer would shift what follows. */
const lowerCase = remember((text: string): string => {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
});

/** The longest label whose words `text` begins with. The same labels stand on every page, so what was found of a text is kept. */
const labelWords = remember((text: string): Words | null => {
  let best: Words | null = null;
  for (const { field, rank, words } of candidates(beginningOf(text, 0))) {
    const ofLabel = pattern(words);
    ofLabel.lastIndex = 0;
    const match = ofLabel.exec(text);
    if (!match) continue;
    const end = match[0].length;
    if (best && end <= best.end) continue;
    best = { field, rank, end, marked: /[#:№°º]$|(?:no|nr|č)\.$/iu.test(match[0]) };
  }
  if (!best) return null;
  TAIL.lastIndex = best.end;
  const tail = TAIL.exec(text)?.[0] ?? '';
  const marked = best.marked || /[:：#…]|\.\s?\./.test(tail);
  return { ...best, end: best.end + tail.length, marked };
});

/** No label is longer. */
const LONGEST = 120;

/** The longest label whose words begin at `start`. */
const wordsAt = (printed: string, start: number): Words | null => {
  const text = lowerCase(printed);
  ANY_WORD.lastIndex = start;
  if (candidates(beginningOf(text, start)).length === WITH_ANY_WORD.length && !ANY_WORD.test(text)) return null;
  const words = labelWords(text.slice(start, start + LONGEST));
  return words && { ...words, end: start + words.end };
};

/** Words that turn a label into one of something else: a laboratory's own batch is not the product's lot. */
const FOREIGN =
  /(?:^|[\s.(])(?:lab|analytical|analysis|prep|qc|source|parent|test|standard|reference|reagent|instrument|calibration|previous|next|original|internal)$/iu;
const SEPARATOR = /[|•·;,(]\s*$|(?:^|\s)[-–—/]\s*$|[:\])]\s*$|\d{4}\.\s+$/u;

/** `样品名称 Sample Name:`, `ชื่อตัวอย่าง Sample Name`: the label in another script before the one in Latin letters. */
const OTHER_SCRIPT = /^(?=.*\p{L})[^\p{Script=Latin}\d]+$/u;

const ENUMERATOR = /^\s*(?:\[?\p{L}\]|\(?\p{L}\)|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|[IVX]{1,4}\.)\s*$/u;

/** Laboratories put their own name before these: `Cora Sample ID`. */
const NUMBERED: ReadonlySet<HeaderField> = new Set(['labSampleId', 'reportNumber']);

/** What a name before the label adds to its rank: less than another way to say it does. */
const NAMED = 0.25;

/** `Client Sample: …`, unlike `Cora Sample: …`, has no number of the laboratory. */
const OF_ANOTHER = /^(?:client|customer|composite|control|blank|duplicate|retain|reserve|random|final|each|this|product) $/iu;

/** `Received 04/01/2024 Reported 04/05/2024`: a day stands before the label, and one behind it. */
const isNextDay = (before: string, text: string, { field, end }: Words): boolean =>
  VALUE_KIND[field] === 'date' && DATE.exec(before)?.[0] === before.trim() && valueSpan(text.slice(end), 'date') !== null;

const allowed = (text: string, from: number, start: number, words: Words): 'start' | 'inner' | null => {
  const before = text.slice(from, start);
  const whole = words.end >= text.length;
  if (before.trim() === '' || (from === 0 && (ENUMERATOR.test(before) || OTHER_SCRIPT.test(before)))) return 'start';
  if (SEPARATOR.test(before)) return 'start';
  if (FOREIGN.test(before.trimEnd())) return null;
  if (from === 0 && whole && words.rank === 0 && NUMBERED.has(words.field) && /^\p{Lu}[\p{L}\d]+ $/u.test(before)) return 'start';
  if (from > 0 && !words.marked && isNextDay(before, text, words)) return 'inner';
  if (!words.marked) return null;
  if (from > 0) return 'inner';
  if (words.field === 'labSampleId' && /^\p{Lu}\p{Ll}+ $/u.test(before) && !OF_ANOTHER.test(before)) return 'start';
  // no value stands before it: these are further words of the label itself, as in `SHMA Report ID:`
  const further = before.trim().split(/\s+/);
  return words.field !== 'lot' &&
    words.field !== 'name' &&
    further.length <= 2 &&
    further.every(word => /^(?:\p{Lu}[\p{Lu}\d]+|\p{L}?\[?\p{Lu}\]?|\d+[.)])$/u.test(word))
    ? 'start'
    : null;
};

const PROSE = 16;

const DAYS = new RegExp(DATE, 'giu');

const shared = (hits: LabelHit[], text: string): LabelHit[] => {
  const joined = hits.every((hit, index) => index === 0 || /^\s*(?:,|\/|&|and)\s*$/iu.test(text.slice(hits[index - 1]!.end, hit.start)));
  if (hits.length < 2 || !joined || !hits[0]!.first) return hits;
  const { end } = hits.at(-1)!;
  if (end < text.trimEnd().length) {
    const days = text.slice(end).match(DAYS) ?? [];
    if (days.length < 2 || hits.some(({ field }) => VALUE_KIND[field] !== 'date')) return hits;
    return hits.map((hit, index) => ({ ...hit, first: true, share: { index, count: hits.length, from: end } }));
  }
  return hits.map((hit, index) => ({ ...hit, first: true, strength: 'cell', share: { index, count: hits.length } }));
};

/** `Sample` alone names what another word before it names. */
const saysTheSame = (first: Pick<LabelHit, 'field'>, second: Pick<LabelHit, 'field' | 'rank'>): boolean =>
  second.field === first.field || (first.field === 'name' && second.field === 'labSampleId' && second.rank >= 2);

/** `Charge / Batch`, `Client (Auftraggeber)`: one label in two languages. */
const sameLabel = (first: LabelHit, second: LabelHit): boolean =>
  saysTheSame(first, second) && /^\s*[/|(–-]\s*$/u.test(first.run.text.slice(first.end, second.start));

const inTwoLanguages = (first: LabelHit, second: LabelHit): Omit<LabelHit, 'strength'> => {
  const closed = /^\s*\)\s*:?/.exec(first.run.text.slice(second.end))?.[0].length ?? 0;
  return { ...first, rank: Math.min(first.rank, second.rank), end: second.end + closed };
};

const marked = ({ run, start, first, strength }: LabelHit, { marked, end }: Words): LabelHit['strength'] => {
  if (marked || strength === 'mark' || /^\)?\s*:/.test(run.text.slice(end))) return 'mark';
  return first && run.text.slice(0, start).trim() === '' && end >= run.text.replace(/\)\s*$/, '').length ? 'cell' : 'lead';
};

/** `Client` in bold and its value not, or the other way round: what parts them is the print. */
const setApart = ({ words, starts, text }: Run, start: number, end: number): boolean => {
  const own = words.filter((_, i) => starts[i]! >= start && starts[i]! < end);
  const next = words.findIndex((_, i) => starts[i]! >= end);
  const value = words[next];
  return (
    value !== undefined &&
    own.length > 0 &&
    new Set(own.map(({ bold }) => bold)).size === 1 &&
    value.bold !== own[0]!.bold &&
    /^[\p{Lu}\d]/u.test(text.slice(starts[next]!))
  );
};

/** `Lot 5, Jalan Example`: a piece of land, in an address. */
const PARCEL = /^lot \d{1,5}[a-z]?, \p{L}/iu;

/** All labels of one run, left to right. */
export const labelsOf = (run: Run): LabelHit[] => {
  const { text } = run;
  if (!/\p{L}/u.test(text)) return [];
  const hits: LabelHit[] = [];
  let from = 0;
  const prose = run.words.length > PROSE;
  for (const match of text.matchAll(/[\p{L}\p{N}][^\s:|]*/gu)) {
    const start = match.index;
    if (start < from) continue;
    const found = wordsAt(text, start);
    const isProductOrStreet = found?.field === 'lot' && !found.marked && (isLotName(text.slice(start)) || PARCEL.test(text.slice(start)));
    if (!found || isProductOrStreet) continue;
    const words = found.marked || !setApart(run, start, found.end) ? found : { ...found, marked: true };
    const place = allowed(text, from, start, words);
    if (!place || (prose && !words.marked)) continue;
    const before = text.slice(0, start);
    const first = before.trim() === '' || ENUMERATOR.test(before) || (hits.length === 0 && place === 'start' && !SEPARATOR.test(before));
    const alone = first && words.end >= text.length;
    const strength = words.marked ? 'mark' : alone ? 'cell' : 'lead';
    // `State Lab #: L-7`: where `Sample Number` is printed as well, that is it
    const named =
      words.field === 'labSampleId' && first && /^\p{L}/u.test(before) && !OTHER_SCRIPT.test(before) && !ENUMERATOR.test(before);
    const hit: LabelHit = { field: words.field, rank: words.rank + (named ? NAMED : 0), run, start, first, end: words.end, strength };
    const last = hits.at(-1);
    if (last && sameLabel(last, hit)) hits[hits.length - 1] = { ...inTwoLanguages(last, hit), strength: marked(last, words) };
    else hits.push(hit);
    from = words.end;
  }
  return shared(hits, text);
};

const stacked = (upper: Run, lower: Run): string => `${upper.text} ${lower.text}`;

const isWholeLabel = (text: string): boolean => wordsAt(text, 0)?.end === text.length;
const alone = (run: Run): boolean => isWholeLabel(run.text);

/** Two labels one over the other (`Product` over `Lot`) are one only where its value stands under them. */
const valueUnder = (page: PageRuns, lower: Run, field: HeaderField): boolean => {
  const value = below(page, lower, 2.2);
  return value !== null && labelsOf(value).every(hit => !hit.first) && valueSpan(value.text, VALUE_KIND[field]) !== null;
};

/** `Product | Green Leaf` over `Lot | L-7`: each has a value of its own beside it, in one column. */
const valuesBeside = (page: PageRuns, upper: Run, lower: Run): boolean => {
  const [own, other] = [rightOf(page, upper), rightOf(page, lower)];
  return (
    own !== null &&
    other !== null &&
    Math.abs(own.box[0] - other.box[0]) < 1 &&
    ![own, other].some(run => labelsOf(run).some(hit => hit.first))
  );
};

/** `Date | 02/26/2021` over `Collected:`, which alone has the mark and no value of its own: one label, its value level with the first line. */
const dayBesideFirst = (page: PageRuns, upper: Run, lower: Run, field: HeaderField): boolean => {
  const [own, other] = [rightOf(page, upper), rightOf(page, lower)];
  return (
    VALUE_KIND[field] === 'date' &&
    lower.text.endsWith(':') &&
    !upper.text.endsWith(':') &&
    own !== null &&
    valueSpan(own.text, 'date') !== null &&
    (other === null || Math.abs(other.box[0] - own.box[0]) >= 1)
  );
};

/** `Probenbezeichnung / Sample:`: the rest of a label says the same in another language. */
const secondLanguage = (text: string, first: Words): boolean => {
  const parted = /^\s*[/|]\s*/.exec(text.slice(first.end));
  const second = parted && wordsAt(text, first.end + parted[0].length);
  return second !== null && second.end >= text.length && saysTheSame(first, second);
};

/** Labels wrapped over two lines of a header cell: `Received` over `Date`. */
const wrappedLabels = (page: PageRuns): LabelHit[] => {
  const doubtful: LabelHit[] = [];
  const sure = page.runs.flatMap((upper): LabelHit[] => {
    if (upper.words.length > 3 || !/^[\p{L}#. /-]+$/u.test(upper.text)) return [];
    const lower = below(page, upper, 0.9);
    if (!lower || lower.words.length > 3 || !/^[\p{L}#.: /-]+$/u.test(lower.text)) return [];
    const text = stacked(upper, lower);
    const words = wordsAt(text, 0);
    const inBoth = words !== null && secondLanguage(text, words);
    if (!words || (!inBoth && (words.end < text.length || words.end <= upper.text.length + 1))) return [];
    const { field, rank } = words;
    // the title `Test Report` over `Product Name`
    if (field === 'other' && lower.words.length > 1 && alone(lower)) return [];
    const hit: LabelHit = { field, rank, run: upper, lower, start: 0, first: true, end: upper.text.length, strength: 'cell' };
    if (!alone(upper) || !alone(lower) || dayBesideFirst(page, upper, lower, field)) return [hit];
    if (valuesBeside(page, upper, lower)) return [];
    if (valueUnder(page, lower, field)) return [hit];
    doubtful.push(hit);
    return [];
  });
  return [...sure, ...doubtful.filter(hit => isWrappedAsOthers(page, sure, hit))];
};

/** `Laboratory` over `Sample Number`, one value beside both, in a column where another label is wrapped so. */
const isWrappedAsOthers = (page: PageRuns, others: readonly LabelHit[], { field, run, lower }: LabelHit): boolean => {
  const value = rightOf(page, run);
  return (
    value !== null &&
    lower !== undefined &&
    rightOf(page, lower) === null &&
    valueSpan(value.text, VALUE_KIND[field]) !== null &&
    others.some(
      other => Math.abs(other.run.box[0] - run.box[0]) < 1 && Math.abs((rightOf(page, other.run)?.box[0] ?? 0) - value.box[0]) < 1,
    )
  );
};

/**
 * `Sample Description Green Leaf` under `Customer | Example Elm`: where the blank is too narrow to part them, the value begins where the values
 * of the labels over and under it begin.
 */
const inValueColumn = (page: PageRuns, hits: readonly LabelHit[], { run, first, strength, end }: LabelHit): boolean => {
  if (strength !== 'lead' || !first) return false;
  const left = run.words[run.starts.findIndex(start => start >= end)]?.box[0];
  if (left === undefined) return false;
  const alike = hits.filter(hit => {
    if (hit.strength === 'lead' || hit.lower || Math.abs(hit.run.box[0] - run.box[0]) > 1.5) return false;
    const value = rightOf(page, hit.run);
    return value !== null && Math.abs(value.box[0] - left) < 1;
  });
  return alike.length >= 2;
};

/**
 * `5 Example Road, Sampleton` and close behind it `Laboratory Sample ID`, under `Product` and `Lot`: a label that begins where two others do begins a
 * run of its own.
 */
export const partedAtLabels = (page: PageRuns): PageRuns => {
  // by whole points from the left
  const begun = Map.groupBy(page.runs, ({ box }) => Math.floor(box[0]));
  const isLabel = (run: Run, index: number): boolean => {
    const { box } = run.words[index]!;
    const reach = 0.1 * run.fontSize;
    const near: Run[] = [];
    for (let left = Math.floor(box[0] - reach); left <= box[0] + reach; left += 1) near.push(...(begun.get(left) ?? []));
    const alike = near.filter(
      ({ box: other, baseline }) =>
        Math.abs(other[0] - box[0]) < reach && Math.abs(baseline - run.baseline) < 6 * run.fontSize && baseline !== run.baseline,
    );
    // few words begin where others do, and what is a label is looked up of those alone
    return alike.length >= 2 && isWholeLabel(run.text.slice(run.starts[index])) && alike.filter(alone).length >= 2;
  };
  const runs = page.runs.flatMap(run => {
    const at = run.words.findIndex((_, index) => index > 0 && isLabel(run, index));
    return at < 0 ? [run] : [run.words.slice(0, at), run.words.slice(at)].map(words => makeRun(run.page, words));
  });
  return runs.length === page.runs.length ? page : { ...page, runs };
};

/** Every label of a page; a label wrapped over two lines takes the place of what either line alone would be. */
export const pageLabels = (page: PageRuns): LabelHit[] => {
  const wrapped = wrappedLabels(page);
  const taken = new Set(wrapped.flatMap(hit => [hit.run, hit.lower]));
  const hits = [...wrapped, ...page.runs.filter(run => !taken.has(run)).flatMap(labelsOf)];
  const samplers = new Set(
    hits.filter(hit => hit.field === 'sampledBy' && hit.end >= hit.run.text.length).map(hit => rightOf(page, hit.run)),
  );
  const boxed = runsOfBoxes(page, hits);
  // `Probenehmer  Auftraggeber`: who took the sample, and no label of its own
  return hits
    .filter(hit => hit.strength !== 'cell' || !samplers.has(hit.run))
    .map(hit => (inValueColumn(page, hits, hit) || (hit.start === 0 && boxed.has(hit.run)) ? { ...hit, strength: 'mark' } : hit));
};
