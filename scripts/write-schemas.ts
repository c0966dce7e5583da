/** Writes docs/coa-json.schema.json from the code. A test says when it is out of date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJsonSchema } from '../src/coa/exchange.ts';

writeFileSync(join(import.meta.dirname, '../docs/coa-json.schema.json'), `${JSON.stringify(exchangeJsonSchema(), null, 2)}\n`);
