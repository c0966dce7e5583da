/** How the wording of a text changed in this database: when, and what each version said otherwise. */
import type { RuleChange, RuleSetVersionView } from '../../store/rule-history.ts';
import { When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count } from './words.ts';

export function RuleHistory({ history }: { history: readonly RuleSetVersionView[] }) {
  if (history.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">As it was held here</h2>
      <p class="prose">
        Corrections of this record of the text, not changes of the law. Verdicts of before stay with the wording they were made by.
      </p>
      <Table caption="Versions of this record, newest first" columns={COLUMNS} rows={history} kind="table--history" />
    </section>
  );
}

const COLUMNS: Column<RuleSetVersionView>[] = [
  { title: 'In use here since', cell: ({ inUseFrom }) => <When date={inUseFrom.slice(0, 10)} /> },
  { title: 'Until', cell: ({ inUseUntil }) => (inUseUntil === null ? 'now' : <When date={inUseUntil.slice(0, 10)} />) },
  { title: 'What changed', cell: ({ changes }) => <Changes changes={changes} /> },
];

function Changes({ changes }: { changes: readonly RuleChange[] }) {
  if (changes.length === 0) return <span class="quiet">the first version here</span>;
  return (
    <details class="inline-details">
      <summary>{count(changes.length, 'change')}</summary>
      <ul>
        {changes.map(({ rule, change, fields }) => (
          <li key={rule}>
            <strong>{rule}</strong> {change === 'changed' ? fields.map(fieldWords).join('; ') : change}
          </li>
        ))}
      </ul>
    </details>
  );
}

const fieldWords = ({ field, before, after }: RuleChange['fields'][number]): string => `${field}: ${told(before)} → ${told(after)}`;

const told = (value: unknown): string =>
  value === null || value === '' ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
