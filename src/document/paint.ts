/** Drawing a loaded page, or a part of it, in memory. */
import type { Frame } from './glyphs.ts';
import type { Pdfium } from './pdfium.ts';

/** All in pixels: how large the whole page is drawn, and the part of it that is kept. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
}

/** A page as tall as a roll of paper is drawn smaller instead of larger. */
export const MOST_PIXELS = 9_000_000;

/** How large a page is drawn, in pixels, and how many of them a point is: `fineness`, less of a page as tall as a roll of paper. */
export function sizeDrawn(frame: Pick<Frame, 'width' | 'height'>, fineness: number): { width: number; height: number; scale: number } {
  const scale = Math.min(fineness, Math.sqrt(MOST_PIXELS / Math.max(frame.width * frame.height, 1)));
  return { scale, width: Math.max(1, Math.round(frame.width * scale)), height: Math.max(1, Math.round(frame.height * scale)) };
}

const BGRA = 4;
const DRAW_ANNOTATIONS = 0x01;
const AS_RGBA = 0x10;

const WHITE = 255;
/** Where nothing is drawn, the opacity stays 0. */
export const GLASS = 0;

/** On white or on glass, with its annotations: four bytes a pixel (red, green, blue, opacity), line by line from the top. */
export function paint({ api, heap, malloc, free }: Pdfium, page: number, canvas: Canvas, ground = WHITE): Uint8Array {
  const { width, height, x, y, across, down } = canvas;
  const stride = across * 4;
  const pixels = malloc(stride * down);
  heap.HEAPU8.fill(ground, pixels, pixels + stride * down);
  const bitmap = api.FPDFBitmap_CreateEx(across, down, BGRA, pixels, stride);
  try {
    api.FPDF_RenderPageBitmap(bitmap, page, -x, -y, width, height, 0, DRAW_ANNOTATIONS | AS_RGBA);
    return heap.HEAPU8.slice(pixels, pixels + stride * down);
  } finally {
    api.FPDFBitmap_Destroy(bitmap);
    free(pixels);
  }
}
