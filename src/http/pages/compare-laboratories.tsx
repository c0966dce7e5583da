/** Laboratories side by side: what each measured, by which accreditation, and how little of each substance it can see. */
import { Decimal } from 'decimal.js';
import { Spread } from './laboratories.tsx';
import { type Compared, Heads, type Measure, Side } from './side-by-side.tsx';
import { Mark } from './verdict-table.tsx';
import { count, PANEL_WORDS } from './words.ts';

type Limits = NonNullable<Compared['laboratory']>['limits'][number];

const limitsOf = ({ laboratory }: Compared, analyte: string): Limits | null =>
  laboratory?.limits.find(limits => limits.analyte === analyte) ?? null;

/**
 * The place of the laboratory whose limits of detection lie below all those of the others whatever the day, smallest and largest of each; null
 * where there is none, and where one that prints limits does not say what it can detect.
 */
export function keenest(limits: readonly (Pick<Limits, 'lod'> | null)[]): number | null {
  const printed = limits.flatMap((each, index) => (each === null ? [] : [{ index, lod: each.lod }]));
  const known = printed.flatMap(({ index, lod }) => (lod === null ? [] : [{ index, low: new Decimal(lod[0]), high: new Decimal(lod[1]) }]));
  if (known.length < 2 || known.length < printed.length) return null;
  return known.find(one => known.every(other => other === one || one.high.lessThan(other.low)))?.index ?? null;
}

/** `first`: substances that stand before the others. */
export function LaboratoriesCompared({ things, first }: { things: readonly Compared[]; first: readonly string[] }) {
  const names = new Map(things.flatMap(({ laboratory }) => laboratory?.limits.map(({ analyte, name }) => [analyte, name] as const) ?? []));
  const others = [...names.keys()]
    .filter(analyte => !first.includes(analyte))
    .sort((a, b) => names.get(a)!.localeCompare(names.get(b)!, 'en'));
  const seen: Measure<string>[] = [...first.filter(analyte => names.has(analyte)), ...others].map(analyte => ({
    title: names.get(analyte)!,
    what: '',
    of: analyte,
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
            cell={(thing, measure) => <Seen things={things} thing={thing} analyte={measure.of} />}
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
    of: ({ laboratory }) => laboratory?.panels.map(({ panel, results }) => `${PANEL_WORDS[panel]} ${results}`).join(' · ') || 'none',
  },
];

function Seen({ things, thing, analyte }: { things: readonly Compared[]; thing: Compared; analyte: string }) {
  const limits = limitsOf(thing, analyte);
  if (limits === null) return <span class="figure__none">no limit printed</span>;
  const { lod, loq, unit, results } = limits;
  const best = keenest(things.map(other => limitsOf(other, analyte)));
  return (
    <>
      <span class="limits">
        {lod !== null && (
          <span>
            <abbr title="limit of detection">LOD</abbr> <Spread ends={lod} unit={unit} />
          </span>
        )}
        {loq !== null && (
          <span>
            <abbr title="limit of quantification">LOQ</abbr> <Spread ends={loq} unit={unit} />
          </span>
        )}
      </span>
      {best !== null && things[best] === thing && <Mark shade="pass">sees the smallest amount</Mark>}
      <span class="as-printed">{count(results, 'result')}</span>
    </>
  );
}
