/** What became of files that somebody without a key handed in. Says nothing about who it was. */
import { raw } from '@mikro-orm/postgresql';
import type { Refusal } from '../document/document.ts';
import { iso } from '../store/columns.ts';
import type { State } from '../store/entities/certificate.ts';
import { isId } from '../store/id.ts';
import { row, rows, type SqlEntityManager, sql } from '../store/sql.ts';

/** `received`: kept, and in line to be read. `not-read`: kept, and tried again when reading improves. `kept-out`: a reviewer refused it. */
export const CONTRIBUTION_STATES = ['received', 'not-read', 'waiting', 'published', 'kept-out', 'taken-down'] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

export interface ContributedCertificate {
  readonly id: string;
  readonly state: State;
  readonly laboratory: string | null;
  readonly reportNumber: string | null;
  /** Why a reviewer kept it out, and when. */
  readonly reason: string | null;
  readonly decidedAt: string | null;
}

export interface ContributedFileView {
  readonly name: string;
  readonly sha256: string;
  readonly state: ContributionState;
  /** The same bytes were known before. */
  readonly wasThere: boolean;
  /** Why it was not read, in the code of the refusal and in words. */
  readonly refusal: Refusal | null;
  readonly complaint: string | null;
  readonly takedownReason: string | null;
  readonly certificates: readonly ContributedCertificate[];
}

export interface ContributionView {
  readonly id: string;
  readonly receivedAt: string;
  readonly files: readonly ContributedFileView[];
}

type FileRow = Omit<ContributedFileView, 'state' | 'certificates'> & { readonly takenDown: boolean; readonly read: boolean };

export async function findContribution(em: SqlEntityManager, id: string): Promise<ContributionView | null> {
  if (!isId(id)) return null;
  const head = await row<{ id: string; receivedAt: string }>(
    em,
    sql`select id, ${raw(iso('received_at'))} as "receivedAt" from contribution where id = ${id}`,
  );
  if (head === null) return null;
  const files = await rows<FileRow>(
    em,
    sql`select t.file_name as name, t.sha256, t.was_there as "wasThere", e.reason as refusal,
        (select p.message from problem p where p.extraction_id = e.id and p.version_id is null and p.severity = 'error'
          order by p.position limit 1) as complaint,
        e.id is not null as read, f.takedown_at is not null as "takenDown", f.takedown_reason as "takedownReason"
      from contribution_file t join source_file f on f.sha256 = t.sha256
      left join extraction e on e.sha256 = t.sha256 and e.is_current
      where t.contribution_id = ${id} order by t.position`,
  );
  const certificates = await rows<ContributedCertificate & { sha256: string }>(
    em,
    sql`select c.sha256, c.id, v.state, v.laboratory_name as laboratory, v.report_number as "reportNumber",
        case when v.state = 'rejected' then d.reason end as reason, case when v.state <> 'needs-review' then d.at end as "decidedAt"
      from certificate c join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      left join lateral (select g.reason, ${raw(iso('g.at'))} as at from log_entry g where g.subject = 'certificate:' || c.id
        and g.action in ('review-accept', 'review-reject') order by g.at desc, g.id desc limit 1) d on true
      where c.sha256 in (select t.sha256 from contribution_file t where t.contribution_id = ${id}) order by c.position`,
  );
  return {
    ...head,
    files: files.map(({ takenDown, read, ...file }) => {
      const own = takenDown ? [] : certificates.filter(({ sha256 }) => sha256 === file.sha256).map(({ sha256: _, ...one }) => one);
      return { ...file, certificates: own, state: takenDown ? 'taken-down' : read ? stateOf(own) : 'received' };
    }),
  };
}

/** A file waits as long as one of its certificates does. */
function stateOf(certificates: readonly ContributedCertificate[]): ContributionState {
  if (certificates.length === 0) return 'not-read';
  if (certificates.some(({ state }) => state === 'needs-review')) return 'waiting';
  return certificates.some(({ state }) => state === 'public') ? 'published' : 'kept-out';
}

/** Where a file comes from, in the words of those who handed it in. For reviewers. */
export async function contributorNotes(em: SqlEntityManager, sha256: string): Promise<{ note: string; at: string }[]> {
  return rows(
    em,
    sql`select n.note, ${raw(iso('n.received_at'))} as at from contribution n join contribution_file t on t.contribution_id = n.id
      where t.sha256 = ${sha256} and n.note is not null order by n.received_at`,
  );
}

/** Files handed in since then that nobody has read: what a process left that died between keeping them and putting them in line. */
export async function unreadFiles(em: SqlEntityManager, since: Date): Promise<{ sha256: string; fileName: string }[]> {
  return rows(
    em,
    sql`select distinct on (t.sha256) t.sha256, t.file_name as "fileName" from contribution_file t
      join contribution n on n.id = t.contribution_id and n.received_at > ${since}
      join source_file f on f.sha256 = t.sha256 and f.takedown_at is null
      where not exists (select 1 from submission b where b.sha256 = t.sha256) order by t.sha256`,
  );
}
