/** Formats encoded in a thread of their own. */
import { encodedApart } from '../../src/export/apart.ts';
import { LONG_TABLE } from '../../src/export/long-table.ts';
import { rowsOfLines } from '../../src/export/rows.ts';

const COLUMNS = LONG_TABLE.slice(0, 3);
const encoding = { format: 'xlsx', columns: COLUMNS, base: '' } as const;
const line = (row: number) => `${JSON.stringify(Object.fromEntries(COLUMNS.map(({ name }) => [name, `${name} ${row}`])))}\n`;

/** Lines without end; `taken` says how many were asked for. */
function endless() {
  const state = { taken: 0, closed: false };
  async function* lines(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        state.taken += 1;
        yield Buffer.from(Array.from({ length: 500 }, (_, i) => line(i)).join(''));
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, lines: lines() };
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const taken: Uint8Array[] = [];
  for await (const chunk of chunks) taken.push(chunk);
  return Buffer.concat(taken);
}

test('a caller that takes slowly is waited for, and one that stops leaves nothing running', async () => {
  const { state, lines } = endless();
  for await (const chunk of encodedApart(lines, encoding, 0)) {
    expect(chunk.length).toBeGreaterThan(0);
    await new Promise(resolve => setTimeout(resolve, 500));
    break;
  }
  // half a second is enough to encode hundreds of such pieces
  expect(state.taken).toBeLessThan(60);
  expect(state.closed).toBe(true);
});

test('what goes wrong with the lines is the reason given', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(line(1));
    throw new Error('the database is gone');
  }
  await expect(drain(encodedApart(broken(), encoding, 0))).rejects.toThrow('the database is gone');
});

test('lines that are no rows are refused by the thread, and its reason is given', async () => {
  async function* noJson(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"result_id": \n');
  }
  await expect(drain(encodedApart(noJson(), encoding, 0))).rejects.toThrow(/JSON/);
});

test('a line that no thread could hold is refused, and does not end the process', async () => {
  async function* oneLine(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 40; i++) yield Buffer.alloc(3_000_000, 'a');
  }
  await expect(drain(encodedApart(oneLine(), encoding, 0))).rejects.toThrow(/a line of at least \d+ bytes/);
});

test('lines come to the same rows however they are cut', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ id: i, text: '\u00e9'.repeat((i * 37) % 900) }));
  const bytes = Buffer.from(rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  for (const size of [1 << 22, 65_536, 1009]) {
    async function* cut(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const read: object[] = [];
    for await (const batch of rowsOfLines<object>(cut())) read.push(...batch);
    expect(read).toEqual(rows);
  }
});
