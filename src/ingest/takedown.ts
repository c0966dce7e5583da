/**
 * Takes a file down: the original, the pictures of its pages and what names persons go for good; hash, reason and date stay. Its
 * certificates leave everything public in the same moment, because public reading goes through a condition on the file.
 */
import { SourceFile } from '../store/entities/file.ts';
import { storageKey } from '../store/files.ts';
import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { row, rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { rescoreChanges } from './score.ts';

export interface TakenDown {
  readonly sha256: string;
  readonly at: Date;
  readonly certificates: readonly string[];
}

/**
 * `subject` is the SHA-256 of a file or the identifier of one of its certificates. Throws ReviewError; for a file taken down before, only
 * after making sure once more that its bytes are gone.
 */
export async function takeDown(store: Store, subject: string, decision: Decision): Promise<TakenDown> {
  reasoned(decision, 'the hash of the file');
  const sha256 = await fileOf(store.em(), subject.trim().toLowerCase());
  const done = await decideTogether(store, em => retire(em, sha256, decision));
  const key = storageKey(sha256);
  if (await store.files.has(key)) await store.files.drop(key);
  await store.pageImages.drop(sha256);
  await rescoreChanges(store);
  if (done === null) throw new ReviewError('nothing-to-decide', `The file ${sha256} was taken down before.`);
  return done;
}

async function fileOf(em: SqlEntityManager, subject: string): Promise<string> {
  const found = isId(subject)
    ? await row<{ sha256: string }>(em, sql`select sha256 from certificate where id = ${subject}`)
    : await row<{ sha256: string }>(em, sql`select sha256 from source_file where sha256 = ${subject}`);
  if (found === null) throw new ReviewError('not-found', `There is no file or certificate ${subject}.`);
  return found.sha256;
}

/** Null where it was taken down before. */
async function retire(em: SqlEntityManager, sha256: string, { actor, reason }: Decision): Promise<TakenDown | null> {
  const certificates = (await rows<{ id: string }>(em, sql`select id from certificate where sha256 = ${sha256} order by position`)).map(
    ({ id }) => id,
  );
  await lockCertificates(em, certificates);
  await em.execute(sql`select 1 from source_file where sha256 = ${sha256} for update`);
  const file = await em.findOneOrFail(SourceFile, { sha256 }, { refresh: true });
  if (file.takedownAt) return null;
  const at = new Date();
  Object.assign(file, { takedownAt: at, takedownReason: reason.trim(), storageKey: null });
  await em.flush();
  for (const statement of forget(sha256)) await em.execute(statement);
  const log = { actor, action: 'takedown', reason: reason.trim() };
  await writeLog(em, { ...log, subject: `file:${sha256}`, detail: { certificates } });
  for (const id of certificates) await writeLog(em, { ...log, subject: `certificate:${id}`, detail: { sha256 } });
  return { sha256, at, certificates };
}

/** Everything in which a person may be named: texts copied from the page, names of files, who handed them in, what strangers wrote of them. */
function forget(sha256: string) {
  const ids = sql`select id from certificate where sha256 = ${sha256}`;
  const extractions = sql`select id from extraction where sha256 = ${sha256}`;
  const subjects = sql`select 'file:' || ${sha256}::text union all select 'certificate:' || id from certificate where sha256 = ${sha256}`;
  return [
    sql`update extraction set transcripts = '[]', facts = '{}' where sha256 = ${sha256}`,
    sql`delete from problem where extraction_id in (${extractions})`,
    sql`update certificate_version set client = null where certificate_id in (${ids})`,
    sql`update sample set header = '{}', vendor_given = null where certificate_id in (${ids})`,
    sql`update sample_of set vendor_evidence = null where sample_id in (select id from sample where certificate_id in (${ids}))`,
    sql`update submission set file_name = 'taken down', uploader = null, vendor_given = null where sha256 = ${sha256}`,
    sql`update contribution set note = null where id in (select contribution_id from contribution_file where sha256 = ${sha256})`,
    sql`update contribution_file set file_name = 'taken down' where sha256 = ${sha256}`,
    sql`delete from authenticity_check where certificate_id in (${ids}) or related_id in (${ids})`,
    sql`delete from value_fingerprint where certificate_id in (${ids})`,
    sql`delete from rereading where sha256 = ${sha256}`,
    sql`update field_assertion set printed = null, value = null, evidence = null
      where subject_type = 'certificate' and subject_id in (${ids}) and field not like 'samples/%/results/%'`,
    // the entries stay, with digests that nobody can guess any more
    sql`delete from log_content where entry in (select e.id from log_chain e where e.subject in (${subjects}))`,
    sql`update log_entry set detail = '{}' where subject in (${subjects})`,
    sql`update value_flag set comment = null where certificate_id in (${ids})`,
    sql`update reply set state = 'withdrawn', email = null, decided_at = coalesce(decided_at, now()) where certificate_id in (${ids}) and state in ('waiting', 'published')`,
  ];
}
