import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

const ADMIN = 'lp_an-admin-key-that-only-this-test-knows';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let site: Site;
let browser: Browser;
let certificate: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ LEAFPROOF_ADMIN_KEY: ADMIN }), launchChromium()]);
  const { items } = (await site.api('/certificates?limit=200')) as { items: { id: string; results: number; panels: string[] }[] };
  const found = items.filter(item => item.panels.includes('alkaloids')).sort((a, b) => b.results - a.results)[0];
  if (found === undefined) throw new Error('the samples hold certificates with alkaloids');
  certificate = found.id;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${site.url}/review`);
  await page.getByLabel('Key').fill(ADMIN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'What waits for a reviewer' }).waitFor();
}

test('a reviewer signs in, walks the values by keyboard, corrects one, and sees both versions', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${site.url}/review/certificates/${certificate}`);
    const first = await page.locator('#value').textContent();
    await page.keyboard.press('j');
    await page.waitForURL(/at=0-\d+/);
    const second = await page.locator('#value').textContent();
    expect(second).not.toBe(first);
    expect(await page.locator('#chosen .value-box__cell').count()).toBe(1);
    await page.keyboard.press('k');
    await page.waitForFunction(name => document.querySelector('#value')?.textContent === name, first);
    await page.keyboard.press('e');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('value');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('77.7');
    await page.locator('#correct-reason').fill('the page says so');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('says “77.7”');
  } finally {
    await context.close();
  }
}, 120_000);

test('the pages have no violation of WCAG 2.2 AA and no sideways scroll, small and large, light and dark', async () => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const found: string[] = [];
    await page.goto(`${site.url}/review`);
    found.push(...(await complaints(page)));
    await signIn(page);
    for (const path of ['/review', '/review/names', `/review/certificates/${certificate}`]) {
      await page.goto(site.url + path);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      found.push(...(await complaints(page)).map(complaint => `${path} ${complaint}`));
    }
    expect(found).toEqual([]);
  } finally {
    await context.close();
  }
}, 180_000);

async function complaints(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) found.push(`${width}: scrolls ${beyond} px sideways`);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      found.push(...violations.map(({ id, nodes }) => `${width} ${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 160)}`));
    }
  }
  return found;
}
