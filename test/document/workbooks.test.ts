/** What of a workbook a person sees: hidden rows, columns and sheets, failed formulas, and parts named as other programs name them. */
import { strToU8, zipSync } from 'fflate';
import { readDocument } from '../../src/document/read.ts';

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;

function book(
  sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[],
  workbook = 'workbook.xml',
): Uint8Array {
  const list = sheets.map(
    ({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" ${state ? `state="${state}"` : ''} q:id="r${i + 1}"/>`,
  );
  const relations = sheets.map(
    (_, i) => `<Relationship Id="r${i + 1}" Type="${RELATION}/worksheet" Target="/xl/worksheets/s${i + 1}.xml"/>`,
  );
  return zipSync({
    [`xl/${workbook}`]: strToU8(`<workbook ${MAIN} xmlns:q="${RELATION}"><sheets>${list.join('')}</sheets></workbook>`),
    [`xl/_rels/${workbook}.rels`]: strToU8(`<Relationships>${relations.join('')}</Relationships>`),
    ...Object.fromEntries(sheets.map(({ xml }, i) => [`xl/worksheets/s${i + 1}.xml`, strToU8(`<worksheet ${MAIN}>${xml}</worksheet>`)])),
  });
}

async function read(bytes: Uint8Array) {
  const { content, problems } = await readDocument(bytes, 'book.xlsx');
  const sheets = content.kind === 'sheets' ? content.sheets : [];
  return { cells: sheets.flatMap(({ name, cells }) => cells.map(cell => `${name} ${cell.address} ${cell.text}`)), sheets, problems };
}

test('hidden rows, columns and sheets are left out, and told where they hold numbers', async () => {
  const shown = `<cols><col min="2" max="2" hidden="1"/><col min="4" max="4" width="0"/></cols><sheetData>${row(text('Lead'), text('9.1'), text('0.2'), text('7'))}<row hidden="1">${text('Cadmium')}${text('x')}${text('0.9')}</row>${row(text('Arsenic'))}</sheetData>`;
  const { cells, problems } = await read(
    book(
      [
        { name: 'Report', xml: shown },
        { name: 'Raw', xml: `<sheetData>${row(text('Lead'), text('0.2113'))}</sheetData>`, state: 'veryHidden' },
        { name: 'Words', xml: `<sheetData>${row(text('nothing'))}</sheetData>`, state: 'hidden' },
      ],
      'workbook2.xml',
    ),
  );
  expect(cells).toEqual(['Report A1 Lead', 'Report C1 0.2', 'Report A3 Arsenic']);
  expect(problems.map(({ code, message }) => [code, /sheet "(\w+)"/.exec(message)?.[1]])).toEqual([
    ['invisible-text', 'Report'],
    ['invisible-text', 'Raw'],
  ]);
});

test('cells whose formula failed are no cells, and are told', async () => {
  const failed = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>';
  const { cells, sheets, problems } = await read(
    book([{ name: 'Report', xml: `<sheetData>${row(text('Lead'), failed)}${row(text('Cadmium'), text('0.1'))}</sheetData>` }]),
  );
  expect(cells).toEqual(['Report A1 Lead', 'Report A2 Cadmium', 'Report B2 0.1']);
  expect(sheets[0]!.failed).toEqual(['B1']);
  expect(problems).toMatchObject([{ code: 'formula-failed', message: expect.stringContaining('B1') }]);
  const csv = await readDocument(strToU8('Analyte,Result,Unit\nLead,#N/A,ppm\nCadmium,0.1,ppm\n'), 'a.csv');
  expect(csv.problems.map(({ code }) => code)).toEqual(['formula-failed']);
});

test('a workbook as XML of Excel 2003 is a workbook: indices, formats, dates and what is hidden', async () => {
  const cell = (type: string, value: string, more = '') => `<Cell ${more}><Data ss:Type="${type}">${value}</Data></Cell>`;
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>
    <Worksheet ss:Name="Results"><Table><Column ss:Index="3" ss:Hidden="1"/>
    <Row>${cell('String', 'Issued')}${cell('DateTime', '2026-02-03T00:00:00.000')}</Row>
    <Row ss:Index="4">${cell('String', 'Lead', 'ss:MergeAcross="2"')}${cell('Number', '0.0123', 'ss:StyleID="s1"')}</Row>
    <Row>${cell('String', 'Cadmium')}${cell('Number', '7', 'ss:Index="3"')}</Row></Table></Worksheet></Workbook>`;
  const { cells, problems } = await read(strToU8(xml));
  expect(cells).toEqual(['Results A1 Issued', 'Results B1 2026-02-03', 'Results A4 Lead', 'Results D4 1.23%', 'Results A5 Cadmium']);
  expect(problems.map(({ code }) => code)).toEqual(['invisible-text']);
});

test('a spreadsheet of LibreOffice: what its cells showed, without notes, hidden rows and the million empty ones', async () => {
  const names = ['office', 'table', 'text', 'style']
    .map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  const cell = (shown: string, more = '') => `<table:table-cell ${more}><text:p>${shown}</text:p></table:table-cell>`;
  const rows = [
    `<table:table-row>${cell('Issued')}${cell('02/03/26', 'office:value-type="date" office:date-value="2026-02-03"')}</table:table-row>`,
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
    `<table:table-row><table:table-cell><office:annotation><text:p>9.9</text:p></office:annotation><text:p>Lead</text:p></table:table-cell><table:covered-table-cell/>${cell('0.21', 'office:value-type="float" office:value="0.2149"')}</table:table-row>`,
    `<table:table-row table:visibility="collapse">${cell('0.2149')}</table:table-row>`,
    '<table:table-row table:number-rows-repeated="1048560"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
  ];
  const content = `<office:document-content ${names}><office:body><office:spreadsheet><table:table table:name="S">${rows.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;
  const bytes = zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': strToU8(content),
  });
  const { cells, problems } = await read(bytes);
  expect(cells).toEqual(['S A1 Issued', 'S B1 2026-02-03', 'S A4 Lead', 'S C4 0.21']);
  expect(problems.map(({ code }) => code)).toEqual(['invisible-text']);
});

test('raised letters of a workbook are powers of numbers, and no part of names', async () => {
  const run = (value: string, raised = false) => `<r><rPr>${raised ? '<vertAlign val="superscript"/>' : ''}</rPr><t>${value}</t></r>`;
  const strings = `<sst>${[run('1.2 x 10') + run('3', true), run('Arsenic') + run('1', true), run('0.31') + run('a', true), run('0.5') + run('U', true)].map(si => `<si>${si}</si>`).join('')}</sst>`;
  const sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row></sheetData>';
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(`<workbook xmlns:r="${RELATION}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships><Relationship Id="r1" Type="${RELATION}/worksheet" Target="worksheets/s1.xml"/></Relationships>`,
    ),
    'xl/sharedStrings.xml': strToU8(strings),
    'xl/worksheets/s1.xml': strToU8(`<worksheet>${sheet}</worksheet>`),
  });
  expect((await read(bytes)).cells).toEqual(['S A1 1.2 x 10^3', 'S B1 Arsenic', 'S C1 0.31 (a)', 'S D1 0.5 U']);
});
