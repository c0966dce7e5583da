/** What the labels of a report offer for a field of its header, and the best of it. */
import type { Printed } from '../../src/coa/transcript.ts';
import { type HeaderField, VALUE_KIND } from './fields.ts';
import { certain, inSampleRow } from './header-certain.ts';
import type { LabelHit } from './header-labels.ts';
import { lookUp } from './header-lookup.ts';
import type { LabelledPage } from './header-page.ts';
import { linesOfPrinted } from './header-printed.ts';
import { lotInWords } from './lot-names.ts';

interface Candidate {
  readonly value: Printed;
  readonly rank: number;
}

/** A value beside its label is surer than one under it; both are surer than one whose label has no mark. */
const PENALTY = { inline: 0, right: 0, below: 0.2, above: 0.3 };

/** `SAMPLE INFORMATION` over `Name`. */
const isOfSample = ({ field, run, start, end }: LabelHit): boolean =>
  field === 'name' && /(?:information|details?|info)$/i.test(run.text.slice(start, end).trim());

const partyOf = (page: LabelledPage, hit: LabelHit): HeaderField | null => {
  const headings = page.labels.filter(
    other =>
      (other.field === 'client' || other.field === 'manufacturer' || other.field === 'laboratory' || isOfSample(other)) &&
      other.run.baseline < hit.run.baseline &&
      Math.abs(other.run.box[0] - hit.run.box[0]) < 0.1 * page.page.width &&
      hit.run.baseline - other.run.baseline < 8 * hit.run.fontSize,
  );
  return headings.toSorted((a, b) => b.run.baseline - a.run.baseline)[0]?.field ?? null;
};

