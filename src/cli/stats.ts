/** `leafproof stats`: statistics of a list of values of which some are below a limit. */
import { readFile } from 'node:fs/promises';
import { type Analysis, analyse, METHODS } from '../quality/censored.ts';
import { STATISTICS, type Statistic, type Summary } from '../quality/censored-data.ts';
import { readStatsTable, StatsTableError } from './stats-table.ts';

export interface StatsFlags {
  readonly json?: boolean;
}

export async function stats(file: string, flags: StatsFlags): Promise<number> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    console.error(
      `leafproof: ${file}: ${code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`}`,
    );
    return 2;
  }
  try {
    const { observations, bare } = readStatsTable(text);
    const analysis = analyse(observations, { excluded: bare, policy: 'computed' });
    console.log(flags.json ? JSON.stringify(statsReport(analysis)) : describe(file, analysis));
    return 0;
  } catch (error) {
    if (!(error instanceof StatsTableError)) throw error;
    console.error(`leafproof: ${file}: ${error.message}`);
    return 1;
  }
}

/** To eight significant figures: more than any such estimate carries, enough to compare programs. */
const number = (value: number | null): string | null => (value === null ? null : String(Number(value.toPrecision(8))));

export function statsReport({ n, censored, excluded, methods, refused }: Analysis): object {
  const each = <T>(of: (estimate: NonNullable<Analysis['methods'][keyof Analysis['methods']]>) => T): Record<string, T> =>
    Object.fromEntries(METHODS.flatMap(method => (methods[method] ? [[method, of(methods[method])]] : [])));
  return {
    n,
    censored,
    excluded,
    methods: each(({ summary }) => forStatistics(key => number(summary[key]))),
    intervals: each(({ intervals }) => intervals && forStatistics(key => intervals[key]?.map(number) ?? null)),
    how: each(({ how }) => how),
    warnings: each(({ warnings }) => warnings),
    refused,
  };
}

const forStatistics = <T>(of: (key: Statistic) => T): Record<Statistic, T> =>
  Object.fromEntries(STATISTICS.map(key => [key, of(key)])) as Record<Statistic, T>;

function describe(file: string, { n, censored, excluded, methods, refused }: Analysis): string {
  const short = (value: number | null): string => (value === null ? '–' : String(Number(value.toPrecision(4))));
  const row = (name: string, cells: readonly string[]) => `  ${name.padEnd(20)}${cells.map(cell => cell.padStart(11)).join('')}`;
  const summaryRow = (name: string, summary: Summary) =>
    row(
      name,
      STATISTICS.map(key => short(summary[key])),
    );
  const lines = METHODS.flatMap(method => {
    const estimate = methods[method];
    if (!estimate) return [];
    const { summary, intervals, warnings } = estimate;
    const bounds = intervals && [
      row(
        '  90 % from',
        STATISTICS.map(key => short(intervals[key]?.[0] ?? null)),
      ),
      row(
        '  to',
        STATISTICS.map(key => short(intervals[key]?.[1] ?? null)),
      ),
    ];
    return [summaryRow(method, summary), ...(bounds ?? []), ...warnings.map(warning => `    WARNING: ${warning}`)];
  });
  return [
    `${file}: ${n} values, ${censored} of them censored${excluded > 0 ? `; ${excluded} not detected without a limit were left out` : ''}`,
    row('', STATISTICS),
    ...lines,
    ...Object.entries(refused).map(([method, reason]) => `  ${method}: not computed, ${reason}`),
    '  – the data give no number. Substitution is no estimate: 0 and the full limit show how far any method could be off.',
  ].join('\n');
}
