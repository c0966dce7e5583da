import { darkenBars } from '../../src/document/bars.ts';
import { blacken, SMALL_PART } from '../../src/document/contrast.ts';
import type { Word } from '../../src/document/document.ts';
import type { Grey } from '../../src/document/grey.ts';
import { agreed } from '../../src/document/ocr-agree.ts';
import { lookCloser } from '../../src/document/ocr-closer.ts';
import { unreadInk } from '../../src/document/ocr-ink.ts';
import { markOf, withMark } from '../../src/document/ocr-marks.ts';
import { withoutRemains } from '../../src/document/ocr-remains.ts';
import { likeItsColumn } from '../../src/document/ocr-units.ts';
import { wordsOf } from '../../src/document/ocr-words.ts';
import { untinted } from '../../src/document/tints.ts';

const blank = (width: number, height: number, paper = 255): Grey => ({ width, height, data: new Uint8Array(width * height).fill(paper) });

function fill({ width, data }: Grey, [left, top, right, bottom]: readonly [number, number, number, number], value: number): void {
  for (let y = top; y < bottom; y++) data.fill(value, y * width + left, y * width + right);
}

const at = ({ width, data }: Grey, x: number, y: number) => data[y * width + x];

/** Ten points high, 5 points a letter, standing on `baseline`. */
const word = (text: string, left: number, baseline = 100, ocrConfidence = 0.9): Word => ({
  text,
  box: [left, baseline - 7, left + 5 * text.length, baseline],
  fontSize: 10,
  bold: false,
  baseline,
  ocrConfidence,
});

test.each([40, 130, 180])('light type on a bar of grey %d becomes dark type on white', level => {
  const page = blank(600, 300);
  fill(page, [50, 101, 550, 139], level);
  for (let x = 70; x < 500; x += 12) fill(page, [x, 110, x + 4, 130], 255);
  const turned = darkenBars(page);
  expect(at(turned, 60, 120)).toBe(255);
  expect(at(turned, 71, 120)).toBeLessThan(40);
  expect(at(turned, 300, 102)).toBe(255);
  expect(at(turned, 10, 10)).toBe(255);
});

test('the bold o of a heading is no bar', () => {
  const page = blank(300, 200);
  fill(page, [96, 96, 144, 144], 20);
  fill(page, [113, 113, 127, 127], 255);
  expect(darkenBars(page)).toBe(page);
});

test('a bar whose edge runs into the paper leaves no frame', () => {
  const page = blank(600, 300);
  fill(page, [48, 99, 552, 141], 150);
  fill(page, [50, 101, 550, 139], 90);
  for (let x = 70; x < 500; x += 12) fill(page, [x, 110, x + 4, 130], 255);
  const turned = darkenBars(page);
  for (const [x, y] of [
    [300, 100],
    [300, 139],
    [49, 120],
    [551, 120],
  ] as const)
    expect(at(turned, x, y)).toBe(255);
});

test('a label paler than the value below it becomes black in small parts of the page', () => {
  const page = blank(128, 128);
  for (let x = 10; x < 110; x += 10) fill(page, [x, 4, x + 4, 20], 150);
  for (let x = 10; x < 110; x += 10) fill(page, [x, 30, x + 4, 46], 20);
  expect(at(blacken(page), 51, 10)).toBe(150);
  expect(at(blacken(page, SMALL_PART), 51, 10)).toBeLessThan(100);
});

test('pale letters of a label that run into one another are no bar', () => {
  const page = blank(600, 300, 219);
  fill(page, [96, 96, 144, 112], 177);
  for (let x = 104; x < 140; x += 12) fill(page, [x, 103, x + 3, 106], 219);
  expect(darkenBars(page)).toBe(page);
});

test('where a bar was, the paper is as light as around it', () => {
  const page = blank(600, 300, 200);
  fill(page, [50, 101, 550, 139], 60);
  for (let x = 70; x < 500; x += 12) fill(page, [x, 110, x + 4, 130], 230);
  const turned = darkenBars(page);
  expect(at(turned, 60, 120)).toBe(200);
  expect(at(turned, 71, 120)).toBeLessThan(60);
});

