/** Files that pretend to be another kind, reach for other files, or hide something in what they say. */
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Hostile } from './hostile.ts';
import { CERTIFICATE, stream, textPage } from './pdf-source.ts';

const HEAD = 'vendor,product,form,lot,laboratory,report_number,reported_on,panel,analyte,result,unit\n';
const row = (vendor: string, lot = 'L-1', analyte = 'Lead', result = '0.2') =>
  `${vendor},Red Powder,powder,${lot},Invented Laboratory,R-1,2026-02-03,metals,${analyte},${result},mg/kg\n`;
const certificate = (): Uint8Array => textPage(CERTIFICATE);

export const HOSTILE_CONTENT: readonly Hostile[] = [
  {
    name: 'launch.pdf',
    ends: ['read'],
    bytes: () => textPage(CERTIFICATE, { catalogue: '/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>' }),
  },
  {
    name: 'remote.pdf',
    ends: ['read'],
    bytes: () =>
      textPage(CERTIFICATE, { catalogue: '/OpenAction << /S /GoToR /F << /FS /URL /F (http://127.0.0.1:9/a.pdf) >> /D [0 /Fit] >>' }),
  },
  { name: 'embedded-program.pdf', ends: ['read'], bytes: embedded },
  { name: 'endless-page.pdf', ends: ['read'], bytes: () => textPage(CERTIFICATE, { mediaBox: '[0 0 99999999 99999999]' }) },
  { name: 'zip-behind.pdf', ends: ['read'], bytes: () => Buffer.concat([certificate(), zipSync({ 'slipped.csv': strToU8(HEAD) })]) },
  {
    name: 'script-before.pdf',
    ends: ['read'],
    bytes: () => Buffer.concat([strToU8('<html><script>hostile()</script><!--\n'), certificate()]),
  },
  { name: 'pdf-inside.csv', ends: ['read'], bytes: certificate },
  { name: 'program.pdf', ends: ['unknown-format'], bytes: () => Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(500)]) },
  { name: 'huge.png', ends: ['too-large'], bytes: () => png(60_000, 60_000) },
  { name: 'huge.tiff', ends: ['too-large'], bytes: () => tiff(60_000, 60_000) },
  {
    name: 'xxe.html',
    ends: ['not-a-certificate'],
    bytes: () => strToU8('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><table><tr><td>Lead<td>&x;</table></html>'),
  },
  {
    name: 'xxe.svg',
    ends: ['unsafe-content'],
    bytes: () =>
      strToU8(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><script>hostile()</script><text>&x;</text></svg>',
      ),
  },
  {
    name: 'formulas.csv',
    ends: ['read'],
    bytes: () =>
      strToU8(HEAD + row('"=HYPERLINK(""http://127.0.0.1:9/"",""Leaf"")"', "=cmd|' /C calc'!A0") + row('@SUM(1+1)', '+1+1', '-2+3')),
  },
  {
    name: 'turned-text.csv',
    ends: ['read'],
    bytes: () => strToU8(HEAD + row('Leaf\u202eelbisseccaton\u202c', 'L\u200b-\u20601\ufeff', 'Le\u00adad', '0\u200b.2')),
  },
  { name: 'zero-bytes.csv', ends: ['unknown-format'], bytes: () => strToU8(HEAD + row('Le\0af', 'L\0-1')) },
  {
    name: 'prototype.json',
    ends: ['not-a-certificate'],
    bytes: () =>
      strToU8(
        '{"format":"coa-json","version":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"certificates":[]}',
      ),
  },
  {
    name: 'endless-number.json',
    ends: ['not-a-certificate'],
    bytes: () => strToU8(coaJson('9'.repeat(400_000), '1e999999999')),
  },
  {
    name: 'names-that-climb.zip',
    ends: ['unsafe-content'],
    bytes: () => zipSync({ '/etc/passwd': strToU8(HEAD), 'C:\\windows\\a.csv': strToU8(HEAD), 'a\0.csv': strToU8(HEAD) }),
  },
  // what backtracks in a careless pattern: the same letter over and over, and something else at the end
  { name: 'endless-words.csv', ends: ['read'], bytes: () => strToU8(HEAD + endlessWords()) },
];

function embedded(): Uint8Array {
  const names = '/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>';
  const file = { body: '<< /Type /Filespec /F (..\\\\..\\\\a.exe) /EF << /F 7 0 R >> >>' };
  return textPage(CERTIFICATE, { catalogue: names, further: [file, stream('/Type /EmbeddedFile', Buffer.from('4d5a9000', 'hex'))] });
}

/** A picture of one colour whose header claims any size. */
function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Little-endian, uncompressed, of one strip that is not there. */
function tiff(width: number, height: number): Uint8Array {
  const entries = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, height],
    [279, width * height],
  ] as const;
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value % 2 ** 32, at + 8);
  });
  return bytes;
}

const coaJson = (...values: readonly string[]): string =>
  JSON.stringify({
    format: 'coa-json',
    version: 1,
    certificates: [
      {
        laboratory: 'Invented Laboratory',
        reportNumber: 'R-1',
        sample: { name: 'Red Powder', lot: 'L-1' },
        results: values.map((value, index) => ({ panel: 'metals', name: ['Lead', 'Arsenic'][index], value, unit: 'mg/kg' })),
      },
    ],
  });

function endlessWords(): string {
  const pumps = ['\t', ' ', '0', '(', '[', '.', '-', '*', '<', 'a', '0,', 'm/', '()', ' x', '1 ', '² ', '. ', '</'];
  return pumps.map(pump => row('Leaf', 'L-1', `"${pump.repeat(5_000)}!"`, `"${pump.repeat(5_000)}!"`)).join('');
}
