/**
 * Read replicas of PostgreSQL: which of them may answer. Each has an ORM of its own, so that everything one request asks is answered by one of
 * them, from states in one order; and each is watched, as a replica may be gone, or far behind, and would not say so by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Orm, openReplica } from './orm.ts';
import { row, sql } from './sql.ts';

/**
 * `in use`; `behind`: lacks what the primary had longer ago than is allowed; `gone`: does not answer; `promoted`: follows no longer while another
 * server is the primary, so that what it says may never have been so.
 */
export type ReplicaCondition = 'in use' | 'behind' | 'gone' | 'promoted';

export interface ReplicaState {
  /** Host and port, without user or password. */
  readonly name: string;
  readonly condition: ReplicaCondition;
  /** How long ago the primary was where the replica is; null when that is not known, or longer than is remembered. */
  readonly lagMs: number | null;
  /** Why it is gone. */
  readonly error: unknown;
  /** Times it was chosen. */
  readonly chosen: number;
}

/** A replica that was chosen to answer. */
export interface Replica {
  readonly name: string;
  readonly orm: Orm;
  /** Rejects when the replica goes while it is being asked; never resolves. */
  readonly lost: Promise<never>;
  /** Says that it could not be asked: nobody asks it again until it answers its watcher. */
  failed(error: unknown): void;
}

export interface Replicas {
  readonly states: readonly ReplicaState[];
  /** The primary answered when it was asked last. */
  readonly primaryAnswers: boolean;
  /** Times that none could be chosen. */
  readonly noneChosen: number;
  /** One that may answer, in turn; null when there is none. */
  choose(): Replica | null;
  /**
   * Until every replica in use has what the primary has now, or is no longer in use. Throws PrimaryLost when the primary does not say where it is: then
   * what was just written may be on no other server.
   */
  caughtUp(): Promise<void>;
  /** Called with every replica whose condition changed, the first time included. */
  watch(changed: (state: ReplicaState) => void): void;
  close(): Promise<void>;
}

/** The replica went while it was being asked. */
export class ReplicaLost extends Error {
  constructor(name: string, cause: unknown) {
    super(`The replica ${name} does not answer.`, { cause });
    this.name = 'ReplicaLost';
  }
}

/** The primary went before it was known that its replicas have what was written. */
export class PrimaryLost extends Error {
  constructor(cause: unknown) {
    super('The primary does not answer any more.', { cause });
    this.name = 'PrimaryLost';
  }
}

const PROBE_MS = 1000;
/** A server that does not answer a question about itself for so long is taken for gone. */
const PATIENCE_MS = 2000;

interface Place {
  /** In the write-ahead log, in bytes from its beginning. */
  readonly at: bigint;
  readonly follows: boolean;
  /** Tells servers apart, and a server from itself after a restart. */
  readonly started: string;
}

interface Watched {
  readonly name: string;
  readonly orm: Orm;
  state: ReplicaState;
  /** Of the monotonic clock: when it was last in use. */
  lastUsed: number;
  lose: (error: ReplicaLost) => void;
  lost: Promise<never>;
}

/**
 * Opens the replicas and asks each once. A replica must have all that `primary` has now before it is used, so call it when the schema and the
 * dictionary are up to date. One that is more than `mostLagMs` behind is left alone until it has caught up.
 */
