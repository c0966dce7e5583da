/** Files from people without a key, and what became of them. */
import { z } from 'zod';
import { REFUSALS } from '../../document/document.ts';
import { contribute, TooManyFiles } from '../../ingest/contribution.ts';
import { CONTRIBUTION_STATES, type ContributionView, findContribution } from '../../ingest/contribution-progress.ts';
import { HttpProblem } from '../errors.ts';
import { API_PREFIX } from '../prefix.ts';
import { json, type Route, route } from '../route.ts';
import { mustBeFromHere } from '../same-origin.ts';
import { CertificateState } from './items.ts';
import { ID, IdParams, name, pick, type Shown, Text, Time, Words } from './schema.ts';

const ContributionSchema = name(
  'Contribution',
  z.object({
    id: ID.meta({ description: 'Random: only whoever handed the files in knows it.' }),
    receivedAt: Time,
    files: z.array(
      z.object({
        name: Text,
        sha256: Text,
        state: z.enum(CONTRIBUTION_STATES).meta({
          description:
            '`received`: kept, and in line to be read. `waiting`: read, and waits for a person. `not-read`: kept, and tried again when reading improves.',
        }),
        wasThere: z.boolean().meta({ description: 'The same bytes were known before; nothing was changed.' }),
        refusal: z.enum(REFUSALS).nullable(),
        complaint: Text.nullable().meta({ description: 'Why it was not read, in words.' }),
        takedownReason: Text.nullable(),
        certificates: z.array(
          z.object({
            id: ID,
            href: Text.nullable().meta({ description: 'Null until it is public.' }),
            state: CertificateState,
            laboratory: Text.nullable(),
            reportNumber: Text.nullable(),
            reason: Text.nullable().meta({ description: 'Why a reviewer kept it out.' }),
            decidedAt: Time.nullable(),
          }),
        ),
      }),
    ),
  }),
  'Files handed in without a key, and how far each has come.',
  {
    id: '3f0d7f0e-6c1a-4b52-9a51-0d6a3c0f7b11',
    receivedAt: '2026-03-01T12:00:00.000Z',
    files: [
      {
        name: 'certificate.pdf',
        sha256: 'a3f5'.repeat(16),
        state: 'waiting',
        wasThere: false,
        refusal: null,
        complaint: null,
        takedownReason: null,
        certificates: [
          {
            id: '0199a3c4-0000-7000-8000-000000000005',
            href: null,
            state: 'needs-review',
            laboratory: 'Example Laboratory',
            reportNumber: 'R-2026-0117',
            reason: null,
            decidedAt: null,
          },
        ],
      },
    ],
  },
);

function present(contribution: ContributionView): Shown<typeof ContributionSchema> {
  const files = contribution.files.map(file => ({
    ...file,
    certificates: file.certificates.map(one => ({ ...one, href: one.state === 'public' ? `${API_PREFIX}/certificates/${one.id}` : null })),
  }));
  return pick(ContributionSchema, { ...contribution, files });
}

export const contributionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/contributions',
    operationId: 'contribute',
    tag: 'Submissions',
    summary: 'Hand in a certificate without a key',
    description:
      'The file is kept and read, at once or, where workers do that, soon after (`received` until then); whatever it says is public only after a reviewer looked. A ZIP archive, or a mail with files attached, is taken apart. The address in `Location` follows it; who sent it is not kept.',
    upload: true,
    limited: 'contributions',
    body: z.strictObject({
      note: Words(500).optional().meta({ description: 'Where the file comes from; only reviewers see it.' }),
    }),
    problems: ['form-refused'],
    responses: { 201: { description: 'Received', schema: ContributionSchema, headers: { Location: 'Follows the files.' } } },
    async handle({ store, pool, queue }, { file, body, signal, request }) {
      mustBeFromHere(request);
      if (file === null || file.bytes.length === 0) throw new HttpProblem('invalid-body', 'file: holds nothing');
      try {
        const { id } = await contribute({ store, pool, queue, signal }, [file], body.note ?? null);
        const contribution = await findContribution(store.em(), id);
        if (contribution === null) throw new Error(`contribution ${id} was written and is not there`);
        return json(present(contribution), 201, { Location: `${API_PREFIX}/contributions/${id}` });
      } catch (error) {
        if (!(error instanceof TooManyFiles)) throw error;
        throw new HttpProblem('too-large', error.message, { cause: error });
      }
    },
  }),
  route({
    method: 'get',
    path: '/contributions/:id',
    fromPrimary: true,
    operationId: 'getContribution',
    tag: 'Submissions',
    summary: 'What became of files handed in without a key',
    params: IdParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The files', schema: ContributionSchema } },
    async handle({ store }, { params }) {
      const contribution = await findContribution(store.em(), params.id);
      if (contribution === null) throw new HttpProblem('not-found', 'There is no contribution of this identifier.');
      return json(present(contribution));
    },
  }),
];
