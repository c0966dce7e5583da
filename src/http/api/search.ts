import { z } from 'zod';
import { BadCursor } from '../../store/cursor.ts';
import { search, searchLotsAsOf } from '../../store/search.ts';
import type { LotItem, SearchHit } from '../../store/views.ts';
import { HttpProblem } from '../errors.ts';
import type { Route } from '../route.ts';
import { Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { AnalyteId, Day, Decimal, name, PanelName, pick, rangeNeedsAnalyte, Samples, Slug, Text, ValueRange, Words } from './schema.ts';

const HitSchema = name(
  'SearchHit',
  z.object({
    type: z.enum(['lot', 'vendor', 'product', 'laboratory', 'analyte', 'certificate', 'recall']),
    id: Text,
    href: Text.meta({ description: 'Path of its page.' }),
    title: Text,
    detail: Text,
    score: z.number().min(0).max(1).meta({ description: '1 for the exact text.' }),
    isSample: z.boolean(),
  }),
  'Something found, best first.',
  {
    type: 'lot',
    id: '0199a3c4-0000-7000-8000-000000000002',
    href: '/lots/0199a3c4-0000-7000-8000-000000000002',
    title: 'GL-2401',
    detail: 'Red Powder, Green Leaf',
    score: 1,
    isSample: false,
  },
);

const filter = {
  q: Words(200).optional().meta({ description: 'Words, names or a lot code however it is written; typing errors are forgiven.' }),
  vendor: Slug.optional(),
  laboratory: Slug.optional(),
  lab: Slug.optional().meta({ description: 'The same as `laboratory`, as the addresses of the search page have it.' }),
  form: Words(50).optional().meta({ description: 'Form of the product, e.g. `powder`.' }),
  panel: PanelName.optional(),
  analyte: AnalyteId().optional().meta({ description: 'Identifier of an analyte that was measured in the lot.' }),
  min: Decimal.optional().meta({ description: "Bounds of a range in the analyte's unit; take `analyte` with it." }),
  max: Decimal.optional(),
  range: ValueRange.optional(),
  from: Day.optional().meta({ description: 'Reported on this day or later.' }),
  to: Day.optional(),
  samples: Samples,
  as_of: Moment.optional(),
};

export const searchRoutes: readonly Route[] = listRoutes({
  path: '/search',
  operationId: 'search',
  tag: 'Search',
  summary: 'Find lots, products, vendors, laboratories, analytes, certificates and recalls',
  description:
    'With `q` alone: hits of every kind, the best first, an exact lot code before all. With any other filter: lots that fit all of them, the newest first.',
  filter,
  schemaName: 'SearchAnswer',
  item: HitSchema,
  columns: ['type', 'id', 'href', 'title', 'detail', 'score', 'isSample'],
  async fetch({ store }, { q, lab, range, as_of, ...rest }, { limit, cursor }) {
    const asOf = momentOf(as_of);
    const narrower = { ...rest, laboratory: rest.laboratory ?? lab };
    rangeNeedsAnalyte(narrower);
    const narrowed = Object.values(narrower).some(value => value !== undefined);
    if (narrowed) {
      const { items, next } = await searchLotsAsOf(store.em(), { q, range, asOf, ...narrower }, { limit, cursor });
      return { items: items.map(lotHit), next };
    }
    if (q === undefined) {
      const errors = [{ name: 'q', message: 'is missing: say what to look for, or give another filter' }];
      throw new HttpProblem('invalid-parameter', 'q: is missing: say what to look for, or give another filter', { errors });
    }
    if (cursor !== undefined) throw new BadCursor();
    return { items: await search(store.em(), q, { limit, asOf }), next: null };
  },
  present: hit => pick(HitSchema, hit),
});

/** A lot that passed every filter is no better or worse a hit than the next. */
function lotHit(lot: LotItem): SearchHit {
  const detail = [lot.product?.name, lot.vendor?.name].filter(part => part !== undefined).join(', ');
  return { type: 'lot', id: lot.id, href: `/lots/${lot.id}`, title: lot.code, detail, score: 1, isSample: lot.isSample };
}
