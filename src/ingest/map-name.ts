/** A person explains a name that the dictionary does not know, once for all certificates. */
import { analyteById } from '../coa/analyte.ts';
import type { Panel } from '../coa/transcript.ts';
import { AnalyteMapping } from '../store/entities/review.ts';
import { newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { nameKey } from './amend.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { rebuildVersion } from './rebuild.ts';

/** Says what a name in a panel means, everywhere; returns how many certificates that changed. */
export async function mapName(
  store: Store,
  { name, panel, analyte }: { readonly name: string; readonly panel: Panel; readonly analyte: string },
  decision: Decision,
): Promise<number> {
  const key = nameKey(name);
  reasoned(decision, 'the name');
  const { actor, reason } = decision;
  if (key === '') throw new ReviewError('nothing-to-decide', `“${name}” holds no letters.`);
  if (!analyteById(analyte)) throw new ReviewError('nothing-to-decide', `The dictionary has no entry ${analyte}.`);
  return decideTogether(store, async em => {
    const now = new Date();
    await em.nativeUpdate(AnalyteMapping, { key, panel, supersededAt: null }, { supersededAt: now });
    const mapping = { id: newId(), name: name.trim(), key, panel, analyteId: analyte, actor, reason: reason.trim() };
    await em.insert(AnalyteMapping, { ...mapping, recordedAt: now, supersededAt: null });
    const certificates = await holding(em, key, panel);
    await lockCertificates(em, certificates);
    for (const certificate of certificates) await rebuildVersion(em, certificate, now);
    await writeLog(em, { actor, action: 'map-name', subject: `analyte:${analyte}`, reason, detail: { name, panel, certificates } });
    return certificates.length;
  });
}

/** Certificates with the name in the panel and no analyte for it. */
async function holding(em: SqlEntityManager, key: string, panel: Panel): Promise<string[]> {
  const found = await rows<{ certificate: string; name: string }>(
    em,
    sql`select distinct certificate_id as certificate, printed->>'name' as name from result
      where analyte_id is null and superseded_at is null and panel = ${panel}
        and certificate_id in (select c.id from certificate c join source_file f on f.sha256 = c.sha256 and f.takedown_at is null)
      order by certificate_id`,
  );
  return [...new Set(found.filter(({ name }) => nameKey(name) === key).map(({ certificate }) => certificate))];
}
