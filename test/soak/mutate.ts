/** One small change to a file: to its bytes as a bad disk or line makes it, or to what it says as a bad program or a forger does. */
import { deflateSync, inflateSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Random } from '../generator/random.ts';

export type Format = 'pdf' | 'xlsx' | 'csv' | 'json';

export interface Mutated {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

type Mutation = (bytes: Uint8Array, vary: Random) => Uint8Array | null;

/** Null where the file has nothing of the kind to change. */
export function mutate(format: Format, bytes: Uint8Array, vary: Random): Mutated {
  const kinds = Object.entries({ ...BYTES, ...STRUCTURE[format] });
  for (;;) {
    const [kind, change] = vary.pick(kinds);
    const mutated = change(bytes, vary);
    if (mutated) return { kind, bytes: mutated };
  }
}

const at = (bytes: Uint8Array, vary: Random): number => vary.integer(0, bytes.length - 1);
const concat = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const BYTES: Readonly<Record<string, Mutation>> = {
  'flipped bits': (bytes, vary) => {
    const copy = bytes.slice();
    for (let n = vary.integer(1, 20); n > 0; n--) copy[at(copy, vary)]! ^= 1 << vary.integer(0, 7);
    return copy;
  },
  truncated: (bytes, vary) => bytes.slice(0, at(bytes, vary)),
  'bytes lost': (bytes, vary) => {
    const start = at(bytes, vary);
    return concat(bytes.subarray(0, start), bytes.subarray(start + vary.integer(1, 400)));
  },
  'bytes repeated': (bytes, vary) => {
    const start = at(bytes, vary);
    const piece = bytes.subarray(start, start + vary.integer(1, 400));
    return concat(bytes.subarray(0, start), piece, piece, bytes.subarray(start));
  },
  'bytes overwritten': (bytes, vary) => {
    const copy = bytes.slice();
    const start = at(copy, vary);
    for (let i = start; i < Math.min(copy.length, start + vary.integer(1, 40)); i++) copy[i] = vary.integer(0, 255);
    return copy;
  },
};

/** Another text of the same bytes, or null when nothing matched. */
function edited(text: string, pattern: RegExp, vary: Random, change: (found: string) => string): string | null {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return null;
  const one = vary.pick(found);
  return text.slice(0, one.index) + change(one[0]) + text.slice(one.index + one[0].length);
}

function swapped(text: string, pattern: RegExp, vary: Random): string | null {
  const found = [...text.matchAll(pattern)];
  if (found.length < 2) return null;
  const [a, b] = [vary.pick(found), vary.pick(found)].sort((x, y) => x.index - y.index) as [RegExpExecArray, RegExpExecArray];
  if (a.index === b.index) return null;
  return text.slice(0, a.index) + b[0] + text.slice(a.index + a[0].length, b.index) + a[0] + text.slice(b.index + b[0].length);
}

const anotherDigit = (vary: Random) => (): string => String(vary.integer(0, 9));

/** Changes of a text, whatever its format. */
const inText = (change: (text: string, vary: Random) => string | null): Mutation => {
  return (bytes, vary) => {
    const text = change(strFromU8(bytes), vary);
    return text === null ? null : strToU8(text);
  };
};

/** PDF: latin-1 keeps every byte as one character. */
const inPdf = (change: (text: string, vary: Random) => string | null): Mutation => {
  return (bytes, vary) => {
    const text = change(Buffer.from(bytes).toString('latin1'), vary);
    return text === null ? null : new Uint8Array(Buffer.from(text, 'latin1'));
  };
};

const STREAM = /(?<=stream\r?\n)[\s\S]*?(?=\r?\n?endstream)/g;

/** Changes what a page draws, and packs it again into the same room, so that the file around it stays whole. */
const inContent = (change: (content: string, vary: Random) => string | null): Mutation =>
  inPdf((text, vary) => {
    const drawn = [...text.matchAll(STREAM)].flatMap(found => {
      const content = inflated(found[0]);
      return content?.includes('BT') ? [{ found, content }] : [];
    });
    if (drawn.length === 0) return null;
    const { found, content } = vary.pick(drawn);
    const other = change(content, vary);
    if (other === null) return null;
    const packed = deflateSync(Buffer.from(other, 'latin1'), { level: 9 }).toString('latin1');
    return text.slice(0, found.index) + packed.padEnd(found[0].length, '\0') + text.slice(found.index + found[0].length);
  });

function inflated(stream: string): string | null {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return null;
    throw error;
  }
}

const BLOCK = /BT[\s\S]*?ET/g;

