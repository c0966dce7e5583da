/** A file with what people corrected in it, as a test case: what its importer should read. */
import { interpret } from '../coa/interpret.ts';
import type { Transcript } from '../coa/transcript.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { saidOf } from '../store/correction.ts';
import { CertificateVersion } from '../store/entities/certificate.ts';
import { Extraction, SourceFile, Submission } from '../store/entities/file.ts';
import { isId } from '../store/id.ts';
import { rows, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { amendTranscript, rowPath, type Said } from './amend.ts';
import { ReviewError } from './decision.ts';
import { transcriptsOf } from './rebuild.ts';

export interface CorrectedCase extends Pick<ReadOutcome, 'importer' | 'outcome' | 'transcripts' | 'readings' | 'problems'> {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The whole file of the certificate, with the corrections of all its certificates. Throws ReviewError where there is none, or no original. */
export async function correctedCase(store: Store, certificateId: string): Promise<CorrectedCase> {
  const em = store.em();
  const version = isId(certificateId) ? await em.findOne(CertificateVersion, { certificateId, supersededAt: null }) : null;
  if (version === null) throw new ReviewError('not-found', `There is no certificate ${certificateId}.`);
  const extraction = await em.findOneOrFail(Extraction, { id: version.extractionId });
  const { storageKey } = await em.findOneOrFail(SourceFile, { sha256: extraction.sha256 });
  if (!storageKey) throw new ReviewError('not-found', 'The original of this certificate is not kept.');
  const said = new Map<Transcript, { readonly sample: number; readonly said: Said }>();
  for (const { id } of await siblings(em, extraction.id)) {
    const own = await saidOf(em, id);
    for (const [sample, transcript] of (await transcriptsOf(em, id, extraction)).entries()) said.set(transcript, { sample, said: own });
  }
  const transcripts = extraction.transcripts
    .filter(({ rows }) => rows.length > 0)
    .map(transcript => corrected(transcript, said.get(transcript)));
  const readings = transcripts.map(interpret);
  const { fileName } = await em.findOneOrFail(Submission, { sha256: extraction.sha256 });
  const { importer, importerVersion } = extraction;
  return {
    fileName,
    bytes: await store.files.read(storageKey),
    importer: importer ? { id: importer, version: importerVersion ?? 0 } : null,
    outcome: extraction.outcome,
    transcripts,
    readings,
    problems: readings.flatMap(reading => reading.problems),
  };
}

async function siblings(em: ReturnType<Store['em']>, extractionId: string): Promise<{ id: string }[]> {
  return rows(em, sql`select distinct certificate_id as id from certificate_version where extraction_id = ${extractionId}`);
}

/** What was rejected is no row; what was corrected is copied rightly. */
function corrected(transcript: Transcript, own: { readonly sample: number; readonly said: Said } | undefined): Transcript {
  if (own === undefined) return transcript;
  const { sample, said } = own;
  const amended = amendTranscript(transcript, sample, said);
  return { ...amended, rows: amended.rows.filter((_, line) => !said.has(rowPath(sample, line, 'rejected'))) };
}
