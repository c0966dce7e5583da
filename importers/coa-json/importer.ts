/** coa-json, the project's own exchange format (docs/coa-json.md). */
import { exchangeSchema, fromExchange } from '../../src/coa/exchange.ts';
import type { Transcript } from '../../src/coa/transcript.ts';
import { type Document, DocumentRefused } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';

export const coaJson = {
  id: 'coa-json',
  version: 1,
  title: 'Leafproof exchange format (coa-json)',
  recognise(document) {
    return formatOf(document) === 'coa-json' ? { kind: 'json', pointer: '/format', text: 'coa-json' } : null;
  },
  transcribe(document): Transcript[] {
    const json = document.content.kind === 'json' ? document.content.json : null;
    const parsed = exchangeSchema.safeParse(json);
    if (parsed.success) return fromExchange(parsed.data);
    const issues = parsed.error.issues.slice(0, 5).map(issue => `/${issue.path.join('/')}: ${issue.message}`);
    const more = parsed.error.issues.length > issues.length ? ` (and ${parsed.error.issues.length - issues.length} more)` : '';
    throw new DocumentRefused(
      'not-a-certificate',
      `The file says it is coa-json but does not keep to its schema: ${issues.join('; ')}${more}`,
    );
  },
} satisfies Importer;

function formatOf({ content }: Document): unknown {
  if (content.kind !== 'json' || typeof content.json !== 'object' || content.json === null) return undefined;
  return (content.json as { format?: unknown }).format;
}
