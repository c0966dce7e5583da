import type { Panel } from '../transcript.ts';
import type { AnalyteEntry, AnalyteGroup } from './entry.ts';

type Details = Partial<Omit<AnalyteEntry, 'id' | 'name' | 'group' | 'panel' | 'unit' | 'scope' | 'synonyms' | 'source' | 'confidence'>>;

/** Entries of one class that are known so that the name on a page is recognised as a name: `unit` is absent for what is told in words. */
export const known =
  (group: AnalyteGroup, panel: Panel) =>
  (id: string, name: string, unit: string | undefined, synonyms: readonly string[], details: Details = {}): AnalyteEntry => ({
    id,
    name,
    group,
    panel,
    ...(unit === undefined ? {} : { unit }),
    scope: 'other',
    synonyms,
    ...details,
    source: { title: 'general knowledge of the field' },
    confidence: 'low',
  });
