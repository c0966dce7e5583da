/** Digital signatures of a PDF: which bytes they cover, and whether those are still what was signed. Nothing is fetched, no root is trusted. */
import type { Signal } from '../coa/signal.ts';
import type { SignatureForm, Verified } from './cms.ts';
import { pdfDate } from './facts.ts';
import { type OpenPdf, readString, withPdf } from './pdfium.ts';

/** More than any real document carries. */
const MOST_SIGNATURES = 12;
const MOST_CONTENTS = 1_000_000;

interface SignatureField {
  readonly subFilter: string;
  /** As the signer's program claims. */
  readonly claimedTime: string | null;
  readonly reason: string | null;
  readonly contents: Uint8Array;
  readonly ranges: readonly (readonly [start: number, length: number])[];
}

export interface CheckedSignature extends Verified {
  readonly form: SignatureForm | null;
  readonly claimedTime: string | null;
  readonly reason: string | null;
  readonly coverage: Coverage;
}

export interface Coverage {
  /** `whole`: everything but the signature itself; `earlier`: an earlier state of the file; `parts`: other bytes than these. */
  readonly extent: 'whole' | 'earlier' | 'parts';
  /** Where the covered bytes end. */
  readonly end: number;
}

const FORMS: Readonly<Record<string, SignatureForm>> = {
  'adbe.pkcs7.detached': 'detached',
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1',
  'ETSI.RFC3161': 'timestamp',
};

export async function checkSignatures(bytes: Uint8Array): Promise<CheckedSignature[]> {
  const fields = await withPdf(bytes, readFields);
  const checked: CheckedSignature[] = [];
  for (const field of fields) checked.push(await check(bytes, field));
  return checked;
}

async function check(bytes: Uint8Array, { subFilter, claimedTime, reason, contents, ranges }: SignatureField): Promise<CheckedSignature> {
  const form = FORMS[subFilter] ?? null;
  const coverage = coverageOf(bytes, ranges);
  const about = { form, claimedTime, reason, coverage };
  if (form === null)
    return { ...about, ...unreadable(`the form of the signature, ${subFilter || 'which is not named'}, is not known here`) };
  // most files carry none: what checks one is loaded for it
  const { verifySignature } = await import('./cms.ts');
  return { ...about, ...(await verifySignature(form, contents, joined(bytes, ranges))) };
}

export function unreadable(why: string): Verified {
  return { integrity: 'unknown', why, signer: null, chain: [], signedAt: null, timestamp: null, algorithm: null };
}

function readFields({ lib, document }: OpenPdf): SignatureField[] {
  const { api } = lib;
  const count = Math.min(Math.max(0, api.FPDF_GetSignatureCount(document)), MOST_SIGNATURES);
  return Array.from({ length: count }, (_, index) => {
    const object = api.FPDF_GetSignatureObject(document, index);
    const text = (call: (buffer: number, length: number) => number, encoding: 'utf-8' | 'utf-16le' = 'utf-8') =>
      readString(lib, encoding, call).trim() || null;
    return {
      subFilter: text((buffer, length) => api.FPDFSignatureObj_GetSubFilter(object, buffer, length)) ?? '',
      claimedTime: pdfDate(text((buffer, length) => api.FPDFSignatureObj_GetTime(object, buffer, length)) ?? undefined) ?? null,
      reason: text((buffer, length) => api.FPDFSignatureObj_GetReason(object, buffer, length), 'utf-16le'),
      contents: readBytes(lib, (buffer, length) => api.FPDFSignatureObj_GetContents(object, buffer, length)),
      ranges: readRanges(lib, (buffer, length) => api.FPDFSignatureObj_GetByteRange(object, buffer, length)),
    };
  });
}

function readBytes(lib: OpenPdf['lib'], call: (buffer: number, length: number) => number, unit = 1): Uint8Array {
  const length = call(0, 0);
  if (length <= 0 || length * unit > MOST_CONTENTS) return new Uint8Array();
  const buffer = lib.malloc(length * unit);
  try {
    call(buffer, length);
    return lib.heap.HEAPU8.slice(buffer, buffer + length * unit);
  } finally {
    lib.free(buffer);
  }
}

/** PDFium gives 32-bit integers, start and length by turns. */
function readRanges(lib: OpenPdf['lib'], call: (buffer: number, length: number) => number): (readonly [number, number])[] {
  const bytes = readBytes(lib, call, 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, index) => view.getInt32(index * 4, true));
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index) => [numbers[2 * index]!, numbers[2 * index + 1]!] as const);
}

