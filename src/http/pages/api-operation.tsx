/** One request of the API: its parameters, a line to try it with, a true answer, and what can go wrong. */
import { PROBLEM_TYPES, type ProblemCode } from '../errors.ts';
import type { LiveExample } from '../live-example.ts';
import type { OpenApi } from '../openapi.ts';
import { needsKey, type Operation } from './api.tsx';
import { Crumbs } from './parts.tsx';
import { Prose, sentence } from './prose.tsx';
import { type Column, Table } from './table.tsx';

type Json = Readonly<Record<string, unknown>>;

interface ApiOperationProps extends Operation {
  readonly description: OpenApi;
  readonly origin: string;
  /** null where there is none. */
  readonly live: LiveExample | null;
}

export function ApiOperation({ description, origin, live, method, path, operation }: ApiOperationProps) {
  const base = String(description.servers[0]?.url ?? '');
  const parameters = objects(operation.parameters);
  const needed = parameters.filter(({ in: where, required }) => where === 'query' && required === true);
  const query = needed.map(({ name }) => `${name}={${name}}`).join('&');
  const address = live?.address ?? `${base}${path}${query === '' ? '' : `?${query}`}`;
  const answered = live?.body === undefined ? null : live;
  return (
    <div class="wide">
      <Crumbs path={[{ href: '/api', label: 'Data for programs' }]} />
      <p class="kicker">{tagOf(operation)}</p>
      <h1>
        <Prose text={String(operation.summary)} />
      </h1>
      <p class="endpoint__line">
        <code>
          <span class="endpoint__method">{method}</span> {base}
          {path}
        </code>
      </p>
      {typeof operation.description === 'string' && (
        <p class="prose">
          <Prose text={sentence(operation.description)} />
        </p>
      )}
      <section aria-labelledby="try">
        <h2 id="try">Try it</h2>
        <pre>
          <code>{curlLine(method, `${origin}${address}`, operation)}</code>
        </pre>
        {live !== null ? (
          <p>
            <a href={live.address}>Open {live.address}</a>
          </p>
        ) : (
          address.includes('{') && <p>Put values of your own in the place of what stands in braces.</p>
        )}
      </section>
      {parameters.length > 0 && (
        <section aria-labelledby="parameters">
          <h2 id="parameters">Parameters</h2>
          <Table caption="Parameters" columns={PARAMETER_COLUMNS} rows={parameters} />
        </section>
      )}
      <BodyFields operation={operation} />
      <Answer description={description} operation={operation} live={answered} />
      <Problems operation={operation} />
    </div>
  );
}

const tagOf = ({ tags }: Json): string => (Array.isArray(tags) ? String(tags[0]) : '');

function curlLine(method: string, address: string, operation: Json): string {
  const lines = [`curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${address}'`];
  if (needsKey(operation)) lines.push("-H 'Authorization: Bearer lp_…'");
  const content = contentOf(operation.requestBody);
  if ('multipart/form-data' in content) lines.push("-F 'file=@certificate.pdf'");
  else if ('application/json' in content) lines.push("-H 'Content-Type: application/json'", "-d '{ … }'");
  return lines.join(' \\\n  ');
}

const PARAMETER_COLUMNS: readonly Column<Json>[] = [
  { title: 'Name', cell: row => <code>{String(row.name)}</code> },
  { title: 'Where', cell: row => (row.in === 'path' ? 'path' : row.required === true ? 'query, required' : 'query') },
  { title: 'Values', cell: row => <Prose text={valuesOf(row.schema)} /> },
  { title: 'Meaning', cell: row => <Prose text={String(row.description ?? '')} /> },
];

