/** Picture files (PNG, JPEG, TIFF) as pages: upright as their camera meant them, with a size in points. */
import { createRequire } from 'node:module';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { IFD } from 'utif2';
import { DocumentRefused } from './document.ts';
import { type Orientation, upright } from './orientation.ts';
import type { Raster } from './palette-png.ts';
import type { PictureType } from './sniff.ts';

/** A page that has not been decoded yet: a file may hold more of them than memory. */
export interface Picture {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Throws DocumentRefused when the picture is damaged. */
  decode(): Raster;
}

/** What a telephone takes, and then some; four bytes a pixel must fit into memory. */
const MOST_PIXELS = 64_000_000;

/** Throws DocumentRefused when the file cannot be decoded or would need too much memory. */
export function picturesOf(bytes: Uint8Array, mediaType: PictureType): Picture[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (mediaType === 'image/tiff') return tiffPictures(buffer);
  return [mediaType === 'image/png' ? pngPicture(buffer) : jpegPicture(buffer)];
}

interface Head {
  readonly width: number;
  readonly height: number;
  /** As the file says; null when it does not. */
  readonly pixelsPerInch: number | null;
  readonly orientation: Orientation;
}

function picture(head: Head, decode: () => Raster): Picture {
  if (!(head.width > 0 && head.height > 0)) throw broken();
  if (head.width * head.height > MOST_PIXELS) {
    const size = `${head.width} × ${head.height}`;
    throw new DocumentRefused('too-large', `The picture has ${size} pixels, more than are read. Send it smaller, at 300 pixels an inch.`);
  }
  const [width, height] = head.orientation > 4 ? [head.height, head.width] : [head.width, head.height];
  const points = 72 / likelyResolution(width, height, head.pixelsPerInch);
  const attempt = (): Raster => {
    try {
      return upright(decode(), head.orientation);
    } catch (error) {
      throw broken(error);
    }
  };
  return { width: width * points, height: height * points, decode: attempt };
}

/** Inches between which a page of paper lies. Telephones write 72 pixels an inch whatever they photograph. */
const [NARROWEST, WIDEST] = [3.5, 20];
const LETTER = [8.5, 11] as const;

function likelyResolution(width: number, height: number, stated: number | null): number {
  const shorter = Math.min(width, height);
  if (stated !== null && shorter / stated >= NARROWEST && Math.max(width, height) / stated <= WIDEST) return stated;
  return Math.max(shorter / LETTER[0], Math.max(width, height) / LETTER[1]);
}

function broken(cause?: unknown): DocumentRefused {
  return new DocumentRefused('broken-file', 'The picture cannot be opened: it is damaged or incomplete. Send it again.', { cause });
}

function pngPicture(file: Buffer): Picture {
  if (file.length < 33) throw broken();
  const head = { width: file.readUInt32BE(16), height: file.readUInt32BE(20), pixelsPerInch: pngResolution(file), orientation: 1 } as const;
  return picture(head, () => PNG.sync.read(file));
}

/** The chunk pHYs, in pixels a metre. */
function pngResolution(file: Buffer): number | null {
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'pHYs' && at + 17 <= file.length && file[at + 16] === 1) return file.readUInt32BE(at + 8) * 0.0254;
    if (type === 'IDAT' || type === 'IEND') break;
  }
  return null;
}

function jpegPicture(file: Buffer): Picture {
  const head = jpegHead(file);
  const limits = { maxResolutionInMP: MOST_PIXELS / 1_000_000, maxMemoryUsageInMB: 640 };
  return picture(head, () => jpeg.decode(file, { useTArray: true, formatAsRGBA: true, ...limits }));
}

/** Size, resolution (JFIF) and orientation (Exif), from the segments before the picture itself. */
function jpegHead(file: Buffer): Head {
  let pixelsPerInch: number | null = null;
  let orientation: Orientation = 1;
  for (let at = 2; at + 9 < file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1]!;
    const body = file.subarray(at + 4, at + 2 + file.readUInt16BE(at + 2));
    if (marker === 0xe0 && body.length >= 12 && body.toString('latin1', 0, 4) === 'JFIF') {
      const unit = body[7];
      if (unit === 1 || unit === 2) pixelsPerInch = body.readUInt16BE(8) * (unit === 2 ? 2.54 : 1);
    }
    if (marker === 0xe1 && body.toString('latin1', 0, 4) === 'Exif') orientation = exifOrientation(body.subarray(6));
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && body.length >= 5) return { width: body.readUInt16BE(3), height: body.readUInt16BE(1), pixelsPerInch, orientation };
  }
  throw broken();
}

const ORIENTATION = 0x0112;

function exifOrientation(tiff: Buffer): Orientation {
  if (tiff.length < 14) return 1;
  const little = tiff[0] === 0x49;
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = short(start);
  for (let i = 0; i < Math.min(entries, 64); i++) {
    if (short(start + 2 + 12 * i) === ORIENTATION) return asOrientation(short(start + 2 + 12 * i + 8));
  }
  return 1;
}

const asOrientation = (value: unknown): Orientation =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;

interface Utif {
  decode(file: Uint8Array): IFD[];
  decodeImage(file: Uint8Array, picture: IFD): void;
  toRGBA8(picture: IFD): Uint8Array;
}

function tiffPictures(file: Buffer): Picture[] {
  const utif: Utif = createRequire(import.meta.url)('utif2');
  let directories: IFD[];
  try {
    directories = utif.decode(file);
  } catch (error) {
    throw broken(error);
  }
  const first = (directory: IFD, tag: number): number | null => {
    const value = directory[`t${tag}`];
    const number = Array.isArray(value) ? Number(value[0]) : Number.NaN;
    return Number.isFinite(number) ? number : null;
  };
  const pages = directories.filter(directory => first(directory, 256) !== null && first(directory, 257) !== null);
  if (pages.length === 0) throw broken();
  return pages.map(directory => {
    const perUnit = first(directory, 282);
    const head = {
      width: first(directory, 256) ?? 0,
      height: first(directory, 257) ?? 0,
      pixelsPerInch: perUnit === null ? null : perUnit * (first(directory, 296) === 3 ? 2.54 : 1),
      orientation: asOrientation(first(directory, 274)),
    };
    return picture(head, () => {
      utif.decodeImage(file, directory);
      return { width: directory.width, height: directory.height, data: utif.toRGBA8(directory) };
    });
  });
}
