/** `Lot 12 - Purple Haze Flower`: products whose names begin with a lot, of which other labels may say more. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { LabelHit } from './header-labels.ts';
import { lookUp } from './header-lookup.ts';
import type { Found, LabelledPage } from './header-page.ts';
import { sliceOfPrinted } from './header-printed.ts';
import { DATE } from './header-values.ts';

const NUMBERED = /^(?:lot|batch|harvest) ([\p{L}\d-]{0,12}\d[\p{L}\d-]{0,12}) ([-–—] )?(.{4,80})$/iu;
/** What else may follow a lot: its days, and what was thought of it. */
const NO_PRODUCT =
  /[:#=/]|^(?:exp|mfg|mfd|best|use|pass|fail|complies|conforms|of|n\/a|received|sampled|tested|reported|size|qty|quantity)\b/iu;

/** Whether a text without any mark of a label is the name of a product that begins with a lot. */
export function isLotName(text: string): boolean {
  const [, code, dash, rest] = NUMBERED.exec(text.trim()) ?? [];
  if (code === undefined || rest === undefined || NO_PRODUCT.test(rest) || DATE.test(rest)) return false;
  // a long code with words behind it is a lot and its product
  const words = rest.split(' ').filter(word => /\p{L}{3}/u.test(word));
  return /^\p{Lu}/u.test(rest) && (dash !== undefined ? words.length > 0 : /^\d{1,3}$/.test(code) && words.length >= 2);
}

/** The lot that such a name begins with. */
export const lotInName = (name: Printed): Printed | null => {
  const code = isLotName(name.text) ? NUMBERED.exec(name.text)?.[1] : undefined;
  if (code === undefined) return null;
  const from = name.text.indexOf(code, name.text.indexOf(' '));
  return sliceOfPrinted(name, from, from + code.length);
};

/** What is no lot although it has a digit: an amount, a day, a remark. */
const NO_LOT =
  /\b(?:\d[\d.,]* ?(?:kg|g|mg|lbs?|oz|ml|l|units?|pcs|pieces|cases?)|not|see|various|multiple|unknown|per|page|of|pass(?:ed)?|fail(?:ed)?)\b/i;

/** `Harvest/Lot ID: Purple Haze 22-1`: a grower's lot is named by words and a number, marked as a lot and beside its label. */
export const lotInWords = (page: LabelledPage, hit: LabelHit): Found | null => {
  if (hit.strength !== 'mark' || !hit.first) return null;
  const found = lookUp(page, hit, 'text');
  if (found?.how !== 'inline' && found?.how !== 'right') return null;
  const { text } = found.value;
  const words = text.split(' ');
  const isNamed =
    words.length <= 6 && text.length <= 48 && /^\p{Lu}\p{L}/u.test(text) && words.slice(1).some(word => /^[#(]?\S*\d/.test(word));
  return isNamed && !NO_LOT.test(text) && !DATE.test(text) && !/[:=]/.test(text) ? found : null;
};
