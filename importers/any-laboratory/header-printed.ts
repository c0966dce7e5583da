/** Runs to printed texts with their evidence: whole, in part, joined over lines, and cut again. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import { joinBoxes, type Run } from './header-runs.ts';

/** Where a printed text comes from, so that a part of it gets the box of just that part. */
interface Source {
  readonly run: Run;
  readonly from: number;
  /** Where this source's text begins in the joined one. */
  readonly at: number;
  readonly length: number;
}
const sources = new WeakMap<Printed, readonly Source[]>();

/** The part of a run between two places of its text, with the box around it; a word that is cut is taken in proportion. */
export const printedPart = (run: Run, from = 0, to = run.text.length): Printed => {
  const raw = run.text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = from + raw.trimEnd().length;
  const boxes = run.words.flatMap((word, index): Box[] => {
    const begin = run.starts[index]!;
    const length = word.text.length;
    const a = Math.max(0, start - begin);
    const b = Math.min(length, end - begin);
    if (a >= b) return [];
    const width = word.box[2] - word.box[0];
    return [[word.box[0] + (width * a) / length, word.box[1], word.box[0] + (width * b) / length, word.box[3]]];
  });
  const text = run.text.slice(start, end);
  const confidences = run.words.flatMap(word => (word.ocrConfidence === undefined ? [] : [word.ocrConfidence]));
  const printed: Printed = {
    text,
    evidence: {
      kind: 'page',
      page: run.page,
      box: boxes.length > 0 ? joinBoxes(boxes) : run.box,
      text,
      method: confidences.length > 0 ? 'ocr' : 'text',
      ...(confidences.length > 0 ? { ocrConfidence: Math.min(...confidences) } : {}),
    },
  };
  sources.set(printed, [{ run, from: start, at: 0, length: text.length }]);
  return printed;
};

/** Several lines of one value, what is `between` them put there; a word broken at its hyphen stays whole (`SCC-211031-` + `138-J`). */
export const joinPrinted = (parts: readonly Printed[], between = ' '): Printed => {
  const first = parts[0]!;
  if (parts.length === 1 || first.evidence.kind !== 'page') return first;
  const all: Source[] = [];
  let text = '';
  for (const part of parts) {
    if (text !== '' && !/[^\s]-$/.test(text)) text += between;
    for (const source of sources.get(part) ?? []) all.push({ ...source, at: source.at + text.length });
    text += part.text;
  }
  const boxes = parts.flatMap(part => (part.evidence.kind === 'page' ? [part.evidence.box] : []));
  const joined: Printed = { text, evidence: { ...first.evidence, box: joinBoxes(boxes), text } };
  sources.set(joined, all);
  return joined;
};

/** A part of a printed text, with the box of just that part. */
export const sliceOfPrinted = (printed: Printed, from: number, to: number): Printed => {
  const parts = (sources.get(printed) ?? []).flatMap(source => {
    const start = Math.max(from - source.at, 0);
    const end = Math.min(to - source.at, source.length);
    return start < end && printed.text.slice(source.at + start, source.at + end).trim() !== ''
      ? [printedPart(source.run, source.from + start, source.from + end)]
      : [];
  });
  return parts.length > 0 ? joinPrinted(parts) : printed;
};

/** The lines of a text joined over lines, each with its own box. */
export const linesOfPrinted = (printed: Printed): Printed[] =>
  (sources.get(printed) ?? []).map(({ run, from, length }) => printedPart(run, from, from + length));
