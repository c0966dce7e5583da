/** From one row of a transcript to its result: analyte, finding, unit, bounds, flags. */
import { type Analyte, type AnalyteMatch, analyteById, asDrawn, matchAnalyte } from './analyte.ts';
import { checkResult } from './check.ts';
import type { UnitSource } from './confidence.ts';
import type { Finding, PrintedNumber } from './finding.ts';
import { boundsOf } from './interval.ts';
import { readTestPortion } from './qualifier.ts';
import { type FindingContext, readCell } from './read-finding.ts';
import type { Amount, BareResult, Basis, ResultReading } from './reading.ts';
import type { FurtherValue, Panel, Printed, Transcript, TranscriptRow } from './transcript.ts';
import { canonicalUnit, convert, readUnit, type Unit, type UnitReading, unitByCode } from './unit.ts';
import { readVerdict, verdictWord } from './verdict.ts';

/** The uncertainty of a column of its own. Relative ones (`12 %` of a mass) stay printed text: they are another quantity. */
function withUncertainty(finding: Finding, printed: Printed | undefined, mark: Transcript['decimalMark']): Finding {
  if (!printed || (finding.kind !== 'quantified' && finding.kind !== 'estimated') || finding.uncertainty) return finding;
  const read = readCell(printed.text.replace(/^\s*(?:±|\+\/-)\s*/, ''), { decimalMark: mark });
  return read.finding.kind === 'quantified' && read.unit === null ? { ...finding, uncertainty: read.finding.number } : finding;
}

/** Where a unit came from; inferred ones are never silent. */
interface RowUnit {
  readonly unit: Unit | null;
  readonly reading: UnitReading | null;
  readonly source: UnitSource;
}

const PER_GRAM = /^\s*(?:\/|per)\s?g(?:ram)?\s*$/i;

function rowUnit(
  row: Pick<TranscriptRow, 'unit' | 'limitOfMeasurementUnit'>,
  inCell: string | null,
  analyte: Analyte | undefined,
): RowUnit {
  const printed = row.unit ? readUnit(row.unit.text) : null;
  if (printed?.unit || printed?.testPortion) return { unit: printed.unit, reading: printed, source: 'printed' };
  const cell = inCell === null ? null : readUnit(inCell);
  if (cell?.unit) return { unit: cell.unit, reading: cell, source: 'cell' };
  // colonies are what is counted by the gram
  if (row.unit && analyte?.unit === 'CFU/g' && PER_GRAM.test(row.unit.text))
    return { unit: unitByCode(analyte.unit)!, reading: printed, source: 'analyte' };
  if (row.unit) return { unit: null, reading: printed, source: 'none' };
  const limits = row.limitOfMeasurementUnit ? readUnit(row.limitOfMeasurementUnit.text) : null;
  if (limits?.unit) return { unit: limits.unit, reading: limits, source: 'limits' };
  // water activity and pH have no unit to print
  const own = analyte?.unit !== undefined && /^(aw|pH|count)$/.test(analyte.unit) ? unitByCode(analyte.unit) : undefined;
  return own ? { unit: own, reading: null, source: 'analyte' } : { unit: null, reading: null, source: 'none' };
}

/** A row understood by itself, and what its confidence will rest on. */
export interface RowReading {
  readonly result: BareResult;
  readonly flags: readonly string[];
  readonly match: AnalyteMatch | null;
  readonly unitSource: UnitSource;
}

/** One row of a transcript understood. */
export function readResult(row: TranscriptRow, transcript: Pick<Transcript, 'decimalMark'>): RowReading {
  const match = matchOf(row);
  const analyte = match ? analyteById(match.id) : undefined;
  const panel: Panel = row.panel === 'other' && analyte ? analyte.panel : row.panel;
  const { decimalMark } = transcript;
  const unit = rowUnit(row, readCell(row.meaning ?? row.value.text, { decimalMark }).unit, analyte);
  const canonical = canonicalUnit(unit.unit, panel, analyte?.unit);
  const limits = readLimits(row, unit.unit, canonical, decimalMark);
  const cellRead = readCell(row.meaning ?? row.value.text, {
    decimalMark,
    ...limitsBeside(limits, row, unit.unit, canonical, decimalMark),
  });
  const finding = withUncertainty(cellRead.finding, row.uncertainty, decimalMark);
  const amount = amountOf(finding, unit, canonical, limits, basisOf(row.basis ?? bracketOfName(row), unit.reading));
  const portion = testPortion(row, cellRead.finding, unit.reading);
  const flags = new Set([...cellRead.flags, ...limits.flags, ...row.doubts, ...unitFlags(unit, cellRead.finding, cellRead.unit)]);
  const result: BareResult = {
    ...amount,
    analyte: match?.id ?? null,
    panel,
    printed: printedOf(row),
    lod: limits.lod,
    loq: limits.loq,
    testPortion: portion,
    printedVerdict: row.verdict ? readVerdict(row.verdict.text) : finding.kind === 'text' ? verdictWord(finding.text) : null,
    further: row.further.map(value => readFurther(value, row, transcript, panel, analyte)),
    ...(row.furtherLimits
      ? { furtherLimits: row.furtherLimits.map(({ limit, verdict }) => ({ limit: limit.text, verdict: textOf(verdict) })) }
      : {}),
    evidence: row.value.evidence,
    nameEvidence: row.name.evidence,
    rowEvidence: rowEvidence(row),
  };
  for (const flag of checkResult(result, { analyte, row, unit: unit.unit, decimalMark })) flags.add(flag);
  return { result, flags: [...flags], match, unitSource: unit.source };
}

