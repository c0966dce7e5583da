/** What a piece of text in a table cell looks like, judged by its form alone. What it means is for `src/coa` to say. */

import { LESS_THAN, readQualifier } from '../../src/coa/qualifier.ts';
import { remember } from '../../src/coa/remember.ts';
import { verdictWord } from '../../src/coa/verdict.ts';
import { findingIn } from './judged.ts';

export type CellKind =
  /** 12.3, 1,200 mg, 0.5 %, 1.2E+04, 2.1 x 10^2 */
  | 'number'
  /** <0.05, < LOQ, ≥ LOD, > 1 per 3 grams */
  | 'qualified'
  /** ND, Not Detected in 1g, negativní, Absent, NT, N/A */
  | 'words'
  /** Pass, Fail, Conforms, Vn */
  | 'verdict'
  /** 0.02/0.05 */
  | 'pair'
  /** ±0.05 */
  | 'uncertainty'
  | 'unit'
  | 'dash'
  | 'date'
  | 'text';

/** Whether a blank parts thousands, or two cells, is for the page to say; where noughts follow it, it can only part thousands. */
const NUMBER = String.raw`(?:[1-9]\d{0,2}(?: \d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?![.,]?\d)|\d+(?:[.,]\d+)?|[.,]\d+)`;
const POWER = String.raw`(?:\s*[eE][+-]?\d{1,3}|\s*[x×·*.]\s*10\s*\^?\s*[+-]?\d{1,2}|\s*[x×]\s*10\s*\^\s*[+-]?\d{1,2})?`;
const UNIT = [
  String.raw`(?:wt\.?\s?|m\s?)?%(?:\s?\(?(?:w\/w|w\/v|v\/v|wt\.?|hm\.?|by\s(?:wt|weight)|m\/m|b\/b|rh)\)?)?`,
  String.raw`(?:w\/w|wt)\s?%`,
  String.raw`(?:[µμ]|u|mc|m|n|p|k)?gm?\s?(?:\/|\bper\b)\s?(?:100\s?)?(?:(?:k|m|[µμ]|u)?g(?:m|ram)?|m?l|kg|mL|L|cc|cm3|unit|(?:\d+(?:[.,]\d+)?\s?(?:g|ml)\s)?(?:serv(?:ing)?|svg|bottle)|tab(?:let)?s?|caps?(?:ule)?|g[ée]lule|kapsel|[ck][áa]psula|comprim[ée]|comprimido|compressa|tablette|tableta|tobolk[au]|cont(?:ainer)?|pack(?:age)?|pkg|pouch|bottle|bag|softgels?|ct|count|dose|piece|gummy|day|d|sachet|bag|m3|ks|vial|shot|stick|can|jar|tube|tin|cartridge|chew|lozenge|cookie|strip|pill)\.?(?:\s(?:dry (?:wt|weight|matter|basis)|as (?:rcvd|received|is)|os|fm|fs|ms|ts|tm|ds|dm|dw|s\.\s?s\.|s\.\s?m\.|i\.?\s?(?:d\.?\s?)?tr\.?))?`,
  '(?:[µμ]|u|mc|m|n|k)?gm?',
  'pp[mbt]',
  String.raw`(?:log(?:10)?\s?)?(?:cfu|mpn|nmp|kbe|ktj|ufc|kve|jtk|kve|tke|tvc|pfu|spores?|colon(?:y|ies)|koloni)(?:\s?(?:\/|per|\s)\s?(?:\d+\s?)?(?:gms?|grams?|g|ml|l|swab|unit|serving))?`,
  String.raw`aw|a_w|water activity units?|ph|iu(?:\/(?:g|mg|ml|kg))?|mmol\/(?:kg|l)|meq\/kg|m[lL]|[lL]|°c|eu\/(?:mg|ml|g)|bq\/(?:kg|l|g)|ntu|[µμum]s\/c?m|meq o2\/kg|mg koh\/g|kj\/100\s?g|kcal(?:\/100\s?g)?|cells?\/g|(?:per|in|v|en|em|dans|je|pro|auf|w)\s\d+(?:[.,]\d+)?\s?(?:g|ml)|\/\s?(?:\d+\s?)?(?:g|ml)`,
].join('|');

