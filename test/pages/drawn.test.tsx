/** @jsxImportSource preact */
/** What was drawn is drawn again as soon as anything differs that it is made from. */

import { type ComponentChildren, Fragment, h } from 'preact';
import { render as renderToString } from 'preact-render-to-string';
import { createDrawings } from '../../src/http/pages/drawn.ts';

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
