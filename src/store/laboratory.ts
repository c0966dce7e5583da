/** Laboratories: what they measured, and how little they could see. */
import { newestCertificates } from './certificate.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, list, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';
import { aliasesOf } from './vendor.ts';
import type { LaboratoryItem, LaboratoryView, Reference, Slice } from './views.ts';

/** Certificates and substances are counted for those of the list alone. */
async function laboratoriesWhere(em: SqlEntityManager, condition: Fragment, limit: number, asOf?: string): Promise<ItemRow[]> {
  return rows<ItemRow>(
    em,
    sql`with listed as (select o.id, o.slug, o.name, o.folded from organization o
        where ${condition} and exists (select 1 from ${samplesAsOf(asOf)} s where s.laboratory_id = o.id) order by o.folded, o.id limit ${limit})
      select o.id, o.slug, o.name, own.certificates, own.latest, own."isSample", o.folded as key,
        (select count(*)::int from (select distinct r.analyte_id from ${samplesAsOf(asOf)} x join result r on r.sample_id = x.id
          where x.laboratory_id = o.id and r.analyte_id is not null and ${standsAsOf('r', asOf)}) found) as analytes
      from listed o, lateral (select count(distinct s.certificate_id)::int as certificates, max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample"
        from ${samplesAsOf(asOf)} s where s.laboratory_id = o.id) own order by o.folded, o.id`,
  );
}

type ItemRow = LaboratoryItem & { readonly key: string };

function withoutKey({ key: _, ...item }: ItemRow): LaboratoryItem {
  return item;
}

/** By name. */
export async function listLaboratories(
  em: SqlEntityManager,
  options: Paging & { readonly samples?: boolean | undefined; readonly asOf?: string | undefined },
): Promise<Slice<LaboratoryItem>> {
  const after = decodeCursor(options.cursor, [KEY.text, KEY.id]);
  const condition = all([
    options.samples === false &&
      sql`exists (select 1 from ${samplesAsOf(options.asOf)} s where s.laboratory_id = o.id and not s.is_sample)`,
    after && sql`(o.folded, o.id) > (${after[0]}, ${after[1]}::uuid)`,
  ]);
  const cut = slice(await laboratoriesWhere(em, condition, options.limit + 1, options.asOf), options.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

/** Every one, by name. */
export async function everyLaboratory(em: SqlEntityManager): Promise<LaboratoryItem[]> {
  return (await laboratoriesWhere(em, sql`true`, 100_000)).map(withoutKey);
}

/** Those of the identifiers, in no order. */
export async function laboratoriesOf(em: SqlEntityManager, ids: readonly string[], asOf?: string): Promise<LaboratoryItem[]> {
  return (await laboratoriesWhere(em, sql`o.id in ${list(ids)}`, ids.length, asOf)).map(withoutKey);
}

/** Who it is, also at the address it had before it was merged; null where nothing of it is public. */
export async function laboratoryNamed(em: SqlEntityManager, slug: string, asOf?: string): Promise<NamedLaboratory | null> {
  return row<NamedLaboratory>(
    em,
    planned`select o.id, o.slug, o.name, o.accreditation from organization o where o.id = (${organizationOf(slug, asOf)})
      and exists (select 1 from ${samplesAsOf(asOf)} s where s.laboratory_id = o.id)`,
  );
}

export interface NamedLaboratory extends Reference {
  /** As printed. */
  readonly accreditation: string | null;
}

export type LaboratoryMeasures = Pick<LaboratoryView, 'panels' | 'limits'>;

/** What it measured, and the limits it printed. */
export async function laboratoryMeasures(em: SqlEntityManager, laboratory: string, asOf?: string): Promise<LaboratoryMeasures> {
  return { panels: await panelsOf(em, laboratory, asOf), limits: await limitsOf(em, laboratory, asOf) };
}

export async function findLaboratory(em: SqlEntityManager, slug: string, asOf?: string): Promise<LaboratoryView | null> {
  const [found] = await laboratoriesWhere(em, sql`o.id = (${organizationOf(slug, asOf)})`, 1, asOf);
  if (found === undefined) return null;
  const named = await laboratoryNamed(em, slug, asOf);
  return {
    ...withoutKey(found),
    aliases: await aliasesOf(em, found.id, found.name, asOf),
    accreditation: named?.accreditation ?? null,
    ...(await laboratoryMeasures(em, found.id, asOf)),
    certificateList: await newestCertificates(em, found.id, asOf),
  };
}

async function panelsOf(em: SqlEntityManager, laboratory: string, asOf?: string): Promise<LaboratoryView['panels']> {
  return rows(
    em,
    sql`select r.panel, count(*)::int as results from result r join ${samplesAsOf(asOf)} s on s.id = r.sample_id
      where s.laboratory_id = ${laboratory} and ${standsAsOf('r', asOf)} group by r.panel order by count(*) desc, r.panel`,
  );
}

/** Only limits printed in the analyte's canonical unit: others cannot be put beside each other. */
async function limitsOf(em: SqlEntityManager, laboratory: string, asOf?: string): Promise<LaboratoryView['limits']> {
  return rows(
    em,
    sql`select a.id as analyte, a.name, a.unit,
        case when count(r.lod) = 0 then null else json_build_array(min(r.lod)::text, max(r.lod)::text) end as lod,
        case when count(r.loq) = 0 then null else json_build_array(min(r.loq)::text, max(r.loq)::text) end as loq,
        count(*)::int as results
      from result r join ${samplesAsOf(asOf)} s on s.id = r.sample_id join analyte a on a.id = r.analyte_id and a.unit = r.unit
      where s.laboratory_id = ${laboratory} and ${standsAsOf('r', asOf)}
      group by a.id having count(r.lod) + count(r.loq) > 0 order by a.name, a.id`,
  );
}
