/** Limits of measurement said outside the table of results: in a footnote, or in a table of their own. */
import { matchAnalyte } from '../../src/coa/analyte.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { cellText, limitsOfMeasurement } from './beside.ts';
import { joinName, type Row } from './body.ts';
import { cellKind, isUnit, splitUnit, tidy, unitsIn } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { panelOfTitle } from './panels.ts';
import { linesOf, overlapX, type Piece, printed, textOfLine } from './piece.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

/** One limit of measurement, or of what may be in it, of one analyte or of all of a panel or a page. */
export interface StatedLimit {
  readonly kind: 'lod' | 'loq' | 'limit';
  readonly limit: Printed;
  readonly unit: string | null;
  /** Null: of all analytes. */
  readonly name: string | null;
  /** The panel it is said of, as printed. */
  readonly panel?: string | undefined;
  /** Said of what was not detected alone. */
  readonly ofNotDetected?: boolean;
}

const KIND =
  '(l?loq|lod|mdl|pql|limits? of (?:detection|quanti(?:tation|fication))|(?:detection|quanti(?:tation|fication)) limits?|nachweisgrenze|bestimmungsgrenze|mez detekce|mez stanovitelnosti)s?';
/** `Limits: Lead 0.5 ppm; Cadmium ≤ 0.3 ppm`. */
const LIMITS = '((?:action |regulatory |maximum |specification )?limits?|action levels?|specifications?)';
/** `LOQ: Pb 0.005, Cd 0.002 mg/kg`, `LOQ (mg/kg): Pb 0.005; Cd 0.002`. */
const LIST = new RegExp(`^[*†‡]*\\s*(?:${KIND}|${LIMITS})\\s*(?:[([]([^()[\\]]+)[)\\]])?\\s*[:=]\\s*(.*\\d.*)$`, 'i');
/** `LOQ for all pesticides 0.01 mg/kg`, `LOQ = 0.01 mg/kg for all analytes`. */
const OF_ALL = new RegExp(
  `^[*†‡]*\\s*(?:the )?(?:method )?${KIND}\\s*(?:for|of)\\s+(?:all|each|every|this|these)\\s+(?:of the )?(?:individual |listed |tested |reported )?([\\p{L} ]+?)\\s*(?:is|was|are|were|[:=])?\\s*([<≤]?\\s*\\d.*)$`,
  'iu',
);
/** `*ND = <0.5 ppm`, `ND: Not Detected (< 0.01 mg/kg)`. */
const NOT_DETECTED =
  /^[*†‡]*\s*n\.?d\.?[*†‡]*\s*(?:=|:|means|denotes)\s*(?:(?:none|not) detected(?: at| or)?\s*)?[,;]?\s*\(?\s*(?:[<≤]|(?:less than|below)(?= \d))\s*(\d[^()]*)\)?$/i;
