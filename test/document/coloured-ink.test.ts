import { crossesType, hasColouredInk, hiddenWords, uncovered, withoutColour } from '../../src/document/coloured-ink.ts';
import type { Word } from '../../src/document/document.ts';
import { toGrey } from '../../src/document/grey.ts';
import type { Raster } from '../../src/document/palette-png.ts';

type Colour = readonly [number, number, number];
const PAPER: Colour = [235, 235, 230];
const STAMP: Colour = [80, 80, 165];
const TYPE: Colour = [40, 40, 40];

function page(): Raster {
  const raster = { width: 400, height: 200, data: new Uint8Array(400 * 200 * 4) };
  fill(raster, [0, 0, 400, 200], PAPER);
  return raster;
}

function fill({ width, data }: Raster, [left, top, right, bottom]: readonly [number, number, number, number], colour: Colour): void {
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) data.set([...colour, 255], (y * width + x) * 4);
}

/** One pixel a point. */
const word = (text: string, left: number, right: number, ocrConfidence: number): Word => ({
  text,
  box: [left, 80, right, 100],
  fontSize: 25,
  bold: false,
  baseline: 100,
  ocrConfidence,
});

/** A bar of a stamp over a row of strokes. */
function stamped(): Raster {
  const raster = page();
  for (let x = 100; x < 300; x += 20) fill(raster, [x, 80, x + 9, 100], TYPE);
  fill(raster, [90, 88, 310, 94], STAMP);
  for (let x = 100; x < 300; x += 20) fill(raster, [x, 88, x + 9, 94], TYPE);
  return raster;
}

test('without its colour a stamp is as light as the paper, and black type as dark as it was', () => {
  const raster = stamped();
  const { data } = withoutColour(raster);
  expect([data[91 * 400 + 94], data[91 * 400 + 115]].every(value => value! > 225)).toBe(true);
  expect(data[91 * 400 + 104]).toBeLessThan(140);
  expect([hasColouredInk(raster), hasColouredInk(page())]).toEqual([true, false]);
});

test('a stamp over type is seen where nothing was read, one beside it is not', () => {
  const crosses = (raster: Raster) => crossesType({ grey: toGrey(raster), clear: withoutColour(raster), scale: 0.5 });
  expect(crosses(stamped())).toBe(true);
  const beside = page();
  for (let x = 100; x < 300; x += 20) fill(beside, [x, 80, x + 9, 100], TYPE);
  fill(beside, [90, 130, 310, 136], STAMP);
  expect(crosses(beside)).toBe(false);
});

describe('a word below a stamp', () => {
  const raster = stamped();
  const views = { grey: toGrey(raster), clear: withoutColour(raster), scale: 1 };
  const read = (words: Word[], clear: Word[]) => uncovered(words, clear, views).map(({ text }) => text);

  test('is counted, one beside it is not', () => {
    expect(hiddenWords([word('Pyrid', 98, 200, 0.9), word('ND', 340, 370, 0.9)], views)).toBe(1);
  });

  test('is read without its colour in place of what is but a part of it or says nothing', () => {
    expect(read([word('-M', 100, 130, 0.9), word('ylbutane', 150, 290, 0.9)], [word('2-Methylbutane', 100, 290, 0.85)])).toEqual([
      '2-Methylbutane',
    ]);
    expect(read([word('Pentane', 160, 290, 0.95)], [word('n-Pentane', 100, 290, 0.6)])).toEqual(['n-Pentane']);
  });

  test('stays where it was read as a known name or number, and where the other reading says nothing', () => {
    expect(read([word('Toluene', 100, 290, 0.9)], [word('Xylene', 100, 290, 0.9)])).toEqual(['Toluene']);
    expect(read([word('0.12', 100, 290, 0.9)], [word('0.72', 100, 290, 0.95)])).toEqual(['0.12']);
    expect(read([word('Tolu', 100, 290, 0.9)], [word('Wsg', 100, 290, 0.4)])).toEqual(['Tolu']);
  });
});
