/** An invented laboratory with long panels and long names, so that pages wrap, break and stand side by side. No real laboratory is meant. */
import type { Laboratory } from '../laboratories.ts';
import type { Facts } from '../measure.ts';
import type { Random } from '../random.ts';

const of = (lod: string, loq: string) => (analyte: string, name: string, maximum?: string) => ({
  analyte,
  name,
  lod,
  loq,
  ...(maximum ? { limit: maximum, maximum } : {}),
});
const alkaloid = of('0.013', '0.040');
const metal = of('0.004', '0.012');
const pesticide = of('0.010', '0.030');
const toxin = of('0.6', '2.0');
const solvent = of('12', '40');

const measured = { notDetected: 'ND', belowLoq: '<LOQ', pass: 'Pass', fail: 'Fail' } as const;
const counted = (analyte: string, name: string, maximum: string) => ({
  analyte,
  name,
  unit: 'CFU/g',
  least: '10',
  style: 'plain' as const,
  limit: maximum,
  maximum,
  pass: 'Pass',
  fail: 'Fail',
});
const sought = (analyte: string, name: string) => ({
  analyte,
  name,
  absent: 'Not Detected',
  present: 'Detected',
  unit: 'per 25 g',
  pass: 'Pass',
  fail: 'Fail',
});

export const WANDERING: Laboratory = {
  party: {
    name: 'Wandering Willow Laboratories',
    address: ['12 Nowhere Crescent', 'Denver, CO 80202'],
    accreditation: 'ISO/IEC 17025:2017 accredited, certificate 0000.07',
  },
  signatory: 'W. Nomad',
  panels: {
    alkaloids: {
      ...measured,
      panel: 'alkaloids',
      unit: 'mg/g',
      decimals: 3,
      method: 'HPLC-DAD',
      analytes: [
        alkaloid('mitragynine', 'Mitragynine'),
        alkaloid('7_hydroxymitragynine', '7-Hydroxymitragynine'),
        alkaloid('paynantheine', 'Paynantheine'),
        alkaloid('speciogynine', 'Speciogynine'),
        alkaloid('speciociliatine', 'Speciociliatine'),
        alkaloid('corynantheidine', 'Corynantheidine'),
        alkaloid('mitragynine_pseudoindoxyl', 'Mitragynine pseudoindoxyl'),
        alkaloid('isorhynchophylline', 'Isorhynchophylline'),
        alkaloid('rhynchophylline', 'Rhynchophylline'),
      ],
    },
    metals: {
      ...measured,
      panel: 'metals',
      unit: 'µg/g',
      decimals: 3,
      method: 'ICP-MS',
      analytes: [
        metal('arsenic_total', 'Arsenic', '2.0'),
        metal('cadmium', 'Cadmium', '0.82'),
        metal('lead', 'Lead', '1.2'),
        metal('mercury_total', 'Mercury', '0.4'),
        metal('nickel', 'Nickel'),
      ],
    },
    pesticides: {
      ...measured,
      panel: 'pesticides',
      unit: 'ppm',
      decimals: 3,
      method: 'LC-MS/MS',
      analytes: [
        pesticide('abamectin', 'Abamectin', '0.5'),
        pesticide('azoxystrobin', 'Azoxystrobin', '0.2'),
        pesticide('bifenazate', 'Bifenazate', '0.2'),
        pesticide('bifenthrin', 'Bifenthrin', '0.2'),
        pesticide('chlorantraniliprole', 'Chlorantraniliprole', '0.2'),
        pesticide('chlorpyrifos', 'Chlorpyrifos', '0.2'),
        pesticide('cypermethrin', 'Cypermethrin', '1.0'),
        pesticide('imidacloprid', 'Imidacloprid', '0.4'),
        pesticide('malathion', 'Malathion', '0.2'),
        pesticide('myclobutanil', 'Myclobutanil', '0.2'),
        pesticide('piperonyl_butoxide', 'Piperonyl butoxide', '2.0'),
        pesticide('pyrethrins', 'Pyrethrins', '1.0'),
        pesticide('spinosad', 'Spinosad', '0.2'),
        pesticide('tebuconazole', 'Tebuconazole', '0.4'),
        pesticide('trifloxystrobin', 'Trifloxystrobin', '0.2'),
      ],
    },
    mycotoxins: {
      ...measured,
      panel: 'mycotoxins',
      unit: 'µg/kg',
      decimals: 1,
      method: 'LC-MS/MS',
      analytes: [
        toxin('aflatoxin_b1', 'Aflatoxin B1'),
        toxin('aflatoxin_b2', 'Aflatoxin B2'),
        toxin('aflatoxin_g1', 'Aflatoxin G1'),
        toxin('aflatoxin_g2', 'Aflatoxin G2'),
        toxin('aflatoxins_total', 'Total Aflatoxins (B1, B2, G1, G2)', '20'),
        toxin('ochratoxin_a', 'Ochratoxin A', '20'),
      ],
    },
    solvents: {
      ...measured,
      panel: 'solvents',
      unit: 'µg/g',
      decimals: 0,
      method: 'HS-GC-MS',
      analytes: [
        solvent('acetone', 'Acetone', '5000'),
        solvent('1_2_dichloroethane', '1,2-Dichloroethane', '5'),
        solvent('ethanol', 'Ethanol', '5000'),
        solvent('ethyl_acetate', 'Ethyl acetate', '5000'),
        solvent('hexane', 'Hexane', '290'),
        solvent('methanol', 'Methanol', '3000'),
        solvent('dichloromethane', 'Dichloromethane', '600'),
      ],
    },
  },
  counts: [
    counted('tamc', 'Total Aerobic Microbial Count (TAMC)', '10000000'),
    counted('tymc', 'Total Combined Yeast and Mold Count', '100000'),
    counted('btgn', 'Bile-Tolerant Gram-Negative Bacteria', '1000'),
    counted('total_coliforms', 'Total Coliforms', '1000'),
  ],
  pathogens: [
    sought('stec', 'Shiga Toxin-Producing E. coli'),
    sought('salmonella', 'Salmonella spp.'),
    sought('s_aureus', 'Staphylococcus aureus'),
  ],
};

