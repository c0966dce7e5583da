/** What a reviewer says of one value: confirmed, corrected, rejected, or what was said taken back. Safety values are changed by two people. */
import { analyteById } from '../coa/analyte.ts';
import { assert, assertionsOf, retract } from '../store/correction.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { ResultView } from '../store/views.ts';
import { ROW_FIELDS, rowPath } from './amend.ts';
import { type Decision, decideTogether, ReviewError, reasoned } from './decision.ts';
import { type Changes, enforce, fieldsSaid, said } from './enforce.ts';
import { needsTwo, propose } from './proposal.ts';
import { rebuildVersion } from './rebuild.ts';
import { findValue, logDecision, type Seen, seenOf, type ValuePlace } from './value-place.ts';

export type Corrected = { readonly outcome: 'in-force' } | { readonly outcome: 'proposed'; readonly proposal: string };

/** Says that the value was compared with the page and stands there as it was read. */
export async function confirmValue(store: Store, place: ValuePlace, decision: Decision, seen?: Seen): Promise<void> {
  await decideTogether(store, async em => {
    const { result } = await findValue(em, place, seen);
    const field = rowPath(place.sample, place.line, 'confirmed');
    const { value } = result.printed;
    await assert(em, place.certificate, { field, printed: value, value, ...said(decision), evidence: result.evidence }, new Date());
    await logDecision(em, 'review-confirm', place, decision, { name: result.printed.name, value });
  });
}

/** Puts other texts in the place of what was read, as a new version; for a safety value, proposes it to a second person. */
export async function correctValue(
  store: Store,
  place: ValuePlace,
  changes: Omit<Changes, 'restored'>,
  decision: Decision,
  seen?: Seen,
): Promise<Corrected> {
  reasoned(decision);
  return decideTogether(store, async em => {
    const { result } = await findValue(em, place, seen);
    const kept = differing(changes, result);
    if (Object.keys(kept).length === 0) throw new ReviewError('nothing-to-decide', 'What you entered is what is stored already.');
    const target = kept.analyte ? analyteById(kept.analyte) : undefined;
    if (kept.analyte && !target) throw new ReviewError('nothing-to-decide', `The dictionary has no entry ${kept.analyte}.`);
    const twice = needsTwo(result) || (target !== undefined && needsTwo({ analyte: target.id, panel: target.panel }));
    return change(em, place, kept, decision, twice);
  });
}

/** Says that the row is no result of this sample. It stays, as an invalid one, with the reason. */
export function rejectValue(store: Store, place: ValuePlace, decision: Decision, seen?: Seen): Promise<Corrected> {
  return correctValue(store, place, { rejected: decision.reason.trim() }, decision, seen);
}

/** Takes back whatever people said of the value, so that it is what the machine read, and waits for a look again. */
export async function restoreValue(store: Store, place: ValuePlace, decision: Decision): Promise<Corrected> {
  return decideTogether(store, async em => {
    const { result } = await findValue(em, place);
    const fields = await fieldsSaid(em, place);
    if (fields.length === 0) throw new ReviewError('nothing-to-decide', 'Nobody said anything of this value that could be taken back.');
    const confirmed = rowPath(place.sample, place.line, 'confirmed');
    if (fields.every(field => field === confirmed)) {
      await retract(em, place.certificate, confirmed, new Date());
      // once the certificate was accepted, its version shows the look
      if (result.confidenceReasons.includes('confirmed by a person')) await rebuildVersion(em, place.certificate, new Date());
      await logDecision(em, 'review-undo', place, decision, { name: result.printed.name, changes: { confirmed: null } });
      return { outcome: 'in-force' };
    }
    reasoned(decision);
    const analyte = (await assertionsOf(em, place.certificate)).find(
      one => one.supersededAt === null && one.field === rowPath(place.sample, place.line, 'analyte'),
    );
    const twice = needsTwo(result) || needsTwo({ analyte: analyte?.printed ?? null, panel: result.panel });
    return change(em, place, { restored: 'what the machine read' }, decision, twice);
  });
}

async function change(em: SqlEntityManager, place: ValuePlace, changes: Changes, decision: Decision, twice: boolean): Promise<Corrected> {
  if (twice) return { outcome: 'proposed', proposal: await propose(em, place, changes, decision) };
  await enforce(em, place, changes, decision, null);
  return { outcome: 'in-force' };
}

/** What really changes; a name and a value can be changed, but not taken away. */
function differing(changes: Changes, result: ResultView): Changes {
  const now: Seen = { ...seenOf(result), rejected: null };
  const kept = Object.entries(changes).filter(([field, value]) => value !== undefined && value !== now[field]);
  for (const [field, value] of kept)
    if ((field === 'name' || field === 'value') && (value ?? '').trim() === '')
      throw new ReviewError('nothing-to-decide', `The ${field} cannot be empty; reject the row if it is no result.`);
  return Object.fromEntries(kept.filter(([field]) => [...ROW_FIELDS, 'analyte', 'rejected'].includes(field)));
}
