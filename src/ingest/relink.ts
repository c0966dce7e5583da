/** Links of samples made anew after names changed hands: the old link is superseded, never changed. */

import { normaliseName } from '../coa/text.ts';
import type { Header } from '../store/entities/shapes.ts';
import { withStatements } from '../store/label.ts';
import { appendLog } from '../store/log.ts';
import { linksContent } from '../store/record-content.ts';
import { type Fragment, list, rows, type SqlEntityManager, sql } from '../store/sql.ts';
import { judgeSamples } from './judge.ts';
import { refreshLikeness } from './likeness.ts';
import { linkSample } from './link.ts';

interface Linked {
  readonly id: string;
  readonly certificate: string;
  readonly sha256: string;
  readonly header: Header;
  readonly form: string | null;
  readonly vendorGiven: string | null;
  readonly isSample: boolean;
}

/** Samples of current versions that meet a condition on `sample s` and its link `k`. */
export async function samplesWhere(em: SqlEntityManager, condition: Fragment): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select s.id from sample s join certificate_version v on v.id = s.version_id and v.superseded_at is null
      join sample_of k on k.sample_id = s.id and k.superseded_at is null where ${condition} order by s.id`,
  );
  return found.map(sample => sample.id);
}

export async function relinkSamples(em: SqlEntityManager, ids: readonly string[], now: Date): Promise<void> {
  const samples = await rows<Linked>(
    em,
    sql`select s.id, c.id as certificate, c.sha256, s.header, s.form, coalesce(a.value, s.vendor_given) as "vendorGiven", c.is_sample as "isSample"
      from sample s join certificate c on c.id = s.certificate_id
      left join field_assertion a on a.subject_type = 'certificate' and a.subject_id = c.id and a.field = 'vendor' and a.superseded_at is null
      where s.id in ${list(ids)} order by s.id`,
  );
  await em.execute(sql`update sample_of set superseded_at = ${now} where superseded_at is null and sample_id in ${list(ids)}`);
  for (const { id, certificate: _, ...sample } of samples) await linkSample(em, { sampleId: id, ...sample }, now);
  if (samples.length > 0)
    await appendLog(em, {
      ...{ actor: 'system', action: 'links', subject: 'links' },
      facts: { at: now.toISOString(), samples: samples.length },
      content: { of: await linksContent(em, ids, now.toISOString()), salted: false, kept: true },
    });
  // what is stated of another product or lot than before may decide otherwise
  await judgeSamples(em, await withStatements(em, ids), now);
  await refreshLikeness(em, [...new Set(samples.map(({ certificate }) => certificate))], now);
}

/** Laboratories of certificates, after the names in `laboratory_name` changed hands; which they were until `now` is kept. */
export async function relinkLaboratories(
  em: SqlEntityManager,
  from: string,
  to: string,
  normalised: readonly string[],
  now: Date,
): Promise<void> {
  if (normalised.length === 0) return;
  const versions = await rows<{ id: string; name: string }>(
    em,
    sql`select id, laboratory_name as name from certificate_version where laboratory_id = ${from} and superseded_at is null`,
  );
  const moved = versions.filter(version => normalised.includes(normaliseName(version.name))).map(version => version.id);
  await em.execute(
    sql`insert into former_laboratory (version_id, laboratory_id, superseded_at)
      select id, laboratory_id, ${now}::timestamptz from certificate_version where id in ${list(moved)}`,
  );
  await em.execute(sql`update certificate_version set laboratory_id = ${to} where id in ${list(moved)}`);
}
