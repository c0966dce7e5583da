/** Hostile words in certificates, looked at by a real browser: nothing runs, no other host is asked, no page scrolls sideways. */
import type { Browser } from 'playwright-core';
import { hostileSheets, hostileStrings, STRINGS_OF_A_SHEET } from '../documents/hostile-text.ts';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

const KEY = 'an-admin-of-the-hostile-site';
/** 1000 by `npm run soak`. */
const STRINGS = Number(process.env.LEAFPROOF_HOSTILE_STRINGS ?? 4 * STRINGS_OF_A_SHEET);
const WIDTHS = [360, 1440];

let site: Site;
let browser: Browser;
const addresses = new Set<string>();

beforeAll(async () => {
  const settings = { LEAFPROOF_ADMIN_KEY: KEY, LEAFPROOF_SAMPLES: 'off', LEAFPROOF_RATE_LIMIT: '10000', LEAFPROOF_WRITE_LIMIT: '0' };
  [site, browser] = await Promise.all([startSite(settings), launchChromium()]);
  const headers = { Authorization: `Bearer ${KEY}` };
  for (const { name, text } of hostileSheets(hostileStrings(STRINGS))) {
    const body = new FormData();
    body.append('file', new Blob([text]), name);
    const { certificates } = await (await fetch(`${site.url}/api/v1/submissions`, { method: 'POST', headers, body })).json();
    for (const { id } of certificates) {
      addresses.add(`/certificates/${id}`);
      await fetch(`${site.url}/api/v1/review/${id}/accept`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ reason: 'to be seen' }),
      });
    }
  }
  const words = encodeURIComponent(hostileStrings(1)[0] ?? '');
  for (const path of ['/', '/search', `/search?q=${words}`, '/vendors', '/laboratories', `/compare?find=${words}`, `/${words}`])
    addresses.add(path);
  for (const address of [...addresses].filter(path => path.startsWith('/certificates/'))) {
    const html = await (await fetch(site.url + address)).text();
    for (const [, path] of html.matchAll(/href="(\/(?:vendors|products|lots|laboratories)\/[^"/?#]+)"/g)) addresses.add(path ?? '');
  }
}, 1_200_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('there are pages of every kind', () => {
  for (const kind of ['certificates', 'vendors', 'products', 'lots', 'laboratories'])
    expect([kind, [...addresses].some(path => path.startsWith(`/${kind}/`))]).toEqual([kind, true]);
});

test('nothing runs and nothing breaks', async () => {
  const context = await browser.newContext();
  const wrong: string[] = [];
  try {
    await context.addInitScript(() => {
      const found: string[] = [];
      Object.assign(globalThis, { found, hostile: () => found.push('a script ran') });
      document.addEventListener('securitypolicyviolation', event => found.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    let at = '';
    page.on('dialog', dialog => {
      wrong.push(`${at}: a dialog`);
      void dialog.dismiss();
    });
    page.on('request', request => {
      if (!request.url().startsWith(site.url)) wrong.push(`${at}: asks ${request.url()}`);
    });
    for (const address of addresses) {
      at = address;
      await page.setViewportSize({ width: WIDTHS[0] ?? 360, height: 800 });
      await page.goto(site.url + address);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wrong.push(`${address}: ${over} px sideways at ${width}`);
      }
      await page.evaluate(() => {
        for (const element of document.querySelectorAll('details')) element.open = true;
        for (const element of document.querySelectorAll('main a, main td, main h1'))
          element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      });
      wrong.push(...(await page.evaluate(() => (globalThis as unknown as { found: string[] }).found)).map(one => `${address}: ${one}`));
    }
  } finally {
    await context.close();
  }
  expect(wrong).toEqual([]);
}, 3_600_000);
