import { withoutBackdrop } from '../../src/document/backdrop.ts';
import { takeLines } from '../../src/document/drawn-lines.ts';
import { compose, crop, densest, type Grey, type Matrix, resize, rotate, turn, whiten, withoutSteps } from '../../src/document/grey.ts';
import { takeLeaders } from '../../src/document/leaders.ts';
import { type Orientation, upright } from '../../src/document/orientation.ts';
import { measureSkew } from '../../src/document/skew.ts';

const blank = (width: number, height: number, paper = 255): Grey => ({ width, height, data: new Uint8Array(width * height).fill(paper) });

/** Lines of short dashes, as text looks from afar. */
function textLike(width = 900, height = 1100): Grey {
  const grey = blank(width, height);
  for (let line = 0; line < 22; line++) {
    for (let word = 0; word < 9; word++) {
      for (let y = 0; y < 12; y++) {
        for (let x = 0; x < 40 + ((line * 7 + word * 13) % 35); x++)
          if ((x + y) % 5 < 3) grey.data[(100 + line * 40 + y) * width + 80 + word * 85 + x] = 20;
      }
    }
  }
  return grey;
}

const at = ({ width, data }: Grey, x: number, y: number) => data[y * width + x];
const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];

test.each([0, 1, 2, 3] as const)('%d quarters: every pixel is where its matrix says', quarters => {
  const grey = { width: 3, height: 2, data: Uint8Array.from([1, 2, 3, 4, 5, 6]) };
  const { grey: turned, toSource } = turn(grey, quarters);
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      const [sx, sy] = apply(toSource, x, y) as [number, number];
      expect(at(turned, x, y)).toBe(at(grey, sx, sy));
    }
  }
});

test('a turn clockwise brings the top left corner to the top right', () => {
  expect(at(turn({ width: 3, height: 2, data: Uint8Array.from([9, 0, 0, 0, 0, 0]) }, 1).grey, 1, 0)).toBe(9);
});

test('a rotated mark is found again through the matrix', () => {
  const grey = blank(200, 100);
  for (let y = 40; y < 43; y++) for (let x = 150; x < 153; x++) grey.data[y * 200 + x] = 0;
  const { grey: rotated, toSource } = rotate(grey, 5);
  const dark = [...rotated.data.keys()].filter(i => rotated.data[i]! < 60);
  expect(dark.length).toBeGreaterThan(2);
  for (const i of dark) {
    const [x, y] = apply(toSource, i % rotated.width, Math.floor(i / rotated.width)) as [number, number];
    expect(Math.hypot(x - 151, y - 41)).toBeLessThan(2.5);
  }
});

test('matrices composed are matrices applied in turn', () => {
  const [outer, inner]: [Matrix, Matrix] = [
    [0, -1, 1, 0, 3, 4],
    [2, 1, 0, 1, -5, 6],
  ];
  const [x, y] = apply(inner, 7, 8) as [number, number];
  expect(apply(compose(outer, inner), 7, 8)).toEqual(apply(outer, x, y));
});

test.each([-6.2, -2.7, -0.6, 0, 1.3, 4.9])('a page turned by %d degrees is measured within a fifth of a degree', degrees => {
  const { grey } = rotate(textLike(), degrees);
  const skew = measureSkew(grey);
  expect(skew.sideways).toBe(false);
  expect(Math.abs(skew.degrees + degrees)).toBeLessThan(0.2);
});

test('a page that lies on its side is known as such, an empty one is left alone', () => {
  expect(measureSkew(turn(textLike(), 1).grey).sideways).toBe(true);
  expect(measureSkew(blank(500, 500))).toEqual({ degrees: 0, sideways: false });
});

test('ruling lines are taken out, type and bars stay', () => {
  const grey = textLike();
  const before = grey.data.slice();
  for (let x = 50; x < 850; x++) for (let y = 300; y < 303; y++) grey.data[y * 900 + x] = 0;
  for (let y = 90; y < 900; y++) for (let x = 60; x < 62; x++) grey.data[y * 900 + x] = 0;
  const lines = takeLines(grey);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toEqual({ from: [50, 301], to: [849, 301] });
  expect(lines[1]!.from[0]).toBeCloseTo(60.5);
  expect(grey.data.every((value, i) => value === before[i] || value === 255)).toBe(true);
  expect(grey.data.filter(value => value === 20).length).toBeGreaterThan(0.97 * before.filter(value => value === 20).length);
});

