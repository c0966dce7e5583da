/** What a PDF says about itself: who made it, when, whether it is signed. Never taken for what the certificate says. */
import type { FileFacts } from './document.ts';
import { type OpenPdf, readString } from './pdfium.ts';

export function pdfFacts(pdf: OpenPdf): FileFacts {
  const { lib, document } = pdf;
  const entry = (key: string): string | undefined =>
    readString(lib, 'utf-16le', (buffer, length) => lib.api.FPDF_GetMetaText(document, key, buffer, length)).trim() || undefined;
  return {
    pdfProducer: entry('Producer'),
    pdfCreator: entry('Creator'),
    pdfCreated: pdfDate(entry('CreationDate')),
    pdfModified: pdfDate(entry('ModDate')),
    encrypted: lib.api.EPDF_IsEncrypted(document),
    signed: lib.api.FPDF_GetSignatureCount(document) > 0,
    pageCount: pdf.pageCount,
  };
}

/** `D:20260131101500+01'00'` to `2026-01-31T10:15:00+01:00`, as far as it is given; undefined when it is no such date. */
export function pdfDate(text: string | undefined): string | undefined {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', utc, sign, zoneHour, zoneMinute = '00'] = match;
  if (!month || !day) return [year, month].filter(Boolean).join('-');
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date))) return undefined;
  if (!hour || !minute) return date;
  const zone = utc ?? (sign ? `${sign}${zoneHour}:${zoneMinute}` : '');
  return `${date}T${hour}:${minute}:${second}${zone}`;
}
