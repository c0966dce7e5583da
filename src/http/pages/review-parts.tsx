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
}

export function Field({ id, name, label, value, required, list }: FieldProps) {
  return (
    <p class="review-field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type="text" value={value ?? ''} required={required} maxlength={2000} autocomplete="off" list={list} />
    </p>
  );
}

export const Reason = ({ id, required = true }: { id: string; required?: boolean }) => (
  <Field id={id} name="reason" label={required ? 'Reason (kept with the certificate)' : 'Note (may stay empty)'} required={required} />
);

/** Who is signed in, and the way out. */
export function ReviewBar({ reviewer }: { reviewer: Reviewer }) {
  return (
    <div class="review-bar">
      <nav aria-label="Review">
        <ul class="nav">
          <li>
            <a href="/review">Queue</a>
          </li>
          <li>
            <a href="/review/names">Unknown names</a>
          </li>
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
