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

const WORDS = 'REVISION|REVISED|REV|AMENDMENT|AMENDED|AMD|CORRECTION|CORRECTED|CORR|REISSUED|REISSUE|VERSION|VER';
const WORD = new RegExp(`^(?:${WORDS})$`);
const FROM_ONE = /^V/;

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
  const [last, word, before] = [tokens.at(-1), tokens.at(-2), tokens.at(-3)];
  const whole = joined(tokens);
  const cut = (count: number, revision: number, surely: boolean) =>
    usable({ whole, base: joined(tokens.slice(0, -count)), revision: Math.max(0, revision), surely });
  if (last !== undefined && WORD.test(last.text)) return cut(1, 1, true);
  if (last !== undefined && word !== undefined && /^(?:\d{1,2}|[A-Z])$/.test(last.text)) {
    const count = /\d/.test(last.text) ? Number(last.text) : last.text.charCodeAt(0) - 64;
    const revision = FROM_ONE.test(word.text) ? count - 1 : count;
    if (WORD.test(word.text)) return cut(2, revision, true);
    const glued = last.from === word.to && before !== undefined && word.from > before.to;
    if (/^[ARV]\d/.test(`${word.text}${last.text}`) && glued) {
      const found = cut(2, revision, false);
      if (found !== null) return found;
    }
  }
  return usable({ whole, base: whole, revision: null, surely: true });
}

const usable = (number: ReportNumber): ReportNumber | null => (number.base.length >= 2 && /\d/.test(number.base) ? number : null);

/**
 * What two numbers have in common that differ in a revision at most, of the letters and digits alone; more may have it. The same expression in
 * JavaScript and in PostgreSQL, where an index holds it.
 */
export const REVISION_AT_END = `^(.{2,}?)(?:(?:${WORDS})(?:[0-9]{1,2}|[A-Z])?|[ARV][0-9]{1,2})+$`;
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
