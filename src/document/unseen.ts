/** Text of a page that nobody sees on it: under what is drawn over it, white on white, clipped away, of a layer that is off. */
import type { Box } from '../coa/transcript.ts';
import { characterText } from './characters.ts';
import { type Frame, type Glyphs, readGlyphs } from './glyphs.ts';
import { boundsOf, type PageObject } from './page-objects.ts';
import { type Canvas, GLASS, paint, sizeDrawn } from './paint.ts';
import { FORM, IMAGE, type OpenPdf, type Pdfium, TEXT } from './pdfium.ts';
import { suspectsOf } from './suspects.ts';
import type { PageText } from './upright.ts';

/** Pixels a point. */
const FINENESS = 1;
/** By so many of 255 steps a pixel has to differ for an eye to see it: the palest watermarks do. */
const VISIBLE = 8;
/** Part of a letter's width at either end that its neighbours may reach into. */
const NEIGHBOURS = 0.12;

/** The text of a page without what nobody sees on it, and what that was. `textPage` may be another one than was given, which then is closed. */
export interface SeenText {
  readonly textPage: number;
  readonly glyphs: Glyphs;
  readonly unseen: Glyphs | null;
  /** Of `glyphs`, those that lie under strokes of larger letters. */
  readonly overwritten: Glyphs | null;
}

/**
 * A letter is seen where the page looks different without it. A word of which a figure, or half of the letters, is not seen is hidden as a whole: what
 * is left of it would be another number, or another word. Letters on top of hidden ones are only complete once PDFium reads the page without these.
 */
export function seenText(pdf: OpenPdf, page: number, { textPage, frame, glyphs }: PageText, objects: readonly PageObject[]): SeenText {
  const { lib } = pdf;
  const { hidden, overwritten } = unseenIn(lib, page, frame, objects, glyphs);
  if (hidden.size === 0) return { textPage, glyphs, unseen: null, overwritten: onlyThese(glyphs, overwritten) };
  const whole = whollyIn(glyphs, hidden);
  lib.api.FPDFText_ClosePage(textPage);
  for (const drawn of objects) if (whole.has(drawn.object)) take(lib, page, drawn);
  const anew = lib.api.FPDFText_LoadPage(page);
  const left = readGlyphs(pdf, page, anew, frame);
  const rest = unseenIn(
    lib,
    page,
    frame,
    objects.filter(({ object }) => !whole.has(object)),
    left,
  );
  return {
    textPage: anew,
    glyphs: only(left, index => !rest.hidden.has(index)),
    unseen: only(glyphs, index => hidden.has(index)),
    overwritten: onlyThese(left, rest.overwritten),
  };
}

/** Takes a text off the page in memory: next to one that is only inactive PDFium still leaves out what repeats it. */
function take({ api }: Pdfium, page: number, { object, form }: PageObject): void {
  const isTaken = form === 0 ? api.FPDFPage_RemoveObject(page, object) : api.FPDFFormObj_RemoveObject(form, object);
  if (isTaken) api.FPDFPageObj_Destroy(object);
}

/** Places of glyphs that are not seen. */
interface Unseen {
  readonly hidden: ReadonlySet<number>;
  readonly overwritten: ReadonlySet<number>;
}

function unseenIn(lib: Pdfium, page: number, frame: Frame, objects: readonly PageObject[], glyphs: Glyphs): Unseen {
  const [hidden, overwritten] = [new Set<number>(), new Set<number>()];
  const suspects = suspectsOf(lib, objects, frame, glyphs);
  const suspected = new Set([...suspects.hidden, ...suspects.overwritten]);
  if (suspected.size === 0) return { hidden, overwritten };
  const isSeen = seenOn(lib, page, frame, objects, glyphs, suspected);
  const isHidden = (index: number): boolean => suspected.has(glyphs.object[index]!) && !isSeen(index);
  const layers = layersOf(objects);
  const looked = new Set<number>();
  for (let index = 0; index < glyphs.count; index++) {
    if (!suspected.has(glyphs.object[index]!) || looked.has(index) || isUnpainted(glyphs, index)) continue;
    const word = wordAround(glyphs, layers, index);
    for (const part of word) looked.add(part);
    const letters = word.filter(part => hasInk(glyphs, part));
    const lost = letters.filter(isHidden);
    const isLost = lost.some(part => OF_NUMBER.test(textOf(glyphs, part))) || (lost.length > 0 && lost.length >= HALF * letters.length);
    const into = lost.some(part => suspects.hidden.has(glyphs.object[part]!)) ? hidden : overwritten;
    if (isLost) for (const part of word) into.add(part);
  }
  return { hidden, overwritten };
}

