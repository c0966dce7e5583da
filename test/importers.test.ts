/** Every sample of every importer: recognised by its own importer alone, read as its golden says, nothing invented, and true to what was drawn. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenOf, goldenPath } from '../importers/golden.ts';
import { fallback, importers } from '../importers/index.ts';
import type { Evidence } from '../src/coa/transcript.ts';
import type { Document } from '../src/document/document.ts';
import { readDocument } from '../src/document/read.ts';
import { understand } from '../src/document/understand.ts';
import type { Truth } from './generator/certificate.ts';
import { compareWithTruth } from './generator/compare.ts';

const root = join(import.meta.dirname, '..', 'importers');
const list = { importers, fallback };
const all = [...importers, fallback];

const samplesOf = (id: string): string[] => {
  const folder = join(root, id, 'samples');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => /\.(pdf|csv|xlsx|json|xml|html|txt)$/.test(name) && !/\.(golden|truth)\.json$/.test(name))
    .map(name => join(folder, name));
};

const read = async (path: string): Promise<Document> => readDocument(readFileSync(path), path, { crossCheck: true });

test('every folder of an importer is on the list, and the other way round', () => {
  const folders = readdirSync(root, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []));
  expect(folders.sort()).toEqual(all.map(importer => importer.id).sort());
});

test.each(all.map(importer => importer.id))('%s has samples', id => {
  expect(samplesOf(id)).not.toHaveLength(0);
});

describe.each(all.flatMap(importer => samplesOf(importer.id).map(path => [path.slice(root.length + 1), importer.id, path] as const)))(
  '%s',
  (_, id, path) => {
    test('is recognised by its own importer and by no other', async () => {
      const document = await read(path);
      const claims = importers.filter(importer => importer.recognise(document) !== null).map(importer => importer.id);
      expect(claims).toEqual(id === fallback.id ? [] : [id]);
    });

    test('is read as its golden says', async () => {
      expect(existsSync(goldenPath(path))).toBe(true);
      expect(await goldenOf(path, list)).toBe(readFileSync(goldenPath(path), 'utf8'));
    });

    test('every text stands in the document', async () => {
      const document = await read(path);
      const texts = evidences(understand(document, list).transcripts);
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.filter(evidence => !stands(evidence, document))).toEqual([]);
    });

    const truthPath = path.replace(/\.pdf$/, '.truth.json');
    if (!existsSync(truthPath) || truthPath === path) return;
    test('says what was drawn, every row and every header field', async () => {
      const truth = JSON.parse(readFileSync(truthPath, 'utf8')) as Truth;
      const { readings } = understand(await read(path), list);
      expect(compareWithTruth(truth, readings)).toMatchObject({ missing: [], wrong: [], invented: [], header: [] });
    });
  },
);

function evidences(value: unknown): Evidence[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('evidence' in value && 'text' in value) return [value.evidence as Evidence];
  return Object.values(value).flatMap(evidences);
}

/** A text stands in the document when its letters follow one another on its page, its cell or at its pointer. */
function stands(evidence: Evidence, { content }: Document): boolean {
  if (evidence.kind === 'cell' && content.kind === 'sheets') {
    const sheet = content.sheets.find(({ name }) => name === evidence.sheet);
    return sheet?.cells.some(cell => cell.address === evidence.cell && cell.text.includes(evidence.text)) ?? false;
  }
  // a key may be the name of an analyte
  if (evidence.kind === 'json' && content.kind === 'json')
    return String(at(content.json, evidence.pointer)) === evidence.text || evidence.pointer.endsWith(`/${evidence.text}`);
  if (evidence.kind !== 'page' || content.kind !== 'pages') return false;
  const [left, top, right, bottom] = evidence.box;
  const words = content.pages
    .find(page => page.number === evidence.page)!
    .words.filter(({ box }) => box[2] >= left - 1 && box[0] <= right + 1 && box[3] >= top - 1 && box[1] <= bottom + 1)
    .map(word => word.text)
    .join('');
  return [...evidence.text.replace(/\s+/g, '')].every(letter => words.includes(letter)) && tokensStand(evidence.text, words);
}

/** Words of a wrapped text may stand on several lines in between others, each whole. */
function tokensStand(text: string, words: string): boolean {
  return text.split(/\s+/).every(token => words.includes(token));
}

function at(json: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined),
      json,
    );
}