test('the tint of a heading becomes paper, type on it and colours as dark as bars stay', () => {
  const page = blank(900, 400);
  fill(page, [60, 100, 840, 150], 190);
  for (let x = 80; x < 800; x += 14) fill(page, [x, 112, x + 5, 138], 40);
  fill(page, [60, 250, 840, 300], 100);
  const light = untinted(page);
  expect(at(light, 66, 104)).toBe(255);
  expect(at(light, 82, 120)).toBeLessThan(60);
  expect(at(light, 400, 275)).toBe(100);
  const plain = blank(900, 400);
  expect(untinted(plain)).toBe(plain);
});

test('dark type on grey paper or on a light bar stays as it is', () => {
  const page = blank(600, 300, 150);
  for (let x = 70; x < 500; x += 12) fill(page, [x, 110, x + 4, 130], 30);
  expect(darkenBars(page)).toBe(page);
});

test('pale type becomes black, a watermark stays pale, a black page is left alone', () => {
  const page = blank(256, 256);
  for (let x = 20; x < 100; x += 12) fill(page, [x, 20, x + 4, 40], 150);
  fill(page, [150, 150, 250, 250], 225);
  const dark = blacken(page);
  expect(at(dark, 21, 30)).toBeLessThan(60);
  expect(at(dark, 220, 220)).toBe(225);
  fill(page, [0, 0, 256, 256], 255);
  for (let x = 20; x < 100; x += 12) fill(page, [x, 20, x + 4, 40], 10);
  expect(blacken(page)).toBe(page);
});

describe('two readings', () => {
  test('a slash that one of them saw behind a word is as large as the word', () => {
    const slash = (left: number): Word => ({ ...word('/', left), fontSize: 7 });
    expect(agreed([word('Pass', 10)], [word('Pass', 10), slash(32)])).toMatchObject([{ text: 'Pass' }, { text: '/', fontSize: 10 }]);
    expect(agreed([word('Pass', 10)], [word('Pass', 10), slash(60)])).toHaveLength(1);
  });

  const texts = (words: readonly Word[]) => words.map(({ text }) => text);

  test('a word boxed by its line stands where the other reading measured it', () => {
    const tall = { ...word('zkoušky:', 10), box: [10, 85, 50, 108] as const, baseline: 104, fontSize: 16 };
    expect(agreed([tall], [word('zkoušky:', 10)])).toMatchObject([{ text: 'zkoušky:', baseline: 100, fontSize: 10 }]);
    expect(agreed([tall], [word('zkousky:', 10)])).toMatchObject([{ baseline: 104, fontSize: 16 }]);
  });

  test('a long word that only the other reading saw counts, however unsure', () => {
    expect(agreed([word('34000', 100)], [word('Gesamtkeimzahil', 10, 100, 0.17)])).toHaveLength(2);
  });

  test('what only one of them saw is kept where it was seen surely', () => {
    const found = agreed([word('Lead', 10)], [word('Lead', 10), word('N.D.', 80), word('~=', 120), word('ii', 150, 100, 0.3)]);
    expect(texts(found)).toEqual(['Lead', 'N.D.']);
  });

  test('a word in pieces is one where the other reading saw it whole; two columns stay two', () => {
    expect(texts(agreed([word('Pro', 10), word('file', 25.5)], [word('Profile', 10)]))).toEqual(['Profile']);
    expect(texts(agreed([word('12', 10), word('34', 26)], [{ ...word('1234', 10), box: [10, 93, 36, 100] }]))).toEqual(['12', '34']);
  });

  test('words of lines set close are no two readings of one word', () => {
    const below = { ...word('(cfu/g)', 10, 106, 0.7), box: [10, 97, 45, 107] } as Word;
    const above = { ...word('Result', 10, 100, 0.95), box: [10, 92, 44, 99] } as Word;
    expect(texts(agreed([above, below], [above]))).toEqual(['Result', '(cfu/g)']);
  });

  test('a figure on which they differ is doubted, never mended', () => {
    const [found] = agreed([word('1.39', 10, 100, 0.9)], [word('7.39', 10, 100, 0.85)]);
    expect(found?.text).toBe('1.39');
    expect(found?.ocrConfidence).toBeLessThan(0.5);
  });
});

