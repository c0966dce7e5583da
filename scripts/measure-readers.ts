/**
 * Reads generated certificates nobody has seen and counts, by layout: node scripts/measure-readers.ts [--seeds 20] [--layout ID] [--verbose]
 * Silent: wrong or invented rows without any flag, and with high confidence. That number must be 0.
 */
import { parseArgs } from 'node:util';
import { fallback, importers } from '../importers/index.ts';
import type { Reading } from '../src/coa/reading.ts';
import { DocumentRefused } from '../src/document/document.ts';
import { readAndUnderstand } from '../src/document/understand.ts';
import { compareWithTruth } from '../test/generator/compare.ts';
import { generate, INVENTED_LAYOUTS, LAYOUTS, type LayoutId } from '../test/generator/generate.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '100' },
    layout: { type: 'string' },
    verbose: { type: 'boolean' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.first) + i);

async function read(pdf: Uint8Array): Promise<readonly Reading[]> {
  try {
    return (await readAndUnderstand(pdf, 'generated.pdf', { crossCheck: true }, { importers, fallback })).understood.readings;
  } catch (error) {
    if (error instanceof DocumentRefused) return [];
    throw error;
  }
}

console.log(`${'layout'.padEnd(22)}  rows  recall   wrong invented silent  twice header`);
for (const layout of Object.keys({ ...LAYOUTS, ...INVENTED_LAYOUTS }) as LayoutId[]) {
  if (values.layout && values.layout !== layout) continue;
  const sum = { rows: 0, missing: 0, wrong: 0, invented: 0, silent: 0, twice: 0, header: 0 };
  for (const seed of seeds) {
    const { pdf, truth } = await generate({ seed, layout });
    const found = compareWithTruth(truth, await read(pdf));
    sum.rows += truth.samples.flatMap(sample => sample.results).length;
    sum.missing += found.missing.length;
    sum.wrong += found.wrong.length;
    sum.invented += found.invented.length;
    sum.silent += [...found.wrong, ...found.invented].filter(line => line.startsWith('SILENT')).length;
    sum.twice += found.twice.length;
    sum.header += found.header.length;
    if (values.verbose && [...found.missing, ...found.wrong, ...found.invented, ...found.header].length) console.log(layout, seed, found);
  }
  const recall = ((100 * (sum.rows - sum.missing)) / sum.rows).toFixed(1);
  const numbers = [recall, sum.wrong, sum.invented, sum.silent, sum.twice, sum.header].map(number => String(number).padStart(7)).join(' ');
  console.log(`${layout.padEnd(22)} ${String(sum.rows).padStart(5)} ${numbers}`);
}
