/** Zkušební laboratoř Ústavu biochemie a mikrobiologie, VŠCHT Praha (accreditation 1316.3): one row of counts, organisms as columns. */
import type { Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import { type Importer, LayoutError } from '../../src/document/importer.ts';
import { headerFields } from '../any-laboratory/header.ts';
import { printedPart } from '../any-laboratory/header-printed.ts';
import { type PageRuns, type Run, rightOf } from '../any-laboratory/header-runs.ts';
import { quoteAll } from '../any-laboratory/quote.ts';
import { readPage, segments } from '../any-laboratory/segments.ts';

const TITLE = /^Výsledky stanovení/iu;
const UNIT = /\[\s*((?:cfu|ktj)\s*\/\s*(?:g|ml))\s*\]/iu;
const PORTION = /\[\s*(v \d+ (?:g|ml))\s*\]$/iu;

const sameLine = (a: Run, b: Run): boolean =>
  Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]) > 0.5 * Math.min(a.fontSize, b.fontSize);
const centre = (run: Run): number => (run.box[0] + run.box[2]) / 2;

/** The next line of the page under a run, left to right. */
const lineUnder = ({ runs }: PageRuns, run: Run): Run[] => {
  const first = runs.find(other => other.box[1] > run.box[3] - 0.2 * run.fontSize && !sameLine(other, run));
  return first ? runs.filter(other => sameLine(other, first)).toSorted((a, b) => a.box[0] - b.box[0]) : [];
};

const METHODS: readonly (readonly [organism: RegExp, description: RegExp])[] = [
  [/cpm/iu, /celkový počet/iu],
  [/kvasin/iu, /kvasin/iu],
  [/plísn/iu, /plísn/iu],
  [/coli/iu, /coli/iu],
  [/salmonel/iu, /salmonel/iu],
];

/** The standard that the list of methods names for this organism. */
const methodOf = (page: PageRuns, organism: string): Printed | undefined => {
  const description = METHODS.find(([name]) => name.test(organism))?.[1];
  const method =
    description && page.runs.find(run => /^ČSN /u.test(run.text) && description.test(`${run.text} ${rightOf(page, run)?.text ?? ''}`));
  const standard = method && /^ČSN [A-Z ]*[\d-]+/u.exec(method.text)?.[0].length;
  return method && printedPart(method, 0, standard);
};

interface Organism {
  readonly run: Run;
  readonly name: Printed;
  /** The portion in which it was looked for, printed behind it. */
  readonly portion: Printed | undefined;
}

const partOf = (run: Run, match: RegExpExecArray): Printed => {
  const from = match.index + match[0].indexOf(match[1]!);
  return printedPart(run, from, from + match[1]!.length);
};

/** The heads of the table; `[v 25 g]` belongs to the organism before it, whether it stands close to it or apart. */
const organismsOf = (heads: readonly Run[]): Organism[] => {
  const organisms: Organism[] = [];
  for (const run of heads) {
    const match = PORTION.exec(run.text);
    const portion = match ? partOf(run, match) : undefined;
    const last = organisms.at(-1);
    if (match?.index === 0 && last) organisms[organisms.length - 1] = { ...last, portion };
    else organisms.push({ run, name: printedPart(run, 0, match?.index), portion });
  }
  return organisms;
};

const rowsOfPage = (page: PageRuns): TranscriptRow[] => {
  const title = page.runs.find(run => TITLE.test(run.text));
  if (!title) return [];
  const unitRun = page.runs.find(run => sameLine(run, title) && UNIT.test(run.text));
  const unit = unitRun && partOf(unitRun, UNIT.exec(unitRun.text)!);
  const heads = lineUnder(page, title);
  const organisms = organismsOf(heads);
  const values = heads[0] ? lineUnder(page, heads[0]) : [];
  if (organisms.length === 0 || organisms.length !== values.length)
    throw new LayoutError('vscht-ubm', `The table has ${organisms.length} organisms and ${values.length} results.`);
  return organisms.map(({ run, name, portion }, index): TranscriptRow => {
    const value = values[index]!;
    return {
      panel: 'microbes',
      panelTitle: printedPart(title),
      name,
      value: printedPart(value),
      ...(portion ? { testPortion: portion } : { unit }),
      method: methodOf(page, name.text),
      further: [],
      doubts: Math.abs(centre(run) - centre(value)) > 4 * run.fontSize ? ['column-guessed'] : [],
    };
  });
};

export const vschtUbm = {
  id: 'vscht-ubm',
  version: 2,
  title: 'Zkušební laboratoř Ústavu biochemie a mikrobiologie VŠCHT Praha',
  recognise: document => quoteAll(document, /Zkušební laboratoř Ústavu biochemie a mikrobiologie/iu, /Protokol o zkoušce vzorku/iu),
  transcribe: document => {
    const transcripts = segments(document).map(
      (segment): Transcript => ({
        ...headerFields(segment),
        language: 'cs',
        dateOrder: 'dmy',
        decimalMark: ',',
        rows: segment.pages.flatMap(page => rowsOfPage(readPage(page))),
        problems: [],
      }),
    );
    if (transcripts.every(({ rows }) => rows.length === 0)) throw new LayoutError('vscht-ubm', 'No line "Výsledky stanovení" was found.');
    return transcripts;
  },
} satisfies Importer;
