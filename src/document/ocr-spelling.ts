/** Words some letters of which were taken for others that look alike, told where a single word of certificates is drawn like them. */
import { ANALYTES } from '../coa/analyte.ts';
import { editDistance } from '../coa/edit-distance.ts';
import type { Word } from './document.ts';
import { knownWords } from './legible.ts';

/** Letters that are taken for one another on small or coarse print: those of each line are one to the shape of a word. */
const ALIKE = ['ltifj1!|)](', 'ceoad0¢©', 'nuv', 'hb', 'gqy9', 's5', 'kx'];
const CLASS = new Map(ALIKE.flatMap(letters => [...letters].map(letter => [letter, letters[0]!] as const)));

/** Shorter words are drawn like too many others. */
const SHORTEST = 5;
/** Letters that may be others, in a word of so many. */
const mostWrong = (length: number): number => (length < 8 ? 1 : length < 12 ? 2 : 3);
/** What was read surely may be a name: `Flora`, `Slate`. */
const SURE = 0.92;
/** A word that was told so is read no surer. */
const TOLD = 0.7;

/** What stands before names in a language that recognition was not taught, and what is drawn like another word but is none. */
const FURTHER = 'zawartość obecność oznaczanie liczba presence absence content contents flora kernel ausência presença';

const bare = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l');
const shapeOf = (word: string): string => [...bare(word).replace(/rn/g, 'm')].map(letter => CLASS.get(letter) ?? letter).join('');

interface Vocabulary {
  /** By how they are written without accents: how they are written with them, in any language. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** By their shapes; null for two words of one. */
  readonly byShape: ReadonlyMap<string, string | null>;
}

let vocabulary: Vocabulary | null = null;

/** Every word in a name of an analyte, and those of all certificates. Made when the first page is recognised. */
function learn(): Vocabulary {
  const words = new Map<string, Set<string>>();
  const byShape = new Map<string, string | null>();
  const add = (texts: readonly string[], isTold: (shape: string) => boolean): void => {
    for (const text of texts) {
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
        const written = words.get(bare(word));
        written?.add(word);
        if (written) continue;
        words.set(bare(word), new Set([word]));
        if (word.length < SHORTEST) continue;
        const shape = shapeOf(word);
        if (isTold(shape)) byShape.set(shape, byShape.has(shape) ? null : word);
      }
    }
  };
  add([...ANALYTES.flatMap(({ name, synonyms }) => [name, ...synonyms]), ...knownWords(), FURTHER], () => true);
  // `Limoneno` looks like `Limonene`, and is the same
  const shapes = new Set(byShape.keys());
  add(
    ANALYTES.flatMap(({ translations = {} }) => Object.values(translations).flat()),
    shape => !shapes.has(shape),
  );
  return { words, byShape };
}

/** `Prifbericht`: an ü is read as an i, or two, or as a u. */
const GERMAN =
  /\b(P)r(?:i{1,2}|u)f(?=(?:bericht|zeitraum|ergebnis|parameter|gegenst|verfahren|methode|labor|auftrag|nummer|datum|beginn|ende|merkmal))/giu;

/** `Marktstrafle`, `Marktstraf3e`: what a ß is read as. */
const STREET = /(?<=stra)(?:fl|f3|fs|ff|f|B|8|6)(?=e[.,]?$)/iu;

/** `Isoborneot`, `Nicke)`, `Ocbratoxin`: the words with the letters that make them known ones. Numbers are never told so. */
export const spelled = (words: readonly Word[]): Word[] => words.map(spell);

const PART = /(?<![\p{L}\d])[\p{L}|!1059)\]¢©]+(?!\d)/gu;

function spell(word: Word): Word {
  if ((word.ocrConfidence ?? 1) >= SURE) return word;
  const isHardlyRead = (word.ocrConfidence ?? 1) < HARDLY;
  const umlauts = word.text.replace(GERMAN, (_, first: string) => `${first}rüf`).replace(STREET, 'ß');
  const text = umlauts.replace(PART, part => known(part) ?? (isHardlyRead ? withoutSlip(part) : null) ?? part);
  return text === word.text ? word : { ...word, text, ocrConfidence: Math.min(word.ocrConfidence ?? 1, TOLD) };
}

/** Of a word read no surer than that, a letter may have become two, or two one. */
const HARDLY = 0.6;
const LONG = 10;

/** `Gesamtkeimzahil`: the one long word that has a letter more or less, or another one. */
function withoutSlip(part: string): string | null {
  if (part.length < LONG || !/^\p{L}+$/u.test(part)) return null;
  const plain = bare(part);
  const alike = [...(vocabulary?.words ?? [])].filter(
    ([word]) => word.length >= LONG && word[0] === plain[0] && editDistance(word, plain, 1) === 1,
  );
  const [word] = alike.length === 1 ? [...alike[0]![1]] : [];
  return word === undefined || alike[0]![1].size > 1 ? null : inCaseOf(part, word);
}

/** `Cafeina`, `Auséncia`: the one way of writing a word, whose accents the English letters do not know. */
function accented(part: string, written: ReadonlySet<string>): string | null {
  const small = part.toLowerCase().normalize('NFC');
  if (written.has(small)) return null;
  // with an accent, though another one, it is none of those without
  const [only, ...others] = bare(small) === small ? written : [...written].filter(word => bare(word) !== word);
  return only === undefined || others.length > 0 || only.length !== small.length ? null : inCaseOf(part, only);
}

/** Null for a word that is known, or is like none or several. */
function known(part: string): string | null {
  vocabulary ??= learn();
  const letters = part.match(/\p{L}/gu)?.length ?? 0;
  if (part.length < SHORTEST || letters < part.length - 1) return null;
  const plain = bare(part.replace(/[)\]!|]+$/u, ''));
  const written = vocabulary.words.get(plain);
  if (written && plain === bare(part)) return accented(part, written);
  // with the ending of a plural, or the letter that follows it: `OchratoxinA`
  if ([plain, plain.slice(0, -1)].some(word => vocabulary?.words.has(word))) return null;
  const found = vocabulary.byShape.get(shapeOf(part));
  if (!found || bare(found) === bare(part)) return null;
  if (found.length === part.length && differing(bare(found), bare(part)) > mostWrong(found.length)) return null;
  return inCaseOf(part, found);
}

const differing = (a: string, b: string): number => [...a].filter((letter, i) => letter !== b[i]).length;

/** Of the whole word or its first letter: single capitals within a word are misread as well. */
function inCaseOf(part: string, word: string): string {
  if (/^\P{Ll}+$/u.test(part)) return word.toUpperCase();
  return /^\p{Lu}/u.test(part) ? word[0]!.toUpperCase() + word.slice(1) : word;
}
