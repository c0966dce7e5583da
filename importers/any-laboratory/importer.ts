/** The general case: reads the result tables of any certificate by their geometry and header words. */
import type { Problem } from '../../src/coa/problem.ts';
import type { Box, Evidence, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Document, Page } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';
import { confirmedHeaders } from './confirmed.ts';
import { coverOf, underCover, underReport } from './cover.ts';
import { type Header, headerFields } from './header.ts';
import { type ListedSample, listedSample, nameOver, sampleOver } from './header-grid.ts';
import { headerRivals } from './header-rivals.ts';
import { groupedBySample, type SampleHeading, sampleNumber, sampleUnder } from './lots-beside.ts';
import { overlapY } from './piece.ts';
import { readProse } from './prose.ts';
import { boxedSample } from './sample-boxes.ts';
import { type Section, sectionsOf } from './sections.ts';
import { sectionsBeside } from './sections-beside.ts';
import { readPage, type Segment, segments } from './segments.ts';
import { asPages } from './sheets.ts';
import { unlessSpecified } from './specification.ts';
import { amended } from './struck-out.ts';
import { type TableRow, withDoubt } from './table-row.ts';
import { readTables, readWhole, type TableHints } from './tables.ts';
import { unreadLines } from './unread-lines.ts';

/** What a list of the samples says of the one that heads a column. */
const listedUnder = (segment: Segment, heading: SampleHeading): ListedSample | null => {
  const [pages, number] = [segment.pages.map(readPage), sampleNumber(heading.text) ?? heading.text];
  return listedSample(pages, heading.text) ?? listedSample(pages, number) ?? boxedSample(pages, number);
};

/** A list of the samples tells of each more than the heading of its column. */
const sampleNamed = (segment: Segment, sample: Transcript['sample'], heading: SampleHeading): Transcript['sample'] => {
  const { evidence } = heading;
  const over = evidence.kind === 'page' ? sampleOver(segment.pages.map(readPage), evidence) : null;
  const listed = over ?? listedUnder(segment, heading);
  if (!listed) return sampleUnder(sample, heading);
  // a lot or a number that the list leaves out would be another sample's
  const { lot, labSampleId, ...shared } = sample;
  const told = { ...(heading.name && { name: heading.name }), ...(heading.lot && { lot: heading.lot }) };
  return { ...shared, ...told, ...listed };
};

/** One transcript a sample; what a laboratory's own importer knows of its tables goes into `hints`. Samples without results are left out. */
export function transcribeAny(document: Document, hints: TableHints = {}): Transcript[] {
  const segmented = segments(amended(document));
  const cover = coverOf(segmented, pages => readTables(pages, hints));
  const parts: Part[] = [];
  for (const whole of segmented) parts.push(transcribePart(whole, { cover, before: parts.at(-1) ?? null }, hints));
  const all = parts.flatMap(({ found }) => found);
  const told = parts.map(({ segment, transcripts, found, rivals }) => {
    const problems = [...unreadLines(segment.pages, found, transcripts.length > 0 ? found : all), ...rivals];
    return { transcripts, problems };
  });
  // what stands on pages that hold no sample is told with the first one of the file
  const untold = told.flatMap(({ transcripts, problems }) => (transcripts.length > 0 ? [] : problems));
  return withProblems(
    told.flatMap(({ transcripts, problems }) => withProblems(transcripts, problems)),
    untold,
  );
}

/** With the problems of all of them at the first. */
const withProblems = (transcripts: readonly Transcript[], problems: readonly Problem[]): Transcript[] =>
  transcripts.map((transcript, i) => (i === 0 ? { ...transcript, problems: [...transcript.problems, ...problems] } : transcript));

interface Part {
  readonly segment: Segment;
  readonly header: Header;
  readonly transcripts: readonly Transcript[];
  /** Every row as it is printed. */
  readonly found: readonly TableRow[];
  readonly rivals: readonly Problem[];
}

interface Report {
  readonly cover: Header | null;
  readonly before: Part | null;
}

function transcribePart(whole: Segment, { cover, before }: Report, hints: TableHints): Part {
  const header = underReport(underCover(headerFields(whole), whole, cover), whole, before);
  const found: TableRow[] = [];
  const read = (pages: readonly Page[]): TableRow[] => {
    const whole = readWhole(pages, { decimalMark: header.decimalMark, ...hints });
    found.push(...whole.found);
    return whole.rows;
  };
  // two beside one another, and two more below them
  const stacked = sectionsOf(whole, read)?.flatMap(section => sectionsBeside(section.segment, read) ?? [section]);
  const sections = stacked ?? sectionsBeside(whole, read);
  const transcripts =
    sections === null
      ? transcriptsOf(whole, header, unlessSpecified(whole.pages, inTablesOrProse(whole.pages, read)))
      : sections.flatMap(section =>
          transcriptsOf(section.segment, underCover(underHeading(section, sections), whole, cover), section.rows),
        );
  // of several samples each may have its own lot
  const rivals = transcripts.length === 1 ? headerRivals(whole.pages.map(readPage), header.dateOrder) : [];
  return { segment: whole, header, transcripts, found, rivals };
}

