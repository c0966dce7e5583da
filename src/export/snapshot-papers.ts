/** What explains a snapshot to people and to search engines. None of it can name the snapshot: its identifier is made of them. */
import { DATA_LICENCE, descriptionOf, MANIFEST, type SnapshotState, titleOf } from './data-package.ts';
import type { TableDescription } from './snapshot-tables.ts';

/** `https://…/snapshots/ID` is for whoever cites to fill in: the address of an installation is not known here. */
export function citationFile({ samples, at }: SnapshotState): string {
  return [
    'cff-version: 1.2.0',
    'message: "If you use these data, please cite them, with the identifier of the snapshot: the SHA-256 of datapackage.json."',
    'type: dataset',
    `title: ${JSON.stringify(titleOf(samples))}`,
    `abstract: ${JSON.stringify(descriptionOf(samples))}`,
    'authors:',
    '  - name: "Leafproof"',
    `version: ${JSON.stringify(at)}`,
    `date-released: ${JSON.stringify(at.slice(0, 10))}`,
    `license: ${DATA_LICENCE.name}`,
    'keywords: [kratom, "certificate of analysis", "laboratory results", contaminants, alkaloids]',
    '',
  ].join('\n');
}

export interface Distribution {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** schema.org Dataset; addresses are relative to the folder. */
export function datasetJsonLd({ samples, at }: SnapshotState, files: readonly Distribution[], tables: readonly TableDescription[]): string {
  const dataset = {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    name: titleOf(samples),
    description: descriptionOf(samples),
    version: at,
    datePublished: at.slice(0, 10),
    isAccessibleForFree: true,
    license: DATA_LICENCE.path,
    creator: { '@type': 'Organization', name: 'Leafproof' },
    keywords: ['kratom', 'certificate of analysis', 'laboratory results', 'contaminants', 'alkaloids'],
    variableMeasured: tables
      .filter(({ name }) => name === 'results')
      .flatMap(({ columns }) => columns.map(({ name, description }) => ({ '@type': 'PropertyValue', name, description }))),
    distribution: files.map(({ path, mediaType, bytes, sha256 }) => ({
      ...{ '@type': 'DataDownload', name: path, contentUrl: path, encodingFormat: mediaType, contentSize: `${bytes} B`, sha256 },
    })),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

export function readMe(state: SnapshotState, tables: readonly TableDescription[]): string {
  const { samples, at, seq, head, rows } = state;
  return `# ${titleOf(samples)}

${descriptionOf(samples)}

What was public at ${at}, after entry ${seq} of the log of every change (its hash: \`${head}\`). The same database gives the same bytes.

- Identifier: the SHA-256 of \`${MANIFEST}\`, which holds that of every other file. \`leafproof snapshot verify FOLDER\` checks all of them, computes
  the scores again to the same bytes and judges every sample again.
- Licence: ${DATA_LICENCE.title}. Please cite the identifier (CITATION.cff).
- Numbers are exact decimals. A missing number is empty, never 0; what lies below a limit has its bounds in \`lo\` and \`hi\`.
- A printed text that a spreadsheet would run as a formula is led by an apostrophe.

## Tables
${tables.map(table => section(table, rows[table.name] ?? 0)).join('\n')}
## Other files
- \`results.parquet\`: the results for DuckDB, pandas and R arrow; decimals are texts, so cast where you compute.
- \`rule-sets.json\`: the rule sets in use, whole: words, sources, dates.
- \`judged-samples.ndjson\`: everything that verdicts are computed from, one sample a line.
- \`scores-input.json\`, \`scorecards.json\`: \`leafproof scores scores-input.json\` gives scorecards.json.
- \`log-heads.json\`: the newest entry of the log, its signed heads and the public keys (\`leafproof verify\`).
- \`dataset.jsonld\`: schema.org Dataset. \`CITATION.cff\`: how to cite.
`;
}

/** Columns of single substances are described together: there are hundreds. */
function section({ name, title, description, columns }: TableDescription, rows: number): string {
  const own = columns.filter(column => !/_(lo|hi|results)$/.test(column.name));
  const more = columns.length - own.length;
  return `### \`${name}.csv\` (${rows} rows): ${title}
${description}

| column | type | unit | meaning |
|---|---|---|---|
${own.map(column => `| ${column.name} | ${column.type} | ${column.unit ?? ''} | ${column.description.replaceAll('|', '\\|')} |`).join('\n')}
${more > 0 ? `\nAnd for each of ${more / 3} substances \`_lo\`, \`_hi\` and \`_results\`: bounds, and how many results they hold; units are in ${MANIFEST}.\n` : ''}`;
}
