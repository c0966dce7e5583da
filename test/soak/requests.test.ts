/**
 * Requests made up from the description of the API, of every operation and every role: none is a fault, none hangs, every refusal is
 * problem details that the description names. `npm run soak` makes a hundred thousand and writes docs/soak-requests.md;
 * LEAFPROOF_REQUESTS sets another number, LEAFPROOF_REQUEST_SEED another first seed.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { apiRoutes } from '../../src/http/api/index.ts';
import { openApi } from '../../src/http/openapi.ts';
import { KEY_ROLES } from '../../src/store/key.ts';
import { hostileStrings } from '../documents/hostile-text.ts';
import { type Random, random } from '../generator/random.ts';
import { conform } from '../http/conform.ts';
import { openTestApp, SHEET, type TestApp } from '../http/harness.ts';
import { hostileBody, type JsonSchema, KINDS, type Kind, nearly, type Stock, valid } from './request.ts';

const WHOLE = process.env.LEAFPROOF_SOAK === 'whole';
const COUNT = Number(process.env.LEAFPROOF_REQUESTS ?? (WHOLE ? 100_000 : 600));
const FIRST = Number(process.env.LEAFPROOF_REQUEST_SEED ?? 1);
/** Far beyond what any of these takes; what is not answered by then hangs. */
const HANGS_MS = 60_000;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly json: JsonSchema | null;
  readonly form: JsonSchema | null;
}

const description = openApi(apiRoutes) as unknown as {
  paths: Record<string, Record<string, { parameters: Parameter[]; requestBody?: { content: Record<string, { schema: JsonSchema }> } }>>;
  components: { schemas: Record<string, JsonSchema> };
};
const operations: Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
    ...{ method, path, parameters },
    json: requestBody?.content['application/json']?.schema ?? null,
    form: requestBody?.content['multipart/form-data']?.schema ?? null,
  })),
);

let site: TestApp;
let server: Server;
let base: string;
let stock: Stock;
const keys: (string | null)[] = [null, null, 'lp_invented'];
const tallies = new Map<string, number>();
const wrong: string[] = [];

beforeAll(async () => {
  site = await openTestApp({ uploadsPerMinute: 10_000_000, contributionsPerHour: 10_000_000 });
  for (const role of KEY_ROLES) keys.push(await site.key(role));
  const { body } = await site.submit('sheet.csv', SHEET, keys.at(-1) ?? null);
  const lot = (await site.get('/lots')).body.items[0];
  const results = (await site.get('/results')).body.items as { id: string }[];
  const known = [body.certificates[0].id, body.id, body.sha256, lot.id, lot.code, ...results.map(({ id }) => id)];
  stock = {
    schemas: description.components.schemas,
    known: [
      ...known.filter(one => typeof one === 'string'),
      'test-leaf',
      'red-powder',
      'invented-laboratory',
      'lead',
      'usp467',
      '1',
      'US-RI',
    ],
    hostile: hostileStrings(300),
  };
  server = site.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}, 120_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.close();
});

/** Lone surrogates and parts that are all dots are changed by every client before they are sent. */
const encode = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()).replace(/^\.*$/, 'x');

