/** Bytes to Document: sniffed, within the limits, dispatched to the reader of their format. */
import { createHash } from 'node:crypto';
import type { Problem } from '../coa/problem.ts';
import { readArchive } from './archive.ts';
import type { Content, Document, FileFacts, Page, Sheet } from './document.ts';
import { DocumentRefused } from './document.ts';
import { withoutFailed } from './failed-formulas.ts';
import { readJson } from './json.ts';
import { type HeaderMapping, mappingsFor } from './mapping.ts';
import type { OcrOptions } from './ocr.ts';
import { isPictureType, type MediaType, type PictureType, sniff } from './sniff.ts';

export interface ReadOptions {
  /** Also fill `Page.secondText` by the independent second engine. */
  readonly crossCheck?: boolean | undefined;
  /** The two engines one after the other instead of at the same time: for many files at once, when other files keep the other cores busy. */
  readonly inTurn?: boolean | undefined;
  /** Bytes; default 25 MB. */
  readonly maxBytes?: number | undefined;
  /** Default 200. */
  readonly maxPages?: number | undefined;
  /** Confirmed headers of laboratories. */
  readonly mappings?: readonly HeaderMapping[] | undefined;
  /** Recognise the text of pictures and of pages without legible text, which takes seconds a page; without it they are refused. */
  readonly ocr?: OcrOptions | undefined;
}

export const MAX_BYTES = 25 * 1024 * 1024;
export const MAX_PAGES = 200;

/** A document that the second engine may still be reading: what it is about is known before its values can be compared. */
export interface EarlyDocument {
  /** Without the second engine's texts. */
  readonly document: Document;
  /** With them. Rejects as `readDocument` does. */
  complete(): Promise<Document>;
  /** Whoever is done with it, or gives up, says so. */
  drop(): void;
}

/** Throws DocumentRefused, with what to do, for a file that is not read. */
export async function readDocument(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  const early = await readEarly(bytes, name, options);
  try {
    return await early.complete();
  } finally {
    early.drop();
  }
}

/** As soon as the first engine is done. Throws DocumentRefused as `readDocument` does. */
export async function readEarly(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<EarlyDocument> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
  const mediaType = sniff(bytes);
  const { content, facts, problems, complete, drop } = await readContent(bytes, name, mediaType, options);
  const mappings = mappingsFor(content, options.mappings ?? []);
  const document = { name, sha256: sha256(bytes), bytes: bytes.length, mediaType, content, facts, problems, mappings };
  return {
    document,
    async complete() {
      const more = await complete?.();
      return more === undefined ? document : { ...document, content: more.content, problems: [...problems, ...more.problems] };
    },
    drop: () => drop?.(),
  };
}

