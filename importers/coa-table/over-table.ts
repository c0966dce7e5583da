/** What stands over a table of samples, without labels of its own or with the report's: laboratory, number of the report, client. */
import type { Transcript } from '../../src/coa/transcript.ts';
import type { Document, Sheet } from '../../src/document/document.ts';
import { headerFields } from '../any-laboratory/header.ts';
import { segments } from '../any-laboratory/segments.ts';
import { asPages } from '../any-laboratory/sheets.ts';

type OfReport = Pick<Transcript, 'laboratory' | 'reportNumber' | 'client'>;

const MOST_CELLS = 400;

/** Read as a page of its own; nothing where the table begins the sheet. */
export function readOver(document: Document, sheet: Sheet, row: number): OfReport {
  const cells = sheet.cells.filter(cell => cell.row < row).slice(0, MOST_CELLS);
  if (cells.length === 0) return {};
  const laid = asPages({ ...document, content: { kind: 'sheets', sheets: [{ ...sheet, cells }] } });
  const [segment] = laid ? segments(laid.document) : [];
  if (!laid || !segment) return {};
  const { laboratory, reportNumber, client } = laid.inCells({ ...headerFields(segment), rows: [], problems: [] });
  return { laboratory, reportNumber, client };
}

/** The first sheets of a workbook may tell of the report whose tables stand on others. */
export function readCovers(document: Document, tables: readonly Sheet[]): OfReport {
  if (document.content.kind !== 'sheets') return {};
  const covers = document.content.sheets.filter(sheet => !tables.includes(sheet) && sheet.layout !== 'characters');
  return covers.reduce<OfReport>((found, sheet) => {
    const { laboratory, reportNumber, client } = readOver(document, sheet, Number.POSITIVE_INFINITY);
    return {
      laboratory: found.laboratory ?? laboratory,
      reportNumber: found.reportNumber ?? reportNumber,
      client: found.client ?? client,
    };
  }, {});
}

/** A line's own word holds. */
export const underReport = (transcript: Transcript, over: OfReport): Transcript => ({
  ...transcript,
  laboratory: transcript.laboratory ?? over.laboratory,
  reportNumber: transcript.reportNumber ?? over.reportNumber,
  client: transcript.client ?? (transcript.brand ? undefined : over.client),
});
