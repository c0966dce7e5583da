/** Names that a person explained once for all, put into what is read from then on. */
import type { Reading } from '../coa/reading.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import type { AnalyteMapping } from '../store/entities/review.ts';
import { planned, rows, type SqlEntityManager } from '../store/sql.ts';
import { amend, type Mappings, withMappings } from './amend.ts';

export async function mappingsInForce(em: SqlEntityManager): Promise<Mappings> {
  const found = await rows<Pick<AnalyteMapping, 'key' | 'panel' | 'analyteId'>>(
    em,
    planned`select key, panel, analyte_id as "analyteId" from analyte_mapping where superseded_at is null`,
  );
  return new Map(found.map(({ key, panel, analyteId }) => [`${panel} ${key}`, analyteId]));
}

/** The readings of a file; those that hold an explained name are interpreted anew. */
export async function mappedReadings(em: SqlEntityManager, { readings, transcripts }: ReadOutcome): Promise<readonly Reading[]> {
  const mappings = await mappingsInForce(em);
  if (mappings.size === 0 || readings.length !== transcripts.length) return readings;
  return readings.map((reading, index) => {
    const transcript = transcripts[index];
    if (transcript === undefined || withMappings(transcript, mappings) === transcript) return reading;
    const { results } = amend(transcript, index, new Map(), reading.results, mappings);
    return { ...reading, results };
  });
}
