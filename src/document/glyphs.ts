/** The glyphs of one PDF page as PDFium reports them, in coordinates of the page as displayed. */
import type { Box } from '../coa/transcript.ts';
import { holdsForms, placesInForms } from './form-space.ts';
import type { OpenPdf, Pdfium } from './pdfium.ts';
import { readString } from './pdfium.ts';

/** What all glyphs of one text object share. */
export interface Style {
  readonly font: string;
  readonly bold: boolean;
  /** Height of the type in points as displayed. */
  readonly size: number;
  /** Direction of the text in degrees, 0 = left to right as displayed, counter-clockwise. */
  readonly angle: number;
  /** Text render mode 3: not painted (OCR layers over a scan, hidden text). */
  readonly invisible: boolean;
}

/** Parallel arrays, one entry a glyph: a page holds thousands, objects would cost more than PDFium itself. */
export interface Glyphs {
  readonly count: number;
  readonly code: Uint32Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly top: Float32Array;
  readonly bottom: Float32Array;
  readonly baseline: Float32Array;
  readonly style: Uint16Array;
  /** Which text object drew the glyph. */
  readonly object: Uint32Array;
  readonly styles: readonly Style[];
  /** There were more than MAX_GLYPHS. */
  readonly cut: boolean;
}

/** Maps PDF user space to the page as displayed: crop box taken off, rotation applied, y downwards. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 1 | 2 | 3;
  x(x: number, y: number): number;
  y(x: number, y: number): number;
}

export function pageFrame(lib: Pdfium, page: number): Frame {
  const { api, scratch } = lib;
  api.FPDF_GetPageBoundingBox(page, scratch);
  const f = scratch >> 2;
  const [l = 0, t = 0, r = 0, b = 0] = lib.heap.HEAPF32.subarray(f, f + 4);
  const rotation = (((api.FPDFPage_GetRotation(page) % 4) + 4) % 4) as Frame['rotation'];
  const [width, height] = rotation % 2 === 0 ? [r - l, t - b] : [t - b, r - l];
  const maps: Record<Frame['rotation'], Pick<Frame, 'x' | 'y'>> = {
    0: { x: x => x - l, y: (_, y) => t - y },
    1: { x: (_, y) => y - b, y: x => x - l },
    2: { x: x => r - x, y: (_, y) => y - b },
    3: { x: (_, y) => t - y, y: x => r - x },
  };
  return { width, height, rotation, ...maps[rotation] };
}

/** The box on the page as displayed of two opposite corners in user space. */
export function boxOn(frame: Frame, one: readonly [number, number], other: readonly [number, number]): Box {
  const [xa, xb, ya, yb] = [frame.x(...one), frame.x(...other), frame.y(...one), frame.y(...other)];
  return [Math.min(xa, xb), Math.min(ya, yb), Math.max(xa, xb), Math.max(ya, yb)];
}

/** More glyphs than the densest real page holds by far; what is beyond is left out and said. */
export const MAX_GLYPHS = 200_000;

export function readGlyphs(pdf: OpenPdf, page: number, textPage: number, frame: Frame): Glyphs {
  const { lib } = pdf;
  const { fast, scratch } = lib;
  // 0 where PDFium could make no text of the page.
  const all = textPage ? Math.max(lib.api.FPDFText_CountChars(textPage), 0) : 0;
  const total = Math.min(all, MAX_GLYPHS);
  const glyphs = emptyGlyphs(total);
  const styles = new StyleTable(lib, textPage, frame);
  const boxAt = scratch >> 2;
  const originAt = (scratch + 16) >> 3;
  const placeOf = total > 0 && holdsForms(lib, page) ? placesInForms(lib, textPage) : null;
  let count = 0;
  for (let index = 0; index < total; index++) {
    const code = fast.FPDFText_GetUnicode(textPage, index);
    const object = fast.FPDFText_GetTextObject(textPage, index);
    // Line ends and spaces that PDFium itself makes up belong to no text object.
    if (object === 0) continue;
    if (!fast.FPDFText_GetLooseCharBox(textPage, index, scratch)) continue;
    if (!fast.FPDFText_GetCharOrigin(textPage, index, scratch + 16, scratch + 24)) continue;
    const { HEAPF32: f32, HEAPF64: f64 } = lib.heap;
    let [l, t, r, b] = [f32[boxAt]!, f32[boxAt + 1]!, f32[boxAt + 2]!, f32[boxAt + 3]!];
    let [ox, oy] = [f64[originAt]!, f64[originAt + 1]!];
    if (placeOf) {
      const place = placeOf(index, object, (l + r) / 2, (t + b) / 2);
      [[l, t], [r, b], [ox, oy]] = [place(l, t), place(r, b), place(ox, oy)];
    }
    const [xa, xb, ya, yb] = [frame.x(l, t), frame.x(r, b), frame.y(l, t), frame.y(r, b)];
    glyphs.code[count] = code;
    glyphs.left[count] = Math.min(xa, xb);
    glyphs.right[count] = Math.max(xa, xb);
    glyphs.top[count] = Math.min(ya, yb);
    glyphs.bottom[count] = Math.max(ya, yb);
    glyphs.baseline[count] = frame.y(ox, oy);
    glyphs.style[count] = styles.of(object, index);
    glyphs.object[count] = object;
    count++;
  }
  return { ...glyphs, count, styles: styles.list, cut: all > MAX_GLYPHS };
}

