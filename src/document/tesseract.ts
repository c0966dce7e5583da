/**
 * Tesseract compiled to WebAssembly, run in this process on language data from the packages: nothing is fetched, written or cached.
 * The plain SIMD build reads a picture alike on every machine; the relaxed one may not.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Grey } from './grey.ts';

export type Language = 'eng' | 'ces+eng';
/** How Tesseract divides a page: into blocks of text, as sparse pieces anywhere, or as one line. */
export type Segmentation = 'blocks' | 'sparse' | 'line';

export interface Glyph {
  readonly text: string;
  readonly bbox: Rectangle;
}

export interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface RecognisedWord {
  readonly text: string;
  readonly bbox: Rectangle;
  /** 0–100. */
  readonly confidence: number;
  readonly symbols: readonly Glyph[];
}

export interface RecognisedLine {
  readonly bbox: Rectangle;
  readonly baseline: Rectangle;
  readonly words: readonly RecognisedWord[];
}

interface Api {
  Init(dataPath: string | null, languages: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear(): void;
  End(): void;
}

interface Core {
  readonly FS: { writeFile(path: string, data: Uint8Array): void };
  readonly TessBaseAPI: new () => Api;
}

type CreateCore = (options: object) => Promise<Core>;

interface Page {
  readonly blocks: readonly { readonly paragraphs: readonly { readonly lines: readonly RecognisedLine[] }[] | null }[] | null;
}

const MODES: Readonly<Record<Segmentation, string>> = { blocks: '3', sparse: '11', line: '7' };
const LSTM_ONLY = 1;
const PICTURE = '/input';

export interface Recogniser {
  read(grey: Grey, segmentation: Segmentation, language: Language): Promise<RecognisedLine[]>;
}

let running: Promise<Recogniser> | null = null;

/** The one Tesseract of this process. */
export function recogniser(): Promise<Recogniser> {
  running ??= start().catch((error: unknown) => {
    running = null;
    throw error;
  });
  return running;
}

async function start(): Promise<Recogniser> {
  const require = createRequire(import.meta.url);
  const create: CreateCore = require('tesseract.js-core/tesseract-core-simd-lstm');
  const wasmBinary = await readFile(require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'));
  const quiet = () => undefined;
  const core = await create({ wasmBinary, print: quiet, printErr: quiet, TesseractProgress: quiet });
  const api = new core.TessBaseAPI();
  const loaded = new Set<string>();
  let current: Language | null = null;

  async function speak(language: Language): Promise<void> {
    if (current === language) return;
    for (const one of language.split('+').filter(name => !loaded.has(name))) {
      const packed = await readFile(require.resolve(`@tesseract.js-data/${one}/4.0.0_best_int/${one}.traineddata.gz`));
      core.FS.writeFile(`${one}.traineddata`, await promisify(gunzip)(packed));
      loaded.add(one);
    }
    if (current !== null) api.End();
    if (api.Init(null, language, LSTM_ONLY) !== 0) throw new Error(`Tesseract could not load its data for ${language}`);
    current = language;
  }

  return {
    async read(grey, segmentation, language) {
      await speak(language);
      core.FS.writeFile(PICTURE, portableGreyMap(grey));
      api.SetVariable('tessedit_pageseg_mode', MODES[segmentation]);
      api.SetVariable('user_defined_dpi', '300');
      if (api.SetImageFile(1, 0) !== 0) throw new Error('Tesseract could not take the picture');
      api.Recognize(null);
      const page = JSON.parse(api.GetJSONText()) as Page;
      api.Clear();
      return (page.blocks ?? []).flatMap(block => (block.paragraphs ?? []).flatMap(paragraph => paragraph.lines));
    },
  };
}

function portableGreyMap({ width, height, data }: Grey): Uint8Array {
  return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`, 'latin1'), data]);
}
