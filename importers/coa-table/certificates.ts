/** Lines of one lot and report become one transcript. */
import { analyteById, matchAnalyte } from '../../src/coa/analyte.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { DateField, Panel, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Field } from './columns.ts';
import { type Line, panelOf } from './lines.ts';

/** What is said of the whole certificate, on every line of it. */
const SHARED: readonly Field[] = [
  'vendor',
  'product',
  'form',
  'lot',
  'laboratory',
  'accreditation',
  'report_number',
  'sampled_on',
  'received_on',
  'tested_on',
  'reported_on',
  'serving_size',
  'container_size',
  'max_daily_intake',
  'moisture_percent',
];
/** Where two lines differ in one of these, they speak of two certificates. */
const IDENTITY: readonly Field[] = ['lot', 'product', 'report_number', 'laboratory', 'vendor'];

export function certificatesOf(lines: readonly Line[]): Transcript[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.find(other => belongs(line, other));
    if (group) group.push(line);
    else groups.push([line]);
  }
  return groups.map(transcriptOf);
}

/** The same lot (or product, where no lot is given) and report number; in the rest an empty cell contradicts nothing. */
function belongs(line: Line, group: readonly Line[]): boolean {
  const strict: readonly Field[] = line.cells.lot ? ['lot', 'report_number'] : ['lot', 'product', 'report_number'];
  return group.every(
    other =>
      strict.every(field => key(line, field) === key(other, field)) &&
      IDENTITY.every(field => key(line, field) === '' || key(other, field) === '' || key(line, field) === key(other, field)),
  );
}

const key = (line: Line, field: Field): string => (line.cells[field]?.text ?? '').toLowerCase().replace(/\s+/g, ' ').trim();

function transcriptOf(lines: readonly Line[]): Transcript {
  const first = (field: Field): Printed | undefined => lines.find(line => line.cells[field])?.cells[field];
  const dates: Partial<Record<DateField, Printed>> = {};
  for (const field of ['sampled', 'received', 'tested', 'reported'] as const) {
    const printed = first(`${field}_on`);
    if (printed) dates[field] = printed;
  }
  const moisture = first('moisture_percent');
  const iso = (['sampled_on', 'received_on', 'tested_on', 'reported_on'] as const).every(
    field => !first(field) || lines[0]!.exact.has(field),
  );
  return {
    laboratory: first('laboratory'),
    laboratoryAccreditation: first('accreditation'),
    reportNumber: first('report_number'),
    brand: first('vendor'),
    dates,
    sample: {
      name: first('product'),
      lot: first('lot'),
      form: first('form'),
      servingSize: first('serving_size'),
      containerSize: first('container_size'),
      maxDailyIntake: first('max_daily_intake'),
      moisture: moisture && { ...moisture, text: /%/.test(moisture.text) ? moisture.text : `${moisture.text} %` },
    },
    dateOrder: iso ? 'ymd' : 'unknown',
    decimalMark: decimalMarkOf(lines),
    rows: lines.map(rowOf),
    problems: contradictions(lines),
  };
}

function rowOf(line: Line): TranscriptRow {
  const { cells } = line;
  const portion = cells.test_portion ?? (cells.unit && /^(?:per|in|v)\s*\d/i.test(cells.unit.text) ? cells.unit : undefined);
  return {
    panel: panelFor(line),
    name: cells.analyte!,
    value: cells.result!,
    unit: cells.unit,
    lod: cells.lod,
    loq: cells.loq,
    limit: cells.limit,
    verdict: cells.verdict,
    uncertainty: cells.uncertainty,
    method: cells.method,
    basis: cells.basis,
    testPortion: portion,
    further: [],
    doubts: line.doubts,
  };
}

/** The panel as given, else that of the analyte. */
function panelFor(line: Line): Panel {
  const given = line.cells.panel && panelOf(line.cells.panel.text);
  if (given) return given;
  const match = matchAnalyte(line.cells.analyte!.text, { unit: line.cells.unit?.text ?? null });
  return (match && analyteById(match.id)?.panel) ?? 'other';
}

/** A comma is decimal when some number shows it (`0,35`) and no number has a point. */
function decimalMarkOf(lines: readonly Line[]): '.' | ',' {
  const numbers = lines.flatMap(({ cells }) =>
    [cells.result, cells.lod, cells.loq, cells.uncertainty].flatMap(cell => (cell ? [cell.text] : [])),
  );
  const comma = numbers.some(text => /(?:^|\D)\d+,(?:\d{1,2}|\d{4,})(?!\d)/.test(text) || /(?:^|\D)0,\d/.test(text));
  return comma && !numbers.some(text => /\d\.\d/.test(text)) ? ',' : '.';
}

/** The first line's word holds; another line that says something else is named. */
function contradictions(lines: readonly Line[]): Problem[] {
  return SHARED.flatMap(field => {
    const stated = lines.find(line => line.cells[field]);
    const other = stated && lines.find(line => line.cells[field] && key(line, field) !== key(stated, field));
    if (!stated || !other) return [];
    return [
      {
        code: 'rows-disagree',
        severity: 'warning' as const,
        message: `Row ${other.row}, column ${field}: "${other.cells[field]!.text}" differs from "${stated.cells[field]!.text}" in row ${stated.row} of the same lot and report; the first one was taken.`,
        evidence: other.cells[field]!.evidence,
      },
    ];
  });
}
