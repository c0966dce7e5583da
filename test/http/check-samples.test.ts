import { strToU8, zipSync } from 'fflate';
import request from 'supertest';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

const HEAD = 'lot,report_number,laboratory,reported_on,product,panel,analyte,result,unit';
const row = (lot: string, product: string, what: string): string => `${lot},R-1,Test Laboratory,2026-01-09,${product},${what},mg/kg`;
const ALKALOIDS = 'alkaloids,Mitragynine,15000';
const METALS = 'metals,Lead,0.2';

const checked = async (...rows: string[]): Promise<string> => {
  const sheet = Buffer.from([HEAD, ...rows, ''].join('\n'));
  const { text } = await request(api.app).post('/check').attach('file', sheet, 'samples.csv').expect(200);
  return text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
};

test('of one sample, what is missing is missing in the file', async () => {
  const text = await checked(row('TL-1', 'Green', ALKALOIDS));
  expect(text).toContain('Not in this file: heavy metals,');
  expect(text).toContain('as far as this file shows');
  expect(text).not.toContain('of this sample in this file');
});

test('a lot that was not found is not said to be missing on the certificate', async () => {
  expect(await checked(row('', 'Green', ALKALOIDS))).toContain('not found; look on the certificate');
  expect(await checked(row('TL-1', 'Green', ALKALOIDS))).not.toContain('look on the certificate');
});

test('of several samples it is said of each, and which other one of its lot has it', async () => {
  const text = await checked(row('TL-1', 'Green', ALKALOIDS), row('TL-1', 'Green leaf', METALS), row('TL-2', 'Red', METALS));
  expect(text).toContain('3 samples');
  expect(text).toContain('Not of this sample in this file: heavy metals,');
  expect(text).toContain('as far as this file shows of this sample');
  expect(text).toContain('Another sample of the same lot has: heavy metals (Green leaf).');
  expect(text).toContain('Another sample of the same lot has: alkaloids (Green).');
  // the one of another lot has no such neighbour
  expect(text.match(/Another sample of the same lot/g)).toHaveLength(2);
});

test('of an archive the other file that has what this one leaves out is named', async () => {
  const sheet = (...rows: string[]) => strToU8([HEAD, ...rows, ''].join('\n'));
  const archive = zipSync({
    'alkaloids.csv': sheet(row('TL-1', 'Green', ALKALOIDS)),
    'metals.csv': sheet(row('tl 1', 'Green', METALS), row('', 'Red', METALS)),
  });
  const { text } = await request(api.app).post('/check').attach('file', Buffer.from(archive), 'lot.zip').expect(200);
  const said = text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  expect(said).toContain('Another sample of the same lot has: heavy metals (Green in “lot.zip/metals.csv”).');
  expect(said).toContain('Another sample of the same lot has: alkaloids (Green in “lot.zip/alkaloids.csv”).');
  expect(said.match(/Another sample of the same lot/g)).toHaveLength(2);
});