const ENTRY = /^([\p{L}][\p{L}\d\s(),'-]*?)\s*[:=]?\s*((?:[<≤]=?|NMT)?\s?\d[\d.,]*)\s*(\S.*)?$/u;

const kindOf = (word: string): 'lod' | 'loq' => (/^l?loq|^pql|quanti|bestimmung|stanovitelnosti/i.test(word) ? 'loq' : 'lod');
const bare = (text: string): string => text.replace(/[.;,]+$/, '').trim();

/** The limits that the lines of a page say beside its tables. */
export function limitsSaid(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>): StatedLimit[] {
  const free = pieces.filter(
    piece => !taken.has(piece) && (piece.kind === 'text' || piece.kind === 'qualified' || piece.kind === 'number'),
  );
  if (!free.some(({ text }) => SAYS_LIMIT.test(text))) return [];
  const lines = linesOf(free);
  return lines.flatMap((line, i) => {
    const text = tidy(bare(textOfLine(line)));
    const said =
      SAYS_LIMIT.test(text) && text.length <= LONGEST
        ? [...ofAll(text, line, page), ...listed(text, line, page), ...ofNotDetected(text, line, page)]
        : [];
    return said.length > 0 ? said : inSentences(line, lines[i + 1] ?? [], page);
  });
}

/** In letters. */
const LONGEST = 200;

/** `Tested by LC-MS/MS. The limit of quantitation for each pesticide is 0.01 mg/kg.`: among other sentences, the last of which may go on below. */
function inSentences(line: readonly Piece[], next: readonly Piece[], page: Page): StatedLimit[] {
  const own = sentences(textOfLine(line));
  const below = next.length === 1 && line.length === 1 && next[0]!.box[1] - line[0]!.box[3] < line[0]!.fontSize;
  const last = own.at(-1) ?? '';
  const whole = /[.;]$/.test(last) || !below ? own : [...own.slice(0, -1), `${last} ${sentences(textOfLine(next))[0] ?? ''}`];
  const said = whole.filter(sentence => sentence.length <= LONGEST && SAYS_LIMIT.test(sentence));
  return said.flatMap(sentence => ofAll(tidy(bare(sentence)), sentence.length > last.length && below ? [...line, ...next] : line, page));
}

const sentences = (text: string): string[] => text.split(/(?<=[\p{L}\d)]{2}[.;])\s+(?=\p{Lu})/u);

const SAYS_LIMIT = new RegExp(
  `(?<!\\p{L})(?:${KIND}|${LIMITS}\\s*(?:[([]|[:=])|n\\.?d\\.?[*†‡]*\\s*(?:=|:|means|denotes))(?!\\p{L})`,
  'iu',
);

function ofNotDetected(text: string, line: readonly Piece[], page: Page): StatedLimit[] {
  const amount = NOT_DETECTED.exec(text)?.[1];
  const apart = amount === undefined ? null : splitUnit(amount.trim());
  return apart ? [{ kind: 'lod', limit: printed(apart.value, line, page), unit: apart.unit, name: null, ofNotDetected: true }] : [];
}

function ofAll(text: string, line: readonly Piece[], page: Page): StatedLimit[] {
  const [, kind, panel, amount] = OF_ALL.exec(text) ?? [];
  const apart = amount === undefined ? null : splitUnit(amount.replace(/^[<≤]\s*/, ''));
  if (kind === undefined || !apart) return [];
  const general = /^(?:analytes?|compounds?|parameters?|elements?|substances?|method|analysis|test|assay)$/i.test(panel!);
  if (!general && panelOfTitle(panel!) === null) return [];
  return [
    { kind: kindOf(kind), limit: printed(apart.value, line, page), unit: apart.unit, name: null, ...(general ? {} : { panel: panel! }) },
  ];
}

/** `Pb` too, which names an element only where elements are spoken of. */
const isAnalyte = (name: string): boolean => isKnownAnalyte(name) || matchAnalyte(name, { panel: 'metals' }) !== null;

/** Every entry must read as a known analyte and its number: one that does not leaves all unread. */
function listed(text: string, line: readonly Piece[], page: Page): StatedLimit[] {
  const [, measured, allowed, unit, list] = LIST.exec(text) ?? [];
  if ((measured ?? allowed) === undefined || (unit !== undefined && !isUnit(unit))) return [];
  const entries = list!.split(/;\s*|,\s+(?=\p{L})/u).map(part => ENTRY.exec(bare(part)));
  const last = entries.at(-1)?.[3];
  const common = unit ?? last ?? null;
  const whole = entries.every(entry => entry !== null && isAnalyte(entry[1]!.trim()) && (entry[3] === undefined || isUnit(entry[3])));
  if (!whole || (common !== null && !isUnit(common))) return [];
  if (measured !== undefined && entries.some(entry => !/^\d/.test(entry![2]!))) return [];
  return entries.map(entry => ({
    kind: measured === undefined ? 'limit' : kindOf(measured),
    limit: printed(entry![2]!, line, page),
    unit: entry![3] ?? common,
    name: entry![1]!.trim(),
  }));
}

/** What a table says that has limits of measurement and no results. */
export function limitsInTable(table: Table): StatedLimit[] {
  const own = table.columns.find(({ role }) => role === 'unit');
  const rows = table.block.seeds.map(({ name, cells }): Row => {
    const under = table.columns.map(({ left, right }) => cells.filter(cell => overlapX(cell.box, [left, 0, right, 0]) > 0));
    return { names: [name], cells: new Map(under.entries()), wrapped: false };
  });
  return rows.flatMap(row => {
    const { lod, loq } = limitsOfMeasurement(table, row, table.page);
    const at = own ? table.columns.indexOf(own) : -1;
    const unit = at < 0 ? null : cellText(row.cells.get(at) ?? []);
    return (['lod', 'loq'] as const).flatMap((kind): StatedLimit[] => {
      const limit = { lod, loq }[kind];
      const headed = table.columns.find(({ role }) => role === kind)?.unit ?? null;
      return limit && cellKind(limit.text) === 'number' ? [{ kind, limit, unit: unit ?? headed, name: joinName(row.names) }] : [];
    });
  });
}

/** Joined to the rows of the same page that have no limit of that kind, where one alone is said of them, in their own unit. */
export function withStated(rows: readonly TableRow[], stated: readonly StatedLimit[]): TableRow[] {
  if (stated.length === 0) return [...rows];
  // said of everything on a page of several panels, it may have been said of one of them
  const several = new Set(rows.map(({ panel }) => panel)).size > 1;
  const usable = stated.filter(({ name, panel }) => name !== null || panel !== undefined || !several);
  return rows.map(row => {
    const found = (kind: StatedLimit['kind']): Printed | undefined => {
      if (row[kind] || (kind === 'loq' && row.reportingLimit)) return undefined;
      const all = usable.filter(one => one.kind === kind && speaksOf(one, row));
      const named = all.filter(({ name }) => name !== null);
      const [first, ...others] = named.length > 0 ? named : all;
      return first && others.every(other => other.limit.text === first.limit.text && other.unit === first.unit) && sameUnit(first.unit, row)
        ? first.limit
        : undefined;
    };
    const [lod, loq, limit] = [found('lod'), found('loq'), found('limit')];
    return { ...row, ...(lod ? { lod } : {}), ...(loq ? { loq } : {}), ...(limit ? { limit } : {}) };
  });
}

const speaksOf = ({ name, panel, ofNotDetected: alone }: StatedLimit, row: TableRow): boolean =>
  name === null
    ? !/\b(?:total|sum)\b/i.test(row.name.text) &&
      (!alone || /^\W*n\.?d\b/i.test(row.value.text)) &&
      (panel === undefined || panelOfTitle(panel) === row.panel)
    : name.toLowerCase() === row.name.text.toLowerCase() || isSame(name, row);

function isSame(name: string, { name: { text }, panel }: TableRow): boolean {
  const id = matchAnalyte(text, { panel })?.id;
  return id !== undefined && matchAnalyte(name, { panel })?.id === id;
}

const plain = (unit: string): string =>
  tidy(unit)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^[([]|[)\]]$/g, '');

/** A limit without a unit is in that of the result beside which its analyte is named. */
const sameUnit = (unit: string | null, row: TableRow): boolean => {
  const own = row.unit?.text;
  return own !== undefined && (unit === null ? unitsIn(own).length > 0 : plain(unit) === plain(own));
};
