/**
 * Writes the sample collection that a fresh installation shows (samples/) and the samples of the importers, each PDF with its truth
 * (importers/…/samples/). The same source gives the same bytes: `npm run samples:generate`, then look at `git diff`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectionFiles } from '../test/generator/collection/files.ts';

const root = join(import.meta.dirname, '..');

const samples = join(root, 'samples');
mkdirSync(samples, { recursive: true });
const files = await collectionFiles();
for (const old of readdirSync(samples)) {
  if (/\.(pdf|csv|xlsx|json)$/.test(old) && !files.some(file => file.name === old)) rmSync(join(samples, old));
}
for (const file of files) writeFileSync(join(samples, file.name), file.bytes);
const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
console.log(`samples: ${files.length} files, ${Math.round(size / 1024)} kB`);
