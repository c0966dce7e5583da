/** The client whom no label names: over the details of a client, or the first line of an address. */
import type { Printed } from '../../src/coa/transcript.ts';
import { cellKind, isAmount } from './cell.ts';
import { VALUE_KIND } from './fields.ts';
import { ADDRESS, isLabel, type LabelledPage, TITLED } from './header-page.ts';
import { printedPart } from './header-printed.ts';
import { above, below, type Run } from './header-runs.ts';
import { behindDate, headingOver, NO_NAME, TITLE } from './header-unlabelled.ts';

const CLIENT_DETAIL = /^(?:order|client lic|licen[sc]e|account|customer (?:id|no))/iu;
export const CITY =
  /^J(?:l\.|alan) \p{Lu}|(?:,| )\s?[A-Z]{2},?\s+\d{5}\b|\b\d{3} ?\d{2} \p{Lu}\p{L}+|\b\d{2}-\d{3} \p{Lu}\p{L}+|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d$/u;

/** `NF EN 15763`: two letters and five digits of no town. */
const STANDARD = /\b(?:EN|ISO|DIN|NF|PN|UNI|NEN|BS|ČSN)\b[ -]*(?:[A-Z]{2,3}[ -]+)*\d/u;

/** A town before it makes the branch of a laboratory, whose address is its own. */
const ISSUING = /\blaborator(?:y|ies)$/iu;

/** `Example Institut GmbH Im Tal 1 D-65232 Taunusstein`: who sends the letter, small over the addressee. */
const WHOLE_ADDRESS = /\p{L} (?:GmbH|AG|KG|SE|SAS|SARL|B\.?V\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|Ltd\.?|s\.r\.o\.)[ ,·|-].*\b\d{4,5} \p{Lu}/u;

/** The small lines of who sends a letter, over the address in the window of an envelope; most pages have none. */
export const senderLines = (page: LabelledPage): Run[] =>
  page.runs.filter(({ box, text }) => box[1] < 0.35 * page.page.height && WHOLE_ADDRESS.test(text));

/** Whether it is the first line of the address under such a line. */
export const isAddressee = (page: LabelledPage, run: Run, senders: readonly Run[]): boolean => {
  const sender = senders.length > 0 && run.box[1] < 0.35 * page.page.height ? above(page, run, 4) : null;
  return sender !== null && senders.includes(sender) && sender.fontSize < run.fontSize && Math.abs(sender.box[0] - run.box[0]) <= 4;
};

/** `20095 Hamburg`, `75011 Paris`: a town only under the name of a street. */
const TOWN = /^(?:[A-Z]{1,2}-)?\d{4,5} \p{Lu}\p{L}+(?:[ -]\p{L}+){0,2}$/u;
const STREET = /^\d+[a-z]?,? \p{L}|\p{L}{3,}\.? \d{1,4}[a-z]?$/iu;

const isTown = (page: LabelledPage, run: Run): boolean => {
  const street = TOWN.test(run.text) ? above(page, run, 1.2) : null;
  return street !== null && beginsOrEnds(street, run) && STREET.test(street.text) && !isLabel(page, street);
};

/** Set to the left as it is, or to the right. */
const beginsOrEnds = (a: Run, b: Run): boolean => Math.abs(a.box[0] - b.box[0]) <= 4 || Math.abs(a.box[2] - b.box[2]) <= 2;

/** The name over a postal address, when the address is not the laboratory's own: that of a letter to a person goes before others. */
const addressee = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null => {
  const found: { readonly name: Printed; readonly toPerson: boolean }[] = [];
  for (const page of pages)
    for (const run of page.runs) {
      if (
        !(CITY.test(run.text) || isTown(page, run)) ||
        STANDARD.test(run.text) ||
        isNumber(page, run) ||
        // `10000 CFU/g`, which a postcode and its town look like
        isAmount(cellKind(run.text)) ||
        WHOLE_ADDRESS.test(run.text) ||
        isSigned(page, run) ||
        run.words.length > 9 ||
        run.box[1] > 0.6 * page.page.height
      )
        continue;
      const top = addressTop(page, run, stop);
      if (!top || stop(top) || ISSUING.test(top.text) || endsName(page, top, run, stop)) continue;
      const second = below(page, top, 1.2);
      found.push({ name: printedPart(top, behindDate(top)), toPerson: second !== null && TO_PERSON.test(second.text) });
    }
  return (found.find(({ toPerson }) => toPerson) ?? found[0])?.name ?? null;
};

/** `Labs` under `Example Ridge Compliance`: the last words of the laboratory's name, too long for its line. */
const endsName = (page: LabelledPage, top: Run, address: Run, stop: (run: Run) => boolean): boolean => {
  const over = above(page, top, 1.2);
  return over !== null && over.fontSize === top.fontSize && over.fontSize > 1.3 * address.fontSize && stop(over);
};

/** `Sample ID 48120-1`, which a state and its postcode look like. */
const isNumber = (page: LabelledPage, run: Run): boolean =>
  (page.byRun.get(run) ?? []).some(({ first, field }) => first && VALUE_KIND[field] === 'code');

const CLOSING =
  /^(?:(?:with )?(?:kind|best|warm)(?:est)? |with )?(?:regards|wishes),?$|^(?:yours )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?,?$/iu;

/** Under `Kind regards,` stands the address of who wrote the letter. */
const isSigned = (page: LabelledPage, run: Run): boolean =>
  page.runs.some(
    other =>
      CLOSING.test(other.text) &&
      other.baseline < run.baseline &&
      Math.abs(other.box[0] - run.box[0]) <= 4 &&
      run.baseline - other.baseline < 14 * run.fontSize,
  );

