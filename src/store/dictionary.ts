/** Mirrors the analyte dictionary into the database, so that results can refer to it and searches can join it. */
import { createHash } from 'node:crypto';
import { ANALYTES, type Analyte as DictionaryEntry } from '../coa/analyte.ts';
import { fold } from '../coa/text.ts';
import { Analyte } from './entities/result.ts';
import type { SqlEntityManager } from './sql.ts';

/** Adds new entries and brings changed ones up to date. An entry that left the dictionary stays: results refer to it. */
export async function syncAnalytes(em: SqlEntityManager, entries: readonly DictionaryEntry[] = ANALYTES): Promise<void> {
  await em.transactional(async tx => {
    const stored = new Map((await tx.findAll(Analyte, { fields: ['id', 'dictionary'] })).map(row => [row.id, row.dictionary]));
    const changed = entries.map(toRow).filter(row => stored.get(row.id) !== row.dictionary);
    // Two processes starting at once write the same rows, so the later one may overwrite the earlier.
    if (changed.length > 0) await tx.upsertMany(Analyte, changed);
  });
}

function toRow(entry: DictionaryEntry) {
  const names = [
    entry.name,
    entry.id.replaceAll('_', ' '),
    ...entry.synonyms,
    ...(entry.short ?? []),
    ...Object.values(entry.translations ?? {}).flat(),
  ];
  const row = {
    id: entry.id,
    name: entry.name,
    groupName: entry.group,
    cas: entry.cas ?? null,
    unit: entry.unit ?? null,
    folded: [...new Set([...names, entry.cas ?? ''].map(fold))].filter(Boolean).join(' | '),
  };
  return { ...row, dictionary: createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16) };
}
