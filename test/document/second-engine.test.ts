import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { secondTexts } from '../../src/document/pdfjs.ts';
import { readDocument } from '../../src/document/read.ts';
import { CONFINED, readAside } from '../../src/document/second-engine.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';

const root = join(import.meta.dirname, '../..');
const [sample] = globSync('importers/*/samples/*.pdf', { cwd: root }).sort();
const bytes = readFileSync(join(root, sample!));
const broken = new TextEncoder().encode('%PDF-1.7 nothing more');

test('files asked for at once are answered each with its own text, and keep their bytes', async () => {
  const files = [bytes, textPage(CERTIFICATE), broken, bytes];
  const answers = await Promise.all(files.map(file => readAside(file).texts));
  expect(answers).toEqual([
    { texts: await secondTexts(bytes) },
    { texts: await secondTexts(textPage(CERTIFICATE)) },
    { failed: expect.stringMatching(/PDF/) },
    { texts: await secondTexts(bytes) },
  ]);
  expect(bytes.length).toBeGreaterThan(1000);
});

test('what is dropped, running or waiting, holds up nothing', async () => {
  const [running, waiting, wanted] = [readAside(bytes), readAside(bytes), readAside(textPage(CERTIFICATE))];
  waiting.drop();
  running.drop();
  expect(await wanted.texts).toEqual({ texts: await secondTexts(textPage(CERTIFICATE)) });
  wanted.drop();
  expect(await readAside(broken).texts).toHaveProperty('failed');
});

test('at the same time or in turn, the document is the same', async () => {
  const together = await readDocument(bytes, 'a.pdf', { crossCheck: true });
  expect(together.content).toHaveProperty('pages.0.secondText', expect.stringMatching(/\d/));
  expect(await readDocument(bytes, 'a.pdf', { crossCheck: true, inTurn: true })).toEqual(together);
});

test('its thread writes no file and starts neither program nor thread, and loads no native module', async () => {
  const tries = `
    const said = [];
    const attempt = (name, deed) => { try { deed(); said.push(name); } catch (error) { said.push(error.code); } };
    attempt('wrote', () => require('node:fs').writeFileSync(${JSON.stringify(join(import.meta.dirname, 'written'))}, 'x'));
    attempt('started', () => require('node:child_process').spawnSync('true'));
    attempt('thread', () => new (require('node:worker_threads').Worker)('', { eval: true }));
    attempt('loaded', () => process.dlopen({ exports: {} }, '/nowhere.node'));
    require('node:worker_threads').parentPort.postMessage({ said, env: Object.keys(process.env) });`;
  const [answer] = await once(new Worker(tries, { ...CONFINED, eval: true }), 'message');
  const denied = 'ERR_ACCESS_DENIED';
  expect(answer).toEqual({ said: [denied, denied, denied, 'ERR_DLOPEN_DISABLED'], env: [] });
});
