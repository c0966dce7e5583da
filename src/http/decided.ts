/** Decisions of reviewers, by the API or by a form: what is refused is answered with the same problem. */
import { type Refusal, ReviewError } from '../ingest/decision.ts';
import { HttpProblem, type ProblemCode } from './errors.ts';

const PROBLEMS: Readonly<Record<Refusal, ProblemCode>> = {
  'not-found': 'not-found',
  'no-reason': 'invalid-body',
  'nothing-to-decide': 'conflict',
  'same-person': 'conflict',
  'notice-open': 'conflict',
  'changed-meanwhile': 'conflict',
};

export async function decided<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    throw new HttpProblem(PROBLEMS[error.code], error.message, { cause: error });
  }
}
