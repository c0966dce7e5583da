/** `/check`: a file comes in, is read, is shown, is gone. */
import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Problem } from '../../coa/problem.ts';
import type { Config } from '../../config.ts';
import type { ReadOutcome } from '../../document/outcome.ts';
import { readArchiveFiles, unpackArchive } from '../../ingest/archive.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { MAXIMUM_FILE_BYTES, uploadReader } from '../upload.ts';
import { Check } from './check.tsx';
import type { Page } from './render.tsx';

/** Checking is open to everybody. */
const MOST_FILES = 20;

const upload = uploadReader(MAXIMUM_FILE_BYTES);

export function checkPage(outcomes: readonly ReadOutcome[], complaint: string | null): Page {
  const [outcome = null] = outcomes;
  return {
    facts: {
      title: outcome === null ? 'Check a certificate' : `What ${outcome.file} says`,
      description: 'See every value that can be read from a certificate of analysis. Nothing is stored.',
      section: 'check',
      noIndex: outcome !== null,
    },
    body: <Check outcomes={outcomes} complaint={complaint} />,
    ...(complaint !== null && outcomes.length === 0 && { status: 400 }),
  };
}

export async function readUpload({ pool }: Context, req: Request, res: Response): Promise<Page> {
  res.set('Cache-Control', 'no-store');
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  let page = checkPage([], 'Choose a file that holds something.');
  try {
    await upload(req, res, async file => {
      // a browser sends an empty part when no file was chosen
      if (file.bytes.length === 0) return;
      const archive = await unpackArchive(pool, file, gone.signal);
      if (archive === null) page = checkPage([await pool.read(file, gone.signal)], null);
      else if (archive.files.length > MOST_FILES) page = checkPage([], `At most ${MOST_FILES} files of an archive are checked at a time.`);
      else page = checkPage(await readArchiveFiles(pool, archive, gone.signal), refusals(archive.problems));
    });
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'invalid-body') return checkPage([], 'Choose a file first.');
    throw error;
  }
  return page;
}

/** What to say of files in an archive that were not read. */
const refusals = (problems: readonly Problem[]): string | null =>
  problems.length === 0 ? null : problems.map(({ message }) => message).join(' ');

export function uploadLimit(config: Config): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: config.uploadsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new HttpProblem('too-many-requests', 'Reading files takes time. Wait a minute and try again.')),
  });
}