const LIMIT_NAME = '(?:l?loq|lod|mdl|m?rl|pql)';
const UNIT_ONLY = new RegExp(`^[([]?(?:${UNIT})[)\\]]?$`, 'i');
const NUMBER_ONLY = new RegExp(`^[~≈=]?\\s*[-−+]?${NUMBER}${POWER}\\s*[*†‡^]*$`, 'i');
const POWER_ONLY = /^=?\s*10\s*\^\s*[+-]?\d{1,2}$/;
const NUMBER_WITH_UNIT = new RegExp(`^([~≈=]?\\s*[-−+]?(?:${NUMBER}${POWER}|10\\s*\\^\\s*[+-]?\\d{1,2}))\\s*[(]?(${UNIT})[)]?$`, 'i');
/** `12 min`, `7.2 kp`: of tests of tablets; alone such words are no units, as `Min` is a heading. */
const IN_PHYSICAL_UNIT = new RegExp(
  `^(?:[<>≤≥]|NMT|NLT)?\\s*${NUMBER}\\s*(?:min(?:utes?)?|sec(?:onds?)?|hours?|kp|N|mm|cm|[µμ]m|cP|mPa·?s)\\.?$`,
);
/** `10 (est) CFU/g`, `40 est.`, `40 CFU/g est.` */
const ESTIMATED = new RegExp(
  `^${NUMBER}${POWER}\\s*(?:(?:${UNIT})\\s+)?(?:\\(est(?:\\.|imated)?\\)|est(?:\\.|imated))\\s*(?:${UNIT})?$`,
  'i',
);
/** `0.12 J`, `40 (E)`, `<10 U`: letters of American laboratories behind a number. */
const WITH_LETTER = new RegExp(
  `^[<>]?\\s*(?:\\d*[.,]\\d+${POWER}\\s?(?:[UJBHEQ]{1,2}|(?<=\\s)I|\\([UJBHEQI]{1,2}\\))|${NUMBER}${POWER}\\s?(?:\\([UJBHE]\\)|(?<=\\s)[JUE]))$`,
);
/** `1.9 (2)`, `0.3 (a)`, `0.3 ¹`: a count or the mark of a footnote behind a number. */
const WITH_MARK = new RegExp(`^${NUMBER}${POWER}(?:\\s?\\((?:\\d|1\\d|(?![ujbheqr])[a-z])\\)|\\s(?![ujbheqr]\\))[a-z]\\))$`);
const RAISED_MARK = /(?<=\d)(?<!10)\s[¹²³⁴-⁹]$/;
/** `3.5 x 10`: the power above it was lost, which is doubted; the row is one all the same. */
const POWERLESS = new RegExp(`^[<>≤≥~]?\\s*${NUMBER}\\s*[x×]\\s*10$`, 'i');
/** `0.12 mg/kg (LOQ 0.02)`. */
const WITH_LIMIT = new RegExp(`^${NUMBER}${POWER}\\s*(?:${UNIT})?\\s*\\(${LIMIT_NAME}\\s*[:=]?\\s*${NUMBER}\\s*(?:${UNIT})?\\)$`, 'i');
const COMPOUND = /^([^()]+)\(([^()]+)\)(?:[,;].*)?$/;
const LIMIT_WORD = '(?:m?l?loqs?|lods?|mdl|mrl|rl|pql|l\\.?[qdc]\\.?|moq|blq|ng|bg|ubg|nwg)';
const QUALIFIED = new RegExp(
  `^(?:<|>|≤|≥|<=|>=|=<|=>|nmt|nlt|max\\.?|min\\.?|≦|≧|(?:not )?(?:less|more) than|${LESS_THAN}(?= )|(?:est(?:\\.|imated)?|approx\\.?|ca\\.?)(?= ))\\s*=?\\s*(?:${NUMBER}${POWER}|10\\s*\\^\\s*\\d{1,2}|${LIMIT_WORD})\\s*[(]?(?:${UNIT}|per .{1,16})?[)]?\\s*(?:\\(?est(?:\\.|imated)?\\)?)?\\s*[*†‡^]*$`,
  'i',
);
/** `5.0 % max.`, `10,000 cfu/g MAX`. */
const BOUNDED_BEHIND = new RegExp(`^${NUMBER}${POWER}\\s*[(]?(?:${UNIT})?[)]?\\s*[,(]?\\b(?:min|max)(?:imum)?\\.?\\)?$`, 'i');
const QUALIFIED_WITH_UNIT = new RegExp(
  `^((?:<|>|≤|≥|<=|>=|=<|=>|${LESS_THAN}(?= ))\\s*(?:${NUMBER}${POWER}|10\\s*\\^\\s*\\d{1,2}|${LIMIT_WORD}))\\s*[(]?(${UNIT})[)]?$`,
  'i',
);
/** `< LOQ (0.02)`, `ND (<0.001)`, `<0.005 (LOQ)`, `<0.05 (ND)`: a bound beside the word it explains. */
const BOUND = `${NUMBER}${POWER}\\s*(?:${UNIT})?`;
const WORD_WITH_BOUND = new RegExp(
  `^(?:(?:n\\.?d\\.?|n\\.\\s?n\\.|(?:not|none) detected|nicht (?:nachweisbar|nachgewiesen)|nie wykryto|non rilevato)\\s*[,;]?\\s*(?:\\(?\\s*(?:<|≤|(?:l?lo[dq]|m?dl|pql|rl|nwg|ng|bg)\\s?[:=]?|<\\s?(?:l?lo[dq]|nwg|ng|bg)\\s?[:=]?)\\s*${BOUND}\\s*\\)?|\\(\\s*${BOUND}\\s*\\))|` +
    `(?:detected|present)\\s*[,;(]?\\s*<\\s*${BOUND}\\s*\\)?|` +
    `(?:[<≤]=?\\s*${LIMIT_WORD}|blq|bql|bloq|bdl|blod)\\s*[(:=]\\s*(?:${LIMIT_WORD}\\s*[:=]?\\s*)?[<≤]?\\s*${BOUND}\\s*\\)?|[<≤]=?\\s*${BOUND}\\s*\\(\\s*(?:nd|n\\.d\\.|not detected|${LIMIT_WORD}\\s*[:=]?\\s*(?:${NUMBER})?)\\s*\\))$`,
  'i',
);
const RANGE = new RegExp(`^[-−+]?${NUMBER}${POWER}(?:\\s?%)?\\s*(?:-|–|to|až|bis)\\s*${NUMBER}${POWER}\\s*(?:${UNIT})?$`, 'i');
const PAIR = new RegExp(`^(?:${NUMBER}${POWER}|[-–—])\\s*\\/\\s*${NUMBER}${POWER}$`, 'i');
const UNCERTAINTY = new RegExp(`^\\(?(?:±|\\+\\/-|\\+\\/−)\\s*${NUMBER}${POWER}\\s*(?:${UNIT})?\\)?$`, 'i');
const WITH_UNCERTAINTY = new RegExp(`^[<~]?\\s*${NUMBER}${POWER}\\s*\\(?(?:±|\\+\\/-)\\s*${NUMBER}${POWER}\\s*(?:${UNIT})?\\)?$`, 'i');
const DASH = /^[-–—―‐‑−]{1,3}$/;
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}.*)?$/;

