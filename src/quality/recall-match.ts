/**
 * Which vendor, product and lots a recall may concern, how sure that is and why. Names of different firms can be alike and codes of lots
 * are short, so this never says that it is so: from `SHOWN_FROM` on a page may show the notice with the reasons, below it a person decides.
 * The figures were set by hand and measured on invented cases (docs/recalls.md).
 */
import { editDistance } from '../coa/edit-distance.ts';
import { fold, normaliseCode, normaliseName } from '../coa/text.ts';
import { codePieces, firmNames, type Recall } from './recall.ts';

/** Shown from here on; less waits for a person. */
export const SHOWN_FROM = 0.9;
/** Less than this is chance. */
export const WAITS_FROM = 0.4;

export interface VendorFacts {
  readonly id: string;
  /** The name and its aliases, as printed. */
  readonly names: readonly string[];
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly lots: readonly LotFacts[];
}

export interface LotFacts {
  readonly id: string;
  readonly code: string;
  readonly product: string | null;
  /** Day of the first report about it; ISO, null when none has a date. */
  readonly firstReported: string | null;
}

export interface RecallMatch {
  readonly vendor: string;
  readonly product: string | null;
  readonly lot: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Sentences for people, the weightiest first. */
  readonly reasons: readonly string[];
}

interface Ground {
  readonly confidence: number;
  readonly reason: string;
}

/** Words that half of the trade carries in its name: alone they name nobody. */
const TRADE = new Set(
  `kratom kratoms mitragyna botanical botanicals herb herbs herbal herbals organic organics natural naturals nature leaf leafs tea teas shop
  store trading supply supplies products product brand brands labs lab wellness health company group international usa us america american
  the and of green red white gold maeng da bali borneo thai vein online world kava extracts extract powder capsules premium pure ethno`.split(
    /\s+/,
  ),
);

