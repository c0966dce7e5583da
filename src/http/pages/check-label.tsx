/** The part of `/check` for a person with a bag: a lot code typed, or a photo of the code on the label. */
import { PROFILES } from '../../quality/profile.ts';
import type { Choice } from './choice.ts';
import { type CodeAnswer, CodeAnswers } from './lot-answer.tsx';

export interface LabelAnswer {
  /** What was typed; null where a photo was sent. */
  readonly typed: string | null;
  readonly answers: readonly CodeAnswer[];
  readonly choice: Choice;
}

export function LabelAnswered({ label: { typed, answers, choice } }: { label: LabelAnswer }) {
  return <div id="answer">{typed === null && answers.length === 0 ? <NoCode /> : <CodeAnswers answers={answers} choice={choice} />}</div>;
}

function NoCode() {
  return (
    <section aria-labelledby="no-code" class="answer">
      <h2 id="no-code">No code could be read from this photo</h2>
      <p>This says nothing about the lot. Try one of these:</p>
      <ul>
        <li>Type the lot or batch code from the bag into the field below.</li>
        <li>Take the photo again: the whole code in the picture, flat, in good light, without a shine on it.</li>
        <li>Go nearer, so that the code fills a third of the picture, and wait until it is sharp.</li>
        <li>
          If the picture shows the laboratory’s certificate, send it as <a href="#certificate">the certificate</a> below.
        </li>
      </ul>
    </section>
  );
}

/** Whose rules to judge by; every form has its own. */
export function RulesOf({ id, choice }: { id: string; choice: Choice }) {
  return (
    <>
      <label for={id}>Judge by the rules of</label>
      <select id={id} name="profile">
        {PROFILES.map(({ id: profile, title }) => (
          <option key={profile} value={profile} selected={profile === choice.profile.id}>
            {title}
          </option>
        ))}
      </select>
    </>
  );
}

export function LabelForms({ lot, choice }: { lot: string; choice: Choice }) {
  return (
    <section aria-labelledby="label">
      <h2 id="label">You hold a product</h2>
      <p>Is your lot tested, what is over a limit, and what is unknown? Type the lot code, or send a photo of the code on the label.</p>
      <div class="two-ways">
        <form action="/check#answer" method="get" class="upload">
          <label for="lot">Lot or batch code</label>
          <input
            id="lot"
            name="lot"
            type="text"
            required
            maxlength={100}
            value={lot}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            enterkeyhint="search"
          />
          <RulesOf id="rules-lot" choice={choice} />
          <button type="submit">Look it up</button>
        </form>
        <form action="/check#answer" method="post" enctype="multipart/form-data" class="upload">
          <label for="photo">Photo of the QR code or barcode (JPEG or PNG)</label>
          <input type="hidden" name="what" value="label" />
          <input id="photo" name="file" type="file" required accept="image/jpeg,image/png" />
          <RulesOf id="rules-photo" choice={choice} />
          <button type="submit">Read the code</button>
        </form>
      </div>
      <p class="quiet">The photo is read on this server and not kept. An address in a code is read as text; it is never opened.</p>
    </section>
  );
}
