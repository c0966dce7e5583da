import { readingsOf } from '../bench/accuracy/samples.ts';
import { score } from '../bench/accuracy/score.ts';
import { fallback, importers } from '../importers/index.ts';
import { readAndUnderstand } from '../src/document/understand.ts';
import { generate } from './generator/generate.ts';

const drawn = async () => {
  const { pdf, truth } = await generate({ seed: 3, layout: 'several-samples' });
  const { readings } = (await readAndUnderstand(pdf, 'drawn.pdf', { crossCheck: false }, { importers, fallback })).understood;
  return { truth, readings };
};

test('a row given to another sample of its file is wrong, and silent where nothing doubts it', async () => {
  const { truth, readings } = await drawn();
  expect(readings.length).toBeGreaterThan(1);
  const right = score(truth, readings);
  expect(right.fields.sample).toEqual({ right: right.found, of: right.found });
  expect(right.silent).toBe(0);

  const [first, second, ...others] = readings;
  const [moved, ...kept] = first!.results;
  const astray = score(truth, [{ ...first!, results: kept }, { ...second!, results: [...second!.results, moved!] }, ...others]);
  expect(astray.found).toBe(right.found);
  expect(astray.fields.sample).toEqual({ right: right.found - 1, of: right.found });
  expect(astray.silent).toBe(1);
});

test('of a sample that was parted the larger part is its own', async () => {
  const { truth, readings } = await drawn();
  const [first, ...others] = readings;
  const parts = [
    { ...first!, results: first!.results.slice(0, 1) },
    { ...first!, results: first!.results.slice(1) },
  ];
  expect(readingsOf(truth, [...parts, ...others]).get(truth.samples[0]!)).toBe(parts[1]);
  const parted = score(truth, [...parts, ...others]);
  expect(parted.fields.sample).toEqual({ right: parted.found - 1, of: parted.found });
});
