/** A further version of a certificate from the same extraction, with what people said in place of what the machine copied. */

import { interpret } from '../coa/interpret.ts';
import type { Transcript } from '../coa/transcript.ts';
import { saidOf } from '../store/correction.ts';
import { CertificateVersion, type State } from '../store/entities/certificate.ts';
import { Extraction, Submission } from '../store/entities/file.ts';
import { rows, type SqlEntityManager, sql } from '../store/sql.ts';
import { amend, type MachineRow, type Said } from './amend.ts';
import { recordAmendedAuthenticity } from './authenticity.ts';
import { mappingsInForce } from './names.ts';
import { recordVersion } from './record.ts';
import { reportsOf } from './reports.ts';
import { supersedeVersions } from './supersede.ts';

/** Records it and makes it current. `state` stays what it was unless another is said. */
export async function rebuildVersion(em: SqlEntityManager, certificateId: string, now: Date, state?: State): Promise<void> {
  const before = await em.findOneOrFail(CertificateVersion, { certificateId, supersededAt: null }, { refresh: true });
  const extraction = await em.findOneOrFail(Extraction, { id: before.extractionId });
  const submission = await em.findOneOrFail(Submission, { sha256: extraction.sha256 });
  const said = await saidOf(em, certificateId);
  const readings = await amendedReadings(em, certificateId, extraction, said);
  const { state: was, publishedAt, withdrawnAt } = before;
  await em.flush();
  await supersedeVersions(em, [certificateId], now);
  const source = {
    sha256: extraction.sha256,
    isSample: submission.isSample,
    vendorGiven: submission.vendorGiven ?? null,
    held: submission.held,
    // the state is kept below, whatever a first reading would wait for
    publication: 'open' as const,
  };
  await recordVersion(em, source, { certificateId, extractionId: extraction.id }, { readings }, [], now);
  const kept = state ?? was;
  const published = kept === 'public' ? (publishedAt ?? now) : (publishedAt ?? null);
  await em.nativeUpdate(
    CertificateVersion,
    { certificateId, supersededAt: null },
    { state: kept, publishedAt: published, withdrawnAt: kept === 'public' ? null : (withdrawnAt ?? null) },
  );
  await recordAmendedAuthenticity(em, { certificateId, extractionId: extraction.id }, readings, now);
  em.clear();
}

async function amendedReadings(em: SqlEntityManager, certificateId: string, extraction: Extraction, said: Said) {
  const transcripts = await transcriptsOf(em, certificateId, extraction);
  const machine = await machineRows(em, certificateId, extraction.id);
  const mappings = await mappingsInForce(em);
  return transcripts.map((transcript, sample) => amend(transcript, sample, said, machine.get(sample) ?? [], mappings));
}

/** The transcripts of the certificate among those of its file, one a sample, in their order. */
export async function transcriptsOf(
  em: SqlEntityManager,
  certificateId: string,
  extraction: Pick<Extraction, 'id' | 'transcripts'>,
): Promise<Transcript[]> {
  const filled = extraction.transcripts.filter(transcript => transcript.rows.length > 0);
  const readings = filled.map(transcript => interpret(transcript));
  const reports = reportsOf(readings);
  // versions of one extraction are recorded in the order of its reports, and their ids sort by time
  const order = await rows<{ certificate: string }>(
    em,
    sql`select certificate_id as certificate from certificate_version where extraction_id = ${extraction.id}
      group by certificate_id order by min(id::text)`,
  );
  const report = reports[order.findIndex(({ certificate }) => certificate === certificateId)];
  if (report === undefined) throw new Error(`certificate ${certificateId} is not among the reports of its extraction`);
  return report.readings.map(reading => filled[readings.indexOf(reading)]!);
}

/** Rows of the version that the machine recorded, by sample. */
async function machineRows(em: SqlEntityManager, certificateId: string, extractionId: string): Promise<Map<number, MachineRow[]>> {
  const found = await rows<MachineRow & { sample: number }>(
    em,
    sql`select s.position as sample, r.flags, r.confidence, r.confidence_reasons as "confidenceReasons"
      from result r join sample s on s.id = r.sample_id
      where s.version_id = (select id from certificate_version where certificate_id = ${certificateId} and extraction_id = ${extractionId}
        order by recorded_at, id limit 1) order by s.position, r.position`,
  );
  return Map.groupBy(found, row => row.sample);
}
