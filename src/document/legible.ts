/** Does a page's text layer say what is printed? Fonts without a usable map from glyphs to characters come out as gibberish. */
import type { Word } from './document.ts';

/** Words any certificate uses, in the languages seen; enough of them stand on every page that is legible. */
const KNOWN = new Set(
  (
    'a absent action address alpha amount analysis analyte analytes analytical and approved arsenic at average batch beta by cadmium ' +
    'cannabinoid cannabinoids cbd certificate certified cfu client coliform coli collected column company completed compliance ' +
    'compound content customer date detected detection director document dry escherichia fail final foreign for gas g heavy hplc ' +
    'id identification in inc information iso is it kg lab laboratories laboratory lead level limit limits liquid llc lod loq lot ' +
    'manufacturer mass material matrix maximum mercury metals method methods mg microbial microbiological microbiology ml moisture mold ' +
    'mould mycotoxin mycotoxins name nd no not number of on or order overall page passed pass per pesticide pesticides plate potency ppb ' +
    'ppm prepared procedure product profile quality quantitation quantification received reference released report reported residual ' +
    'result results salmonella sample sampled samples sampling screen serving signature size solvent solvents specification ' +
    'spectrometry standard state status storage street strain summary tel terpene terpenes test tested testing thc the this to total type ' +
    'ug unit units validity value water was weight with within yeast ' +
    'výsledek výsledky vzorek vzorku vzorků zkouška zkoušky zkoušek zkušební protokol laboratoř metoda jednotky datum strana limitní ' +
    'hodnota nejistota zákazník název číslo praha a je na pro se ' +
    'ergebnis ergebnisse probe prüfbericht datum grenzwert methode einheit und der die das von ' +
    'resultado resultados muestra fecha informe análisis método límite laboratorio de la el ' +
    'résultat résultats échantillon rapport méthode limite laboratoire le les du des et ' +
    'risultato campione metodo rapporto monster resultaat datum eenheid wynik próbka metoda'
  ).split(' '),
);
/** Long enough not to turn up in gibberish by chance; looked for with all blanks taken out, as on letter-spaced pages. */
const LONG = [...KNOWN].filter(word => word.length >= 6);

/** All of them, in small letters. */
export const knownWords = (): ReadonlySet<string> => KNOWN;

export const isKnownWord = (text: string): boolean => KNOWN.has(text.replace(/[^\p{L}]+$/u, '').toLowerCase());

export type Legibility = 'legible' | 'garbled' | 'too-short-to-say';

const ENOUGH_WORDS = 25;
const FEWEST_KNOWN = 0.01;
/** Letters of a known word: shorter ones stand between the signs of any gibberish. */
const TELLING = 3;
const MOST_ODD = 0.2;
const FEW_ODD = 0.05;

export function legibility(words: readonly Pick<Word, 'text'>[]): Legibility {
  const text = words.map(word => word.text).join(' ');
  const letters = text.match(/\p{L}+/gu) ?? [];
  const odd = oddShare(text);
  if (words.length < ENOUGH_WORDS) return odd > MOST_ODD && words.length > 3 ? 'garbled' : 'too-short-to-say';
  const known = letters.filter(word => word.length >= TELLING && KNOWN.has(word.toLowerCase())).length / Math.max(letters.length, 1);
  if (known >= FEWEST_KNOWN && odd <= MOST_ODD) return 'legible';
  if (isAnotherScript(letters) || (odd <= FEW_ODD && soundsNatural(letters))) return 'legible';
  return odd <= MOST_ODD && hasLongWords(text) ? 'legible' : 'garbled';
}

/** Share of the visible characters that no certificate prints: unknown glyphs, private use, phonetic and rare Latin letters. */
function oddShare(text: string): number {
  const visible = text.match(/\S/gu)?.length ?? 0;
  const odd = text.match(/[\ufffd\u0180-\u02af\p{Co}\p{Cc}]/gu)?.length ?? 0;
  return odd / Math.max(visible, 1);
}

/** Letter-spaced pages hold hardly a whole word, but their letters in order spell some. */
function hasLongWords(text: string): boolean {
  const squeezed = text.replace(/[^\p{L}]/gu, '').toLowerCase();
  return LONG.filter(word => squeezed.includes(word)).length >= 3;
}

/** Words one could pronounce: tables of names and pages in other languages hold none of the words above, and a mix of letters has too few or too many vowels. */
function soundsNatural(letters: readonly string[]): boolean {
  const long = letters.filter(word => word.length >= 4);
  const text = long.join('').normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();
  const vowels = (text.match(/[aeiouy]/g)?.length ?? 0) / Math.max(text.length, 1);
  return long.length >= 15 && vowels >= 0.3 && vowels <= 0.55;
}

/** Written in a script whose words are not listed above; gibberish mixes scripts, text does not. */
function isAnotherScript(letters: readonly string[]): boolean {
  const all = letters.join('');
  return [/\p{Script=Cyrillic}/gu, /\p{Script=Han}/gu, /\p{Script=Thai}/gu, /\p{Script=Hangul}/gu].some(
    script => (all.match(script)?.length ?? 0) > 0.7 * all.length,
  );
}
