/** Columns that look like a second result: verdicts in words, numbers under a heading nobody knows. */
import { isAmount, isUnit } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import type { Column } from './columns.ts';
import type { Piece } from './piece.ts';
import { LIMITS_OF_MEASUREMENT, roleOfHeader } from './roles.ts';

/** `Result (ppb) | Limit | Finding`: of two result columns the one without unit and numbers is the laboratory's verdict. */
export function secondFindings(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  const values = columns.filter(column => column.role === 'value');
  const numeric = (column: Column): boolean =>
    rows.some(row => row.some(cell => cell.box[0] < column.right && cell.box[2] > column.left && isAmount(cell.kind)));
  // nothing but `ND` under `Second Result` is a result; `Finding` beside `Result` is what the laboratory thought of it
  const judges = (column: Column): boolean =>
    !/\bresults?\b/i.test(column.heading) ||
    rows.some(row =>
      row.some(cell => cell.box[0] < column.right && cell.box[2] > column.left && cell.kind !== 'words' && cell.kind !== 'dash'),
    );
  return columns.map(column => {
    const before = values.filter(other => other.left < column.left);
    const wordy =
      column.role === 'value' &&
      column.unit === null &&
      !numeric(column) &&
      judges(column) &&
      /\b(?:findings?|results?|conclusion)\b/i.test(column.heading);
    return wordy && before.length > 0 && columns.some(other => other.role === 'limit' && other.left < column.left)
      ? { ...column, role: 'verdict' }
      : column;
  });
}

/**
 * A column of numbers under a heading nobody knows, where another heading says `Result`: no second result. It is the limit when the
 * verdicts say so on every row, two rows at least, and one of them says that it was exceeded: where all passed, whatever is larger than the
 * results (a recovery, a retention time) would do. Else nothing is said of it.
 */
export function unknownNumbers(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  const verdict = columns.find(column => column.role === 'verdict');
  const within = (column: Column, row: readonly Piece[]): Piece | undefined =>
    row.find(cell => cell.box[0] < column.right && cell.box[2] > column.left);
  // dashes under `Value` are no results beside which numbers could stand
  const value = columns.find(
    column => column.role === 'value' && !column.guessed && rows.some(row => isAmount(within(column, row)?.kind ?? 'text')),
  );
  const judged = (column: RoledColumn): boolean => {
    const told = rows.flatMap(row => {
      const [number, limit, said] = [value!, column, verdict!].map(one => within(one, row)?.text ?? '');
      const over = Number(number) > Number(limit);
      const failed = /^f/i.test(said!);
      return PLAIN_NUMBER.test(number!) && PLAIN_NUMBER.test(limit!) && /^(?:pass|fail)/i.test(said!)
        ? [{ failed, right: over === failed }]
        : [];
    });
    return told.length >= 2 && told.every(({ right }) => right) && told.some(({ failed }) => failed);
  };
  const strange = columns.filter(column => column.role === 'value' && column.guessed && column.heading !== '' && column.unit === null);
  // `Neznámé | Cosi [%]`: no word says that the second is the result, and the first may be it
  if (value && strange.length > 0 && isToldByUnit(value))
    return columns.map(column => (column === value ? { ...column, guessed: true } : column));
  return columns.map(column => {
    if (!value || column.role !== 'value' || !column.guessed || column.heading === '' || column.unit !== null) return column;
    return { ...column, role: verdict && !columns.some(({ role }) => role === 'limit') && judged(column) ? 'limit' : null };
  });
}

/** Of its heading nothing is known but the unit behind it. */
const isToldByUnit = ({ heading }: Column): boolean => {
  const words = heading.replace(/\s*[([][^)\]]*[)\]]$/, '');
  return words !== heading && words !== '' && !isUnit(words) && roleOfHeader(words) === null;
};

const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/;

/**
 * `MRL`: the method's reporting limit in some countries, the law's maximum residue level in others. A number below it was reported, or the
 * laboratory's own limit of quantitation stands beside it: it is the law's. It is the method's where a result is given as less than it, unless
 * the limit of quantitation is the same on that row and another on others. It is the method's too where letters beside the results, or a limit
 * of the method's, tell of estimates below it.
 */
