/**
 * Compiles to dist/ and copies beside it what tsc does not emit: data files, styles, scripts of pages. The reader process, which is started
 * anew for many a file, is put together in few files besides: Node takes a millisecond for each of its hundred and seventy modules.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: ['ignore', 2, 2] });
mkdirSync('dist', { recursive: true });
for (const folder of ['src/http/public', 'src/coa/data', 'src/quality/data']) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
}
if (tsc.status === 0) await bundleReader();
writeFileSync('dist/.built', `${new Date().toISOString()}\n`);
process.exitCode = tsc.status ?? 1;

/** With the thread of the second engine beside it, where it looks for it. Packages stay what npm installed. */
async function bundleReader() {
  rmSync('dist/reader', { recursive: true, force: true });
  await build({
    entryPoints: { reader: 'dist/src/reader.js', 'second-engine-thread': 'dist/src/document/second-engine-thread.js' },
    ...{ outdir: 'dist/reader', chunkNames: 'part-[hash]' },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'esnext', packages: 'external' },
    ...{ sourcemap: true, sourcesContent: false, logLevel: 'warning' },
  });
}
