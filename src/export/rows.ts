/** Lines of JSON as rows, in batches; and rows as one JSON document. */
import type { LongRow } from './long-table.ts';

export type Bytes = AsyncIterable<Uint8Array>;
/** Rows come in batches, so that a million of them is not a million turns of the event loop. */
export type Rows = AsyncIterable<readonly LongRow[]>;

const NEWLINE = 0x0a;

/** Lines parsed at once, and the longest there may be, in bytes: one that does not fit a thread's heap would take down the process. */
const PIECE = 1 << 20;
const LONGEST = 1 << 24;

/** Whole lines, each chunk ending with the end of a line. */
async function* wholeLines(bytes: Bytes): AsyncGenerator<Buffer> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield* pieces(Buffer.concat([...begun, chunk.subarray(0, end)]));
      begun = [];
      length = 0;
    }
    if (end < chunk.length) begun.push(chunk.subarray(end));
    length += chunk.length - end;
    if (length > LONGEST) throw tooLong(length);
  }
  if (length > 0) yield Buffer.concat(begun);
}

function* pieces(lines: Buffer): Generator<Buffer> {
  let start = 0;
  while (lines.length - start > PIECE) {
    const before = lines.lastIndexOf(NEWLINE, start + PIECE) + 1;
    const end = before > start ? before : lines.indexOf(NEWLINE, start + PIECE) + 1;
    if (end - start > LONGEST) throw tooLong(end - start);
    yield lines.subarray(start, end);
    start = end;
  }
  if (start < lines.length) yield lines.subarray(start);
}

const tooLong = (length: number): RangeError =>
  new RangeError(`a line of at least ${length} bytes: no more than ${LONGEST} can be encoded`);

/** What NDJSON holds, in batches: rows, unless told otherwise. */
export async function* rowsOfLines<T = LongRow>(bytes: Bytes): AsyncGenerator<T[]> {
  for await (const lines of wholeLines(bytes)) {
    const text = lines.toString('utf8').trimEnd();
    if (text !== '') yield JSON.parse(`[${text.replaceAll('\n', ',')}]`) as T[];
  }
}

/** `{"items":[…]}` with an item a line. */
export async function* jsonDocument(bytes: Bytes): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{"items":[');
  let first = true;
  for await (const lines of wholeLines(bytes)) {
    const text = lines.toString('utf8').trimEnd();
    if (text === '') continue;
    yield Buffer.from(`${first ? '\n' : ',\n'}${text.replaceAll('\n', ',\n')}`);
    first = false;
  }
  yield Buffer.from('\n]}\n');
}
