/** What a value of a header field looks like, and where in a piece of text it ends. */
import type { ValueKind } from './fields.ts';

const MONTH =
  '(?:jan|feb|mar|márc|apr|ápr|máj|jún|júl|szept|may|jun|jul|aug|sep|oct|nov|dec|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|mär|mrz|mai|okt|dez|janv|fév|avr|juin|juil|aoû|déc|ene|abr|ago|dic|mrt|mei|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|gru|gen|mag|giu|lug|set|ott|agu|ags|agt|des)[a-z\\u00df-\\u024f]{0,8}\\.?';
const NUMERIC = '(?:\\d{4}([./-]) ?\\d{1,2}\\1 ?\\d{1,2}|\\d{1,2}([./-]) ?\\d{1,2}\\2 ?(?:\\d{4}|\\d{2}))';
const WORDED = `(?:\\d{1,2}(?:st|nd|rd|th|\\.)?[ /-]?(?:de |of )?${MONTH}(?: de)?[ ,/-]{0,2}(?:\\d{4}|\\d{2}(?!,? ?(?:\\d{4}|${MONTH})))|${MONTH}(?:[ -]|(?<=\\.))(?:\\d{1,2} ?[-–—] ?)?\\d{1,2}(?:st|nd|rd|th)?(?:,[ -]?|[ -])\\d{4}|\\d{4}\\.?[ -]${MONTH}[ -]\\d{1,2})`;
/** The last two group numbers differ by where the source stands, so back references are made per use. */
const numbered = (source: string, from: number): string => source.replace(/\\1/g, `\\${from}`).replace(/\\2/g, `\\${from + 1}`);
const day = (from: number): string => `(?:${numbered(NUMERIC, from)}|${WORDED})`;
const CLOCK = '(?:,?[ T]\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AP]\\.?M\\.?)?)?';
const TO = ' ?(?:-|–|—|~|～|to|through|až|bis|do|au|al|and|s\\.?d\\.?|s\\/d|t\\/m|tot|tom) ?';

/** `19. – 26.1.2026`, `06-12 November 2021`, `February 24 - March 5, 2026`: the start of a range that shares its month and year with the end. */
const SHORT_START = `(?:\\d{1,2}\\.?(?: ?\\d{1,2}\\.)?|${MONTH} \\d{1,2}(?=\\s)|\\d{1,2}\\.? ?${MONTH}(?= ?[-–—~]| (?:to|bis|au|al|do) ))`;
export const DATE = new RegExp(`(?<![\\d./-])${day(1)}(?![\\d])`, 'iu');
/** What leads to the last day of a range. One expression for both takes V8 fifty times as long to compile as these three. */
const RANGE_STARTS = [new RegExp(`^${day(1)}\\.?${CLOCK}${TO}`, 'iu'), new RegExp(`^${SHORT_START}${TO}`, 'iu')];
const DAY_VALUE = new RegExp(`^${day(1)}(?!\\d)`, 'iu');
/** `20260203`, and nothing else: a day where a label says that it is one. */
const COMPACT = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const CLOCK_LAST = new RegExp(`${CLOCK}$`, 'iu');

const BLANK =
  /^(?:n\/?a\.?|none|null|nil|[-–—_./\s]*|not (?:applicable|provided|specified|available|stated)|neuvedeno|unknown|pending|tbd|-{2,})$/iu;

/** True where the certificate prints that there is nothing. */
export const isBlank = (text: string): boolean => BLANK.test(text.trim());