/** `Sample ID: Hemp Protein Bar`: several words, the first of them without a digit, are no number. */
const isNamedSample = (page: LabelledPage, hit: LabelHit): boolean => {
  if (hit.strength !== 'mark' || !/^sample/i.test(hit.run.text.slice(hit.start)) || lookUp(page, hit)) return false;
  const found = lookUp(page, hit, 'text');
  return (
    found !== null &&
    (found.how === 'inline' || found.how === 'right') &&
    /^\p{Lu}\p{L}+(?: [\p{L}\d&'’().%-]+){1,7}$/u.test(found.value.text)
  );
};

/** After a bare `Sample:` stands a number of the laboratory, alone, or else the product: `Sample: MIT45 Gold`. */
const isSampleName = (page: LabelledPage, hit: LabelHit): boolean => {
  if (hit.field !== 'labSampleId') return false;
  if (hit.rank < 2) return isNamedSample(page, hit);
  const whole = lookUp(page, hit, 'text')?.value;
  const code = lookUp(page, hit)?.value.text;
  if (whole === undefined || whole.text === code) return false;
  if (code === undefined) return true;
  // `Sample: CS2307-1184` over the name
  const [first, ...more] = linesOfPrinted(whole);
  return !(first?.text === code && more.length > 0 && (code.match(/\d/g)?.length ?? 0) >= 4);
};

const LEAST_NUMBER = 4;

/** `Sample ID: MW-1` beside `Lab ID: 4109982-001` of the report 4109982: the client's name for the sample, as the laboratory's number is another. */
const isClientsNumber = (page: LabelledPage, hit: LabelHit): boolean => {
  const numberBeside = (other: LabelHit): string => lookUp(page, other)?.value.text ?? '';
  if (hit.rank >= 2 || !/^sample/i.test(hit.run.text.slice(hit.start))) return false;
  const reports = page.labels.filter(({ field }) => field === 'reportNumber').map(numberBeside);
  const ofReport = (number: string): boolean =>
    reports.some(report => report.length >= LEAST_NUMBER && number.length > report.length && number.startsWith(report));
  const own = page.labels.filter(
    ({ field, run, start }) =>
      field === 'labSampleId' && Math.abs(run.baseline - hit.run.baseline) < 4 * run.fontSize && /^lab/i.test(run.text.slice(start)),
  );
  return own.some(other => ofReport(numberBeside(other))) && !ofReport(numberBeside(hit));
};

/** Said by no label of a name. */
const CLIENTS_NUMBER = 2;

const concerns = (page: LabelledPage, hit: LabelHit, field: HeaderField): boolean => {
  if (hit.field === 'party') return partyOf(page, hit) === field;
  if (hit.field === 'ownNumber') return field === 'labSampleId' && partyOf(page, hit) === 'name';
  if (hit.field === 'labSampleId')
    return isSampleName(page, hit) || isClientsNumber(page, hit) ? field === 'name' : field === 'labSampleId';
  return hit.field === field;
};

/** `Method Blank`, `Batch ID: …` below it: samples and batches of the laboratory's own. */
const OWN_CONTROL =
  /\b(?:method blank|(?:lab(?:oratory)?|quality) control samples?|matrix spike|qc batch|(?:lab(?:oratory)?|batch) (?:quality control|qc)(?: results?| data)?)\b|^quality control(?: (?:data|results|summary|report))?$/i;
const OF_THE_SAMPLE: ReadonlySet<HeaderField> = new Set(['name', 'lot', 'labSampleId']);

/** Top of the part of the page that tells of the laboratory's own controls. */
const controlsTop = ({ runs }: LabelledPage): number =>
  Math.min(...runs.filter(({ text, words }) => words.length <= 8 && OWN_CONTROL.test(text)).map(({ box }) => box[1]));

/** `0001 3428 6430 8833`: the number of a state's register, whether as `Batch#` or as `Harvest/Lot ID`. */
const REGISTERED = /^\d{4}(?: \d{4}){2,}$/;

const known = new WeakMap<LabelledPage, Map<HeaderField, readonly Candidate[]>>();

/** Found once a page. */
export const candidates = (pages: readonly LabelledPage[], field: HeaderField): Candidate[] =>
  pages.flatMap(page => {
    const ofPage = known.get(page) ?? new Map<HeaderField, readonly Candidate[]>();
    known.set(page, ofPage);
    const found = ofPage.get(field) ?? candidatesOn(page, field);
    ofPage.set(field, found);
    return found;
  });

function candidatesOn(page: LabelledPage, field: HeaderField): Candidate[] {
  const end = OF_THE_SAMPLE.has(field) ? controlsTop(page) : Number.POSITIVE_INFINITY;
  return page.labels.flatMap((hit): Candidate[] => {
    if (!concerns(page, hit, field) || hit.run.box[3] > end) return [];
    const found = lookUp(page, hit, VALUE_KIND[field]) ?? (field === 'lot' ? lotInWords(page, hit) : null);
    if (!found || !certain(page, field, hit, found)) return [];
    // `Sample` in a row with `Lot` is as sure as `Sample Name`, and `Batch ID` there as `Lot`
    const least = field === 'name' ? 2 : field === 'lot' ? 1 : Number.POSITIVE_INFINITY;
    const inRow = found.how === 'below' && hit.rank >= least && inSampleRow(page, hit) ? 1 : 0;
    // `Sample Name: BM-23-0441-1` on the page of a chromatogram, or beside `Sample: Example Oil`
    const coded = field !== 'name' ? 0 : !/\p{L}{3}/u.test(found.value.text) ? 2.1 : isClientsNumber(page, hit) ? CLIENTS_NUMBER : 0;
    const registered = field === 'lot' && REGISTERED.test(found.value.text) ? 2.1 : 0;
    const loose = hit.strength === 'lead' ? 0.5 : 0;
    return [{ value: found.value, rank: hit.rank - inRow + PENALTY[found.how] + loose + coded + registered }];
  });
}

/** The best candidate; of equals the first printed. */
export const best = (found: readonly Candidate[]): Candidate | null =>
  found.reduce<Candidate | null>((so, candidate) => (so && so.rank <= candidate.rank ? so : candidate), null);

/** The one value that all candidates give; null of several. */
export const unanimous = (found: readonly Candidate[]): Candidate | null =>
  new Set(found.map(({ value }) => value.text)).size === 1 ? best(found) : null;
