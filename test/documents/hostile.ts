/** Files made to harm whoever reads them, and what must become of each. */
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Refusal } from '../../src/document/document.ts';
import { HOSTILE_CONTENT } from './hostile-content.ts';
import { CERTIFICATE, onePage, pdfFile, stream, textContent, textPage } from './pdf-source.ts';

export interface Hostile {
  readonly name: string;
  /** Any of these is right: which limit is met first depends on the machine. `read` is a file that only looks dangerous. */
  readonly ends: readonly (Refusal | 'read')[];
  bytes(): Uint8Array;
}

const certificate = (): Uint8Array => textPage(CERTIFICATE);

export const HOSTILE: readonly Hostile[] = [
  { name: 'empty.pdf', ends: ['empty-file'], bytes: () => new Uint8Array(0) },
  { name: 'truncated.pdf', ends: ['broken-file', 'no-text-layer'], bytes: () => certificate().subarray(0, 700) },
  {
    name: 'web-page.pdf',
    ends: ['not-a-certificate'],
    bytes: () => strToU8('<!DOCTYPE html>\n<html><title>404</title><p>Not found</html>'),
  },
  { name: 'picture.pdf', ends: ['no-text-layer'], bytes: () => Buffer.from(`${PIXEL}`, 'base64') },
  { name: 'binary-junk.pdf', ends: ['unknown-format'], bytes: () => junk(50_000) },
  { name: 'junk-after-header.pdf', ends: ['broken-file'], bytes: () => Buffer.concat([Buffer.from('%PDF-1.4\n'), junk(50_000)]) },
  { name: 'ten-thousand-pages.pdf', ends: ['too-many-pages'], bytes: () => manyPages(10_000) },
  { name: 'page-tree-loop.pdf', ends: ['broken-file', 'no-text-layer', 'too-many-pages'], bytes: pageTreeLoop },
  {
    name: 'nested-arrays.pdf',
    ends: ['broken-file', 'no-text-layer', 'memory-limit', 'reader-crashed'],
    bytes: () => nestedArrays(500_000),
  },
  {
    name: 'deflate-bomb.pdf',
    ends: ['time-limit', 'memory-limit', 'reader-crashed', 'broken-file', 'no-text-layer'],
    bytes: () => deflateBomb(1536),
  },
  {
    name: 'double-deflate-bomb.pdf',
    ends: ['time-limit', 'memory-limit', 'reader-crashed', 'broken-file', 'no-text-layer'],
    bytes: doubleDeflateBomb,
  },
  {
    name: 'form-bomb.pdf',
    ends: ['time-limit', 'memory-limit', 'reader-crashed', 'broken-file', 'no-text-layer'],
    bytes: () => formBomb(24, 10),
  },
  { name: 'form-loop.pdf', ends: ['time-limit', 'memory-limit', 'reader-crashed', 'broken-file', 'no-text-layer'], bytes: formLoop },
  { name: 'javascript.pdf', ends: ['read'], bytes: javascript },
  { name: 'deep.json', ends: ['unsafe-content'], bytes: () => strToU8('['.repeat(1_000_000)) },
  { name: 'half-json.pdf', ends: ['broken-file'], bytes: () => strToU8('{"certificate": {"lot": ') },
  { name: 'wide.csv', ends: ['too-large'], bytes: () => strToU8(`product,analyte,result\n${'1,'.repeat(1_000_000)}\n`) },
  {
    name: 'unclosed-quote.csv',
    ends: ['too-large', 'broken-file', 'not-a-certificate', 'unsupported-format'],
    bytes: () => strToU8(`a,b,c\n1,"${'x\n'.repeat(500_000)}`),
  },
  { name: 'slip.zip', ends: ['unsafe-content'], bytes: () => zipSync({ '../../slipped.csv': strToU8('lot,analyte,result\n') }) },
  { name: 'bomb.zip', ends: ['unsafe-content'], bytes: () => zipSync({ 'a.csv': new Uint8Array(20_000_000) }) },
  { name: 'overlapping.zip', ends: ['unsafe-content'], bytes: overlappingZip },
  { name: 'thousands.zip', ends: ['unsafe-content'], bytes: thousandsOfFiles },
  {
    name: 'nested.zip',
    ends: ['unsupported-format'],
    bytes: () => zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ 'c.csv': strToU8('x') }) }) }),
  },
  { name: 'deep.html', ends: ['unsafe-content'], bytes: () => strToU8(`<!doctype html>${'<div>'.repeat(20_000)}Lead 0.1`) },
  { name: 'xxe.xlsx', ends: ['unsafe-content'], bytes: () => workbook(XXE) },
  { name: 'billion-laughs.xlsx', ends: ['unsafe-content'], bytes: () => workbook(LAUGHS) },
  { name: 'zip-bomb.xlsx', ends: ['unsafe-content', 'memory-limit'], bytes: () => workbook(' '.repeat(100 * 1024 * 1024)) },
  { name: 'lying-zip.xlsx', ends: ['broken-file', 'unsafe-content', 'not-a-certificate'], bytes: lyingZip },
  { name: 'many-entries.xlsx', ends: ['unsafe-content'], bytes: manyEntries },
  ...HOSTILE_CONTENT,
];

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The same bytes on every run, control characters and all. */
function junk(length: number): Uint8Array {
  let state = 0x2545f491;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

function manyPages(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ');
  return pdfFile([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: `<< /Type /Pages /Count ${count} /Kids [${kids}] /MediaBox [0 0 595 842] >>` },
    stream('', ''),
    ...Array.from({ length: count }, () => ({ body: '<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>' })),
  ]);
}

