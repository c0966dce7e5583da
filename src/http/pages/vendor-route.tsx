/** The pages about vendors, from what is stored. */
import type { ParsedQs } from 'qs';
import { z } from 'zod';
import { vendorsKind } from '../../store/figure-kinds.ts';
import { figureOf } from '../../store/figures.ts';
import { measuredOf } from '../../store/measured.ts';
import { publishedReplies } from '../../store/reply.ts';
import { explainScorecard, scorecardHistory } from '../../store/scorecard.ts';
import { findVendor } from '../../store/vendor.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { API_PREFIX } from '../prefix.ts';
import { alkaloidCharts } from './alkaloid-charts.tsx';
import { CONTAMINANTS } from './contaminant-strips.tsx';
import { present } from './found.ts';
import type { Standpoint } from './judged-route.tsx';
import { vendorData } from './linked-data.ts';
import { overviewOf } from './over-section.tsx';
import { recallsBeside } from './recall-route.tsx';
import type { Page } from './render.tsx';
import { Replies } from './replies.tsx';
import { ScorecardExplained } from './scorecard-explained.tsx';
import { twinsOf } from './twins.ts';
import { Vendor } from './vendor.tsx';
import { ORDERS } from './vendor-order.ts';
import { Vendors } from './vendors.tsx';
import { count, dateWords } from './words.ts';

const Listing = z.object({
  sort: z.enum(ORDERS).default('safety'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  /** Pages have numbers here: an address with a cursor would show another page than it names. */
  cursor: z.never().optional(),
});

/** Vendors are counted in hundreds, and their order is not the database's alone. */
export async function vendorsPage({ store }: Context, query: unknown, today: string): Promise<Page> {
  const { sort, page } = Listing.parse(query);
  const { value: vendors, countedAt } = await figureOf(store.em(), vendorsKind(today));
  return {
    facts: {
      title: 'Vendors',
      description: 'Vendors compared by what their published certificates of analysis say, in four parts with their uncertainty.',
      section: 'vendors',
      ...twinsOf('/vendors'),
      sample: vendors.some(item => item.isSample),
    },
    body: <Vendors vendors={vendors} countedAt={countedAt} order={sort} page={page} />,
  };
}

export async function vendorPage({ store }: Context, slug: string, standpoint: Standpoint): Promise<Page> {
  const vendor = present(await findVendor(store.em(), slug), 'There is no vendor of this name.');
  const overview = await overviewOf(() => store.em(), { vendor: vendor.slug }, standpoint);
  const scored = await explainScorecard(store.em(), vendor.slug, { today: standpoint.today });
  const contaminants = await measuredOf(store.em(), { vendor: vendor.slug }, CONTAMINANTS);
  const charts = await alkaloidCharts(store.em(), { vendor: vendor.slug });
  return {
    facts: {
      title: vendor.name,
      description: `${count(vendor.certificates, 'certificate')} of analysis for ${count(vendor.lots, 'lot')} of ${vendor.name}: safety record, coverage, consistency and openness of what was published.`,
      section: 'vendors',
      ...twinsOf(`/vendors/${vendor.slug}`),
      sample: vendor.isSample,
      linkedData: vendorData(vendor),
    },
    body: (
      <>
        <Vendor vendor={vendor} overview={overview} standpoint={standpoint} scored={scored} charts={charts} contaminants={contaminants} />
        {await recallsBeside(store.em(), { vendor: vendor.slug }, vendor.name)}
        <Replies replies={await publishedReplies(store.em(), { organization: vendor.id })} href={`/vendors/${vendor.slug}`} />
      </>
    ),
  };
}

const Day = z.object({ as_of: z.iso.date().optional() });

export async function scorecardPage({ store }: Context, slug: string, query: ParsedQs, today: string): Promise<Page> {
  const { as_of: given } = Day.parse(query);
  const asOf = given === undefined || given >= today ? null : given;
  const found = await explainScorecard(store.em(), slug, { today, ...(asOf !== null && { asOf }) });
  if (found === null) {
    if (asOf === null) throw new HttpProblem('not-found', 'There is no scorecard of a vendor of this name.');
    throw new HttpProblem('not-found', `No scorecard of this vendor was kept on ${dateWords(asOf)}. Choose a later day.`);
  }
  const { items } = await scorecardHistory(store.em(), slug, { limit: 20 });
  return {
    facts: {
      title: `How the scorecard of ${found.vendor.name} was computed`,
      description: `Every input, weight and formula of the scorecard of ${found.vendor.name}.`,
      section: 'vendors',
      json: `${API_PREFIX}/vendors/${found.vendor.slug}/scorecard?explain=true`,
      sample: found.card.sample,
    },
    body: <ScorecardExplained view={found} explanation={found.explanation} history={items} asOf={asOf} today={today} />,
  };
}
