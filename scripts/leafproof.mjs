/**
 * Runs the command line from compiled code, compiling first where a source is newer than the last build.
 * `npm run leafproof -- …` comes through here, so that an unchanged checkout starts without waiting for the compiler.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist/.built');
const sources = () => globSync(['src/**/*', 'importers/**/*.ts', 'migrations/**/*', 'tsconfig*.json'], { cwd: root });
const changed = path => statSync(join(root, path)).mtimeMs;

if (!existsSync(stamp) || sources().some(path => changed(path) > statSync(stamp).mtimeMs)) {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (built.status !== 0) console.error('The sources do not compile cleanly; running what the compiler could emit.');
}
await import(pathToFileURL(join(root, 'dist/src/cli.js')).href);
