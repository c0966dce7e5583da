/** Values that other text is printed over, as stamps are: what the page shows there may not be what its text says. */
import type { Reading, ResultReading } from '../coa/reading.ts';
import { firstBelow } from './baselines.ts';
import { common } from './boxes.ts';
import { doubted } from './cross-check.ts';
import type { Content, Page, Word } from './document.ts';
import { covers, isValue } from './overlap.ts';

/** Flags results `printed-over` of which a value, or a limit, has other text over it. */
export function doubtPrintedOver(content: Content, readings: readonly Reading[]): Reading[] {
  if (content.kind !== 'pages') return [...readings];
  const covered = new Map(
    content.pages.flatMap(page => {
      const found = page.engine === 'pdfium' ? coveredValues(page) : [];
      return found.length > 0 ? [[page.number, found] as const] : [];
    }),
  );
  if (covered.size === 0) return [...readings];
  return readings.map(reading => ({ ...reading, results: reading.results.map(result => checked(result, covered)) }));
}

interface Covered {
  readonly value: Word;
  /** Null where larger letters hide a part of the value. */
  readonly by: Word | null;
}

function checked(result: ResultReading, covered: ReadonlyMap<number, readonly Covered[]>): ResultReading {
  const { rowEvidence: row } = result;
  const found = row.kind === 'page' ? covered.get(row.page)?.find(({ value }) => isWithin(value, row.box)) : undefined;
  if (!found) return result;
  const by = found.by ? `“${found.by.text}” is` : 'Letters are';
  return doubted(result, { code: 'printed-over', reason: `${by} printed over “${found.value.text}”` });
}

/** A row may begin or end with a part of another one, so most of the word has to be within. */
function isWithin({ box }: Word, row: Word['box']): boolean {
  const [width, height] = common(box, row);
  return width > 0.8 * (box[2] - box[0]) && height > 0.6 * (box[3] - box[1]);
}

/** In sizes of the value: larger type is a watermark, between whose strokes values are seen. */
const WATERMARK = 3;
/** Part of the smaller of two words that is covered. */
const TOUCHED = 0.15;
/** In degrees: the box of type that is turned further is mostly empty. */
const NEARLY_LEVEL = 12;

function coveredValues({ words, slanted = [] }: Page): Covered[] {
  const over = [...words, ...slanted.filter(({ angle = 0 }) => Math.min(angle, 360 - angle) <= NEARLY_LEVEL)]
    .filter(({ raised, text }) => !raised && /[\p{L}\d]{2}|^\d$/u.test(text))
    .sort((a, b) => a.baseline - b.baseline);
  const tallest = over.reduce((size, { fontSize }) => Math.max(size, fontSize), 0);
  return words
    .filter(word => !word.raised && isValue(word.text))
    .flatMap((value): Covered[] => {
      if (value.overwritten) return [{ value, by: null }];
      const reach = WATERMARK * value.fontSize;
      for (let i = firstBelow(over, value.baseline - value.fontSize); i < over.length; i += 1) {
        const by = over[i]!;
        if (by.baseline - value.baseline > Math.min(tallest, reach)) break;
        if (by !== value && by.fontSize <= reach && !by.text.includes(value.text) && covers(value, by, TOUCHED)) return [{ value, by }];
      }
      return [];
    });
}
