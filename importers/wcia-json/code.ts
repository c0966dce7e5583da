/** Numbers and states that WCIA files put where a result belongs and that are codes, not measurements. */

/** What to read in place of the text, and the reasons to doubt it. */
export interface Code {
  /** In the words of certificates, as `coa/` understands them. */
  readonly meaning: string;
  readonly doubts: readonly string[];
}

/** The laboratory system that writes most of these files keeps N/A, N/D and N/T as negative numbers. */
const NEGATIVE: Readonly<Record<string, string>> = { '-1': 'N/A', '-2': 'ND', '-3': 'NT' };

/** Its export turns them into a zero beside a status: `pass` for N/D, else the state itself. */
const BY_STATUS: Readonly<Record<string, string>> = {
  '': 'ND',
  pass: 'ND',
  complete: 'ND',
  'n/a': 'N/A',
  na: 'N/A',
  'n/t': 'NT',
  nt: 'NT',
};

/** Null where the text is to be read as it stands. */
export function codeOf(qom: string, status: string): Code | null {
  const number = qom.trim();
  const state = status.trim().toLowerCase();
  const negative = NEGATIVE[number.replace(/\.0+$/, '')];
  if (negative !== undefined) return { meaning: negative, doubts: ['coded-value'] };
  if (number === '') return { meaning: BY_STATUS[state] === 'NT' ? 'NT' : 'N/A', doubts: ['coded-value'] };
  if (!/^-?0*\.?0*$/.test(number)) return null;
  const meaning = BY_STATUS[state];
  // a zero that fails cannot be "not detected", and is no measurement either
  return meaning === undefined ? { meaning: 'N/A', doubts: ['code-unclear'] } : { meaning, doubts: ['coded-value'] };
}
