/** What a document says that shows whose it is. */
import type { Evidence } from '../../src/coa/transcript.ts';
import type { Document } from '../../src/document/document.ts';
import { printedPart } from './header-printed.ts';
import { readPage } from './segments.ts';

/** The first place of the document where `pattern` is printed, or null. */
export const quote = (document: Document, pattern: RegExp): Evidence | null => {
  if (document.content.kind !== 'pages') return null;
  for (const page of document.content.pages)
    for (const run of readPage(page).runs) {
      const match = pattern.exec(run.text);
      if (match) return printedPart(run, match.index, match.index + match[0].length).evidence;
    }
  return null;
};

/** The first quotation, when all of `patterns` are printed somewhere. */
export const quoteAll = (document: Document, first: RegExp, ...others: readonly RegExp[]): Evidence | null => {
  const evidence = quote(document, first);
  return evidence && others.every(pattern => quote(document, pattern)) ? evidence : null;
};
