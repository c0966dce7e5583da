/** From a printed amount to the quantity a rule limits: per gram, dry, per serving, per container, per day. */
import { type Unit, unitByCode } from '../coa/unit.ts';
import type { JudgedAmount, JudgedResult, SampleFacts } from './input.ts';
import { dividedBy, type Exact, exact, powerOfTen, type Range, rangeOf, scale, times } from './range.ts';
import type { Rule } from './ruleset.ts';
import type { Size } from './size.ts';
import type { Caveat, Derivation, Need } from './verdict.ts';

/** What is wanted of a measurement: a rule, or anything else with a basis and a unit. */
export type Measure = Pick<Rule, 'basis' | 'judgedUnit' | 'unit' | 'per' | 'limit'>;

export interface Derived {
  readonly range: Range;
  /** What one unit of the printed value is in the rule's unit; null where that is no single number. */
  readonly factor: Exact | null;
  readonly derivation: Derivation | null;
  readonly caveats: readonly Caveat[];
}
export type Derivable = Derived | { readonly needs: readonly Need[]; readonly reason: string };

export const isDerived = (derivable: Derivable): derivable is Derived => 'range' in derivable;

const missing = (need: Need, reason: string): Derivable => ({ needs: [need], reason });

export function amountsOf(result: JudgedResult): JudgedAmount[] {
  return [result, ...result.further.map(({ finding, interval, ...further }) => ({ ...further, ...interval, kind: finding.kind }))];
}

/** By the first printing of the measurement that the facts suffice for. */
export function derive(result: JudgedResult, rule: Measure, facts: SampleFacts): Derivable {
  let first: Derivable | null = null;
  for (const amount of amountsOf(result)) {
    const derived = deriveAmount(amount, rule, facts);
    if (isDerived(derived)) return derived;
    first ??= derived;
  }
  return first ?? missing('other_result', 'nothing printed can be compared');
}

function deriveAmount(amount: JudgedAmount, rule: Measure, facts: SampleFacts): Derivable {
  const unit = amount.unit === null ? undefined : unitByCode(amount.unit);
  const wanted = unitByCode(rule.judgedUnit ?? '');
  if (!unit) return missing('other_result', amount.unit === null ? 'no unit is printed' : `the unit ${amount.unit} is not known`);
  if (!wanted || unit.power === 'log' || wanted.power === 'log') return mismatch(unit, rule);
  const base = based(amount, unit);
  const toWanted = (derived: Derivable): Derivable => (isDerived(derived) ? scaled(derived, powerOfTen(-Number(wanted.power))) : derived);
  const found = inBaseUnits(base, rule, facts);
  return isDerived(found) ? toWanted({ ...found, factor: found.factor?.times(powerOfTen(unit.power)) ?? null }) : found;
}

interface Based {
  readonly range: Range;
  readonly dimension: string;
  readonly amount: JudgedAmount;
  readonly unit: Unit;
}

function based(amount: JudgedAmount, unit: Unit): Based {
  // `mg` in a row whose basis column says per serving
  const perThing = { per_serving: 'mass_per_serving', per_container: 'mass_per_container', per_unit: 'mass_per_unit' } as const;
  const named = unit.dimension === 'mass' && amount.basis in perThing ? perThing[amount.basis as keyof typeof perThing] : unit.dimension;
  return { range: scale(rangeOf(amount), powerOfTen(Number(unit.power))), dimension: named, amount, unit };
}

function inBaseUnits(base: Based, rule: Measure, facts: SampleFacts): Derivable {
  switch (rule.basis) {
    case 'per_gram':
      return perGram(base, rule, facts);
    case 'per_gram_dry':
      return dry(base, rule, facts);
    case 'per_ml':
      return base.dimension === 'mass_concentration' ? direct(base) : missing('density', 'the limit is per mL, the result is not');
    case 'per_serving':
      return perSize(base, rule, facts, 'mass_per_serving', facts.serving, 'serving_size', 'serving');
    case 'per_container': {
      if (rule.per === undefined) return perSize(base, rule, facts, 'mass_per_container', facts.container, 'container_size', 'container');
      const grams = exact(rule.per.replace(/ g$/, ''));
      return perMass(base, rule, facts, grams, `package of ${rule.per}`);
    }
    case 'per_day':
      return perDay(base, rule, facts);
    case 'per_article':
      return perArticle(base, rule);
    default:
      return missing('rule_text', `${rule.basis} is no measure`);
  }
}

