/** Which of the readings of a file is of which of the samples known to be in it. */
import type { Reading } from '../../src/coa/reading.ts';
import { isNothing, nameKey, textKey, valueKey } from './keys.ts';
import type { Known } from './score.ts';

type KnownSample = Known['samples'][number];

/**
 * A reading for each sample, none for two: first by number, lot and name, then by the rows they share. A sample that nothing is
 * read of has none, and of a sample that was parted the reading with most of its rows is its own.
 */
export function readingsOf(known: Known, readings: readonly Reading[]): ReadonlyMap<KnownSample, Reading> {
  const pairs = known.samples
    .flatMap(sample => readings.map(reading => ({ sample, reading, likeness: likeness(sample, reading) })))
    .toSorted((a, b) => b.likeness - a.likeness);
  const own = new Map<KnownSample, Reading>();
  const taken = new Set<Reading>();
  for (const { sample, reading, likeness } of pairs) {
    if (likeness === 0 || own.has(sample) || taken.has(reading)) continue;
    own.set(sample, reading);
    taken.add(reading);
  }
  return own;
}

/** What names a sample outweighs any number of its rows: two samples may have the same ones. */
function likeness(sample: KnownSample, { sample: read, results }: Reading): number {
  const same = (want: string | null, got: string | undefined): number => (!isNothing(want) && textKey(want) === textKey(got) ? 1 : 0);
  const named = same(sample.lab_sample_id, read.labSampleId?.text) + same(sample.lot, read.lot?.text) + same(sample.name, read.name?.text);
  const rows = new Set(results.map(({ printed }) => `${nameKey(printed.name)} ${valueKey(printed.value)}`));
  return 1e4 * named + sample.results.filter(({ name, value }) => rows.has(`${nameKey(name)} ${valueKey(value)}`)).length;
}
