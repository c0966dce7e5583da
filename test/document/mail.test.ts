import { readDocument } from '../../src/document/read.ts';

const HEADERS = ['From: lab@invented.example', 'Subject: =?utf-8?Q?Results?=', 'MIME-Version: 1.0'];

const read = async (lines: readonly string[]) => {
  const { content, problems, mediaType } = await readDocument(Buffer.from(lines.join('\r\n')), 'results.eml');
  const sheets = content.kind === 'sheets' ? content.sheets : [];
  return { mediaType, sheets: sheets.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]), problems };
};

test('the page of a mail is read, in the encoding and the characters that its headers name', async () => {
  const { mediaType, sheets } = await read([
    ...HEADERS,
    'Content-Type: multipart/alternative; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'Lead 0.21',
    '--b1',
    'Content-Type: text/html; charset=windows-1252',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<table><tr><td>Le=',
    'ad</td><td>0.21</td><td>=B5g/g</td></tr></table>',
    '--b1--',
  ]);
  expect(mediaType).toBe('message/rfc822');
  expect(sheets).toEqual([['results.eml', 'Lead', '0.21', 'µg/g']]);
});

test('sheets attached to a mail are read, and what is not read is told', async () => {
  const { sheets, problems } = await read([
    ...HEADERS,
    'Content-Type: multipart/mixed; boundary=b2',
    '',
    '--b2',
    'Content-Type: text/plain',
    '',
    'Results attached.',
    '--b2',
    'Content-Type: text/csv; name="r.csv"',
    'Content-Disposition: attachment; filename="r.csv"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('Lot,Analyte,Result\nL-1,Lead,0.21\n').toString('base64'),
    '--b2',
    'Content-Type: application/pdf; name="coa.pdf"',
    'Content-Disposition: attachment; filename="coa.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.4').toString('base64'),
    '--b2--',
  ]);
  expect(sheets.at(-1)).toEqual(['r.csv', 'Lot', 'Analyte', 'Result', 'L-1', 'Lead', '0.21']);
  expect(problems).toMatchObject([{ code: 'attachment-unread', severity: 'error', message: expect.stringContaining('coa.pdf') }]);
});
