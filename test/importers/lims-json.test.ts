/** Exports of laboratory systems of no agreed schema, as JSON, as lines of JSON and as XML. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';

const read = async (text: string, name = 'export.json') => understand(await readDocument(Buffer.from(text), name), { importers, fallback });

/** Name, value and unit as printed, LOQ, limit and verdict, by sample. */
const samples = async (text: string) =>
  (await read(text)).readings.map(({ sample, results }) => [
    sample.lot?.text ?? sample.name?.text ?? null,
    ...results.map(({ printed: { name, value, unit, loq, limit, verdict } }) =>
      [name, value, unit, loq ?? '', limit ?? '', verdict ?? ''].join(' | ').replace(/(?: \| )+$/, ''),
    ),
  ]);

test('a list of results that says everything on each, numbers as they are written', async () => {
  const { importer, readings } = await read(`[
    {"labName":"Invented Rowan Lab","reportNumber":"IR-1","clientName":"Invented Elm Co","lotNumber":"RB-9","analyte":"Lead","result":0.210,"units":"mg/kg","lod":0.010,"loq":0.030,"limit":1.0,"status":"Pass"},
    {"labName":"Invented Rowan Lab","reportNumber":"IR-1","clientName":"Invented Elm Co","lotNumber":"RB-9","analyte":"Mitragynine","result":1.50,"units":"%","lod":null,"loq":0.05,"limit":null,"status":null}]`);
  expect(importer!.id).toBe('lims-json');
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({
    laboratory: { text: 'Invented Rowan Lab' },
    reportNumber: { text: 'IR-1' },
    client: { text: 'Invented Elm Co' },
  });
  expect(readings[0]!.results).toMatchObject([
    {
      printed: { value: '0.210', lod: '0.010', loq: '0.030', limit: '1.0', verdict: 'Pass' },
      finding: { number: { text: '0.210', significantFigures: 3 } },
      evidence: { kind: 'json', pointer: '/0/result' },
      flags: ['column-guessed'],
    },
    { number: '15.0', printed: { value: '1.50' } },
  ]);
});