/** Part of the letters of a word without figures: a font may draw nothing for single letters, as for the second of a ligature. */
const HALF = 0.5;
/** What changes a number where it is lost. */
const OF_NUMBER = /[\p{N}<>≤≥]/u;
/** In parts of its height: a narrower letter is part of another. */
const NARROWEST = 0.1;

const textOf = ({ code }: Glyphs, index: number): string => characterText(code[index]!);

/** A letter, a figure or a sign of less or more, which are drawn whatever the font. */
const hasInk = (glyphs: Glyphs, index: number): boolean =>
  /[\p{L}\p{N}<>≤≥]/u.test(textOf(glyphs, index)) &&
  glyphs.right[index]! - glyphs.left[index]! > NARROWEST * (glyphs.bottom[index]! - glyphs.top[index]!);

/** Texts of which nothing is seen. */
function whollyIn(glyphs: Glyphs, unseen: ReadonlySet<number>): Set<number> {
  const whole = new Set([...unseen].map(index => glyphs.object[index]!));
  for (let index = 0; index < glyphs.count; index++) if (!unseen.has(index) && !isBlank(glyphs, index)) whole.delete(glyphs.object[index]!);
  return whole;
}

/** What a scanner's software lays under its picture is told from the way it is drawn. */
const isUnpainted = (glyphs: Glyphs, index: number): boolean => isBlank(glyphs, index) || glyphs.styles[glyphs.style[index]!]!.invisible;

const isBlank = (glyphs: Glyphs, index: number): boolean => textOf(glyphs, index).trim() === '';

/** The part of the page that the texts stand on, as it is drawn. */
interface Area {
  readonly canvas: Canvas;
  /** Pixels a point. */
  readonly scale: number;
}

function areaOf(frame: Frame, glyphs: Glyphs, texts: ReadonlySet<number>): Area {
  const { width, height, scale } = sizeDrawn(frame, FINENESS);
  const [x, y, right, bottom] = around(glyphs, texts, scale, width, height);
  return { scale, canvas: { width, height, x, y, across: right - x, down: bottom - y } };
}

type ByGlyph = (index: number) => boolean;

/**
 * Whether a glyph of the texts is seen. Pictures are most of the work of drawing a page, and watermarks lie over texts that are read all the same: without
 * the pictures it is drawn first, and once nothing but them; only where a glyph may be lost in what they cover is it drawn with them.
 */
function seenOn(
  lib: Pdfium,
  page: number,
  frame: Frame,
  objects: readonly PageObject[],
  glyphs: Glyphs,
  texts: ReadonlySet<number>,
): ByGlyph {
  const area = areaOf(frame, glyphs, texts);
  const isText = ({ object }: PageObject): boolean => texts.has(object);
  const without = <T>(isLeftOut: (drawn: PageObject) => boolean, draw: () => T): T => {
    const leftOut = objects.filter(isLeftOut);
    for (const { object } of leftOut) lib.api.FPDFPageObj_SetIsActive(object, false);
    const picture = draw();
    for (const { object } of leftOut) lib.api.FPDFPageObj_SetIsActive(object, true);
    return picture;
  };
  const drawn = (): Uint8Array => paint(lib, page, area.canvas);
  const bothWays = () => [drawn(), without(isText, drawn)] as const;
  const isAway = away(lib, objects, frame, area);
  if (objects.some(drawn => isPicture(drawn) && !isAway(drawn))) {
    const [withThem, ground] = without(isPicture, bothWays);
    const pictures = without(
      drawn => isOther(drawn) || isAway(drawn),
      () => paint(lib, page, area.canvas, GLASS),
    );
    const isClear = bySomeByte(area, glyphs, at => Math.abs(withThem[at]! - ground[at]!) - pictures[at | OPACITY]! >= VISIBLE);
    const isEach = glyphs.object.every(
      (object, index) => index >= glyphs.count || !texts.has(object) || !hasInk(glyphs, index) || isClear(index),
    );
    if (isEach) return () => true;
  }
  const [withThem, ground] = without(isAway, bothWays);
  return bySomeByte(area, glyphs, at => Math.abs(withThem[at]! - ground[at]!) >= VISIBLE);
}

