/** Recalls beside vendors, made by hand: firms and codes are invented, their shapes are those of real notices. */
import type { Recall } from '../../src/quality/recall.ts';
import type { VendorFacts } from '../../src/quality/recall-match.ts';

export const recall = (more: Partial<Recall>): Recall => ({
  ...{ number: 'F-0001-2026', productType: 'Food', classification: 'Class I', status: 'Terminated', firm: 'Somebody Else Inc' },
  ...{ city: null, state: null, country: null, product: 'Kratom powder', codes: null, reason: 'Salmonella', quantity: null },
  ...{ distribution: null, initiatedOn: '2026-03-01', reportedOn: '2026-04-01', classifiedOn: null, terminatedOn: null },
  ...more,
});

const vendor = (id: string, names: string[], lots: string[] = [], products: string[] = []): VendorFacts => ({
  id,
  names,
  products: products.map((name, index) => ({ id: `${id}-p${index}`, name })),
  lots: lots.map(code => ({ id: code, code, product: null, firstReported: '2026-01-10' })),
});

export const VENDORS: readonly VendorFacts[] = [
  vendor('fern', ['Fictional Fern Trading', 'Fictional Fern'], ['FF2411', 'FF-2502-B', '1710508'], ['Fictional Green Powder']),
  vendor('ivy', ['Imaginary Ivy Botanicals LLC'], ['II-0042', 'MR0120417-9'], ['Imaginary Maeng Da Capsules']),
  vendor('corner', ['Herbal Corner'], ['A12', '240501']),
  vendor('kratom', ['Kratom Shop'], ['KS20260101']),
  vendor('pine', ['Pretend Pine', 'PretendPine.com'], ['PP 26 014']),
  vendor('quarry', ['Quarry Fields, Inc.'], ['QF1', '2601']),
  vendor('one', ['Vyre'], ['V-100234']),
];

export interface Case {
  readonly what: string;
  readonly recall: Recall;
  /** Who it is truly about: vendor, or vendor and lot. Empty: nobody here. */
  readonly truth: readonly string[];
}

export const CASES: readonly Case[] = [
  {
    what: 'the firm, and its lots',
    recall: recall({ firm: 'Fictional Fern Trading LLC', codes: 'Lot FF2411; Lot FF2502B exp 01/27' }),
    truth: ['fern', 'fern FF2411', 'fern FF-2502-B'],
  },
  { what: 'the firm under another legal form', recall: recall({ firm: 'IMAGINARY IVY BOTANICALS, INC.' }), truth: ['ivy'] },
  {
    what: 'a trade name after dba',
    recall: recall({ firm: 'J. Doe Holdings LLC dba Imaginary Ivy Botanicals', codes: 'MR0120417-9' }),
    truth: ['ivy', 'ivy MR0120417-9'],
  },
  {
    what: 'the brand in the description alone',
    recall: recall({ firm: 'Packing House 7', product: 'Fictional Fern brand kratom, green, 100 g pouch' }),
    truth: ['fern'],
  },
  {
    what: 'the brand and a lot',
    recall: recall({ firm: 'Packing House 7', product: 'Pretend Pine White Kratom 250 g', codes: 'Batch # PP-26-014' }),
    truth: ['pine', 'pine PP 26 014'],
  },
  { what: 'an alias without a space', recall: recall({ firm: 'PretendPine.com' }), truth: ['pine'] },
  { what: 'a misprint in the firm', recall: recall({ firm: 'Imaginary Ivvy Botanicals' }), truth: ['ivy'] },
  {
    what: 'the firm with a place after its name',
    recall: recall({ firm: 'Quarry Fields of Oregon', codes: '2601' }),
    truth: ['quarry', 'quarry 2601'],
  },
  { what: 'every lot', recall: recall({ firm: 'Quarry Fields', codes: 'All lots and all expiration dates' }), truth: ['quarry'] },
  {
    what: 'codes in a long list',
    recall: recall({ firm: 'Fictional Fern', codes: '1710500, 1710501,1710508;1710600' }),
    truth: ['fern', 'fern 1710508'],
  },
  {
    what: 'a product by its name',
    recall: recall({ firm: 'Fictional Fern Trading', product: 'Fictional Green Powder, kratom, net wt. 3.5 oz' }),
    truth: ['fern'],
  },
  { what: 'a short trade name that is exact', recall: recall({ firm: 'Vyre LLC', codes: 'V100234' }), truth: ['one', 'one V-100234'] },
  {
    what: 'a lot reported only after the recall',
    recall: recall({ firm: 'Fictional Fern Trading', codes: 'FF2411', initiatedOn: '2024-01-01', reportedOn: '2024-02-01' }),
    truth: ['fern'],
  },
  // nobody here
  { what: 'another firm', recall: recall({ firm: 'Sunny Side Kava Bar' }), truth: [] },
  { what: 'a name of trade words only', recall: recall({ firm: 'Herbal Corner Store of Texas', codes: '240501' }), truth: [] },
  { what: 'everybody’s name', recall: recall({ firm: 'The Kratom Shop' }), truth: [] },
  { what: 'the words of a name apart', recall: recall({ product: 'Fern and ivy, imaginary friends tea with kratom' }), truth: [] },
  { what: 'a short code of somebody else', recall: recall({ firm: 'Lucky Cat Imports', codes: 'Lots A12, 2601 and 240501' }), truth: [] },
  { what: 'a code inside a longer one', recall: recall({ firm: 'Fictional Fern Trading', codes: '171050812; XFF24113' }), truth: ['fern'] },
  { what: 'a similar firm', recall: recall({ firm: 'Quarry Field Stone & Gravel' }), truth: [] },
  { what: 'a name with another number', recall: recall({ firm: 'Pretend Pine 2' }), truth: [] },
  { what: 'a long code of somebody else', recall: recall({ firm: 'Lucky Cat Imports', codes: 'KS20260101' }), truth: [] },
  { what: 'a brand that is an ordinary word', recall: recall({ product: 'Capsules "vyre" style kratom' }), truth: [] },
  {
    what: 'dates and prices that look like codes',
    recall: recall({ firm: 'Lucky Cat Imports', codes: 'Best by 26 01, 04/2025 01, $ 2 601' }),
    truth: [],
  },
];