const direct = (base: Based, caveats: readonly Caveat[] = []): Derived => ({
  range: base.range,
  factor: exact(1),
  derivation: null,
  caveats,
});

function scaled(derived: Derived, factor: Exact): Derived {
  return { ...derived, range: scale(derived.range, factor), factor: derived.factor?.times(factor) ?? null };
}

function mismatch(unit: Unit, rule: Measure): Derivable {
  const mpn = unit.dimension.startsWith('mpn');
  const words = mpn ? 'a most probable number is not a count of colonies' : `${unit.code} cannot be compared with ${rule.limit}`;
  return missing('other_result', words);
}

/** mg/kg or CFU/g, as received. */
function perGram(base: Based, rule: Measure, facts: SampleFacts): Derivable {
  if (rule.judgedUnit === 'CFU/g') {
    if (base.dimension === 'cfu_per_mass' || (base.dimension === 'cfu_per_volume' && rule.unit === 'cfu/g or mL')) return direct(base);
    return mismatch(base.unit, rule);
  }
  // % w/v is grams in 100 mL
  if (base.dimension === 'mass_concentration' && rule.unit?.includes('w/v')) return direct(base);
  const mass = massFraction(base, facts);
  if (mass === null) return mismatch(base.unit, rule);
  if (!isDerived(mass) || base.dimension !== 'mass_fraction') return mass;
  if (base.amount.basis === 'unknown') return { ...mass, caveats: [...mass.caveats, 'basis_not_printed'] };
  return base.amount.basis === 'dry' ? asReceived(mass, facts) : mass;
}

/** mg/kg on the basis that is printed; null when the unit is of another kind. */
function massFraction(base: Based, facts: SampleFacts): Derivable | null {
  switch (base.dimension) {
    case 'mass_fraction':
      return direct(base);
    case 'mass_per_serving':
      return overMass(base, facts.serving?.grams ?? null, 'serving_size', 'serving');
    case 'mass_per_container':
      return overMass(base, facts.container?.grams ?? null, 'container_size', 'container');
    case 'mass_per_unit':
      return overMass(base, unitMass(facts), 'unit_mass', 'unit');
    case 'mass_concentration':
      return missing('density', 'printed per volume, the limit is per mass: the density is needed');
    default:
      return null;
  }
}

function overMass(base: Based, grams: Exact | null, need: Need, thing: string): Derivable {
  if (grams === null || grams.isZero()) return missing(need, `printed per ${thing}: its mass is needed`);
  const factor = exact(1000).div(grams);
  return {
    range: scale(base.range, factor),
    factor,
    caveats: [],
    derivation: { formula: `amount per ${thing} / mass of the ${thing}`, inputs: { [`${thing} mass`]: `${grams.toFixed()} g` } },
  };
}

const unitMass = ({ serving, container }: SampleFacts): Exact | null => massOfOne(serving) ?? massOfOne(container);
const massOfOne = (size: Size | null): Exact | null =>
  size?.grams && size.units && !size.units.isZero() ? size.grams.div(size.units) : null;

/** What is dry holds less when received; without the moisture only the upper bound is known. */
function asReceived(derived: Derived, { moisture }: SampleFacts): Derived {
  if (moisture === null) {
    return {
      ...derived,
      factor: null,
      range: { ...derived.range, lower: exact(0), lowerClosed: true },
      derivation: { formula: 'at most the value on dry basis', inputs: {} },
    };
  }
  return {
    ...derived,
    factor: null,
    range: times(derived.range, solids(moisture)),
    derivation: { formula: 'dry basis x (1 - moisture)', inputs: { moisture: moistureText(moisture) } },
  };
}

/** From as received: more, by the moisture. A basis that is not printed may be either. */
function dry(base: Based, rule: Measure, facts: SampleFacts): Derivable {
  const mass = massFraction(base, facts);
  if (mass === null) return mismatch(base.unit, rule);
  if (!isDerived(mass) || base.amount.basis === 'dry') return mass;
  const { moisture } = facts;
  const inputs = { moisture: moisture === null ? 'unknown' : moistureText(moisture) };
  if (moisture === null) {
    return {
      ...mass,
      factor: null,
      range: { ...mass.range, upper: null, upperClosed: false },
      derivation: { formula: 'at least the value as received', inputs },
    };
  }
  const dried = dividedBy(mass.range, solids(moisture));
  const unknown = base.amount.basis === 'unknown' && base.dimension === 'mass_fraction';
  return {
    ...mass,
    factor: unknown ? null : exact(1).div(exact(1).minus(moisture.upper ?? 0)),
    range: unknown ? { ...dried, lower: mass.range.lower, lowerClosed: mass.range.lowerClosed } : dried,
    caveats: unknown ? [...mass.caveats, 'basis_not_printed'] : mass.caveats,
    derivation: { formula: 'as received / (1 - moisture)', inputs },
  };
}