function matchOf({ analyte, name, panel, unit }: TranscriptRow): AnalyteMatch | null {
  if (analyte !== undefined && analyteById(analyte)) return { id: analyte, how: 'synonym', score: 1 };
  const context = { panel, unit: unit?.text ?? null };
  return matchAnalyte(name.text, context) ?? (FORMULA.test(name.text) ? matchAnalyte(name.text.replace(FORMULA, ''), context) : null);
}

/** `Total THC (THCa*0.877 + THC)`: how a total is reckoned. */
const FORMULA = /\s*[([](?=[^()[\]]*\+)[^()[\]]*\b0?\.8\d+[^()[\]]*[)\]]/;

function unitFlags(unit: RowUnit, finding: Finding, inCell: string | null): string[] {
  const numeric = /^(quantified|estimated|below_limit|above_limit|range)$/.test(finding.kind);
  const flags: string[] = [];
  if (unit.source === 'limits' || (unit.source === 'analyte' && unit.reading && numeric)) flags.push('unit-inferred');
  if (unit.unit === null && numeric) flags.push(unit.reading ? 'unit-unknown' : 'unit-missing');
  if (unit.source === 'printed' && inCell !== null && readUnit(inCell).unit && readUnit(inCell).unit?.code !== unit.unit?.code)
    flags.push('unit-conflict');
  return flags;
}

interface Limits {
  readonly lod: string | null;
  readonly loq: string | null;
  readonly reportingLimit: string | null;
  readonly flags: readonly string[];
}

/** LOD and LOQ in the canonical unit; without a unit of their own they are in the unit of the value. */
function readLimits(row: TranscriptRow, unit: Unit | null, canonical: string | null, mark: Transcript['decimalMark']): Limits {
  const common = row.limitOfMeasurementUnit ? readUnit(row.limitOfMeasurementUnit.text).unit : unit;
  const flags = new Set<string>();
  const read = (printed: Printed | undefined): string | null => {
    if (!printed) return null;
    const { finding, unit: inCell, flags: doubts } = readCell(printed.text, { decimalMark: mark });
    // a verdict here: the columns are those of another table
    if (/^(?:pass|fail)$/.test(readVerdict(printed.text) ?? '')) flags.add('column-guessed');
    if (finding.kind !== 'quantified') return null;
    for (const doubt of doubts) flags.add(doubt);
    const own = inCell === null ? common : (readUnit(inCell).unit ?? common);
    return toCanonical(finding.number, own, canonical);
  };
  return { lod: read(row.lod), loq: read(row.loq), reportingLimit: read(row.reportingLimit), flags: [...flags] };
}

/** LOD, LOQ and reporting limit in the unit of the value, as its cell is compared with them; without a unit as printed. */
function limitsBeside(
  limits: Limits,
  row: TranscriptRow,
  unit: Unit | null,
  canonical: string | null,
  mark: Transcript['decimalMark'],
): Pick<FindingContext, 'lod' | 'loq' | 'reportingLimit'> {
  const beside = (limit: string | null, printed: Printed | undefined): string | undefined => {
    if (canonical === null || unit === null || unit.power === 'log') return printed?.text;
    return limit === null ? undefined : convert(limit, canonical, unit.code).replace('.', mark);
  };
  return {
    lod: beside(limits.lod, row.lod),
    loq: beside(limits.loq, row.loq),
    reportingLimit: beside(limits.reportingLimit, row.reportingLimit),
  };
}

function toCanonical(number: PrintedNumber, unit: Unit | null, canonical: string | null): string | null {
  if (!unit || canonical === null || unit.dimension !== unitByCode(canonical)?.dimension) return null;
  return convert(number.text, unit.code, canonical);
}

function amountOf(finding: Finding, unit: RowUnit, canonical: string | null, limits: Limits, basis: Basis): Amount {
  const number = finding.kind === 'quantified' || finding.kind === 'estimated' ? toCanonical(finding.number, unit.unit, canonical) : null;
  const interval = boundsOf(finding, {
    lod: limits.lod,
    loq: limits.loq,
    reportingLimit: limits.reportingLimit,
    known: canonical !== null,
    convert: bound => toCanonical(bound, unit.unit, canonical),
  });
  return { finding, number, interval, unit: canonical, basis };
}

