/** What people said of an older reading, carried over to a newer one wherever the machine still reads the same there. */
import type { Problem } from '../coa/problem.ts';
import type { Transcript } from '../coa/transcript.ts';
import { type AssertionView, assert, assertionsOf, retract } from '../store/correction.ts';
import { CorrectionProposal } from '../store/entities/review.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { amend, type Mappings, ROW_FIELDS, rowPath, type Said } from './amend.ts';
import { headerField } from './correct-header.ts';
import type { Report } from './reports.ts';

/** An assertion and where it belongs in the newer reading. */
export interface Kept {
  readonly field: string;
  readonly assertion: AssertionView;
}

export interface Carried {
  readonly report: Report;
  readonly kept: readonly Kept[];
  /** Those that the newer reading contradicts: neither it nor the person is believed until somebody looks. */
  readonly conflicts: readonly AssertionView[];
}

/** The newer reading with what still holds put in, and a problem for each conflict. */
export function carryOver(
  report: Report,
  before: readonly Transcript[],
  after: readonly Transcript[],
  assertions: readonly AssertionView[],
  mappings: Mappings,
): Carried {
  const placed = inForce(assertions).map(assertion => place(assertion, before, after));
  const kept = placed.filter(one => one !== null && 'field' in one);
  const conflicts = placed.filter(one => one !== null && 'found' in one);
  if (kept.length + conflicts.length === 0 && mappings.size === 0) return { report, kept: [], conflicts: [] };
  const said: Said = new Map(kept.map(({ field, assertion }) => [field, assertion.value]));
  const readings = report.readings.map((reading, sample) => {
    const transcript = after[sample];
    if (transcript === undefined) return reading;
    const amended = amend(transcript, sample, said, reading.results, mappings);
    return sample === 0 ? { ...amended, problems: [...amended.problems, ...conflicts.map(problemOf)] } : amended;
  });
  return { report: { readings }, kept, conflicts: conflicts.map(({ assertion }) => assertion) };
}

const inForce = (assertions: readonly AssertionView[]) =>
  assertions.filter(({ field, supersededAt }) => supersededAt === null && field !== 'vendor');

interface Conflict {
  readonly assertion: AssertionView;
  /** What stands there by the newer reading; null for nothing. */
  readonly found: string | null;
}

/** Null for a look that concerned another text: a new text needs a new look. */
function place(assertion: AssertionView, before: readonly Transcript[], after: readonly Transcript[]): Kept | Conflict | null {
  const row = /^samples\/(\d+)\/results\/(\d+)\/(\w+)$/.exec(assertion.field);
  if (row !== null) return placeRow(assertion, Number(row[1]), Number(row[2]), row[3] ?? '', before, after);
  const ofSample = /^samples\/(\d+)\/(.+)$/.exec(assertion.field);
  const transcript = after[ofSample === null ? 0 : Number(ofSample[1])];
  const found = transcript === undefined ? null : (headerField(transcript, ofSample?.[2] ?? assertion.field)?.text ?? null);
  return transcript !== undefined && agrees(assertion, found) ? { field: assertion.field, assertion } : { assertion, found };
}

const agrees = ({ printed, value }: AssertionView, found: string | null): boolean => found === printed || found === value;

function placeRow(
  assertion: AssertionView,
  sample: number,
  line: number,
  field: string,
  before: readonly Transcript[],
  after: readonly Transcript[],
): Kept | Conflict | null {
  const old = before[sample]?.rows[line];
  const index = old === undefined ? -1 : sameRow(before[sample], after[sample], line);
  const row = after[sample]?.rows[index];
  const kept = { field: rowPath(sample, index, field), assertion };
  if (field === 'confirmed') return row?.value.text === assertion.value ? kept : null;
  if (row === undefined) return { assertion, found: null };
  if (field === 'analyte') return kept;
  if (field === 'rejected') return row.value.text === assertion.printed ? kept : { assertion, found: row.value.text };
  const known = ROW_FIELDS.find(one => one === field);
  const found = known === undefined ? null : (row[known]?.text ?? null);
  return agrees(assertion, found) ? kept : { assertion, found };
}

/** A name may stand on a certificate more than once: the second one is the second one. A corrected name is found by its line. */
function sameRow(before: Transcript | undefined, after: Transcript | undefined, line: number): number {
  const name = before?.rows[line]?.name.text;
  const lines = (transcript: Transcript | undefined) =>
    (transcript?.rows ?? []).flatMap((row, index) => (row.name.text === name ? [index] : []));
  const found = lines(after)[lines(before).indexOf(line)];
  return found ?? (after?.rows.length === before?.rows.length ? line : -1);
}

function problemOf({ assertion: { field, printed, value, actor }, found }: Conflict): Problem {
  const text = (one: string | null) => (one === null ? 'nothing' : `“${one}”`);
  return {
    code: 'correction-conflict',
    severity: 'error',
    message: `${actor} said ${text(value)} where ${text(printed)} was read (${field}); the newer reading finds ${text(found)} there. Compare it with the page and correct it anew if need be.`,
  };
}

/** Makes what was carried over the assertions in force; those in conflict stay stored, superseded. */
export async function recordCarried(em: SqlEntityManager, certificate: string, { kept, conflicts }: Carried, now: Date): Promise<void> {
  // a line of the older reading may be another one now: whoever proposed a change has to look again
  await em.nativeUpdate(CorrectionProposal, { certificateId: certificate, settledAt: null }, { outcome: 'outdated', settledAt: now });
  const moved = kept.filter(({ field, assertion }) => field !== assertion.field);
  const current = inForce(await assertionsOf(em, certificate));
  const staying = new Set(kept.filter(one => !moved.includes(one)).map(({ field }) => field));
  for (const { field } of current) if (!staying.has(field)) await retract(em, certificate, field, now);
  for (const { field, assertion } of moved) {
    const { printed, value, actor, reason, approvedBy } = assertion;
    await assert(em, certificate, { field, printed, value, actor, reason, approvedBy, evidence: null }, now);
  }
  if (conflicts.length + kept.length > current.length) throw new Error('more was carried over than there was');
}