/** Pictures that no pixel of the area is of: they would be taken out of the file for nothing. */
function away(lib: Pdfium, objects: readonly PageObject[], frame: Frame, { canvas, scale }: Area): (drawn: PageObject) => boolean {
  const isOutside = (bounds: Box | null): boolean =>
    bounds !== null &&
    (bounds[2] * scale < canvas.x - 1 ||
      bounds[0] * scale > canvas.x + canvas.across + 1 ||
      bounds[3] * scale < canvas.y - 1 ||
      bounds[1] * scale > canvas.y + canvas.down + 1);
  const pictures = new Set(objects.filter(drawn => isPicture(drawn) && isOutside(boundsOf(lib, drawn, frame))));
  return drawn => pictures.has(drawn);
}

const isPicture = ({ type }: PageObject): boolean => type === IMAGE;
/** What a form holds is taken one by one. */
const isOther = ({ type }: PageObject): boolean => type !== IMAGE && type !== FORM;

/** Of the four bytes of a pixel, in the place of the last. */
const OPACITY = 3;

/** Whether that holds of some byte of the pixels of a glyph. */
const bySomeByte =
  ({ canvas, scale }: Area, { left, right, top, bottom }: Glyphs, holds: (at: number) => boolean): ByGlyph =>
  index => {
    const inset = NEIGHBOURS * (right[index]! - left[index]!);
    const from = Math.max(0, Math.round((left[index]! + inset) * scale) - canvas.x);
    const to = Math.min(canvas.across, Math.max(from + 1, Math.round((right[index]! - inset) * scale) - canvas.x));
    const last = Math.min(canvas.down, Math.ceil(bottom[index]! * scale) - canvas.y);
    for (let line = Math.max(0, Math.floor(top[index]! * scale) - canvas.y); line < last; line++) {
      const [start, end] = [(line * canvas.across + from) * 4, (line * canvas.across + to) * 4];
      for (let at = start; at < end; at++) if (holds(at)) return true;
    }
    return false;
  };

/** The pixels that hold all letters of the texts, a pixel beyond each edge; one pixel at least. */
function around(
  { count, object, left, top, right, bottom }: Glyphs,
  texts: ReadonlySet<number>,
  scale: number,
  width: number,
  height: number,
): Box {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    if (!texts.has(object[index]!)) continue;
    [x1, y1] = [Math.min(x1, left[index]!), Math.min(y1, top[index]!)];
    [x2, y2] = [Math.max(x2, right[index]!), Math.max(y2, bottom[index]!)];
  }
  const from = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(value * scale) - 1));
  const to = (value: number, most: number, least: number): number => Math.max(least + 1, Math.min(most, Math.ceil(value * scale) + 1));
  const [x, y] = [from(x1, width), from(y1, height)];
  return [x, y, to(x2, width, x), to(y2, height, y)];
}

/** Texts with nothing but text drawn between them share a number: what is written over a cover is no part of what was written under it. */
function layersOf(objects: readonly PageObject[]): ReadonlyMap<number, number> {
  let layer = 0;
  const layers = new Map<number, number>();
  for (const { object, type } of objects) {
    if (type === TEXT) layers.set(object, layer);
    else layer++;
  }
  return layers;
}

/** Part of its height by which a letter stands off from the one before it where a new word begins. */
const APART = 0.25;

/** The letters of one word, in the order of the file. */
function wordAround(glyphs: Glyphs, layers: ReadonlyMap<number, number>, index: number): number[] {
  const { left, right, top, bottom, baseline, object } = glyphs;
  const goesOn = (before: number, after: number): boolean => {
    if (before < 0 || after >= glyphs.count || isBlank(glyphs, before) || isBlank(glyphs, after)) return false;
    if (layers.get(object[before]!) !== layers.get(object[after]!)) return false;
    const height = bottom[before]! - top[before]!;
    return Math.abs(left[after]! - right[before]!) < APART * height && Math.abs(baseline[after]! - baseline[before]!) < APART * height;
  };
  let [first, last] = [index, index];
  while (goesOn(first - 1, first)) first--;
  while (goesOn(last, last + 1)) last++;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const onlyThese = (glyphs: Glyphs, wanted: ReadonlySet<number>): Glyphs | null =>
  wanted.size === 0 ? null : only(glyphs, index => wanted.has(index));

function only(glyphs: Glyphs, isWanted: (index: number) => boolean): Glyphs {
  const of = <T extends Float32Array | Uint16Array | Uint32Array>(values: T): T =>
    values.filter((_, index) => index < glyphs.count && isWanted(index)) as T;
  const { code, left, right, top, bottom, baseline, style, object } = glyphs;
  const kept = { code: of(code), left: of(left), right: of(right), top: of(top), bottom: of(bottom), baseline: of(baseline) };
  return { ...glyphs, ...kept, style: of(style), object: of(object), count: kept.code.length };
}
