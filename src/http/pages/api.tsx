/** The description of the API for people, made of the same document that programs read. */
import type { OpenApi } from '../openapi.ts';

type Json = Readonly<Record<string, unknown>>;

export function ApiReference({ description }: { description: OpenApi }) {
  const base = String(description.servers[0]?.url ?? '');
  return (
    <div class="wide prose">
      <h1>Data for programs</h1>
      <p class="lede">Everything on these pages is also an answer in JSON, and lists are also CSV. Reading needs no key.</p>
      <p>
        The whole description for machines: <a href={`${base}/openapi.json`}>OpenAPI {description.openapi}</a>.
      </p>
      <h2>In short</h2>
      <pre>
        <code>{`curl ${base === '' ? '' : `http://localhost:3000${base}`}/vendors?limit=5\ncurl ${base === '' ? '' : `http://localhost:3000${base}`}/results.csv?analyte=lead`}</code>
      </pre>
      {paragraphs(description.info.description).map(text => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
      {description.tags.map(tag => (
        <section key={tag.name} aria-labelledby={`tag-${tag.name}`}>
          <h2 id={`tag-${tag.name}`}>{tag.name}</h2>
          <p>{tag.description}</p>
          {operationsOf(description, tag.name).map(operation => (
            <Endpoint key={`${operation.method} ${operation.path}`} base={base} {...operation} />
          ))}
        </section>
      ))}
    </div>
  );
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

function operationsOf(description: OpenApi, tag: string): Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => Array.isArray(operation.tags) && operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}

function Endpoint({ base, method, path, operation }: Operation & { base: string }) {
  const parameters = objects(operation.parameters);
  return (
    <article class="endpoint">
      <h3>
        <span class="endpoint__method">{method}</span> {base}
        {path}
      </h3>
      <p>
        <Prose text={sentence(operation.summary)} /> <Prose text={sentence(operation.description)} />
      </p>
      {parameters.length > 0 && (
        <details>
          <summary>{parameters.length === 1 ? 'One parameter' : `${parameters.length} parameters`}</summary>
          <dl class="glossary">
            {parameters.map(parameter => (
              <div key={String(parameter.name)}>
                <dt>
                  <code>{String(parameter.name)}</code>{' '}
                  {parameter.in === 'path' ? 'in the path' : parameter.required === true ? 'required' : ''}
                </dt>
                <dd>
                  <Prose text={String(parameter.description ?? describeSchema(parameter.schema))} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  );
}

/** Text in which `code` is set between backquotes. */
function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

function describeSchema(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  const { description, type, format, enum: choices } = schema as Json;
  if (typeof description === 'string') return description;
  if (Array.isArray(choices)) return `One of ${choices.map(choice => `\`${choice}\``).join(', ')}.`;
  return [type, format].filter(word => typeof word === 'string').join(', ');
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'object' && entry !== null) : [];
}

function paragraphs(value: unknown): string[] {
  return typeof value === 'string' ? value.split(/\n{2,}/) : [];
}

function sentence(value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  return /[.!?]$/.test(value) ? value : `${value}.`;
}
