/** What a reviewer says of one value or of the header: confirmed, corrected, rejected. Safety values are changed by two people. */
import { analyteById } from '../coa/analyte.ts';
import { DATE_FIELDS, type Evidence, type Transcript } from '../coa/transcript.ts';
import { findCertificate } from '../store/certificate.ts';
import { assert, retract } from '../store/correction.ts';
import { CertificateVersion } from '../store/entities/certificate.ts';
import { Extraction } from '../store/entities/file.ts';
import { CorrectionProposal } from '../store/entities/review.ts';
import { isId, newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { CertificateView, ResultView } from '../store/views.ts';
import { REPORT_FIELDS, ROW_FIELDS, type RowField, rowPath, SAMPLE_FIELDS, samplePath } from './amend.ts';
import { rebuildVersion, transcriptsOf } from './rebuild.ts';
import { type Decision, ReviewError } from './review.ts';

export interface ValuePlace {
  readonly certificate: string;
  /** From 0, as certificates show them. */
  readonly sample: number;
  readonly line: number;
}

/** New texts by field, as printed; null says that nothing is printed. `analyte` is an entry of the dictionary, `rejected` the reason. */
export type Changes = Readonly<Partial<Record<RowField | 'analyte' | 'rejected', string | null>>>;

export type Changed = 'in-force' | 'proposed';

/** Values whose change could hide or invent a danger. */
export function needsTwo({ analyte, panel }: Pick<ResultView, 'analyte' | 'panel'>): boolean {
  return panel === 'metals' || panel === 'microbes' || analyte === '7_hydroxymitragynine';
}

/** Says that the value was compared with the page and stands there as it was read. */
export async function confirmValue(store: Store, place: ValuePlace, decision: Decision): Promise<void> {
  await store.transaction(async em => {
    const { result } = await find(em, place);
    const field = rowPath(place.sample, place.line, 'confirmed');
    const { value } = result.printed;
    await assert(em, place.certificate, { field, printed: value, value, ...said(decision, result.evidence) }, new Date());
    await log(em, 'review-confirm', place, decision, { name: result.printed.name, value });
  });
}

/** Puts other texts in the place of what was read, as a new version; for a safety value, proposes it to a second person. */
export async function correctValue(store: Store, place: ValuePlace, changes: Changes, decision: Decision): Promise<Changed> {
  reasoned(decision);
  return store.transaction(async em => {
    const { result } = await find(em, place);
    const kept = differing(changes, result);
    if (Object.keys(kept).length === 0) throw new ReviewError('nothing-to-decide', 'What you entered is what is stored already.');
    const target = kept.analyte ? analyteById(kept.analyte) : undefined;
    if (kept.analyte && !target) throw new ReviewError('nothing-to-decide', `The dictionary has no entry ${kept.analyte}.`);
    const twice = needsTwo(result) || (target !== undefined && needsTwo({ analyte: target.id, panel: target.panel }));
    if (twice) return propose(em, place, kept, decision);
    await enforce(em, place, kept, decision, null);
    return 'in-force';
  });
}

/** Says that the row is no result of this sample. It stays, as an invalid one, with the reason. */
export function rejectValue(store: Store, place: ValuePlace, decision: Decision): Promise<Changed> {
  return correctValue(store, place, { rejected: decision.reason.trim() }, decision);
}

async function propose(em: SqlEntityManager, place: ValuePlace, changes: Changes, decision: Decision): Promise<Changed> {
  const { certificate: certificateId, sample, line } = place;
  if ((await em.count(CorrectionProposal, { certificateId, sample, line, settledAt: null })) > 0)
    throw new ReviewError(
      'nothing-to-decide',
      'A change of this value waits for a second person already: agree with it or refuse it first.',
    );
  const settled = { outcome: null, settledBy: null, settledReason: null, settledAt: null };
  const { actor, reason } = decision;
  const proposal = {
    id: newId(),
    certificateId,
    sample,
    line,
    changes: changes as Record<string, string | null>,
    actor,
    reason: reason.trim(),
  };
  await em.insert(CorrectionProposal, { ...proposal, recordedAt: new Date(), ...settled });
  await log(em, 'review-propose', place, decision, { changes });
  return 'proposed';
}

/** A second person agrees with a proposed change, which is then in force, or refuses it. Returns the certificate. */
export async function settleProposal(store: Store, id: string, agreed: boolean, decision: Decision): Promise<string> {
  return store.transaction(async em => {
    const proposal = isId(id) ? await em.findOne(CorrectionProposal, { id, settledAt: null }) : null;
    if (proposal === null) throw new ReviewError('no-such-certificate', 'This change does not wait any more.');
    if (agreed && samePerson(proposal.actor, decision.actor))
      throw new ReviewError('same-person', 'Somebody else has to agree: a change of this value takes two people.');
    if (!agreed) reasoned(decision);
    const { certificateId: certificate, sample, line, changes, actor, reason } = proposal;
    const now = new Date();
    const settled = { settledBy: decision.actor, settledReason: decision.reason.trim(), settledAt: now };
    await em.nativeUpdate(CorrectionProposal, { id }, { outcome: agreed ? 'approved' : 'refused', ...settled });
    const place = { certificate, sample, line };
    if (agreed) await enforce(em, place, changes, { actor, reason }, decision.actor);
    else await log(em, 'review-refuse', place, decision, { changes, proposedBy: actor });
    return certificate;
  });
}

/** `Ann (key 1…)` and `Ann (key 2…)` are one person with two keys as far as anyone can tell. */
export function samePerson(one: string, other: string): boolean {
  const name = (actor: string) =>
    actor
      .replace(/ \(key [^)]*\)$/, '')
      .trim()
      .toLowerCase();
  return name(one) === name(other);
}

