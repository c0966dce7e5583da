/** The long tests at their full size, which write what came of them to docs/soak.md and docs/soak-requests.md: npm run soak */
import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
const jest = (project, options, settings) =>
  spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--selectProjects', project, '--runInBand', '--forceExit', ...options], {
    stdio: 'inherit',
    env: { ...process.env, ...settings },
  }).status ?? 1;

// programs of these tests are those that were built
spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });

// a thousand hostile strings through every page; `npm test` takes some of them
const hostile = project => jest(project, ['--testPathPatterns', 'hostile-text'], { LEAFPROOF_HOSTILE_STRINGS: '1000' });
const pages =
  given.length > 0
    ? 0
    : hostile('unit') || hostile('browser') || jest('browser', ['--testPathPatterns', 'browser/pages'], { LEAFPROOF_PAGES: 'whole' });
const long = jest('soak', given, { LEAFPROOF_SOAK: 'whole' });
process.exitCode = pages || long;
