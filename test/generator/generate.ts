/** `generate({ seed })`: a certificate nobody has seen before, and what it says. Same seed, same bytes. */
import type { Certificate, Sample } from './certificate.ts';
import {
  analyse,
  CZECH_CHEMISTRY,
  CZECH_MICROBES,
  EXAMPLE_ALTITUDE,
  type Laboratory,
  MAKEBELIEVE,
  NONESUCH,
  PLACEHOLDER_POINT,
  type Tested,
} from './laboratories.ts';
import type { Drawn, Layout } from './layout.ts';
import { combinedLimits } from './layouts/combined-limits.ts';
import { czechMicrobes } from './layouts/czech-microbes.ts';
import { czechTwoLine } from './layouts/czech-two-line.ts';
import { environmentalSheets } from './layouts/environmental-sheets.ts';
import { letterSpaced } from './layouts/letter-spaced.ts';
import { perServing } from './layouts/per-serving.ts';
import { printedTwice } from './layouts/printed-twice.ts';
import { randomColumns } from './layouts/random-columns.ts';
import { randomForms } from './layouts/random-forms.ts';
import { randomPages } from './layouts/random-pages.ts';
import { randomSections } from './layouts/random-sections.ts';
import { severalSamples } from './layouts/several-samples.ts';
import { sideBySide } from './layouts/side-by-side.ts';
import { supplierSheets } from './layouts/supplier-sheets.ts';
import { transposedPotency } from './layouts/transposed-potency.ts';
import { twoLimits } from './layouts/two-limits.ts';
import type { Facts } from './measure.ts';
import { WANDERING, wanderingFacts } from './pages/laboratory.ts';
import { type Random, random } from './random.ts';

export const LAYOUTS = {
  'czech-two-line': czechTwoLine,
  'czech-microbes': czechMicrobes,
  'several-samples': severalSamples,
  'side-by-side': sideBySide,
  'combined-limits': combinedLimits,
  'transposed-potency': transposedPotency,
  'letter-spaced': letterSpaced,
  'printed-twice': printedTwice,
  'two-limits': twoLimits,
  'per-serving': perServing,
} as const satisfies Record<string, Layout>;

/** Layouts of the seed's own making; asked for by name, so that seeds without a layout go on giving what they always gave. */
export const INVENTED_LAYOUTS = {
  'random-columns': randomColumns,
  'random-pages': randomPages,
  'random-forms': randomForms,
  'random-sections': randomSections,
  'supplier-sheets': supplierSheets,
  'environmental-sheets': environmentalSheets,
} as const satisfies Record<string, Layout>;

export type LayoutId = keyof typeof LAYOUTS | keyof typeof INVENTED_LAYOUTS;

export interface GenerateOptions {
  readonly seed: number;
  /** Without it the seed chooses. */
  readonly layout?: LayoutId;
  /** Without it the seed invents a certificate that fits the layout. */
  readonly certificate?: Certificate;
}

export interface Generated extends Drawn {
  readonly layout: LayoutId;
  readonly importer: string;
  readonly certificate: Certificate;
}

export async function generate(options: GenerateOptions): Promise<Generated> {
  const vary = random(mixed(options));
  const id = options.layout ?? vary.pick(Object.keys(LAYOUTS) as LayoutId[]);
  const layout: Layout = { ...LAYOUTS, ...INVENTED_LAYOUTS }[id];
  const certificate = options.certificate ?? invent(id, vary);
  const drawn = await layout.draw(certificate, vary);
  return { ...drawn, layout: id, importer: layout.importer, certificate };
}

/** The layout's name enters the seed, so that one seed does not invent the same lot for every layout. */
function mixed({ seed, layout = '' }: { seed: number; layout?: string }): number {
  return [...layout].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5) >>> 0;
}

const WORKS: Readonly<Record<LayoutId, { laboratories: readonly Laboratory[]; panels: readonly Tested[] }>> = {
  'czech-two-line': { laboratories: [CZECH_CHEMISTRY], panels: ['alkaloids', 'metals', 'mycotoxins', 'pesticides'] },
  'czech-microbes': { laboratories: [CZECH_MICROBES], panels: ['microbes'] },
  'several-samples': { laboratories: [EXAMPLE_ALTITUDE], panels: ['alkaloids'] },
  'side-by-side': { laboratories: [NONESUCH], panels: ['alkaloids', 'metals', 'pesticides', 'mycotoxins', 'microbes', 'solvents'] },
  'combined-limits': { laboratories: [NONESUCH, MAKEBELIEVE], panels: ['alkaloids', 'metals', 'microbes', 'pesticides', 'mycotoxins'] },
  'transposed-potency': { laboratories: [NONESUCH], panels: ['alkaloids', 'metals', 'microbes', 'mycotoxins', 'pesticides'] },
  'letter-spaced': { laboratories: [NONESUCH, MAKEBELIEVE], panels: ['alkaloids', 'metals', 'microbes', 'solvents'] },
  'printed-twice': { laboratories: [PLACEHOLDER_POINT], panels: ['alkaloids', 'metals', 'microbes', 'solvents'] },
  'random-columns': {
    laboratories: [NONESUCH, MAKEBELIEVE, PLACEHOLDER_POINT],
    panels: ['alkaloids', 'metals', 'microbes', 'pesticides', 'mycotoxins', 'solvents'],
  },
  'random-pages': {
    laboratories: [WANDERING],
    panels: ['alkaloids', 'metals', 'microbes', 'pesticides', 'mycotoxins', 'solvents'],
  },
  'random-forms': {
    laboratories: [WANDERING],
    panels: ['alkaloids', 'metals', 'microbes', 'pesticides', 'mycotoxins', 'solvents'],
  },
  'random-sections': {
    laboratories: [WANDERING],
    panels: ['alkaloids', 'metals', 'microbes', 'pesticides', 'mycotoxins', 'solvents'],
  },
  'supplier-sheets': {
    laboratories: [WANDERING],
    panels: ['alkaloids', 'metals', 'microbes', 'solvents'],
  },
  'environmental-sheets': { laboratories: [WANDERING], panels: ['metals', 'pesticides', 'solvents', 'mycotoxins'] },
  'two-limits': { laboratories: [NONESUCH], panels: ['alkaloids', 'metals', 'pesticides', 'mycotoxins'] },
  'per-serving': { laboratories: [NONESUCH], panels: ['alkaloids', 'metals', 'microbes', 'solvents', 'mycotoxins'] },
};

