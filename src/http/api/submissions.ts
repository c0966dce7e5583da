import { z } from 'zod';
import { REFUSALS } from '../../document/document.ts';
import { unpackArchive } from '../../ingest/archive.ts';
import { type Ingested, ingestFile } from '../../ingest/ingest.ts';
import { type IngestedArchive, ingestArchive } from '../../ingest/ingest-archive.ts';
import { findSubmission, type SubmissionView } from '../../ingest/submission.ts';
import { HttpProblem } from '../errors.ts';
import { API_PREFIX } from '../prefix.ts';
import { json, type Route, route } from '../route.ts';
import { CertificateState } from './items.ts';
import { ID, IdParams, name, ProblemSchema, pick, problem, type Shown, Text, Words } from './schema.ts';

const OUTCOMES = ['recorded', 'needs-review', 'unreadable', 'unrecognised', 'ambiguous'] as const;

const SubmissionSchema = name(
  'Submission',
  z.object({
    id: ID,
    sha256: Text.meta({ description: 'Of the bytes of the file.' }),
    outcome: z.enum([...OUTCOMES, 'duplicate']).meta({ description: '`needs-review` is recorded, and public after a person looked.' }),
    earlier: z.enum(OUTCOMES).nullable().meta({ description: 'What came of the same file before, when it is a `duplicate`.' }),
    reason: z.enum(REFUSALS).nullable().meta({ description: 'Why a file was not read.' }),
    certificates: z.array(
      z.object({
        id: ID,
        href: Text.meta({ description: 'Address of the certificate; it answers the public once the state is `public`.' }),
        state: CertificateState,
        laboratory: Text.nullable(),
        reportNumber: Text.nullable(),
      }),
    ),
    problems: z.array(ProblemSchema),
    entries: z
      .array(
        z.object({
          id: ID,
          file: Text,
          sha256: Text,
          outcome: z.enum([...OUTCOMES, 'duplicate']),
          reason: z.enum(REFUSALS).nullable(),
          certificates: z
            .int()
            .min(0)
            .meta({ description: 'How many of the certificates above are of this file, in the order of the files.' }),
        }),
      )
      .optional()
      .meta({
        description:
          'Of a ZIP archive, each file of which is a submission of its own: `id` above is that of the first, `outcome` the one that most needs a look.',
      }),
  }),
  'What came of a file that was handed in.',
  {
    id: '0199a3c4-0000-7000-8000-000000000007',
    sha256: 'a3f5'.repeat(16),
    outcome: 'recorded',
    earlier: null,
    reason: null,
    certificates: [
      {
        id: '0199a3c4-0000-7000-8000-000000000005',
        href: '/api/v1/certificates/0199a3c4-0000-7000-8000-000000000005',
        state: 'public',
        laboratory: 'Example Laboratory',
        reportNumber: 'R-2026-0117',
      },
    ],
    problems: [],
  },
);

function present(submission: Ingested | SubmissionView): Shown<typeof SubmissionSchema> {
  return pick(SubmissionSchema, {
    ...submission,
    earlier: 'earlier' in submission ? submission.earlier : null,
    certificates: submission.certificates.map(({ id, state, laboratory, reportNumber }) => ({
      id,
      href: `${API_PREFIX}/certificates/${id}`,
      state,
      laboratory,
      reportNumber,
    })),
    problems: submission.problems.map(problem),
  });
}

/** The outcome of an archive is that of the file which most needs a look. */
const BY_NEED: readonly Ingested['outcome'][] = ['ambiguous', 'unreadable', 'unrecognised', 'needs-review', 'recorded', 'duplicate'];

function presentArchive({ entries, problems }: IngestedArchive): Shown<typeof SubmissionSchema> {
  const [first] = entries;
  if (first === undefined) throw new TypeError('an archive without files');
  const worst = BY_NEED.find(outcome => entries.some(entry => entry.outcome === outcome)) ?? first.outcome;
  const whole = present({
    ...first,
    outcome: problems.length > 0 && worst !== 'ambiguous' ? 'unreadable' : worst,
    earlier: worst === 'duplicate' ? first.earlier : null,
    reason: entries.find(entry => entry.outcome === worst)?.reason ?? null,
    certificates: entries.flatMap(entry => entry.certificates),
    problems: [...problems, ...entries.flatMap(entry => entry.problems)],
  });
  const shown = entries.map(({ id, file, sha256, outcome, reason, certificates }) => ({
    id,
    file,
    sha256,
    outcome,
    reason,
    certificates: certificates.length,
  }));
  return { ...whole, entries: shown };
}

export const submissionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/submissions',
    operationId: 'submit',
    tag: 'Submissions',
    summary: 'Contribute a certificate',
    description:
      'The file is kept, read and recorded. A file that cannot be read is recorded as well: `outcome`, `reason` and `problems` say why. A file whose bytes were there before changes nothing and answers 200. A ZIP archive, or a mail with files attached, is taken apart; each file in it is a submission of its own.',
    role: 'contributor',
    upload: true,
    limited: 'submissions',
    body: z.strictObject({
      vendor: z
        .union([Words(200), z.literal('')])
        .optional()
        .meta({ description: 'Whose product it is, where the certificate does not say it or says it wrongly.' }),
    }),
    responses: {
      201: { description: 'The file is new', schema: SubmissionSchema, headers: { Location: 'Address of the submission.' } },
      200: { description: 'The same file was there before', schema: SubmissionSchema },
    },
    async handle({ store, pool }, { file, body, caller, signal }) {
      if (file === null || caller === null) throw new TypeError('a submission without file or caller');
      const vendor = body.vendor === '' ? undefined : body.vendor;
      const parts = { store, pool, signal };
      const archive = await unpackArchive(pool, file, signal);
      if (archive !== null) {
        const recorded = await ingestArchive(parts, archive, { vendor, uploader: caller.id });
        const isOld = recorded.entries.every(entry => entry.outcome === 'duplicate');
        const location = `${API_PREFIX}/submissions/${recorded.entries[0]?.id}`;
        return json(presentArchive(recorded), isOld ? 200 : 201, { Location: location });
      }
      const ingested = await ingestFile(parts, { ...file, vendor, uploader: caller.id });
      const headers = { Location: `${API_PREFIX}/submissions/${ingested.id}` };
      return json(present(ingested), ingested.outcome === 'duplicate' ? 200 : 201, headers);
    },
  }),
  route({
    method: 'get',
    path: '/submissions/:id',
    operationId: 'getSubmission',
    tag: 'Submissions',
    summary: 'What came of a file that was handed in',
    role: 'contributor',
    params: IdParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The submission', schema: SubmissionSchema } },
    async handle({ store }, { params }) {
      const submission = await findSubmission(store.em(), params.id);
      if (submission === null) throw new HttpProblem('not-found', 'There is no submission of this identifier.');
      return json(present(submission));
    },
  }),
];
