/** What was measured per gram, in one serving and in a day: only where an amount is known or was stated. */
import { derive, isDerived } from '../../quality/derive.ts';
import { describeRange } from '../../quality/range.ts';
import type { Rule } from '../../quality/ruleset.ts';
import type { ResultView } from '../../store/views.ts';
import type { Choice } from './choice.ts';
import { AskAmount } from './chooser.tsx';
import type { Judged } from './judged.ts';
import { When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { Amount, boxOf } from './value.tsx';
import { subjectWords } from './verdict-words.ts';
import { groupDigits, unitWords } from './words.ts';

/** What is spoken of by amounts taken. */
const DOSED: Readonly<Record<string, 'mg' | 'ug'>> = {
  mitragynine: 'mg',
  '7_hydroxymitragynine': 'mg',
  mitragynine_pseudoindoxyl: 'mg',
  total_alkaloids: 'mg',
  arsenic_total: 'ug',
  cadmium: 'ug',
  lead: 'ug',
  mercury_total: 'ug',
};

interface Dose {
  readonly judged: Judged;
  readonly result: ResultView;
}

export function Doses({ judged, choice, path }: { judged: readonly Judged[]; choice: Choice; path: string }) {
  const doses = judged
    .flatMap(one =>
      one.source.results
        .filter(({ analyte, upper }) => analyte !== null && analyte in DOSED && upper !== null)
        .map(result => ({ judged: one, result })),
    )
    .toSorted((a, b) => order(a) - order(b));
  if (doses.length === 0) return null;
  const serving = oneOf(doses.map(({ judged: { sample } }) => sample.facts.serving?.printed ?? null));
  const intake = oneOf(doses.map(({ judged: { sample } }) => sample.facts.intake?.printed ?? null));
  const columns: Column<Dose>[] = [
    { title: 'Substance', cell: ({ result }) => subjectWords(result.analyte ?? '') },
    {
      title: 'As measured',
      cell: ({ result }) => <Amount result={result} href={boxOf(result)} label={result.analyteName ?? result.printed.name} />,
    },
    ...(serving === null
      ? []
      : [
          {
            title: serving === SEVERAL ? 'In a serving' : `In a serving of ${serving}`,
            cell: (dose: Dose) => <Per dose={dose} basis="per_serving" named={serving === SEVERAL} />,
          },
        ]),
    ...(intake === null
      ? []
      : [
          {
            title: intake === SEVERAL ? 'In a day' : `In a day at ${intake}`,
            cell: (dose: Dose) => <Per dose={dose} basis="per_day" named={intake === SEVERAL} />,
          },
        ]),
    { title: 'Report', cell: ({ judged: { source } }) => <When date={source.reported} /> },
  ];
  return (
    <section aria-labelledby="doses">
      <h2 id="doses">Per gram, per serving, per day</h2>
      {serving === null && intake === null && <p>No serving size is printed. State an amount to see what it holds.</p>}
      {serving !== null && (
        <p class="prose">
          A serving ({serving}) {sizeOrigin(choice.serving, judged, 'serving')}
          {intake !== null && `; a day’s intake (${intake}) ${sizeOrigin(choice.intake, judged, 'intake')}`}. The amounts hold for this
          sample alone.
        </p>
      )}
      <div class="asks">
        {serving === null && <AskAmount name="serving" choice={choice} path={path} where="doses" />}
        {intake === null && <AskAmount name="intake" choice={choice} path={path} where="doses" />}
      </div>
      {(serving !== null || intake !== null) && (
        <Table caption="Amounts per gram, per serving and per day" columns={columns} rows={doses} />
      )}
    </section>
  );
}

/** Whose statement a size is: it is never ours. */
function sizeOrigin(stated: string | null, judged: readonly Judged[], name: 'serving' | 'intake'): string {
  if (stated !== null) return 'is what you stated';
  const origin = judged.find(({ origins }) => origins[name])?.origins[name];
  if (!origin || origin === 'asked' || origin.from === 'certificate') return 'is what the certificate prints';
  const kinds = { label: 'the label', vendor: 'the vendor', operator: 'the operator of this database' };
  return `is stated of the ${origin.from} by ${kinds[origin.sourceKind ?? 'operator']} (${origin.source})`;
}

const SEVERAL = 'several sizes';

/** Certificates of one lot may print different sizes; each row then names its own. */
const oneOf = (sizes: readonly (string | null)[]): string | null => {
  const known = [...new Set(sizes.filter(size => size !== null))];
  return known.length > 1 ? SEVERAL : (known[0] ?? null);
};

const order = ({ result }: Dose): number => Object.keys(DOSED).indexOf(result.analyte ?? '');

interface PerProps {
  readonly dose: Dose;
  readonly basis: 'per_serving' | 'per_day';
  /** Say of which size. */
  readonly named: boolean;
}

function Per({ dose: { judged, result }, basis, named }: PerProps) {
  const { facts } = judged.sample;
  const size = (basis === 'per_day' ? facts.intake : facts.serving)?.printed ?? null;
  const unit = DOSED[result.analyte ?? ''] ?? 'mg';
  // a limit is not part of it: the same conversion that a limit of this kind would ask for
  const asked = { basis, judgedUnit: basis === 'per_day' ? `${unit}/day` : unit, limit: '' } as Rule;
  const derived = derive(result, asked, facts);
  if (!isDerived(derived)) return <span class="quiet">{derived.reason}</span>;
  return (
    <>
      <strong>{amountText(describeRange(derived.range, unitWords(unit)))}</strong>
      {named && size !== null && <span class="as-printed">in {size}</span>}
    </>
  );
}

function amountText({ lower, upper, unit }: { lower: string | null; upper: string | null; unit: string }): string {
  const figure = (value: string) => groupDigits(short(value));
  if (lower !== null && lower === upper) return `${figure(lower)}\u00a0${unit}`;
  if (upper === null) return `at least ${figure(lower ?? '0')}\u00a0${unit}`;
  return lower === null || lower === '0' ? `below ${figure(upper)}\u00a0${unit}` : `${figure(lower)} to ${figure(upper)}\u00a0${unit}`;
}

/** A product has no more figures than what it is made of. */
const short = (decimal: string): string => {
  const rounded = Number(decimal).toPrecision(4);
  return rounded.includes('e') ? decimal : rounded.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
};
