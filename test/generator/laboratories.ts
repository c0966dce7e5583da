/** Invented laboratories: what each can see, in which units, and how it words what it cannot see. No real laboratory is meant. */
import type { Certificate, Row } from './certificate.ts';
import type { CountMethod } from './measure.ts';
import { count, detect, type Facts, measure, type PanelMethod, type PathogenMethod } from './measure.ts';

export interface Laboratory {
  readonly party: Certificate['laboratory'];
  readonly signatory: string;
  readonly panels: Readonly<Partial<Record<PanelName, PanelMethod>>>;
  readonly counts: readonly CountMethod[];
  readonly pathogens: readonly PathogenMethod[];
}

export type PanelName = 'alkaloids' | 'metals' | 'pesticides' | 'mycotoxins' | 'solvents';
export type Tested = PanelName | 'microbes';

/** The rows of a report: the panels asked for, in that order. */
export function analyse(laboratory: Laboratory, facts: Facts, tested: readonly Tested[]): Row[] {
  return tested.flatMap(panel => {
    if (panel === 'microbes') return [...count(facts, laboratory.counts), ...detect(facts, laboratory.pathogens)];
    const method = laboratory.panels[panel];
    return method ? measure(facts, method) : [];
  });
}

const alkaloid = (analyte: string, name: string, lod: string, loq: string) => ({ analyte, name, lod, loq });
const metal = (analyte: string, name: string, lod: string, loq: string, maximum: string, limit = maximum) => ({
  analyte,
  name,
  lod,
  loq,
  limit,
  maximum,
});

/** Careful laboratory: HPLC in mg/g, ICP-MS in µg/g, sees 7-OH at 0.02 mg/g. */
export const NONESUCH: Laboratory = {
  party: {
    name: 'Nonesuch Analytical Laboratories',
    address: ['1 Nowhere Lane', 'Sampleton, ZZ 00000'],
    accreditation: 'ISO/IEC 17025:2017 accredited, certificate 0000.01',
  },
  signatory: 'Q. Placeholder',
  panels: {
    alkaloids: {
      panel: 'alkaloids',
      unit: 'mg/g',
      decimals: 3,
      method: 'HPLC-DAD',
      notDetected: 'ND',
      belowLoq: '<LOQ',
      analytes: [
        alkaloid('mitragynine', 'Mitragynine', '0.020', '0.060'),
        alkaloid('7_hydroxymitragynine', '7-Hydroxymitragynine', '0.020', '0.060'),
        alkaloid('paynantheine', 'Paynantheine', '0.020', '0.060'),
        alkaloid('speciogynine', 'Speciogynine', '0.020', '0.060'),
        alkaloid('speciociliatine', 'Speciociliatine', '0.020', '0.060'),
      ],
    },
    metals: {
      panel: 'metals',
      unit: 'µg/g',
      decimals: 3,
      method: 'ICP-MS',
      notDetected: 'ND',
      belowLoq: '<LOQ',
      pass: 'PASS',
      fail: 'FAIL',
      analytes: [
        metal('arsenic_total', 'Arsenic', '0.005', '0.015', '2.0'),
        metal('cadmium', 'Cadmium', '0.002', '0.006', '0.82'),
        metal('lead', 'Lead', '0.003', '0.009', '1.2'),
        metal('mercury_total', 'Mercury', '0.002', '0.006', '0.4'),
      ],
    },
    pesticides: {
      panel: 'pesticides',
      unit: 'µg/g',
      decimals: 3,
      method: 'LC-MS/MS',
      notDetected: 'ND',
      belowLoq: '<LOQ',
      pass: 'PASS',
      fail: 'FAIL',
      analytes: [
        metal('bifenthrin', 'Bifenthrin', '0.02', '0.05', '0.5'),
        metal('carbaryl', 'Carbaryl', '0.02', '0.05', '0.5'),
        metal('chlorpyrifos', 'Chlorpyrifos', '0.02', '0.05', '0.1'),
        metal('imidacloprid', 'Imidacloprid', '0.02', '0.05', '3.0'),
        metal('malathion', 'Malathion', '0.02', '0.05', '5.0'),
        metal('myclobutanil', 'Myclobutanil', '0.02', '0.05', '0.1'),
        metal('permethrins', 'Permethrins', '0.02', '0.05', '0.5'),
        metal('tebuconazole', 'Tebuconazole', '0.02', '0.05', '0.4'),
      ],
    },
    mycotoxins: {
      panel: 'mycotoxins',
      unit: 'µg/kg',
      decimals: 1,
      method: 'LC-MS/MS',
      notDetected: 'ND',
      belowLoq: '<LOQ',
      pass: 'PASS',
      fail: 'FAIL',
      analytes: [
        metal('aflatoxin_b1', 'Aflatoxin B1', '0.5', '1.5', '20'),
        metal('aflatoxin_b2', 'Aflatoxin B2', '0.5', '1.5', '20'),
        metal('aflatoxin_g1', 'Aflatoxin G1', '0.5', '1.5', '20'),
        metal('aflatoxin_g2', 'Aflatoxin G2', '0.5', '1.5', '20'),
        metal('ochratoxin_a', 'Ochratoxin A', '0.5', '1.5', '20'),
      ],
    },
    solvents: {
      panel: 'solvents',
      unit: 'µg/g',
      decimals: 0,
      method: 'HS-GC-MS',
      notDetected: 'ND',
      belowLoq: '<LOQ',
      pass: 'PASS',
      fail: 'FAIL',
      analytes: [
        metal('ethanol', 'Ethanol', '50', '150', '5000'),
        metal('methanol', 'Methanol', '50', '150', '3000'),
        metal('acetone', 'Acetone', '50', '150', '5000'),
        metal('ethyl_acetate', 'Ethyl acetate', '50', '150', '5000'),
        metal('hexane', 'Hexane', '20', '60', '290'),
      ],
    },
  },
  counts: [
    {
      analyte: 'tamc',
      name: 'Total Aerobic Microbial Count',
      unit: 'CFU/g',
      least: '10',
      style: 'plain',
      limit: '10000000',
      maximum: '10000000',
      pass: 'PASS',
      fail: 'FAIL',
    },
    {
      analyte: 'tymc',
      name: 'Total Yeast and Mold',
      unit: 'CFU/g',
      least: '10',
      style: 'plain',
      limit: '100000',
      maximum: '100000',
      pass: 'PASS',
      fail: 'FAIL',
    },
  ],
  pathogens: [
    {
      analyte: 'salmonella',
      name: 'Salmonella spp.',
      absent: 'Not Detected',
      present: 'Detected',
      unit: 'per 25 g',
      pass: 'PASS',
      fail: 'FAIL',
    },
    { analyte: 'e_coli', name: 'E. coli', absent: 'Not Detected', present: 'Detected', unit: 'per 10 g', pass: 'PASS', fail: 'FAIL' },
  ],
};

