/** The importers of pages and of sheets; a document that none of them recognises is read by `fallback`. */
import type { Importer } from '../src/document/importer.ts';
import { altitude } from './altitude/importer.ts';
import { anyLaboratory } from './any-laboratory/importer.ts';
import { coaTable } from './coa-table/importer.ts';
import { vschtMzl } from './vscht-mzl/importer.ts';
import { vschtUbm } from './vscht-ubm/importer.ts';

export const ofPages: readonly Importer[] = [altitude, coaTable, vschtMzl, vschtUbm];

export const fallback: Importer = anyLaboratory;
