/** Pieces of the reviewers' pages. */
import type { ComponentChildren } from 'preact';
import type { Reviewer } from '../session.ts';

export function Form({ action, csrf, children, id }: { action: string; csrf: string; children: ComponentChildren; id?: string }) {
  return (
    <form method="post" action={action} class="review-form" id={id}>
      <input type="hidden" name="csrf" value={csrf} />
      {children}
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value?: string | null;
  readonly required?: boolean;
  readonly list?: string;
  /** Under the field: what the machine reads there when it is empty, … */
  readonly hint?: string;
}

export function Field({ id, name, label, value, required, list, hint }: FieldProps) {
  return (
    <p class="review-field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type="text" value={value ?? ''} required={required} maxlength={2000} autocomplete="off" list={list} />
      {hint !== undefined && <span class="quiet"> {hint}</span>}
    </p>
  );
}

export const Reason = ({ id, required = true, value }: { id: string; required?: boolean; value?: string }) => (
  <Field
    id={id}
    name="reason"
    label={required ? 'Reason (kept with the certificate)' : 'Note (may stay empty)'}
    required={required}
    {...(value === undefined ? {} : { value })}
  />
);

export interface Notice {
  readonly words: string;
  /** What was asked for was not done. */
  readonly refused: boolean;
  /** A value (`0-12`) whose last decision can be taken back, or the address of what was decided about. */
  readonly undo: string | null;
}

/** What came of the form before. `certificate`: the one this page is about, where a value can be taken back. */
export function Said({ notice, certificate, csrf }: { notice: Notice | null; certificate?: string; csrf: string }) {
  if (notice === null) return null;
  const { words, refused, undo } = notice;
  return (
    <div class={refused ? 'callout callout--over review-said' : 'callout review-said'} role={refused ? 'alert' : 'status'}>
      <p>
        {refused && <strong>Not done. </strong>}
        {words}{' '}
        {undo !== null && /^\/review\/certificates\/[0-9a-f-]{36}$/.test(undo) && (
          <a href={undo} data-key="u">
            Back to it <kbd>u</kbd>
          </a>
        )}
      </p>
      {undo !== null && certificate !== undefined && /^\d+-\d+$/.test(undo) && (
        <Form action={`/review/certificates/${certificate}/values/${undo}`} csrf={csrf}>
          <input type="hidden" name="reason" value="Taken back at once" />
          <button type="submit" name="action" value="restore" class="button--quiet" data-key="u">
            Undo <kbd>u</kbd>
          </button>
        </Form>
      )}
    </div>
  );
}

/** Who is signed in, and the way out. */
export function ReviewBar({ reviewer }: { reviewer: Reviewer }) {
  return (
    <div class="review-bar">
      <nav aria-label="Review">
        <ul class="nav">
          <li>
            <a href="/review" data-key="q">
              Queue <kbd>q</kbd>
            </a>
          </li>
          <li>
            <a href="/review/names">Unknown names</a>
          </li>
          <li>
            <a href="/review/rereadings">New readings</a>
          </li>
          <li>
            <a href="/review/flags">Flags</a>
          </li>
          <li>
            <a href="/review/replies">Replies</a>
          </li>
          <li>
            <a href="/review/recalls">Recalls</a>
          </li>
          {reviewer.key.role === 'admin' && (
            <li>
              <a href="/review/queues">Queues and failures</a>
            </li>
          )}
        </ul>
      </nav>
      <form method="post" action="/review/sign-out">
        <input type="hidden" name="csrf" value={reviewer.csrf} />
        <span>
          {reviewer.key.name} ({reviewer.key.role}){' '}
        </span>
        <button type="submit" class="button--quiet">
          Sign out
        </button>
      </form>
    </div>
  );
}

export function SignIn({ csrf, failed }: { csrf: string; failed: boolean }) {
  return (
    <div class="wide prose">
      <h1>Review</h1>
      <p class="lede">Doubtful readings are compared with the page here before they become public. Sign in with a reviewer’s key.</p>
      {failed && (
        <div class="callout callout--over" role="alert">
          <p>
            <strong>This key does not open the review.</strong> It is unknown, revoked, or has another role than reviewer or admin.
          </p>
        </div>
      )}
      <Form action="/review/sign-in" csrf={csrf}>
        <p class="review-field">
          <label for="key">Key</label>
          <input id="key" name="key" type="password" required autocomplete="current-password" />
        </p>
        <button type="submit">Sign in</button>
      </Form>
      <p class="quiet">
        Operators make keys with <code>leafproof key create NAME --role reviewer</code>.
      </p>
    </div>
  );
}
