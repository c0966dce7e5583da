import type { Grey } from '../../src/document/grey.ts';
import { takeSpecks } from '../../src/document/specks.ts';

const blank = (width: number, height: number): Grey => ({ width, height, data: new Uint8Array(width * height).fill(255) });

function fill({ width, data }: Grey, left: number, top: number, wide: number, high: number): void {
  for (let y = top; y < top + high; y++) data.fill(20, y * width + left, y * width + left + wide);
}

const inked = ({ width, data }: Grey, left: number, top: number, wide: number, high: number): number => {
  let count = 0;
  for (let y = top; y < top + high; y++) for (let x = left; x < left + wide; x++) if (data[y * width + x]! < 150) count++;
  return count;
};

/** A figure of 300 dpi, standing on `base`. */
const figure = (grey: Grey, left: number, base: number) => fill(grey, left, base - 26, 12, 26);

test('dots and pieces of a rule are taken out above the letters that it runs close to, the points and accents of letters are not', () => {
  const page = blank(900, 300);
  for (let x = 20; x < 880; x += 40) fill(page, x, 132, 4, 3);
  figure(page, 300, 180);
  fill(page, 316, 176, 4, 4);
  figure(page, 324, 180);
  figure(page, 500, 180);
  fill(page, 504, 145, 4, 4);
  takeSpecks(page);
  expect(inked(page, 0, 130, 900, 8)).toBe(0);
  expect(inked(page, 314, 174, 8, 8)).toBe(16);
  expect(inked(page, 502, 142, 8, 8)).toBe(16);
});

test('a rule of dots beside cells is taken out, the points of a column of figures are not', () => {
  const page = blank(400, 900);
  for (let y = 20; y < 880; y += 15) fill(page, 60, y, 3, 5);
  for (let base = 100; base < 880; base += 100) {
    figure(page, 70, base);
    fill(page, 86, base - 4, 4, 4);
    figure(page, 94, base);
  }
  takeSpecks(page);
  expect(inked(page, 55, 0, 12, 900)).toBe(0);
  expect(inked(page, 85, 0, 7, 900)).toBe(8 * 16);
});

test('a dash of a cell, and pale letters that fell into pieces, stay', () => {
  const page = blank(400, 200);
  fill(page, 50, 90, 14, 4);
  for (let i = 0; i < 6; i++)
    for (const [x, y] of [
      [200, 80 + 6 * i],
      [200 + 5 * i, 80 + 6 * i],
      [225, 80 + 6 * i],
    ] as const)
      fill(page, x, y, 3, 4);
  const before = inked(page, 195, 75, 40, 50);
  takeSpecks(page);
  expect(inked(page, 45, 85, 30, 20)).toBe(14 * 4);
  expect(inked(page, 195, 75, 40, 50)).toBeGreaterThan(0.8 * before);
});
