/** Samples side by side on a page, each under its own lot or number, with its own table below. */
import type { Page, Word } from '../../src/document/document.ts';
import { printedPart } from './header-printed.ts';
import type { Run } from './header-runs.ts';
import { centreX } from './piece.ts';
import { alike, type Heading, headingsOf, namesOf, type Section, together } from './sections.ts';
import { readPage, type Segment } from './segments.ts';
import type { TableRow } from './table-row.ts';

/** In points: headings of one line stand level, and what belongs to one begins where it does. */
const LEVEL = 3;

/** Those of one label on one line that each begin another sample. */
function levelHeadings(headings: readonly Heading[]): Heading[][] {
  const lines = Map.groupBy(headings, ({ page, top, label }) => `${page} ${label} ${Math.round(top / LEVEL)}`);
  return [...lines.values()]
    .map(line => line.toSorted((a, b) => a.left - b.left))
    .filter(line => line.length >= 2 && new Set(line.map(({ value }) => value)).size === line.length);
}

/** Where words reach over the edges between the parts, what is said below is said of all. */
const endOf = (edges: readonly number[], words: readonly Word[]): number =>
  Math.min(...words.filter(({ box }) => edges.some(edge => box[0] < edge && box[2] > edge)).map(({ box }) => box[1]));

const partOf = (word: Pick<Word, 'box'>, edges: readonly number[]): number => edges.filter(edge => centreX(word) > edge).length;

/** The name that stands over a heading, with nothing between, and begins where it does. */
function nameOver(heading: Heading, runs: readonly Run[], size: number): Run | undefined {
  const over = runs.filter(
    ({ box, text }) =>
      Math.abs(box[0] - heading.left) <= LEVEL &&
      box[3] <= heading.top + LEVEL &&
      heading.top - box[3] < 2 * size &&
      /\p{L}{3}/u.test(text) &&
      !/[:=]/.test(text),
  );
  return over.toSorted((a, b) => b.box[1] - a.box[1])[0];
}

function sampleOf(
  page: Page,
  shared: Page,
  own: readonly Word[],
  heading: Heading,
  read: (pages: readonly Page[]) => readonly TableRow[],
): Section {
  const { runs } = readPage(page);
  const name = nameOver(heading, runs, own[0]?.fontSize ?? 9);
  const below = { ...page, words: own };
  return {
    heading: { ...heading.printed, name: heading.printed.name ?? (name && printedPart(name, 0, name.text.length)) },
    segment: { pages: together([shared], [below]) },
    rows: read([below]),
  };
}

/** The samples of a page that stand side by side; null where it is of one, or of some under one another. */
export function sectionsBeside({ pages }: Segment, read: (pages: readonly Page[]) => readonly TableRow[]): Section[] | null {
  const [page, ...others] = pages;
  if (!page || others.length > 0) return null;
  for (const line of levelHeadings(headingsOf(pages))) {
    const top = Math.min(...line.map(heading => heading.top)) - LEVEL;
    const edges = line.slice(1).map(({ left }) => left - LEVEL);
    const under = page.words.filter(({ box }) => box[1] >= top);
    const end = endOf(edges, under);
    const below = under.filter(({ box }) => box[3] <= end);
    const shared = { ...page, words: page.words.filter(word => !below.includes(word)) };
    const samples = line.map((heading, i) =>
      sampleOf(
        page,
        shared,
        below.filter(word => partOf(word, edges) === i),
        heading,
        read,
      ),
    );
    const names = samples.map(({ rows }) => namesOf(rows));
    if (read([shared]).length === 0 && names.every(own => alike(own, names[0]!))) return samples;
  }
  return null;
}
