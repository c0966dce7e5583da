/** Dirt, and what black-and-white scanning left of thin rules: dots too far from any letter to be a point of one, taken out of the picture. */
import { type Grey, wipe } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { abs, ceil, floor, max, min } = Math;

const INK = 150;
/** Pixels of one side at 300 dpi: no full stop of ordinary type is larger, no letter lower. */
const DOT = 8;
const LETTER = 12;
/** Nearer to a letter than this, a dot may be its point or accent: beside it, above or below it. */
const BESIDE = 16;
const ABOVE = 12;
/** A piece of a rule: as long as that, and as thin. */
const PIECE = { long: 60, thin: 5 } as const;
/** So many dots or pieces within a band of so many pixels, that far from one to the next at most, are a rule. */
const LEAST_PIECES = 8;
const BAND = 4;
const APART = 90;
const FREE = 0.3;
/** Pixels from a decimal point to its figures, at most. */
const TIGHT = 10;
const FRINGE = 2;
/** What pale letters fall into: pieces above and below one another as well as side by side. */
const SHAPE = 16;
const LEAST_SHAPE = 2;

interface Blob {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** To so many letters, so many dots: fewer mislead no one. */
const DIRTY = 0.35;

/** Erases the dots in `grey` where there are many, and returns how many there were. */
export function takeSpecks(grey: Grey): number {
  const blobs = blobsOf(grey);
  const type = blobs.filter(blob => heightOf(blob) >= LETTER && !isPiece(blob));
  const letters = gridOf(type, grey);
  const pieces = blobs.filter(blob => isDot(blob) || isPiece(blob));
  const alone = new Set(pieces.filter(blob => !letters.near(blob, BESIDE, ABOVE)));
  const shapes = gridOf(pieces, grey);
  const strokes = new Set(pieces.filter(blob => shapes.around(blob, SHAPE, BAND) >= LEAST_SHAPE));
  if (alone.size < DIRTY * type.length) return 0;
  const isPoint = (blob: Blob): boolean => !alone.has(blob) && letters.between(blob, TIGHT);
  // between two rows of cells, and not right above or below a letter, stands no point and no accent
  const isFree = (blob: Blob): boolean => !letters.near(blob, BESIDE, 0) && !letters.near(blob, BAND, ABOVE);
  const rules = rulesOf(
    pieces.filter(blob => !isPoint(blob) && !strokes.has(blob)),
    new Set(pieces.filter(isFree)),
  );
  for (const blob of alone) if (isDot(blob) && !strokes.has(blob)) wipe(grey, blob, FRINGE);
  for (const blob of rules) wipe(grey, blob, alone.has(blob) ? FRINGE : 0);
  return alone.size;
}

const widthOf = ({ left, right }: Blob): number => right - left + 1;
const heightOf = ({ top, bottom }: Blob): number => bottom - top + 1;
const middleOf = ({ left, top, right, bottom }: Blob): readonly [number, number] => [(left + right) / 2, (top + bottom) / 2];
const isDot = (blob: Blob): boolean => max(widthOf(blob), heightOf(blob)) <= DOT;
const isPiece = (blob: Blob): boolean =>
  max(widthOf(blob), heightOf(blob)) <= PIECE.long && min(widthOf(blob), heightOf(blob)) <= PIECE.thin;

/** Pieces that lie in one row or column with many others, so many of them away from any letter that they are no points of a line of type. */
function rulesOf(pieces: readonly Blob[], free: ReadonlySet<Blob>): Blob[] {
  const across = chains(pieces, blob => [floor((blob.top + blob.bottom) / 2 / BAND), blob.left, blob.right]);
  const down = chains(pieces, blob => [floor((blob.left + blob.right) / 2 / BAND), blob.top, blob.bottom]);
  return [...across, ...down].filter(chain => chain.filter(blob => free.has(blob)).length >= FREE * chain.length).flat();
}

function chains(pieces: readonly Blob[], place: (blob: Blob) => readonly [number, number, number]): Blob[][] {
  const bands = Map.groupBy(pieces, blob => place(blob)[0]);
  return [...bands.keys()].flatMap(band => {
    const near = [...(bands.get(band) ?? []), ...(bands.get(band + 1) ?? [])].sort((a, b) => place(a)[1] - place(b)[1]);
    const found: Blob[][] = [];
    let chain: Blob[] = [];
    for (const blob of near) {
      const last = chain.at(-1);
      if (last && place(blob)[1] - place(last)[2] > APART) {
        if (chain.length >= LEAST_PIECES) found.push(chain);
        chain = [];
      }
      chain.push(blob);
    }
    return chain.length >= LEAST_PIECES ? [...found, chain] : found;
  });
}

const CELL = 32;

interface Neighbours {
  near(blob: Blob, beside: number, above: number): boolean;
  /** How many stand askew of a place, within `reach`. */
  around(blob: Blob, reach: number, off: number): number;
  /** Whether a place lies between two of them on one line. */
  between(blob: Blob, gap: number): boolean;
}

/** Answers quickly which of `blobs` are near a place. */
function gridOf(blobs: readonly Blob[], { width, height }: Grey): Neighbours {
  const columns = ceil(width / CELL);
  const rows = ceil(height / CELL);
  const cells = new Map<number, Blob[]>();
  const each = ({ left, top, right, bottom }: Blob, visit: (key: number) => boolean): boolean => {
    for (let r = max(0, floor(top / CELL)); r <= min(rows - 1, floor(bottom / CELL)); r++)
      for (let c = max(0, floor(left / CELL)); c <= min(columns - 1, floor(right / CELL)); c++) if (visit(r * columns + c)) return true;
    return false;
  };
  for (const blob of blobs)
    each(blob, key => {
      const there = cells.get(key);
      if (there) there.push(blob);
      else cells.set(key, [blob]);
      return false;
    });
  const near = ({ left, top, right, bottom }: Blob, beside: number, above: number): boolean => {
    const around = { left: left - beside, top: top - above, right: right + beside, bottom: bottom + above };
    return each(around, key =>
      (cells.get(key) ?? []).some(
        other => other.left <= around.right && other.right >= around.left && other.top <= around.bottom && other.bottom >= around.top,
      ),
    );
  };
  const around = (blob: Blob, reach: number, off: number): number => {
    const [x, y] = middleOf(blob);
    const seen = new Set<Blob>();
    each({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, key => {
      for (const other of cells.get(key) ?? []) {
        const [dx, dy] = [abs(middleOf(other)[0] - x), abs(middleOf(other)[1] - y)];
        if (min(dx, dy) >= off && max(dx, dy) <= reach) seen.add(other);
      }
      return false;
    });
    return seen.size;
  };
  return {
    near,
    around,
    between: ({ left, top, right, bottom }, gap) =>
      near({ left: left - gap, right: left - 1, top, bottom }, 0, 0) && near({ left: right + 1, right: right + gap, top, bottom }, 0, 0),
  };
}

/** Boxes of connected ink. */
function blobsOf({ width, height, data }: Grey): Blob[] {
  const blobs: Blob[] = [];
  const parents: number[] = [];
  const rootOf = (i: number): number => {
    let at = i;
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  let above: { from: number; to: number; id: number }[] = [];
  for (let y = 0; y < height; y++) {
    const row: typeof above = [];
    let near = 0;
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! >= INK) continue;
      const from = x;
      while (x < width && data[y * width + x]! < INK) x++;
      let id = -1;
      while (near < above.length && above[near]!.to < from - 1) near++;
      for (let i = near; i < above.length && above[i]!.from <= x; i++) {
        const other = rootOf(above[i]!.id);
        if (id < 0) id = other;
        else if (other !== id) {
          parents[other] = id;
          unite(blobs[id]!, blobs[other]!);
        }
      }
      if (id < 0) {
        id = blobs.length;
        parents.push(id);
        blobs.push({ left: from, top: y, right: x - 1, bottom: y });
      } else unite(blobs[id]!, { left: from, top: y, right: x - 1, bottom: y });
      row.push({ from, to: x - 1, id });
    }
    above = row;
  }
  return blobs.filter((_, i) => parents[i] === i);
}

function unite(blob: Blob, other: Blob): void {
  blob.left = min(blob.left, other.left);
  blob.top = min(blob.top, other.top);
  blob.right = max(blob.right, other.right);
  blob.bottom = max(blob.bottom, other.bottom);
}
