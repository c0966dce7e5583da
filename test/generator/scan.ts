/** A page as a scanner or a telephone sees it: drawn, laid askew, in uneven light, on grey paper, blurred, noisy. Same options, same picture. */
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { Raster } from '../../src/document/palette-png.ts';
import { renderRaster } from '../../src/document/render.ts';
import { onePage, type Placed, stream, textContent } from '../documents/pdf-source.ts';
import { random } from './random.ts';

// looked up once: these loops go over millions of pixels
const { abs, ceil, floor, max, min, round } = Math;

export interface Scan {
  /** Pixels an inch. */
  readonly dpi: number;
  /** Clockwise, as the page lies. */
  readonly quarters?: 0 | 1 | 2 | 3;
  readonly degrees?: number;
  /** Pixels on either side that run into one another. */
  readonly blur?: number;
  /** Grain: most that a pixel becomes lighter or darker. */
  readonly noise?: number;
  /** Light of the paper, 0–1. */
  readonly paper?: number;
  /** Part of the light that is lost at the darkest corner. */
  readonly shade?: number;
  /** Part of the width by which the far edge of a photographed page is shorter. */
  readonly perspective?: number;
}

/** Page `number` (from 1), `width` points wide, of a PDF. */
export async function scanPage(pdf: Uint8Array, number: number, width: number, scan: Scan): Promise<Raster> {
  let raster = opaque(await renderRaster(pdf, number, round((width * scan.dpi) / 72)));
  if (scan.quarters || scan.degrees || scan.perspective) raster = lay(raster, scan);
  if (scan.blur) raster = blur(blur(raster, scan.blur), scan.blur);
  return light(raster, scan);
}

function opaque({ width, height, data }: Raster): Raster {
  const out = data.slice();
  for (let i = 3; i < out.length; i += 4) out[i] = 255;
  return { width, height, data: out };
}

/** Turned, askew and seen from below, on a sheet that holds all of it. */
function lay(raster: Raster, { quarters = 0, degrees = 0, perspective = 0 }: Scan): Raster {
  const angle = ((quarters * 90 + degrees) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const width = ceil(abs(raster.width * cos) + abs(raster.height * sin));
  const height = ceil(abs(raster.width * sin) + abs(raster.height * cos));
  const out = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    // the far edge is above: rows there are shorter, and nearer to one another
    const far = 1 - y / height;
    const stretch = 1 / (1 - perspective * far);
    const dy = (y / height + (perspective / 2) * (y / height) * far - 0.5) * height;
    for (let x = 0; x < width; x++) {
      const dx = (x - width / 2) * stretch;
      blend(raster, dx * cos + dy * sin + raster.width / 2, dy * cos - dx * sin + raster.height / 2, out, (y * width + x) * 4);
    }
  }
  return { width, height, data: out };
}

function blend({ width, height, data }: Raster, x: number, y: number, out: Uint8Array, at: number): void {
  const [left, top] = [floor(x), floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return;
  const [fx, fy] = [x - left, y - top];
  const from = (top * width + left) * 4;
  for (let c = 0; c < 3; c++) {
    const upper = data[from + c]! * (1 - fx) + data[from + 4 + c]! * fx;
    const lower = data[from + width * 4 + c]! * (1 - fx) + data[from + width * 4 + 4 + c]! * fx;
    out[at + c] = upper * (1 - fy) + lower * fy + 0.5;
  }
}

/** Mean over the pixels within `radius`, whole or in parts: across, then down. */
function blur(raster: Raster, radius: number): Raster {
  return blurAlong(blurAlong(raster, radius, 4, raster.width), radius, raster.width * 4, raster.height);
}

function blurAlong({ width, height, data }: Raster, radius: number, step: number, length: number): Raster {
  const out = data.slice();
  const reach = ceil(radius);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => min(1, max(0, radius + 0.5 - abs(i - reach))));
  for (let i = 0; i < data.length; i++) {
    const place = step === 4 ? (i >> 2) % width : floor((i >> 2) / width);
    let [sum, of] = [0, 0];
    for (let off = -reach; off <= reach; off++) {
      if (place + off < 0 || place + off >= length) continue;
      const weight = weights[off + reach]!;
      sum += weight * data[i + off * step]!;
      of += weight;
    }
    out[i] = sum / of;
  }
  return { width, height, data: out };
}

function light({ width, height, data }: Raster, { noise = 0, paper = 1, shade = 0 }: Scan): Raster {
  const grain = random(width * 31 + height);
  const out = data.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = paper * (1 - shade * (0.6 * (x / width) + 0.4 * (y / height)));
      const off = noise === 0 ? 0 : (grain.next() - 0.5) * 2 * noise;
      const at = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) out[at + c] = max(0, min(255, data[at + c]! * here + off));
    }
  }
  return { width, height, data: out };
}

/** Grey; in fewer than 256 `shades` the file is smaller. */
export function asPng({ width, height, data }: Raster, shades = 256): Uint8Array {
  const png = new PNG({ width, height });
  const step = 255 / (shades - 1);
  png.data = Buffer.from(shades === 256 ? data : data.map(value => round(round(value / step) * step)));
  return new Uint8Array(PNG.sync.write(png, { colorType: 0 }));
}

export const asJpeg = (raster: Raster, quality = 80): Uint8Array => new Uint8Array(jpeg.encode(raster, quality).data);

/** Grey, uncompressed, with its resolution. */
export function asTiff({ width, height, data }: Raster, dpi: number): Uint8Array {
  const entries: readonly (readonly [tag: number, type: 3 | 4 | 5, value: number])[] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 256],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, width * height],
    [282, 5, 200],
    [283, 5, 200],
    [296, 3, 2],
  ];
  const file = Buffer.alloc(256 + width * height);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, value], i) => {
    const at = 10 + 12 * i;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(1, at + 4);
    if (type === 3) file.writeUInt16LE(value, at + 8);
    else file.writeUInt32LE(value, at + 8);
  });
  file.writeUInt32LE(dpi, 200);
  file.writeUInt32LE(1, 204);
  for (let i = 0; i < width * height; i++) file[256 + i] = (data[4 * i]! * 77 + data[4 * i + 1]! * 150 + data[4 * i + 2]! * 29) >> 8;
  return new Uint8Array(file);
}

/** One page that is nothing but the picture, and text over it where some is given. */
export function asPdf(raster: Raster, dpi: number, quality = 80, text: readonly Placed[] = []): Uint8Array {
  const { width, height } = raster;
  const [w, h] = [(width * 72) / dpi, (height * 72) / dpi].map(points => points.toFixed(2));
  const picture = stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
    asJpeg(raster, quality),
  );
  return onePage({
    content: stream('', `q ${w} 0 0 ${h} 0 0 cm /P Do Q\n${textContent(text)}`),
    resources: '/XObject << /P 6 0 R >>',
    further: [picture],
    mediaBox: `[0 0 ${w} ${h}]`,
  });
}
