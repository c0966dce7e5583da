/** Results sent as a letter or by mail: who wrote it stands under its closing, days stand in its sentences. */
import { headerOf } from './printed-header.ts';

const mail = (closing: string): string => `
To:           Gail Example <gail@elm.example>
Subject:      Results: Green Powder Blend lot GPB-1182

Hi Gail,
Please find below the final results for your sample received 2/27/2024. The certificate will follow.

Report number: 118-2240
Sample: Green Powder Blend
Lot: GPB-1182

Test                    Result              Spec
Coliforms               20 CFU/g            <100 CFU/g
E. coli                 <10 CFU/g           <10 CFU/g

${closing}

R. Sample
Example Brook Microbiology
14 Weir St, Rutland, VT 05701
`;

test('the firm under the closing of a letter is the laboratory, and no client', () => {
  const header = headerOf(mail('Kind regards,'));
  expect(header).toMatchObject({ laboratory: 'Example Brook Microbiology', name: 'Green Powder Blend', received: '2/27/2024' });
  expect(header).not.toHaveProperty('client');
});

test('a person with an address for mail is no client', () => {
  expect(headerOf('To: Gail Example <gail@elm.example>\nLot: EE-1')).not.toHaveProperty('client');
});

test('the day under Rec’d is that of receipt', () => {
  expect(headerOf("Lot: EE-1\nRec'd: 06/13/24\nReported: 06/18/24")).toMatchObject({ received: '06/13/24', reported: '06/18/24' });
});
