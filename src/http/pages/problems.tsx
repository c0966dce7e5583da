/** Problems of a document, the gravest first; each with its words and where it stands. */
import type { Problem, Severity } from '../../coa/problem.ts';
import { count, SEVERITY_WORDS } from './words.ts';

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export function Problems({ problems }: { problems: readonly Problem[] }) {
  const sorted = [...problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const grave = sorted.some(problem => problem.severity === 'error');
  return (
    <details class="problems" open={grave || problems.length <= 3}>
      <summary>{count(problems.length, 'remark')} from reading this file</summary>
      <ul>
        {sorted.map((problem, index) => (
          <li key={index} class={`problem problem--${problem.severity}`}>
            <strong>{SEVERITY_WORDS[problem.severity]}:</strong> {problem.message}
            <Place problem={problem} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Place({ problem }: { problem: Problem }) {
  const { evidence } = problem;
  if (evidence === undefined) return null;
  if (evidence.kind === 'page') return <span class="as-printed">page {evidence.page}</span>;
  return (
    <span class="as-printed">{evidence.kind === 'cell' ? `cell ${evidence.cell} of ${evidence.sheet}` : `at ${evidence.pointer}`}</span>
  );
}
