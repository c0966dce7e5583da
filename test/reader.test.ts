import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { DocumentRefused } from '../src/document/document.ts';
import { createReaderPool, type ReaderPool, startReader } from '../src/ingest/pool.ts';
import { HOSTILE } from './documents/hostile.ts';
import { CERTIFICATE, onePage, stream, textPage } from './documents/pdf-source.ts';

const good = { name: 'good.pdf', bytes: textPage(CERTIFICATE) };

async function expectGood(pool: ReaderPool): Promise<void> {
  const { outcome, readings, importer } = await pool.read(good);
  expect({ outcome, importer: importer?.id }).toEqual({ outcome: 'read', importer: 'any-laboratory' });
  expect(readings.flatMap(reading => reading.results.map(result => [result.analyte, result.printed.value]))).toEqual([
    ['arsenic_total', '0.112'],
    ['cadmium', '0.031'],
    ['lead', '0.204'],
    ['mercury_total', 'ND'],
  ]);
}

describe('the pool', () => {
  let pool: ReaderPool;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leafproof-reader-'));
    pool = createReaderPool({ size: 2, timeLimit: 15_000 });
  });
  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true });
  });

  test('reads a file given by its bytes', () => expectGood(pool));

  test('reads a file given by its path', async () => {
    const path = join(folder, 'a.pdf');
    await writeFile(path, good.bytes);
    const outcome = await pool.read({ name: 'shown name.pdf', path });
    expect(outcome).toMatchObject({ file: 'shown name.pdf', outcome: 'read', mediaType: 'application/pdf', bytes: good.bytes.length });
    expect(outcome.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(outcome.pages).toEqual([{ width: 595, height: 842 }]);
  });

  test('rejects a file that is not there with the error of the file system', async () => {
    await expect(pool.read({ name: 'nowhere.pdf', path: join(folder, 'nowhere.pdf') })).rejects.toMatchObject({ code: 'ENOENT' });
    await expectGood(pool);
  });

  test('refuses a file above the size limit without reading it', async () => {
    const path = join(folder, 'large.pdf');
    await writeFile(path, Buffer.alloc(26 * 1024 * 1024, '%PDF-1.4 '));
    expect(await pool.read({ name: 'large.pdf', path })).toMatchObject({
      outcome: 'refused',
      reason: 'too-large',
      bytes: 26 * 1024 * 1024,
    });
  });

  test('gives up waiting and reading when told to', async () => {
    const controller = new AbortController();
    const slow = HOSTILE.find(({ name }) => name === 'deflate-bomb.pdf')!.bytes();
    const all = Array.from({ length: 4 }, () => pool.read({ name: 'slow.pdf', bytes: slow }, controller.signal));
    setTimeout(() => controller.abort(new Error('enough')), 200);
    const settled = await Promise.allSettled(all);
    expect(settled.map(one => one.status === 'rejected' && String(one.reason))).toEqual(Array(4).fill('Error: enough'));
    await expectGood(pool);
  });

  test('draws pages small enough for a phone', async () => {
    const image = await pool.renderPage(good, 1, { width: 1200 });
    expect(image).toMatchObject({ mediaType: 'image/png', width: 1200, height: 1698 });
    expect(image.bytes.length).toBeLessThan(250_000);
    const { width, height, data } = PNG.sync.read(Buffer.from(image.bytes));
    expect([width, height]).toEqual([1200, 1698]);
    const dark = data.filter((value, index) => index % 4 === 0 && value < 100).length;
    expect(dark).toBeGreaterThan(1000);
  });

  test('draws photographs as JPEG', async () => {
    const gradient = Uint8Array.from({ length: 300 * 300 * 3 }, (_, i) => {
      const [x, y, channel] = [Math.floor(i / 3) % 300, Math.floor(i / 900), i % 3];
      return [x, y, (x * 7 + y * 3) % 256][channel]! & 255;
    });
    const picture = stream('/Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceRGB /BitsPerComponent 8', gradient);
    const bytes = onePage({
      content: stream('', 'q 595 0 0 842 0 0 cm /I Do Q'),
      resources: '/XObject << /I 6 0 R >>',
      further: [picture],
    });
    const image = await pool.renderPage({ name: 'photo.pdf', bytes }, 1, { width: 1000 });
    expect(image.mediaType).toBe('image/jpeg');
    expect(image.bytes.length).toBeLessThan(250_000);
    expect(jpeg.decode(image.bytes, { useTArray: true }).width).toBe(image.width);
  });

  test('refuses to draw what is not there', async () => {
    await expect(pool.renderPage(good, 2, { width: 1200 })).rejects.toBeInstanceOf(DocumentRefused);
    await expect(pool.renderPage({ name: 'a.csv', bytes: Buffer.from('a,b\n1,2') }, 1, { width: 1200 })).rejects.toThrow('PDF');
  });
});

