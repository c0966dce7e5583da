/** The laboratory's own verdict, as printed; ours is another fact. */
import { plainText } from './quantity.ts';
import type { ResultReading } from './reading.ts';
import { remember } from './remember.ts';
import { fold } from './text.ts';

interface VerdictWords {
  readonly pass: readonly string[];
  readonly fail: readonly string[];
}

/** Words that are nothing but a verdict, by the language they stand in, folded, without hyphens. One letter alone is told by its column only. */
const WORDS: Readonly<Record<string, VerdictWords>> = {
  en: {
    pass: [
      ...['pass', 'passed', 'passes', 'conform', 'conforms', 'conforming', 'complies', 'comply', 'compliant', 'conformity', 'meets'],
      ...['meets spec', 'meets specs', 'meets specification', 'meets specifications', 'within limit', 'within limits', 'within spec'],
      ...[
        'within specs',
        'within specification',
        'within specifications',
        'within',
        'ok',
        'acceptable',
        'accepted',
        'satisfactory',
        'in spec',
        'qualified',
      ],
    ],
    fail: [
      ...[
        'fail',
        'failed',
        'fails',
        'failure',
        'nonconform',
        'nonconforms',
        'nonconforming',
        'non conform',
        'non conforms',
        'non conforming',
      ],
      ...['noncompliant', 'non compliant', 'does not conform', 'does not comply', 'does not meet', 'out of spec', 'out of specs'],
      ...[
        'out of limit',
        'out of limits',
        'exceeds',
        'exceeds limit',
        'not ok',
        'unqualified',
        'not qualified',
        'unsatisfactory',
        'unacceptable',
        'not acceptable',
      ],
    ],
  },
  cs: {
    pass: ['vyhovuje', 'vyhovujici', 'splnuje', 'v norme'],
    fail: ['nevyhovuje', 'nevyhovujici', 'nesplnuje'],
  },
  sk: { pass: ['splna'], fail: ['nesplna'] },
  de: {
    pass: ['entspricht', 'konform', 'erfullt', 'bestanden', 'eingehalten', 'i.o.', 'i. o.'],
    fail: ['entspricht nicht', 'nicht konform', 'nicht erfullt', 'nicht bestanden', 'nicht eingehalten', 'n.i.o.', 'n. i. o.'],
  },
  fr: {
    pass: ['conforme', 'satisfaisant', 'reussi', 'reussite'],
    fail: ['non conforme', 'non satisfaisant', 'insatisfaisant', 'echec', 'echoue'],
  },
  es: { pass: ['cumple', 'apto', 'aceptable'], fail: ['no cumple', 'no conforme', 'no apto', 'no aceptable'] },
  it: { pass: ['accettabile'], fail: ['non accettabile'] },
  nl: { pass: ['voldoet', 'akkoord'], fail: ['voldoet niet', 'niet conform', 'niet akkoord'] },
  pl: {
    pass: ['zgodny', 'zgodna', 'zgodne', 'spelnia'],
    fail: ['niezgodny', 'niezgodna', 'niezgodne', 'nie spelnia'],
  },
  hu: { pass: ['megfelel', 'megfelelo'], fail: ['nem megfelel', 'nem megfelelo'] },
  pt: { pass: ['cumpre', 'aprovado'], fail: ['nao conforme', 'nao cumpre', 'reprovado'] },
};

const PASS: ReadonlySet<string> = new Set(Object.values(WORDS).flatMap(({ pass }) => pass));
const FAIL: ReadonlySet<string> = new Set(Object.values(WORDS).flatMap(({ fail }) => fail));

/** Programs write `true` where a box is ticked. */
const PASS_LETTER = /^(p|y|vn?|true|✓|✔|☑|✅)$/;
const FAIL_LETTER = /^(f|n|false|✗|✘|☒|❌)$/;
const FAIL_PHRASE = /^does not (conform|comply|meet) /;
/** `✓ Pass`: the sign and the word say the same, or nothing is said. */
const MARKED = /^([✓✔☑✅✗✘☒❌]) ?(\S.*)$/u;
/** `Pass / Réussi`: the same in two languages. */
const TWICE = /^(\p{L}[\p{L} ]*?) ?\/ ?(\p{L}[\p{L} ]*)$/u;
/** `Pass? Yes`, `Compliant (Y/N) N`: a question with its answer. */
const ANSWER =
  /^(?:(?:pass(?:es|ed)?|compl(?:ies|iant|y)|conforms?|acceptable|ok|meets (?:\S+ ){0,2}?\S+?) ?(?:\?|\(?y(?:es)? ?\/ ?no?\)?)|in[- ]?spec(?:ification)?s? ?\??) (y|n)(?:es|o)?$/;
const OPEN = /^(x|n\/?a|nt|not tested|tested|complete[d]?|info(rmational)?|report(ed)?( only| results?)?|not evaluated|nehodnoceno|nr|-+)$/;

const wordsOf = (printed: string): string =>
  fold(plainText(printed))
    .replaceAll('\ufe0f', '')
    .replace(/[*†‡,;:!]+$|(?<!\b[a-z])\.+$/g, '')
    .trim();

/** What a word that can be nothing but a verdict says, in any of the languages; null for all other text, single letters too. */
export const verdictWord = remember((printed: string): 'pass' | 'fail' | null => {
  const text = wordsOf(printed).replaceAll('-', ' ');
  const [, tick, word] = MARKED.exec(text) ?? [];
  if (word !== undefined) return readVerdict(tick!) === verdictWord(word) ? verdictWord(word) : null;
  if (PASS.has(text)) return 'pass';
  const [, first, second] = TWICE.exec(text) ?? [];
  if (second !== undefined) return verdictWord(first!) === verdictWord(second) ? verdictWord(second) : null;
  return FAIL.has(text) || FAIL_PHRASE.test(text) ? 'fail' : null;
});

/** Null when the text is no verdict word known here. Letter-spaced `P a s s` and trailing marks are understood. */
export const readVerdict = remember((printed: string): ResultReading['printedVerdict'] => {
  const text = wordsOf(printed);
  const closed = /^(\S )+\S$/.test(text) ? text.replaceAll(' ', '') : text;
  const word = verdictWord(closed) ?? verdictWord(text);
  if (word) return word;
  const answer = ANSWER.exec(text)?.[1];
  if (answer) return answer === 'y' ? 'pass' : 'fail';
  if (PASS_LETTER.test(closed)) return 'pass';
  if (FAIL_LETTER.test(closed)) return 'fail';
  return OPEN.test(closed) ? 'not_evaluated' : null;
});