function invent(id: LayoutId, vary: Random): Certificate {
  const { laboratories, panels } = WORKS[id];
  const laboratory = vary.pick(laboratories);
  const kept = panels.filter((_, i) => i === 0 || vary.chance(0.75));
  const tested = id.startsWith('czech') || vary.chance(0.5) ? kept : vary.shuffle(kept);
  const count = countOf(id, vary);
  const year = vary.integer(2024, 2026);
  const month = vary.integer(1, 11);
  const day = (date: number) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const first = vary.integer(2, 9);
  const number = vary.integer(1000, 9999);
  return {
    laboratory: laboratory.party,
    signatory: laboratory.signatory,
    clutter: (['summary', 'prose', 'quality-control'] as const).filter(() => vary.chance(0.3)),
    language: vary.chance(0.5) ? 'en' : vary.pick(['de', 'fr', 'es', 'nl']),
    reportNumber:
      id === 'czech-two-line'
        ? `${number % 400}/${year - 2000}`
        : id === 'czech-microbes'
          ? `${number % 90}P/${year}`
          : `R-${year}-${number}`,
    client: {
      name: vary.pick(['Example Elm Botanicals', 'Fictional Fern Trading Co.', 'Imaginary Ivy Leaf']),
      address: ['5 Example Road', 'Sampleton'],
    },
    dates: { received: day(first), tested: day(first + vary.integer(1, 8)), reported: day(first + vary.integer(9, 14)) },
    samples: Array.from(
      { length: count },
      (_, i): Sample => ({
        name: vary.pick(['Green Sample Leaf', 'Red Sample Powder', 'White Sample Kratom', 'Yellow Sample Blend']),
        lot: `LOT${year - 2000}${String(vary.integer(1, 999)).padStart(3, '0')}${vary.pick(['A', 'B', 'C'])}`,
        labSampleId: `S${number}-${i + 1}`,
        form: id === 'several-samples' ? 'tablet' : 'powder',
        unitMass: vary.decimal(0.3, 1.2, 4),
        rows: analyse(laboratory, (laboratory === WANDERING ? wanderingFacts : facts)(vary), tested),
      }),
    ),
  };
}

function countOf(id: LayoutId, vary: Random): number {
  if (id === 'several-samples') return vary.integer(1, 3);
  if (id === 'random-pages') return vary.chance(0.15) ? 2 : 1;
  return id === 'random-forms' && vary.chance(0.2) ? vary.integer(2, 3) : 1;
}

/** A plausible leaf, with now and then something wrong in it. */
export function facts(vary: Random): Facts {
  const some = (probability: number, low: number, high: number, decimals: number) =>
    vary.chance(probability) ? vary.decimal(low, high, decimals) : '0';
  return {
    mitragynine: vary.decimal(4, 22, 3),
    '7_hydroxymitragynine': some(0.6, 0.03, 0.9, 3),
    paynantheine: vary.decimal(0.5, 3, 3),
    speciogynine: vary.decimal(0.4, 2, 3),
    speciociliatine: vary.decimal(0.6, 4, 3),
    mgm_15: '0',
    arsenic_total: some(0.8, 0.02, 0.5, 3),
    cadmium: some(0.6, 0.004, 0.2, 3),
    lead: some(0.9, 0.02, 2, 3),
    mercury_total: some(0.4, 0.003, 0.09, 3),
    nickel: vary.decimal(0.3, 4, 3),
    tamc: vary.decimal(20, 900000, 0),
    tymc: some(0.7, 10, 90000, 0),
    yeast: some(0.3, 60, 900, 0),
    mold: some(0.4, 60, 900, 0),
    e_coli: '0',
    salmonella: vary.chance(0.1) ? 'present' : 'absent',
    imidacloprid: some(0.2, 0.06, 1, 3),
    ethanol: some(0.4, 160, 3000, 0),
    benzo_a_pyrene: vary.decimal(0.2, 4, 2),
    pah4_sum: vary.decimal(5, 30, 2),
    aflatoxin_b1: some(0.1, 2, 12, 1),
  };
}
