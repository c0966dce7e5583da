/** Where a visitor says by which rules, on which day and at which amounts. A form of the page itself: it works without JavaScript. */
import { PROFILES } from '../../quality/profile.ts';
import { type Choice, choiceQuery, type Refused, SIZE_EXAMPLES, SIZES, type SizeName } from './choice.ts';
import { capital, DATE_CHOICES, dateChoiceWords, SIZE_LABELS } from './verdict-words.ts';

export interface ChooserProps {
  readonly choice: Choice;
  readonly refused: Refused;
  /** Path of the page. */
  readonly path: string;
  /** Amounts that matter on this page. */
  readonly sizes?: readonly SizeName[];
  /** Verdicts that are counted: always by the law of the day of the report, at what the label prints. */
  readonly byReport?: boolean;
}

export function Chooser({ choice, refused, path, sizes = SIZES, byReport = false }: ChooserProps) {
  const wrong = Object.values(refused).length > 0;
  return (
    <section class="chooser" id="choose" aria-label="Which rules">
      <p class="chooser__now">
        Judged by <strong>{choice.profile.title}</strong>, as the law stood {dateChoiceWords(choice.date)}. <Stated choice={choice} />
        {choice.profile.note && <span class="quiet"> Note: {choice.profile.note}.</span>}
      </p>
      <details open={wrong}>
        <summary>{byReport ? 'Choose other rules' : 'Choose other rules, another day or an amount'}</summary>
        <form action={path} method="get">
          {choice.asOf !== null && <input type="hidden" name="as_of" value={choice.asOf} />}
          <div class="chooser__fields">
            <div>
              <label for="profile">Rules</label>
              <select id="profile" name="profile">
                {PROFILES.map(({ id, title }) => (
                  <option key={id} value={id} selected={id === choice.profile.id}>
                    {title}
                  </option>
                ))}
              </select>
              <Wrong text={refused.profile} />
            </div>
            {!byReport && <DateFields choice={choice} wrong={refused.date} />}
            {sizes.map(name => (
              <SizeField key={name} name={name} value={choice[name]} wrong={refused[name]} />
            ))}
          </div>
          <p class="chooser__end">
            <button type="submit" name="remember" value="1">
              Judge
            </button>
            <span class="quiet">
              {byReport ? 'The rules' : 'Rules, day and daily intake'} are kept for other pages, in a cookie.{' '}
              <a href={`${path}?${choiceQuery(choice)}`}>Address of this view</a>
            </span>
          </p>
        </form>
      </details>
    </section>
  );
}

function Stated({ choice }: { choice: Choice }) {
  const stated = SIZES.filter(name => choice[name] !== null);
  if (stated.length === 0) return null;
  return <>You stated: {stated.map(name => `${SIZE_LABELS[name].toLowerCase()} ${choice[name]}`).join(', ')}. </>;
}

function DateFields({ choice, wrong }: { choice: Choice; wrong: string | undefined }) {
  const own = !(choice.date in DATE_CHOICES);
  return (
    <>
      <div>
        <label for="date">The law</label>
        <select id="date" name="date">
          {Object.entries(DATE_CHOICES).map(([value, words]) => (
            <option key={value} value={value} selected={value === choice.date}>
              {words}
            </option>
          ))}
          <option value="day" selected={own}>
            on the day in the next field
          </option>
        </select>
      </div>
      <div>
        <label for="day">Day</label>
        <input id="day" name="day" type="date" value={own ? choice.date : undefined} aria-describedby={wrong ? 'day-wrong' : undefined} />
        <Wrong text={wrong} id="day-wrong" />
      </div>
    </>
  );
}

function SizeField({ name, value, wrong }: { name: SizeName; value: string | null; wrong: string | undefined }) {
  return (
    <div>
      <label for={`size-${name}`}>{SIZE_LABELS[name]}</label>
      <input
        id={`size-${name}`}
        name={name}
        type="text"
        value={value ?? ''}
        placeholder={name === 'intake' ? 'not stated' : 'as printed'}
        aria-describedby={`size-${name}-hint`}
        autocomplete="off"
      />
      <span class="hint" id={`size-${name}-hint`}>
        {wrong === undefined ? `for example ${SIZE_EXAMPLES[name]}` : <strong class="wrong">{capital(wrong)}.</strong>}
      </span>
    </div>
  );
}

function Wrong({ text, id }: { text: string | undefined; id?: string }) {
  return text === undefined ? null : (
    <strong class="wrong" id={id}>
      {capital(text)}.
    </strong>
  );
}

/** Where a verdict waits for an amount: that amount alone is asked for. */
interface AskProps {
  readonly name: SizeName;
  readonly choice: Choice;
  readonly path: string;
  /** Tells the forms of one page apart. */
  readonly where: string;
}

export function AskAmount({ name, choice, path, where }: AskProps) {
  const others: Readonly<Record<string, string>> = Object.fromEntries(
    [...new URLSearchParams(choiceQuery(choice))].filter(([key]) => key !== name),
  );
  const id = `ask-${where}-${name}`;
  return (
    <form action={path} method="get" class="ask">
      {Object.entries(others).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <label for={id}>{ASK_WORDS[name]}</label>
      <div class="ask__row">
        <input id={id} name={name} type="text" required placeholder={SIZE_EXAMPLES[name]} autocomplete="off" />
        <button type="submit" class="button--quiet">
          Judge with it
        </button>
      </div>
    </form>
  );
}

const ASK_WORDS: Record<SizeName, string> = {
  intake: 'How much is taken in a day?',
  serving: 'How much is one serving?',
  container: 'How much is in the container?',
};
