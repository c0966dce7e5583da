/** Samples under one another: each under a heading with its number or name, its results below, the same tests for each. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import type { HeaderField } from './fields.ts';
import { type LabelHit, labelLetters } from './header-labels.ts';
import { lookUp } from './header-lookup.ts';
import { printedPart } from './header-printed.ts';
import { isPanelName, isQualityControl } from './panels.ts';
import { readPage, type Segment } from './segments.ts';
import type { TableRow } from './table-row.ts';

export interface Section {
  /** The number or name that begins it. */
  readonly heading: { readonly field: HeaderField; readonly value: Printed; readonly name?: Printed | undefined };
  /** From its heading to the next one, and what is printed over the first heading, which is said of all samples. */
  readonly segment: Segment;
  /** Below its heading. */
  readonly rows: readonly TableRow[];
}

export interface Heading {
  readonly page: number;
  readonly top: number;
  readonly left: number;
  /** Field and words of the label. */
  readonly label: string;
  readonly value: string;
  readonly printed: Section['heading'];
}

const HEADS_SAMPLES: ReadonlySet<HeaderField> = new Set<HeaderField>(['labSampleId', 'lot', 'name']);

/** In points: headings of one kind begin at one place. */
const ALIGNED = 12;

/** `Red Bali - Lot RB-0426`, `Green Malay (Lot GM-0426)`: the product that a heading names before its lot. */
function nameBefore({ run, start }: LabelHit): Printed | undefined {
  const text = run.text.slice(0, start).replace(/[\s([,;|–-]+$/u, '');
  return run.words.length <= 9 && /\p{L}{3}/u.test(text) && !/[:=]/.test(text) && !isPanelName(text)
    ? printedPart(run, 0, text.length)
    : undefined;
}

export function headingsOf(pages: readonly Page[]): Heading[] {
  return pages.flatMap((page, index) => {
    const read = readPage(page);
    return read.labels.flatMap((hit): Heading[] => {
      const named = hit.field === 'lot' && !hit.first ? nameBefore(hit) : undefined;
      if (!HEADS_SAMPLES.has(hit.field) || (!named && (hit.strength === 'lead' || !hit.first))) return [];
      const whole = hit.field === 'labSampleId' && hit.rank > 1 ? lookUp(read, hit, 'text') : null;
      const found = whole?.how === 'inline' || whole?.how === 'right' ? whole : lookUp(read, hit);
      if (!found || found.how === 'below' || found.how === 'above') return [];
      const [left, top] = hit.run.box;
      const { value } = found;
      const label = `${hit.field} ${named ? 'behind a name' : labelLetters(hit)}`;
      return [{ page: index, top, left, label, value: value.text.replace(/\s+/g, ''), printed: { field: hit.field, value, name: named } }];
    });
  });
}

/** Those of one label that each begin another sample, none of them twice, under one another. */
function begins(headings: readonly Heading[]): Heading[] {
  const ordered = headings.toSorted((a, b) => a.page - b.page || a.top - b.top);
  const [first] = ordered;
  const aligned = ordered.filter(({ left }) => Math.abs(left - first!.left) < ALIGNED);
  // the head of the next page may say it again
  const changes = aligned.filter((heading, i) => heading.value !== aligned[i - 1]?.value);
  return new Set(changes.map(({ value }) => value)).size === changes.length ? changes : [];
}

const before = (a: Pick<Heading, 'page' | 'top'>, page: number, top: number): boolean =>
  page < a.page || (page === a.page && top < a.top - 2);

/** The words from one place to another, each page as large as it is. */
function between(pages: readonly Page[], from: Heading | null, to: Heading | null): Page[] {
  return pages.flatMap((page, index) => {
    const words = page.words.filter(
      ({ box }) => (from === null || !before(from, index, box[1])) && (to === null || before(to, index, box[1])),
    );
    return words.length === 0 ? [] : [{ ...page, words }];
  });
}

/** Pages of the same number are one again. */
export function together(above: readonly Page[], below: readonly Page[]): Page[] {
  const pages = new Map(above.map(page => [page.number, page]));
  for (const page of below) {
    const known = pages.get(page.number);
    pages.set(page.number, known ? { ...known, words: [...known.words, ...page.words] } : page);
  }
  return [...pages.values()].sort((a, b) => a.number - b.number);
}

export const namesOf = (rows: readonly TableRow[]): Set<string> => new Set(rows.map(({ name }) => name.text.toLowerCase()));

/** Half of what the shorter list names, at least. */
export const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return few.size > 0 && [...few].filter(name => many.has(name)).length >= 0.5 * few.size;
};

/**
 * The samples of a segment whose tables stand under one another; null where it is of one. Numbers of batches of the analysis stand over
 * tables too, but over those of different tests.
 */
export function sectionsOf(segment: Segment, read: (pages: readonly Page[]) => readonly TableRow[]): Section[] | null {
  const labels = Map.groupBy(headingsOf(segment.pages), ({ label }) => label);
  const candidates = [...labels.values()].map(begins).filter(headings => headings.length >= 2);
  for (const headings of candidates.toSorted((a, b) => b.length - a.length || a[0]!.page - b[0]!.page || a[0]!.top - b[0]!.top)) {
    const above = between(segment.pages, null, headings[0]!);
    if (read(above).length > 0) continue;
    const samples = headings.flatMap((heading, i): Section[] => {
      if (isQualityControl(heading.value)) return [];
      const pages = between(segment.pages, heading, headings[i + 1] ?? null);
      return [{ heading: heading.printed, segment: { pages: together(above, pages) }, rows: read(pages) }];
    });
    const names = samples.map(({ rows }) => namesOf(rows));
    if (samples.length >= 2 && names.every(own => alike(own, names[0]!))) return samples;
  }
  return null;
}
