/** One reading of one file to rows, inside the caller's transaction. */

import { readForm } from '../coa/form.ts';
import type { Problem } from '../coa/problem.ts';
import type { Reading, ResultReading } from '../coa/reading.ts';
import { normaliseCode } from '../coa/text.ts';
import { DATE_FIELDS, type DateField, type Panel } from '../coa/transcript.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { Certificate, CertificateVersion, Sample, type StoredDate, StoredProblem } from '../store/entities/certificate.ts';
import { Extraction } from '../store/entities/file.ts';
import { FieldAssertion } from '../store/entities/people.ts';
import { Result } from '../store/entities/result.ts';
import type { Header } from '../store/entities/shapes.ts';
import { failsOf } from '../store/fails.ts';
import { newId } from '../store/id.ts';
import { appendLog } from '../store/log.ts';
import { versionContent } from '../store/record-content.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { CheckTarget } from './authenticity-checks.ts';
import { judgeSamples } from './judge.ts';
import { linkSample } from './link.ts';
import { isName, resolveOrganization } from './organization.ts';
import { needsReview } from './publication.ts';
import { problemsOfFile, type Report } from './reports.ts';

/** Rows of one statement; PostgreSQL takes more, but statements should stay readable in a log. */
const CHUNK = 200;

export interface Source {
  readonly sha256: string;
  readonly isSample: boolean;
  readonly vendorGiven: string | null;
  /** Waits for a person whatever was read. */
  readonly held: boolean;
  /** `careful`: what is over a limit waits as well. */
  readonly publication: Store['publication'];
}

/** The extraction and the problems of the file itself. One that is to be current needs the one before to have been retired. */
export async function recordExtraction(em: SqlEntityManager, outcome: ReadOutcome, now: Date, { isCurrent = true } = {}): Promise<string> {
  const id = newId();
  const reading = {
    id,
    sha256: outcome.sha256,
    importer: outcome.importer?.id ?? null,
    importerVersion: outcome.importer?.version ?? null,
    outcome: outcome.outcome,
    reason: outcome.reason,
    transcripts: outcome.transcripts,
    pages: outcome.pages,
    facts: { ...outcome.facts },
    milliseconds: outcome.milliseconds,
  };
  await em.insert(Extraction, { ...reading, isCurrent, recordedAt: now });
  const { importer, importerVersion } = reading;
  await appendLog(em, {
    ...{ actor: 'system', action: 'extraction', subject: `file:${outcome.sha256}` },
    facts: { extraction: id, importer, importerVersion, outcome: outcome.outcome },
    content: { of: { ...reading, recordedAt: now.toISOString() }, salted: true },
  });
  await recordProblems(em, { extractionId: id, versionId: null }, problemsOfFile(outcome));
  return id;
}

export interface RecordedCertificate {
  readonly id: string;
  readonly state: 'public' | 'needs-review';
}

/** A version of the certificate with its samples and results. `fileProblems` count in deciding whether it is public. */
export async function recordVersion(
  em: SqlEntityManager,
  source: Source,
  { isNew = false, ...target }: CheckTarget,
  report: Report,
  fileProblems: readonly Problem[],
  now: Date,
): Promise<RecordedCertificate> {
  const versionId = newId();
  const results = report.readings.flatMap(reading => reading.results);
  const problems = report.readings.flatMap(reading => reading.problems);
  const doubtful = results.length === 0 || needsReview([...fileProblems, ...problems], results);
  const state = source.held || doubtful ? 'needs-review' : 'public';
  await em.insert(CertificateVersion, {
    id: versionId,
    ...target,
    ...(await headOf(em, source, report)),
    state,
    publishedAt: state === 'public' ? now : null,
    withdrawnAt: null,
    recordedAt: now,
    supersededAt: null,
  });
  const assigned = isNew ? null : await vendorAssigned(em, target.certificateId);
  const vendorGiven = assigned ?? source.vendorGiven;
  const linkProblems: Problem[] = [];
  const samples: string[] = [];
  for (const [position, reading] of report.readings.entries()) {
    const sampleId = newId();
    samples.push(sampleId);
    linkProblems.push(...(await recordSample(em, { ...source, vendorGiven }, { ...target, versionId, sampleId, position }, reading, now)));
  }
  await recordProblems(em, { extractionId: target.extractionId, versionId }, [...problems, ...distinct(linkProblems)]);
  await appendLog(em, {
    ...{ actor: 'system', action: 'version', subject: `certificate:${target.certificateId}` },
    facts: {
      version: versionId,
      extraction: target.extractionId,
      samples: samples.length,
      results: results.length,
      sample: source.isSample,
    },
    content: { of: await versionContent(em, versionId), salted: true },
  });
  await judgeSamples(em, samples, now, { isNew: true });
  const waits =
    state === 'public' && source.publication === 'careful' && !source.isSample && (await failsOf(em, target.certificateId)).length > 0;
  if (!waits) return { id: target.certificateId, state };
  await em.nativeUpdate(CertificateVersion, { id: versionId }, { state: 'needs-review', publishedAt: null });
  return { id: target.certificateId, state: 'needs-review' };
}

/** What a person said of the certificate before it was read again. */
async function vendorAssigned(em: SqlEntityManager, certificateId: string): Promise<string | null> {
  const assertion = await em.findOne(FieldAssertion, {
    subjectType: 'certificate',
    subjectId: certificateId,
    field: 'vendor',
    supersededAt: null,
  });
  return assertion?.value ?? null;
}

