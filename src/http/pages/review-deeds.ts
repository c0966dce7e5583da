/** What the forms of the review do, and where they lead. The rules are those of ingest/, as for the API. */
import type { Request } from 'express';
import { PANELS } from '../../coa/transcript.ts';
import { assignVendor } from '../../ingest/assign.ts';
import { blackOut, liftBlackOut } from '../../ingest/black-out.ts';
import { type Corrected, confirmValue, correctValue, rejectValue, restoreValue } from '../../ingest/correct.ts';
import { correctHeader, headerValues } from '../../ingest/correct-header.ts';
import type { Decision } from '../../ingest/decision.ts';
import { settleFlag } from '../../ingest/flag.ts';
import { mapName } from '../../ingest/map-name.ts';
import { settleProposal } from '../../ingest/proposal.ts';
import { decideMatch } from '../../ingest/recall.ts';
import { decideReply } from '../../ingest/reply.ts';
import { keepReading, promoteRereading } from '../../ingest/rereading.ts';
import { acceptCertificate, rejectCertificate, showReview } from '../../ingest/review.ts';
import { decideSignal } from '../../ingest/signals.ts';
import { seenOf, type ValuePlace } from '../../ingest/value-place.ts';
import { findCertificate } from '../../store/certificate.ts';
import type { State } from '../../store/entities/certificate.ts';
import { FLAG_OUTCOMES } from '../../store/entities/flag.ts';
import { reviewQueue } from '../../store/review.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { FLAG_OUTCOME_WORDS } from './flag-words.ts';
import { inOrder, isOpen, placeOf } from './review-order.ts';
import { changesIn, param, seenIn, text } from './review-request.ts';

/** What a form comes to: where the browser goes next, what is said there, and what can be taken back there. */
export interface Next {
  readonly to: string;
  readonly said: string;
  /** Address of the page of the value or certificate that was decided about. */
  readonly undo?: string;
}

type Parts = Pick<Context, 'store' | 'pool' | 'queue'>;
export type Deed = (parts: Parts, req: Request, decision: Decision) => Promise<Next>;
type Store = Parts['store'];

const certificateAddress = (id: string): string => `/review/certificates/${id}`;
const valueAddress = ({ certificate, sample, line }: ValuePlace): string => `${certificateAddress(certificate)}?at=${sample}-${line}`;

export const nameDeed: Deed = async ({ store }, req, decision) => {
  const panel = PANELS.find(one => one === text(req, 'panel'));
  if (panel === undefined) throw new HttpProblem('invalid-body', 'There is no such panel.');
  const name = text(req, 'name');
  const changed = await mapName(store, { name, panel, analyte: text(req, 'analyte') }, decision);
  return { to: '/review/names', said: `“${name}” is known now; ${changed} certificates were interpreted anew.` };
};

export function placeIn(req: Request): ValuePlace {
  const match = /^(\d{1,4})-(\d{1,5})$/.exec(param(req, 'place'));
  if (match === null) throw new HttpProblem('not-found', 'There is no such value.');
  return { certificate: param(req, 'id'), sample: Number(match[1]), line: Number(match[2]) };
}

export const valueDeed: Deed = async ({ store }, req, decision) => {
  const place = placeIn(req);
  const action = text(req, 'action');
  const seen = seenIn(req);
  if (action === 'confirm') {
    await confirmValue(store, place, decision, seen);
    return { to: await nextOpen(store, place), said: 'Confirmed.', undo: `${place.sample}-${place.line}` };
  }
  if (action === 'restore') {
    const restored = await restoreValue(store, place, decision);
    return { to: valueAddress(place), said: saidOf(restored, 'Taken back: it is what the machine read, and waits for a look.') };
  }
  const corrected =
    action === 'reject'
      ? await rejectValue(store, place, decision, seen)
      : await correctValue(store, place, await valueChanges(store, req, place), decision, seen);
  if (corrected.outcome === 'proposed') return { to: await nextOpen(store, place), said: saidOf(corrected, '') };
  return { to: valueAddress(place), said: 'A new version is in force; the machine’s is kept.', undo: `${place.sample}-${place.line}` };
};

const saidOf = ({ outcome }: Corrected, otherwise: string): string =>
  outcome === 'proposed' ? 'Proposed: a second person has to agree. Until then the value stays as it was read.' : otherwise;

async function valueChanges(store: Store, req: Request, { certificate, sample, line }: ValuePlace) {
  const result = (await findCertificate(store.em(), certificate, { includeUnpublished: true }))?.samples[sample]?.results[line];
  if (result === undefined) throw new HttpProblem('not-found', 'There is no such value.');
  return changesIn(req, { ...seenOf(result), ...seenIn(req) });
}

/** The next value that somebody should look at, after this one and then from the beginning; where there is none, the same page. */
async function nextOpen(store: Store, place: ValuePlace): Promise<string> {
  const review = await showReview(store.em(), place.certificate);
  if (review === null) return '/review';
  const results = inOrder(review.certificate);
  const here = results.findIndex(result => placeOf(result) === `${place.sample}-${place.line}`);
  const following = [...results.slice(here + 1), ...results.slice(0, here)];
  const next = following.find(result => isOpen(result, review.assertions, review.proposals));
  return next === undefined
    ? valueAddress(place)
    : valueAddress({ certificate: place.certificate, sample: next.sampleIndex, line: next.position });
}

