/** Sheets with a column (or a row) for each analyte and a row (or a column) for each sample. */
import { matchAnalyte } from '../../src/coa/analyte.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import { parseUnit } from '../../src/coa/unit.ts';
import type { Cell, Sheet } from '../../src/document/document.ts';
import { roleOfHeader } from '../any-laboratory/roles.ts';
import { columnOf, type Field, SAMPLE_ID } from './columns.ts';
import { evidenceOf, type Line } from './lines.ts';
import { qualified, qualifies } from './qualifiers.ts';
import { isControlName } from './quality-control.ts';

/** A sheet turned so that each sample is a line; in a turned one `row` and `column` are exchanged, addresses are not. */
interface Layout {
  readonly sheet: Sheet;
  readonly lines: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
}

export interface WideTable {
  readonly sheet: Sheet;
  /** The heading of the first analyte. */
  readonly header: Cell;
  readonly lines: readonly Line[];
}

interface Analyte {
  readonly at: number;
  readonly name: Printed;
  readonly unit: Printed | null;
}

/** What stands beside the column of an analyte and is said of it alone. */
interface Beside {
  readonly at: number;
  readonly field: Field;
}

interface Heading {
  readonly line: number;
  readonly analytes: readonly Analyte[];
  readonly beside: ReadonlyMap<Analyte, readonly Beside[]>;
  /** Where what names a sample stands, and other fields beside it. */
  readonly fields: ReadonlyMap<number, Field>;
  readonly sampleId: number | null;
}

const FEWEST_ANALYTES = 2;
const SEARCHED = 30;
/** Said of each analyte, in a line of its own among the samples. */
const OF_ANALYTE: ReadonlySet<Field> = new Set<Field>([
  ...(['unit', 'lod', 'loq', 'reporting_limit', 'limit', 'method', 'uncertainty', 'basis', 'panel', 'verdict'] as const),
]);
/** Said once for all samples. */
const OF_SHEET: ReadonlySet<Field> = new Set([
  'laboratory',
  'accreditation',
  'report_number',
  'vendor',
  'sampled_on',
  'received_on',
  'tested_on',
  'reported_on',
]);

/** Null when the sheet is not laid out so, or holds no sample. */
export function findWide(sheet: Sheet): WideTable | null {
  return readTurned(sheet, false) ?? readTurned(sheet, true);
}

function readTurned(sheet: Sheet, turned: boolean): WideTable | null {
  const layout = layOut(sheet, turned);
  const numbers = [...layout.lines.keys()].sort((a, b) => a - b).slice(0, SEARCHED);
  for (const number of numbers) {
    const heading = headingOf(layout, number);
    const lines = heading && samplesOf(layout, heading, turned);
    if (lines && lines.length > 0) return { sheet, header: layout.lines.get(number)!.get(heading.analytes[0]!.at)!, lines };
  }
  return null;
}

function layOut(sheet: Sheet, turned: boolean): Layout {
  const lines = new Map<number, Map<number, Cell>>();
  for (const cell of sheet.cells) {
    const [line, at] = turned ? [cell.column, cell.row] : [cell.row, cell.column];
    const cells = lines.get(line) ?? new Map<number, Cell>();
    cells.set(at, cell);
    lines.set(line, cells);
  }
  return { sheet, lines };
}

/** Said of one analyte where such a heading follows that of the analyte: `Lead | Q | Cadmium | Q`, `Lead | Lead LOQ`. */
const OF_ONE: ReadonlySet<Field> = new Set<Field>([
  'qualifier',
  'detected',
  'unit',
  'lod',
  'loq',
  'reporting_limit',
  'uncertainty',
  'verdict',
]);

