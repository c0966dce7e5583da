import fc from 'fast-check';
import { strToU8 } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { findDelimiter, readCsv } from '../../src/document/csv.ts';
import { decodeText } from '../../src/document/encoding.ts';
import { MAX_DEPTH, readJson } from '../../src/document/json.ts';
import { displayNumber } from '../../src/document/number-format.ts';
import { readDocument } from '../../src/document/read.ts';
import { readXlsx } from '../../src/document/xlsx.ts';
import { workbook } from '../documents/hostile.ts';

describe('CSV', () => {
  test('cells have spreadsheet addresses, quotes and blank lines aside', () => {
    const { cells } = readCsv(strToU8('lot,analyte,result\n\n1,"Lead, total"," <0.05 "\n'), 'x.csv');
    expect(cells.map(({ address, text }) => [address, text])).toEqual([
      ['A1', 'lot'],
      ['B1', 'analyte'],
      ['C1', 'result'],
      ['A3', '1'],
      ['B3', 'Lead, total'],
      ['C3', '<0.05'],
    ]);
  });

  test.each([
    ['lot;analyte;result\n1;olovo;<0,05\n2;rtuť;0,012', ';'],
    ['lot\tanalyte\n1\ta, b, c\n2\td', '\t'],
    ['lot,analyte\n"1;2;3;4",lead\n"5;6;7;8",mercury', ','],
  ])('the delimiter of %j is %j', (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });

  test.each([
    ['UTF-8', Buffer.from('rtuť µg/g')],
    ['UTF-8 with byte order mark', Buffer.from('\ufeffrtuť µg/g')],
    ['UTF-16', Buffer.from('\ufeffrtuť µg/g', 'utf16le')],
    ['Windows 1250', Buffer.from('rtu\x9d \xb5g/g', 'latin1')],
  ])('text in %s', (name, bytes) => {
    const text = decodeText(name === 'Windows 1250' ? Buffer.concat([bytes, Buffer.from(' \xf8e\xe8', 'latin1')]) : bytes);
    expect(text).toContain('rtuť µg/g');
  });

  test('western text stays western', () => {
    expect(decodeText(Buffer.from('Größe µg/g façade', 'latin1'))).toBe('Größe µg/g façade');
    expect(decodeText(Buffer.from('Échantillon;Paramètre;Résultat', 'latin1'))).toBe('Échantillon;Paramètre;Résultat');
    expect(decodeText(Buffer.from('Unità di misura;più', 'latin1'))).toBe('Unità di misura;più');
  });

  test('Polish letters within words are those of the central European code page', () => {
    expect(decodeText(Buffer.from('Zleceniodawca;Wyr\xf3b z\xb3o\xbfony;W\xb3a\x9cciwo\x9c\xe6', 'latin1'))).toBe(
      'Zleceniodawca;Wyrób złożony;Właściwość',
    );
  });

  test.each(['utf-16le', 'utf-16be'])('%s without a byte order mark', async encoding => {
    const bytes = Buffer.from('lot,analyte,result\nU-1,Lead,0.21\n', 'utf16le');
    const { content, mediaType } = await readDocument(encoding === 'utf-16le' ? bytes : bytes.swap16(), 'x.csv');
    expect(mediaType).toBe('text/csv');
    expect(content.kind === 'sheets' && content.sheets[0]!.cells.map(({ text }) => text)).toEqual([
      'lot',
      'analyte',
      'result',
      'U-1',
      'Lead',
      '0.21',
    ]);
  });
});

