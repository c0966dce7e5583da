/** Three people who have never been here, without JavaScript: a consumer with a bag, a researcher, a regulator. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readDocument } from '../../src/document/read.ts';
import { labelPhoto } from '../documents/label-photo.ts';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchChromium()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  page = await context.newPage();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const main = async () => ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ');
const fetched = async (path: string | null) => (await fetch(new URL(path ?? '', site.url))).text();

describe('a consumer with a bag', () => {
  beforeEach(async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(site.url);
    await page.getByRole('link', { name: 'send a photo of the code on the label' }).click();
  });
  afterAll(() => page.setViewportSize({ width: 1280, height: 900 }));

  test('sends a photo of the label’s QR code and learns what was tested, what is over and what is unknown', async () => {
    const photo = await labelPhoto('https://fern.example/lots?batch=FG2605');
    await page.getByLabel('Photo of the QR code or barcode').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByRole('button', { name: 'Read the code' }).click();
    const text = await main();
    for (const words of ['Lot FG2605 is in the database', 'Is my lot tested?Yes', 'Limit in Rhode Island: under 1.2', 'What is unknown?'])
      expect(text).toContain(words);
    expect(text).toMatch(/No published certificate of this lot shows: [^.]*pesticides/);
    await page.getByRole('link', { name: 'Everything about this lot' }).click();
    expect(await page.locator('h1').textContent()).toContain('FG2605');
    expect(await page.locator('.callout', { hasText: 'by the rules of other places' }).textContent()).toContain(
      'Lead, in Rhode Island: under 1.2',
    );
  });

  test('types the code with a mistake and is led to the nearest lot, not told that it is clean', async () => {
    await page.getByLabel('Lot or batch code').fill('FG26O5');
    await page.getByRole('button', { name: 'Look it up' }).click();
    expect(await main()).toContain('No certificate for this lot here');
    await page.getByRole('list').getByRole('link', { name: 'FG2605' }).click();
    expect(await main()).toContain('Is my lot tested?Yes');
  });

  test('has a certificate from the vendor read, by the rules of a state, and sees first what is over', async () => {
    await page.getByLabel('Certificate file').setInputFiles('samples/na-26-2611.pdf');
    const form = page.locator('form', { has: page.getByLabel('Certificate file') });
    await form.getByLabel('Judge by the rules of').selectOption('Rhode Island');
    await form.getByRole('button', { name: 'Read it' }).click();
    const text = await main();
    for (const words of ['1 result over a limit in this sample', 'Lead: printed “1.463 µg/g”', 'This very file is in the database'])
      expect(text).toContain(words);
    const outcome = await page.locator('#outcome').boundingBox();
    const forms = await page.getByLabel('Lot or batch code').boundingBox();
    expect(outcome!.y).toBeLessThan(forms!.y);
    // names of panels over their cards, not a letter a line
    const caption = await page.locator('caption', { hasText: 'Alkaloids' }).boundingBox();
    expect(caption!.width).toBeGreaterThan(200);
    expect(caption!.height).toBeLessThan(60);
  });
});

test('a researcher narrows a substance, takes its CSV with LOQ, basis and method, and reads statistics with the method named', async () => {
  await page.goto(site.url);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Substances' }).click();
  await page.getByRole('link', { name: 'Lead', exact: true }).click();
  await page.getByLabel('Form').selectOption('powder');
  await page.getByRole('button', { name: 'Narrow' }).click();
  expect(new URL(page.url()).searchParams.get('form')).toBe('powder');
  const statistics = page.locator('.table--statistics');
  for (const method of ['Kaplan–Meier', 'Regression on order statistics', 'Maximum likelihood, lognormal'])
    expect(await statistics.textContent()).toContain(method);
  expect(await main()).toMatch(/comparable results? in mg\/kg/);
  const [header, ...lines] = (await fetched(await page.getByRole('link', { name: 'All of these as CSV' }).getAttribute('href')))
    .trim()
    .split('\r\n');
  const columns = header!.split(',');
  for (const column of ['loq', 'lod', 'basis', 'printed_method', 'lower', 'upper', 'kind']) expect(columns).toContain(column);
  expect(lines.length).toBeGreaterThan(3);
});

describe('a regulator', () => {
  test('comes in three clicks to all lots over Rhode Island’s lead limit reported in 2026, with certificates and as CSV', async () => {
    await page.goto(site.url);
    await page.getByRole('navigation', { name: 'Lots over limits by place' }).getByRole('link', { name: 'Rhode Island' }).click();
    await page.getByRole('navigation', { name: 'Narrow by substance' }).getByRole('link', { name: 'Lead' }).click();
    await page.getByRole('navigation', { name: 'Narrow by year of the report' }).getByRole('link', { name: '2026' }).click();
    const rows = page.getByRole('table').locator('tbody tr');
    expect(await rows.count()).toBe(1);
    const row = await rows.first().textContent();
    for (const words of ['FG2605', 'over', 'Lead', '1.463', 'under 1.2', 'NA-26-2611', '10 May 2026']) expect(row).toContain(words);
    expect(await rows.first().locator('a[href*="/certificates/"][href*="#r-"]').count()).toBe(1);
    const csv = await fetched(await page.getByRole('link', { name: 'This list as CSV' }).getAttribute('href'));
    const [header, ...lines] = csv.trim().split('\r\n');
    expect(header).toContain('certificate,vendor,product,lot');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('ri_21_28_12-06');
  });

  test('finds the filters folded above the list on a phone, and beside it, in sight, on a wide screen', async () => {
    const narrowing = page.getByText('Narrow the list', { exact: true });
    const ofRhodeIsland = page.getByRole('navigation', { name: 'Narrow by rules of' }).getByRole('link', { name: 'Rhode Island' });
    await page.goto(`${site.url}/contaminants`);
    expect(await narrowing.isVisible()).toBe(false);
    expect(await ofRhodeIsland.isVisible()).toBe(true);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await ofRhodeIsland.isVisible()).toBe(false);
    expect((await narrowing.boundingBox())!.y).toBeLessThan((await page.locator('#found').boundingBox())!.y);
    await narrowing.click();
    await ofRhodeIsland.click();
    expect(new URL(page.url()).searchParams.get('jurisdiction')).toBe('US-RI');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('follows the value to its place on the certificate, and the limit to the words it rests on', async () => {
    await page.goto(`${site.url}/contaminants?jurisdiction=US-RI&analyte=lead`);
    await page.getByRole('link', { name: 'under 1.2' }).click();
    expect(new URL(page.url()).hash).toBe('#ri_21_28_12-06');
    expect(await page.locator('[id="ri_21_28_12-06"]').textContent()).toContain('contains a heavy metal that exceeds');
    await page.goBack();
    await page.locator('a[href*="#r-"]').first().click();
    expect(await page.locator('.value-box:target').count()).toBe(1);
  });

  test('has the choice of rules in the address and remembered; a stated serving answers for one lot alone', async () => {
    await page.goto(`${site.url}/contaminants?jurisdiction=US-RI&analyte=lead`);
    await page.getByRole('link', { name: 'FG2605' }).click();
    await page.getByText('Choose other rules').click();
    await page.getByLabel('Rules', { exact: true }).selectOption('rhode_island');
    await page.getByLabel('One serving', { exact: true }).fill('2.4 g');
    await page.getByRole('button', { name: 'Judge', exact: true }).click();
    expect(new URL(page.url()).searchParams.get('profile')).toBe('rhode_island');
    expect(new URL(page.url()).searchParams.get('serving')).toBe('2.4 g');
    expect(await main()).toContain('1 result over a limit in this sample');
    expect(await main()).toContain('The law of 10 May 2026 (day of the report) counts');
  });

  test('prints the lot: a PDF whose every number names its certificate and page, and every rule the days it holds', async () => {
    await page.getByRole('link', { name: 'Report to print' }).click();
    const pdf = await page.pdf({ format: 'A4' });
    if (process.env.KEEP_REPORT) await writeFile(join(process.env.KEEP_REPORT, 'lot-report.pdf'), pdf);
    const { content } = await readDocument(pdf, 'report.pdf', { crossCheck: false });
    if (content.kind !== 'pages') throw new Error('a PDF has pages');
    const pages = content.pages.map(({ words }) => words.map(({ text }) => text).join(' '));
    const text = pages.join(' ');
    const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date());
    for (const words of [
      'Lot FG2605',
      `Made on ${today}`,
      'Results apply to the sample as received by the laboratory.',
      '1 result over a limit in this sample.',
      'NA-26-2611 [1], page 1',
      'effective since 1 April 2026, on 10 May 2026 in force',
      'ri_21_28_12-06',
      'Rhode Island',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/illegal|unsafe|Skip to the content|Search Vendors/);
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, words] of pages.entries()) expect(words).toContain(`Page ${index + 1} of ${pages.length}`);
    for (const { words, width } of content.pages) for (const { box } of words) expect(box[2]).toBeLessThanOrEqual(width);
  });

  test('prints the vendor', async () => {
    await page.goto(`${site.url}/vendors/fictional-fern-trading`);
    expect(await page.locator('.chooser__now').textContent()).not.toContain('2.4 g');
    await page.getByRole('link', { name: 'Report to print' }).click();
    const text = await main();
    for (const words of ['Lots over a limit', 'NA-26-2611 [1], page 1', 'Every published lot', 'effective since 1 April 2026'])
      expect(text).toContain(words);
  });
});
