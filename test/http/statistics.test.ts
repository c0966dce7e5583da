import { rounded } from '../../src/quality/canonical-json.ts';
import { analyse } from '../../src/quality/censored.ts';
import { below, exactly } from '../../src/quality/censored-data.ts';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;

const HEADER = 'vendor,product,form,lot,laboratory,report_number,reported_on,panel,analyte,result,unit,basis,lod,loq';
const VALUES = ['0.31', '0.12', '<0.05', '0.4', '0.22', '<0.1', '0.19', '0.27', '0.35'];

/** A lot a value, one month after the other, of two vendors in turn. */
function sheet(): string {
  const lines = VALUES.flatMap((lead, i) => {
    const line = (name: string, result: string, unit: string, basis = 'as_received') =>
      `${i % 2 ? 'Test Leaf' : 'Other Leaf'},Red Powder,powder,L-${i},Invented Laboratory,R-${i},2026-0${i + 1}-03,${unit === 'mg/g' ? 'alkaloids' : 'metals'},${name},${result},${unit},${basis},,`;
    return [line('Lead', lead, 'mg/kg'), line('Mitragynine', i === 4 ? '<0.3' : `1${i}.2`, 'mg/g')];
  });
  const more = (lot: string, result: string, unit: string, basis: string) =>
    `Test Leaf,Red Powder,powder,${lot},Invented Laboratory,R-${lot},2025-11-03,metals,Lead,${result},${unit},${basis},,`;
  return [
    HEADER,
    ...lines,
    more('X-1', '0.9', 'mg/kg', 'dry'),
    more('X-2', '1.2', 'µg/serving', 'per_serving'),
    more('X-3', 'ND', 'mg/kg', 'as_received'),
  ].join('\n');
}

beforeAll(async () => {
  api = await openTestApp();
  const { body } = await api.submit('sheet.csv', sheet(), await api.key('contributor'));
  expect(body.outcome).toBe('recorded');
});
afterAll(() => api.close());

describe('statistics of an analyte', () => {
  test('are those of the values of one unit and basis, and say what was left out', async () => {
    const { body } = await api.get('/analytes/lead/statistics');
    expect(body).toMatchObject({ unit: 'mg/kg', basis: 'as_received', n: 9, censored: 2, excluded: 1, isSample: false, groups: null });
    expect(body.leftOut).toContainEqual({ reason: 'other-basis', detail: 'dry', results: 1 });
    const data = VALUES.map(value => (value.startsWith('<') ? below(Number(value.slice(1))) : exactly(Number(value))));
    const expected = analyse(data, { excluded: 1 }).methods.kaplan_meier!;
    expect(body.methods.kaplan_meier).toMatchObject({ mean: rounded(expected.summary.mean!), median: rounded(expected.summary.median!) });
    expect(body.methods.kaplan_meier.intervals.mean).toEqual(expected.intervals!.mean!.map(rounded));
    expect(body.refused.mle_lognormal).toBe('9 values, fewer than the 50 this method needs');
  });

  test('refuse where the data bear nothing, and take filters and groups', async () => {
    const dry = (await api.get('/analytes/lead/statistics?basis=dry')).body;
    expect(dry).toMatchObject({ n: 1, basis: 'dry', refused: { kaplan_meier: '1 measured values, fewer than 5' } });
    const grouped = (await api.get('/analytes/lead/statistics?group_by=vendor')).body;
    expect(grouped.groups).toMatchObject([
      { value: 'other-leaf', label: 'Other Leaf', n: 5, excluded: 0 },
      { value: 'test-leaf', label: 'Test Leaf', n: 4, excluded: 1 },
    ]);
    expect((await api.get('/analytes/lead/statistics?vendor=test-leaf&from=2026-05-01&group_by=year')).body.groups).toMatchObject([
      { value: '2026', n: 2 },
    ]);
    expect((await api.get('/analytes/lead/statistics?samples=true')).body).toMatchObject({ n: 0, basis: null });
    expect((await api.get('/analytes/unobtainium/statistics')).status).toBe(404);
    expect((await api.get('/analytes/lead/statistics?basis=wet')).status).toBe(400);
    expect((await api.get('/analytes/salmonella/statistics')).body.n).toBe(0);
  });
});

describe('control charts', () => {
  test('show the lots of a product in their order, open where only bounds are known', async () => {
    const [chart] = (await api.get('/vendors/other-leaf/control-charts')).body.items;
    expect(chart).toMatchObject({
      analyte: 'mitragynine',
      unit: 'mg/g',
      status: 'refused',
      reason: '4 measured lots, fewer than 8',
      centre: null,
    });
    expect(chart.points.map(({ code, lower, upper, open }: Record<string, unknown>) => [code, lower, upper, open])).toEqual([
      ['L-0', '10.2', '10.2', false],
      ['L-2', '12.2', '12.2', false],
      ['L-4', '0', '0.3', true],
      ['L-6', '16.2', '16.2', false],
      ['L-8', '18.2', '18.2', false],
    ]);
    const ofProduct = (await api.get(`/products/${chart.product.slug}/control-charts?analyte=mitragynine`)).body.items;
    expect(ofProduct).toEqual([chart]);
    expect((await api.get(`/products/${chart.product.slug}/control-charts?analyte=7_hydroxymitragynine`)).body.items).toEqual([]);
    expect((await api.get('/products/x/control-charts?analyte=lead')).status).toBe(400);
  });
});
