/** Computes all scorecards anew from what is public, and keeps those that changed. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../quality/canonical-json.ts';
import { MODEL } from '../quality/hazard.ts';
import { inOrder, type JudgedInput, judgeSteps, scorecardOf } from '../quality/scorecard.ts';
import { withoutDay } from '../quality/scorecard-day.ts';
import type { Scorecard } from '../quality/scorecard-shape.ts';
import type { ScoresInput, VendorInput } from '../quality/scores-input.ts';
import { databaseNow } from '../store/clock.ts';
import { patiently } from '../store/patiently.ts';
import { type GatheredInput, gatherScoresInput } from '../store/scores-input.ts';
import {
  forgetChanges,
  hasChanges,
  lockScores,
  type NewCard,
  notedChanges,
  type StandingScores,
  standingScores,
  writeScores,
} from '../store/scoring.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';

export interface Scored {
  /** Vendors whose scorecard changed, and those that have none any more. */
  readonly written: number;
  readonly gone: number;
}

/** ISO day in UTC. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

const MOST_TRIES = 10;

/** Nothing is written where nothing changed. Reads go on meanwhile, and several processes may do it at once. */
export async function rescore(store: Store, at?: Date): Promise<Scored> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const done = await tryToRescore(store, at ?? (await databaseNow(store.em())));
    if (done !== null) return done;
  }
  throw new Error('scores could not be recorded: other processes record them all the time');
}

/** Does nothing where nothing was noted since the last time. */
export async function rescoreChanges(store: Store): Promise<Scored> {
  return (await hasChanges(store.em())) ? rescore(store) : { written: 0, gone: 0 };
}

/** null when another process was faster. */
async function tryToRescore(store: Store, now: Date): Promise<Scored | null> {
  const em = store.em();
  const standing = await standingScores(em);
  const noted = await notedChanges(em);
  const gathered = await gatherScoresInput(em, { today: dayOf(now) });
  const inputs = await patiently(hashSteps(gathered.input.vendors));
  const inputsHash = hashOf([MODEL, clampedOn(gathered.input), inputs.map(({ hash }) => hash)]);
  const record = (write: (inside: SqlEntityManager) => Promise<void>) =>
    store.transaction(async inside => {
      if (!(await lockScores(inside, standing))) return false;
      await write(inside);
      await forgetChanges(inside, noted);
      return true;
    });
  if (standing.scoring?.inputsHash === inputsHash) return (await record(async () => {})) ? { written: 0, gone: 0 } : null;
  const judged = await patiently(judgeSteps(gathered.input));
  const cards = await patiently(cardSteps(judged, inputs, gathered, standing));
  const fresh = cards.filter(({ vendor, inputsHash, fingerprint }) => {
    const known = standing.cards.get(vendor);
    return known?.inputsHash !== inputsHash || known.output !== fingerprint;
  });
  const there = new Set(cards.map(({ vendor }) => vendor));
  const gone = [...standing.cards.keys()].filter(vendor => !there.has(vendor));
  const { market, sampleMarket } = judged;
  const scoring = { model: MODEL, inputsHash, market, sampleMarket };
  const written = await record(inside => writeScores(inside, scoring, { fresh, gone }, now));
  return written ? { written: fresh.length, gone: gone.length } : null;
}

interface HashedInput {
  readonly hash: string;
  readonly lots: NewCard['lots'];
}

function* hashSteps(vendors: readonly VendorInput[]): Generator<void, HashedInput[]> {
  const hashed: HashedInput[] = [];
  for (const vendor of vendors) {
    hashed.push(hashedInput(vendor));
    yield;
  }
  return hashed;
}

function hashedInput({ lots, ...vendor }: VendorInput): HashedInput {
  const hashed = lots.map(lot => ({ hash: hashOf(lot), lot }));
  return { hash: hashOf([vendor, hashed.map(({ hash }) => hash)]), lots: hashed };
}

/** 144 bits, which no two inputs share by chance. */
const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 24);

/** A test dated after the day of the scores counts as of that day: only then is another day another input. */
function clampedOn({ asOf, vendors }: ScoresInput): string | null {
  return vendors.some(({ lots }) => lots.some(({ tests }) => tests.some(({ date }) => date > asOf))) ? asOf : null;
}

function* cardSteps(
  judged: JudgedInput,
  inputs: readonly HashedInput[],
  { vendorIds }: GatheredInput,
  { cards }: StandingScores,
): Generator<void, NewCard[]> {
  const computed: Scorecard[] = [];
  for (const [i, vendor] of judged.vendors.entries()) {
    const known = cards.get(vendorIds.get(vendor.vendor.id)!);
    computed.push(scorecardOf(vendor, judged, known?.inputsHash === inputs[i]!.hash ? known.consistency : undefined));
    yield;
  }
  const placed = new Map(inOrder(computed).map(card => [card.vendor, card]));
  return judged.vendors.map(({ vendor }, i) => {
    const card = withoutDay(placed.get(vendor.id)!);
    const { hash, lots } = inputs[i]!;
    return { vendor: vendorIds.get(vendor.id)!, inputsHash: hash, input: vendor, lots, card, fingerprint: hashOf(card) };
  });
}
