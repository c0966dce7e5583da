/** Certificates whose content is known, and what the reader makes of them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UNHURRIED } from '../../importers/golden.ts';
import { fallback, importers } from '../../importers/index.ts';
import type { Reading } from '../../src/coa/reading.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { readAndUnderstand } from '../../src/document/understand.ts';
import { generate, type LayoutId } from '../../test/generator/generate.ts';
import { type Known, type Score, score } from './score.ts';

const root = join(import.meta.dirname, '../..');
const corpus = process.env.LEAFPROOF_CORPUS ?? join(root, '..', 'shared', 'corpus');
const hasCorpus = existsSync(join(corpus, 'truth'));

export interface Source {
  /** Layout of a drawn certificate, laboratory of a real one. */
  readonly group: string;
  readonly id: string;
  load(): Promise<{ readonly bytes: Uint8Array; readonly known: Known }>;
}

export interface ReadingOptions {
  /** No laboratory's own importer: every certificate as if its laboratory had never been seen. */
  readonly generalOnly: boolean;
}

export async function measure(source: Source, { generalOnly }: ReadingOptions): Promise<Score> {
  const { bytes, known } = await source.load();
  return score(known, await read(bytes, source.id, generalOnly ? [] : importers));
}

async function read(bytes: Uint8Array, name: string, list: typeof importers): Promise<readonly Reading[]> {
  try {
    return (await readAndUnderstand(bytes, name, { crossCheck: true, ocr: UNHURRIED }, { importers: list, fallback })).understood.readings;
  } catch (error) {
    if (error instanceof DocumentRefused) return [];
    throw error;
  }
}

/** The samples that stand beside the importers. */
export function samples(): Source[] {
  return globSync('importers/*/samples/*.truth.json', { cwd: root })
    .sort()
    .map(path => {
      const known = JSON.parse(readFileSync(join(root, path), 'utf8')) as Known & { layout: string };
      return {
        group: known.layout,
        id: basename(path, '.truth.json'),
        load: async () => ({ bytes: readFileSync(join(root, path.replace(/\.truth\.json$/, '.pdf'))), known }),
      };
    });
}

export const generated = (layout: LayoutId, seeds: readonly number[]): Source[] =>
  seeds.map(seed => ({
    group: layout,
    id: `${layout} ${seed}`,
    load: async () => {
      const { pdf, truth } = await generate({ seed, layout });
      return { bytes: pdf, known: truth };
    },
  }));

/** Real certificates with a text layer, copied by hand; none where the folder is not at hand. */
export function real(): Source[] {
  if (!hasCorpus) return [];
  return globSync('*.json', { cwd: join(corpus, 'truth') })
    .sort()
    .flatMap((file): Source[] => {
      const known = JSON.parse(readFileSync(join(corpus, 'truth', file), 'utf8')) as Known & { text_layer: string };
      if (known.text_layer !== 'good') return [];
      const id = basename(file, '.json');
      return [{ group: known.lab, id, load: async () => ({ bytes: readFileSync(join(corpus, 'pdf', `${id}.pdf`)), known }) }];
    });
}
