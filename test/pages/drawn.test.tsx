/** @jsxImportSource preact */
/** What was drawn is drawn again as soon as anything differs that it is made from. */

import { type ComponentChildren, Fragment, h } from 'preact';
import { render as renderToString } from 'preact-render-to-string';
import { createDrawings, inParts } from '../../src/http/pages/drawn.ts';
import { digestOf, wholeOf } from '../../src/http/pages/render.tsx';

const render = (node: ComponentChildren): string => renderToString(h(Fragment, null, node));

function counted(most?: number) {
  const drawings = createDrawings(most);
  const drawn: string[] = [];
  const html = async (part: string, ...sources: string[]) =>
    render(
      await drawings.from(part, sources, () => {
        drawn.push(`${part} ${sources.join(' ')}`);
        return (
          <p>
            {sources.join(' < ')} {drawn.length}
          </p>
        );
      }),
    );
  return { html, drawn };
}

test('once from the same sources', async () => {
  const { html, drawn } = counted();
  const first = await html('vendor', 'a', 'µ');
  expect(first).toBe('<p>a &lt; µ 1</p>');
  expect(await html('vendor', 'a', 'µ')).toBe(first);
  expect(drawn).toHaveLength(1);
});

test('anew from others, however they are cut, and for another part', async () => {
  const { html, drawn } = counted();
  for (const sources of [['ab', 'c'], ['a', 'bc'], ['abc'], ['ab', 'c', ''], ['c', 'ab']]) await html('vendor', ...sources);
  await html('product', 'ab', 'c');
  expect(drawn).toHaveLength(6);
});

test('what was not asked for longest makes room', async () => {
  const { html, drawn } = counted('<p>a 1</p>'.length * 2);
  for (const source of ['a', 'b', 'a', 'c', 'a']) await html('vendor', source);
  expect(drawn).toEqual(['vendor a', 'vendor b', 'vendor c']);
  await html('vendor', 'b');
  expect(drawn).toHaveLength(4);
});

test('a drawing that fails is not kept', async () => {
  const drawings = createDrawings();
  await expect(drawings.from('vendor', ['a'], () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(render(await drawings.from('vendor', ['a'], () => <p />))).toBe('<p></p>');
});

test('a page in parts says what it says in one piece, whatever a document printed', async () => {
  const drawings = createDrawings();
  const twice = async (name: string) => (
    <main>
      {name} <b>{'<!--drawn-->'}</b>
      {await drawings.from('vendor', [name], () => <p>{`${name} ≤ <!--drawn-->`}</p>)}
      {await drawings.from('outcomes', [], () => <i>µ</i>)}
    </main>
  );
  const page = await twice('Old Leaf');
  const inOne = render(page);
  expect(inOne).toContain('<p>Old Leaf ≤ &lt;!--drawn--></p><i>µ</i>');
  const { texts, pieces } = inParts(() => render(page));
  expect([texts.length, pieces.length]).toEqual([3, 2]);
  const parts = texts.flatMap((text, i) => [{ bytes: Buffer.from(text) }, ...pieces.slice(i, i + 1)]);
  expect(wholeOf({ status: 200, parts }).toString()).toBe(inOne);
  // what is rendered afterwards is in one piece again
  expect(render(page)).toBe(inOne);
});

test('pages that say the same have one digest, others have others', () => {
  const text = (...texts: string[]) => digestOf({ status: 200, parts: texts.map(each => ({ bytes: Buffer.from(each) })) });
  expect(text('ab', 'c')).toBe(text('ab', 'c'));
  expect(new Set([text('ab', 'c'), text('a', 'bc'), text('abc'), text('ab', 'd')]).size).toBe(4);
  const piece = { bytes: Buffer.from('c'), digest: 'c' };
  expect(digestOf({ status: 200, parts: [piece] })).not.toBe(text('c'));
});
