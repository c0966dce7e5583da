/**
 * Pictures of every page with the sample data, on a desktop by day and on a phone at night: `npm run screens [-- FOLDER]`.
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

/** Every kind of page, by what there is most of. */
async function screens({ api }: Site): Promise<Screen[]> {
  const list = async (path: string) => ((await api(path)) as Listed).items;
  const [vendor] = (await list('/vendors')).toSorted((a, b) => b.lots - a.lots);
  const { found } = (await api('/lot-lookup?code=FG2605')) as { found: { lot: { id: string } }[] };
  const over = found[0];
  const certificates = await Promise.all(
    (await list('/certificates?limit=200')).map(async ({ id }) => (await api(`/certificates/${id}`)) as Certificate),
  );
  const [certificate] = certificates
    .filter(({ mediaType, results }) => mediaType === 'application/pdf' && results >= 12)
    .toSorted((a, b) => b.panels.length - a.panels.length || b.results - a.results);
  if (!vendor || !over || !certificate) throw new Error('The samples hold no page worth showing');
  const value = certificate.samples[0]?.results[7]?.id;
  const [product] = (await list(`/products?vendor=${vendor.slug}`)).toSorted((a, b) => b.lots - a.lots);
  const [laboratory] = await list('/laboratories');
  const [first, second] = (await list(`/lots?vendor=${vendor.slug}`)).map(({ id }) => id);
  const pages: Readonly<Record<string, string>> = {
    home: '/',
    search: '/search',
    'search-lot': '/search?q=FG2605',
    results: '/results?filter=analyte:lead%20and%20possibly%20%3E%200.01%20mg/kg',
    vendors: '/vendors',
    vendor: `/vendors/${vendor.slug}`,
    scorecard: `/vendors/${vendor.slug}/scorecard`,
    'vendor-report': `/vendors/${vendor.slug}/report`,
    product: `/products/${product?.slug ?? ''}`,
    lot: `/lots/${over.lot.id}`,
    'lot-report': `/lots/${over.lot.id}/report?profile=rhode_island`,
    certificate: `/certificates/${certificate.id}#r-${value}`,
    laboratories: '/laboratories',
    laboratory: `/laboratories/${laboratory?.slug ?? ''}`,
    substances: '/analytes',
    substance: '/analytes/lead',
    'over-limits': '/contaminants?jurisdiction=US-RI',
    disagreements: '/disagreements',
    rules: '/rules',
    'rule-set': '/rules/ri_21_28_12',
    compare: `/compare?of=lots&id=${first}&id=${second}`,
    check: '/check',
    'check-lot': '/check?lot=FG2605',
    'check-mistyped': '/check?lot=FG26O5',
    submit: '/submit',
    method: '/method',
    glossary: '/glossary',
    api: '/api',
    missing: '/nothing-here',
  };
  return Object.entries(pages).flatMap(([name, path]) => [
    { name, path, width: 1280, height: 900 },
    { name: `${name}-phone`, path, width: 390, height: 844, dark: true },
  ]);
}

async function take(browser: Browser, { name, path, width, height, dark = false }: Screen, folder: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 60 });
  await context.close();
}

const folder = process.argv[2] ?? 'docs/screens';
await mkdir(folder, { recursive: true });
const site = await startSite();
try {
  const browser = await launchChromium();
  for (const screen of await screens(site)) {
    await take(browser, screen, folder);
    console.log(join(folder, `${screen.name}.jpg`));
  }
  await browser.close();
} finally {
  await site.close();
}
