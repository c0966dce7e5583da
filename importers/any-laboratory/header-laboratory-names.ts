/** Names of laboratories in a line of text: runs of capitalised words of which one says what they are. */
import { remember } from '../../src/coa/remember.ts';
import type { Run } from './header-runs.ts';

/** Words that stand in the names of laboratories. */
export const LAB_WORD =
  /^(?:labs?|laborator(?:y|ies)|analysts|analytical|analyticals|analytics|consulting|scientific|diagnostics|testing|environmental|analytik|sciences?|biosciences|analytica|analytix|nutrisciences|eurofins|sgs|intertek|als|alkemist|microbac|m[eé]rieux|nsf|tentamus|neogen|veritas|t[uü]v|\p{L}+analyti(?:k|cs|cal)|\p{L}*(?:analytik|analyse|prüf)zentrum|\p{L}{3,}labs?)$/iu;

/** The title of the report may stand close behind the name. */
const TITLE_WORD = /^(?:certificate|report|coa|analysis|results?)$/iu;

export const LOCAL_WORD =
  /(?<!\p{L})(?:laboratoř[eí]?|\p{L}*labor(?:atoires?|at[oó]rios?|atori|at[oó]rium|s)?|(?:prüf|untersuchungs|lebensmittel)?institut|ústav)(?!\p{L})/iu;

/** `S) zkouška provedena subdodavatelskou laboratoří`: a note, or what was done by one. */
const WHO_TESTED =
  /^\(?[\p{L}\d*]\) |(?<!\p{L})(?:proveden[aoy]?|vykonan[áéa]|wykonan[aeoy]|durchgeführt|effectuée?s?|réalisée?s?|realizad[ao]s?|eseguit[aeio]|uitgevoerd|dilakukan)(?!\p{L})/iu;

/** A whole line of Chinese, Japanese or Thai: `…检测技术有限公司`, `…分析センター`, `ห้องปฏิบัติการ…`. */
const ASIAN_NAME =
  /^(?=.*(?:检测|检验|测试|实验|檢測|檢驗|分析|検査|試験))[\p{L}（）() ・-]{4,40}(?:公司|中心|研究院|研究所|实验室|實驗室|センター|試験所|機構)$|^ห้องปฏิบัติการ[\p{L}\p{M}() ]{3,60}$/u;

/** Words that stand in the names of firms that test, and in none of a person: what a label calls the laboratory may have no other. */
export const FIRM_WORD =
  /^(?:group|services|international|institute?|university|solutions|biotech(?:nology)?|\p{L}*assays?|cent(?:er|re|ro|rum)|zentrum|technolog(?:y|ies)|tecnol[óo]gic[oa]|research|associates|chemistry|pharma|inspection|certification|house|standards|botanicals?|global|quality|control)$/iu;
export const JOINER = /^(?:of|and|&|for|the|de|du|la|für|und)$/u;

export const LEGAL =
  /^(?:LLC|L\.L\.C|INC|Inc|L[Tt][Dd]|Limited|GmbH|AG|B\.V|S\.A|S\.L|SAS|SARL|S\.r\.l|S\.p\.A|C[Oo][Rr][Pp]|C[Oo]|LP|P[Tt][Yy]|P[Vv][Tt]|KG|e\.K|B\.?V|N\.?V|plc|s\.r\.o|a\.s|o\.o|d\.o\.o|S\.?R\.?L|Kft|Zrt|Lda|Ltda|ApS|A\/S|Oy|Bhd|Tbk)\.?$/u;

/** In brackets, before the form of the firm. */
const PLACE = /^\(\p{Lu}[\p{L}-]+\)$/u;

