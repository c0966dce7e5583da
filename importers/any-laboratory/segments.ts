/** Which pages belong to which sample: a file may hold several reports, and a report several samples. */
import type { Document, Page } from '../../src/document/document.ts';
import { cellKind, isAmount } from './cell.ts';
import type { HeaderField } from './fields.ts';
import { type LabelHit, labelLetters, pageLabels, partedAtLabels } from './header-labels.ts';
import { findLaboratory } from './header-laboratory.ts';
import { squash } from './header-laboratory-names.ts';
import { lookUp } from './header-lookup.ts';
import { type LabelledPage, labelledPage } from './header-page.ts';
import { isReportTitle } from './header-report-number.ts';
import { pageRuns } from './header-runs.ts';
import { isKnownAnalyte } from './names.ts';
import { breaksOff, type PageNumber, pageNumber, startsAnew } from './page-numbering.ts';

/** The pages of one sample of one report, in the order of the file. */
export interface Segment {
  readonly pages: readonly Page[];
}

const labelled = new WeakMap<Page, LabelledPage>();

/** Runs and labels of a page, found once. */
export const readPage = (page: Page): LabelledPage => {
  const known = labelled.get(page);
  if (known) return known;
  const runs = partedAtLabels(pageRuns(page));
  const read = labelledPage(runs, pageLabels(runs));
  labelled.set(page, read);
  return read;
};

/** Numbers further down belong to tables (quality control samples have ids too). */
const HEADER_SHARE = 0.45;
const IDENTIFYING: ReadonlySet<HeaderField> = new Set(['labSampleId', 'reportNumber', 'lot']);

interface Identity {
  /** Values by the words of their label: `sample id` → `26020116-2`. Lots are no identity: several samples may be of one lot. */
  readonly byLabel: ReadonlyMap<string, string>;
  /** Every identifying value, lots too, for pages that label them differently. */
  readonly values: ReadonlySet<string>;
  /** From a picture of the page. */
  readonly recognised: boolean;
}

const HEADING_FIELDS: ReadonlySet<HeaderField> = new Set(['lot', 'received', 'reported', 'client', 'name', 'reportNumber', 'tested']);

const inLabelRow = (page: LabelledPage, { run }: LabelHit): boolean =>
  page.labels.filter(
    other =>
      other.run !== run &&
      HEADING_FIELDS.has(other.field) &&
      other.strength !== 'lead' &&
      Math.abs(other.run.baseline - run.baseline) < 0.5 * run.fontSize,
  ).length >= 2;

/** `Test ID: 2266` over a panel numbers that test; one number of tests beside the lot or the name stands for the sample. */
const numbersSample = (page: LabelledPage, { run }: LabelHit): boolean => {
  const tests = page.labels.filter(({ field }) => field === 'testId');
  return (
    new Set(tests.map(hit => lookUp(page, hit)?.value.text)).size === 1 &&
    page.labels.some(
      ({ field, strength, run: other }) =>
        (field === 'lot' || field === 'name') && strength !== 'lead' && Math.abs(other.baseline - run.baseline) < 8 * run.fontSize,
    )
  );
};

const headLabels = (page: Page): readonly LabelHit[] =>
  readPage(page).labels.filter(({ strength, run }) => strength !== 'lead' && run.box[1] <= HEADER_SHARE * page.height);

/** What stands below rows of results heads a sample further down: the page itself goes on with the one before. */
const isBelowRows = ({ runs }: LabelledPage, { run }: LabelHit): boolean =>
  runs.some(
    name =>
      name.box[3] <= run.box[1] &&
      isKnownAnalyte(name.text) &&
      runs.some(value => value.box[0] > name.box[2] && Math.abs(value.baseline - name.baseline) < 2 && isAmount(cellKind(value.text))),
  );

const identityOf = (page: Page): Identity => {
  const read = readPage(page);
  const byLabel = new Map<string, string>();
  const values = new Set<string>();
  for (const hit of headLabels(page)) {
    const identifies = IDENTIFYING.has(hit.field) || (hit.field === 'testId' && numbersSample(read, hit));
    if (!identifies || isBelowRows(read, hit)) continue;
    const found = lookUp(read, hit);
    if (!found) continue;
    const value = found.value.text.replace(/\s+/g, '');
    values.add(value);
    const words = labelLetters(hit);
    // a value under its label may be of a table, unless other labels of a header stand beside it
    if (hit.field !== 'lot' && (found.how !== 'below' || inLabelRow(read, hit)) && !byLabel.has(words)) byLabel.set(words, value);
  }
  return { byLabel, values, recognised: page.engine === 'ocr' };
};

/** Letters and figures that recognition takes for one another. */
const ALIKE: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', S: '5', B: '8', Z: '2', G: '6' };
const looks = (value: string): string => value.toUpperCase().replace(/[OQDILSBZG]/g, letter => ALIKE[letter]!);

/** How two pages' values are compared. */
const keyFor = (a: Identity, b: Identity): ((value: string) => string) => (a.recognised || b.recognised ? looks : value => value);

const contradicts = (a: Identity, b: Identity): boolean => {
  const key = keyFor(a, b);
  return [...b.byLabel].some(([words, value]) => a.byLabel.has(words) && key(a.byLabel.get(words)!) !== key(value));
};

const agrees = (a: Identity, b: Identity): boolean => {
  const key = keyFor(a, b);
  const known = new Set([...a.values].map(key));
  return [...b.values].some(value => known.has(key(value)));
};

