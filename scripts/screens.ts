/**
 * Pictures of the site with the sample data, for the README and for judging the design: `npm run screens [-- FOLDER]`.
 * Starts the built server on a folder of its own and leaves nothing behind but the pictures.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';
import { type Site, startSite } from '../test/browser/site.ts';

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
  readonly panels: readonly string[];
  readonly samples: readonly { readonly results: readonly { readonly id: string }[] }[];
}

/** The pages that show most of what there is. */
async function screens({ api }: Site): Promise<Screen[]> {
  const list = async (path: string) => ((await api(path)) as Listed).items;
  const [vendor] = (await list('/vendors')).toSorted((a, b) => b.lots - a.lots);
  const [over] = await list('/results?analyte=lead&min=1.2');
  const certificates = await Promise.all(
    (await list('/certificates?limit=200')).map(async ({ id }) => (await api(`/certificates/${id}`)) as Certificate),
  );
  const [certificate] = certificates
    .filter(({ mediaType, results }) => mediaType === 'application/pdf' && results >= 12)
    .toSorted((a, b) => b.panels.length - a.panels.length || b.results - a.results);
  if (!vendor || !over?.lot || !certificate) throw new Error('The samples hold no page worth showing');
  const value = certificate.samples[0]?.results[7]?.id;
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
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

const folder = process.argv[2] ?? 'docs/screens';
await mkdir(folder, { recursive: true });
const site = await startSite();
try {
  const browser = await launchChromium();
  for (const screen of await screens(site)) {
    await take(browser, screen, folder);
    console.log(join(folder, `${screen.name}.png`));
  }
  await browser.close();
} finally {
  await site.close();
}
