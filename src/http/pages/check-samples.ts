/** The samples of all files that were checked at once: what each is called, where it stands on the page, and which others are of its lot. */
import type { Reading } from '../../coa/reading.ts';
import { normaliseCode } from '../../coa/text.ts';
import { PANELS, type Panel } from '../../coa/transcript.ts';
import type { Checked, CheckedSample } from './checked.ts';

/** Another sample that says it is of the same lot. */
export interface SameLotSample {
  readonly name: string;
  readonly href: string;
  /** The other file it stands in; null of the same file. */
  readonly file: string | null;
  readonly panels: readonly Panel[];
}

/** A sample in its place on the page. */
export interface PlacedSample {
  readonly sample: CheckedSample;
  readonly name: string;
  readonly id: string;
  readonly panels: readonly Panel[];
  /** The file has further samples. */
  readonly oneOfSeveral: boolean;
  readonly sameLot: readonly SameLotSample[];
}

/** Archives can hold hundreds of samples of one lot; a few of them are pointed to. */
const MOST_OF_LOT = 5;

export const outcomeId = (index: number): string => (index === 0 ? 'outcome' : `outcome-${index + 1}`);

/** For each file its samples, in order. */
export function placedSamples(files: readonly Checked[]): PlacedSample[][] {
  const all = files.map(({ outcome, samples }, file) =>
    samples.map((sample, index) => ({
      sample,
      file: outcome.file,
      id: `${outcomeId(file)}-sample-${index + 1}`,
      name: sample.reading.sample.name?.text ?? sample.reading.sample.lot?.text ?? `Sample ${index + 1}`,
      lot: lotOf(sample.reading),
      panels: panelsOf(sample.reading),
      oneOfSeveral: samples.length > 1,
    })),
  );
  const byLot = Map.groupBy(all.flat(), ({ lot }) => lot);
  return all.map(ofFile =>
    ofFile.map(({ lot, file, ...placed }) => {
      const others = lot === '' ? [] : byLot.get(lot)!.filter(({ id }) => id !== placed.id);
      const sameLot = others.slice(0, MOST_OF_LOT).map(other => ({
        name: other.name,
        href: `#${other.id}`,
        file: other.file === file ? null : other.file,
        panels: other.panels,
      }));
      return { ...placed, sameLot };
    }),
  );
}

const panelsOf = ({ results }: Reading): Panel[] => PANELS.filter(panel => results.some(result => result.panel === panel));

const lotOf = ({ sample }: Reading): string => normaliseCode(sample.lot?.text ?? '');
