/** Which pages belong to which sample: a file may hold several reports, and a report several samples. */
import type { Document, Page } from '../../src/document/document.ts';
import { VALUE_KIND } from './fields.ts';
import { pageLabels } from './header-labels.ts';
import { type LabelledPage, labelledPage, lookUp } from './header-lookup.ts';
import { pageRuns } from './header-runs.ts';

/** The pages of one sample of one report, in the order of the file. */
export interface Segment {
  readonly pages: readonly Page[];
  /** The sample's and the report's number that hold the pages together, as printed; absent where the file does not tell. */
  readonly labSampleId?: string | undefined;
  readonly reportNumber?: string | undefined;
}

const labelled = new WeakMap<Page, LabelledPage>();

/** Runs and labels of a page, found once. */
export const readPage = (page: Page): LabelledPage => {
  const known = labelled.get(page);
  if (known) return known;
  const runs = pageRuns(page);
  const read = labelledPage(runs, pageLabels(runs));
  labelled.set(page, read);
  return read;
};

/** Numbers further down belong to tables (quality control samples have ids too). */
const HEADER_SHARE = 0.45;

const identity = (page: Page, field: 'labSampleId' | 'reportNumber'): string | undefined => {
  const read = readPage(page);
  for (const hit of read.labels) {
    if (hit.field !== field || hit.strength === 'lead' || hit.run.box[1] > HEADER_SHARE * page.height) continue;
    const found = lookUp(read, hit, VALUE_KIND[field]);
    if (found) return found.value.text.replace(/\s+/g, '');
  }
  return undefined;
};

const differs = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b;

/**
 * Consecutive pages that name the same sample are one sample; a page that names none continues the one before it. Page
 * numbers are no evidence: files are put together from reports that each say "Page 1 of 1".
 */
export const segments = (document: Document): Segment[] => {
  if (document.content.kind !== 'pages') return [];
  const found: { pages: Page[]; labSampleId: string | undefined; reportNumber: string | undefined }[] = [];
  for (const page of document.content.pages) {
    const labSampleId = identity(page, 'labSampleId');
    const reportNumber = identity(page, 'reportNumber');
    const last = found.at(-1);
    if (last && !differs(last.labSampleId, labSampleId) && !differs(last.reportNumber, reportNumber)) {
      last.pages.push(page);
      last.labSampleId ??= labSampleId;
      last.reportNumber ??= reportNumber;
    } else found.push({ pages: [page], labSampleId, reportNumber });
  }
  return found;
};
