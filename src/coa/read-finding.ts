/** From the text of a result cell to its finding. No path leads from a qualifier to a number. */
import type { Finding, LimitOfMeasurement, PrintedNumber } from './finding.ts';
import { FLAG_MEANINGS, LESS_THAN, type Qualifier, readQualifier } from './qualifier.ts';
import { approximate, compare, type DecimalMark, type NumberReading, plainText, readNumber } from './quantity.ts';
import { readUnit } from './unit.ts';

export interface FindingContext {
  readonly decimalMark: DecimalMark;
  /** LOD, LOQ and reporting limit printed for the row, in the unit of the value. */
  readonly lod?: string | null | undefined;
  readonly loq?: string | null | undefined;
  readonly reportingLimit?: string | null | undefined;
}

/** A cell understood: what it found, the unit printed inside it, and codes of docs/problems.md. */
export interface CellReading {
  readonly finding: Finding;
  readonly unit: string | null;
  readonly flags: readonly string[];
}

const cell = (finding: Finding, flags: readonly string[] = [], unit: string | null = null): CellReading => ({ finding, flags, unit });

export const readFinding = (printed: string, context: FindingContext): Finding => readCell(printed, context).finding;

/** Longer texts are prose, and are not searched for numbers. */
const LONGEST = 200;

export function readCell(printed: string, context: FindingContext): CellReading {
  if (printed.length > LONGEST) return cell({ kind: 'text', text: printed });
  const text = plainText(printed)
    // `10 (est) CFU/g`
    .replace(/^([\d.,]+(?:e[+-]?\d+)?)\s*\((?:est\.?|estimated)\)\s*(\S.*)$/i, 'est. $1 $2')
    // `Detected < 0.030`: seen, and too little to be measured
    .replace(/^(?:detected|present)[\s,:;]*(?=<\s*\d)/i, '')
    // `ND U`: the letter says it once more
    .replace(/^(n\.?d\.?|(?:none|not) detected)\s+\(?[UBHQ]{1,2}\)?$/i, '$1')
    // `40 CFU/g est.`
    .replace(/^(\d[\d.,]*(?:e[+-]?\d+)?)\s*([^\d\s]\S*)\s+\(?(?:est\.?|estimated)\)?$/i, 'est. $1 $2')
    // `0.12 mg/kg (LOQ 0.02)`
    .replace(/^(\d[^()]*?)\s*\((?:l?loq|lod|mdl|m?rl|pql)\s*[:=]?\s*[\d.,]+[^()]*\)$/i, '$1')
    .replace(/^[*†‡]+\s*|(?:\s*[*†‡^]|(?<=[A-Za-z)])\^\d|(?<=\d)(?<!10)\s\^\d)+$/g, '');
  const lower = text
    .toLowerCase()
    .replace(/\s*([<>≤≥]=?)\s*/g, ' $1 ')
    .trim();
  const qualifier = readQualifier(lower) ?? readQualifier(lower.replace(/ ([<>≤≥]=?) /g, '$1')) ?? readQualifier(withoutUnit(lower));
  if (qualifier) return ofQualifier(qualifier, context);
  return (
    notDetectedWithLimit(lower, context) ??
    limitWithNumber(lower, context) ??
    compared(text, context) ??
    flaggedNumber(text, context) ??
    markedNumber(text, context) ??
    uncertain(text, context) ??
    range(text, context) ??
    plainNumber(text, context)
  );
}

/** `<LOQ%`, `<LOQ mg`: the unit after a qualifier says nothing of the value. */
function withoutUnit(lower: string): string {
  const found = /^(.*?(?:loq|lod|mdl|rl|nd|detected))\s*(\S+)$/.exec(lower.replace(/^([<≤]=?) /, '$1'));
  return found && readUnit(found[2]!).unit ? found[1]! : lower;
}

