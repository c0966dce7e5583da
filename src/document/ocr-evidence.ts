/** Where on the page as displayed stands what was read of one that was turned, straightened or cut; what was recognised from a picture needs a look. */
import type { Reading, ResultReading } from '../coa/reading.ts';
import type { Box, Evidence, Transcript } from '../coa/transcript.ts';
import { fallen } from './bend.ts';
import type { Displayed, Document, Page } from './document.ts';

/** The transcripts with all boxes those of the page as displayed, and the evidence from recognised pages marked as such. */
export function asDisplayed(document: Document, transcripts: readonly Transcript[]): readonly Transcript[] {
  if (document.content.kind !== 'pages') return transcripts;
  const others = new Map(document.content.pages.filter(page => page.engine === 'ocr' || page.displayed).map(page => [page.number, page]));
  if (others.size === 0) return transcripts;
  return transcripts.map(transcript => mapEvidence(transcript, evidence => onPage(evidence, others)) as Transcript);
}

function mapEvidence(value: unknown, change: (evidence: Evidence) => Evidence): unknown {
  if (Array.isArray(value)) return value.map(item => mapEvidence(item, change));
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'page' && 'box' in value) return change(value as Evidence);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapEvidence(member, change)]));
}

function onPage(evidence: Evidence, pages: ReadonlyMap<number, Page>): Evidence {
  const page = evidence.kind === 'page' ? pages.get(evidence.page) : undefined;
  if (!page || evidence.kind !== 'page') return evidence;
  const box = page.displayed ? moved(evidence.box, page.displayed) : evidence.box;
  if (page.engine !== 'ocr') return { ...evidence, box };
  const sureness = evidence.ocrConfidence ?? leastSure(page, evidence.box);
  return {
    ...evidence,
    box,
    method: 'ocr',
    ...(sureness === null ? {} : { ocrConfidence: sureness }),
  };
}

function leastSure(page: Page, [left, top, right, bottom]: Box): number | null {
  const inside = page.words.filter(({ box }) => {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    return x >= left && x <= right && y >= top && y <= bottom;
  });
  return inside.length === 0 ? null : Math.min(...inside.map(word => word.ocrConfidence ?? 1));
}

/** The upright box around the four corners, within the page. */
function moved([left, top, right, bottom]: Box, { width, height, matrix: [a, b, c, d, e, f], bend }: Displayed): Box {
  const corners = [left, right].flatMap(x =>
    [top, bottom].map(level => {
      const y = bend ? level + fallen(bend, x, level) : level;
      return [a * x + c * y + e, b * x + d * y + f] as const;
    }),
  );
  const clip = (value: number, most: number) => Math.round(Math.max(0, Math.min(most, value)) * 100) / 100;
  return [
    clip(Math.min(...corners.map(([x]) => x)), width),
    clip(Math.min(...corners.map(([, y]) => y)), height),
    clip(Math.max(...corners.map(([x]) => x)), width),
    clip(Math.max(...corners.map(([, y]) => y)), height),
  ];
}

/** Below what counts as sure, whatever confirms it: a misread digit often stays plausible. */
const DOUBTED = 0.85;

/** Flags every result that was recognised from a picture, so that a person looks at each. */
export function doubtRecognised(readings: readonly Reading[]): Reading[] {
  return readings.map(reading => ({ ...reading, results: reading.results.map(doubt) }));
}

function doubt(result: ResultReading): ResultReading {
  const parts = [result.evidence, result.nameEvidence, result.rowEvidence];
  if (!parts.some(evidence => evidence.kind === 'page' && evidence.method === 'ocr')) return result;
  return { ...result, confidence: Math.min(result.confidence, DOUBTED), flags: [...result.flags, 'ocr'] };
}
