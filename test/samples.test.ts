/** The sample collection that a fresh installation shows: every file public after import, true to its source, generated again to the same bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fallback, importers } from '../importers/index.ts';
import { readDocument } from '../src/document/read.ts';
import { type Understood, understand } from '../src/document/understand.ts';
import { isDoubtful } from '../src/ingest/publication.ts';
import { type CollectionFile, collectionFiles } from './generator/collection/files.ts';
import { STORIES } from './generator/collection/stories.ts';
import { compareWithTruth } from './generator/compare.ts';

const folder = join(import.meta.dirname, '../samples');
const names = readdirSync(folder).filter(name => !['template.csv', 'recalls', 'beside'].includes(name));
const read = async (name: string): Promise<Understood> =>
  understand(await readDocument(readFileSync(join(folder, name)), name, { crossCheck: true }), { importers, fallback });

let files: CollectionFile[];
beforeAll(async () => {
  files = await collectionFiles();
}, 120_000);

test('the folder holds what its source generates (npm run samples:generate), in less than 2.5 MB', () => {
  expect(files.map(file => file.name)).toEqual([...names].sort());
  const different = files.filter(file => !Buffer.from(file.bytes).equals(readFileSync(join(folder, file.name))));
  expect(different.map(file => file.name)).toEqual([]);
  expect(files.reduce((sum, file) => sum + file.bytes.length, 0)).toBeLessThan(2_500_000);
});

test.each(names)('%s is read whole and waits for nobody', async name => {
  const { outcome, readings, problems } = await read(name);
  const results = readings.flatMap(reading => reading.results);
  expect({ outcome, severe: problems.filter(problem => problem.severity === 'error') }).toEqual({ outcome: 'read', severe: [] });
  const waiting = results.filter(result => isDoubtful(result) || result.analyte === null);
  expect(waiting.map(({ printed, flags, confidence }) => [printed.name, printed.value, confidence, ...flags])).toEqual([]);
});

test.each(names.filter(name => name.endsWith('.pdf')))('%s says what was drawn', async name => {
  const { truth } = files.find(file => file.name === name)!;
  expect(compareWithTruth(truth!, (await read(name)).readings)).toMatchObject({ missing: [], wrong: [], invented: [], header: [] });
});

test('vendors, lots and reports of the collection arrive', async () => {
  const readings = (await Promise.all(names.map(read))).flatMap(({ readings }) => readings);
  const vendors = new Set(readings.map(reading => (reading.brand ?? reading.client)?.text));
  const lots = new Set(readings.map(reading => reading.sample.lot?.text));
  expect([...vendors].sort()).toEqual([...new Set(STORIES.map(story => story.vendor))].sort());
  expect([...lots].sort()).toEqual([...new Set(STORIES.map(story => story.lot))].sort());
  expect(readings).toHaveLength(STORIES.flatMap(story => story.reports).length);
});
