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
/** So much of a bar is of its colour; pale letters that run into one another are of all shades. */
const EVEN = 0.4;
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
    const paper = paperAround(grey, edges);
    invert(out, edges, bar.level, paper);
    wipeFringe(out, edges, paper);
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
  if (tiles < 0.5 * area || right - left < 3 * TILE || isLetter(region) || isLow(region) || !isFramed(grey, region)) return false;
  let [lighter, darker, even, of] = [0, 0, 0, 0];
  for (let y = top; y < min(height, bottom); y++) {
    for (let x = left; x < min(width, right); x++, of++) {
      const value = data[y * width + x]!;
      if (abs(value - level) <= ALIKE) even++;
      if (value > level + STANDS_OUT) lighter++;
      else if (value < level - STANDS_OUT) darker++;
    }
  }
  return even > EVEN * of && lighter > 0.01 * of && lighter < 0.5 * of && darker < 0.15 * lighter;
}

/** Pixels at 300 dpi: as high as the largest heading. */
const HIGHEST_LETTER = 96;

/** The bold `o` of a heading is framed in its own colour; it is hardly wider than high. */
const isLetter = ({ left, top, right, bottom }: Region): boolean => bottom - top < HIGHEST_LETTER && right - left < 1.3 * (bottom - top);

/** Pale letters of a label run into one another: no type stands on what is as low as they are. */
const isLow = ({ left, top, right, bottom }: Region): boolean =>
  bottom - top <= 2 * TILE || (bottom - top < 4 * TILE && right - left < 4 * (bottom - top));

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
function grown({ width, height, data }: Grey, { left, top, right, bottom, level }: Region): Edges {
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

type Edges = Omit<Region, 'tiles' | 'level'>;

/** Pixels: of parts of a bar that are lit alike, and of what is looked at above and below it. */
const PART = 64;
const AROUND = 24;

/** The light of the paper above and below each part of a bar: whiter than that, it would throw a shadow once the light is evened out. */
function paperAround({ width, height, data }: Grey, { left, top, right, bottom }: Edges): (x: number) => number {
  const parts: number[] = [];
  for (let from = left; from < right; from += PART) {
    const values: number[] = [];
    for (let off = FRINGE + 1; off <= AROUND; off += 2) {
      for (const y of [top - off, bottom + off])
        if (y >= 0 && y < height) for (let x = from; x < min(width, from + PART); x += 2) values.push(data[y * width + x]!);
    }
    const light = values.sort((a, b) => a - b)[Math.floor(0.85 * values.length)] ?? 255;
    parts.push(light < LIGHTEST_BAR / 2 ? 255 : light);
  }
  return x => parts[max(0, min(parts.length - 1, Math.floor((x - left) / PART)))] ?? 255;
}

function invert({ width, data }: Grey, { left, top, right, bottom }: Edges, level: number, paper: (x: number) => number): void {
  for (let x = left; x < right; x++) {
    const light = paper(x);
    for (let y = top; y < bottom; y++) {
      const at = y * width + x;
      data[at] = data[at]! <= level ? light : light * (1 - min(1, (data[at]! - level) / (0.9 * (255 - level))));
    }
  }
}

/** Pixels in which the colour of a bar runs into the paper: neither of both, they would frame what stood on it. */
const FRINGE = 3;

function wipeFringe({ width, height, data }: Grey, { left, top, right, bottom }: Edges, paper: (x: number) => number): void {
  for (let x = max(0, left - FRINGE); x < min(width, right + FRINGE); x++) {
    const isEdge = x < left + FRINGE || x >= right - FRINGE;
    for (let y = max(0, top - FRINGE); y < min(height, bottom + FRINGE); y++)
      if (isEdge || y < top + FRINGE || y >= bottom - FRINGE) data[y * width + x] = paper(x);
  }
}