/** Cheap laboratory: percent by weight with a blunt limit of detection (0.3 %, as some advertise), ppm metals. */
export const MAKEBELIEVE: Laboratory = {
  party: {
    name: 'Makebelieve Testing Laboratory',
    address: ['200 Fiction Avenue', 'Untrue Falls, ZZ 00000'],
    accreditation: 'ISO/IEC 17025:2017, testing laboratory 00000',
  },
  signatory: 'R. Nobody',
  panels: {
    alkaloids: {
      panel: 'alkaloids',
      unit: '%',
      factor: '0.1',
      decimals: 2,
      method: 'HPLC-UV',
      notDetected: 'ND',
      belowLoq: 'number',
      analytes: [
        alkaloid('mitragynine', 'Mitragynine', '0.3', '0.5'),
        alkaloid('7_hydroxymitragynine', '7-Hydroxymitragynine', '0.3', '0.5'),
      ],
    },
    metals: {
      panel: 'metals',
      unit: 'ppm',
      decimals: 2,
      method: 'ICP-MS',
      notDetected: 'ND',
      belowLoq: 'number',
      pass: 'Pass',
      fail: 'Fail',
      analytes: [
        metal('arsenic_total', 'Arsenic (As)', '0.05', '0.10', '1.5'),
        metal('cadmium', 'Cadmium (Cd)', '0.05', '0.10', '0.5'),
        metal('lead', 'Lead (Pb)', '0.05', '0.10', '1.0'),
        metal('mercury_total', 'Mercury (Hg)', '0.05', '0.10', '0.5'),
      ],
    },
  },
  counts: [
    {
      analyte: 'tamc',
      name: 'Total Plate Count',
      unit: 'CFU/g',
      least: '100',
      style: 'thousands',
      limit: '10000000',
      maximum: '10000000',
      pass: 'Pass',
      fail: 'Fail',
    },
    {
      analyte: 'tymc',
      name: 'Total Yeast & Mold',
      unit: 'CFU/g',
      least: '100',
      style: 'thousands',
      limit: '100000',
      maximum: '100000',
      pass: 'Pass',
      fail: 'Fail',
    },
  ],
  pathogens: [
    { analyte: 'salmonella', name: 'Salmonella', absent: 'Absent', present: 'Present', unit: 'per 10 g', pass: 'Pass', fail: 'Fail' },
    { analyte: 'e_coli', name: 'E. coli', absent: 'Absent', present: 'Present', unit: 'per 10 g', pass: 'Pass', fail: 'Fail' },
  ],
};

