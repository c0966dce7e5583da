/** What each address shows: read models in, pages out. A null read model is an address that names nothing. */
import { z } from 'zod';
import { ruleSetsOf } from '../../quality/profile.ts';
import { latestCertificates, newestCertificates } from '../../store/certificate.ts';
import { BadCursor, decodeCursor, encodeCursor, KEY } from '../../store/cursor.ts';
import { listExceedances } from '../../store/exceedances.ts';
import { ANALYTES, COUNTS, decidabilityKind, exceedancesKind, LABORATORIES, LOTS, measuresKind } from '../../store/figure-kinds.ts';
import { figureOf, olderOf } from '../../store/figures.ts';
import { claimsOfProduct } from '../../store/label-claims.ts';
import { laboratoriesOf, laboratoryNamed } from '../../store/laboratory.ts';
import { CONTAMINANTS, groupMeasured, measuredOf } from '../../store/measured.ts';
import { printedLimits } from '../../store/printed-limits.ts';
import { findProduct } from '../../store/product.ts';
import { publishedReplies } from '../../store/reply.ts';
import { scopesOf } from '../../store/scope.ts';
import { search, searchLots } from '../../store/search.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { aliasesOf } from '../../store/vendor.ts';
import type { LaboratoryView, Slice } from '../../store/views.ts';
import type { Context } from '../context.ts';
import { alkaloidCharts } from './alkaloid-charts.tsx';
import { Analytes } from './analytes.tsx';
import { present } from './found.ts';
import { Home, type HomeOver } from './home.tsx';
import type { Standpoint } from './judged-route.tsx';
import { Laboratories, Laboratory } from './laboratories.tsx';
import { laboratoryData, productData, siteData } from './linked-data.ts';
import { overviewOf } from './over-section.tsx';
import { Product } from './products.tsx';
import { recallsBeside } from './recall-route.tsx';
import type { Page } from './render.tsx';
import { Replies } from './replies.tsx';
import { Search } from './search.tsx';
import { queryOf, readQuery } from './search-query.ts';
import { twinsOf } from './twins.ts';
import { ABOUT, count } from './words.ts';

const PAGE = 50;
const LATEST = 12;
const LATEST_OVER = 5;

const Cursor = z.object({ cursor: z.string().min(1).max(1000).optional() });

export async function homePage({ store }: Context, today: string): Promise<Page> {
  const em = store.em();
  const numbers = await figureOf(em, COUNTS);
  const latest = await latestCertificates(em, LATEST);
  const over = await latestOver(store.em());
  return {
    facts: {
      title: 'Leafproof',
      description: ABOUT,
      section: 'home',
      ...twinsOf('/'),
      sample: latest.some(item => item.isSample),
      linkedData: siteData(numbers.value),
    },
    body: <Home counts={numbers} latest={latest} over={over} today={today} />,
  };
}

/** Lots over a limit, newest first, each with everything it is over. */
async function latestOver(em: SqlEntityManager): Promise<HomeOver> {
  const { items } = await listExceedances(em, {}, { limit: 40 });
  const samples = [...Map.groupBy(items, ({ sample }) => sample).values()];
  return { lots: samples.slice(0, LATEST_OVER), counts: await figureOf(em, exceedancesKind('fail')) };
}

export async function searchPage({ store }: Context, query: unknown): Promise<Page> {
  const { filter, cursor } = readQuery(query);
  const em = store.em();
  const address = queryOf(filter);
  const whole = address === '' ? await figureOf(em, LOTS) : null;
  const lots = await searchLots(em, filter, { limit: PAGE, ...(cursor !== null && { cursor }) }, whole?.value);
  const hits = filter.q && cursor === null ? await search(em, filter.q, { limit: 12 }) : [];
  const analytes = (await figureOf(em, ANALYTES)).value.filter(analyte => analyte.results > 0 || analyte.id === filter.analyte);
  const first = cursor === null ? null : `/search?${address}`;
  return {
    facts: {
      title: filter.q ? `Search for ${filter.q}` : 'Search',
      description: 'Find lots, products, vendors, laboratories and substances by name, lot number or measured amount.',
      section: 'search',
      ...(address !== '' && { json: `/search.json?${address}`, csv: `/search.csv?${address}` }),
      sample: lots.items.some(item => item.isSample) || hits.some(hit => hit.isSample),
      noIndex: true,
    },
    body: <Search filter={filter} lots={lots} countedAt={whole?.countedAt ?? null} hits={hits} analytes={analytes} first={first} />,
  };
}

