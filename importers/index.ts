/** The importers. Adding one is an import and a line; a document that none of them recognises is read by `fallback`. */
import type { Importer } from '../src/document/importer.ts';
import { anyLaboratory } from './any-laboratory/importer.ts';
import { coaJson } from './coa-json/importer.ts';
import { coaTable } from './coa-table/importer.ts';

export const importers: readonly Importer[] = [coaJson, coaTable];

export const fallback: Importer = anyLaboratory;
