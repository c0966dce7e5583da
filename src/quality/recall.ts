/** What an authority's notice of a recall says, and whether it is about kratom. */
import { fold } from '../coa/text.ts';

export const RECALL_CLASSES = ['Class I', 'Class II', 'Class III', 'Not Yet Classified'] as const;
export type RecallClass = (typeof RECALL_CLASSES)[number];

/** Texts as the authority published them; days are ISO. */
export interface Recall {
  readonly number: string;
  readonly productType: string | null;
  readonly classification: RecallClass;
  readonly status: string | null;
  readonly firm: string;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly product: string;
  readonly codes: string | null;
  readonly reason: string;
  readonly quantity: string | null;
  readonly distribution: string | null;
  readonly initiatedOn: string | null;
  readonly reportedOn: string;
  readonly classifiedOn: string | null;
  readonly terminatedOn: string | null;
}

/** Words for the plant, its leaf, its alkaloids. Names of colours and strains alone are of other products as well. */
const KRATOM = /\b(kratom|mitragyn\w*|ketum|biak|krypton kratom|7-?\s?(?:oh|hydroxymitragyn\w*)(?!\w))\b/;
/** Products that say that they hold none. */
const DENIED = /\b(?:no|without|free (?:of|from)|not contain\w*)\s+(?:any\s+)?kratom\b|\bkratom[- ]free\b/g;

/** The word that says that a recall is about kratom, and where it stands; null when none does. */
export function aboutKratom(
  recall: Pick<Recall, 'product' | 'reason' | 'codes' | 'firm'>,
): { readonly word: string; readonly where: string } | null {
  // the firm comes last: a kratom vendor also recalls other things, and its name alone says nothing of the product
  for (const where of ['product', 'reason', 'codes'] as const) {
    const word = KRATOM.exec(fold(recall[where] ?? '').replace(DENIED, ' '))?.[1];
    if (word !== undefined) return { word, where };
  }
  return null;
}

/** `ABC LLC dba Example Botanicals` → both names. */
export function firmNames(firm: string): string[] {
  const parts = firm.split(/\s*[,(]?\s*\b(?:d\/?b\/?a|doing business as|trading as|t\/a|a\/?k\/?a|f\/?k\/?a)\b\.?:?\s*/i);
  return [...new Set(parts.map(part => part.replace(/[()]/g, ' ').trim()).filter(part => part !== ''))];
}

/** That the notice covers everything, and names no lots because none is left out. */
export const namesEveryLot = ({ codes, product }: Pick<Recall, 'codes' | 'product'>): boolean =>
  /\ball\s+(?:\w+\s+){0,2}?(?:lots?|codes?|batch(?:es)?|products?|dates)\b/.test(fold(`${codes ?? ''} ${product}`));

/** Texts in which codes of lots stand, cut into the pieces that could be one: single words, and two or three that follow each other. */
export function codePieces(text: string): ReadonlySet<string> {
  const words = fold(text)
    .split(/[\s,;:()[\]"'“”]+/)
    .map(word => word.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase())
    .filter(word => word !== '' && !/^(?:LOTS?|CODES?|BATCH(?:ES)?|NOS?|NUMBERS?|AND|OR)$/.test(word));
  const pieces = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    for (let length = 1; length <= 3 && at + length <= words.length; length++) pieces.add(words.slice(at, at + length).join(''));
  }
  return pieces;
}
