/** A PNG of at most 256 colours: text pages stay sharp and small. */
import { crc32, deflateSync } from 'node:zlib';

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** RGBA, four bytes a pixel; the alpha is ignored, the page being white paper. */
  readonly data: Uint8Array;
}

/** Colours are told apart by their upper five bits. */
const BINS = 1 << 15;

interface Palette {
  readonly colours: Uint8Array;
  /** Bin to index of its colour. */
  readonly indexOf: Uint8Array;
  /** Share of the pixels whose own colour is not in the palette. */
  readonly approximated: number;
}

/** Null when too much of the picture would lose its colour (photographs). */
export function palettePng(raster: Raster, mostApproximated = 0.01): Uint8Array | null {
  const palette = choosePalette(raster);
  if (palette.approximated > mostApproximated) return null;
  return encode(raster, palette);
}

function binOf(data: Uint8Array, at: number): number {
  return ((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3);
}

function choosePalette({ data }: Raster): Palette {
  const count = new Uint32Array(BINS);
  const sums = new Float64Array(BINS * 3);
  for (let at = 0; at < data.length; at += 4) {
    const bin = binOf(data, at);
    count[bin]!++;
    sums[bin * 3]! += data[at]!;
    sums[bin * 3 + 1]! += data[at + 1]!;
    sums[bin * 3 + 2]! += data[at + 2]!;
  }
  const used = Array.from(count.keys()).filter(bin => count[bin]! > 0);
  used.sort((a, b) => count[b]! - count[a]!);
  const chosen = used.slice(0, 256);
  const colours = new Uint8Array(chosen.length * 3);
  chosen.forEach((bin, index) => {
    for (let c = 0; c < 3; c++) colours[index * 3 + c] = Math.round(sums[bin * 3 + c]! / count[bin]!);
  });
  const indexOf = new Uint8Array(BINS);
  chosen.forEach((bin, index) => {
    indexOf[bin] = index;
  });
  let rest = 0;
  for (const bin of used.slice(256)) {
    rest += count[bin]!;
    indexOf[bin] = nearest(colours, bin);
  }
  return { colours, indexOf, approximated: (rest * 4) / data.length };
}

function nearest(colours: Uint8Array, bin: number): number {
  const [r, g, b] = [((bin >> 10) << 3) + 4, (((bin >> 5) & 31) << 3) + 4, ((bin & 31) << 3) + 4];
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i * 3 < colours.length; i++) {
    const distance = (colours[i * 3]! - r) ** 2 + (colours[i * 3 + 1]! - g) ** 2 + (colours[i * 3 + 2]! - b) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

function encode({ width, height, data }: Raster, { colours, indexOf }: Palette): Uint8Array {
  const depth = colours.length <= 48 ? 4 : 8;
  const perByte = 8 / depth;
  const stride = Math.ceil(width / perByte);
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1;
    for (let x = 0; x < width; x++) {
      const index = indexOf[binOf(data, (y * width + x) * 4)]!;
      if (depth === 8) rows[row + x] = index;
      else rows[row + (x >> 1)]! |= index << (x % 2 === 0 ? 4 : 0);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, 'latin1');
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}
