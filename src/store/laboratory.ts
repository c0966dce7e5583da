/** Laboratories: what they measured, and how little they could see. */
import { certificatesWhere } from './certificate.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, list, row, rows, type SqlEntityManager, sql } from './sql.ts';
import { aliasesOf } from './vendor.ts';
import type { LaboratoryItem, LaboratoryView, Slice } from './views.ts';

const item = (asOf: string | undefined): Fragment => sql`o.id, o.slug, o.name, count(distinct s.certificate_id)::int as certificates,
  (select count(distinct r.analyte_id)::int from result r join ${samplesAsOf(asOf)} x on x.id = r.sample_id
    where x.laboratory_id = o.id and ${standsAsOf('r', asOf)}) as analytes,
  max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample", o.folded as key`;

type ItemRow = LaboratoryItem & { readonly key: string };

async function laboratoriesWhere(em: SqlEntityManager, condition: Fragment, limit: number, asOf?: string): Promise<ItemRow[]> {
  return rows<ItemRow>(
    em,
    sql`select ${item(asOf)} from organization o join ${samplesAsOf(asOf)} s on s.laboratory_id = o.id where ${condition}
      group by o.id order by o.folded, o.id limit ${limit}`,
  );
}

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
    options.samples === false && sql`not s.is_sample`,
    after && sql`(o.folded, o.id) > (${after[0]}, ${after[1]}::uuid)`,
  ]);
  const cut = slice(await laboratoriesWhere(em, condition, options.limit + 1, options.asOf), options.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

/** Those of the identifiers, in no order. */
export async function laboratoriesOf(em: SqlEntityManager, ids: readonly string[], asOf?: string): Promise<LaboratoryItem[]> {
  return (await laboratoriesWhere(em, sql`o.id in ${list(ids)}`, ids.length, asOf)).map(withoutKey);
}

export async function findLaboratory(em: SqlEntityManager, slug: string, asOf?: string): Promise<LaboratoryView | null> {
  const [found] = await laboratoriesWhere(em, sql`o.id = (${organizationOf(slug, asOf)})`, 1, asOf);
  if (found === undefined) return null;
  const accreditation = await row<{ accreditation: string | null }>(em, sql`select accreditation from organization where id = ${found.id}`);
  return {
    ...withoutKey(found),
    aliases: await aliasesOf(em, found.id, found.name, asOf),
    accreditation: accreditation?.accreditation ?? null,
    panels: await panelsOf(em, found.id, asOf),
    limits: await limitsOf(em, found.id, asOf),
    certificateList: await certificatesWhere(em, sql`v.laboratory_id = ${found.id}`, asOf),
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
