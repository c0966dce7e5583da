/** Replies before a reviewer, who makes sure that they come from whom they say. */
import type { WaitingReply } from '../../store/reply.ts';
import type { Reviewer } from '../session.ts';
import { Empty, When } from './parts.tsx';
import { Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';

interface ReviewRepliesProps {
  readonly replies: readonly WaitingReply[];
  readonly more: boolean;
  readonly reviewer: Reviewer;
  readonly notice: Notice | null;
}

export function ReviewReplies({ replies, more, reviewer, notice }: ReviewRepliesProps) {
  return (
    <div class="wide">
      <ReviewBar reviewer={reviewer} />
      <h1>Replies</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      {replies.length === 0 ? (
        <Empty title="No reply waits.">Replies of vendors and laboratories will appear here.</Empty>
      ) : (
        <p class="lede">
          Write to the address and have it confirmed; an address at the sender’s own domain says more than a name. A reply is published
          unchanged or not at all. The address is forgotten with the decision.
        </p>
      )}
      {replies.map((reply, index) => (
        <section class="review-name" key={reply.id} aria-labelledby={`reply-${reply.id}`}>
          <h2 id={`reply-${reply.id}`}>
            {index + 1}. {reply.signed}
          </h2>
          <p>
            About <Subject reply={reply} />, received on <When date={reply.receivedAt} />, from {reply.email ?? 'an address not given'}
          </p>
          <blockquote class="strangers-words">{reply.words}</blockquote>
          <Form action={`/review/replies/${reply.id}`} csrf={reviewer.csrf}>
            <Reason id={`reason-${reply.id}`} />
            <button type="submit" name="action" value="publish">
              Verified: publish
            </button>{' '}
            <button type="submit" name="action" value="refuse" class="button--quiet">
              Refuse
            </button>
          </Form>
        </section>
      ))}
      {more && <p class="quiet">The others follow as these are decided.</p>}
    </div>
  );
}

function Subject({ reply: { organization, certificate, reportNumber } }: { reply: WaitingReply }) {
  if (organization === null) return <a href={`/review/certificates/${certificate}`}>certificate {reportNumber ?? 'without a number'}</a>;
  const section = organization.roles.includes('vendor') ? 'vendors' : 'laboratories';
  return <a href={`/${section}/${organization.slug}`}>{organization.name}</a>;
}
