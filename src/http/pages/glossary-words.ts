/** The glossary: what the words on the site mean, for readers of twelve and up. Texts only. */
export interface TermText {
  readonly title: string;
  /** One or two short paragraphs. */
  readonly text: readonly string[];
  readonly example?: string;
}

const TERMS = {
  certificate: {
    title: 'Certificate of analysis (CoA)',
    text: ['The paper a laboratory writes after it has tested a sample. It says what was tested, how much was found and when.'],
  },
  lot: {
    title: 'Lot, batch',
    text: [
      'Everything that was made in one go and carries the same number. A test says something about one lot, not about the whole brand.',
    ],
  },
  sample: {
    title: 'Sample',
    text: ['The small amount the laboratory was given. Who chose it matters: a vendor can send its best bag.'],
  },
  as_received: {
    title: 'As received',
    text: [
      'The amount is counted on the product as it came to the laboratory, with the water that is in it. “Dry weight” takes the water away first, so the same leaf gets a higher number.',
    ],
  },
  lod: {
    title: 'LOD, limit of detection',
    text: ['The smallest amount a laboratory can notice at all. Below it, the substance may be there without anyone seeing it.'],
    example: '“Not detected (LOD 0.02 mg/kg)” means: if there is any, it is less than about 0.02 mg/kg.',
  },
  loq: {
    title: 'LOQ, limit of quantification',
    text: [
      'The smallest amount a laboratory can put a reliable number on. Between LOD and LOQ it can say “it is there”, but not how much.',
    ],
  },
  not_detected: {
    title: 'ND, not detected',
    text: [
      'The laboratory did not see it. This is not zero: a laboratory with poor eyes finds nothing either. So look at the LOD or LOQ beside it.',
    ],
  },
  censored: {
    title: 'Value below a limit (censored)',
    text: [
      'A result of which only a bound is known, such as “below 0.05”. Charts draw it as an open bar, because the true value can be anywhere in it.',
    ],
  },
  ppm: {
    title: 'ppm, mg/kg, µg/g',
    text: ['Parts per million. All three mean the same: one gram of the substance in a tonne of product.'],
    example: '1.2 mg/kg of lead in a 3 g serving is 0.0036 mg.',
  },
  percent: {
    title: '% and mg/g',
    text: ['One per cent by weight is 10 mg in each gram.'],
  },
  cfu: {
    title: 'CFU, colony-forming units',
    text: ['How many living germs could grow from one gram. Large numbers are written as powers of ten: 10⁵ is 100 000.'],
  },
  undecidable: {
    title: 'Undecidable',
    text: [
      'The certificate does not say enough to tell on which side of the limit the value lies.',
      'For example, “below 5” says nothing about a limit of 1. Undecidable never counts as passed.',
    ],
  },
  not_tested: {
    title: 'Not tested',
    text: ['Nobody looked. It says nothing good and nothing bad.'],
  },
  limit: {
    title: 'Limit',
    text: [
      'The most a rule allows. Rules differ from place to place and change with time, so a limit is always named with its text and its date.',
    ],
  },
  yardstick: {
    title: 'Scoring yardstick, comparison limits',
    text: ['One published list of limits that every lot is held against, so that vendors can be compared. It is not a law.'],
  },
  estimate: {
    title: 'Estimate',
    text: ['The best single guess from the lots that were published. With few lots it can be far off.'],
  },
  interval: {
    title: '90 % interval',
    text: [
      'The range in which the true value most likely lies. When it is worked out again and again for many vendors, about nine in ten such ranges hold the truth.',
      'Few lots give a wide range. If the ranges of two vendors overlap, the data do not tell which one is better.',
    ],
  },
  bounds: {
    title: 'Hard bounds',
    text: ['The lowest and the highest share there can be: once as if every undecidable lot were over a limit, once as if none were.'],
  },
  fading: {
    title: 'Older lots count less',
    text: ['A lot that is 18 months older than the newest one counts half, one that is 36 months older a quarter.'],
  },
  safety_record: {
    title: 'Safety record',
    text: [
      'The share of published lots, among those that could be judged, in which every tested value stayed within the comparison limits.',
    ],
  },
  coverage: {
    title: 'Coverage',
    text: [
      'How much of the list of needed tests was done: alkaloids, four heavy metals, Salmonella, E. coli, counts of microbes, and solvents for extracts.',
    ],
  },
  consistency: {
    title: 'Consistency, spread between lots',
    text: [
      'How far the amount of mitragynine differs between lots of the same product. A spread of 10 % means that about two lots in three lie within 10 % of the middle.',
    ],
  },
  openness: {
    title: 'Openness',
    text: [
      'Whether there are certificates for the lots, lot numbers to trace them, a named independent laboratory, and a way to check that a certificate is real.',
    ],
  },
  control_chart: {
    title: 'Control chart',
    text: [
      'Shows one value lot by lot. Two lines mark how far lots usually swing. A lot beyond them is unusual for this product; that alone does not make it bad.',
    ],
  },
  median: {
    title: 'Median',
    text: ['The value in the middle: half of the results are lower, half are higher.'],
  },
  kaplan_meier: {
    title: 'Kaplan–Meier, ROS, maximum likelihood',
    text: [
      'Three known ways to work out a middle or a mean when some results are only “below a limit”. They are shown side by side with their names, because none of them is right for all data.',
    ],
  },
  alkaloid: {
    title: 'Alkaloids, mitragynine, 7-OH',
    text: [
      'Substances that plants make. In kratom leaf the main one is mitragynine. 7-hydroxymitragynine (7-OH) is much stronger and makes up only a very small part of plain leaf.',
    ],
  },
  accreditation: {
    title: 'Accreditation, scope',
    text: [
      'An outside body has checked that a laboratory can do certain tests. The scope lists which ones. A test outside the scope was not checked.',
    ],
  },
  retest: {
    title: 'Retest',
    text: ['The same lot tested again. All results stay: a later pass does not wipe out an earlier one over a limit.'],
  },
} as const satisfies Record<string, TermText>;

export type TermId = keyof typeof TERMS;

export const GLOSSARY: readonly (readonly [TermId, TermText])[] = (Object.entries(TERMS) as [TermId, TermText][]).toSorted((a, b) =>
  a[1].title.localeCompare(b[1].title, 'en'),
);
