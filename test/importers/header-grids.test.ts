/** Headers of more laboratories: grids of labels, two languages, leaders, letters; names are invented. */

import { headerOf, printedHeader } from './printed-header.ts';
import { type Placed, pageOf } from './printed-page.ts';

test.each<[string, string, Record<string, string>]>([
  [
    'three columns, labels without a mark, the sample by the name of the laboratory',
    `
Euphoria Food Chemistry Testing Nowhere, Inc.
6304 Imaginary Ave, Madison, WI 53704
                                     Certificate of Analysis
Imaginary Leaf Inc.                                             Report Number:        4012345-0
55 Example Road                                                 Report Date:          10-Feb-2023
Nowhere, UT 84101                                               Report Status:        Final
                                                                Supersedes:           4012345-0

Sample Name:                      Green Maeng Da Powder          Euphoria Sample:      12345678
Project ID                        IMAGINARY-20230201-0001        Receipt Date          01-Feb-2023
PO Number                         PO-7788                        Receipt Condition     Ambient temperature
Lot Number                        GMD1187                        Login Date            01-Feb-2023
Sample Serving Size               2.4 g                          Date Started          02-Feb-2023
Description                       Powder                         Number Composited     1`,
    {
      laboratory: 'Euphoria Food Chemistry Testing Nowhere, Inc.',
      reportNumber: '4012345-0',
      reported: '10-Feb-2023',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Maeng Da Powder',
      lot: 'GMD1187',
      received: '01-Feb-2023',
      labSampleId: '12345678',
    },
  ],
  [
    'numbered descriptions, an addressee under a person',
    `
                                                                                    COA No:          CHG-39125567-0
Fabriga NutriSciences                                                               Supersedes:      None
Chicago Laboratory                                                                  COA Date         1/15/23
3600 Eagle Nest Drive, Crete, IL 60417                                              Page 1 of 2
                             CERTIFICATE OF ANALYSIS

TO:                                            Received From:       Nowhere, UT
Mr. A. Nobody                                  Received Date:       1/5/23
Quality                                        P.O. # / ID:         7788
Imaginary Leaf Inc.                            Location of Test: (except where noted)
55 Example Road                                Crete, IL
Nowhere, UT 84101

Desc. 1:      Red Bali Kratom Powder              Laboratory ID:    391871234
Desc. 2:      Lot RB-2201                         Condition Rec'd:  NORMAL
                                                  Temp Rec'd (°C):  21`,
    {
      laboratory: 'Fabriga NutriSciences',
      reportNumber: 'CHG-39125567-0',
      reported: '1/15/23',
      client: 'Imaginary Leaf Inc.',
      name: 'Red Bali Kratom Powder',
      lot: 'RB-2201',
      received: '1/5/23',
      labSampleId: '391871234',
    },
  ],
  [
    'colons in a column of their own, the sample in a sentence',
    `
Test Report                  No. : SHX23-0012345-01           Date : 12 Jan 2023           Page 1 of 3
IMAGINARY LEAF INC.
55 EXAMPLE ROAD, NOWHERE, UT 84101

The following sample(s) was/were submitted and identified on behalf of the clients as : KRATOM POWDER GREEN

Job No.                      :  RP23-000123 - SH
Client Ref. Info.            :  Lot# KG-0112
Date of Sample Received      :  05 Jan 2023
Testing Period               :  05 Jan 2023 - 12 Jan 2023
Test Requested               :  Selected test(s) as requested by client.
Signed for and on behalf of
Sagesse Technical Services Laboratory Co., Ltd.`,
    {
      laboratory: 'Sagesse Technical Services Laboratory Co., Ltd.',
      reportNumber: 'SHX23-0012345-01',
      reported: '12 Jan 2023',
      client: 'IMAGINARY LEAF INC.',
      name: 'KRATOM POWDER GREEN',
      lot: 'KG-0112',
      received: '05 Jan 2023',
      tested: '05 Jan 2023 - 12 Jan 2023',
    },
  ],
  [
    'two columns of labels in capitals',
    `
MACRO QUALITY LABS, INC.
3125 Nowhere Avenue, Burbank, CA 91504    Tel: (818) 555-0100
                                  CERTIFICATE OF ANALYSIS
CUSTOMER:     Imaginary Leaf Inc.                    MQL LAB #:         231415-02
ADDRESS:      55 Example Road                        P.O. #:            7788
              Nowhere, UT 84101                      DATE RECEIVED:     02/03/23
ATTN:         A. Nobody                              DATE COMPLETED:    02/10/23
PRODUCT:      White Borneo Capsules                  REPORT DATE:       02/10/23
LOT #:        WB-031                                 SAMPLE TYPE:       Finished product`,
    {
      laboratory: 'MACRO QUALITY LABS, INC.',
      client: 'Imaginary Leaf Inc.',
      name: 'White Borneo Capsules',
      lot: 'WB-031',
      received: '02/03/23',
      tested: '02/10/23',
      reported: '02/10/23',
      labSampleId: '231415-02',
    },
  ],
  [
    'a botanical laboratory, one label a line',
    `
                                 ALCHEMY LABS
       12661 Nowhere Street, Garden Grove, CA 92841 | Ph. 714-555-0100 | www.alchemylabs.example.com
                        QUANTITATIVE CERTIFICATE OF ANALYSIS
Client:                   Imaginary Leaf Inc.
Sample Name:              Mitragyna speciosa (leaf powder)
Sample Lot #:             KR-8841A
Alchemy Lab Sample #:     23123HPA1-01
Date Sample Received:     March 6, 2023
Date of Analysis:         March 9, 2023
Date of Report:           March 10th, 2023
Test Method:              HPLC-UV, validated in-house`,
    {
      laboratory: 'ALCHEMY LABS',
      client: 'Imaginary Leaf Inc.',
      name: 'Mitragyna speciosa (leaf powder)',
      lot: 'KR-8841A',
      received: 'March 6, 2023',
      tested: 'March 9, 2023',
      reported: 'March 10th, 2023',
      labSampleId: '23123HPA1-01',
    },
  ],
  [
    'dotted leaders',
    `
Nowhere Analytical Services, Inc.
400 Example Parkway, Reno, NV 89501
Certificate of Analysis
Report No. ................ NAS-2023-0457
Client .................... Imaginary Leaf Inc.
Product ................... Trainwreck Kratom Powder
Batch / Lot ............... TW-9912
Date Received ............. 3/2/2023
Date Reported ............. 3/9/2023`,
    {
      laboratory: 'Nowhere Analytical Services, Inc.',
      reportNumber: 'NAS-2023-0457',
      client: 'Imaginary Leaf Inc.',
      name: 'Trainwreck Kratom Powder',
      lot: 'TW-9912',
      received: '3/2/2023',
      reported: '3/9/2023',
    },
  ],
  [
    'labels in French and English',
    `
Laboratoire Inventé SAS / Invented Laboratory
12 rue de Nulle Part, 69001 Lyon
Rapport d'analyse / Analytical report N°: 2023-RA-00451
Client / Customer:                     Herbes Fictives SARL
Désignation de l'échantillon / Sample name:     Kratom poudre verte
N° de lot / Batch number:              KV-0423
Date de réception / Date of receipt:   03/04/2023
Date du rapport / Date of report:      18/04/2023`,
    {
      laboratory: 'Laboratoire Inventé SAS',
      reportNumber: '2023-RA-00451',
      client: 'Herbes Fictives SARL',
      name: 'Kratom poudre verte',
      lot: 'KV-0423',
      received: '03/04/2023',
      reported: '18/04/2023',
    },
  ],
  [
    'labels in German and English',
    `
Prüfbericht / Test Report                                      Seite 1 von 2
Institut Beispiel GmbH · Musterallee 5 · 22113 Hamburg
Auftraggeber / Client                       Erfundene Kräuter GmbH
                                            Musterweg 4, 04109 Leipzig
Berichts-Nr. / Report no.                   PB-23-10442
Probenbezeichnung / Sample description      Kratom Blattpulver
Charge / Batch                              L-2309
Labor-Nr. / Lab no.                         23-10442-001
Probeneingang / Received                    04.09.2023
Prüfbeginn / -ende                          04.09.2023 - 11.09.2023
Datum / Date                                12.09.2023`,
    {
      laboratory: 'Institut Beispiel GmbH',
      reportNumber: 'PB-23-10442',
      client: 'Erfundene Kräuter GmbH',
      name: 'Kratom Blattpulver',
      lot: 'L-2309',
      received: '04.09.2023',
      labSampleId: '23-10442-001',
      reported: '12.09.2023',
    },
  ],
  [
    'three pairs a row',
    `
Santita Laboratories
8900 Nowhere Blvd, Austin, TX 78757
CERTIFICATE OF ANALYSIS
Customer:   Imaginary Leaf Inc.     Received:    06/01/2023     Lab ID:      S230601-14
Sample:     Green Malay Caps        Completed:   06/07/2023     Batch:       GM-0601
Matrix:     Capsule                 Issued:      06/08/2023     Report:      R-5512-1`,
    {
      laboratory: 'Santita Laboratories',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Malay Caps',
      lot: 'GM-0601',
      received: '06/01/2023',
      tested: '06/07/2023',
      reported: '06/08/2023',
      labSampleId: 'S230601-14',
      reportNumber: 'R-5512-1',
    },
  ],
  [
    'the lot in the line of the product',
    `
Wanderland Labs, LLC
Certificate of Analysis
Customer Name: Imaginary Leaf Inc.
Product: Super Green Indo Kratom Powder, Lot #: SGI-2204
Sample #: WL-10442-3
Date In: 05/02/2023        Date Out: 05/09/2023`,
    {
      laboratory: 'Wanderland Labs, LLC',
      client: 'Imaginary Leaf Inc.',
      name: 'Super Green Indo Kratom Powder',
      lot: 'SGI-2204',
      labSampleId: 'WL-10442-3',
      received: '05/02/2023',
      reported: '05/09/2023',
    },
  ],
  [
    'at the foot of the page',
    `
CERTIFICATE OF ANALYSIS
Analyte       Result     Unit
Mitragynine   1.42       %
Lead          0.21       mg/kg








Sample: Yellow Vietnam Powder       Lot: YV-77        Received: 02/01/2024
Client: Imaginary Leaf Inc.         Report #: Q24-0201-07    Reported: 02/09/2024
Tested by Quagmire Analytical Laboratory, 77 Example Street, Tulsa, OK 74103`,
    {
      laboratory: 'Quagmire Analytical Laboratory',
      client: 'Imaginary Leaf Inc.',
      name: 'Yellow Vietnam Powder',
      lot: 'YV-77',
      received: '02/01/2024',
      reported: '02/09/2024',
      reportNumber: 'Q24-0201-07',
    },
  ],
  [
    'client left, laboratory right, labels over values',
    `
                    CERTIFICATE OF ANALYSIS
CLIENT                                            LABORATORY
Imaginary Leaf Inc.                               Colfax Analyticals, LLC
55 Example Road                                   11300 Nowhere Street N
Nowhere, UT 84101                                 St. Petersburg, FL 33716

PRODUCT NAME                 LOT NUMBER           CAL ID#              DATE RECEIVED
Bali Gold 60 ct              BG-118               CAL-22-0191          11/02/2022
DATE OF REPORT               PURCHASE ORDER       STORAGE
11/15/2022                   4410                 Ambient`,
    {
      laboratory: 'Colfax Analyticals, LLC',
      client: 'Imaginary Leaf Inc.',
      name: 'Bali Gold 60 ct',
      lot: 'BG-118',
      received: '11/02/2022',
      reported: '11/15/2022',
    },
  ],
  [
    'the number of the certificate in its title',
    `
Certificate of Analysis Number: 230117001     Revision: 0
FSX Services, LP           Ship To:
San Nowhere Laboratory     Imaginary Leaf Inc.
199 Example Ct             Attn: QA
Report Date: Jan 20, 2023
Client: Imaginary Leaf Inc.
Sample Information
Sample Name: Kratom Shot 60 mL     Lot #: KS-0117     Receipt Date: Jan 17, 2023     Receipt Temp: 72 F`,
    {
      reportNumber: '230117001',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom Shot 60 mL',
      lot: 'KS-0117',
      received: 'Jan 17, 2023',
      reported: 'Jan 20, 2023',
    },
  ],
  [
    'running lines parted by bars',
    `
Deiwel Laboratories of Illinois, Inc.
Report #: 118-23-00451 | Report Date: 03/10/2023 | Page: 1 of 2
Company: Imaginary Leaf Inc.
Sample(s) Received: 03/03/2023 | Date Initiated: 03/04/2023 | Date Completed: 03/09/2023
Sample ID: 118-23-00451-1 | Product: Maeng Da Kratom Capsules | Lot/Batch: 23MD08`,
    {
      laboratory: 'Deiwel Laboratories of Illinois, Inc.',
      reportNumber: '118-23-00451',
      client: 'Imaginary Leaf Inc.',
      name: 'Maeng Da Kratom Capsules',
      lot: '23MD08',
      received: '03/03/2023',
      tested: '03/09/2023',
      reported: '03/10/2023',
      labSampleId: '118-23-00451-1',
    },
  ],
  [
    'Dutch',
    `
Laboratorium Verzonnen B.V.
ANALYSERAPPORT
Opdrachtgever:      Bedachte Kruiden B.V.         Rapportnummer:    2023-44512
Monsternaam:        Kratom poeder wit             Monsternummer:    44512-01
Lotnummer:          KW-77                         Datum ontvangst:  14-09-2023
Datum rapport:      21-09-2023                    Analysedatum:     15-09-2023`,
    {
      laboratory: 'Laboratorium Verzonnen B.V.',
      reportNumber: '2023-44512',
      client: 'Bedachte Kruiden B.V.',
      name: 'Kratom poeder wit',
      lot: 'KW-77',
      received: '14-09-2023',
      reported: '21-09-2023',
      labSampleId: '44512-01',
    },
  ],
  [
    'labels over values, four across',
    `
         Greenfield Analytics Lab
CoA ID               Sample ID            Order ID             Reported
GA-2023-11209        GA11209-A            O-8861               Sep 8, 2023
Client               Product              Lot                  Received
Imaginary Leaf Inc.  Kratom Tincture      KT-0908              Aug 31, 2023`,
    {
      laboratory: 'Greenfield Analytics Lab',
      reportNumber: 'GA-2023-11209',
      labSampleId: 'GA11209-A',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom Tincture',
      lot: 'KT-0908',
      received: 'Aug 31, 2023',
      reported: 'Sep 8, 2023',
    },
  ],
  [
    'a letter',
    `
AVALANCHE TESTING LABORATORIES · 12 Nowhere Way · Boise, ID 83702 · 208-555-0100
Analysis Report
To: Imaginary Leaf Inc., 55 Example Road, Nowhere, UT 84101
Re: Lab Report No. 2023-1187
Material: Kratom, Red Vein, powder      Batch No.: RV-1187
Sample received on 12 July 2023. Report issued on 20 July 2023.`,
    {
      laboratory: 'AVALANCHE TESTING LABORATORIES',
      reportNumber: '2023-1187',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom, Red Vein, powder',
      lot: 'RV-1187',
      received: '12 July 2023',
      reported: '20 July 2023',
    },
  ],
  [
    'a finished product of a manufacturer',
    `
Imaginary Manufacturing Co.                         Certificate of Analysis
Product Name            Kratom Extract Capsules, 100 mg
Product Code            KEC-100
Lot Number              24A0117
Manufacture Date        01/2024
Expiration Date         01/2026
Country of Origin       Indonesia
Tested By               Nowhere Contract Laboratories, LLC`,
    { laboratory: 'Nowhere Contract Laboratories, LLC', name: 'Kratom Extract Capsules, 100 mg', lot: '24A0117' },
  ],
  [
    'a code between label and words',
    `
ALBINO LABORATORIES, INC.              CERTIFICATE OF ANALYSIS
                                                          Document Print Date   14-Jan-2025
Customer         IC-C-0001        Imaginary Leaf Inc.           Batch No          BN12000005207
Customer PO                                                     Manufacturing /   13-Jul-2024
Order No                                                        Packaging Date
Product          03502-XX-KG      Copper Kratom Chelate         Exp. Date         13-Jul-2027`,
    {
      laboratory: 'ALBINO LABORATORIES, INC.',
      client: 'Imaginary Leaf Inc.',
      name: 'Copper Kratom Chelate',
      lot: 'BN12000005207',
      reported: '14-Jan-2025',
    },
  ],
  [
    'facing columns without a client label',
    `
CERTIFICATE OF ANALYSIS                                                         KXA Laboratories
PRODUCED: 11/20/2023                                                            232 Example Pkwy, Nicholasville, KY 40356
                                                                                +1-833-555-0100
Kratom Gummies Mango 10 ct                                                      https://kxalabs.com
MATRIX: Edible                      Sample ID: 2311KXA0012-3312                 KDA Lic.# P_0058
Batch: MG-1120                      Received: 11/13/2023                        Client
Type: Finished Product              Completed: 11/20/2023                       Imaginary Leaf Inc.
                                                                                55 Example Road
                                                                                Nowhere, UT 84101`,
    {
      laboratory: 'KXA Laboratories',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom Gummies Mango 10 ct',
      lot: 'MG-1120',
      received: '11/13/2023',
      tested: '11/20/2023',
      labSampleId: '2311KXA0012-3312',
    },
  ],
  [
    'sample numbers of the client and of the laboratory',
    `
ABX Testing Laboratory Inc.                    Work Order: 2305012
Client:          Imaginary Leaf Inc.           Project:  Kratom QC
Client Sample ID:   Red Maeng Da - RMD0523     Lab Sample ID:    2305012-001A
Collection Date:    5/1/2023 9:00:00 AM        Received Date:    5/2/2023 10:15:00 AM
Matrix:  SOLID                                 Date Reported:    5/16/2023`,
    {
      laboratory: 'ABX Testing Laboratory Inc.',
      client: 'Imaginary Leaf Inc.',
      name: 'Red Maeng Da - RMD0523',
      labSampleId: '2305012-001A',
      sampled: '5/1/2023',
      received: '5/2/2023',
      reported: '5/16/2023',
    },
  ],
  [
    'Italian, the date behind the number',
    `
Laboratorio Inesistente S.r.l.
RAPPORTO DI PROVA N° 23LA04512 del 18/04/2023
Committente:   Erbe Fittizie S.r.l.
Denominazione campione:  Kratom polvere rossa
Lotto:  KR-0423                Data ricevimento:  03/04/2023
Data inizio prove: 04/04/2023   Data fine prove: 17/04/2023`,
    {
      laboratory: 'Laboratorio Inesistente S.r.l.',
      reportNumber: '23LA04512',
      client: 'Erbe Fittizie S.r.l.',
      name: 'Kratom polvere rossa',
      lot: 'KR-0423',
      received: '03/04/2023',
      tested: '17/04/2023',
      reported: '18/04/2023',
    },
  ],
  [
    'Polish',
    `
Laboratorium Zmyślone Sp. z o.o.
SPRAWOZDANIE Z BADAŃ NR 1187/2023
Zleceniodawca:  Wymyślone Zioła Sp. z o.o.
Nazwa próbki:   Kratom mielony zielony
Nr partii:      KZ/04/23
Data przyjęcia próbki:   2023-04-03
Data zakończenia badań:  2023-04-17
Data wystawienia sprawozdania: 2023-04-18`,
    {
      laboratory: 'Laboratorium Zmyślone Sp. z o.o.',
      reportNumber: '1187/2023',
      client: 'Wymyślone Zioła Sp. z o.o.',
      name: 'Kratom mielony zielony',
      lot: 'KZ/04/23',
      received: '2023-04-03',
      tested: '2023-04-17',
      reported: '2023-04-18',
    },
  ],
])('%s', (_, art, expected) => {
  expect(headerOf(art)).toEqual(expect.objectContaining(expected));
});

