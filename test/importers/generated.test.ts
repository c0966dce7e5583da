/** Certificates that no sample holds, drawn anew from seeds: no row is lost, and nothing wrong is said without a doubt. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { compareWithTruth } from '../generator/compare.ts';
import { generate, LAYOUTS, type LayoutId } from '../generator/generate.ts';

const SEEDS = [301, 302, 303, 304];

for (const layout of Object.keys(LAYOUTS) as LayoutId[]) {
  test(`${layout}: every row is read, nothing wrong is said silently`, async () => {
    for (const seed of SEEDS) {
      const { pdf, truth, importer } = await generate({ seed, layout });
      const understood = understand(await readDocument(pdf, 'generated.pdf', { crossCheck: true }), { importers, fallback });
      const { missing, wrong, invented, header } = compareWithTruth(truth, understood.readings);
      const silent = [...wrong, ...invented].filter(line => line.startsWith('SILENT'));
      expect({ seed, importer: understood.importer?.id, missing, silent, header }).toEqual({
        seed,
        importer,
        missing: [],
        silent: [],
        header: [],
      });
    }
  });
}
