import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { coaJson } from '../../importers/coa-json/importer.ts';
import { exchangeJsonSchema, exchangeSchema, toExchange } from '../../src/coa/exchange.ts';
import { interpret } from '../../src/coa/interpret.ts';
import { DATE_FIELDS, PANELS, type Printed, type Transcript, type TranscriptRow } from '../../src/coa/transcript.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { jsonDocument } from './sheet-document.ts';

const word = fc
  .string({ minLength: 1, maxLength: 12 })
  .map(text => text.trim())
  .filter(text => text !== '');
const printed: fc.Arbitrary<Printed> = word.map(text => ({
  text,
  evidence: { kind: 'page', page: 1, box: [1, 2, 3, 4], text, method: 'text' },
}));
const value = fc.oneof(fc.constantFrom('0.35', '<0.05', 'ND', '1.2x10^3', 'Absent', 'NT', '0,35', '<LOQ'), word).map(text => ({
  text,
  evidence: { kind: 'page', page: 1, box: [1, 2, 3, 4], text, method: 'text' } as const,
}));
const some = fc.option(printed, { nil: undefined });

const row: fc.Arbitrary<TranscriptRow> = fc.record({
  panel: fc.constantFrom(...PANELS),
  panelTitle: some,
  name: fc.oneof(
    fc.constantFrom('Lead', 'Mitragynine', 'Salmonella').map(text => ({ text, evidence: { kind: 'json', pointer: '', text } as const })),
    printed,
  ),
  value,
  unit: some,
  lod: fc.option(value, { nil: undefined }),
  loq: some,
  limitOfMeasurementUnit: some,
  reportingLimit: some,
  limit: some,
  verdict: some,
  uncertainty: some,
  method: some,
  basis: some,
  testPortion: some,
  note: some,
  further: fc.array(fc.record({ value, unit: some, basis: some }), { maxLength: 2 }),
  doubts: fc.array(fc.constantFrom('column-guessed', 'row-wrapped'), { maxLength: 2 }),
});

const transcript: fc.Arbitrary<Transcript> = fc.record({
  laboratory: some,
  laboratoryAccreditation: some,
  reportNumber: some,
  client: some,
  manufacturer: some,
  brand: some,
  dates: fc.dictionary(
    fc.constantFrom(...DATE_FIELDS),
    fc.constantFrom('2025-02-03', '3.4.2025', '03/04/2025').map(text => ({ text, evidence: { kind: 'json', pointer: '', text } as const })),
  ),
  sample: fc.record({
    name: some,
    lot: some,
    labSampleId: some,
    form: some,
    matrix: some,
    servingSize: some,
    containerSize: some,
    maxDailyIntake: some,
    moisture: some,
  }),
  language: fc.constantFrom('en', 'cs', undefined),
  dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd', 'unknown'),
  decimalMark: fc.constantFrom('.', ','),
  rows: fc.array(row, { minLength: 1, maxLength: 5 }),
  problems: fc.array(
    fc.record({ code: fc.constant('row-wrapped'), severity: fc.constantFrom('info', 'warning', 'error'), message: word }),
    { maxLength: 2 },
  ),
});

/** Without the places, which differ by nature, and without absent fields. Confidence differs where pages count less than JSON. */
function withoutPlaces(given: unknown): unknown {
  return JSON.parse(
    JSON.stringify(given, (key, member) => (/^(evidence|nameEvidence|rowEvidence|confidence)$/.test(key) ? undefined : member)),
  );
}

test('what is written reads the same again', () => {
  fc.assert(
    fc.property(fc.array(transcript, { minLength: 1, maxLength: 3 }), transcripts => {
      const json: unknown = JSON.parse(JSON.stringify(toExchange(transcripts)));
      const document = jsonDocument(json);
      expect(coaJson.recognise(document)).not.toBeNull();
      const again = coaJson.transcribe(document);
      expect(withoutPlaces(again)).toEqual(withoutPlaces(transcripts));
      expect(again.map(one => withoutPlaces(interpret(one)))).toEqual(transcripts.map(one => withoutPlaces(interpret(one))));
      expect(toExchange(again)).toEqual(toExchange(transcripts));
    }),
    { numRuns: 60 },
  );
});

describe('a file', () => {
  const minimal = {
    format: 'coa-json',
    version: 1,
    certificates: [{ results: [{ panel: 'metals', name: 'Lead', value: '<0.05', unit: 'mg/kg' }] }],
  };

  test('needs little; every text points at its place', () => {
    const [only] = coaJson.transcribe(jsonDocument(minimal));
    expect(only?.rows[0]?.value).toEqual({
      text: '<0.05',
      evidence: { kind: 'json', pointer: '/certificates/0/results/0/value', text: '<0.05' },
    });
    expect(interpret(only!).results[0]).toMatchObject({
      analyte: 'lead',
      number: null,
      interval: { lower: '0', upper: '0.05' },
      confidence: 1,
    });
  });

  test.each([
    [
      'a number where a text belongs',
      { ...minimal, certificates: [{ results: [{ panel: 'metals', name: 'Lead', value: 0.05 }] }] },
      '/certificates/0/results/0/value',
    ],
    ['an unknown field', { ...minimal, certificates: [{ results: minimal.certificates[0]!.results, vendor: 'x' }] }, '/certificates/0'],
    ['another version', { ...minimal, version: 2 }, '/version'],
    ['no certificate', { ...minimal, certificates: [] }, '/certificates'],
  ])('with %s is refused, naming the place', (_, json, pointer) => {
    expect(() => coaJson.transcribe(jsonDocument(json))).toThrow(DocumentRefused);
    expect(() => coaJson.transcribe(jsonDocument(json))).toThrow(`${pointer}:`);
  });

  test('of another format is not claimed', () => {
    for (const json of [null, [], 'coa-json', { format: 'other' }, { results: [] }])
      expect(coaJson.recognise(jsonDocument(json))).toBeNull();
  });
});

describe('the documentation', () => {
  const docs = join(import.meta.dirname, '../../docs');

  test('has the schema of the code (node scripts/write-schemas.ts)', () => {
    expect(JSON.parse(readFileSync(join(docs, 'coa-json.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(exchangeJsonSchema())));
  });

  test('shows an example that keeps to it', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync(join(docs, 'coa-json.md'), 'utf8'))![1]!;
    expect(exchangeSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });
});