/** Digits as boxes of 12 × 30 pixels, a point of 4 × 4 between those at `mark`. */
function figures(count: number, mark: number | null): { grey: Grey; word: Word } {
  const grey = blank(300, 120);
  let x = 40;
  for (let i = 0; i < count; i++) {
    if (i === mark) {
      fill(grey, [x + 1, 96, x + 5, 100], 20);
      x += 8;
    }
    fill(grey, [x, 70, x + 12, 100], 20);
    x += 16;
  }
  const text = '1'.repeat(count);
  return { grey, word: { ...word(text, 40), box: [40, 70, x - 4, 100], fontSize: 42 } };
}

test.each([
  [2, 1, '1.1'],
  [3, 2, '11.1'],
  [4, 2, '11.11'],
])('of %d digits with a point that was not read, after %d of them', (count, mark, expected) => {
  const { grey, word: read } = figures(count, mark);
  const place = markOf(grey, read, 1);
  expect(place).not.toBeNull();
  expect(withMark(read, place!)).toBe(expected);
});

test('a point under the arm of a 7 is seen', () => {
  const grey = blank(300, 120);
  fill(grey, [40, 70, 62, 74], 20);
  for (let y = 74; y < 100; y++) fill(grey, [58 - Math.floor((y - 70) / 2), y, 62 - Math.floor((y - 70) / 2), y + 1], 20);
  fill(grey, [54, 96, 58, 100], 20);
  fill(grey, [62, 76, 74, 100], 20);
  const read = { ...word('78', 40), box: [40, 70, 74, 100], fontSize: 42 } as Word;
  expect(withMark(read, markOf(grey, read, 1)!)).toBe('7.8');
});

test('digits without a point get none, and before three digits none is put: it may be one of thousands', () => {
  const { grey, word: read } = figures(4, null);
  expect(markOf(grey, read, 1)).toBeNull();
  const code = figures(8, 5);
  expect(markOf(code.grey, code.word, 1)).toBeNull();
  const thousands = figures(4, 1);
  const place = markOf(thousands.grey, thousands.word, 1)!;
  expect(withMark(thousands.word, place)).toBeNull();
  expect(withMark({ ...thousands.word, text: '0314' }, place)).toBe('0.314');
});

test('the foot of a 1 is no point, the dot beside it is', () => {
  const grey = blank(300, 120);
  fill(grey, [48, 70, 53, 100], 20);
  fill(grey, [40, 70, 53, 74], 20);
  fill(grey, [40, 97, 61, 100], 20);
  fill(grey, [74, 70, 90, 100], 20);
  const read = { ...word('15', 40), box: [40, 70, 90, 100], fontSize: 42 } as Word;
  expect(markOf(grey, read, 1)).toBeNull();
  fill(grey, [64, 95, 69, 100], 20);
  expect(withMark(read, markOf(grey, read, 1)!)).toBe('1.5');
});

test('a point that runs into the stem of a 1 is one', () => {
  const grey = blank(300, 120);
  fill(grey, [48, 70, 53, 100], 20);
  fill(grey, [53, 96, 60, 100], 20);
  fill(grey, [68, 70, 84, 100], 20);
  const read = { ...word('15', 40), box: [40, 70, 84, 100], fontSize: 42 } as Word;
  expect(withMark(read, markOf(grey, read, 1)!)).toBe('1.5');
});

test('ink on a line of text that nobody read is pointed at; dots and what stands apart are not', () => {
  const grey = blank(2400, 1200);
  fill(grey, [800, 372, 860, 400], 20);
  fill(grey, [1200, 392, 1208, 400], 20);
  fill(grey, [800, 800, 860, 840], 20);
  const boxes = unreadInk(grey, 0.25, [word('Lead', 10), word('mg/kg', 60)]);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]![0]).toBeCloseTo(200, 0);
  expect(boxes[0]![2]).toBeCloseTo(215, 0);
});

test('what goes on below a heading and was not read is pointed at, once', () => {
  const grey = blank(2400, 1200);
  for (let x = 260; x < 340; x += 16) fill(grey, [x, 416, x + 8, 440], 20);
  const heading = { ...word('Result', 60), box: [60, 93, 90, 100] } as Word;
  const boxes = unreadInk(grey, 0.25, [word('Lead', 10), heading, word('(final)', 62)]);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]).toEqual([65, 104, 83, 110].map(edge => expect.closeTo(edge, -0.5)));
});

