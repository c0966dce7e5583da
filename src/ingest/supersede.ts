/** Versions that another one takes the place of: kept, and current no more. */
import { list, type SqlEntityManager, sql } from '../store/sql.ts';
import { supersedeVerdicts } from '../store/verdict.ts';

export async function supersedeVersions(em: SqlEntityManager, certificates: readonly string[], now: Date): Promise<void> {
  const ids = list(certificates);
  const samples = sql`select s.id from sample s where s.certificate_id in ${ids}`;
  await em.execute(sql`update result set superseded_at = ${now} where superseded_at is null and certificate_id in ${ids}`);
  await supersedeVerdicts(em, certificates, now);
  await em.execute(sql`update sample_of set superseded_at = ${now} where superseded_at is null and sample_id in (${samples})`);
  await em.execute(sql`update certificate_version set superseded_at = ${now} where superseded_at is null and certificate_id in ${ids}`);
}
