import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { revisionsOf, revisionsSignal } from '../../src/document/revisions.ts';
import { checkSignatures, coverageOf, signatureSignals } from '../../src/document/signature.ts';
import { CERTIFICATE, onePage, stream, textContent, textPage } from '../documents/pdf-source.ts';
import { type Identity, identity, signedPdf } from '../documents/signed.ts';

const AT = new Date('2026-02-04T14:05:27Z');
let root: Identity;
let signer: Identity;
let clock: Identity;
let signed: Uint8Array;
beforeAll(async () => {
  root = await identity('Invented Root');
  signer = await identity('Head of an invented laboratory', root);
  clock = await identity('Invented Time Service');
  signed = await signedPdf({ by: signer, chain: [root], at: AT });
});

async function seen(bytes: Uint8Array) {
  const [signal, ...others] = signatureSignals(await checkSignatures(bytes));
  expect(others).toEqual([]);
  return signal!;
}
/** One digit of a result. */
function altered(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.write('0.904', copy.indexOf('0.204'), 'latin1');
  return new Uint8Array(copy);
}
const longer = (bytes: Uint8Array, text: string) => new Uint8Array(Buffer.concat([bytes, Buffer.from(text)]));

describe('a signature', () => {
  test('that covers the whole file fits, with its signer, chain and time', async () => {
    const signal = await seen(signed);
    expect(signal).toMatchObject({
      outcome: 'supports',
      facts: {
        integrity: 'intact',
        coverage: { extent: 'whole', end: signed.length },
        signer: { subject: 'Head of an invented laboratory', issuer: 'Invented Root' },
        chain: [{ subject: 'Invented Root' }],
        signedAt: AT.toISOString(),
        algorithm: 'RSASSA-PKCS1-v1_5 with SHA-256',
      },
    });
    expect(signal.detail).toMatch(/fits: it covers the whole file.*was not checked\.$/);
  });

  test('does not fit a file with one digit changed', async () => {
    expect(await seen(altered(signed))).toMatchObject({ outcome: 'contradicts', facts: { integrity: 'broken' } });
  });

  test('does not fit when another than its signer made it', async () => {
    const impostor: Identity = { certificate: signer.certificate, key: (await identity('Somebody else')).key };
    expect(await seen(await signedPdf({ by: impostor, chain: [root] }))).toMatchObject({ outcome: 'contradicts' });
  });

  test('of an earlier state says that something was appended', async () => {
    const signal = await seen(longer(signed, '\n9 0 obj\n<< >>\nendobj\n'));
    expect(signal).toMatchObject({
      outcome: 'inconclusive',
      facts: { integrity: 'intact', coverage: { extent: 'earlier', end: signed.length } },
    });
    expect(signal.detail).toContain('something was appended since');
    expect((await seen(longer(signed, '\r\n'))).outcome).toBe('supports');
  });

  test('names no issuer that did not sign it', async () => {
    const stranger = await identity('Invented Root');
    expect((await seen(await signedPdf({ by: signer, chain: [stranger] }))).facts).toMatchObject({ integrity: 'intact', chain: [] });
  });

  test('by a certificate that was not valid then supports nothing', async () => {
    const late = await identity('A former signer', root, [2010, 2015]);
    const signal = await seen(await signedPdf({ by: late, at: AT }));
    expect(signal.outcome).toBe('inconclusive');
    expect(signal.detail).toContain('was not valid at that time');
  });

  test('of an unknown form, or of gibberish, is said to be unchecked', async () => {
    expect(await seen(await signedPdf({ by: signer }, { form: 'adbe.x509.rsa_sha1' }))).toMatchObject({ outcome: 'inconclusive' });
    const garbled = Buffer.from(signed);
    garbled.fill('f', garbled.indexOf('/Contents <') + 11, garbled.indexOf('/Contents <') + 400);
    expect(await seen(new Uint8Array(garbled))).toMatchObject({ outcome: 'inconclusive', facts: { integrity: 'unknown' } });
  });

  test('is not there in most files', async () => {
    expect(await checkSignatures(textPage(CERTIFICATE))).toEqual([]);
  });
});

describe('a timestamp', () => {
  test('over the signature gives the time', async () => {
    const at = new Date('2026-02-05T00:00:00Z');
    const { facts, detail } = await seen(await signedPdf({ by: signer, at: AT, timestamp: { by: clock, at } }));
    expect(facts.timestamp).toEqual({ at: at.toISOString(), authority: 'Invented Time Service', fits: true });
    expect(detail).toContain('Timestamped 2026-02-05T00:00:00.000Z by Invented Time Service');
  });

  test('of something else does not', async () => {
    const { facts, detail } = await seen(
      await signedPdf({ by: signer, at: AT, timestamp: { by: clock, at: AT, over: new Uint8Array(9) } }),
    );
    expect(facts.timestamp).toMatchObject({ fits: false });
    expect(detail).toContain('its timestamp does not fit it');
  });

  test('of the document alone names no author', async () => {
    const bytes = await signedPdf({ by: clock, at: AT }, { form: 'ETSI.RFC3161' });
    expect(await seen(bytes)).toMatchObject({
      outcome: 'inconclusive',
      facts: { integrity: 'intact', timestamp: { at: AT.toISOString() } },
    });
    expect(await seen(altered(bytes))).toMatchObject({ outcome: 'contradicts' });
  });
});

