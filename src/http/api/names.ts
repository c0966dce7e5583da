/** Printed names that no entry of the dictionary was found for, explained once for all. */
import { z } from 'zod';
import { mapName } from '../../ingest/map-name.ts';
import { unmappedNames } from '../../store/unmapped.ts';
import { json, type Route, route } from '../route.ts';
import { decisionRoute } from './decision.ts';
import { Count, exampleOf, ID, name, PanelName, Text, Words } from './schema.ts';

const UnmappedSchema = name(
  'UnmappedName',
  z.object({
    name: Text.meta({ description: 'As printed.' }),
    panel: PanelName,
    results: Count,
    certificates: Count,
    example: ID.meta({ description: 'A certificate that prints it.' }),
  }),
  'A printed name without an entry of the dictionary.',
  { name: 'Wonderine', panel: 'alkaloids', results: 12, certificates: 7, example: '0199a3c4-0000-7000-8000-000000000005' },
);

const UnmappedList = name('UnmappedNames', z.object({ items: z.array(UnmappedSchema) }), 'The names, the most frequent first.', {
  items: [exampleOf(UnmappedSchema)],
});

const MappedSchema = name(
  'NameDecision',
  z.object({ name: Text, panel: PanelName, analyte: Text, certificates: Count.meta({ description: 'How many were interpreted anew.' }) }),
  'What a name means from now on.',
  { name: 'Wonderine', panel: 'alkaloids', analyte: 'paynantheine', certificates: 7 },
);

export const nameRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/names',
    operationId: 'listUnmappedNames',
    tag: 'Review',
    summary: 'Printed names that the dictionary does not know, with how often they stand on certificates',
    role: 'reviewer',
    responses: { 200: { description: 'At most a thousand, the most frequent first', schema: UnmappedList } },
    handle: async ({ store }) => json({ items: await unmappedNames(store.em(), 1000) }),
  }),
  decisionRoute({
    path: '/names',
    operationId: 'mapName',
    summary: 'Say what a printed name means, for every certificate, those stored and those to come',
    body: { name: Words(500), panel: PanelName, analyte: Words(200).meta({ description: 'An entry of the dictionary.' }) },
    answer: MappedSchema,
    decide: async ({ store }, { body }, decision) => ({ ...body, certificates: await mapName(store, body, decision) }),
  }),
];
