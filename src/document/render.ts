/** A page of a PDF, or of a scan, as a picture for the browser. */
import jpeg from 'jpeg-js';
import type { Box } from '../coa/transcript.ts';
import { DocumentRefused } from './document.ts';
import { MOST_PIXELS, paint } from './paint.ts';
import { palettePng, type Raster } from './palette-png.ts';
import { type OpenPdf, withPdf } from './pdfium.ts';
import { picturesOf } from './picture.ts';
import { isPictureType, type PictureType, sniff } from './sniff.ts';
import { uprightFrame } from './upright.ts';

export interface PageImage {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** Pictures are kept below this so that a page loads on a phone. */
export const MAX_IMAGE_BYTES = 250_000;

/**
 * Draws page `number` (from 1) `width` pixels wide, less where it would grow too large, the regions (in points) painted over. Throws DocumentRefused when
 * there is no such page.
 */
export async function renderPage(bytes: Uint8Array, number: number, width: number, blackOut: readonly Box[] = []): Promise<PageImage> {
  const mediaType = sniff(bytes);
  const photograph = isPictureType(mediaType) ? decodePage(bytes, mediaType, number) : null;
  if (!photograph && mediaType !== 'application/pdf')
    throw new DocumentRefused('unsupported-format', 'Only pages of PDF files and pictures are drawn.');
  for (let scale = 1; ; scale *= 0.8) {
    const wanted = Math.round(width * scale);
    const drawn = photograph
      ? { ...shrink(photograph.raster, wanted), points: photograph.points }
      : await withPdf(bytes, pdf => draw(pdf, number, wanted));
    paintOver(drawn, blackOut);
    const image = encode(drawn);
    if (image.bytes.length <= MAX_IMAGE_BYTES || scale < 0.45) return image;
  }
}

interface Drawn extends Raster {
  /** Width of the page. */
  readonly points: number;
}

/** Black, and a pixel beyond each edge, so that nothing of what stood there shines through. */
function paintOver({ width, height, data, points }: Drawn, boxes: readonly Box[]): void {
  const scale = width / points;
  const within = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), most);
  for (const [left, top, right, bottom] of boxes) {
    const [from, to] = [within(left * scale - 1, width), within(right * scale + 1, width)];
    for (let y = within(top * scale - 1, height); y < within(bottom * scale + 1, height); y++) {
      for (let x = from; x < to; x++) data.set([0, 0, 0, 255], (y * width + x) * 4);
    }
  }
}

function decodePage(bytes: Uint8Array, mediaType: PictureType, number: number): { readonly raster: Raster; readonly points: number } {
  const picture = picturesOf(bytes, mediaType)[number - 1];
  if (!picture) throw new DocumentRefused('broken-file', `There is no page ${number} that can be drawn.`);
  return { raster: picture.decode(), points: picture.width };
}

/** To `wanted` pixels across, each the mean of those it stands for; never larger. */
function shrink(raster: Raster, wanted: number): Raster {
  if (wanted >= raster.width) return raster;
  const ratio = raster.width / wanted;
  const height = Math.max(1, Math.round(raster.height / ratio));
  const data = new Uint8Array(wanted * height * 4);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [
      Math.floor(y * ratio),
      Math.min(raster.height, Math.max(Math.floor((y + 1) * ratio), Math.floor(y * ratio) + 1)),
    ];
    for (let x = 0; x < wanted; x++) {
      const [left, right] = [Math.floor(x * ratio), Math.min(raster.width, Math.floor((x + 1) * ratio))];
      for (let c = 0; c < 4; c++) data[(y * wanted + x) * 4 + c] = meanOf(raster, c, left, top, right, bottom);
    }
  }
  return { width: wanted, height, data };
}

function meanOf({ width, data }: Raster, channel: number, left: number, top: number, right: number, bottom: number): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += data[(y * width + x) * 4 + channel]!;
  return sum / Math.max(1, (bottom - top) * (right - left));
}

/** Draws page `number` (from 1) in memory, `width` pixels wide where that is not too large. */
export async function renderRaster(bytes: Uint8Array, number: number, width: number): Promise<Raster> {
  return withPdf(bytes, pdf => draw(pdf, number, width));
}

function encode(raster: Raster): PageImage {
  const { width, height } = raster;
  const png = palettePng(raster);
  if (png && png.length <= MAX_IMAGE_BYTES) return { bytes: png, mediaType: 'image/png', width, height };
  let smallest: Uint8Array | null = null;
  for (const quality of [82, 70, 58]) {
    smallest = jpeg.encode({ data: raster.data, width, height }, quality).data;
    if (smallest.length <= MAX_IMAGE_BYTES) break;
  }
  return { bytes: new Uint8Array(smallest!), mediaType: 'image/jpeg', width, height };
}

function draw(pdf: OpenPdf, number: number, wanted: number): Drawn {
  const { lib } = pdf;
  const { api } = lib;
  const page = number >= 1 && number <= pdf.pageCount ? api.FPDF_LoadPage(pdf.document, number - 1) : 0;
  if (!page) throw new DocumentRefused('broken-file', `There is no page ${number} that can be drawn.`);
  try {
    const frame = uprightFrame(pdf, page);
    const ratio = frame.height / Math.max(frame.width, 1);
    const width = Math.max(1, Math.min(wanted, Math.floor(Math.sqrt(MOST_PIXELS / Math.max(ratio, 0.01)))));
    const height = Math.max(1, Math.round(width * ratio));
    const data = paint(lib, page, { width, height, x: 0, y: 0, across: width, down: height });
    return { width, height, points: Math.max(frame.width, 1), data };
  } finally {
    api.FPDF_ClosePage(page);
  }
}
