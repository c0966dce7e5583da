/** Small pieces that several pages share. */
import type { ComponentChildren } from 'preact';
import type { Panel } from '../../coa/transcript.ts';
import type { Reference } from '../../store/views.ts';
import { dateWords, groupDigits, PANEL_WORDS } from './words.ts';

export function SampleTag({ show }: { show: boolean }) {
  return show ? <span class="tag tag--sample">sample</span> : null;
}

export function When({ date }: { date: string | null | undefined }) {
  return date ? <time datetime={date.slice(0, 10)}>{dateWords(date)}</time> : <span class="quiet">no date found</span>;
}

/** `, the latest of 3 March 2026`. */
export function Latest({ date }: { date: string | null }) {
  if (date === null) return null;
  return (
    <>
      , the latest of <When date={date} />
    </>
  );
}

/** A link to a vendor, product or laboratory, or words for its absence. */
export function Linked({ to, at, otherwise }: { to: Reference | null; at: string; otherwise: string }) {
  return to === null ? <span class="quiet">{otherwise}</span> : <a href={`${at}/${to.slug}`}>{to.name}</a>;
}

export function Panels({ panels }: { panels: readonly Panel[] }) {
  if (panels.length === 0) return <span class="quiet">no panel</span>;
  return (
    <ul class="chips">
      {panels.map(panel => (
        <li key={panel} class="chip">
          {PANEL_WORDS[panel]}
        </li>
      ))}
    </ul>
  );
}

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

export function Crumbs({ path }: { path: readonly (Crumb | null)[] }) {
  const crumbs = path.filter(crumb => crumb !== null);
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label="Where you are" class="crumbs">
      <ol>
        {crumbs.map(crumb => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Label and value pairs; a pair with nothing to say is left out. */
export function Facts({ pairs, wide = false }: { pairs: readonly (readonly [string, ComponentChildren])[]; wide?: boolean }) {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  if (shown.length === 0) return null;
  return (
    <dl class={wide ? 'facts facts--wide' : 'facts'}>
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What to show, and what to do next, where there is nothing to show. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty__title">{title}</p>
      <p>{children}</p>
    </div>
  );
}

/** Filters of a list: beside it where there is room, else one line above it that unfolds. */
export function Narrowing({ children }: { children: ComponentChildren }) {
  return (
    <details class="search__filters">
      <summary>Narrow the list</summary>
      {children}
    </details>
  );
}

/** Keyset walks go forward; back is the browser's. */
export function Paging({ next, first }: { next: string | null; first: string | null }) {
  if (next === null && first === null) return null;
  return (
    <nav aria-label="Further pages" class="paging">
      {first !== null && <a href={first}>Back to the first page</a>}
      {next !== null && (
        <a class="button" href={next} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}

/** Where all lots are, of which the newest are shown. */
export function FurtherLots({ shown, of, href }: { shown: number; of: number; href: string }) {
  if (of <= shown) return null;
  return (
    <p class="quiet">
      The newest {shown} of {groupDigits(String(of))} lots. <a href={href}>All lots</a>
    </p>
  );
}

/** That numbers were counted a while ago; nothing where they are of now. */
export function Counted({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <p class="quiet counted">
      Counted on <time datetime={at}>{`${dateWords(at)} at ${at.slice(11, 16)}`} UTC</time>. What came in since is not in these numbers yet.
    </p>
  );
}

/** The place where one searches; `q` is what was searched for. */
export function SearchBox({ q = '', large = false }: { q?: string; large?: boolean }) {
  return (
    <search>
      <form action="/search" method="get" class={large ? 'search-box search-box--large' : 'search-box'}>
        <label for="q">Lot number, product, vendor, laboratory or substance</label>
        <div class="search-box__row">
          <input id="q" name="q" type="search" value={q} autocomplete="off" autocapitalize="off" spellcheck={false} enterkeyhint="search" />
          <button type="submit">Search</button>
        </div>
      </form>
    </search>
  );
}