test('labels one close behind another in a line, the first behind the product', () => {
  const header = printedHeader(
    pageOf(1, [
      [40, 40, 'Example Heron Testing', { size: 14 }],
      [40, 60, 'Relief Gummies 25 mg', { bold: true }],
      [132, 60, 'Batch #: EE-RG-25'],
      [204, 60, 'Matrix: Edible'],
      [40, 72, 'Client: Example Elm'],
      [132, 72, 'Received: 07/11/2024'],
    ]),
  );
  expect(header).toMatchObject({ lot: 'EE-RG-25', matrix: 'Edible', client: 'Example Elm', received: '07/11/2024' });
});

test('the product set larger than all else, its strain labelled', () => {
  const header = printedHeader(
    pageOf(1, [
      [40, 40, 'Example Road Labs', { size: 10 }],
      [40, 52, '75 Nowhere Ave, Pasadena, CA 91107'],
      [300, 40, 'Sample: 2304EXL2345_1234'],
      [300, 52, 'Strain: Maeng Da'],
      [300, 64, 'Batch #: MD-0423; Batch Size: 500 g'],
      [300, 76, 'Sample Received: 04/13/2023; Report Created: 04/18/2023'],
      [40, 110, 'Maeng Da Extract 60 mL', { size: 16 }],
      [40, 124, 'Ingestible, Extract, Alcohol'],
      [40, 240, 'Analyte'],
      [240, 240, 'Result'],
    ]),
  );
  expect(header).toEqual(
    expect.objectContaining({
      name: 'Maeng Da Extract 60 mL',
      lot: 'MD-0423',
      labSampleId: '2304EXL2345_1234',
      received: '04/13/2023',
      reported: '04/18/2023',
    }),
  );
});