describe('XLSX', () => {
  test('numbers, dates and words come as displayed', async () => {
    const rows = [
      [{ value: 'analyte' }, { value: 'result' }, { value: 'reported_on' }],
      [
        { value: 'Lead' },
        { type: Number, value: 0.1 + 0.2 },
        { type: Date, value: new Date('2026-02-03T00:00:00Z'), format: 'dd/mm/yyyy' },
      ],
      [{ value: '7-OH' }, { type: Number, value: 0.3, format: '0.000' }, { value: '<LOQ' }],
    ];
    const buffer = await writeExcelFile(rows).toBuffer();
    const { content } = await readDocument(new Uint8Array(buffer), 'x.xlsx');
    const cells = content.kind === 'sheets' ? content.sheets[0]!.cells : [];
    expect(Object.fromEntries(cells.map(({ address, text }) => [address, text]))).toEqual({
      A1: 'analyte',
      B1: 'result',
      C1: 'reported_on',
      A2: 'Lead',
      B2: '0.3',
      C2: '2026-02-03',
      A3: '7-OH',
      B3: '0.300',
      C3: '<LOQ',
    });
  });

  test('entities are decoded, and text that looks like one is left', () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&lt;0.05 &amp;amp; &#181;g</t></is></c></row></sheetData></worksheet>';
    expect(readXlsx(workbook(sheet)).sheets[0]!.cells).toEqual([{ address: 'A1', row: 1, column: 1, text: '<0.05 &amp; µg' }]);
  });

  test('cells without addresses follow each other', () => {
    const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
    const sheet = `<worksheet><sheetData><row>${cell('lot')}${cell('result')}</row><row r="3">${cell('1')}<c/>${cell('<![CDATA[<0.05]]>')}</row></sheetData></worksheet>`;
    expect(readXlsx(workbook(sheet)).sheets[0]!.cells.map(({ address, text }) => [address, text])).toEqual([
      ['A1', 'lot'],
      ['B1', 'result'],
      ['A3', '1'],
      ['C3', '<0.05'],
    ]);
  });

  test.each([
    ['0.30000000000000004', 'General', '0.3'],
    ['0.1', '0.00', '0.10'],
    ['1234.5', '#,##0.00', '1234.50'],
    ['0.0516', '0.0%', '5.2%'],
    ['1.2E-5', 'General', '0.000012'],
    ['1.2E-5', '0.0E+00', '1.2E-5'],
    ['12000', '0.0E+00', '1.2E+4'],
    ['0.5', '0.00" mg/g"', '0.50 mg/g'],
    ['-3', '0.0;[Red]-0.0', '-3.0'],
    ['0', '0.00;-0.00;"ND"', 'ND'],
    ['2.5', '0.##', '2.5'],
    ['2', '0.##', '2'],
    ['46056', 'dd/mm/yyyy', '2026-02-03'],
    ['46056.5', 'm/d/yy h:mm', '2026-02-03 12:00'],
    ['n/a', 'General', 'n/a'],
    ['-1', '0.00;"ND"', 'ND'],
    ['-0.31', '0.00_);(0.00)', '(0.31)'],
    ['0.03', '[<0.05]"<LOQ";0.00', '<LOQ'],
    ['0.3', '[<0.05]"<LOQ";0.00', '0.30'],
    ['0', '[=0]"<10 CFU/g";#,##0" CFU/g"', '<10 CFU/g'],
    ['15', '[>=100]0;[>=10]0.0;0.00', '15.0'],
    ['0.5', '<0.00', '<0.50'],
    ['0.5', '"<"General', '<0.5'],
    ['0.5', '0.00[$ mg/kg]', '0.50 mg/kg'],
    ['12400', '0.0,"k"', '12.4k'],
    ['5', ';;;', ''],
    ['5', '@', '5'],
    ['0', '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', '-'],
  ])('%s in the format %s is displayed as %s', (raw, format, shown) => {
    expect(displayNumber(raw, format)).toBe(shown);
  });

  test('any number in the general format is the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), value => {
        expect(Math.abs(Number(displayNumber(String(value), 'General')) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-14);
      }),
    );
  });
});

describe('JSON', () => {
  test('as deep as the limit is read, deeper is refused', () => {
    const nested = (depth: number) => strToU8(`${'['.repeat(depth)}"]]"${']'.repeat(depth)}`);
    expect(JSON.stringify(readJson(nested(MAX_DEPTH)))).toContain(']]');
    expect(() => readJson(nested(MAX_DEPTH + 1))).toThrow(expect.objectContaining({ reason: 'unsafe-content' }));
  });

  test('brackets in strings are no nesting', () => {
    const text = '['.repeat(1000);
    expect(readJson(strToU8(JSON.stringify({ text: `\\"${text}` })))).toEqual({ text: `\\"${text}` });
  });
});
