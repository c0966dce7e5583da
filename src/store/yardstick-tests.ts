/** Samples against the scoring yardstick: computed once after each judging, then kept. */
import { claimsOf } from '../quality/claim.ts';
import { againstYardstick } from '../quality/yardstick.ts';
import type { KeptTest } from './entities/scorecard.ts';
import { judgedSample, type StoredSample, storedSamples } from './judged-sample.ts';
import { type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';

/** Samples of one step: between steps others have their turn. */
const CHUNK = 50;

/** Computes what is missing for the samples of a query (one column of ids). */
export async function keepYardstickTests(em: SqlEntityManager, samples: Fragment): Promise<number> {
  const missing = await rows<{ id: string; judgedAt: string }>(
    em,
    sql`select j.sample_id as id, j.judged_at::text as "judgedAt" from judging j left join yardstick_test y on y.sample_id = j.sample_id
      where j.sample_id in (${samples}) and y.judged_at is distinct from j.judged_at order by j.sample_id`,
  );
  for (let start = 0; start < missing.length; start += CHUNK) {
    const step = missing.slice(start, start + CHUNK);
    const judgedAt = new Map(step.map(each => [each.id, each.judgedAt]));
    const tests = (await storedSamples(em, [...judgedAt.keys()])).map(sample => ({
      id: sample.id,
      at: judgedAt.get(sample.id),
      test: testOf(sample),
    }));
    await em.execute(
      sql`insert into yardstick_test (sample_id, judged_at, test)
        select x.id, x.at, x.test from jsonb_to_recordset(${JSON.stringify(tests)}::jsonb) as x (id uuid, at timestamptz, test jsonb)
          where exists (select 1 from sample s where s.id = x.id) order by x.id
        on conflict (sample_id) do update set judged_at = excluded.judged_at, test = excluded.test`,
    );
    await new Promise(resolve => setImmediate(resolve));
  }
  return missing.length;
}

function testOf(sample: StoredSample): KeptTest {
  const judged = judgedSample(sample);
  return { ...againstYardstick(judged, sample.lawOn), form: sample.label.form ?? null, claims: claimsOf(sample.claims, judged) };
}
