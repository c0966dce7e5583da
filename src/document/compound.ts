/** Files of older Office programs are file systems of their own (compound files): what is in one, by the names of its streams. */
import type { Refusal } from './document.ts';

export interface Advice {
  readonly reason: Refusal;
  readonly message: string;
}

const KINDS: readonly (readonly [stream: string, Advice])[] = [
  [
    'EncryptedPackage',
    { reason: 'password-protected', message: 'The file is locked by a password. Save it again without one, or save it as PDF.' },
  ],
  [
    '__properties_version1.0',
    {
      reason: 'unsupported-format',
      message:
        'Messages saved by Outlook (.msg) are not read. Save the attached certificate out of it and send that, or save the message as .eml.',
    },
  ],
  [
    'WordDocument',
    {
      reason: 'unsupported-format',
      message: 'Documents of older Word programs (.doc) are not read. Open it, save it as PDF and send that.',
    },
  ],
  [
    'Workbook',
    {
      reason: 'unsupported-format',
      message: 'Workbooks of older Excel programs (.xls) are not read. Open it, save it as .xlsx (Excel workbook) or CSV and send that.',
    },
  ],
];

const ANY: Advice = {
  reason: 'unsupported-format',
  message: 'Files of older Office programs are not read. Save it as PDF, or as .xlsx when it is a table.',
};

/** What to do with it. Names in a compound file's directory are UTF-16; those of Excel 5 called theirs `Book`. */
export function adviceOf(bytes: Uint8Array): Advice {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string): boolean => file.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  return KINDS.find(([stream]) => holds(stream) || (stream === 'Workbook' && holds('Book')))?.[1] ?? ANY;
}
