/** Substances that were looked for and not found, told in sentences or below titles beside a table. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';

const TABLE: readonly Placed[] = [
  [40, 100, 'Analyte'],
  [200, 100, 'Result'],
  [300, 100, 'Unit'],
  [40, 114, 'Mitragynine'],
  [200, 114, '1.41'],
  [300, 114, '%'],
];

/** `name: value unit (LOQ) kind {doubts}` of what stands beside the table. */
const said = (...lines: readonly Placed[]): string[] =>
  transcribeAny(documentOf(pageOf(1, [...TABLE, ...lines]))).flatMap(transcript => {
    const { results } = interpret(transcript);
    return transcript.rows.flatMap(({ name, value, unit, loq, doubts }, i) =>
      name.text === 'Mitragynine'
        ? []
        : [[name.text, value.text, unit?.text, loq && `(${loq.text})`, results[i]!.finding.kind, `{${doubts}}`].filter(Boolean).join(' ')],
    );
  });
const below = (...texts: readonly string[]): Placed[] => texts.map((text, i): Placed => [40, 160 + i * 12, text]);

test('a list behind or before what is said of all', () => {
  expect(
    said(
      ...below(
        'The following pesticides were screened and not detected above the LOQ of 0.01 mg/kg: Abamectin, Bifenthrin,',
        'Chlorpyrifos and Permethrin.',
      ),
    ),
  ).toEqual(
    ['Abamectin', 'Bifenthrin', 'Chlorpyrifos', 'Permethrin'].map(
      name => `${name} not detected mg/kg (0.01) not_detected {column-guessed}`,
    ),
  );
  expect(said(...below('Lead, cadmium and arsenic were not detected.'))).toEqual(
    ['Lead', 'cadmium', 'arsenic'].map(name => `${name} not detected not_detected {column-guessed}`),
  );
  expect(said(...below('All other pesticides of the screen (Abamectin, Acephate, Permethrin) were below the LOQ.'))).toEqual(
    ['Abamectin', 'Acephate', 'Permethrin'].map(name => `${name} below the LOQ below_limit {column-guessed}`),
  );
});

test('names in columns below a title that says so', () => {
  const names: readonly Placed[] = [
    [40, 174, 'Acephate'],
    [200, 174, 'Aldicarb'],
    [40, 186, 'Carbaryl'],
    [200, 186, 'Diazinon'],
    [40, 230, 'Lead'],
  ];
  expect(said(...below('Substances screened, none detected above LOQ (0.02 ppm)'), ...names)).toEqual(
    ['Acephate', 'Aldicarb', 'Carbaryl', 'Diazinon'].map(name => `${name} none detected ppm (0.02) not_detected {column-guessed}`),
  );
});

test.each([
  'The following pesticides were not tested: Abamectin, Bifenthrin, Chlorpyrifos.',
  'Lead, cadmium and arsenic must not be detected.',
  'Lead, cadmium and arsenic were not detected in the method blank.',
  'Abamectin, Permethrin and Malathion were not detected, except Permethrin at 0.03 mg/kg.',
  'Abamectin, Bifenthrin and Permethrin were screened. Permethrin was detected; the others were not detected.',
  'Specification: lead, cadmium and arsenic shall be not detected.',
  'ND = not detected, LOQ = limit of quantitation.',
])('“%s” lists nothing that was not found', text => {
  expect(said(...below(text))).toEqual([]);
});

test('what has a result of its own is not listed once more', () => {
  const lead: readonly Placed[] = [
    [40, 128, 'Lead (Pb)'],
    [200, 128, '0.12'],
    [300, 128, 'ppm'],
  ];
  expect(said(...lead, ...below('Lead, mercury and nickel were not detected.'))).toEqual([
    'Lead (Pb) 0.12 ppm quantified {}',
    'mercury not detected not_detected {column-guessed}',
    'nickel not detected not_detected {column-guessed}',
  ]);
});

describe('a list of limits without results', () => {
  const LIST: readonly Placed[] = [
    [40, 174, 'Pesticide'],
    [120, 174, 'LOQ mg/kg'],
    [220, 174, 'Pesticide'],
    [300, 174, 'LOQ mg/kg'],
    [40, 186, 'Acephate'],
    [120, 186, '0.10'],
    [220, 186, 'Aldicarb'],
    [300, 186, '0.20'],
    [40, 198, 'Carbaryl'],
    [120, 198, '0.05'],
    [220, 198, 'Diazinon'],
    [300, 198, '0.01'],
  ];
  const rows = (value: string) =>
    ['Acephate (0.10)', 'Aldicarb (0.20)', 'Carbaryl (0.05)', 'Diazinon (0.01)'].map(
      text => `${text.replace(' ', ` ${value} mg/kg `)} below_limit {column-guessed}`,
    );
  test('is one of substances that were not found where that stands over it', () => {
    expect(said(...below('All other pesticides: < LOQ'), ...LIST)).toEqual(rows('< LOQ'));
    expect(said(...below('All of these are below the limit of quantification (LOQ):'), ...LIST)).toEqual(
      rows('below the limit of quantification'),
    );
  });
  test('or under it', () => {
    expect(said(...LIST, [40, 222, 'All pesticides: < LOQ'])).toEqual(rows('< LOQ'));
  });
  test('tells nothing where nobody says so', () => {
    expect(said(...below('Scope of the screening'), ...LIST)).toEqual([]);
  });
});

test('limits in brackets behind the names of a sentence', () => {
  expect(
    said(...below('Pesticides not detected (LOQ in ppm in brackets): Abamectin (0.05), Acephate (0.02) and Carbaryl (0.01).')),
  ).toEqual(
    ['Abamectin not detected ppm (0.05)', 'Acephate not detected ppm (0.02)', 'Carbaryl not detected ppm (0.01)'].map(
      text => `${text} not_detected {column-guessed}`,
    ),
  );
});