function address({ path, parameters }: Operation, kind: Kind, chance: Random): string {
  const query: string[] = [];
  let to = path;
  const spoilt = kind === 'nearly valid' ? chance.integer(0, parameters.length) : -1;
  parameters.forEach((parameter, index) => {
    const fit = valid(parameter.schema, chance, stock);
    const value =
      kind === 'hostile' && chance.chance(0.5) ? chance.pick(stock.hostile) : index === spoilt ? nearly(fit, chance, stock) : fit;
    if (parameter.in === 'path') to = to.replace(`{${parameter.name}}`, () => encode(value));
    else if (parameter.required || index === spoilt || chance.chance(0.25)) query.push(`${encode(parameter.name)}=${encode(value)}`);
  });
  if (kind === 'hostile' && chance.chance(0.2))
    query.push(chance.pick(['__proto__[x]=1', 'limit=1&limit=2', 'limit[]=1', '%', 'q=%ff', '&&==']));
  return `${to}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function content({ json, form }: Operation, kind: Kind, chance: Random): { body?: string | FormData; type?: string } {
  if (form !== null) {
    const fields = valid(form, chance, stock) as Record<string, unknown>;
    const data = new FormData();
    const bytes = kind === 'valid' ? SHEET.replace('0.2', String(chance.integer(1, 3))) : chance.pick(stock.hostile);
    if (kind !== 'nearly valid' || chance.chance(0.5))
      data.append('file', new Blob([bytes]), kind === 'hostile' ? chance.pick(stock.hostile) : 'a.csv');
    for (const [name, value] of Object.entries(fields)) if (name !== 'file') data.append(name, String(value));
    return { body: data };
  }
  if (json === null) return {};
  const fit = valid(json, chance, stock);
  if (kind === 'hostile')
    return {
      body: hostileBody(fit, chance, stock),
      type: chance.pick(['application/json', 'application/json', 'text/plain', 'application/json; charset=x']),
    };
  return { body: JSON.stringify(kind === 'valid' ? fit : nearly(fit, chance, stock)), type: 'application/json' };
}

async function one(seed: number): Promise<void> {
  const chance = random(seed);
  const kind = chance.pick(KINDS);
  const operation = chance.pick(operations);
  const to = address(operation, kind, chance);
  const { body, type } = content(operation, kind, chance);
  const key = chance.pick(keys);
  const method = operation.method.toUpperCase();
  const headers = { ...(type !== undefined && { 'Content-Type': type }), ...(key !== null && { Authorization: `Bearer ${key}` }) };
  try {
    const answer = await fetch(base + to, { method, headers, ...(body !== undefined && { body }), signal: AbortSignal.timeout(HANGS_MS) });
    const text = await answer.text();
    const count = `${kind} | ${answer.status}`;
    tallies.set(count, (tallies.get(count) ?? 0) + 1);
    if (answer.status >= 500) throw new Error(`${answer.status} ${text}`);
    const media = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    conform({
      ...{ status: answer.status, type: media, text, headers: Object.fromEntries(answer.headers) },
      body: /[/+]json$/.test(media) ? JSON.parse(text) : {},
      request: { method, url: `${base}${operation.path.replaceAll(/\{\w+\}/g, 'x')}` },
    } as unknown as Response);
  } catch (error) {
    wrong.push(`seed ${seed}, ${kind}: ${method} ${to.slice(0, 300)}: ${String(error).slice(0, 600)}`);
  }
}

test(
  `${COUNT} requests are answered as described`,
  async () => {
    const seeds = Array.from({ length: COUNT }, (_, index) => FIRST + index);
    const worker = async () => {
      for (let seed = seeds.shift(); seed !== undefined && wrong.length < 20; seed = seeds.shift()) await one(seed);
    };
    await Promise.all([worker(), worker(), worker()]);
    if (WHOLE) writeFileSync(join(import.meta.dirname, '../../docs/soak-requests.md'), report());
    expect(wrong).toEqual([]);
    for (const kind of KINDS) expect([kind, [...tallies.keys()].filter(count => count.startsWith(kind)).length > 2]).toEqual([kind, true]);
    expect(({} as { polluted?: unknown; role?: unknown }).role).toBeUndefined();
  },
  8 * 3_600_000,
);

function report(): string {
  const rows = [...tallies].sort(([a], [b]) => a.localeCompare(b)).map(([count, times]) => `| ${count} | ${times} |`);
  return [
    '# What made-up requests are answered',
    '',
    `Written by \`npm run soak\`: ${COUNT} requests to ${operations.length} operations of the API, made from its own description, each from its own seed: as`,
    'described, with one thing that is not, or hostile; without a key, with an unknown one, and with one of each role. A refusal counts only',
    'when it is problem details with a status that the description names for that operation.',
    '',
    `- faults, hanging requests and undescribed answers: ${wrong.length}`,
    '',
    '| kind | status | requests |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
