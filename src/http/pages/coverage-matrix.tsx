/** Lots × panels against the scoring yardstick: within, over, undecidable, tested or not tested, each a word and a shape. */
import type { Panel } from '../../coa/transcript.ts';
import { HAZARD_GROUPS } from '../../quality/hazard.ts';
import type { Outcome } from '../../quality/lot-outcome.ts';
import type { ScoredLotView } from '../../store/vendor-parts.ts';
import type { LotItem } from '../../store/views.ts';
import { When } from './parts.tsx';
import { GROUP_WORDS } from './scorecard-words.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import type { Shade } from './verdict-words.ts';
import { PANEL_WORDS } from './words.ts';

/** What the yardstick has no limits for: tested or not. */
const FURTHER: readonly Panel[] = ['mycotoxins', 'pesticides'];

const WORDS: Readonly<Record<Outcome, { readonly shade: Shade; readonly word: string }>> = {
  pass: { shade: 'pass', word: 'within' },
  fail: { shade: 'fail', word: 'over' },
  undecidable: { shade: 'undecidable', word: 'undecidable' },
  not_tested: { shade: 'not_tested', word: 'not tested' },
};

export function CoverageMatrix({ lots, outcomes }: { lots: readonly LotItem[]; outcomes: readonly ScoredLotView[] }) {
  const of = new Map(outcomes.map(scored => [scored.lot, scored.outcomes]));
  const extracts = lots.some(lot => lot.panels.includes('solvents'));
  const groups = HAZARD_GROUPS.filter(group => group !== 'solvents' || extracts);
  const columns: Column<LotItem>[] = [
    {
      title: 'Lot',
      cell: lot => (
        <>
          <a href={`/lots/${lot.id}`}>{lot.code}</a>
          <span class="as-printed">
            {lot.product?.name}
            {lot.product && <br />}
            <When date={lot.latest} />
          </span>
        </>
      ),
    },
    ...groups.map(group => ({
      title: GROUP_WORDS[group].title,
      cell: (lot: LotItem) => <OutcomeMark outcome={of.get(lot.id)?.[group] ?? 'not_tested'} />,
    })),
    ...FURTHER.map(panel => ({ title: PANEL_WORDS[panel], cell: (lot: LotItem) => <Tested yes={lot.panels.includes(panel)} /> })),
  ];
  return <Table caption="What was tested per lot, against the scoring yardstick" columns={columns} rows={lots} kind="table--coverage" />;
}

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { shade, word } = WORDS[outcome];
  return <Mark shade={shade}>{word}</Mark>;
}

function Tested({ yes }: { yes: boolean }) {
  return yes ? <Mark shade="not_applicable">tested</Mark> : <Mark shade="not_tested">not tested</Mark>;
}
