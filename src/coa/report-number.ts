/** The numbers of reports: what is the number and what its revision, and which ones a sentence names. */
import { fold } from './text.ts';

export interface ReportNumber {
  /** All of it, in letters and digits alone. */
  readonly whole: string;
  /** Without the revision. */
  readonly base: string;
  /** 0 for the first issue; null where no revision is printed. */
  readonly revision: number | null;
  /** False where it may be something else than a revision, such as the `A1` of `R-123-A1`. */
  readonly surely: boolean;
}

/** English first, then as other languages write them without their accents. Longer ones first. */
const WORDS =
  'REVISIONE|REVISION|REVISED|REVIZE|REV|AMENDMENT|AMENDED|AMD|CORRECTION|CORRECTED|CORR|REISSUED|REISSUE|ISSUE|VERSIONE|VERSION|VERSIE|VERZE|VER|WERSJA|AUSGABE';
const WORD = new RegExp(`^(?:${WORDS})$`);
/** The first issue is version 1, but revision 0. */
const FROM_ONE = /^(?:V|W|ISSUE|AUSGABE)/;

/** No number of a report is longer; what is, was read wrong. */
const LONGEST = 100;

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const tokensOf = (printed: string): Token[] =>
  [
    ...fold(printed)
      .slice(0, LONGEST)
      .matchAll(/\p{L}+|\p{N}+/gu),
  ].map(({ 0: text, index }) => ({ text: text.toUpperCase(), from: index, to: index + text.length }));

const joined = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** Null where nothing is printed, or what is printed cannot be a number: it has a digit and two letters or digits at least, without the revision. */
export function readReportNumber(printed: string | null): ReportNumber | null {
  const tokens = tokensOf(printed ?? '');
  const at = tokens.findLastIndex(({ text }) => WORD.test(text));
  const behind = at < 0 ? null : count(tokens.slice(at + 1).map(({ text }) => text));
  const numberOf = (end: number, revision: number | null, surely: boolean) =>
    usable({ whole: joined(tokens), base: joined(tokens.slice(0, end)), revision, surely });
  if (behind !== null) return numberOf(at, Math.max(0, FROM_ONE.test(tokens[at]!.text) ? behind - 1 : behind), true);
  const [before, letter, digits] = tokens.slice(-3);
  if (before && letter && digits && /^[ARV]\d{1,2}$/.test(`${letter.text}${digits.text}`)) {
    const apart = letter.from > before.to && digits.from === letter.to;
    const found = apart ? numberOf(-2, Math.max(0, Number(digits.text) - (letter.text === 'V' ? 1 : 0)), false) : null;
    if (found !== null) return found;
  }
  return numberOf(tokens.length, null, true);
}

/** What follows the word: nothing (1), `2`, `No. 2`, `B` or `01.00`; null where it is anything else. */
function count(behind: readonly string[]): number | null {
  const [first, second, ...more] = behind[0] === 'NO' ? behind.slice(1) : behind;
  if (first === undefined) return behind.length === 0 ? 1 : null;
  if (more.length > 0 || (second !== undefined && !/^\d{1,2}$/.test(second))) return null;
  if (/^\d{1,2}$/.test(first)) return Number(first) + Number(second ?? 0) / 100;
  return /^[A-Z]$/.test(first) && second === undefined ? first.charCodeAt(0) - 64 : null;
}

const usable = (number: ReportNumber): ReportNumber | null => (number.base.length >= 2 && /\d/.test(number.base) ? number : null);

/**
 * What two numbers have in common that differ in a revision at most, of the letters and digits alone; more may have it. The same expression in
 * JavaScript and in PostgreSQL, where an index holds it.
 */
export const REVISION_AT_END = `^(.{2,}?)(?:(?:${WORDS})(?:NO)?(?:[0-9]{1,4}|[A-Z])?|[ARV][0-9]{1,2})+$`;
const AT_END = new RegExp(REVISION_AT_END);
export const reportKey = (normalised: string): string => normalised.replace(AT_END, '$1');

const VERB =
  /(?<!\p{L})(?:supersed(?:es|ing)|replac(?:es|ing|ement (?:of|for))|amends|amending|corrects|correcting|re-?issue of|amendment(?: \w{1,3})? (?:of|to)|revision(?: \w{1,3})? (?:of|to)|correction (?:of|to)|nahrazuje|ersetzt|remplace|sustituye|reemplaza|vervangt|zastępuje|sostituisce)(?!\p{L})/giu;
const FILLER =
  /^(?:and|or|the|our|its|any|all|previous(?:ly)?|prior|original|earlier|former|issued|test|lab|laboratory|analytical|analysis|final|certificates?|reports?|coa|of|numbers?|numbered|no|nr|ref|reference|id|version|cofa|supersedes|replaces|amends|with|under|protokolu?|o|zkoušce|č|čísla|den|prüfbericht|bericht|nummer|le|du|d['’](?:essai|analyse)|rapport|certificat|n[°º]|numéro|al?|el|informe|ensayo|certificado|número|het|certificaat|sprawozdanie|z|badań|il|rapporto|di|prova)$/iu;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/;

/** Reports that a sentence says are replaced: `This report supersedes report R-123 of 2 March 2026` names `R-123`. */
export function reportsNamed(sentence: string): ReportNumber[] {
  return [...sentence.slice(0, 1000).matchAll(VERB)].flatMap(verb => {
    for (const word of sentence.slice(verb.index + verb[0].length).split(/[\s:#№,;()“”"]+/u)) {
      const plain = word.replace(/^[.'’-]+|[.'’!?-]+$/gu, '');
      if (plain === '' || FILLER.test(plain)) continue;
      return /\d/.test(plain) && !DATE.test(plain) ? (readReportNumber(plain) ?? []) : [];
    }
    return [];
  });
}