const LEAD = /^(?:…+|(?:\s?\.){2,})?[\s:;=*+]*(?:[-–—]\s+)?/u;
/** `Gelato #4` is a strain, and no label before a number. */
const OTHER_LABEL = /\s(?:\p{Lu}[\p{L}/.&-]*\s){0,3}\p{Lu}[\p{L}/.&-]*\s?(?::(?!\d{2}\b)|#(?!\d{1,2}(?![\d./-])))/u;

/** `Batch: 2 lb`, `1,000 units`: how much there was, no code. */
const AMOUNT =
  /^\d[\d.,]* (?:lbs?|pounds?|oz|ounces?|[mk]?g|grams?|kilograms?|m?l|liters?|gal(?:lons?)?|units?|pieces?|pcs|packages?|cases?)\b/i;

/** `WK 55120`: a few capitals before the number; `EXP 12/26` and the like begin something else. */
const LETTERED =
  /^(?!(?:NO|NR|ID|EXP|MFG|MFD|BB|BBE|BBD|BEST|DATE|QTY|SIZE|LOT|REF|USE|PER|PAGE|PO|OF|TO|IN|ON|BY|ISO|EN|DIN)\b)\p{Lu}{1,4} \d[\p{L}\d./-]*/u;

const codeEnd = (text: string): number => {
  let end = 0;
  const lettered = LETTERED.test(text);
  for (const token of text.matchAll(/\S+/g)) {
    const word = token[0];
    const more = end === 0 ? /\d/.test(word) || lettered : /\d/.test(word) && !/^\(/.test(word);
    const hyphened = end > 0 && /^[-–]$/.test(word);
    // `GM240501 - 1kg`: an amount is no part of a code
    if (end > 0 && /^\d+(?:[.,]\d+)?(?:m?g|kg|ml|l|oz|lbs?|ct)\b/i.test(word)) break;
    if (!more && !hyphened) break;
    // `4109982 - 5/16/2024`: the day behind a number; of `TR 68/05/1133` the letters alone are none
    if (/\d/.test(text.slice(0, end)) && DATE.exec(word)?.[0] === word && /\d{4}/.test(word)) break;
    end = token.index + word.length;
  }
  return end;
};

const matchEnd = (text: string, pattern: RegExp): number => pattern.exec(text)?.[0].length ?? 0;

/** How much of a text that begins with a day, or with a range of days, that is; 0 where it begins with none. */
const dateEnd = (text: string): number => {
  for (const start of RANGE_STARTS) {
    const lead = matchEnd(text, start);
    const last = lead > 0 ? matchEnd(text.slice(lead), DAY_VALUE) : 0;
    if (last > 0) return lead + last;
  }
  return matchEnd(text, DAY_VALUE) || matchEnd(text, COMPACT);
};

/** Where in `text` a value of this kind begins and ends, or null where none stands at its start. */
export const valueSpan = (text: string, kind: ValueKind): { readonly start: number; readonly end: number } | null => {
  const start = matchEnd(text, LEAD);
  let rest = text.slice(start);
  if (kind === 'date') {
    const lead = matchEnd(
      rest,
      /^(?:(?:\p{L}+day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[.,]* )?(?:(?:the|du|dal|vom|von|from|od|del|le|am|dne|between|between the) )?/iu,
    );
    const length = dateEnd(rest.slice(lead));
    const found = length > 0 ? rest.slice(lead, lead + length).replace(CLOCK_LAST, '').length : 0;
    return found > 0 ? { start: start + lead, end: start + lead + found } : null;
  }
  rest = rest.split(/\s[|•·]\s|\s[|•]$/u)[0]!;
  const next = OTHER_LABEL.exec(rest);
  if (next && next.index > 0) rest = rest.slice(0, next.index);
  rest = rest.replace(kind === 'code' ? /\s+[-–—]?\s*$/ : /\s+$/, '');
  if (rest === '' || isBlank(rest)) return null;
  if (kind === 'code') {
    if (AMOUNT.test(rest)) return null;
    const end = codeEnd(rest);
    const cut = rest.slice(0, end).replace(/[,;:]+$|\s[-–]\s*$/u, '');
    // `(Lot #WB-19)`: what closes was opened before
    const code = /^[^()]*\)$/.test(cut) ? cut.slice(0, -1) : cut;
    return code.length > 0 ? { start, end: start + code.length } : null;
  }
  if (kind === 'quantity') {
    const length = matchEnd(rest, /^[<≤~]?\s?\d[\d.,]*(?:\s?[\p{L}%µ]+(?:\/\p{L}+)?){0,3}/u);
    return length > 0 ? { start, end: start + length } : null;
  }
  return /\p{L}|\d/u.test(rest) ? { start, end: start + rest.length } : null;
};
