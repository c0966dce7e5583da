import { reportDifferences } from '../../src/store/version-differences.ts';
import type { ResultView } from '../../src/store/views.ts';

const row = (sampleIndex: number, position: number, name: string, value: string, analyte: string | null) =>
  ({
    ...{ id: `${sampleIndex}-${position}-${name}`, sampleIndex, position, panel: 'metals', analyte, kind: 'quantified', number: value },
    ...{ lower: value, upper: value, unit: 'mg/kg', basis: 'unknown', lod: null, loq: null, printedVerdict: null },
    printed: { name, value, unit: 'mg/kg', lod: null, loq: null, limit: null, verdict: null },
    evidence: { kind: 'cell', sheet: 'x', cell: `A${position}`, text: value },
  }) as unknown as ResultView;

const sample = (position: number, lot: string | null, labSampleId: string | null = null) => ({ position, head: { lot, labSampleId } });

test('samples in another order and rows under another name are held against each other; what only one has is said so', () => {
  const before = {
    samples: [sample(0, 'L-1'), sample(1, 'L-2')],
    results: [row(0, 0, 'Lead', '0.5', 'lead'), row(0, 1, 'Cadmium', '0.1', 'cadmium'), row(1, 0, 'Lead', '0.7', 'lead')],
  };
  const after = {
    samples: [sample(0, 'l2'), sample(1, 'L-1')],
    results: [row(0, 0, 'Lead', '0.7', 'lead'), row(1, 0, 'Arsenic', '0.2', 'arsenic'), row(1, 1, 'Lead (Pb)', '0.4', 'lead')],
  };
  const found = reportDifferences(before, after);
  expect(found.map(({ sample, result, change }) => [sample, result, change])).toEqual([
    [0, null, 'changed'],
    [1, 'Arsenic', 'added'],
    [1, 'Lead (Pb)', 'changed'],
    [0, 'Cadmium', 'removed'],
  ]);
  const lead = found.find(({ result }) => result === 'Lead (Pb)');
  expect(lead).toMatchObject({ before: { sample: 0, result: '0-0-Lead' }, after: { sample: 1, result: '1-1-Lead (Pb)' } });
  expect(lead?.cells).toContainEqual({ field: 'value', before: '0.5', after: '0.4' });
  // a row with the name of another substance in its place is no change of that one
  expect(found.find(({ change }) => change === 'removed')).toMatchObject({ after: null, before: { result: '0-1-Cadmium' } });
});

test('the laboratory’s number of a sample goes before its lot, without a revision behind it', () => {
  const before = { samples: [sample(0, 'L-1', 'S-1001'), sample(1, 'L-1', 'S-1002')], results: [row(1, 0, 'Lead', '0.5', 'lead')] };
  const after = { samples: [sample(0, 'L-1', 'S-1002 Rev. 1')], results: [row(0, 0, 'Lead', '0.5', 'lead')] };
  expect(reportDifferences(before, after)).toMatchObject([
    {
      result: null,
      cells: [{ field: 'labSampleId', before: 'S-1002', after: 'S-1002 Rev. 1' }],
      before: { sample: 1 },
      after: { sample: 0 },
    },
    { result: null, before: { sample: 0 }, after: null },
  ]);
});
