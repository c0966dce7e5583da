/**
 * Every regular expression of the code against text made of its own letters, over and over: one whose time grows exponentially
 * with the text is found, one that grows with its square or cube is not.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, Script } from 'node:vm';
import ts from 'typescript-5';

const ROOT = join(import.meta.dirname, '..');
const LENGTH = 120;
/** Thousands of times what any of them takes; 2 to the power of 40 steps would take hours. */
const TOO_LONG_MS = 20_000;

interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

function written(folder: string): Pattern[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file));
  return files.flatMap(file => {
    const found: Pattern[] = [];
    const tree = ts.createSourceFile(file, readFileSync(join(ROOT, folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ where: `${folder}/${file}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

/** Those that are put together from parts when their module is loaded. */
function assembled(): Pattern[] {
  const hooks = pathToFileURL(join(import.meta.dirname, 'runner', 'hooks.mjs')).href;
  const args = ['--import', hooks, join(import.meta.dirname, 'assembled-patterns.ts')];
  const printed = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const found = JSON.parse(printed) as Omit<Pattern, 'where'>[];
  return found.map(pattern => ({ ...pattern, where: `assembled ${pattern.source.slice(0, 60)}` }));
}

const COMMON = ['0', 'a', 'A', ' ', '\t', '.', ',', '-', '(', 'é', 'a ', '0.', ' 0', 'a-', '. '];
const ENDS = ['', '\u0000', '!'];

/** What to repeat: letters that stand in the pattern, and two of them that follow each other. */
function pumps(source: string): string[] {
  const letters = source.replaceAll(/\\[a-zA-Z](?:\{[^}]*\})?/g, ' ').replaceAll(/[\\^$|?*+]/g, '');
  const own = [...letters].flatMap((letter, index, all) => [letter, letter + (all[index + 1] ?? '')]);
  return [...new Set([...COMMON, ...own])].slice(0, 50);
}

const APART = createContext({});
const RUN = new Script('for (const text of texts) { pattern.lastIndex = 0; pattern.exec(text); }');

/** Whether the time it takes has an end. */
function ends({ source, flags }: Pattern, timeout = TOO_LONG_MS): boolean {
  const texts = pumps(source).flatMap(pump => {
    const body = pump.repeat(Math.ceil(LENGTH / pump.length));
    return ENDS.flatMap(end => [body + end, `${source.replace(/\W.*/, '')}${body}${end}`]);
  });
  try {
    Object.assign(APART, { texts, pattern: new RegExp(source, flags) });
    RUN.runInContext(APART, { timeout });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

test('an exponential one is found', () => {
  expect(ends({ where: 'here', source: '^(a+)+$', flags: '' }, 2_000)).toBe(false);
  expect(ends({ where: 'here', source: '^(\\s*[\\w,]+\\s*)+;$', flags: '' }, 2_000)).toBe(false);
}, 120_000);

test('there is none in the code', () => {
  const parts = assembled();
  const patterns = [...written('src'), ...written('importers'), ...parts];
  expect(parts.length).toBeGreaterThan(20);
  expect(patterns.length).toBeGreaterThan(700);
  expect(patterns.filter(pattern => !ends(pattern)).map(({ where }) => where)).toEqual([]);
}, 600_000);
