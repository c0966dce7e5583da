/** What Prometheus asks: served on a port of its own, which is nobody's but the operator's. Nothing in it names a person, a file or an address. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReaderPool } from '../ingest/pool.ts';
import type { Queue } from '../ingest/queue.ts';
import { samplesFailed, samplesWaiting } from '../store/rejudgings.ts';
import type { Replicas } from '../store/replicas.ts';
import type { Store } from '../store/store.ts';

export interface Metrics {
  readonly requests: RequestHandler;
  /** The same pool, with what it reads counted. */
  measured(pool: ReaderPool): ReaderPool;
  text(): Promise<string>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const READING_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60, 120];

export function createMetrics(store: Pick<Store, 'em' | 'orm' | 'replicas'>, queue: Pick<Queue, 'depth'> | null): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'leafproof_' });
  const requests = new Histogram({
    name: 'leafproof_http_request_seconds',
    help: 'Time until a request was answered, by the template of its route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const readings = new Histogram({
    name: 'leafproof_reading_seconds',
    help: 'Time of reading one file',
    labelNames: ['outcome'],
    buckets: READING_SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'leafproof_refused_total',
    help: 'Files that were refused, by reason',
    labelNames: ['reason'],
    registers,
  });
  gauges(registers, store, queue);
  if (store.replicas !== null) replicaGauges(registers, store.replicas);
  return {
    requests(req, res, next) {
      const end = requests.startTimer();
      res.once('close', () => {
        // an address that no route knows is anything anybody typed
        const path: unknown = req.route?.path;
        const route = typeof path === 'string' ? `${req.baseUrl}${path}` : 'none';
        end({ method: req.method in METHODS ? req.method : 'other', route, status: String(res.statusCode) });
      });
      next();
    },
    measured: pool => ({
      ...pool,
      async read(...args) {
        const end = readings.startTimer();
        const outcome = await pool.read(...args);
        end({ outcome: outcome.outcome });
        if (outcome.reason !== null) refusals.inc({ reason: outcome.reason });
        return outcome;
      },
    }),
    text: () => registry.metrics(),
  };
}

const METHODS = { GET: 1, HEAD: 1, POST: 1, PUT: 1, PATCH: 1, DELETE: 1, OPTIONS: 1 };

/** Asked of the database when Prometheus asks; what cannot be asked is left out. */
function gauges(registers: Registry[], store: Pick<Store, 'em' | 'orm'>, queue: Pick<Queue, 'depth'> | null): void {
  const unlessGone = async (work: () => Promise<void>) => work().catch(() => {});
  const up = new Gauge({ name: 'leafproof_database_up', help: '1 when the database answers', registers });
  new Gauge({
    name: 'leafproof_rejudging_waiting',
    help: 'Samples that wait to be judged again',
    registers,
    async collect() {
      this.reset();
      up.set(0);
      await unlessGone(async () => {
        this.set(await samplesWaiting(store.em()));
        up.set(1);
      });
    },
  });
  new Gauge({
    name: 'leafproof_rejudging_failed',
    help: 'Samples that could not be judged again, and are put aside with the reason',
    registers,
    async collect() {
      this.reset();
      await unlessGone(async () => this.set(await samplesFailed(store.em())));
    },
  });
  if (store.orm.embedded) return;
  new Gauge({
    name: 'leafproof_database_connections',
    help: 'Connections of all processes to this database, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      await unlessGone(async () => {
        const states = await store
          .em()
          .execute<{ state: string; n: number }[]>(
            `select coalesce(state, 'other') as state, count(*)::int as n from pg_stat_activity where datname = current_database() group by 1`,
          );
        for (const { state, n } of states) this.set({ state }, n);
      });
    },
  });
  new Gauge({
    name: 'leafproof_files_in_line',
    help: 'Files handed in: waiting, being read (active), put aside after failing again and again (dead)',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      if (queue === null) return;
      await unlessGone(async () => {
        for (const [state, n] of Object.entries(await queue.depth())) this.set({ state }, n);
      });
    },
  });
}

function replicaGauges(registers: Registry[], replicas: Replicas): void {
  new Gauge({
    name: 'leafproof_replica_in_use',
    help: '1 when reads are answered by the replica',
    labelNames: ['replica'],
    registers,
    collect() {
      for (const { name, condition } of replicas.states) this.set({ replica: name }, condition === 'in use' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'leafproof_replica_lag_seconds',
    help: 'How long ago the primary was where the replica is; none where that is not known',
    labelNames: ['replica'],
    registers,
    collect() {
      this.reset();
      for (const { name, lagMs } of replicas.states) if (lagMs !== null) this.set({ replica: name }, lagMs / 1000);
    },
  });
  new Counter({
    name: 'leafproof_reads_total',
    help: 'Requests that a replica may answer, by the replica that was asked; primary: none was of use',
    labelNames: ['database'],
    registers,
    collect() {
      this.reset();
      for (const { name, chosen } of replicas.states) this.inc({ database: name }, chosen);
      this.inc({ database: 'primary' }, replicas.noneChosen);
    },
  });
}

/** Listens for nothing but `GET /metrics`. */
export async function serveMetrics(metrics: Metrics, { host, port }: { host: string; port: number }) {
  const server = createServer((req, res) => {
    if (req.method !== 'GET' || req.url !== '/metrics') return void res.writeHead(404).end();
    metrics.text().then(
      text => res.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      () => res.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
