import type { Word } from '../../src/document/document.ts';
import type { Grey } from '../../src/document/grey.ts';
import { withBounds } from '../../src/document/ocr-bounds.ts';
import { lookCloser } from '../../src/document/ocr-closer.ts';
import { wordsOf } from '../../src/document/ocr-words.ts';

/** Four pixels a point. */
const SCALE = 0.25;
const blank = (): Grey => ({ width: 800, height: 480, data: new Uint8Array(800 * 480).fill(255) });
const ink = ({ width, data }: Grey, left: number, top: number, right: number, bottom: number): void => {
  for (let y = top; y < bottom; y++) data.fill(20, y * width + left, y * width + right);
};

/** Ten points high, standing on 100. */
const word = (text: string, left: number, ocrConfidence = 0.9): Word => ({
  text,
  box: [left, 93, left + 5 * text.length, 100],
  fontSize: 10,
  bold: false,
  baseline: 100,
  ocrConfidence,
});

describe('the sign of a bound', () => {
  /** Strokes of a sign whose middle lies on the side of `turn`, from one that lies on the other, over a bar or nothing. */
  const sign = (grey: Grey, { turn, bar }: { readonly turn: 'left' | 'right'; readonly bar: boolean }): void => {
    for (let y = 0; y < 18; y++) {
      const along = 20 - Math.abs(y - 9) * 2;
      const x = turn === 'right' ? 200 + along : 220 - along;
      ink(grey, x - 1, 374 + y, x + 3, 375 + y);
    }
    if (bar) ink(grey, 200, 397, 222, 400);
    ink(grey, 230, 372, 246, 400);
  };
  const told = (text: string, draw: (grey: Grey) => void, ...further: Word[]): string => {
    const grey = blank();
    draw(grey);
    return withBounds([word(text, 50), ...further], grey, SCALE)[0]!.text;
  };

  test('an angle over a bar is read as a 2 or without its bar, and told by both', () => {
    expect(told('23.0%', grey => sign(grey, { turn: 'right', bar: true }))).toBe('≥3.0%');
    expect(told('<5.0%', grey => sign(grey, { turn: 'left', bar: true }))).toBe('≤5.0%');
    expect(told('<', grey => sign(grey, { turn: 'left', bar: true }), word('10', 57))).toBe('≤');
  });

  test('an angle without a bar, and a sign before no number, stay', () => {
    expect(told('<5.0%', grey => sign(grey, { turn: 'left', bar: false }))).toBe('<5.0%');
    expect(told('<LOQ', grey => sign(grey, { turn: 'left', bar: true }))).toBe('<LOQ');
    expect(told('<', grey => sign(grey, { turn: 'left', bar: true }))).toBe('<');
  });

  test('a 2 stays one, also where it is underlined', () => {
    const two = (grey: Grey): void => {
      ink(grey, 202, 372, 220, 376);
      ink(grey, 217, 372, 221, 386);
      ink(grey, 200, 384, 221, 387);
      ink(grey, 200, 386, 204, 398);
      ink(grey, 200, 396, 222, 400);
      ink(grey, 230, 372, 246, 400);
    };
    expect(told('23.0%', two)).toBe('23.0%');
    expect(
      told('23.0%', grey => {
        two(grey);
        ink(grey, 200, 404, 222, 406);
      }),
    ).toBe('23.0%');
  });

  test('a 2 so small that its foot stands apart from it stays one', () => {
    const faint = (grey: Grey): void => {
      for (let y = 0; y < 18; y++) {
        const middle = 200 + Math.round(22 * (0.42 + 0.4 * Math.max(0, 1 - Math.abs(y - 9) / 6)));
        ink(grey, middle - 2, 374 + y, middle + 2, 375 + y);
      }
      ink(grey, 200, 397, 222, 400);
      ink(grey, 230, 372, 246, 400);
    };
    expect(told('271', faint)).toBe('271');
  });
});

