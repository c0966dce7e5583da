/** What changed since an entry of the log, for whoever keeps a copy: which things to fetch anew, and which to remove. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { relatedToEach } from './related-reports.ts';
import { list, rows, type SqlEntityManager, sql } from './sql.ts';

export const CHANGED_KINDS = ['certificate', 'scorecard', 'organization', 'ruleset'] as const;

export interface ChangeView {
  /** Number of the entry of the log. */
  readonly seq: number;
  readonly at: string;
  readonly kind: (typeof CHANGED_KINDS)[number];
  /** Of a certificate or an organization its identifier (a scorecard has that of its vendor), of a rule set its name. */
  readonly id: string;
  readonly change: string;
  /** Nothing public has this address any more: remove it. */
  readonly removed: boolean;
  /** Slug of an organization. */
  readonly slug: string | null;
  readonly role: 'vendor' | 'laboratory' | null;
}

export interface Changes {
  readonly items: readonly ChangeView[];
  /** The entry up to which these are all; the `since` of the next time. */
  readonly upTo: number;
  readonly more: boolean;
}

/** Actions after which something public is otherwise than before. */
const OF_CERTIFICATES = [
  'published',
  'withdrawn',
  'superseded',
  'takedown',
  'reply-publish',
  'reply-withdraw',
  'black-out',
  'black-out-lift',
];
const ACTIONS = [...OF_CERTIFICATES, 'links', 'verdicts', 'scores', 'rule-set', 'rule-set-retired', 'samples-remove'];
const OF_IDENTITY = ['identity-alias', 'identity-merge', 'identity-split', 'identity-undo'];

interface Changed {
  readonly seq: number;
  readonly at: string;
  readonly kind: ChangeView['kind'];
  readonly id: string;
  readonly change: string;
}

/**
 * Goes through at most `limit` entries after `since`. Of several changes of one thing among them the last one is told; what it is now, its own
 * address says. Certificates that never were public do not appear.
 */
export async function changesSince(em: SqlEntityManager, since: number, limit: number): Promise<Changes> {
  const entries = await rows<{ seq: number }>(
    em,
    sql`select seq::int as seq from log_chain where seq > ${since} and action in ${list([...ACTIONS, ...OF_IDENTITY])} order by seq limit ${limit + 1}`,
  );
  const more = entries.length > limit;
  const last = entries[Math.min(entries.length, limit) - 1]?.seq ?? since;
  const upTo = more ? last : Math.max(last, await newest(em));
  const found = await rows<Changed>(em, expanded(since, last));
  const all = lastOfEach([...(await relatedToo(em, found)), ...found]);
  return { items: await withState(em, all), upTo, more };
}

/** In the order of the entries; of one entry, the last that is told. */
function lastOfEach(changes: readonly Changed[]): Changed[] {
  const inOrder = changes.toSorted((a, b) => a.seq - b.seq);
  const last = new Map<string, Changed>();
  for (const change of inOrder) {
    const key = `${change.kind} ${change.id}`;
    last.delete(key);
    last.set(key, change);
  }
  return [...last.values()];
}

/** After these a report amends others, or no longer does. */
const STANDING: ReadonlySet<string> = new Set(['published', 'withdrawn', 'superseded']);

/** Certificates that say of themselves which report amends them change together with that report. */
async function relatedToo(em: SqlEntityManager, changes: readonly Changed[]): Promise<Changed[]> {
  const moved = lastOfEach(changes.filter(({ kind, change }) => kind === 'certificate' && STANDING.has(change)));
  const related = await relatedToEach(
    em,
    moved.map(({ id }) => id),
    { includeUnpublished: true },
  );
  return moved.flatMap(({ id, ...entry }) => (related.get(id) ?? []).map(({ report }) => ({ ...entry, id: report.id, change: 'related' })));
}

async function newest(em: SqlEntityManager): Promise<number> {
  const [found] = await rows<{ seq: number | null }>(em, sql`select max(seq)::int as seq from log_chain`);
  return found?.seq ?? 0;
}