export function residueLimits(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  if (!columns.some(isResidueLimit)) return [...columns];
  const measures = columns.filter(column => isMeasure(column.role) && !isResidueLimit(column));
  const estimates = columns.some(
    ({ role, heading }) => role === 'note' || (role === 'lod' && OF_METHOD.test(heading)) || QUALIFIERS.test(heading),
  );
  const value = columns.find(({ role }) => role === 'value');
  const textIn = ({ left, right }: Column, row: readonly Piece[]): string =>
    row.find(cell => cell.box[0] < right && cell.box[2] > left)?.text.replace(/(?<=^[<≤]? ?\d+),(?=\d+$)/, '.') ?? '';
  return columns.map(column => {
    if (!isResidueLimit(column)) return column;
    const pairs = rows.map(row => [value ? textIn(value, row) : '', textIn(column, row)] as const);
    const ofOther = pairs.map(([, most], k) => measures.some(measure => textIn(measure, rows[k]!) === most));
    const differs = pairs.some(([, most], k) => most !== '' && !ofOther[k]);
    const isBound = pairs.some(
      ([found, most], k) => /^[<≤]/.test(found) && most !== '' && found.replace(/^[<≤]\s*/, '') === most && !(differs && ofOther[k]),
    );
    const below = pairs.some(([found, most]) => PLAIN_NUMBER.test(found) && PLAIN_NUMBER.test(most) && Number(found) < Number(most));
    return !isBound && !estimates && (measures.length > 0 || below) ? { ...column, role: 'limit' } : column;
  });
}

const UNITS = /^units?\b/i;
const OF_LIMITS: ReadonlySet<RoledColumn['role']> = new Set<RoledColumn['role']>(['limit', ...LIMITS_OF_MEASUREMENT]);

/**
 * `LOQ | Limit | Units | Status` over `ppb | ppb | ppb`: numbers under `Units` and a unit of their own, where each other column says what it
 * is and one is in the same unit. They are the results, and no doubt is left.
 */
export function resultsUnderUnits(columns: readonly RoledColumn[]): RoledColumn[] {
  const results = columns.filter(({ role }) => role === 'value');
  const [only] = results;
  const others = columns.filter(column => column !== only);
  const sure =
    results.length === 1 &&
    only!.unit !== null &&
    [only!.heading, only!.over].some(text => UNITS.test(text)) &&
    others.every(({ role, guessed }) => role !== null && !guessed) &&
    others.some(({ role, unit }) => OF_LIMITS.has(role) && unit?.toLowerCase() === only!.unit!.toLowerCase());
  return sure ? columns.map(column => (column === only ? { ...column, guessed: false } : column)) : [...columns];
}

const RESIDUE = /^mrls?\b/i;
const isResidueLimit = ({ role, heading }: RoledColumn): boolean => role === 'reporting-limit' && RESIDUE.test(heading);

const OF_METHOD = /^(?:mdls?\b|method detection)/i;
const QUALIFIERS = /^(?:qual(?:ifiers?|s)?|flags?|notes?|q|df|dil(?:ution)?(?: factor)?)\.?$/i;

/** Of quantitation: beside a limit of detection alone an `MRL` may be that. */
const isMeasure = (role: RoledColumn['role']): boolean => role === 'loq' || role === 'lod-loq' || role === 'reporting-limit';

const SHORT_LOQ = /^l\.?c\.?$/i;
const SHORT_LOD = /^l\.?d\.?$/i;

const IN_SPANISH = /\b(?:resultados?|par[áa]metros?|unidad(?:es)?|ensayos?|an[áa]lisis)\b/i;

/**
 * `LC`: a limit of quantitation in Spanish, beside `LD` or Spanish headings, and a label's claim in English. Without these beside it nobody knows
 * which, and beside another limit of quantitation it is none.
 */
export const claimsOfLabels = (columns: readonly RoledColumn[]): RoledColumn[] =>
  columns.some(({ role, heading }) => (role === 'lod' && SHORT_LOD.test(heading)) || IN_SPANISH.test(heading)) &&
  columns.filter(({ role }) => role === 'loq').length === 1 &&
  columns.every(({ heading }) => !OF_CLAIM.test(heading))
    ? [...columns]
    : columns.map(column => (column.role === 'loq' && SHORT_LOQ.test(column.heading) ? { ...column, role: null } : column));

