/** The header of a certificate, read by its labels and their places, whoever made it. */
import type { Sampling } from '../../src/coa/sampling.ts';
import type { Printed, Transcript } from '../../src/coa/transcript.ts';
import { type HeaderField, VALUE_KIND } from './fields.ts';
import { findDateOrder, findDates } from './header-dates.ts';
import type { LabelHit } from './header-labels.ts';
import { findAccreditation, findLaboratory, isOfDomain, letterhead } from './header-laboratory.ts';
import { findDecimalMark, findLanguage } from './header-language.ts';
import { type Found, type LabelledPage, lookUp } from './header-lookup.ts';
import { besideNumber, numberOfLaboratory, sampleOfReport } from './header-numbered.ts';
import { linesOfPrinted, sliceOfPrinted } from './header-printed.ts';
import { isPageNumber, type Run } from './header-runs.ts';
import { findSampling } from './header-sampling.ts';
import { largestName, subjectName, unlabelledClient, unlabelledName, unlabelledReportNumber } from './header-unlabelled.ts';
import { DATE } from './header-values.ts';
import { lotInName, lotInWords } from './lot-names.ts';
import { readPage, type Segment } from './segments.ts';

export type Header = Omit<Transcript, 'rows' | 'problems'>;

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

const VERDICT = /^(?:pass(?:ed)?|fail(?:ed)?|tested|not tested|complete[d]?|yes|no|conforms|complies)$/i;

const SAMPLE_ROW: ReadonlySet<HeaderField> = new Set([
  'lot',
  'labSampleId',
  'received',
  'sampled',
  'tested',
  'client',
  'reported',
  'reportNumber',
]);

/** Whether it heads a column beside those of lot, client or date. */
const inSampleRow = (page: LabelledPage, { run }: LabelHit): boolean =>
  page.labels.some(
    other => other.run !== run && SAMPLE_ROW.has(other.field) && Math.abs(other.run.baseline - run.baseline) < 0.5 * run.fontSize,
  );

const NAMES: ReadonlySet<HeaderField> = new Set(['name', 'client', 'manufacturer', 'brand', 'reportNumber']);
const DATE_ALONE = new RegExp(`^${DATE.source}$`, DATE.flags);

/** Over the names of a table. */
const TABLE_WORD =
  /^(?:analytes?|parameters?|compounds?|elements?|tests?(?: (?:items?|parameters?|names?))?|components?|determinations?)$/i;

/** `Description | Brown powder | Complies`: a test answered in words. */
const isTestRow = (page: LabelledPage, { run }: LabelHit): boolean =>
  page.runs.some(other => other !== run && Math.abs(other.baseline - run.baseline) < 0.5 * run.fontSize && VERDICT.test(other.text.trim()));

const OF_ANALYSIS =
  /\b(?:(?:date|time) (?:extracted|prepared|analy[sz]ed)|(?:extract|prepar|analy[sz])ed(?: (?:by|on|date))?:|analysis (?:method|date)|instrument|analyst|sop)\b/i;

/** `Batch ID` in the line that tells when, and with what, a panel was analysed: the laboratory's own. */
const isOfAnalysis = (page: LabelledPage, { run, start }: LabelHit): boolean =>
  /^batch/i.test(run.text.slice(start)) &&
  page.runs.some(other => Math.abs(other.baseline - run.baseline) < 0.5 * run.fontSize && OF_ANALYSIS.test(other.text));

