/** `leafproof judge`: reads files and says how they stand against published limits; stores nothing. */
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readForm } from '../coa/form.ts';
import type { Reading } from '../coa/reading.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { checkReport, groupByReport } from '../ingest/check-report.ts';
import { createReaderPool } from '../ingest/pool.ts';
import { judgeReading } from '../quality/judge.ts';
import { PROFILES, profileById, ruleSetsOf } from '../quality/profile.ts';
import type { RuleSet } from '../quality/ruleset.ts';
import { RULESETS, ruleSetById } from '../quality/rulesets.ts';
import { readSize } from '../quality/size.ts';
import type { Verdict } from '../quality/verdict.ts';

export interface JudgeFlags {
  readonly json?: boolean;
  readonly rules?: string;
  readonly profile?: string;
  readonly date?: string;
  readonly intake?: string;
  readonly serving?: string;
  readonly container?: string;
}

/** The sets that were asked for; null: every one, of which what is in force counts. */
interface Choice {
  readonly rulesets: readonly RuleSet[] | null;
}

export async function judge(files: readonly string[], flags: JudgeFlags): Promise<number> {
  const choice = chosen(flags);
  const wrong = [...(typeof choice === 'string' ? [choice] : []), ...wrongUses(files, flags)];
  if (typeof choice === 'string' || wrong.length > 0) {
    for (const message of wrong) console.error(`leafproof: ${message}`);
    return 2;
  }
  const pool = createReaderPool({ size: Math.min(files.length, availableParallelism()) });
  try {
    const outcomes = files.map(file => pool.read({ name: file, path: file }));
    // every promise is awaited below, in order; a failure of a later one must not be reported as unhandled meanwhile
    for (const outcome of outcomes) outcome.catch(() => {});
    let status = 0;
    for (const pending of outcomes) {
      const outcome = await pending;
      if (outcome.outcome !== 'read') status = 1;
      const verdicts = verdictsOf(outcome, choice, flags);
      console.log(flags.json ? JSON.stringify({ ...checkReport(outcome), verdicts }) : describe(outcome, verdicts));
    }
    return status;
  } finally {
    await pool.close();
  }
}

function chosen({ rules, profile }: JudgeFlags): Choice | string {
  const named = (rules ?? '')
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '');
  if (rules !== undefined && named.length === 0) return `--rules ${rules}: names no rule set; leafproof rules lists them`;
  const unknown = named.find(id => !ruleSetById(id));
  if (unknown !== undefined) return `no rule set ${unknown}; leafproof rules lists them`;
  const selection = profile === undefined ? undefined : profileById(profile);
  if (profile !== undefined && !selection) return `no profile ${profile}; there are ${PROFILES.map(({ id }) => id).join(', ')}`;
  if (named.length === 0 && !selection) return { rulesets: null };
  const ids = new Set([...named, ...(selection ? ruleSetsOf(selection).map(({ id }) => id) : [])]);
  return { rulesets: RULESETS.filter(({ id }) => ids.has(id)) };
}

function wrongUses(files: readonly string[], flags: JudgeFlags): string[] {
  const sizes = (['intake', 'serving', 'container'] as const).filter(name => flags[name] !== undefined && readSize(flags[name]) === null);
  const day = flags.date;
  const real = day === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day);
  return [
    ...files.filter(file => !existsSync(file)).map(file => `${file}: no such file`),
    ...files.filter(file => existsSync(file) && !statSync(file).isFile()).map(file => `${file}: is not a file`),
    ...sizes.map(name => `--${name} ${flags[name]}: an amount with its unit is needed, such as "2.4 g"`),
    ...(real ? [] : [`--date ${day}: a day is needed, such as 2026-08-26`]),
  ];
}

/** `sample` counts the samples in the order of `reports`. */
function verdictsOf(outcome: ReadOutcome, { rulesets }: Choice, flags: JudgeFlags): Verdict[] {
  const { serving, container, intake } = flags;
  return groupByReport(outcome.readings)
    .flat()
    .flatMap((reading, sample) =>
      judgeReading(reading, {
        date: flags.date ?? dayOf(reading),
        sample,
        form: readForm(reading.sample.form?.text, reading.sample.matrix?.text),
        stated: { serving, container, intake },
        ...(rulesets === null ? {} : { rulesets, chosen: true }),
      }),
    );
}

/** The law of the day of the report; without one of the day the sample was taken or tested; else today's. */
const dayOf = ({ dates }: Reading): string =>
  dates.reported?.date ?? dates.tested?.date ?? dates.received?.date ?? dates.sampled?.date ?? new Date().toISOString().slice(0, 10);

function describe(outcome: ReadOutcome, verdicts: readonly Verdict[]): string {
  const told = verdicts.filter(({ verdict }) => verdict !== 'not_applicable' && verdict !== 'not_tested');
  const untested = verdicts.filter(({ verdict }) => verdict === 'not_tested').length;
  return [
    `${outcome.file}: ${outcome.outcome}${outcome.reason ? ` (${outcome.reason})` : ''}`,
    ...told.map(line),
    `  ${untested} rules were not tested. Results apply to the sample as received by the laboratory.`,
  ].join('\n');
}

const line = ({ verdict, rule, analyte, reason, standing, needs, sample }: Verdict): string =>
  `  ${WORDS[verdict].padEnd(12)} ${sample + 1}: ${analyte}, ${rule}${standing === 'public' ? '' : ' (text not verified)'}: ${reason}${needs.length > 0 ? ` [needs ${needs.join(', ')}]` : ''}`;

const WORDS: Record<Verdict['verdict'], string> = {
  pass: 'within',
  fail: 'OVER',
  warning: 'WARNING',
  undecidable: 'undecidable',
  not_tested: 'not tested',
  not_applicable: 'not judged',
};
