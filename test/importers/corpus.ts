/** Real certificates of third parties never enter the repository; where the folder is at hand, tests read it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const corpus = process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');
export const hasCorpus = existsSync(join(corpus, 'truth'));
if (!hasCorpus) console.warn(`Skipped: no real certificates at ${corpus} (set LEAFPROOF_CORPUS)`);
