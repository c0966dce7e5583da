import { PDFDocument } from 'pdf-lib';
import { anyLaboratory } from '../../importers/any-laboratory/importer.ts';
import type { Document } from '../../src/document/document.ts';
import { type Importer, LayoutError } from '../../src/document/importer.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { CERTIFICATE, type Placed, textPage } from '../documents/pdf-source.ts';

const certificate = (): Promise<Document> => readDocument(textPage(CERTIFICATE), 'a.pdf', { crossCheck: true });

/** An importer that claims every document. */
function claiming(id: string, transcribe: Importer['transcribe']): Importer {
  return { id, version: 3, title: id, recognise: () => ({ kind: 'json', pointer: '', text: id }), transcribe };
}

const changed = claiming('known-laboratory', () => {
  throw new LayoutError('known-laboratory', 'no column of results');
});

test('a document that no importer claims is read by the general one', async () => {
  const understood = understand(await certificate(), { importers: [], fallback: anyLaboratory });
  expect(understood).toMatchObject({
    outcome: 'read',
    reason: null,
    importer: { id: 'any-laboratory' },
    pages: [{ width: 595, height: 842 }],
  });
  expect(understood.readings).toHaveLength(understood.transcripts.length);
});

test('a known laboratory with a new layout is read by the general reader, and waits for a person', async () => {
  const { outcome, importer, problems, readings } = understand(await certificate(), { importers: [changed], fallback: anyLaboratory });
  expect([outcome, importer?.id, readings[0]?.results.length]).toEqual(['partial', 'any-laboratory', 4]);
  expect(problems).toContainEqual(expect.objectContaining({ code: 'layout-changed', severity: 'error' }));
});

test('a known laboratory with a new layout in which nothing is found is refused', async () => {
  const fallback = claiming('any-laboratory', () => []);
  const document = await certificate();
  expect(() => understand(document, { importers: [changed], fallback })).toThrow(expect.objectContaining({ reason: 'layout-changed' }));
});

test('two importers that claim one document are named', async () => {
  const importers = ['one', 'two'].map(id => claiming(id, () => []));
  const document = await certificate();
  expect(() => understand(document, { importers, fallback: anyLaboratory })).toThrow(
    expect.objectContaining({ reason: 'ambiguous-importer', message: expect.stringContaining('one and two') }),
  );
});

test('a file of certificates of two laboratories that are known is read by the importer of each', async () => {
  const pagesOf = async (laboratory: string, sample: string) => {
    const heading = [laboratory, `Sample ID: ${sample}`].map((text, i) => ({ text, x: 50 + 300 * i, y: 826 }));
    const { content } = await readDocument(textPage([...heading, ...CERTIFICATE]), 'a.pdf');
    return content.kind === 'pages' ? content.pages : [];
  };
  const pages = [...(await pagesOf('First Sample Laboratory', 'A-1')), ...(await pagesOf('Second Sample Laboratory', 'B-2'))];
  const document: Document = {
    ...(await certificate()),
    content: { kind: 'pages', pages: pages.map((page, i) => ({ ...page, number: i + 1 })) },
  };
  const of = (id: string, name: RegExp): Importer => ({
    ...claiming(id, read => anyLaboratory.transcribe(read).map(transcript => ({ ...transcript, language: id }))),
    recognise: ({ content }) =>
      content.kind === 'pages' && content.pages.some(({ words }) => name.test(words.map(({ text }) => text).join(' ')))
        ? { kind: 'json', pointer: '', text: id }
        : null,
  });
  const [one, two] = [of('one', /First Sample/), of('two', /Second Sample/)];
  const read = (importers: readonly Importer[]) => {
    const { importer, transcripts } = understand(document, { importers, fallback: anyLaboratory });
    return [importer?.id, ...transcripts.map(({ language, sample }) => `${language} ${sample.labSampleId?.text}`)];
  };
  expect(read([one, two])).toEqual(['any-laboratory', 'one A-1', 'two B-2']);
  expect(read([one])).toEqual(['any-laboratory', 'one A-1', expect.stringMatching(/^(?!one).*B-2$/)]);
});

test('prose is no certificate', async () => {
  const prose = Array.from({ length: 12 }, (_, i) => ({
    text: 'The laboratory may issue reports under this licence of the authority.',
    x: 50,
    y: 780 - i * 20,
  }));
  const document = await readDocument(textPage(prose), 'licence.pdf');
  expect(() => understand(document, { importers: [], fallback: anyLaboratory })).toThrow(
    expect.objectContaining({ reason: 'not-a-certificate' }),
  );
});

describe('documents that a PDF carries', () => {
  const carrying = async (placed: readonly Placed[]): Promise<Document> => {
    const pdf = await PDFDocument.load(textPage(placed));
    for (const name of ['metals.pdf', 'page.xml', `${'m'.repeat(300)}.csv`])
      await pdf.attach(new Uint8Array([1, 2, 3]), name, { mimeType: 'application/octet-stream' });
    return readDocument(await pdf.save(), 'carrying.pdf');
  };

  test('are told, each as one that was not read', async () => {
    const { outcome, problems } = understand(await carrying(CERTIFICATE), { importers: [], fallback: anyLaboratory });
    const told = problems.filter(({ code }) => code === 'attachment-unread');
    expect(told.map(({ message }) => /“(.*)”/.exec(message)?.[1])).toEqual(['metals.pdf', expect.stringMatching(/^…m{116}\.csv$/)]);
    expect([outcome, told[0]?.severity]).toEqual(['read', 'error']);
  });

  test('are named where the pages of the PDF hold no result', async () => {
    const cover = Array.from({ length: 12 }, (_, i) => ({
      text: 'Attached please find the reports of your samples.',
      x: 50,
      y: 780 - i * 20,
    }));
    const document = await carrying(cover);
    expect(() => understand(document, { importers: [], fallback: anyLaboratory })).toThrow(/carries “metals\.pdf”/);
  });
});

test('a mistake of an importer is not taken for a fault of the file', async () => {
  const broken = claiming('broken', () => {
    throw new TypeError('undefined is not a function');
  });
  const document = await certificate();
  expect(() => understand(document, { importers: [broken], fallback: anyLaboratory })).toThrow(TypeError);
});
