import { groupMeasured, type MeasuredRow } from '../../src/store/measured.ts';

const row = (more: Partial<MeasuredRow>): MeasuredRow => ({
  ...{
    id: 'r',
    certificate: 'c',
    lot: null,
    analyte: 'lead',
    analyteName: 'Lead',
    kind: 'quantified',
    number: '0.2',
    lower: '0.2',
    upper: '0.2',
  },
  ...{ unit: 'mg/kg', basis: 'as_received', lod: null, loq: null, testPortion: null, printed: { value: '0.2', unit: 'mg/kg' } },
  ...more,
});

test('results of one analyte and unit stand together, with the highest that was measured', () => {
  const measured = groupMeasured([
    row({ id: 'low' }),
    row({ id: 'high', certificate: 'd', number: '0.9', lower: '0.9', upper: '0.9', unit: 'MG/KG' }),
    row({ id: 'blunt', kind: 'below_limit', number: null, lower: '0', upper: '5' }),
    row({ id: 'open', kind: 'above_limit', number: null, lower: '0.5', upper: null }),
    row({ id: 'bare', kind: 'not_detected', number: null, lower: null, upper: null }),
    row({ id: 'dry', basis: 'dry', number: '7', lower: '7', upper: '7' }),
    row({ id: 'unit', unit: null, number: '8', lower: '8', upper: '8' }),
    row({ id: 'other', analyte: 'cadmium', analyteName: null }),
  ]);
  expect(measured.results).toBe(8);
  const [lead, cadmium] = measured.groups;
  expect(lead).toMatchObject({ analyte: 'lead', name: 'Lead', unit: 'mg/kg', lots: 2, bare: 1, highest: { id: 'high' } });
  expect(lead?.values).toEqual([
    [0.2, 0.2],
    [0.9, 0.9],
    [0, 5],
    [0.5, null],
  ]);
  expect(cadmium).toMatchObject({ analyte: 'cadmium', name: 'cadmium', values: [[0.2, 0.2]] });
});

test('what has no place on an axis makes no group', () => {
  expect(groupMeasured([row({ kind: 'not_detected', number: null, lower: null, upper: null })]).groups).toEqual([]);
});