/** A lot with more in it than most, so that few numbers of a page are alike. */
export function wanderingFacts(vary: Random): Facts {
  const some = (probability: number, low: number, high: number, decimals: number) =>
    vary.chance(probability) ? vary.decimal(low, high, decimals) : '0';
  return {
    mitragynine: vary.decimal(5, 30, 3),
    '7_hydroxymitragynine': some(0.7, 0.02, 0.9, 3),
    paynantheine: vary.decimal(0.5, 4, 3),
    speciogynine: vary.decimal(0.3, 3, 3),
    speciociliatine: vary.decimal(0.4, 5, 3),
    corynantheidine: some(0.6, 0.02, 0.4, 3),
    mitragynine_pseudoindoxyl: some(0.3, 0.02, 0.2, 3),
    rhynchophylline: some(0.4, 0.02, 0.3, 3),
    arsenic_total: some(0.8, 0.02, 0.5, 3),
    cadmium: some(0.7, 0.005, 0.3, 3),
    lead: some(0.9, 0.02, 2, 3),
    mercury_total: some(0.4, 0.005, 0.09, 3),
    nickel: vary.decimal(0.3, 4, 3),
    tamc: vary.decimal(20, 900000, 0),
    tymc: some(0.7, 10, 90000, 0),
    btgn: some(0.5, 10, 2000, 0),
    total_coliforms: some(0.4, 10, 800, 0),
    salmonella: vary.chance(0.1) ? 'present' : 'absent',
    bifenthrin: some(0.3, 0.02, 0.4, 3),
    imidacloprid: some(0.3, 0.02, 0.9, 3),
    piperonyl_butoxide: some(0.4, 0.02, 3, 3),
    ethanol: some(0.6, 20, 3000, 0),
    acetone: some(0.4, 20, 900, 0),
    methanol: some(0.3, 20, 500, 0),
    aflatoxin_b1: some(0.3, 1, 12, 1),
    aflatoxins_total: some(0.3, 3, 30, 1),
    ochratoxin_a: some(0.3, 1, 12, 1),
  };
}
