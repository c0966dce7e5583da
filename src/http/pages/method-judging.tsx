/** The part of the method page on judging by rules, and on what a visitor’s choice is kept in. */
import { DEFAULT_CHOICE } from './choice.ts';
import { CAVEAT_WORDS, capital, NOTHING_OVER } from './verdict-words.ts';

export function Judging() {
  return (
    <>
      <h2 id="judging">Judging by rules</h2>
      <p>
        A verdict is one <a href="/rules">rule</a> against one sample on one day. The amount is never a point unless it was measured as one:
        “not detected” lies anywhere below the detection limit, and the verdict must hold for every amount that the result allows.
      </p>
      <dl class="glossary">
        {WORDS.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        Only a rule whose own text was seen can make a public “over”. Other texts are judged and marked “text not verified”; benchmarks are
        compared and never decide; the scoring yardstick is a list for comparing vendors and no law.
      </p>
      <h3>Whose law, of which day</h3>
      <p>
        Pages show verdicts by “{DEFAULT_CHOICE.profile.title}” as the law stood on the day of the report, until you choose otherwise. The
        page of a lot also names what only the law of today forbids. Where lots are counted or listed, the law of the day of the report
        counts, never a later one. “Strictest of all” is for the curious: never the default, never counted.
      </p>
      <h3>Amounts taken</h3>
      <p>
        A limit per serving or per day needs the size of a serving or the amount taken in a day. They are the label’s or yours, and nothing
        is assumed: without them the verdict is undecidable, and the page says up to which amount the limit would hold.
      </p>
      <h3>What to know beside a verdict</h3>
      <ul>
        {Object.values(CAVEAT_WORDS).map(words => (
          <li key={words}>{capital(words)}.</li>
        ))}
      </ul>
      <h3>What your choice is kept in</h3>
      <p>
        Your choice of rules, day and daily intake is in the address of the page, and in one cookie, <code>leafproof_choice</code>, so that
        other pages use it too. It holds nothing else, is read by this site alone, lasts a year, and goes when you clear it. Sizes of a
        serving or a container belong to one product and are in the address only. Amounts you state enter no count and no score.
      </p>
    </>
  );
}

const WORDS: readonly (readonly [string, string])[] = [
  [
    'over',
    'Every amount the result allows is over this one limit, in this sample. Whether the lot was sold where the rule holds is not known.',
  ],
  ['not over', `Every amount the result allows keeps to the limit. All that a sample with nothing else can show is: “${NOTHING_OVER}”`],
  ['undecidable', 'The result leaves both open, or something the rule needs is missing. The page says what would decide it.'],
  ['not tested', 'No published certificate has a result for it. That is neither good nor bad news.'],
  ['above a warning level', 'The text asks for a warning above this level and limits nothing.'],
  ['does not apply', 'The rule means other products or another day, or limits nothing.'],
  ['differs', 'The laboratory prints another verdict than ours. Both are shown with their limits; neither is called wrong.'],
];
