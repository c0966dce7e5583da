/** Writes the golden twins of all importer samples and of the scans anew: node scripts/write-goldens.ts [importer | scans…]. Compare `git diff` with the documents by eye. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeGolden } from '../importers/golden.ts';
import { fallback, importers } from '../importers/index.ts';

const wanted = process.argv.slice(2);
for (const { id } of [...importers, fallback]) {
  const folder = join(import.meta.dirname, '..', 'importers', id, 'samples');
  if (!existsSync(folder) || (wanted.length && !wanted.includes(id))) continue;
  for (const name of readdirSync(folder)) {
    if (!/\.(pdf|csv|xlsx|json|html|txt)$/.test(name) || /\.(golden|truth)\.json$/.test(name)) continue;
    console.log(await writeGolden(join(folder, name), { importers, fallback }, { force: true }));
  }
}

const scans = join(import.meta.dirname, '..', 'test/documents/scans');
if (wanted.length === 0 || wanted.includes('scans')) {
  for (const name of readdirSync(scans).filter(file => file.endsWith('.png')))
    console.log(await writeGolden(join(scans, name), { importers, fallback }, { force: true }));
}
