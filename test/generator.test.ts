import { readDocument } from '../src/document/read.ts';
import { shift, withComma } from './generator/format.ts';
import { generate, LAYOUTS, type LayoutId } from './generator/generate.ts';

const layouts = Object.keys(LAYOUTS) as LayoutId[];

test.each(layouts)('%s: one seed gives one document, another seed another', async layout => {
  const [first, again, other] = await Promise.all([
    generate({ seed: 3, layout }),
    generate({ seed: 3, layout }),
    generate({ seed: 4, layout }),
  ]);
  expect(Buffer.from(first.pdf).equals(Buffer.from(again.pdf))).toBe(true);
  expect(again.truth).toEqual(first.truth);
  expect(other.truth).not.toEqual(first.truth);
});

test.each(layouts)('%s: the truth stands on the page it names', async layout => {
  for (const seed of [21, 22, 23]) {
    const { pdf, truth } = await generate({ seed, layout });
    const { content } = await readDocument(pdf, 'generated.pdf');
    const pages = content.kind === 'pages' ? content.pages.map(page => page.words.map(word => word.text).join('')) : [];
    const absent = truth.samples.flatMap(sample =>
      sample.results.flatMap(row => {
        const text = pages[row.page - 1] ?? '';
        const texts = [...row.name.split(' '), row.value, row.lod, row.loq, row.limit, row.verdict, ...row.alt.map(alt => alt.value)];
        return texts.filter(one => one !== null && !text.includes(one.replace(/\s+/g, ''))).map(one => `${row.name}: ${one}`);
      }),
    );
    expect({ seed, absent }).toEqual({ seed, absent: [] });
    const all = pages.join('');
    const header = [truth.lab, truth.report_number, ...truth.samples.flatMap(({ name, lot, lab_sample_id }) => [name, lot, lab_sample_id])];
    const words = header.flatMap(one => (one === null ? [] : one.split(/\s+/)));
    expect(words.filter(word => !all.includes(word))).toEqual([]);
  }
});

test('without a layout the seed chooses one', async () => {
  const chosen = new Set<string>();
  for (let seed = 0; seed < 24; seed++) chosen.add((await generate({ seed })).layout);
  expect(chosen.size).toBeGreaterThan(4);
});

test.each([
  ['14.2', -1, '1.42'],
  ['0.060', -1, '0.0060'],
  ['<0.5', -1, '<0.05'],
  ['0.5', 3, '500'],
  ['12.345', 1, '123.45'],
  ['7', -3, '0.007'],
  ['ND', -1, 'ND'],
])('%s moved by %d is %s: no digit lost, none invented', (text, places, moved) => {
  expect(shift(text, places)).toBe(moved);
});

test.each([
  ['0.35', '0,35'],
  ['<2.0', '<2,0'],
  ['1.2x10^4', '1,2.10^4'],
  ['ND', 'ND'],
])('%s with a decimal comma is %s', (text, printed) => {
  expect(withComma(text)).toBe(printed);
});