test('a dark bar behind a heading is no line', () => {
  const grey = blank(600, 200);
  grey.data.fill(30, 600 * 50, 600 * 90);
  expect(takeLines(grey)).toEqual([]);
  expect(at(grey, 300, 70)).toBe(30);
});

test('paper in shadow becomes white, type on it stays dark', () => {
  const grey = blank(256, 256);
  grey.data.forEach((_, i) => {
    grey.data[i] = 240 - Math.floor(i / 256) / 2;
  });
  grey.data[200 * 256 + 128] = 25;
  const white = whiten(grey);
  expect(at(white, 20, 200)).toBeGreaterThan(240);
  expect(at(white, 128, 200)).toBeLessThan(60);
});

test('sizes change and the parts stay where they are', () => {
  const grey = textLike();
  const half = resize(grey, 0.5);
  expect([half.width, half.height]).toEqual([450, 550]);
  expect(resize(grey, 1)).toBe(grey);
  const corner = crop({ width: 3, height: 3, data: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]) }, 1, 1, 3, 3);
  expect(at(corner, 1, 1)).toBe(5);
  expect(at(corner, 0, 0)).toBe(255);
});

test.each([
  [1, [1, 2, 3, 4, 5, 6]],
  [2, [3, 2, 1, 6, 5, 4]],
  [3, [6, 5, 4, 3, 2, 1]],
  [4, [4, 5, 6, 1, 2, 3]],
  [5, [1, 4, 2, 5, 3, 6]],
  [6, [4, 1, 5, 2, 6, 3]],
  [7, [6, 3, 5, 2, 4, 1]],
  [8, [3, 6, 2, 5, 1, 4]],
] as [Orientation, number[]][])('a picture whose camera says %d is set upright', (orientation, expected) => {
  const data = new Uint8Array(24);
  for (let i = 0; i < 6; i++) data.set([i + 1, i + 1, i + 1, 255], i * 4);
  const { data: out } = upright({ width: 3, height: 2, data }, orientation);
  expect([...out].filter((_, i) => i % 4 === 0)).toEqual(expected);
});

test('a ruling line that climbs is taken out whole, letters that stand on it are not', () => {
  const grey = blank(900, 200);
  const ink = (x: number, y: number): void => {
    grey.data[y * grey.width + x] = 40;
  };
  // one row in two hundred pixels, two pixels thick; above it a stroke of a letter that touches it
  for (let x = 50; x < 850; x++) for (let t = 0; t < 2; t++) ink(x, 100 + Math.floor(x / 200) + t);
  for (let y = 70; y < 102; y++) for (let t = 0; t < 3; t++) ink(430 + t, y);
  expect(takeLines(grey).length).toBeGreaterThan(0);
  const left = [...grey.data.keys()].filter(i => grey.data[i]! < 200).map(i => [i % 900, Math.floor(i / 900)]);
  expect(left.every(([x, y]) => x! >= 429 && x! <= 433 && y! <= 103)).toBe(true);
  expect(left.length).toBeGreaterThan(70);
});

test('a ruling line of which scanning left dashes is taken out, the letters beside it stay', () => {
  const grey = textLike();
  const before = grey.data.slice();
  for (let x = 50; x < 850; x++) if (x % 7 < 4) grey.data[(325 + (x % 3 === 0 ? 1 : 0)) * 900 + x] = 0;
  for (let y = 310; y < 440; y++) if (y % 6 < 3) grey.data[y * 900 + 40] = 0;
  expect(takeLines(grey)).toHaveLength(2);
  expect(grey.data.every((value, i) => value === before[i] || value === 255)).toBe(true);
  expect(grey.data.filter(value => value === 20).length).toBeGreaterThan(0.99 * before.filter(value => value === 20).length);
});

