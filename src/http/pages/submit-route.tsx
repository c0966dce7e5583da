/** `/submit` takes files, `/submissions/:id` says what became of them. */
import type { RequestHandler } from 'express';
import { contribute, MOST_CONTRIBUTED, TooManyFiles } from '../../ingest/contribution.ts';
import { findContribution } from '../../ingest/contribution-progress.ts';
import type { Context } from '../context.ts';
import { HttpProblem, PROBLEM_TYPES, type ProblemCode } from '../errors.ts';
import { MAXIMUM_FILE_BYTES, uploadsReader } from '../upload.ts';
import type { Assets } from './assets.ts';
import { type Page, sendPage } from './render.tsx';
import { text } from './review-request.ts';
import { seeOther } from './see-other.ts';
import { Submission, Submit } from './submit.tsx';
import { twinsOf } from './twins.ts';

const MAXIMUM_TOTAL_BYTES = 60 * 1024 * 1024;

/** Requests hold their files in memory until they are answered. */
const MAXIMUM_WAITING = 8;

const LONGEST_NOTE = 500;

export function submitPage(complaint: string | null, status?: number): Page {
  return {
    facts: {
      title: 'Contribute a certificate',
      description: 'Hand in certificates of analysis without an account; a person looks at each before it is public.',
      section: null,
    },
    body: <Submit complaint={complaint} most={MOST_CONTRIBUTED} />,
    ...(status !== undefined && { status }),
  };
}

/** Complaints that belong beside the form; anything else is an error page. */
const AT_THE_FORM: ReadonlySet<ProblemCode> = new Set(['invalid-body', 'too-large', 'busy']);

export function submitRoute({ store, pool, queue }: Context, assets: Assets): RequestHandler {
  const upload = uploadsReader(MOST_CONTRIBUTED, MAXIMUM_FILE_BYTES, MAXIMUM_TOTAL_BYTES, MAXIMUM_WAITING);
  return async (req, res) => {
    res.set('Cache-Control', 'private, no-store');
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    try {
      await upload(req, res, async files => {
        if (files.length === 0) throw new HttpProblem('invalid-body', 'Choose a file that holds something.');
        const note = text(req, 'note').slice(0, LONGEST_NOTE);
        const { id } = await contribute({ store, pool, queue, signal: gone.signal }, files, note === '' ? null : note);
        await seeOther({ store }, res, `/submissions/${id}`);
      });
    } catch (error) {
      if (res.closed) return;
      const problem = error instanceof TooManyFiles ? new HttpProblem('too-large', error.message, { cause: error }) : error;
      if (!(problem instanceof HttpProblem) || !AT_THE_FORM.has(problem.code)) throw problem;
      res.set(problem.headers);
      sendPage(req, res, submitPage(problem.message, PROBLEM_TYPES[problem.code].status), assets);
    }
  };
}

export async function submissionPage({ store }: Context, id: string): Promise<Page> {
  const contribution = await findContribution(store.em(), id);
  if (contribution === null) throw new HttpProblem('not-found', 'There is no contribution at this address. Check that it is complete.');
  return {
    facts: {
      title: 'Your contribution',
      description: 'How far the files have come.',
      section: null,
      noIndex: true,
      ...twinsOf(`/submissions/${id}`),
    },
    body: <Submission contribution={contribution} />,
  };
}
