/** The interface of an importer, and how a document finds its own. */
import type { Evidence, Transcript } from '../coa/transcript.ts';
import type { Document } from './document.ts';

export interface Importer {
  /** The folder's name, stored with every certificate for ever. */
  readonly id: string;
  /** Raised when some existing document would be transcribed differently. */
  readonly version: number;
  readonly title: string;
  /** What shows that the document is this laboratory's, quoted from it; never throws. */
  recognise(document: Document): Evidence | null;
  /** One transcript a sample. Throws LayoutError when the document is ours but laid out anew. */
  transcribe(document: Document): Transcript[];
  /** The certificates that a file holds, each with its pages, as far as they can be told apart without knowing whose they are. */
  certificates?(document: Document): readonly Document[];
}

export class LayoutError extends Error {
  readonly importer: string;
  constructor(importer: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LayoutError';
    this.importer = importer;
  }
}

/** Two importers claim one document: a mistake of ours, never of the file. */
export class AmbiguousImporter extends Error {
  readonly importers: readonly string[];
  constructor(importers: readonly string[]) {
    super(`More than one importer recognises this document: ${importers.join(', ')}`);
    this.name = 'AmbiguousImporter';
    this.importers = importers;
  }
}

/** The importer that recognises the document, or `fallback` when none does. Throws AmbiguousImporter when several do. */
export function identify(
  document: Document,
  importers: readonly Importer[],
  fallback: Importer,
): { importer: Importer; evidence: Evidence | null } {
  const claims = importers.flatMap(importer => {
    const evidence = importer.recognise(document);
    return evidence ? [{ importer, evidence }] : [];
  });
  if (claims.length > 1) throw new AmbiguousImporter(claims.map(claim => claim.importer.id));
  return claims[0] ?? { importer: fallback, evidence: null };
}

/** A document, or a part of one, and who reads it. */
export interface Identified {
  readonly document: Document;
  readonly importer: Importer;
}

/**
 * A file of certificates of several laboratories, by whose they are; `document` alone where none is known, or all are of one. Certificates that follow each
 * other and are claimed alike stay together, as a cover may head several. Throws AmbiguousImporter when several claim one part.
 */
export function identifyParts(document: Document, importers: readonly Importer[], fallback: Importer): Identified[] {
  const claiming = (part: Document): string =>
    importers.flatMap(importer => (importer.recognise(part) === null ? [] : [importer.id])).join(' ');
  if (claiming(document) === '') return [{ document, importer: fallback }];
  const parts: { document: Document; claims: string }[] = [];
  for (const certificate of fallback.certificates?.(document) ?? [document]) {
    const claims = claiming(certificate);
    const last = parts.at(-1);
    if (last?.claims === claims) last.document = joined(last.document, certificate);
    else parts.push({ document: certificate, claims });
  }
  return parts.map(part => ({ document: part.document, importer: identify(part.document, importers, fallback).importer }));
}

const joined = (first: Document, second: Document): Document =>
  first.content.kind === 'pages' && second.content.kind === 'pages'
    ? { ...first, content: { ...first.content, pages: [...first.content.pages, ...second.content.pages] } }
    : first;