/** What is printed once a report; where samples differ, the first one that has it. */
async function headOf(em: SqlEntityManager, source: Source, { readings }: Report) {
  const first = <T>(pick: (reading: Reading) => T | null | undefined): T | null => {
    for (const reading of readings) {
      const found = pick(reading);
      if (found !== null && found !== undefined) return found;
    }
    return null;
  };
  const laboratoryName = first(reading => reading.laboratory)?.text ?? null;
  const accreditation = first(reading => reading.laboratoryAccreditation)?.text ?? null;
  const laboratory =
    laboratoryName !== null && isName(laboratoryName)
      ? await resolveOrganization(em, { name: laboratoryName, role: 'laboratory', isSample: source.isSample })
      : null;
  if (laboratory !== null && accreditation !== null) {
    laboratory.accreditation ??= accreditation;
    await em.flush();
  }
  const reportNumber = first(reading => reading.reportNumber)?.text ?? null;
  const date = (field: DateField) => first(reading => reading.dates[field]?.date);
  return {
    laboratoryId: laboratory?.id ?? null,
    laboratoryName,
    reportNumber,
    reportNumberNormalised: reportNumber === null ? null : normaliseCode(reportNumber),
    client: first(reading => reading.client)?.text ?? null,
    accreditation,
    language: first(reading => reading.language),
    reported: date('reported'),
    datedOn: date('amended') ?? date('reported') ?? date('tested') ?? date('received') ?? date('sampled'),
  };
}

interface Place {
  readonly certificateId: string;
  readonly versionId: string;
  readonly sampleId: string;
  readonly position: number;
}

async function recordSample(em: SqlEntityManager, source: Source, place: Place, reading: Reading, now: Date): Promise<Problem[]> {
  const { sampleId } = place;
  const header = headerOf(reading);
  const form = readForm(reading.sample.form?.text, reading.sample.matrix?.text);
  await em.insert(Sample, {
    id: sampleId,
    ...{ versionId: place.versionId, certificateId: place.certificateId, position: place.position },
    name: header.name?.text ?? null,
    lot: header.lot?.text ?? null,
    labSampleId: header.labSampleId?.text ?? null,
    form,
    servingSize: header.servingSize?.text ?? null,
    containerSize: header.containerSize?.text ?? null,
    maxDailyIntake: header.maxDailyIntake?.text ?? null,
    panels: panelsOf(reading.results),
    header,
    dates: datesOf(reading),
    vendorGiven: source.vendorGiven,
  });
  const rows = reading.results.map((result, position) =>
    resultRow(result, { sampleId, certificateId: place.certificateId, position }, now),
  );
  for (let start = 0; start < rows.length; start += CHUNK) await em.insertMany(Result, rows.slice(start, start + CHUNK));
  return linkSample(em, { sampleId, sha256: source.sha256, header, form, vendorGiven: source.vendorGiven, isSample: source.isSample }, now);
}

/** Panels in which something was measured: a panel of nothing but "not tested" was not tested. */
function panelsOf(results: readonly ResultReading[]): Panel[] {
  return [...new Set(results.filter(({ finding }) => finding.kind !== 'not_tested').map(result => result.panel))].sort();
}

function headerOf(reading: Reading): Header {
  const { laboratory, laboratoryAccreditation, reportNumber, client, manufacturer, brand, sample } = reading;
  const fields = { laboratory, laboratoryAccreditation, reportNumber, client, manufacturer, brand, ...sample, ...reading.sampling };
  return Object.fromEntries(Object.entries(fields).filter(([, printed]) => printed !== null));
}

function datesOf(reading: Reading): Partial<Record<DateField, StoredDate>> {
  const dates: Partial<Record<DateField, StoredDate>> = {};
  for (const field of DATE_FIELDS) {
    const read = reading.dates[field];
    if (read) dates[field] = { date: read.date, from: read.from ?? null, printed: read.printed.text, evidence: read.printed.evidence };
  }
  return dates;
}

function resultRow(result: ResultReading, place: { sampleId: string; certificateId: string; position: number }, now: Date) {
  const { finding, interval, analyte, nameEvidence, ...same } = result;
  const { panel, number, unit, basis, lod, loq, testPortion, printed, printedVerdict, further, evidence, rowEvidence } = same;
  return {
    id: newId(),
    ...place,
    analyteId: analyte,
    kind: finding.kind,
    finding,
    ...{ panel, number, unit, basis, lod, loq, testPortion, printed, printedVerdict, further, evidence, rowEvidence, nameEvidence },
    lower: interval.lower,
    upper: interval.upper,
    lowerClosed: interval.lowerClosed,
    upperClosed: interval.upperClosed,
    confidence: result.confidence,
    confidenceReasons: result.confidenceReasons,
    flags: result.flags,
    recordedAt: now,
    supersededAt: null,
  };
}

async function recordProblems(
  em: SqlEntityManager,
  place: { readonly extractionId: string; readonly versionId: string | null },
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  await em.insertMany(
    StoredProblem,
    problems.map(({ code, severity, message, evidence }, position) => ({
      id: newId(),
      ...place,
      position,
      ...{ code, severity, message },
      evidence: evidence ?? null,
    })),
  );
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map(problem => [`${problem.code} ${problem.message}`, problem])).values()];
}

/** The certificate rows of a file read for the first time, in the order of its reports. */
export async function createCertificate(em: SqlEntityManager, source: Source, position: number, now: Date): Promise<string> {
  const id = newId();
  await em.insert(Certificate, { id, sha256: source.sha256, position, isSample: source.isSample, recordedAt: now });
  return id;
}
