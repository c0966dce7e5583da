/** The limit printed beside a result: what it demands of the value, never what we demand. */
import type { PrintedNumber } from './finding.ts';
import { readQualifier, readTestPortion } from './qualifier.ts';
import { type DecimalMark, plainText } from './quantity.ts';
import { type CellReading, readCell } from './read-finding.ts';
import { remember } from './remember.ts';
import type { Panel } from './transcript.ts';

export type PrintedLimit =
  /** Passes up to the number. `inclusive` null: a bare number, which does not say whether it may be reached. */
  | {
      readonly kind: 'max';
      readonly number: PrintedNumber;
      readonly inclusive: boolean | null;
      readonly unit: string | null;
      /** Printed as the failing condition, `>25%`. */
      readonly failing: boolean;
    }
  | { readonly kind: 'min'; readonly number: PrintedNumber; readonly inclusive: boolean; readonly unit: string | null }
  | { readonly kind: 'range'; readonly low: PrintedNumber; readonly high: PrintedNumber; readonly unit: string | null }
  /** Nothing may be found: `Absent in 25 g`, or as failing condition `Detection in 1.0 g`, `≥ LOD`. */
  | { readonly kind: 'absent'; readonly testPortion: string | null; readonly failing: boolean }
  /** `-`, `N/A`, `Report Results`: no limit. */
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string };

/** Panels of what must stay low: `>25%` there is the condition of failing, elsewhere a least content. */
const CONTAMINANTS: ReadonlySet<Panel> = new Set([
  'metals',
  'microbes',
  'pesticides',
  'solvents',
  'mycotoxins',
  'moisture',
  'foreign_matter',
]);

/** Words that ask for a least amount, whatever the panel. */
const LEAST = /^(?:nlt|n(?:ot|o) less than|m[ií]n|at least|nejméně)/i;

/** `5.0 % max.`, `45% MIN`: the word that bounds it behind the number. */
const BOUNDED_BEHIND = /^(\d.*?)\s*[,(]?\b(min|max)(?:imum)?\.?\)?$/i;

interface LimitContext {
  readonly decimalMark: DecimalMark;
  readonly panel: Panel;
}

const readers = new Map<string, (printed: string) => PrintedLimit>();

/** Most rows of a panel have one of few limits, which is asked for several times of each. */
export function readLimit(printed: string, context: LimitContext): PrintedLimit {
  const key = `${context.decimalMark} ${context.panel}`;
  let read = readers.get(key);
  if (!read) {
    read = remember(text => understand(text, context));
    readers.set(key, read);
  }
  return read(printed);
}

function understand(printed: string, context: LimitContext): PrintedLimit {
  const text = plainText(printed).replace(BOUNDED_BEHIND, '$2. $1');
  const lower = text.toLowerCase();
  if (/^(?:(?:≥|>=|>)\s*(?:lod|loq|mdl)|(?:any )?(?:detect(?:ion|ed|able)|presen(?:t|ce)|positive)\b.*)$/.test(lower)) {
    // an identity has to be positive
    if (/^(?:positive|present)(?: (?:for|id|identi[a-z]*|match)\b.*)?$/.test(lower) && !CONTAMINANTS.has(context.panel))
      return { kind: 'text', text };
    return { kind: 'absent', testPortion: readTestPortion(lower), failing: true };
  }
  const qualifier = readQualifier(lower) ?? readQualifier(lower.replace(/^must be |^shall be /, ''));
  if (qualifier) return ofQualifier(qualifier.word, qualifier.testPortion, text);
  // in the unit of the result
  const number = text.replace(/^((?:n[ml]t|max\.?|min\.?|[<>≤≥=]*)\s*[\d.,]+)\s*(?:per|\/)\s*(?:\d+\s*)?(?:g|grams?)$/i, '$1');
  const read = readCell(number, { decimalMark: context.decimalMark });
  return ofCell(read, context.panel, text);
}

function ofQualifier(word: string, testPortion: string | null, text: string): PrintedLimit {
  if (word === 'absent' || word === 'not_detected' || word === 'below_lod') return { kind: 'absent', testPortion, failing: false };
  return word === 'not_reported' || word === 'not_tested' ? { kind: 'none' } : { kind: 'text', text };
}

function ofCell({ finding, unit }: CellReading, panel: Panel, text: string): PrintedLimit {
  switch (finding.kind) {
    case 'quantified':
    case 'estimated':
      return { kind: 'max', number: finding.number, inclusive: null, unit, failing: false };
    case 'below_limit':
      return finding.bound
        ? { kind: 'max', number: finding.bound, inclusive: finding.inclusive, unit, failing: false }
        : { kind: 'text', text };
    case 'above_limit':
      if (!finding.bound) return { kind: 'text', text };
      // failing above x passes at x; failing at x or above passes only below it
      if (CONTAMINANTS.has(panel) && !LEAST.test(text))
        return { kind: 'max', number: finding.bound, inclusive: !finding.inclusive, unit, failing: true };
      return { kind: 'min', number: finding.bound, inclusive: finding.inclusive, unit };
    case 'range':
      return { kind: 'range', low: finding.low, high: finding.high, unit };
    default:
      return { kind: 'text', text };
  }
}
