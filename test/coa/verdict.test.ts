import { cellKind } from '../../importers/any-laboratory/cell.ts';
import { readVerdict, verdictWord } from '../../src/coa/verdict.ts';

test.each([
  'Pass',
  'CONFORMS',
  'Complies',
  'P a s s',
  'Conforme',
  'entspricht',
  'konform',
  'i.O.',
  'cumple',
  'Apto',
  'vyhovuje',
  'splňuje',
  'spĺňa',
  'zgodny',
  'spełnia',
  'voldoet',
  'cumpre',
  'p',
  'Vn',
  'Pass*',
  'Pass? Yes',
  'Meets USP <467> limit? Yes',
  'Compliant (Y/N) Y',
  'In Spec Yes',
  'true',
  'Y',
  '✅ Pass',
  '✔️',
])('%s is a pass', printed => {
  expect(readVerdict(printed)).toBe('pass');
});

test.each([
  'Fail',
  'Non-compliant',
  'Pass? No',
  'Meets USP? No',
  'OK? No',
  'Complies? N',
  'does not conform to the specification',
  'entspricht nicht',
  'nicht konform',
  'Non conforme',
  'NON-CONFORME',
  'no cumple',
  'No conforme',
  'não conforme',
  'nevyhovuje',
  'nesplňuje',
  'niezgodny',
  'nie spełnia',
  'voldoet niet',
  'f',
  'N',
  'FALSE',
  '❌ Fail',
])('%s is a fail', printed => {
  expect(readVerdict(printed)).toBe('fail');
});

test.each<[string, 'pass' | 'fail' | null]>([
  ['Pass / Réussi', 'pass'],
  ['Fail / Échec', 'fail'],
  ['Pass / Fail', null],
  ['Pass / Report', null],
])('%s in two languages is %s', (printed, wanted) => {
  expect(verdictWord(printed)).toBe(wanted);
});

test.each(['Mitragynine', '<0.5', 'absent', 'Conformité', '0.5', ''])('%s is no verdict', printed => {
  expect(verdictWord(printed)).toBeNull();
});

test.each(['p', 'n', 'V'])('the letter %s alone is told by its column only', printed => {
  expect(verdictWord(printed)).toBeNull();
});

test.each(['Conforme', 'No cumple', 'nicht konform', 'Non conforme', 'zgodny'])('%s in a cell is a verdict and never a result', printed => {
  expect(cellKind(printed)).toBe('verdict');
});
