/** What went wrong, and what to do next. */
import { SearchBox } from './parts.tsx';

export interface ErrorWords {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export function ErrorPage({ error, requestId }: { error: ErrorWords; requestId: string | null }) {
  return (
    <div class="wide error-page">
      <p class="kicker">{error.status}</p>
      <h1>{error.title}</h1>
      <p class="lede">{error.detail}</p>
      {error.status < 500 && <SearchBox />}
      {error.status >= 500 && requestId !== null && (
        <p class="quiet">
          If it stays, report this number to whoever runs this site: <code>{requestId}</code>
        </p>
      )}
      <p>
        <a href="/">Back to the first page</a>
      </p>
    </div>
  );
}
