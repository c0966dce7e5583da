import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Site, startSite } from './site.ts';

const WIDTHS = [360, 768, 1440];
/**
 * LEAFPROOF_PAGES=whole (`npm run soak`) looks for violations at every width and in both schemes; otherwise where they are likeliest, at the
 * narrowest, and in the dark on every third kind of page, which all colours of the others stand on as well.
 */
const WHOLE = process.env.LEAFPROOF_PAGES === 'whole';
const SCHEMES = ['light', 'dark'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Sum of layout shifts; 0.1 still counts as good (web.dev/cls). */
const MOST_SHIFT = 0.05;

let site: Site;
let browser: Browser;
/** Every kind of page with an address on it, from the sample data. */
let addresses: Record<string, string>;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchChromium()]);
  addresses = await findAddresses(site);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const KINDS = [
  'home',
  'search',
  'search with words',
  'search with a range',
  'search without result',
  'results',
  'results asked for',
  'results counted',
  'results by amount',
  'vendors',
  'vendor',
  'scorecard',
  'vendor report',
  'product',
  'compare',
  'laboratories compared',
  'lot',
  'lot report',
  'certificate of a PDF',
  'certificate of a sheet',
  'versions of a certificate',
  'certificate of an amended report',
  'two reports compared',
  'laboratories',
  'laboratory',
  'analytes',
  'analyte',
  'lots over limits',
  'lots left open',
  'rules',
  'rule set',
  'verdicts that differ',
  'recalls',
  'recall',
  'lot with a recall',
  'lot by another law',
  'check',
  'check of a lot',
  'check of a mistyped lot',
  'check of many lots',
  'submit',
  'method',
  'glossary',
  'api',
  'request of the api',
  'nothing here',
];

/** Pages of one thing, which is invented here and says so. */
const OF_SAMPLES: ReadonlySet<string> = new Set([
  ...[
    'vendor',
    'scorecard',
    'vendor report',
    'product',
    'lot',
    'lot report',
    'laboratory',
    'certificate of a PDF',
    'certificate of a sheet',
  ],
  ...['versions of a certificate', 'certificate of an amended report', 'two reports compared'],
]);

describe.each(KINDS)('%s', kind => {
  test('has no violation of WCAG 2.2 AA, no sideways scroll and no error, at every width and in both schemes', async () => {
    const dark = WHOLE || KINDS.indexOf(kind) % 3 === 0;
    expect(await look(site.url + addresses[kind], { status: kind === 'nothing here' ? 404 : 200, dark })).toEqual([]);
  }, 120_000);

  test('is whole without JavaScript', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto(site.url + addresses[kind]);
      expect(await page.locator('h1').count()).toBe(1);
      expect((await page.locator('main').textContent())?.length).toBeGreaterThan(60);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('meta[name=description]').getAttribute('content')).toBeTruthy();
      if (OF_SAMPLES.has(kind)) expect(await page.locator('body').textContent()).toContain('Sample data.');
    } finally {
      await context.close();
    }
  });

  test('weighs at most 100 kB without pictures of certificates', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    try {
      const page = await context.newPage();
      const weight = await weigh(page, site.url + addresses[kind]);
      expect(weight).toBeGreaterThan(5_000);
      expect(weight).toBeLessThanOrEqual(100_000);
    } finally {
      await context.close();
    }
  });
});

/** What is wrong with a page, at every width and in both schemes. */
async function look(address: string, { status, dark }: { readonly status: number; readonly dark: boolean }): Promise<string[]> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 900 });
    await page.addInitScript(watchShifts);
    const found = collectErrors(page, status);
    const answer = await page.goto(address, { waitUntil: 'load' });
    if (answer?.status() !== status) found.push(`status ${answer?.status()}`);
    found.push(...(await shifts(page)));
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const narrow = width === 360 && (dark || colorScheme === 'light');
        const complaints = [...(await sideways(page)), ...(WHOLE || narrow ? await violations(page, colorScheme) : [])];
        found.push(...complaints.map(complaint => `${width} ${colorScheme}: ${complaint}`));
      }
    }
    return found;
  } finally {
    await context.close();
  }
}

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

/** Runs in the page, before anything of it. */
function watchShifts(): void {
  window.shifts = [];
  new PerformanceObserver(list => {
    window.shifts.push(...(list.getEntries() as Shift[]));
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What moved while the page came, fonts and pictures with it, on a screen where lines break most. */
async function shifts(page: Page): Promise<string[]> {
  const { sum, moved } = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise(resolve => setTimeout(resolve, 100));
    const nodes = window.shifts.flatMap(({ sources }) => sources.map(({ node }) => node?.parentElement?.className || node?.nodeName));
    return { sum: window.shifts.reduce((total, { value }) => total + value, 0), moved: nodes.join(' ') };
  });
  return sum < MOST_SHIFT ? [] : [`layout shifts by ${sum.toFixed(3)}: ${moved}`];
}

async function sideways(page: Page): Promise<string[]> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return beyond > 0 ? [`scrolls ${beyond} px sideways`] : [];
}