/** Specification sheets: NMT limits, Complies, counts as powers of ten. */
export const PLACEHOLDER_POINT: Laboratory = {
  party: {
    name: 'Placeholder Point Laboratories',
    address: ['77 Imaginary Quay', 'Port Invented, ZZ 00000'],
    accreditation: 'ISO/IEC 17025:2017 accredited, certificate 0000.03',
  },
  signatory: 'T. Anyone',
  panels: {
    alkaloids: {
      panel: 'alkaloids',
      unit: 'mg/g',
      decimals: 2,
      method: 'T101',
      notDetected: 'Not Detected',
      belowLoq: '<LOQ',
      analytes: [
        { analyte: 'mitragynine', name: 'Mitragynine', loq: '0.10' },
        { analyte: '7_hydroxymitragynine', name: '7-Hydroxymitragynine', loq: '0.10' },
        { analyte: 'mgm_15', name: 'MGM-15', loq: '0.10' },
        { analyte: 'mitragynine_pseudoindoxyl', name: 'Mitragynine pseudoindoxyl', loq: '0.10' },
      ],
    },
    metals: {
      panel: 'metals',
      unit: 'mg/kg',
      decimals: 2,
      method: 'T210',
      notDetected: 'Not Detected',
      belowLoq: '<LOQ',
      pass: 'Pass',
      fail: 'Fail',
      analytes: [
        { analyte: 'arsenic_total', name: 'Arsenic', loq: '0.02', limit: 'NMT 2.0', maximum: '2.0' },
        { analyte: 'cadmium', name: 'Cadmium', loq: '0.02', limit: 'NMT 0.82', maximum: '0.82' },
        { analyte: 'lead', name: 'Lead', loq: '0.02', limit: 'NMT 1.2', maximum: '1.2' },
        { analyte: 'mercury_total', name: 'Mercury', loq: '0.02', limit: 'NMT 0.4', maximum: '0.4' },
      ],
    },
    solvents: {
      panel: 'solvents',
      unit: 'mg/kg',
      decimals: 0,
      method: 'T305',
      notDetected: 'Not Detected',
      belowLoq: '<LOQ',
      pass: 'Pass',
      fail: 'Fail',
      analytes: [
        { analyte: 'ethanol', name: 'Ethanol', loq: '100', limit: 'NMT 5000', maximum: '5000' },
        { analyte: 'methanol', name: 'Methanol', loq: '100', limit: 'NMT 3000', maximum: '3000' },
        { analyte: 'dichloromethane', name: 'Dichloromethane', loq: '50', limit: 'NMT 600', maximum: '600' },
      ],
    },
  },
  counts: [
    {
      analyte: 'tamc',
      name: 'Total Aerobic Microbial Count',
      unit: 'CFU/g',
      least: '10',
      style: 'power',
      limit: 'NMT 10000000',
      maximum: '10000000',
      pass: 'Pass',
      fail: 'Fail',
      method: 'USP 2021',
    },
    {
      analyte: 'tymc',
      name: 'Total Yeast and Mold Count',
      unit: 'CFU/g',
      least: '10',
      style: 'power',
      limit: 'NMT 100000',
      maximum: '100000',
      pass: 'Pass',
      fail: 'Fail',
      method: 'USP 2021',
    },
  ],
  pathogens: [
    {
      analyte: 'salmonella',
      name: 'Salmonella',
      absent: 'Absent',
      present: 'Present',
      unit: 'per 25 g',
      limit: 'Absent',
      pass: 'Pass',
      fail: 'Fail',
      method: 'USP 2022',
    },
    {
      analyte: 'e_coli',
      name: 'Escherichia coli',
      absent: 'Absent',
      present: 'Present',
      unit: 'per 10 g',
      limit: 'Absent',
      pass: 'Pass',
      fail: 'Fail',
      method: 'USP 2022',
    },
  ],
};

