import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoldenExists, goldenOf, goldenPath, writeGolden } from '../importers/golden.ts';
import { fallback, importers } from '../importers/index.ts';
import { DocumentRefused } from '../src/document/document.ts';

const list = { importers, fallback };
const template = join(import.meta.dirname, '../importers/coa-table/samples/template.csv');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes the twin beside the sample, and overwrites it only when told to', async () => {
  const sample = join(folder, 'template.csv');
  cpSync(template, sample);
  expect(await writeGolden(sample, list)).toBe(`${sample}.golden.json`);
  writeFileSync(goldenPath(sample), 'compared by eye');
  await expect(writeGolden(sample, list)).rejects.toThrow(GoldenExists);
  expect(readFileSync(goldenPath(sample), 'utf8')).toBe('compared by eye');
  await writeGolden(sample, list, { force: true });
  expect(readFileSync(goldenPath(sample), 'utf8')).toBe(await goldenOf(sample, list));
});

test('says of every text where it stands, and holds transcript, reading and problems', async () => {
  const golden = JSON.parse(await goldenOf(template, list));
  expect(golden).toMatchObject({
    importer: { id: 'coa-table' },
    outcome: 'read',
    transcripts: [{ sample: { lot: 'TPL-001 @ template.csv!D2' }, rows: expect.any(Array) }, expect.anything()],
    readings: [{ results: expect.any(Array) }, expect.anything()],
    problems: [],
  });
  expect(golden.transcripts[0].rows[1]).toMatchObject({ name: '7-Hydroxymitragynine @ template.csv!Q3', value: '<LOQ @ template.csv!R3' });
});

test('a file that is no certificate has no golden', async () => {
  const file = join(folder, 'x.csv');
  writeFileSync(file, 'a,b\n1,2\n');
  await expect(writeGolden(file, list)).rejects.toThrow(DocumentRefused);
});
