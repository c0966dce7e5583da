/** Lines of JSON as rows, in batches; and rows as one JSON document. */
import type { LongRow } from './long-table.ts';

export type Bytes = AsyncIterable<Uint8Array>;
/** Rows come in batches, so that a million of them is not a million turns of the event loop. */
export type Rows = AsyncIterable<readonly LongRow[]>;

const NEWLINE = 0x0a;

/** Whole lines, each chunk ending with the end of a line. */
async function* wholeLines(bytes: Bytes): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      rest = Buffer.concat([rest, chunk]);
      continue;
    }
    yield Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = Buffer.from(chunk.subarray(end));
  }
  if (rest.length > 0) yield rest;
}

/** Rows of NDJSON. */
export async function* rowsOfLines(bytes: Bytes): AsyncGenerator<LongRow[]> {
  for await (const lines of wholeLines(bytes)) {
    const text = lines.toString('utf8').trimEnd();
    if (text !== '') yield JSON.parse(`[${text.replaceAll('\n', ',')}]`) as LongRow[];
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
