/** The header of a certificate, read by its labels and their places, whoever made it. */
import type { Sampling } from '../../src/coa/sampling.ts';
import type { Printed, Transcript } from '../../src/coa/transcript.ts';
import type { HeaderField } from './fields.ts';
import { findAccreditation } from './header-accreditation.ts';
import { best, candidates, unanimous } from './header-candidates.ts';
import { signedFrom, unlabelledClient } from './header-client.ts';
import { findDateOrder, findDates } from './header-dates.ts';
import { findLaboratory } from './header-laboratory.ts';
import { isOfDomain } from './header-laboratory-domains.ts';
import { letterhead } from './header-laboratory-firms.ts';
import { findDecimalMark, findLanguage } from './header-language.ts';
import { lookUp } from './header-lookup.ts';
import { besideNumber, numberOfLaboratory, sampleOfReport } from './header-numbered.ts';
import type { LabelledPage } from './header-page.ts';
import { linesOfPrinted, sliceOfPrinted } from './header-printed.ts';
import { unlabelledReportNumber } from './header-report-number.ts';
import { isPageNumber, type Run } from './header-runs.ts';
import { findSampling } from './header-sampling.ts';
import { type TellsHeader, toldInSentences } from './header-sentences.ts';
import { largestName, subjectName, unlabelledName } from './header-unlabelled.ts';
import { DATE } from './header-values.ts';
import { lotInName } from './lot-names.ts';
import { readPage, type Segment } from './segments.ts';
import { withoutSheets } from './specification.ts';

export type Header = Omit<Transcript, 'rows' | 'problems'>;

