/** Who made the report: from a label, the letterhead, the footer, the sentences a laboratory writes of itself, and its web address. */
import type { Box, Printed } from '../../src/coa/transcript.ts';
import { CITY } from './header-client.ts';
import { ADDRESS, isLabel, type LabelledPage, lookUp } from './header-lookup.ts';
import { printedPart, sliceOfPrinted } from './header-printed.ts';
import { isReportTitle } from './header-report-number.ts';
import { above, below, isPageNumber, type PageRuns, type Run } from './header-runs.ts';
import { isValue } from './header-unlabelled.ts';
import { remember } from './remember.ts';

interface Candidate {
  readonly printed: Printed;
  readonly name: string;
  score: number;
}

/** Words that stand in the names of laboratories. */
const LAB_WORD =
  /^(?:labs?|laborator(?:y|ies)|analytical|analyticals|analytics|consulting|scientific|diagnostics|testing|environmental|analytik|sciences?|biosciences|analytica|analytix|nutrisciences|eurofins|sgs|intertek|als|alkemist|microbac|m[eé]rieux|nsf|tentamus|neogen|veritas|t[uü]v|\p{L}+analyti(?:k|cs|cal)|\p{L}{3,}labs?)$/iu;
/** The title of the report may stand close behind the name. */
const TITLE_WORD = /^(?:certificate|report|coa|analysis|results?)$/iu;
const LOCAL_WORD =
  /(?<!\p{L})(?:laboratoř|\p{L}*labor(?:atoires?|at[oó]rios?|atori|atorium|s)?|(?:prüf|untersuchungs|lebensmittel)?institut|ústav)(?!\p{L})/iu;
/** A whole line of Chinese, Japanese or Thai: `…检测技术有限公司`, `…分析センター`, `ห้องปฏิบัติการ…`. */
const ASIAN_NAME =
  /^(?=.*(?:检测|检验|测试|实验|檢測|檢驗|分析|検査|試験))[\p{L}（）() ・-]{4,40}(?:公司|中心|研究院|研究所|实验室|實驗室|センター|試験所|機構)$|^ห้องปฏิบัติการ[\p{L}\p{M}() ]{3,60}$/u;
/** Words that stand in the names of firms that test, and in none of a person: what a label calls the laboratory may have no other. */
const FIRM_WORD =
  /^(?:group|services|international|institute?|university|solutions|biotech(?:nology)?|\p{L}*assays?|cent(?:er|re|ro|rum)|zentrum|technolog(?:y|ies)|tecnol[óo]gic[oa]|research|associates|chemistry|pharma|inspection|certification|house|standards|botanicals?|global|quality|control)$/iu;
const JOINER = /^(?:of|and|&|for|the|de|du|la|für|und)$/u;
const LEGAL =
  /^(?:LLC|L\.L\.C|INC|Inc|L[Tt][Dd]|Limited|GmbH|AG|B\.V|S\.A|S\.L|SAS|SARL|S\.r\.l|S\.p\.A|C[Oo][Rr][Pp]|C[Oo]|LP|P[Tt][Yy]|P[Vv][Tt]|KG|e\.K|B\.?V|N\.?V|plc|s\.r\.o|a\.s|o\.o|d\.o\.o|S\.?R\.?L|Kft|Zrt|Lda|Ltda|ApS|A\/S|Oy|Bhd|Tbk)\.?$/u;

/** In brackets, before the form of the firm. */
const PLACE = /^\(\p{Lu}[\p{L}-]+\)$/u;

