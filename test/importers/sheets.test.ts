import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';

const read = async (path: string) => understand(await readDocument(readFileSync(path), path), { importers, fallback });
const samples = join(import.meta.dirname, '../../importers/any-laboratory/samples');

test.each([
  ['fixed-width.txt', 9],
  ['several-tables.csv', 5],
  ['web-page.html', 5],
  ['two-sheets.xlsx', 6],
])('%s: every result with its unit or none printed, every one to be looked at', async (name, count) => {
  const { readings } = await read(join(samples, name));
  expect(readings).toHaveLength(1);
  const [reading] = readings;
  expect(reading!.results).toHaveLength(count);
  expect([reading!.laboratory, reading!.reportNumber, reading!.client, reading!.sample.lot].every(field => field !== null)).toBe(true);
  for (const result of reading!.results) {
    expect(result.evidence.kind).toBe('cell');
    expect(result.flags).toContain('column-guessed');
    expect(result.confidence).toBeLessThan(0.9);
  }
});

const worksheet = join(process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'), 'data/ncal-worksheet.xlsx');
(existsSync(worksheet) ? test : test.skip)("a laboratory's working sheet is left out, and the rest waits for a person", async () => {
  const { readings, problems } = await read(worksheet);
  const results = readings.flatMap(reading => reading.results);
  expect(results.filter(({ evidence }) => evidence.kind === 'cell' && evidence.sheet === 'Sample')).toEqual([]);
  expect(problems.filter(({ code }) => code === 'worksheet-left-out')).toMatchObject([{ severity: 'error' }]);
  expect(results.every(({ flags }) => flags.length > 0)).toBe(true);
});