/** Changes the text of one part of a workbook. */
const inSheet = (change: (xml: string, vary: Random) => string | null): Mutation => {
  return (bytes, vary) => {
    const parts = unzipSync(bytes);
    const name = Object.keys(parts).find(path => path.startsWith('xl/worksheets/'));
    const xml = name === undefined ? null : change(strFromU8(parts[name]!), vary);
    return name === undefined || xml === null ? null : zipSync({ ...parts, [name]: strToU8(xml) });
  };
};

const CELL_TEXT = /(?<=<t[^>]*>)[^<]+(?=<\/t>)/g;
const CSV_CELL = /(?<=^|[,;\t])[^,;\t\r\n"]+/gm;
const JSON_TEXT = /"(?:[^"\\]|\\.)*"(?!\s*:)/g;

const STRUCTURE: Readonly<Record<Format, Readonly<Record<string, Mutation>>>> = {
  pdf: {
    'cross-reference table': inPdf((text, vary) =>
      edited(text, /\d{10}(?= \d{5} n)|(?<=startxref\s+)\d+/g, vary, () => String(vary.integer(0, text.length)).padStart(10, '0')),
    ),
    'streams swapped': inPdf((text, vary) => swapped(text, STREAM, vary)),
    'objects swapped': inPdf((text, vary) => swapped(text, /(?<=\d 0 obj)[\s\S]*?(?=endobj)/g, vary)),
    'number in a dictionary': inPdf((text, vary) => edited(text, /(?<=\/[A-Z]\w+ )\d+/g, vary, () => String(vary.integer(0, 2000)))),
    'text blocks swapped': inContent((content, vary) => swapped(content, BLOCK, vary)),
    'text block lost': inContent((content, vary) => edited(content, BLOCK, vary, () => '')),
    'text moved': inContent((content, vary) =>
      edited(content, /-?\d+(?:\.\d+)? -?\d+(?:\.\d+)? (?=T[dm])/g, vary, () => `${vary.integer(0, 600)} ${vary.integer(0, 800)} `),
    ),
    'letters changed': inContent((content, vary) =>
      edited(content, /(?<=<[0-9A-Fa-f]*)[0-9A-Fa-f]{2}(?=[0-9A-Fa-f]*> Tj)/g, vary, () =>
        vary.integer(32, 90).toString(16).padStart(2, '0'),
      ),
    ),
    'type size changed': inContent((content, vary) =>
      edited(content, /(?<=\/\S+ )[\d.]+(?= Tf)/g, vary, () => String(vary.integer(0, 60))),
    ),
  },
  xlsx: {
    'digit of a cell': inSheet((xml, vary) => edited(xml, /(?<=<t[^>]*>[^<]*)\d(?=[^<]*<\/t>)/g, vary, anotherDigit(vary))),
    'cells swapped': inSheet((xml, vary) => swapped(xml, CELL_TEXT, vary)),
    'cell emptied': inSheet((xml, vary) => edited(xml, CELL_TEXT, vary, () => ' ')),
    'address of a cell': inSheet((xml, vary) =>
      edited(xml, /(?<= r=")[A-Z]+\d+/g, vary, () => `${vary.pick(['A', 'Q', 'ZZZ', 'B'])}${vary.integer(0, 99_999_999)}`),
    ),
    'tag lost': inSheet((xml, vary) => edited(xml, /<[^>]*>/g, vary, () => '')),
  },
  csv: {
    'digit of a cell': inText((text, vary) => edited(text, /\d/g, vary, anotherDigit(vary))),
    'cells swapped': inText((text, vary) => swapped(text, CSV_CELL, vary)),
    'cell emptied': inText((text, vary) => edited(text, CSV_CELL, vary, () => '')),
    'delimiter changed': inText((text, vary) => edited(text, /[,;\t]/g, vary, () => vary.pick([';', '\t', '|', '\n', '"', '']))),
    'line lost': inText((text, vary) => edited(text, /^.*\r?\n/gm, vary, () => '')),
    'mark before a number': inText((text, vary) =>
      edited(text, /(?<=,)(?=\d)/g, vary, () => vary.pick(['<', '>', '~', '-', '=', 'ND ', '+'])),
    ),
  },
  json: {
    'digit of a value': inText((text, vary) => edited(text, /(?<="[^"\n]*)\d(?=[^"\n]*",?\n)/g, vary, anotherDigit(vary))),
    'values swapped': inText((text, vary) => swapped(text, JSON_TEXT, vary)),
    'value of another type': inText((text, vary) =>
      edited(text, JSON_TEXT, vary, () => vary.pick(['null', '0', '-1', '[]', '{}', 'true', '1e999', '""'])),
    ),
    'key renamed': inText((text, vary) => edited(text, /"\w+"(?=\s*:)/g, vary, () => '"other"')),
    'token lost': inText((text, vary) => edited(text, /[{}[\],:"]/g, vary, () => '')),
  },
};
