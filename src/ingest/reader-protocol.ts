/** What the pool and its child processes say to each other. */
import type { Signal } from '../coa/signal.ts';
import type { Box } from '../coa/transcript.ts';
import type { Archive } from '../document/archive.ts';
import type { Refusal } from '../document/document.ts';
import type { HeaderMapping } from '../document/mapping.ts';
import type { OcrOptions } from '../document/ocr.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import type { PhotoCode } from '../document/photo-codes.ts';
import type { SourceFile } from '../document/refused.ts';
import type { PageImage } from '../document/render.ts';

export type Job =
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly file: SourceFile;
      readonly crossCheck: boolean;
      /** The engines one after the other: other files keep the other cores busy. Known when a child is free for it. */
      readonly inTurn?: boolean | undefined;
      readonly mappings: readonly HeaderMapping[];
      /** Also look at what the file shows of its authenticity. */
      readonly examine: boolean;
      /** Recognise text in pictures within this time and this many pages; null refuses them. */
      readonly ocr: Pick<OcrOptions, 'milliseconds' | 'maxPages'> | null;
    }
  /** Compare the figures of the text layer with the pictures of the pages, for as long as is given. */
  | { readonly kind: 'compare'; readonly id: number; readonly file: SourceFile; readonly milliseconds: number }
  | { readonly kind: 'unpack'; readonly id: number; readonly file: SourceFile }
  /** Codes on the photograph of a label. */
  | { readonly kind: 'codes'; readonly id: number; readonly file: SourceFile }
  | {
      readonly kind: 'render';
      readonly id: number;
      readonly file: SourceFile;
      readonly page: number;
      readonly width: number;
      /** Regions that are painted over. */
      readonly blackOut: readonly Box[];
    };

export type Answer =
  | { readonly kind: 'ready' }
  /** The answer will take longer: text is being recognised in pictures. */
  | { readonly kind: 'recognising'; readonly id: number }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: ReadOutcome; readonly exhausted: boolean }
  | { readonly kind: 'compared'; readonly id: number; readonly signals: readonly Signal[] }
  | { readonly kind: 'codes'; readonly id: number; readonly codes: readonly PhotoCode[] }
  | { readonly kind: 'archive'; readonly id: number; readonly archive: Archive }
  | { readonly kind: 'image'; readonly id: number; readonly image: PageImage }
  /** A page that will not be drawn. */
  | { readonly kind: 'refused'; readonly id: number; readonly reason: Refusal; readonly message: string }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly message: string;
      readonly code?: string | undefined;
      readonly stack?: string | undefined;
    };