/** No word stands in it twice, not even as a form of another: else words over and over could be parted in endless ways. */
const NOT_A_NAME =
  /^(?:(?:the|this|our|your|an?|all|each|any|iso|qa|qc|ie[cs]|independent|accredited|subcontracted|certified|licensed|contract|third|party|state|approved|of|by|for|testing|regulatory|compliance|analytical|test|labor(?:ator(?:y|ies|io|ium))?|laboratoire|laboratoř|labs?|quality|clinical|chemical|performed|report(?:ed)?|results?|analysis|number|name|id|director|manager|sample|scientific|methods?|potency|assurance|microbial|product|cannabis|hemp|research|use|only|batch|prep|chemist|technician|scientist|supervisor|analyst|consulting|services?|equipment|certificate|information|data|address|medical|primary|official|international|standards?|in|house|on|accreditation|zkušební|diagnostics|analytics|pjla|a2la|anab|license|pesticides?|metals?|full|panel|safety|summary|profile|completed?|date|status|passed|retail|adult|commercial|technical|president|senior|locations?(?:\(s\))?|site|facility|department|division|references?|badawcze|badań|penguji|pengujian|n[°º]|nr|ukas|\d{4})[\s.,:#-]*)+$/iu;

const ROLE =
  /\b(?:(?:hoofd|leiter\w*|jefe|responsabile?|kierownik|vedouc[íi]|vedúc[ia]|kepala)(?: \p{L}+){0,3} (?=\p{L}*labor)|director|manager|technician|batch|metrc|analyst|chemist|supervisor|report|certificate|licen[sc]e|number|accreditation|sample|standard|order|project|results?|equipment|officer|fellow|test(?:ing)? (?:results?|methods?|report))\b/iu;

/** `Lab ID EX-1102`, `LAB N° 0282 L`. */
const NUMBER_OF_LAB =
  /^lab(?:orator(?:y|io|ium))?\.? (?:(?:id|no|nr|number|sample|ref(?:erence)?|code|report)\b|n?[°º#]\s?\d|num\.?\s?\d)/i;

/** `Science Park`, `Research Drive`: where it is. */
const STREET = /\s(?:park|campus|drive|dr|road|rd|street|st|avenue|ave|blvd|boulevard|parkway|pkwy|way|lane|ln|court|ct)\.?$/i;

export const squash = remember((text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
);

export const acceptable = (name: string): boolean =>
  name.length >= 4 &&
  name.length <= 70 &&
  name.split(' ').length <= 9 &&
  !NOT_A_NAME.test(name) &&
  !ROLE.test(name) &&
  !NUMBER_OF_LAB.test(name) &&
  !STREET.test(name) &&
  !/\d{5}|@|www\.|č\. ?\d/iu.test(name);

interface Token {
  readonly text: string;
  readonly start: number;
  /** Without punctuation behind it. */
  readonly end: number;
}

export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word.replace(/[,;:.|]+$/, ''),
    start: index,
    end: index + word.replace(/[,;:|]+$/, '').length,
  }));
export const capital = (token: Token | undefined): boolean => token !== undefined && /^(?:\p{Lu}|\d{2,4}$|&$)/u.test(token.text);

/** No punctuation parts these two words; a comma may stand before `LLC`. */
export const adjoin = (a: Token, b: Token, text: string): boolean =>
  text.slice(a.end, b.start).trim() === '' &&
  !/[.!?]$/.test(text.slice(a.start, a.end).replace(/^(?:(?:\p{Lu}\.)+|(?:Dr|Prof|St|Ing|Inst|Lab)\.)$/u, ''));

const isTestHouse = (tokens: readonly Token[], index: number): boolean =>
  /^house$/i.test(tokens[index]!.text) && /^(?:test|testing|assay)$/i.test(tokens[index - 1]?.text ?? '');

/** Set in capitals alone, unlike a name before it. */
const SHOUTED = /^\p{Lu}{5,}$/u;

/** `new bloom labs`: a name set in small letters throughout, alone on its line. */
const LOWER_CASE = /^(?:\p{Ll}[\p{Ll}\d]* ){1,3}(?:labs|laboratories|analytics|analytical)$/u;

/** `, a.s.`, `, S.A. de C.V.`: the form of the firm behind a comma is of its name. */
const BEFORE_LEGAL = String.raw`,(?= (?:a\. ?s\.|s\. ?r\. ?o\.|z\. ?s\.|S\.A\.|S\.L\.|S\.R\.L\.|Inc\b|Ltda?\b|LLC\b|GmbH\b))`;

/** Most lines hold no word for a laboratory, nor a `House`, and need not be taken apart. */
const HOLDS_ONE = new RegExp(`(?<!\\S)(?:${LAB_WORD.source.slice(1, -1)}|house)[,;:.|]*(?!\\S)`, 'iu');

/** Capitalised words around a word for a laboratory: `KCA Laboratories`, `SC Laboratories California LLC.`. */
export const namesIn = (run: Run): { start: number; end: number }[] => {
  const { text } = run;
  if (LOCAL_WORD.test(text)) {
    // the line up to the address, when it is a line of its own
    const name = new RegExp(`^(?:(?! \\/ | [-–—] (?=.*\\d))[^,|:;·•]|${BEFORE_LEGAL})+`, 'u').exec(text)?.[0].trimEnd() ?? '';
    // the sign of the firm
    const start = /^[^\p{L}\d]*/u.exec(name)![0].length;
    return LOCAL_WORD.test(name) && !/\d/.test(name) && !WHO_TESTED.test(name) && name.split(' ').length <= 9
      ? [{ start, end: name.length }]
      : [];
  }
  if (text.length >= 4 && text.charCodeAt(0) > 0xdff && ASIAN_NAME.test(text)) return [{ start: 0, end: text.trimEnd().length }];
  if (LOWER_CASE.test(text)) return [{ start: 0, end: text.trimEnd().length }];
  if (!HOLDS_ONE.test(text)) return [];
  const tokens = tokensOf(text);
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
    const limited = /^(?:\S+ )?Sp\. ?z ?o\. ?o\./u.exec(text.slice(end.start))?.[0].length;
    if (limited) return [{ start: tokens[first]!.start, end: end.start + limited }];
    return [{ start: tokens[first]!.start, end: LEGAL.test(end.text) ? end.end : end.start + end.text.length }];
  });
};