/** Sentences are read where nothing else is: beside tables they speak of what those hold. */
function inTablesOrProse(pages: readonly Page[], read: (pages: readonly Page[]) => readonly TableRow[]): readonly TableRow[] {
  const rows = read(pages);
  return rows.length > 0 ? rows : pages.flatMap(readProse);
}

/** What heads all samples, with the number that begins this one: of a list of them over the first, only this one's line is its own. */
function underHeading({ heading: { field, value, name: product }, segment }: Section, all: readonly Section[]): Header {
  const header = headerFields(segment);
  if ((field !== 'labSampleId' && field !== 'lot') || !/^(?=\S*\d)\S+$/.test(value.text)) return header;
  const pages = segment.pages.map(readPage);
  const listed = listedSample(pages, value.text);
  const { name, lot, labSampleId, ...shared } = header.sample;
  const others = new Set(all.flatMap(({ heading }) => (heading.value.text === value.text ? [] : [heading.value.text])));
  const beside = pages.flatMap(page => page.runs.filter(run => others.has(run.text.trim())).map(run => placeOf(run.box, page.page.number)));
  const own = Object.fromEntries(
    Object.entries({ name, lot, labSampleId }).filter(([, printed]) => printed && !beside.some(place => isLevel(place, printed.evidence))),
  );
  // a lot or a number that the list leaves out would be another sample's
  const told = listed ? { ...(own.name ? { name: own.name } : {}), ...listed } : { ...own, [field]: value };
  return { ...header, sample: { ...shared, ...told, ...(product ? { name: product } : {}) } };
}

const placeOf = (box: Box, page: number): Evidence => ({ kind: 'page', page, box, text: '', method: 'text' });

/** A name that stands in the line of another sample of the table, or over its column, is that one's. */
function withOwnName(
  segment: Segment,
  sample: Transcript['sample'],
  own: SampleHeading,
  all: readonly SampleHeading[],
): Transcript['sample'] {
  const { name, ...rest } = sample;
  if (!name) return sample;
  const beside = all.filter(heading => isLevel(name.evidence, heading.evidence));
  if (beside.length === 1 && beside[0] !== own) return rest;
  return { ...rest, name: nameOver(segment.pages.map(readPage), name, own, all) };
}

const isLevel = (a: Evidence, b: Evidence): boolean =>
  a.kind === 'page' && b.kind === 'page' && a.page === b.page && overlapY(a.box, b.box) > 0;

/** `Lab No: 3218877` over `3218877.1 | 3218877.2`: the number that those of all samples go on is that of the report. */
const numberOfAll = (number: Printed | undefined, samples: readonly SampleHeading[]): Printed | undefined =>
  number &&
  samples.length >= 2 &&
  samples.every(({ text }) => text.startsWith(number.text) && /^[-./]\d/.test(text.slice(number.text.length)))
    ? number
    : undefined;

/** Where the table tells of names, or lots, of its samples, the report's first one is one of these, and none of a sample without. */
function ofAll({ name, lot, ...sample }: Transcript['sample'], headings: readonly SampleHeading[]): Transcript['sample'] {
  const told = (key: 'name' | 'lot', printed: Printed | undefined): boolean =>
    headings.some(heading => heading[key] !== undefined && heading[key].text === printed?.text);
  return { ...sample, ...(name && !told('name', name) && { name }), ...(lot && !told('lot', lot) && { lot }) };
}

const doubted = (row: TranscriptRow): TranscriptRow => withDoubt(row, 'column-guessed');

function transcriptsOf(segment: Segment, header: Header, rows: readonly TableRow[]): Transcript[] {
  const groups = groupedBySample(rows);
  const headings = groups.flatMap(({ sample }) => (sample ? [sample] : []));
  const reportNumber = header.reportNumber ?? numberOfAll(header.sample.labSampleId, headings);
  const common = ofAll(header.sample, headings);
  // `Client Sample ID | Well 1 | Well 2` over the numbers
  const names = headings.map(heading => withOwnName(segment, common, heading, headings).name?.text);
  const named = names.length >= 2 && !names.includes(undefined) && new Set(names).size === names.length;
  // a number alone heads the column of a sample for sure only where the report lists its samples, or names them over it
  const ofRow = (heading: SampleHeading | null): ((row: TranscriptRow) => TranscriptRow) =>
    heading?.bare === true && !named && listedUnder(segment, heading) === null ? doubted : row => row;
  return groups.map(group => ({
    ...header,
    ...(reportNumber && { reportNumber }),
    sample: group.sample ? sampleNamed(segment, withOwnName(segment, common, group.sample, headings), group.sample) : header.sample,
    rows: group.rows.map(({ sample: _, ...row }) => row).map(ofRow(group.sample)),
    problems: [],
  }));
}

export const anyLaboratory = {
  id: 'any-laboratory',
  version: 15,
  title: 'Any laboratory',
  // never claims a document: it is what remains when no other importer does
  recognise: () => null,
  certificates: document =>
    document.content.kind === 'pages'
      ? segments(document).map(({ pages }) => ({ ...document, content: { ...document.content, kind: 'pages', pages } }))
      : [document],
  transcribe: document => {
    const laid = asPages(document);
    const headerWords = confirmedHeaders(document.mappings);
    return laid ? transcribeAny(laid.document, { headerWords }).map(laid.inCells) : transcribeAny(document, { headerWords });
  },
} satisfies Importer;
