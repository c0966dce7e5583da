import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

const ADMIN = 'lp_an-admin-key-that-only-this-test-knows';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SHEET = [
  'vendor,product,lot,laboratory,report_number,reported_on,panel,analyte,result,unit',
  'Invented Leaf,Red Powder,IL-1,Invented Laboratory,R-77,2026-02-03,metals,Lead,0.2,mg/kg',
].join('\n');

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ LEAFPROOF_ADMIN_KEY: ADMIN }), launchChromium()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function complaints(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) found.push(`${page.url()} ${width}: scrolls ${beyond} px sideways`);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      found.push(...violations.map(({ id, nodes }) => `${page.url()} ${width} ${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 160)}`));
    }
  }
  return found;
}

test.each([true, false])(
  'a visitor hands a file in, follows it, flags a value, and a reviewer sees it (script: %s)',
  async script => {
    const context = await browser.newContext({ reducedMotion: 'reduce', javaScriptEnabled: script });
    try {
      const page = await context.newPage();
      await page.goto(`${site.url}/check`);
      await page.getByRole('link', { name: 'contribute this file' }).click();
      const buffer = Buffer.from(`${SHEET}${script ? '' : '\n'}`);
      await page.getByLabel('Certificate files').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Hand in' }).click();
      await page.waitForURL(/\/submissions\/[0-9a-f-]{36}$/);
      expect(await page.locator('[aria-current="step"]').textContent()).toBe('Waits for a person');
      const { items } = (await site.api('/certificates?limit=1')) as { items: { id: string }[] };
      await page.goto(`${site.url}/certificates/${items[0]?.id}`);
      await page
        .getByRole('link', { name: /^Flag / })
        .first()
        .click();
      await page.getByLabel('It differs from what the certificate prints').check();
      await page.getByLabel('More about it').fill('Look at the decimal point.');
      await page.getByRole('button', { name: 'Flag it' }).click();
      await page.waitForURL(/\/certificates\//);
      expect(await page.locator('main').textContent()).toContain('under review');
    } finally {
      await context.close();
    }
  },
  120_000,
);

test('the pages have no violation of WCAG 2.2 AA and no sideways scroll, small and large, light and dark', async () => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const found: string[] = [];
    await page.goto(`${site.url}/submit`);
    found.push(...(await complaints(page)));
    await page.getByLabel('Certificate files').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.waitForURL(/\/submissions\//);
    found.push(...(await complaints(page)));
    const { items } = (await site.api('/results?limit=1')) as { items: { id: string }[] };
    const { items: vendors } = (await site.api('/vendors?limit=1')) as { items: { slug: string }[] };
    for (const path of [`/results/${items[0]?.id}/flag`, `/vendors/${vendors[0]?.slug}/reply`]) {
      await page.goto(site.url + path);
      found.push(...(await complaints(page)));
    }
    await page.goto(`${site.url}/review`);
    await page.getByLabel('Key').fill(ADMIN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'What waits for a reviewer' }).waitFor();
    for (const path of ['/review/flags', '/review/replies']) {
      await page.goto(site.url + path);
      found.push(...(await complaints(page)));
    }
    expect(found).toEqual([]);
  } finally {
    await context.close();
  }
}, 240_000);