const PORTION = String.raw`(?:\s*(?:\/|in|per|v|ve|en|dans|in einer|na)\s*\(?\d+(?:[.,]\d+)?\s*(?:g|grams?|ml|mL|gramech|gramm)\)?|\s*\(\d+\s*g\))?`;
const WORDS = new RegExp(
  `^(?:n\\.?\\s?d\\.?|n\\.?\\s?[tr]\\.?|n\\/[atdr]|n\\.?a\\.?|blq|bql|bdl|bloq|blod|tntc|lod|loq|` +
    `(?:not|none|no|non)[ -](?:detect(?:ed|able)?|present|found|tested|applicable|reported|observed|analy[sz]ed|growth|cq|target)|no analytes? detected|no detectable microbial dna|undetected|` +
    `absen(?:t|ce|te|z)|ausente|ausencia|absence|abwesend|nepřítomn[aoéý]*|neg(?:at|ative|ativní|ativ|ativo|atief)?|positive|pozitivní|positiv|positivo|present|detected|confirmed|` +
    `nedetekováno|nezjištěno|nenalezeno|nestanoveno|neprokázáno|nicht (?:nachweisbar|nachgewiesen|bestimmt|bestimmbar)|nachgewiesen|vorhanden|n\\.\\s?n\\.|n\\.\\s?b\\.|` +
    `no detectad[oa]|detectad[oa]|non détectée?|détectée?|présence|presencia|absente|niet aan(?:toonbaar|getroffen|getoond)|aangetoond|afwezig|aanwezig|(?:ej|inte|ikke) påvis(?:t|ad|ade|at)|tespit edile?medi|saptanmad[ıi]|bulunmad[ıi]|nie wykryto|niewykryto|wykryto|nieobecn[aey]|obecn[aey]|non rilevat[oa]|rilevat[oa]|assen(?:te|za)|presen(?:te|za)|não detectad[oa]|ausência|presença|ujemny|dodatni|prokázáno|traces?|traza?s|tracce|spuren|sporen|stopy)${PORTION}\\.?\\s*[*†‡^]*$`,
  'iu',
);
/** Said of a row and neither pass nor fail. */
const STATE = /^(?:tested|complete|completed|action)$/i;
/** `Foreign Matter | Complete`, in a list of what was tested: how far it got, and nothing that was found. */
export const isState = (text: string): boolean => /^completed?$/i.test(text.trim());
const VERDICT_LETTER = /^(?:p|f|v|vn|n|x|c|nc|[✓✔☑✗✘☒])$/iu;