/** Labels of so many kinds are the head of a certificate; under its title fewer are. */
const [HEAD, UNDER_TITLE] = [3, 2];

/** Whether the page calls itself a certificate or a report. */
export const isTitled = (page: Page): boolean =>
  readPage(page).runs.some(run => run.box[1] < HEADER_SHARE * page.height && isReportTitle(run));

/** What the sample is called in the head of the page. */
const namesOn = (page: Page): string[] =>
  headLabels(page).flatMap(hit => {
    const found = hit.field === 'name' ? lookUp(readPage(page), hit, 'text') : null;
    return found && (found.how === 'right' || found.how === 'inline') ? squash(found.value.text) : [];
  });

/** Of what the page says that heads a certificate: each kind once. */
const toldBy = (labels: readonly LabelHit[]): number =>
  new Set(labels.flatMap(({ field }) => (HEADING_FIELDS.has(field) || field === 'labSampleId' ? field : []))).size;

const hasHead = (page: Page): boolean => {
  const told = toldBy(headLabels(page));
  return told >= HEAD || (told >= UNDER_TITLE && isTitled(page));
};

/** The title or the first sentences of a certificate, which another laboratory's page has of its own. */
const opens = (page: Page): boolean =>
  isTitled(page) || toldBy(readPage(page).labels.filter(({ run }) => run.box[1] <= HEADER_SHARE * page.height)) >= UNDER_TITLE;

/** For whom and when: what every page of a certificate that says it says alike. */
const ALIKE_ON_PAGES: ReadonlySet<HeaderField> = new Set(['client', 'received', 'reported']);
const saidOn = (pages: readonly Page[]): Map<HeaderField, Set<string>> => {
  const said = new Map<HeaderField, Set<string>>();
  for (const page of pages)
    for (const hit of headLabels(page)) {
      const found = ALIKE_ON_PAGES.has(hit.field) ? lookUp(readPage(page), hit, 'text') : null;
      if (!found || (found.how === 'below' && !inLabelRow(readPage(page), hit))) continue;
      said.set(hit.field, (said.get(hit.field) ?? new Set()).add(squash(found.value.text)));
    }
  return said;
};

/** Another client and other days: nothing that both say is the same. */
const saysOther = (pages: readonly Page[], page: Page): boolean => {
  const [before, now] = [saidOn(pages), saidOn([page])];
  const shared = [...now].flatMap(([field, own]) => {
    const theirs = before.get(field);
    return theirs ? [{ own, theirs }] : [];
  });
  return shared.length >= UNDER_TITLE && shared.every(({ own, theirs }) => ![...own].some(said => theirs.has(said)));
};

/** None of them is the other, or the beginning of it: one may be cut off. */
const nameDiffers = (pages: readonly Page[], page: Page): boolean => {
  const [before, now] = [pages.flatMap(namesOn), namesOn(page)];
  return before.length > 0 && now.length > 0 && !before.some(one => now.some(other => other.includes(one) || one.includes(other)));
};

/** Two laboratories, each named on its own pages alone. */
const otherLaboratory = (before: readonly Page[], page: Page): boolean => {
  const [theirs, own] = [before.map(readPage), [readPage(page)]];
  const second = findLaboratory(own, null, []);
  if (second === null || prints(theirs, second.text)) return false;
  const first = findLaboratory(theirs, null, []);
  return first !== null && !prints(own, first.text);
};

const prints = (pages: readonly LabelledPage[], name: string): boolean =>
  pages.some(({ runs }) => squash(runs.map(({ text }) => text).join(' ')).includes(squash(name)));

/** Whether a page goes on with the report of the pages before it; `before` and `now` are what these and the page itself are known by. */
const goesOn = (pages: readonly Page[], before: Identity, page: Page, now: Identity): boolean => {
  if (contradicts(before, now)) return false;
  const numbers = [pages.at(-1)!, page].map(one => pageNumber(readPage(one))) as [PageNumber | null, PageNumber | null];
  const anew = startsAnew(...numbers);
  if (agrees(before, now)) return !(anew && otherLaboratory(pages, page));
  if (anew) return false;
  const named = before.values.size > 0 && now.values.size > 0;
  // a page that only repeats a number of the sample heads none
  if (hasHead(page) && (named || nameDiffers(pages, page) || saysOther(pages, page))) return false;
  return !((named && breaksOff(...numbers)) || ((now.values.size > 0 || opens(page)) && otherLaboratory(pages, page)));
};

/**
 * Consecutive pages that name the same sample are one sample, also where each says "Page 1 of 1"; a page that names none
 * continues the one before it unless its numbering starts anew. Certificates of two laboratories are two, also of one lot.
 */
export const segments = (document: Document): Segment[] => {
  if (document.content.kind !== 'pages') return [];
  const { pages } = document.content;
  if (pages.length === 1) return [{ pages }];
  const found: { pages: Page[]; identity: Identity }[] = [];
  for (const page of pages) {
    const identity = identityOf(page);
    const last = found.at(-1);
    if (!last || !goesOn(last.pages, last.identity, page, identity)) {
      found.push({ pages: [page], identity });
      continue;
    }
    last.pages.push(page);
    last.identity = {
      byLabel: new Map([...identity.byLabel, ...last.identity.byLabel]),
      values: new Set([...last.identity.values, ...identity.values]),
      recognised: last.identity.recognised || identity.recognised,
    };
  }
  return found;
};
