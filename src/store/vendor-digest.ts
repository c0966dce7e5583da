/**
 * What pages show of one vendor: counted in the background, kept in parts, and used only while nothing changed that it follows from. Where something
 * did, it is counted when it is asked for, so a page never differs from what it would be if nothing were kept.
 */
import { organizationOf } from './results.ts';
import { list, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';

/** A part of the digest. `body` has to survive JSON; a new shape needs a new name, because old and new programs share a database. */
export interface DigestPart<T> {
  readonly name: string;
  /** From what is public now, of the vendor of a slug that stands for itself. */
  count(em: SqlEntityManager, slug: string): Promise<T>;
  /** Where several parts come out of one look. */
  readonly together?: PartsTogether;
}

export interface PartsTogether {
  /** By the names of the parts. */
  count(em: SqlEntityManager, slug: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The vendor of an address, with the parts of its digest that are of now. */
export interface KeptVendor {
  readonly id: string;
  /** Not that of the address where it was merged into another. */
  readonly slug: string;
  /** As JSON. */
  readonly parts: ReadonlyMap<string, string>;
}

const CURRENT = sql`d.vendor_id = o.id and d.epoch = (select e.epoch from vendor_epoch e where e.vendor_id = o.id)
  and not exists (select 1 from vendor_change c where c.vendor_id = o.id)`;

/** Null where there is no organization of the slug. Asks once for all parts that are wanted. */
export async function keptVendor(
  em: SqlEntityManager,
  slug: string,
  wanted: readonly Pick<DigestPart<unknown>, 'name'>[],
): Promise<KeptVendor | null> {
  const found = await rows<{ id: string; slug: string; part: string | null; body: string | null }>(
    em,
    planned`select o.id, o.slug, d.part, d.body from organization o
      left join vendor_digest d on ${CURRENT} and d.part in ${list(wanted.map(({ name }) => name))} where o.id = (${organizationOf(slug)})`,
  );
  const [first] = found;
  if (first === undefined) return null;
  const parts = found.flatMap(({ part, body }) => (part === null || body === null ? [] : [[part, body] as const]));
  return { id: first.id, slug: first.slug, parts: new Map(parts) };
}

/** The part as it is kept, else counted now. */
export async function partOf<T>(em: SqlEntityManager, { slug, parts }: KeptVendor, part: DigestPart<T>): Promise<T> {
  const kept = parts.get(part.name);
  return kept === undefined ? part.count(em, slug) : (JSON.parse(kept) as T);
}

/** The same vendor with all of these parts: what is not kept of them is counted now. */
export async function withParts(em: SqlEntityManager, kept: KeptVendor, wanted: readonly DigestPart<unknown>[]): Promise<KeptVendor> {
  const parts = new Map(kept.parts);
  for (const part of wanted) {
    if (!parts.has(part.name)) parts.set(part.name, JSON.stringify(await part.count(em, kept.slug)));
  }
  return { ...kept, parts };
}

/** Vendors of which something has to be counted, at most so many. */
export async function vendorsToCount(em: SqlEntityManager, most: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select vendor_id as id from vendor_change union select vendor_id from vendor_epoch where counted < epoch limit ${most}`,
  );
  return found.map(({ id }) => id);
}

/** Notes every vendor of which a part was never kept, as after an upgrade to a program with further parts. */
export async function noteMissingParts(em: SqlEntityManager, parts: readonly Pick<DigestPart<unknown>, 'name'>[]): Promise<void> {
  await em.execute(
    sql`insert into vendor_change (vendor_id)
      select s.vendor_id from (select distinct vendor_id from public_sample where vendor_id is not null) s
      where (select count(*) from vendor_digest d where d.vendor_id = s.vendor_id and d.part in ${list(parts.map(({ name }) => name))}) < ${parts.length}
      on conflict do nothing`,
  );
}

/** Counts and keeps every part. What changes meanwhile is noted and makes what was counted useless, never wrong. */
export async function keepDigest(em: SqlEntityManager, vendor: string, parts: readonly DigestPart<unknown>[]): Promise<void> {
  // changes noted by whoever has not committed yet stay
  const taken = await row<{ epoch: string }>(
    em,
    sql`with taken as (delete from vendor_change where vendor_id = ${vendor} returning 1)
      insert into vendor_epoch as e (vendor_id, epoch) select ${vendor}, 1 from (select count(*) from taken) t
      on conflict (vendor_id) do update set epoch = e.epoch + 1 returning epoch::text as epoch`,
  );
  const epoch = taken!.epoch;
  const found = await row<{ slug: string }>(
    em,
    sql`select o.slug from organization o where o.id = ${vendor} and exists (select 1 from public_sample s where s.vendor_id = o.id)`,
  );
  if (found === null) await forgetGone(em, vendor);
  else {
    const count = counting(em, found.slug);
    for (const part of parts) await keepPart(em, vendor, epoch, part.name, await count(part));
  }
  // nobody takes it for what is of now any more: of nothing that is public, of parts that older programs kept
  await em.execute(sql`delete from vendor_digest where vendor_id = ${vendor} and epoch < ${epoch}::bigint`);
  await em.execute(sql`update vendor_epoch set counted = ${epoch}::bigint where vendor_id = ${vendor} and counted < ${epoch}::bigint`);
}

/** Parts that come together are counted once. */
function counting(em: SqlEntityManager, slug: string): (part: DigestPart<unknown>) => Promise<unknown> {
  const counted = new Map<PartsTogether, Readonly<Record<string, unknown>>>();
  return async ({ name, together, count }) => {
    if (together === undefined) return count(em, slug);
    const all = counted.get(together) ?? (await together.count(em, slug));
    counted.set(together, all);
    return all[name];
  };
}

/** Of who is gone, not even that something changed. */
async function forgetGone(em: SqlEntityManager, vendor: string): Promise<void> {
  await em.execute(
    sql`delete from vendor_epoch where vendor_id = ${vendor} and not exists (select 1 from organization where id = ${vendor})`,
  );
}

async function keepPart(em: SqlEntityManager, vendor: string, epoch: string, part: string, body: unknown): Promise<void> {
  // a vendor that was removed meanwhile keeps nothing
  await em.execute(
    sql`insert into vendor_digest as d (vendor_id, part, epoch, body)
      select o.id, ${part}, ${epoch}::bigint, ${JSON.stringify(body)} from organization o where o.id = ${vendor}
      on conflict (vendor_id, part) do update set epoch = excluded.epoch, body = excluded.body where d.epoch <= excluded.epoch`,
  );
}
