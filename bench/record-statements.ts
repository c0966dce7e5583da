/** `node bench/record-statements.ts FILE`: what the built pages ask PostgreSQL for each address in FILE, by kind, as JSON. The settings are those of a server. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { AppParts } from '../src/http/app.ts';
import { withQuery } from './visitor.ts';

// pages are TSX, which runs compiled
const built = <T>(path: string): Promise<T> => import(join(import.meta.dirname, '../dist/src', path));
const { loadConfig } = await built<typeof import('../src/config.ts')>('config.js');
const { openStore } = await built<typeof import('../src/store/store.ts')>('store/store.js');
const { createReaderPool } = await built<typeof import('../src/ingest/pool.ts')>('ingest/pool.js');
const { countFigures } = await built<typeof import('../src/ingest/keep-figures.ts')>('ingest/keep-figures.js');
const { createApp } = await built<{ createApp(parts: AppParts): import('express').Express }>('http/app.js');
const { ANALYTES, LOTS } = await built<typeof import('../src/store/figure-kinds.ts')>('store/figure-kinds.js');

const addresses = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Record<string, readonly string[]>;
const config = loadConfig(process.env);
const store = await openStore(config);
// as a worker counts it in the background
await countFigures(store, { some: async () => [ANALYTES, LOTS] });
const asked: string[] = [];
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text;
  if (typeof text === 'string') asked.push(text);
  return (query as (...given: unknown[]) => unknown).apply(this, args);
} as typeof query;
const pool = createReaderPool({ size: 1 });
const app = createApp({ config, store, pool, logger: pino({ level: 'silent' }) });
const server = app.listen(0, '127.0.0.1');
await new Promise(resolve => server.once('listening', resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const recorded: Record<string, string[][]> = {};
for (const [kind, paths] of Object.entries(addresses)) {
  recorded[kind] = [];
  for (const [turn, path] of paths.entries()) {
    asked.length = 0;
    // an address may come more than once: a page that was kept asks for next to nothing
    const answer = await fetch(base + withQuery(path, `turn=${turn}`));
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    recorded[kind].push([...asked]);
  }
}
process.stdout.write(JSON.stringify(recorded));
server.closeAllConnections();
server.close();
await pool.close();
await store.close();
