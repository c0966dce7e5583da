/** What a code on a product's label may name: its text alone is looked at, an address in it is never opened. */
import { normaliseCode } from './text.ts';
import { decoded, unwrapped } from './web-address.ts';

/** How a candidate stands in the text: said to be the lot, the whole text, or a part that looks like a number of something. */
export type CandidateKind = 'stated' | 'whole' | 'part';

export interface CodeCandidate {
  /** As it stands in the text. */
  readonly text: string;
  readonly kind: CandidateKind;
}

export interface LabelCode {
  readonly text: string;
  /** The text is an address on the web. */
  readonly isLink: boolean;
  /** Number of the trade item (8 to 14 digits with a check digit): names the product, never the lot. */
  readonly tradeItem: string | null;
  /** What may be a lot or a report, the likeliest first. */
  readonly candidates: readonly CodeCandidate[];
}

const MOST_CANDIDATES = 24;
/** Shorter parts of an address, or those without a digit, would meet lots by chance. */
const SHORTEST_PART = 4;
const LONGEST_WHOLE = 60;

export function readLabelCode(text: string): LabelCode {
  const clean = text.trim();
  const isLink = /^(?:https?:\/\/|www\.)\S+$/i.test(clean);
  const elements = isLink ? digitalLink(clean) : elementString(clean);
  const tradeItem = elements.tradeItem ?? (isTradeItem(clean) ? clean : null);
  const found: CodeCandidate[] = [
    ...[elements.lot, ...statedLots(clean, isLink)].filter(lot => lot !== null).map(lot => ({ text: lot, kind: 'stated' as const })),
    ...(isLink || tradeItem !== null || clean.length > LONGEST_WHOLE ? [] : [{ text: clean, kind: 'whole' as const }]),
    ...(tradeItem !== null && tradeItem === clean ? [] : parts(clean).map(part => ({ text: part, kind: 'part' as const }))),
  ];
  const distinct = new Map<string, CodeCandidate>();
  for (const candidate of found) {
    const key = normaliseCode(candidate.text);
    if (key.length >= 2 && !distinct.has(key)) distinct.set(key, candidate);
  }
  return { text: clean, isLink, tradeItem, candidates: [...distinct.values()].slice(0, MOST_CANDIDATES) };
}

/** Codes of a list, one a line or parted by semicolons or tabs, each once, in their order. */
export function codesIn(list: string): string[] {
  return [...new Set(list.split(/[\r\n\t;]+/).map(code => code.trim()))].filter(code => code !== '');
}

interface Elements {
  readonly tradeItem: string | null;
  readonly lot: string | null;
}

const NOTHING: Elements = { tradeItem: null, lot: null };

/** GS1 Digital Link 1.2: `…/01/GTIN/10/LOT`. */
function digitalLink(link: string): Elements {
  const match = /\/01\/(\d{8,14})(?=[/?#]|$)(?:.*?\/10\/([^/?#]{1,40}))?/.exec(link);
  if (!match || !isTradeItem(match[1]!)) return NOTHING;
  return { tradeItem: match[1]!, lot: match[2] === undefined ? null : decoded(match[2]) };
}

/** Lengths of the GS1 elements that labels of lots carry before or after the lot: trade item, dates (General Specifications, 3.2). */
const FIXED: Readonly<Record<string, number>> = { '01': 14, '02': 14, '11': 6, '12': 6, '13': 6, '15': 6, '16': 6, '17': 6, '20': 2 };
const VARIABLE: ReadonlySet<string> = new Set(['10', '21', '22', '30', '37', '240', '241']);
/** Ends an element of variable length. */
const GROUP_SEPARATOR = '\u001d';
const withoutSeparator = (text: string): string => (text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text);

/** GS1 element strings, `(01)…(10)LOT` as people read them or with separators as scanners give them. */
function elementString(text: string): Elements {
  if (/^\(\d{2,4}\)/.test(text)) {
    const elements = new Map([...text.matchAll(/\((\d{2,4})\)([^()]*)/g)].map(([, id, value]) => [id, value!.trim()]));
    return { tradeItem: elements.get('01') ?? null, lot: elements.get('10') || null };
  }
  let rest = withoutSeparator(text.replace(/^\](?:C1|d2|Q3)/, ''));
  if (!/^01\d{14}(?:10|1[1-7]\d{6}|21)/.test(rest)) return NOTHING;
  const found = new Map<string, string>();
  while (rest !== '') {
    const id = [2, 3].map(length => rest.slice(0, length)).find(each => each in FIXED || VARIABLE.has(each));
    if (id === undefined) break;
    const end = id.length + (FIXED[id] ?? (rest.includes(GROUP_SEPARATOR) ? rest.indexOf(GROUP_SEPARATOR) - id.length : rest.length));
    found.set(id, rest.slice(id.length, end));
    rest = withoutSeparator(rest.slice(end));
  }
  const tradeItem = found.get('01') ?? null;
  return tradeItem !== null && isTradeItem(tradeItem) ? { tradeItem, lot: found.get('10') || null } : NOTHING;
}

/** GTIN-8, -12, -13, -14: the last digit makes the weighted sum a multiple of ten. */
export function isTradeItem(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

const LOT_WORDS = 'lot|batch|charge|šarže|sarze|lote|lotto|partij|partie|chargen?-?nr';

/** `LOT: FG-2605`, `batch=FG2605`. */
function statedLots(text: string, isLink: boolean): string[] {
  const named = new RegExp(
    `(?:^|[^\\p{L}])(?:${LOT_WORDS})(?:\\s*(?:no|nr|number|code|id)\\b)?\\.?\\s*[#:=./_-]*\\s*([\\p{L}\\p{N}][\\p{L}\\p{N}._/-]{1,39})`,
    'giu',
  );
  return [...decoded(text).matchAll(named)].map(([, lot]) => (isLink ? lot!.split('/')[0]! : lot!)).filter(lot => /\d/.test(lot));
}

/** Words of a text, and segments and values of an address, that hold a digit; also what is wrapped in Base64 there. */
function parts(text: string): string[] {
  const plain = decoded(text).replace(/^https?:\/\/[^/?#]*/i, '');
  const segments = plain.split(/[\s/?&#=;,|]+/).map(part => part.replace(/\.(?:pdf|html?|png|jpe?g|aspx?|php)$/i, ''));
  const wrapped = unwrapped(text).flatMap(words => words.split(/[\s/?&#=;,|:]+/));
  return [...segments, ...wrapped].filter(part => /\d/.test(part) && normaliseCode(part).length >= SHORTEST_PART && part.length <= 60);
}
