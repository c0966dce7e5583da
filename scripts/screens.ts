/**
 * Pictures of the site with the sample data, for the README and for judging the design: `npm run screens [-- FOLDER]`.
 * Starts the built server on a folder of its own and leaves nothing behind but the pictures.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';

const PORT = '4817';
const SITE = `http://127.0.0.1:${PORT}`;
const START_MS = 120_000;

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly slug: string;
    readonly lots: number;
    readonly lot?: { readonly id: string } | null;
  }[];
}

interface Certificate {
  readonly id: string;
  readonly mediaType: string;
  readonly results: number;
  readonly samples: readonly { readonly results: readonly { readonly id: string }[] }[];
}

async function list(path: string): Promise<Listed['items']> {
  const answer = await fetch(`${SITE}/api/v1${path}`);
  return ((await answer.json()) as Listed).items;
}

/** The pages that show most of what there is. */
async function screens(): Promise<Screen[]> {
  const [vendor] = (await list('/vendors')).toSorted((a, b) => b.lots - a.lots);
  const [over] = await list('/results?analyte=lead&min=1.2');
  const certificates = await Promise.all(
    (await list('/certificates?limit=200')).map(
      async ({ id }) => (await (await fetch(`${SITE}/api/v1/certificates/${id}`)).json()) as Certificate,
    ),
  );
  const [certificate] = certificates
    .filter(({ mediaType, results }) => mediaType === 'application/pdf' && results >= 12)
    .toSorted((a, b) => a.results - b.results);
  if (!vendor || !over?.lot || !certificate) throw new Error('The samples hold no page worth showing');
  const value = certificate.samples[0]?.results[2]?.id;
  return [
    { name: 'home', path: '/', width: 1280, height: 900 },
    { name: 'home-phone-dark', path: '/', width: 390, height: 844, dark: true },
    { name: 'vendor', path: `/vendors/${vendor.slug}`, width: 1280, height: 900 },
    { name: 'lot', path: `/lots/${over.lot.id}`, width: 1280, height: 900 },
    { name: 'lot-phone', path: `/lots/${over.lot.id}`, width: 390, height: 844 },
    { name: 'certificate', path: `/certificates/${certificate.id}#r-${value}`, width: 1440, height: 1000 },
    { name: 'search', path: '/search', width: 1280, height: 900 },
  ];
}

async function take(browser: Browser, { name, path, width, height, dark = false }: Screen, folder: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(SITE + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 82 });
  await context.close();
}

async function untilReady(): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    const ready = await fetch(`${SITE}/readyz`).then(
      answer => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`The server was not ready after ${START_MS / 1000} s`);
}

const folder = process.argv[2] ?? 'docs/screens';
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'leafproof-screens-'));
const server = spawn(process.execPath, ['dist/src/cli.js', 'serve'], {
  env: { ...process.env, PORT, HOST: '127.0.0.1', DATA_DIR: data, DATABASE_URL: '', LEAFPROOF_SAMPLES: 'on', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await untilReady();
  const browser = await launchChromium();
  for (const screen of await screens()) {
    await take(browser, screen, folder);
    console.log(join(folder, `${screen.name}.jpg`));
  }
  await browser.close();
} finally {
  const gone = new Promise(resolve => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  await rm(data, { recursive: true, force: true });
}
