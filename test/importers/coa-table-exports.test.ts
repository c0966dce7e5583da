/** Exports of laboratory systems: one result a line, its qualifier, its detection and the kind of its sample in columns of their own. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';

const read = async (lines: readonly string[]) =>
  understand(await readDocument(Buffer.from(lines.join('\n')), 'export.csv'), { importers, fallback });

const findings = async (lines: readonly string[]) =>
  (await read(lines)).readings.flatMap(({ results }) =>
    results.map(({ printed, finding, interval, flags }) => ({
      name: printed.name,
      kind: finding.kind,
      upper: interval.upper,
      flagged: flags.length > 0,
    })),
  );

test('a letter or a sign in a column of its own is read with the number, and every such row is doubted', async () => {
  const line = (name: string, result: string, flag: string) => `Q-1,${name},${result},${flag},mg/kg,0.1,0.5`;
  const found = await findings([
    'lot,analyte,result,qualifier,unit,lod,loq',
    line('Lead', '0.5', 'U'),
    line('Cadmium', '0.2', '<'),
    line('Arsenic', '0.61', ''),
    line('Mercury', '0.2', 'J'),
    line('Nickel', '', 'ND'),
    line('Cobalt', '0.003', 'U'),
    line('Chromium', '0.7', 'see note'),
  ]);
  expect(found).toEqual([
    { name: 'Lead', kind: 'not_detected', upper: '0.5', flagged: true },
    { name: 'Cadmium', kind: 'below_limit', upper: '0.2', flagged: true },
    { name: 'Arsenic', kind: 'quantified', upper: '0.61', flagged: false },
    { name: 'Mercury', kind: 'estimated', upper: '0.2', flagged: true },
    { name: 'Nickel', kind: 'not_detected', upper: '0.1', flagged: true },
    // an instrument's number below the limit is no limit
    { name: 'Cobalt', kind: 'not_detected', upper: '0.1', flagged: true },
    { name: 'Chromium', kind: 'quantified', upper: '0.7', flagged: true },
  ]);
});

test('a number that was not detected is the limit it was not detected at', async () => {
  const found = await findings([
    'lot,analyte,result,unit,detected,mdl',
    'D-1,Lead,0.05,mg/kg,N,0.05',
    'D-1,Cadmium,0.11,mg/kg,Y,0.02',
    'D-1,Arsenic,0,mg/kg,N,0.02',
  ]);
  expect(found.map(({ kind, upper }) => [kind, upper])).toEqual([
    ['not_detected', '0.05'],
    ['quantified', '0.11'],
    ['not_detected', '0.02'],
  ]);
});

test('a column that nobody knows and that qualifies the number beside it leaves a doubt', async () => {
  const found = await findings(['lot,analyte,result,unit,remark of the analyst', 'D-1,Lead,0.05,mg/kg,ND', 'D-1,Cadmium,0.11,mg/kg,ok']);
  expect(found.map(({ flagged }) => flagged)).toEqual([true, false]);
});

test("headers as programs write them, limits of reporting, and the laboratory's own controls", async () => {
  const { readings, problems } = await read([
    'sys_sample_code,LabSampleID,chemical_name,result_value,result_unit,lab_qualifiers,detect_flag,reporting_detection_limit,method_detection_limit,sample_type_code',
    'Leaf 7,L24-01,Lead,0.41,mg/kg,,Y,0.10,0.03,N',
    'Leaf 7,L24-01,Cadmium,,mg/kg,U,N,0.05,0.01,N',
    'Leaf 8,L24-02,Lead,1.10,mg/kg,,Y,0.10,0.03,N',
    'MB-0514,MB-0514,Lead,0.03,mg/kg,U,N,0.10,0.03,MB',
    'LCS-0514,LCS-0514,Lead,9.8,mg/kg,,Y,0.10,0.03,LCS',
  ]);
  expect(
    readings.map(({ sample, results }) => [
      sample.labSampleId?.text,
      ...results.map(({ printed, finding }) => `${printed.name} ${finding.kind} ${printed.lod} ${printed.loq}`),
    ]),
  ).toEqual([
    ['L24-01', 'Lead quantified 0.03 0.10', 'Cadmium not_detected 0.01 0.05'],
    ['L24-02', 'Lead quantified 0.03 0.10'],
  ]);
  expect(problems.filter(({ code }) => code === 'controls-left-out')).toMatchObject([{ message: expect.stringContaining('2 lines') }]);
});

test('a unit in brackets behind the name is the unit of the row', async () => {
  const { readings } = await read([
    'Package Label,Item Name,Test Name,Test Result,Passed',
    '1A40001,Invented Powder,Lead (ppm),0.11,True',
    '1A40001,Invented Powder,Mitragynine (mg/g),15.4,True',
  ]);
  expect(readings[0]!.sample.labSampleId?.text).toBe('1A40001');
  expect(readings[0]!.results.map(({ printed }) => printed.unit)).toEqual(['ppm', 'mg/g']);
});

test('samples in lines: a line of units without a word, and a blank among the samples', async () => {
  const { readings } = await read([
    'Sample,Lot,Lead,Cadmium',
    ',,mg/kg,mg/kg',
    'LOQ,,0.05,0.02',
    'Invented Red,BR-1,0.21,<0.02',
    'Method Blank,,<0.05,<0.02',
    'Invented Green,BG-1,0.34,0.04',
  ]);
  expect(
    readings.map(({ sample, results }) => [sample.lot?.text, results.map(({ printed }) => `${printed.value} ${printed.unit}`).join()]),
  ).toEqual([
    ['BR-1', '0.21 mg/kg,<0.02 mg/kg'],
    ['BG-1', '0.34 mg/kg,0.04 mg/kg'],
  ]);
});

test('analytes in columns, each with a column of flags, under names that programs give', async () => {
  const lines = [
    'Sample ID,Lot,Lead_ppm,Lead Q,Total_Yeast_Mold_CFU_g,Q,Arsenic (mg/kg),',
    'W-1,LW-1,0.50,U,120,,0.33,J',
    'W-2,LW-2,0.81,,10,<,0.50,U',
  ];
  const { readings } = await read(lines);
  expect(
    readings.map(({ results }) =>
      results.map(({ printed, finding, flags }) => [printed.name, printed.unit, finding.kind, flags.length > 0]),
    ),
  ).toEqual([
    [
      ['Lead', 'ppm', 'not_detected', true],
      ['Total Yeast Mold', 'CFU/g', 'quantified', true],
      ['Arsenic', 'mg/kg', 'estimated', true],
    ],
    [
      ['Lead', 'ppm', 'quantified', true],
      ['Total Yeast Mold', 'CFU/g', 'below_limit', true],
      ['Arsenic', 'mg/kg', 'not_detected', true],
    ],
  ]);
});

test('several columns for each sample under its name', async () => {
  const { readings } = await read([
    'Laboratory,Invented Elm Laboratory',
    ',,Sample ID,RK-1,,RK-2,,LCS-01,',
    ',,Lot,L-1,,L-2,,,',
    'Analyte,Units,RL,Result,Q,Result,Q,Result,Q',
    'Arsenic,mg/kg,0.10,0.20,,0.10,U,0.10,U',
    'Cadmium,mg/kg,0.05,,ND,0.07,J,0.05,U',
  ]);
  expect(
    readings.map(({ sample, results }) => [
      sample.labSampleId?.text,
      ...results.map(({ printed, finding }) => `${printed.name} ${printed.value} ${finding.kind} ${printed.loq}`),
    ]),
  ).toEqual([
    ['RK-1', 'Arsenic 0.20 quantified 0.10', 'Cadmium ND not_detected 0.05'],
    ['RK-2', 'Arsenic 0.10 not_detected 0.10', 'Cadmium 0.07 estimated 0.05'],
  ]);
});

test('a box that is ticked is no finding; surrogates and runs that were not reported are no results', async () => {
  const { readings, problems } = await read([
    'Lot,AnalyteName,Result,Units,AnalyteType,Reportable Result',
    'L-1,Salmonella,FALSE,,TRG,YES',
    'L-1,Dieldrin,0.022,mg/kg,TRG,YES',
    'L-1,Dieldrin,0.030,mg/kg,TRG,NO',
    'L-1,Tetrachloro-m-xylene,0.081,mg/kg,SURR,YES',
  ]);
  expect(readings.flatMap(({ results }) => results.map(({ printed }) => `${printed.name} ${printed.value}`))).toEqual(['Dieldrin 0.022']);
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['row-refused', 'controls-left-out']));
});

test('beside a result in words its number is no second one; alone it is the result', async () => {
  const lines = ['Lot,Analyte,Result Numeric,Result Text,Units', 'L-1,Lead,0.05,<0.05,mg/kg', 'L-1,Cadmium,0.11,0.11,mg/kg'];
  expect((await findings(lines)).map(({ kind }) => kind)).toEqual(['below_limit', 'quantified']);
  const alone = ['Lot,Analyte,Result Numeric,Units', 'L-1,Lead,0.05,mg/kg'];
  expect((await findings(alone)).map(({ kind }) => kind)).toEqual(['quantified']);
});

test('points that part thousands beside decimal commas are no decimals, and are doubted', async () => {
  const lines = ['lot;analyte;result;unit', 'E-1;Mitragynine;45,2;%', 'E-1;Total Plate Count;1.200;CFU/g'];
  const { readings } = await read(lines);
  const [, count] = readings[0]!.results;
  expect([count!.number, count!.flags]).toEqual(['1200', ['thousands-ambiguous']]);
});

test('a header that stands again, and means among the samples, are left out', async () => {
  const again = await findings(['lot,analyte,result,unit', 'K-1,Lead,0.2,ppm', 'lot,analyte,result,unit', 'K-2,Lead,0.3,ppm']);
  expect(again.map(({ name }) => name)).toEqual(['Lead', 'Lead']);
  const { readings } = await read([
    'Invented Gannet Laboratory,,,',
    'Report No: GA-19,,,',
    'Sample,Lead (ppm),Lead LOQ,Cadmium (ppm)',
    'Lot 24-01,0.21,0.05,<0.02',
    'Lot 24-02,1.90,0.05,0.04',
    'Mean,1.06,,',
    'Limit,1.0,,0.5',
  ]);
  expect(
    readings.map(({ laboratory, reportNumber, sample, results }) => [
      laboratory?.text,
      reportNumber?.text,
      sample.name?.text,
      ...results.map(({ printed }) => `${printed.value} ${printed.loq} ${printed.limit}`),
    ]),
  ).toEqual([
    ['Invented Gannet Laboratory', 'GA-19', 'Lot 24-01', '0.21 0.05 1.0', '<0.02 null 0.5'],
    ['Invented Gannet Laboratory', 'GA-19', 'Lot 24-02', '1.90 0.05 1.0', '0.04 null 0.5'],
  ]);
});

test('what was not detected by a column of its own, and the analyte beside its test', async () => {
  const found = await findings(['lot,analyte,result,unit,censored', 'C-1,Lead,50,ug/kg,Y', 'C-1,Cadmium,90,ug/kg,N']);
  expect(found.map(({ kind }) => kind)).toEqual(['not_detected', 'quantified']);
  const { readings } = await read(['Sample,Test,Component,Final Result,Unit', 'Leaf,Metals,Lead,1.4,ppm', 'Leaf,Metals,Cadmium,0.1,ppm']);
  expect(readings[0]!.results.map(({ printed }) => printed.name)).toEqual(['Lead', 'Cadmium']);
});

test('signs in a column of their own before that of each sample', async () => {
  const found = await findings([
    'Parameter,Unit,,Lot 101,,Lot 102',
    'Lead,mg/kg,,0.31,<,0.05',
    'Cadmium,mg/kg,<,0.02,,0.03',
    'Nickel,mg/kg,,1.2,,1.4',
  ]);
  expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'Lead quantified',
    'Cadmium below_limit',
    'Nickel quantified',
    'Lead below_limit',
    'Cadmium quantified',
    'Nickel quantified',
  ]);
});