/** Labels that are also everyday words of tables need a mark or a value beside them; moisture is a share. */
const certain = (page: LabelledPage, field: HeaderField, hit: LabelHit, { how, value }: Found): boolean => {
  if (field === 'reportNumber' && hit.rank > 0 && how === 'below') return /^(?=.*\d)(?=.*(?:\p{L}|\d[-/]\d)).{6,}$/u.test(value.text);
  if (field === 'reportNumber' && hit.rank > 1 && /^report|^certificate|^coa/iu.test(hit.run.text.slice(hit.start)))
    return hit.strength === 'mark' && value.text.length > 3 && !DATE.test(value.text);
  // `To:` is an addressee's only in the head of a letter
  if (field === 'client' && hit.rank === 3) return hit.strength === 'mark' && hit.first && hit.run.box[1] < 0.35 * page.page.height;
  if (field === 'moisture') return hit.strength === 'mark' && /%/.test(`${value.text}${hit.run.text}`);
  if (NAMES.has(field) && DATE_ALONE.test(value.text)) return false;
  // `Batch | 11/18/2022 | Pass` in a list of panels
  if (field === 'lot' && hit.strength !== 'mark' && DATE_ALONE.test(value.text)) return false;
  if (field === 'lot' && isOfAnalysis(page, hit)) return false;
  // `WSLCB Lab #7` is the laboratory's own number
  if (field === 'labSampleId' && /^lab/i.test(hit.run.text.slice(hit.start)) && hit.start > 0 && /^\d{1,2}$/.test(value.text)) return false;
  if (field === 'name' && how === 'below' && TABLE_WORD.test(value.text)) return false;
  if (field === 'name' && hit.rank > 1 && isTestRow(page, hit)) return false;
  // `Item: 10442`
  if (field === 'name' && hit.rank > 0 && /^\d+$/.test(value.text)) return false;
  if (field === 'name' && (VERDICT.test(value.text) || !/[\p{L}\d]{2}/u.test(value.text))) return false;
  if ((field === 'name' || field === 'form') && hit.rank > 0) return hit.strength === 'mark' || how === 'right' || inSampleRow(page, hit);
  return true;
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

const concerns = (page: LabelledPage, hit: LabelHit, field: HeaderField): boolean => {
  if (hit.field === 'party') return partyOf(page, hit) === field;
  if (hit.field === 'labSampleId') return isSampleName(page, hit) ? field === 'name' : field === 'labSampleId';
  return hit.field === field;
};

/** `Method Blank`, `Batch ID: …` below it: samples and batches of the laboratory's own. */
const OWN_CONTROL =
  /\b(?:method blank|(?:lab(?:oratory)?|quality) control samples?|matrix spike|qc batch|(?:lab(?:oratory)?|batch) (?:quality control|qc)(?: results?| data)?)\b|^quality control(?: (?:data|results|summary|report))?$/i;
const OF_THE_SAMPLE: ReadonlySet<HeaderField> = new Set(['name', 'lot', 'labSampleId']);

/** Top of the part of the page that tells of the laboratory's own controls. */
const controlsTop = ({ runs }: LabelledPage): number =>
  Math.min(...runs.filter(({ text, words }) => words.length <= 8 && OWN_CONTROL.test(text)).map(({ box }) => box[1]));

const candidates = (pages: readonly LabelledPage[], field: HeaderField): Candidate[] =>
  pages.flatMap(page => {
    const end = OF_THE_SAMPLE.has(field) ? controlsTop(page) : Number.POSITIVE_INFINITY;
    return page.labels.flatMap((hit): Candidate[] => {
      if (!concerns(page, hit, field) || hit.run.box[3] > end) return [];
      const found = lookUp(page, hit, VALUE_KIND[field]) ?? (field === 'lot' ? lotInWords(page, hit) : null);
      if (!found || !certain(page, field, hit, found)) return [];
      // `Sample` in a row with `Lot` is as sure as `Sample Name`, and `Batch ID` there as `Lot`
      const least = field === 'name' ? 2 : field === 'lot' ? 1 : Number.POSITIVE_INFINITY;
      const inRow = found.how === 'below' && hit.rank >= least && inSampleRow(page, hit) ? 1 : 0;
      // `Sample Name: BM-23-0441-1` on the page of a chromatogram
      const coded = field === 'name' && !/\p{L}{3}/u.test(found.value.text) ? 1.5 : 0;
      return [{ value: found.value, rank: hit.rank - inRow + PENALTY[found.how] + (hit.strength === 'lead' ? 0.5 : 0) + coded }];
    });
  });

/** The number of an accreditation certificate, printed as `Certificate # …`, is no report's number. */
const reportNumberOf = (pages: readonly LabelledPage[], unlabelled: Printed | null): Printed | null => {
  const accredited = pages
    .flatMap(({ runs }) => runs.filter(run => /accredit|17025|A2LA|PJLA|ANAB/i.test(run.text)).map(run => run.text))
    .join('\n');
  const labelled = best(candidates(pages, 'reportNumber').filter(({ value }) => !accredited.includes(value.text)));
  return labelled && labelled.rank < 1 ? labelled.value : (unlabelled ?? labelled?.value ?? null);
};

/** The best candidate; of equals the first printed. */
const best = (found: readonly Candidate[]): Candidate | null =>
  found.reduce<Candidate | null>((so, candidate) => (so && so.rank <= candidate.rank ? so : candidate), null);

const TRAILING_LOT =
  /^(.*?)[,;]?\s+(?:(?:č\. ?š\. ?|š\. ?|(?:lot|charge|batch)(?:[:#]| )[:# ]*)((?=\S*\d)\S+)|([A-Z]{1,4}\d{5,}[A-Z]?))$/iu;

/** A lot may stand unlabelled at the end of the product's name: `…, Zelený Rurut Nano, L08202504`. */
const splitLot = (name: Printed, lot: Printed | null): { name: Printed; lot: Printed | null } => {
  const match = TRAILING_LOT.exec(name.text);
  const code = match?.[2] ?? match?.[3];
  if (!match?.[1] || !code) return { name, lot };
  if (lot && lot.text !== code) return { name, lot };
  return {
    name: sliceOfPrinted(name, 0, match[1].replace(/[\s,;–-]+$/u, '').length),
    lot: lot ?? sliceOfPrinted(name, name.text.length - code.length, name.text.length),
  };
};

/** The lot that the name begins with, unless the package is known by the tag of a state's register. */
const unlessTagged = (pages: readonly LabelledPage[], name: Printed): Printed | null =>
  pages.some(({ runs }) => runs.some(({ text }) => /\bmetrc\b|\b1A[\dA-F]{20,24}\b/i.test(text))) ? null : lotInName(name);

/** `R-24-0417-02 Example Capsules`: behind the number of the report, that of its sample, and what it is of. */
const splitSampleNumber = (name: Printed | null, report: Printed | null): { name: Printed | null; labSampleId: Printed | null } => {
  const code = name?.text.split(' ', 1)[0] ?? '';
  const begins = name && report && code.startsWith(report.text) && /^[-./]\d{1,3}$/.test(code.slice(report.text.length));
  if (!begins || code.length === name.text.length) return { name, labSampleId: null };
  return { name: sliceOfPrinted(name, code.length + 1, name.text.length), labSampleId: sliceOfPrinted(name, 0, code.length) };
};

const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as never;

const PERSON = /^(?:mr|mrs|ms|dr|prof|herrn?|frau|m\.|mme)\.? /iu;

const FIRM = /(?:^|[\s,])(?:LLC|Inc|Ltd|Limited|Corp|GmbH|Co|SAS|SARL|B\.V|S\.L|S\.r\.l|s\.r\.o)\.?$/iu;

/** The firm under the name and the office of the person it is sent to. */
const withoutPerson = (party: Printed | null): Printed | null => {
  if (!party || !PERSON.test(party.text)) return party;
  const lines = linesOfPrinted(party);
  return lines.find(line => FIRM.test(line.text)) ?? lines.at(-1) ?? party;
};

/** `M/s. Example Exports,` over its address. */
const withoutMessrs = (party: Printed | null): Printed | null => {
  const lead = /^m\/s\.?\s+/i.exec(party?.text ?? '')?.[0].length ?? 0;
  return party && lead > 0 ? sliceOfPrinted(party, lead, party.text.replace(/,$/, '').length) : party;
};

/** A client may be printed with the street on the same line: `Vivadzen s.r.o., Na Bojišti 22, 120 00 Praha 2`. */
const withoutAddress = (party: Printed | null): Printed | null => {
  const [first, ...more] = party ? linesOfPrinted(party) : [];
  if (first && more.length > 0 && FIRM.test(first.text)) return first;
  const match =
    party && /^(.{3,}?),\s+(?!(?:ltd|inc|llc|co|corp)\b)(?:\p{L}[\p{L}. ]{2,40} \d+[\p{L}]?(?:[/,]|$)|\d+ \p{L})/iu.exec(party.text);
  return party && match ? sliceOfPrinted(party, 0, match[1]!.length) : party;
};

/** With nothing over it but the number of the page, a name and its address are the sender's, unless the sender is known to be another. */
const onTop = (page: LabelledPage, run: Run): boolean =>
  !page.runs.some(other => other.page === run.page && other.baseline < run.baseline - run.fontSize && !isPageNumber(other));

/** A labelled condition goes before one told in a sentence. */
const labelledSampling = (of: (field: HeaderField) => Printed | null) =>
  present({
    sampledBy: of('sampledBy'),
    samplingMethod: of('samplingMethod'),
    condition: of('condition'),
    amountReceived: of('amountReceived'),
  });

const withSampling = (sampling: Sampling): { readonly sampling?: Sampling } => (Object.keys(sampling).length > 0 ? { sampling } : {});

/** Everything the header of these pages says. What is not printed is absent. */
export const headerFields = (segment: Segment): Header => {
  const pages = segment.pages.map(readPage);
  const of = (field: HeaderField): Printed | null => best(candidates(pages, field))?.value ?? null;

  const labelledClient = withoutPerson(withoutAddress(withoutMessrs(of('client'))));
  const manufacturer = withoutAddress(of('manufacturer'));
  const parties = [labelledClient, manufacturer].flatMap(party => (party ? [party.text] : []));
  const laboratory = findLaboratory(pages, withoutAddress(of('laboratory')), parties);
  // the letterhead may leave out the last words of the name
  const isLaboratory = (run: Run): boolean =>
    laboratory !== null && (run.text.includes(laboratory.text) || (run.words.length > 1 && laboratory.text.startsWith(`${run.text} `)));

  const isIssuer = (run: Run): boolean =>
    isLaboratory(run) || isOfDomain(pages, run.text) || (laboratory === null && onTop(pages[0]!, run));

  const client = labelledClient ?? unlabelledClient(pages, isIssuer);
  const issuer = laboratory ?? letterhead(pages[0], client ? [client.text] : []);

  const dates = findDates(pages);

  const labelledName = best(candidates(pages, 'name'));
  const labelledReport = best(candidates(pages, 'reportNumber'))?.value;
  const numberedSample = labelledReport ? sampleOfReport(pages, labelledReport.text) : null;
  const beside = besideNumber(pages);
  const heading =
    labelledName && labelledName.rank < 2
      ? null
      : (subjectName(pages) ?? beside?.name ?? numberedSample?.name ?? unlabelledName(pages, isIssuer) ?? largestName(pages, isIssuer));
  const printedName = heading ?? labelledName?.value ?? null;
  const labelledLot = of('lot');
  const split = printedName ? splitLot(printedName, labelledLot ?? unlessTagged(pages, printedName)) : { name: null, lot: labelledLot };
  const labelledNumber = of('labSampleId') ?? numberOfLaboratory(pages, issuer?.text, 'sample');
  const reportNumber =
    reportNumberOf(pages, unlabelledReportNumber(pages, labelledNumber?.text, split.lot?.text)) ??
    numberOfLaboratory(pages, issuer?.text, 'report');
  const numbered = splitSampleNumber(split.name, reportNumber);

  return {
    ...present({
      laboratory: issuer,
      laboratoryAccreditation: findAccreditation(pages),
      reportNumber,
      client,
      manufacturer,
      brand: of('brand'),
      language: findLanguage(pages),
    }),
    ...withSampling({ ...findSampling(pages), ...labelledSampling(of) }),
    dates,
    sample: present({
      name: numbered.name,
      lot: split.lot,
      labSampleId: labelledNumber ?? numbered.labSampleId ?? beside?.labSampleId ?? numberedSample?.labSampleId,
      form: of('form'),
      matrix: of('matrix'),
      servingSize: of('servingSize'),
      containerSize: of('containerSize'),
      maxDailyIntake: of('maxDailyIntake'),
      moisture: of('moisture'),
    }),
    dateOrder: findDateOrder(pages, dates),
    decimalMark: findDecimalMark(pages),
  };
};
