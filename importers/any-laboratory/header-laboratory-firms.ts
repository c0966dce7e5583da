/** Firms in the head of the first page that no word of their names tells to be laboratories: over their address, in large type. */
import type { Printed } from '../../src/coa/transcript.ts';
import { CITY } from './header-client.ts';
import { acceptable, capital, FIRM_WORD, JOINER, LEGAL, squash, tokensOf } from './header-laboratory-names.ts';
import { ADDRESS, isLabel, type LabelledPage } from './header-page.ts';
import { printedPart } from './header-printed.ts';
import { isReportTitle } from './header-report-number.ts';
import { above, below, isPageNumber, type Run } from './header-runs.ts';
import { isValue } from './header-unlabelled.ts';

/** Set as it is to the left or to the middle. */
const isUnder = (a: Run, b: Run): boolean =>
  Math.abs(a.box[0] - b.box[0]) < 0.4 * Math.min(a.fontSize, b.fontSize) ||
  Math.abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) < Math.min(a.fontSize, b.fontSize);

/** The lines that stand close under a name, set as it is to the left or to the middle: its address. */
const linesBelow = (page: LabelledPage, top: Run): Run[] => {
  const lines: Run[] = [];
  for (let run = below(page, top, 1.5); run && lines.length < 4; run = below(page, run, 0.8)) {
    const aligned =
      Math.abs(run.box[0] - top.box[0]) < 3 ||
      Math.abs(run.box[2] - top.box[2]) < 2 ||
      Math.abs(run.box[0] + run.box[2] - top.box[0] - top.box[2]) < 8;
    if (!aligned || isLabel(page, run)) break;
    lines.push(run);
  }
  return lines;
};

/** The name of a firm set large on top of the first page, its address below and at most smaller print on its right, where the client is another. */
export const letterhead = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  const top = page?.runs.filter(run => !isPageNumber(run)).toSorted((a, b) => a.box[1] - b.box[1])[0];
  if (!page || !top || parties.length === 0) return null;
  const large = top.fontSize > 1.5 * usualSize(page);
  const address = linesBelow(page, top);
  const alone = !page.runs.some(
    other =>
      other !== top &&
      other.box[1] < top.box[3] &&
      other.box[3] > top.box[1] &&
      !address.includes(other) &&
      !isReportTitle(other) &&
      !isPageNumber(other) &&
      !(other.box[0] > Math.max(top.box[2], 0.4 * page.page.width) && other.fontSize < 0.8 * top.fontSize),
  );
  const theirs = parties.some(party => squash(party) === squash(top.text));
  // the town in small print on the same line
  const level = page.runs.filter(
    ({ box, fontSize }) => box[0] > top.box[2] && box[1] < top.box[3] && box[3] > top.box[1] && fontSize < top.fontSize,
  );
  return large && alone && !theirs && [...address, ...level].some(({ text }) => CITY.test(text)) && acceptable(top.text)
    ? printedPart(top, 0, top.text.length)
    : null;
};

/** Whether a run may name the sender: no other party to the report, no label, and no value of one. */
const namesSender = (page: LabelledPage, parties: readonly string[]): ((run: Run) => boolean) => {
  const theirs = new Set(parties.map(squash));
  return run => !theirs.has(squash(run.text)) && !isLabel(page, run) && !isValue(page, run);
};

/** The size of type of most of the page. */
const usualSize = ({ runs }: LabelledPage): number => {
  const sizes = runs.map(({ fontSize }) => fontSize).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)]!;
};

/** Whether a run is set larger than that. */
export const inLargeType = (page: LabelledPage): ((run: Run) => boolean) => {
  const usual = usualSize(page);
  return ({ fontSize }) => fontSize > 1.3 * usual;
};

/** `Example Botanical Services` over its address in the head of the first page, however small, where the client is another. */
export const addressedFirm = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const isSender = namesSender(page, parties);
  const firms = page.runs.flatMap(run => {
    const all = tokensOf(run.text);
    // `Example Analisi S.p.A. con socio unico`
    const legal = all.findLastIndex(({ text }) => LEGAL.test(text));
    const tokens = legal > 0 ? all.slice(0, legal + 1) : all;
    const isFirm =
      tokens.some(({ text }) => FIRM_WORD.test(text)) || LEGAL.test(tokens.at(-1)?.text ?? '') || /^PT\.? \p{Lu}/u.test(run.text);
    const found =
      run.box[1] < 0.15 * page.page.height &&
      isFirm &&
      tokens.length >= 2 &&
      tokens.length <= 8 &&
      tokens.every(token => capital(token) || JOINER.test(token.text) || LEGAL.test(token.text) || token.text === 'z') &&
      acceptable(run.text) &&
      isSender(run) &&
      !isReportTitle(run) &&
      linesBelow(page, run).some(({ text }) => CITY.test(text) || /\p{L} \d{5}\b|^(?:[A-Z]{1,2}-)?\d{4,5} \p{Lu}/u.test(text));
    return found ? [printedPart(run, 0, legal > 0 ? tokens.at(-1)!.end : run.text.length)] : [];
  });
  return firms.length === 1 ? firms[0]! : null;
};

