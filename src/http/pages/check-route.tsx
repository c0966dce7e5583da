/** `/check`: a file comes in, is read, is shown, is gone. */
import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { codesIn } from '../../coa/label-code.ts';
import type { Problem } from '../../coa/problem.ts';
import type { Config } from '../../config.ts';
import { DocumentRefused } from '../../document/document.ts';
import { readArchiveFiles, unpackArchive } from '../../ingest/archive.ts';
import { MOST_LISTED } from '../../store/lot-lookup.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import type { Upload } from '../route.ts';
import { MAXIMUM_FILE_BYTES, uploadReader } from '../upload.ts';
import { Check } from './check.tsx';
import type { LabelAnswer } from './check-label.tsx';
import { photographedLabel, typedLot } from './check-label-route.tsx';
import { type ListAnswer, listedLots, lotsOfList } from './check-list.tsx';
import { type Checked, checked } from './checked.ts';
import { readChoice, rememberedChoice } from './choice.ts';
import { type Standpoint, standpointOf } from './judged-route.tsx';
import type { Page } from './render.tsx';

/** Checking is open to everybody. */
const MOST_FILES = 20;

const upload = uploadReader(MAXIMUM_FILE_BYTES);

/** What came of a request. */
interface Came {
  readonly outcomes?: readonly Checked[];
  readonly complaint?: string | null;
  readonly label?: LabelAnswer | null;
  readonly list?: ListAnswer | null;
  /** Many codes as they were typed. */
  readonly listed?: string;
}

function checkPage({ choice }: Standpoint, { outcomes = [], complaint = null, label = null, list = null, listed = '' }: Came = {}): Page {
  const [outcome = null] = outcomes;
  return {
    facts: {
      title: outcome === null ? titleOf(label) : `What ${outcome.outcome.file} says`,
      description:
        'Look up the lot on your bag by its code or a photo, or see what a certificate says, what is over a limit and what was not tested. Nothing is stored.',
      section: 'check',
      noIndex: outcome !== null || label !== null || listed !== '',
      sample:
        outcomes.some(({ samples }) => samples.some(({ lots }) => lots.some(({ lot }) => lot.isSample))) ||
        (label?.answers.some(({ lots, nearest }) => [...lots.map(({ lot }) => lot), ...nearest].some(({ isSample }) => isSample)) ??
          false) ||
        (list !== null && lotsOfList(list).some(({ isSample }) => isSample)),
    },
    body: <Check outcomes={outcomes} choice={choice} complaint={complaint} label={label} list={list} listed={listed} />,
    ...(complaint !== null && outcomes.length === 0 && { status: 400 }),
  };
}

const titleOf = (label: LabelAnswer | null): string =>
  label === null ? 'Check a lot or a certificate' : label.typed === null ? 'What the code on the label says' : `Lot ${label.typed}`;

/** A lot code typed, `?lot=`, or many, `?lots=`. */
export async function lookUpPage(context: Context, { lot, lots }: Request['query'], at: Standpoint): Promise<Page> {
  if (typeof lots === 'string' && lots.trim() !== '') return listPage(context, lots.trim(), at);
  if (typeof lot !== 'string' || lot.trim() === '') return checkPage(at);
  return checkPage(at, { label: await typedLot(context, lot.trim(), at) });
}

async function listPage({ store }: Context, listed: string, at: Standpoint): Promise<Page> {
  const codes = codesIn(listed);
  if (codes.length === 0) return checkPage(at, { listed, complaint: 'The list holds no code.' });
  if (codes.length > MOST_LISTED)
    return checkPage(at, { listed, complaint: `The list holds ${codes.length} codes; at most ${MOST_LISTED} are looked up at once.` });
  return checkPage(at, { listed, list: await listedLots(store.em(), codes) });
}

export async function readUpload(context: Context, req: Request, res: Response): Promise<Page> {
  res.set('Cache-Control', 'no-store');
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  let page = checkPage(standpointOf(req), { complaint: 'Choose a file that holds something.' });
  try {
    await upload(req, res, async file => {
      const at = { ...standpointOf(req), ...readChoice({ ...req.query, profile: req.body.profile }, rememberedChoice(req)) };
      // a browser sends an empty part when no file was chosen
      if (file.bytes.length === 0) return;
      page = await (req.body.what === 'label' ? labelPage(context, file, gone.signal, at) : filePage(context, file, gone.signal, at));
    });
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'invalid-body')
      return checkPage(standpointOf(req), { complaint: 'Choose a file first.' });
    throw error;
  }
  return page;
}

async function filePage({ pool, store }: Context, file: Upload, signal: AbortSignal, at: Standpoint): Promise<Page> {
  const archive = await unpackArchive(pool, file, signal);
  if (archive !== null && archive.files.length > MOST_FILES)
    return checkPage(at, { complaint: `At most ${MOST_FILES} files of an archive are checked at a time.` });
  const read = archive === null ? [await pool.read(file, signal)] : await readArchiveFiles(pool, archive, signal);
  const outcomes: Checked[] = [];
  for (const outcome of read) outcomes.push(await checked(store.em(), outcome, at));
  return checkPage(at, { outcomes, complaint: archive && refusals(archive.problems) });
}

async function labelPage(context: Context, file: Upload, signal: AbortSignal, at: Standpoint): Promise<Page> {
  try {
    return checkPage(at, { label: await photographedLabel(context, file, signal, at) });
  } catch (error) {
    if (error instanceof DocumentRefused) return checkPage(at, { complaint: error.message });
    throw error;
  }
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
