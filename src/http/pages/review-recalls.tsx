/** Matches of recalls that are too unsure to be shown before a person has looked. */
import type { WaitingMatch } from '../../store/recall.ts';
import type { Reviewer } from '../session.ts';
import { Empty, Facts, SampleTag, When } from './parts.tsx';
import { Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';

interface ReviewRecallsProps {
  readonly matches: readonly WaitingMatch[];
  readonly more: boolean;
  readonly reviewer: Reviewer;
  readonly notice: Notice | null;
}

export function ReviewRecalls({ matches, more, reviewer, notice }: ReviewRecallsProps) {
  return (
    <div class="wide">
      <ReviewBar reviewer={reviewer} />
      <h1>Recalls that may concern somebody</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      {matches.length === 0 ? (
        <Empty title="No match waits.">Recalls whose match is unsure will appear here.</Empty>
      ) : (
        <p class="lede">
          Compare names, places and codes. Only what you confirm is shown beside the vendor; when in doubt, leave it or refuse it.
        </p>
      )}
      {matches.map(match => (
        <section class="review-name" key={match.id} aria-labelledby={`match-${match.id}`}>
          <h2 id={`match-${match.id}`}>
            {match.recall.number} and {match.vendor.name}
            {match.lot !== null && `, lot ${match.lot.code}`}
            {match.lot === null && match.product !== null && `, ${match.product.name}`} <SampleTag show={match.isSample} />
          </h2>
          <p>
            Confidence {Math.round(match.confidence * 100)} %. {match.reasons.join(' ')}
          </p>
          <Facts
            wide
            pairs={[
              [
                'Recalling firm',
                [match.recall.firm, match.recall.city, match.recall.state, match.recall.country].filter(Boolean).join(', '),
              ],
              ['Product', match.recall.product],
              ['Codes', match.recall.codes],
              ['Reported', <When key="reported" date={match.recall.reportedOn} />],
              ['The whole notice', <a key="notice" href={`/recalls/${match.recall.number}`}>{`Recall ${match.recall.number}`}</a>],
              [
                'Vendor',
                <a key="vendor" href={`/vendors/${match.vendor.slug}`}>
                  {match.vendor.name}
                </a>,
              ],
            ]}
          />
          <Form action={`/review/recalls/${match.id}`} csrf={reviewer.csrf}>
            <Reason id={`reason-${match.id}`} />
            <button type="submit" name="action" value="confirm">
              It concerns them: show it
            </button>{' '}
            <button type="submit" name="action" value="refuse" class="button--quiet">
              It is somebody or something else
            </button>
          </Form>
        </section>
      ))}
      {more && <p class="quiet">Others follow as these are decided.</p>}
    </div>
  );
}
