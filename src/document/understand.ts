/** Document to outcome: its importer found, its samples transcribed and interpreted, the values looked for in the second engine's text. */
import { interpret } from '../coa/interpret.ts';
import { type Problem, UNREAD_PARTS } from '../coa/problem.ts';
import type { Reading } from '../coa/reading.ts';
import type { Transcript } from '../coa/transcript.ts';
import { crossCheck } from './cross-check.ts';
import type { Document, Page } from './document.ts';
import { DocumentRefused } from './document.ts';
import { AmbiguousImporter, type Identified, type Importer, identifyParts, LayoutError } from './importer.ts';
import { doubtNegated } from './negated.ts';
import { asDisplayed, doubtRecognised } from './ocr-evidence.ts';
import type { ReadOutcome } from './outcome.ts';
import { doubtWrittenOver } from './over-unseen.ts';
import { withinMargins } from './printed-area.ts';
import { doubtPrintedOver } from './printed-over.ts';
import { type ReadOptions, readEarly } from './read.ts';
import { withoutStamps } from './stamps.ts';

export interface Importers {
  readonly importers: readonly Importer[];
  readonly fallback: Importer;
  /** All of them, with those of JSON, where `importers` is without; loaded for the first file that needs them. */
  readonly ofJson?: (() => Promise<readonly Importer[]>) | undefined;
}

/** What a document came to, apart from how long it took. */
export type Understood = Omit<ReadOutcome, 'milliseconds'>;

/** Throws DocumentRefused when the document holds no certificate, or when two importers claim it. */
export const understand = (document: Document, list: Importers): Understood => compared(document, interpreted(document, list));

/** A file read and understood; the second engine reads while the first one's words are interpreted. Throws DocumentRefused as both do. */
export async function readAndUnderstand(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions,
  list: Importers,
): Promise<{ readonly document: Document; readonly understood: Understood }> {
  try {
    return await readOnce(bytes, name, options, list);
  } catch (error) {
    if (!(error instanceof PicturesUnread) || !options.ocr) throw error;
    return readOnce(bytes, name, { ...options, ocr: { ...options.ocr, besideText: true } }, list);
  }
}

async function readOnce(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions,
  list: Importers,
): Promise<{ readonly document: Document; readonly understood: Understood }> {
  const early = await readEarly(bytes, name, options);
  try {
    const { ofJson } = list;
    const isJson = early.document.content.kind === 'json';
    const read = interpreted(early.document, isJson && ofJson ? { ...list, importers: await ofJson() } : list);
    const document = await early.complete();
    return { document, understood: compared(document, read) };
  } finally {
    early.drop();
  }
}

/** The text holds no result, but tables may stand in pictures beside it. */
class PicturesUnread extends DocumentRefused {}

interface Interpreted extends Transcribed {
  readonly readings: readonly Reading[];
}

function interpreted(document: Document, list: Importers): Interpreted {
  const { importer, transcripts, problems } = transcribe(document, list);
  const filled = transcripts.filter(transcript => transcript.rows.length > 0);
  if (filled.length === 0) throw notACertificate(document, problems);
  return { importer, transcripts: filled, problems, readings: filled.map(interpret) };
}

/** `document` with what the second engine says of it. */
function compared(document: Document, { importer, transcripts, problems, readings: alone }: Interpreted): Understood {
  const checked = crossCheck(document.content, alone, document.problems);
  const readings = doubtRecognised(
    doubtPrintedOver(document.content, doubtWrittenOver(document.content, doubtNegated(document.content, checked))),
  );
  const all = [...document.problems, ...problems, ...readings.flatMap(reading => reading.problems)];
  return {
    file: document.name,
    sha256: document.sha256,
    bytes: document.bytes,
    mediaType: document.mediaType,
    outcome: all.some(problem => UNREAD_PARTS.has(problem.code)) ? 'partial' : 'read',
    reason: null,
    importer: { id: importer.id, version: importer.version },
    pages: document.content.kind === 'pages' ? document.content.pages.map(sizeAsDisplayed) : [],
    facts: document.facts,
    transcripts,
    readings: readings satisfies Reading[],
    problems: all,
  };
}

const sizeAsDisplayed = ({ width, height, displayed }: Page): { width: number; height: number } =>
  displayed ? { width: displayed.width, height: displayed.height } : { width, height };

interface Transcribed {
  readonly importer: Importer;
  readonly transcripts: readonly Transcript[];
  readonly problems: readonly Problem[];
}

function transcribe(asRead: Document, list: Importers): Transcribed {
  const document = withinMargins(withoutStamps(asRead));
  const parts = identified(document, list).map(part => transcribePart(part, list.fallback));
  const [first] = parts;
  return {
    // where several read it, the general one stands for them
    importer: first && parts.every(({ importer }) => importer === first.importer) ? first.importer : list.fallback,
    transcripts: asDisplayed(
      document,
      parts.flatMap(({ transcripts }) => transcripts),
    ),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function transcribePart({ document, importer }: Identified, fallback: Importer): Transcribed {
  try {
    return { importer, transcripts: importer.transcribe(document), problems: [] };
  } catch (error) {
    if (!(error instanceof LayoutError) || importer === fallback) throw error;
    // The general reader often copes with a new layout; a person looks before anything becomes public.
    return { importer: fallback, transcripts: fallback.transcribe(document), problems: [layoutChanged(error)] };
  }
}

function identified(document: Document, { importers, fallback }: Importers): Identified[] {
  try {
    return identifyParts(document, importers, fallback);
  } catch (error) {
    if (!(error instanceof AmbiguousImporter)) throw error;
    const names = error.importers.join(' and ');
    throw new DocumentRefused(
      'ambiguous-importer',
      `Two importers claim this file: ${names}. That is a mistake of the program, not of the file; please report it.`,
      { cause: error },
    );
  }
}

function layoutChanged(error: LayoutError): Problem {
  return {
    code: 'layout-changed',
    severity: 'error',
    message: `The importer ${error.importer} knows this laboratory but not this layout (${error.message}). It was read by the general reader instead: compare every value with the page.`,
  };
}

function notACertificate(document: Document, problems: readonly Problem[]): DocumentRefused {
  if (problems.some(problem => problem.code === 'layout-changed')) {
    return new DocumentRefused(
      'layout-changed',
      'The laboratory is known but has laid out its certificate anew, and no result could be read. Please report the file.',
    );
  }
  const { content } = document;
  const Refused = content.kind === 'pages' && content.pages.some(page => page.pictured) ? PicturesUnread : DocumentRefused;
  const seen = content.kind === 'pages' ? 'table of analytes and results' : 'row with an analyte and a result';
  const carried = document.problems.filter(({ code }) => code === 'attachment-unread').map(({ message }) => ` ${message}`);
  return new Refused(
    'not-a-certificate',
    `No ${seen} was found, so this does not look like a certificate of analysis. If it is one, enter its results in the CSV template.${carried.join('')}`,
  );
}