/** Potency house for tablets and extracts: LOD only, no limits. */
export const EXAMPLE_ALTITUDE: Laboratory = {
  party: {
    name: 'Altitude Consulting',
    address: ['Sample street 1', 'Sampletown, ZZ 00000', 'SAMPLE: layout of this laboratory, invented data'],
    accreditation: '',
  },
  signatory: 'S. Ample',
  panels: {
    alkaloids: {
      panel: 'alkaloids',
      unit: 'mg/g',
      decimals: 3,
      method: 'HPLC',
      notDetected: 'N.D.',
      belowLoq: 'number',
      analytes: [
        { analyte: '7_hydroxymitragynine', name: '7-hydroxy Mitragynine', lod: '0.215' },
        { analyte: 'mitragynine', name: 'Mitragynine', lod: '0.212' },
        { analyte: 'paynantheine', name: 'Paynantheine', lod: '0.218' },
        { analyte: 'speciociliatine', name: 'Speciociliatine', lod: '0.219' },
        { analyte: 'speciogynine', name: 'Speciogynine', lod: '0.218' },
      ],
    },
  },
  counts: [],
  pathogens: [],
};

const czechChemistry = {
  unit: 'mg/kg',
  decimals: 3,
  notDetected: '<LOQ',
  belowLoq: 'number',
  pass: 'V',
  fail: 'N',
  unjudged: 'X',
  uncertaintyPercent: 12,
} as const;
const czech = (analyte: string, name: string, loq: string, limit?: string) => ({
  analyte,
  name,
  loq,
  ...(limit ? { limit, maximum: limit } : {}),
});

/** Layout of a Czech chemical laboratory; for importer samples only, every page says that the values are invented. */
export const CZECH_CHEMISTRY: Laboratory = {
  party: {
    name: 'Metrologická a zkušební laboratoř VŠCHT Praha',
    address: [
      'Vysoká škola chemicko-technologická v Praze',
      'Metrologická a zkušební laboratoř VŠCHT Praha',
      'zkušební laboratoř č. 1316.2 akreditovaná ČIA dle ČSN EN ISO/IEC 17025:2018',
    ],
    accreditation: '1316.2',
  },
  signatory: 'Ing. Jana Smyšlená (ukázka)',
  panels: {
    alkaloids: {
      ...czechChemistry,
      panel: 'alkaloids',
      unit: '% hm.',
      factor: '0.1',
      method: 'KM 20',
      analytes: [czech('mitragynine', 'mitragynin', '0.005', '2.5'), czech('7_hydroxymitragynine', '7-hydroxymitragynin', '0.005', '0.1')],
    },
    metals: {
      ...czechChemistry,
      panel: 'metals',
      method: 'SOP 70.75',
      analytes: [
        czech('mercury_total', 'rtuť', '0.005', '0.10'),
        czech('lead', 'olovo', '0.010', '3'),
        czech('cadmium', 'kadmium', '0.010', '1'),
        czech('arsenic_total', 'arsen', '0.010', '0.50'),
        czech('nickel', 'nikl', '0.050'),
      ],
    },
    mycotoxins: {
      ...czechChemistry,
      panel: 'mycotoxins',
      unit: 'µg/kg',
      decimals: 1,
      method: 'KM 06',
      analytes: [
        czech('aflatoxin_b1', 'aflatoxin B1', '2.0'),
        czech('aflatoxin_b2', 'aflatoxin B2', '2.0'),
        czech('aflatoxin_g1', 'aflatoxin G1', '2.0'),
        czech('aflatoxin_g2', 'aflatoxin G2', '5.0'),
        czech('aflatoxins_total', 'aflatoxiny (suma B1, B2, G1 a G2)', '5.0'),
      ],
    },
    pesticides: {
      ...czechChemistry,
      panel: 'other',
      unit: 'µg/kg',
      decimals: 2,
      method: 'KM 08A',
      analytes: [
        czech('benzo_a_pyrene', 'benzo[a]pyrene', '0.10'),
        czech('pah4_sum', 'Suma benzo[a]pyrene, benz[a]anthracene, benzo[b]fluoranthene, chrysene', '0.10', '50'),
      ],
    },
  },
  counts: [],
  pathogens: [],
};