test.each([
  [
    'by sample and by panel, whose state is not that of its results',
    `{"workOrder":"W-6","samples":[
      {"labSampleId":"W-6-1","lotNo":"HA","tests":[{"testName":"Metals","status":"PASS","units":"mg/kg","analytes":[{"name":"Lead","result":"0.12","rl":"0.05"},{"name":"Arsenic","result":"<0.05"}]}]},
      {"labSampleId":"W-6-2","lotNo":"HB","tests":[{"testName":"Metals","status":"FAIL","units":"mg/kg","analytes":[{"name":"Lead","result":"0.52","rl":"0.05"}]}]}]}`,
    [
      ['HA', 'Lead | 0.12 | mg/kg | 0.05', 'Arsenic | <0.05 | mg/kg'],
      ['HB', 'Lead | 0.52 | mg/kg | 0.05'],
    ],
  ],
  [
    'under the names of the analytes',
    `{"LabName":"Invented Vireo","BatchNumber":"WB-3","Results":{"Lead":{"Value":"0.30","Unit":"ppm","LOQ":"0.05","Pass":true},"Cadmium":{"Value":"ND","Unit":"ppm","LOQ":"0.02","Pass":true}}}`,
    [['WB-3', 'Lead | 0.30 | ppm | 0.05 |  | true', 'Cadmium | ND | ppm | 0.02 |  | true']],
  ],
  [
    'as bare numbers with their units in the keys',
    `{"lot":"YV-4","heavy_metals_ppm":{"lead":0.20,"mercury":"ND"},"alkaloids_percent":{"mitragynine":1.450,"paynantheine":0.2}}`,
    [['YV-4', 'lead | 0.20 | ppm', 'mercury | ND | ppm', 'mitragynine | 1.450 | %', 'paynantheine | 0.2 | %']],
  ],
  [
    'as bare numbers with units and limits in maps of their own',
    `{"lot":"SL-3","units":{"lead":"ppm","cadmium":"ppm"},"limits":{"lead":1.0,"cadmium":0.5},"results":{"lead":0.21,"cadmium":0.04}}`,
    [['SL-3', 'lead | 0.21 | ppm |  | 1.0', 'cadmium | 0.04 | ppm |  | 0.5']],
  ],
  [
    'with limits and units in objects of their own',
    `{"sample":{"name":"Leaf","batch":{"number":"RB-1"}},"analytes":[{"analyte":{"name":"Lead"},"measurement":{"value":0.50,"unit":"ppm"},"limits":{"loq":{"value":0.05},"action":{"value":0.6}},"status":"pass"}]}`,
    [['RB-1', 'Lead | 0.50 | ppm | 0.05 | 0.6 | pass']],
  ],
  [
    'as headings and rows',
    `{"lot":"KN-1","columns":["Analyte","Result","Units","LOQ"],"rows":[["Lead",0.20,"mg/kg",0.05],["Cadmium","ND","mg/kg",0.02]]}`,
    [['KN-1', 'Lead | 0.20 | mg/kg | 0.05', 'Cadmium | ND | mg/kg | 0.02']],
  ],
  [
    'one to a line',
    '{"lot":"L-1","analyte":"Lead","result_value":"0.40","result_unit":"mg/kg"}\n{"lot":"L-2","analyte":"Lead","result_value":"0.10","result_unit":"mg/kg"}\n',
    [
      ['L-1', 'Lead | 0.40 | mg/kg'],
      ['L-2', 'Lead | 0.10 | mg/kg'],
    ],
  ],
  [
    'as elements of XML',
    `<?xml version="1.0"?><Report><LabName>Invented Whimbrel</LabName><Sample><LotNumber>RH-1</LotNumber><Results><Result><Analyte>Lead</Analyte><Value>0.30</Value><Units>mg/kg</Units></Result><Result><Analyte>Cadmium</Analyte><Value>&lt;0.02</Value><Units>mg/kg</Units></Result></Results></Sample></Report>`,
    [['RH-1', 'Lead | 0.30 | mg/kg', 'Cadmium | <0.02 | mg/kg']],
  ],
  [
    'as attributes of XML, and as text beside its unit',
    `<x:coa xmlns:x="urn:invented"><x:sample lot="AT-1"><x:result analyte="Lead" value="0.110" units="ppm" loq="0.05"/><analyte name="Zinc"><result unit="ppm">12.0</result><loq unit="ppm">0.5</loq></analyte></x:sample></x:coa>`,
    [['AT-1', 'Lead | 0.110 | ppm | 0.05', 'Zinc | 12.0 | ppm | 0.5']],
  ],
  [
    'as a set of data, whose elements are called tables',
    '<NewDataSet><Table><LotNo>D-1</LotNo><Component>Lead</Component><Result>0.21</Result><Units>ppm</Units></Table><Table><LotNo>D-1</LotNo><Component>Zinc</Component><Result>5</Result><Units>ppm</Units></Table></NewDataSet>',
    [['D-1', 'Lead | 0.21 | ppm', 'Zinc | 5 | ppm']],
  ],
])('results %s', async (_, text, expected) => {
  expect(await samples(text)).toEqual(expected);
});

test.each([
  ['a value that is less than', '"value":0.05,"lessThan":true', 'below_limit', '0.05'],
  ['a flag that nothing was detected', '"value":0.0,"detected":false,"loq":0.04', 'not_detected', '0.04'],
  ['nothing beside a qualifier', '"value":null,"qualifier":"ND","lod":0.01', 'not_detected', '0.01'],
  ['what is reported, not what was measured', '"rawValue":0.0012,"reportedValue":"<0.05"', 'below_limit', '0.05'],
  ['what is displayed, not what is stored', '"value":0.0012,"displayValue":"<0.05"', 'below_limit', '0.05'],
  ['the mean of its runs', '"replicates":[0.20,0.24],"mean":0.22', 'quantified', '0.22'],
])('%s', async (_, members, kind, upper) => {
  const { readings } = await read(`{"lot":"Q-1","results":[{"analyte":"Lead","unit":"ppm",${members}}]}`);
  expect(readings[0]!.results).toMatchObject([{ finding: { kind }, interval: { upper } }]);
});

