/** Who made the report: from a label, the letterhead, the footer, the sentences a laboratory writes of itself, and its web address. */
import type { Printed } from '../../src/coa/transcript.ts';
import { isAddressee, senderLines } from './header-client.ts';
import { type Domain, domainsOf, related, spelledOut } from './header-laboratory-domains.ts';
import { addressedFirm, firmInHead, inLargeType, letterhead, namedByWork, serviceInHead, underItsSign } from './header-laboratory-firms.ts';
import {
  acceptable,
  adjoin,
  capital,
  FIRM_WORD,
  JOINER,
  LAB_WORD,
  LEGAL,
  LOCAL_WORD,
  namesIn,
  squash,
  tokensOf,
} from './header-laboratory-names.ts';
import { lookUp } from './header-lookup.ts';
import type { LabelledPage } from './header-page.ts';
import { joinPrinted, printedPart, sliceOfPrinted } from './header-printed.ts';
import { isReportTitle } from './header-report-number.ts';
import { above, type PageRuns, type Run } from './header-runs.ts';

interface Candidate {
  readonly printed: Printed;
  readonly name: string;
  score: number;
}

const OWN_SENTENCE =
  /(?:written (?:approval|consent|permission)(?: of| from|, from| by)?|consent of|approval of|tested by|analy[sz]ed (?:by|at)|(?:performed|produced|generated|issued) (?:by|at)|on behalf of|©\s?\d{4}|copyright|from)[, ]*(?:the )?$/iu;

