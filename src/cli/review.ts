/** `leafproof review`: what waits for a person, and the decision. */
import { userInfo } from 'node:os';
import { ReviewError } from '../ingest/decision.ts';
import { giveNotice, type NoticeParty } from '../ingest/notice.ts';
import { acceptCertificate, listReviews, type ReviewView, rejectCertificate, showReview } from '../ingest/review.ts';
import { authenticityOf } from '../store/authenticity.ts';
import type { CertificateItem } from '../store/views.ts';
import { READ_ONLY, withStore } from './open.ts';
import { signalLine } from './signals.ts';

export async function list(options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    let cursor: string | null = null;
    let count = 0;
    do {
      const slice = await listReviews(store.em(), { limit: 100, cursor });
      for (const item of slice.items) console.log(options.json ? JSON.stringify(item) : line(item));
      count += slice.items.length;
      cursor = slice.next;
    } while (cursor !== null);
    if (!options.json) console.log(count === 0 ? 'Nothing waits for review.' : `${count} waiting; leafproof review show ID says why.`);
    return 0;
  }, READ_ONLY);
}

function line(item: CertificateItem): string {
  const facts = [
    item.laboratory?.name,
    item.reportNumber,
    item.vendor?.name,
    item.product?.name,
    ...item.lots.map(lot => `lot ${lot.code}`),
  ];
  return `${item.id}  ${facts.filter(Boolean).join(' · ')}  (${item.results} results, ${item.recordedAt.slice(0, 10)})`;
}

export async function show(id: string, options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    const review = await showReview(store.em(), id);
    if (review === null) {
      console.error(`leafproof: there is no certificate ${id}; leafproof review list shows what waits`);
      return 1;
    }
    const signals = await authenticityOf(store.em(), id);
    console.log(options.json ? JSON.stringify({ ...review, signals }) : [describe(review), ...signals.map(signalLine)].join('\n'));
    return 0;
  }, READ_ONLY);
}

function describe({ certificate, problems, doubtful, history }: ReviewView): string {
  return [
    line(certificate),
    `  ${certificate.fileName}, read by ${certificate.importer.id} ${certificate.importer.version}, ${certificate.state}`,
    ...problems.map(problem => `  ${problem.severity}: ${problem.message} [${problem.code}]`),
    ...doubtful.map(result => {
      const place =
        result.evidence.kind === 'page' ? `page ${result.evidence.page}` : result.evidence.kind === 'cell' ? result.evidence.cell : '';
      const why = [...result.flags, ...(result.confidence < 0.9 ? [`confidence ${result.confidence}`] : [])].join(', ');
      return `  ${result.printed.name}: ${result.printed.value} ${result.printed.unit ?? ''} (${place}): ${why}`;
    }),
    ...history.map(entry => `  ${entry.at.slice(0, 16)} ${entry.actor}: ${entry.action}${entry.reason ? `, ${entry.reason}` : ''}`),
  ].join('\n');
}

interface Said {
  readonly reason?: string;
  readonly by?: string;
}

export const notify = (id: string, party: NoticeParty, { to, by }: { to: string; by?: string }): Promise<number> =>
  withStore(async store => {
    try {
      const until = await giveNotice(store, id, { party, to, actor: by ?? userInfo().username });
      console.log(`${id}: the ${party} has until ${until} to answer`);
      return 0;
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
  });

export const accept = (ids: readonly string[], said: Said) => decide(ids, said, 'accept');
export const reject = (ids: readonly string[], said: Said) => decide(ids, said, 'reject');

async function decide(ids: readonly string[], said: Said, decision: 'accept' | 'reject'): Promise<number> {
  const act = decision === 'accept' ? acceptCertificate : rejectCertificate;
  return withStore(async store => {
    let status = 0;
    for (const id of ids) {
      try {
        const state = await act(store, id, {
          actor: said.by ?? userInfo().username,
          reason: said.reason ?? 'accepted at the command line',
        });
        console.log(`${id}: ${state === 'needs-review' ? 'over a limit, waits for a second person' : state}`);
      } catch (error) {
        if (!(error instanceof ReviewError)) throw error;
        console.error(`leafproof: ${error.message}`);
        status = 1;
      }
    }
    return status;
  });
}
