/** Right of reply: what vendors and laboratories say of what is shown of them, and the form for it. */
import type { PublishedReply } from '../../store/reply.ts';
import type { FoundSubject } from '../reply-subject.ts';
import { Crumbs, When } from './parts.tsx';

export function Replies({ replies, href }: { replies: readonly PublishedReply[]; href: string }) {
  const current = replies.filter(({ supersededAt }) => supersededAt === null);
  const earlier = replies.filter(({ supersededAt }) => supersededAt !== null);
  return (
    <section class="wide replies" aria-labelledby="replies">
      <h2 id="replies">Replies</h2>
      {current.map(reply => (
        <ReplyText key={reply.id} reply={reply} />
      ))}
      {earlier.length > 0 && (
        <details class="review-details">
          <summary>Earlier versions ({earlier.length})</summary>
          {earlier.map(reply => (
            <ReplyText key={reply.id} reply={reply} />
          ))}
        </details>
      )}
      <p>
        {replies.length === 0 && 'No vendor or laboratory has replied to this page. '}
        <a href={`${href}/reply`} rel="nofollow">
          Reply as the vendor or laboratory
        </a>
      </p>
    </section>
  );
}

function ReplyText({ reply: { signed, words, publishedAt, supersededAt } }: { reply: PublishedReply }) {
  return (
    <figure class="reply">
      <figcaption>
        <strong>{signed}</strong>, verified and published on <When date={publishedAt} />
        {supersededAt !== null && (
          <>
            , replaced on <When date={supersededAt} />
          </>
        )}
      </figcaption>
      <blockquote class="strangers-words">{words}</blockquote>
    </figure>
  );
}

interface ReplyFormProps {
  readonly found: FoundSubject;
  readonly complaint: string | null;
  readonly received: boolean;
  readonly longest: number;
  /** What was entered before, so that nothing has to be typed again. */
  readonly entered: { readonly signed: string; readonly email: string; readonly words: string };
}

export function ReplyForm({ found, complaint, received, longest, entered }: ReplyFormProps) {
  return (
    <div class="wide prose">
      <Crumbs path={[{ href: found.href, label: found.name }]} />
      <h1>Reply to what is shown of {found.name}</h1>
      {received ? (
        <div class="callout" role="status">
          <p>
            <strong>Received.</strong> A reviewer writes to the address you gave to make sure that it is you, and then publishes your reply
            unchanged, with its date.
          </p>
        </div>
      ) : (
        <>
          <p class="lede">
            Vendors and laboratories can say their part. A reviewer verifies who replies and publishes the reply unchanged, with its date,
            on the page itself. It costs nothing, and nothing is removed for it.
          </p>
          {complaint !== null && (
            <p class="callout callout--over" role="alert">
              {complaint}
            </p>
          )}
          <form method="post" action={`${found.href}/reply`} class="review-form">
            <p class="review-field">
              <label for="signed">Who replies (shown with the reply)</label>
              <input id="signed" name="signed" type="text" value={entered.signed} required maxlength={200} autocomplete="organization" />
            </p>
            <p class="review-field">
              <label for="email">E-mail address (never shown; used to verify who you are, then forgotten)</label>
              <input id="email" name="email" type="email" value={entered.email} required maxlength={254} autocomplete="email" />
            </p>
            <p class="review-field">
              <label for="words">Your reply (at most {longest} characters)</label>
              <textarea id="words" name="words" rows={8} required maxlength={longest}>
                {entered.words}
              </textarea>
            </p>
            <button type="submit">Send</button>
          </form>
          <p class="quiet">A later reply under the same name takes the place of this one; both stay readable.</p>
        </>
      )}
    </div>
  );
}
