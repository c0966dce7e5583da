/** `leafproof judge`: reads files and says how they stand against published limits; stores nothing. */
import type { ReadOutcome } from '../document/outcome.ts';
import { checkReport } from '../ingest/check-report.ts';
import { type JudgedBy, type JudgeReport, verdictsOf } from '../ingest/judge-report.ts';
import { PROFILES, profileById, ruleSetsFor } from '../quality/profile.ts';
import { ruleSetById } from '../quality/rulesets.ts';
import { readSize } from '../quality/size.ts';
import type { Verdict } from '../quality/verdict.ts';
import { readFiles, unusableFiles } from './read-files.ts';

export interface JudgeFlags {
  readonly json?: boolean;
  readonly rules?: string;
  readonly profile?: string;
  readonly date?: string;
  readonly intake?: string;
  readonly serving?: string;
  readonly container?: string;
}

export async function judge(files: readonly string[], flags: JudgeFlags): Promise<number> {
  const rulesets = chosen(flags);
  const wrong = [...(typeof rulesets === 'string' ? [rulesets] : []), ...wrongUses(files, flags)];
  if (typeof rulesets === 'string' || wrong.length > 0) {
    for (const message of wrong) console.error(`leafproof: ${message}`);
    return 2;
  }
  const { serving, container, intake, date } = flags;
  const by: JudgedBy = { rulesets, date, today: new Date().toISOString().slice(0, 10), stated: { serving, container, intake } };
  return readFiles(files, {}, outcome => {
    const verdicts = verdictsOf([outcome], by);
    console.log(flags.json ? JSON.stringify({ ...checkReport(outcome), verdicts } satisfies JudgeReport) : describe(outcome, verdicts));
  });
}

/** The sets that were asked for, undefined where none was; what was wrong. */
function chosen({ rules, profile }: JudgeFlags): JudgedBy['rulesets'] | string {
  const named = (rules ?? '')
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '');
  if (rules !== undefined && named.length === 0) return `--rules ${rules}: names no rule set; leafproof rules lists them`;
  const unknown = named.find(id => !ruleSetById(id));
  if (unknown !== undefined) return `no rule set ${unknown}; leafproof rules lists them`;
  const selection = profile === undefined ? undefined : profileById(profile);
  if (profile !== undefined && !selection) return `no profile ${profile}; there are ${PROFILES.map(({ id }) => id).join(', ')}`;
  if (named.length === 0 && !selection) return undefined;
  return ruleSetsFor(named, selection);
}

function wrongUses(files: readonly string[], flags: JudgeFlags): string[] {
  const sizes = (['intake', 'serving', 'container'] as const).filter(name => flags[name] !== undefined && readSize(flags[name]) === null);
  const day = flags.date;
  const real = day === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day);
  return [
    ...unusableFiles(files),
    ...sizes.map(name => `--${name} ${flags[name]}: an amount with its unit is needed, such as "2.4 g"`),
    ...(real ? [] : [`--date ${day}: a day is needed, such as 2026-08-26`]),
  ];
}

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
