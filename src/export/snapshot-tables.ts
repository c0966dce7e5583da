/** The tables of a snapshot, column by column: its data dictionary. Names are kept for ever; columns may be added at the end. */
import { always, column, inUnit, LONG_TABLE, type LongColumn } from './long-table.ts';

export interface TableDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Columns that name a row; rows stand in their order. */
  readonly key: readonly string[];
  /** Columns whose values are keys of other tables. */
  readonly refers: Readonly<Record<string, { readonly table: string; readonly column: string }>>;
  readonly columns: readonly LongColumn[];
}

const documentId = column('document_id', 'uuid', 'Identifier of the certificate', always);
const labId = column('lab_id', 'uuid', 'Identifier of the laboratory');
const vendorId = column('vendor_id', 'uuid', 'Identifier of the vendor, where one is known');
const productId = column('product_id', 'uuid', 'Identifier of the product, where one is known');
const sampleId = column('sample_id', 'uuid', 'Identifier of the sample as this reading of its certificate has it', always);
const sampleIndex = column('sample_index', 'integer', 'Which sample of the certificate, from 0', always);

const CERTIFICATE = { document_id: { table: 'certificates', column: 'document_id' } };
const LABORATORY = { lab_id: { table: 'laboratories', column: 'lab_id' } };
const VENDOR = { vendor_id: { table: 'vendors', column: 'vendor_id' } };
const PRODUCT = { product_id: { table: 'products', column: 'product_id' } };

const RULE_COLUMNS = [
  column('rule', 'text', 'Identifier of the rule: /rules/{ruleset}, kept for ever', always),
  column('rule_fingerprint', 'text', 'Its version: of everything that its verdicts depend on', always),
  column('engine', 'integer', 'Version of the way of judging', always),
  column('ruleset', 'text', 'The set it belongs to; rule-sets.json has its words, sources and dates', always),
  column('jurisdiction', 'text', 'Whose rule it is', always),
  column('analyte', 'text', 'What it limits; of a ratio, the numerator', always),
];
const standing = column(
  'standing',
  'text',
  'public, unverified (not yet compared with its source), reference_only (no limit for this kind of product) or yardstick (for comparing, no law)',
  always,
);

export const RESULTS: TableDescription = {
  name: 'results',
  title: 'Results, one row each',
  description: 'Every public result with its bounds, limits of detection, basis, method and the place on the certificate where it stands.',
  key: ['result_id'],
  refers: { ...CERTIFICATE, ...LABORATORY, ...VENDOR, ...PRODUCT, analyte: { table: 'analytes', column: 'analyte' } },
  columns: LONG_TABLE,
};

