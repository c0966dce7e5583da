/** Records what a label or a person says of a product or a lot, with where it stands, and judges what rests on it again. */
import { FORMS } from '../coa/form.ts';
import { readClaim } from '../quality/claim.ts';
import { readSize, type Size } from '../quality/size.ts';
import {
  LABEL_FACTS,
  LABEL_SOURCES,
  LabelFact,
  type LabelFactName,
  type LabelSource,
  type ProductFactName,
} from '../store/entities/label.ts';
import { newId } from '../store/id.ts';
import { type LabelTarget, samplesOf } from '../store/label.ts';
import { writeLog } from '../store/log.ts';
import { findLot } from '../store/lot.ts';
import { findProduct } from '../store/product.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { judgeSamples } from './judge.ts';

/** A statement that cannot be kept; the message says why. */
export class LabelError extends Error {
  readonly code: 'no-such-target' | 'not-understood' | 'nothing-to-change';
  constructor(code: LabelError['code'], message: string) {
    super(message);
    this.name = 'LabelError';
    this.code = code;
  }
}

export interface Statement {
  readonly fact: LabelFactName;
  /** As printed, such as `2 capsules (1.2 g)`; null withdraws what is stated. */
  readonly value: string | null;
  readonly sourceKind: LabelSource;
  /** Where it stands: “photograph of the label, 2026-05-01”, an address, a person. For a withdrawal the reason. */
  readonly source: string;
}

export interface Kept {
  readonly target: LabelTarget;
  readonly samplesJudged: number;
}

/** `which`: the id of a lot or the slug of a product. */
export async function stateLabel(store: Store, which: string, statement: Statement, actor: string): Promise<Kept> {
  understood(statement);
  return store.transaction(async em => {
    const target = await labelTarget(em, which);
    const of = target.kind === 'product' ? { productId: target.id, batchId: null } : { productId: null, batchId: target.id };
    const { fact, value, sourceKind, source } = statement;
    const held = await em.findOne(LabelFact, { ...of, fact, supersededAt: null });
    if ((held?.value ?? null) === value && (held === null || held.source === source))
      throw new LabelError('nothing-to-change', value === null ? 'Nothing is stated of it.' : 'This is what is stated already.');
    const now = new Date();
    await em.nativeUpdate(LabelFact, { ...of, fact, supersededAt: null }, { supersededAt: now });
    await em.insert(LabelFact, { id: newId(), ...of, fact, value, sourceKind, source, actor, recordedAt: now, supersededAt: null });
    const detail = { fact, value, before: held?.value ?? null, sourceKind };
    await writeLog(em, { actor, action: 'label-state', subject: `${target.kind}:${target.id}`, reason: source, detail });
    const samples = await samplesOf(em, target);
    await judgeSamples(em, samples, now);
    return { target, samplesJudged: samples.length };
  });
}

/** Throws LabelError when there is neither such a lot nor such a product. */
export async function labelTarget(em: SqlEntityManager, which: string): Promise<LabelTarget> {
  const lot = await findLot(em, which);
  if (lot !== null) return { kind: 'lot', id: lot.id };
  const product = await findProduct(em, which);
  if (product !== null) return { kind: 'product', id: product.id };
  throw new LabelError('no-such-target', `There is neither a lot nor a product “${which}”.`);
}

const KINDS: Readonly<Record<Exclude<ProductFactName, 'form'>, readonly (keyof Size)[]>> = {
  serving: ['grams', 'millilitres', 'units'],
  container: ['grams', 'millilitres', 'units', 'servings'],
  intake: ['grams', 'millilitres', 'units', 'servings'],
};

function understood({ fact, value, sourceKind, source }: Statement): void {
  const not = (message: string) => new LabelError('not-understood', message);
  if (!LABEL_FACTS.includes(fact)) throw not(`“${fact}” is no fact of a label; there are ${LABEL_FACTS.join(', ')}.`);
  if (!LABEL_SOURCES.includes(sourceKind)) throw not(`“${sourceKind}” is no kind of source; there are ${LABEL_SOURCES.join(', ')}.`);
  if (source.trim() === '') throw not('Where it stands must be said.');
  if (value === null) return;
  if (fact === 'form') {
    if (!(FORMS as readonly string[]).includes(value)) throw not(`“${value}” is no form; there are ${FORMS.join(', ')}.`);
    return;
  }
  if (fact === 'mitragynine' || fact === '7_hydroxymitragynine') {
    if (readClaim(value) === null)
      throw not(`“${value}” is not one amount with its basis, such as “45 mg per serving”, “1.5 %” or “at least 14 mg/g”.`);
    return;
  }
  const size = readSize(value);
  if (!size || KINDS[fact].every(kind => size[kind] === null))
    throw not(`“${value}” is not one amount with its unit, such as “2.4 g” or “2 capsules (1.2 g)”.`);
}
