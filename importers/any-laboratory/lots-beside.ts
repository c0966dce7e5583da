/** Lots or samples side by side: one analyte a line, a column of results for each, headed by its number. */
import type { Printed, Transcript } from '../../src/coa/transcript.ts';
import { cellKind } from './cell.ts';
import { looksLikeCas } from './codes.ts';
import type { RoledColumn } from './column-roles.ts';
import { isKnownAnalyte, TECHNIQUE } from './names.ts';
import { type Piece, printed, textOfLine } from './piece.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

const LEADS = 'lot|batch|charge|šarže|partie|lote|lotto|sample|probe|vzorek|échantillon|muestra';
/** `Lot 26-104`, `Sample: S-12/1`; behind a lead word any code with a digit, alone one with a letter or a mark too. */
const LED = new RegExp(`^(${LEADS})\\b[\\s.:#]*(?:(?:no|nr|number|id)\\b)?[\\s.:#]*((?=\\S*\\d)[\\p{L}\\d][\\w./-]*)$`, 'iu');
/** What the numbers below it are led by: `Sample ID`, `Lot`. */
const LED_BY = new RegExp(`(?<!\\p{L})(${LEADS}|lab(?:oratory)?)(?!\\p{L})`, 'iu');
const BARE = /^(?=.*\d)(?=.*[A-Z/_-])[A-Z\d][A-Z\d._/-]{4,}$/i;
/** `EB2604417-001` over `Result`. */
const OVER_RESULTS = /(?<=\d\S*) results?$/i;
/** The laboratory's own number of a sample: that of the report, and which of its samples it is. */
const OF_REPORT = /\d{4,}[-./]0\d{1,2}$/;
/** `001`, `002`: specimens of one report. */
export const ORDINAL = /^0\d{1,2}$/;
const METHOD = /^(?:QC|USP|AOAC|ISO|EN|EPA|FDA|BAM|ASTM|SOP|WI)[\W\d]/i;
const LEAD = /\b(?:lots?|batch(?:es)?|samples?|chargen?|šarže|lotes|lotti|proben|vzorky)\b/i;

/** The number of a sample in a heading; null where it holds none. */
export function sampleNumber(printed: string): string | null {
  const heading = printed.replace(OVER_RESULTS, '');
  const led = LED.exec(heading)?.[2];
  if (led !== undefined) return led;
  if (ORDINAL.test(heading)) return heading;
  const bare = BARE.test(heading) && cellKind(heading) === 'text' && !METHOD.test(heading) && !TECHNIQUE.test(heading);
  return bare && !looksLikeCas(heading) && !isKnownAnalyte(heading) ? heading : null;
}

/** Letters and digits as kinds, runs as one: numbers of one laboratory's samples have one form. */
const form = (code: string): string =>
  code
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\d+/g, '9');

/** Whether there are two codes or more, all different and of one form. */
export const areCodes = (codes: readonly string[]): boolean =>
  codes.length >= 2 && new Set(codes).size === codes.length && new Set(codes.map(form)).size === 1;

/** Whether there are two numbers of samples or more, all different and of one form. */
export const areSamples = (headings: readonly string[]): boolean => areCodes(headings.flatMap(heading => sampleNumber(heading) ?? []));

/** The pieces of a line of headings that are numbers of samples. */
export const sampleHeadings = (line: readonly Piece[]): Piece[] => {
  const found = line.filter(piece => sampleNumber(piece.text) !== null);
  return areSamples(found.map(({ text }) => text)) ? found : [];
};

/** Columns of results under numbers of samples are each of one sample, where no column is headed `Result`. */
export function samplesBeside(columns: readonly RoledColumn[], holdsResults: (column: RoledColumn) => boolean): RoledColumn[] {
  const found = columns.filter(column => sampleNumber(column.heading) !== null && holdsResults(column));
  const other = columns.some(
    column => column.role === 'value' && !column.guessed && !found.includes(column) && !OF_ALL.test(column.heading),
  );
  const [only, ...more] = found;
  // `Test | Unit | LOQ | 002`: the one column of results is that of the report's second specimen
  if (only && ORDINAL.test(only.heading) && more.length === 0 && columns.every(column => column === only || column.role !== 'value'))
    return columns.map(column => (column === only && columns.length > 1 ? { ...column, role: 'value', guessed: false } : column));
  if (other || !areSamples(found.map(({ heading }) => heading))) return [...columns];
  return columns.map(column => {
    if (column.role === 'value' && OF_ALL.test(column.heading)) return { ...column, role: 'other', guessed: false };
    return found.includes(column) ? { ...column, role: 'value', guessed: false, ofSample: true, bare: isBare(column) } : column;
  });
}

/** `Lot 1 | Lot 2 | Mean`: what was found in all samples beside it, and in none of them. */
const OF_ALL = /^(?:(?:overall )?(?:mean|average|avg\.?)|mittelwert|durchschnitt|průměr|moyenne|media|promedio)(?: (?:value|result)s?)?$/i;

const isBare = ({ heading, over }: RoledColumn): boolean => !LED.test(heading) && !LEAD.test(over) && !OVER_RESULTS.test(heading);