test('a word of letters that all hang below the line, alone or beside another, stands somewhere', () => {
  const symbol = (text: string, x0: number) => ({ text, confidence: 96, bbox: { x0, y0: 80, x1: x0 + 10, y1: 104 } });
  const recognised = (text: string, left: number) => ({
    text,
    confidence: 96,
    bbox: { x0: left, y0: 80, x1: left + 10 * text.length, y1: 104 },
    symbols: [...text].map((letter, index) => symbol(letter, left + 10 * index)),
  });
  const line = (words: ReturnType<typeof recognised>[]) => ({
    bbox: { x0: 0, y0: 80, x1: 200, y1: 104 },
    baseline: { x0: 0, y0: 100, x1: 200, y1: 100 },
    words,
  });
  expect(wordsOf([line([recognised('Q1Q', 10)])], 1).map(({ text }) => text)).toEqual(['Q1Q']);
  expect(wordsOf([line([recognised('QQ', 10), recognised('Qg', 60)])], 1).map(({ baseline }) => baseline)).toEqual([100, 100]);
});

test('bold letters that touch are no bar, nor is the dark around a page', () => {
  const page = blank(600, 300);
  for (let y = 100; y < 148; y++)
    for (let x = 60; x < 160; x++) if ((x - 60) % 36 < 20 || y % 24 < 14) fill(page, [x, y, x + 1, y + 1], 20);
  expect(darkenBars(page)).toBe(page);
  const photographed = blank(600, 300, 70);
  fill(photographed, [120, 48, 600, 300], 220);
  expect(darkenBars(photographed)).toBe(photographed);
});

/** A word as recognised, its letters one after the other by `step` pixels to the right and down. */
const recognised = (text: string, x: number, y: number, [right, down]: readonly [number, number]) => {
  const symbols = [...text].map((letter, i) => ({
    text: letter,
    confidence: 96,
    bbox: { x0: x + i * right, y0: y + i * down, x1: x + i * right + 10, y1: y + i * down + 14 },
  }));
  const last = symbols.at(-1)!.bbox;
  return { text, confidence: 96, symbols, bbox: { x0: x, y0: y, x1: last.x1, y1: last.y1 } };
};

test('text that runs up or down the page is not read, however short its words', () => {
  const words = [recognised('ND', 10, 20, [0, 16]), recognised('Pass', 10, 80, [0, 16]), recognised('1', 10, 160, [0, 16])];
  const line = { bbox: { x0: 10, y0: 20, x1: 20, y1: 180 }, baseline: { x0: 10, y0: 20, x1: 10, y1: 180 }, words };
  expect(wordsOf([line], 1)).toEqual([]);
});

test('a word within a phrase is set in its type, however high a rule above made it', () => {
  const low = recognised('nano', 58, 20, [11, 0]);
  const tall = { ...low, symbols: low.symbols.map(({ bbox, ...letter }) => ({ ...letter, bbox: { ...bbox, y0: 6 } })) };
  const words = [recognised('RATED', 0, 20, [11, 0]), tall, recognised('ORDER', 106, 20, [11, 0])];
  const line = { bbox: { x0: 10, y0: 20, x1: 200, y1: 34 }, baseline: { x0: 10, y0: 34, x1: 200, y1: 34 }, words };
  expect(new Set(wordsOf([line], 1).map(({ fontSize }) => Math.round(fontSize))).size).toBe(1);
});

test('an exclamation mark at the end of an analyte is an l', () => {
  const read = (text: string) => {
    const found = recognised(text, 10, 20, [11, 0]);
    return wordsOf([{ bbox: found.bbox, baseline: { x0: 10, y0: 34, x1: 200, y1: 34 }, words: [found] }], 1).map(({ text }) => text);
  };
  expect(read('Metalaxy!')).toEqual(['Metalaxyl']);
  expect(read('Hooray!')).toEqual(['Hooray!']);
});

test.each(['(ng/g)', '[µg/kg]'])('%s below a heading is believed though it was hardly read', async unit => {
  const grey = blank(1200, 400);
  fill(grey, [403, 216, 470, 244], 20);
  const seen = { ...recognised(unit, 20, 20, [11, 0]), confidence: 40 };
  const engine = { read: async () => [{ bbox: seen.bbox, baseline: { x0: 20, y0: 34, x1: 200, y1: 34 }, words: [seen] }] };
  const headings = [word('Analyte', 10, 50), word('Result', 102, 50)];
  const found = await lookCloser({ engine, language: 'eng', scale: 0.25, grey, until: Number.POSITIVE_INFINITY }, headings);
  expect(found.map(({ text }) => text)).toContain(unit);
});

