/** What each jurisdiction asks for and these certificates do not answer: its limits, its panels, what its registration wants to see. */
import { judgeResults } from '../../quality/judge.ts';
import { PROFILES, type Profile } from '../../quality/profile.ts';
import type { Rule } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import type { Verdict } from '../../quality/verdict.ts';
import { type Choice, choiceQuery } from './choice.ts';
import type { Judged } from './judged.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import { capital, NEED_WORDS, REQUIRED_WORDS, reasonWords, subjectWords } from './verdict-words.ts';
import { count } from './words.ts';

/** One rule over all certificates of a lot: the best answer any of them gives. */
interface Answer {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** Panels that no certificate tested, of a rule that wants panels. */
  readonly lacking: readonly string[];
}

export interface Check {
  readonly profile: Profile;
  readonly answers: readonly Answer[];
}

const RULES: ReadonlyMap<string, Rule> = new Map(RULESETS.flatMap(set => set.rules.map(rule => [rule.id, rule] as const)));

/** Selections of places and pharmacopoeias; a mixture of all says nothing of any. */
const CHECKED = PROFILES.filter(({ id }) => id !== 'strictest');

export function checksOf(judged: readonly Judged[]): Check[] {
  const answers = answersOf(judged);
  return CHECKED.map(profile => ({ profile, answers: profile.rulesets.flatMap(id => answers.get(id) ?? []) }));
}

const RANK: Record<Verdict['verdict'], number> = { fail: 4, warning: 4, pass: 4, undecidable: 2, not_tested: 1, not_applicable: 0 };

function answersOf(judged: readonly Judged[]): ReadonlyMap<string, Answer[]> {
  const tested = new Set(judged.flatMap(({ sample }) => sample.results.map(({ panel }) => panel as string)));
  const best = new Map<string, Verdict>();
  for (const { sample, law, source } of judged) {
    for (const verdict of judgeResults(sample, RULESETS, { date: law.day, sample: source.sampleIndex, chosen: true })) {
      const before = best.get(verdict.rule);
      if (before === undefined || RANK[verdict.verdict] > RANK[before.verdict]) best.set(verdict.rule, verdict);
    }
  }
  const answers = [...best.values()]
    .filter(({ verdict }) => verdict !== 'not_applicable')
    .map((verdict): Answer => {
      const rule = RULES.get(verdict.rule)!;
      const lacking = rule.basis === 'panel_required' ? (rule.requires ?? []).filter(panel => !tested.has(panel)) : [];
      return { rule, verdict, lacking };
    });
  return Map.groupBy(answers, ({ rule }) => rule.ruleset);
}

const isMissing = ({ rule, verdict, lacking }: Answer): boolean =>
  rule.basis === 'panel_required' ? lacking.length > 0 : verdict.verdict === 'not_tested' || verdict.verdict === 'undecidable';

export function Checklist({ judged, choice, path, of }: { judged: readonly Judged[]; choice: Choice; path: string; of: string }) {
  const columns: Column<Check>[] = [
    {
      title: 'Rules',
      cell: ({ profile }) => (
        <a href={`${path}?${choiceQuery({ ...choice, profile })}`} rel="nofollow">
          {profile.title}
        </a>
      ),
    },
    { title: 'Answered', cell: check => <Answered check={check} /> },
    { title: 'Open or missing', cell: check => <Missing check={check} /> },
  ];
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">What each place would miss here</h2>
      <p class="prose">
        What every selection of rules asks for, and whether {of} answers it. A limit is answered when the value decides it either way.
      </p>
      <Table caption="Completeness by selection of rules" columns={columns} rows={checksOf(judged)} kind="table--checklist" />
    </section>
  );
}

function Answered({ check: { answers } }: { check: Check }) {
  if (answers.length === 0) return <span class="quiet">nothing in force that day for this form</span>;
  const answered = answers.filter(answer => !isMissing(answer)).length;
  return (
    <span class="numbers">
      {answered} of {answers.length}
    </span>
  );
}

/** More than these are folded away. */
const MANY = 8;

function Missing({ check: { answers } }: { check: Check }) {
  const missing = answers.filter(isMissing);
  if (answers.length === 0) return <span class="quiet">–</span>;
  if (missing.length === 0) return <Mark shade="pass">nothing</Mark>;
  const untested = missing.filter(({ verdict }) => verdict.verdict === 'not_tested');
  const open = missing.filter(({ verdict }) => verdict.verdict !== 'not_tested');
  return (
    <>
      {untested.length > 0 && (
        <span class="checklist__part">
          <Mark shade="not_tested">not tested</Mark> <Names names={[...new Set(untested.flatMap(untestedNames))]} />
        </span>
      )}
      {open.length > 0 && (
        <span class="checklist__part">
          <Mark shade="undecidable">undecidable</Mark> <Names names={[...new Set(open.map(openName))]} />
        </span>
      )}
    </>
  );
}

const untestedNames = ({ rule, lacking }: Answer): string[] =>
  lacking.length > 0 ? lacking.map(panel => `the panel ${REQUIRED_WORDS[panel] ?? panel}`) : [subjectWords(rule.numerator ?? rule.analyte)];

function openName({ rule, verdict }: Answer): string {
  const subject = subjectWords(rule.numerator ?? rule.analyte);
  if (rule.basis === 'document_required' || rule.basis === 'accreditation' || rule.basis === 'freshness')
    return `${subject}: ${reasonWords(verdict.reason)}`;
  const needs = [...new Set(verdict.needs)].map(need => NEED_WORDS[need]).join(' and ');
  return needs === '' ? subject : `${subject} (needs ${needs})`;
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length <= MANY) return <span class="checklist__names">{names.map(capital).join('; ')}</span>;
  return (
    <details class="inline-details">
      <summary>{count(names.length, 'substance')}</summary>
      {names.map(capital).join('; ')}
    </details>
  );
}
