/** The language of a report and how it writes decimals, told from its own words and numbers. */
import type { Transcript } from '../../src/coa/transcript.ts';
import type { PageRuns } from './header-runs.ts';

const COMMON: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|of|and|is|not|this|report|sample|results?|analysis|tested|date)\b/giu,
  cs: /(?<!\p{L})(?:zkoušek|vzorku|vzorků|nebo|není|laboratoř|protokol|výsledky|jednotky|dne|datum|hodnota)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:der|die|und|nicht|probe|prüfbericht|ergebnis|einheit|untersuchung|labor|datum)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:le|les|des|et|échantillon|rapport|résultats?|analyse|essai|unité|laboratoire)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:el|los|las|muestra|informe|resultados?|ensayo|análisis|unidades?|laboratorio|fecha)(?!\p{L})/giu,
  nl: /(?<!\p{L})(?:het|een|en|van|monster|resultaat|rapport|eenheid|analyse|laboratorium|datum)(?!\p{L})/giu,
  pl: /(?<!\p{L})(?:próbki|badania|wyniki?|oraz|nie|sprawozdanie|jednostka|laboratorium|data)(?!\p{L})/giu,
  it: /(?<!\p{L})(?:il|dei|della|campione|rapporto|risultat[oi]|prova|analisi|unità|laboratorio|data)(?!\p{L})/giu,
};

const textOf = (pages: readonly PageRuns[]): string => pages.map(({ runs }) => runs.map(run => run.text).join('\n')).join('\n');

/** BCP 47 language, or null where the words are too few to tell. */
export const findLanguage = (pages: readonly PageRuns[]): string | null => {
  const text = textOf(pages);
  const counts = Object.entries(COMMON).map(([language, pattern]) => ({ language, count: text.match(pattern)?.length ?? 0 }));
  const [first, second] = counts.toSorted((a, b) => b.count - a.count);
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
