import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { fallback, importers } from '../../importers/index.ts';
import type { HeaderMapping } from '../../src/document/mapping.ts';
import { mappedRole } from '../../src/document/mapping.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { currentMappings, decideMapping, mappingDecisions, mappingSource } from '../../src/ingest/mapping.ts';

const read = async (text: string, mappings: readonly HeaderMapping[]) =>
  understand(await readDocument(strToU8(text), 'sheet.csv', { mappings }), { importers, fallback }).readings;

const LINES = 'Laboratory,Lot,Substance,Zeta,Schwelle\nNowhere Laboratory,A-1,Lead,0.21,1.2\nNowhere Laboratory,A-1,Cadmium,ND,0.8\n';
const ours: HeaderMapping[] = [
  { laboratory: 'Nowhere Laboratory', header: 'zeta', role: 'result' },
  { laboratory: 'Nowhere Laboratory', header: 'Schwelle', role: 'limit' },
];

test('a header that means nothing here is a column of that laboratory once it is confirmed, and of no other', async () => {
  await expect(read(LINES, [])).rejects.toMatchObject({ reason: 'not-a-certificate' });
  await expect(read(LINES, [{ ...ours[0]!, laboratory: 'Elsewhere Laboratory' }])).rejects.toMatchObject({ reason: 'not-a-certificate' });
  const [reading] = await read(LINES, ours);
  expect(reading!.results.map(({ printed }) => [printed.name, printed.value, printed.limit])).toEqual([
    ['Lead', '0.21', '1.2'],
    ['Cadmium', 'ND', '0.8'],
  ]);
});

test('the general reader uses what was confirmed, and doubts its columns no longer', async () => {
  const sheet =
    'Nowhere Laboratory,,,\nCertificate of Analysis,,,\nLot,A-1,,\n,,,\nCompound,Zeta (mg/g),LOD,Old\nMitragynine,15.2,0.1,9\n7-Hydroxymitragynine,0.350,0.1,9\n';
  const [reading] = await read(sheet, [...ours, { laboratory: 'NOWHERE  laboratory', header: 'Old', role: 'ignore' }]);
  expect(reading!.results.map(({ printed, flags, number }) => [printed.value, printed.unit, printed.lod, number, flags])).toEqual([
    ['15.2', 'mg/g', '0.1', '15.2', []],
    ['0.350', 'mg/g', '0.1', '0.350', []],
  ]);
  const [doubted] = await read(sheet, []);
  expect((doubted?.results ?? []).every(({ flags }) => flags.length > 0)).toBe(true);
});

test('how a header is spaced, dotted and cased says nothing; its unit in brackets neither', () => {
  const conc: HeaderMapping[] = [{ laboratory: 'X', header: 'Conc.', role: 'result' }];
  expect(['conc', 'CONC.', ' Conc. (mg/g)', 'Conc [%]'].map(header => mappedRole(header, conc))).toEqual(Array(4).fill('result'));
  expect(['Concentration', 'Conc. limit', ''].map(header => mappedRole(header, conc))).toEqual([null, null, null]);
});

test('decisions are kept, the latest holds, and a reader learns of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leafproof-mapping-'));
  try {
    const source = mappingSource(folder);
    expect(await source()).toEqual([]);
    await decideMapping(folder, { ...ours[0]!, by: 'ann' });
    await decideMapping(folder, { laboratory: 'nowhere laboratory', header: 'ZETA', role: 'limit', by: 'bob' });
    expect(await source()).toEqual([{ laboratory: 'nowhere laboratory', header: 'ZETA', role: 'limit' }]);
    await decideMapping(folder, { ...ours[0]!, role: null, by: 'ann' });
    const decisions = await mappingDecisions(folder);
    expect(decisions.map(({ by, role }) => [by, role])).toEqual([
      ['ann', 'result'],
      ['bob', 'limit'],
      ['ann', null],
    ]);
    expect(currentMappings(decisions)).toEqual([]);
    await expect(decideMapping(folder, { laboratory: 'x', header: '', role: 'result', by: 'ann' })).rejects.toThrow(/header/);
    await appendFile(join(folder, 'header-mappings.jsonl'), '{"role":"nonsense"}\n');
    await expect(mappingDecisions(folder)).rejects.toThrow(/line 4/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