export const SNAPSHOT_TABLES: readonly TableDescription[] = [
  {
    name: 'certificates',
    title: 'Certificates of analysis',
    description: 'The public certificates, each with the SHA-256 of the file it came in: the sources of everything here.',
    key: ['document_id'],
    refers: LABORATORY,
    columns: [
      documentId,
      column('document_sha256', 'text', 'SHA-256 of the file', always),
      column('media_type', 'text', 'Media type of the file'),
      column('bytes', 'integer', 'Size of the file', { missing: false, unit: 'bytes' }),
      labId,
      column('laboratory', 'text', 'Name of the laboratory in addresses'),
      column('laboratory_printed', 'text', 'Name of the laboratory as printed'),
      column('report_number', 'text', 'Number of the report as printed'),
      column('reported_at', 'date', 'Day of the report as printed'),
      column('accreditation', 'text', 'What the certificate says of the accreditation of the laboratory'),
      column('language', 'text', 'Language of the certificate'),
      column('parser_version', 'text', 'Importer and its version'),
      column('recorded_at', 'timestamp', 'When it was recorded first', always),
      column('version_recorded_at', 'timestamp', 'When this reading of it was recorded', always),
    ],
  },
  {
    name: 'verdicts',
    title: 'Verdicts, one row a sample and rule',
    description:
      'Where a rule in force on the day of the report, or a yardstick, could be held against the results. No row: not tested, or the rule does not apply. pass means that no tested limit is exceeded in this sample, fail that the value is over the rule in this sample, undecidable that its bounds do not settle it.',
    key: ['sample_id', 'rule', 'rule_fingerprint'],
    refers: { ...CERTIFICATE, sample_id: { table: 'samples-wide', column: 'sample_id' } },
    columns: [
      sampleId,
      ...RULE_COLUMNS,
      standing,
      column('verdict', 'text', 'pass, fail, warning or undecidable', always),
      column('lower', 'decimal', 'What was held against the limit is not below this', inUnit),
      column('upper', 'decimal', 'What was held against the limit is not above this', inUnit),
      column('unit', 'text', 'Unit of lower and upper'),
      column('needs', 'text', 'What would decide it, codes with spaces between'),
      column('caveats', 'text', 'What to bear in mind, codes with spaces between'),
      column('rows', 'text', 'row_index of the results it rests on, with spaces between'),
      documentId,
      sampleIndex,
      column('law_on', 'date', 'The day whose law counts', always),
      column('law_on_basis', 'text', 'Which date of the certificate that day is; recorded: it bears none', always),
      column('recorded_at', 'timestamp', 'When it was judged so', always),
    ],
  },
  {
    name: 'rules',
    title: 'Rules, one row a version',
    description: 'The rules in use; rule-sets.json has them whole.',
    key: ['rule', 'rule_fingerprint'],
    refers: {},
    columns: [
      ...RULE_COLUMNS,
      column('basis', 'text', 'What its limit is of', always),
      column('limit', 'text', 'The limit', always),
      standing,
      column('in_use_from', 'timestamp', 'Since when this installation judges by it', always),
    ],
  },
  {
    name: 'vendors',
    title: 'Vendors',
    description: 'Those of whom something is public here.',
    key: ['vendor_id'],
    refers: {},
    columns: [
      { ...vendorId, ...always },
      column('vendor', 'text', 'Name in addresses: /vendors/{vendor}', always),
      column('name', 'text', 'Name', always),
    ],
  },
  {
    name: 'laboratories',
    title: 'Laboratories',
    description: 'Those that made certificates here.',
    key: ['lab_id'],
    refers: {},
    columns: [
      { ...labId, ...always },
      column('laboratory', 'text', 'Name in addresses: /laboratories/{laboratory}', always),
      column('name', 'text', 'Name', always),
      column('accreditation', 'text', 'Accreditation as certificates state it'),
    ],
  },
  {
    name: 'products',
    title: 'Products',
    description: 'Those of which something is public here.',
    key: ['product_id'],
    refers: VENDOR,
    columns: [
      { ...productId, ...always },
      column('product', 'text', 'Name in addresses: /products/{product}', always),
      column('name', 'text', 'Name as printed first', always),
      column('form', 'text', 'Form of the product'),
      { ...vendorId, ...always },
      column('vendor', 'text', 'Name of the vendor in addresses', always),
    ],
  },
  {
    name: 'lots',
    title: 'Lots',
    description: 'Those of which something is public here.',
    key: ['lot_id'],
    refers: {},
    columns: [
      column('lot_id', 'uuid', 'Identifier of the lot: /lots/{lot_id}', always),
      column('lot', 'text', 'Its code as printed first', always),
      productId,
      vendorId,
    ],
  },
  {
    name: 'analytes',
    title: 'Dictionary of analytes',
    description: 'What the identifiers in analyte columns mean.',
    key: ['analyte'],
    refers: {},
    columns: [
      column('analyte', 'text', 'Identifier: /analytes/{analyte}', always),
      column('name', 'text', 'Name', always),
      column('group', 'text', 'Group', always),
      column('cas', 'text', 'CAS number'),
      column('unit', 'text', 'Its own unit, in which values are compared'),
    ],
  },
];

/** The columns of each substance in the wide table. */
export function wideColumns(analytes: readonly { readonly id: string; readonly unit: string }[]): LongColumn[] {
  return analytes.flatMap(({ id, unit }) => [
    column(`${id}_lo`, 'decimal', `${id}: the true value is not below this; empty: unbounded, or not measured`, { unit }),
    column(`${id}_hi`, 'decimal', `${id}: the true value is not above this; empty: unbounded, or not measured`, { unit }),
    column(`${id}_results`, 'integer', `${id}: how many results these bounds hold; 0: not measured in this unit`, always),
  ]);
}

export const wideTable = (analytes: readonly { readonly id: string; readonly unit: string }[]): TableDescription => ({
  name: 'samples-wide',
  title: 'Samples, one row each, with the bounds of every substance',
  description:
    'Results in the own unit of the substance, as received or of a basis that is not stated; several of one substance give bounds that hold them all. Other units and bases, presence tests, limits and places are in results.',
  key: ['sample_id'],
  refers: { ...CERTIFICATE, ...LABORATORY, ...VENDOR, ...PRODUCT, lot_id: { table: 'lots', column: 'lot_id' } },
  columns: [
    sampleId,
    documentId,
    sampleIndex,
    column('name', 'text', 'Name of the sample as printed'),
    column('form', 'text', 'Form as printed'),
    column('lot_id', 'uuid', 'Identifier of the lot'),
    column('lot', 'text', 'Code of the lot as printed first'),
    productId,
    vendorId,
    labId,
    column('reported_at', 'date', 'Day of the report as printed'),
    ...wideColumns(analytes),
  ],
});
