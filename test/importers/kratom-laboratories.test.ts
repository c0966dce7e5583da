/** The importers of single laboratories against what their real reports print. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { altitude } from '../../importers/altitude/importer.ts';
import { fallback, importers } from '../../importers/index.ts';
import { vschtMzl } from '../../importers/vscht-mzl/importer.ts';
import { vschtUbm } from '../../importers/vscht-ubm/importer.ts';
import { interpret } from '../../src/coa/interpret.ts';
import { identify, LayoutError } from '../../src/document/importer.ts';
import { readDocument } from '../../src/document/read.ts';
import { corpus, hasCorpus } from './corpus.ts';
import { documentOf, pageOf } from './printed-page.ts';

interface TruthRow {
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
  readonly lod: string | null;
  readonly limit: string | null;
  readonly verdict: string | null;
  readonly panel: string;
}
interface TruthSample {
  readonly name: string;
  readonly lot: string | null;
  readonly lab_sample_id: string | null;
  readonly dates: Readonly<Record<string, string | null>>;
  readonly results: readonly TruthRow[];
}
interface Truth {
  readonly lab: string;
  readonly report_number: string | null;
  readonly client: string;
  readonly samples: readonly TruthSample[];
}

const onCorpus = hasCorpus ? describe : describe.skip;

onCorpus.each([
  ['vscht-green-alkaloids-metals', 'vscht-mzl'],
  ['vscht-green-mycotoxins', 'vscht-mzl'],
  ['vscht-white-full', 'vscht-mzl'],
  ['vscht-green-microbes', 'vscht-ubm'],
  ['altitude-mgm15-tablets', 'altitude'],
])('%s', (name, id) => {
  const path = join(corpus, 'pdf', `${name}.pdf`);
  const read = async () => {
    expect(existsSync(path)).toBe(true);
    const document = await readDocument(readFileSync(path), `${name}.pdf`);
    const { importer, evidence } = identify(document, importers, fallback);
    return { importer, evidence, transcripts: importer.transcribe(document) };
  };
  const truth = hasCorpus ? (JSON.parse(readFileSync(join(corpus, 'truth', `${name}.json`), 'utf8')) as Truth) : null;

  test('is recognised, with a quotation', async () => {
    const { importer, evidence } = await read();
    expect(importer.id).toBe(id);
    expect(evidence).toMatchObject({ kind: 'page', page: 1 });
  });

  test('header and rows are as printed', async () => {
    const { transcripts } = await read();
    expect(transcripts).toHaveLength(truth!.samples.length);
    transcripts.forEach((transcript, index) => {
      const sample = truth!.samples[index]!;
      const reading = interpret(transcript);
      expect(transcript.laboratory?.text).toBe(truth!.lab);
      expect(transcript.reportNumber?.text ?? null).toBe(truth!.report_number);
      expect(transcript.client?.text).toBe(truth!.client);
      expect(transcript.sample.name?.text).toBe(sample.name);
      expect(transcript.sample.lot?.text ?? null).toBe(sample.lot);
      expect(transcript.sample.labSampleId?.text ?? null).toBe(sample.lab_sample_id);
      for (const field of ['sampled', 'received', 'tested', 'reported'] as const)
        expect(reading.dates[field]?.date ?? null).toBe(sample.dates[field]);
      expect(
        transcript.rows.map(row => [
          row.panel,
          row.name.text,
          row.value.text,
          (row.unit ?? row.testPortion)?.text,
          row.lod?.text ?? null,
          row.limit?.text ?? null,
          row.verdict?.text ?? null,
        ]),
      ).toEqual(sample.results.map(row => [row.panel, row.name, row.value, row.unit, row.lod, row.limit, row.verdict]));
    });
  });
});

onCorpus('what only these laboratories print', () => {
  const transcribe = async (name: string) => {
    const document = await readDocument(readFileSync(join(corpus, 'pdf', `${name}.pdf`)), `${name}.pdf`);
    return identify(document, importers, fallback).importer.transcribe(document);
  };

  test('uncertainty, method and the mark of a subcontracted test', async () => {
    const [transcript] = await transcribe('vscht-green-alkaloids-metals');
    const lead = transcript!.rows.find(row => row.name.text === 'olovo');
    expect(lead).toMatchObject({
      uncertainty: { text: '0,08' },
      method: { text: 'SOP 70.75' },
      note: { text: 'S)' },
      panelTitle: { text: 'MINERÁLNÍ LÁTKY' },
    });
  });

  test('a lost superscript, a portion, a standard for each organism', async () => {
    const [transcript] = await transcribe('vscht-green-microbes');
    const results = interpret(transcript!).results;
    expect([results[0]?.number, results[0]?.interval.lower, results[0]?.interval.upper]).toEqual(['1000', '1000', '1000']);
    expect(transcript!.rows.map(row => row.method?.text)).toEqual([
      'ČSN EN ISO 4833-1',
      'ČSN ISO 21527-2',
      'ČSN ISO 21527-2',
      'ČSN ISO 16649-2',
      'ČSN EN ISO 6579-1',
    ]);
    expect(results.at(-1)).toMatchObject({ analyte: 'salmonella', finding: { kind: 'absent' }, testPortion: '25 g' });
  });

  test('one measurement printed in three units is one result, in the unit of its LOD', async () => {
    const [first] = await transcribe('altitude-mgm15-tablets');
    const mgm15 = first!.rows.find(row => row.name.text === 'MGM-15');
    expect(mgm15).toMatchObject({
      value: { text: '5.157' },
      unit: { text: 'mg/g' },
      lod: { text: '0.222' },
      panelTitle: { text: 'MGM-15 Potency Profile' },
    });
    expect(mgm15!.further.map(({ value, unit }) => `${value.text} ${unit?.text}`)).toEqual(['0.516 %', '3.251 mg/Tablet']);
  });
});

test.each([
  [vschtMzl, ['Metrologická a zkušební laboratoř VŠCHT Praha', 'Protokol o zkouškách ML: 1/26']],
  [vschtUbm, ['Zkušební laboratoř Ústavu biochemie a mikrobiologie', 'PROTOKOL O ZKOUŠCE VZORKU Č. 1P/2026']],
  [altitude, ['Altitude Consulting makes no Statements of conformity', 'Kratom Potency Profile', 'Lab Number: 1-1']],
])('%# its own report without its table is a changed layout, not an empty one', (importer, lines) => {
  const document = documentOf(
    pageOf(
      1,
      lines.map((text, index) => [40, 60 + 20 * index, text] as const),
    ),
  );
  expect(importer.recognise(document)).not.toBeNull();
  expect(() => importer.transcribe(document)).toThrow(LayoutError);
});

test.each([vschtMzl, vschtUbm, altitude])('$id does not claim what only mentions the laboratory', importer => {
  const text = 'Compared with Altitude Consulting and the Metrologická a zkušební laboratoř VŠCHT Praha';
  expect(importer.recognise(documentOf(pageOf(1, [[40, 60, text]])))).toBeNull();
});
