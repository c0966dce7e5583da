/** The pages that show verdicts: what the visitor chose, read from the address and the cookie, meets what is stored. */
import type { Request, RequestHandler } from 'express';
import type { RuleSet } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import { authenticityOf } from '../../store/authenticity.ts';
import { findCertificate } from '../../store/certificate.ts';
import { rulesExceeded } from '../../store/exceedances.ts';
import { flaggedValues } from '../../store/flag.ts';
import { type JudgedView, judgeCertificateTwice, judgeLot, judgeLotTwice } from '../../store/judged.ts';
import { allResultsOf, findLot } from '../../store/lot.ts';
import { relatedReports, relatedToEach } from '../../store/related-reports.ts';
import { publishedReplies } from '../../store/reply.ts';
import { ruleSetsHeld } from '../../store/rule-history.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { LotView } from '../../store/views.ts';
import type { Context } from '../context.ts';
import { missingCertificate } from '../gone.ts';
import { amendedBy } from './amended-words.ts';
import { Certificate } from './certificates.tsx';
import { type Choice, choiceCookie, choiceQuery, momentOf, type Refused, readChoice, rememberedChoice } from './choice.ts';
import { isUuid, present } from './found.ts';
import { judgedOf, lawChoiceOf, lawToday, overToday } from './judged.ts';
import { lotData } from './linked-data.ts';
import { certificateTitle } from './lists.tsx';
import { Lot } from './lots.tsx';
import { recallsBeside } from './recall-route.tsx';
import type { Page } from './render.tsx';
import { Replies } from './replies.tsx';
import { limitsOnly } from './ruled-rows.ts';
import { twinsOf } from './twins.ts';
import { AS_RECEIVED, count, dateWords } from './words.ts';

/** How a visitor looks at verdicts, and from which page. */
export interface Standpoint {
  readonly choice: Choice;
  readonly refused: Refused;
  readonly path: string;
  /** ISO day. */
  readonly today: string;
}

export function standpointOf(req: Request): Standpoint {
  const { choice, refused } = readChoice(req.query, rememberedChoice(req));
  return { choice, refused, path: req.path, today: new Date().toISOString().slice(0, 10) };
}

/** What does not fit is told beside its field, on a page that is whole otherwise. */
export const withRefusals = (page: Page, { refused }: Standpoint): Page =>
  Object.keys(refused).length > 0 ? { ...page, status: 400 } : page;

const CHOICE_FIELDS = new Set(['profile', 'date', 'day', 'intake', 'serving', 'container', 'remember']);

/** The chooser’s form asks to be remembered: its answer is a clean address and a cookie. */
export const rememberChoice: RequestHandler = (req, res, next) => {
  if (req.method !== 'GET' || req.query.remember === undefined) return next();
  const { choice, refused } = readChoice(req.query, rememberedChoice(req));
  if (Object.keys(refused).length > 0) return next();
  const { name, value, options } = choiceCookie(choice);
  const others = Object.entries(req.query).filter(
    (pair): pair is [string, string] => !CHOICE_FIELDS.has(pair[0]) && typeof pair[1] === 'string',
  );
  res.cookie(name, value, { ...options, secure: req.secure });
  // a path of two slashes would lead to another host
  res.redirect(303, `${req.path.replace(/^\/{2,}/, '/')}?${choiceQuery(choice, Object.fromEntries(others))}`);
};

/** The rules as they were held here at the moment. */
export const wording = async (em: SqlEntityManager, asOf: string | undefined): Promise<readonly RuleSet[]> =>
  asOf === undefined ? RULESETS : ruleSetsHeld(em, RULESETS, asOf);

/** A lot as it was public at the moment that is asked for, with the rules as they were held then. */
export async function lotAt(em: SqlEntityManager, id: string, { choice }: Standpoint) {
  const asOf = momentOf(choice);
  const none = asOf === undefined ? 'There is no lot of this number.' : `There was no lot of this number on ${dateWords(asOf)}.`;
  const lot = present(isUuid(id) ? await findLot(em, id, asOf) : null, none);
  return { lot, asOf, sets: await wording(em, asOf) };
}

/** By the law that counts alone; with the reports that have to do with those of the lot. */
export async function judgedOnce(em: SqlEntityManager, lot: LotView, { choice, today }: Standpoint, sets: readonly RuleSet[]) {
  const { related, certificates } = await amendmentsOf(em, lot, choice);
  const views = await judgeLot(em, lot.id, lawChoiceOf(choice, today), allResultsOf(lot));
  return { judged: judgedOf(views, certificates, lot.results, choice, sets), related };
}

