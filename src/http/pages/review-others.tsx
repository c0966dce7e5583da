/** Before a certificate is decided on: public reports that carry its number, or that one of the two amends, and what they say otherwise. */
import type { ComparedReports } from '../../store/compared-reports.ts';
import { certificateTitle } from './lists.tsx';
import { When } from './parts.tsx';
import { relationWords } from './related-reports.tsx';
import { cellsShown } from './report-diff.tsx';
import { fieldWords, whereWords } from './versions.tsx';
import { count } from './words.ts';

/** More are read side by side. */
const MOST_SHOWN = 20;

/** `others` are compared as they are with this one after them. */
export function OtherReports({ others }: { others: readonly ComparedReports[] }) {
  if (others.length === 0) return null;
  return (
    <section class="callout callout--open" aria-labelledby="others">
      <h2 id="others">There is another report</h2>
      {others.map(compared => (
        <Other key={compared.before.id} compared={compared} />
      ))}
    </section>
  );
}

function Other({ compared: { before, relation, differences } }: { compared: ComparedReports }) {
  const cells = differences.flatMap(cellsShown);
  return (
    <>
      <p>
        {relationWords(relation)} <a href={`/certificates/${before.id}`}>{certificateTitle(before)}</a> (reported:{' '}
        <When date={before.reported} />
        ).{' '}
        {cells.length === 0
          ? 'The two say the same.'
          : `${count(cells.length, 'cell')} of this one ${cells.length === 1 ? 'differs' : 'differ'}:`}
      </p>
      <ul>
        {cells.slice(0, MOST_SHOWN).map(({ difference: { sample, result, change }, field, before: there, after: here }) => (
          <li key={`${sample} ${result} ${field}`}>
            {whereWords(sample, result, change === 'changed' ? null : change)}, {fieldWords(field)}: here <ins>{here ?? 'nothing'}</ins>,
            there <del>{there ?? 'nothing'}</del>
          </li>
        ))}
      </ul>
      {cells.length > MOST_SHOWN && <p>And {cells.length - MOST_SHOWN} more.</p>}
    </>
  );
}
