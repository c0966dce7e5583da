/** Measuring things against each other on a machine that does other things too. */

export type Job = () => Promise<unknown> | unknown;

/** Least milliseconds of each job. They take turns, so that what else the machine does hits all of them; the first turn only warms up. */
export async function race<Name extends string>(rounds: number, jobs: Readonly<Record<Name, Job>>): Promise<Record<Name, number>> {
  const least = Object.fromEntries(Object.keys(jobs).map(name => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of Object.keys(jobs) as Name[]) {
      const start = performance.now();
      await jobs[name]();
      if (round > 0) least[name] = Math.min(least[name], performance.now() - start);
    }
  }
  return least;
}

/** One line: what was measured, how many times the yardstick it does, and what was hoped for. */
export function report(what: string, value: number, target: { readonly atLeast?: number; readonly below?: number }, unit = '×'): void {
  const met = target.atLeast !== undefined ? value >= target.atLeast : value < (target.below ?? Number.POSITIVE_INFINITY);
  const hoped = target.atLeast !== undefined ? `at least ${target.atLeast}${unit}` : `under ${target.below}${unit}`;
  console.log(`${what.padEnd(58)} ${value.toFixed(2).padStart(6)}${unit}   target ${hoped}: ${met ? 'met' : 'missed'}`);
}