function pageTreeLoop(): Uint8Array {
  return pdfFile([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 4 >>' },
    { body: '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>' },
  ]);
}

function nestedArrays(depth: number): Uint8Array {
  return onePage({
    content: stream('', `${'['.repeat(depth)}${']'.repeat(depth)} TJ`),
    page: `/Loop ${'['.repeat(depth)}${']'.repeat(depth)}`,
  });
}

/** A zlib stream of `megabytes` of blanks: one compressed megabyte, repeated. */
function bomb(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, 'q Q '), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...Array.from({ length: megabytes }, () => block), end]);
}

function deflateBomb(megabytes: number): Uint8Array {
  return onePage({ content: stream('/Filter /FlateDecode', bomb(megabytes)) });
}

function doubleDeflateBomb(): Uint8Array {
  return onePage({ content: stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(bomb(1536), { level: 9 })) });
}

/** Each form draws the next one several times: `width ** depth` drawings. */
function formBomb(depth: number, width: number): Uint8Array {
  const forms = Array.from({ length: depth }, (_, level) => {
    const last = level === depth - 1;
    const body = last ? textContent([{ text: 'boom', x: 10, y: 10 }]) : '/X Do '.repeat(width);
    const resources = last ? '/Font << /F1 5 0 R >>' : `/XObject << /X ${level + 7} 0 R >>`;
    return stream(`/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << ${resources} >>`, body);
  });
  return onePage({ content: stream('', '/X Do '.repeat(width)), resources: '/XObject << /X 6 0 R >>', further: forms });
}

/** A form that draws itself. */
function formLoop(): Uint8Array {
  const form = stream('/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << /X 6 0 R >> >>', '/X Do /X Do');
  return onePage({ content: stream('', '/X Do'), resources: '/XObject << /X 6 0 R >>', further: [form] });
}

function javascript(): Uint8Array {
  return textPage(CERTIFICATE, {
    catalogue: '/OpenAction << /S /JavaScript /JS (while\\(true\\)\\{app.alert\\("x"\\);this.submitForm\\("http://127.0.0.1:9/"\\);\\}) >>',
  });
}

const SHEET_HEAD = '<?xml version="1.0"?>\n';
const XXE = `${SHEET_HEAD}<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&secret;</t></is></c></row></sheetData></worksheet>`;
const LAUGHS = `${SHEET_HEAD}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;

const WORKBOOK = `${SHEET_HEAD}<workbook xmlns:r="r"><sheets><sheet name="Results" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = `${SHEET_HEAD}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`;

/** A workbook whose only sheet is the given XML. */
export function workbook(sheet: string, further: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync(
    {
      'xl/workbook.xml': strToU8(WORKBOOK),
      'xl/_rels/workbook.xml.rels': strToU8(RELATIONS),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
      ...further,
    },
    { level: 6 },
  );
}

/** Every size in its directory says one byte. */
function lyingZip(): Uint8Array {
  const bytes = Buffer.from(workbook(`<worksheet>${' '.repeat(20 * 1024 * 1024)}</worksheet>`));
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) bytes.writeUInt32LE(1, at + 24);
  return bytes;
}

function manyEntries(): Uint8Array {
  return workbook('<worksheet/>', Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`xl/media/${i}.png`, new Uint8Array(0)])));
}

/** Every entry of the directory points at the same packed bytes. */
function overlappingZip(): Uint8Array {
  const zip = Buffer.from(zipSync(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.csv`, strToU8('a,b\n'.repeat(1000))]))));
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip.writeUInt32LE(0, at + 42);
  return zip;
}

function thousandsOfFiles(): Uint8Array {
  return zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${i}`, new Uint8Array(0)])), { level: 0 });
}