test('dots that lead to a value are taken out, its decimal point and an ellipsis stay', () => {
  const grey = blank(900, 200);
  const dot = (x: number, y: number): void => {
    for (let row = y; row < y + 5; row++) grey.data.fill(20, row * 900 + x, row * 900 + x + 5);
  };
  for (let x = 100; x < 500; x += 24) dot(x, 100 + ((x / 24) % 2));
  grey.data.fill(20, 104 * 900 + 520, 104 * 900 + 535);
  dot(545, 100);
  for (let x = 100; x < 150; x += 12) dot(x, 150);
  takeLeaders(grey);
  expect([at(grey, 102, 102), at(grey, 294, 102), at(grey, 486, 102)]).toEqual([255, 255, 255]);
  expect([at(grey, 547, 102), at(grey, 525, 104), at(grey, 102, 152)]).toEqual([20, 20, 20]);
});

test('letters of small print, evenly spaced as they are, are no leaders', () => {
  const grey = blank(400, 60);
  for (let x = 40; x < 300; x += 12) {
    for (let y = 20; y < 30; y++) grey.data.fill(20, y * 400 + x, y * 400 + x + 2).fill(20, y * 400 + x + 6, y * 400 + x + 8);
    grey.data.fill(20, 20 * 400 + x, 20 * 400 + x + 8);
  }
  const before = grey.data.slice();
  takeLeaders(grey);
  expect(grey.data).toEqual(before);
});

test('the steps of a fax whose rows stand there twice are made soft, those of other scans are not', () => {
  const page = textLike();
  const stripes = (rows: number): Grey => ({ ...page, data: page.data.map((_, i) => page.data[i - (Math.floor(i / 900) % rows) * 900]!) });
  const fax = stripes(2);
  expect(withoutSteps(page)).toBe(page);
  const soft = withoutSteps(fax);
  expect(new Set(fax.data).size).toBe(2);
  expect(new Set(soft.data).size).toBeGreaterThan(4);
});

test('where a grey page was turned, no edge is seen', () => {
  const { grey } = rotate(blank(400, 500, 150), 3);
  expect(whiten(grey).data.every(value => value > 240)).toBe(true);
});

/** A sheet askew on a table, in light that falls off to the right. */
const onTable = (table: number): Grey => {
  const grey = blank(800, 1000);
  grey.data.forEach((_, i) => {
    const [x, y] = [i % 800, Math.floor(i / 800)];
    const isSheet = x > 60 + y / 40 && x < 700 + y / 40 && y > 80 && y < 900;
    grey.data[i] = (isSheet ? ((x >> 3) % 5 === 0 && y % 40 < 12 ? 30 : 230) : table) * (1 - x / 2000);
  });
  return grey;
};

test('what a sheet lies on gets the light of the sheet, and its type stays', () => {
  const grey = onTable(90);
  const alone = withoutBackdrop(grey);
  expect(at(alone, 5, 500)).toBeGreaterThan(200);
  expect(at(alone, 780, 500)).toBeGreaterThan(130);
  expect(alone.data.subarray(0, 60 * 800).every(value => value > 130)).toBe(true);
  for (const [x, y] of [
    [200, 400],
    [243, 480],
    [500, 820],
  ] as const)
    expect(at(alone, x, y)).toBe(at(grey, x, y));
});

test('a sheet that fills the picture, and a banner printed up to its edge, stay', () => {
  const page = textLike();
  expect(withoutBackdrop(page)).toBe(page);
  for (let y = 0; y < 90; y++) for (let x = 0; x < 900; x++) page.data[y * 900 + x] = y > 30 && y < 60 && x > 200 && x % 12 < 5 ? 250 : 60;
  expect(withoutBackdrop(page)).toBe(page);
});

test('a page in deep shadow is measured as well as a white one', () => {
  const { grey } = rotate(textLike(), 1.5);
  grey.data.forEach((value, i) => {
    grey.data[i] = value * (1 - 0.7 * ((i % grey.width) / grey.width));
  });
  expect(Math.abs(measureSkew(grey).degrees + 1.5)).toBeLessThan(0.2);
});

test('the densest part of a page is that with type', () => {
  const grey = blank(900, 1200);
  for (let y = 820; y < 860; y++) for (let x = 610; x < 650; x += 4) grey.data[y * 900 + x] = 0;
  const part = densest(grey, 300);
  expect(part.data.filter(value => value === 0)).toHaveLength(400);
});
