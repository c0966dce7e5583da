/** The general case: reads the result tables of any certificate by their geometry and header words. */
import type { Transcript } from '../../src/coa/transcript.ts';
import type { Document } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';
import { readTables } from './tables.ts';

function transcribe(document: Document): Transcript[] {
  if (document.content.kind !== 'pages') return [];
  const rows = readTables(document.content.pages);
  return rows.length === 0 ? [] : [{ dates: {}, sample: {}, dateOrder: 'unknown', decimalMark: '.', rows, problems: [] }];
}

export const anyLaboratory = {
  id: 'any-laboratory',
  version: 1,
  title: 'Any laboratory',
  // never claims a document: it is what remains when no other importer does
  recognise: () => null,
  transcribe,
} satisfies Importer;
