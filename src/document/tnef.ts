/** The package that Outlook sends in place of attachments, `winmail.dat` (TNEF): the files in it. */
import type { ArchiveEntry } from './archive.ts';

/** A level (1 byte), an attribute's id (4), its length (4), its bytes and a checksum (2), all after a signature and a key. */
const HEADER = 6;
const ATTRIBUTE = 9;
const CHECKSUM = 2;
const BEGINS = 0x00069002;
const TITLE = 0x00018010;
const DATA = 0x0006800f;
const MOST_FILES = 100;

export const isTnef = (bytes: Uint8Array): boolean => bytes[0] === 0x78 && bytes[1] === 0x9f && bytes[2] === 0x3e && bytes[3] === 0x22;

/** As far as the package is whole; a file without a name is told by its number. */
export function tnefFiles(bytes: Uint8Array): ArchiveEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: { name: string; bytes: Uint8Array }[] = [];
  let at = HEADER;
  while (at + ATTRIBUTE <= file.length && found.length < MOST_FILES) {
    const [id, length] = [file.readUInt32LE(at + 1), file.readUInt32LE(at + 5)];
    const start = at + ATTRIBUTE;
    if (start + length + CHECKSUM > file.length) break;
    const data = file.subarray(start, start + length);
    const last = found.at(-1);
    if (id === BEGINS) found.push({ name: '', bytes: new Uint8Array(0) });
    else if (id === TITLE && last) last.name = data.toString('latin1').replace(/\0.*$/s, '');
    else if (id === DATA && last) last.bytes = new Uint8Array(data);
    at = start + length + CHECKSUM;
  }
  return found.flatMap((each, i) => (each.bytes.length > 0 ? [{ ...each, name: each.name || `attachment ${i + 1}` }] : []));
}