/** What tells the samples of a table apart. */
export interface SampleHeading extends Printed {
  /** What stands over the numbers of the samples: `Sample ID`, `Lot`. */
  readonly led?: string;
  /** It is the name of a product. */
  readonly product?: boolean;
  /** Nothing in the table says that it is the number of a sample. */
  readonly bare?: boolean;
  /** What the same line of the table says of the sample besides. */
  readonly name?: Printed;
  readonly lot?: Printed;
}

export interface OfSample {
  readonly table: Table;
  /** The heading of the sample's column or line; null where the table is of one sample. */
  readonly sample: SampleHeading | null;
}

/** The table as each of its samples sees it: the results of the others are none of its own. */
export function bySample(table: Table): OfSample[] {
  const own = table.columns.filter(({ ofSample }) => ofSample);
  if (own.length === 0) return [{ table, sample: null }];
  const named = Map.groupBy(own, column => (column.product ? textOfLine(column.product) : column));
  const behind = columnsBehind(own, table.columns);
  const isOf = (column: RoledColumn): RoledColumn | null => (column.ofSample ? column : (behind.get(column) ?? null));
  return [...named.values()].map(mine => ({
    sample: headingOf(mine[0]!, table),
    table: {
      ...table,
      columns: table.columns.map(column => {
        const owner = isOf(column);
        return owner !== null && !mine.includes(owner) ? { ...column, role: 'other' as const } : column;
      }),
    },
  }));
}

/** `Result | Status | Result | Status`: what stands behind the results of each sample alike is of that sample. */
function columnsBehind(own: readonly RoledColumn[], columns: readonly RoledColumn[]): ReadonlyMap<RoledColumn, RoledColumn> {
  const parts = own.map((first, i) => {
    const end = own[i + 1]?.left ?? Number.POSITIVE_INFINITY;
    return columns.filter(column => column !== first && column.left >= first.left && column.left < end);
  });
  const size = Math.min(...parts.map(({ length }) => length));
  const alike =
    own.length >= 2 &&
    parts.slice(0, -1).every(({ length }) => length === size) &&
    parts.every(part => part.slice(0, size).every(({ role }, k) => role === parts[0]![k]!.role));
  return new Map(alike ? parts.flatMap((part, i) => part.slice(0, size).map(column => [column, own[i]!] as const)) : []);
}

function headingOf({ heading, headingPieces, led, product, bare, told }: RoledColumn, { page }: Table): SampleHeading {
  const { name, lot } = told ?? {};
  if (product)
    return { ...printed(textOfLine(product), product, page), product: true, ...(lot && { lot: printed(textOfLine(lot), lot, page) }) };
  return {
    ...printed(heading, headingPieces, page),
    ...(led === undefined ? {} : { led }),
    ...(bare ? { bare } : {}),
    ...(name && { name: printed(textOfLine(name), name, page) }),
    ...(lot && { lot: printed(textOfLine(lot), lot, page) }),
  };
}

/** The rows of each sample, samples in the order they are met; rows under no number of a sample are a group of their own. */
export function groupedBySample(rows: readonly TableRow[]): { sample: SampleHeading | null; rows: TableRow[] }[] {
  const groups = new Map<string, { sample: SampleHeading | null; rows: TableRow[] }>();
  for (const row of rows) {
    const key = row.sample ? ((row.sample.product ? null : sampleNumber(row.sample.text)) ?? row.sample.text) : '';
    const group = groups.get(key) ?? { sample: row.sample ?? null, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** `B998711/1 Moringa powder A`: the number of the sample before, or behind, its name. */
function productUnder({ text, evidence }: SampleHeading): Pick<Transcript['sample'], 'name' | 'labSampleId'> {
  const words = text.split(' ');
  const code = [words[0]!, words.at(-1)!].find(word => words.length > 1 && sampleNumber(word) !== null);
  if (code === undefined) return { name: { text, evidence } };
  const name = (code === words[0] ? words.slice(1) : words.slice(0, -1)).join(' ');
  return { name: { text: name, evidence }, labSampleId: { text: code, evidence } };
}

/** The sample that a heading names, in the words of the report's header: its lot, unless it says otherwise or goes on the laboratory's number. */
export function sampleUnder(sample: Transcript['sample'], heading: SampleHeading): Transcript['sample'] {
  const { name, lot } = heading;
  return { ...numberedUnder(sample, heading), ...(name && { name }), ...(lot && { lot }) };
}

function numberedUnder(sample: Transcript['sample'], heading: SampleHeading): Transcript['sample'] {
  const number = sampleNumber(heading.text) ?? heading.text;
  const { lot, labSampleId, ...rest } = sample;
  if (heading.product) return { ...rest, ...productUnder(heading) };
  const told = LED.exec(heading.text)?.[1] ?? LED_BY.exec(heading.led ?? '')?.[1];
  const byLaboratory = told
    ? /^(?:sample|lab(?:oratory)?|probe|vzorek|échantillon|muestra)$/i.test(told)
    : OF_REPORT.test(number) || (labSampleId && number.startsWith(labSampleId.text));
  const place = { text: number, evidence: heading.evidence };
  if (byLaboratory) return { ...rest, ...(lot && /\d/.test(lot.text) ? { lot } : {}), labSampleId: place };
  return { ...rest, lot: place, ...(labSampleId ? { labSampleId } : {}) };
}
