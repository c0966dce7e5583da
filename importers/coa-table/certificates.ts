/** Lines of one lot and report become one transcript. */
import { analyteById, matchAnalyte } from '../../src/coa/analyte.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { DateField, Panel, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import { type Field, SHARED } from './columns.ts';
import { type Line, panelOf } from './lines.ts';

/** Where two lines differ in one of these, they speak of two certificates. */
const IDENTITY: readonly Field[] = ['lot', 'product', 'report_number', 'laboratory', 'vendor'];

interface Group {
  readonly lines: Line[];
  /** What some line has said so far. */
  readonly said: Map<Field, string>;
}

export function certificatesOf(lines: readonly Line[]): Transcript[] {
  const groups: Group[] = [];
  const byLot = new Map<string, Group[]>();
  for (const line of lines) {
    const rivals = byLot.get(lotKey(line)) ?? [];
    let group = rivals.find(({ said }) => contradictsNothing(line, said));
    if (!group) {
      group = { lines: [], said: new Map() };
      groups.push(group);
      byLot.set(lotKey(line), [...rivals, group]);
    }
    group.lines.push(line);
    for (const field of IDENTITY) if (key(line, field) !== '') group.said.set(field, key(line, field));
  }
  return groups.map(group => transcriptOf(group.lines));
}

/** The lot (or the product, where no lot is given), the report number and the sample's id. */
const lotKey = (line: Line): string =>
  JSON.stringify([
    line.cells.lot ? ['lot', key(line, 'lot')] : ['product', key(line, 'product')],
    key(line, 'report_number'),
    line.sampleId?.text,
  ]);

/** An empty cell contradicts nothing. */
const contradictsNothing = (line: Line, said: ReadonlyMap<Field, string>): boolean =>
  IDENTITY.every(field => key(line, field) === '' || (said.get(field) ?? key(line, field)) === key(line, field));

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
    client: first('client'),
    manufacturer: first('manufacturer'),
    brand: first('vendor'),
    dates,
    sample: {
      name: first('product'),
      lot: first('lot'),
      labSampleId: lines.find(line => line.sampleId)?.sampleId,
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

/** `Min | Max` make a range; a number under `Min` alone takes its heading along, as it would be read as a greatest amount. */
function limitOf({ limit, lower_limit: least, limit_unit: unit }: Line['cells']): Printed | undefined {
  const isNone = (printed: Printed | undefined): boolean => !printed || /^(?:n\/?a|none|[-–—.])$/i.test(printed.text);
  const bare = (printed: Printed): boolean => /^[\d.,\s]+$/.test(printed.text);
  const withUnit = (printed: Printed): Printed => (unit && bare(printed) ? { ...printed, text: `${printed.text} ${unit.text}` } : printed);
  if (isNone(least)) return limit && withUnit(limit);
  if (isNone(limit)) return withUnit(bare(least!) ? { ...least!, text: `min. ${least!.text}${unit ? ` ${unit.text}` : ''}` } : least!);
  if (!bare(least!) || !bare(limit!)) return limit && withUnit(limit);
  return { ...limit!, text: `${least!.text} - ${withUnit(limit!).text}` };
}

/** The unit of LOD and LOQ, where a column says it and it is not that of the result. */
const unitOfMeasurement = ({ measurement_limit_unit: unit, unit: own }: Line['cells']): Printed | undefined =>
  unit && unit.text.toLowerCase() !== own?.text.toLowerCase() ? unit : undefined;

function rowOf(line: Line): TranscriptRow {
  const { cells } = line;
  const portion = cells.test_portion ?? (cells.unit && /^(?:per|in|v)\s*\d/i.test(cells.unit.text) ? cells.unit : undefined);
  return {
    panel: panelFor(line),
    name: cells.analyte!,
    value: cells.result!,
    ...(line.meaning === undefined ? {} : { meaning: line.meaning }),
    unit: cells.unit,
    lod: cells.lod,
    loq: cells.loq,
    limitOfMeasurementUnit: unitOfMeasurement(cells),
    reportingLimit: cells.reporting_limit,
    limit: limitOf(cells),
    verdict: cells.verdict,
    uncertainty: cells.uncertainty,
    method: cells.method,
    basis: cells.basis,
    testPortion: portion,
    further: line.further ?? [],
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
  // beside decimal commas, points that part thousands (`1.200`) are none of a decimal
  return comma && !numbers.some(text => /\d\.\d/.test(text) && !/(?:^|[^\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])/.test(text)) ? ',' : '.';
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
