/** Laboratories side by side: what each measured, by which accreditation, and how little of each substance it can see. */
import { Decimal } from 'decimal.js';
import { resultsByPanel, Spread } from './laboratories.tsx';
import { type Compared, Heads, type Measure, Side } from './side-by-side.tsx';
import { Limits } from './value.tsx';
import { Mark } from './verdict-table.tsx';
import { count } from './words.ts';

type LimitsSeen = NonNullable<Compared['laboratory']>['limits'][number];

const limitsOf = ({ laboratory }: Compared, analyte: string): LimitsSeen | null =>
  laboratory?.limits.find(limits => limits.analyte === analyte) ?? null;

/**
 * The place of the laboratory whose limits of detection lie below all those of the others whatever the day, smallest and largest of each; null
 * where there is none, and where one that prints limits does not say what it can detect.
 */
export function keenest(limits: readonly (Pick<LimitsSeen, 'lod'> | null)[]): number | null {
  const printed = limits.flatMap((each, index) => (each === null ? [] : [{ index, lod: each.lod }]));
  const known = printed.flatMap(({ index, lod }) => (lod === null ? [] : [{ index, low: new Decimal(lod[0]), high: new Decimal(lod[1]) }]));
  if (known.length < 2 || known.length < printed.length) return null;
  return known.find(one => known.every(other => other === one || one.high.lessThan(other.low)))?.index ?? null;
}

interface Row {
  readonly analyte: string;
  /** The place of the keenest. */
  readonly best: number | null;
}

/** `first`: substances that stand before the others. */
export function LaboratoriesCompared({ things, first }: { things: readonly Compared[]; first: readonly string[] }) {
  const names = new Map(things.flatMap(({ laboratory }) => laboratory?.limits.map(({ analyte, name }) => [analyte, name] as const) ?? []));
  const others = [...names.keys()]
    .filter(analyte => !first.includes(analyte))
    .sort((a, b) => names.get(a)!.localeCompare(names.get(b)!, 'en'));
  const seen: Measure<Row>[] = [...first.filter(analyte => names.has(analyte)), ...others].map(analyte => ({
    title: names.get(analyte)!,
    what: '',
    of: { analyte, best: keenest(things.map(thing => limitsOf(thing, analyte))) },
  }));
  return (
    <>
      <Heads of="laboratories" things={things} />
      <Side caption="Laboratories side by side" things={things} measures={ABOUT} cell={(thing, measure) => measure.of(thing)} />
      <h2>How little each can see</h2>
      {seen.length === 0 ? (
        <p>None of them prints a limit of detection or of quantification: “not detected” says little there.</p>
      ) : (
        <>
          <Side
            caption="Limits of detection and of quantification side by side"
            things={things}
            measures={seen}
            cell={(thing, measure) => (
              <Seen limits={limitsOf(thing, measure.of.analyte)} best={measure.of.best !== null && things[measure.of.best] === thing} />
            )}
          />
          <p class="quiet">
            The smallest and the largest limit that each printed, in the unit of the substance. Limits in other units are left out, and
            where none is printed the substance may have been tested all the same.
          </p>
        </>
      )}
    </>
  );
}

const ABOUT: Measure<(thing: Compared) => string>[] = [
  { title: 'Accreditation, as printed', what: '', of: ({ laboratory }) => laboratory?.accreditation ?? 'none printed' },
  {
    title: 'Results by panel',
    what: '',
    of: ({ laboratory }) => (laboratory && resultsByPanel(laboratory)) || 'none',
  },
];

function Seen({ limits, best }: { limits: LimitsSeen | null; best: boolean }) {
  if (limits === null) return <span class="figure__none">no limit printed</span>;
  const { lod, loq, unit, results } = limits;
  return (
    <>
      <Limits lod={lod && <Spread ends={lod} unit={unit} />} loq={loq && <Spread ends={loq} unit={unit} />} />
      {best && <Mark shade="pass">sees the smallest amount</Mark>}
      <span class="as-printed">{count(results, 'result')}</span>
    </>
  );
}
