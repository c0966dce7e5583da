/** What people said of the fields of a certificate, and what is proposed and waits for a second person. */
import { raw } from '@mikro-orm/postgresql';
import type { Evidence } from '../coa/transcript.ts';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { FieldAssertion } from './entities/people.ts';
import { newId } from './id.ts';
import { all, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

export interface AssertionView {
  /** `samples/0/results/12/value`, `samples/0/lot`, `reportNumber`. */
  readonly field: string;
  /** What the machine read there. */
  readonly printed: string | null;
  readonly value: string | null;
  readonly actor: string;
  readonly approvedBy: string | null;
  readonly reason: string;
  readonly at: string;
  readonly supersededAt: string | null;
}

/** Every assertion about the certificate, the oldest first; the vendor's among them. */
export async function assertionsOf(em: SqlEntityManager, certificate: string): Promise<AssertionView[]> {
  return rows(
    em,
    sql`select field, printed, value, actor, approved_by as "approvedBy", reason, ${raw(iso('recorded_at'))} as at,
        ${raw(iso('superseded_at'))} as "supersededAt"
      from field_assertion where subject_type = 'certificate' and subject_id = ${certificate} order by recorded_at, id`,
  );
}

/** Field to what is in force of it. */
export async function saidOf(em: SqlEntityManager, certificate: string): Promise<Map<string, string | null>> {
  const inForce = (await assertionsOf(em, certificate)).filter(assertion => assertion.supersededAt === null);
  return new Map(inForce.map(({ field, value }) => [field, value]));
}

export interface NewAssertion {
  readonly field: string;
  readonly printed: string | null;
  readonly value: string | null;
  readonly evidence: Evidence | null;
  readonly actor: string;
  readonly reason: string;
  readonly approvedBy: string | null;
}

/** Puts an assertion in force; the one before it of the same field stays, superseded. */
export async function assert(em: SqlEntityManager, certificate: string, assertion: NewAssertion, now: Date): Promise<void> {
  await retract(em, certificate, assertion.field, now);
  const subject = { subjectType: 'certificate', subjectId: certificate } as const;
  await em.insert(FieldAssertion, { id: newId(), ...subject, ...assertion, confidence: 1, recordedAt: now, supersededAt: null });
}

export async function retract(em: SqlEntityManager, certificate: string, field: string, now: Date): Promise<void> {
  const subject = { subjectType: 'certificate', subjectId: certificate, field } as const;
  await em.nativeUpdate(FieldAssertion, { ...subject, supersededAt: null }, { supersededAt: now });
}

export interface ProposalView {
  readonly id: string;
  readonly certificate: string;
  readonly sample: number;
  readonly line: number;
  readonly changes: Readonly<Record<string, string | null>>;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

const PROPOSAL = `id, certificate_id as certificate, sample, line, changes, actor, reason, ${iso('recorded_at')} as at`;

/** Those that wait, the oldest first. */
export async function openProposals(em: SqlEntityManager, certificate: string): Promise<ProposalView[]> {
  return rows(
    em,
    sql`select ${raw(PROPOSAL)} from correction_proposal where certificate_id = ${certificate} and settled_at is null order by recorded_at, id`,
  );
}

/** Those of all certificates; their ids sort by time. */
export async function allProposals(em: SqlEntityManager, paging: Paging): Promise<Slice<ProposalView>> {
  const after = decodeCursor(paging.cursor, [KEY.id]);
  const where = all([sql`settled_at is null`, after && sql`id > ${after[0]}::uuid`]);
  const found = await rows<ProposalView>(
    em,
    sql`select ${raw(PROPOSAL)} from correction_proposal where ${where} order by id limit ${paging.limit + 1}`,
  );
  return slice(found, paging.limit, item => [item.id]);
}
