/** Which character set a text is written in, found out from its bytes. */
import { isUtf8 } from 'node:buffer';

/**
 * By byte order mark, else UTF-16 where every second byte is nothing, else UTF-8 where the bytes are valid UTF-8, else the Windows code page
 * that makes words of it.
 */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const western = new TextDecoder('windows-1252').decode(bytes);
  return isCentralEuropean(western) ? new TextDecoder('windows-1250').decode(bytes) : western;
}

const SAMPLE = 4096;

/** Null for text of single bytes. Programs that save UTF-16 without a mark exist; its Latin letters have a byte of nothing each. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 8) return null;
  let [even, odd] = [0, 0];
  for (let i = 0; i < 2 * pairs; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  if (odd > 0.7 * pairs && even === 0) return 'utf-16le';
  return even > 0.7 * pairs && odd === 0 ? 'utf-16be' : null;
}

/** What ě, ř and Ř, and Polish letters within words, come to in the western code page, where hardly any text has them. */
const CENTRAL = /[ìøÌØ]|\p{L}[³¹¿]\p{L}|(?<!\p{L})[£¯]\p{Ll}/gu;
/** Letters of western languages, which Czech and Polish put nothing of their own in the place of. */
const WESTERN = /[äöüßçñâêôëîûàåæ]/giu;
/** č, ů, ď and ò are è, ù, ï and ò: French and Italian have them as well, with an é or an à beside them. */
const EITHER = /[èùïòÈÙ]/gu;

function isCentralEuropean(western: string): boolean {
  const count = (pattern: RegExp): number => western.match(pattern)?.length ?? 0;
  const [central, usual, either] = [count(CENTRAL), count(WESTERN), count(EITHER)];
  if (central > 0) return central + either > usual;
  return either > usual && !/[éÉ]/.test(western);
}
