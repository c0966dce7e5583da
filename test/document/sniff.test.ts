import { strToU8, zipSync } from 'fflate';
import { sniff } from '../../src/document/sniff.ts';
import { workbook } from '../documents/hostile.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';

const pdf = textPage(CERTIFICATE);

test.each<[string, Uint8Array, string]>([
  ['a PDF', pdf, 'application/pdf'],
  ['a PDF behind a mail header', Buffer.concat([strToU8('X-Junk: 1\r\n'.repeat(20)), pdf]), 'application/pdf'],
  ['a workbook', workbook('<worksheet/>'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['any other archive', zipSync({ 'a.txt': strToU8('a') }), 'application/zip'],
  ['an object', strToU8('  {"a": 1}'), 'application/json'],
  ['a list', strToU8('[1]'), 'application/json'],
  ['a table with commas', strToU8('lot,analyte,result\n1,lead,<0.05\n'), 'text/csv'],
  ['a table with semicolons', strToU8('lot;analyte;result\n1;olovo;<0,05\n'), 'text/csv'],
  ['a table with tabs', strToU8('lot\tanalyte\n1\tlead\n'), 'text/csv'],
  ['a table with a byte order mark', strToU8('\ufefflot,analyte\n1,lead\n'), 'text/csv'],
  ['a table in UTF-16', Buffer.from('\ufefflot,analyte\n1,lead\n', 'utf16le'), 'text/csv'],
  ['prose', strToU8('Dear sir\nplease find enclosed\n'), 'text/plain'],
  ['a web page', strToU8('\n<!doctype html><p>404'), 'text/html'],
  ['XML', strToU8('<?xml version="1.0"?><a/>'), 'application/xml'],
  ['PNG', Buffer.from('\x89PNG\r\n\x1a\n rest', 'latin1'), 'image/png'],
  ['JPEG', Buffer.from('\xff\xd8\xff\xe0 rest', 'latin1'), 'image/jpeg'],
  ['TIFF', Buffer.from('II*\0 rest', 'latin1'), 'image/tiff'],
  ['HEIC', Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'image/heic'],
  ['an old Word file', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'application/vnd.ms-office'],
  ['nothing', new Uint8Array(0), 'application/x-empty'],
  ['junk', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256), 'application/octet-stream'],
])('%s', (_, bytes, type) => {
  expect(sniff(bytes)).toBe(type);
});
