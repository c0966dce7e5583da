/** What the system says of a process of the bench, from /proc where there is one. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICK_MS = 10;

/** Milliseconds of processor time so far; else 0. */
export function processorTime({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Megabytes in memory (RSS); else NaN. */
export function memoryOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return Number.NaN;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
}
