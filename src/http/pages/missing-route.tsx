/** What each place would miss on the certificates of a lot, or on one of them: a page of its own, as every selection of rules is judged for it. */
import { findCertificate } from '../../store/certificate.ts';
import { judgeCertificate } from '../../store/judged.ts';
import type { Context } from '../context.ts';
import { missingCertificate } from '../gone.ts';
import { AsPublic } from './as-public.tsx';
import { Checklist, MISSING_WORDS } from './checklist.tsx';
import { momentOf } from './choice.ts';
import { isUuid } from './found.ts';
import { type Judged, judgedOf, lawChoiceOf } from './judged.ts';
import { judgedOnce, lotAt, type Standpoint, wording } from './judged-route.tsx';
import { certificateTitle } from './lists.tsx';
import { Crumbs } from './parts.tsx';
import type { Page } from './render.tsx';
import { AS_RECEIVED, dateWords } from './words.ts';

export async function lotMissingPage({ store }: Context, id: string, standpoint: Standpoint): Promise<Page> {
  const { lot, sets } = await lotAt(store.em(), id, standpoint);
  const { judged } = await judgedOnce(store.em(), lot, standpoint, sets);
  const what = { name: `Lot ${lot.code}`, href: `/lots/${lot.id}`, of: 'any certificate of this lot', sample: lot.isSample };
  return missingPage(what, judged, standpoint, sets);
}

export async function certificateMissingPage({ store }: Context, id: string, standpoint: Standpoint): Promise<Page> {
  const { choice, today } = standpoint;
  const asOf = momentOf(choice);
  const certificate = isUuid(id) ? await findCertificate(store.em(), id, { includeUnpublished: false, asOf }) : null;
  if (certificate === null) throw await missingCertificate(store.em(), id);
  const sets = await wording(store.em(), asOf);
  const results = certificate.samples.flatMap(sample => sample.results);
  const views = await judgeCertificate(store.em(), certificate.id, lawChoiceOf(choice, today), results);
  const of = certificate.samples.length > 1 ? 'any sample of this certificate' : 'this certificate';
  const what = { name: certificateTitle(certificate), href: `/certificates/${certificate.id}`, of, sample: certificate.isSample };
  return missingPage(what, judgedOf(views, [certificate], results, choice, sets), standpoint, sets);
}

interface What {
  readonly name: string;
  readonly href: string;
  readonly of: string;
  readonly sample: boolean;
}

function missingPage(
  { name, href, of, sample }: What,
  judged: readonly Judged[],
  { choice, refused, path }: Standpoint,
  sets: Parameters<typeof Checklist>[0]['sets'],
): Page {
  const days = [...new Set(judged.map(({ law }) => law.day))];
  return {
    facts: {
      title: `${MISSING_WORDS}: ${name}`,
      description: `What every selection of rules asks for and ${of} does not answer. ${AS_RECEIVED}`,
      section: null,
      noIndex: true,
      sample,
      saysAsReceived: true,
    },
    body: (
      <div class="wide">
        <Crumbs path={[{ href, label: name }]} />
        <AsPublic choice={choice} refused={refused} path={path} />
        <h1>{MISSING_WORDS}</h1>
        <p class="lede">
          <a href={href}>{name}</a>
          {days.length > 0 && `, by the law of ${days.map(dateWords).join(' and of ')}`}.
        </p>
        <Checklist judged={judged} choice={choice} path={href} of={of} sets={sets} />
      </div>
    ),
  };
}