const STANDARD = /^(?:standards?|norm(?:a|e|en)?)(?: ?[([].*)?$/i;

/** `Standard` over `1.0`, which no sign or unit calls a limit: it may be what was measured along. */
export const isBareStandard = ({ role, heading }: RoledColumn, text: string): boolean =>
  role === 'limit' && STANDARD.test(heading) && /^\d[\d.,]*$/.test(text);

const YEAR = /\b((?:19|20)\d\d)\b(?!\.\d)/;

/** `2024 Result | 2025 Result`, `2025 | 2024`: the results of this sample are the latest, which their headings do not say for sure. */
export function latestOfYears(columns: readonly RoledColumn[]): RoledColumn[] {
  const yearOf = ({ heading, over }: RoledColumn): string | null => YEAR.exec(`${heading} ${over}`)?.[1] ?? null;
  const results = columns.filter(
    column => yearOf(column) !== null && (column.role === 'value' || YEAR.exec(column.heading)?.[0] === column.heading),
  );
  const latest = results.map(yearOf).sort().at(-1);
  const others = columns.some(column => column.role === 'value' && !column.guessed && column.heading !== '' && !results.includes(column));
  if (results.length === 0 || (results.length === 1 && !others) || results.filter(one => yearOf(one) === latest).length > 1)
    return [...columns];
  return columns.map(column => {
    if (!results.includes(column)) return column;
    return yearOf(column) === latest && !others ? { ...column, role: 'value', guessed: true } : { ...column, role: 'other', guessed: true };
  });
}

const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 };
const AT_START = /^(?:initial|start|baseline|release|at release|t ?=? ?0)$/i;
/** `3 Months`, `40C/75RH 6M`, `Week 4`, `T3`: a number behind `T` is of months as a rule, and only compared with others of its kind. */
const AFTER = /(?:^|[\s,/])(\d{1,3})\s?-?(h|d|w|m|y)(?:o|os|r|rs|k|ks|ours?|ays?|eeks?|onths?|ears?)?\.?$/i;
const AFTER_NUMBERED = /^(?:(h)ours?|(d)ays?|(w)eeks?|(m)onths?|(y)ears?|(t)) ?=? ?(\d{1,3})$/i;

/** In days from the beginning of a study of stability; null of all other headings. */
function timeOf(heading: string): number | null {
  const text = heading.replace(/\s*[([][^()[\]]*[)\]]$/, '').trim();
  if (AT_START.test(text)) return 0;
  const [, count, unit] = AFTER.exec(text) ?? [];
  if (count !== undefined) return Number(count) * DAYS[unit!.toLowerCase()]!;
  const kinds = AFTER_NUMBERED.exec(text)?.slice(1) ?? [];
  const kind = kinds.slice(0, -1).find(found => found !== undefined);
  return kind === undefined ? null : Number(kinds.at(-1)) * (DAYS[kind.toLowerCase()] ?? 30);
}

/** `Initial | 3 Months | 6 Months`: of a study of stability the beginning is the lot as it was released, which no heading says for sure. */
export function initialOfTimes(columns: readonly RoledColumn[]): RoledColumn[] {
  const times = columns.map(({ heading, role }) => (role === 'value' || role === null || AT_START.test(heading) ? timeOf(heading) : null));
  const told = times.filter(time => time !== null);
  const first = Math.min(...told);
  if (new Set(told).size < 2 || told.filter(time => time === first).length > 1) return [...columns];
  return columns.map((column, i) =>
    times[i] === null ? column : { ...column, role: times[i] === first ? 'value' : 'other', guessed: true },
  );
}

const STATISTIC = /^(?:min|max)(?:imum|\.)?(?: ?[([].*)?$/i;

/** `Mean | Min | Max | SD`, `n | Min | Max | Average`: the least and the most that was found, and no limits. */
export function spreadOfRuns(columns: readonly RoledColumn[]): RoledColumn[] {
  const runs = columns.some(({ heading }) => /^(?:mean|average|avg\.?|sd|std\.? ?dev\w*|median|n|n ?=)(?: ?[([].*)?$/i.test(heading));
  return runs
    ? columns.map(column => (STATISTIC.test(column.heading) ? { ...column, role: 'other', guessed: false } : column))
    : [...columns];
}

/** `Standard` beside a column that is headed `Limit`: a norm, or somebody else's limit; nobody knows. */
export const standardsBeside = (columns: readonly RoledColumn[]): RoledColumn[] =>
  columns.some(({ role, heading }) => role === 'limit' && !STANDARD.test(heading))
    ? columns.map(column => (column.role === 'limit' && STANDARD.test(column.heading) ? { ...column, role: null } : column))
    : [...columns];

const OF_CLAIM = /\b(?:lc|claim)\b(?=.)|(?<=.)\b(?:lc|claim)\b/i;
