/** The part of `/check` for a whole shelf: many lot codes at once, and what is known of each. */
import { type FoundLot, LONGEST_LIST, type LotLookup, lookUpList, MOST_LISTED, MOST_SOUGHT } from '../../store/lot-lookup.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { LotItem } from '../../store/views.ts';
import { API_PREFIX } from '../openapi.ts';
import { LotTable } from './lists.tsx';
import { count } from './words.ts';

export interface ListAnswer {
  /** In the order they were given. */
  readonly codes: readonly { readonly given: string; readonly lookup: LotLookup }[];
}

export async function listedLots(em: SqlEntityManager, given: readonly string[]): Promise<ListAnswer> {
  return { codes: (await lookUpList(em, given)).map(({ code, lookup }) => ({ given: code.text, lookup })) };
}

export const lotsOfList = ({ codes }: ListAnswer): readonly LotItem[] =>
  codes.flatMap(({ lookup: { found, nearest } }) => [...found.map(({ lot }) => lot), ...nearest]);

interface Led {
  readonly lot: LotItem;
  readonly ways: (FoundLot & { readonly given: string })[];
}

/** Those over a limit first, else as they were given; one that several codes lead to stands once. */
function foundLots(codes: ListAnswer['codes']): readonly Led[] {
  const lots = new Map<string, Led>();
  for (const { given, lookup } of codes) {
    for (const found of lookup.found) {
      const led = lots.get(found.lot.id) ?? { lot: found.lot, ways: [] };
      led.ways.push({ ...found, given });
      lots.set(found.lot.id, led);
    }
  }
  return [...lots.values()].toSorted((a, b) => Number(b.lot.limitsExceeded > 0) - Number(a.lot.limitsExceeded > 0));
}

export function ListAnswered({ answer: { codes } }: { answer: ListAnswer }) {
  const lots = foundLots(codes);
  const over = lots.filter(({ lot }) => lot.limitsExceeded > 0).length;
  const missing = codes.filter(({ lookup }) => lookup.found.length === 0);
  const ways = new Map(lots.map(({ lot, ways }) => [lot.id, ways]));
  return (
    <section id="answer" class="answer" aria-labelledby="listed">
      <h2 id="listed">
        {codes.length - missing.length} of {count(codes.length, 'code')} lead to a lot here
      </h2>
      <p>
        {lots.length > 0 && `${count(over, 'lot')} of ${lots.length} ${over === 1 ? 'has' : 'have'} a value over a limit of some place. `}
        {missing.length > 0 &&
          `For ${count(missing.length, 'code')} no certificate was published here, which does not say that the lot was not tested.`}
      </p>
      {lots.length > 0 && (
        <>
          <LotTable
            lots={lots.map(({ lot }) => lot)}
            caption="Lots of these codes"
            beside={({ id }) => <Given ways={ways.get(id) ?? []} />}
          />
          <p>
            <a
              class="button button--quiet"
              href={`${API_PREFIX}/lot-lookups.csv?${new URLSearchParams({ codes: codes.map(({ given }) => given).join('\n') })}`}
            >
              This list as CSV
            </a>
          </p>
        </>
      )}
      {missing.length > 0 && (
        <>
          <h3>No certificate here</h3>
          {missing.length > MOST_SOUGHT && <p class="quiet">Codes much like them are shown for the first {MOST_SOUGHT}.</p>}
          <ul>
            {missing.map(({ given, lookup: { nearest } }) => (
              <li key={given}>
                <code class="code-text">{given}</code>
                {nearest.length > 0 && (
                  <span class="quiet">
                    {' '}
                    much like it:{' '}
                    {nearest.map((lot, index) => (
                      <span key={lot.id}>
                        {index > 0 && ', '}
                        <a href={`/lots/${lot.id}`}>{lot.code}</a>
                      </span>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** How the codes lead to the lot, where it is not by its own code as it is printed. */
function Given({ ways }: { ways: Led['ways'] }) {
  return ways
    .filter(({ given, lot }) => given !== lot.code)
    .map(({ given, way, sure }) => (
      <span class="as-printed" key={given}>
        {way === 'report' ? 'by report number' : 'given as'} “{given}”{!sure && ': compare with the bag'}
      </span>
    ));
}

export function ListForm({ codes, open }: { codes: string; open: boolean }) {
  return (
    <details class="fold" open={open}>
      <summary>
        <h2 class="fold__title" id="shelf">
          You have many lots
        </h2>{' '}
        <span class="fold__holds">up to {MOST_LISTED} codes at once</span>
      </summary>
      <form action="/check#answer" method="get" class="upload" aria-labelledby="shelf">
        <label for="lots">Lot codes or report numbers, one a line</label>
        <textarea
          id="lots"
          class="upload__note"
          name="lots"
          rows={6}
          required
          maxlength={LONGEST_LIST}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        >
          {codes}
        </textarea>
        <button type="submit">Look them up</button>
      </form>
    </details>
  );
}