async function enforce(em: SqlEntityManager, place: ValuePlace, changes: Changes, decision: Decision, approvedBy: string | null) {
  const { certificate, sample, line } = place;
  const now = new Date();
  const { result, transcripts } = await find(em, place);
  const row = transcripts[sample]?.rows[line];
  if (row === undefined) throw new Error(`certificate ${certificate} has no row ${line} in sample ${sample}`);
  for (const [field, value] of Object.entries(changes) as [keyof Changes, string | null][]) {
    const copied = field === 'analyte' || field === 'rejected' ? undefined : row[field];
    const printed = field === 'analyte' ? result.analyte : field === 'rejected' ? row.value.text : (copied?.text ?? null);
    const assertion = { field: rowPath(sample, line, field), printed, value, ...said(decision, copied?.evidence ?? result.evidence) };
    await assert(em, certificate, { ...assertion, approvedBy }, now);
  }
  // what was confirmed or rejected was another text
  await retract(em, certificate, rowPath(sample, line, 'confirmed'), now);
  if (changes.rejected === undefined) await retract(em, certificate, rowPath(sample, line, 'rejected'), now);
  await rebuildVersion(em, certificate, now);
  await log(em, 'review-correct', place, decision, { name: result.printed.name, changes, approvedBy });
}

export const HEADER_DATES = DATE_FIELDS.map(field => `dates/${field}` as const);
/** Fields of the header by their names in forms. The vendor is assigned, not corrected: whose a product is stands apart from what is printed. */
export const HEADER_FIELDS: readonly string[] = [...REPORT_FIELDS, ...SAMPLE_FIELDS, ...HEADER_DATES];

const isReportField = (field: string): boolean => (REPORT_FIELDS as readonly string[]).includes(field);

/** Puts other texts in the place of what was read in the header; those of the report hold for all its samples. */
export async function correctHeader(
  store: Store,
  { certificate, sample }: Omit<ValuePlace, 'line'>,
  changes: Readonly<Record<string, string | null>>,
  decision: Decision,
): Promise<void> {
  reasoned(decision);
  await store.transaction(async em => {
    const transcripts = await transcriptsIn(em, certificate);
    const transcript = transcripts[sample];
    if (transcript === undefined) throw new ReviewError('no-such-certificate', `The certificate has no sample ${sample + 1}.`);
    const now = new Date();
    const known = Object.entries(changes).filter(([field]) => HEADER_FIELDS.includes(field));
    if (known.length === 0) throw new ReviewError('nothing-to-decide', 'What you entered is what is stored already.');
    for (const [field, value] of known) {
      const copied = headerField(transcript, field);
      const path = isReportField(field) ? field : samplePath(sample, field);
      await assert(
        em,
        certificate,
        { field: path, printed: copied?.text ?? null, value, ...said(decision, copied?.evidence ?? null) },
        now,
      );
    }
    await rebuildVersion(em, certificate, now);
    await log(em, 'review-correct', { certificate, sample, line: -1 }, decision, { changes: Object.fromEntries(known) });
  });
}

/** What the machine copied into a field of the header. */
export function headerField(transcript: Transcript, field: string) {
  for (const one of REPORT_FIELDS) if (one === field) return transcript[one];
  for (const one of SAMPLE_FIELDS) if (one === field) return transcript.sample[one];
  for (const one of DATE_FIELDS) if (`dates/${one}` === field) return transcript.dates[one];
  return undefined;
}

interface Found {
  readonly certificate: CertificateView;
  readonly result: ResultView;
  readonly transcripts: readonly Transcript[];
}

async function find(em: SqlEntityManager, place: ValuePlace): Promise<Found> {
  const certificate = await findCertificate(em, place.certificate, { includeUnpublished: true });
  const result = certificate?.samples[place.sample]?.results[place.line];
  if (!certificate || !result) throw new ReviewError('no-such-certificate', 'There is no such value.');
  return { certificate, result, transcripts: await transcriptsIn(em, certificate.id) };
}

async function transcriptsIn(em: SqlEntityManager, certificateId: string): Promise<Transcript[]> {
  const version = isId(certificateId) ? await em.findOne(CertificateVersion, { certificateId, supersededAt: null }) : null;
  if (version === null) throw new ReviewError('no-such-certificate', `There is no certificate ${certificateId}.`);
  return transcriptsOf(em, certificateId, await em.findOneOrFail(Extraction, { id: version.extractionId }));
}

/** What really changes; a name and a value can be changed, but not taken away. */
function differing(changes: Changes, result: ResultView): Changes {
  const now: Record<string, string | null> = { ...result.printed, analyte: result.analyte, rejected: null };
  const kept = Object.entries(changes).filter(([field, value]) => value !== undefined && value !== now[field]);
  for (const [field, value] of kept)
    if ((field === 'name' || field === 'value') && (value ?? '').trim() === '')
      throw new ReviewError('nothing-to-decide', `The ${field} cannot be empty; reject the row if it is no result.`);
  return Object.fromEntries(kept.filter(([field]) => [...ROW_FIELDS, 'analyte', 'rejected'].includes(field)));
}

function reasoned({ reason }: Decision): void {
  if (reason.trim() === '') throw new ReviewError('no-reason', 'A change needs a reason: it is kept with the certificate.');
}

const said = ({ actor, reason }: Decision, evidence: Evidence | null) => ({ actor, reason: reason.trim(), evidence, approvedBy: null });

async function log(em: SqlEntityManager, action: string, place: ValuePlace, { actor, reason }: Decision, detail: Record<string, unknown>) {
  const { certificate, sample, line } = place;
  await writeLog(em, {
    actor,
    action,
    subject: `certificate:${certificate}`,
    reason: reason.trim() || undefined,
    detail: { sample, line, ...detail },
  });
}