describe('ink beside a number that was read without it', () => {
  const grey = blank(1200, 400);
  fill(grey, [403, 180, 420, 200], 20);
  const read = [word('Mitragynine', 10, 50), { ...word('47', 106, 50), box: [106, 43, 116, 50] } as Word, word('ppm', 140, 50)];
  const look = (text: string) => {
    const seen = recognised(text, 20, 20, [10, 0]);
    const lines = [{ bbox: seen.bbox, baseline: { x0: 20, y0: 34, x1: 200, y1: 34 }, words: [seen] }];
    const engine = { read: async () => lines };
    return lookCloser({ engine, language: 'eng', scale: 0.25, grey, until: Number.POSITIVE_INFINITY }, read);
  };

  test('is read together with it', async () => {
    const [, found] = await look('1.47');
    expect(found).toMatchObject({ text: '1.47', ocrConfidence: 0.75 });
    expect(found!.box[0]).toBeLessThan(102);
  });

  test('makes it doubtful where both together read as no number', async () => {
    const [, found] = await look('i47');
    expect(found).toMatchObject({ text: '47', ocrConfidence: 0.3 });
  });
});

test('part of a cell that was seen again is not the cell', async () => {
  const seen = recognised('1g', 20, 20, [11, 0]);
  const engine = { read: async () => [{ bbox: seen.bbox, baseline: { x0: 20, y0: 34, x1: 200, y1: 34 }, words: [seen] }] };
  const read = [word('Salmonella', 10, 50), word('Absence in 1g', 100, 50, 0.6)];
  const found = await lookCloser({ engine, language: 'eng', scale: 0.25, grey: blank(1200, 400), until: Number.POSITIVE_INFINITY }, read);
  expect(found.map(({ text }) => text)).toEqual(['Salmonella', 'Absence in 1g']);
});

test.each([
  ['1259', 'Absent', 'cfu/g', '/25g'],
  ['l10g', 'Negative', 'CFU/g', '/10g'],
  ['1259', '1200', 'cfu/g', '1259'],
  ['1259', 'Absent', 'mg/kg', '1259'],
  ['1279', 'Absent', 'cfu/g', '1279'],
])('%s beside %s below %s is %s', (read, finding, unit, told) => {
  const cells = [word(unit, 200, 100), word(finding, 250, 112), word(read, 200, 112, 0.43)];
  expect(likeItsColumn(cells[2]!, cells).text).toBe(told);
});

describe('a garbled word in a column of units', () => {
  const column = (...texts: string[]) =>
    texts.map((text, i) => ({ ...word(text, 200, 100 + 12 * i, 0.6), box: [200, 93 + 12 * i, 220, 100 + 12 * i] }) as Word);

  test('is what those above and below it agree on, and doubted', () => {
    const cells = column('µg/g', 'ugle', 'µg/g', 'µg/g');
    expect(likeItsColumn(cells[1]!, cells)).toMatchObject({ text: 'µg/g', ocrConfidence: 0.4 });
  });

  test.each([
    ['µg/g', 'ng/g'],
    ['µg/g', 'g/g'],
    ['µg/kg', '2/kg'],
    ['mg/g', 'ingfe'],
  ])('%s is told from %s between others of it, whether or not a neighbour lost its µ', (unit, read) => {
    const cells = column(unit, read, unit, unit.replace('µ', 'n'), unit);
    expect(likeItsColumn(cells[1]!, cells).text).toBe(unit);
  });

  test.each([
    ['whose neighbours differ', column('µg/g', 'ugle', 'µg/kg', 'µg/g')],
    ['with one neighbour', column('µg/g', 'ugle')],
    ['that is another unit', column('mg/g', 'ng/g', 'mg/g', 'mg/g')],
    ['that may be a thousandth of it', column('mg/g', 'ua/gg', 'mg/g', 'mg/g')],
    ['that is a count', column('mg/kg', 'KbE/g', 'mg/kg', 'mg/kg')],
    ['that looks like none of it', column('mg/kg', 'Wash', 'mg/kg', 'mg/kg')],
    ['that is a finding', column('%', 'N.D.', '%', '%')],
    ['that is a number', column('%', '12', '%', '%')],
  ])('%s stays as it was read', (_, cells) => {
    expect(likeItsColumn(cells[1]!, cells)).toBe(cells[1]);
  });

  test('behind its number is told by the units behind those above and below', () => {
    const cells = column('0.85mg/g', '2.35mag/g', '0.44mg/g', '0.23mg/g');
    expect(likeItsColumn(cells[1]!, cells)).toMatchObject({ text: '2.35mg/g', ocrConfidence: 0.4 });
    const others = column('0.85mg/g', '2.35ua/gg', '0.44mg/g', '0.23mg/g');
    expect(likeItsColumn(others[1]!, others)).toBe(others[1]);
  });

  test('that stands elsewhere stays as it was read', () => {
    const cells = column('µg/g', 'µg/g', 'µg/g');
    const other = word('ugle', 300, 112, 0.5);
    expect(likeItsColumn(other, [...cells, other])).toBe(other);
  });
});

