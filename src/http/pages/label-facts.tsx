/** What is known of the label, and who says so: the certificate, or a statement about the lot or the product with its source and day. */
import type { ComponentChildren } from 'preact';
import type { FactOrigin } from '../../store/label.ts';
import type { Judged } from './judged.ts';
import { dateWords, formWords } from './words.ts';

const NAMES = { form: 'Form', serving: 'Serving', container: 'Container', intake: 'Taken in a day' } as const;
type Fact = keyof typeof NAMES;

/** Pairs for a list of facts; certificates that say different things stand one under the other. */
export function labelPairs(judged: readonly Judged[]): [string, ComponentChildren][] {
  return (Object.keys(NAMES) as Fact[]).flatMap((fact): [string, ComponentChildren][] => {
    const known = judged.flatMap(one => {
      const value = factOf(one, fact);
      const origin = one.origins[fact];
      return value === null || origin === undefined ? [] : [{ value, told: originWords(origin) }];
    });
    if (known.length === 0) return [];
    const distinct = [...new Map(known.map(each => [`${each.value} ${each.told}`, each])).values()];
    return [
      [
        NAMES[fact],
        distinct.map(({ value, told }) => (
          <span class="stack" key={`${value} ${told}`}>
            {value} <span class="as-printed">{told}</span>
          </span>
        )),
      ],
    ];
  });
}

function factOf({ sample: { facts } }: Judged, fact: Fact): string | null {
  if (fact === 'form') return facts.form === null ? null : formWords(facts.form);
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