const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Letters of unlike scripts and forms made one: µ, minus, thin spaces. */
export function tidy(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFKC').replace(/μ/g, 'µ').replace(/\s+/g, ' ').trim();
}

export const cellKind = remember((text: string): CellKind => kindOf(findingIn(text)));

/** What holds a digit; most cells are words alone, and none of these many patterns is tried on them. */
const kindOfFigures = (s: string): CellKind | null => {
  if (DATE.test(s)) return 'date';
  if (PAIR.test(s)) return 'pair';
  if (
    NUMBER_ONLY.test(s) ||
    POWER_ONLY.test(s) ||
    POWERLESS.test(s) ||
    NUMBER_WITH_UNIT.test(s) ||
    WITH_UNCERTAINTY.test(s) ||
    WITH_LETTER.test(s) ||
    WITH_MARK.test(s) ||
    WITH_LIMIT.test(s) ||
    ESTIMATED.test(s) ||
    IN_PHYSICAL_UNIT.test(s) ||
    splitCompound(s) !== null
  )
    return 'number';
  if (QUALIFIED.test(s) || WORD_WITH_BOUND.test(s) || BOUNDED_BEHIND.test(s)) return 'qualified';
  if (RANGE.test(s)) return 'number';
  return UNCERTAINTY.test(s) ? 'uncertainty' : null;
};

const kindOf = (text: string): CellKind => {
  const s = tidy(text.replace(RAISED_MARK, '')).replace(/^[*†‡]+\s*(?=[<≤\d]|n\.?d\b)/i, '');
  if (s.length > 80) return 'text';
  if (DASH.test(s)) return 'dash';
  const amount = /\d/.test(s) ? kindOfFigures(s) : splitCompound(s) ? 'number' : QUALIFIED.test(s) ? 'qualified' : null;
  if (amount) return amount;
  if (WORDS.test(s) || isQualifier(s) || /^(?:n\.?d\.?|(?:none|not) detected)\s+\(?[UBHQ]{1,2}\)?$/i.test(s)) return 'words';
  if (isVerdictWord(s)) return 'verdict';
  if (UNIT_ONLY.test(s)) return 'unit';
  return 'text';
};

