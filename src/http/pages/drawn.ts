/** Parts of pages that were drawn before, known again by everything that they are made from. */
import { createHash } from 'node:crypto';
import { type ComponentChildren, Fragment, type FunctionComponent, h } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { render } from 'preact-render-to-string';
import { utf8 } from './utf8.ts';

/** Drawings of some two hundred vendors. Kept as they are sent, and put into a page so. */
const MOST_BYTES = 32e6;

export interface Piece {
  readonly bytes: Buffer;
  /** SHA-256. */
  readonly digest: string;
}

/** Stands in a page for a piece; whatever a document says has its `<` escaped, and is never taken for it. */
const MARK = '<!--drawn-->';
/** Of the page that is being rendered in parts. */
let met: Piece[] | null = null;

const Drawn: FunctionComponent<{ piece: Piece }> = ({ piece }) => {
  met?.push(piece);
  // as it stands, so that nothing is escaped a second time
  return jsxTemplate([met ? MARK : piece.bytes.toString()]);
};

export interface InParts {
  /** One more than the pieces, which stand between them. */
  readonly texts: readonly string[];
  readonly pieces: readonly Piece[];
}

/** What `draw` renders, without putting together anew what was drawn before: of most large pages nearly all. */
export function inParts(draw: () => string): InParts {
  met = [];
  try {
    const texts = draw().split(MARK);
    if (texts.length !== met.length + 1) throw new Error(`a page of ${met.length} pieces came in ${texts.length} parts`);
    return { texts, pieces: met };
  } finally {
    met = null;
  }
}

export interface Drawings {
  /**
   * What `draw` draws: as it was drawn from the same sources before, else now. Whatever it depends on beside what the program itself holds has to be among the sources,
   * and `part` says which drawing of them it is.
   */
  from(part: string, sources: readonly string[], draw: () => ComponentChildren | Promise<ComponentChildren>): Promise<ComponentChildren>;
}

/** Of all pages of the process. */
export const drawings: Drawings = createDrawings();

export function createDrawings(most = MOST_BYTES): Drawings {
  const known = new Map<string, Piece>();
  let size = 0;
  const keep = (key: string, piece: Piece) => {
    size += piece.bytes.length - (known.get(key)?.bytes.length ?? 0);
    known.delete(key);
    known.set(key, piece);
    for (const [oldest, { bytes }] of known) {
      if (size <= most) break;
      known.delete(oldest);
      size -= bytes.length;
    }
  };
  return {
    async from(part, sources, draw) {
      const key = digestOf([part, ...sources]);
      const piece = known.get(key) ?? pieceOf(render(h(Fragment, null, await draw())));
      keep(key, piece);
      return h(Drawn, { piece });
    },
  };
}

function pieceOf(html: string): Piece {
  const bytes = utf8(html);
  return { bytes, digest: createHash('sha256').update(bytes).digest('base64') };
}

/** No two lists of texts have the same: each is told from the next by its length. */
function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest('base64');
}