/** Whose address stands under the closing of a letter. */
export const signedFrom = (pages: readonly LabelledPage[]): Printed | null => {
  for (const page of pages)
    for (const run of page.runs) {
      if (!CITY.test(run.text) || run.words.length > 9 || !isSigned(page, run)) continue;
      const top = addressTop(page, run, () => false);
      // the person who signed stands over the firm, or alone
      const person = top && above(page, top, 1.2);
      if (top && person && beginsOrEnds(person, top) && PERSON.test(person.text)) return printedPart(top);
    }
  return null;
};

/** `Attn: …`, `A/A: …`, `T.a.v. …` */
const TO_PERSON = /^(?:attn|attention|c\/o|a\/a|t\.?a\.?v|z\. ?h|zu h[äa]nden|à l['’]attention|k rukám|do rąk)(?![\p{L}\d])/iu;

/** `RG1 8AB` alone on the last line of an address. */
const POSTCODE = /^[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$/;

/** The last word of a name that was too long for its line. */
const LEGAL_FORM = /^(?:LLC|L\.L\.C|Inc|Ltd|Corp|Co|GmbH|s\.r\.o|a\.s)\.?$/iu;

const COMPANY =
  /(?<!\p{L})(?:LLC|L\.L\.C|Inc|Ltd|Limited|plc|Corp|Corporation|Company|GmbH|AG|(?<!\d ?)KG|e\.K|B\.?V|N\.V|S\.L|SARL|SAS|S\.A|S\.p\.A|S\.r\.l|Sp\. z o\. ?o|A\/S|s\.r\.o|a\.s)\.?$/iu;

/** What firms trade in, or are, and persons are not called by. */
const TRADE =
  /\b(?:hemp|cannabis|kratom|kava|herb(?:s|als?)?|botanicals?|nutrition(?:als)?|foods?|farms?|labs?|brands?|wellness|organics?|naturals?|supplements?|extracts?|cultivation|gardens?|co|company|group|products?|health|trad(?:ers|ing)|imports?|spices?|bakery|beverages?|pharma|nutraceuticals?|teas?|coffee|collective|dispensary|holdings?|industries|international|services?|solutions|partners|enterprises|distribut(?:ors|ion)|manufacturing|remedies|apothecary|edibles)\b/i;

/** `Gail Example`, `R. Example`. */
const PERSON = /^(?:\p{Lu}\p{Ll}+|\p{Lu}\.)(?: \p{Lu}\.)? \p{Lu}[\p{L}'’-]+$/u;

const isCompany = (text: string, person: string): boolean =>
  COMPANY.test(text) || (TRADE.test(text) && !TRADE.test(person) && PERSON.test(person));

/** A company stands over the person its mail is for, in the same type; the sender's letterhead may stand as close. */
const companyOf = (page: LabelledPage, person: Run, stop: (run: Run) => boolean): Run | null => {
  const over = COMPANY.test(person.text) ? null : above(page, person, 1.2);
  if (!over || stop(over) || over.fontSize > 1.3 * person.fontSize) return null;
  const named = isCompany(over.text, person.text) || (TITLED.test(person.text) && !/[:\d]/.test(over.text) && !TITLE.test(over.text));
  return beginsOrEnds(over, person) && named && !isLabel(page, over) && over.words.length <= 8 ? over : null;
};

/** `OMMA GAAA-0000-0000`: by what the firm over it is licensed. */
const LICENCE = /^(?=(?:\D*\d){4})(?=.*\p{Lu}{2})[\p{Lu}\d #:./-]+$/u;

const addressTop = (page: LabelledPage, city: Run, stop: (run: Run) => boolean): Run | null => {
  let run = city;
  for (let count = 0; count < 4; count += 1) {
    const over = above(page, run, 1.2);
    if (!over || !beginsOrEnds(over, city)) return null;
    const name = over.text.slice(behindDate(over));
    if (
      LEGAL_FORM.test(name) ||
      // the town over its postcode
      (run === city && POSTCODE.test(city.text)) ||
      TO_PERSON.test(name) ||
      LICENCE.test(name) ||
      /^(?:\p{L}+ ){0,2}(?:dept|department|accounts payable|accounts|accounting|purchasing)\.?$/iu.test(name)
    ) {
      run = over;
      continue;
    }
    if (!ADDRESS.test(name) && !/\p{L}{3,} \d{1,4}$/u.test(name))
      return NO_NAME.test(name) || TITLE.test(name) || isLabel(page, over) ? null : (companyOf(page, over, stop) ?? over);
    run = over;
  }
  return null;
};

/** `Example Elm Trading Co., Ltd.` over `Room 12, Example Building, Kunming`, whose town no number tells: the one firm in the head but the sender. */
const firmOverStreet = (page: LabelledPage | undefined, stop: (run: Run) => boolean): Printed | null => {
  const firms = page?.runs.filter(run => {
    const under = run.box[1] < 0.35 * page.page.height && COMPANY.test(run.text) ? below(page, run, 1.2) : null;
    return under && ADDRESS.test(under.text) && beginsOrEnds(run, under) && ![run, under].some(one => stop(one) || isLabel(page, one));
  });
  return firms?.length === 1 ? printedPart(firms[0]!) : null;
};

export const unlabelledClient = (pages: readonly LabelledPage[], stop: (run: Run) => boolean): Printed | null =>
  headingOver(pages, ['other'], CLIENT_DETAIL, stop) ?? addressee(pages, stop) ?? firmOverStreet(pages[0], stop);