function headingOf(layout: Layout, line: number): Heading | null {
  const { sheet, lines } = layout;
  const analytes: Analyte[] = [];
  const fields = new Map<number, Field>();
  let sampleId: number | null = null;
  for (const [at, cell] of lines.get(line)!) {
    const text = cell.text.replace(/:$/, '').trim();
    if (SAMPLE_ID.test(text)) sampleId ??= at;
    else {
      const field = columnOf({ ...cell, text })?.field;
      if (field && field !== 'moisture_percent') fields.set(at, field);
      else {
        const analyte = analyteOf(sheet, cell, at);
        if (analyte) analytes.push(analyte);
      }
    }
  }
  if (analytes.length < FEWEST_ANALYTES) return null;
  const beside = besideAnalytes(layout, line, analytes, fields);
  const places = new Set([...beside.values()].flatMap(list => list.map(({ at }) => at)));
  const common = new Map([...fields].filter(([at, field]) => !places.has(at) && field !== 'qualifier' && field !== 'detected'));
  return { line, analytes, beside, fields: common, sampleId };
}

function besideAnalytes(
  layout: Layout,
  line: number,
  analytes: readonly Analyte[],
  fields: ReadonlyMap<number, Field>,
): Map<Analyte, Beside[]> {
  const signsLead = analytes.every(({ at }) => fields.get(at - 1) === 'qualifier');
  const ends = new Set(analytes.map(({ at }) => at));
  return new Map(
    analytes.map(analyte => {
      if (signsLead) return [analyte, [{ at: analyte.at - 1, field: 'qualifier' }]];
      const found: Beside[] = [];
      for (let at = analyte.at + 1; !ends.has(at); at++) {
        const field = fieldBeside(layout, line, at, analyte, fields);
        if (field === null || !OF_ONE.has(field)) break;
        found.push({ at, field });
      }
      return [analyte, found];
    }),
  );
}

function fieldBeside({ lines }: Layout, line: number, at: number, { name }: Analyte, fields: ReadonlyMap<number, Field>): Field | null {
  const heading = lines.get(line)!.get(at);
  if (heading) {
    const rest = heading.text.toLowerCase().startsWith(name.text.toLowerCase()) ? heading.text.slice(name.text.length) : null;
    return fields.get(at) ?? (rest === null ? null : (columnOf({ ...heading, text: rest.replace(/^[\s_.:-]+/, '') })?.field ?? null));
  }
  const below = [...lines].flatMap(([number, cells]) => (number > line ? (cells.get(at)?.text ?? []) : []));
  return below.length > 0 && below.every(qualifies) ? 'qualifier' : null;
}

function analyteOf(sheet: Sheet, cell: Cell, at: number): Analyte | null {
  const bracket = /^(.*\S)\s*[([]\s*([^()[\]]+?)\s*[)\]]$/.exec(cell.text);
  const comma = /^(.*\S),\s*(\S+\/\S+|%|pp[mb])$/.exec(cell.text);
  const found = [bracket, comma].find(parts => parts && matchAnalyte(parts[1]!, { unit: parts[2]! }));
  const evidence = evidenceOf(sheet, cell);
  const program = found ? null : unitBehindLine(cell.text);
  if (program) return { at, name: { text: program.name, evidence }, unit: { text: program.unit, evidence } };
  if (found) return { at, name: { text: found[1]!, evidence }, unit: { text: found[2]!, evidence } };
  return matchAnalyte(cell.text) ? { at, name: { text: cell.text, evidence }, unit: null } : null;
}

/** `Lead_ppm`, `Total_Yeast_Mold_CFU_g`: a program's name of a column, its unit behind the analyte; null for any other. */
function unitBehindLine(text: string): { readonly name: string; readonly unit: string } | null {
  const parts = text.split('_').filter(part => part !== '');
  for (const count of [1, 2]) {
    const unit = parts
      .slice(-count)
      .join('/')
      .replace(/^(?:pct|percent)$/i, '%');
    const name = parts.slice(0, -count).join(' ');
    if (name !== '' && parseUnit(unit) !== null && matchAnalyte(name, { unit })) return { name, unit };
  }
  return null;
}

/** The places that name the samples: lots, products, ids; or the heading of the analytes, beside which the samples' names stand. */
function namingPlaces({ fields, sampleId }: Heading): number[] {
  const analyte = [...fields].filter(([, field]) => field === 'analyte').map(([at]) => at);
  if (analyte.length > 0) return analyte.length === 1 ? analyte : [];
  const named = [...fields].filter(([, field]) => field === 'lot' || field === 'product').map(([at]) => at);
  return sampleId === null ? named : [...named, sampleId];
}

