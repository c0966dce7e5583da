/** Copies what tsc does not emit (data files, styles, scripts of pages) beside the compiled code. */
import { cpSync, existsSync } from 'node:fs';

for (const folder of ['src/http/public', 'src/coa/data', 'src/quality/data', 'samples']) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
}
