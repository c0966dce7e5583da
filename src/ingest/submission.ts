/** What came of a file that was handed in. */
import { raw } from '@mikro-orm/postgresql';
import type { Problem } from '../coa/problem.ts';
import type { Refusal } from '../document/document.ts';
import { iso } from '../store/columns.ts';
import type { SubmissionOutcome } from '../store/entities/file.ts';
import { isId } from '../store/id.ts';
import { type Fragment, planned, row, type SqlEntityManager, sql } from '../store/sql.ts';

export interface SubmittedCertificate {
  readonly id: string;
  readonly state: 'public' | 'needs-review' | 'rejected';
  readonly laboratory: string | null;
  readonly reportNumber: string | null;
}

export interface SubmissionView {
  readonly id: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly outcome: SubmissionOutcome;
  /** Why a file was refused; null for one that was read. */
  readonly reason: Refusal | null;
  readonly certificates: readonly SubmittedCertificate[];
  readonly problems: readonly Problem[];
  readonly uploader: string | null;
  readonly isSample: boolean;
  /** Its content was removed, and is not taken again. */
  readonly takenDown: boolean;
  readonly recordedAt: string;
}

export async function findSubmission(em: SqlEntityManager, id: string): Promise<SubmissionView | null> {
  return isId(id) ? find(em, sql`b.id = ${id}`) : null;
}

export async function findSubmissionOfFile(em: SqlEntityManager, sha256: string): Promise<SubmissionView | null> {
  return find(em, sql`b.sha256 = ${sha256}`);
}

type StoredProblem = Omit<Problem, 'evidence'> & { readonly evidence: Problem['evidence'] | null };

async function find(em: SqlEntityManager, condition: Fragment): Promise<SubmissionView | null> {
  const found = await row<Omit<SubmissionView, 'problems'> & { problems: readonly StoredProblem[] }>(
    em,
    planned`select b.id, b.sha256, b.file_name as "fileName", b.outcome, e.reason, b.uploader, b.is_sample as "isSample",
        f.takedown_at is not null as "takenDown",
        ${raw(iso('b.recorded_at'))} as "recordedAt",
        (select coalesce(json_agg(json_build_object('id', c.id, 'state', v.state, 'laboratory', v.laboratory_name, 'reportNumber', v.report_number)
          order by c.position), '[]') from certificate c join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
          where c.sha256 = b.sha256) as certificates,
        (select coalesce(json_agg(json_build_object('code', p.code, 'severity', p.severity, 'message', p.message, 'evidence', p.evidence)
          order by c.position nulls first, p.position), '[]') from problem p
          left join certificate_version v on v.id = p.version_id left join certificate c on c.id = v.certificate_id
          where p.extraction_id = e.id) as problems
      from submission b join source_file f on f.sha256 = b.sha256 join extraction e on e.sha256 = b.sha256 and e.is_current where ${condition}`,
  );
  if (found === null) return null;
  return {
    ...found,
    problems: found.problems.map(({ evidence, ...problem }) => (evidence === null ? problem : { ...problem, evidence })),
  };
}
