/** A mail saved as a file, or a web page saved as one (MHTML): its text and its tables, and those of sheets attached to it. */
import type { Problem } from '../coa/problem.ts';
import { type ArchiveEntry, shownName } from './archive.ts';
import type { Sheet } from './document.ts';
import { DocumentRefused } from './document.ts';
import { MAIL, type MediaType, sniff, TNEF } from './sniff.ts';
import { tnefFiles } from './tnef.ts';

/** How a part is read, by the media type that its bytes show; null for one that is not read here. */
export type PartReader = (
  bytes: Uint8Array,
  name: string,
  mediaType: string,
) => Promise<{ sheets: readonly Sheet[]; problems: readonly Problem[] } | null>;

interface Part {
  readonly type: string;
  readonly name: string;
  readonly isAttached: boolean;
  /** Attached as a file of its own, and no picture or style of the mail's page. */
  readonly isFile: boolean;
  readonly bytes: Uint8Array;
}

/**
 * Files that the mail carries to be looked at by themselves: no pictures of its page, nothing of how it looks; those of a mail that it forwards,
 * and of a package of Outlook, in their place. Empty where there are none.
 */
export function attachmentsOf(bytes: Uint8Array, depth = 0): ArchiveEntry[] {
  const parts: Part[] = [];
  collect(Buffer.from(bytes).toString('latin1'), 0, parts);
  return parts.flatMap((part, index) => {
    if (part.bytes.length === 0) return [];
    const type = sniff(part.bytes);
    const within =
      type === MAIL && depth < MOST_FORWARDED ? attachmentsOf(part.bytes, depth + 1) : type === TNEF ? tnefFiles(part.bytes) : [];
    if (within.length > 0) return within.map(({ name, bytes }) => ({ name: shownName(name.split(/[\\/]/).at(-1)!), bytes }));
    // a report is one, however the mail calls it
    return part.isFile || REPORTS.has(type)
      ? [{ name: shownName(part.name.split(/[\\/]/).at(-1) || `attachment ${index + 1}`), bytes: part.bytes }]
      : [];
  });
}

const MOST_FORWARDED = 4;
const REPORTS: ReadonlySet<string> = new Set<MediaType>([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.ms-office',
  MAIL,
]);

const DEEPEST = 6;
const MOST_PARTS = 100;

export async function readMail(bytes: Uint8Array, name: string, read: PartReader): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const parts: Part[] = [];
  collect(Buffer.from(bytes).toString('latin1'), 0, parts);
  const texts = parts.filter(({ type, isAttached }) => !isAttached && type.startsWith('text/'));
  // the same said twice: a mail's page is what its sender laid out
  const pages = texts.filter(({ type }) => type === 'text/html');
  const body = pages.length > 0 ? pages : texts.filter(({ type }) => type === 'text/plain');
  const sheets: Sheet[] = [];
  const problems: Problem[] = [];
  for (const part of [...body, ...parts.filter(({ isAttached }) => isAttached)]) {
    const found = part.bytes.length === 0 ? null : await read(part.bytes, part.name === '' ? name : part.name, sniff(part.bytes));
    sheets.push(...(found?.sheets ?? []));
    problems.push(...(found?.problems ?? []));
    if (!found && part.isAttached && !/^image\/|^text\/(?:css|javascript)/.test(part.type)) problems.push(unread(part.name));
  }
  return { sheets, problems };
}

const unread = (name: string): Problem => ({
  code: 'attachment-unread',
  severity: 'error',
  message: `The mail carries "${name || 'a file'}", which was not read with it. Send it alone.`,
});

function collect(text: string, depth: number, into: Part[]): void {
  if (depth > DEEPEST || into.length >= MOST_PARTS)
    throw new DocumentRefused('unsafe-content', 'The mail has more parts than any report. Send the report alone.');
  const end = /\r?\n\r?\n/.exec(text);
  const headers = headersOf(end ? text.slice(0, end.index) : '');
  const body = end ? text.slice(end.index + end[0].length) : text;
  const { value: type, parameters } = fieldOf(headers.get('content-type') ?? 'text/plain');
  const boundary = parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary !== undefined) {
    for (const part of partsOf(body, boundary)) collect(part, depth + 1, into);
    return;
  }
  const disposition = fieldOf(headers.get('content-disposition') ?? '');
  const name = decodeWords(disposition.parameters.get('filename') ?? parameters.get('name') ?? '');
  const raw = decoded(body, (headers.get('content-transfer-encoding') ?? '').toLowerCase().trim());
  const bytes = type.startsWith('text/') ? inUtf8(raw, parameters.get('charset')) : raw;
  const isAttached = disposition.value === 'attachment' || !type.startsWith('text/');
  const isFile = disposition.value === 'attachment' || (name !== '' && type.startsWith('application/') && !/javascript/.test(type));
  into.push({ type, name, isAttached, isFile, bytes });
}

function headersOf(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, key, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && !headers.has(key.toLowerCase())) headers.set(key.toLowerCase(), value!);
  }
  return headers;
}

/** `text/html; charset="utf-8"`. */
function fieldOf(text: string): { readonly value: string; readonly parameters: ReadonlyMap<string, string> } {
  const parameters = new Map<string, string>();
  for (const [, key, quoted, bare] of text.matchAll(/;\s*([\w-]+)\*?\s*=\s*(?:"([^"]*)"|([^;\s]+))/g))
    parameters.set(key!.toLowerCase(), quoted ?? bare ?? '');
  return { value: (text.split(';')[0] ?? '').trim().toLowerCase(), parameters };
}

function partsOf(body: string, boundary: string): string[] {
  const marks = body.split(/\r?\n/);
  const parts: string[][] = [];
  for (const line of marks) {
    const bare = line.trimEnd();
    if (bare === `--${boundary}--`) break;
    if (bare === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map(lines => lines.join('\n'));
}

function decoded(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const plain = body.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** Text in the character set that its header names, as the readers of text expect it. */
function inUtf8(bytes: Uint8Array, charset: string | undefined): Uint8Array {
  try {
    return charset === undefined ? bytes : Buffer.from(new TextDecoder(charset).decode(bytes), 'utf8');
  } catch {
    // a set that nobody knows: the readers find it out from the bytes
    return bytes;
  }
}

/** `=?utf-8?Q?Results.csv?=`. */
const decodeWords = (text: string): string =>
  text.replace(/=\?([\w-]+)\?([QB])\?([^?]*)\?=/gi, (_, charset: string, how: string, body: string) =>
    Buffer.from(
      inUtf8(
        decoded(how.toUpperCase() === 'B' ? body : body.replaceAll('_', ' '), how.toUpperCase() === 'B' ? 'base64' : 'quoted-printable'),
        charset,
      ),
    ).toString(),
  );
