/** The native canvas that pdf.js would load is never loaded: a reader runs no native code of packages beside hostile files. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

test('pdf.js reads text without its canvas, in a thread that does not keep the process from ending', () => {
  const [sample] = globSync('importers/*/samples/*.pdf', { cwd: root }).sort();
  const script = `
    import { readFileSync } from 'node:fs';
    const { readDocument } = await import(${JSON.stringify(pathToFileURL(join(root, 'src/document/read.ts')).href)});
    const { content } = await readDocument(readFileSync(${JSON.stringify(join(root, sample!))}), 'sample.pdf', { crossCheck: true });
    const text = content.pages.map(page => page.secondText).join('');
    console.log(JSON.stringify({ length: text.length, loaded: process.report.getReport().sharedObjects }));`;
  // in a process of its own: other tests load pdf.js by themselves
  const { length, loaded } = JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { encoding: 'utf8', timeout: 60_000 }),
  );
  expect(length).toBeGreaterThan(100);
  expect(loaded.length).toBeGreaterThan(1);
  expect(loaded.filter((path: string) => /canvas|skia|node_modules/.test(path.replace(process.execPath, '')))).toEqual([]);
});
