/** A word with its explanation one step away. */
import type { ComponentChildren } from 'preact';
import type { TermId } from './glossary-words.ts';

export function Term({ of, children }: { of: TermId; children: ComponentChildren }) {
  return (
    <a class="term" href={`/glossary#${of}`}>
      {children}
    </a>
  );
}
