import { randomBytes } from 'node:crypto';

let lastMillisecond = 0;
let counter = 0;

/**
 * A UUID of version 7: sorts by time of making, and within one process strictly in the order of the calls,
 * so that rows inserted together keep their order and indexes grow at one end.
 */
export function newId(): string {
  const now = Math.max(Date.now(), lastMillisecond);
  counter = now === lastMillisecond ? counter + 1 : 0;
  // 12 bits of counter; a burst beyond them borrows from the next millisecond.
  lastMillisecond = counter > 0xfff ? now + 1 : now;
  if (counter > 0xfff) counter = 0;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return UUID.test(text);
}
