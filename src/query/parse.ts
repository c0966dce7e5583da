/** Reads a filter. Throws FilterError, and nothing else, for what it cannot understand. */
import { refuseIncomparable } from './comparable.ts';
import { FIELD_NAMES, isField } from './fields.ts';
import { type Filter, FilterError } from './filter.ts';
import { nearest } from './nearest.ts';
import { Reader } from './reader.ts';
import { readTerm } from './term.ts';

export const LONGEST_FILTER = 4000;
const DEEPEST = 20;
const MOST_TERMS = 100;

export function parseFilter(text: string): Filter {
  if (text.length > LONGEST_FILTER) {
    const at = { from: LONGEST_FILTER, to: text.length };
    throw new FilterError(`A filter has at most ${LONGEST_FILTER} characters.`, text, at);
  }
  const reader = new Reader(text);
  let terms = 0;
  const filter = either(0);
  if (reader.next.kind !== 'end') refuseRest(reader);
  refuseIncomparable(filter, text);
  return filter;

  function either(depth: number): Filter {
    return chain('or', () => chain('and', () => single(depth), '&', 'and'), '|', 'or');
  }

  function chain(kind: 'and' | 'or', part: () => Filter, ...signs: readonly string[]): Filter {
    const parts = [part()];
    while (reader.takeIf(...signs)) parts.push(part());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  function single(depth: number): Filter {
    if (depth > DEEPEST) reader.fail(`A filter is nested at most ${DEEPEST} deep.`);
    if (reader.takeIf('!', 'not')) return { kind: 'not', part: single(depth + 1) };
    if (reader.takeIf('(')) return closed(depth);
    if (reader.next.kind === 'word' && reader.next.text.toLowerCase() === 'has') {
      reader.take();
      if (!reader.takeIf('(')) reader.fail('`has` is followed by a filter in parentheses.', ['has(analyte:lead)']);
      return { kind: 'has', part: closed(depth) };
    }
    terms += 1;
    if (terms > MOST_TERMS) reader.fail(`A filter holds at most ${MOST_TERMS} terms.`);
    return readTerm(reader);
  }

  function closed(depth: number): Filter {
    const inner = either(depth + 1);
    if (!reader.takeIf(')')) refuseRest(reader, ')');
    return inner;
  }
}

/** Something stands where a term has ended. */
function refuseRest(reader: Reader, ...also: readonly string[]): never {
  const { next, text } = reader;
  if (next.kind === 'end') return reader.fail('The filter ends before its parenthesis is closed.', [')']);
  const part = text.slice(next.at.from, next.at.to);
  const field = next.kind === 'word' && (isField(next.text) || nearest(next.text, FIELD_NAMES) !== null);
  const hint = next.kind === 'sign' || field ? '' : ' A text with spaces stands in quotation marks.';
  return reader.fail(`“${part}” follows without \`and\` or \`or\`.${hint}`, ['and', 'or', ...also]);
}