function solids(moisture: Range): Range {
  return {
    lower: exact(1).minus(moisture.upper ?? 1),
    upper: exact(1).minus(moisture.lower ?? 0),
    lowerClosed: moisture.upperClosed,
    upperClosed: moisture.lowerClosed,
  };
}

const moistureText = (moisture: Range): string => `${moisture.upper?.times(100).toFixed() ?? '?'} %`;

/** mg in a serving or a container. */
function perSize(base: Based, rule: Measure, facts: SampleFacts, own: string, size: Size | null, need: Need, thing: string): Derivable {
  if (base.dimension === own) return direct(base);
  if (size === null) return missing(need, `the ${thing} size is not known`);
  if (base.dimension === 'mass_per_serving' && size.servings) return perCount(base, size.servings, thing, 'serving');
  if (base.dimension === 'mass_per_unit')
    return size.units ? perCount(base, size.units, thing) : missing(need, `how many units a ${thing} holds is not known`);
  if (base.dimension === 'mass_concentration')
    return size.millilitres ? perVolume(base, size.millilitres, thing) : missing(need, `the volume of a ${thing} is not known`);
  const grams = size.grams ?? massOfUnits(size, facts);
  return grams ? perMass(base, rule, facts, grams, thing) : missing(need, `the mass of a ${thing} is not known`);
}

const massOfUnits = (size: Size, facts: SampleFacts): Exact | null => {
  const one = unitMass(facts);
  return size.units && one ? size.units.times(one) : null;
};

function perCount(base: Based, units: Exact, thing: string, one = 'unit'): Derived {
  return {
    ...direct(base),
    range: scale(base.range, units),
    factor: units,
    derivation: { formula: `amount per ${one} x ${one}s per ${thing}`, inputs: { [`${one}s per ${thing}`]: units.toFixed() } },
  };
}

function perVolume(base: Based, millilitres: Exact, thing: string): Derived {
  const factor = millilitres.div(1000);
  return {
    ...direct(base),
    range: scale(base.range, factor),
    factor,
    derivation: { formula: `amount per mL x ${thing} volume`, inputs: { [thing]: `${millilitres.toFixed()} mL` } },
  };
}

/** mg in so many grams, as received. */
function perMass(base: Based, rule: Measure, facts: SampleFacts, grams: Exact, thing: string): Derivable {
  const mass = perGram(base, { ...rule, judgedUnit: 'mg/kg' }, facts);
  if (!isDerived(mass)) return mass;
  const derivation = {
    formula: `amount per gram x ${thing} mass`,
    inputs: { ...mass.derivation?.inputs, [thing]: `${grams.toFixed()} g` },
  };
  return { ...scaled(mass, grams.div(1000)), derivation };
}

function perDay(base: Based, rule: Measure, facts: SampleFacts): Derivable {
  if (base.dimension === 'mass_per_day') return direct(base);
  const { intake } = facts;
  if (intake === null) return missing('daily_intake', 'the daily intake is not known');
  if (intake.servings && base.dimension === 'mass_per_serving') return perCount(base, intake.servings, 'day', 'serving');
  if (base.dimension === 'mass_per_unit' && intake.units) return perCount(base, intake.units, 'day');
  if (base.dimension === 'mass_concentration')
    return intake.millilitres ? perVolume(base, intake.millilitres, 'day') : missing('daily_intake', 'the daily volume is not known');
  const grams = intakeGrams(facts);
  return grams ? perMass(base, rule, facts, grams, 'day') : missing('daily_intake', 'the daily mass is not known');
}

/** Grams a day. */
export function intakeGrams(facts: SampleFacts): Exact | null {
  const { intake, serving } = facts;
  if (intake === null) return null;
  if (intake.grams) return intake.grams;
  const ofServings = intake.servings && serving?.grams ? intake.servings.times(serving.grams) : null;
  return ofServings ?? massOfUnits(intake, facts);
}

/** "Article" is not defined: one unit is the least it can be. */
function perArticle(base: Based, rule: Measure): Derivable {
  if (base.dimension !== 'mass_per_unit') return missing('rule_text', `${rule.limit}: the text does not define "article"`);
  return { ...direct(base), range: { ...base.range, upper: null, upperClosed: false }, factor: null };
}
