/** Puts what was decided of a value in force: assertions beside what the machine copied, and a version that holds them. */
import type { Evidence } from '../coa/transcript.ts';
import { assert, assertionsOf, retract } from '../store/correction.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { type RowField, rowPath } from './amend.ts';
import type { Decision } from './decision.ts';
import { rebuildVersion } from './rebuild.ts';
import { findValue, logDecision, type ValuePlace } from './value-place.ts';

/**
 * New texts by field, as printed; null says that nothing is printed. `analyte` is an entry of the dictionary, `rejected` the reason.
 * `restored` takes back whatever people said of the value; it stands alone.
 */
export type Changes = Readonly<Partial<Record<RowField | 'analyte' | 'rejected' | 'restored', string | null>>>;

export async function enforce(
  em: SqlEntityManager,
  place: ValuePlace,
  changes: Changes,
  decision: Decision,
  approvedBy: string | null,
): Promise<void> {
  const now = new Date();
  const { result } = await findValue(em, place);
  if (changes.restored === undefined) await say(em, place, changes, decision, approvedBy, now);
  else for (const field of await fieldsSaid(em, place)) await retract(em, place.certificate, field, now);
  await rebuildVersion(em, place.certificate, now);
  const action = changes.restored === undefined ? 'review-correct' : 'review-undo';
  await logDecision(em, action, place, decision, { name: result.printed.name, changes, approvedBy });
}

async function say(
  em: SqlEntityManager,
  place: ValuePlace,
  changes: Changes,
  decision: Decision,
  approvedBy: string | null,
  now: Date,
): Promise<void> {
  const { certificate, sample, line } = place;
  const { result, transcripts } = await findValue(em, place);
  const row = transcripts[sample]?.rows[line];
  if (row === undefined) throw new Error(`certificate ${certificate} has no row ${line} in sample ${sample}`);
  const before = new Map((await assertionsOf(em, certificate)).map(one => [one.supersededAt === null ? one.field : '', one]));
  for (const [field, value] of Object.entries(changes) as [Exclude<keyof Changes, 'restored'>, string | null][]) {
    const path = rowPath(sample, line, field);
    const copied = field === 'analyte' || field === 'rejected' ? undefined : row[field];
    // what a person put there before is not what the machine read
    const analyte = before.has(path) ? (before.get(path)?.printed ?? null) : result.analyte;
    const printed = field === 'analyte' ? analyte : field === 'rejected' ? row.value.text : (copied?.text ?? null);
    const evidence = copied?.evidence ?? result.evidence;
    await assert(em, certificate, { field: path, printed, value, ...said(decision), evidence, approvedBy }, now);
  }
  // what was confirmed or rejected was another text
  await retract(em, certificate, rowPath(sample, line, 'confirmed'), now);
  if (changes.rejected === undefined) await retract(em, certificate, rowPath(sample, line, 'rejected'), now);
}

/** Paths of what is in force of the value. */
export async function fieldsSaid(em: SqlEntityManager, { certificate, sample, line }: ValuePlace): Promise<string[]> {
  const prefix = rowPath(sample, line, '');
  const inForce = (await assertionsOf(em, certificate)).filter(one => one.supersededAt === null && one.field.startsWith(prefix));
  return inForce.map(one => one.field);
}

export const said = ({
  actor,
  reason,
}: Decision): { actor: string; reason: string; approvedBy: string | null; evidence: Evidence | null } => ({
  actor,
  reason: reason.trim(),
  approvedBy: null,
  evidence: null,
});
