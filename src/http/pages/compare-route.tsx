/** What an address asks to compare, from what is stored. */
import { z } from 'zod';
import { LABORATORIES, measuresKind } from '../../store/figure-kinds.ts';
import { figureOf } from '../../store/figures.ts';
import { laboratoriesOf, laboratoryNamed } from '../../store/laboratory.ts';
import { findLotItem } from '../../store/lot.ts';
import { measuredOf } from '../../store/measured.ts';
import { findProduct } from '../../store/product.ts';
import { findScorecard } from '../../store/scorecard.ts';
import { search } from '../../store/search.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { findVendor } from '../../store/vendor.ts';
import type { Context } from '../context.ts';
import { COMPARED_ANALYTES, Compare } from './compare.tsx';
import { isUuid } from './found.ts';
import type { Page } from './render.tsx';
import { type Compared, KINDS, type Kind, MOST_COMPARED, ONE } from './side-by-side.tsx';
import { count } from './words.ts';

const Id = z.string().min(1).max(200);
const Query = z.object({
  of: z.enum(KINDS).default('vendors'),
  id: z.preprocess(value => (value === undefined ? [] : [value].flat()), z.array(Id).max(MOST_COMPARED)),
  find: z.string().max(200).optional(),
});

export async function comparePage({ store }: Context, query: unknown, today: string): Promise<Page> {
  const { of, id, find } = Query.parse(query);
  const ids = [...new Set(id)];
  const found: (Compared | null)[] = [];
  for (const each of ids) found.push(await COMPARED[of](() => store.em(), each, today));
  const things = found.filter(thing => thing !== null);
  const words = find?.trim() ?? '';
  const hits = words === '' ? [] : await search(store.em(), words, { limit: 40 });
  return {
    facts: {
      title: `Compare ${of}`,
      description: 'Vendors, products, lots or laboratories side by side, by what published certificates say of them.',
      section: of === 'laboratories' ? 'laboratories' : 'vendors',
      sample: things.some(({ isSample }) => isSample) || hits.some(({ isSample }) => isSample),
      noIndex: true,
    },
    body: (
      <Compare
        of={of}
        things={things}
        missing={ids.filter((_, i) => found[i] === null)}
        asked={words === '' ? null : { words, hits: hits.filter(hit => hit.type === ONE[of]).slice(0, 12) }}
      />
    ),
  };
}

type Find = (em: () => SqlEntityManager, id: string, today: string) => Promise<Compared | null>;

const COMPARED: Readonly<Record<Kind, Find>> = {
  async vendors(em, slug, today) {
    const vendor = await findVendor(em(), slug);
    if (vendor === null) return null;
    const { name, latest, isSample, lots } = vendor;
    const scored = await findScorecard(em(), vendor.slug, { today });
    return {
      ...{ id: vendor.slug, name, href: `/vendors/${vendor.slug}`, detail: count(lots, 'lot'), latest, isSample },
      ...{ card: scored?.card ?? null, results: [], laboratory: null },
    };
  },
  async products(em, slug) {
    const product = await findProduct(em(), slug);
    if (product === null) return null;
    const { name, latest, isSample, vendor } = product;
    return {
      ...{
        id: product.slug,
        name,
        href: `/products/${product.slug}`,
        detail: vendor?.name ?? null,
        latest,
        isSample,
        card: null,
        laboratory: null,
      },
      results: await measuredOf(em(), { product: product.slug }, COMPARED_ANALYTES),
    };
  },
  async lots(em, id) {
    const lot = isUuid(id) ? await findLotItem(em(), id) : null;
    if (lot === null) return null;
    const { code, latest, isSample, product, vendor } = lot;
    const detail = [product?.name, vendor?.name].filter(Boolean).join(', ') || null;
    return {
      ...{ id: lot.id, name: code, href: `/lots/${lot.id}`, detail, latest, isSample, card: null, laboratory: null },
      results: await measuredOf(em(), { lot: lot.id }, COMPARED_ANALYTES),
    };
  },
  async laboratories(em, slug) {
    const named = await laboratoryNamed(em(), slug);
    if (named === null) return null;
    const listed =
      (await figureOf(em(), LABORATORIES)).value.find(({ id }) => id === named.id) ?? (await laboratoriesOf(em(), [named.id]))[0];
    if (listed === undefined) return null;
    const { certificates, analytes, latest, isSample } = listed;
    const detail = `${count(certificates, 'certificate')}, ${count(analytes, 'substance')}`;
    return {
      ...{ id: named.slug, name: named.name, href: `/laboratories/${named.slug}`, detail, latest, isSample, card: null, results: [] },
      laboratory: { accreditation: named.accreditation, ...(await figureOf(em(), measuresKind(named.id))).value },
    };
  },
};
