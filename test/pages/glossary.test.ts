import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GLOSSARY } from '../../src/http/pages/glossary-words.ts';

const pages = join(import.meta.dirname, '..', '..', 'src', 'http', 'pages');
const sources = readdirSync(pages).map(name => readFileSync(join(pages, name), 'utf8'));

test('every link into the glossary leads to a word that is explained', () => {
  const known = new Set<string>(GLOSSARY.map(([id]) => id));
  const linked = sources.flatMap(text => [...text.matchAll(/\/glossary#(\w+)"|<Term of="(\w+)"/g)].map(([, a, b]) => a ?? b ?? ''));
  expect(linked.filter(id => !known.has(id))).toEqual([]);
});

test('explanations are short sentences that promise nothing', () => {
  for (const [, { title, text }] of GLOSSARY) {
    for (const sentence of text.join(' ').split(/(?<=[.?!])\s/)) {
      expect([title, sentence, sentence.split(/\s+/).length <= 32]).toEqual([title, sentence, true]);
      expect(sentence).not.toMatch(/\b(safe|clean|legal|illegal)\b/i);
    }
  }
});