async function amendmentsOf(em: SqlEntityManager, { certificateList }: LotView, choice: Choice) {
  const own = certificateList.map(({ id }) => id);
  const related = await relatedToEach(em, own, { asOf: momentOf(choice) });
  return { related, certificates: certificateList.map(one => ({ ...one, amended: amendedBy(related.get(one.id))?.basis ?? null })) };
}

/** A lot by the law that counts, and what is over by the law of today beside it; with the same. */
export async function judgedLot(em: SqlEntityManager, lot: LotView, { choice, today }: Standpoint, sets: readonly RuleSet[] = RULESETS) {
  const law = lawChoiceOf(choice, today);
  const { related, certificates } = await amendmentsOf(em, lot, choice);
  const [counting, now] = await judgeLotTwice(em, lot.id, law, views => lawToday(choice, today, views), allResultsOf(lot));
  const shown = (views: readonly JudgedView[]) => judgedOf(views, certificates, lot.results, choice, sets);
  const judged = shown(counting);
  return { judged, related, today: limitsOnly(overToday(judged, shown(now))) };
}

export async function lotPage({ store }: Context, id: string, standpoint: Standpoint): Promise<Page> {
  const { lot, asOf, sets } = await lotAt(store.em(), id, standpoint);
  const { judged, related, today } = await judgedLot(store.em(), lot, standpoint, sets);
  return {
    facts: {
      title: `Lot ${lot.code}${lot.product ? `, ${lot.product.name}` : ''}`,
      description: `${count(lot.results.length, 'laboratory result')} for lot ${lot.code}. ${AS_RECEIVED}`,
      section: null,
      ...twinsOf(`/lots/${lot.id}`),
      noIndex: asOf !== undefined,
      sample: lot.isSample,
      saysAsReceived: true,
      linkedData: lotData(lot),
    },
    body: (
      <Lot
        lot={lot}
        judged={judged}
        overToday={today}
        standpoint={standpoint}
        related={related}
        exceeded={asOf === undefined ? await rulesExceeded(store.em(), lot.id) : []}
        notice={asOf === undefined && (await recallsBeside(store.em(), { lot: lot.id }, `lot ${lot.code}`))}
      />
    ),
  };
}

export async function certificatePage({ store }: Context, id: string, standpoint: Standpoint): Promise<Page> {
  const asOf = momentOf(standpoint.choice);
  const found = isUuid(id) ? await findCertificate(store.em(), id, { includeUnpublished: false, asOf }) : null;
  if (found === null) throw await missingCertificate(store.em(), id);
  const certificate = found;
  const sets = await wording(store.em(), asOf);
  const results = certificate.samples.flatMap(sample => sample.results);
  const { choice, today } = standpoint;
  const [counting, now] = await judgeCertificateTwice(
    store.em(),
    certificate.id,
    lawChoiceOf(choice, today),
    views => lawToday(choice, today, views),
    results,
  );
  const shown = (views: readonly JudgedView[]) => judgedOf(views, [certificate], results, choice, sets);
  const judged = shown(counting);
  const laboratory = certificate.laboratory?.name ?? 'a laboratory that is not named';
  return {
    facts: {
      title: certificate.reportNumber === null ? certificateTitle(certificate) : `Certificate ${certificate.reportNumber}`,
      description: `${count(certificate.results, 'result')} by ${laboratory}, each with its place on the page. ${AS_RECEIVED}`,
      section: null,
      ...twinsOf(`/certificates/${certificate.id}`),
      noIndex: asOf !== undefined,
      sample: certificate.isSample,
      saysAsReceived: true,
    },
    body: (
      <>
        <Certificate
          certificate={certificate}
          judged={judged}
          overToday={limitsOnly(overToday(judged, shown(now)))}
          standpoint={standpoint}
          signals={await authenticityOf(store.em(), certificate.id, { confirmedOnly: true })}
          flagged={await flaggedValues(store.em(), certificate.id)}
          related={await relatedReports(store.em(), certificate.id, { asOf })}
        />
        <Replies replies={await publishedReplies(store.em(), { certificate: certificate.id })} href={`/certificates/${certificate.id}`} />
      </>
    ),
  };
}
