/** The second PDF engine: pdf.js in the copy that pdf-parse brings, loaded only when it is asked for. */
import type { Page } from './document.ts';
import './text-only.ts';
import { directWorker, loadWorker } from './pdfjs-worker.ts';
import type { Run } from './runs.ts';
import type { Turn } from './upright.ts';
import { assembleWords } from './words.ts';

const OPTIONS = {
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  stopAtErrors: false,
  password: '',
  verbosity: 0,
} as const;

/** Its modules, which take longer to load than a page to read. */
export async function loadPdfjs(): Promise<void> {
  await Promise.all([import('pdf-parse'), loadWorker()]);
}

/** Plain text of each page as pdf-parse gives it. */
export async function secondTexts(bytes: Uint8Array): Promise<string[]> {
  const { PDFParse } = await import('pdf-parse');
  const worker = await directWorker();
  // pdf.js takes its buffer over.
  const parser = new PDFParse({ ...OPTIONS, worker, data: new Uint8Array(bytes) });
  try {
    const { pages } = await parser.getText({ pageJoiner: '', cellThreshold: 3 });
    const texts: string[] = [];
    for (const page of pages) texts[page.num - 1] = page.text;
    return texts;
  } finally {
    await parser.destroy();
    worker.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
  readonly fontName: string;
}

/** Pages of positioned words by pdf.js, turned as is said. It places whole strings, so that the words within one are placed by the usual widths of their letters. */
export async function readPagesByPdfjs(bytes: Uint8Array, turns: readonly Turn[] = []): Promise<Page[]> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = pdfjs.getDocument({ ...OPTIONS, data: new Uint8Array(bytes) });
  try {
    const document = await task.promise;
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1, rotation: page.rotate + 90 * (turns[number - 1] ?? 0) });
      const { items } = await page.getTextContent({ disableNormalization: true });
      const runs = items.flatMap((item, index) =>
        'str' in item ? toRuns(item, pdfjs.Util.transform(viewport.transform, item.transform), index * 1000) : [],
      );
      pages.push({ number, width: viewport.width, height: viewport.height, ...assembleWords(runs), rules: [], engine: 'pdfjs' });
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

function toRuns(item: TextItem, matrix: readonly number[], order: number): Run[] {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = matrix;
  const size = Math.hypot(c, d);
  const angle = ((Math.round((Math.atan2(-b, a) * 180) / Math.PI) % 360) + 360) % 360;
  const ends = shares(item.str);
  return [...item.str.matchAll(/\S+/gu)].map((match, index) => {
    const end = match.index + match[0].length;
    return {
      text: spell(match[0]),
      left: x + item.width * (ends[match.index - 1] ?? 0),
      right: x + item.width * (ends[end - 1] ?? 1),
      top: y - 0.8 * size,
      bottom: y + 0.2 * size,
      baseline: y,
      size,
      bold: /bold/i.test(item.fontName),
      font: item.fontName,
      angle,
      invisible: false,
      spaceBefore: match.index > 0,
      spaceAfter: end < item.str.length,
      raised: false,
      order: order + index,
    };
  });
}

/** Where each character of the string ends, as a part of its width. */
function shares(text: string): number[] {
  const widths = [...text].flatMap(char => Array<number>(char.length).fill(usualWidth(char) / char.length));
  const total = widths.reduce((sum, width) => sum + width, 0) || 1;
  let end = 0;
  return widths.map(width => {
    end += width;
    return end / total;
  });
}

/** In parts of the type size, as in most sans-serif fonts. */
function usualWidth(char: string): number {
  if (/[\sijl.,:;|'!I]/u.test(char)) return 0.27;
  if (/[ftr()[\]/-]/u.test(char)) return 0.32;
  if (/[mwMW%@]/u.test(char)) return 0.84;
  return /\p{Lu}/u.test(char) ? 0.68 : 0.55;
}

function spell(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06]/gu, ligature => ligature.normalize('NFKC'))
    .replaceAll('\u00ad', '-')
    .replace(/[\p{Cc}\p{Co}]/gu, '\ufffd');
}
