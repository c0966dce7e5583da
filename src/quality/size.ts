/** Servings, containers and daily intakes as labels print them: `2.4 g`, `2 capsules (1.2 g)`, `60 mL`, `60 capsules, 500 mg each`. */
import { type Exact, exact } from './range.ts';

export interface Size {
  readonly printed: string;
  readonly grams: Exact | null;
  readonly millilitres: Exact | null;
  /** Capsules, tablets, pieces. */
  readonly units: Exact | null;
  readonly servings: Exact | null;
}

type Kind = 'grams' | 'millilitres' | 'units' | 'servings';
type Amounts = Record<Kind, Exact | null>;

const GRAMS: Readonly<Record<string, string>> = {
  kg: '1000',
  g: '1',
  gr: '1',
  gm: '1',
  gram: '1',
  grams: '1',
  mg: '0.001',
  oz: '28.349523125',
  lb: '453.59237',
  lbs: '453.59237',
};
const MILLILITRES: Readonly<Record<string, string>> = { ml: '1', l: '1000', cl: '10', 'fl oz': '29.5735295625' };
const UNIT = /^(?:capsule|cap|tablet|tab|pill|gumm(?:y|ie)|softgel|piece|chewable|unit|tea ?bag|stick|count|ct)s?$|^gummies$/;

const AMOUNT = /(\d+(?:[.,]\d+)*)\s*(fl ?oz|tea ?bags?|[a-z]+)/g;
/** `1/2 tablet`, `1-2 capsules`, `1 to 3 g`, `2 x 600 mg`, `2 tablets (0.5 g per tablet)`: not one amount as it stands. */
const SEVERAL = /\d\s*(?:[-–—~/]|to|or|bis|až)\s*\d|[x×*]\s*\d|[½¼¾⅓⅔]/;
const EACH =
  /\beach\b|\bper (?:capsule|cap|tablet|tab|gummy|piece|softgel|unit|tea ?bag)\b|\/ ?(?:capsule|cap|tablet|tab|gummy|piece|unit)\b/;

/** Null when no amount above nothing with a known unit is printed, when two differ, or when what is printed can be read in two ways. */
export function readSize(printed: string | null | undefined): Size | null {
  if (!printed) return null;
  const known = read.get(printed);
  if (known !== undefined) return known;
  const size = readText(printed);
  if (read.size >= MOST_READ) read.clear();
  if (printed.length <= LONGEST_READ) read.set(printed, size);
  return size;
}

/** Sizes that rules and labels name again and again; bounded, so that it never fills the memory. */
const read = new Map<string, Size | null>();
const MOST_READ = 2000;
const LONGEST_READ = 80;

function readText(printed: string): Size | null {
  const text = printed.toLowerCase().replaceAll(' ', ' ');
  if (SEVERAL.test(text)) return null;
  const found = amountsIn(text);
  if (found === null || Object.values(found).every(value => value === null)) return null;
  if (!EACH.test(text)) return { printed, ...found };
  // the mass is that of one unit; without their number it is no size
  if (found.units === null) return null;
  const all = (one: Exact | null) => one && found.units && one.times(found.units);
  return { printed, ...found, grams: all(found.grams), millilitres: all(found.millilitres) };
}

function amountsIn(text: string): Amounts | null {
  const found: Amounts = { grams: null, millilitres: null, units: null, servings: null };
  for (const match of text.matchAll(AMOUNT)) {
    const unit = match[2]!.replace(/^floz$/, 'fl oz');
    const kind = kindOf(unit);
    if (kind === null) continue;
    const number = numberOf(match[1]!, unit);
    if (number === null || number.isZero()) return null;
    const value = number.times(GRAMS[unit] ?? MILLILITRES[unit] ?? '1');
    const earlier = found[kind];
    // `1 oz (28 g)` is one size rounded; `1 g (3 g)` is no size
    if (earlier?.minus(value).abs().div(earlier).gt(0.03)) return null;
    found[kind] = earlier ?? value;
  }
  return found;
}

function kindOf(unit: string): Kind | null {
  if (GRAMS[unit]) return 'grams';
  if (MILLILITRES[unit]) return 'millilitres';
  if (UNIT.test(unit)) return 'units';
  return /^servings?$/.test(unit) ? 'servings' : null;
}

/** `1,000 mg` is a thousand; `2,400 g` may be either and is null; `2,4 g` is a decimal. */
function numberOf(printed: string, unit: string): Exact | null {
  if (/^\d+(?:\.\d+)?$/.test(printed)) return exact(printed);
  const grouped = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(printed);
  if (grouped) return unit === 'mg' || unit === 'ml' || /,.*[,.]/.test(printed) ? exact(printed.replaceAll(',', '')) : null;
  return /^\d+,\d+$/.test(printed) ? exact(printed.replace(',', '.')) : null;
}
