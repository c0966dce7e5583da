/** What each text says of one substance. */
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import type { Figure } from '../../store/figures.ts';
import type { RuleLots } from '../../store/lots-by-rule.ts';
import { exploredAddress } from './contaminants-query.ts';
import { Counted } from './parts.tsx';
import { placeWords, spanWords, stateOn } from './rule-words.ts';
import { type Column, Table } from './table.tsx';
import { Mark, RuleCited } from './verdict-table.tsx';

interface Limit {
  readonly rule: Rule;
  readonly set: RuleSet;
}

export function limitsOf(analyte: string): Limit[] {
  return RULESETS.flatMap(set =>
    set.rules.filter(rule => (rule.numerator ?? rule.analyte) === analyte && rule.basis !== 'none').map(rule => ({ rule, set })),
  ).toSorted((a, b) => placeWords(a.set.jurisdiction).localeCompare(placeWords(b.set.jurisdiction), 'en'));
}

interface AnalyteLimitsProps {
  readonly analyte: string;
  readonly name: string;
  readonly lots: Figure<readonly RuleLots[]>;
  readonly today: string;
}

export function AnalyteLimits({ analyte, name, lots: { value: lots, countedAt }, today }: AnalyteLimitsProps) {
  const limits = limitsOf(analyte);
  if (limits.length === 0) return null;
  const columns: Column<Limit>[] = [
    { title: 'Place', cell: ({ set }) => placeWords(set.jurisdiction) },
    { title: 'Limit', cell: limit => <RuleCited row={limit} /> },
    {
      title: 'Today',
      cell: ({ rule }) => {
        const { shade, words } = stateOn(rule, today);
        return (
          <>
            <Mark shade={shade}>{words}</Mark>
            <span class="as-printed">{spanWords(rule)}</span>
          </>
        );
      },
    },
    { title: 'Published lots', cell: ({ rule }) => <LotsOf rule={rule.id} lots={lots} /> },
  ];
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">Limits by place</h2>
      <p class="prose">
        Lots are counted by the law in force on the day of their report.{' '}
        <a href={exploredAddress({ analyte, standing: 'any' })}>Every lot over one of them</a>.
      </p>
      <Table caption={`Limits for ${name}`} columns={columns} rows={limits} kind="table--limits" />
      <Counted at={countedAt} />
    </section>
  );
}

export function LotsOf({ rule, lots }: { rule: string; lots: readonly RuleLots[] }) {
  const found = lots.find(each => each.rule === rule);
  if (!found) return <span class="quiet">none judged</span>;
  const at = (verdict?: 'undecidable' | 'warning' | 'pass') => exploredAddress({ rules: rule, standing: 'any', verdict });
  return (
    <span class="lots-of">
      {found.over > 0 && <a href={at()}>{found.over} over</a>}
      {found.warning > 0 && <a href={at('warning')}>{found.warning} above the warning level</a>}
      {found.undecidable > 0 && <a href={at('undecidable')}>{found.undecidable} undecidable</a>}
      {found.within > 0 && <a href={at('pass')}>{found.within} not over</a>}
    </span>
  );
}
