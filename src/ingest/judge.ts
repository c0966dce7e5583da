/** Judges stored samples and keeps what was decided: by the law of the day of their report, and by the scoring yardsticks. */
import { YARDSTICKS } from '../quality/concern.ts';
import { judgeResults } from '../quality/judge.ts';
import type { Verdict } from '../quality/verdict.ts';
import { judgedSample, type StoredSample, storedSamples } from '../store/judged-sample.ts';
import { RULES, type RulesOfProgram } from '../store/rules.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { type JudgingScope, type Written, writeVerdicts } from '../store/verdict.ts';

/** Inside the caller's transaction. */
export async function judgeSamples(
  em: SqlEntityManager,
  ids: readonly string[],
  now: Date,
  scope: Partial<JudgingScope> = {},
): Promise<Written> {
  const { only = null, rules = RULES, isNew = false } = scope;
  const judged = (await storedSamples(em, ids)).map(sample => ({ sample, verdicts: verdictsOf(sample, rules, only) }));
  return writeVerdicts(em, judged, now, { only, rules, isNew });
}

/** What is stored of a sample: laws in force on its day, and yardsticks, which have no day. */
export function verdictsOf(
  sample: Pick<StoredSample, 'label' | 'results' | 'lawOn'>,
  { sets }: RulesOfProgram,
  only: readonly string[] | null,
): Verdict[] {
  const wanted = only === null ? sets : sets.map(set => ({ ...set, rules: set.rules.filter(({ id }) => only.includes(id)) }));
  const yardsticks = new Set(YARDSTICKS.map(({ id }) => id));
  const date = sample.lawOn;
  const judged = judgedSample(sample);
  return [
    ...judgeResults(
      judged,
      wanted.filter(({ id }) => !yardsticks.has(id)),
      { date },
    ),
    ...judgeResults(
      judged,
      wanted.filter(({ id }) => yardsticks.has(id)),
      { date, chosen: true },
    ),
  ];
}