/** Targets of at least 24 × 24 px, or spaced so, are among the rules. Dark differs from light in its colours alone, so there only they are looked at again. */
async function violations(page: Page, colorScheme: (typeof SCHEMES)[number]): Promise<string[]> {
  // no page has frames: they would be gathered in a further page each time; and what passes need not be listed place by place
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const light = colorScheme === 'light';
  const { violations, passes } = await (light ? axe.withTags(TAGS) : axe.withRules(['color-contrast'])).analyze();
  const sized = !light || [...violations, ...passes].some(({ id }) => id === 'target-size');
  return [
    ...(sized ? [] : ['the size of targets was not looked at']),
    ...violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(node => node.html.slice(0, 160))
          .join(' | ')}`,
    ),
  ];
}

/** Whatever the browser complains of; that a missing page is missing is no complaint. */
function collectErrors(page: Page, status: number): string[] {
  const errors: string[] = [];
  page.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (status === 404 && message.text().includes('404')) return;
    errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => errors.push(`error: ${error.message}`));
  return errors;
}

async function weigh(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const pictures = new Set<string>();
  let weight = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/\/pages\/\d+\.jpg/.test(response.url)) pictures.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!pictures.has(requestId)) weight += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  return weight;
}

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly slug: string;
    readonly lots: unknown;
    readonly results: number;
    readonly code: string;
  }[];
}

interface ApiCertificate {
  readonly id: string;
  readonly mediaType: string;
  readonly results: number;
  readonly amendedBy: readonly { readonly id: string }[];
}

async function findAddresses({ api }: Site): Promise<Record<string, string>> {
  const list = async (path: string) => (await api(path)) as Listed;
  const [vendors, products, lots, laboratories, certificates] = await Promise.all(
    ['/vendors', '/products', '/lots', '/laboratories', '/certificates?limit=200'].map(list),
  );
  const details = await Promise.all(
    (certificates?.items ?? []).map(async ({ id }) => (await api(`/certificates/${id}`)) as ApiCertificate),
  );
  const longest = details.filter(({ mediaType }) => mediaType === 'application/pdf').sort((a, b) => b.results - a.results)[0];
  const amended = details.find(({ amendedBy }) => amendedBy.length > 0);
  const sheet = details.find(({ mediaType }) => mediaType !== 'application/pdf');
  const lot = lots?.items[0];
  return {
    home: '/',
    search: '/search',
    results: '/results',
    'results asked for': '/results?filter=analyte:lead%20and%20possibly%20%3E%200.01%20mg/kg',
    'results counted': '/results?by=laboratory',
    'results by amount': '/results?filter=analyte:lead&order=highest',
    'search with words': `/search?q=${encodeURIComponent(lot?.code ?? '')}`,
    'search with a range': '/search?analyte=lead&min=0.01&range=possibly',
    'search without result': '/search?q=zzzzqqqq',
    vendors: '/vendors',
    vendor: `/vendors/${vendors?.items[0]?.slug}`,
    scorecard: `/vendors/${vendors?.items[0]?.slug}/scorecard`,
    'vendor report': `/vendors/${vendors?.items[0]?.slug}/report`,
    product: `/products/${products?.items[0]?.slug}`,
    compare: `/compare?of=vendors&${vendors?.items
      .slice(0, 3)
      .map(({ slug }) => `id=${slug}`)
      .join('&')}`,
    'laboratories compared': `/compare?of=laboratories&${laboratories?.items
      .slice(0, 3)
      .map(({ slug }) => `id=${slug}`)
      .join('&')}`,
    lot: `/lots/${lot?.id}`,
    'lot report': `/lots/${lot?.id}/report`,
    'missing of a lot': `/lots/${lot?.id}/missing`,
    'certificate of a PDF': `/certificates/${longest?.id}`,
    'certificate of a sheet': `/certificates/${sheet?.id}`,
    'versions of a certificate': `/certificates/${longest?.id}/versions`,
    'certificate of an amended report': `/certificates/${amended?.id}`,
    'two reports compared': `/certificates/${amended?.id}/diff/${amended?.amendedBy[0]?.id}`,
    laboratories: '/laboratories',
    laboratory: `/laboratories/${laboratories?.items[0]?.slug}`,
    analytes: '/analytes',
    analyte: '/analytes/mitragynine',
    'lots over limits': '/contaminants',
    'lots left open': '/contaminants?verdict=undecidable&standing=any',
    rules: '/rules',
    'rule set': '/rules/ri_21_28_12',
    'verdicts that differ': '/disagreements',
    recalls: '/recalls',
    recall: '/recalls/ZZ-0001-2025',
    'lot with a recall': `/lots/${(await list('/search?q=FF2411'))?.items[0]?.id}`,
    'lot by another law': `/lots/${lot?.id}?profile=strictest&date=2026-10-01&serving=2.4+g`,
    check: '/check',
    'check of a lot': '/check?lot=FG2605',
    'check of a mistyped lot': '/check?lot=FG26O5',
    'check of many lots': '/check?lots=FG2605%0AFF2411%0AIVL-1025%0AQQ-77%0AFG26O5%0ANA-25-2174',
    submit: '/submit',
    method: '/method',
    glossary: '/glossary',
    api: '/api',
    'request of the api': '/api/listResults',
    'nothing here': '/vendors/nobody-of-that-name',
  };
}
