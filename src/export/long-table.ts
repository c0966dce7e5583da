/** The long table: one row a result, every column with its meaning. The names are kept for ever; columns may be added at the end. */

/**
 * `decimal` is an exact decimal as text, in every format: no binary number holds it. `date` is an ISO day, `timestamp` ISO 8601 in UTC.
 */
export type ColumnType = 'uuid' | 'text' | 'decimal' | 'date' | 'timestamp' | 'integer' | 'number' | 'boolean';

export interface LongColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What its numbers are in; null where it has none. `unit`: the column of that name says it. */
  readonly unit: string | null;
  readonly description: string;
  /** False where every row has one. */
  readonly missing: boolean;
}

export const column = (name: string, type: ColumnType, description: string, more: Partial<LongColumn> = {}): LongColumn => ({
  ...{ name, type, description, unit: null, missing: true },
  ...more,
});
/** Every row has one. */
export const always = { missing: false };
/** The column `unit` says what its numbers are in. */
export const inUnit = { unit: 'unit' };

export const LONG_TABLE: readonly LongColumn[] = [
  column('result_id', 'uuid', 'Identifier of the result; another reading of the certificate gives another one', always),
  column('document_id', 'uuid', 'Identifier of the certificate: /certificates/{document_id}', always),
  column('document_sha256', 'text', 'SHA-256 of the file that the certificate came in', always),
  column('page', 'integer', 'Page of the file where the value stands, from 1; empty for sheets and JSON'),
  column('lab_id', 'uuid', 'Identifier of the laboratory'),
  column('vendor_id', 'uuid', 'Identifier of the vendor, where one is linked'),
  column('product_id', 'uuid', 'Identifier of the product, where one is linked'),
  column('lot', 'text', 'Code of the lot as it was printed first'),
  column('sampled_at', 'date', 'Day of sampling as printed; empty where it is missing or can be read two ways'),
  column('reported_at', 'date', 'Day of the report as printed'),
  column('analyte', 'text', 'Id of the analyte in the dictionary; empty while the printed name is not mapped'),
  column('unii', 'text', "FDA's identifier of the substance, where the dictionary has it"),
  column(
    'kind',
    'text',
    'What the printed value is: quantified, estimated, detected_not_quantified, not_detected, below_limit, above_limit, present, absent, range, text, not_tested, not_reported, not_legible, invalid',
    always,
  ),
  column('comparator', 'text', 'Printed before a limit: <, <=, > or >='),
  column(
    'value',
    'decimal',
    'The printed number, converted; empty wherever no number is printed as the value: never 0 for not detected',
    inUnit,
  ),
  column('lo', 'decimal', 'The true value is not below this; empty: unbounded', inUnit),
  column('hi', 'decimal', 'The true value is not above this; empty: unbounded', inUnit),
  column('unit', 'text', 'Unit of value, lo, hi, lod, loq and rl; a code of the unit list'),
  column('basis', 'text', 'as_received, dry, per_unit, per_serving, per_container or unknown', always),
  column('lod', 'decimal', 'Limit of detection as printed, converted', inUnit),
  column('loq', 'decimal', 'Limit of quantitation as printed, converted', inUnit),
  column('rl', 'decimal', 'Reporting limit, where the value itself is printed as below it', inUnit),
  column('method', 'text', 'Method as printed'),
  column('uncertainty', 'text', 'Uncertainty as printed'),
  column('qualifiers', 'text', 'Codes of docs/problems.md that stand at the value, with spaces between'),
  column('qc_role', 'text', 'Always routine: results of blanks, spikes and duplicates are not recorded', always),
  column(
    'review_state',
    'text',
    'machine_checked, reviewed (a person compared it with the page) or disputed (a flag on it is open)',
    always,
  ),
  column('confidence', 'number', 'How surely it was read, 0 to 1', always),
  column('parser_version', 'text', 'Importer and its version', always),
  column('report_number', 'text', 'Number of the report as printed'),
  column('laboratory', 'text', 'Name of the laboratory in addresses'),
  column('vendor', 'text', 'Name of the vendor in addresses'),
  column('product', 'text', 'Name of the product in addresses'),
  column('form', 'text', 'Form of the product: raw_leaf, powder, capsule, tablet, liquid, tea_bag, concentrate, extract, gummy, other'),
  column('sample_index', 'integer', 'Which sample of the certificate, from 0', always),
  column('row_index', 'integer', 'Which result of the sample, from 0, in printed order', always),
  column('panel', 'text', 'Panel it stands in', always),
  column('cas', 'text', 'CAS number, where the dictionary has it'),
  column('printed_name', 'text', 'Name of the analyte as printed', always),
  column('printed_value', 'text', 'Value as printed', always),
  column('printed_unit', 'text', 'Unit as printed'),
  column('printed_limit', 'text', "The laboratory's limit as printed"),
  column('printed_verdict', 'text', "The laboratory's verdict: pass, fail or not_evaluated"),
  column('test_portion', 'text', 'For absent in 25 g'),
  column('lo_closed', 'boolean', 'Whether the true value can be lo itself', always),
  column('hi_closed', 'boolean', 'Whether the true value can be hi itself', always),
  column('box', 'text', 'Left, top, right, bottom of the value on its page, in points (1/72 inch) from the top left'),
  column('cell', 'text', 'Sheet and cell, or JSON pointer, of a value that stands on no page'),
  column('recorded_at', 'timestamp', 'When this reading was recorded', always),
  column('is_sample', 'boolean', 'Invented sample data', always),
];

/** A row as formats take it: by the names of the columns, null where there is nothing. */
export type LongRow = Readonly<Record<string, string | number | boolean | null>>;
