/** The part of the method page on scorecards of vendors. */
import { FEW_LOTS, HALF_LIFE_MONTHS, LEAST_LOTS, LEAST_VENDORS } from '../../quality/hazard.ts';
import { Term } from './glossary-link.tsx';
import { PART_WORDS, PARTS, PUBLISHED_ONLY, TIE_SENTENCE, YARDSTICK_SENTENCE } from './scorecard-words.ts';

export function Scoring() {
  return (
    <>
      <h2 id="scorecards">Scorecards of vendors</h2>
      <p>{PUBLISHED_ONLY}</p>
      <p>
        A scorecard has four parts. They are never blended into one number or letter, because that would hide what is weak behind what is
        strong.
      </p>
      <dl class="glossary">
        {PARTS.map(part => (
          <div key={part}>
            <dt>{PART_WORDS[part].title}</dt>
            <dd>{PART_WORDS[part].what}</dd>
          </div>
        ))}
      </dl>
      <p>
        {YARDSTICK_SENTENCE} <a href="/rules/yardstick_v1">Read the limits</a>. A lot counts only if it would have been decided whatever the
        outcome: thin testing or a laboratory that sees little neither helps nor hurts.
      </p>
      <p>
        From the lots within and over follows a share with its <Term of="interval">90&nbsp;% interval</Term>. Before a vendor’s own lots are
        seen, its share is expected to be like that of other vendors; with fewer than {LEAST_VENDORS} of them, every share is equally
        likely. <Term of="fading">Older lots count less</Term>: half after {HALF_LIFE_MONTHS} months. Under {LEAST_LOTS} lots nothing is
        scored; under {FEW_LOTS}, “few lots” is said first. {TIE_SENTENCE}
      </p>
      <p>
        Nobody can pay to change, hide or leave a scorecard. Every vendor’s page leads to each input, weight and formula, also as it was on
        an earlier day, and <code>leafproof scores</code> computes all of them again from exported inputs, to the same bytes.
      </p>
    </>
  );
}
