/** Writes docs/coa-json.schema.json and docs/scores-input.schema.json from the code. Tests say when they are out of date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJsonSchema } from '../src/coa/exchange.ts';
import { scoresInputJsonSchema } from '../src/quality/scores-input.ts';

const write = (name: string, schema: object): void =>
  writeFileSync(join(import.meta.dirname, '../docs', name), `${JSON.stringify(schema, null, 2)}\n`);

write('coa-json.schema.json', exchangeJsonSchema());
write('scores-input.schema.json', scoresInputJsonSchema());
