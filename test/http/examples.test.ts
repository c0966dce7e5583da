/** The examples against a running server, as far as the tools are on this machine; the typed client is made and checked anew. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

const ROOT = join(import.meta.dirname, '../..');
const examples = join(ROOT, 'examples');
/** Below node_modules, where packages are found from, and out of the way of everything that looks at sources. */
const folder = join(ROOT, 'node_modules', '.cache', 'leafproof', `examples-${process.pid}`);
const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;

/** One certainly over 0.5 mg/kg, one possibly, one not, one that may be anything. */
const LEAD = [
  '0.9,mg/kg,as_received,0.02,0.05',
  '<1.0,mg/kg,as_received,0.5,1.0',
  '<0.05,mg/kg,as_received,0.02,0.05',
  'ND,mg/kg,as_received,,',
];
const TRUTH = { certainly: 1, possibly: 2, no: 1 };

let api: TestApp;
let server: Server;
let env: Record<string, string>;

beforeAll(async () => {
  api = await openTestApp();
  const key = await api.key('contributor');
  const [head = ''] = SHEET.split('\n');
  const lines = LEAD.map((end, i) => `Test Leaf,Red Powder,powder,TL-${i},Invented Laboratory,R-${i},2026-02-03,metals,Lead,${end},,`);
  await api.submit('sheet.csv', [head, ...lines].join('\n'), key);
  server = createServer(api.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  env = { PATH: process.env.PATH ?? '', LEAFPROOF: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  mkdirSync(folder, { recursive: true });
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server?.close();
  await api.close();
});

const run = async (command: string, args: readonly string[], more: Record<string, string> = {}) =>
  (await promisify(execFile)(command, [...args], { cwd: folder, env: { ...env, ...more }, timeout: 60_000, maxBuffer: 32 << 20 })).stdout;

/** A tool that is not here is said, not passed over in silence. */
const withTool = (tool: string) => {
  if (has(tool)) return test;
  console.warn(`the example for ${tool} is not run: there is no ${tool} on this machine`);
  return test.skip;
};

test('a typed client is made of the description, holds before the compiler, and reads', async () => {
  const types = await run(process.execPath, [join(ROOT, 'scripts/api-types.ts')]);
  expect(types).toContain('"/results"');
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'leafproof.d.ts'), types);
  copyFileSync(join(examples, 'typescript/client.ts'), join(folder, 'client.ts'));
  const options = '--noEmit --strict --module nodenext --target es2024 --skipLibCheck --allowImportingTsExtensions --types node'.split(' ');
  const compiler = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--ignoreConfig', ...options];
  await run(process.execPath, [...compiler, 'client.ts']);
  // the check can fail: a parameter that the API does not have is found
  writeFileSync(
    join(folder, 'wrong.ts'),
    "import createClient from 'openapi-fetch';\nimport type { paths } from './leafproof.d.ts';\nawait createClient<paths>().GET('/results', { params: { query: { analyse: 'lead' } } });\nexport {};\n",
  );
  await expect(run(process.execPath, [...compiler, 'wrong.ts'])).rejects.toMatchObject({ stdout: expect.stringContaining('analyse') });
  // packages keep their code away from type stripping below node_modules, so the client is run as JavaScript
  const { transformFile } = await import('@swc/core');
  const { code } = await transformFile(join(folder, 'client.ts'), { jsc: { target: 'es2024', parser: { syntax: 'typescript' } } });
  writeFileSync(join(folder, 'client.mjs'), code);
  expect(JSON.parse(await run(process.execPath, ['client.mjs']))).toEqual(TRUTH);
}, 120_000);

withTool('curl')('curl', async () => {
  const said = await run('sh', [join(examples, 'curl.sh')]);
  expect(said).toContain('"slug":"test-leaf"');
  expect(said).toContain('printed_value');
  expect(said).toMatch(/etag: "/i);
  expect(said).toContain('asked again: 304');
});

withTool('python3')('Python', async () => {
  expect(JSON.parse(await run('python3', [join(examples, 'lead.py')]))).toEqual(TRUTH);
});

withTool('Rscript')('R', async () => {
  expect(JSON.parse(await run('Rscript', [join(examples, 'lead.R')]))).toEqual(TRUTH);
});

test('DuckDB', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const { readFileSync } = await import('node:fs');
  writeFileSync(join(folder, 'results.csv'), (await api.get('/results.csv?analyte=lead')).text);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set file_search_path = '${folder}'`);
  const reader = await connection.runAndReadAll(readFileSync(join(examples, 'lead.sql'), 'utf8'));
  expect(reader.getRowObjectsJson()).toEqual([{ laboratory: 'invented-laboratory', certainly: '1', possibly: '2', no: '1' }]);
  connection.closeSync();
});

test('every example is named in their README', () => {
  for (const file of ['curl.sh', 'lead.py', 'lead.R', 'lead.sql', 'typescript/client.ts'])
    expect(existsSync(join(examples, file))).toBe(true);
});
