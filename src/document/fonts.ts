/** Fonts switched within a column of values: a number set in another font than its neighbours may have been put there later. */
import type { ResultReading } from '../coa/reading.ts';
import type { Signal } from '../coa/signal.ts';
import type { Box } from '../coa/transcript.ts';
import type { Page, Word } from './document.ts';

/** Fewer cells are no column to differ from. */
const FEWEST_CELLS = 6;
/** Part of the column that must be set alike; where more differs, switching is the layout's habit. */
const ALIKE = 0.75;
const SIZE_STEP = 0.12;

interface ValueCell {
  readonly name: string;
  readonly text: string;
  readonly box: Box;
  readonly style: string;
  readonly size: number;
}

/** One observation a column, naming the cells that differ. */
export function fontSignals(pages: readonly Page[], results: readonly ResultReading[]): Signal[] {
  return pages
    .filter(({ engine }) => engine !== 'ocr')
    .flatMap(page => columnsOf(cellsOf(page, results)).flatMap(column => oddCells(page.number, column) ?? []));
}

function cellsOf(page: Page, results: readonly ResultReading[]): ValueCell[] {
  return results.flatMap(({ evidence, printed }) => {
    if (evidence.kind !== 'page' || evidence.page !== page.number || evidence.method !== 'text') return [];
    const word = page.words.find(candidate => !candidate.raised && /\d/.test(candidate.text) && isWithin(candidate, evidence.box));
    if (!word?.font) return [];
    return [{ name: printed.name, text: word.text, box: word.box, style: family(word.font), size: word.fontSize }];
  });
}

function isWithin({ box }: Word, [left, top, right, bottom]: Box): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** `ArialMT`, `Arial-BoldMT` and `Arial,Bold` are one family: values in bold are stressed, not changed. */
export function family(font: string): string {
  return font
    .replace(/^[A-Z]{6}\+/, '')
    .replace(
      /[-,_ ]*(?:semi|demi|extra|ultra)?(?:bold|black|heavy|medium|light|regular|book|italic|oblique|ital|obl|bd|it)(?=[-,_ ]|mt|ps|$|[A-Z])/gi,
      '',
    )
    .replace(/(?:ps)?mt$|ps$|-roman$/i, '')
    .replace(/[-,_ ]+$/, '')
    .toLowerCase();
}

/** Cells that share most of their width, left or right edge: the values under one header. */
function columnsOf(cells: readonly ValueCell[]): ValueCell[][] {
  const columns: { box: Box; cells: ValueCell[] }[] = [];
  for (const cell of cells) {
    const column = columns.find(({ box }) => isUnder(cell.box, box));
    if (column) column.cells.push(cell);
    else columns.push({ box: cell.box, cells: [cell] });
  }
  return columns.map(column => column.cells);
}

function isUnder([left, , right]: Box, [otherLeft, , otherRight]: Box): boolean {
  const shared = Math.min(right, otherRight) - Math.max(left, otherLeft);
  return shared > 0.5 * Math.min(right - left, otherRight - otherLeft);
}

function oddCells(page: number, cells: readonly ValueCell[]): Signal | null {
  if (cells.length < FEWEST_CELLS) return null;
  const style = mostOf(cells.map(cell => cell.style));
  const size = median(cells.filter(cell => cell.style === style).map(cell => cell.size));
  const odd = cells.filter(cell => cell.style !== style || Math.abs(cell.size - size) > SIZE_STEP * size);
  const [first] = odd;
  if (!first || odd.length > (1 - ALIKE) * cells.length) return null;
  const named = odd.slice(0, 4).map(cell => `${cell.name} ${cell.text}`);
  const more = odd.length > named.length ? ` and ${odd.length - named.length} more` : '';
  return {
    kind: 'fonts',
    outcome: 'inconclusive',
    detail: `On page ${page}, ${odd.length} of ${cells.length} values of one column are set in another font or size than the others (${named.join('; ')}${more}). Filled-in forms and corrected reports look like this too.`,
    facts: { page, usual: { font: style, size }, cells: odd.map(({ name, text, style, size }) => ({ name, text, font: style, size })) },
    evidence: { kind: 'page', page, box: first.box, text: first.text, method: 'text' },
  };
}

function mostOf(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, value => value)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]![0];
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
