import { choiceCookie, choiceQuery, DEFAULT_CHOICE, isDay, readChoice } from '../../src/http/pages/choice.ts';

const cookieOf = (choice: Parameters<typeof choiceCookie>[0]) => Object.fromEntries(new URLSearchParams(choiceCookie(choice).value));

describe('the choice of rules', () => {
  test('without anything the default counts', () => {
    expect(readChoice({})).toEqual({ choice: DEFAULT_CHOICE, refused: {} });
    expect(DEFAULT_CHOICE.profile.id).toBe('us_federal');
  });
  test('the address counts before what is remembered', () => {
    const { choice } = readChoice({ profile: 'utah' }, { profile: 'texas', date: 'today', intake: '4.8 g' });
    expect(choice).toMatchObject({ profile: { id: 'utah' }, date: 'today', intake: '4.8 g' });
  });
  test('an emptied field takes back what is remembered', () => {
    expect(readChoice({ intake: '' }, { intake: '4.8 g' }).choice.intake).toBeNull();
  });
  test('a serving belongs to one product and is never remembered', () => {
    const { choice } = readChoice({ profile: 'utah', serving: '2.4 g', container: '60 g', intake: '2 servings' });
    expect(cookieOf(choice)).toEqual({ profile: 'utah', date: 'reported', intake: '2 servings' });
    expect(readChoice({}, { serving: '9 g' }).choice.serving).toBeNull();
  });
  test('the address of a view says everything', () => {
    const { choice } = readChoice({ profile: 'georgia', date: '2026-08-26', serving: '2 capsules (1.2 g)' });
    expect(readChoice(Object.fromEntries(new URLSearchParams(choiceQuery(choice)))).choice).toEqual(choice);
  });
  test('the list of the form may point to the field beside it', () => {
    expect(readChoice({ date: 'day', day: '2026-01-31' }).choice.date).toBe('2026-01-31');
    expect(readChoice({ date: 'collected', day: '2026-01-31' }).choice.date).toBe('collected');
  });
  test.each([
    ['profile', 'atlantis', /no selection of rules called “atlantis”/],
    ['date', '31.1.2026', /is no day/],
    ['date', '2026-02-30', /is no day/],
    ['intake', '3', /no amount with a unit/],
    ['serving', 'a spoon', /no amount with a unit/],
    ['container', '1 g to 3 g', /no amount with a unit/],
  ])('%s “%s” is refused beside its field and counts as not given', (name, value, words) => {
    const { choice, refused } = readChoice({ [name]: value });
    expect(refused).toEqual({ [name]: expect.stringMatching(words) });
    expect(choice).toEqual(DEFAULT_CHOICE);
  });
  test('a broken cookie is nobody’s error', () => {
    expect(readChoice({}, { profile: 'gone', date: 'x', intake: 'y' })).toEqual({ choice: DEFAULT_CHOICE, refused: {} });
  });
  test('days are real days', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2025-02-29')).toBe(false);
    expect(isDay('2025-2-9')).toBe(false);
  });
});
