/** Certificates that a vendor binds into one file say what each of them says alone. */
import { PDFDocument } from 'pdf-lib';
import { fallback, importers } from '../../importers/index.ts';
import type { Reading } from '../../src/coa/reading.ts';
import { readAndUnderstand } from '../../src/document/understand.ts';
import { generate, INVENTED_LAYOUTS, LAYOUTS, type LayoutId } from '../generator/generate.ts';

const ALL = Object.keys({ ...LAYOUTS, ...INVENTED_LAYOUTS }) as LayoutId[];

async function bound(files: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  for (const file of files) {
    const certificate = await PDFDocument.load(file);
    for (const page of await whole.copyPages(certificate, certificate.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

async function readingsOf(file: Uint8Array): Promise<readonly Reading[]> {
  return (await readAndUnderstand(file, 'bound.pdf', { crossCheck: false }, { importers, fallback })).understood.readings;
}

/** What is told of the sample, and its values. */
const said = ({ laboratory, reportNumber, client, sample, dates, results }: Reading) => ({
  printed: [laboratory, reportNumber, client, sample.name, sample.lot, sample.labSampleId].map(field => field?.text),
  dates: Object.entries(dates).map(([field, read]) => `${field} ${read?.date}`),
  results: results.map(({ printed: { name, value, limit } }) => `${name} ${value} ${limit}`),
});

test.each(ALL.map((layout, i) => [layout, ALL[(5 * i + 3) % ALL.length]!, 40_000 + 2 * i] as const))(
  '%s with %s',
  async (one, other, seed) => {
    const files = [(await generate({ seed, layout: one })).pdf, (await generate({ seed: seed + 1, layout: other })).pdf];
    const alone = (await Promise.all(files.map(readingsOf))).flat();
    expect((await readingsOf(await bound(files))).map(said)).toEqual(alone.map(said));
  },
);
