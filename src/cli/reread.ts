/** `leafproof reread`: stored originals read again by newer importers, with the differences field by field. */
import { userInfo } from 'node:os';
import { fallback, importers } from '../../importers/index.ts';
import { type Reread, rereadCandidates, rereadFile } from '../ingest/reread.ts';
import { withReaders } from './open.ts';

export interface RereadCommand {
  readonly all?: boolean;
  readonly promote?: boolean;
  readonly json?: boolean;
}

export async function reread(options: RereadCommand): Promise<number> {
  return withReaders(undefined, async ({ store, pool, signal }) => {
    const candidates = await rereadCandidates(store.em(), [...importers, fallback], options.all ?? false);
    let changed = 0;
    let failed = 0;
    for (const file of candidates) {
      if (signal.aborted) return 130;
      const done = await rereadFile({ store, pool, signal }, file, { actor: userInfo().username, promote: options.promote ?? false });
      if (done.outcome === 'changed') changed += 1;
      if (done.outcome === 'failed') failed += 1;
      if (options.json) console.log(JSON.stringify(done));
      else if (done.outcome !== 'same') console.log(describe(done));
    }
    if (!options.json) {
      const hint = changed > 0 && !options.promote ? '; they wait in /review/rereadings, --promote makes them current at once' : '';
      console.log(`${candidates.length} read again: ${changed} changed, ${failed} read worse than before${hint}`);
    }
    return failed > 0 ? 1 : 0;
  });
}

function describe({ fileName, importer, outcome, promoted, certificates }: Reread): string {
  const lines = [`${fileName}: ${outcome}${promoted ? ', now current' : ''}${importer ? ` (${importer.id} ${importer.version})` : ''}`];
  for (const { id, differences } of certificates) {
    lines.push(`  ${id ?? 'a certificate that was not there before'}`);
    for (const { sample, result, field, before, after } of differences) {
      lines.push(
        `    sample ${sample + 1}${result === null ? '' : `, ${result}`}, ${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`,
      );
    }
  }
  return lines.join('\n');
}