function readFurther(
  value: FurtherValue,
  row: TranscriptRow,
  transcript: Pick<Transcript, 'decimalMark'>,
  panel: Panel,
  analyte: Analyte | undefined,
): ResultReading['further'][number] {
  const cellRead = readCell(value.value.text, { decimalMark: transcript.decimalMark });
  const unit = rowUnit({ unit: value.unit }, cellRead.unit, undefined);
  const canonical = canonicalUnit(unit.unit, panel, analyte?.unit);
  // the row's LOD and LOQ belong to its first value, whose unit this one does not share
  const none: Limits = { lod: null, loq: null, reportingLimit: null, flags: [] };
  const amount = amountOf(cellRead.finding, unit, canonical, none, basisOf(value.basis ?? sharedBasis(row), unit.reading));
  return { ...amount, printed: { value: value.value.text, unit: value.unit?.text ?? null } };
}

/** `% (Dry) | mg/g (Dry) | % | mg/g`: where some of the further amounts name their basis, or have the unit of the first, the others are not of its basis. */
const sharedBasis = ({ basis, unit, further }: TranscriptRow): Printed | undefined =>
  further.some(other => other.basis !== undefined || other.unit?.text === unit?.text) ? undefined : basis;

const BASIS_WORDS: readonly (readonly [RegExp, Basis])[] = [
  [/dry|sušin|trocken|moisture[- ]free/i, 'dry'],
  [/as[ _-]?(received|is)|wet|fresh|původní/i, 'as_received'],
  [/per[ _-]?serving|\/ ?serv/i, 'per_serving'],
  [/per[ _-]?(container|package|bottle|bag)|\/ ?(package|container)/i, 'per_container'],
  [/per[ _-]?(unit|tablet|capsule|gummy|piece)|\/ ?(unit|tablet|capsule|gummy)/i, 'per_unit'],
];

/** `TOTAL THC (DRY)`, `Δ9-THC per Unit`: laboratories print a basis in the name too. */
function bracketOfName(row: TranscriptRow): Printed | undefined {
  const found = /\(\s*(dry[^)]*|as received|as is|per \w+)\s*\)|\b(per (?:unit|serving|package|container|tablet|capsule|gummy))\s*$/i.exec(
    row.name.text,
  );
  return found ? { text: found[1] ?? found[2]!, evidence: row.name.evidence } : undefined;
}

/** Only what is printed: a basis that is not named is unknown. */
function basisOf(printed: Printed | undefined, unit: UnitReading | null): Basis {
  const named = printed ? BASIS_WORDS.find(([pattern]) => pattern.test(printed.text))?.[1] : undefined;
  return named ?? unit?.basis ?? 'unknown';
}

function testPortion(row: TranscriptRow, finding: Finding, unit: UnitReading | null): string | null {
  if (row.testPortion) return readTestPortion(row.testPortion.text) ?? row.testPortion.text;
  if ('testPortion' in finding && finding.testPortion !== undefined) return finding.testPortion;
  if (unit?.testPortion) return unit.testPortion;
  const inName = /[[(]?\s*(?:v|in|\/|per)\s*\d+(?:[.,]\d+)?\s?(?:g|ml)\b/i.exec(row.name.text);
  return inName ? readTestPortion(inName[0]) : null;
}

const textOf = (printed: Printed | undefined): string | null => printed?.text ?? null;

const printedOf = (row: TranscriptRow): ResultReading['printed'] => ({
  name: asDrawn(row.name.text, { panel: row.panel, unit: row.unit?.text ?? null }),
  value: row.value.text,
  unit: textOf(row.unit),
  lod: textOf(row.lod),
  loq: textOf(row.loq ?? row.reportingLimit),
  limit: textOf(row.limit),
  verdict: textOf(row.verdict),
  uncertainty: textOf(row.uncertainty),
  method: textOf(row.method),
  basis: textOf(row.basis),
  testPortion: textOf(row.testPortion),
});

/** From the left end of the name to the right end of what was read on the row. */
function rowEvidence(row: TranscriptRow): ResultReading['rowEvidence'] {
  const value = row.value.evidence;
  if (value.kind !== 'page') return value;
  const parts = [row.name, row.value, row.lod, row.loq, row.limit, row.verdict, row.uncertainty, ...row.further.map(f => f.value)];
  // a unit in a column header or a section title belongs to the row, but does not stand on it
  const boxes = parts.flatMap(part => (part?.evidence.kind === 'page' && part.evidence.page === value.page ? [part.evidence.box] : []));
  const near = boxes.filter(box => box[1] <= value.box[3] + 12 && box[3] >= value.box[1] - 12);
  const all = near.length > 0 ? near : [value.box];
  return {
    ...value,
    box: [
      Math.min(...all.map(b => b[0])),
      Math.min(...all.map(b => b[1])),
      Math.max(...all.map(b => b[2])),
      Math.max(...all.map(b => b[3])),
    ],
    text: [row.name.text, row.value.text].join(' '),
  };
}
