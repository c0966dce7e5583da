/** Signed PDFs of the tests' own: keys, certificates and timestamps made on the spot, worth nothing to anyone. */
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { CERTIFICATE, onePage, stream, textContent } from './pdf-source.ts';

const engine = new pkijs.CryptoEngine({ name: 'test', crypto: globalThis.crypto });
const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

export interface Identity {
  readonly certificate: pkijs.Certificate;
  readonly key: CryptoKey;
}

let serial = 1;

/** A certificate for the name, by the issuer or by itself. */
export async function identity(name: string, issuer?: Identity, years: readonly [number, number] = [2020, 2040]): Promise<Identity> {
  const { publicKey, privateKey } = await globalThis.crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ value: serial++ });
  const common = (value: string) =>
    new pkijs.RelativeDistinguishedNames({
      typesAndValues: [new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value }) })],
    });
  certificate.subject = common(name);
  certificate.issuer = issuer ? issuer.certificate.subject : certificate.subject;
  certificate.notBefore.value = new Date(Date.UTC(years[0], 0, 1));
  certificate.notAfter.value = new Date(Date.UTC(years[1], 0, 1));
  await certificate.subjectPublicKeyInfo.importKey(publicKey, engine);
  await certificate.sign(issuer?.key ?? privateKey, 'SHA-256', engine);
  return { certificate, key: privateKey };
}

export interface Signing {
  readonly by: Identity;
  /** Certificates put beside that of the signer. */
  readonly chain?: readonly Identity[];
  readonly at?: Date;
  /** Whose timestamp, and over what instead of this signature. */
  readonly timestamp?: { readonly by: Identity; readonly at: Date; readonly over?: Uint8Array };
}

async function message(
  signer: Identity,
  content: pkijs.EncapsulatedContentInfo,
  attributes: pkijs.Attribute[],
  chain: readonly Identity[],
) {
  return new pkijs.SignedData({
    version: 1,
    encapContentInfo: content,
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.certificate.issuer, serialNumber: signer.certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
    certificates: [signer, ...chain].map(({ certificate }) => certificate),
  });
}

const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const digest = (bytes: Uint8Array) => globalThis.crypto.subtle.digest('SHA-256', buffer(bytes));
const wrapped = (signed: pkijs.SignedData) =>
  new pkijs.ContentInfo({ contentType: pkijs.id_ContentType_SignedData, content: signed.toSchema(true) });

/** The CMS message over the bytes, DER. */
export async function sign(bytes: Uint8Array, { by, chain = [], at, timestamp }: Signing): Promise<Uint8Array> {
  const attributes = [
    attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: pkijs.id_ContentType_Data })),
    attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: await digest(bytes) })),
    ...(at ? [attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: at }))] : []),
  ];
  const signed = await message(by, new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.id_ContentType_Data }), attributes, chain);
  await signed.sign(by.key, 0, 'SHA-256', buffer(bytes), engine);
  const info = signed.signerInfos[0]!;
  if (timestamp) {
    const token = await timestampToken(timestamp.over ?? new Uint8Array(info.signature.getValue()), timestamp);
    const attributes = [attribute('1.2.840.113549.1.9.16.2.14', token.toSchema())];
    info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 1, attributes });
  }
  return new Uint8Array(wrapped(signed).toSchema().toBER(false));
}

/** RFC 3161, over the bytes. */
export async function timestampToken(bytes: Uint8Array, { by, at }: { by: Identity; at: Date }): Promise<pkijs.ContentInfo> {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.4146.2.3',
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new asn1js.OctetString({ valueHex: await digest(bytes) }),
    }),
    serialNumber: new asn1js.Integer({ value: serial++ }),
    genTime: at,
  });
  const content = info.toSchema().toBER(false);
  const attributes = [
    attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: pkijs.id_eContentType_TSTInfo })),
    attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: await digest(new Uint8Array(content)) })),
  ];
  const eContent = new asn1js.OctetString({ valueHex: content });
  const signed = await message(
    by,
    new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.id_eContentType_TSTInfo, eContent }),
    attributes,
    [],
  );
  await signed.sign(by.key, 0, 'SHA-256', undefined, engine);
  return wrapped(signed);
}

const ROOM = 8000;
const PLACES = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** A certificate of analysis with one signature over everything but itself; `form` is the PDF's name for it. */
export async function signedPdf(signing: Signing, { form = 'adbe.pkcs7.detached' } = {}): Promise<Uint8Array> {
  const bytes = Buffer.from(
    onePage({
      content: stream('', textContent(CERTIFICATE)),
      catalogue: '/AcroForm << /Fields [6 0 R] /SigFlags 3 >>',
      page: '/Annots [6 0 R]',
      further: [
        { body: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /Rect [0 0 0 0] /V 7 0 R /P 3 0 R >>' },
        {
          body: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${form} ${PLACES} /Contents <${'0'.repeat(ROOM * 2)}> /M (D:20260204150527+01'00') >>`,
        },
      ],
    }),
  );
  const start = bytes.indexOf('/Contents <') + '/Contents '.length;
  const end = start + ROOM * 2 + 2;
  const numbers = [start, end, bytes.length - end].map(number => String(number).padStart(10, '0'));
  bytes.write(
    PLACES.replace(/0000000000/g, () => numbers.shift()!),
    bytes.indexOf(PLACES),
    'latin1',
  );
  const covered = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const contents =
    form === 'ETSI.RFC3161'
      ? new Uint8Array((await timestampToken(covered, { by: signing.by, at: signing.at! })).toSchema().toBER(false))
      : await sign(covered, signing);
  bytes.write(Buffer.from(contents).toString('hex'), start + 1, 'latin1');
  return new Uint8Array(bytes);
}
