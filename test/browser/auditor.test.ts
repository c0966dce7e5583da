/** The path of a regulator who has never been here, without JavaScript: from the first page to a list and its certificates. */
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchChromium()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  page = await context.newPage();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('three clicks lead to all lots over Rhode Island’s lead limit reported in 2026, with certificates and as CSV', async () => {
  await page.goto(site.url);
  await page.getByRole('navigation', { name: 'Lots over limits by place' }).getByRole('link', { name: 'Rhode Island' }).click();
  await page.getByRole('navigation', { name: 'Narrow by substance' }).getByRole('link', { name: 'Lead' }).click();
  await page.getByRole('navigation', { name: 'Narrow by year of the report' }).getByRole('link', { name: '2026' }).click();
  const rows = page.getByRole('table').locator('tbody tr');
  expect(await rows.count()).toBe(1);
  const row = await rows.first().textContent();
  for (const words of ['FG2605', 'over', 'Lead', '1.463', 'under 1.2', 'NA-26-2611', '10 May 2026']) expect(row).toContain(words);
  expect(await rows.first().locator('a[href*="/certificates/"][href*="#r-"]').count()).toBe(1);
  const address = await page.getByRole('link', { name: 'This list as CSV' }).getAttribute('href');
  const csv = await (await fetch(new URL(address ?? '', site.url))).text();
  const [header, ...lines] = csv.trim().split('\r\n');
  expect(header).toContain('certificate,vendor,product,lot');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('ri_21_28_12-06');
}, 60_000);

test('the value leads to its place on the certificate, and the limit to the words it rests on', async () => {
  await page.goto(`${site.url}/contaminants?jurisdiction=US-RI&analyte=lead`);
  await page.getByRole('link', { name: 'under 1.2' }).click();
  expect(new URL(page.url()).hash).toBe('#ri_21_28_12-06');
  expect(await page.locator('[id="ri_21_28_12-06"]').textContent()).toContain('contains a heavy metal that exceeds');
  await page.goBack();
  await page.locator('a[href*="#r-"]').first().click();
  expect(await page.locator('.value-box:target').count()).toBe(1);
}, 60_000);

test('a choice is in the address and remembered; a stated serving answers for one lot alone', async () => {
  await page.goto(`${site.url}/contaminants?jurisdiction=US-RI&analyte=lead`);
  await page.getByRole('link', { name: 'FG2605' }).click();
  await page.getByText('Choose other rules').click();
  await page.getByLabel('Rules', { exact: true }).selectOption('rhode_island');
  await page.getByLabel('One serving', { exact: true }).fill('2.4 g');
  await page.getByRole('button', { name: 'Judge', exact: true }).click();
  expect(new URL(page.url()).searchParams.get('profile')).toBe('rhode_island');
  expect(new URL(page.url()).searchParams.get('serving')).toBe('2.4 g');
  expect(await page.locator('main').textContent()).toContain('1 result over a limit in this sample');
  await page.goto(`${site.url}/vendors/fictional-fern-trading`);
  const chooser = await page.locator('.chooser__now').textContent();
  expect(chooser).toContain('Rhode Island');
  expect(chooser).not.toContain('2.4 g');
}, 60_000);
