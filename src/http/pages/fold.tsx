/** A part of a page that can be folded: its heading and how much it holds stay in sight. Works without a script. */
import type { ComponentChildren } from 'preact';

interface FoldProps {
  /** Of what is folded, so that a link to it opens it. */
  readonly id: string;
  readonly title: string;
  /** How much there is, for those who leave it folded. */
  readonly holds: ComponentChildren;
  readonly open: boolean;
  readonly level?: 2 | 3;
  readonly children: ComponentChildren;
}

export function Fold({ id, title, holds, open, level = 2, children }: FoldProps) {
  const heading = `${id}-title`;
  return (
    <details class="fold" open={open}>
      <summary>
        {level === 2 ? (
          <h2 class="fold__title" id={heading}>
            {title}
          </h2>
        ) : (
          <h3 class="fold__title fold__title--inner" id={heading}>
            {title}
          </h3>
        )}{' '}
        <span class="fold__holds">{holds}</span>
      </summary>
      <section id={id} aria-labelledby={heading}>
        {children}
      </section>
    </details>
  );
}

/** So many names are read at a glance. */
const FEW_NAMES = 6;

/** Names in a row; many of them are their number until somebody wants to see them. */
export function Names({ names, many }: { names: readonly string[]; many?: string | undefined }) {
  if (names.length <= FEW_NAMES) return <>{names.join(', ')}</>;
  return (
    <details class="inline-details">
      <summary>{many ?? `${names.length} substances`}</summary>
      {names.join(', ')}
    </details>
  );
}