/** Layout of a Czech microbiological laboratory; for importer samples only. */
export const CZECH_MICROBES: Laboratory = {
  party: {
    name: 'Zkušební laboratoř Ústavu biochemie a mikrobiologie',
    address: [
      'VYSOKÁ ŠKOLA CHEMICKO - TECHNOLOGICKÁ V PRAZE',
      'Zkušební laboratoř Ústavu biochemie a mikrobiologie',
      'Zkušební laboratoř č. 1316.3 akreditovaná ČIA dle ČSN EN ISO/IEC 17025:2018',
    ],
    accreditation: '1316.3',
  },
  signatory: 'Ing. Jana Smyšlená (ukázka)',
  panels: {},
  counts: [
    { analyte: 'tamc', name: 'CPM', unit: 'cfu/g', least: '10', style: 'power' },
    { analyte: 'yeast', name: 'kvasinky', unit: 'cfu/g', least: '50', style: 'power' },
    { analyte: 'mold', name: 'plísně', unit: 'cfu/g', least: '50', style: 'power' },
    { analyte: 'e_coli', name: 'E.coli', unit: 'cfu/g', least: '10', style: 'power' },
  ],
  pathogens: [{ analyte: 'salmonella', name: 'r. Salmonella', absent: 'negativní', present: 'pozitivní', unit: 'v 25 g' }],
};

/** A fourth invented laboratory: European units, a certificate a panel. */
export const QUARRY_FIELDS: Laboratory = {
  party: {
    name: 'Quarry Fields Invented Laboratory',
    address: ['Neexistující 99', '000 00 Vzorov'],
    accreditation: 'ISO/IEC 17025:2018, testing laboratory 0000',
  },
  signatory: 'Ing. Nikdo Smyšlený',
  panels: {
    alkaloids: {
      panel: 'alkaloids',
      unit: '%',
      factor: '0.1',
      decimals: 3,
      method: 'LC-MS',
      notDetected: 'ND',
      belowLoq: 'number',
      analytes: [
        alkaloid('mitragynine', 'Mitragynine', '0.001', '0.003'),
        alkaloid('7_hydroxymitragynine', '7-Hydroxymitragynine', '0.001', '0.003'),
      ],
    },
    metals: {
      panel: 'metals',
      unit: 'mg/kg',
      decimals: 3,
      method: 'ICP-MS',
      notDetected: 'ND',
      belowLoq: 'number',
      pass: 'Pass',
      fail: 'Fail',
      uncertaintyPercent: 15,
      analytes: [
        metal('arsenic_total', 'Arsenic', '0.005', '0.010', '0.50'),
        metal('cadmium', 'Cadmium', '0.003', '0.010', '1.0'),
        metal('lead', 'Lead', '0.005', '0.010', '3.0'),
        metal('mercury_total', 'Mercury', '0.001', '0.005', '0.10'),
        { analyte: 'nickel', name: 'Nickel', lod: '0.02', loq: '0.05' },
      ],
    },
  },
  counts: [
    { analyte: 'tamc', name: 'Total aerobic microbial count', unit: 'CFU/g', least: '10', style: 'power', method: 'ISO 4833-1' },
    { analyte: 'tymc', name: 'Total yeasts and molds', unit: 'CFU/g', least: '50', style: 'power', method: 'ISO 21527-2' },
  ],
  pathogens: [
    { analyte: 'salmonella', name: 'Salmonella spp.', absent: 'Absent', present: 'Present', unit: 'per 25 g', method: 'ISO 6579-1' },
    { analyte: 'e_coli', name: 'Escherichia coli', absent: 'Absent', present: 'Present', unit: 'per 1 g', method: 'ISO 16649-2' },
  ],
};

/** Laboratories of the sample collection; the three real letterheads serve importer samples only. */
export const COLLECTION_LABORATORIES = {
  nonesuch: NONESUCH,
  makebelieve: MAKEBELIEVE,
  placeholder: PLACEHOLDER_POINT,
  quarry: QUARRY_FIELDS,
} as const;
export type LaboratoryId = keyof typeof COLLECTION_LABORATORIES;
