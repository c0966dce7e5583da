/** Certificates that wait for a person, and what the person decides. */
import { raw } from '@mikro-orm/postgresql';
import type { Problem } from '../coa/problem.ts';
import { findCertificate, listCertificates } from '../store/certificate.ts';
import { iso } from '../store/columns.ts';
import { type AssertionView, assertionsOf, openProposals, type ProposalView } from '../store/correction.ts';
import type { Paging } from '../store/cursor.ts';
import { CertificateVersion, type State } from '../store/entities/certificate.ts';
import { Submission } from '../store/entities/file.ts';
import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { CertificateItem, CertificateView, ResultView, Slice } from '../store/views.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { refreshLikeness } from './likeness.ts';
import { isDoubtful } from './publication.ts';
import { rebuildVersion } from './rebuild.ts';
import { rescoreChanges } from './score.ts';
import { waitsForSecond } from './two-reviewers.ts';

/** Those that wait, newest first; `rejected` lists those that were refused. */
export async function listReviews(
  em: SqlEntityManager,
  { state = 'needs-review', ...paging }: Paging & { readonly state?: 'needs-review' | 'rejected' },
): Promise<Slice<CertificateItem>> {
  return listCertificates(em, { ...paging, state });
}

export interface ReviewView {
  readonly certificate: CertificateView;
  /** Why it waits. */
  readonly problems: readonly Problem[];
  readonly doubtful: readonly ResultView[];
  /** What people said of it, the oldest first. */
  readonly assertions: readonly AssertionView[];
  readonly proposals: readonly ProposalView[];
  readonly history: readonly { readonly at: string; readonly actor: string; readonly action: string; readonly reason: string | null }[];
}

export async function showReview(em: SqlEntityManager, id: string): Promise<ReviewView | null> {
  const certificate = await findCertificate(em, id, { includeUnpublished: true });
  if (certificate === null) return null;
  return {
    certificate,
    problems: certificate.problems.filter(problem => problem.severity !== 'info'),
    doubtful: certificate.samples.flatMap(sample => sample.results).filter(isDoubtful),
    assertions: await assertionsOf(em, id),
    proposals: await openProposals(em, id),
    history: await rows(
      em,
      sql`select ${raw(iso('at'))} as at, actor, action, reason from log_entry where subject = ${`certificate:${id}`} order by log_entry.at, id`,
    ),
  };
}

/** Makes the certificate public; where that takes two people, the first one's agreement is kept, and it goes on waiting. */
export async function acceptCertificate(store: Store, id: string, decision: Decision): Promise<State> {
  return decide(store, id, 'public', decision);
}

/** Takes the certificate out of everything public, scores included; it stays stored, and can be accepted later. */
export async function rejectCertificate(store: Store, id: string, decision: Decision): Promise<State> {
  const state = await decide(store, id, 'rejected', decision);
  await rescoreChanges(store);
  return state;
}

async function decide(store: Store, id: string, state: Exclude<State, 'needs-review'>, decision: Decision): Promise<State> {
  reasoned(decision);
  const { actor, reason } = decision;
  return decideTogether(store, async em => {
    await lockCertificates(em, [id]);
    const version = isId(id) ? await em.findOne(CertificateVersion, { certificateId: id, supersededAt: null }) : null;
    if (version === null || (await isTakenDown(em, id))) throw new ReviewError('not-found', `There is no certificate ${id}.`);
    if (version.state === state) throw new ReviewError('nothing-to-decide', `Certificate ${id} is ${state} already.`);
    const before = version.state;
    const two = state === 'public' && store.publication === 'careful';
    if (two && (await waitsForSecond(em, { certificateId: id, versionId: version.id }, decision))) return before;
    const now = new Date();
    version.state = state;
    if (state === 'public') {
      version.publishedAt ??= now;
      version.withdrawnAt = null;
    } else if (before === 'public') {
      version.withdrawnAt = now;
    }
    await em.flush();
    const action = state === 'public' ? 'review-accept' : 'review-reject';
    await writeLog(em, { actor, action, subject: `certificate:${id}`, reason: reason.trim(), detail: { before, version: version.id } });
    await settleSubmission(em, id);
    if (before === 'rejected' || state === 'rejected') await refreshLikeness(em, [id], now);
    // values confirmed one by one show it in the version that becomes public
    if (state === 'public' && (await confirmedSince(em, id, version.recordedAt))) await rebuildVersion(em, id, now);
    return state;
  });
}

async function isTakenDown(em: SqlEntityManager, id: string): Promise<boolean> {
  const found = await rows(
    em,
    sql`select 1 from certificate c join source_file f on f.sha256 = c.sha256 and f.takedown_at is not null where c.id = ${id}`,
  );
  return found.length > 0;
}

async function confirmedSince(em: SqlEntityManager, id: string, since: Date): Promise<boolean> {
  const assertions = await assertionsOf(em, id);
  return assertions.some(({ field, supersededAt, at }) => field.endsWith('/confirmed') && supersededAt === null && new Date(at) >= since);
}

/** A submission waits as long as one of its certificates does. */
async function settleSubmission(em: SqlEntityManager, certificateId: string): Promise<void> {
  const [waiting] = await rows<{ sha256: string; waiting: number }>(
    em,
    sql`select c.sha256, count(v.id)::int as waiting from certificate one join certificate c on c.sha256 = one.sha256
      left join certificate_version v on v.certificate_id = c.id and v.superseded_at is null and v.state = 'needs-review'
      where one.id = ${certificateId} group by c.sha256`,
  );
  if (waiting?.waiting === 0)
    await em.nativeUpdate(Submission, { sha256: waiting.sha256, outcome: 'needs-review' }, { outcome: 'recorded' });
}
