/** The long tests at their full size, which writes what came of them to docs/soak.md: npm run soak */
import { spawnSync } from 'node:child_process';

const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', 'soak', '--runInBand'];
const run = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, LEAFPROOF_SOAK: 'whole' },
});
process.exitCode = run.status ?? 1;