export const headerDeed: Deed = async ({ store }, req, decision) => {
  const [certificate, sample] = [param(req, 'id'), Number(param(req, 'sample'))];
  const view = await findCertificate(store.em(), certificate, { includeUnpublished: true });
  const read = view?.samples[sample];
  if (!view || !read) throw new HttpProblem('not-found', 'There is no such sample.');
  const seen = seenIn(req);
  await correctHeader(store, { certificate, sample }, changesIn(req, { ...headerValues(view, read), ...seen }), decision, seen);
  return { to: certificateAddress(certificate), said: 'A new version is in force; the machine’s is kept.' };
};

const STATE_SAID: Readonly<Record<State, string>> = {
  public: 'The certificate is public.',
  rejected: 'The certificate is kept out.',
  'needs-review': 'Your agreement is kept. The certificate is over a limit: a second person has to agree before it is public.',
};

/** After a decision comes the next certificate of the queue: nobody should have to go back to a list two hundred times. */
export const certificateDeed: Deed = async ({ store }, req, decision) => {
  const id = param(req, 'id');
  const accept = text(req, 'action') === 'accept';
  const state = await (accept ? acceptCertificate : rejectCertificate)(store, id, decision);
  const { items } = await reviewQueue(store.em(), 2, decision.actor);
  const next = items.find(item => item.id !== id && item.decidable);
  const said = STATE_SAID[state];
  const undo = certificateAddress(id);
  return next === undefined
    ? { to: '/review', said, undo }
    : { to: certificateAddress(next.id), said: `${said} This is the next one that waits.`, undo };
};

export const vendorDeed: Deed = async ({ store }, req, decision) => {
  await assignVendor(store, param(req, 'id'), text(req, 'vendor'), decision);
  return { to: certificateAddress(param(req, 'id')), said: `It is a product of ${text(req, 'vendor')} now.` };
};

export const proposalDeed: Deed = async ({ store }, req, decision) => {
  const agreed = text(req, 'action') === 'agree';
  const place = await settleProposal(store, param(req, 'id'), agreed, decision);
  return { to: valueAddress(place), said: agreed ? 'Two people agree: the change is in force.' : 'The change is refused.' };
};

export const signalDeed: Deed = async ({ store }, req, decision) => {
  const confirm = text(req, 'action') === 'confirm';
  const certificate = await decideSignal(store, param(req, 'id'), confirm ? 'confirm' : 'dismiss', decision);
  const said = confirm
    ? 'Confirmed: everyone who sees the certificate sees the observation.'
    : 'Dismissed: only reviewers see the observation.';
  return { to: `${certificateAddress(certificate)}#observations`, said };
};

export const flagDeed: Deed = async ({ store }, req, decision) => {
  const outcome = FLAG_OUTCOMES.find(one => one === text(req, 'outcome'));
  if (outcome === undefined) throw new HttpProblem('invalid-body', 'There is no such outcome.');
  await settleFlag(store, param(req, 'id'), outcome, decision);
  return { to: '/review/flags', said: `Settled: ${FLAG_OUTCOME_WORDS[outcome].toLowerCase()}.` };
};

export const recallDeed: Deed = async ({ store }, req, decision) => {
  const confirm = text(req, 'action') === 'confirm';
  await decideMatch(store, param(req, 'id'), confirm ? 'confirm' : 'refuse', decision);
  return { to: '/review/recalls', said: confirm ? 'The notice is shown beside it.' : 'The notice is not shown there.' };
};

export const replyDeed: Deed = async ({ store }, req, decision) => {
  const publish = text(req, 'action') === 'publish';
  await decideReply(store, param(req, 'id'), publish ? 'publish' : 'refuse', decision);
  return { to: '/review/replies', said: publish ? 'The reply is public.' : 'The reply is refused.' };
};

export const blackOutDeed: Deed = async ({ store }, req, decision) => {
  const page = Number(text(req, 'page'));
  const numbers = text(req, 'box')
    .split(/[\s,;]+/)
    .map(Number);
  const [left, top, right, bottom] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || !Number.isInteger(page))
    throw new HttpProblem('invalid-body', 'A region is the number of a page and four numbers: left, top, right, bottom.');
  await blackOut(store, param(req, 'id'), { page, box: [left!, top!, right!, bottom!] }, decision);
  return { to: certificateAddress(param(req, 'id')), said: 'The region is blacked out, and the original withheld.' };
};

export const liftDeed: Deed = async ({ store }, req, decision) => {
  await liftBlackOut(store, param(req, 'id'), decision);
  return { to: certificateAddress(param(req, 'certificate')), said: 'The region is shown again.' };
};

export const rereadingDeed: Deed = async ({ store, pool }, req, decision) => {
  const id = param(req, 'id');
  if (text(req, 'action') !== 'promote') {
    await keepReading(store, id, decision);
    return { to: '/review/rereadings', said: 'The old reading stays in force; the new one is kept beside it.' };
  }
  const { fileName, certificates } = await promoteRereading({ store, pool }, id, decision);
  const waits = certificates.some(({ state }) => state === 'needs-review');
  return {
    to: '/review/rereadings',
    said: `The new reading of ${fileName} is current${waits ? ', and waits in the queue for a look' : ''}.`,
  };
};
