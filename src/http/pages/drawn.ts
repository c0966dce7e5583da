/** Parts of pages that were drawn before, known again by everything that they are made from. */
import { createHash } from 'node:crypto';
import { type ComponentChildren, Fragment, h } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { render } from 'preact-render-to-string';

/** Drawings of some two hundred vendors. Kept as texts, which are put into a page as they are. */
const MOST_CHARACTERS = 32e6;

export interface Drawings {
  /**
   * What `draw` draws: as it was drawn from the same sources before, else now. Whatever it depends on beside what the program itself holds has to be among the sources,
   * and `part` says which drawing of them it is.
   */
  from(part: string, sources: readonly string[], draw: () => ComponentChildren | Promise<ComponentChildren>): Promise<ComponentChildren>;
}

/** Of all pages of the process. */
export const drawings: Drawings = createDrawings();

export function createDrawings(most = MOST_CHARACTERS): Drawings {
  const known = new Map<string, string>();
  let characters = 0;
  const keep = (key: string, html: string) => {
    characters += html.length - (known.get(key)?.length ?? 0);
    known.delete(key);
    known.set(key, html);
    for (const [oldest, { length }] of known) {
      if (characters <= most) break;
      known.delete(oldest);
      characters -= length;
    }
  };
  return {
    async from(part, sources, draw) {
      const key = digestOf([part, ...sources]);
      const html = known.get(key) ?? inOnePiece(render(h(Fragment, null, await draw())));
      keep(key, html);
      // as it stands, so that nothing is escaped a second time
      return jsxTemplate([html]);
    },
  };
}

/** V8 keeps a text that was put together as its thousands of parts, and walks through them whenever it is copied. */
const inOnePiece = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** No two lists of texts have the same: each is told from the next by its length. */
function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest('base64');
}
