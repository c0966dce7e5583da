/** Stamps and watermarks over the rows of a table: nothing is lost, joined or moved by them, and what they lie on is doubted. */
import { fallback, importers } from '../../importers/index.ts';
import { readAndUnderstand } from '../../src/document/understand.ts';
import { CERTIFICATE, onePage, type Placed, stream, textContent, textPage } from '../documents/pdf-source.ts';

const understood = async (...stamp: readonly Placed[]) => {
  const bytes = textPage([...CERTIFICATE, ...stamp]);
  const { readings } = (await readAndUnderstand(bytes, 'stamped.pdf', { crossCheck: true }, { importers, fallback })).understood;
  expect(readings).toHaveLength(1);
  const [{ sample, dates, reportNumber, results }] = readings as [(typeof readings)[0]];
  return {
    head: [sample.name?.text, sample.lot?.text, sample.labSampleId?.text, dates.received?.date, dates.reported?.date, reportNumber?.text],
    rows: results.map(({ printed: { name, value, unit, lod, loq, limit, verdict } }) => [name, value, unit, lod, loq, limit, verdict]),
    doubted: results.filter(({ flags }) => flags.includes('printed-over')).map(({ printed }) => printed.name),
  };
};

const spelled = (word: string, size: number, place: (i: number) => readonly [number, number]): Placed[] =>
  [...word].map((text, i) => ({ text, x: place(i)[0], y: place(i)[1], size }));

const ROWS = ['Arsenic', 'Cadmium', 'Lead', 'Mercury'];

test.each<[string, Placed[], string[]]>([
  ['a watermark as large as the table', [{ text: 'COPY', x: 120, y: 585, size: 90 }], ['Arsenic', 'Cadmium', 'Lead']],
  ['one of letters far from each other', spelled('VOID', 40, i => [70 + i * 110, 590]), []],
  ['one whose letters are hardly larger than the rows', spelled('SAMPLE', 13, i => [75 + i * 66, 624 - i * 6]), []],
  ['a stamp between two rows', [{ text: 'COPY', x: 326, y: 606, size: 13 }], []],
  ['a stamp with its day', [{ text: 'PAID 21 MAY 2026', x: 330, y: 600, size: 12 }], ['Lead']],
  ['a stamp on a row', [{ text: 'NOT FOR RESALE', x: 118, y: 614, size: 12 }], ['Cadmium']],
  [
    'words all over the page, most beside the values',
    [0, 1, 2, 3, 4].map(i => ({ text: 'NOT VALID WITHOUT SEAL', x: 60 + 45 * (i % 2), y: 640 - i * 17, size: 12 })),
    ['Mercury'],
  ],
])('%s changes no value', async (_, stamp, over) => {
  const plain = await understood();
  expect(plain.rows.map(([name]) => name)).toEqual(ROWS);
  expect(plain.doubted).toEqual([]);
  expect(await understood(...stamp)).toEqual({ ...plain, doubted: over });
});

test('a stamp that lies a little askew beside the header tells no day and no number', async () => {
  const askew = (text: string, y: number) => `BT /F1 13 Tf 0.9986 0.0523 -0.0523 0.9986 320 ${y} Tm (${text}) Tj ET`;
  const plain = CERTIFICATE.filter(({ text }) => !text.startsWith('Date Received'));
  const content = `${textContent(plain)}\n${askew('RECEIVED 24 JAN 2026', 730)}\n${askew('SAMPLE 88412', 752)}`;
  const bytes = onePage({ content: stream('', content) });
  const { readings } = (await readAndUnderstand(bytes, 'stamped.pdf', { crossCheck: true }, { importers, fallback })).understood;
  const [{ dates, sample }] = readings as [(typeof readings)[0]];
  expect([dates.received, dates.reported?.date, sample.labSampleId]).toEqual([undefined, '2026-01-17', null]);
});

test('a watermark that was drawn before the values hides none of them', async () => {
  const bytes = textPage([{ text: 'COPY', x: 120, y: 585, size: 90 }, ...CERTIFICATE]);
  const { readings } = (await readAndUnderstand(bytes, 'stamped.pdf', { crossCheck: true }, { importers, fallback })).understood;
  expect(readings[0]!.results.flatMap(({ flags }) => flags)).not.toContain('printed-over');
});

test('a number in larger type over another is no stamp, and is doubted', async () => {
  const { doubted } = await understood({ text: '0.312', x: 120, y: 599, size: 12 });
  expect(doubted).toEqual(['Lead']);
});
