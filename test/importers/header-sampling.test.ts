/** How the sample came to be and what the results stand for, as laboratories word it; names invented. */
import { headerFields } from '../../importers/any-laboratory/header.ts';
import { coverageFactor } from '../../src/coa/sampling.ts';
import { pageOfText } from './printed-page.ts';

const sampling = (art: string) =>
  Object.fromEntries(
    Object.entries(headerFields({ pages: [pageOfText(1, art)] }).sampling ?? {}).map(([field, printed]) => [field, printed.text]),
  );

test.each<[string, Record<string, string>]>([
  ['Sampled by: J. Doe', { sampledBy: 'J. Doe' }],
  ['Collected by: Client', { sampledBy: 'Client' }],
  ['Vzorek odebral: zadavatel', { sampledBy: 'zadavatel' }],
  ['Probenehmer: Auftraggeber', { sampledBy: 'Auftraggeber' }],
  ['Sampling Method: SOP 12.3', { samplingMethod: 'SOP 12.3' }],
  ['Condition on receipt: sealed, intact', { condition: 'sealed, intact' }],
  ['Stav vzorku při přijetí: neporušený obal', { condition: 'neporušený obal' }],
  ['Sample Size Received: 9 units', { amountReceived: '9 units' }],
  ['Sample weight: 25.5 g', { amountReceived: '25.5 g' }],
  ['Množství vzorku: 50 g', { amountReceived: '50 g' }],
  ['Results relate only to the sample as received.', { disclaimer: 'Results relate only to the sample as received.' }],
  ['These results apply only to the items tested.', { disclaimer: 'These results apply only to the items tested.' }],
  ['Výsledky zkoušek se týkají pouze uvedeného vzorku.', { disclaimer: 'Výsledky zkoušek se týkají pouze uvedeného vzorku.' }],
  ['Die Ergebnisse beziehen sich nur auf die Proben.', { disclaimer: 'Die Ergebnisse beziehen sich nur auf die Proben.' }],
  [
    'Expanded uncertainty is given with coverage factor k = 2.',
    { uncertainty: 'Expanded uncertainty is given with coverage factor k = 2.' },
  ],
  ['Rozšířená nejistota odpovídá koeficientu k=2.', { uncertainty: 'Rozšířená nejistota odpovídá koeficientu k=2.' }],
  ['Note a. Decision rule: simple acceptance (see no. 4). Note b.', { decisionRule: 'Decision rule: simple acceptance (see no. 4).' }],
  ['Tests marked * are not ISO 17025 accredited.', { accreditationScope: 'Tests marked * are not ISO 17025 accredited.' }],
  ['Metody označené * nejsou v rozsahu akreditace.', { accreditationScope: 'Metody označené * nejsou v rozsahu akreditace.' }],
  ['AMENDED REPORT', { amendment: 'AMENDED REPORT' }],
  ['Corrected Certificate of Analysis: unit of lead', { amendment: 'Corrected Certificate of Analysis: unit of lead' }],
  ['This report supersedes report R-2041 of 2 March 2026.', { amendment: 'This report supersedes report R-2041 of 2 March 2026.' }],
  [
    'This document replaces the previously issued Certificate of Analysis no. R-2041.',
    {
      amendment: 'This document replaces the previously issued Certificate of Analysis no. R-2041.',
    },
  ],
  ['Revision 2 of R-2041', { amendment: 'Revision 2 of R-2041' }],
  ['Tento protokol nahrazuje protokol č. 2041/26.', { amendment: 'Tento protokol nahrazuje protokol č. 2041/26.' }],
  ['Dieser Bericht ersetzt den Prüfbericht Nr. 2041-26.', { amendment: 'Dieser Bericht ersetzt den Prüfbericht Nr. 2041-26.' }],
  ['Taken as a composite sample of the lot', { composition: 'composite sample' }],
  ['The sample was received in a sealed bag.', { condition: 'The sample was received in a sealed bag.' }],
])('%s', (art, expected) => expect(sampling(art)).toEqual(expected));

test('a sentence is kept over its lines', () => {
  const art = `
This report is confidential. Values reported relate only to the product or substance
tested. Nothing else follows from it.`;
  expect(sampling(art)).toEqual({ disclaimer: 'Values reported relate only to the product or substance tested.' });
});

test.each([
  'This report supersedes all previous reports.',
  'This report supersedes any earlier report of the sample.',
  'Amended reports are marked with a letter.',
  'An amended report will be issued on request.',
  'This report was superseded by report R-2042.',
  'Form revision 3 of F-2041',
  'Revision 2 of 5',
  'This method replaces AOAC 2011.10 in the laboratory.',
])('%s says nothing of this report', art => expect(sampling(art)).not.toHaveProperty('amendment'));

test('what is not printed is absent', () => {
  expect(headerFields({ pages: [pageOfText(1, 'Sample: Red Powder\nLot: A-1\nReport reviewed by the manager.')] })).not.toHaveProperty(
    'sampling',
  );
});

test.each([
  ['expanded uncertainty, k=2, 95 %', '2'],
  ['coverage factor k = 1.96', '1.96'],
  ['k=2 for metals, k=3 for others', null],
  ['95 % confidence', null],
] as const)('%s: k is %s', (statement, k) => expect(coverageFactor(statement)).toBe(k));
