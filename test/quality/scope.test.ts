import { inScope, type Scope } from '../../src/quality/scope.ts';

const scope = (lines: [string, string | null][], from = '2026-01-01', to: string | null = '2026-12-31'): Scope => ({
  validFrom: from,
  validTo: to,
  lines: lines.map(([analyte, matrix]) => ({ analyte, matrix })),
});
const DAY = '2026-05-10';

test.each([
  ['listed for botanicals', 'lead', [scope([['lead', 'Botanicals and dietary supplements']])], true],
  ['listed as a whole panel without a matrix', 'arsenic', [scope([['metals', null]])], true],
  ['not listed', 'cadmium', [scope([['lead', null]])], false],
  ['listed for another matrix alone', 'lead', [scope([['lead', 'Drinking water']])], null],
  ['one of two that are needed', 'counts', [scope([['tamc', null]])], false],
  ['both that are needed, on two certificates', 'counts', [scope([['tamc', null]]), scope([['tymc', 'Food']])], true],
  ['no scope at all', 'lead', [], null],
  ['a scope that had ended', 'lead', [scope([['lead', null]], '2024-01-01', '2025-12-31')], null],
  ['a scope without an end', 'lead', [scope([['lead', null]], '2024-01-01', null)], true],
] as const)('%s', (_, item, scopes, expected) => {
  expect(inScope(item, DAY, scopes)).toBe(expected);
});

test('both days of validity count', () => {
  const held = [scope([['lead', null]])];
  expect([inScope('lead', '2026-01-01', held), inScope('lead', '2026-12-31', held)]).toEqual([true, true]);
  expect([inScope('lead', '2025-12-31', held), inScope('lead', '2027-01-01', held)]).toEqual([null, null]);
});
