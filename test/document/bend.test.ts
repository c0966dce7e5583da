import { type Bend, fallen, measureBend, unbent } from '../../src/document/bend.ts';
import type { Grey } from '../../src/document/grey.ts';
import { asDisplayed } from '../../src/document/ocr-evidence.ts';
import type { RecognisedLine } from '../../src/document/tesseract.ts';

const WIDTH = 2400;
const HEIGHT = 3200;
const PAGE: Grey = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT).fill(255) };

/** A page whose lines rise at its top, fall at its foot and bow between. */
const bent: Bend = { across: WIDTH, middle: [WIDTH / 2, HEIGHT / 2], terms: [0.003, 0.02, 0.025, 0, -0.01] };

const lineAt = (left: number, right: number, y: number, bend: Bend | null): RecognisedLine => {
  const [y0, y1] = bend ? [y + fallen(bend, left, y), y + fallen(bend, right, y)] : [y, y];
  const place = { x0: left, y0: Math.round(y0), x1: right, y1: Math.round(y1) };
  const bbox = { ...place, y0: place.y0 - 30 };
  const words = [left, right - 60].map(x0 => ({ text: 'ND', confidence: 90, symbols: [], bbox: { ...bbox, x0, x1: x0 + 60 } }));
  return { bbox, baseline: place, words };
};

const page = (bend: Bend | null): RecognisedLine[] =>
  Array.from({ length: 24 }, (_, i) => 200 + 120 * i).flatMap(y => [
    lineAt(200, 560, y, bend),
    lineAt(1000, 1200, y, bend),
    lineAt(1700, 2100, y, bend),
  ]);

test('lines that climb and fall are measured within a fifth of a line of type', () => {
  const found = measureBend([...page(bent), { ...lineAt(300, 700, 900, null), baseline: { x0: 300, y0: 900, x1: 700, y1: 925 } }], PAGE);
  expect(found).not.toBeNull();
  for (const x of [200, 1200, 2200]) {
    for (const y of [300, 1600, 2900]) expect(Math.abs(fallen(found!, x, y) - fallen(bent, x, y))).toBeLessThan(8);
  }
});

test('level lines, and too few lines, are left as they are', () => {
  expect(measureBend(page(null), PAGE)).toBeNull();
  expect(measureBend(page(bent).slice(0, 9), PAGE)).toBeNull();
});

test('a bent line lies level in the picture made of it', () => {
  const bend: Bend = { across: 600, middle: [300, 200], terms: [0.01, 0.1, 0.02, 0, 0] };
  const grey: Grey = { width: 600, height: 400, data: new Uint8Array(600 * 400).fill(255) };
  for (let x = 20; x < 580; x++) for (let t = 0; t < 4; t++) grey.data[Math.round(150 + t + fallen(bend, x, 150)) * 600 + x] = 0;
  const level = unbent(grey, bend);
  const dark = [...level.data.keys()].filter(i => level.data[i]! < 100).map(i => Math.floor(i / 600));
  expect(dark.length).toBeGreaterThan(1000);
  expect([Math.min(...dark), Math.max(...dark)]).toEqual([expect.closeTo(150, -0.5), expect.closeTo(153, -0.5)]);
});

test('what was read on the level picture is pointed at where it stands on the bent page', () => {
  const bend: Bend = { across: 600, middle: [300, 400], terms: [0, 0, 0.1, 0, 0] };
  const displayed = { width: 600, height: 800, matrix: [1, 0, 0, 1, 0, 0] as const, bend };
  const content = { kind: 'pages', pages: [{ number: 1, width: 600, height: 800, words: [], rules: [], engine: 'ocr', displayed }] };
  const evidence = { kind: 'page', page: 1, box: [500, 100, 520, 110], text: '1', method: 'ocr' };
  const [found] = asDisplayed({ content } as never, [{ rows: [{ evidence }] } as never]) as unknown as [
    { rows: [{ evidence: { box: number[] } }] },
  ];
  const [left, top] = found.rows[0].evidence.box as [number, number];
  expect(left).toBe(500);
  expect(top).toBeCloseTo(100 + fallen(bend, 520, 100), 1);
});
