/** Servings, containers and daily intakes as labels print them: `2.4 g`, `2 capsules (1.2 g)`, `60 mL`. */
import { type Exact, exact } from './range.ts';

export interface Size {
  readonly printed: string;
  readonly grams: Exact | null;
  readonly millilitres: Exact | null;
  /** Capsules, tablets, pieces. */
  readonly units: Exact | null;
  readonly servings: Exact | null;
}

const GRAMS: Readonly<Record<string, string>> = { kg: '1000', g: '1', gram: '1', grams: '1', mg: '0.001', oz: '28.349523125' };
const MILLILITRES: Readonly<Record<string, string>> = { ml: '1', l: '1000', cl: '10', 'fl oz': '29.5735295625' };
const UNITS = /^(?:capsule|cap|tablet|tab|pill|gumm(?:y|ie)|softgel|piece|chewable|unit|tea ?bag|stick|count|ct)s?$|^gummies$/;

/** Null when no amount with a known unit is printed, or two different ones of a kind. */
export function readSize(printed: string | null | undefined): Size | null {
  if (!printed) return null;
  const found: Record<'grams' | 'millilitres' | 'units' | 'servings', Exact | null> = {
    grams: null,
    millilitres: null,
    units: null,
    servings: null,
  };
  for (const match of printed.toLowerCase().matchAll(/(\d+(?:[.,]\d+)?)\s*(fl ?oz|tea ?bags?|[a-z]+)/g)) {
    const number = exact(match[1]!.replace(',', '.'));
    const unit = match[2]!.replace(/^floz$/, 'fl oz');
    const [kind, value] = GRAMS[unit]
      ? (['grams', number.times(GRAMS[unit])] as const)
      : MILLILITRES[unit]
        ? (['millilitres', number.times(MILLILITRES[unit])] as const)
        : UNITS.test(unit)
          ? (['units', number] as const)
          : /^servings?$/.test(unit)
            ? (['servings', number] as const)
            : [null, number];
    if (kind === null) continue;
    const earlier = found[kind];
    // `1 oz (28 g)` is one size rounded; `1 g to 3 g` is no size
    if (earlier?.minus(value).abs().div(earlier.plus(1e-9)).gt(0.03)) return null;
    found[kind] = earlier ?? value;
  }
  return Object.values(found).some(value => value !== null) ? { printed, ...found } : null;
}