/** Every match from `WAITS_FROM` on, the surest first. */
export function matchRecall(recall: Recall, vendors: readonly VendorFacts[]): RecallMatch[] {
  const notice = prepare(recall);
  return vendors
    .flatMap(vendor => matchVendor(notice, vendor))
    .filter(({ confidence }) => confidence >= WAITS_FROM)
    .sort((a, b) => b.confidence - a.confidence || compare(a.vendor, b.vendor) || compare(a.lot ?? '', b.lot ?? ''));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Notice {
  readonly recall: Recall;
  readonly firms: readonly { readonly printed: string; readonly name: string }[];
  /** The product's description, normalised like a name, between spaces. */
  readonly product: string;
  readonly codes: ReadonlySet<string>;
}

function prepare(recall: Recall): Notice {
  return {
    recall,
    firms: firmNames(recall.firm).map(printed => ({ printed, name: normaliseName(printed) })),
    product: ` ${plain(recall.product)} `,
    codes: codePieces(`${recall.codes ?? ''} ; ${recall.product}`),
  };
}

const plain = (text: string): string =>
  fold(text)
    .replace(/&/g, ' and ')
    .replace(/[’'`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function matchVendor(notice: Notice, vendor: VendorFacts): RecallMatch[] {
  const named = byName(notice, vendor);
  const lots = vendor.lots.filter(({ code }) => telling(code) && notice.codes.has(normaliseCode(code)));
  if (named === null) return lots.filter(({ code }) => telling(code) === 'very').map(lot => codeAlone(lot, vendor));
  const lotMatches = lots.map(lot => ofLot(notice, named, lot, vendor));
  const best = lotMatches.reduce((most, { confidence }) => Math.max(most, confidence), 0);
  const agreeing =
    best > named.confidence
      ? [`${lots.length === 1 ? 'A lot' : 'Lots'} of this vendor ${lots.length === 1 ? 'has' : 'have'} a code that the notice names.`]
      : [];
  const whole: RecallMatch = {
    ...{ vendor: vendor.id, product: null, lot: null },
    confidence: round(Math.max(named.confidence, best)),
    reasons: [...named.reasons, ...agreeing],
  };
  return [whole, ...products(notice, whole, vendor), ...lotMatches];
}

/** By the firm's name, by the brand in the description, or both; null when neither is there. */
function byName(notice: Notice, vendor: VendorFacts): { confidence: number; reasons: string[] } | null {
  const firm = best(vendor.names.map(name => firmGround(notice, name)));
  const brand = best(vendor.names.map(name => brandGround(notice, name)));
  const grounds = [firm, brand].filter(ground => ground !== null).sort((a, b) => b.confidence - a.confidence);
  if (grounds.length === 0) return null;
  // two independent signs leave as much doubt as both together
  const doubt = grounds.reduce((left, { confidence }) => left * (1 - confidence), 1);
  return { confidence: Math.min(0.98, 1 - doubt), reasons: grounds.map(({ reason }) => reason) };
}

const best = (grounds: readonly (Ground | null)[]): Ground | null =>
  grounds.reduce<Ground | null>((most, ground) => (ground !== null && ground.confidence > (most?.confidence ?? 0) ? ground : most), null);

function firmGround({ firms }: Notice, printed: string): Ground | null {
  const name = normaliseName(printed);
  const own = telltale(name);
  for (const firm of firms) {
    if (firm.name === name) {
      const confidence = own >= 5 ? 0.92 : own >= 3 ? 0.75 : 0.45;
      return { confidence, reason: `The recalling firm is called “${firm.printed}”, as this vendor is (“${printed}”).` };
    }
  }
  for (const firm of firms) {
    const most = name.length >= 16 ? 2 : name.length >= 9 ? 1 : 0;
    const near = most > 0 && sameDigits(firm.name, name) && editDistance(firm.name, name, most) <= most;
    const longer = own >= 5 && (firm.name.startsWith(`${name} `) || (name.startsWith(`${firm.name} `) && telltale(firm.name) >= 5));
    if (near || longer) return { confidence: 0.6, reason: `The recalling firm is called “${firm.printed}”, which is like “${printed}”.` };
  }
  return null;
}

function brandGround({ product }: Notice, printed: string): Ground | null {
  const name = normaliseName(printed);
  const own = telltale(name);
  if (own < 4 || !product.includes(` ${name} `)) return null;
  const confidence = own >= 8 || (own >= 5 && name.includes(' ')) ? 0.85 : 0.55;
  return { confidence, reason: `The description of the product names “${printed}”.` };
}

/** Letters and digits in words that are not everybody's. */
const telltale = (name: string): number =>
  name
    .split(' ')
    .filter(word => !TRADE.has(word))
    .join('').length;

const sameDigits = (a: string, b: string): boolean => a.replace(/\D/g, '') === b.replace(/\D/g, '');

function products(notice: Notice, whole: RecallMatch, vendor: VendorFacts): RecallMatch[] {
  return vendor.products
    .filter(({ name }) => {
      const words = plain(name);
      return words.includes(' ') && words.length >= 8 && notice.product.includes(` ${words} `);
    })
    .map(({ id, name }) => ({
      ...{ vendor: vendor.id, product: id, lot: null, confidence: whole.confidence },
      reasons: [`The description names the product “${name}”.`, ...whole.reasons],
    }));
}

/** How much a code says: none of letters alone or under four characters; `very` where chance is small even without a vendor. */
function telling(code: string): 'some' | 'very' | null {
  const text = normaliseCode(code);
  if (text.length < 4 || !/\d{2}/.test(text)) return null;
  const mixed = /\p{L}/u.test(text);
  return (mixed && text.length >= 7) || text.length >= 9 ? 'very' : 'some';
}

function ofLot(notice: Notice, named: { confidence: number; reasons: readonly string[] }, lot: LotFacts, vendor: VendorFacts): RecallMatch {
  const very = telling(lot.code) === 'very';
  const doubt = (1 - named.confidence) * (very ? 0.2 : 0.5);
  const code = `The notice names the code “${lot.code}”${very ? '' : ', a short one'}.`;
  const began = notice.recall.initiatedOn ?? notice.recall.reportedOn;
  const later = lot.firstReported !== null && lot.firstReported > began;
  const late = later ? [`The first report about this lot (${lot.firstReported}) is later than the recall (${began}).`] : [];
  // codes are used again after years: a lot first reported after the recall may be another one
  const confidence = (1 - doubt) * (later ? 0.7 : 1);
  return {
    ...{ vendor: vendor.id, product: lot.product, lot: lot.id, confidence: round(Math.min(0.99, confidence)) },
    reasons: [code, ...named.reasons, ...late],
  };
}

const codeAlone = (lot: LotFacts, vendor: VendorFacts): RecallMatch => ({
  ...{ vendor: vendor.id, product: lot.product, lot: lot.id, confidence: 0.45 },
  reasons: [`The notice names the code “${lot.code}”, but not this vendor.`],
});

const round = (confidence: number): number => Math.round(confidence * 100) / 100;
