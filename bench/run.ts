/**
 * `npm run bench -- reading|judging [--small]`: measures one part of the program, as ratios within one run, so that figures of different machines
 * can be compared. Ends with another status than 0 only when it cannot run: a slow machine is no fault.
 */
import { judging } from './judging.ts';
import { reading } from './reading.ts';

const BENCHES: Readonly<Record<string, (options: { readonly small: boolean }) => Promise<void>>> = { reading, judging };

const [name = '', ...rest] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--small]`);
  process.exitCode = 2;
} else {
  await bench({ small: rest.includes('--small') });
}