/** A number or a bound. */
export const isAmount = (kind: CellKind): boolean => kind === 'number' || kind === 'qualified';

/** A cell that can be a result: a number, a bound, or a word such as ND. */
export const isFinding = (kind: CellKind): boolean => isAmount(kind) || kind === 'words';

/** A cell that shows that a row is a row: anything but prose, dates and bare units. */
export const isValueLike = (kind: CellKind): boolean =>
  isFinding(kind) || kind === 'verdict' || kind === 'pair' || kind === 'uncertainty' || kind === 'dash';

/** What `src/coa` understands in the place of a number; `None` may be anything. */
const isQualifier = (text: string): boolean => {
  if (text.length > 48 || !/\p{L}/u.test(text)) return false;
  const word = readQualifier(text.toLowerCase())?.word;
  return word !== undefined && word !== 'not_reported' && word !== 'not_legible';
};

const isVerdictWord = (text: string): boolean => STATE.test(text) || verdictWord(text) !== null;

export const isVerdict = (text: string): boolean => isVerdictWord(tidy(text)) || VERDICT_LETTER.test(tidy(text));

/** Another column's cell where the verdict stands, or a verdict with more beside it: `Passed ICP-MS`, `ICP-MS Passed`. */
export const isNoVerdict = (text: string): boolean => {
  const words = text.split(' ');
  return (
    ['unit', 'number', 'qualified'].includes(cellKind(text)) ||
    (cellKind(text) === 'text' && words.length > 1 && (isVerdict(words[0]!) || cellKind(words.at(-1)!) === 'verdict'))
  );
};

export const isVerdictLetter = (text: string): boolean => VERDICT_LETTER.test(tidy(text));

export const isUnit = (text: string): boolean => UNIT_ONLY.test(tidy(text));

/** `2.780 mg/g (0.2780 %)`: one measurement in two units in one cell. */
export function splitCompound(text: string): { first: string; second: string } | null {
  const found = COMPOUND.exec(text.trim());
  return found?.[1] && found[2] && splitUnit(found[1]) && splitUnit(found[2]) ? { first: found[1].trim(), second: found[2].trim() } : null;
}

/** `1,200 mg` → value and unit apart; null when the text holds no unit. */
export function splitUnit(text: string): { value: string; unit: string } | null {
  const found = NUMBER_WITH_UNIT.exec(text.trim()) ?? QUALIFIED_WITH_UNIT.exec(text.trim());
  return found?.[1] && found[2] ? { value: found[1].trim(), unit: found[2].trim() } : null;
}

/** `0.02/0.05` → the two parts. */
export function splitPair(text: string): readonly [string, string] | null {
  const parts = text.split('/');
  return parts.length === 2 && parts[0] !== undefined && parts[1] !== undefined ? [parts[0].trim(), parts[1].trim()] : null;
}

const EMBEDDED_UNIT = new RegExp(`(?:^|[\\s([,])(${UNIT})(?=$|[\\s)\\],;])`, 'gi');

/** The units named in a heading, in order: `Result (mg/g)` → `mg/g`. Bare `g`, `mg`, `L` only count in brackets or alone. */
export const unitsIn = remember((text: string): readonly string[] => {
  const s = text.replace(/\s+/g, ' ').trim();
  return [...s.matchAll(EMBEDDED_UNIT)].flatMap(match => {
    const found = match[1] ?? '';
    const unit = found.includes('(') ? found : found.replace(/\)$/, '');
    const bracketed = /[([]/.test(s.charAt(match.index));
    const alone = s === unit;
    return /^(?:[µμumn]?c?g|k?g|l|ml|(?:per|in|v|en|em|dans|je|pro|auf|w) \d+.*|ph|aw)$/i.test(unit) && !bracketed && !alone ? [] : [unit];
  });
});

/** `2025`, which heads results of that year. */
export const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text);