/** `one of …`, a type with its bounds, and what holds when nothing is given. */
function valuesOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  const { type, format, enum: choices, minimum, maximum, default: otherwise } = schema as Json;
  const kind = Array.isArray(choices)
    ? choices.map(choice => `\`${choice}\``).join(', ')
    : [type === 'string' ? 'text' : type, format].filter(word => typeof word === 'string').join(', ');
  const bounds = typeof minimum === 'number' && typeof maximum === 'number' ? ` from ${minimum} to ${maximum}` : '';
  return `${kind}${bounds}${otherwise === undefined ? '' : `; \`${String(otherwise)}\` when not given`}`;
}

function BodyFields({ operation }: { operation: Json }) {
  const [entry] = Object.entries(contentOf(operation.requestBody));
  if (entry === undefined) return null;
  const [mediaType, { schema }] = entry as [string, { schema?: Json }];
  const required = Array.isArray(schema?.required) ? schema.required : [];
  const fields = Object.entries((schema?.properties ?? {}) as Record<string, Json>);
  return (
    <section aria-labelledby="body">
      <h2 id="body">Body</h2>
      <p>
        As <code>{mediaType}</code>:
      </p>
      <Table
        caption="Members of the body"
        columns={[
          { title: 'Name', cell: ([name]) => <code>{name}</code> },
          { title: 'Needed', cell: ([name]) => (required.includes(name) ? 'required' : 'optional') },
          { title: 'Values', cell: ([, field]) => <Prose text={valuesOf(field)} /> },
          { title: 'Meaning', cell: ([, field]) => <Prose text={String(field.description ?? '')} /> },
        ]}
        rows={fields}
      />
    </section>
  );
}

function Answer({ description, operation, live }: Pick<ApiOperationProps, 'description' | 'operation' | 'live'>) {
  const good = Object.entries((operation.responses ?? {}) as Record<string, Json>).filter(([status]) => status < '400');
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">Answer</h2>
      {good.map(([status, response]) => (
        <div key={status}>
          <p>
            <code>{status}</code> <Prose text={sentence(response.description)} /> {mediaTypes(response)}
          </p>
          {live === null && <Example text={exampleOf(description, response)} what="An example, invented:" />}
        </div>
      ))}
      {live !== null && <Example text={live.body} what="What this installation answers right now; lists and long texts are cut:" />}
    </section>
  );
}

const mediaTypes = (response: Json) => {
  const types = Object.keys(contentOf(response));
  return types.length === 0 ? null : <span class="quiet">As {types.join(', ')}.</span>;
};

function Example({ text, what }: { text: unknown; what: string }) {
  if (text === undefined) return null;
  return (
    <>
      <p class="quiet">{what}</p>
      <pre>
        <code>{JSON.stringify(text, null, 2)}</code>
      </pre>
    </>
  );
}

/** The example of the schema that an answer refers to. */
function exampleOf(description: OpenApi, response: Json): unknown {
  const schema = (contentOf(response)['application/json'] as { schema?: Json } | undefined)?.schema;
  const id = typeof schema?.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  const named = id === undefined ? schema : (description.components.schemas[id] as Json | undefined);
  return Array.isArray(named?.examples) ? named.examples[0] : undefined;
}

function Problems({ operation }: { operation: Json }) {
  const text = JSON.stringify(operation.responses);
  const codes = (Object.keys(PROBLEM_TYPES) as ProblemCode[]).filter(
    code => text.includes(`/responses/${code}"`) || text.includes(`"code":"${code}"`),
  );
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">What can go wrong</h2>
      <Table
        caption="Errors of this request"
        columns={[
          { title: 'Status', cell: code => String(PROBLEM_TYPES[code].status) },
          { title: 'Code', cell: code => <code>{code}</code> },
          { title: 'What to do', cell: code => <Prose text={PROBLEM_TYPES[code].explanation} /> },
        ]}
        rows={codes}
      />
    </section>
  );
}

function contentOf(of: unknown): Json {
  const content = typeof of === 'object' && of !== null && 'content' in of ? of.content : null;
  return typeof content === 'object' && content !== null ? (content as Json) : {};
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'object' && entry !== null) : [];
}
