/** Says that a page shows a moment of the past, and leads back to today. */
import { type Choice, choiceQuery, type Refused } from './choice.ts';
import { dateWords } from './words.ts';

export function AsPublic({ choice, refused, path }: { choice: Choice; refused: Refused; path: string }) {
  if (refused.asOf !== undefined) {
    return (
      <p class="callout callout--missing">
        <span class="wrong">{refused.asOf}.</span> Shown is today.
      </p>
    );
  }
  if (choice.asOf === null) return null;
  return (
    <p class="callout callout--missing">
      <strong>As public on {momentWords(choice.asOf)}</strong>, read and linked as it was then and judged by the rules that were held here
      then. What was taken down since stays hidden. <a href={`${path}?${choiceQuery({ ...choice, asOf: null })}`}>See it as it is today</a>.
    </p>
  );
}

const momentWords = (moment: string): string =>
  moment.length === 10 ? dateWords(moment) : `${dateWords(moment)}, ${moment.slice(11).replace('Z', ' UTC')}`;
