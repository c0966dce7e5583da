/** The description of the API for people, made of the same document that programs read. */
import { PROBLEM_TYPES } from '../errors.ts';
import type { OpenApi } from '../openapi.ts';
import { Prose, sentence } from './prose.tsx';
import { type Column, Table } from './table.tsx';

type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

export function operationsOf(description: OpenApi): Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

export const operationAddress = ({ operation }: Pick<Operation, 'operation'>): string => `/api/${String(operation.operationId)}`;

export function ApiReference({ description, origin }: { description: OpenApi; origin: string }) {
  const base = String(description.servers[0]?.url ?? '');
  const operations = operationsOf(description);
  return (
    <div class="wide">
      <h1>Data for programs</h1>
      <p class="lede">Everything on these pages is also an answer in JSON, and lists are also CSV. Reading needs no key.</p>
      <section class="prose" aria-labelledby="begin">
        <h2 id="begin">In short</h2>
        <pre>
          <code>{`curl '${origin}${base}/vendors?limit=5'\ncurl '${origin}${base}/results.csv?analyte=lead'`}</code>
        </pre>
        {paragraphs(description.info.description).map(text => (
          <p key={text}>
            <Prose text={text} />
          </p>
        ))}
        <ul>
          <li>
            The whole description for machines: <a href={`${base}/openapi.json`}>OpenAPI {description.openapi}</a>, from which typed clients
            are made.
          </li>
          <li>
            Where to begin, as data: <a href={`${base}/`}>{base}/</a>. For language models: <a href="/llms.txt">llms.txt</a>.
          </li>
        </ul>
      </section>
      <nav aria-label="Groups of the API">
        <ul class="chips">
          {description.tags.map(tag => (
            <li key={tag.name} class="chip">
              <a href={`#tag-${slug(tag.name)}`}>{tag.name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {description.tags.map(tag => (
        <section key={tag.name} aria-labelledby={`tag-${slug(tag.name)}`}>
          <h2 id={`tag-${slug(tag.name)}`}>{tag.name}</h2>
          <p>{tag.description}</p>
          <Table caption={tag.name} columns={COLUMNS} rows={operations.filter(({ operation }) => tagged(operation, tag.name))} />
        </section>
      ))}
      <Keys />
      <Limits />
      <Errors base={base} />
    </div>
  );
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');
const tagged = ({ tags }: Json, tag: string): boolean => Array.isArray(tags) && tags.includes(tag);

const COLUMNS: readonly Column<Operation>[] = [
  {
    title: 'Request',
    cell: row => (
      <a href={operationAddress(row)} class="endpoint__link">
        <code>
          <span class="endpoint__method">{row.method}</span> {row.path}
        </code>
      </a>
    ),
  },
  { title: 'Answer', cell: ({ operation }) => <Prose text={sentence(operation.summary)} /> },
  { title: 'Key', cell: ({ operation }) => (needsKey(operation) ? 'needed' : <span class="quiet">none</span>) },
];

export const needsKey = ({ security }: Json): boolean =>
  Array.isArray(security) && security.length > 0 && !security.some(entry => Object.keys(entry as object).length === 0);

function Keys() {
  return (
    <section class="prose" aria-labelledby="keys">
      <h2 id="keys">How keys work</h2>
      <p>
        Public data are read without a key. A key is sent as <code>Authorization: Bearer lp_…</code> and has a role, each of which may do
        what those before it may: <code>reader</code> (read, ten times as often), <code>contributor</code> (submit), <code>reviewer</code>{' '}
        (review), <code>admin</code> (make keys, take files down). Whoever runs this installation makes one with{' '}
        <code>leafproof key create NAME --role reader --days 365</code>. Keys can expire and be rotated with an overlap, so that nothing has
        to stop; of their use only the day is kept.
      </p>
    </section>
  );
}

function Limits() {
  return (
    <section class="prose" aria-labelledby="limits">
      <h2 id="limits">How often</h2>
      <p>
        Reads and writes are counted apart, by key or by address. Every answer says what is left:{' '}
        <code>RateLimit: "reads"; r=599; t=60</code> (599 requests within the next 60 seconds), and <code>RateLimit-Policy</code> says how
        many there are. An answer 429 has <code>Retry-After</code>. Keep copies with their <code>ETag</code> and ask with{' '}
        <code>If-None-Match</code>; for everything at once take a list as CSV in one request instead of walking its pages.
      </p>
    </section>
  );
}

function Errors({ base }: { base: string }) {
  return (
    <section aria-labelledby="errors">
      <h2 id="errors">Errors</h2>
      <p>
        Every error is problem details (RFC 9457) as <code>application/problem+json</code>: <code>code</code> is for programs and stays,{' '}
        <code>detail</code> is for people, <code>errors</code> names each parameter that is wrong.
      </p>
      <Table
        caption="Errors by code"
        columns={[
          {
            title: 'Code',
            cell: ([code]) => (
              <a href={`${base}/problems/${code}`}>
                <code>{code}</code>
              </a>
            ),
          },
          { title: 'Status', numeric: true, cell: ([, { status }]) => String(status) },
          { title: 'What happened, and what to do', cell: ([, { explanation }]) => <Prose text={explanation} /> },
        ]}
        rows={Object.entries(PROBLEM_TYPES)}
      />
    </section>
  );
}

function paragraphs(value: unknown): string[] {
  return typeof value === 'string' ? value.split(/\n{2,}/) : [];
}
