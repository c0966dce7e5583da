/** Sheets with one result a line, headed in the words of laboratories of several countries. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { sheetDocument } from './sheet-document.ts';

const read = async (...lines: string[]) =>
  understand(await readDocument(Buffer.from(lines.join('\n')), 'export.csv'), { importers, fallback });
const rowsOf = async (...lines: string[]) => (await read(...lines)).readings.flatMap(({ results }) => results);

test.each([
  ['Probenbezeichnung;Chargennummer;Parameter;Messwert;Einheit;Nachweisgrenze;Bestimmungsgrenze;Grenzwert;Bewertung', 'Blei', 'entspricht'],
  [
    'Échantillon;N° de lot;Paramètre;Résultat;Unité;Limite de détection;Limite de quantification;Valeur limite;Conformité',
    'Plomb',
    'conforme',
  ],
  ['Muestra;Lote;Parámetro;Resultado;Unidad;Límite de detección;Límite de cuantificación;Especificación;Conformidad', 'Plomo', 'cumple'],
  [
    'Amostra;Lote;Ensaio;Resultado;Unidade;Limite de detecção;Limite de quantificação;Valor máximo permitido;Conclusão',
    'Chumbo',
    'conforme',
  ],
  ['Campione;Lotto;Prova;Risultato;Unità di misura;LOD;Limite di quantificazione;Limite di legge;Esito', 'Piombo', 'conforme'],
  ['Monster;Partijnummer;Bepaling;Resultaat;Eenheid;Aantoonbaarheidsgrens;Bepalingsgrens;Grenswaarde;Beoordeling', 'Lood', 'voldoet'],
  ['Název vzorku;Číslo šarže;Ukazatel;Výsledek;Jednotka;Mez detekce;Mez stanovitelnosti;Limitní hodnota;Hodnocení', 'Olovo', 'vyhovuje'],
  ['Próbka;Numer partii;Parametr;Wynik;Jednostka;Granica wykrywalności;Granica oznaczalności;Wartość dopuszczalna;Ocena', 'Ołów', 'zgodny'],
])('%s', async (header, lead, verdict) => {
  const { importer, readings } = await read(
    header,
    `Leaf;Z-1;${lead};0,21;mg/kg;0,02;0,05;3,0;${verdict}`,
    `Leaf;Z-2;${lead};0,41;mg/kg;0,02;0,05;3,0;${verdict}`,
  );
  expect(importer!.id).toBe('coa-table');
  // a table of several lots read as a page has the results of all of them in one sample
  expect(readings.map(({ sample, results }) => [sample.lot?.text, results.map(({ number }) => number)])).toEqual([
    ['Z-1', ['0.21']],
    ['Z-2', ['0.41']],
  ]);
  expect(readings[0]!.results[0]).toMatchObject({
    analyte: 'lead',
    printed: { unit: 'mg/kg', lod: '0,02', loq: '0,05', limit: '3,0', verdict },
    printedVerdict: 'pass',
    flags: ['column-guessed'],
  });
});

test('lower and upper limits are one limit, a lower one alone says that it is', async () => {
  const rows = await rowsOf(
    'Lot,Analyte,Result,Unit,Lower Limit,Upper Limit',
    'U-1,Mitragynine,1.40,%,1.20,1.80',
    'U-1,Lead,0.40,ppm,,1.0',
    'U-1,7-Hydroxymitragynine,0.90,%,1.0,',
  );
  expect(rows.map(({ printed }) => printed.limit)).toEqual(['1.20 - 1.80', '1.0', 'min. 1.0']);
});

test('the least and the most of several runs are no limits, and their mean is the result', async () => {
  const rows = await rowsOf('Lot,Analyte,Mean,Min,Max,Unit,n', 'M-1,Lead,0.40,0.31,0.52,ppm,3');
  expect(rows.map(({ printed }) => [printed.value, printed.limit ?? null])).toEqual([['0.40', null]]);
  const runs = await rowsOf('Lot,Analyte,Unit,Result 1,Result 2,Average', 'R-1,Lead,mg/kg,0.20,0.24,0.22');
  expect(runs.map(({ printed }) => printed.value)).toEqual(['0.22']);
});

test('LOQ and limit in units of their own are not of the unit of the result', async () => {
  const [columns] = await rowsOf('lot,analyte,result,unit,loq,loq unit,limit,limit unit', 'X-1,Lead,210,ug/kg,0.05,mg/kg,0.1,mg/kg');
  expect(columns).toMatchObject({ printed: { loq: '0.05', limit: '0.1 mg/kg' } });
  // 210 µg/kg is more than 0.1 mg/kg, and more than the LOQ of 50 µg/kg
  expect(columns!.flags).toEqual(['column-guessed']);
  const [below] = await rowsOf('lot,analyte,result,unit,loq (mg/kg)', 'X-1,Lead,20,ug/kg,0.05');
  expect(below!.flags).toContain('below-loq');
});

test('whether something was found, said where verdicts stand, is no verdict', async () => {
  const rows = await rowsOf(
    'Batch,Test,Value,UOM,Status',
    'B-1,Lead,0.00,ppm,Not Detected',
    'B-1,Nickel,0.30,ppm,Detected',
    'B-1,Zinc,3,ppm,Pass',
  );
  expect(rows.map(({ finding, printed }) => [finding.kind, printed.verdict ?? null])).toEqual([
    ['not_detected', null],
    ['quantified', null],
    ['quantified', 'Pass'],
  ]);
});

test('what is in brackets behind `Result` may be its basis', async () => {
  const [row] = await rowsOf('Lot,Analyte,Unit,Result (dry basis)', 'D-1,Lead,mg/kg,0.23');
  expect(row).toMatchObject({ basis: 'dry', printed: { unit: 'mg/kg', value: '0.23' } });
});

test('decimal commas that part a number in two are refused, not read as whole numbers', async () => {
  await expect(read('Lot,Analyte,Result,Unit', 'C-1,Lead,0,21,mg/kg', 'C-1,Nickel,1,4,mg/kg')).rejects.toThrow(
    /"0" stands beside "21": a decimal comma/,
  );
});

test('a blank parts thousands within a cell', async () => {
  const rows = await rowsOf('Analyte;Result;Unit;Lot', 'Total plate count;1 200;CFU/g;T-1', 'Lead;0,21;mg/kg;T-1');
  expect(rows.map(({ number }) => number)).toEqual(['1200', '0.21']);
});

test('a cover sheet tells of the report whose results stand on another', () => {
  const sheet = (name: string, lines: string[][]) => {
    const { content } = sheetDocument(lines);
    return content.kind === 'sheets' ? [{ ...content.sheets[0]!, name }] : [];
  };
  const cover = sheet('Cover', [
    ['Invented Merganser Labs'],
    ['Certificate of Analysis'],
    ['Report No.', 'IM-8'],
    ['Client', 'Invented Reedbed Ltd'],
  ]);
  const results = sheet('Results', [
    ['Lot', 'Analyte', 'Result', 'Unit'],
    ['R-8', 'Lead', '0.20', 'mg/kg'],
  ]);
  const document = { ...sheetDocument([]), content: { kind: 'sheets', sheets: [...cover, ...results] } } as const;
  const { readings } = understand(document, { importers, fallback });
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({
    laboratory: { text: 'Invented Merganser Labs', evidence: { sheet: 'Cover' } },
    reportNumber: { text: 'IM-8' },
    client: { text: 'Invented Reedbed Ltd' },
  });
});

test('units in a line of their own below the header', async () => {
  const rows = await rowsOf('Lot,Analyte,Result,LOQ,Limit', ',,mg/kg,mg/kg,ug/kg', 'A-6,Lead,0.21,0.05,1000', 'A-6,Zinc,12,0.5,');
  expect(rows.map(({ printed: { value, unit, limit } }) => [value, unit, limit ?? null])).toEqual([
    ['0.21', 'mg/kg', '1000 ug/kg'],
    ['12', 'mg/kg', null],
  ]);
});

test('`Result (%)` is in percent, and no more certain than `Result (mg/g)` before it', async () => {
  const [one] = await rowsOf('Lot,Analyte,Result (%)', 'K-1,Mitragynine,1.52');
  expect(one!.printed).toMatchObject({ value: '1.52', unit: '%' });
  const [two] = await rowsOf('Lot,Analyte,Result (mg/g),Result (%)', 'K-1,Mitragynine,15.2,1.52');
  expect(two!.printed).toMatchObject({ value: '15.2', unit: 'mg/g' });
});

test('a lot that stands in the first line of its sample alone is that of the lines below it, with a doubt', async () => {
  const { readings } = await read(
    ...[
      'sample_id,lot,analyte,result,unit',
      'S-1,R-7,Lead,0.21,ppm',
      ',,Zinc,12.0,ppm',
      ',,Nickel,1.0,ppm',
      'S-2,G-7,Lead,0.41,ppm',
      ',,Zinc,13.0,ppm',
    ],
  );
  const found = readings.map(({ sample, results }) => [
    sample.lot?.text,
    ...results.map(({ printed, flags }) => [printed.value, ...flags]),
  ]);
  expect(found).toEqual([
    ['R-7', ['0.21', 'column-guessed'], ['12.0', 'column-guessed'], ['1.0', 'column-guessed']],
    ['G-7', ['0.41', 'column-guessed'], ['13.0', 'column-guessed']],
  ]);
});

test('below LOQ, said where verdicts stand, is of the number beside it', async () => {
  const [row] = await rowsOf('Batch,Analyte,Result,Units,LOQ,Status', 'F-1,Lead,0.031,ppm,0.05,Below LOQ');
  expect(row).toMatchObject({ finding: { kind: 'below_limit' }, interval: { upper: '0.05' } });
});
