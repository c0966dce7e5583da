/** The importers. Adding one is an import and a line; a document that none of them recognises is read by `fallback`. */
import type { Importer } from '../src/document/importer.ts';
import { altitude } from './altitude/importer.ts';
import { anyLaboratory } from './any-laboratory/importer.ts';
import { coaJson } from './coa-json/importer.ts';
import { coaTable } from './coa-table/importer.ts';
import { vschtMzl } from './vscht-mzl/importer.ts';
import { vschtUbm } from './vscht-ubm/importer.ts';
import { wciaJson } from './wcia-json/importer.ts';

export const importers: readonly Importer[] = [altitude, coaJson, coaTable, vschtMzl, vschtUbm, wciaJson];

export const fallback: Importer = anyLaboratory;
