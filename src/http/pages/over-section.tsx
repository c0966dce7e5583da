/** What stored verdicts say of a vendor or a product, by the rules a visitor chose; the worst first and what is open beside it. */
import type { StoredWord } from '../../store/entities/verdict.ts';
import { listExceedances, lotsByWord, type VerdictRow } from '../../store/exceedances.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { VerdictFilter } from '../../store/stored-verdicts.ts';
import { type KeptVendor, partOf } from '../../store/vendor-digest.ts';
import { LOTS_BY_WORD, OVER, SHOWN_OVER } from '../../store/vendor-parts.ts';
import { Chooser } from './chooser.tsx';
import { exploredAddress } from './contaminants-query.ts';
import { ExceedanceTable } from './exceedance-table.tsx';
import type { Standpoint } from './judged-route.tsx';
import { NOT_THE_SCORECARD } from './scorecard-words.ts';
import { Mark } from './verdict-table.tsx';
import { AS_RECEIVED, count } from './words.ts';

export interface Overview {
  readonly rows: readonly VerdictRow[];
  /** Lots by word. */
  readonly lots: Readonly<Record<StoredWord, number>>;
}

export async function overviewOf(em: SqlEntityManager, filter: VerdictFilter, { choice }: Standpoint): Promise<Overview> {
  const asked: VerdictFilter = { ...filter, rules: choice.profile.rulesets, standing: 'any' };
  const { items } = await listExceedances(em, { ...asked, verdict: 'fail' }, { limit: SHOWN_OVER });
  return { rows: items, lots: await lotsByWord(em, asked) };
}

const selectionOf = ({ choice }: Standpoint): string => choice.profile.rulesets.join(' ');

/** Not by a program that did not know the rule sets. */
export const keepsOverview = async (em: SqlEntityManager, kept: KeptVendor, standpoint: Standpoint): Promise<boolean> =>
  OVER.has(selectionOf(standpoint)) && selectionOf(standpoint) in (await partOf(em, kept, LOTS_BY_WORD));

/** The same of a vendor, from what is kept of it. */
export async function vendorOverview(em: SqlEntityManager, kept: KeptVendor, standpoint: Standpoint): Promise<Overview> {
  if (!(await keepsOverview(em, kept, standpoint))) return overviewOf(em, { vendor: kept.slug }, standpoint);
  const selection = selectionOf(standpoint);
  return { rows: await partOf(em, kept, OVER.get(selection)!), lots: (await partOf(em, kept, LOTS_BY_WORD))[selection]! };
}

interface OverSectionProps {
  readonly overview: Overview;
  readonly standpoint: Standpoint;
  readonly caption: string;
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
}

export function OverSection({
  overview: { rows, lots },
  standpoint: { choice, refused, path },
  caption,
  vendor,
  product,
}: OverSectionProps) {
  const address = (verdict?: StoredWord) =>
    exploredAddress({ vendor, product, rules: choice.profile.rulesets.join(','), standing: 'any', verdict });
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Against the rules</h2>
      <Chooser choice={choice} refused={refused} path={path} sizes={[]} byReport />
      <ul class="word-counts">
        {lots.fail > 0 && (
          <li>
            <Mark shade="fail">
              <a href={address()}>{count(lots.fail, 'lot')}</a> with a result over a limit
            </Mark>
          </li>
        )}
        {lots.warning > 0 && (
          <li>
            <Mark shade="warning">
              <a href={address('warning')}>{count(lots.warning, 'lot')}</a> above a warning level
            </Mark>
          </li>
        )}
        <li>
          <Mark shade="undecidable">
            {lots.undecidable === 0 ? 'no lot' : <a href={address('undecidable')}>{count(lots.undecidable, 'lot')}</a>} with a limit that is
            undecidable
          </Mark>
        </li>
        {lots.fail === 0 && lots.pass > 0 && (
          <li>
            <Mark shade="pass">No tested limit exceeded in the published samples</Mark>
          </li>
        )}
      </ul>
      <p class="quiet prose">
        {AS_RECEIVED} Lots that were not tested or not published are not here. {vendor !== undefined && NOT_THE_SCORECARD}
      </p>
      {rows.length > 0 && <ExceedanceTable rows={rows} caption={caption} without={['Vendor']} />}
    </section>
  );
}