describe('coverage', () => {
  const bytes = new Uint8Array(Buffer.from('abcd<00ff>efgh'));
  test.each([
    [
      [
        [0, 4],
        [10, 4],
      ],
      'whole',
    ],
    [
      [
        [0, 4],
        [10, 2],
      ],
      'earlier',
    ],
    [
      [
        [1, 3],
        [10, 4],
      ],
      'parts',
    ],
    [
      [
        [0, 3],
        [10, 4],
      ],
      'parts',
    ],
    [
      [
        [0, 4],
        [11, 3],
      ],
      'parts',
    ],
    [
      [
        [0, 4],
        [10, 9],
      ],
      'parts',
    ],
    [
      [
        [0, 4],
        [10, 2],
        [12, 2],
      ],
      'parts',
    ],
    [[[0, 14]], 'parts'],
    [[], 'parts'],
  ] as [[number, number][], string][])('%j is %s', (ranges, extent) => {
    expect(coverageOf(bytes, ranges).extent).toBe(extent);
  });
});

describe('revisions', () => {
  const plain = textPage(CERTIFICATE);
  const update = (offset: number) =>
    `9 0 obj\n<< >>\nendobj\nxref\n9 1\n0000000000 00000 n \ntrailer\n<< >>\nstartxref\n${offset}\n%%EOF\n`;
  const appended = (bytes: Uint8Array) => longer(bytes, update(bytes.length + '9 0 obj\n<< >>\nendobj\n'.length));
  const count = (bytes: Uint8Array) => revisionsOf(bytes).length;

  test('are counted by what was appended', () => {
    expect(count(plain)).toBe(1);
    expect(count(appended(plain))).toBe(2);
    expect(count(appended(appended(plain)))).toBe(3);
    expect(revisionsSignal(revisionsOf(plain), [])).toBeNull();
    expect(revisionsSignal(revisionsOf(appended(appended(plain))), [])?.detail).toMatch(/^2 revisions were appended/);
  });

  test('are not made of an end within a stream', () => {
    const content = stream('', `% startxref\n15\n%%EOF\n${textContent(CERTIFICATE)}`);
    expect(count(onePage({ content }))).toBe(1);
  });

  test('are not made of the empty table that office programs add', () => {
    expect(count(longer(plain, `xref\n0 0\ntrailer\n<< >>\nstartxref\n${plain.length}\n%%EOF\n`))).toBe(1);
  });

  test('are not made of the beginning of a linearized file', () => {
    const head = '%PDF-1.7\n1 0 obj\n<</Linearized 1>>\nendobj\n';
    const first = `xref\n0 1\ntrailer\n<< >>\nstartxref\n`;
    const place = head.length + first.length + '999\n%%EOF\n'.length;
    const linearized = (offset: number) =>
      Buffer.from(`${head}${first}${offset}\n%%EOF\nxref\n1 1\ntrailer\n<< >>\nstartxref\n${head.length}\n%%EOF\n`);
    expect(count(linearized(0))).toBe(1);
    expect(count(linearized(place + 1))).toBe(1);
  });

  test('covered by a signature are said to be', () => {
    const revised = revisionsOf(appended(plain));
    expect(revisionsSignal(revised, [revised[1]!.end])?.detail).toContain('covered by a signature');
    expect(revisionsSignal(revised, [revised[0]!.end])?.detail).not.toContain('covered by a signature');
  });
});

const corpus = process.env.LEAFPROOF_CORPUS ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const here = existsSync(corpus);
(here ? describe : describe.skip)(here ? 'signatures of real reports' : `signatures of real reports (absent: ${corpus})`, () => {
  test.each(['vscht-green-alkaloids-metals', 'vscht-green-mycotoxins', 'vscht-white-full'])('%s is as it was signed', async name => {
    const signal = await seen(new Uint8Array(readFileSync(join(corpus, `pdf/${name}.pdf`))));
    expect(signal).toMatchObject({
      outcome: 'supports',
      facts: { chain: [{ issuer: expect.stringContaining('PostSignum Root QCA 4') }], coverage: { extent: 'whole' } },
    });
    expect(signal.detail).toContain('Vysoká škola chemicko-technologická v Praze');
  });
});
