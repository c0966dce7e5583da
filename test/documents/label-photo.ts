/** Photographs of labels: a code, turned and pale, somewhere on a large picture with grain. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jpeg from 'jpeg-js';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { type Grey, rotate } from '../../src/document/grey.ts';
import { random } from '../generator/random.ts';

interface PhotoOptions {
  readonly format?: 'QRCode' | 'EAN13' | 'Code128' | 'DataMatrix';
  readonly width?: number;
  readonly height?: number;
  /** Share of the width that the code takes. */
  readonly share?: number;
  readonly degrees?: number;
}

/** A JPEG of what a telephone would take of the code. */
export async function labelPhoto(text: string, options: PhotoOptions = {}): Promise<Buffer> {
  const { format = 'QRCode', width = 1000, height = 750, share = 0.25, degrees = 7 } = options;
  const code = await codeOf(text, format);
  const picture: Grey = { width, height, data: new Uint8Array(width * height).fill(214) };
  const module = Math.max(1, Math.floor((width * share) / code.width));
  const tall = format === 'EAN13' || format === 'Code128' ? Math.floor((code.width * module) / 2 / code.height) : module;
  const [left, top] = [Math.floor(width * 0.4), Math.floor(height * 0.35)];
  for (let y = 0; y < code.height * tall; y++) {
    for (let x = 0; x < code.width * module; x++) {
      const dark = code.data[((y / tall) | 0) * code.width + ((x / module) | 0)]! === 0;
      picture.data[(top + y) * width + left + x] = dark ? 52 : 226;
    }
  }
  const { grey } = rotate(picture, degrees);
  const { next } = random(7);
  const data = Buffer.alloc(grey.width * grey.height * 4, 255);
  for (let i = 0, at = 0; i < grey.data.length; i++, at += 4) {
    const value = grey.data[i]! + next() * 24 - 12;
    data[at] = data[at + 1] = data[at + 2] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return Buffer.from(jpeg.encode({ data, width: grey.width, height: grey.height }, 80).data);
}

async function codeOf(text: string, format: NonNullable<PhotoOptions['format']>): Promise<Grey> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  const { symbol } = await writeBarcode(text, { format, addQuietZones: true });
  return { width: symbol.width, height: symbol.height, data: Uint8Array.from(symbol.data) };
}
