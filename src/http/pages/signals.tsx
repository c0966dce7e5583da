/** What was seen of a document's authenticity and confirmed by a person: what fits beside what does not, in neutral words. */
import type { AuthenticityItem } from '../../store/authenticity.ts';
import { When } from './parts.tsx';

export const OUTCOME_WORDS: Readonly<Record<AuthenticityItem['outcome'], string>> = {
  supports: 'Fits',
  contradicts: 'Does not fit',
  inconclusive: 'Seen',
};

export function Signals({ signals }: { signals: readonly AuthenticityItem[] }) {
  return (
    <section aria-labelledby="authenticity">
      <h2 id="authenticity">Observations on this document</h2>
      <p class="quiet">Each was confirmed by a person who looked at the file. None says anything about whoever issued or sent it.</p>
      <ul>
        {signals.map(signal => (
          <li key={signal.id}>
            <strong>{OUTCOME_WORDS[signal.outcome]}:</strong> {signal.detail}
            {signal.related !== null && (
              <>
                {' '}
                <a href={`/certificates/${signal.related}`}>The other certificate</a>.
              </>
            )}
            {signal.confirmed && (
              <span class="as-printed">
                confirmed <When date={signal.confirmed.at} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
