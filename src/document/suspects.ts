/** Texts of a page that may not be seen on it: to be sure, the page has to be drawn. */
import type { Box } from '../coa/transcript.ts';
import type { Point } from './form-space.ts';
import { boxOn, type Frame, type Glyphs } from './glyphs.ts';
import { boundsOf, type PageObject } from './page-objects.ts';
import { IMAGE, PATH, type Pdfium, SHADING, TEXT } from './pdfium.ts';

/** By fewer of 255 steps of each colour a text does not stand out from what it stands on. */
const STANDS_OUT = 8;
/** Points: what is lower or narrower covers no letter, only part of it. */
const COVERS = 3;

/** Glyphs of one text that follow each other, and the box around their middles. */
interface Piece {
  readonly object: number;
  readonly first: number;
  last: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Something filled, which hides what was drawn before and shows what is drawn after. */
interface Ground {
  readonly box: Box;
  readonly paint: Paint;
}

/** Handles of texts, by why they may not be seen. */
export interface Suspects {
  readonly hidden: ReadonlySet<number>;
  /** Only for letters written over them, as those of a stamp: nobody meant to hide them. */
  readonly overwritten: ReadonlySet<number>;
}

/**
 * `hidden` are the texts that something is drawn over later, in part at least, that have the colour of what they stand on, can be seen through, reach out
 * of what they are clipped to, or belong to a layer.
 */
export function suspectsOf(lib: Pdfium, objects: readonly PageObject[], frame: Frame, glyphs: Glyphs): Suspects {
  const pieces = piecesOf(glyphs);
  const suspects = new Set<number>();
  const overwritten = new Set<number>();
  const grounds: Ground[] = [];
  const drawnBefore: Piece[] = [];
  /** Size of the smallest type drawn so far: most letters are not large enough to hide any. */
  let smallest = Number.POSITIVE_INFINITY;
  for (const drawn of objects) {
    const { object, type } = drawn;
    if (type === TEXT) {
      const own = pieces.get(object);
      if (!own) continue;
      const paint = paintOf(lib, object);
      const size = sizeOf(glyphs, own[0]!);
      if (paint.opacity === 1 && WIDE_STROKES * smallest <= size)
        for (const piece of writtenOver(glyphs, own, drawnBefore)) overwritten.add(piece.object);
      drawnBefore.push(...own);
      smallest = Math.min(smallest, size);
      const isLost = paint.opacity < 0.5 || own.some(piece => isLostOn(groundOf(grounds, piece), paint, glyphs, piece));
      if (isLost || isClipped(lib, drawn, frame, own) || isOfLayer(lib, object)) suspects.add(object);
    } else if (type === PATH || type === IMAGE || type === SHADING) {
      const box = coveredBy(lib, drawn, frame);
      if (!box || (type === PATH && !isFilled(lib, object))) continue;
      const paint = type === PATH ? paintOf(lib, object) : UNKNOWN;
      if (paint.opacity === 0) continue;
      grounds.push({ box, paint });
      for (const piece of drawnBefore)
        if (!suspects.has(piece.object) && touches(box, piece) && holdsOne(box, glyphs, piece)) suspects.add(piece.object);
    }
  }
  return { hidden: suspects, overwritten };
}

/** In sizes of the type below: strokes of larger letters are as wide as a figure. */
const WIDE_STROKES = 3;

const sizeOf = ({ style, styles }: Glyphs, { first }: Piece): number => styles[style[first]!]!.size;

/** What was drawn before and lies under the letters of much larger type, as of a stamp. */
function writtenOver(glyphs: Glyphs, own: readonly Piece[], before: readonly Piece[]): Piece[] {
  const size = sizeOf(glyphs, own[0]!);
  const smaller = before.filter(piece => WIDE_STROKES * sizeOf(glyphs, piece) <= size);
  return own.flatMap(({ first, last }) => {
    const boxes = Array.from({ length: last - first + 1 }, (_, i) => inkBox(glyphs, first + i));
    return smaller.filter(piece => boxes.some(box => touches(box, piece) && holdsOne(box, glyphs, piece)));
  });
}

/** Capitals and figures stand on the line, and no higher than most of the size; a letter that is turned fills its own box. */
function inkBox({ left, right, top, bottom, baseline, style, styles }: Glyphs, index: number): Box {
  const { size, angle } = styles[style[index]!]!;
  return angle === 0
    ? [left[index]!, baseline[index]! - 0.75 * size, right[index]!, baseline[index]!]
    : [left[index]!, top[index]!, right[index]!, bottom[index]!];
}

/** What the text stands on: the last that was drawn there, else the paper. */
function groundOf(grounds: readonly Ground[], piece: Piece): Paint {
  for (let index = grounds.length - 1; index >= 0; index--) if (touches(grounds[index]!.box, piece)) return grounds[index]!.paint;
  return PAPER;
}

/** Headings in white stand on many pictures, which are slow to draw: there only texts with figures are suspected. */
function isLostOn(ground: Paint, text: Paint, glyphs: Glyphs, piece: Piece): boolean {
  if (ground.colour === null && !holdsFigure(glyphs, piece)) return false;
  return (text.colour ?? WHITE).every((value, channel) => Math.abs(value - (ground.colour ?? WHITE)[channel]!) < STANDS_OUT);
}

const [ZERO, NINE] = [48, 57];

function holdsFigure({ code }: Glyphs, { first, last }: Piece): boolean {
  for (let index = first; index <= last; index++) if (code[index]! >= ZERO && code[index]! <= NINE) return true;
  return false;
}

/** Null where that is too little to hide a letter. */
function coveredBy(lib: Pdfium, drawn: PageObject, frame: Frame): Box | null {
  const bounds = boundsOf(lib, drawn, frame);
  if (!bounds || isSmall(bounds)) return null;
  const box = clipBoxes(lib, drawn, frame).reduce(common, bounds);
  return isSmall(box) ? null : box;
}

const isSmall = ([left, top, right, bottom]: Box): boolean => right - left < COVERS || bottom - top < COVERS;

function piecesOf({ count, object, left, right, top, bottom }: Glyphs): Map<number, Piece[]> {
  const pieces = new Map<number, Piece[]>();
  let current: Piece | null = null;
  for (let index = 0; index < count; index++) {
    const [x, y] = [(left[index]! + right[index]!) / 2, (top[index]! + bottom[index]!) / 2];
    if (current !== null && current.object === object[index]) {
      current.last = index;
      current.left = Math.min(current.left, x);
      current.right = Math.max(current.right, x);
      current.top = Math.min(current.top, y);
      current.bottom = Math.max(current.bottom, y);
      continue;
    }
    current = { object: object[index]!, first: index, last: index, left: x, top: y, right: x, bottom: y };
    const known = pieces.get(current.object);
    if (known) known.push(current);
    else pieces.set(current.object, [current]);
  }
  return pieces;
}

interface Paint {
  /** Red, green and blue, 0 to 255; null where it is a picture or a pattern. */
  readonly colour: readonly [number, number, number] | null;
  /** 0 cannot be seen, 1 hides what is under it. */
  readonly opacity: number;
}

const WHITE = [255, 255, 255] as const;
const PAPER: Paint = { colour: WHITE, opacity: 1 };
const UNKNOWN: Paint = { colour: null, opacity: 1 };

function paintOf({ fast, heap, scratch }: Pdfium, object: number): Paint {
  if (!fast.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return UNKNOWN;
  const { HEAPU8: bytes } = heap;
  return { colour: [bytes[scratch]!, bytes[scratch + 4]!, bytes[scratch + 8]!], opacity: bytes[scratch + 12]! / 255 };
}

const isFilled = ({ fast, heap, scratch }: Pdfium, path: number): boolean =>
  Boolean(fast.FPDFPath_GetDrawMode(path, scratch, scratch + 4)) && heap.HEAPU8[scratch] !== 0;

const holdsAll = (box: Box, { left, top, right, bottom }: Piece): boolean =>
  left > box[0] && right < box[2] && top > box[1] && bottom < box[3];

const touches = (box: Box, { left, top, right, bottom }: Piece): boolean =>
  left < box[2] && right > box[0] && top < box[3] && bottom > box[1];

/** Whether the middle of one of its letters lies in the box. */
function holdsOne([x1, y1, x2, y2]: Box, { left, right, top, bottom }: Glyphs, { first, last }: Piece): boolean {
  for (let index = first; index <= last; index++) {
    const [x, y] = [(left[index]! + right[index]!) / 2, (top[index]! + bottom[index]!) / 2];
    if (x > x1 && x < x2 && y > y1 && y < y2) return true;
  }
  return false;
}

const common = (a: Box, b: Box): Box => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

const isClipped = (lib: Pdfium, drawn: PageObject, frame: Frame, pieces: readonly Piece[]): boolean =>
  clipBoxes(lib, drawn, frame).some(clip => !pieces.every(piece => holdsAll(clip, piece)));

/** Around each of the shapes an object is clipped to. */
function clipBoxes(lib: Pdfium, { object, toPage }: PageObject, frame: Frame): Box[] {
  const { fast } = lib;
  const clip = fast.FPDFPageObj_GetClipPath(object);
  const paths = clip ? fast.FPDFClipPath_CountPaths(clip) : 0;
  return paths > 0 ? Array.from({ length: paths }, (_, path) => clipBox(lib, clip, path, toPage, frame)) : [];
}

function clipBox({ fast, heap, scratch }: Pdfium, clip: number, path: number, toPage: Point, frame: Frame): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  const segments = fast.FPDFClipPath_CountPathSegments(clip, path);
  for (let index = 0; index < segments; index++) {
    const segment = fast.FPDFClipPath_GetPathSegment(clip, path, index);
    if (!fast.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)) continue;
    const [x, y] = [heap.HEAPF32[scratch >> 2]!, heap.HEAPF32[(scratch + 4) >> 2]!];
    [left, bottom, right, top] = [Math.min(left, x), Math.min(bottom, y), Math.max(right, x), Math.max(top, y)];
  }
  return boxOn(frame, toPage(left, bottom), toPage(right, top));
}

/** In UTF-16, with the zero at its end. */
const LAYER = [0x4f, 0, 0x43, 0, 0, 0];

/** Marked as optional content (`OC`), which the file can switch off. */
function isOfLayer({ fast, heap, scratch }: Pdfium, object: number): boolean {
  const marks = fast.FPDFPageObj_CountMarks(object);
  for (let index = 0; index < marks; index++) {
    const mark = fast.FPDFPageObj_GetMark(object, index);
    if (!fast.FPDFPageObjMark_GetName(mark, scratch, LAYER.length, scratch + 16)) continue;
    if (heap.HEAPU8[scratch + 16] === LAYER.length && LAYER.every((byte, at) => heap.HEAPU8[scratch + at] === byte)) return true;
  }
  return false;
}