export async function productPage({ store }: Context, slug: string, standpoint: Standpoint): Promise<Page> {
  const product = present(await findProduct(store.em(), slug), 'There is no product of this name.');
  const overview = await overviewOf(store.em(), { product: product.slug }, standpoint);
  return {
    facts: {
      title: product.vendor ? `${product.name}, ${product.vendor.name}` : product.name,
      description: `Laboratory results for ${count(product.lots, 'lot')} of ${product.name}.`,
      section: 'vendors',
      ...twinsOf(`/products/${product.slug}`),
      sample: product.isSample,
      linkedData: productData(product),
    },
    body: (
      <Product
        product={product}
        overview={overview}
        standpoint={standpoint}
        charts={await alkaloidCharts(store.em(), { product: product.slug })}
        measured={groupMeasured(await measuredOf(store.em(), { product: product.slug }, CONTAMINANTS))}
        notice={await recallsBeside(store.em(), { product: product.slug }, product.name)}
        claims={await claimsOfProduct(store.em(), product.slug)}
      />
    ),
  };
}

export async function laboratoriesPage({ store }: Context, query: unknown): Promise<Page> {
  const { cursor } = Cursor.parse(query);
  const { value, countedAt } = await figureOf(store.em(), LABORATORIES);
  const slice = pageOf(value, cursor);
  return {
    facts: {
      title: 'Laboratories',
      description: 'Laboratories that issued the certificates: how little each can see, and which limits its results can settle.',
      section: 'laboratories',
      ...twinsOf('/laboratories'),
      sample: slice.items.some(item => item.isSample),
    },
    body: <Laboratories slice={slice} countedAt={countedAt} first={cursor === undefined ? null : '/laboratories'} />,
  };
}

export async function laboratoryPage({ store }: Context, slug: string, standpoint: Standpoint): Promise<Page> {
  const em = store.em();
  const named = present(await laboratoryNamed(em, slug), 'There is no laboratory of this name.');
  const everyone = await figureOf(em, LABORATORIES);
  const item = everyone.value.find(({ id }) => id === named.id) ?? (await laboratoriesOf(em, [named.id]))[0];
  const measures = await figureOf(em, measuresKind(named.id));
  const decided = await figureOf(em, decidabilityKind(named));
  const { rulesets } = standpoint.choice.profile;
  const laboratory: LaboratoryView = {
    ...present(item, 'There is no laboratory of this name.'),
    ...{ name: named.name, slug: named.slug, accreditation: named.accreditation },
    aliases: await aliasesOf(em, named.id, named.name),
    ...measures.value,
    certificateList: await newestCertificates(em, named.id),
  };
  return {
    facts: {
      title: laboratory.name,
      description: `${count(laboratory.certificates, 'certificate')} by ${laboratory.name} and the limits of detection printed on them.`,
      section: 'laboratories',
      ...twinsOf(`/laboratories/${laboratory.slug}`),
      sample: laboratory.isSample,
      linkedData: laboratoryData(laboratory),
    },
    body: (
      <>
        <Laboratory
          laboratory={laboratory}
          decidability={decided.value.filter(({ ruleset, rule }) => rulesets.includes(ruleset) || rulesets.includes(rule))}
          countedAt={olderOf(everyone.countedAt, measures.countedAt, decided.countedAt)}
          printedLimits={await printedLimits(store.em(), { laboratory: laboratory.id, rulesets: ruleSetsOf(standpoint.choice.profile) })}
          standpoint={standpoint}
          scopes={await scopesOf(store.em(), laboratory.id)}
        />
        <Replies replies={await publishedReplies(store.em(), { organization: laboratory.id })} href={`/laboratories/${laboratory.slug}`} />
      </>
    ),
  };
}

export async function analytesPage({ store }: Context): Promise<Page> {
  const analytes = await figureOf(store.em(), ANALYTES);
  return {
    facts: {
      title: 'Substances',
      description: 'Alkaloids and contaminants that laboratories look for, with their names, identifiers and results.',
      section: 'analytes',
      ...twinsOf('/analytes'),
    },
    body: <Analytes analytes={analytes.value} countedAt={analytes.countedAt} />,
  };
}

/** A page of a list that is there as a whole, after the item that the cursor names. */
function pageOf<T extends { readonly id: string }>(items: readonly T[], cursor: string | undefined): Slice<T> {
  const after = decodeCursor(cursor, [KEY.id]);
  const from = after === null ? 0 : items.findIndex(({ id }) => id === after[0]) + 1;
  if (after !== null && from === 0) throw new BadCursor();
  const shown = items.slice(from, from + PAGE);
  const last = shown.at(-1);
  return { items: shown, next: from + PAGE < items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
