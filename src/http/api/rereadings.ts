/** New readings by newer importers that wait for a reviewer. */
import { z } from 'zod';
import { keepReading, promoteRereading } from '../../ingest/rereading.ts';
import { openRereadings } from '../../store/rereading.ts';
import type { Route } from '../route.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import { ID, IdParams, name, pick, Text, Time } from './schema.ts';

const DifferenceSchema = z.object({
  sample: z.int(),
  result: Text.nullable().meta({ description: 'Name of the analyte as printed; null for a field of the sample or the report.' }),
  field: Text.meta({ description: '`value`, `unit`, `lot`, …; `result` when the whole row came or went.' }),
  before: Text.nullable(),
  after: Text.nullable(),
});

const RereadingSchema = name(
  'Rereading',
  z.object({
    id: ID,
    sha256: Text,
    fileName: Text,
    importer: Text.nullable(),
    importerVersion: z.int().nullable(),
    outcome: z.enum(['changed', 'failed']).meta({ description: '`failed`: nothing was found where the reading in force found something.' }),
    certificates: z.array(z.object({ id: ID.nullable(), differences: z.array(DifferenceSchema) })),
    at: Time,
  }),
  'What a newer importer reads otherwise in a stored file, field by field.',
  {
    id: '0199a3c4-0000-7000-8000-00000000000c',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    fileName: 'report.pdf',
    importer: 'any-laboratory',
    importerVersion: 2,
    outcome: 'changed',
    certificates: [
      {
        id: '0199a3c4-0000-7000-8000-000000000005',
        differences: [{ sample: 0, result: 'Lead', field: 'value', before: '0.5', after: '<0.5' }],
      },
    ],
    at: '2026-02-05T10:00:00.000Z',
  },
);

const SettledSchema = name(
  'RereadingDecision',
  z.object({ id: ID, outcome: z.enum(['promoted', 'kept']), certificates: z.array(ID) }),
  'What was decided of a new reading.',
  { id: '0199a3c4-0000-7000-8000-00000000000c', outcome: 'promoted', certificates: ['0199a3c4-0000-7000-8000-000000000005'] },
);

export const rereadingRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/rereadings',
    operationId: 'listRereadings',
    tag: 'Review',
    summary: 'New readings that differ from those in force and wait for a reviewer, the oldest first',
    description: '`leafproof reread` makes them: it reads the originals again whose importer is newer than their reading.',
    role: 'reviewer',
    filter: {},
    schemaName: 'RereadingList',
    item: RereadingSchema,
    columns: ['id', 'fileName', 'importer', 'importerVersion', 'outcome', 'at'],
    fetch: ({ store }, _, page) => openRereadings(store.em(), page),
    present: view => pick(RereadingSchema, view),
  }),
  decisionRoute({
    path: '/rereadings/:id/promote',
    operationId: 'promoteRereading',
    summary: 'Make a new reading the one in force',
    description: 'The file is read once more; where that differs in anything else than what the reviewer saw, the answer is 409.',
    params: IdParams,
    answer: SettledSchema,
    async decide({ store, pool }, { params }, decision) {
      const { certificates } = await promoteRereading({ store, pool }, params.id, decision);
      return { id: params.id, outcome: 'promoted' as const, certificates: certificates.flatMap(({ id }) => id ?? []) };
    },
  }),
  decisionRoute({
    path: '/rereadings/:id/keep',
    operationId: 'keepReading',
    summary: 'Keep the reading in force; the new one stays stored beside it',
    params: IdParams,
    answer: SettledSchema,
    async decide({ store }, { params }, decision) {
      await keepReading(store, params.id, decision);
      return { id: params.id, outcome: 'kept' as const, certificates: [] };
    },
  }),
];