function ofQualifier({ word, testPortion }: Qualifier, context: FindingContext): CellReading {
  const portion = testPortion === null ? {} : { testPortion };
  const below = (limit: LimitOfMeasurement, bound: string | null | undefined): CellReading =>
    cell({ kind: 'below_limit', limit, inclusive: false, bound: numberOf(bound, context) });
  switch (word) {
    case 'not_detected':
      return cell({ kind: 'not_detected', ...portion });
    case 'present':
      return cell({ kind: 'present', ...portion });
    case 'absent':
      return cell({ kind: 'absent', ...portion });
    case 'trace':
      return cell({ kind: 'detected_not_quantified' });
    case 'below_lod':
      return below('lod', context.lod);
    case 'below_loq':
      return below('loq', context.loq);
    case 'below_reporting_limit':
      return below('reporting_limit', context.reportingLimit);
    case 'above_range':
      return cell({ kind: 'above_limit', inclusive: false, bound: null });
    default:
      return cell({ kind: word });
  }
}

function numberOf(printed: string | null | undefined, context: FindingContext): PrintedNumber | null {
  if (printed == null) return null;
  const read = numberWithUnit(printed, context);
  return read === null ? null : read.number;
}

/** A number with nothing, or with a known unit, after it. */
function numberWithUnit(printed: string, context: FindingContext): (NumberReading & { readonly unit: string | null }) | null {
  const text = plainText(printed);
  const whole = readNumber(text, context.decimalMark);
  if (typeof whole !== 'string') return { ...whole, unit: null };
  for (const at of splits(text)) {
    const unit = text.slice(at).trim();
    const found = readUnit(unit);
    if (!found.unit && !found.testPortion) continue;
    const head = readNumber(text.slice(0, at).trim(), context.decimalMark);
    if (typeof head !== 'string') return { ...head, unit };
  }
  return null;
}

/** Places where a number can end and its unit begin. */
function* splits(text: string): Generator<number> {
  for (let i = 1; i < text.length; i++) if (/[\d.)]/.test(text[i - 1]!) !== /[\d.)]/.test(text[i]!) || text[i] === ' ') yield i;
}

const NOT_DETECTED = String.raw`(?:nd|n\.d\.|(?:not|none) detected|n\.\s?n\.|nicht (?:nachweisbar|nachgewiesen)|nie wykryto|non rilevato)`;
const DETECTED_FROM = String.raw`(?:<|(?:l?lo[dq]|m?dl|pql|rl|nwg|ng|bg)\s?[:=]?|at|<\s?(?:l?lo[dq]|nwg|ng|bg) ?[:=]?)`;
const NOT_DETECTED_WITH = [
  new RegExp(`^${NOT_DETECTED}[\\s,;]*\\(?\\s*${DETECTED_FROM}\\s*([^()]+?)\\s*\\)?$`),
  new RegExp(`^${NOT_DETECTED}\\s*\\(\\s*([\\d.,][^()]*?)\\s*\\)$`),
  /^<\s*([^()]+?)\s*\(\s*(?:nd|n\.d\.|not detected|n\.\s?n\.)\s*\)$/,
];

/** `ND (<0.05)`, `ND <0.05`, `ND (0.05)`, `<0.05 (ND)`, `n.n. (NG 0,01)`. */
function notDetectedWithLimit(lower: string, context: FindingContext): CellReading | null {
  const found = NOT_DETECTED_WITH.map(pattern => pattern.exec(lower)).find(Boolean);
  const bound = found ? numberWithUnit(found[1]!, context) : null;
  return bound ? cell({ kind: 'not_detected', bound: bound.number }, bound.flags, bound.unit) : null;
}

/** `<LOQ (0.05)`, `< LOQ 0.05`, `BLQ (0.05)`, `<0.05 (LOQ)`. */
function limitWithNumber(lower: string, context: FindingContext): CellReading | null {
  const before =
    /^(<=?|≤)\s*(l?loq|lod|mdl|rl|mrl|pql|bg|nwg|ng)\s*[(:=]?\s*(?:(?:l?loq|lod|mdl|m?rl|pql|bg|nwg|ng)\s*[:=]?)?\s*[<≤]?\s*([\d.,][^()]*?)\s*\)?$/.exec(
      lower.replace(/^(?:blq|bql|bloq)\b/, '<loq').replace(/^(?:bdl|blod)\b/, '<lod'),
    );
  const behind = before ? null : /^(<=?|≤)\s*([\d.,][^()]*?)\s*\(\s*(l?loq|lod|mdl|rl|mrl|pql|bg|nwg|l\.?[qdc]\.?)\s*\)$/.exec(lower);
  const [, sign, word, number] = before ?? (behind ? [behind[0], behind[1], behind[3], behind[2]] : []);
  const bound = number === undefined ? null : numberWithUnit(number, context);
  if (word === undefined || !bound) return null;
  const limit: LimitOfMeasurement = /^(lod|mdl|nwg|ng|l\.?d\.?)$/.test(word) ? 'lod' : /^m?rl$/.test(word) ? 'reporting_limit' : 'loq';
  return cell({ kind: 'below_limit', limit, inclusive: sign !== '<', bound: bound.number }, bound.flags, bound.unit);
}

