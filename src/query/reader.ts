/** A place in the words and signs of a filter. */
import { FilterError, type Span } from './filter.ts';
import { type Token, tokensOf } from './lex.ts';

export class Reader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #place = 0;
  constructor(text: string) {
    this.text = text;
    this.#tokens = tokensOf(text);
  }
  get next(): Token {
    return this.#tokens[this.#place]!;
  }
  get afterNext(): Token {
    return this.#tokens[Math.min(this.#place + 1, this.#tokens.length - 1)]!;
  }
  /** Where what was read last ends. */
  get end(): number {
    return this.#tokens[this.#place - 1]?.at.to ?? 0;
  }
  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.#place += 1;
    return token;
  }
  /** Takes the token when it is one of the signs, or the word of a keyword. */
  takeIf(...signs: readonly string[]): boolean {
    const token = this.next;
    const spelled = token.kind === 'sign' ? token.sign : token.kind === 'word' ? token.text.toLowerCase() : null;
    if (spelled === null || !signs.includes(spelled)) return false;
    this.#place += 1;
    return true;
  }
  fail(message: string, accepted: readonly string[] = [], at: Span = this.next.at): never {
    throw new FilterError(message, this.text, at, accepted);
  }
}