test('two results of one analyte that differ are doubted', async () => {
  const { readings } = await read('{"lot":"Q-1","results":[{"analyte":"Lead","unit":"ppm","result":0.2,"finalResult":0.3}]}');
  expect(readings[0]!.results[0]!.flags).toContain('cell-crowded');
  const months = await read(
    '{"lot":"Q-1","results":[{"analyte":"Lead","month":"0","unit":"ppm","result":0.200},{"analyte":"Lead","month":"6","unit":"ppm","result":0.300}]}',
  );
  expect(months.readings[0]!.results.map(({ flags }) => flags.includes('duplicate-differs'))).toEqual([true, true]);
});

test('units in the keys: the first is the result, the others are the same once more; LOQ and limit keep theirs', async () => {
  const { readings } = await read(
    '{"lot":"G-1","results":[{"analyte":"Mitragynine","result_percent":1.52,"result_mg_g":15.20,"loq_mg_g":0.10}]}',
  );
  expect(readings[0]!.results[0]).toMatchObject({
    printed: { value: '1.52', unit: '%', loq: '0.10' },
    further: [{ printed: { value: '15.20', unit: 'mg/g' } }],
    flags: ['column-guessed'],
  });
});

test('controls, blanks and earlier results are left out and told', async () => {
  const { readings, problems } = await read(
    `{"lot":"F-5","results":[{"analyte":"Lead","result":"0.22","units":"ppm"}],"qcResults":[{"analyte":"Lead","result":"98.2","units":"%"}],"previousResults":[{"analyte":"Lead","result":"0.5","units":"ppm"}]}`,
  );
  expect(readings.flatMap(({ results }) => results.map(({ printed }) => printed.value))).toEqual(['0.22']);
  expect(problems.map(({ code }) => code)).toContain('controls-left-out');
});

test('samples that nothing names are not one sample', async () => {
  expect(
    await samples(
      '{"reportNumber":"E-1","samples":[{"results":[{"analyte":"Lead","result":"0.20","unit":"ppm"}]},{"results":[{"analyte":"Zinc","result":"4","unit":"ppm"}]}]}',
    ),
  ).toEqual([
    [null, 'Lead | 0.20 | ppm'],
    [null, 'Zinc | 4 | ppm'],
  ]);
});

test.each([
  ['an inventory', '{"items":[{"name":"Lead","value":20,"unit":"bars"},{"name":"Zinc","value":40,"unit":"bars"}]}'],
  ['a specification', '{"product":"Kratom","analytes":[{"name":"Lead","limit":"1.0","unit":"ppm"}]}'],
  ['settings', '{"parameters":[{"parameter":"timeout","value":30},{"parameter":"retries","value":4}]}'],
  ['any other XML', '<note><to>You</to><body>Lead 0.2 ppm</body></note>'],
])('%s is no certificate', async (_, text) => {
  await expect(read(text)).rejects.toThrow(/does not look like a certificate/);
});

test.each([
  ['elements that are not closed', '<Report><Lot>L-1</Lot>', /damaged or incomplete/],
  ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><Report><Lot>&b;</Lot></Report>', /declares XML entities/],
  ['endless depth', '<a>'.repeat(100), /nested deeper/],
])('XML with %s is refused', async (_, text, message) => {
  await expect(read(`<?xml version="1.0"?>${text}`)).rejects.toThrow(message);
});

test('of an export without end the first results are read, and that is told', async () => {
  const one = (i: number) => ({ lot: `L-${i % 50}`, analyte: 'Lead', result: '0.2', unit: 'ppm' });
  const { readings, outcome, problems } = await read(JSON.stringify(Array.from({ length: 20_001 }, (_, i) => one(i))));
  expect(readings.reduce((sum, { results }) => sum + results.length, 0)).toBe(20_000);
  expect([outcome, problems.some(({ code }) => code === 'sheet-cut')]).toEqual(['partial', true]);
});
