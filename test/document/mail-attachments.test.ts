/** Reports that come inside of other things: forwarded mails, packages of Outlook, files of older Office programs. */
import { strToU8, zipSync } from 'fflate';
import { adviceOf } from '../../src/document/compound.ts';
import { attachmentsOf } from '../../src/document/mail.ts';
import { readDocument } from '../../src/document/read.ts';

const PDF = Buffer.from('%PDF-1.4 invented');

const mail = (...parts: string[][]): string =>
  [
    'From: lab@invented.example',
    'To: someone@invented.example',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b0"',
    '',
    ...parts.flatMap(part => ['--b0', ...part]),
    '--b0--',
    '',
  ].join('\r\n');
const attached = (bytes: Uint8Array, type: string, name: string | null = null) => [
  `Content-Type: ${type}`,
  `Content-Disposition: ${name === null ? 'inline' : `attachment; filename="${name}"`}`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(bytes).toString('base64'),
];
const named = (text: string) => attachmentsOf(Buffer.from(text)).map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')]);

const note = ['Content-Type: text/plain', '', 'See below.'];
const original = mail(note, attached(PDF, 'application/pdf', 'coa.pdf')).replaceAll('b0', 'b1');

test.each([
  ['as a mail', mail(note, ['Content-Type: message/rfc822', '', original])],
  ['as a file', mail(note, attached(Buffer.from(original), 'application/octet-stream', 'original.eml'))],
  [
    'twice',
    mail(
      note,
      attached(
        Buffer.from(mail(note, attached(Buffer.from(original), 'message/rfc822', 'a.eml')).replaceAll('b0', 'b2')),
        'message/rfc822',
        'b.eml',
      ),
    ),
  ],
])('a report in a mail that was forwarded %s', (_, text) => {
  expect(named(text)).toEqual([['coa.pdf', PDF.toString()]]);
});

test('a mail forwarded without files is a file itself', () => {
  const bare = 'From: lab@invented.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nLead 0.2 ppm';
  expect(named(mail(note, attached(Buffer.from(bare), 'message/rfc822', 'results.eml')))).toEqual([['results.eml', bare]]);
});

test('a report without a name, shown in the mail, is a file', () => {
  expect(named(mail(note, attached(PDF, 'application/octet-stream')))).toEqual([['attachment 2', PDF.toString()]]);
});

const attribute = (level: number, id: number, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
};
const outlook = (...attributes: Buffer[]): Buffer => Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes]);

test('files in a package of Outlook', () => {
  const bytes = outlook(
    attribute(1, 0x89006, Buffer.alloc(4)),
    attribute(2, 0x69002, Buffer.alloc(14)),
    attribute(2, 0x18010, Buffer.from('coa.pdf\0')),
    attribute(2, 0x6800f, PDF),
  );
  expect(named(mail(note, attached(bytes, 'application/ms-tnef', 'winmail.dat')))).toEqual([['coa.pdf', PDF.toString()]]);
  // cut off, or with nothing in it, it stays what it is
  expect(named(mail(note, attached(bytes.subarray(0, 60), 'application/ms-tnef', 'winmail.dat')))).toMatchObject([
    ['winmail.dat', expect.anything()],
  ]);
});

const compound = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
    ...streams.map(stream => Buffer.from(`${stream}\0`, 'utf16le')),
  ]);

test.each([
  ['an old workbook', compound('Root Entry', 'Workbook'), 'unsupported-format', /\.xls\).*save it as \.xlsx/],
  ['an older workbook', compound('Root Entry', 'Book'), 'unsupported-format', /\.xls\).*save it as \.xlsx/],
  ['an old document', compound('Root Entry', 'WordDocument'), 'unsupported-format', /\.doc\).*save it as PDF/],
  ['a message of Outlook', compound('Root Entry', '__properties_version1.0'), 'unsupported-format', /\.msg\).*as \.eml/],
  ['a workbook with a password', compound('Root Entry', 'EncryptedPackage'), 'password-protected', /without one/],
  ['another old file', compound('Root Entry'), 'unsupported-format', /save it as PDF/i],
  [
    'a document of a word processor',
    zipSync({ 'word/document.xml': strToU8('<w:document/>') }),
    'unsupported-format',
    /\.docx.*save it as PDF/,
  ],
  ['a package of Outlook alone', outlook(Buffer.alloc(20)), 'unsupported-format', /winmail\.dat.*as \.eml/],
])('%s is refused, with what to do', async (_, bytes, reason, message) => {
  await expect(readDocument(bytes, 'file')).rejects.toMatchObject({ reason, message: expect.stringMatching(message) });
  if (bytes[0] === 0xd0) expect(adviceOf(bytes).reason).toBe(reason);
});
