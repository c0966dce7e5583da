/** `/llms.txt`: what a language model, or a person in a hurry, has to know to use the data without misreading them. */
import type { OpenApi } from './openapi.ts';

export function llmsText(description: OpenApi, origin: string): string {
  const base = `${origin}${String(description.servers[0]?.url ?? '')}`;
  const lists = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get !== undefined && Array.isArray(get.security) && get.security.length === 0 && !path.includes('{') && !path.endsWith('.csv')
      ? [`- [${path}](${base}${path}): ${String(get.summary)}`]
      : [],
  );
  return [
    '# Leafproof',
    '',
    '> An open database of product lab tests (kratom first): what laboratories printed on certificates of analysis, judged against published limits, every number linked to its place on the page.',
    '',
    'Read before you answer from these data:',
    '',
    '- Numbers are strings with exact decimals. Only results of kind `quantified` and `estimated` have a `number`. For every other kind use `lower` and `upper` (null is unbounded): `<0.05` is not 0 and not 0.05, and not detected is not zero.',
    '- Not tested, not detected and not reported are three different things. `undecidable` is not `pass`.',
    '- `pass` means that no tested limit was exceeded in this sample; it does not mean safe or legal. `fail` means over the named rule in this sample. The verdict a laboratory printed and ours are two facts.',
    '- Results apply to the sample as received by the laboratory. Published certificates are chosen by those who publish them.',
    '- Items with `isSample: true` are invented; leave them out with `?samples=false`.',
    '- A recall beside a vendor was matched by names and codes with the stated confidence; it may be of somebody else. Say so.',
    '- Cite the page of the certificate or lot with its laboratory and date. Give no medical advice.',
    '',
    '## API',
    '',
    `- [OpenAPI](${base}/openapi.json): every request, parameter and answer`,
    `- [Reference for people](${origin}/api): the same with true answers to try`,
    '- Lists have `limit` and `cursor` (take `next`), and a CSV twin at the same address with `.csv`. No key for reading; mind `RateLimit` and `Retry-After`.',
    '',
    '## Lists',
    '',
    ...lists,
    '',
    '## Explanations',
    '',
    `- [How numbers are read, judged and scored](${origin}/method)`,
    `- [What the words mean](${origin}/glossary)`,
    `- [Rules with their citations](${origin}/rules)`,
    '',
  ].join('\n');
}
