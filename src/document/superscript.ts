/**
 * Superscripts, told by glyph size and baseline. Powers are written out (`7,2.10` + raised `4` → `7,2.10^4`); footnote marks stay
 * words of their own, so that a mark never becomes a digit of the number before it.
 */
import { firstBelow } from './baselines.ts';
import type { Run } from './runs.ts';

const SMALLER = 0.86;
const LOWEST_RAISE = 0.12;
const HIGHEST_RAISE = 0.75;
/** Of its base's size a mark has this much at least: a watermark in type ten times as large carries none. */
const SMALLEST = 0.35;

const EXPONENT = /^[-\u2212+]?\d{1,2}$/u;
/** Ends with a ten that can carry an exponent: `10`, `<10`, `1,2.10`, `1.2x10`, `3×10`. */
const TEN = /(?:^|[^\d.,]|\d[.,\u00b7*x\u00d7\u2022]|[.,\u00b7]?[x\u00d7*\u00b7\u2022])10$/iu;
const COUNTED = /^(?:cfu|ufc|kbe|kve|mpn|jtk|ktj)(?:\/|$)/iu;
const LENGTH_UNIT = /(?:^|[\d/\s])(?:m|mm|cm|dm)$/u;
/** Units that are divided by, as in `mg kg⁻¹`. */
const PER_UNIT = /(?:^|[^\p{L}])(?:k?g|m?[lL]|d|day|unit|serving)$/u;
const UNICODE_RAISED = /^(.*?)([\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207a\u207b]+)$/u;
const DIGITS = new Map([...'\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'].map((c, i) => [c, String(i)]));

export function restoreSuperscripts(runs: readonly Run[]): Run[] {
  const all = runs.flatMap(spellUnicodeRaised);
  const largest = all.reduce((size, run) => Math.max(size, run.size), 0);
  const byBaseline = [...all].sort((a, b) => a.baseline - b.baseline);
  return all.flatMap(run => {
    if (run.raised || run.text.length > 5 || run.size > SMALLER * largest) return [run];
    const base = baseOf(run, byBaseline, largest);
    // sizes of what was recognised differ within a line
    const doubtful = base && run.ocrConfidence === undefined && !isUsual(run, base) && !isPower(base.text, run.text);
    if (!base || (doubtful && isOfLine(run, byBaseline))) return [run];
    if (isPower(base.text, run.text) || (base.text === '10' && run.text === '1' && isTenToTheFirst(base, run, byBaseline))) {
      extendBase(base, run, `^${run.text.replace('\u2212', '-')}`);
      return [];
    }
    if (/^(?:st|nd|rd|th)$/.test(run.text) && /\d$/.test(base.text)) {
      extendBase(base, run, run.text);
      return [];
    }
    run.raised = true;
    run.baseline = base.baseline;
    return [run];
  });
}

function isPower(base: string, raised: string): boolean {
  if (!EXPONENT.test(raised)) return false;
  // Nobody writes ten to the first; that is a footnote at a ten.
  if (raised === '1' && /(?:^|[^\d.,x\u00d7*\u00b7])10$/iu.test(base)) return false;
  return TEN.test(base) || LENGTH_UNIT.test(base) || (/^[-\u2212]\d$/u.test(raised) && PER_UNIT.test(base));
}

/** `1.0 x 10¹`, `10¹ CFU/g`: a sign of multiplication stands before the ten, or what is counted behind it. */
const isTenToTheFirst = (ten: Run, mark: Run, others: readonly Run[]): boolean =>
  others.some(({ text, left, right, baseline, size }) => {
    if (Math.abs(baseline - ten.baseline) >= 0.1 * size) return false;
    if (/[x\u00d7*\u00b7]$/i.test(text)) return right <= ten.left && ten.left - right < 0.6 * size;
    return COUNTED.test(text.trim()) && left >= mark.right - 0.1 * size && left - mark.right < 0.6 * size;
  });

/** The word the raised run stands at the end of; `candidates` in order of their baselines. */
function baseOf(run: Run, candidates: readonly Run[], largest: number): Run | undefined {
  let best: Run | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (let i = firstBelow(candidates, run.baseline); i < candidates.length; i++) {
    const base = candidates[i]!;
    const raise = base.baseline - run.baseline;
    if (raise > HIGHEST_RAISE * largest) break;
    if (base.raised || run.size > SMALLER * base.size || run.size < SMALLEST * base.size) continue;
    if (raise < LOWEST_RAISE * base.size || raise > HIGHEST_RAISE * base.size) continue;
    const gap = run.left - base.right;
    if (gap < -0.25 * base.size || gap > 0.35 * base.size) continue;
    if (Math.abs(gap) < bestGap) {
      best = base;
      bestGap = Math.abs(gap);
    }
  }
  return best;
}

/** Marks are two thirds as large as what they stand at; others are looked at twice. */
const isUsual = (mark: Run, { size }: Run): boolean => mark.size > 0.55 * size && mark.size < 0.75 * size;

const OF_TEXT = /\p{L}{4}|\d[.,]\d/u;

/** Words or decimals of its own size stand level with it: a cell of a row beside a stamp, whose type is larger, and no mark of it. */
function isOfLine(run: Run, sorted: readonly Run[]): boolean {
  for (let i = firstBelow(sorted, run.baseline - 0.05 * run.size); i < sorted.length; i++) {
    const other = sorted[i]!;
    if (other.baseline > run.baseline + 0.05 * run.size) return false;
    if (other !== run && Math.abs(other.size - run.size) < 0.05 * run.size && OF_TEXT.test(other.text)) return true;
  }
  return false;
}

function extendBase(base: Run, run: Run, text: string): void {
  base.text += text;
  base.right = Math.max(base.right, run.right);
  base.top = Math.min(base.top, run.top);
  base.spaceAfter = run.spaceAfter;
  if (base.ocrConfidence !== undefined) base.ocrConfidence = Math.min(base.ocrConfidence, run.ocrConfidence ?? 1);
}

/** `10³` typed with the superscript characters of Unicode becomes a power; a footnote mark typed so is split off a number, and left on a word. */
function spellUnicodeRaised(run: Run): Run[] {
  const match = UNICODE_RAISED.exec(run.text);
  const [, base = '', raised = ''] = match ?? [];
  if (!match || base === '') return [run];
  const digits = [...raised].map(c => DIGITS.get(c) ?? (c === '\u207b' ? '-' : '+')).join('');
  if (isPower(base, digits)) {
    return [{ ...run, text: `${base}^${digits}` }];
  }
  if (!/\d$/.test(base)) return [run];
  const split = run.right - ((run.right - run.left) * raised.length * 0.6) / (base.length + raised.length * 0.6);
  return [
    { ...run, text: base, right: split, spaceAfter: false },
    { ...run, text: raised, left: split, spaceBefore: false, raised: true },
  ];
}
