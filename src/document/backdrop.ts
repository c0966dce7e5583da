/** What a photographed sheet lies on, and the lid behind a scanned one: told from the paper, and given its light. */
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { abs, ceil, floor, max, min } = Math;

/** Pixels of one side of the squares whose ground is looked at. */
const TILE = 16;
/** By which the ground changes at most over three squares of one sheet, in whatever light. */
const EVEN = 24;
/** Squares into which the edge of a sheet reaches, on one side of where its ground ends. */
const EDGE = 3;
/** The sheet takes up this part of the picture at least. */
const SHEET = 0.3;
/** By which a backdrop is darker than the paper beside it. */
const DARKER = 30;
/** Part of a banner printed up to the edge that is type on it. */
const PRINTED = 0.01;
const STANDS_OUT = 40;

interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly grounds: Uint8Array;
}

/** `grey` itself where the sheet fills the picture. */
export function withoutBackdrop(grey: Grey): Grey {
  const tiles = tilesOf(grey);
  const areas = areasOf(tiles);
  const sheet = areas.reduce((most, area) => (area.length > most.length ? area : most), []);
  if (sheet.length < SHEET * tiles.grounds.length) return grey;
  const paper = nearestPaper(tiles, sheet);
  const gone = areas.filter(area => area !== sheet && reachesEdge(area, tiles) && isBare(grey, tiles, area, paper)).flat();
  if (gone.length === 0) return grey;
  const out = { ...grey, data: grey.data.slice() };
  for (const tile of gone) fill(out, tiles, tile, paper[tile]!, 255);
  for (const tile of edgesOf(gone, tiles)) fill(out, tiles, tile, paper[tile]!, paper[tile]! - DARKER);
  return out;
}

/** Left, top, right and bottom of a square, in pixels. */
function squareOf({ width, height }: Pick<Grey, 'width' | 'height'>, columns: number, tile: number): [number, number, number, number] {
  const [left, top] = [(tile % columns) * TILE, floor(tile / columns) * TILE];
  return [left, top, min(width, left + TILE), min(height, top + TILE)];
}

function tilesOf({ width, height, data }: Grey): Tiles {
  const [columns, rows] = [ceil(width / TILE), ceil(height / TILE)];
  const grounds = new Uint8Array(columns * rows);
  const counts = new Uint16Array(256);
  for (let tile = 0; tile < grounds.length; tile++) {
    counts.fill(0);
    const [left, top, right, bottom] = squareOf({ width, height }, columns, tile);
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) counts[data[y * width + x]!]!++;
    // type covers less than half of what it stands on
    let [level, darker] = [0, counts[0]!];
    while (darker <= ((right - left) * (bottom - top)) / 2) darker += counts[++level]!;
    grounds[tile] = level;
  }
  return { columns, rows, grounds };
}

/** The squares over which the ground changes little by little, area by area; those at an edge belong to none. */
function areasOf(tiles: Tiles): number[][] {
  const { grounds } = tiles;
  const isEdge = (_: number, tile: number): number => {
    const levels = beside(tile, tiles).map(next => grounds[next]!);
    return max(...levels) - min(...levels) > EVEN ? 1 : 0;
  };
  const seen = grounds.map(isEdge);
  const areas: number[][] = [];
  for (let start = 0; start < grounds.length; start++) {
    if (seen[start]) continue;
    const area = [start];
    seen[start] = 1;
    for (const tile of area) {
      for (const next of beside(tile, tiles)) {
        if (seen[next] || abs(grounds[next]! - grounds[tile]!) > EVEN) continue;
        seen[next] = 1;
        area.push(next);
      }
    }
    areas.push(area);
  }
  return areas;
}

/** The light of the sheet where it lies nearest to each square; its edge does not count. */
function nearestPaper(tiles: Tiles, sheet: readonly number[]): Uint8Array {
  const { grounds } = tiles;
  const ofSheet = new Set(sheet);
  const inner = sheet.filter(tile => beside(tile, tiles).every(next => ofSheet.has(next)));
  const light = new Uint8Array(grounds.length);
  for (const tile of inner) light[tile] = max(1, grounds[tile]!);
  const near = [...inner];
  for (const tile of near) {
    for (const next of beside(tile, tiles)) {
      if (light[next]) continue;
      light[next] = light[tile]!;
      near.push(next);
    }
  }
  return light;
}

/** The squares beside `area`, some of which are paper in part. */
function edgesOf(area: readonly number[], tiles: Tiles): Set<number> {
  const found = new Set<number>();
  const inside = new Set(area);
  let outermost: readonly number[] = area;
  for (let i = 0; i < EDGE; i++) {
    outermost = [...new Set(outermost.flatMap(tile => beside(tile, tiles)))].filter(tile => !inside.has(tile) && !found.has(tile));
    for (const tile of outermost) found.add(tile);
  }
  return found;
}

/** Above, below, left and right. */
function beside(tile: number, { columns, grounds }: Tiles): number[] {
  const x = tile % columns;
  const found = [tile - columns, tile + columns].filter(next => next >= 0 && next < grounds.length);
  if (x > 0) found.push(tile - 1);
  if (x < columns - 1) found.push(tile + 1);
  return found;
}

const reachesEdge = (area: readonly number[], { columns, rows }: Tiles): boolean =>
  area.some(tile => tile < columns || tile >= (rows - 1) * columns || tile % columns === 0 || tile % columns === columns - 1);

/** Darker than the paper beside it, with nothing printed on it. */
function isBare({ width, height, data }: Grey, { columns, grounds }: Tiles, area: readonly number[], paper: Uint8Array): boolean {
  if (area.some(tile => grounds[tile]! > paper[tile]! - DARKER)) return false;
  let [printed, of] = [0, 0];
  for (const tile of area) {
    const [left, top, right, bottom] = squareOf({ width, height }, columns, tile);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++, of++) if (data[y * width + x]! > grounds[tile]! + STANDS_OUT) printed++;
    }
  }
  return printed < PRINTED * of;
}

/** Gives what is no lighter than `below` in one square the light of paper. */
function fill({ width, height, data }: Grey, { columns }: Tiles, tile: number, light: number, below: number): void {
  const [left, top, right, bottom] = squareOf({ width, height }, columns, tile);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (data[y * width + x]! <= below) data[y * width + x] = light;
  }
}