describe('hostile files end in a typed refusal, and the next file is read', () => {
  let pool: ReaderPool;
  beforeAll(() => {
    pool = createReaderPool({ size: 1, timeLimit: 12_000, memoryLimit: 700 * 1024 * 1024 });
  });
  afterAll(() => pool.close());

  test.each(HOSTILE.map(file => [file.name, file] as const))('%s', async (name, { bytes, ends }) => {
    const outcome = await pool.read({ name, bytes: bytes() });
    expect(ends).toContain(outcome.reason ?? outcome.outcome);
    if (outcome.outcome === 'refused') expect(outcome.problems[0]).toMatchObject({ code: outcome.reason, severity: 'error' });
    await expectGood(pool);
  });
});

describe('small hostile files as they lie in the repository', () => {
  let pool: ReaderPool;
  const folder = new URL('./documents/not-ok/', import.meta.url);
  beforeAll(() => {
    pool = createReaderPool({ size: 2, timeLimit: 12_000, memoryLimit: 700 * 1024 * 1024 });
  });
  afterAll(() => pool.close());

  // those that are byte for byte what was read above end as they did
  const isMade = (name: string): boolean => {
    const made = HOSTILE.find(file => file.name === name)?.bytes();
    return made !== undefined && readFileSync(new URL(name, folder)).equals(made);
  };

  test.each(readdirSync(folder).filter(name => !isMade(name)))('%s', async name => {
    const { outcome, reason } = await pool.read({ name, path: fileURLToPath(new URL(name, folder)) });
    const ends = HOSTILE.find(file => file.name === name)?.ends ?? ['password-protected'];
    expect(ends).toContain(reason ?? outcome);
  });
});

describe('limits', () => {
  const bomb = { name: 'bomb.pdf', bytes: HOSTILE.find(({ name }) => name === 'deflate-bomb.pdf')!.bytes() };

  test('time', async () => {
    const pool = createReaderPool({ size: 1, timeLimit: 700, memoryLimit: 8 * 1024 ** 3 });
    const start = performance.now();
    expect(await pool.read(bomb)).toMatchObject({ outcome: 'refused', reason: 'time-limit' });
    expect(performance.now() - start).toBeLessThan(5_000);
    await pool.close();
  });

  test('memory', async () => {
    const pool = createReaderPool({ size: 1, timeLimit: 20_000, memoryLimit: 300 * 1024 * 1024 });
    expect(await pool.read(bomb)).toMatchObject({ outcome: 'refused', reason: 'memory-limit' });
    await pool.close();
  });

  test('a child started before the pool is used where its limit is the pool’s', async () => {
    const first = startReader();
    const pool = createReaderPool({ first, size: 1 });
    const asked = jest.spyOn(first, 'run');
    await expectGood(pool);
    expect(asked).toHaveBeenCalledTimes(1);
    const other = startReader();
    const small = createReaderPool({ first: other, size: 1, memoryLimit: 300 * 1024 * 1024 });
    expect(other.died).not.toBeNull();
    expect(await small.read(bomb)).toMatchObject({ outcome: 'refused', reason: 'memory-limit' });
    await Promise.all([pool.close(), small.close()]);
  });

  test('a closed pool reads no more, and what waited is told', async () => {
    const pool = createReaderPool({ size: 1 });
    const waiting = [pool.read(bomb), pool.read(good)];
    const settled = Promise.allSettled(waiting);
    await pool.close();
    expect((await settled)[1]).toMatchObject({ status: 'rejected' });
    await expect(pool.read(good)).rejects.toThrow('closed');
  });
});
