/** What the log's digests of records are of, read from the tables: the same when it is written and whenever it is verified. */
import { raw } from '@mikro-orm/postgresql';
import { canonicalJson } from '../quality/canonical-json.ts';
import { iso } from './columns.ts';
import { sha256 } from './log-chain.ts';
import { list, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';

/** A reading of a file as it was stored; null when there is none. `recordedAt` leaves out what changes later: whether it is current. */
export async function extractionContent(em: SqlEntityManager, id: string): Promise<object | null> {
  return row(
    em,
    sql`select id, sha256, importer, importer_version as "importerVersion", outcome, reason, transcripts, pages, facts, milliseconds,
      ${raw(iso('recorded_at'))} as "recordedAt" from extraction where id = ${id}`,
  );
}

/** Handed over as JSON: all columns are texts, booleans, lists of texts or JSON itself, `confidence` aside, whose digits are the same there. */
const RESULTS = sql`select r.id, r.sample_id as sample, r.position, r.analyte_id as analyte, r.panel, r.kind, r.finding, r.number::text as number,
      r.lower::text as lower, r.upper::text as upper, r.lower_closed as "lowerClosed", r.upper_closed as "upperClosed", r.unit, r.basis,
      r.lod::text as lod, r.loq::text as loq, r.test_portion as "testPortion", r.printed, r.printed_verdict as "printedVerdict", r.further,
      r.evidence, r.name_evidence as "nameEvidence", r.row_evidence as "rowEvidence", r.confidence,
      r.confidence_reasons as "confidenceReasons", r.flags, ${raw(iso('r.recorded_at'))} as "recordedAt"
      from result r join sample s on s.id = r.sample_id`;

/**
 * A version of a certificate with its samples, their results and the first links of its samples; null when there is none. Left out is what
 * changes later and has entries of its own: whether it is public or superseded, and which organization its laboratory is.
 */
export async function versionContent(em: SqlEntityManager, id: string): Promise<object | null> {
  return row(
    em,
    planned`select v.id, v.certificate_id as certificate, v.extraction_id as extraction, v.laboratory_name as laboratory, v.report_number as "reportNumber",
      v.client, v.accreditation, v.language, v.reported::text as reported, v.dated_on::text as "datedOn", ${raw(iso('v.recorded_at'))} as "recordedAt",
      coalesce((select json_agg(json_build_object('id', s.id, 'position', s.position, 'name', s.name, 'lot', s.lot, 'labSampleId', s.lab_sample_id,
          'form', s.form, 'servingSize', s.serving_size, 'containerSize', s.container_size, 'maxDailyIntake', s.max_daily_intake,
          'panels', s.panels, 'header', s.header, 'dates', s.dates, 'vendorGiven', s.vendor_given, 'link', (
            select json_build_object('vendor', k.vendor_id, 'basis', k.vendor_basis, 'confidence', k.vendor_confidence,
              'evidence', k.vendor_evidence, 'product', k.product_id, 'lot', k.batch_id)
            from sample_of k where k.sample_id = s.id and k.recorded_at = v.recorded_at order by k.id limit 1)) order by s.position)
        from sample s where s.version_id = v.id), '[]') as samples,
      coalesce((select json_agg(x) from (${RESULTS} where s.version_id = v.id order by s.position, r.position) x), '[]') as results
      from certificate_version v where v.id = ${id}`,
  );
}

/** A verdict as its digest has it; rules by name and fingerprint, because their numbers differ between databases. */
export interface VerdictContent {
  readonly sample: string;
  readonly rule: number;
  readonly verdict: string;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly needs: readonly string[] | null;
  readonly caveats: readonly string[] | null;
  readonly results: readonly number[];
}

/** One digest a sample, so that a batch can be verified also when samples of it were removed. */
export function verdictDigests(verdicts: readonly VerdictContent[]): Record<string, string> {
  const digest = (own: readonly VerdictContent[]) =>
    sha256(
      canonicalJson(
        [...own]
          .sort((a, b) => a.rule - b.rule)
          .map(({ rule, verdict, lower, upper, unit, needs, caveats, results }) => [
            rule,
            verdict,
            lower,
            upper,
            unit,
            needs,
            caveats,
            results,
          ]),
      ),
    );
  return Object.fromEntries([...Map.groupBy(verdicts, ({ sample }) => sample)].map(([sample, own]) => [sample, digest(own)]));
}

/** Verdicts of these samples that were written at one moment. */
export async function storedVerdicts(em: SqlEntityManager, samples: readonly string[], at: string): Promise<VerdictContent[]> {
  return rows<VerdictContent>(
    em,
    sql`select sample_id as sample, rule_version_id as rule, verdict, lower::text as lower, upper::text as upper, unit, to_json(needs) as needs,
      to_json(caveats) as caveats, to_json(results) as results
      from verdict where sample_id in ${list(samples)} and recorded_at = ${at}::timestamptz order by sample_id, rule_version_id`,
  );
}

/** Links of samples that were made at one moment, by sample. */
export async function linksContent(em: SqlEntityManager, samples: readonly string[], at: string): Promise<object[]> {
  return rows(
    em,
    sql`select sample_id as sample, vendor_id as vendor, vendor_basis as basis, vendor_confidence as confidence,
      product_id as product, batch_id as lot from sample_of where sample_id in ${list(samples)} and recorded_at = ${at}::timestamptz order by sample_id, id`,
  );
}
