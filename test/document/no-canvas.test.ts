/** The native canvas that pdf.js would load is never loaded: a reader runs no native code of packages beside hostile files. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

test('pdf.js reads text without its canvas', () => {
  const [sample] = globSync('importers/*/samples/*.pdf', { cwd: root }).sort();
  const script = `
    import { readFileSync } from 'node:fs';
    const { secondTexts } = await import(${JSON.stringify(pathToFileURL(join(root, 'src/document/pdfjs.ts')).href)});
    const text = (await secondTexts(readFileSync(${JSON.stringify(join(root, sample!))}))).join('');
    console.log(JSON.stringify({ length: text.length, loaded: process.report.getReport().sharedObjects }));`;
  // in a process of its own: other tests load pdf.js by themselves
  const { length, loaded } = JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
  expect(length).toBeGreaterThan(100);
  expect(loaded.length).toBeGreaterThan(1);
  expect(loaded.filter((path: string) => /canvas|skia|node_modules/.test(path.replace(process.execPath, '')))).toEqual([]);
});
