import { createConfig, lintFromString } from '@redocly/openapi-core';
import { z } from 'zod';
import { apiRoutes } from '../../src/http/api/index.ts';
import { named } from '../../src/http/api/schema.ts';
import { openApi } from '../../src/http/openapi.ts';

const description = openApi(apiRoutes);

test('the description is valid OpenAPI 3.1', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(description), absoluteRef: 'openapi.json', config });
  const readable = problems.map(
    ({ ruleId, severity, message, location }) => `${severity} ${ruleId}: ${message} at ${location[0]?.pointer}`,
  );
  expect(readable).toEqual([]);
});

test('every route is described, and nothing else', () => {
  const described = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(method => `${method} ${path}`),
  );
  const routed = apiRoutes.map(route => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(described.toSorted()).toEqual(routed.toSorted());
  expect(new Set(routed).size).toBe(routed.length);
});

test('every group is described, and has operations', () => {
  const used = new Set(apiRoutes.map(route => route.tag));
  expect(description.tags.map(tag => tag.name).toSorted()).toEqual([...used].toSorted());
});

test('operations have names of their own, and lists a CSV twin', () => {
  const names = apiRoutes.map(route => route.operationId);
  expect(new Set(names).size).toBe(names.length);
  const lists = apiRoutes.filter(route => route.responses[200]?.alsoAs?.includes('text/csv')).map(route => route.path);
  expect(lists.length).toBeGreaterThan(5);
  for (const path of lists) expect(apiRoutes.map(route => route.path)).toContain(`${path}.csv`);
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, section, name] of references) expect(description.components[section as 'schemas'][name as string]).toBeDefined();
});

test('every named schema has an example that fits it', () => {
  expect(named._idmap.size).toBeGreaterThan(30);
  for (const [id, schema] of named._idmap) {
    const examples = z.globalRegistry.get(schema)?.examples as unknown[] | undefined;
    expect([id, examples?.length]).toEqual([id, 1]);
    expect([id, z.safeParse(schema, examples?.[0]).error?.message]).toEqual([id, undefined]);
  }
});
