import fc from 'fast-check';
import { LABELS } from '../../importers/any-laboratory/fields.ts';
import { beginningOf, canBegin } from '../../importers/any-laboratory/label-beginnings.ts';

/** Texts that look ahead cannot be made up from their pattern. */
const PATTERNS = [...new Set(LABELS.map(({ words }) => words))].filter(words => !/\(\?<?[=!]/.test(words));

describe('how labels begin', () => {
  it('is never denied of a text that the pattern matches', () => {
    expect(PATTERNS.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(
        fc.constantFrom(...PATTERNS).chain(words => fc.tuple(fc.constant(words), fc.stringMatching(new RegExp(`^(?:${words})$`, 'u')))),
        ([words, text]) => canBegin(words)(beginningOf(`${text} behind`, 0)) && canBegin(words)(beginningOf(text, 0)),
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['batch(?: ?(?:no\\.|id))?', ['batch', 'batch no.'], ['bale', 'lot', '']],
    ['(?:client |customer )?lot', ['lot', 'client lot', 'Lot'.toLowerCase()], ['clover', 'lo']],
    ['e-?mail', ['e-mail', 'email', 'e mail'], ['e.mail', 'elm']],
    ['n[°º] de lot', ['n° de lot', 'nº de lot'], ['no de lot']],
    ['(?!lab n[°º])lab', ['lab', 'laboratory'], ['la']],
    ['(?:\\p{L}+ )?accreditation', ['pjla accreditation', '17025'], []],
    ['a(?:b|c[xy])?|do+r', ['a', 'ab', 'acy', 'door', 'dor'], ['dr', 'xa']],
    ['x{0,2}y', ['y', 'xy', 'xxy'], ['z']],
    ['a[|)]b|c', ['a|b', 'a)b', 'c'], ['b']],
  ])('of %s', (source, can, cannot) => {
    const begins = canBegin(source);
    expect(can.filter(text => !begins(beginningOf(text, 0)))).toEqual([]);
    expect(cannot.filter(text => begins(beginningOf(text, 0)))).toEqual([]);
  });
});
