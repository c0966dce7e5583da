/** Bars of colour with light type on them, as over the columns of a table, turned into dark type on white. */
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { abs, ceil, max, min } = Math;

/** Pixels. A bar is as high as a line of type at least, and wider than a letter. */
const TILE = 8;
const LEAST_TILES = 10;
/** Lighter paper is paper, however grey. */
const LIGHTEST_BAR = 200;
/** Of one colour. */
const ALIKE = 14;
/** Type stands out from its ground by so much. */
const STANDS_OUT = 40;

interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  tiles: number;
  readonly level: number;
}

/** `grey` itself where there is no such bar. */
export function darkenBars(grey: Grey): Grey {
  const bars = regions(grey).filter(region => isBar(grey, region));
  if (bars.length === 0) return grey;
  const out = { ...grey, data: grey.data.slice() };
  for (const bar of bars) {
    const edges = grown(grey, bar);
    invert(out, edges, bar.level);
    wipeFringe(out, edges);
  }
  return out;
}

/** Areas of tiles with one even ground. */
function regions(grey: Grey): Region[] {
  const columns = ceil(grey.width / TILE);
  const rows = ceil(grey.height / TILE);
  const levels = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) levels[r * columns + c] = groundOf(grey, c * TILE, r * TILE);
  const seen = new Uint8Array(levels.length);
  const found: Region[] = [];
  for (let start = 0; start < levels.length; start++) {
    if (seen[start] || levels[start]! > LIGHTEST_BAR) continue;
    const region = fill(levels, seen, start, columns, rows);
    if (region.tiles >= LEAST_TILES) found.push(region);
  }
  return found;
}

/** The median: type covers less than half of what it stands on. */
function groundOf({ width, height, data }: Grey, left: number, top: number): number {
  const values: number[] = [];
  for (let y = top; y < min(height, top + TILE); y += 2)
    for (let x = left; x < min(width, left + TILE); x++) values.push(data[y * width + x]!);
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

function fill(levels: Uint8Array, seen: Uint8Array, start: number, columns: number, rows: number): Region {
  const level = levels[start]!;
  const region: Region = { left: columns, top: rows, right: 0, bottom: 0, tiles: 0, level };
  const open = [start];
  seen[start] = 1;
  while (open.length > 0) {
    const tile = open.pop()!;
    const [x, y] = [tile % columns, (tile / columns) | 0];
    region.left = min(region.left, x);
    region.right = max(region.right, x + 1);
    region.top = min(region.top, y);
    region.bottom = max(region.bottom, y + 1);
    region.tiles += 1;
    for (const [next, there] of [
      [tile - 1, x > 0],
      [tile + 1, x < columns - 1],
      [tile - columns, y > 0],
      [tile + columns, y < rows - 1],
    ] as const) {
      if (!there || seen[next] || abs(levels[next]! - level) > ALIKE) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  const [left, top, right, bottom] = [region.left, region.top, region.right, region.bottom].map(tiles => tiles * TILE) as [
    number,
    number,
    number,
    number,
  ];
  return { ...region, left, top, right, bottom };
}

/** Nearly a rectangle, with something lighter on it and hardly anything darker. */
function isBar(grey: Grey, region: Region): boolean {
  const { width, height, data } = grey;
  const { left, top, right, bottom, tiles, level } = region;
  const area = ((right - left) * (bottom - top)) / TILE ** 2;
  if (tiles < 0.5 * area || right - left < 3 * TILE || isLetter(region) || !isFramed(grey, region)) return false;
  let [lighter, darker, of] = [0, 0, 0];
  for (let y = top; y < min(height, bottom); y++) {
    for (let x = left; x < min(width, right); x++, of++) {
      const value = data[y * width + x]!;
      if (value > level + STANDS_OUT) lighter++;
      else if (value < level - STANDS_OUT) darker++;
    }
  }
  return lighter > 0.01 * of && lighter < 0.5 * of && darker < 0.15 * lighter;
}

/** Pixels at 300 dpi: as high as the largest heading. */
const HIGHEST_LETTER = 96;

/** The bold `o` of a heading is framed in its own colour; it is hardly wider than high. */
const isLetter = ({ left, top, right, bottom }: Region): boolean => bottom - top < HIGHEST_LETTER && right - left < 1.3 * (bottom - top);

/** Of the ground of a bar, so much of each of its edges; type stands within. Bold letters that touch have paper there, the ground beyond a page has the page. */
const FRAMED = 0.8;

function isFramed({ width, height, data }: Grey, { left, top, right, bottom, level }: Region): boolean {
  const [r, b] = [min(width, right) - 1, min(height, bottom) - 1];
  const share = (from: number, to: number, index: (i: number) => number): number => {
    let count = 0;
    for (let i = from; i <= to; i++) if (data[index(i)]! <= level + STANDS_OUT) count++;
    return count / (to - from + 1);
  };
  // a tile at an edge may be half of paper
  const inset = TILE >> 1;
  return (
    share(left, r, x => (top + inset) * width + x) >= FRAMED &&
    share(left, r, x => (b - inset) * width + x) >= FRAMED &&
    share(top, b, y => y * width + left + inset) >= FRAMED &&
    share(top, b, y => y * width + r - inset) >= FRAMED
  );
}

/** To where the colour ends, which is hardly ever between two tiles. */
function grown({ width, height, data }: Grey, { left, top, right, bottom, level }: Region): Omit<Region, 'tiles' | 'level'> {
  const isOf = (x: number, y: number) => abs(data[y * width + x]! - level) <= STANDS_OUT;
  const share = (of: number, test: (i: number) => boolean): boolean => {
    let count = 0;
    for (let i = 0; i < of; i++) if (test(i)) count++;
    return count > 0.5 * of;
  };
  const [r, b] = [min(width, right), min(height, bottom)];
  const edges = { left, top, right: r, bottom: b };
  for (let i = 0; i < TILE && edges.left > 0 && share(b - top, y => isOf(edges.left - 1, top + y)); i++) edges.left--;
  for (let i = 0; i < TILE && edges.right < width && share(b - top, y => isOf(edges.right, top + y)); i++) edges.right++;
  for (let i = 0; i < TILE && edges.top > 0 && share(r - left, x => isOf(left + x, edges.top - 1)); i++) edges.top--;
  for (let i = 0; i < TILE && edges.bottom < height && share(r - left, x => isOf(left + x, edges.bottom)); i++) edges.bottom++;
  return edges;
}

function invert({ width, data }: Grey, { left, top, right, bottom }: Omit<Region, 'tiles' | 'level'>, level: number): void {
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * width + x;
      data[at] = data[at]! <= level ? 255 : 255 - min(255, ((data[at]! - level) * 255) / (0.9 * (255 - level)));
    }
  }
}

/** Pixels in which the colour of a bar runs into the paper: neither of both, they would frame what stood on it. */
const FRINGE = 3;

function wipeFringe({ width, height, data }: Grey, { left, top, right, bottom }: Omit<Region, 'tiles' | 'level'>): void {
  const [from, to] = [max(0, left - FRINGE), min(width, right + FRINGE)];
  for (let y = max(0, top - FRINGE); y < min(height, bottom + FRINGE); y++) {
    const isEdge = y < top + FRINGE || y >= bottom - FRINGE;
    data.fill(255, y * width + from, y * width + (isEdge ? to : min(to, left + FRINGE)));
    if (!isEdge) data.fill(255, y * width + max(from, right - FRINGE), y * width + to);
  }
}
