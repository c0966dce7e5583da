/** Metrologická a zkušební laboratoř VŠCHT Praha (accreditation 1316.2): Czech reports of alkaloids, metals, mycotoxins, PAH. */
import type { Panel, Printed, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { type Importer, LayoutError } from '../../src/document/importer.ts';
import { printedPart } from '../any-laboratory/header-printed.ts';
import type { Run } from '../any-laboratory/header-runs.ts';
import { transcribeAny } from '../any-laboratory/importer.ts';
import { quoteAll } from '../any-laboratory/quote.ts';
import { readPage } from '../any-laboratory/segments.ts';

const SECTIONS: readonly (readonly [RegExp, Panel])[] = [
  [/^aktivní látky$/iu, 'alkaloids'],
  [/^(?:minerální látky|toxické kovy|kovy)$/iu, 'metals'],
  [/^mykotoxiny$/iu, 'mycotoxins'],
  [/^(?:polyaromatické uhlovodíky|pau)$/iu, 'other'],
  [/^pesticidy$/iu, 'pesticides'],
  [/^(?:rezidua )?rozpouštěd(?:el|la)$/iu, 'solvents'],
];

interface Section {
  readonly panel: Panel;
  readonly title: Printed;
  readonly page: number;
  readonly y: number;
}

const sectionOf = (run: Run): Section | null => {
  const found = SECTIONS.find(([title]) => title.test(run.text.trim()));
  return found ? { panel: found[1], title: printedPart(run), page: run.page, y: run.baseline } : null;
};

const sectionsOf = (pages: readonly Page[]): Section[] => pages.flatMap(page => readPage(page).runs.flatMap(run => sectionOf(run) ?? []));

/** A section goes on over the page break until the next title. */
const inSection = (row: TranscriptRow, sections: readonly Section[]): TranscriptRow => {
  const { evidence } = row.name;
  if (evidence.kind !== 'page') return row;
  const section = sections.findLast(({ page, y }) => page < evidence.page || (page === evidence.page && y < evidence.box[3]));
  return section ? { ...row, panel: section.panel, panelTitle: section.title } : row;
};

export const vschtMzl = {
  id: 'vscht-mzl',
  version: 2,
  title: 'Metrologická a zkušební laboratoř VŠCHT Praha',
  recognise: document => quoteAll(document, /Metrologická a zkušební laboratoř VŠCHT(?: Praha)?/u, /Protokol o zkouškách/u),
  transcribe: document => {
    if (document.content.kind !== 'pages') return [];
    const sections = sectionsOf(document.content.pages);
    const transcripts = transcribeAny(document);
    if (transcripts.length === 0 || sections.length === 0)
      throw new LayoutError('vscht-mzl', 'The report names the laboratory, but its result tables do not stand where they did.');
    return transcripts.map(transcript => ({
      ...transcript,
      language: 'cs',
      dateOrder: 'dmy',
      decimalMark: ',',
      rows: transcript.rows.map(row => inSection(row, sections)),
    }));
  },
} satisfies Importer;