export function tooLarge(bytes: number, limit: number): DocumentRefused {
  const [size, most] = [bytes, limit].map(value => (value / 1024 / 1024).toFixed(1).replace(/\.0$/, ''));
  return new DocumentRefused('too-large', `The file has ${size} MB; at most ${most} MB are read. Send the certificate alone.`);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const PICTURE_ADVICE =
  'This picture was not read. Send the original PDF of the laboratory, or a PNG, JPEG or TIFF, or enter the results in the CSV template.';

const WORD_PROCESSOR = 'Documents of word processors (.docx, .odt) are not read. Open it, save it as PDF and send that.';

interface Understood {
  readonly content: Content;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  /** Of what is read twice: the content with what the second engine says of it, and further problems. */
  complete?(): Promise<Pick<Understood, 'content' | 'problems'>>;
  drop?(): void;
}

/** Each format's reader is loaded where it is needed: a process that reads one file should start quickly. */
async function readContent(bytes: Uint8Array, name: string, mediaType: MediaType, options: ReadOptions): Promise<Understood> {
  if (isPictureType(mediaType) && options.ocr) return readPictures(bytes, mediaType, options.ocr, options.maxPages ?? MAX_PAGES);
  switch (mediaType) {
    case 'application/pdf': {
      const { readPdf, withSecondTexts } = await import('./pdf.ts');
      const { maxPages = MAX_PAGES, crossCheck = false, inTurn, ocr } = options;
      const { pages, facts, problems, second } = await readPdf(bytes, { maxPages, crossCheck, inTurn, ocr });
      const read: Understood = { content: { kind: 'pages', pages }, facts, problems };
      if (second === null) return read;
      const complete = async () => {
        const compared = withSecondTexts(pages, await second.texts());
        return { content: { kind: 'pages', pages: compared.pages } as const, problems: compared.problems };
      };
      return { ...read, complete, drop: second.drop };
    }
    case 'message/rfc822': {
      const { readMail } = await import('./mail.ts');
      const { sheets: read, problems } = await readMail(bytes, name, readSheets);
      return sheets(read, problems);
    }
    case 'application/zip':
      throw refuseArchive(bytes);
    case 'application/xml':
      return { content: { kind: 'json', json: (await import('./xml-tree.ts')).readXmlTree(bytes) }, facts: {}, problems: [] };
    case 'application/json':
      return { content: { kind: 'json', json: readJson(bytes) }, facts: {}, problems: [] };
    default: {
      const read = await readSheets(bytes, name, mediaType);
      if (read === null) throw mediaType === 'application/vnd.ms-office' ? await refuseCompound(bytes) : refuseType(mediaType as Unread);
      return sheets(read.sheets, read.problems);
    }
  }
}

/** Null for what holds no cells. */
async function readSheets(bytes: Uint8Array, name: string, mediaType: string): Promise<{ sheets: Sheet[]; problems: Problem[] } | null> {
  switch (mediaType) {
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return (await import('./xlsx.ts')).readXlsx(bytes);
    case 'application/vnd.ms-excel':
      return (await import('./spreadsheet-ml.ts')).readSpreadsheetMl(bytes);
    case 'application/vnd.oasis.opendocument.spreadsheet':
      return (await import('./ods.ts')).readOds(bytes);
    case 'text/csv':
      return { sheets: [(await import('./csv.ts')).readCsv(bytes, name)], problems: [] };
    case 'text/plain':
      return { sheets: [(await import('./text.ts')).readText(bytes, name)], problems: [] };
    case 'text/html':
      return (await import('./html.ts')).readHtml(bytes, name);
    default:
      return null;
  }
}

function sheets(read: readonly Sheet[], problems: readonly Problem[] = []): Understood {
  const { sheets, problems: failed } = withoutFailed(read);
  return { content: { kind: 'sheets', sheets }, facts: {}, problems: [...problems, ...failed] };
}

/** Every page of a picture file; those left out keep their place without words. */
async function readPictures(bytes: Uint8Array, mediaType: PictureType, ocr: OcrOptions, maxPages: number): Promise<Understood> {
  const { picturesOf } = await import('./picture.ts');
  const { recognisePages, recognitionProblems } = await import('./ocr.ts');
  const pictures = picturesOf(bytes, mediaType);
  if (pictures.length > maxPages) {
    throw new DocumentRefused('too-many-pages', `The file has ${pictures.length} pictures; at most ${maxPages} are read.`);
  }
  const drawn = pictures.map(({ width, height, decode }, index) => ({ number: index + 1, width, height, draw: async () => decode() }));
  const recognition = await recognisePages(drawn, ocr);
  if (recognition.pages.every(page => page.words.length === 0)) {
    throw new DocumentRefused('no-text-layer', `No text could be made out. ${PICTURE_ADVICE}`);
  }
  const read = new Map(recognition.pages.map(page => [page.number, page]));
  const pages = drawn.map(({ number, width, height }) => read.get(number) ?? blankPage(number, width, height));
  return {
    content: { kind: 'pages', pages },
    facts: { pageCount: pictures.length, recognisedPages: [...read.keys()] },
    problems: recognitionProblems(recognition),
  };
}

const blankPage = (number: number, width: number, height: number): Page => ({ number, width, height, words: [], rules: [], engine: 'ocr' });

type Unread = Exclude<
  MediaType,
  | 'application/vnd.ms-office'
  | 'application/pdf'
  | 'application/json'
  | 'application/xml'
  | 'text/csv'
  | 'text/plain'
  | 'text/html'
  | 'message/rfc822'
  | 'application/vnd.ms-excel'
  | 'application/vnd.oasis.opendocument.spreadsheet'
>;

const ADVICE: Readonly<Record<Unread, string>> = {
  'application/x-empty': 'The file is empty. Download it again.',
  'application/octet-stream': 'This is no file of a known kind. Send the certificate as PDF, or its results as CSV or XLSX.',
  'application/zip': 'An archive inside an archive is not opened. Unpack it and send its certificates in one archive, or one by one.',
  'application/vnd.ms-tnef':
    'This is a package of Outlook (winmail.dat). Send the mail it came with as .eml, or save the certificate out of it and send that.',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': WORD_PROCESSOR,
  'application/vnd.oasis.opendocument.text': WORD_PROCESSOR,
  'application/rtf': 'RTF files are not read. Save it as PDF.',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'The workbook cannot be read. Send its table as CSV.',
  'image/png': PICTURE_ADVICE,
  'image/jpeg': PICTURE_ADVICE,
  'image/tiff': PICTURE_ADVICE,
  'image/gif': PICTURE_ADVICE,
  'image/webp': PICTURE_ADVICE,
  'image/heic': PICTURE_ADVICE,
};

/** What is wrong with the archive, else that it came where one file is read. */
function refuseArchive(bytes: Uint8Array): DocumentRefused {
  const { entries, refused } = readArchive(bytes);
  const [first] = refused;
  return entries.length === 0 && first ? new DocumentRefused(first.reason, first.message) : refuseType('application/zip');
}

async function refuseCompound(bytes: Uint8Array): Promise<DocumentRefused> {
  const { reason, message } = (await import('./compound.ts')).adviceOf(bytes);
  return new DocumentRefused(reason, message);
}

function refuseType(mediaType: MediaType): DocumentRefused {
  const message = ADVICE[mediaType as keyof typeof ADVICE];
  if (mediaType === 'application/x-empty') return new DocumentRefused('empty-file', message);
  if (mediaType.startsWith('image/')) return new DocumentRefused('no-text-layer', message);
  return new DocumentRefused(mediaType === 'application/octet-stream' ? 'unknown-format' : 'unsupported-format', message);
}
