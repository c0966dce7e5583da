/** How alike the lots of a product are, and whether they hold what the label claims. */
import { rounded } from './canonical-json.ts';
import { FEW_LOTS } from './hazard.ts';
import { summariseClaims } from './label-claim.ts';
import { medianOf } from './quantile.ts';
import type { JudgedVendor } from './scorecard-market.ts';
import type { ConsistencyPart, LabelPart, SpreadPart } from './scorecard-shape.ts';
import type { BoundsInput, ContentInput, LotInput } from './scores-input.ts';
import { betweenLots, type LotContent } from './variation.ts';

const boundsOf = ({ lower, upper }: BoundsInput) => ({
  lower: Number(lower),
  upper: upper === null ? Number.POSITIVE_INFINITY : Number(upper),
});

export function consistencyOf({ vendor, lots }: JudgedVendor): ConsistencyPart {
  const spread = (analyte: ContentInput['analyte']) =>
    spreadPart(
      lots.flatMap(({ lot }) => contentOf(lot, analyte)),
      `${vendor.id} ${analyte}`,
    );
  return { ...spread('mitragynine'), hydroxymitragynine: spread('7_hydroxymitragynine'), label: labelOf(lots.map(({ lot }) => lot)) };
}

/** A lot measured several times counts once, by the medians of its bounds; one of no named product has none to be compared with. */
function contentOf({ product, form, tests }: LotInput, analyte: ContentInput['analyte']): LotContent[] {
  const amounts = tests.flatMap(({ contents }) => contents.filter(each => each.analyte === analyte).map(({ amount }) => boundsOf(amount)));
  if (product === null || amounts.length === 0) return [];
  const [lower, upper] = [medianOf(amounts.map(each => each.lower)), medianOf(amounts.map(each => each.upper))];
  return [{ product: `${product} ${form ?? ''}`, lower, upper: Number.isNaN(upper) ? Number.POSITIVE_INFINITY : upper }];
}

function spreadPart(contents: readonly LotContent[], seed: string): SpreadPart {
  const { cv, interval, reason, lots, products, censored } = betweenLots(contents, { seed });
  return {
    status: cv === null ? 'not_scored' : 'scored',
    reason,
    estimate: cv === null ? null : rounded(cv),
    lower: interval && rounded(interval[0]),
    upper: interval && rounded(interval[1]),
    ...{ lots, fewLots: lots < FEW_LOTS, products, censored },
  };
}

function labelOf(lots: readonly LotInput[]): LabelPart {
  const claims = lots.flatMap(({ tests }) => tests.flatMap(test => test.claims));
  const { ratio, ...counts } = summariseClaims(
    claims.map(({ claimed, measured }) => ({ claimed: boundsOf(claimed), measured: boundsOf(measured) })),
  );
  return { ratio: ratio === null ? null : rounded(ratio), ...counts };
}