/** One row a thing that an entry changed, in the order of the entries. */
function expanded(since: number, last: number) {
  return sql`with page as (select c.id as entry, c.seq::int as seq, ${raw(iso('c.at'))} as at, c.action, c.subject, k.content
      from log_chain c left join log_content k on k.entry = c.id
      where c.seq > ${since} and c.seq <= ${last} and c.action in ${list([...ACTIONS, ...OF_IDENTITY])})
    select seq, at, 'certificate' as kind, substring(subject from 13) as id, action as change from page where subject like 'certificate:%'
    union all select p.seq, p.at, 'certificate', s.certificate_id::text, 'linked' from page p
      cross join lateral json_array_elements(p.content::json) x join sample s on s.id = (x->>'sample')::uuid where p.action = 'links'
    union all select p.seq, p.at, 'certificate', s.certificate_id::text, 'judged' from page p
      cross join lateral json_object_keys(p.content::json->'written') x join sample s on s.id = x::uuid where p.action = 'verdicts'
    union all select p.seq, p.at, 'certificate', substring(v.subject from 13), 'removed' from page p
      join log_chain v on v.action = 'version' and v.seq < p.seq and v.facts like '%"sample":true%' where p.action = 'samples-remove'
    union all select p.seq, p.at, 'scorecard', x->>'vendor', 'computed' from page p
      cross join lateral json_array_elements(p.content::json->'cards') x where p.action = 'scores'
    union all select p.seq, p.at, 'scorecard', x, 'removed' from page p
      cross join lateral json_array_elements_text(p.content::json->'gone') x where p.action = 'scores'
    union all select seq, at, 'organization', substring(subject from 14), action from page where subject like 'organization:%'
    union all select seq, at, 'ruleset', substring(subject from 9), action from page where subject like 'ruleset:%'
    order by seq`;
}

/** Whether each is there now. */
async function withState(em: SqlEntityManager, changes: readonly Changed[]): Promise<ChangeView[]> {
  const wanted = changes.flatMap(({ kind, id }) => (kind === 'certificate' ? [`certificate:${id}`] : []));
  const certificates = new Map(
    (
      await rows<{ id: string; there: boolean }>(
        em,
        sql`select substring(c.subject from 13) as id, exists (select 1 from public_sample s
            where s.certificate_id = substring(c.subject from 13)::uuid) as there
          from log_chain c where c.action = 'published' and c.subject in ${list(wanted)} group by c.subject`,
      )
    ).map(({ id, there }) => [id, there]),
  );
  const organizations = new Map(
    (
      await rows<{ id: string; slug: string; vendor: boolean; laboratory: boolean; scored: boolean }>(
        em,
        sql`select o.id::text as id, o.slug, exists (select 1 from public_sample s where s.vendor_id = o.id) as vendor,
          exists (select 1 from public_sample s where s.laboratory_id = o.id) as laboratory,
          exists (select 1 from scorecard c where c.vendor_id = o.id and c.superseded_at is null) as scored
          from organization o where o.id::text in ${list(changes.map(({ id }) => id))}`,
      )
    ).map(organization => [organization.id, organization]),
  );
  return changes.flatMap((change): ChangeView[] => {
    if (change.kind === 'certificate') {
      const there = certificates.get(change.id);
      return there === undefined ? [] : [{ ...change, removed: !there, slug: null, role: null }];
    }
    if (change.kind === 'ruleset') return [{ ...change, removed: change.change === 'rule-set-retired', slug: null, role: null }];
    const organization = organizations.get(change.id);
    const role = organization?.vendor ? 'vendor' : organization?.laboratory ? 'laboratory' : null;
    const there = change.kind === 'scorecard' ? organization?.vendor && organization.scored : role !== null;
    return [{ ...change, removed: !there, slug: there ? organization!.slug : null, role: there ? role : null }];
  });
}
