/** Sample certificates: invented, read by the real importers, marked everywhere, and gone without a trace when they are no longer wanted. */

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { raw } from '@mikro-orm/postgresql';
import { storageKey } from '../store/files.ts';
import { writeLog } from '../store/log.ts';
import { row, rows, type SqlEntityManager, sql } from '../store/sql.ts';
import { type Ingested, type IngestParts, ingestFile } from './ingest.ts';
import { matchRecalls, recordRecalls } from './recall.ts';
import { type RecallFile, readRecallFile } from './recall-file.ts';
import { recordBeside } from './samples-beside.ts';

const KINDS = /\.(pdf|csv|xlsx|json)$/i;
const TEMPLATE = 'template.csv';

/** The folder beside the sources; a build in dist/ uses the same one. */
export function samplesFolder(start: string = import.meta.dirname): string {
  const candidates = [join(start, '..', '..', 'samples'), join(start, '..', '..', '..', 'samples')];
  const found = candidates.find(folder => existsSync(folder));
  if (found === undefined) throw new Error(`The folder of sample certificates is missing; it should be ${candidates.join(' or ')}`);
  return found;
}

/** Reads the folder unless this database has, or has had removed, its samples; `again` reads it anyway. Stops at the signal. */
export async function loadSamples(
  parts: IngestParts,
  { folder = samplesFolder(), again = false }: { readonly folder?: string; readonly again?: boolean } = {},
): Promise<Ingested[]> {
  if (!again && (await removedBefore(parts.store.em()))) return [];
  const names = (await readdir(folder)).filter(name => KINDS.test(name) && name !== TEMPLATE).sort();
  // All at once: the pool reads as many at a time as it has processes.
  const all = await Promise.all(
    names.map(name => ingestFile(parts, { name, path: join(folder, name), uploader: 'samples', isSample: true })),
  );
  await recordBeside(parts.store, join(folder, 'beside'));
  for (const file of await sampleRecalls(folder)) await recordRecalls(parts.store, file, { isSample: true });
  await matchRecalls(parts.store);
  return all.filter(ingested => ingested.outcome !== 'duplicate');
}

async function sampleRecalls(folder: string): Promise<RecallFile[]> {
  const path = join(folder, 'recalls', 'food-enforcement.json');
  return existsSync(path) ? readRecallFile(path) : [];
}

async function removedBefore(em: SqlEntityManager): Promise<boolean> {
  return (await row(em, sql`select 1 as found from log_entry where action = 'samples-remove' limit 1`)) !== null;
}

/** In this order, so that nothing refers to what is gone. Rows that real certificates refer to stay. */
const REMOVALS: readonly string[] = [
  'delete from recall where is_sample',
  ...['rejudging_sample', 'verdict', 'judging'].map(
    table =>
      `delete from ${table} where sample_id in (select s.id from sample s join certificate c on c.id = s.certificate_id where c.is_sample)`,
  ),
  'delete from result where certificate_id in (select id from certificate where is_sample)',
  `delete from field_assertion where subject_id in (select id from certificate where is_sample)
    or subject_id in (select s.id from sample s join certificate c on c.id = s.certificate_id where c.is_sample)`,
  'delete from sample_of where sample_id in (select s.id from sample s join certificate c on c.id = s.certificate_id where c.is_sample)',
  'delete from sample where certificate_id in (select id from certificate where is_sample)',
  'delete from problem where extraction_id in (select e.id from extraction e join submission b on b.sha256 = e.sha256 where b.is_sample)',
  'delete from certificate_version where certificate_id in (select id from certificate where is_sample)',
  'delete from certificate where is_sample',
  'delete from extraction where sha256 in (select sha256 from submission where is_sample)',
  'delete from batch b where is_sample and not exists (select 1 from sample_of k where k.batch_id = b.id)',
  `update batch b set product_id = null from product p where p.id = b.product_id and p.is_sample and not b.is_sample`,
  `delete from product p where is_sample and not exists (select 1 from sample_of k where k.product_id = p.id)
    and not exists (select 1 from batch b where b.product_id = p.id)`,
];

const UNUSED_ORGANIZATION = `select o.id from organization o where o.is_sample
  and not exists (select 1 from sample_of k where k.vendor_id = o.id)
  and not exists (select 1 from certificate_version v where v.laboratory_id = o.id)
  and not exists (select 1 from former_laboratory l where l.laboratory_id = o.id)
  and not exists (select 1 from product p where p.vendor_id = o.id)
  and not exists (select 1 from batch b where b.vendor_id = o.id)
  and not exists (select 1 from organization m where m.merged_into = o.id and not m.is_sample)`;

/** Removes every sample certificate with all that only it brought; returns how many files that were. Samples are not loaded again at the next start. */
export async function removeSamples(store: IngestParts['store'], actor: string): Promise<number> {
  const hashes = await store.transaction(async em => {
    const files = await rows<{ sha256: string }>(em, sql`select sha256 from submission where is_sample`);
    for (const statement of REMOVALS) await em.execute(statement);
    await em.execute(
      sql`delete from org_change where to_organization_id in (${raw(UNUSED_ORGANIZATION)}) or from_organization_id in (${raw(UNUSED_ORGANIZATION)})`,
    );
    await em.execute(sql`delete from reply where organization_id in (${raw(UNUSED_ORGANIZATION)})`);
    await em.execute(sql`delete from org_alias where organization_id in (${raw(UNUSED_ORGANIZATION)})`);
    await em.execute(sql`update organization set merged_into = null where is_sample and merged_into in (${raw(UNUSED_ORGANIZATION)})`);
    await em.execute(sql`delete from organization where id in (${raw(UNUSED_ORGANIZATION)})`);
    await em.execute(`delete from submission where is_sample`);
    // files that wait to be read have no submission yet
    await em.execute(`delete from source_file f where not exists (select 1 from submission b where b.sha256 = f.sha256)
      and not exists (select 1 from contribution_file t where t.sha256 = f.sha256)`);
    await writeLog(em, { actor, action: 'samples-remove', subject: 'samples', detail: { files: files.length } });
    return files.map(file => file.sha256);
  });
  for (const sha256 of hashes) {
    await store.files.drop(storageKey(sha256));
    await store.pageImages.drop(sha256);
  }
  return hashes.length;
}