test('what a rule left is no figure and no bracket; what is sure, closed or stands apart from rules is', () => {
  const lines = [{ from: [50, 80], to: [50, 120] }] as const;
  const read = [
    word('1', 47.5, 100, 0.6),
    word('[HPLC', 50, 100, 0.5),
    word('(HPLC)', 50, 100, 0.5),
    word('1', 47.5, 100, 0.95),
    word('1', 60, 100, 0.6),
    word('1', 47.5, 200, 0.6),
  ];
  expect(withoutRemains(read, lines).map(({ text }) => text)).toEqual(['HPLC', '(HPLC)', '1', '1', '1']);
});

test.each([
  ['<L0Q', '<LOQ'],
  ['BLO', 'BLQ'],
  ['«LOQ', '<LOQ'],
  ['LODALOQ', 'LOD/LOQ'],
  ['«0.5', '<0.5'],
  ['mg/9', 'mg/g'],
  ['(mq/kg)', '(mg/kg)'],
  ['Ha/kg', 'Hg/kg'],
  ['cfu/9', 'cfu/g'],
  ['CFUlg', 'CFU/g'],
  ['°/o', '%'],
  ['Negative/lg', 'Negative/1g'],
  ['Absencein1g', 'Absence in 1g'],
  ['{LC-MS}', '(LC-MS)'],
  ['{(HPLC-UV)', '(HPLC-UV)'],
  ['per25g', 'per 25 g'],
  ['perl0g', 'per 10 g'],
  ['Absencein 1g', 'Absence in 1g'],
  ['A9 THC', 'Δ9 THC'],
  ['o-Humulene', 'α-Humulene'],
  ['8-Caryophyllene', 'β-Caryophyllene'],
  ['Moisture 7.25 &', 'Moisture 7.25 %'],
  ['<.0,5', '<0,5'],
  ['benzla]lanthracene', 'benz[a]anthracene'],
  ['indenol1,2,3-cd]pyrene', 'indeno[1,2,3-cd]pyrene'],
  ['1.38 % wiw', '1.38 % w/w'],
  ['14.6 (+ 1.5) mg/g', '14.6 (± 1.5) mg/g'],
  ['14.6 (x 1.5) mg/g', '14.6 (± 1.5) mg/g'],
  ['0.42 + 0.08', '0.42 ± 0.08'],
  ['Zinc (Zn) / Seng', 'Zinc (Zn) / Seng'],
  // words of other meanings
  ['dose (x 2)', 'dose (x 2)'],
  ['4 (x units)', '4 (x units)'],
  ['Yeast & Mold', 'Yeast & Mold'],
  ['9/9', '9/9'],
  ['a-Pinene', 'a-Pinene'],
  ['A8 Test', 'A8 Test'],
])('%s is read as %s', (read, meant) => {
  let x = 10;
  const words = read.split(' ').map(text => {
    const found = recognised(text, x, 20, [11, 0]);
    x = found.bbox.x1 + 8;
    return found;
  });
  const place = { x0: 10, y0: 34, x1: x, y1: 34 };
  expect(
    wordsOf([{ bbox: { ...place, y0: 20 }, baseline: place, words }], 1)
      .map(({ text }) => text)
      .join(' '),
  ).toBe(meant);
});