export async function openReplicas(
  primary: Orm,
  urls: readonly string[],
  mostLagMs: number,
  { limitMs = null, probeMs = PROBE_MS }: { readonly limitMs?: number | null; readonly probeMs?: number } = {},
): Promise<Replicas> {
  const watched = await Promise.all(urls.map(url => open(url, primary.plans, limitMs)));
  const past = new PrimaryPast(mostLagMs + 30_000);
  const listeners = new Set<(state: ReplicaState) => void>();
  const stopping = new AbortController();
  let turn = 0;
  let noneChosen = 0;
  let current: Place | null = null;

  const set = (one: Watched, state: Pick<ReplicaState, 'condition' | 'lagMs' | 'error'>) => {
    const before = one.state.condition;
    one.state = { ...one.state, ...state };
    if (state.condition === 'in use') one.lastUsed = performance.now();
    if (state.condition === before) return;
    if (state.condition === 'gone') {
      one.lose(new ReplicaLost(one.name, state.error));
      Object.assign(one, losable());
    }
    for (const listener of listeners) listener(one.state);
  };
  const probe = async () => {
    current = await placeOf(primary).catch(() => null);
    if (current !== null) past.saw(performance.now(), current.at);
    await Promise.all(
      watched.map(async one => {
        try {
          const place = await placeOf(one.orm);
          const lagMs = past.lag(place.at);
          const elsewhere = !place.follows && current !== null && place.started !== current.started;
          const condition = elsewhere ? 'promoted' : lagMs === null || lagMs > mostLagMs ? 'behind' : 'in use';
          set(one, { condition, lagMs, error: null });
        } catch (error) {
          set(one, { condition: 'gone', lagMs: null, error });
        }
      }),
    );
  };
  const watching = async () => {
    while (!stopping.signal.aborted) {
      await pause(probeMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (!stopping.signal.aborted) await probe();
    }
  };
  await probe();
  const watch = watching();
  return {
    get states() {
      return watched.map(({ state }) => state);
    },
    get primaryAnswers() {
      return current !== null;
    },
    get noneChosen() {
      return noneChosen;
    },
    choose() {
      const usable = watched.filter(({ state }) => state.condition === 'in use');
      const one = usable[turn++ % usable.length];
      if (one === undefined) {
        noneChosen += 1;
        return null;
      }
      one.state = { ...one.state, chosen: one.state.chosen + 1 };
      const failed = (error: unknown) => set(one, { condition: 'gone', lagMs: null, error });
      return { name: one.name, orm: one.orm, lost: one.lost, failed };
    },
    async caughtUp() {
      const there = await placeOf(primary).catch((error: unknown) => {
        throw new PrimaryLost(error);
      });
      // another process may look a moment later whether a replica is still of use
      const waits = ({ state, lastUsed }: Watched) =>
        state.condition !== 'gone' && performance.now() - lastUsed < 2 * probeMs + PATIENCE_MS;
      const until = async (one: Watched) => {
        for (let rest = 2; waits(one) && !stopping.signal.aborted; rest = Math.min(rest * 2, 100)) {
          const place = await placeOf(one.orm).catch(() => null);
          if (place === null || place.at >= there.at) return;
          await pause(rest, undefined, { ref: false });
        }
      };
      await Promise.all(watched.filter(waits).map(until));
    },
    watch(changed) {
      listeners.add(changed);
      for (const { state } of watched) changed(state);
    },
    async close() {
      stopping.abort();
      await watch;
      await Promise.all(watched.map(({ orm }) => orm.close()));
    },
  };
}

async function open(url: string, plans: boolean, limitMs: number | null): Promise<Watched> {
  const { hostname, port } = new URL(url);
  const name = `${hostname}:${port || '5432'}`;
  const state: ReplicaState = { name, condition: 'behind', lagMs: null, error: null, chosen: 0 };
  return { name, orm: await openReplica(url, plans, limitMs), state, lastUsed: Number.NEGATIVE_INFINITY, ...losable() };
}

function losable(): Pick<Watched, 'lost' | 'lose'> {
  const { promise, reject } = Promise.withResolvers<never>();
  // nobody may be asking when it goes
  promise.catch(() => {});
  return { lost: promise, lose: reject };
}

async function placeOf({ em }: Orm): Promise<Place> {
  const asked = row<{ at: string; follows: boolean; started: string }>(
    em.fork(),
    sql`select pg_is_in_recovery() as follows, pg_postmaster_start_time()::text as started, pg_wal_lsn_diff(case when pg_is_in_recovery()
      then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, '0/0')::text as at`,
  );
  asked.catch(() => {});
  const late = pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${PATIENCE_MS} ms`);
  });
  late.catch(() => {});
  const found = (await Promise.race([asked, late]))!;
  return { ...found, at: BigInt(found.at) };
}

/** Where the primary was when, by the clock of this process alone: those of servers differ and jump. */
class PrimaryPast {
  readonly #seen: { when: number; at: bigint }[] = [];
  readonly #rememberedMs: number;

  constructor(rememberedMs: number) {
    this.#rememberedMs = rememberedMs;
  }

  saw(when: number, at: bigint): void {
    // a primary that is where it was before was restored, or is another server: what was seen says nothing of it
    if ((this.#seen.at(-1)?.at ?? at) > at) this.#seen.length = 0;
    while (this.#seen[0] !== undefined && this.#seen[0].when < when - this.#rememberedMs) this.#seen.shift();
    this.#seen.push({ when, at });
  }

  /** Milliseconds from when the primary was there last until it was last seen; null when it was not seen there. */
  lag(at: bigint): number | null {
    const there = this.#seen.findLast(seen => seen.at <= at);
    return there === undefined ? null : this.#seen.at(-1)!.when - there.when;
  }
}