const COMPARATORS: readonly (readonly [RegExp, 'below' | 'above' | 'equal' | 'about', boolean])[] = [
  [
    /^(?:<=|=<|≤|⩽|nmt|not more than|no more than|m(?:[aá]x|aks)(?:im(?:o|um|al)(?!\p{L}))?\.?|massimo|höchstens|at most|up to|nejvýše)\s*/iu,
    'below',
    true,
  ],
  [/^(?:>=|=>|≥|⩾|nlt|not less than|no less than|m[ií]n(?:im(?:o|um|al))?(?!\p{L})\.?|mindestens|at least|nejméně)\s*/iu, 'above', true],
  [new RegExp(`^(?:<|‹|${LESS_THAN}(?!\\p{L}))\\s*`, 'iu'), 'below', false],
  [/^(?:>|›|greater than|more than|above|over|více než|nad)\s*/i, 'above', false],
  [/^(?:~|≈|≅|ca\.?|circa|approximately|approx\.?|about|estimated|est\.?|odhad)\s*/i, 'about', false],
  [/^=\s*/, 'equal', false],
];

function compared(text: string, context: FindingContext): CellReading | null {
  const found = COMPARATORS.map(([pattern, sense, inclusive]) => ({ hit: pattern.exec(text), sense, inclusive })).find(c => c.hit);
  if (!found?.hit) return null;
  const rest = text
    .slice(found.hit[0].length)
    // `<0.05 (LOQ 0.05)`: the limit it speaks of
    .replace(/\s*\(\s*(?:l?loq|lod|mdl|m?rl|pql)\s*[:=]?\s*[\d.,]+\s*\)$/i, '')
    .replace(/\s+\(?(?:est\.?|estimated|tntc|[UJBHEQ])\)?$/i, '');
  const bound = numberWithUnit(rest, context);
  if (!bound) return /\d/.test(rest) ? cell({ kind: 'invalid', reason: refusal(rest, context) }) : null;
  if (found.sense === 'below')
    return cell({ kind: 'below_limit', limit: 'stated', inclusive: found.inclusive, bound: bound.number }, bound.flags, bound.unit);
  if (found.sense === 'above')
    return cell({ kind: 'above_limit', inclusive: found.inclusive, bound: bound.number }, bound.flags, bound.unit);
  if (found.sense === 'equal') return judged(bound, context);
  return cell({ kind: 'estimated', number: bound.number }, [...bound.flags, 'approximate-value'], bound.unit);
}

const refusal = (text: string, context: FindingContext): string => {
  const read = readNumber(text, context.decimalMark);
  return typeof read === 'string' && read !== 'not-a-number' ? read : 'garbled-number';
};

/** `0.05 U`, `0.012 J`, `120 est.`: a letter that changes what the number says. */
function flaggedNumber(text: string, context: FindingContext): CellReading | null {
  const found = /^(.*[\d.])\s*(?:\(\s*([A-Z])\s*\)|\s([UJBHEQRI])|([UJBQ])|\s\(?(est\.?|estimated)\)?)$/.exec(text);
  if (!found) return null;
  const letter = (found[2] ?? found[3] ?? found[4] ?? 'j').toLowerCase();
  const read = numberWithUnit(found[1]!, context);
  if (!read || !(letter in FLAG_MEANINGS)) return null;
  if (letter === 'u') return cell({ kind: 'not_detected', bound: read.number }, [...read.flags, 'laboratory-qualifier'], read.unit);
  if (letter === 'r') return cell({ kind: 'invalid', reason: 'rejected-by-laboratory' }, ['laboratory-qualifier'], read.unit);
  const kind = letter === 'j' || letter === 'i' ? 'estimated' : 'quantified';
  return cell({ kind, number: read.number }, [...read.flags, found[5] ? 'approximate-value' : 'laboratory-qualifier'], read.unit);
}

