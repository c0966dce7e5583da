/** Real certificates, which are not ours to publish: where the corpus is absent these tests are skipped and say so. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';
import { createReaderPool } from '../../src/ingest/pool.ts';

const corpus = process.env.LEAFPROOF_CORPUS ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const here = existsSync(corpus);
const poppler = ((): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const read = (path: string) => readDocument(readFileSync(join(corpus, path)), path, { crossCheck: true });
const pagesOf = async (path: string): Promise<readonly Page[]> => {
  const { content } = await read(path);
  if (content.kind !== 'pages') throw new Error('no pages');
  return content.pages;
};

(here ? describe : describe.skip)(here ? 'the corpus' : `the corpus (absent: ${corpus})`, () => {
  test('superscripts of a Czech microbiology report are powers', async () => {
    const [page] = await pagesOf('pdf/vscht-green-microbes.pdf');
    expect(page!.words.map(word => word.text)).toContain('1,0.10^3');
  });

  test('a report that only PDFium garbles is read by the other engine', async () => {
    const pages = await pagesOf('unlabelled/cannalysis-mothers-milk.pdf');
    expect(new Set(pages.map(page => page.engine))).toEqual(new Set(['pdfjs']));
    expect(pages.flatMap(page => page.words.map(word => word.text))).toEqual(expect.arrayContaining(['29.21', 'CANNABINOIDS', 'Pass']));
  });

  test('a table stamped over another is reported', async () => {
    expect((await read('unlabelled/ncal-36962-overstamped.pdf')).problems).toEqual([
      expect.objectContaining({ code: 'overlapping-text', severity: 'error' }),
      expect.objectContaining({ code: 'invisible-text', severity: 'warning' }),
    ]);
    expect((await read('unlabelled/ncal-36962.pdf')).problems).toEqual([]);
  });

  test.each([
    ['pdf/balchem-garbled.pdf', 'garbled-text'],
    ['unlabelled/cannalysis-garbled.pdf', 'garbled-text'],
    ['pdf/nadplus-scan.pdf', 'no-text-layer'],
  ])('%s is refused', async (path, reason) => {
    await expect(read(path)).rejects.toMatchObject({ reason });
  });

  test('what is no certificate is refused', async () => {
    const pool = createReaderPool({ size: 1 });
    for (const name of readdirSync(join(corpus, 'negative'))) {
      const outcome = await pool.read({ name, path: join(corpus, 'negative', name) });
      expect([name, outcome.outcome, outcome.reason]).toEqual([
        name,
        'refused',
        expect.stringMatching(/^(?:not-a-certificate|no-text-layer)$/),
      ]);
    }
    await pool.close();
  });

  const agreeing = poppler ? ['acs-fl', 'altitude-mgm15-tablets', 'anresco-flower', 'mcr-ma', 'sc-labs-cherry-punch', 'steep-hill-ma'] : [];
  if (!poppler) test.skip('words against poppler (pdftotext is not installed)', () => undefined);
  for (const name of agreeing) {
    test(`the words of ${name} are where poppler finds them`, async () => {
      const pages = await pagesOf(`pdf/${name}.pdf`);
      const { same, all } = compareWithPoppler(join(corpus, `pdf/${name}.pdf`), pages);
      expect(same / all).toBeGreaterThan(0.985);
    });
  }
});

/** How many of poppler's words stand in ours at the same place, within 1.5 points. */
function compareWithPoppler(path: string, pages: readonly Page[]): { same: number; all: number } {
  const html = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] });
  let [same, all] = [0, 0];
  html
    .split('<page ')
    .slice(1)
    .forEach((page, index) => {
      for (const [, x, yMin, yMax, text] of page.matchAll(
        /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)<\/word>/g,
      )) {
        all++;
        const middle = (Number(yMin) + Number(yMax)) / 2;
        const plain = text!
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&apos;/g, "'")
          .replace(/&amp;/g, '&');
        const found = pages[index]!.words.some(word =>
          word.text === plain.normalize('NFKC') || word.text === plain
            ? Math.abs(word.box[0] - Number(x)) < 1.5 && Math.abs((word.box[1] + word.box[3]) / 2 - middle) < 4
            : false,
        );
        if (found) same++;
      }
    });
  return { same, all };
}
