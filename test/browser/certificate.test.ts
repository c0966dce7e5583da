import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

interface ApiResult {
  readonly id: string;
  readonly printed: { readonly value: string };
  readonly evidence: { readonly page: number | null; readonly box: readonly [number, number, number, number] | null };
}
interface ApiCertificate {
  readonly id: string;
  readonly mediaType: string;
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly samples: readonly { readonly results: readonly ApiResult[] }[];
}

let site: Site;
let browser: Browser;
let certificates: ApiCertificate[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchChromium()]);
  const list = (await site.api('/certificates?limit=200')) as { items: { id: string }[] };
  const all = await Promise.all(list.items.map(async ({ id }) => (await site.api(`/certificates/${id}`)) as ApiCertificate));
  certificates = all.filter(({ mediaType }) => mediaType === 'application/pdf');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

function resultsOf(certificate: ApiCertificate): ApiResult[] {
  return certificate.samples.flatMap(({ results }) => results).filter(({ evidence }) => evidence.box !== null);
}

function fullest(): ApiCertificate {
  const [first] = [...certificates].sort((a, b) => resultsOf(b).length - resultsOf(a).length);
  if (first === undefined) throw new Error('the samples hold no PDF');
  return first;
}

async function openPage<T>(options: { javaScriptEnabled?: boolean; width?: number }, use: (page: Page) => Promise<T>): Promise<T> {
  const { javaScriptEnabled = true, width = 1440 } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled, reducedMotion: 'reduce' });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

test('every value of every PDF has its box where the evidence says, at any width', async () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const width of [360, 1440]) {
    await openPage({ width }, async page => {
      for (const certificate of certificates.slice(0, 6)) {
        await page.goto(`${site.url}/certificates/${certificate.id}`);
        for (const result of resultsOf(certificate)) {
          compared += 1;
          const off = await distance(page, certificate, result);
          if (off > 3) wrong.push(`${result.printed.value} is ${off.toFixed(1)} points off at ${width}`);
        }
      }
    });
  }
  expect(compared).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
}, 120_000);

/** How far the middle of the drawn box is from the middle of the evidence, in points of the page. */
async function distance(page: Page, certificate: ApiCertificate, { id, evidence }: ApiResult): Promise<number> {
  const { page: number, box } = evidence;
  const size = number === null ? undefined : certificate.pages[number - 1];
  if (box === null || size === undefined) return Number.POSITIVE_INFINITY;
  const cell = await page.locator(`[id="r-${id}"] .value-box__cell`).boundingBox();
  const sheet = await page.locator(`#page-${number} img`).boundingBox();
  if (cell === null || sheet === null) return Number.POSITIVE_INFINITY;
  const x = ((cell.x + cell.width / 2 - sheet.x) / sheet.width) * size.width;
  const y = ((cell.y + cell.height / 2 - sheet.y) / sheet.height) * size.height;
  return Math.hypot(x - (box[0] + box[2]) / 2, y - (box[1] + box[3]) / 2);
}

test('the picture of a page holds ink under the box of a value, and has the shape of the page', async () => {
  const certificate = fullest();
  const result = resultsOf(certificate).find(({ evidence }) => evidence.page === 1);
  if (result?.evidence.box == null) throw new Error('no value on the first page');
  const box = result.evidence.box;
  await openPage({}, async page => {
    await page.goto(`${site.url}/certificates/${certificate.id}`, { waitUntil: 'load' });
    const size = certificate.pages[0];
    const seen = await page.evaluate(
      async ([left, top, right, bottom, width]) => {
        const image = document.querySelector<HTMLImageElement>('#page-1 img');
        if (!image) return null;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        const drawing = canvas.getContext('2d');
        if (!drawing) return null;
        drawing.drawImage(image, 0, 0);
        const scale = image.naturalWidth / width;
        const { data } = drawing.getImageData(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) + (data[i + 1] ?? 255) + (data[i + 2] ?? 255) < 380) dark += 1;
        return { share: dark / (data.length / 4), ratio: image.naturalHeight / image.naturalWidth };
      },
      [...box, size?.width ?? 1] as [number, number, number, number, number],
    );
    expect(seen?.share).toBeGreaterThan(0.03);
    expect(seen?.ratio).toBeCloseTo((size?.height ?? 0) / (size?.width ?? 1), 1);
  });
});

test('without JavaScript a value leads to its box, which lights up, and the box leads back to its row', async () => {
  const certificate = fullest();
  const result = resultsOf(certificate)[0];
  await openPage({ javaScriptEnabled: false }, async page => {
    await page.goto(`${site.url}/certificates/${certificate.id}#r-${result?.id}`);
    const cell = page.locator(`[id="r-${result?.id}"] .value-box__cell`);
    expect(await cell.evaluate(node => getComputedStyle(node).stroke)).toBe('rgb(125, 82, 0)');
    expect(await page.locator(`[id="v-${result?.id}"] a[href="#r-${result?.id}"]`).count()).toBe(1);
    await page.goto(`${site.url}/certificates/${certificate.id}#v-${result?.id}`);
    const before = await page.locator(`[id="v-${result?.id}"]`).evaluate(node => getComputedStyle(node).backgroundColor);
    const other = await page
      .locator(`tr[id^="v-"]:not(:target)`)
      .first()
      .evaluate(node => getComputedStyle(node).backgroundColor);
    expect(before).not.toBe(other);
  });
});

test('with JavaScript the box comes into view in its pane, and its row lights up with it', async () => {
  const certificate = fullest();
  const last = resultsOf(certificate).at(-1);
  await openPage({}, async page => {
    await page.goto(`${site.url}/certificates/${certificate.id}`, { waitUntil: 'load' });
    await page.locator(`[id="v-${last?.id}"] .amount__link`).click();
    await page.waitForFunction(id => document.getElementById(`v-${id}`)?.classList.contains('is-chosen'), last?.id);
    const pane = await page.locator('.viewer__pages').boundingBox();
    const box = await page.locator(`[id="r-${last?.id}"] .value-box__cell`).boundingBox();
    if (pane === null || box === null) throw new Error('the viewer is not on the page');
    expect(box.y).toBeGreaterThanOrEqual(pane.y);
    expect(box.y + box.height).toBeLessThanOrEqual(pane.y + pane.height);
    const row = await page.locator(`[id="v-${last?.id}"]`).boundingBox();
    expect(row?.y).toBeGreaterThan(0);
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThan(900);
  });
});

test('a file that is checked is shown and not stored', async () => {
  const before = ((await site.api('/certificates?limit=200')) as { items: unknown[] }).items.length;
  const original = await fetch(`${site.url}/api/v1/certificates/${fullest().id}/original`);
  const buffer = Buffer.from(await original.arrayBuffer());
  await openPage({ javaScriptEnabled: false, width: 360 }, async page => {
    await page.goto(`${site.url}/check`);
    await page.setInputFiles('#file', { name: 'mine.pdf', mimeType: 'application/pdf', buffer });
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: 'What “mine.pdf” says' }).waitFor();
    expect(await page.locator('.table--certificate tbody tr').count()).toBe(resultsOf(fullest()).length);
    await page.goto(`${site.url}/check`);
    await page.setInputFiles('#file', { name: 'note.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no certificate') });
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: '“note.pdf” could not be read' }).waitFor();
  });
  expect(((await site.api('/certificates?limit=200')) as { items: unknown[] }).items.length).toBe(before);
});
