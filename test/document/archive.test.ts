import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { ARCHIVE_LIMITS, readArchive } from '../../src/document/archive.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { sniff } from '../../src/document/sniff.ts';

const refusal = (reason: string) => expect.objectContaining({ reason });
const limits = { ...ARCHIVE_LIMITS, entries: 3, entryBytes: 2_000_000, totalBytes: 3_000_000 };

/** A copy with one field of the first directory entry changed. */
function tampered(zip: Uint8Array, field: number, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = zip.slice();
  const at = Buffer.from(copy).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  change(new DataView(copy.buffer), at + field);
  return copy;
}

test('files are unpacked with their paths, what file managers add is left out', () => {
  const zip = zipSync({
    'a.csv': strToU8('lot'),
    'in/b.csv': [strToU8('lot'), { level: 0 }],
    '__MACOSX/._a.csv': strToU8('x'),
    '.DS_Store': strToU8('x'),
  });
  expect(readArchive(zip).entries.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['a.csv', 'lot'],
    ['in/b.csv', 'lot'],
  ]);
});

test.each(['../../etc/passwd', '/etc/passwd', 'C:\\x.pdf', 'a/../../b.pdf', '..\\b.pdf'])('%s is refused, the others are read', name => {
  const { entries, refused } = readArchive(zipSync({ [name]: strToU8('x'), 'good.csv': strToU8('y') }));
  expect(entries.map(entry => entry.name)).toEqual(['good.csv']);
  expect(refused).toMatchObject([{ reason: 'unsafe-content' }]);
});

test('limits: files, bytes of one, bytes of all, ratio', () => {
  const many = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`${i}.csv`, strToU8('x')]));
  expect(() => readArchive(zipSync(many), limits)).toThrow(refusal('unsafe-content'));
  const noise = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * i * 31 + (i >> 3)) % 251);
  const two = zipSync({ a: noise(1_600_000), b: noise(1_600_000) }, { level: 0 });
  expect(() => readArchive(two, limits)).toThrow(refusal('unsafe-content'));
  expect(readArchive(zipSync({ a: noise(2_100_000), b: noise(10) }, { level: 0 }), limits).refused).toMatchObject([
    { reason: 'too-large' },
  ]);
  expect(readArchive(zipSync({ bomb: new Uint8Array(1_900_000) }), limits).refused).toMatchObject([{ reason: 'unsafe-content' }]);
});

test('a directory that lies about a size, a checksum or a place does not get through', () => {
  const zip = zipSync({ 'a.csv': strToU8('lot,analyte,result'.repeat(50)) });
  const lies = [
    tampered(zip, 24, (view, at) => view.setUint32(at, 10, true)),
    tampered(zip, 24, (view, at) => view.setUint32(at, 1_000_000, true)),
    tampered(zip, 16, (view, at) => view.setUint32(at, 7, true)),
    tampered(zip, 42, (view, at) => view.setUint32(at, 9, true)),
  ];
  for (const lie of lies) expect(readArchive(lie)).toMatchObject({ entries: [], refused: [{ reason: 'broken-file' }] });
});

test('locked files and links are refused, overlapping ones are a bomb', () => {
  const zip = zipSync({ 'a.csv': strToU8('x'), 'b.csv': strToU8('y') });
  expect(readArchive(tampered(zip, 8, (view, at) => view.setUint16(at, 1, true))).refused).toMatchObject([
    { reason: 'password-protected' },
  ]);
  const link = tampered(
    tampered(zip, 5, (view, at) => view.setUint8(at, 3)),
    38,
    (view, at) => view.setUint32(at, 0xa1ff0000, true),
  );
  expect(readArchive(link).refused).toMatchObject([{ reason: 'unsafe-content' }]);
  const overlapping = tampered(zip, 42, (view, at) => view.setUint32(at, 20, true));
  expect(() => readArchive(overlapping)).toThrow(refusal('unsafe-content'));
});

test('an archive that holds a workbook is an archive; a workbook is a workbook', () => {
  const workbook = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') });
  expect(sniff(workbook)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(sniff(zipSync({ 'a.xlsx': [workbook, { level: 0 }] }))).toBe('application/zip');
});

test('damaged bytes end in a refusal, and what does come out is what was packed', () => {
  const content = 'product,lot,analyte,result\nTea,1,Lead,0.1\n'.repeat(20);
  const zip = zipSync({ 'a.csv': strToU8(content), 'b.csv': strToU8(content) });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(zip.length),
      (flips, cut) => {
        const damaged = zip.slice(0, cut < 40 ? cut : zip.length);
        for (const [at, value] of flips) if (at < damaged.length) damaged[at] = value;
        try {
          for (const entry of readArchive(damaged).entries) expect(Buffer.from(entry.bytes).toString()).toBe(content);
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentRefused);
        }
      },
    ),
    { numRuns: 300 },
  );
});
