import { z } from 'zod';
import { findAnalyte, listAnalytes } from '../../store/analyte.ts';
import { verdictsOfResults } from '../../store/judged.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { AnalyteItemSchema } from './items.ts';
import { listRoutes } from './list.ts';
import { presentRow, ResultRowSchema } from './result.ts';
import { exampleOf, Flag, name, pick, Text, Words } from './schema.ts';

const AnalyteSchema = name(
  'Analyte',
  z.object({
    ...AnalyteItemSchema.shape,
    synonyms: z.array(Text),
    pubchem: Text.nullable(),
    unii: Text.nullable(),
    formula: Text.nullable(),
    notes: Text.nullable(),
    latest: z.array(ResultRowSchema),
  }),
  'An analyte with its identifiers, the names it is printed under and its latest results.',
  {
    ...exampleOf(AnalyteItemSchema),
    synonyms: ['Pb', 'olovo'],
    pubchem: '5352425',
    unii: '2P299V784P',
    formula: 'Pb',
    notes: null,
    latest: [exampleOf(ResultRowSchema)],
  },
);

export const analyteRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/analytes',
    operationId: 'listAnalytes',
    tag: 'Analytes',
    summary: 'Analytes',
    filter: {
      group: Words(50).optional().meta({ description: 'Group of the dictionary, e.g. `heavy_metal`.' }),
      measured: Flag.meta({ description: '`true` leaves out those without any result.' }),
    },
    schemaName: 'AnalyteList',
    item: AnalyteItemSchema,
    columns: ['id', 'name', 'group', 'cas', 'unit', 'results', 'detected', 'censored'],
    fetch: ({ store }, filter, page) => listAnalytes(store.em(), { ...filter, ...page }),
    present: view => pick(AnalyteItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/analytes/:id',
    operationId: 'getAnalyte',
    tag: 'Analytes',
    summary: 'One analyte',
    params: z.strictObject({ id: Words(100) }),
    problems: ['not-found'],
    responses: { 200: { description: 'The analyte', schema: AnalyteSchema } },
    async handle({ store }, { params }) {
      const em = store.em();
      const analyte = await findAnalyte(em, params.id);
      if (analyte === null) throw new HttpProblem('not-found', `There is no analyte “${params.id}”.`);
      const verdicts = await verdictsOfResults(
        em,
        analyte.latest.map(({ id }) => id),
      );
      return json(pick(AnalyteSchema, { ...analyte, latest: analyte.latest.map(row => presentRow(row, verdicts)) }));
    },
  }),
];