/** No word stands in it twice, not even as a form of another: else words over and over could be parted in endless ways. */
const NOT_A_NAME =
  /^(?:(?:the|this|our|your|an?|all|each|any|iso|ie[cs]|independent|accredited|subcontracted|certified|licensed|contract|third|party|state|approved|of|by|for|testing|regulatory|compliance|analytical|test|labor(?:ator(?:y|ies|io|ium))?|laboratoire|laboratoř|labs?|quality|clinical|chemical|performed|report(?:ed)?|results?|analysis|number|name|id|director|manager|sample|scientific|methods?|potency|assurance|microbial|product|cannabis|hemp|research|use|only|batch|prep|chemist|technician|scientist|supervisor|analyst|consulting|services?|equipment|certificate|information|data|address|medical|primary|official|international|standards?|in|house|on|accreditation|zkušební|diagnostics|analytics|pjla|a2la|anab|license|pesticides?|metals?|full|panel|safety|summary|profile|completed?|date|status|passed|retail|adult|commercial|technical|president|senior|locations?(?:\(s\))?|site|facility|department|division|references?|badawcze|badań|penguji|pengujian|n[°º]|nr|ukas|\d{4})[\s.,:#-]*)+$/iu;
const ROLE =
  /\b(?:(?:hoofd|leiter\w*|jefe|responsabile?|kierownik|vedouc[íi]|vedúc[ia]|kepala)(?: \p{L}+){0,3} (?=\p{L}*labor)|director|manager|technician|batch|metrc|analyst|chemist|supervisor|report|certificate|licen[sc]e|number|accreditation|sample|standard|order|project|results?|equipment|officer|fellow|test(?:ing)? (?:results?|methods?|report))\b/iu;
/** `Lab ID EX-1102`. */
const NUMBER_OF_LAB = /^lab(?:oratory)?\.? (?:id|no|nr|number|sample|ref(?:erence)?|code|report)\b/i;
/** `Science Park`, `Research Drive`: where it is. */
const STREET = /\s(?:park|campus|drive|dr|road|rd|street|st|avenue|ave|blvd|boulevard|parkway|pkwy|way|lane|ln|court|ct)\.?$/i;
const OWN_SENTENCE =
  /(?:written (?:approval|consent|permission)(?: of| from|, from| by)?|consent of|approval of|tested by|analy[sz]ed (?:by|at)|performed (?:by|at)|on behalf of|©\s?\d{4}|copyright|from)[, ]*(?:the )?$/iu;
const OWN_VERB =
  /^(?:['’]s)? ?,? ?(?:makes no|is an?|is accredited|are accredited|using|strives|all rights|shall|certification|cannot|does not|analytical instrumentation|assumes|warrants|guarantees|reserves)/iu;

const clean = (text: string): string => text.replace(/^(?:the|of|by|from|and|an?) /i, '').replace(/[\s,;:|-]+$/, '');
const squash = remember((text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
);

const acceptable = (name: string): boolean =>
  name.length >= 4 &&
  name.length <= 70 &&
  name.split(' ').length <= 9 &&
  !NOT_A_NAME.test(name) &&
  !ROLE.test(name) &&
  !NUMBER_OF_LAB.test(name) &&
  !STREET.test(name) &&
  !/\d{5}|@|www\.|č\. ?\d/iu.test(name);

const DOMAIN =
  /(?:https?:\/\/)?(?:www\.)?([\p{L}\d\uFFFD-]{3,}(?:\.[\p{L}\d-]+)*\.(?:com|net|org|io|co|us|eu|cz|de|uk|ca|info|bio|science|fr|es|nl|it|pl|at|ch|lab|labs))(?![\p{L}])/iu;
const NOT_THEIRS =
  /confidentcannabis|cofrac|ukas|dakks|a2la|enac\.|accredia|pjlabs|nata\.|gmail|outlook|yahoo|hotmail|google|dropbox|metrc|pdf|adobe|docusign/i;

interface Domain {
  readonly printed: Printed;
  readonly host: string;
  /** Of a mail address below the head, as under the address of a client. */
  readonly weak: boolean;
}

const LAB_MAIL = /(?:^|\s)(?:info|labs?|support|coas?|results?|hello|contact|service|testing|admin)@/i;

/**
 * Web and mail addresses, each once, where it is printed first. One beside `lab@`, `www.` or in the letterhead is the laboratory's more
 * often than a client's.
 */
const domainsOf = (pages: readonly PageRuns[]): Domain[] => {
  const found = new Map<string, Domain>();
  for (const { runs, page } of pages)
    for (const run of runs) {
      const match = run.text.includes('.') ? DOMAIN.exec(run.text) : null;
      if (!match || NOT_THEIRS.test(match[1]!)) continue;
      const host = match[1]!.toLowerCase();
      const start = match.index + match[0].lastIndexOf(match[1]!);
      const weak = run.text.includes('@') && !LAB_MAIL.test(run.text) && run.box[1] > 0.06 * page.height && run.box[1] < 0.5 * page.height;
      const known = found.get(host);
      if (!known || (known.weak && !weak)) found.set(host, { printed: printedPart(run, start, start + host.length), host, weak });
    }
  return [...found.values()];
};

const stem = remember((host: string): string => squash(host.split('.').at(-2) ?? host));
const related = (name: string, host: string): boolean => {
  const short = squash(name.replace(/,? (?:LLC|Inc|Ltd|GmbH|Corp)\b\.?/giu, ''));
  const site = stem(host);
  const plain = (text: string): string => text.replace(/laborator(?:y|ies)|labs?/g, 'lab');
  return (
    site.length >= 4 &&
    (plain(short).startsWith(plain(site)) ||
      plain(site).startsWith(plain(short)) ||
      (short.length >= 5 && plain(site).includes(plain(short))))
  );
};

/** The capitalised words that, run together, are the web address: `Steep Hill` for steephill.com. */
const spelledOut = (run: Run, host: string): { start: number; end: number } | null => {
  const site = stem(host).replace(/(?:labs?|llc|inc|cannabis)$/g, '');
  if (site.length < 4) return null;
  if (!squash(run.text).includes(site)) return null;
  for (const first of run.text.matchAll(/\p{Lu}\S*/gu)) {
    // the house number before the name of a street
    if (/(?:^|\s)\d+\p{L}?\s$/u.test(run.text.slice(0, first.index))) continue;
    let joined = '';
    for (const word of run.text.slice(first.index).matchAll(/\S+/g)) {
      joined += squash(word[0]);
      if (joined.length > site.length) break;
      if (joined === site) {
        const end = first.index + word.index + word[0].length;
        const more = /^(?: \p{Lu}[\p{Ll}]+){0,3}/u.exec(run.text.slice(end))?.[0] ?? '';
        return { start: first.index, end: end + more.length };
      }
    }
  }
  return null;
};

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

interface Token {
  readonly text: string;
  readonly start: number;
  /** Without punctuation behind it. */
  readonly end: number;
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word.replace(/[,;:.|]+$/, ''),
    start: index,
    end: index + word.replace(/[,;:|]+$/, '').length,
  }));

const capital = (token: Token | undefined): boolean => token !== undefined && /^(?:\p{Lu}|\d{2,4}$|&$)/u.test(token.text);
/** No punctuation parts these two words; a comma may stand before `LLC`. */
const adjoin = (a: Token, b: Token, text: string): boolean =>
  text.slice(a.end, b.start).trim() === '' &&
  !/[.!?]$/.test(text.slice(a.start, a.end).replace(/^(?:(?:\p{Lu}\.)+|(?:Dr|Prof|St|Ing|Inst|Lab)\.)$/u, ''));

const isTestHouse = (tokens: readonly Token[], index: number): boolean =>
  /^house$/i.test(tokens[index]!.text) && /^(?:test|testing|assay)$/i.test(tokens[index - 1]?.text ?? '');

/** Set in capitals alone, unlike a name before it. */
const SHOUTED = /^\p{Lu}{5,}$/u;

/** `new bloom labs`: a name set in small letters throughout, alone on its line. */
const LOWER_CASE = /^(?:\p{Ll}[\p{Ll}\d]* ){1,3}(?:labs|laboratories|analytics|analytical)$/u;

/** Capitalised words around a word for a laboratory: `KCA Laboratories`, `SC Laboratories California LLC.`. */
const namesIn = (run: Run): { start: number; end: number }[] => {
  const { text } = run;
  if (LOCAL_WORD.test(text)) {
    // the line up to the address, when it is a line of its own
    const name = /^(?:(?! \/ | [-–—] (?=.*\d))[^,|:;·•])+/.exec(text)?.[0].trimEnd() ?? '';
    return LOCAL_WORD.test(name) && !/\d/.test(name) && name.split(' ').length <= 9 ? [{ start: 0, end: name.length }] : [];
  }
  if (text.length >= 4 && text.charCodeAt(0) > 0xdff && ASIAN_NAME.test(text)) return [{ start: 0, end: text.trimEnd().length }];
  const tokens = tokensOf(text);
  if (LOWER_CASE.test(text)) return [{ start: 0, end: text.trimEnd().length }];
  return tokens.flatMap((token, index) => {
    if (!(LAB_WORD.test(token.text) || isTestHouse(tokens, index)) || !capital(token)) return [];
    let first = index;
    while (first > 0 && index - first < 6 && adjoin(tokens[first - 1]!, tokens[first]!, text)) {
      const before = tokens[first - 1]!;
      // `No. R118877021  Example Testing Co., Ltd.`
      if (/\d{5}/.test(before.text)) break;
      if (SHOUTED.test(token.text) && /\p{Ll}{2}/u.test(before.text) && capital(before)) break;
      // `On Behalf of Example Testing Services Ltd.`
      if (/^behalf$/i.test(tokens[first - 2]?.text ?? '') && /^of$/i.test(before.text)) break;
      if (!capital(before) && !(JOINER.test(before.text) && first > 1 && capital(tokens[first - 2]))) break;
      first -= 1;
    }
    let last = index;
    while (last + 1 < tokens.length && last - index < 4) {
      const next = tokens[last + 1]!;
      const legal = LEGAL.test(next.text);
      // `Example Labs 85 Main St`, `Example Laboratories ISO/IEC 17025`
      if (/^(?:\d{1,5}|ISO.*|A2LA|PJLA|ANAB|CLIA)$/.test(next.text) && tokens[last + 2] !== undefined) break;
      // `Example Labs REGULATORY COMPLIANCE TESTING`
      if (!legal && SHOUTED.test(next.text) && /\p{Ll}/u.test(token.text)) break;
      // `Laboratories of Illinois, Inc.`
      const place = /^of$/i.test(next.text) && capital(tokens[last + 2]) && !TITLE_WORD.test(tokens[last + 2]!.text);
      if (!legal && !place && !(capital(next) && adjoin(tokens[last]!, next, text))) break;
      if (/[:#]$/.test(text.slice(next.start).split(' ')[0]!) || TITLE_WORD.test(next.text)) break;
      last += 1;
      if (legal && !LEGAL.test(tokens[last + 1]?.text ?? '')) break;
    }
    // `Example Testing Services (Qingdao) Co., Ltd.`
    if (PLACE.test(tokens[last + 1]?.text ?? '') && LEGAL.test(tokens[last + 2]?.text ?? ''))
      while (last + 1 < tokens.length && (PLACE.test(tokens[last + 1]!.text) || LEGAL.test(tokens[last + 1]!.text))) last += 1;
    // `GmbH & Co. KG`
    const ofCompany = tokens.slice(last + 1, last + 4).map(({ text }) => text);
    if (LEGAL.test(tokens[last]!.text) && /^(?:&|u\.|und) Co\.? (?:KG|OHG|KGaA)$/i.test(ofCompany.join(' '))) last += 3;
    const end = tokens[last]!;
    return [{ start: tokens[first]!.start, end: LEGAL.test(end.text) ? end.end : end.start + end.text.length }];
  });
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

/** Runs beside a label that speaks of something else: `Project:  Kratom Testing`. */
const valuesOfOthers = (page: LabelledPage): ReadonlySet<string> => {
  const others = page.labels.filter(({ field, strength }) => field !== 'laboratory' && field !== 'party' && strength === 'mark');
  const found = others.map(hit => lookUp(page, hit, 'text')).filter(one => one?.how === 'right');
  return new Set(found.flatMap(one => (one?.value.evidence.kind === 'page' ? [placeOf(one.value.text, one.value.evidence.box)] : [])));
};

const placeOf = (text: string, [left, top]: Box): string => `${text} ${left.toFixed(1)} ${top.toFixed(1)}`;

const candidatesOf = (page: LabelledPage, first: boolean, domains: readonly Domain[]): Candidate[] => {
  const theirs = valuesOfOthers(page);
  const isSigned = page.runs.some(({ text }) => SIGNED_FOR.test(text));
  return page.runs.flatMap(run => {
    if (theirs.has(placeOf(run.text.trim(), run.box))) return [];
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
      const lead = raw.length - raw.replace(/^(?:the|of|by|from|and|an?) /i, '').length;
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
  const sizes = page.runs.map(({ fontSize }) => fontSize).sort((a, b) => a - b);
  const large = top.fontSize > 1.5 * sizes[Math.floor(sizes.length / 2)]!;
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
  return large && alone && !theirs && address.some(({ text }) => CITY.test(text)) && acceptable(top.text)
    ? printedPart(top, 0, top.text.length)
    : null;
};

/** `Example Botanical Services` over its address in the head of the first page, however small, where the client is another. */
const addressedFirm = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const theirs = new Set(parties.map(squash));
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
      !theirs.has(squash(run.text)) &&
      !isLabel(page, run) &&
      !isValue(page, run) &&
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
const firmInHead = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const sizes = page.runs.map(({ fontSize }) => fontSize).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)]!;
  const theirs = new Set(parties.map(squash));
  const firms = page.runs.filter(run => {
    const tokens = tokensOf(run.text);
    return (
      run.box[1] < 0.15 * page.page.height &&
      tokens.length >= 2 &&
      tokens.length <= 8 &&
      LEGAL.test(tokens.at(-1)!.text) &&
      tokens.every(token => capital(token) || JOINER.test(token.text)) &&
      acceptable(run.text) &&
      !theirs.has(squash(run.text)) &&
      !isLabel(page, run) &&
      !isValue(page, run) &&
      (run.fontSize > 1.3 * usual || isUnderAddress(page, run))
    );
  });
  return firms.length === 1 ? printedPart(firms[0]!) : null;
};

/** What some laboratories call themselves by, and nothing but the title of a report or a panel otherwise. */
const WORK_WORD = /^(?:\p{Lu}[\p{L}\d&'’-]+ ){1,3}(?:Analysis|Assays?|Verified|Tested|Chem|Biotech)$/u;
const OF_TABLES =
  /\b(?:certificate|cannabinoids?|terpenes?|potency|pesticides?|metals?|microbial|micro|solvents?|mycotoxins?|moisture|nutrition(?:al)?|alkaloids?|elemental|sample|test|data|results?|final|laboratory|chemical|heavy|residual|foreign|water|compliance|full|panel|complete|statistical|trace|batch|lab)\b/i;

/** `Example Analysis` set large in the head of the first page, where nothing else says who the laboratory is. */
const namedByWork = (page: LabelledPage | undefined, parties: readonly string[]): Printed | null => {
  if (!page || parties.length === 0) return null;
  const sizes = page.runs.map(({ fontSize }) => fontSize).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)]!;
  const theirs = new Set(parties.map(squash));
  const found = page.runs.filter(
    run =>
      run.box[1] < 0.12 * page.page.height &&
      run.fontSize > 1.3 * usual &&
      WORK_WORD.test(run.text) &&
      !OF_TABLES.test(run.text) &&
      !theirs.has(squash(run.text)) &&
      !isLabel(page, run) &&
      !isValue(page, run),
  );
  return found.length === 1 ? printedPart(found[0]!) : null;
};

/** Whether the web address on these pages is that name and no more: whose certificate it is, and no product. */
export const isOfDomain = (pages: readonly PageRuns[], name: string): boolean =>
  domainsOf(pages).some(({ host }) => stem(host) === squash(name));

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
  if (best && best.score >= 2) return best.printed;
  const firm = onlyFirm(ranked);
  if (firm) return firm.printed;
  const named =
    letterhead(pages[0], parties) ?? addressedFirm(pages[0], parties) ?? firmInHead(pages[0], parties) ?? namedByWork(pages[0], parties);
  return named ?? withLigatures(domains.find(({ host }) => !parties.some(party => related(party, host)))?.printed ?? null);
};

const ACCREDITATION = [
  /(?:zkušební laboratoř )?č\. ?(\d{3,4}(?:\.\d+)?) akreditovan\p{L}*/iu,
  /(?:accredit\p{L}*|A2LA|PJLA|ANAB|ISO\/IE[CS] ?:?\s?17025(?::\d{4})?)[^.;|]{0,50}?(?:#:?|no\.?|number|testing|cert\p{L}*(?: number)?)\s*:?\s*#?([A-Z]{0,4}-?\d[\w.-]+)/iu,
  /\b(D-PL-\d{5}-\d\d-\d\d)\b/u,
  /ISO ?\/ ?IE[CS] ?:?\s?17025(?::\d{4})?/iu,
];

/** What is printed of the laboratory's accreditation: its number, else the standard it names. */
export const findAccreditation = (pages: readonly PageRuns[]): Printed | null => {
  for (const pattern of ACCREDITATION)
    for (const { runs } of pages)
      for (const run of runs) {
        const match = pattern.exec(run.text);
        if (match && !/subcontract/i.test(run.text)) return printedPart(run, match.index, match.index + match[0].length);
      }
  return null;
};