describe('a raised figure too small to be read', () => {
  const seen = (text: string, confidence = 95) => [
    {
      bbox: { x0: 10, y0: 10, x1: 20, y1: 30 },
      baseline: { x0: 0, y0: 30, x1: 40, y1: 30 },
      words: [{ text, confidence, bbox: { x0: 10, y0: 10, x1: 20, y1: 30 }, symbols: [] }],
    },
  ];
  const read = (...words: Word[]) => readAs('4', ...words);
  const readAs = async (figure: string, ...words: Word[]) => {
    const grey = blank();
    // what stands between `3.1` and `10`
    ink(grey, 284, 380, 302, 400);
    const engine = { read: async () => seen(figure) };
    const line = [...words, word('Pass', 150)];
    const found = await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, line);
    return found.map(({ text }) => text);
  };

  test('is read enlarged behind a lone 10 too, and stays as it was read', async () => {
    expect(await read(word('≤10°', 20))).toContain('≤10^4');
    expect(await read(word('10°', 20, 0.4))).toContain('10^4');
  });

  test('ink between a number and a power is the sign between them', async () => {
    expect(await read(word('3.1', 53), word('10°', 78))).toEqual(['3.1', 'x', '10^4', 'Pass']);
    expect(await read(word('3.1', 53), word('10', 78))).not.toContain('x');
  });

  test('is lost, taken for another sign behind `x`, or for one more digit of the 10', async () => {
    expect(await read(word('2.0', 53), word('x', 70), word('10%', 78))).toContain('10^4');
    expect(await read(word('2.5x10', 20))).toContain('2.5x10^4');
    expect(await read(word('2.5x104', 20))).toContain('2.5x10^4');
    // it is another one, or no power
    expect(await read(word('2.5x102', 20))).toContain('2.5x102');
    expect(await read(word('10%', 78))).toContain('10%');
  });

  test('is taken for a star, or read with the edge of the 0 before it', async () => {
    expect(await read(word('10*', 20))).toContain('10^4');
    expect(await readAs('V4', word('10°', 20))).toContain('10^4');
    expect(await readAs('14', word('10*', 20))).toContain('10*');
  });

  test('is taken for a per cent', () => {
    const glyph = (text: string, x0: number, y0: number, y1: number) => ({ text, bbox: { x0, y0, x1: x0 + 9, y1 } });
    const recognised = (y0: number, y1: number) => {
      const symbols = [glyph('1', 50, 100, 120), glyph('0', 60, 100, 120), glyph('%', 70, y0, y1)];
      const bbox = { x0: 50, y0: 96, x1: 79, y1: 120 };
      const words = [{ text: '10%', confidence: 90, bbox, symbols }];
      return wordsOf([{ words, bbox, baseline: { x0: 50, y0: 120, x1: 79, y1: 120 } }], 1)[0]!.text;
    };
    expect(recognised(96, 108)).toBe('10°');
    expect(recognised(100, 120)).toBe('10%');
  });
});

describe('a count of a power whose mark was lost', () => {
  const read = async (draw: (grey: Grey) => void) => {
    const grey = blank();
    draw(grey);
    const number = { ...word('35x10^4', 50), box: [50, 93, 80, 100] } as Word;
    const engine = { read: async () => [] };
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [number]))[0];
  };

  test('gets it where the picture shows it, and is doubted', async () => {
    const figures = (grey: Grey): void => {
      ink(grey, 200, 372, 217, 400);
      ink(grey, 232, 372, 248, 400);
      ink(grey, 252, 380, 320, 400);
    };
    expect(await read(figures)).toMatchObject({ text: '35x10^4' });
    const pointed = await read(grey => {
      figures(grey);
      ink(grey, 222, 395, 227, 400);
    });
    expect(pointed).toMatchObject({ text: '3.5x10^4', ocrConfidence: 0.3 });
  });
});

test('a g before and behind 100 hangs below the line, a 9 stands on it', async () => {
  const read = async (first: number, last: number, text = '9/1009') => {
    const grey = blank();
    for (const [i, foot] of [first, 400, 400, 400, 400, last].entries()) ink(grey, 202 + 20 * i, 378, 216 + 20 * i, foot);
    const engine = { read: async () => [] };
    const unit = { ...word(text, 50), box: [50, 93, 80, 103] } as Word;
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [unit]))[0]?.text;
  };
  expect(await read(408, 408)).toBe('g/100g');
  expect(await read(400, 408)).toBe('9/100g');
  expect(await read(400, 400)).toBe('9/1009');
  expect(await read(408, 408, '8/100g')).toBe('g/100g');
});

test('a unit close behind its number has no µ before it', async () => {
  const read = async (...before: Word[]) => {
    const grey = blank();
    // a stroke that hangs and one that does not, where a µ would stand
    ink(grey, 276, 378, 280, 410);
    ink(grey, 289, 378, 293, 400);
    const unit = { ...word('g/ml', 75), box: [75, 93, 90, 103] } as Word;
    const engine = { read: async () => [] };
    const found = await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [...before, unit]);
    return found.map(({ text }) => text);
  };
  expect(await read()).toEqual(['µg/ml']);
  expect(await read(word('0.48', 53))).toEqual(['0.48', 'g/ml']);
});

