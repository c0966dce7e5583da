/** Codes on the photograph of a label (PNG or JPEG): their text alone, for looking up; nothing they name is opened. */
import { codeReader } from './barcode.ts';
import { DocumentRefused } from './document.ts';
import { picturesOf } from './picture.ts';
import { sniff } from './sniff.ts';

export interface PhotoCode {
  /** `QRCode`, `DataMatrix`, `Code128`, `EAN13`, … */
  readonly form: string;
  readonly text: string;
}

const MOST_CODES = 8;
const LONGEST = 2000;

/** Throws DocumentRefused for what is no picture, is damaged, or has more pixels than are read. */
export async function readPhotoCodes(bytes: Uint8Array): Promise<PhotoCode[]> {
  const mediaType = sniff(bytes);
  if (mediaType === 'image/heic' || mediaType === 'image/webp' || mediaType === 'image/gif') {
    const what = 'This kind of picture cannot be opened. Save the photo as JPEG or PNG, or make a screenshot of it.';
    throw new DocumentRefused('unsupported-format', what);
  }
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') {
    throw new DocumentRefused(
      'unsupported-format',
      'This is no photo. Choose a JPEG or PNG picture of the code on the label; a certificate is sent as one, in the form for certificates.',
    );
  }
  // refuses too many pixels by what the head of the file says, before anything is decoded
  picturesOf(bytes, mediaType);
  const read = await codeReader();
  // the reader decodes the file in its own memory, a third of what decoding here would need
  const look = (tryInvert: boolean) => read(bytes, { maxNumberOfSymbols: MOST_CODES, tryHarder: true, tryInvert });
  const dark = await look(false);
  // some labels print white on black
  const found = dark.length > 0 ? dark : await look(true);
  if (found.some(({ error }) => error.startsWith('Failed to load image'))) {
    throw new DocumentRefused('broken-file', 'The photo cannot be opened: it is damaged or incomplete. Take it or save it again.');
  }
  return found.filter(({ text }) => text.trim() !== '').map(({ format, text }) => ({ form: format, text: text.slice(0, LONGEST) }));
}
