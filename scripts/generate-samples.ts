/**
 * Writes the sample collection that a fresh installation shows (samples/) and the samples of the importers, each PDF with its truth
 * (importers/…/samples/). The same source gives the same bytes: `npm run samples:generate`, then look at `git diff`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectionFiles } from '../test/generator/collection/files.ts';
import { generate, type LayoutId } from '../test/generator/generate.ts';
import { asPng, scanPage } from '../test/generator/scan.ts';

const root = join(import.meta.dirname, '..');

const samples = join(root, 'samples');
mkdirSync(samples, { recursive: true });
const files = await collectionFiles();
for (const old of readdirSync(samples)) {
  if (/\.(pdf|csv|xlsx|json)$/.test(old) && old !== 'template.csv' && !files.some(file => file.name === old)) rmSync(join(samples, old));
}
for (const file of files) writeFileSync(join(samples, file.name), file.bytes);
const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
console.log(`samples: ${files.length} files, ${Math.round(size / 1024)} kB`);

/** Seeds of the importers' own samples, by layout; what is not read right yet is counted by scripts/measure-readers.ts and no sample. */
const SEEDS: Readonly<Partial<Record<LayoutId, readonly number[]>>> = {
  'czech-two-line': [2, 5],
  'czech-microbes': [1, 4],
  'several-samples': [1, 6],
  'side-by-side': [1, 3],
  'combined-limits': [3, 7],
  'transposed-potency': [2, 8],
  'letter-spaced': [3, 9],
  'printed-twice': [1, 5],
  'two-limits': [100, 103],
  'per-serving': [2, 6],
};

for (const [layout, seeds] of Object.entries(SEEDS) as [LayoutId, readonly number[]][]) {
  for (const seed of seeds) {
    const { pdf, truth, importer } = await generate({ seed, layout });
    const folder = join(root, 'importers', importer, 'samples');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${layout}-${seed}.pdf`), pdf);
    writeFileSync(join(folder, `${layout}-${seed}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`);
  }
}

// one that was printed and scanned; its golden twin is held against what the reader's child process makes of it
const printed = await generate({ seed: 7, layout: 'combined-limits' });
const scans = join(root, 'test/documents/scans');
mkdirSync(scans, { recursive: true });
const sheet = await scanPage(printed.pdf, 1, 612, { dpi: 200, degrees: 0.8, paper: 0.9, blur: 0.4 });
writeFileSync(join(scans, 'combined-limits-7.png'), asPng(sheet, 16));
writeFileSync(join(scans, 'combined-limits-7.truth.json'), `${JSON.stringify(printed.truth, null, 1)}\n`);

// the samples of the exchange importers are taken from the collection
for (const [importer, name] of [
  ['coa-json', 'quarry-fields.json'],
  ['coa-table', 'imaginary-ivy.xlsx'],
] as const) {
  writeFileSync(join(root, 'importers', importer, 'samples', name), files.find(file => file.name === name)!.bytes);
}
