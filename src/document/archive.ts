/** ZIP archives of certificates: the files in them, within limits that are checked before and while anything is inflated. */
import { crc32, inflateRawSync } from 'node:zlib';
import { DocumentRefused, type Refusal } from './document.ts';

export interface ArchiveEntry {
  /** As shown to people: the path inside the archive, never used as a path of the file system. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An entry that is not read, and why. */
export interface RefusedEntry {
  readonly name: string;
  readonly reason: Refusal;
  readonly message: string;
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  readonly refused: readonly RefusedEntry[];
}

export interface ArchiveLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** How many times larger than packed; certificates shrink to a tenth, bombs to a thousandth. */
  readonly ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 200,
  entryBytes: 25 * 1024 * 1024,
  totalBytes: 100 * 1024 * 1024,
  ratio: 200,
};
/** Small entries may shrink as they like. */
const RATIO_FROM = 1024 * 1024;

interface Listed {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly isLink: boolean;
}

/** Throws DocumentRefused for an archive that is damaged or made to harm; an entry that alone cannot be read is listed as refused. */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Archive {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = listEntries(file, limits).filter(entry => !isClutter(entry.name));
  refuseOverlaps(files);
  const total = files.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.totalBytes) throw unsafe(`its files would take ${megabytes(total)} MB, more than ${megabytes(limits.totalBytes)}`);
  const entries: ArchiveEntry[] = [];
  const refused: RefusedEntry[] = [];
  for (const entry of files) {
    const name = shownName(entry.name);
    const refusal = refusalOf(entry, limits);
    if (refusal) refused.push({ name, ...refusal });
    else {
      const unpacked = unpack(file, entry);
      if (unpacked) entries.push({ name, bytes: unpacked });
      else refused.push({ name, reason: 'broken-file', message: 'This file in the archive is damaged. Pack it again.' });
    }
  }
  if (entries.length === 0 && refused.length === 0) throw new DocumentRefused('empty-file', 'The archive holds no file.');
  return { entries, refused };
}

/** Names in the directory of an archive, null when it cannot be read. */
export function namesIn(bytes: Uint8Array): string[] | null {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return listEntries(file, { ...ARCHIVE_LIMITS, entries: 0xffff }).map(entry => entry.name);
  } catch (error) {
    if (error instanceof DocumentRefused) return null;
    throw error;
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_COMMENT = 0xffff;

function listEntries(file: Buffer, limits: ArchiveLimits): Listed[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > limits.entries) throw unsafe(`it holds more than ${limits.entries} files`);
  const entries: Listed[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken();
    const [nameLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    if (at + 46 + nameLength > file.length) throw broken();
    const name = file.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const entry: Listed = {
      name,
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
      isLink: file.readUInt8(at + 5) === 3 && file.readUInt32LE(at + 38) >>> 28 === 0xa,
    };
    if (!/[\\/]$/.test(name)) entries.push(entry);
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - LONGEST_COMMENT); at--) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw broken();
}

/** Bombs without any nesting let many entries share the same packed bytes. */
function refuseOverlaps(entries: readonly Listed[]): void {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) throw unsafe('its files overlap');
    end = entry.offset + 30 + entry.packed;
  }
}

/** What file managers put into archives on their own. */
const isClutter = (name: string): boolean => /(?:^|[\\/])(?:__MACOSX[\\/]|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i.test(name);

const climbs = (name: string): boolean => /^(?:[\\/]|[a-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)|\0/i.test(name);

/** Without control characters, and with the steps that would lead out of a folder shown as what they are. */
export const shownName = (name: string): string => name.replaceAll('\\', '/').replaceAll(/\p{C}/gu, '').trim().slice(-200) || 'file';

function refusalOf(entry: Listed, limits: ArchiveLimits): { reason: Refusal; message: string } | null {
  if (climbs(entry.name) || entry.isLink) {
    return { reason: 'unsafe-content', message: 'This entry of the archive points outside of it. Pack the certificates alone.' };
  }
  if (entry.flags & 1)
    return { reason: 'password-protected', message: 'This file in the archive is locked by a password. Pack it without one.' };
  if (entry.method !== 0 && entry.method !== 8) {
    return { reason: 'unsupported-format', message: 'This file is packed in a way that is not read here. Pack it as an ordinary ZIP.' };
  }
  if (entry.size > limits.entryBytes) {
    return {
      reason: 'too-large',
      message: `This file has ${megabytes(entry.size)} MB; at most ${megabytes(limits.entryBytes)} MB are read.`,
    };
  }
  if (entry.size > RATIO_FROM && entry.size > entry.packed * limits.ratio) {
    return { reason: 'unsafe-content', message: 'This file inflates more than any certificate does.' };
  }
  return null;
}

/** Null when damaged: the directory may lie, so no more than it promised is inflated, and the checksum has to agree. */
function unpack(file: Buffer, entry: Listed): Uint8Array | null {
  const { offset } = entry;
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER) return null;
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + entry.packed > file.length) return null;
  const packed = file.subarray(start, start + entry.packed);
  const bytes = entry.method === 0 ? new Uint8Array(packed) : inflate(packed, entry.size);
  return bytes && bytes.length === entry.size && crc32(bytes) === entry.crc ? bytes : null;
}

function inflate(packed: Buffer, size: number): Uint8Array | null {
  try {
    return new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(1, size) }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE' || code?.startsWith('Z_')) return null;
    throw error;
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '');

const broken = (): DocumentRefused =>
  new DocumentRefused('broken-file', 'The archive is damaged or incomplete. Pack the certificates again.');

const unsafe = (what: string): DocumentRefused =>
  new DocumentRefused('unsafe-content', `The archive was not opened: ${what}. Send the certificates in smaller archives, or one by one.`);
