/** What each jurisdiction asks for and these certificates do not answer: its limits, its panels, what its registration wants to see. */
import { type Completeness, completenessOf, together } from '../../quality/completeness.ts';
import { PROFILES, type Profile } from '../../quality/profile.ts';
import type { RuleSet } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import { type Choice, choiceQuery } from './choice.ts';
import { type Judged, ruleById } from './judged.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import { capital, NEED_WORDS, REQUIRED_WORDS, reasonWords, subjectWords } from './verdict-words.ts';
import { count } from './words.ts';

type Check = Completeness['checks'][number];

/** Certificates of one lot together, under one selection of rules. */
export interface Checked {
  readonly profile: Profile;
  readonly found: Completeness;
}

export const MISSING_WORDS = 'What each place would miss';

/** Selections of places and pharmacopoeias; a mixture of all says nothing of any. */
const CHECKED = PROFILES.filter(({ id }) => id !== 'strictest');

/** Many selections share a rule set: each is judged once. */
export function checksOf(judged: readonly Judged[], sets: readonly RuleSet[] = RULESETS): Checked[] {
  const asked = sets.filter(({ id }) => CHECKED.some(({ rulesets }) => rulesets.includes(id)));
  const found = asked.map(set => ({
    id: set.id,
    each: judged.map(({ sample, law }) => completenessOf(sample, [set], { date: law.day, chosen: true })),
  }));
  return CHECKED.map(profile => {
    const own = found.filter(({ id }) => profile.rulesets.includes(id));
    return { profile, found: together(judged.flatMap((_, i) => own.map(({ each }) => each[i]!))) };
  });
}

interface ChecklistProps {
  readonly judged: readonly Judged[];
  readonly choice: Choice;
  /** Of the lot or the certificate. */
  readonly path: string;
  readonly of: string;
  /** Rules in their wording of the moment shown. */
  readonly sets?: readonly RuleSet[] | undefined;
}

export function Checklist({ judged, choice, path, of, sets }: ChecklistProps) {
  const columns: Column<Checked>[] = [
    {
      title: 'Rules',
      cell: ({ profile }) => (
        <a href={`${path}?${choiceQuery({ ...choice, profile })}`} rel="nofollow">
          {profile.title}
        </a>
      ),
    },
    { title: 'Answered', cell: ({ found }) => <Answered found={found} /> },
    { title: 'Open or missing', cell: ({ found }) => <Missing found={found} /> },
  ];
  return (
    <>
      <p class="prose">
        What every selection of rules asks for, and whether {of} answers it. A limit is answered when the value decides it either way.
      </p>
      <Table caption="Completeness by selection of rules" columns={columns} rows={checksOf(judged, sets)} kind="table--checklist" />
    </>
  );
}

function Answered({ found: { checks, counts } }: { found: Completeness }) {
  if (checks.length === 0) return <span class="quiet">nothing in force that day for this form</span>;
  return (
    <span class="numbers">
      {counts.met + counts.over} of {checks.length}
    </span>
  );
}

/** More than these are folded away. */
const MANY = 8;

function Missing({ found: { checks, complete } }: { found: Completeness }) {
  if (checks.length === 0) return <span class="quiet">–</span>;
  if (complete) return <Mark shade="pass">nothing</Mark>;
  const missing = checks.filter(({ state }) => state === 'missing');
  const open = checks.filter(({ state }) => state === 'open');
  return (
    <>
      {missing.length > 0 && (
        <span class="checklist__part">
          <Mark shade="not_tested">missing</Mark> <Names names={[...new Set(missing.flatMap(missingNames))]} />
        </span>
      )}
      {open.length > 0 && (
        <span class="checklist__part">
          <Mark shade="undecidable">undecidable</Mark> <Names names={openNames(open)} />
        </span>
      )}
    </>
  );
}

function missingNames({ rule, analyte, basis, lacks }: Check): string[] {
  const named = (each: string) => REQUIRED_WORDS[each] ?? each;
  if (basis === 'panel_required' && lacks.length > 0) return lacks.map(panel => `the panel ${named(panel)}`);
  if (basis === 'document_required' && lacks.length > 0) return lacks.map(named);
  return [subjectWords(ruleById(rule)?.rule.numerator ?? analyte)];
}

/** What is left open, those together that the same would settle. */
function openNames(open: readonly Check[]): string[] {
  return [...Map.groupBy(open, whyOpen)].map(([why, checks]) => {
    const subjects = checks.map(({ rule, analyte }) => capital(subjectWords(ruleById(rule)?.rule.numerator ?? analyte)));
    return `${[...new Set(subjects)].join(', ')}${why}`;
  });
}

function whyOpen({ basis, reason, needs }: Check): string {
  if (basis === 'document_required' || basis === 'accreditation' || basis === 'freshness') return `: ${reasonWords(reason)}`;
  const wanted = [...new Set(needs)].map(need => NEED_WORDS[need]).join(' and ');
  return wanted === '' ? '' : ` (for want of ${wanted})`;
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
