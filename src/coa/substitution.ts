/** Numbers that are a limit of measurement, its half, or the limit over √2: constants often put in the place of "not detected". */
import { compare, isZero } from './quantity.ts';
import type { Reading, ResultReading } from './reading.ts';
import type { Signal } from './signal.ts';

/** One such number is chance. */
const FEWEST = 3;
/** Rows named in the words; the facts name all. */
const SHOWN = 4;

/** One observation a sample at most. */
export function substitutionSignal({ results }: Pick<Reading, 'results'>): Signal | null {
  const rows = results.flatMap(result => {
    const constant = constantOf(result);
    return constant === null ? [] : [{ name: result.printed.name, value: result.printed.value, constant, evidence: result.evidence }];
  });
  const [first] = rows;
  if (first === undefined || rows.length < FEWEST) return null;
  const shown = rows.slice(0, SHOWN).map(({ name, value, constant }) => `${name} ${value} = ${constant}`);
  const more = rows.length > SHOWN ? ` and ${rows.length - SHOWN} more` : '';
  return {
    kind: 'substitution',
    outcome: 'inconclusive',
    detail: `${rows.length} printed numbers are exactly a limit of measurement or the usual fraction of it (${shown.join('; ')}${more}). Some laboratories print such constants for “not detected”: they should not be used as measurements.`,
    facts: { rows: rows.map(({ name, value, constant }) => ({ name, value, constant })) },
    evidence: first.evidence,
  };
}

/** In the words of the field; null for a number that is none. */
function constantOf({ finding, number, lod, loq, flags }: ResultReading): string | null {
  if (number === null || isZero(number) || (finding.kind !== 'quantified' && finding.kind !== 'estimated')) return null;
  if (lod !== null && compare(number, lod) === 0) return 'LOD';
  if (loq !== null && compare(number, loq) === 0) return 'LOQ';
  return flags.includes('substitution-suspected') ? 'half of a limit, or a limit over √2' : null;
}