/** Its address may stand over its name. */
const isUnderAddress = (page: LabelledPage, run: Run): boolean => {
  const over = above(page, run, 0.8);
  return over !== null && isUnder(over, run) && (CITY.test(over.text) || ADDRESS.test(over.text));
};

/** `EXAMPLE GROUP USA, CORP.`: the whole name of a firm in the head of the first page, in large type or under its address, where the client is another. */
export const firmInHead = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const [isLarge, isSender] = [inLargeType(page), namesSender(page, parties)];
  const firms = page.runs.filter(run => {
    const tokens = tokensOf(run.text);
    return (
      run.box[1] < 0.15 * page.page.height &&
      tokens.length >= 2 &&
      tokens.length <= 8 &&
      LEGAL.test(tokens.at(-1)!.text) &&
      tokens.every(token => capital(token) || JOINER.test(token.text)) &&
      acceptable(run.text) &&
      isSender(run) &&
      (isLarge(run) || isUnderAddress(page, run))
    );
  });
  return firms.length === 1 ? printedPart(firms[0]!) : null;
};

/** In parts of the page: how far down letterheads reach. */
const HEAD = 0.15;

/** What only firms that work for others end with. */
const OF_SERVICE = /^(?:services|associates|solutions|institute|research)$/i;

/** `Example Botanical Services` in large type in the head of the first page, over anything but its address, where the client is another. */
export const serviceInHead = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const [isLarge, isSender] = [inLargeType(page), namesSender(page, parties)];
  const firms = page.runs.filter(run => {
    const tokens = tokensOf(run.text);
    return (
      run.box[1] < HEAD * page.page.height &&
      tokens.length >= 3 &&
      tokens.length <= 6 &&
      OF_SERVICE.test(tokens.at(-1)!.text) &&
      tokens.every(token => capital(token) || JOINER.test(token.text)) &&
      acceptable(run.text) &&
      isLarge(run) &&
      isSender(run)
    );
  });
  return firms.length === 1 ? printedPart(firms[0]!) : null;
};

/**
 * `EXAMPLE CTS` in large type over `Example CTS Arizona LLC` and its address: the whole name of whose sign it is, close under it. The address of
 * a client has no such sign over it, so that this holds whoever the client is.
 */
export const underItsSign = (page: LabelledPage | undefined): Printed | null => {
  if (!page) return null;
  const isLarge = inLargeType(page);
  const signs = page.runs.filter(
    run => run.box[1] < HEAD * page.page.height && isLarge(run) && !isReportTitle(run) && squash(run.text).length >= 5,
  );
  const firms = page.runs.filter(run => {
    const tokens = tokensOf(run.text);
    const name = squash(run.text);
    return (
      run.box[1] < HEAD * page.page.height &&
      tokens.length >= 2 &&
      tokens.length <= 8 &&
      tokens.every(token => capital(token) || JOINER.test(token.text) || LEGAL.test(token.text)) &&
      acceptable(run.text) &&
      !isLabel(page, run) &&
      linesBelow(page, run).some(({ text }) => CITY.test(text)) &&
      signs.some(
        sign =>
          sign !== run &&
          sign.fontSize > 1.3 * run.fontSize &&
          name.length > squash(sign.text).length &&
          name.startsWith(squash(sign.text)) &&
          run.box[1] > sign.box[1] &&
          run.box[1] - sign.box[3] < 3 * run.fontSize &&
          isUnder(sign, run),
      )
    );
  });
  return firms.length === 1 ? printedPart(firms[0]!) : null;
};

/** What some laboratories call themselves by, and nothing but the title of a report or a panel otherwise. */
const WORK_WORD =
  /^(?:\p{Lu}[\p{L}\d&'’-]+ ){1,3}(?:Analysis|Assays?|Verified|Tested|Chem|Biotech|\p{Lu}\p{L}+[sS]ciences?)$|^(?:\p{Lu}[\p{L}\d&'’-]+ ){1,4}(?:Analysis|Testing|Analytical) Cent(?:er|re)$/u;

const OF_TABLES =
  /\b(?:certificate|cannabinoids?|terpenes?|potency|pesticides?|metals?|microbial|micro|solvents?|mycotoxins?|moisture|nutrition(?:al)?|alkaloids?|elemental|sample|test|data|results?|final|laboratory|chemical|heavy|residual|foreign|water|compliance|full|panel|complete|statistical|trace|batch|lab)\b/i;

/** `Example Analysis` set large in the head of the first page, where nothing else says who the laboratory is. */
export const namedByWork = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const [isLarge, isSender] = [inLargeType(page), namesSender(page, parties)];
  const found = page.runs.filter(
    run =>
      run.box[1] < 0.12 * page.page.height &&
      isLarge(run) &&
      WORK_WORD.test(run.text) &&
      !OF_TABLES.test(run.text.replace(/\b\S+ (?:\S+ )?Cent(?:er|re)$/, '')) &&
      isSender(run),
  );
  return found.length === 1 ? printedPart(found[0]!) : null;
};
