/** The language of a report and how it writes decimals, told from its own words and numbers. */
import type { Transcript } from '../../src/coa/transcript.ts';
import type { PageRuns } from './header-runs.ts';

const COMMON: Readonly<Record<string, string>> = {
  en: 'the of and is not this report sample result results analysis tested date',
  cs: 'zkoušek vzorku vzorků nebo není laboratoř protokol výsledky jednotky dne datum hodnota',
  de: 'der die und nicht probe prüfbericht ergebnis einheit untersuchung labor datum',
  fr: 'le les des et échantillon rapport résultat résultats analyse essai unité laboratoire',
  es: 'el los las muestra informe resultado resultados ensayo análisis unidad unidades laboratorio fecha',
  nl: 'het een en van monster resultaat rapport eenheid analyse laboratorium datum',
  pl: 'próbki badania wynik wyniki oraz nie sprawozdanie jednostka laboratorium data',
  it: 'il dei della campione rapporto risultato risultati prova analisi unità laboratorio data',
};

const LANGUAGES = Object.keys(COMMON);

/** Languages by their common words. */
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(COMMON))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);

/** BCP 47 language, or null where the words are too few to tell. */
export const findLanguage = (pages: readonly PageRuns[]): string | null => {
  const counts = new Map(LANGUAGES.map(language => [language, 0]));
  for (const { runs } of pages)
    for (const { text } of runs)
      for (const [word] of text.matchAll(/\p{L}+/gu))
        for (const language of languagesOf.get(word.toLowerCase()) ?? []) counts.set(language, counts.get(language)! + 1);
  const [first, second] = [...counts].map(([language, count]) => ({ language, count })).sort((a, b) => b.count - a.count);
  return first && first.count >= 5 && first.count > 1.3 * (second?.count ?? 0) ? first.language : null;
};

/** `1,200`, `1.200`: the mark may part thousands. */
const EITHER = /^[<>≤≥]?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * A comma when the numbers that stand alone in cells mostly have one that cannot part thousands. Where each of them may, the language tells:
 * `1,200` is twelve hundred in English, `1.200` on the continent.
 */
export const findDecimalMark = (pages: readonly PageRuns[]): Transcript['decimalMark'] => {
  let commas = 0;
  let points = 0;
  for (const { runs } of pages)
    for (const { words } of runs)
      for (const { text } of words) {
        if (EITHER.test(text)) continue;
        if (/^[<>≤≥]?\d+,\d+$/.test(text)) commas += 1;
        else if (/^[<>≤≥]?\d+\.\d+$/.test(text)) points += 1;
      }
  if (commas !== points) return commas > points ? ',' : '.';
  const language = findLanguage(pages);
  return language === null || language === 'en' ? '.' : ',';
};
