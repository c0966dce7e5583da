import { z } from 'zod';
import { byResult, judgeLot } from '../../store/judged.ts';
import { allResultsOf, findLot, listLots } from '../../store/lot.ts';
import { lotsMeeting } from '../../store/walk.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { FilterText, narrowed } from './filter.ts';
import { CertificateItemSchema, LotItemSchema } from './items.ts';
import { lawChoice, lawQuery, Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { presentRow, ResultRowSchema } from './result.ts';
import { exampleOf, ID, IdParams, name, pick, Samples, Slug, Text } from './schema.ts';
import { JudgedSchema, presentJudged } from './verdict.ts';

const LotSchema = name(
  'Lot',
  z.object({
    ...LotItemSchema.shape,
    form: Text.nullable().meta({
      description:
        'As one of its certificates prints it, else `formOfProduct`: what searches find it by. What was judged is `facts.form` of each verdict.',
    }),
    formOfProduct: Text.nullable().meta({
      description: 'The form that a certificate of the product printed first, of whatever lot. No verdict rests on it.',
    }),
    servingSize: Text.nullable(),
    unread: z.array(z.object({ certificate: ID, reportNumber: Text.nullable(), code: Text, message: Text })).meta({
      description:
        'What of its certificates was not read, with the codes of their problems. While there is any, “not tested” may only mean that what was tested could not be read.',
    }),
    certificateList: z.array(CertificateItemSchema),
    results: z.array(ResultRowSchema),
    verdicts: z.array(JudgedSchema).meta({ description: 'One entry a sample, of the newest report first.' }),
  }),
  'A lot with every certificate for it and every result. Results apply to the sample as received by the laboratory.',
  {
    ...exampleOf(LotItemSchema),
    form: 'powder',
    formOfProduct: 'powder',
    servingSize: '2.4 g',
    unread: [
      {
        certificate: exampleOf(CertificateItemSchema).id,
        reportNumber: 'R-1',
        code: 'lines-unread',
        message: 'Lines among the results were not understood and are left out: “Lead | see note”. Compare with the page.',
      },
    ],
    certificateList: [exampleOf(CertificateItemSchema)],
    results: [exampleOf(ResultRowSchema)],
    verdicts: [exampleOf(JudgedSchema)],
  },
);

export const lotRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/lots',
    operationId: 'listLots',
    tag: 'Lots',
    summary: 'Lots',
    filter: {
      filter: FilterText.optional(),
      vendor: Slug.optional(),
      product: Slug.optional(),
      samples: Samples,
      as_of: Moment.optional(),
    },
    schemaName: 'LotList',
    item: LotItemSchema,
    columns: [
      'id',
      'code',
      { name: 'product', value: item => item.product?.slug },
      { name: 'vendor', value: item => item.vendor?.slug },
      'certificates',
      { name: 'panels', value: item => item.panels.join(' ') },
      'latest',
      'isSample',
    ],
    fetch: ({ store }, { filter: asked, samples, as_of, ...named }, page) =>
      asked === undefined
        ? listLots(store.em(), { samples, asOf: momentOf(as_of), ...named, ...page })
        : lotsMeeting(store.em(), { filter: narrowed(asked.filter, named), samples, asOf: momentOf(as_of) }, page),
    present: view => pick(LotItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/lots/:id',
    operationId: 'getLot',
    tag: 'Lots',
    summary: 'One lot with its certificates and results',
    description:
      'The verdicts are those of the chosen rules, computed for this answer. Results apply to the sample as received by the laboratory.',
    params: IdParams,
    query: z.strictObject(lawQuery),
    problems: ['not-found'],
    responses: { 200: { description: 'The lot', schema: LotSchema } },
    async handle({ store }, { params, query }) {
      const choice = lawChoice(query);
      const em = store.em();
      const lot = await findLot(em, params.id, choice.asOf);
      if (lot === null) throw new HttpProblem('not-found', 'There is no lot of this identifier.');
      const judged = await judgeLot(em, lot.id, choice, allResultsOf(lot));
      const verdicts = byResult(judged);
      return json(
        pick(LotSchema, {
          ...lot,
          certificateList: lot.certificateList.map(view => pick(CertificateItemSchema, view)),
          results: lot.results.map(row => presentRow(row, verdicts)),
          verdicts: judged.map(presentJudged),
        }),
      );
    },
  }),
];
