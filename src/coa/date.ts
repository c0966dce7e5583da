/** Dates as printed on certificates. An order that is not known is never guessed. */
import { plainText } from './quantity.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'unknown';

export interface DateReading {
  /** ISO 8601; of a range its end. */
  readonly date: string | null;
  /** Start of a printed range. */
  readonly from: string | null;
  readonly problem: 'date-ambiguous' | 'date-impossible' | 'date-unreadable' | null;
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['jan', 'january', 'januar', 'leden', 'ledna', 'enero', 'janvier', 'januari', 'gennaio', 'stycznia', 'janeiro'],
    ['feb', 'february', 'februar', 'unor', 'unora', 'febrero', 'fevrier', 'februari', 'febbraio', 'lutego', 'fevereiro'],
    [
      'mar',
      'marcius',
      'marc',
      'march',
      'marz',
      'maerz',
      'brezen',
      'brezna',
      'marzo',
      'mars',
      'maart',
      'mrt',
      'maret',
      'marts',
      'marca',
      'marec',
      'marco',
    ],
    ['apr', 'aprilis', 'april', 'duben', 'dubna', 'abril', 'avril', 'aprile', 'kwietnia'],
    ['may', 'majus', 'mai', 'kveten', 'kvetna', 'mayo', 'mei', 'maggio', 'maja', 'maj', 'maio'],
    ['jun', 'junius', 'june', 'juni', 'cerven', 'cervna', 'junio', 'juin', 'giugno', 'czerwca', 'junho'],
    ['jul', 'julius', 'july', 'juli', 'cervenec', 'cervence', 'julio', 'juillet', 'luglio', 'lipca', 'julho'],
    ['aug', 'augusztus', 'august', 'srpen', 'srpna', 'agosto', 'aout', 'augustus', 'agustus', 'agt', 'augusti', 'sierpnia'],
    ['sep', 'szeptember', 'szept', 'sept', 'september', 'zari', 'septiembre', 'septembre', 'settembre', 'wrzesnia', 'setembro'],
    ['oct', 'october', 'okt', 'oktober', 'rijen', 'rijna', 'octubre', 'octobre', 'ottobre', 'pazdziernika', 'outubro'],
    ['nov', 'november', 'listopad', 'listopadu', 'noviembre', 'novembre', 'listopada', 'novembro'],
    [
      'dec',
      'december',
      'dez',
      'dezember',
      'prosinec',
      'prosince',
      'diciembre',
      'decembre',
      'dicembre',
      'grudnia',
      'dezembro',
      'desember',
      'des',
    ],
  ].flatMap((names, i) => names.map(name => [name, i + 1] as const)),
);

