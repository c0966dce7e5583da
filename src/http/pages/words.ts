/** Every text of the site that is said more than once, apart from the markup. Plain words; nothing here promises safety or legality. */
import type { FindingKind } from '../../coa/finding.ts';
import type { Severity } from '../../coa/problem.ts';
import type { Basis } from '../../coa/reading.ts';
import type { SamplingField } from '../../coa/sampling.ts';
import type { DateField, Panel } from '../../coa/transcript.ts';

export const SITE = 'Leafproof';
export const TAGLINE = 'An open database of product lab tests';

export const ABOUT =
  'Leafproof copies what laboratories print on certificates of analysis into one searchable, open database. ' +
  'Every number is linked to the place on the certificate where it stands.';

export const AS_RECEIVED = 'Results apply to the sample as received by the laboratory.';

export const DISCLAIMER =
  'Leafproof repeats what laboratories printed. It does not test products, gives no medical advice and does not say that a product is suitable for anyone. ' +
  'Published certificates are chosen by those who publish them.';

export const SAMPLE_NOTICE = 'Invented vendors, laboratories and certificates that show how Leafproof works.';

export const PANEL_WORDS: Record<Panel, string> = {
  alkaloids: 'Alkaloids',
  cannabinoids: 'Cannabinoids',
  terpenes: 'Terpenes',
  metals: 'Heavy metals',
  microbes: 'Microbes',
  pesticides: 'Pesticides',
  solvents: 'Residual solvents',
  mycotoxins: 'Mycotoxins',
  moisture: 'Moisture',
  foreign_matter: 'Foreign matter',
  other: 'Other tests',
};

export const SAMPLING_WORDS: Record<SamplingField, string> = {
  sampledBy: 'Sample taken by',
  samplingMethod: 'Way of sampling',
  condition: 'Condition on receipt',
  composition: 'Composite or single',
  amountReceived: 'Amount received',
  uncertainty: 'Uncertainty, in the laboratory’s words',
  decisionRule: 'Decision rule, in the laboratory’s words',
  accreditationScope: 'Scope of the accreditation, in the laboratory’s words',
  disclaimer: 'What the results stand for, in the laboratory’s words',
  amendment: 'Another report that this one amends, in the laboratory’s words',
};

/** The panels a careful reader of a kratom certificate looks for, in this order. */
export const EXPECTED_PANELS: readonly Panel[] = ['alkaloids', 'metals', 'microbes', 'mycotoxins', 'pesticides', 'solvents'];

export const DATE_WORDS: Record<DateField, string> = {
  sampled: 'Sampled',
  received: 'Received',
  tested: 'Tested',
  reported: 'Reported',
  amended: 'Amended',
  expires: 'Expires',
};

export const BASIS_WORDS: Record<Basis, string> = {
  as_received: 'as received',
  dry: 'dry weight',
  per_unit: 'per unit',
  per_serving: 'per serving',
  per_container: 'per container',
  unknown: 'basis not printed',
};

export const SEVERITY_WORDS: Record<Severity, string> = { info: 'Note', warning: 'Look closely', error: 'Problem' };

export const FORM_WORDS: Readonly<Record<string, string>> = {
  raw_leaf: 'Raw leaf',
  powder: 'Powder',
  capsule: 'Capsules',
  tablet: 'Tablets',
  liquid: 'Liquid',
  tea_bag: 'Tea bags',
  concentrate: 'Concentrate',
  extract: 'Extract',
  gummy: 'Gummies',
  other: 'Other form',
};

export const LINK_WORDS: Readonly<Record<string, string>> = {
  operator: 'stated by the operator of this database',
  template: 'stated in the table the results came in',
  brand: 'the brand printed on the certificate',
  client: 'the client printed on the certificate',
  printed_lot: 'the lot printed on the certificate',
  printed_name: 'the product name printed on the certificate',
};

/** How a kind of finding is explained on the method page. */
export const KIND_WORDS: Record<FindingKind, string> = {
  quantified: 'A number was measured and printed.',
  estimated:
    'A number was printed, but it lies between the detection limit (LOD) and the quantification limit (LOQ), so it is an estimate.',
  detected_not_quantified: 'The substance was seen, but there was too little of it to put a number on.',
  not_detected:
    'The laboratory did not see it. What that is worth depends on the smallest amount it could have seen, its detection limit (LOD).',
  below_limit: 'Less than a limit the laboratory printed. The true amount can be anything from nothing up to that limit.',
  above_limit: 'More than the laboratory could count or measure.',
  present: 'The organism or substance was found. No amount is given.',
  absent: 'It was not found in the portion that was tested. A larger portion could have shown more.',
  range: 'The laboratory printed a range.',
  text: 'The laboratory printed a word instead of a number.',
  not_tested: 'The certificate says that this was not tested.',
  not_reported: 'The certificate names this, but prints no result.',
  not_legible: 'Something is printed that could not be read.',
  invalid: 'What is printed cannot be a result, so it was not taken as one.',
};

export function formWords(form: string): string {
  return FORM_WORDS[form] ?? form;
}

export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${groupDigits(String(n))} ${n === 1 ? singular : plural}`;
}

/** `1200000` → `1 200 000` (narrow no-break spaces); decimals are left alone, they are exact. */
export function groupDigits(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const digits = whole.replace('-', '');
  if (digits.length < 5) return decimal;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-02-03` → `3 February 2026`. Anything that is no ISO date is returned as it is. */
export function dateWords(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return iso;
  const month = MONTHS[Number(match[2]) - 1];
  return month === undefined ? iso : `${Number(match[3])} ${month} ${match[1]}`;
}

/** Unit codes as people write them. */
export function unitWords(unit: string): string {
  return unit.replace(/^ug\b/, 'µg').replace(/\bug\//, 'µg/');
}

export function bytesWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What may be chosen where a certificate is handed in, as browsers take it. */
export const FILE_KINDS =
  '.pdf,.csv,.tsv,.xlsx,.xls,.ods,.json,.ndjson,.xml,.html,.mht,.eml,.txt,.md,.zip,.png,.jpg,.jpeg,.tif,.tiff,application/pdf,text/csv,application/json';
