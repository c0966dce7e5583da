/** Signatures of cryptographic messages (RFC 5652) and timestamps (RFC 3161): do the digest and the signature fit the bytes? */
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** `detached`: over the bytes; `sha1`: over their SHA-1 in the message; `timestamp`: an RFC 3161 token over the bytes. */
export type SignatureForm = 'detached' | 'sha1' | 'timestamp';

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly from: string;
  readonly to: string;
}

export interface Timestamp {
  readonly at: string;
  readonly authority: string;
  /** It is over this very signature, and its own signature is valid. */
  readonly fits: boolean;
}

export interface Verified {
  readonly integrity: 'intact' | 'broken' | 'unknown';
  /** Why it is not intact; empty when it is. */
  readonly why: string;
  readonly signer: CertificateFacts | null;
  /** From the signer's issuer upwards, as far as the message itself brings them and each has signed the one before. */
  readonly chain: readonly CertificateFacts[];
  /** By the signer's own clock. */
  readonly signedAt: string | null;
  readonly timestamp: Timestamp | null;
  readonly algorithm: string | null;
}

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto });

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const LONGEST_CHAIN = 8;

export async function verifySignature(form: SignatureForm, contents: Uint8Array, covered: Uint8Array): Promise<Verified> {
  const message = parseSignedData(contents);
  const info = message?.signerInfos[0];
  if (!message || !info) return unknown('it is no signature of a known form');
  const signer = signerOf(message, info);
  const base = {
    signer: signer && factsOf(signer),
    chain: signer ? await chainOf(signer, certificatesOf(message)) : [],
    signedAt: signingTimeOf(info),
    timestamp: await timestampOf(info),
    algorithm: algorithmOf(info),
  };
  if (signer === null) return { ...base, integrity: 'unknown', why: 'the certificate of the signer is not in the file' };
  const wrong = form === 'detached' ? await fault(message, covered) : await enclosedFault(form, message, covered);
  return wrong === null ? withTime(form, message, base) : { ...base, ...wrong };
}

type Fault = Pick<Verified, 'integrity' | 'why'>;

function withTime(form: SignatureForm, message: pkijs.SignedData, base: Omit<Verified, 'integrity' | 'why'>): Verified {
  const token = form === 'timestamp' ? tokenOf(message) : null;
  const timestamp = token
    ? { at: token.genTime.toISOString(), authority: base.signer?.subject ?? 'an unnamed authority', fits: true }
    : base.timestamp;
  return { ...base, timestamp, integrity: 'intact', why: '' };
}

function unknown(why: string): Verified {
  return { integrity: 'unknown', why, signer: null, chain: [], signedAt: null, timestamp: null, algorithm: null };
}

function parseSignedData(contents: Uint8Array): pkijs.SignedData | null {
  try {
    const content = pkijs.ContentInfo.fromBER(buffer(contents));
    return new pkijs.SignedData({ schema: content.content });
  } catch {
    // Whatever stands there, it is no signed message.
    return null;
  }
}

const ALTERED: Fault = { integrity: 'broken', why: 'the digest in the signature is not that of the covered bytes' };

/** Null when the signature fits the bytes; without bytes, when it fits what the message itself encloses. */
async function fault(message: pkijs.SignedData, covered: Uint8Array | null): Promise<Fault | null> {
  const data = covered === null ? {} : { data: buffer(covered) };
  try {
    if (covered !== null && !(await digestFits(message, covered))) return ALTERED;
    const { signatureVerified } = await message.verify({ signer: 0, checkChain: false, extendedMode: true, ...data }, engine);
    return signatureVerified ? null : { integrity: 'broken', why: 'the signature is not that of the named signer over these bytes' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { integrity: 'unknown', why: `its algorithms or its form are not supported (${reason})` };
  }
}

/** Of a timestamp, the digest that it is of; of another message, the signed digest of its content, where there is one. */
async function digestFits(message: pkijs.SignedData, covered: Uint8Array): Promise<boolean> {
  const imprint = tokenOf(message)?.messageImprint;
  const info = message.signerInfos[0]!;
  const signed: unknown = info.signedAttrs?.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0];
  const expected = imprint?.hashedMessage.getValue() ?? (signed instanceof asn1js.OctetString ? signed.getValue() : null);
  if (expected === null) return true;
  const { algorithmId } = imprint?.hashAlgorithm ?? info.digestAlgorithm;
  const digest = await engine.digest(engine.getAlgorithmByOID(algorithmId, true), buffer(covered));
  return Buffer.from(digest).equals(Buffer.from(expected));
}

