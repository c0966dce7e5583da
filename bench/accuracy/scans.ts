/** Generated certificates as scanners and telephones send them: first pages, since each takes seconds to recognise. */

import { readDocument } from '../../src/document/read.ts';
import { generate, type LayoutId } from '../../test/generator/generate.ts';
import { asJpeg, asPdf, asPng, type Scan, scanPage } from '../../test/generator/scan.ts';
import type { Source } from './sources.ts';

interface Sheet {
  readonly group: string;
  readonly layout: LayoutId;
  readonly scan: Scan;
  readonly as: 'pdf' | 'png' | 'jpeg';
}

const SHEETS: readonly Sheet[] = [
  { group: 'scan, 200 dpi', layout: 'combined-limits', scan: { dpi: 200, noise: 6 }, as: 'pdf' },
  { group: 'scan, 300 dpi, on its side and askew', layout: 'two-limits', scan: { dpi: 300, quarters: 1, degrees: 2 }, as: 'png' },
  {
    group: 'scan, 200 dpi, on its head, grey paper',
    layout: 'printed-twice',
    scan: { dpi: 200, quarters: 2, paper: 0.75, noise: 10 },
    as: 'pdf',
  },
  {
    group: 'photograph, 220 dpi, askew, in uneven light',
    layout: 'side-by-side',
    scan: { dpi: 220, degrees: -1.5, perspective: 0.02, shade: 0.4, blur: 0.4, noise: 10 },
    as: 'jpeg',
  },
];

export const scans = (seed: number): Source[] =>
  SHEETS.map(({ group, layout, scan, as }) => ({
    group,
    id: `${layout} ${seed}, ${group}`,
    load: async () => {
      const { pdf, truth } = await generate({ seed, layout });
      const { content } = await readDocument(pdf, 'drawn.pdf');
      const width = content.kind === 'pages' ? content.pages[0]!.width : 612;
      const raster = await scanPage(pdf, 1, width, scan);
      const bytes = as === 'pdf' ? asPdf(raster, scan.dpi) : as === 'png' ? asPng(raster) : asJpeg(raster, 75);
      const samples = truth.samples.map(sample => ({ ...sample, results: sample.results.filter(({ page }) => page === 1) }));
      return { bytes, known: { ...truth, samples } };
    },
  }));
