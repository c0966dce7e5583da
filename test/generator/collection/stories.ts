/** The sample collection: invented vendors, products and lots, and what laboratories found in them. No real company is meant. */

import type { LayoutId } from '../generate.ts';
import type { LaboratoryId, Tested } from '../laboratories.ts';
import type { Facts } from '../measure.ts';

export interface Report {
  readonly laboratory: LaboratoryId;
  readonly number: string;
  /** Day the sample was received; the other dates follow. */
  readonly received: string;
  readonly tested: readonly Tested[];
  /** A sheet (`.csv`, `.xlsx`, `.json`: reports of the same name share the file) or a layout for a PDF of its own. */
  readonly as: LayoutId | `${string}.csv` | `${string}.xlsx` | `${string}.json`;
  /** What this laboratory found otherwise than the lot's facts say (a retest, another portion). */
  readonly found?: Facts;
  /** Number of the report that it takes the place of: of the same sample and tests, issued twelve days later. */
  readonly amends?: string;
}

export interface Story {
  readonly vendor: string;
  readonly product: string;
  readonly form: string;
  readonly lot: string;
  readonly servingSize?: string;
  readonly containerSize?: string;
  readonly unitMass?: string;
  /** Differences from an ordinary leaf. */
  readonly facts: Facts;
  readonly reports: readonly Report[];
}

export const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'Example Elm Botanicals': ['5 Example Road', 'Sampleton, ZZ 00000'],
  'Fictional Fern Trading': ['12 Storybook Street', 'Untrue Falls, ZZ 00000'],
  'Imaginary Ivy Leaf': ['3 Daydream Court', 'Port Invented, ZZ 00000'],
  'Madeup Moss Extracts': ['88 Make Believe Blvd', 'Sampleton, ZZ 00000'],
  'Pretend Pine Herbals': ['9 Pretend Plaza', 'Nowhere, ZZ 00000'],
  'Smyšlená Veverka s.r.o.': ['Neexistující 1', '000 00 Vzorov'],
};

const FULL: readonly Tested[] = ['alkaloids', 'metals', 'microbes', 'pesticides'];
const BASIC: readonly Tested[] = ['alkaloids', 'metals', 'microbes'];
const EXTRACT: readonly Tested[] = ['alkaloids', 'metals', 'solvents', 'microbes'];

const elm = { vendor: 'Example Elm Botanicals', servingSize: '2.4 g', containerSize: '250 g' };
const fern = { vendor: 'Fictional Fern Trading', servingSize: '3 g', containerSize: '100 g' };
const ivy = { vendor: 'Imaginary Ivy Leaf' };
const moss = { vendor: 'Madeup Moss Extracts' };
const pine = { vendor: 'Pretend Pine Herbals' };
const squirrel = { vendor: 'Smyšlená Veverka s.r.o.' };

const extract = (mitragynine: string, hydroxy: string, more: Facts = {}): Facts => ({
  mitragynine,
  '7_hydroxymitragynine': hydroxy,
  paynantheine: '38.2',
  speciogynine: '24.9',
  speciociliatine: '41.7',
  lead: '0.04',
  arsenic_total: '0.03',
  cadmium: '0',
  mercury_total: '0',
  tamc: '40',
  tymc: '0',
  ethanol: '812',
  ...more,
});

