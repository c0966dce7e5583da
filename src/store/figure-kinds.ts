/** The numbers over the whole database that are kept, and how each is counted. */

import { everyAnalyte, type Parties, partiesOf } from './analyte.ts';
import { digestKind } from './analyte-digest.ts';
import { counts } from './counts.ts';
import { type DecidabilityRow, decidability } from './decidability.ts';
import { STORED_WORDS, type StoredWord } from './entities/verdict.ts';
import { countExceedances, type ExceedanceCounts } from './exceedances.ts';
import type { FigureKind } from './figures.ts';
import { everyLaboratory, type LaboratoryMeasures, laboratoryMeasures } from './laboratory.ts';
import { lotsByRule, type RuleLots } from './lots-by-rule.ts';
import { countedLots, type LotCounts } from './search.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';
import { everyVendor } from './vendor.ts';
import type { AnalyteItem, Counts, LaboratoryItem, VendorItem } from './views.ts';

export const COUNTS: FigureKind<Counts> = { name: 'counts', count: counts };

/** The whole dictionary by name, with how often each was measured and found. */
export const ANALYTES: FigureKind<readonly AnalyteItem[]> = { name: 'analytes', count: everyAnalyte };

/** All lots, and how many of them there are of each vendor, laboratory, form and panel. */
export const LOTS: FigureKind<LotCounts> = { name: 'lots', count: em => countedLots(em, {}, 100_000_000) };

/** Every vendor and laboratory with a public result of the analyte. */
export const partiesKind = (analyte: string): FigureKind<Parties> => ({
  name: `analyte-parties:${analyte}`,
  count: em => partiesOf(em, analyte),
});

/** Of every rule that decides of a lot. */
export const LOTS_BY_RULE: FigureKind<readonly RuleLots[]> = { name: 'lots-by-rule', count: em => lotsByRule(em, {}) };

/** Every vendor, by name, as of the day (ISO): what happened in the last twelve months depends on it. */
export const vendorsKind = (today: string): FigureKind<readonly VendorItem[]> => ({
  name: `vendors:${today}`,
  count: em => everyVendor(em, today),
});

/** By name. */
export const LABORATORIES: FigureKind<readonly LaboratoryItem[]> = { name: 'laboratories', count: everyLaboratory };

/** By public rules, unfiltered. */
export const exceedancesKind = (verdict: StoredWord): FigureKind<ExceedanceCounts> => ({
  name: `exceedances:${verdict}`,
  count: em => countExceedances(em, { verdict }),
});

/** What a laboratory measured and how low it sees. */
export const measuresKind = (laboratory: string): FigureKind<LaboratoryMeasures> => ({
  name: `laboratory-measures:${laboratory}`,
  count: em => laboratoryMeasures(em, laboratory),
});

/** By every rule, for the laboratory of the slug. */
export const decidabilityKind = ({ id, slug }: { readonly id: string; readonly slug: string }): FigureKind<readonly DecidabilityRow[]> => ({
  name: `decidability:${id}`,
  count: em => decidability(em, { laboratory: slug }),
});

/** Everything that is counted in the background; what is quickly counted first. */
export async function everyFigure(em: SqlEntityManager): Promise<readonly FigureKind<unknown>[]> {
  const laboratories = await rows<{ id: string; slug: string }>(
    em,
    sql`select o.id, o.slug from organization o where exists (select 1 from public_sample s where s.laboratory_id = o.id) order by o.slug`,
  );
  const measured = await rows<{ analyte: string; samples: boolean }>(
    em,
    sql`select a.id as analyte, x.samples from analyte a cross join (values (false), (true)) x (samples)
      where exists (select 1 from result r join public_sample s on s.id = r.sample_id
        where r.analyte_id = a.id and r.superseded_at is null and s.is_sample = x.samples) order by a.id, x.samples`,
  );
  return [
    ...[COUNTS, ANALYTES, vendorsKind(new Date().toISOString().slice(0, 10)), LABORATORIES, LOTS, LOTS_BY_RULE],
    ...STORED_WORDS.map(exceedancesKind),
    ...laboratories.flatMap(laboratory => [measuresKind(laboratory.id), decidabilityKind(laboratory)]),
    ...[...new Set(measured.map(({ analyte }) => analyte))].map(partiesKind),
    ...measured.map(({ analyte, samples }) => digestKind(analyte, samples)),
  ];
}
