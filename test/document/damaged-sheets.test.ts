/** Mails, spreadsheets of other programs and web pages, damaged: they are read or refused, and nothing else happens. */
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { DocumentRefused } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';

const ODS = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="Report">
<table:table-column table:number-columns-repeated="3" table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2026-01-02"><text:p>2 Jan</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="4"><text:p>0.21<text:s/>mg/kg</text:p></table:table-cell></table:table-row></table:table></office:document-content>`;

const XML_2003 = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.00"/></Style></Styles><Worksheet ss:Name="Report"><Table><Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
<Row ss:Index="3"><Cell ss:StyleID="s1"><Data ss:Type="Number">0.214</Data></Cell><Cell ss:Index="5" ss:MergeAcross="2"><Data ss:Type="String">Lead</Data></Cell></Row></Table></Worksheet></Workbook>`;

const MAIL = [
  'From: Invented Laboratory <lab@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html; charset=windows-1252',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<table><tr><td>Le=',
  'ad</td><td rowspan=2>0.21</td><td>=B5g/g</td></tr></table>',
  '--b',
  'Content-Type: text/csv; name="=?utf-8?Q?r=2Ecsv?="',
  'Content-Disposition: attachment',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('Lot,Analyte,Result\nL-1,Lead,0.21\n').toString('base64'),
  '--b--',
].join('\r\n');

const PAGE = `<html><style>.x{display:none} .y{visibility:hidden}</style><div class="x">0.9</div><pre>Lead    0.21   mg/kg
Cadmium 0.11   mg/kg
Arsenic 0.12   mg/kg</pre><ul><li><span>Lead</span><span>0.21</span><span>ppm</span></li><li><span>Tin</span><span>0.1</span><span>ppm</span></li></ul></html>`;

/** Pieces of the text taken out, said twice, put elsewhere, or replaced. */
const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        length: fc.nat(40),
        to: fc.nat(text.length),
        how: fc.constantFrom('lost', 'twice', 'moved', 'replaced'),
        by: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('1e308', '-7', '999999999', '<', '>', '"', '&#0;', '\u0000', 'NaN')),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map(steps =>
      steps.reduce((now, { at, length, to, how, by }) => {
        const piece = now.slice(at, at + length);
        const rest = now.slice(0, at) + now.slice(at + length);
        if (how === 'lost') return rest;
        if (how === 'replaced') return now.slice(0, at) + by + now.slice(at + length);
        return how === 'twice' ? now.slice(0, to) + piece + now.slice(to) : rest.slice(0, to) + piece + rest.slice(to);
      }, text),
    );

test.each<[string, string, (text: string) => Uint8Array, string]>([
  [
    'spreadsheets of LibreOffice',
    ODS,
    text => zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }], 'content.xml': strToU8(text) }),
    'r.ods',
  ],
  ['workbooks as XML of Excel 2003', XML_2003, strToU8, 'r.xls'],
  ['mails', MAIL, strToU8, 'r.eml'],
  ['web pages', PAGE, strToU8, 'r.html'],
])('%s', async (_, text, toBytes, name) => {
  const whole = await readDocument(toBytes(text), name);
  expect(whole.content.kind === 'sheets' && whole.content.sheets.flatMap(({ cells }) => cells).length).toBeGreaterThan(1);
  await fc.assert(
    fc.asyncProperty(damaged(text), async broken => {
      try {
        const { content } = await readDocument(toBytes(broken), name);
        if (content.kind !== 'sheets') return;
        for (const { row, column } of content.sheets.flatMap(({ cells }) => cells)) {
          expect(Number.isSafeInteger(row) && row >= 1).toBe(true);
          expect(Number.isSafeInteger(column) && column >= 1).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentRefused);
      }
    }),
    { numRuns: 400 },
  );
});
