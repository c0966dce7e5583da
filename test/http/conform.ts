/** Holds every answer of the API against its own description. */
import type { Response } from 'supertest';
import { apiRoutes } from '../../src/http/api/index.ts';
import { named } from '../../src/http/api/schema.ts';
import { API_PREFIX, openApi } from '../../src/http/openapi.ts';
import type { Route } from '../../src/http/route.ts';

const description = openApi(apiRoutes);

/** The answer, when it is one that the description promises; throws with the difference when it is not. */
export function conform<R extends Response>(response: R): R {
  const { method, url } = response.request;
  const path = new URL(url).pathname.slice(API_PREFIX.length);
  const route = apiRoutes.find(candidate => candidate.method === method.toLowerCase() && matches(candidate, path));
  if (route === undefined) throw new Error(`${method} ${path} is not described`);
  const described = description.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method] as { responses: Record<string, unknown> };
  expect(Object.keys(described.responses)).toContain(String(response.status));
  if (response.status >= 400) return problemConforms(response);
  const answer = route.responses[response.status];
  if (answer?.schema !== undefined && response.type === 'application/json') {
    // parsing drops what the schema does not know: both being equal means that nothing undescribed is handed out
    expect(answer.schema.parse(response.body)).toEqual(response.body);
  } else if (response.status !== 204) {
    expect([...(answer?.mediaTypes ?? []), ...(answer?.alsoAs ?? [])]).toContain(response.type);
  }
  return response;
}

export function problemConforms<R extends Response>(response: R): R {
  expect(response.type).toBe('application/problem+json');
  const schema = named._idmap.get('Problem') as import('zod').ZodType;
  expect(schema.parse(response.body)).toEqual(response.body);
  expect(response.body.status).toBe(response.status);
  expect(JSON.stringify(response.body)).not.toMatch(/\bat \/|node_modules|\.ts:\d/);
  return response;
}

function matches(route: Route, path: string): boolean {
  const pattern = route.path.replaceAll(/[.]/g, '\\.').replaceAll(/:(\w+)/g, '[^/]+?');
  return new RegExp(`^${pattern}$`).test(path);
}
