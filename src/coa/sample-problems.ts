/** What a person is told of a sample: dates out of order, unknown names, and what its results' flags mean together. */
import type { Problem, Severity } from './problem.ts';
import type { Reading, ResultReading } from './reading.ts';
import { DATE_FIELDS, type DateField } from './transcript.ts';

export function sampleProblems(dates: Reading['dates'], results: readonly ResultReading[]): Problem[] {
  return [...datesInOrder(dates), ...contents(results), ...ofFlags(results)];
}

const IN_ORDER: readonly DateField[] = DATE_FIELDS.filter(field => field !== 'amended' && field !== 'expires');

function datesInOrder(dates: Reading['dates']): Problem[] {
  const known = IN_ORDER.flatMap(field => (dates[field]?.date ? [{ field, read: dates[field] }] : []));
  return known.slice(1).flatMap(({ field, read }, i) => {
    const before = known[i]!;
    if ((before.read.from ?? before.read.date!) <= read.date!) return [];
    return [
      {
        code: 'dates-out-of-order',
        severity: 'warning' as const,
        message: `${field} (${read.date}) lies before ${before.field} (${before.read.date}); as printed.`,
        evidence: read.printed.evidence,
      },
    ];
  });
}

function contents(results: readonly ResultReading[]): Problem[] {
  if (results.length === 0) return [{ code: 'no-results', severity: 'error', message: 'No result was read for this sample.' }];
  const unmapped = results.filter(r => r.analyte === null);
  if (unmapped.length === 0) return [];
  return [
    {
      code: 'analyte-unmapped',
      severity: 'info',
      message: `Kept as printed, not in the dictionary of analytes: ${names(unmapped)}.`,
      evidence: unmapped[0]!.nameEvidence,
    },
  ];
}

/** What a flag on a result means for the certificate. Flags not listed stay with their result alone. */
const FLAG_PROBLEMS: Readonly<Record<string, readonly [Severity, string]>> = {
  'value-unreadable': ['warning', 'The printed result could not be understood'],
  'lost-superscript': ['warning', 'A power of ten has lost its raised exponent, the number cannot be told'],
  'unit-missing': ['warning', 'No unit is printed'],
  'unit-unknown': ['warning', 'The printed unit is not known'],
  'unit-conflict': ['warning', 'The unit in the cell differs from the unit of its column'],
  'unit-implausible': ['error', 'The unit does not fit the analyte'],
  'implausible-magnitude': ['error', 'The amount is larger than it can be'],
  'verdict-disagrees': ['warning', "The laboratory's verdict, limit and value contradict each other"],
  'further-disagrees': ['warning', 'The same measurement in another unit disagrees'],
  'sum-disagrees': ['warning', 'The printed total is not the sum of its parts'],
  'specification-suspected': ['error', 'This may be what the product is specified to hold, and nothing that was measured'],
  'samples-mixed': ['warning', 'Other rows of this table are printed a second time with different values: it may be of several samples'],
  'duplicate-differs': ['warning', 'The same analyte is printed twice with different values'],
  'lod-above-loq': ['warning', 'LOD is larger than LOQ'],
  'below-lod': ['info', 'A number below its own LOD is printed'],
  'substitution-suspected': ['info', 'The number equals a fraction of a limit of measurement often put for “not detected”'],
  'computed-zero': ['info', 'The zero is computed from what was not found; it is no measurement'],
  'zero-reported': ['info', 'A zero is printed where only a limit of measurement can be known'],
  'unit-ambiguous': ['info', 'For a liquid, this unit does not say whether it means by mass or by volume'],
  'thousands-ambiguous': ['warning', 'Comma or point can be the decimal or the thousands mark'],
};

function ofFlags(results: readonly ResultReading[]): Problem[] {
  return Object.entries(FLAG_PROBLEMS).flatMap(([code, [severity, message]]) => {
    const hit = results.filter(r => r.flags.includes(code));
    return hit.length === 0 ? [] : [{ code, severity, message: `${message}: ${names(hit)}.`, evidence: hit[0]!.evidence }];
  });
}

function names(results: readonly ResultReading[]): string {
  const all = [...new Set(results.map(r => r.printed.name))];
  return all.length > 8 ? `${all.slice(0, 8).join(', ')} and ${all.length - 8} more` : all.join(', ');
}