function emptyGlyphs(size: number): Omit<Glyphs, 'count' | 'styles' | 'cut'> {
  return {
    code: new Uint32Array(size),
    left: new Float32Array(size),
    right: new Float32Array(size),
    top: new Float32Array(size),
    bottom: new Float32Array(size),
    baseline: new Float32Array(size),
    style: new Uint16Array(size),
    object: new Uint32Array(size),
  };
}

const sameStyle = (a: Style, b: Style): boolean =>
  a.font === b.font && a.size === b.size && a.bold === b.bold && a.angle === b.angle && a.invisible === b.invisible;

/** Styles by text object; neighbouring glyphs mostly share one. */
class StyleTable {
  readonly list: Style[] = [];
  readonly #lib: Pdfium;
  readonly #textPage: number;
  readonly #frame: Frame;
  readonly #byKey = new Map<string, number>();
  readonly #fonts = new Map<number, { name: string; bold: boolean }>();
  #lastObject = 0;
  #lastStyle = 0;

  constructor(lib: Pdfium, textPage: number, frame: Frame) {
    this.#lib = lib;
    this.#textPage = textPage;
    this.#frame = frame;
  }

  of(object: number, index: number): number {
    if (object === this.#lastObject) return this.#lastStyle;
    this.#lastObject = object;
    this.#lastStyle = this.#intern(this.#read(object, index));
    return this.#lastStyle;
  }

  #intern(style: Style): number {
    const last = this.list[this.#lastStyle];
    if (last !== undefined && sameStyle(last, style)) return this.#lastStyle;
    const key = `${style.font}|${style.bold}|${style.size}|${style.angle}|${style.invisible}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.list.length);
    return this.list.push(style) - 1;
  }

  #read(object: number, index: number): Style {
    const { heap, scratch, fast } = this.#lib;
    const at = (scratch + 32) >> 2;
    fast.FPDFText_GetMatrix(this.#textPage, index, scratch + 32);
    const [a = 1, b = 0, c = 0, d = 1] = heap.HEAPF32.subarray(at, at + 4);
    fast.FPDFTextObj_GetFontSize(object, scratch + 32);
    const nominal = heap.HEAPF32[at] ?? 0;
    const font = this.#font(fast.FPDFTextObj_GetFont(object));
    const turned = (Math.atan2(b, a) * 180) / Math.PI - 90 * this.#frame.rotation;
    return {
      font: font.name,
      bold: font.bold,
      size: Math.round(Math.abs(nominal) * Math.hypot(c, d) * 100) / 100,
      angle: ((Math.round(turned) % 360) + 360) % 360,
      invisible: fast.FPDFTextObj_GetTextRenderMode(object) === 3,
    };
  }

  #font(handle: number): { name: string; bold: boolean } {
    const known = this.#fonts.get(handle);
    if (known) return known;
    const { api } = this.#lib;
    const name = readString(this.#lib, 'utf-8', (buffer, length) => api.FPDFFont_GetBaseFontName(handle, buffer, length)).replace(
      /^[A-Z]{6}\+/,
      '',
    );
    const bold = /bold|black|heavy|semibd|demi/i.test(name) || api.FPDFFont_GetWeight(handle) >= 600;
    const font = { name, bold };
    this.#fonts.set(handle, font);
    return font;
  }
}
