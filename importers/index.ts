/** The importers. Adding one is an import and a line, here for JSON, which takes a library of schemas, in `of-pages.ts` for everything else. */
import type { Importer } from '../src/document/importer.ts';
import { coaJson } from './coa-json/importer.ts';
import { limsJson } from './lims-json/importer.ts';
import { ofPages } from './of-pages.ts';
import { wciaJson } from './wcia-json/importer.ts';

export { fallback } from './of-pages.ts';

export const importers: readonly Importer[] = [...ofPages, coaJson, wciaJson, limsJson];
