/** What to answer where there is no public certificate: that it was taken down, with reason and date, or that there is none. */
import type { SqlEntityManager } from '../store/sql.ts';
import { takedownOf } from '../store/takedown.ts';
import { HttpProblem } from './errors.ts';

export async function missingCertificate(em: SqlEntityManager, id: string): Promise<HttpProblem> {
  const takedown = await takedownOf(em, id);
  if (takedown === null) return new HttpProblem('not-found', 'There is no public certificate of this identifier.');
  const { at, reason, sha256 } = takedown;
  return new HttpProblem('taken-down', `Taken down on ${at.slice(0, 10)}: ${reason} (SHA-256 of the file: ${sha256}.)`);
}
