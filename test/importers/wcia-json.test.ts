import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../importers/wcia-json/code.ts';
import { wciaJson } from '../../importers/wcia-json/importer.ts';
import { interpret } from '../../src/coa/interpret.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';

const document = (json: string) => readDocument(new TextEncoder().encode(json), 'result.json');
const file = (metrics: string, version = '2.2.0') =>
  `{"document_name":"WCIA Lab Result Schema","document_schema_version":"${version}","labresult_id":"R-1","status":"pass","metric_list":[{"test_type":"heavy metal assay","status":"pass","metrics":[${metrics}]}]}`;
const read = async (metrics: string, version?: string) => wciaJson.transcribe(await document(file(metrics, version))).map(interpret);

describe('codes in the place of numbers', () => {
  test.each([
    ['-1', '', 'N/A', 'coded-value'],
    ['-2', 'pass', 'ND', 'coded-value'],
    ['-3.00', '', 'NT', 'coded-value'],
    ['0', 'pass', 'ND', 'coded-value'],
    ['0.00', '', 'ND', 'coded-value'],
    ['0', 'N/T', 'NT', 'coded-value'],
    ['0', 'N/A', 'N/A', 'coded-value'],
    ['', 'pass', 'N/A', 'coded-value'],
    ['0', 'fail', 'N/A', 'code-unclear'],
  ])('"%s" beside "%s" means %s', (qom, status, meaning, doubt) => {
    expect(codeOf(qom, status)).toEqual({ meaning, doubts: [doubt] });
  });

  test.each(['0.01', '<0.05', 'ND', '1e-5', '-4', '-130'])('"%s" is read as it stands', qom => {
    expect(codeOf(qom, 'pass')).toBeNull();
  });

  test('never become a number', async () => {
    const [reading] = await read(
      ['-1', '-2', '-3', '0', '"0"', '"-2"', '-4', '-130']
        .map((qom, i) => `{"name":"metal ${i}","qom":${qom},"uom":"ppm","status":"pass"}`)
        .join(','),
    );
    expect(reading!.results.map(result => result.number)).toEqual(Array(8).fill(null));
    expect(reading!.results.map(result => result.finding.kind)).toEqual([
      'not_reported',
      'not_detected',
      'not_tested',
      'not_detected',
      'not_detected',
      'not_detected',
      'invalid',
      'invalid',
    ]);
    expect(reading!.results.every(result => result.flags.length > 0)).toBe(true);
  });
});

test('a number keeps the zeros it is written with', async () => {
  const [reading] = await read('{"name":"lead","qom":0.2100,"uom":"ppm","status":"pass"}');
  expect(reading!.results[0]).toMatchObject({
    number: '0.2100',
    printed: { value: '0.2100' },
    finding: { kind: 'quantified', number: { significantFigures: 4 } },
    evidence: { kind: 'json', pointer: '/metric_list/0/metrics/0/qom' },
  });
});

test('a metric without name or result is refused by its place, the others are read', async () => {
  const [reading] = await read('{"name":"lead","uom":"ppm"},{"name":"cadmium","qom":"0.1","uom":"ppm"},7');
  expect(reading!.results.map(result => result.analyte)).toEqual(['cadmium']);
  expect(reading!.problems.filter(({ code }) => code === 'row-refused').map(({ evidence }) => evidence)).toMatchObject([
    { pointer: '/metric_list/0/metrics/0' },
    { pointer: '/metric_list/0/metrics/2' },
  ]);
});

test('an unknown version is read, and kept from the public', async () => {
  const [reading] = await read('{"name":"lead","qom":"1","uom":"ppm"}', '3.0.0');
  expect(reading!.problems).toMatchObject([{ code: 'format-version-unknown', severity: 'error' }]);
});

test('the description of the schema is no certificate', async () => {
  const described = JSON.stringify({
    document_name: 'WCIA Lab Result Schema',
    labresult_id: 'string',
    metric_list: [{ test_type: 'string' }],
  });
  const found = await document(described);
  expect(wciaJson.recognise(found)).not.toBeNull();
  expect(() => wciaJson.transcribe(found)).toThrow('describes the WCIA schema');
});

test('other JSON is not claimed, and a list of tests that is none is refused', async () => {
  expect(wciaJson.recognise(await document('{"metric_list":[]}'))).toBeNull();
  expect(wciaJson.recognise(await document('[1,2]'))).toBeNull();
  const broken = await document('{"document_name":"WCIA Lab Result Schema","metric_list":{}}');
  expect(() => wciaJson.transcribe(broken)).toThrow(DocumentRefused);
  expect(() => wciaJson.transcribe(broken)).toThrow(/\/metric_list/);
});

const corpus = join(process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'), 'data/wcia');
const examples = existsSync(corpus) ? readdirSync(corpus).filter(name => name.endsWith('-example.json')) : [];
if (examples.length === 0) test.skip('published examples (no corpus here)', () => {});
else
  test.each(examples)('the published example %s is read whole', async name => {
    const read = await readDocument(readFileSync(join(corpus, name)), name);
    const rows = (JSON.parse(readFileSync(join(corpus, name), 'utf8')) as { metric_list: { metrics: unknown[] }[] }[]).flatMap(result =>
      result.metric_list.flatMap(list => list.metrics),
    );
    const readings = wciaJson.transcribe(read).map(interpret);
    expect(readings.flatMap(reading => reading.results)).toHaveLength(rows.length);
    const zeros = readings.flatMap(reading => reading.results).filter(result => /^0*\.?0*$/.test(result.printed.value));
    expect(zeros.every(result => result.number === null)).toBe(true);
    expect(readings.flatMap(reading => reading.problems).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
