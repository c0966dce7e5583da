/**
 * Exports of laboratory systems as JSON or XML, of no agreed schema: results by sample or by panel, in lists or under the names of the analytes.
 * What their keys mean is told by their words, as that of the headers of sheets, so every row is doubted until somebody looked.
 */

import { matchAnalyte } from '../../src/coa/analyte.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { Evidence, Transcript } from '../../src/coa/transcript.ts';
import { type Document, DocumentRefused } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';
import { coaJson } from '../coa-json/importer.ts';
import { certificatesOf } from '../coa-table/certificates.ts';
import { concluded, controlsLeftOut, isControl, isUnreported, type Line, refusalOf } from '../coa-table/lines.ts';
import { wciaJson } from '../wcia-json/importer.ts';
import { type Found, type Result, resultsIn } from './records.ts';

const read = new WeakMap<Document, Found | null>();

/** Walked through once, for whose it is and for what it says. */
function foundIn(document: Document): Found | null {
  const known = read.get(document);
  if (known !== undefined) return known;
  const found = findIn(document);
  read.set(document, found);
  return found;
}

/** Anything may have names and values: where half of the names are analytes, it is about what a laboratory found. */
function findIn(document: Document): Found | null {
  const { content } = document;
  if (content.kind !== 'json' || coaJson.recognise(document) || wciaJson.recognise(document)) return null;
  const found = resultsIn(content.json);
  const known = found.results.filter(({ cells }) => matchAnalyte(cells.analyte!.text));
  return known.length > 0 && known.length >= 0.5 * found.results.length ? found : null;
}

const CUT: Problem = {
  code: 'sheet-cut',
  severity: 'warning',
  message: 'Only the first results of this export were read: it holds more than is looked at. Export fewer samples to a file.',
};

const placeOf = (pointer: string): Evidence => ({ kind: 'json', pointer, text: '' });

export const limsJson = {
  id: 'lims-json',
  version: 1,
  title: 'Exports of laboratory systems (JSON, XML)',
  recognise(document) {
    const [first] = foundIn(document)?.results ?? [];
    return first ? first.cells.analyte!.evidence : null;
  },
  transcribe(document): Transcript[] {
    const { results, leftOut, isCut } = foundIn(document)!;
    const problems: Problem[] = [];
    const controls: string[] = [...leftOut];
    const lines = results.flatMap((result, i) => {
      const line = lineOf(result, i + 1);
      if (isControl(line) || isUnreported(line)) {
        controls.push(result.pointer);
        return [];
      }
      // a report may say no more of its sample than its own number
      const named = line.cells.report_number ? { ...line, sampleId: line.sampleId ?? line.cells.report_number } : line;
      const refusal = refusalOf(named, result.pointer, placeOf(result.pointer));
      if (refusal) problems.push(refusal);
      return refusal ? [] : [line];
    });
    // members of a list of samples are samples of their own, also where nothing names them
    const bySample = Map.groupBy(lines, ({ row }) => memberOf(results[row - 1]!.pointer));
    const [first, ...others] = [...bySample.values()].flatMap(certificatesOf);
    if (!first)
      throw new DocumentRefused('not-a-certificate', `No result in this file could be used. ${problems[0]?.message ?? ''}`.trim());
    return [{ ...first, problems: [...(isCut ? [CUT] : []), ...problems, ...notOfSample(controls), ...first.problems] }, ...others];
  },
} satisfies Importer;

const memberOf = (pointer: string): string =>
  /^.*\/(?:samples?|specimens?|certificates?|coas?|reports?|products?|lots?|batches|documents?)\/\d+(?=\/)/i.exec(pointer)?.[0] ?? '';

function lineOf({ cells, further, doubts }: Result, row: number): Line {
  const line = concluded({ ...cells }, new Set(['column-guessed', ...doubts]));
  return { ...line, row, exact: new Set(), ...(further.length > 0 ? { further } : {}) };
}

function notOfSample([first, ...others]: readonly string[]): Problem[] {
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${others.length} other places` : '';
  return [controlsLeftOut(`What stands at ${first}${more} is`, 'it was left out', placeOf(first))];
}