/** The number of an accreditation certificate, printed as `Certificate # …`, is no report's number. */
const reportNumberOf = (pages: readonly LabelledPage[], unlabelled: Printed | null): Printed | null => {
  const accredited = pages
    .flatMap(({ runs }) => runs.filter(run => /accredit|17025|A2LA|PJLA|ANAB/i.test(run.text)).map(run => run.text))
    .join('\n')
    // `… accreditation 0000. This report EX-1 may not be …` says of both
    .replace(/\breport (?:no\.? |number |# ?)?\S+/giu, '');
  const labelled = best(candidates(pages, 'reportNumber').filter(({ value }) => !accredited.includes(value.text)));
  return labelled && labelled.rank < 1 ? labelled.value : (unlabelled ?? labelled?.value ?? null);
};

/** `Order #: AV-20931` of the sample `20931-02`: reports are called by their orders where samples are. */
const orderOfSample = (pages: readonly LabelledPage[], sample: string | undefined): Printed | null => {
  const digits = /^\D{0,4}(\d{4,})[-._/]\d{1,3}$/.exec(sample ?? '')?.[1];
  if (digits === undefined) return null;
  const orders = pages.flatMap(page =>
    page.labels
      .filter(({ run, start }) => /^order ?(?:#|no|num|id|:)/i.test(run.text.slice(start)))
      .flatMap(hit => lookUp(page, hit, 'code') ?? []),
  );
  return orders.find(({ value }) => value.text.endsWith(digits))?.value ?? null;
};

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

/** `To: Gail Example <gail@example.test>`: who reads a letter sent by mail is no firm. */
const withoutMail = (party: Printed | null): Printed | null => (party && /\S@\S+\.\S/.test(party.text) ? null : party);

/** `Example Foods Inc. on February 2, 2026, was analyzed`: in a sentence the day goes on behind the name. */
const withoutDay = (party: Printed | null): Printed | null => {
  const day = party && / on (?=\S)/.exec(party.text);
  const isDay = day && DATE.exec(party.text.slice(day.index + day[0].length))?.index === 0;
  return party && isDay ? sliceOfPrinted(party, 0, day.index) : party;
};

const FULL_NAME = /^\p{Lu}\p{Ll}+(?: \p{Lu}\.)? \p{Lu}[\p{L}'’-]+$/u;

const widthOf = ({ evidence }: Printed): number => (evidence.kind === 'page' ? evidence.box[2] - evidence.box[0] : evidence.text.length);

/** Whether the first word of a line would have stood behind the line before it, so that no name goes on from the one to the other. */
const isBrokenOff = (before: Printed, line: Printed): boolean => {
  const word = line.text.split(' ', 1)[0]!;
  return widthOf(before) + (widthOf(line) * (word.length + 1)) / line.text.length < widthOf(line);
};

/** `Example Foods LLC and` received on a day: in a sentence. */
const withoutSentence = (party: Printed | null): Printed | null => {
  const firm = party && /^.*? (?:LLC|Inc\.?|Ltd\.?|GmbH|Corp\.?)(?=,? (?:and|was|were|has|which|for|to)(?: \p{Ll}|$))/u.exec(party.text);
  return party && firm ? sliceOfPrinted(party, 0, firm[0].length) : party;
};

const TRADE =
  /^(?:botanicals?|herbals?|herbs?|naturals?|organics?|foods?|nutrition|supplements?|supply|supplies|products?|trading|imports?|exports?|international|global|group|holdings?|brands?|wellness|health|farms?|distribut(?:ion|ors?)|wholesale|industries|enterprises|manufacturing|company|co|corp(?:oration)?|inc|llc|ltd|limited|gmbh|and|&|of)[.,]?$/i;

/** `Botanical Supply Company LLC` says whose it is in the line above. */
const isWholeFirm = ({ text }: Printed): boolean => FIRM.test(text) && !text.split(' ').every(word => TRADE.test(word));

const OFFICE =
  /^(?:(?:senior|assistant|associate|vice|general|regional) )?(?:(?:quality|operations?|purchasing|procurement|compliance|product(?:ion)?|supply chain|lab(?:oratory)?|r&d|qa|qc|regulatory)(?: (?:assurance|control|affairs))? )?(?:manager|director|president|owner|founder|buyer|officer|coordinator|specialist|lead|ceo|coo|head)$/i;

/** The firm under the name and the office of the person it is sent to. */
const withoutPerson = (party: Printed | null): Printed | null => {
  if (!party) return party;
  const lines = linesOfPrinted(party);
  const firm = lines.findIndex(isWholeFirm);
  const isNamed = FULL_NAME.test(lines[0]!.text);
  if (firm > 0 && isNamed && isBrokenOff(lines[firm - 1]!, lines[firm]!)) return lines[firm]!;
  if (lines[2] && isNamed && OFFICE.test(lines[1]!.text)) return lines[2];
  if (!PERSON.test(party.text)) return party;
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
  run.page === page.page.number && !page.runs.some(other => other.baseline < run.baseline - run.fontSize && !isPageNumber(other));

/** A labelled condition goes before one told in a sentence. */
const labelledSampling = (of: (field: HeaderField) => Printed | null) =>
  present({
    sampledBy: of('sampledBy'),
    samplingMethod: of('samplingMethod'),
    condition: of('condition'),
    amountReceived: of('amountReceived'),
  });

const withSampling = (sampling: Sampling): { readonly sampling?: Sampling } => (Object.keys(sampling).length > 0 ? { sampling } : {});

/** Sentences about another lot than the labelled one are of an earlier report. */
const toldOf = (told: TellsHeader, lot: Printed | null): TellsHeader =>
  told.lot && lot && told.lot.text.toLowerCase() !== lot.text.toLowerCase() ? { dates: {} } : told;

/** Everything the header of these pages says. What is not printed is absent. */
export const headerFields = (segment: Segment): Header => {
  const pages = withoutSheets(segment.pages).map(readPage);
  const of = (field: HeaderField): Printed | null => best(candidates(pages, field))?.value ?? null;

  const labelledLot = of('lot');
  const told = toldOf(toldInSentences(pages[0]!), labelledLot);
  const labelledClient =
    withoutSentence(withoutDay(withoutMail(withoutPerson(withoutAddress(withoutMessrs(of('client'))))))) ?? told.client ?? null;
  const manufacturer = withoutAddress(of('manufacturer'));
  const parties = [labelledClient, manufacturer].flatMap(party => (party ? [party.text] : []));
  const laboratory = findLaboratory(pages, withoutAddress(of('laboratory')), parties);
  // the letterhead may leave out the last words of the name
  const isLaboratory = (run: Run): boolean =>
    laboratory !== null &&
    (run.text.includes(laboratory.text) ||
      (run.words.length > 1 && laboratory.text.toLowerCase().startsWith(`${run.text.toLowerCase()} `)));

  const isIssuer = (run: Run): boolean =>
    isLaboratory(run) || isOfDomain(pages, run.text) || (laboratory === null && onTop(pages[0]!, run));

  const client = labelledClient ?? unlabelledClient(pages, isIssuer);
  const issuer = laboratory ?? letterhead(pages[0], client ? [client.text] : []) ?? signedFrom(pages);

  const dates = { ...told.dates, ...findDates(pages) };

  const labelledName = best(candidates(pages, 'name'));
  const labelledReport = best(candidates(pages, 'reportNumber'))?.value;
  const numberedSample = labelledReport ? sampleOfReport(pages, labelledReport.text) : null;
  const beside = besideNumber(pages);
  const heading =
    labelledName && labelledName.rank < 2
      ? null
      : (subjectName(pages) ??
        (labelledName && labelledName.rank < 3 ? null : told.name) ??
        beside?.name ??
        numberedSample?.name ??
        unlabelledName(pages, isIssuer) ??
        // a labelled sample is told more surely than by the size of its type, a strain is not
        (labelledName && labelledName.rank < 3 ? null : largestName(pages, isIssuer)));
  const printedName = heading ?? labelledName?.value ?? null;
  const lot = labelledLot ?? told.lot ?? null;
  const split = printedName ? splitLot(printedName, lot ?? unlessTagged(pages, printedName)) : { name: null, lot };
  const labelledNumber =
    of('labSampleId') ?? unanimous(candidates(pages, 'testId'))?.value ?? numberOfLaboratory(pages, issuer?.text, 'sample');
  const reportNumber =
    reportNumberOf(pages, unlabelledReportNumber(pages, labelledNumber?.text, split.lot?.text)) ??
    numberOfLaboratory(pages, issuer?.text, 'report') ??
    orderOfSample(pages, labelledNumber?.text);
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