test('a label far from its value is no heading of the line below where labels over it have theirs in that column', () => {
  const art = `
Sample Code                                 510-2023-1117       Registered        11/17/2023
Client Sample Code                          EX-GV-2311          Condition         Ambient
Sample Description                          Example Greens      Lot               EX-GV-2311
LM012 - Metals by ICP-MS
Parameter                     Result             Unit                 LOQ
Arsenic                       0.058              ppm                  0.010
Cadmium                       0.041              ppm                  0.005
`;
  expect(headerOf(art)).toMatchObject({ name: 'Example Greens', lot: 'EX-GV-2311', labSampleId: '510-2023-1117' });
});

const SMALL = { size: 6 };

test('labels below each other with values beside them are two, and one that a value came up to is parted from it', () => {
  const rows: [string, string, string, string][] = [
    ['Report ID', 'R-5791', 'Product', 'Yellow Example Blend'],
    ['Prepared For', 'Example Elm', 'Lot', 'EE-249'],
  ];
  const header = printedHeader(
    pageOf(1, [
      ...rows.flatMap(([label, value, second, its], i): Placed[] => [
        [46, 90 + 10 * i, label, SMALL],
        [127, 90 + 10 * i, value, SMALL],
        [219, 90 + 10 * i, second, SMALL],
        [300, 90 + 10 * i, its, SMALL],
      ]),
      [46, 110, 'Address', SMALL],
      [143, 110, '5 Example Road, Sampleton', SMALL],
      [219, 110, 'Laboratory Sample ID', SMALL],
      [300, 110, 'S-17', SMALL],
    ]),
  );
  expect(header).toMatchObject({ name: 'Yellow Example Blend', lot: 'EE-249', labSampleId: 'S-17', reportNumber: 'R-5791' });
});

test.each(['Grade A Kava Root', 'Storage Wars OG', 'Quantity One Kratom', 'Dates, pitted'])(
  '%s is a product, whatever its first word labels elsewhere',
  name => {
    const header = printedHeader(
      pageOf(1, [
        [40, 60, 'Product Name'],
        [140, 60, name],
        [40, 72, 'Lot'],
        [140, 72, 'EE-17'],
        [40, 84, 'Storage'],
        [140, 84, 'Cool and dry'],
      ]),
    );
    expect(header).toMatchObject({ name, lot: 'EE-17' });
  },
);
