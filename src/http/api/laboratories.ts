import { z } from 'zod';
import { findLaboratory, listLaboratories } from '../../store/laboratory.ts';
import { laboratoriesMeeting } from '../../store/walk.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { FilterText } from './filter.ts';
import { CertificateItemSchema, LaboratoryItemSchema } from './items.ts';
import { Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { Count, Decimal, exampleOf, name, PanelName, pick, Samples, SlugParams, Text } from './schema.ts';

const Span = z.tuple([Decimal, Decimal]).nullable();

const LaboratorySchema = name(
  'Laboratory',
  z.object({
    ...LaboratoryItemSchema.shape,
    aliases: z.array(Text),
    accreditation: Text.nullable(),
    panels: z.array(z.object({ panel: PanelName, results: Count })),
    limits: z
      .array(z.object({ analyte: Text, name: Text, unit: Text, lod: Span, loq: Span, results: Count }))
      .meta({ description: 'Smallest and largest LOD and LOQ it printed, for each analyte.' }),
    certificateList: z.array(CertificateItemSchema).meta({ description: 'The newest; all of them are at `/certificates?laboratory=`.' }),
  }),
  'A laboratory with what it measures and how low it can see.',
  {
    ...exampleOf(LaboratoryItemSchema),
    aliases: [],
    accreditation: 'ISO/IEC 17025, 0000',
    panels: [{ panel: 'metals', results: 96 }],
    limits: [{ analyte: 'lead', name: 'Lead', unit: 'mg/kg', lod: ['0.02', '0.03'], loq: ['0.05', '0.1'], results: 24 }],
    certificateList: [exampleOf(CertificateItemSchema)],
  },
);

export const laboratoryRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/laboratories',
    operationId: 'listLaboratories',
    tag: 'Laboratories',
    summary: 'Laboratories',
    filter: { filter: FilterText.optional(), samples: Samples, as_of: Moment.optional() },
    schemaName: 'LaboratoryList',
    item: LaboratoryItemSchema,
    columns: ['id', 'slug', 'name', 'certificates', 'analytes', 'latest', 'isSample'],
    fetch: ({ store }, { filter: asked, samples, as_of }, page) =>
      asked === undefined
        ? listLaboratories(store.em(), { samples, asOf: momentOf(as_of), ...page })
        : laboratoriesMeeting(store.em(), { filter: asked.filter, samples, asOf: momentOf(as_of) }, page),
    present: view => pick(LaboratoryItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/laboratories/:slug',
    operationId: 'getLaboratory',
    tag: 'Laboratories',
    summary: 'One laboratory with its panels, limits and certificates',
    params: SlugParams,
    query: z.strictObject({ as_of: Moment.optional() }),
    problems: ['not-found'],
    responses: { 200: { description: 'The laboratory', schema: LaboratorySchema } },
    async handle({ store }, { params, query }) {
      const laboratory = await findLaboratory(store.em(), params.slug, momentOf(query.as_of));
      if (laboratory === null) throw new HttpProblem('not-found', `There is no laboratory “${params.slug}”.`);
      const certificateList = laboratory.certificateList.map(view => pick(CertificateItemSchema, view));
      return json(pick(LaboratorySchema, { ...laboratory, certificateList }));
    },
  }),
];
