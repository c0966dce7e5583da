import type { Reading } from '../../src/coa/reading.ts';
import { examine } from '../../src/document/authenticity.ts';
import { readDocument } from '../../src/document/read.ts';
import { createReaderPool, type ReaderPool } from '../../src/ingest/pool.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';
import { identity, signedPdf } from '../documents/signed.ts';

async function examined(bytes: Uint8Array, readings: readonly Reading[] = []) {
  return examine(bytes, await readDocument(bytes, 'test.pdf'), readings);
}

test('a plain file shows nothing', async () => {
  expect(await examined(textPage(CERTIFICATE))).toEqual([]);
});

test('text over text and text that is not shown are told', async () => {
  const hidden = { text: '0.999', x: 300, y: 500, state: '3 Tr' };
  const over = { text: '0.900', x: 121, y: 600 };
  const signals = await examined(textPage([...CERTIFICATE, over, hidden]));
  expect(signals.map(({ kind, facts }) => [kind, facts.problem]).sort()).toEqual([
    ['overprint', 'invisible-text'],
    ['overprint', 'overlapping-text'],
  ]);
});

test('a check that cannot be made says so, and the others are made', async () => {
  const bytes = textPage(CERTIFICATE);
  const document = await readDocument(bytes, 'test.pdf');
  const signals = await examine(new Uint8Array(20), { ...document, facts: { pdfProducer: 'PyPDF2' } }, []);
  expect(signals.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['signature', 'inconclusive'],
    ['software', 'inconclusive'],
    ['link', 'inconclusive'],
    ['barcode', 'inconclusive'],
  ]);
  expect(signals[0]!.detail).toMatch(/^This could not be checked: /);
});

describe('the reader process', () => {
  let pool: ReaderPool;
  beforeAll(() => {
    pool = createReaderPool({ size: 1 });
  });
  afterAll(() => pool.close());

  test('examines a file where that is asked for, and only there', async () => {
    const bytes = await signedPdf({ by: await identity('Head of an invented laboratory') });
    const asked = await pool.read({ name: 'signed.pdf', bytes }, undefined, { examine: true });
    expect(asked.signals).toMatchObject([{ kind: 'signature', outcome: 'supports' }]);
    const unasked = await pool.read({ name: 'signed.pdf', bytes });
    expect(unasked.signals).toBeUndefined();
  });
});
