/** The media type of some bytes, by what is in them: a file's name and declared type are only claims. */
import { namesIn } from './archive.ts';
import { utf16Of } from './encoding.ts';
import { isTnef } from './tnef.ts';

export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/zip'
  | 'application/json'
  | 'text/csv'
  | 'text/html'
  | 'text/plain'
  | 'application/xml'
  | 'application/vnd.ms-excel'
  | 'application/vnd.oasis.opendocument.spreadsheet'
  | 'message/rfc822'
  | 'application/vnd.ms-office'
  | 'application/vnd.ms-tnef'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.oasis.opendocument.text'
  | 'application/rtf'
  | 'image/png'
  | 'image/jpeg'
  | 'image/tiff'
  | 'image/gif'
  | 'image/webp'
  | 'image/heic'
  | 'application/octet-stream'
  | 'application/x-empty';

/** Those that are read. */
const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/tiff'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export const isPictureType = (mediaType: string): mediaType is PictureType => (PICTURE_TYPES as readonly string[]).includes(mediaType);

/** PDF readers accept junk before the header within the first 1024 bytes. */
const PDF_HEADER_WITHIN = 1024;

export function sniff(bytes: Uint8Array): MediaType {
  if (bytes.length === 0) return 'application/x-empty';
  const head = latin1(bytes.subarray(0, PDF_HEADER_WITHIN + 5));
  return binaryType(head, bytes) ?? textType(bytes) ?? 'application/octet-stream';
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function binaryType(head: string, bytes: Uint8Array): MediaType | null {
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipType(bytes);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'image/tiff';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (/^....ftyp(?:heic|heix|mif1|msf1|heim|heis)/s.test(head)) return 'image/heic';
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'application/vnd.ms-office';
  if (isTnef(bytes)) return TNEF;
  if (head.startsWith('{\\rtf')) return 'application/rtf';
  if (head.includes('%PDF-')) return 'application/pdf';
  return null;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const OPEN_TEXT = 'application/vnd.oasis.opendocument.text';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.spreadsheet';

/** A workbook is a ZIP whose directory names `xl/workbook`; an archive may hold one, packed or not. */
function zipType(bytes: Uint8Array): MediaType {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // its first entry says what the archive is, and is not packed
  const first = buffer.subarray(30, 200).toString('latin1');
  if (first.startsWith(`mimetype${OPEN_DOCUMENT}`)) return OPEN_DOCUMENT;
  if (first.startsWith(`mimetype${OPEN_TEXT}`)) return OPEN_TEXT;
  if (buffer.includes('word/document.xml') && namesIn(bytes)?.includes('word/document.xml')) return WORD;
  const isWorkbook = buffer.includes('xl/workbook') && (namesIn(bytes)?.some(name => name.startsWith('xl/workbook')) ?? true);
  return isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'application/zip';
}

const TEXT_SAMPLE = 64 * 1024;

function textType(bytes: Uint8Array): MediaType | null {
  const text = textStart(bytes);
  if (text === null) return null;
  const start = text.trimStart();
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(start)) return 'text/html';
  if (/^<\?xml\b|^<(?:\w+:)?workbook\b/i.test(start) && start.slice(0, 4096).includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return 'application/vnd.ms-excel';
  // a set of data may have elements of that name, without rows and cells of a page
  const isPage = /<(?:html|body)[\s>]/i.test(start) || (/<table[\s>]/i.test(start) && /<(?:tr|td|th)[\s>]/i.test(start));
  if (start.startsWith('<')) return isPage ? 'text/html' : 'application/xml';
  if (isMail(start)) return MAIL;
  if (/^[[{]/.test(start)) return 'application/json';
  return looksTabular(start) ? 'text/csv' : 'text/plain';
}

export const MAIL = 'message/rfc822' satisfies MediaType;
export const TNEF = 'application/vnd.ms-tnef' satisfies MediaType;

/** Lines of headers, among them those of a mail's parts. */
function isMail(start: string): boolean {
  const head = start.slice(0, 16_000).split(/\r?\n\r?\n/)[0]!;
  return /^(?:[\w-]+:.*(?:\r?\n[ \t].*)*(?:\r?\n|$)){2,}$/.test(head) && /^mime-version:/im.test(head) && /^content-type:/im.test(head);
}

/** The beginning as text, or null when it is not text: NUL bytes or many control characters. */
function textStart(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, TEXT_SAMPLE);
  const text = new TextDecoder(utf16Of(sample) ?? 'utf-8').decode(sample);
  let odd = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code === 0) return null;
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12) odd++;
  }
  return odd > text.length / 200 ? null : text;
}

/** Two lines or more that a comma, semicolon or tab parts into the same number of fields, quoting aside. */
function looksTabular(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, 60).filter(line => line.trim() !== '');
  const [first] = lines;
  if (first === undefined || isAligned(lines)) return false;
  if (hasRecords(lines, '|', 4)) return true;
  return [',', ';', '\t'].some(mark => {
    if (hasRecords(lines, mark)) return true;
    const fields = first.split(mark).length;
    const most = Math.max(...lines.map(line => line.split(mark).length));
    const parted = lines.filter(line => line.split(mark).length >= Math.max(3, most - 1)).length;
    // titles and labels may stand above the table
    if (parted >= 3 && parted >= 0.4 * lines.length) return true;
    return fields >= 2 && (lines.length === 1 || lines.slice(1, 6).some(line => line.split(mark).length >= fields));
  });
}

/** Three lines after one another of as many fields, three at least, wherever they stand; behind a comma of a sentence stands a blank. */
function hasRecords(lines: readonly string[], mark: string, fewest = 3): boolean {
  const counts = lines.map(line => (line.includes(`${mark} `) ? 0 : line.replace(/"[^"]*"/g, '').split(mark).length));
  return counts.some((count, i) => count >= fewest && count === counts[i + 1] && count === counts[i + 2]);
}

/** Columns kept apart by blanks: a comma in such a text belongs to its words. */
function isAligned(lines: readonly string[]): boolean {
  const aligned = lines.filter(line => /\S {2,}\S+.*\S {2,}\S/.test(line) && !line.includes('\t'));
  return aligned.length >= 3 && aligned.length >= 0.4 * lines.length;
}