const MONTH = `(${Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th|\\.)?';

const ISO = /(?<!\d)(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)/;
const COMPACT = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/;
const NUMERIC = /(?<![\d./-])(\d{1,2})\s?([./-]\s?)(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/;
/** Also `8 de enero de 2026`, `the 4th of February 2026`; `3 - Feb 10, 2026` and `3 Feb - 10 Feb 2026` end in no year of two figures. */
const DAY_MONTH_WORD = new RegExp(
  `(?<!\\d)${ORDINAL}(?:\\s?(?:de|of)\\b)?[\\s/-]*${MONTH}\\.?(?:\\s?de[l]?\\b)?[\\s,/-]*(\\d{4}|\\d{2}(?!,?\\s*-?\\s*(?:\\d{4}|${MONTH})))(?!\\d)`,
);
/** `September 05 - 15, 2022` shares its month and year. */
const MONTH_WORD_DAY = new RegExp(`\\b${MONTH}\\.?[\\s-]*(?:(\\d{1,2})\\s?-\\s?)?${ORDINAL}(?:,[\\s-]*|[\\s-]+)(\\d{4}|\\d{2})(?!\\d)`);

const YEAR_MONTH_WORD = new RegExp(`(?<!\\d)(\\d{4})\\.?[\\s-]${MONTH}\\.?[\\s-](\\d{1,2})(?!\\d)`);

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** The first of several days of one month. */
  readonly since?: number;
}

interface Found {
  readonly index: number;
  readonly length: number;
  readonly parts: Parts | 'ambiguous';
}

const plain = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/**
 * The numeric date whose order `order`, or else its own numbers, settle. `3. 4. 2026`, with blanks after the dots, is
 * written day first wherever it is written.
 */
function ordered(a: number, b: number, year: number, separator: string, order: DateOrder): Parts | 'ambiguous' {
  const dmy = { year, month: b, day: a };
  const mdy = { year, month: a, day: b };
  if (order === 'dmy') return dmy;
  if (order === 'mdy') return mdy;
  if (a > 12 && b <= 12) return dmy;
  if (b > 12 && a <= 12) return mdy;
  if (a === b) return dmy;
  return separator === '. ' ? dmy : 'ambiguous';
}

function first(text: string, order: DateOrder): Found | null {
  const found: Found[] = [];
  const take = (hit: RegExpExecArray | null, parts: (hit: RegExpExecArray) => Parts | 'ambiguous'): void => {
    if (hit) found.push({ index: hit.index, length: hit[0].length, parts: parts(hit) });
  };
  take(ISO.exec(text), h => ({ year: Number(h[1]), month: Number(h[3]), day: Number(h[4]) }));
  take(COMPACT.exec(text), h => ({ year: Number(h[1]), month: Number(h[2]), day: Number(h[3]) }));
  take(DAY_MONTH_WORD.exec(text), h => ({ year: fullYear(h[3]!), month: MONTHS[h[2]!]!, day: Number(h[1]) }));
  take(YEAR_MONTH_WORD.exec(text), h => ({ year: Number(h[1]), month: MONTHS[h[2]!]!, day: Number(h[3]) }));
  take(MONTH_WORD_DAY.exec(text), h => ({
    year: fullYear(h[4]!),
    month: MONTHS[h[1]!]!,
    day: Number(h[3]),
    ...(h[2] ? { since: Number(h[2]) } : {}),
  }));
  take(NUMERIC.exec(text), h =>
    order === 'ymd' && h[4]!.length === 2
      ? { year: 2000 + Number(h[1]), month: Number(h[3]), day: Number(h[4]) }
      : ordered(Number(h[1]), Number(h[3]), fullYear(h[4]!), h[2]!, order),
  );
  return found.sort((a, b) => a.index - b.index || b.length - a.length)[0] ?? null;
}

function iso({ year, month, day }: Parts): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1990 || year > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** `19. - 26.1.2026`, `19.1. - 26.1.2026` and `6 au 12 mars 2024`: the start borrows what it leaves out from the end. */
function shortStart(text: string, end: Found, parts: Parts): string | null {
  if (parts.since !== undefined) return iso({ ...parts, day: parts.since });
  const start = /(?<![\d./-])(\d{1,2})(?:\.\s?(?:(\d{1,2})\.)?)?\s?(?:-|az|to|au|al|bis|do|s\.?d\.?|s\/d|t\/m|tot)\s?$/.exec(
    text.slice(0, end.index),
  );
  if (!start) return wordedStart(text.slice(0, end.index), parts);
  return iso({ year: parts.year, month: start[2] ? Number(start[2]) : parts.month, day: Number(start[1]) });
}

const WORDED_START = new RegExp(`(?:${MONTH}\\.?\\s?${ORDINAL}|(?<!\\d)${ORDINAL}\\s?${MONTH}\\.?)\\s?(?:-|az|to|au|al|bis|do)\\s?$`);

/** `Feb 3 - Feb 10, 2026`, `28 Dec - 5 Jan 2026`: only the end has a year, which is that of a later month than the start's, or the next one. */
function wordedStart(before: string, { year, month }: Parts): string | null {
  const start = WORDED_START.exec(before);
  if (!start) return null;
  const began = MONTHS[start[1] ?? start[4]!]!;
  return iso({ year: began > month ? year - 1 : year, month: began, day: Number(start[2] ?? start[3]) });
}

const none = (problem: DateReading['problem']): DateReading => ({ date: null, from: null, problem });

/** The date in a text, times and zones ignored; with two dates joined by a dash or a word, the range. */
export function readDate(printed: string, order: DateOrder): DateReading {
  const text = plain(printed.slice(0, 200));
  return readRange(text, order === 'unknown' ? inferDateOrder([text]) : order);
}

function readRange(text: string, order: DateOrder): DateReading {
  const start = first(text, order);
  if (!start) return none('date-unreadable');
  const rest = text.slice(start.index + start.length);
  const joined = /^[\s\d:.apmtz+]*?(?:-|~|～|\/\s|to|az|until|through|do|au|al|bis|s\.?d\.?|s\/d|t\/m|tot)\s*/.exec(rest);
  const end = joined ? first(rest.slice(joined[0].length), order) : null;
  if (start.parts === 'ambiguous' || end?.parts === 'ambiguous') return none('date-ambiguous');
  const from = iso(start.parts);
  if (from === null) return none('date-impossible');
  if (!end) return { date: from, from: shortStart(text, start, start.parts), problem: null };
  const until = iso(end.parts as Parts);
  return until === null ? none('date-impossible') : { date: until, from, problem: null };
}

/** The order that the dates of one document settle among themselves: a day above 12 decides; contradictions decide nothing. */
export function inferDateOrder(texts: readonly string[]): DateOrder {
  const orders = new Set<DateOrder>();
  for (const text of texts) {
    for (const hit of plain(text).matchAll(new RegExp(NUMERIC, 'g'))) {
      const [a, b] = [Number(hit[1]), Number(hit[3])];
      if (a > 12 && a <= 31 && b <= 12) orders.add('dmy');
      else if (b > 12 && b <= 31 && a <= 12) orders.add('mdy');
    }
  }
  return orders.size === 1 ? [...orders][0]! : 'unknown';
}
