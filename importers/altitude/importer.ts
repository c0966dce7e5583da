/** Altitude Consulting (Colorado): potency of kratom products by HPLC; every panel is a page of its own that says "Page 1 of 1". */
import type { Printed, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Document, Page } from '../../src/document/document.ts';
import { type Importer, LayoutError } from '../../src/document/importer.ts';
import { printedPart } from '../any-laboratory/header-printed.ts';
import { transcribeAny } from '../any-laboratory/importer.ts';
import { quoteAll } from '../any-laboratory/quote.ts';
import { readPage } from '../any-laboratory/segments.ts';

/** Said of the tablet, not of what is in it. */
const NO_RESULT = /^total weight per /iu;

/** The LOD is in mg/g: so are the values meant, also those of totals, which have no LOD beside them. */
const inMilligramsPerGram = (row: TranscriptRow): TranscriptRow => {
  const index = row.further.findIndex(({ unit }) => unit?.text === 'mg/g');
  const further = row.further[index];
  if (row.unit?.text === 'mg/g' || !further) return row;
  const rest = row.further.filter((_, other) => other !== index);
  return {
    ...row,
    value: further.value,
    unit: further.unit,
    further: [{ value: row.value, unit: row.unit, basis: row.basis }, ...rest],
    basis: further.basis,
  };
};

const profileOf = (page: Page): Printed | undefined => {
  const run = readPage(page).runs.find(({ text }) => /\bpotency profile$/iu.test(text));
  return run && printedPart(run);
};

const titled = (row: TranscriptRow, document: Document): TranscriptRow => {
  const { evidence } = row.name;
  if (document.content.kind !== 'pages' || evidence.kind !== 'page') return row;
  const page = document.content.pages.find(({ number }) => number === evidence.page);
  const panelTitle = page && profileOf(page);
  return panelTitle ? { ...row, panel: 'alkaloids', panelTitle } : row;
};

export const altitude = {
  id: 'altitude',
  version: 2,
  title: 'Altitude Consulting',
  recognise: document => quoteAll(document, /Altitude Consulting|altitudeconsulting(?:llc)?\.com/iu, /Potency Profile/iu, /Lab Number/iu),
  transcribe: document => {
    const transcripts = transcribeAny(document);
    if (transcripts.length === 0)
      throw new LayoutError('altitude', 'The report names the laboratory, but no table of compounds was found.');
    return transcripts.map(transcript => ({
      ...transcript,
      dateOrder: 'mdy',
      rows: transcript.rows.filter(row => !NO_RESULT.test(row.name.text)).map(row => titled(inMilligramsPerGram(row), document)),
    }));
  },
} satisfies Importer;