/** Of the forms that carry within them what they sign: the digest of the bytes. */
async function enclosedFault(form: 'sha1' | 'timestamp', message: pkijs.SignedData, covered: Uint8Array): Promise<Fault | null> {
  if (form === 'timestamp') return fault(message, covered);
  const wrong = await fault(message, null);
  if (wrong) return wrong;
  const enclosed = message.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0);
  const digest = await engine.digest({ name: 'SHA-1' }, buffer(covered));
  return Buffer.from(enclosed).equals(Buffer.from(digest)) ? null : ALTERED;
}

function certificatesOf({ certificates = [] }: pkijs.SignedData): pkijs.Certificate[] {
  return certificates.filter(item => item instanceof pkijs.Certificate);
}

function signerOf(message: pkijs.SignedData, { sid }: pkijs.SignerInfo): pkijs.Certificate | null {
  const named = certificatesOf(message).find(certificate =>
    sid instanceof pkijs.IssuerAndSerialNumber
      ? certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber)
      : false,
  );
  // Named by the identifier of its key instead: where there is but one certificate, that is it.
  return named ?? (sid instanceof pkijs.IssuerAndSerialNumber || certificatesOf(message).length !== 1 ? null : certificatesOf(message)[0]!);
}

async function chainOf(signer: pkijs.Certificate, all: readonly pkijs.Certificate[]): Promise<CertificateFacts[]> {
  const chain: CertificateFacts[] = [];
  let current = signer;
  while (chain.length < LONGEST_CHAIN && !current.issuer.isEqual(current.subject)) {
    const issuer = await issuerOf(current, all);
    if (issuer === null) break;
    chain.push(factsOf(issuer));
    current = issuer;
  }
  return chain;
}

async function issuerOf(certificate: pkijs.Certificate, all: readonly pkijs.Certificate[]): Promise<pkijs.Certificate | null> {
  for (const candidate of all) {
    if (!candidate.subject.isEqual(certificate.issuer)) continue;
    // A key of a kind not supported vouches for nothing.
    if (await certificate.verify(candidate, engine).catch(() => false)) return candidate;
  }
  return null;
}

function signingTimeOf({ signedAttrs }: pkijs.SignerInfo): string | null {
  const attribute = signedAttrs?.attributes.find(({ type }) => type === SIGNING_TIME);
  const value: unknown = attribute?.values[0];
  return value instanceof asn1js.UTCTime || value instanceof asn1js.GeneralizedTime ? value.toDate().toISOString() : null;
}

async function timestampOf({ unsignedAttrs, signature }: pkijs.SignerInfo): Promise<Timestamp | null> {
  const attribute = unsignedAttrs?.attributes.find(({ type }) => type === TIMESTAMP_TOKEN);
  const value: unknown = attribute?.values[0];
  if (!(value instanceof asn1js.Sequence)) return null;
  const message = parseSignedData(new Uint8Array(value.toBER(false)));
  const token = message && tokenOf(message);
  const info = message?.signerInfos[0];
  if (!message || !token || !info) return null;
  const authority = signerOf(message, info);
  const fits = authority !== null && (await fault(message, new Uint8Array(signature.getValue()))) === null;
  return { at: token.genTime.toISOString(), authority: authority ? factsOf(authority).subject : 'an unnamed authority', fits };
}

function tokenOf(message: pkijs.SignedData): pkijs.TSTInfo | null {
  const content = message.encapContentInfo.eContent?.getValue();
  try {
    return content ? pkijs.TSTInfo.fromBER(content) : null;
  } catch {
    // The message encloses something else than a timestamp.
    return null;
  }
}

const NAME_PARTS: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.6': 'C' };

function nameOf({ typesAndValues }: pkijs.RelativeDistinguishedNames): string {
  const parts = typesAndValues.flatMap(({ type, value }) => {
    const text = String(value.valueBlock.value).trim();
    return NAME_PARTS[type] && text ? [{ part: NAME_PARTS[type], text }] : [];
  });
  const common = parts.find(({ part }) => part === 'CN')?.text;
  const rest = parts.filter(({ part }) => part === 'O' || part === 'C').map(({ text }) => text);
  const all = [...new Set([common ?? parts.find(({ part }) => part === 'OU')?.text, ...rest])].filter(Boolean);
  return all.join(', ') || 'a certificate without a name';
}

function factsOf(certificate: pkijs.Certificate): CertificateFacts {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
    from: certificate.notBefore.value.toISOString(),
    to: certificate.notAfter.value.toISOString(),
  };
}

function algorithmOf({ digestAlgorithm, signatureAlgorithm }: pkijs.SignerInfo): string | null {
  const name = (identifier: string) => {
    const found = engine.getAlgorithmByOID(identifier) as { readonly name?: string };
    return found.name ?? identifier;
  };
  return `${name(signatureAlgorithm.algorithmId)} with ${name(digestAlgorithm.algorithmId)}`;
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
