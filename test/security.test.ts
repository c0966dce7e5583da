/** What docs/security.md promises has a test that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const promises = text
  .split('## What is promised')[1]!
  .split('\n## ')[0]!
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| promise '))
  .map(line => line.split('|').slice(1, 4) as [string, string, string]);

const paths = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

test('there are promises', () => {
  expect(promises.length).toBeGreaterThan(20);
});

test.each(promises)('%s', (_promise, where, shownBy) => {
  const [code, tests] = [paths(where), paths(shownBy)];
  expect([code.length > 0, tests.length > 0]).toEqual([true, true]);
  expect([...code, ...tests].filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  for (const path of tests) expect(path).toMatch(/^test\/.*\.test\.tsx?$/);
});
