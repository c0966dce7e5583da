/** What a snapshot holds beside tables: rules whole, what verdicts are computed from, heads of the log. */
import { raw } from '@mikro-orm/postgresql';
import type { JudgedResult, LabelTexts } from '../quality/input.ts';
import { iso } from './columns.ts';
import type { LawBasis } from './entities/verdict.ts';
import { samplesWhere } from './judged-sample.ts';
import { newestEntry } from './log-entries.ts';
import { listHeads, logKeys } from './log-heads.ts';
import { list, row, rows, type SqlEntityManager, sql } from './sql.ts';

/** The rule sets in use, whole. */
export async function ruleSetsInUse(em: SqlEntityManager): Promise<object> {
  const ruleSets = await rows(
    em,
    sql`select ruleset as id, fingerprint, engine, ${raw(iso('in_use_from'))} as "inUseFrom", data from rule_set_version where in_use_until is null
      order by ruleset collate "C"`,
  );
  return { ruleSets };
}

/** A sample as the judge takes it. */
export interface JudgedSampleLine {
  readonly id: string;
  readonly certificate: string;
  readonly position: number;
  readonly lawOn: string;
  readonly lawOnBasis: LawBasis;
  readonly label: LabelTexts;
  readonly results: readonly (JudgedResult & { readonly id: string })[];
}

const AT_A_TIME = 200;

/** In the order of their identifiers. */
export async function* judgedSampleLines(em: SqlEntityManager, samples: boolean): AsyncGenerator<JudgedSampleLine[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await rows<{ id: string }>(
      em,
      sql`select id from public_sample where is_sample = ${samples} and id > ${after}::uuid order by id limit ${AT_A_TIME}`,
    );
    if (ids.length === 0) return;
    const found = await samplesWhere(em, sql`s.id in ${list(ids.map(({ id }) => id))}`);
    yield found.map(({ id, certificate, position, lawOn, lawOnBasis, label, results }) => ({
      ...{ id, certificate, position, lawOn, lawOnBasis, label },
      results: results.map(result => {
        const { sample: _, ...own } = result as typeof result & { readonly sample?: string };
        return own;
      }),
    }));
    after = ids.at(-1)!.id;
  }
}

const MOST_HEADS = 1_000_000;

/** The newest entry, the first head that was signed over each length of the log, and the keys. */
export async function logAtSnapshot(em: SqlEntityManager) {
  const newest = await newestEntry(em);
  if (newest === null) return null;
  const heads = (await listHeads(em, MOST_HEADS)).toReversed().map(({ id: _, ...head }) => head);
  const firsts = [...new Map(heads.toReversed().map(head => [head.size, head])).values()].toSorted((a, b) => a.size - b.size);
  return { newest, heads: firsts, keys: await logKeys(em) };
}

/** SHA-256 of files that were taken down after a moment: what holds them must not be handed out any more. */
export async function takenDownSince(em: SqlEntityManager, moment: string): Promise<string[]> {
  const found = await rows<{ sha256: string }>(
    em,
    sql`select sha256 from source_file where takedown_at > ${moment}::timestamptz order by sha256`,
  );
  return found.map(({ sha256 }) => sha256);
}

export async function hasPublicSamples(em: SqlEntityManager, samples: boolean): Promise<boolean> {
  return (await row(em, sql`select 1 as one from public_sample where is_sample = ${samples} limit 1`)) !== null;
}