/** Of several samples: no sample, and no sign that the others are none. */
const STATISTICS = /^(?:av(?:g|erage)|mean|median|max(?:imum)?|min(?:imum)?|std\.?(?: dev\w*)?|st\.? dev\w*|r?sd|cv|range)\b[ %.()]*$/i;

/** Units, replicates and headings of other columns stand where samples would. */
function namesNoSample(text: string): boolean {
  // `Lot 24-01` is a name, whatever a column headed `Lot` is
  const name = text.replace(/^(?:lot|batch|sample)(?: ?(?:no\.?|nr\.?|#))?[ :]+(?=\S*\d)/i, '');
  const isRole = name === text && roleOfHeader(text) !== null;
  return (
    isRole ||
    parseUnit(text) !== null ||
    /^(?:\d{1,2}|#.*|av(?:g|erage)\b.*|mean\b.*|st(?:d|andard)\b.*|r?sd\b.*|rep(?:licate)?\b.*|run\b.*|total\b.*|blank\b.*|spike.*)$/i.test(
      text,
    )
  );
}

/** A line of units alone, led by no word. */
const isLineOfUnits = (cells: ReadonlyMap<number, Cell>, { analytes }: Heading): boolean => {
  const units = analytes.flatMap(({ at }) => cells.get(at) ?? []);
  return units.length > 0 && units.every(({ text }) => parseUnit(text.replace(/^[([]\s*(.*?)\s*[)\]]$/, '$1')) !== null);
};

/** Beside a heading of analytes stand names of samples or headings in words nobody knows: a name has a number or several words. */
const namesSample = (text: string): boolean => /\d|\S\s+\S/.test(text);

/** Lots or products head columns of their own: a table with a result a row. */
const isOneColumnOfMany = ({ lines }: Layout, heading: Heading, naming: readonly number[]): boolean =>
  [...lines].some(
    ([line, cells]) =>
      line < heading.line &&
      naming.some(at => {
        const cell = cells.get(at);
        return cell !== undefined && columnOf(cell) !== null;
      }),
  );

function samplesOf(layout: Layout, heading: Heading, turned: boolean): Line[] | null {
  const naming = namingPlaces(heading);
  if (naming.length === 0) return null;
  const besideAnalytes = [...heading.fields.values()].includes('analyte');
  if (besideAnalytes && isOneColumnOfMany(layout, heading, naming)) return null;
  const following = [...layout.lines].filter(([line]) => line > heading.line).sort(([a], [b]) => a - b);
  const ofAnalytes = new Map<Field, ReadonlyMap<number, Cell>>();
  const samples: Sample[] = [];
  // a line without a name that holds nothing but signs (of the next sample) or letters (of the one before)
  let signs: ReadonlyMap<number, Cell> | undefined;
  for (const [, cells] of following) {
    const names = naming.flatMap(at => cells.get(at) ?? []);
    if (names.some(({ text }) => isControlName(text) || STATISTICS.test(text))) continue;
    const role =
      names.length === 0 && isLineOfUnits(cells, heading)
        ? 'unit'
        : names.map(cell => columnOf(cell)?.field).find(field => field !== undefined);
    if (role && OF_ANALYTE.has(role)) ofAnalytes.set(role, cells);
    else if (role || names.some(cell => namesNoSample(cell.text) || (besideAnalytes && !namesSample(cell.text)))) return null;
    else if (names.length > 0 && heading.analytes.some(({ at }) => cells.has(at))) {
      samples.push({ cells, flags: signs });
      signs = undefined;
    } else if (names.length === 0 && isLineOfFlags(cells, heading)) {
      const last = samples.at(-1);
      if (/^[<>≤≥]/.test([...cells.values()][0]!.text)) signs = cells;
      else if (last && !last.flags) samples[samples.length - 1] = { ...last, flags: cells };
    }
  }
  if (samples.length < (turned || besideAnalytes ? 2 : 1)) return null;
  const shared = sharedFields(layout.sheet);
  return samples.flatMap(({ cells, flags }, i) => linesOf(layout.sheet, heading, cells, { ofAnalytes, shared, number: i + 1, flags }));
}

interface Sample {
  readonly cells: ReadonlyMap<number, Cell>;
  readonly flags?: ReadonlyMap<number, Cell> | undefined;
}

const isLineOfFlags = (cells: ReadonlyMap<number, Cell>, { analytes }: Heading): boolean => {
  const flags = analytes.flatMap(({ at }) => cells.get(at) ?? []);
  return flags.length > 0 && flags.every(({ text }) => qualifies(text));
};

interface Around {
  readonly ofAnalytes: ReadonlyMap<Field, ReadonlyMap<number, Cell>>;
  readonly shared: Partial<Record<Field, Printed>>;
  readonly number: number;
  /** What stands in a line of its own beside the sample's. */
  readonly flags?: ReadonlyMap<number, Cell> | undefined;
}

/** One line a result of one sample. */
function linesOf(sheet: Sheet, heading: Heading, cells: ReadonlyMap<number, Cell>, { ofAnalytes, shared, number, flags }: Around): Line[] {
  const printed = (cell: Cell): Printed => ({ text: cell.text, evidence: evidenceOf(sheet, cell) });
  const common: Partial<Record<Field, Printed>> = { ...shared };
  for (const [at, field] of heading.fields) {
    const cell = cells.get(at);
    if (cell) common[field === 'analyte' ? 'product' : field] = printed(cell);
  }
  const id = heading.sampleId === null ? undefined : cells.get(heading.sampleId);
  return heading.analytes.flatMap(analyte => {
    const { at, name, unit } = analyte;
    const beside = Object.fromEntries(
      heading.beside.get(analyte)!.flatMap(({ at: place, field }) => {
        const cell = cells.get(place);
        return cell ? [[field, printed(cell)] as const] : [];
      }),
    ) as Partial<Record<Field, Printed>>;
    const flag = flags?.get(at);
    if (flag && !beside.qualifier) beside.qualifier = printed(flag);
    const value = cells.get(at);
    // a flag alone says what was found
    const result = value ? printed(value) : beside.qualifier && qualified(beside).meaning !== undefined ? beside.qualifier : undefined;
    if (!result) return [];
    const own: Partial<Record<Field, Printed>> = { ...beside, analyte: name, result, ...(unit ? { unit } : {}) };
    for (const [field, line] of ofAnalytes) {
      const cell = line.get(at);
      if (cell && !own[field]) own[field] = printed(cell);
    }
    const said = qualified({ ...common, ...own });
    return [
      {
        row: number,
        cells: { ...common, ...own },
        ...(id ? { sampleId: printed(id) } : {}),
        exact: new Set<Field>(),
        doubts: ['column-guessed', ...said.doubts],
        ...(said.meaning === undefined ? {} : { meaning: said.meaning }),
      },
    ];
  });
}

/** `Laboratory: X` in one cell, or a label with its value in the cell beside it. */
export function sharedFields(sheet: Sheet): Partial<Record<Field, Printed>> {
  const shared: Partial<Record<Field, Printed>> = {};
  const at = new Map(sheet.cells.map(cell => [`${cell.row} ${cell.column}`, cell]));
  for (const cell of sheet.cells) {
    const inline = /^([^:]{2,30}):\s*(\S.*)$/.exec(cell.text);
    const field = columnOf({ ...cell, text: inline?.[1] ?? cell.text.replace(/:$/, '') })?.field;
    if (!field || !OF_SHEET.has(field) || shared[field]) continue;
    const beside = at.get(`${cell.row} ${cell.column + 1}`);
    if (inline) shared[field] = { text: inline[2]!, evidence: evidenceOf(sheet, cell) };
    else if (beside && !columnOf(beside)) shared[field] = { text: beside.text, evidence: evidenceOf(sheet, beside) };
  }
  return shared;
}
