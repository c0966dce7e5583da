/** How numbers are read, and what the words for values mean. */
import type { Config } from '../../config.ts';
import { Accuracy } from './accuracy.tsx';
import { Contributing } from './method-contributing.tsx';
import { History } from './method-history.tsx';
import { Judging } from './method-judging.tsx';
import { Scoring } from './method-scoring.tsx';
import { FINDING_ORDER } from './method-words.ts';
import { AS_RECEIVED, KIND_WORDS } from './words.ts';

export function Method({ publication }: Pick<Config, 'publication'>) {
  return (
    <div class="wide prose">
      <h1>How numbers are read</h1>
      <p class="lede">
        A certificate says more than its numbers. Leafproof keeps what is printed, says what it means, and shows where it stands.
      </p>

      <h2>From paper to record</h2>
      <ol class="steps">
        <li>
          <strong>The file is kept as it came</strong>, known by the fingerprint of its bytes (SHA-256). The same file twice is one
          certificate.
        </li>
        <li>
          <strong>Words are copied as printed</strong>, each with the page and the rectangle in which it stands. Nothing is rounded,
          corrected or filled in. What a file holds and its page does not show (under a box, white on white, in a hidden row) is left out,
          and said so. A line of a table that was not understood is quoted on the certificate, so that a missing result does not look like
          one that was not tested; a sheet of what a product may contain is not taken for one of what it contains.
        </li>
        <li>
          <strong>Each printed result is given a meaning</strong>: a number, a bound, “not detected”, “absent in 25 g”. The printed text
          stays beside it for ever.
        </li>
        <li>
          <strong>Redundancy is used as a check</strong>: percent against mg/g, totals against sums, limits against verdicts, a second
          reading of the same page. What does not agree is marked, never repaired in silence.
        </li>
        <li>
          <strong>What is doubtful waits for a person</strong> and is not public until someone has looked.
        </li>
      </ol>

      <Accuracy />

      <h2>Words for values</h2>
      <p>
        “Not detected” is not zero. A laboratory sees nothing below its detection limit, so the true amount lies somewhere between nothing
        and that limit.
      </p>
      <dl class="glossary">
        {FINDING_ORDER.map(({ kind, example }) => (
          <div key={kind}>
            <dt>{example}</dt>
            <dd>{KIND_WORDS[kind]}</dd>
          </div>
        ))}
      </dl>

      <h2>Limits of measurement</h2>
      <p>
        <abbr title="limit of detection">LOD</abbr> is the smallest amount the laboratory can tell from nothing,{' '}
        <abbr title="limit of quantification">LOQ</abbr> the smallest it can put a number on. They are shown as printed. Where a certificate
        prints none, we say so, and a “not detected” then settles little.
      </p>

      <h2>Units and basis</h2>
      <p>
        Amounts are shown in one unit per substance (mg/g for alkaloids, mg/kg for metals, CFU/g for counts), converted exactly, with the
        printed value beside them. A weight may be “as received” or “dry”; where the certificate does not say, neither do we. Units that
        measure different things are never converted into each other.
      </p>

      <Judging />
      <Scoring />

      <h2>Searching by amount</h2>
      <p>
        “Certainly in this range” finds results whose whole interval lies in it. “Possibly” also finds those that may lie in it given what
        the laboratory could see: “below 0.05 mg/kg” is possibly, never certainly, over 0.01 mg/kg.
      </p>

      <h2>Whose product it is</h2>
      <p>
        The vendor is the one stated by the operator, else the brand printed on the certificate, else the client who ordered the test, and
        every page of a certificate says which. A client that is itself a laboratory or a contract manufacturer is not taken for the vendor.
      </p>

      <Contributing publication={publication} />
      <History />

      <h2>What this cannot tell you</h2>
      <p>
        {AS_RECEIVED} Whether the bag in your hand is the same as that sample, no database can know. Certificates are chosen by those who
        publish them; a lot without one is not a better or a worse lot. Verdicts shown as “lab” are the laboratory’s own, printed on the
        certificate.
      </p>
    </div>
  );
}
