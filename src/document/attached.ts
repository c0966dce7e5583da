/** Files within a PDF: of a portfolio they are all it holds, and beside a certificate they may be another one. */
import type { Problem } from '../coa/problem.ts';
import { type OpenPdf, readString } from './pdfium.ts';

/** What may hold results; programs attach the data they made the page from, and their own notes. */
const DOCUMENT = /\.(?:pdf|xlsx?|csv|docx?|html?|txt|json|eml|msg|zip|png|jpe?g|tiff?)$/i;
/** More are not named. */
const MOST = 20;
/** Characters of a name. */
const LONGEST = 120;

/** A problem for each file that is not read with the PDF. */
export function attachedFiles({ lib, document }: OpenPdf): Problem[] {
  const { api } = lib;
  const count = Math.min(MOST, api.FPDFDoc_GetAttachmentCount(document));
  return Array.from({ length: Math.max(0, count) }, (_, index) => nameOf(lib, api.FPDFDoc_GetAttachment(document, index))).flatMap(
    (name): Problem[] =>
      DOCUMENT.test(name)
        ? [
            {
              code: 'attachment-unread',
              severity: 'error',
              message: `The PDF carries “${name}”, which was not read with it. Save it from the PDF and send it alone.`,
            },
          ]
        : [],
  );
}

function nameOf(lib: OpenPdf['lib'], attachment: number): string {
  if (attachment === 0) return '';
  const name = readString(lib, 'utf-16le', (buffer, length) => lib.api.FPDFAttachment_GetName(attachment, buffer, length)).trim();
  return name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name;
}