/** `1.2 ± 0.1`; a relative uncertainty (`± 12 %` of a value that is no percentage) stays printed text. */
function uncertain(text: string, context: FindingContext): CellReading | null {
  const found = /^(.+?)\s*(?:±|\+\/-|\+-)\s*(.+)$/.exec(text.replace(/\(\s*((?:±|\+\/-|\+-)[^()]*)\)/, '$1'));
  if (!found) return null;
  const value = numberWithUnit(found[1]!, context);
  const spread = numberWithUnit(found[2]!.replace(/\(?\s*k\s*=\s*\d\s*\)?/i, '').trim(), context);
  if (!value) return cell({ kind: 'invalid', reason: refusal(found[1]!, context) });
  if (/[<>≤≥]/.test(found[2]!)) return cell({ kind: 'invalid', reason: 'garbled-number' });
  const read = judged({ ...value, unit: value.unit ?? (spread?.unit === '%' ? null : (spread?.unit ?? null)) }, context);
  const relative = spread?.unit === '%' && value.unit !== '%';
  if (!spread || relative || (read.finding.kind !== 'quantified' && read.finding.kind !== 'estimated'))
    return { ...read, flags: [...read.flags, 'uncertainty-unread'] };
  return { ...read, finding: { ...read.finding, uncertainty: spread.number } };
}

/** `1.9 (2)`, `0.3 (a)`, `0,0154 x)`: a count, or a footnote that may change what the number says. */
function markedNumber(text: string, context: FindingContext): CellReading | null {
  const found = /^(.*\d)(?:\s*\((?:\d|1\d|(?![ujbheqr])[a-z])\)|\s(?![ujbheqr]\))[a-z]\))$/.exec(text);
  const read = found && numberWithUnit(found[1]!, context);
  if (!read) return null;
  const { finding, unit, flags } = judged(read, context);
  return cell(finding, [...flags, 'laboratory-qualifier'], unit);
}

function range(text: string, context: FindingContext): CellReading | null {
  const found = /^([\d.,]+)\s*(\S*?)\s*(?:-|–|to|až|\.\.\.?)\s*([\d.,]+)\s*(.*)$/.exec(text);
  if (!found || /[eE]$/.test(found[2]!)) return null;
  const low = readNumber(found[1]!, context.decimalMark);
  const high = numberWithUnit(`${found[3]} ${found[4]}`.trim(), context);
  if (typeof low === 'string' || !high || (found[2] !== '' && !readUnit(found[2]!).unit)) return null;
  if (compare(low.number.text, high.number.text) > 0) return cell({ kind: 'invalid', reason: 'range-reversed' });
  return cell({ kind: 'range', low: low.number, high: high.number }, [...low.flags, ...high.flags], high.unit);
}

function plainNumber(text: string, context: FindingContext): CellReading {
  const read = numberWithUnit(text, context);
  if (read) return judged(read, context);
  const reason = readNumber(text, context.decimalMark);
  if (typeof reason === 'string' && reason !== 'not-a-number') return cell({ kind: 'invalid', reason });
  return /^[\d.,\s^eExX×*/<>=%±-]*$/.test(text) && /\d/.test(text)
    ? cell({ kind: 'invalid', reason: 'garbled-number' })
    : cell({ kind: 'text', text });
}

/** A number below the printed LOQ is the laboratory's estimate. */
function judged(read: NumberReading & { readonly unit: string | null }, context: FindingContext): CellReading {
  const loq = numberOf(context.loq, context);
  const estimated = loq !== null && approximate(read.number.text) > 0 && compare(read.number.text, loq.text) < 0;
  return cell({ kind: estimated ? 'estimated' : 'quantified', number: read.number }, read.flags, read.unit);
}
