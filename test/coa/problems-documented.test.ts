import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELATION_BASES, RELATIONS } from '../../src/coa/amendment.ts';
import { SIGNAL_KINDS } from '../../src/coa/signal.ts';
import { REFUSALS } from '../../src/document/document.ts';

const root = join(import.meta.dirname, '../..');

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.startsWith('data/'))
    .map(name => join(root, folder, name));

const literals = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(hit => hit[1]!);

/**
 * Names in src/coa that are written like codes and are none: of an importer, of kinds of observations (docs/authenticity.md), of grounds of a confidence,
 * of relations between reports (docs/history.md).
 */
const NO_CODES = new Set<string>([
  ...['coa-json', 'same-values', 'image-text', 'analyte-unknown', 'unit-in-cell'],
  ...RELATIONS,
  ...RELATION_BASES,
]);

function codesInSource(): Set<string> {
  const coa = files('src/coa').flatMap(file => literals(readFileSync(file, 'utf8'), /'([a-z]+(?:-[a-z0-9]+)+)'/g));
  const others = ['src/document', 'src/ingest', 'importers'].flatMap(files).flatMap(file => {
    const text = readFileSync(file, 'utf8');
    return [
      ...literals(text, /\bcode: '([a-z0-9-]+)'(?! \|)/g),
      ...literals(text, /\b(?:report|\w*[pP]roblem)\(\s*'([a-z]+(?:-[a-z0-9]+)+)'/g),
      ...literals(text, /\bdoubts: \['([a-z0-9-]+)'/g),
      ...literals(text, /\bdoubts?\.(?:add|push)\('([a-z0-9-]+)'/g),
    ];
  });
  return new Set([...coa.filter(code => !NO_CODES.has(code)), ...others, ...REFUSALS]);
}

const documented = new Set(literals(readFileSync(join(root, 'docs/problems.md'), 'utf8'), /^\| `([a-z0-9-]+)` \|/gm));

test('every code of the source is explained in docs/problems.md', () => {
  expect([...codesInSource()].filter(code => !documented.has(code))).toEqual([]);
});

test('docs/problems.md explains no code that is not used', () => {
  const used = codesInSource();
  expect([...documented].filter(code => !used.has(code))).toEqual([]);
});

test('docs/authenticity.md explains every kind of observation', () => {
  const kinds = literals(readFileSync(join(root, 'docs/authenticity.md'), 'utf8'), /^\| (.+?) \|/gm).flatMap(cell =>
    literals(cell, /`([a-z-]+)`/g),
  );
  expect(kinds.sort()).toEqual([...SIGNAL_KINDS].sort());
});
