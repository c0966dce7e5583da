/** What a table says does not depend on the order in which the words came, the size of the paper, or a hair's breadth of place. */
import fc from 'fast-check';
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import type { Word } from '../../../src/document/document.ts';
import { page, table, told, write } from './page.ts';

const NAMES = [
  'Mitragynine',
  '7-Hydroxymitragynine',
  'Paynantheine',
  'Speciogynine',
  'Speciociliatine',
  'Corynantheidine',
  'Mitraphylline',
];

const value = fc.oneof(
  fc.constantFrom('ND', '<LOQ', '<0.05'),
  fc.integer({ min: 1, max: 99_999 }).map(n => (n / 1000).toFixed(3)),
);

interface Invented {
  readonly words: Word[];
  readonly expected: readonly string[];
}

/** A table with its columns in any order after the name, left-, centre- or right-aligned. */
const invented: fc.Arbitrary<Invented> = fc
  .record({
    names: fc.shuffledSubarray(NAMES, { minLength: 2 }),
    order: fc.shuffledSubarray(['lod', 'loq', 'limit', 'value'] as const, { minLength: 4 }),
    values: fc.array(value, { minLength: NAMES.length, maxLength: NAMES.length }),
    align: fc.constantFrom('left', 'centre', 'right'),
    size: fc.integer({ min: 6, max: 11 }),
    gap: fc.integer({ min: 66, max: 95 }),
  })
  .map(({ names, order, values, align, size, gap }) => {
    const heading = { lod: 'LOD', loq: 'LOQ', limit: 'Limit', value: 'Result' };
    const cell = { lod: '0.020', loq: '0.060', limit: '20.0', value: '' };
    const x = [40, ...order.map((_, i) => 210 + i * gap)];
    const rows = [
      ['Analyte', ...order.map(role => `${heading[role]} (mg/g)`)],
      ...names.map((name, i) => [name, ...order.map(role => (role === 'value' ? values[i]! : cell[role]))]),
    ];
    return {
      words: [
        ...write({ text: 'Alkaloids', x: 40, y: 70, size: size + 3 }),
        ...table({
          x,
          y: 100,
          rows,
          size,
          pitch: size * 1.7,
          align: ['left', ...order.map(() => align)] as ('left' | 'centre' | 'right')[],
        }),
      ],
      expected: names.map((name, i) =>
        JSON.stringify({ name, value: values[i]!, unit: 'mg/g', lod: '0.020', loq: '0.060', limit: '20.0' }),
      ),
    };
  });

const tell = (words: readonly Word[], scale = 1): string[] => readTables([page(words, [], 1, scale)]).map(row => JSON.stringify(told(row)));

const moved = (word: Word, scale: number, dx: number, dy: number): Word => ({
  ...word,
  box: [word.box[0] * scale + dx, word.box[1] * scale + dy, word.box[2] * scale + dx, word.box[3] * scale + dy],
  fontSize: word.fontSize * scale,
  baseline: word.baseline * scale + dy,
});

test('columns in any order, with any alignment and size, are read for what their headings say', () => {
  fc.assert(
    fc.property(invented, ({ words, expected }) => expect(tell(words)).toEqual(expected)),
    { numRuns: 150 },
  );
});

test('the order of the words does not matter', () => {
  fc.assert(
    fc.property(
      invented.chain(made =>
        fc.record({ made: fc.constant(made), shuffled: fc.shuffledSubarray(made.words, { minLength: made.words.length }) }),
      ),
      ({ made, shuffled }) => expect(tell(shuffled)).toEqual(made.expected),
    ),
    { numRuns: 60 },
  );
});

test('the scale of the page does not matter', () => {
  fc.assert(
    fc.property(invented, fc.double({ min: 0.5, max: 2.5, noNaN: true }), ({ words, expected }, scale) =>
      expect(
        tell(
          words.map(word => moved(word, scale, 0, 0)),
          scale,
        ),
      ).toEqual(expected),
    ),
    { numRuns: 60 },
  );
});

test('a shake of a tenth of the font size does not matter', () => {
  fc.assert(
    fc.property(invented, fc.infiniteStream(fc.double({ min: -0.1, max: 0.1, noNaN: true })), ({ words, expected }, noise) => {
      const next = (): number => noise.next().value as number;
      const shaken = words.map(word => moved(word, 1, next() * word.fontSize, next() * 0.6 * word.fontSize));
      expect(tell(shaken)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a limit of detection is never told as a result: whatever is left out, values are values or there is no row', () => {
  const columns = ['LOD (mg/g)', 'LOQ (mg/g)', 'Limit (mg/g)', 'Result (mg/g)'];
  fc.assert(
    fc.property(fc.shuffledSubarray(columns, { minLength: 1 }), headings => {
      const cells: Record<string, string> = {
        'LOD (mg/g)': '0.011',
        'LOQ (mg/g)': '0.033',
        'Limit (mg/g)': '9.9',
        'Result (mg/g)': '1.234',
      };
      const rows = [['Analyte', ...headings], ...NAMES.slice(0, 4).map(name => [name, ...headings.map(heading => cells[heading]!)])];
      const found = readTables([page(table({ x: [40, 200, 280, 360, 440], y: 100, rows }))]);
      expect(found.every(row => row.value.text === '1.234' && row.further.length === 0)).toBe(true);
      expect(found.length).toBe(headings.includes('Result (mg/g)') ? 4 : 0);
    }),
  );
});
