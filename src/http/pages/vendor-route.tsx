/** The pages about vendors, from what is stored. */
import type { ParsedQs } from 'qs';
import { z } from 'zod';
import { type BriefExplanation, briefOf } from '../../quality/scorecard-brief.ts';
import { onDay } from '../../quality/scorecard-day.ts';
import { vendorsKind } from '../../store/figure-kinds.ts';
import { figureOf } from '../../store/figures.ts';
import { publishedReplies } from '../../store/reply.ts';
import { type AsOf, explainScorecard, findScorecard, type ScorecardView, scorecardHistory } from '../../store/scorecard.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { VendorFacts } from '../../store/vendor.ts';
import { type DigestPart, type KeptVendor, keptVendor, partOf, withParts } from '../../store/vendor-digest.ts';
import { CARD, CHARTS, chartsFrom, EXPLAINED, FACTS, LOTS_BY_WORD, MEASURED, OUTCOMES, OVER } from '../../store/vendor-parts.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { API_PREFIX } from '../prefix.ts';
import { severalLots } from './alkaloid-charts.tsx';
import { drawings } from './drawn.ts';
import { present } from './found.ts';
import type { Standpoint } from './judged-route.tsx';
import { vendorData } from './linked-data.ts';
import { keepsOverview, vendorOverview } from './over-section.tsx';
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

/** By the rules that a visitor chose. */
function partsFor({ choice }: Standpoint): DigestPart<unknown>[] {
  const over = OVER.get(choice.profile.rulesets.join(' '));
  return [FACTS, LOTS_BY_WORD, ...(over ? [over] : []), CARD, OUTCOMES, CHARTS, MEASURED];
}

/** The vendor of an address, with these parts of its digest. Throws the problem of an address that names none. */
export async function vendorAt(em: SqlEntityManager, slug: string, parts: readonly DigestPart<unknown>[]) {
  const found = await keptVendor(em, slug, parts);
  const kept = found && (await withParts(em, found, [FACTS]));
  const vendor = kept && (await partOf(em, kept, FACTS));
  return present(kept && vendor && { kept, vendor }, 'There is no vendor of this name.');
}

export async function vendorPage({ store }: Context, slug: string, standpoint: Standpoint): Promise<Page> {
  const em = store.em();
  const { kept, vendor } = await vendorAt(em, slug, partsFor(standpoint));
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
        {await drawnVendor(em, kept, vendor, standpoint)}
        {await recallsBeside(em, { vendor: vendor.slug }, vendor.name)}
        <Replies replies={await publishedReplies(em, { organization: vendor.id })} href={`/vendors/${vendor.slug}`} />
      </>
    ),
  };
}

/** From its digest and the standpoint alone, so that it is drawn once for as long as these stay what they are. */
async function drawnVendor(em: SqlEntityManager, found: KeptVendor, vendor: VendorFacts, standpoint: Standpoint) {
  const parts = partsFor(standpoint);
  const kept = await withParts(em, found, parts);
  const draw = async () => {
    const card = await partOf(em, kept, CARD);
    return (
      <Vendor
        vendor={vendor}
        overview={await vendorOverview(em, kept, standpoint)}
        standpoint={standpoint}
        card={card && onDay(card, standpoint.today)}
        outcomes={await partOf(em, kept, OUTCOMES)}
        charts={severalLots(chartsFrom(await partOf(em, kept, CHARTS)))}
        measured={await partOf(em, kept, MEASURED)}
      />
    );
  };
  if (!(await keepsOverview(em, kept, standpoint))) return draw();
  return drawings.from('vendor', [...parts.map(({ name }) => kept.parts.get(name)!), JSON.stringify(standpoint)], draw);
}

const ExplainedQuery = z.object({ as_of: z.iso.date().optional(), lots: z.literal('all').optional() });

type Explained = ScorecardView & { readonly brief: BriefExplanation };

/** Its explanation as it is kept; null where none is, or where it depends on the day. */
async function presentScorecard(em: SqlEntityManager, slug: string, when: AsOf): Promise<Explained | null> {
  const kept = await keptVendor(em, slug, [EXPLAINED]);
  const brief = kept?.parts.has(EXPLAINED.name) ? await partOf(em, kept, EXPLAINED) : null;
  const found = brief && (await findScorecard(em, slug, when));
  return found && { ...found, brief: brief! };
}

async function computedScorecard(em: SqlEntityManager, slug: string, when: AsOf, lots: 'all' | undefined): Promise<Explained | null> {
  const found = await explainScorecard(em, slug, when);
  return found && { ...found, brief: briefOf(found.explanation, lots && Number.POSITIVE_INFINITY) };
}

export async function scorecardPage({ store }: Context, slug: string, query: ParsedQs, today: string): Promise<Page> {
  const { as_of: given, lots } = ExplainedQuery.parse(query);
  const asOf = given === undefined || given >= today ? null : given;
  const em = store.em();
  const when = { today, ...(asOf !== null && { asOf }) };
  const found =
    (asOf === null && lots === undefined && (await presentScorecard(em, slug, when))) || (await computedScorecard(em, slug, when, lots));
  if (found === null) {
    if (asOf === null) throw new HttpProblem('not-found', 'There is no scorecard of a vendor of this name.');
    throw new HttpProblem('not-found', `No scorecard of this vendor was kept on ${dateWords(asOf)}. Choose a later day.`);
  }
  const { items } = await scorecardHistory(em, slug, { limit: 20 });
  return {
    facts: {
      title: `How the scorecard of ${found.vendor.name} was computed`,
      description: `Every input, weight and formula of the scorecard of ${found.vendor.name}.`,
      section: 'vendors',
      json: `${API_PREFIX}/vendors/${found.vendor.slug}/scorecard?explain=true`,
      sample: found.card.sample,
    },
    body: <ScorecardExplained view={found} explanation={found.brief} history={items} asOf={asOf} today={today} />,
  };
}