/** Careful: every lot with the full panel, by a laboratory that can see the limits. */
const EXAMPLE_ELM: readonly Story[] = [
  ...(
    [
      ['EE-240115', '2024-01-16', 'per-serving', { mitragynine: '14.231', lead: '0.312' }],
      ['EE-240422', '2024-04-23', 'per-serving', { mitragynine: '15.018', lead: '0.287' }],
      ['EE-240903', '2024-09-04', 'combined-limits', { mitragynine: '14.662', lead: '0.401' }],
      ['EE-250210', '2025-02-11', 'combined-limits', { mitragynine: '13.947', lead: '0.266' }],
      ['EE-250818', '2025-08-19', 'transposed-potency', { mitragynine: '14.810', lead: '0.354' }],
      ['EE-260119', '2026-01-20', 'per-serving', { mitragynine: '14.405', lead: '0.298' }],
      ['EE-260406', '2026-04-07', 'example-elm.csv', { mitragynine: '14.936', lead: '0.322' }],
      ['EE-260601', '2026-06-02', 'example-elm.csv', { mitragynine: '13.884', lead: '0.279' }],
      ['EE-260810', '2026-08-11', 'example-elm.csv', { mitragynine: '17.902', lead: '0.305' }],
    ] as const
  ).map(
    ([lot, received, as, facts], i): Story => ({
      ...elm,
      product: 'Green Example Leaf',
      form: 'powder',
      lot,
      facts,
      reports: [{ laboratory: 'nonesuch', number: `NA-${received.slice(2, 4)}-${1041 + 37 * i}`, received, tested: FULL, as }],
    }),
  ),
  {
    ...elm,
    product: 'Red Example Leaf',
    form: 'powder',
    lot: 'EE-240611',
    facts: { mitragynine: '12.118', '7_hydroxymitragynine': '0.212' },
    reports: [
      { laboratory: 'nonesuch', number: 'NA-24-1388', received: '2024-06-12', tested: FULL, as: 'per-serving' },
      { laboratory: 'placeholder', number: 'PP-24-0071', received: '2024-06-14', tested: BASIC, as: 'printed-twice' },
    ],
  },
  {
    ...elm,
    product: 'Red Example Leaf',
    form: 'powder',
    lot: 'EE-251103',
    facts: { mitragynine: '12.604', '7_hydroxymitragynine': '0.188' },
    reports: [
      { laboratory: 'nonesuch', number: 'NA-25-2210', received: '2025-11-04', tested: [...FULL, 'mycotoxins'], as: 'combined-limits' },
    ],
  },
  {
    ...elm,
    product: 'White Example Capsules',
    form: 'capsule',
    servingSize: '2 g',
    containerSize: '60 g',
    lot: 'EEC-250305',
    facts: { mitragynine: '16.940', lead: '0.181' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-25-1702', received: '2025-03-06', tested: FULL, as: 'nonesuch-2025.csv' }],
  },
];

/** A lot over the limit for lead, tested again twice. */
const FICTIONAL_FERN: readonly Story[] = [
  {
    ...fern,
    product: 'Fictional Green Powder',
    form: 'powder',
    lot: 'FF2403',
    facts: { mitragynine: '11.8', lead: '0.74' },
    reports: [{ laboratory: 'makebelieve', number: 'MB-20419', received: '2024-03-11', tested: BASIC, as: 'letter-spaced' }],
  },
  {
    ...fern,
    product: 'Fictional Green Powder',
    form: 'powder',
    lot: 'FF2411',
    facts: { mitragynine: '12.4', lead: '1.862', nickel: '3.1' },
    reports: [
      { laboratory: 'nonesuch', number: 'NA-24-1933', received: '2024-11-12', tested: BASIC, as: 'combined-limits' },
      {
        laboratory: 'makebelieve',
        number: 'MB-21877',
        received: '2024-12-02',
        tested: ['metals'],
        as: 'combined-limits',
        found: { lead: '1.64' },
      },
      {
        laboratory: 'placeholder',
        number: 'PP-25-0009',
        received: '2025-01-13',
        tested: ['metals'],
        as: 'fictional-fern.csv',
        found: { lead: '0.98' },
      },
    ],
  },
  {
    ...fern,
    product: 'Fictional Green Powder',
    form: 'powder',
    lot: 'FF2506',
    facts: { mitragynine: '13.1', lead: '0.88' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-25-1956', received: '2025-06-10', tested: BASIC, as: 'nonesuch-2025.csv' }],
  },
  {
    ...fern,
    product: 'Fictional Gold Powder',
    form: 'powder',
    lot: 'FG2409',
    facts: { mitragynine: '9.6', lead: '0.52' },
    reports: [{ laboratory: 'makebelieve', number: 'MB-21502', received: '2024-09-17', tested: BASIC, as: 'fictional-fern.csv' }],
  },
  {
    ...fern,
    product: 'Fictional Gold Powder',
    form: 'powder',
    lot: 'FG2602',
    facts: { mitragynine: '10.2', lead: '0.61', arsenic_total: '0.44' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-26-2417', received: '2026-02-09', tested: FULL, as: 'transposed-potency' }],
  },
  {
    ...fern,
    product: 'Fictional Gold Powder',
    form: 'powder',
    lot: 'FG2605',
    facts: { mitragynine: '10.9', lead: '1.463', arsenic_total: '0.38' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-26-2611', received: '2026-05-05', tested: BASIC, as: 'combined-limits' }],
  },
];

/** Salmonella in one lot, too many colonies to count in another. */
const IMAGINARY_IVY: readonly Story[] = [
  {
    ...ivy,
    product: 'Ivy Red Tea Bags',
    form: 'tea_bag',
    lot: 'IVT-0424',
    containerSize: '50 g',
    facts: { mitragynine: '8.2', tamc: '240000', tymc: '1800' },
    reports: [{ laboratory: 'placeholder', number: 'PP-24-0052', received: '2024-04-15', tested: BASIC, as: 'imaginary-ivy.xlsx' }],
  },
  {
    ...ivy,
    product: 'Ivy Red Tea Bags',
    form: 'tea_bag',
    lot: 'IVT-0725',
    containerSize: '50 g',
    facts: { mitragynine: '7.9', tamc: '3100000', tymc: '64000', salmonella: 'present' },
    reports: [
      { laboratory: 'placeholder', number: 'PP-25-0188', received: '2025-07-08', tested: BASIC, as: 'printed-twice' },
      {
        laboratory: 'placeholder',
        number: 'PP-25-0203',
        received: '2025-07-29',
        tested: ['microbes'],
        as: 'imaginary-ivy.xlsx',
        found: { salmonella: 'absent', tamc: '900000', tymc: '21000' },
      },
    ],
  },
  {
    ...ivy,
    product: 'Ivy Green Crushed Leaf',
    form: 'raw_leaf',
    lot: 'IVL-1025',
    containerSize: '200 g',
    facts: { mitragynine: '10.7', tymc: 'tntc', tamc: '8800000' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-25-2174', received: '2025-10-14', tested: BASIC, as: 'nonesuch-2025.csv' }],
  },
  {
    ...ivy,
    product: 'Ivy Green Crushed Leaf',
    form: 'raw_leaf',
    lot: 'IVL-0226',
    containerSize: '200 g',
    facts: { mitragynine: '11.3', tymc: '4200', tamc: '152000' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-26-2440', received: '2026-02-24', tested: BASIC, as: 'per-serving' }],
  },
  {
    ...ivy,
    product: 'Ivy Red Tea Bags',
    form: 'tea_bag',
    lot: 'IVT-0626',
    containerSize: '50 g',
    facts: { mitragynine: '8.4', tamc: '410000', tymc: '9200', salmonella: 'present' },
    reports: [{ laboratory: 'nonesuch', number: 'NA-26-2688', received: '2026-06-09', tested: BASIC, as: 'combined-limits' }],
  },
];

/** Extracts and 7-OH tablets: far above any leaf. */
const MADEUP_MOSS: readonly Story[] = [
  {
    ...moss,
    product: 'Moss Gold Extract',
    form: 'extract',
    lot: 'MMX-101',
    servingSize: '0.3 g',
    containerSize: '15 g',
    facts: extract('452.0', '4.12'),
    reports: [{ laboratory: 'placeholder', number: 'PP-24-0110', received: '2024-08-05', tested: EXTRACT, as: 'printed-twice' }],
  },
  {
    ...moss,
    product: 'Moss Gold Extract',
    form: 'extract',
    lot: 'MMX-117',
    servingSize: '0.3 g',
    containerSize: '15 g',
    facts: extract('447.5', '6.90', { dichloromethane: '74' }),
    reports: [{ laboratory: 'placeholder', number: 'PP-25-0142', received: '2025-05-12', tested: EXTRACT, as: 'placeholder-point.json' }],
  },
  {
    ...moss,
    product: 'Moss Seven Tablets',
    form: 'tablet',
    lot: 'MS7-009',
    servingSize: '0.6 g',
    containerSize: '12 g',
    facts: extract('3.44', '24.80', { paynantheine: '0', speciogynine: '0', speciociliatine: '0', ethanol: '0' }),
    reports: [
      { laboratory: 'placeholder', number: 'PP-25-0167', received: '2025-06-16', tested: ['alkaloids', 'metals'], as: 'printed-twice' },
      {
        laboratory: 'nonesuch',
        number: 'NA-25-2003',
        received: '2025-06-30',
        tested: ['alkaloids'],
        as: 'transposed-potency',
        found: { '7_hydroxymitragynine': '23.914' },
      },
    ],
  },
  {
    ...moss,
    product: 'Moss Seven Tablets',
    form: 'tablet',
    lot: 'MS7-014',
    servingSize: '0.6 g',
    containerSize: '12 g',
    facts: extract('2.91', '31.25', { mgm_15: '1.84', paynantheine: '0', speciogynine: '0', speciociliatine: '0', ethanol: '0' }),
    reports: [{ laboratory: 'placeholder', number: 'PP-26-0021', received: '2026-02-03', tested: EXTRACT, as: 'placeholder-point.json' }],
  },
  // sold as pressed leaf, and hardly any leaf in it
  {
    ...moss,
    product: 'Moss Pressed Leaf Tablets',
    form: 'tablet',
    lot: 'MPL-031',
    servingSize: '0.6 g',
    containerSize: '12 g',
    facts: extract('1.92', '9.14', { mgm_15: '2.26', paynantheine: '0', speciogynine: '0', speciociliatine: '0', ethanol: '0' }),
    reports: [
      { laboratory: 'placeholder', number: 'PP-26-0148', received: '2026-09-07', tested: ['alkaloids', 'metals'], as: 'printed-twice' },
    ],
  },
];

/** Two digits had changed places. */
const AMENDED: Report = {
  ...{ laboratory: 'makebelieve', number: 'MB-22543 Rev. 1', amends: 'MB-22543', received: '2025-12-01', tested: ['alkaloids'] },
  ...{ as: 'pretend-pine.csv', found: { mitragynine: '14.5' } },
};

/** Thin testing: potency only, by a laboratory that cannot see 7-OH below 0.3 %. */
const PRETEND_PINE: readonly Story[] = [
  ...(
    [
      ['PINE-1', '2024-05-20', '13.3', 'combined-limits'],
      ['PINE-2', '2024-10-07', '14.9', 'combined-limits'],
      ['PINE-3', '2025-04-28', '12.2', 'pretend-pine.csv'],
      ['PINE-4', '2025-12-01', '15.4', 'pretend-pine.csv'],
      ['PINE-5', '2026-06-15', '14.1', 'combined-limits'],
    ] as const
  ).map(
    ([lot, received, mitragynine, as], i): Story => ({
      ...pine,
      product: i % 2 ? 'Pretend White Powder' : 'Pretend Green Powder',
      form: 'powder',
      lot,
      facts: { mitragynine, '7_hydroxymitragynine': '1.1' },
      reports: [
        { laboratory: 'makebelieve', number: `MB-${20710 + 611 * i}`, received, tested: ['alkaloids'], as },
        ...(lot === 'PINE-4' ? [AMENDED] : []),
      ],
    }),
  ),
];

/** One lot split over three reports. */
const CZECH_SQUIRREL: readonly Story[] = [
  {
    ...squirrel,
    product: 'Zelený ukázkový prášek',
    form: 'powder',
    lot: 'L0725V1',
    facts: { mitragynine: '16.2', '7_hydroxymitragynine': '0.16', lead: '1.130', nickel: '0.982' },
    reports: [
      { laboratory: 'quarry', number: 'QF-25-311', received: '2025-07-21', tested: ['alkaloids'], as: 'quarry-fields.json' },
      { laboratory: 'quarry', number: 'QF-25-312', received: '2025-07-21', tested: ['metals'], as: 'quarry-fields.json' },
      { laboratory: 'quarry', number: 'QF-25-313', received: '2025-07-22', tested: ['microbes'], as: 'combined-limits' },
    ],
  },
  {
    ...squirrel,
    product: 'Zelený ukázkový prášek',
    form: 'powder',
    lot: 'L0126V2',
    facts: { mitragynine: '15.1', '7_hydroxymitragynine': '0.21', lead: '0.904' },
    reports: [{ laboratory: 'quarry', number: 'QF-26-040', received: '2026-01-26', tested: BASIC, as: 'smyslena-veverka.csv' }],
  },
  {
    ...squirrel,
    product: 'Červený ukázkový prášek',
    form: 'powder',
    lot: 'L0326C1',
    facts: { mitragynine: '13.0', lead: '0.77' },
    reports: [{ laboratory: 'quarry', number: 'QF-26-118', received: '2026-03-16', tested: BASIC, as: 'smyslena-veverka.csv' }],
  },
];

export const STORIES: readonly Story[] = [
  ...EXAMPLE_ELM,
  ...FICTIONAL_FERN,
  ...IMAGINARY_IVY,
  ...MADEUP_MOSS,
  ...PRETEND_PINE,
  ...CZECH_SQUIRREL,
];
