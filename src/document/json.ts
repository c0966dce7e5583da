/** JSON bytes to a value, refused when nested deeper or larger than any certificate. */
import { DocumentRefused } from './document.ts';
import { decodeText } from './encoding.ts';

export const MAX_DEPTH = 64;

/**
 * A number that JavaScript would write otherwise (`0.350`, `1E3`, more digits than it holds) comes as the text that stands in the file,
 * so that `String(value)` is always as written.
 */
export function readJson(bytes: Uint8Array): unknown {
  const depth = nesting(bytes);
  if (depth > MAX_DEPTH) {
    throw new DocumentRefused('unsafe-content', `The JSON is nested more than ${MAX_DEPTH} levels deep, which no certificate is.`);
  }
  const text = decodeText(bytes);
  try {
    return JSON.parse(text, asWritten);
  } catch (error) {
    const lines = linesOfJson(text);
    if (lines) return lines;
    throw new DocumentRefused('broken-file', `The file begins like JSON but is not: ${(error as Error).message}`, { cause: error });
  }
}

/** A value on each line (NDJSON); null where a line is none, or there is but one. */
function linesOfJson(text: string): unknown[] | null {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '');
  if (lines.length < 2 || !lines.every(line => /^\s*[{[].*[}\]]\s*$/.test(line))) return null;
  try {
    return lines.map(line => JSON.parse(line, asWritten));
  } catch {
    return null;
  }
}

function asWritten(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** The deepest level, found without building anything; stops once it is too deep. */
function nesting(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length && deepest <= MAX_DEPTH; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return deepest;
}