test('the µ of a unit is looked for where the width of its letters puts it, however small its type was measured', async () => {
  const read = async (text: string, tail: number) => {
    const grey = blank();
    // 86 pixels of a type of 35: a bracket, and the two strokes of the letter behind it
    ink(grey, 200, 372, 204, 409);
    ink(grey, 212, 380, 216, tail);
    ink(grey, 224, 380, 228, 400);
    const unit = { ...word(text, 50), box: [50, 93, 71.5, 101.5], fontSize: 7 } as Word;
    const engine = { read: async () => [] };
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [unit]))[0]?.text;
  };
  expect(await read('(ng/g)', 407)).toBe('(µg/g)');
  expect(await read('(ng/g)', 400)).toBe('(ng/g)');
});

test('the µ of a unit close behind its number is looked for there', async () => {
  const read = async (tail: number) => {
    const grey = blank();
    ink(grey, 237, 380, 241, tail);
    ink(grey, 248, 380, 252, 400);
    const unit = { ...word('12ng/g', 50), box: [50, 93, 74.5, 102] } as Word;
    const engine = { read: async () => [] };
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [unit]))[0]?.text;
  };
  expect(await read(408)).toBe('12µg/g');
  expect(await read(400)).toBe('12ng/g');
});

test('a mark is put into no number that was read surely without it at every size', async () => {
  const read = async (ocrConfidence: number) => {
    const grey = blank();
    ink(grey, 204, 372, 209, 400);
    ink(grey, 219, 395, 224, 400);
    ink(grey, 234, 372, 250, 400);
    const bbox = { x0: 10, y0: 10, x1: 60, y1: 38 };
    const seen = { text: '15', confidence: 90, bbox, symbols: [{ text: '1', bbox: { x0: 10, y0: 10, x1: 20, y1: 38 } }] };
    const engine = { read: async () => [{ bbox, baseline: { x0: 0, y0: 38, x1: 60, y1: 38 }, words: [seen] }] };
    const number = { ...word('15', 50, ocrConfidence), box: [50, 93, 63, 100] } as Word;
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [number]))[0];
  };
  expect(await read(0.9)).toMatchObject({ text: '1.5', ocrConfidence: 0.5 });
  expect(await read(0.96)).toMatchObject({ text: '15', ocrConfidence: 0.3 });
});

test('a number that begins with two noughts has lost its mark', async () => {
  const engine = { read: async () => [] };
  const look = { engine, language: 'eng', scale: SCALE, grey: blank(), until: Number.POSITIVE_INFINITY } as const;
  const found = await lookCloser(look, [word('0047', 50), word('0226', 150)]);
  expect(found.map(({ ocrConfidence }) => ocrConfidence)).toEqual([0.3, 0.9]);
});

test('a mark that was taken for one more digit is read as two sizes of its picture say', async () => {
  const grey = blank();
  // a 1, a point, a 5
  ink(grey, 204, 372, 209, 400);
  ink(grey, 219, 395, 224, 400);
  ink(grey, 234, 372, 250, 400);
  const readings = (...texts: string[]) => {
    const left = [...texts];
    const symbols = [{ text: '1', bbox: { x0: 10, y0: 10, x1: 20, y1: 38 } }];
    const bbox = { x0: 10, y0: 10, x1: 60, y1: 38 };
    return {
      read: async () => [
        { bbox, baseline: { x0: 0, y0: 38, x1: 60, y1: 38 }, words: [{ text: left.shift() ?? '', confidence: 90, bbox, symbols }] },
      ],
    };
  };
  const read = async (...texts: string[]) => {
    const number = { ...word('155', 50), box: [50, 93, 63, 100] } as Word;
    const engine = readings(...texts);
    return (await lookCloser({ engine, language: 'eng', scale: SCALE, grey, until: Number.POSITIVE_INFINITY }, [number]))[0];
  };
  expect(await read('15', '1.5', '155', '1.5')).toMatchObject({ text: '1.5', ocrConfidence: 0.5 });
  expect(await read('15', '1.5', '155', '15')).toMatchObject({ text: '155', ocrConfidence: 0.3 });
});

test('the stroke of a unit behind its number, read as a letter', () => {
  const read = (text: string) => {
    const bbox = { x0: 50, y0: 100, x1: 50 + 10 * text.length, y1: 120 };
    const symbols = [...text].map((letter, i) => ({ text: letter, bbox: { x0: 50 + 10 * i, y0: 100, x1: 59 + 10 * i, y1: 120 } }));
    return wordsOf([{ words: [{ text, confidence: 90, bbox, symbols }], bbox, baseline: { x0: 50, y0: 120, x1: 90, y1: 120 } }], 1)[0]!
      .text;
  };
  expect(read('150cfulg')).toBe('150cfu/g');
  expect(read('<1,000cfulg')).toBe('<1,000cfu/g');
  expect(read('(CFU/9')).toBe('(CFU/g');
});
