import { axis, comparable, drawn } from '../../src/http/charts/scale.ts';

const number = (value: string) => ({ number: value, lower: value, upper: value });

test('a measured value is a point, a bound an interval from what is known', () => {
  expect(drawn(number('1.5'))).toEqual({ lower: 1.5, upper: 1.5, measured: true });
  expect(drawn({ number: null, lower: '0.02', upper: '0.05' })).toEqual({ lower: 0.02, upper: 0.05, measured: false });
  expect(drawn({ number: null, lower: null, upper: '0.05' })).toEqual({ lower: 0, upper: 0.05, measured: false });
});

test('what nothing bounds is not drawn, least of all as zero', () => {
  expect(drawn({ number: null, lower: '0', upper: null })).toBeNull();
});

test('an axis begins at nothing and ends at a round number', () => {
  const { place, end } = axis([{ lower: 17.5, upper: 17.5, measured: true }], 200);
  expect(end).toBe(20);
  expect(place(0)).toBe(0);
  expect(place(20)).toBe(200);
  expect(axis([], 200).end).toBe(1);
});

test('values of different units or bases never share an axis', () => {
  const rows = [
    { unit: 'mg/g', basis: 'unknown' },
    { unit: 'mg/g', basis: 'dry' },
    { unit: 'mg/g', basis: 'unknown' },
    { unit: null, basis: 'unknown' },
  ];
  expect(comparable(rows)).toEqual([rows[0], rows[2]]);
});
