/** The CSV file of `leafproof stats`: `obs,censored` or `lower,upper`. */
import { parse } from 'csv-parse/sync';
import type { Observation } from '../quality/censored-data.ts';

export interface StatsTable {
  readonly observations: readonly Observation[];
  /** Lines that are not detected and name no limit. */
  readonly bare: number;
}

/** A line that says nothing that could be counted; the message names it. */
export class StatsTableError extends Error {}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly at: string;
}

export function readStatsTable(text: string): StatsTable {
  const { header, lines } = linesOf(text);
  const read =
    header.includes('obs') && header.includes('censored') ? limited : header.includes('lower') && header.includes('upper') ? bounded : null;
  if (!read) throw new StatsTableError(`line 1: the columns obs,censored or lower,upper are needed, not ${header.join(',') || 'nothing'}`);
  const observations = lines.map(read);
  const known = observations.filter(observation => observation !== null);
  if (observations.length === 0) throw new StatsTableError('there is no line with a value');
  return { observations: known, bare: observations.length - known.length };
}

function linesOf(text: string): { header: readonly string[]; lines: readonly Line[] } {
  try {
    let header: string[] = [];
    const records = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      columns: (names: string[]) => {
        header = names.map(name => name.toLowerCase());
        return header;
      },
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return { header, lines: records.map(({ record, info }) => ({ record, at: `line ${info.lines}` })) };
  } catch (error) {
    throw new StatsTableError(error instanceof Error ? error.message : String(error));
  }
}

function limited({ record, at }: Line): Observation | null {
  const censored = truth(record.censored ?? '', at);
  const text = record.obs ?? '';
  if (isBlank(text)) {
    if (censored) return null;
    throw new StatsTableError(`${at}: obs is empty; a measured value is needed where censored is FALSE`);
  }
  const value = amount(text, 'obs', at);
  if (!censored) return { lower: value, upper: value };
  if (value === 0) throw new StatsTableError(`${at}: a reporting limit of 0 leaves nothing below it`);
  return { lower: 0, upper: value };
}

function bounded({ record, at }: Line): Observation | null {
  const [low, high] = [record.lower ?? '', record.upper ?? ''];
  if (isBlank(low) && isBlank(high)) return null;
  const lower = isBlank(low) ? 0 : amount(low, 'lower', at);
  const upper = isBlank(high) || /^\+?inf(inity)?$/i.test(high) ? Number.POSITIVE_INFINITY : amount(high, 'upper', at);
  if (lower > upper) throw new StatsTableError(`${at}: lower (${low}) is above upper (${high})`);
  return lower === 0 && upper === Number.POSITIVE_INFINITY ? null : { lower, upper };
}

const isBlank = (text: string): boolean => /^(na|nan)?$/i.test(text);

function amount(text: string, column: string, at: string): number {
  const value = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const hint = /^[<≤]/.test(text)
    ? '; write the limit alone, and TRUE in the column censored'
    : /^-/.test(text)
      ? '; a content is not below 0'
      : '';
  throw new StatsTableError(`${at}: ${column} "${text}" is not a number that can be counted${hint}`);
}

function truth(text: string, at: string): boolean {
  if (/^(true|t|1)$/i.test(text)) return true;
  if (/^(false|f|0)$/i.test(text)) return false;
  throw new StatsTableError(`${at}: censored is "${text}"; TRUE or FALSE is needed`);
}
