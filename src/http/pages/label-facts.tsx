/** What is known of the label, and who says so: the certificate, or a statement about the lot or the product with its source and day. */
import type { ComponentChildren } from 'preact';
import type { FactOrigin } from '../../store/label.ts';
import type { Judged } from './judged.ts';
import { count, dateWords, formWords } from './words.ts';

const NAMES = { serving: 'Serving', container: 'Container', intake: 'Taken in a day' } as const;
type Fact = keyof typeof NAMES;

/** Pairs for a list of facts, all but the form. */
export function labelPairs(judged: readonly Judged[]): [string, ComponentChildren][] {
  return (Object.keys(NAMES) as Fact[]).flatMap((fact): [string, ComponentChildren][] => {
    const known = judged.flatMap(one => {
      const value = factOf(one, fact);
      const origin = one.origins[fact];
      return value === null || origin === undefined ? [] : [{ value, told: originWords(origin) }];
    });
    if (known.length === 0) return [];
    return [[NAMES[fact], <Said key={fact} known={known} />]];
  });
}

/** The form that rules take a lot to have, and where a certificate is silent, what searches take it to have instead. */
export function Form({ judged, ofProduct }: { readonly judged: readonly Judged[]; readonly ofProduct: string | null }) {
  const known = judged.flatMap(({ sample: { facts }, origins }) =>
    facts.form === null || origins.form === undefined ? [] : [{ value: formWords(facts.form), told: originWords(origins.form) }],
  );
  const silent = judged.length - known.length;
  return (
    <>
      <Said known={known} />
      {silent > 0 && (
        <span class="stack">
          {known.length > 0 ? `not printed for ${count(silent, 'sample')} of ${judged.length}` : 'not printed'}{' '}
          <span class="as-printed">
            judged as not known: what holds for some forms only is undecidable
            {ofProduct !== null &&
              `. Searches find the lot under “${formWords(ofProduct)}”, which another certificate of this product prints; that is no evidence of this lot`}
          </span>
        </span>
      )}
    </>
  );
}

interface SaidFact {
  readonly value: string;
  readonly told: string;
}

/** Certificates that say different things stand one under the other. */
function Said({ known }: { readonly known: readonly SaidFact[] }) {
  const distinct = [...new Map(known.map(each => [`${each.value} ${each.told}`, each])).values()];
  return (
    <>
      {distinct.map(({ value, told }) => (
        <span class="stack" key={`${value} ${told}`}>
          {value} <span class="as-printed">{told}</span>
        </span>
      ))}
    </>
  );
}

function factOf({ sample: { facts } }: Judged, fact: Fact): string | null {
  return facts[fact]?.printed ?? null;
}

const KINDS: Readonly<Record<NonNullable<FactOrigin['sourceKind']>, string>> = {
  label: 'the label',
  vendor: 'the vendor',
  operator: 'the operator of this database',
};

function originWords(origin: FactOrigin | 'asked'): string {
  if (origin === 'asked') return 'stated by you';
  if (origin.from === 'certificate') return 'printed on the certificate';
  const by = origin.sourceKind === null ? '' : ` by ${KINDS[origin.sourceKind]}`;
  const source = origin.source ? ` (${origin.source})` : '';
  const day = origin.at === null ? '' : `, recorded ${dateWords(origin.at)}`;
  return `not printed; stated of the ${origin.from}${by}${source}${day}`;
}