const OWN_VERB =
  /^(?:['’]s)? ?,? ?(?:makes no|is an?|is accredited|are accredited|using|strives|all rights|shall|certification|cannot|does not|analytical instrumentation|assumes|warrants|guarantees|reserves)/iu;
const LEAD = /^(?:the|of|by|from|and|an?) /i;

/** `© 2024 Example Labs`: of its rights, and no part of its name. */
const withoutYear = (printed: Printed): Printed => {
  const year = /^(?:19|20)\d\d(?:[-–]\d{2,4})? /.exec(printed.text)?.[0].length ?? 0;
  return year > 0 ? sliceOfPrinted(printed, year, printed.text.length) : printed;
};

const clean = (text: string): string => text.replace(LEAD, '').replace(/[\s,;:|-]+$/, '');

/** A line that goes on with an address or a telephone number is a letterhead wherever it stands. */
const ADDRESSED =
  /(?:[|•·,]|\s[-–]\s).*(?:\b\d{5}\b|\d{3}[-. )]+\d{3}[-. ]\d{4}|\b\d{3} ?\d{2} \p{Lu}|\b\d{2}-\d{3} \p{Lu}|\b\d{4} ?[A-Z]{2}\b|\b(?:[A-Z]{1,2}-)?\d{4} \p{Lu}\p{Ll}|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)/u;

const placeScore = (run: Run, page: PageRuns, first: boolean): number => {
  const y = run.box[1] / page.page.height;
  const alone = run.words.length <= 8;
  if (alone && y < 0.16) return first ? 4 : 2;
  if (alone && y > 0.85) return 3;
  if (ADDRESSED.test(run.text)) return 2.5;
  return alone ? 1 : 0;
};
const PERFORMED = /\b(?:performed|conducted|carried out|tested|analy[sz]ed) (?:by|at) (?=\p{Lu})/iu;

/** `Analysis performed by Quantis International, Tulsa`: capitalised words behind it, one of which is of firms. */
const performedBy = (run: Run): { start: number; end: number }[] => {
  const lead = PERFORMED.exec(run.text);
  if (!lead) return [];
  const tokens = tokensOf(run.text).filter(({ start }) => start >= lead.index + lead[0].length);
  const end = tokens.findIndex((token, i) => !capital(token) || (i > 0 && !adjoin(tokens[i - 1]!, token, run.text)));
  const name = end < 0 ? tokens : tokens.slice(0, end);
  return name.length >= 2 && name.some(({ text }) => FIRM_WORD.test(text)) ? [{ start: name[0]!.start, end: name.at(-1)!.end }] : [];
};

/** `PT. Example Inspeksi · Jl. Raya Contoh 1, Jakarta 12780`: the firm before its address, on the foot of a page. */
const firmOfFoot = (page: LabelledPage, run: Run): { start: number; end: number }[] => {
  if (run.box[1] < 0.85 * page.page.height || !/\d{4}/.test(run.text)) return [];
  const tokens = tokensOf(run.text);
  const legal = tokens.findIndex(({ text }, i) => i > 0 && LEGAL.test(text.replace(/^(\p{L})\.(\p{L})\.(\p{L})\.?$/u, '$1$2$3')));
  if (legal > 0 && legal < 8) return [{ start: 0, end: tokens[legal]!.end }];
  const name = /^PT\.? \p{Lu}[^·•|,]{4,60}?(?=\s*(?:[·•|,]|\s[-–]\s))/u.exec(run.text)?.[0] ?? '';
  return name === '' ? [] : [{ start: 0, end: name.length }];
};
const SIGNED_FOR = /^(?:(?:signed|authori[sz]ed) )?(?:for and )?on behalf of\s*:?$/i;

/** `Signed for and on behalf of` over a firm: the whole line is its name. */
const signedFor = (page: LabelledPage, run: Run): { start: number; end: number }[] => {
  const tokens = tokensOf(run.text);
  if (tokens.length < 2 || tokens.length > 9 || !LEGAL.test(tokens.at(-1)!.text)) return [];
  const over = above(page, run, 1.5);
  return over && SIGNED_FOR.test(over.text) ? [{ start: 0, end: run.text.trimEnd().length }] : [];
};

/** `ANALYTICS` in smaller capitals under `ALDER CREEK` in the large type of a letterhead. */
const isUnderSign = (page: LabelledPage, over: Run, run: Run): boolean =>
  run.box[1] < 0.12 * page.page.height &&
  inLargeType(page)(over) &&
  /^[^\p{Ll}]+$/u.test(over.text) &&
  /^(?:ANALYTICS|ANALYTICAL|LABS|LABORATORIES|LAB(?:ORATORY)? SERVICES|TESTING)(?: \p{Lu}{2,})?$/u.test(run.text);

/** `Alder Creek Materials` over `Laboratory`, in one size of type and begun or centred alike: a name wrapped before the words that say what it is. */
const wrappedName = (page: LabelledPage, run: Run): Printed | null => {
  const tokens = tokensOf(run.text);
  // `Example Nutra` over `Science Center, Inc.` in the large type of a letterhead
  const inLetterhead = run.box[1] < 0.12 * page.page.height && LEGAL.test(tokens.at(-1)?.text ?? '') && inLargeType(page)(run);
  const ofLaboratories = tokens.some(({ text }) => LAB_WORD.test(text)) && run.box[1] < 0.12 * page.page.height && inLargeType(page)(run);
  const isRest = ({ text }: { readonly text: string }): boolean =>
    LAB_WORD.test(text) ||
    LEGAL.test(text) ||
    (ofLaboratories &&
      (FIRM_WORD.test(text) || /^(?:analysis|chemical|compliance|quality|safety|cannabis|hemp|food|water|potency)$/i.test(text)));
  const rest = inLetterhead || tokens.every(isRest);
  const over = rest ? above(page, run, 1.2) : null;
  const alike = over !== null && (Math.abs(over.fontSize - run.fontSize) <= 0.05 * run.fontSize || isUnderSign(page, over, run));
  if (!over || !alike || page.byRun.has(over)) return null;
  const [left, , right] = [0, 1, 2].map(side => Math.abs(over.box[side]! - run.box[side]!)) as [number, number, number];
  const centred = Math.abs(over.box[0] + over.box[2] - run.box[0] - run.box[2]) < run.fontSize;
  const words = tokensOf(over.text);
  if (LEGAL.test(words.at(-1)?.text ?? '') || isReportTitle(over)) return null;
  const named = words.length >= 2 && words.every(word => capital(word) || JOINER.test(word.text)) && acceptable(over.text);
  return named && (left < 2 || right < 2 || centred) ? joinPrinted([printedPart(over), printedPart(run)]) : null;
};

/** Runs beside a label that speaks of something else: `Project:  Kratom Testing`. */
const valuesOfOthers = (page: LabelledPage): readonly Printed[] => {
  const others = page.labels.filter(({ field, strength }) => field !== 'laboratory' && field !== 'party' && strength === 'mark');
  const found = others.map(hit => lookUp(page, hit, 'text')).filter(one => one?.how === 'right');
  return found.flatMap(one => one?.value ?? []);
};

const isAt = ({ text, evidence }: Printed, run: Run): boolean =>
  evidence.kind === 'page' &&
  Math.abs(evidence.box[0] - run.box[0]) < 0.1 &&
  Math.abs(evidence.box[1] - run.box[1]) < 0.1 &&
  text === run.text.trim();

const candidatesOf = (page: LabelledPage, first: boolean, domains: readonly Domain[]): Candidate[] => {
  const theirs = valuesOfOthers(page);
  const senders = first ? senderLines(page) : [];
  const isSigned = page.runs.some(({ text }) => SIGNED_FOR.test(text));
  return page.runs.flatMap(run => {
    if (theirs.some(value => isAt(value, run)) || isAddressee(page, run, senders)) return [];
    const wrapped = first ? wrappedName(page, run) : null;
    if (wrapped) return [{ name: wrapped.text, score: placeScore(run, page, first) + 1, printed: wrapped }];
    const signed = isSigned ? signedFor(page, run) : [];
    const spans = signed.length > 0 ? signed : [...namesIn(run), ...performedBy(run), ...firmOfFoot(page, run)];
    for (const { host } of domains) {
      const span = spelledOut(run, host);
      if (span) spans.push(span);
    }
    const field = page.byRun.get(run)?.find(hit => hit.first && hit.strength !== 'lead')?.field;
    const ofAnother = field !== undefined && field !== 'laboratory';
    return spans.flatMap(({ start, end }): Candidate[] => {
      if (ofAnother && !OWN_SENTENCE.test(run.text.slice(0, start)) && start < 4) return [];
      const raw = run.text.slice(start, end);
      const lead = raw.length - raw.replace(LEAD, '').length;
      const name = clean(raw);
      if (!acceptable(name)) return [];
      const before = run.text.slice(0, start + lead);
      const after = run.text.slice(start + lead + name.length);
      if (/^\s*[:#]|^ (?:id|number|no\.)/iu.test(after)) return [];
      let score = placeScore(run, page, first);
      if (/subcontract|outsourc/i.test(run.text)) score -= 3;
      if (OWN_SENTENCE.test(before)) score += 3;
      if (OWN_VERB.test(after) || signed.length > 0) score += 3;
      if (before.trim() === '' && after.trim() === '') score += 1;
      return [{ name, score, printed: printedPart(run, start + lead, start + lead + name.length) }];
    });
  });
};

/** A ligature the font does not name is restored where only one word is possible: scienti\uFFFDc. */
const withLigatures = (printed: Printed | null): Printed | null => {
  const text = printed?.text.replace(/(scienti|paci|speci|certi|veri)\uFFFD(?=c|ed|er)/giu, '$1fi');
  return printed && text !== undefined ? { ...printed, text } : null;
};

/** `Zkušební laboratoř č. 1316.2,` before the name of a laboratory. */
const NUMBERED = /^zkušební laboratoř č\. ?\d[\d.]*(?: akreditovan\p{L}* [^,]*)?, (?=\p{L})/iu;

/** `Example Testing Co., Ltd.`, wherever it stands: a firm that tests, and no other. */
const onlyFirm = (ranked: readonly Candidate[]): Candidate | null => {
  const firms = ranked.filter(({ name, score }) => score >= 0 && LEGAL.test(name.split(' ').at(-1)!));
  return firms.length === 1 ? firms[0]! : null;
};

/** A name repeated, or agreeing with a web address, is surer; the same name in several places counts once with the best of them. */
export const findLaboratory = (pages: readonly LabelledPage[], beside: Printed | null, parties: readonly string[]): Printed | null => {
  const labelled = beside && sliceOfPrinted(beside, NUMBERED.exec(beside.text)?.[0].length ?? 0, beside.text.length);
  if (
    labelled &&
    acceptable(labelled.text) &&
    (LOCAL_WORD.test(labelled.text) ||
      tokensOf(labelled.text).some(token => [LAB_WORD, LEGAL, FIRM_WORD].some(word => word.test(token.text))))
  )
    return labelled;
  const domains = domainsOf(pages);
  const theirs = new Set(parties.map(squash));
  const byName = new Map<string, Candidate>();
  pages.forEach((page, index) => {
    for (const candidate of candidatesOf(page, index === 0, domains)) {
      const key = squash(candidate.name);
      if (theirs.has(key)) continue;
      const known = byName.get(key);
      if (!known) byName.set(key, candidate);
      else if (candidate.score > known.score) byName.set(key, { ...candidate, score: candidate.score + 0.5 });
      else known.score += 0.2;
    }
  });
  const ranked = [...byName.values()];
  const isLab = ({ name }: Candidate): boolean => tokensOf(name).some(({ text }) => LAB_WORD.test(text));
  const others = ranked.filter(isLab);
  for (const candidate of ranked)
    if (domains.some(({ host, weak }) => related(candidate.name, host) && (!weak || isLab(candidate) || others.length === 0)))
      candidate.score += 4;
  const best = ranked.toSorted((a, b) => b.score - a.score)[0];
  if (best && best.score >= 2) return withoutYear(best.printed);
  const firm = onlyFirm(ranked);
  if (firm) return withoutYear(firm.printed);
  const named =
    underItsSign(pages[0]) ??
    letterhead(pages[0], parties) ??
    addressedFirm(pages[0], parties) ??
    firmInHead(pages[0], parties) ??
    serviceInHead(pages[0], parties) ??
    namedByWork(pages[0], parties);
  return named ?? withLigatures(domains.find(({ host }) => !parties.some(party => related(party, host)))?.printed ?? null);
};
