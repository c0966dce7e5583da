/** The CSV and XLSX template, and other sheets with one result a row whose headers say what the columns are. */
import type { Problem } from '../../src/coa/problem.ts';
import type { Transcript } from '../../src/coa/transcript.ts';
import { type Document, DocumentRefused, type Sheet } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';
import { certificatesOf } from './certificates.ts';
import { findHeader, type Header } from './columns.ts';
import { findGrouped } from './grouped.ts';
import { findLabelled, type LabelledText, transcribeLabelled } from './labelled-lines.ts';
import { evidenceOf, type Line, readLines, rowsOf } from './lines.ts';
import { readCovers, readOver, underReport } from './over-table.ts';
import { findWide, type WideTable } from './wide.ts';

interface Table {
  readonly sheet: Sheet;
  readonly header: Header;
}

function tablesOf(document: Document): Table[] {
  if (document.content.kind !== 'sheets') return [];
  return document.content.sheets.flatMap(sheet => {
    if (sheet.layout === 'characters') return [];
    const header = findHeader(rowsOf(sheet), document.mappings);
    return header ? [{ sheet, header }] : [];
  });
}

/** Sheets without the one header that says all, laid out by samples and analytes. */
function widesOf(document: Document): WideTable[] {
  if (document.content.kind !== 'sheets') return [];
  return document.content.sheets.flatMap(sheet =>
    sheet.layout === 'characters' || findHeader(rowsOf(sheet), document.mappings) ? [] : (findGrouped(sheet) ?? findWide(sheet) ?? []),
  );
}

/** Sheets and texts with a block of lines for each analyte. */
function labelledOf(document: Document, others: readonly Sheet[]): LabelledText[] {
  if (document.content.kind !== 'sheets') return [];
  return document.content.sheets.flatMap(sheet => (others.includes(sheet) ? [] : (findLabelled(sheet) ?? [])));
}

export const coaTable = {
  id: 'coa-table',
  version: 2,
  title: 'Leafproof CSV/XLSX template',
  recognise(document) {
    const table = tablesOf(document)[0];
    if (!table) {
      const found = widesOf(document)[0] ?? labelledOf(document, [])[0];
      return found ? evidenceOf(found.sheet, found.header) : null;
    }
    const column = [...table.header.columns.values()].find(({ field }) => field === 'analyte');
    return column ? evidenceOf(table.sheet, column.header) : null;
  },
  transcribe(document): Transcript[] {
    const transcripts: Transcript[] = [];
    const problems: Problem[] = [];
    const [wides, tables] = [widesOf(document), tablesOf(document)];
    const sheets = [...wides, ...tables].map(({ sheet }) => sheet);
    const labelled = labelledOf(document, sheets);
    const covers = readCovers(document, [...sheets, ...labelled.map(({ sheet }) => sheet)]);
    for (const found of labelled) transcripts.push(...transcribeLabelled(document, found));
    const reported = (sheet: Sheet, row: number, lines: readonly Line[]): Transcript[] => {
      const over = readOver(document, sheet, row);
      return certificatesOf(lines).map(transcript => underReport(underReport(transcript, over), covers));
    };
    for (const { sheet, header, lines } of wides) transcripts.push(...reported(sheet, header.row, lines));
    for (const { sheet, header } of tables) {
      const lines = readLines(sheet, rowsOf(sheet), header);
      transcripts.push(...reported(sheet, header.row, lines.usable));
      problems.push(...lines.problems, ...unknownColumns(sheet, header));
    }
    const [first, ...others] = transcripts;
    if (!first) {
      const reason = problems.find(problem => problem.code === 'row-refused')?.message ?? 'It has a header and no line below it.';
      throw new DocumentRefused('not-a-certificate', `No line of this sheet could be used. ${reason}`);
    }
    return [{ ...first, problems: [...problems, ...first.problems] }, ...others];
  },
} satisfies Importer;

function unknownColumns(sheet: Sheet, header: Header): Problem[] {
  return header.unknown.map(cell => ({
    code: 'column-unknown',
    severity: 'info',
    message: `The column "${cell.text}" is not known and was not read.`,
    evidence: evidenceOf(sheet, cell),
  }));
}
