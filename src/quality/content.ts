/** How much mitragynine and 7-OH a gram of the product holds, for comparing lots. */
import type { JudgedResult, JudgedSample } from './input.ts';
import type { ContentInput } from './scores-input.ts';

const ANALYTES = ['mitragynine', '7_hydroxymitragynine'] as const;

/** What is not printed per mass of product as received (or without a basis) is left out: nothing tells how to convert it. A bare ND bounds nothing. */
export function contentOf({ results }: JudgedSample): ContentInput[] {
  return ANALYTES.flatMap(analyte => {
    const found = results.find(result => result.analyte === analyte && comparable(result));
    return found
      ? [{ analyte, amount: { lower: plain(found.lower ?? '0'), upper: found.upper === null ? null : plain(found.upper) } }]
      : [];
  });
}

function comparable({ unit, basis, lower, upper }: JudgedResult): boolean {
  if (unit !== 'mg/g' || (basis !== 'as_received' && basis !== 'unknown')) return false;
  return (lower !== null && Number(lower) > 0) || upper !== null;
}

const plain = (text: string): string => (/^\d+(\.\d+)?$/.test(text) ? text : String(Number(text)));
