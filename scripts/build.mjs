/** Compiles to dist/ and copies beside it what tsc does not emit: data files, styles, scripts of pages. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';

const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: ['ignore', 2, 2] });
mkdirSync('dist', { recursive: true });
for (const folder of ['src/http/public', 'src/coa/data', 'src/quality/data']) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
}
writeFileSync('dist/.built', `${new Date().toISOString()}\n`);
process.exitCode = tsc.status ?? 1;