/** The bytes a signature is over: everything but its own hexadecimal string, in which it stands. */
export function coverageOf(bytes: Uint8Array, ranges: SignatureField['ranges']): Coverage {
  const [first, second, ...others] = ranges;
  const end = second === undefined ? 0 : second[0] + second[1];
  const fits =
    first !== undefined &&
    second !== undefined &&
    others.length === 0 &&
    first[0] === 0 &&
    first[1] > 0 &&
    second[1] > 0 &&
    first[1] < second[0] &&
    end <= bytes.length &&
    isHexString(bytes.subarray(first[1], second[0]));
  if (!fits) return { extent: 'parts', end: 0 };
  const rest = Buffer.from(bytes.subarray(end)).toString('latin1');
  return { extent: rest.trim() === '' ? 'whole' : 'earlier', end };
}

/** The gap holds the signature and nothing else: bytes hidden in it would be covered by nobody. */
function isHexString(gap: Uint8Array): boolean {
  return /^\s*<[0-9a-fA-F\s]*>\s*$/.test(Buffer.from(gap).toString('latin1'));
}

function joined(bytes: Uint8Array, ranges: SignatureField['ranges']): Uint8Array {
  return Buffer.concat(
    ranges.filter(([start, length]) => start >= 0 && length >= 0).map(([start, length]) => bytes.subarray(start, start + length)),
  );
}

/** A later signature that covers an earlier one and its file vouches for what was appended in between. */
export function signatureSignals(checked: readonly CheckedSignature[]): Signal[] {
  const vouched = Math.max(0, ...checked.filter(isSound).map(({ coverage }) => coverage.end));
  const whole = checked.some(signature => isSound(signature) && signature.coverage.extent === 'whole');
  return checked.map(signature => {
    const outcome = outcomeOf(signature, whole);
    return { kind: 'signature', outcome, detail: describe(signature, whole), facts: { ...signature, vouched } };
  });
}

export function isSound({ integrity, coverage }: CheckedSignature): boolean {
  return integrity === 'intact' && coverage.extent !== 'parts';
}

function outcomeOf(signature: CheckedSignature, whole: boolean): Signal['outcome'] {
  const { integrity, coverage, form } = signature;
  if (integrity === 'broken') return 'contradicts';
  if (integrity === 'unknown' || coverage.extent === 'parts' || isOutOfDate(signature)) return 'inconclusive';
  // A timestamp of the document alone names no author.
  return (coverage.extent === 'whole' || whole) && form !== 'timestamp' ? 'supports' : 'inconclusive';
}

/** The best that is known of when it was signed: a timestamp before the signer's own clock. */
function timeOf({ timestamp, signedAt, claimedTime }: CheckedSignature): string | null {
  return (timestamp?.fits ? timestamp.at : null) ?? signedAt ?? claimedTime;
}

function isOutOfDate(signature: CheckedSignature): boolean {
  const time = timeOf(signature);
  const { signer } = signature;
  if (time === null || signer === null) return false;
  return Date.parse(time) < Date.parse(signer.from) || Date.parse(time) > Date.parse(signer.to);
}

function describe(signature: CheckedSignature, whole: boolean): string {
  const { integrity, why, signer, form } = signature;
  const name = signer === null ? 'an unnamed signer' : signer.subject;
  const what = form === 'timestamp' ? `A timestamp of the document by ${name}` : `A signature by ${name}`;
  if (integrity === 'unknown') return `${what} could not be checked: ${why}.`;
  if (integrity === 'broken') return `${what} does not fit the file: ${why}. The file was changed after signing, or damaged.`;
  return `${what} fits: ${extentOf(signature, whole)}. ${circumstances(signature).join('; ')}. Whether that issuer is to be trusted was not checked.`;
}

function extentOf({ coverage }: CheckedSignature, whole: boolean): string {
  if (coverage.extent === 'whole') return 'it covers the whole file, which is unchanged since';
  if (coverage.extent === 'parts') return 'it does not cover the file as a whole';
  return whole
    ? 'it covers an earlier state of the file, and a later signature the rest'
    : 'it covers an earlier state of the file; something was appended since';
}

function circumstances(signature: CheckedSignature): string[] {
  const { signedAt, claimedTime, timestamp, chain } = signature;
  const claimed = signedAt ?? claimedTime;
  const issuer = chain.at(-1);
  const time = timestamp?.fits
    ? `Timestamped ${timestamp.at} by ${timestamp.authority}`
    : claimed
      ? `Signed ${claimed} by the clock of the signer`
      : 'When it was signed is not said';
  return [
    time,
    ...(timestamp && !timestamp.fits ? ['its timestamp does not fit it'] : []),
    ...(isOutOfDate(signature) ? ['the certificate was not valid at that time'] : []),
    issuer ? `certificate issued under ${issuer.subject}` : 'the file does not bring the certificates of the issuer',
  ];
}
