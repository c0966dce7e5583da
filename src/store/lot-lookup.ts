/** From what stands on a bag to the lots it may be: by the exact code, by report number, by a code that a certificate carries too; else the nearest. */
import { editDistance } from '../coa/edit-distance.ts';
import { type CodeCandidate, type LabelCode, readLabelCode } from '../coa/label-code.ts';
import { normaliseCode } from '../coa/text.ts';
import { lotsWhere } from './lot.ts';
import { list, rows, type SqlEntityManager, sql } from './sql.ts';
import type { LotItem } from './views.ts';

/** `lot`: the code of the lot itself · `report`: the number of a certificate for it · `same-code`: a certificate carries the same code or link. */
export type LookupWay = 'lot' | 'report' | 'same-code';

export interface FoundLot {
  readonly lot: LotItem;
  readonly way: LookupWay;
  /** The part of what was given that led here. */
  readonly by: string;
  /** What was given says that this is the lot, or is nothing but it; else it is a part of an address or of a longer text. */
  readonly sure: boolean;
}

export interface LotLookup {
  readonly found: readonly FoundLot[];
  /** Lots whose codes are alike, the nearest first; empty where something was found. */
  readonly nearest: readonly LotItem[];
}

const MOST_FOUND = 5;
const MOST_NEAREST = 5;
/** Codes that are looked up at once, and characters of their list. */
export const MOST_LISTED = 100;
export const LONGEST_LIST = 10_000;
/** Of a list of codes, for how many that nothing answers to the nearest are looked for. */
export const MOST_SOUGHT = 20;

export const lookUpLots = async (em: SqlEntityManager, code: LabelCode): Promise<LotLookup> => (await lookUpEach(em, [code]))[0]!;

/** As `lookUpLots` for each code, in their order, at the cost of few queries. */
export async function lookUpEach(em: SqlEntityManager, codes: readonly LabelCode[]): Promise<LotLookup[]> {
  const chosen = await chooseWays(em, codes);
  const items = await lotsByIds(em, [...new Set(chosen.flatMap(ways => ways.map(({ lot }) => lot)))]);
  const sought = new Set(codes.filter((_, index) => chosen[index]!.length === 0).slice(0, MOST_SOUGHT));
  const lookups: LotLookup[] = [];
  for (const [index, code] of codes.entries()) {
    const found = chosen[index]!.flatMap(({ lot, way, candidate }): FoundLot[] => {
      const item = items.get(lot);
      return item ? [{ lot: item, way, by: candidate?.text ?? code.text, sure: candidate?.kind !== 'part' }] : [];
    });
    lookups.push({ found, nearest: sought.has(code) ? await nearestLots(em, code.candidates[0]?.text ?? '') : [] });
  }
  return lookups;
}

/** Codes as they were given, and what each leads to. */
export async function lookUpList(
  em: SqlEntityManager,
  given: readonly string[],
): Promise<{ readonly code: LabelCode; readonly lookup: LotLookup }[]> {
  const codes = given.map(readLabelCode);
  const lookups = await lookUpEach(em, codes);
  return codes.map((code, index) => ({ code, lookup: lookups[index]! }));
}

interface Way {
  readonly lot: string;
  readonly way: LookupWay;
  /** Null where the whole text led there. */
  readonly candidate: CodeCandidate | null;
}

/** Of each code the ways to take: where what is stated leads somewhere, parts are left alone. */
async function chooseWays(em: SqlEntityManager, codes: readonly LabelCode[]): Promise<Way[][]> {
  const keys = new Set(codes.flatMap(({ candidates }) => candidates.map(({ text }) => normaliseCode(text))));
  const [named, seen] = [await byCode(em, [...keys]), await bySameCode(em, [...new Set(codes.map(({ text }) => text))])];
  return codes.map(({ text, candidates }) => {
    const ways: Way[] = candidates.flatMap(candidate =>
      (named.get(normaliseCode(candidate.text)) ?? []).map(({ lot, way }) => ({ lot, way, candidate })),
    );
    ways.push(...(seen.get(text) ?? []).map(({ lot }) => ({ lot, way: 'same-code' as const, candidate: null })));
    const stated = ways.filter(({ candidate }) => candidate !== null && candidate.kind !== 'part');
    const distinct = new Map<string, Way>();
    for (const way of stated.length > 0 ? stated : ways) if (!distinct.has(way.lot)) distinct.set(way.lot, way);
    return [...distinct.values()].slice(0, MOST_FOUND);
  });
}

interface Led {
  readonly lot: string;
  readonly way: LookupWay;
  readonly key: string;
}

/** By normalised code; of one code, lots before reports. */
async function byCode(em: SqlEntityManager, keys: readonly string[]): Promise<ReadonlyMap<string, readonly Led[]>> {
  if (keys.length === 0) return new Map();
  const found = await rows<Led>(
    em,
    sql`select distinct s.batch_id as lot, 'lot' as way, b.normalised as key from batch b join public_sample s on s.batch_id = b.id
        where b.normalised in ${list(keys)}
      union all
      select distinct s.batch_id, 'report', v.report_number_normalised from certificate_version v join public_sample s on s.version_id = v.id
        where v.superseded_at is null and v.report_number_normalised in ${list(keys)} and s.batch_id is not null`,
  );
  const lotsFirst = found.toSorted((a, b) => Number(a.way === 'report') - Number(b.way === 'report'));
  return Map.groupBy(lotsFirst, ({ key }) => key);
}

/** By text: certificates on which exactly this code or link was seen. */
async function bySameCode(em: SqlEntityManager, texts: readonly string[]): Promise<ReadonlyMap<string, readonly Led[]>> {
  const long = texts.filter(text => text.length >= SHORTEST_SAME);
  if (long.length === 0) return new Map();
  const found = await rows<Led>(
    em,
    sql`select distinct s.batch_id as lot, 'same-code' as way, c.facts->>'text' as key from authenticity_check c join public_sample s on s.certificate_id = c.certificate_id
      where c.kind in ('barcode', 'link') and c.superseded_at is null and s.batch_id is not null and c.facts->>'text' in ${list(long)}`,
  );
  return Map.groupBy(found, ({ key }) => key);
}

const SHORTEST_SAME = 8;

async function lotsByIds(em: SqlEntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, LotItem>> {
  if (ids.length === 0) return new Map();
  const { items } = await lotsWhere(em, { lot: sql`b.id in ${list(ids)}` }, { limit: ids.length });
  return new Map(items.map(item => [item.id, item]));
}

/** Letters and digits that are taken for each other on a bag. */
const ALIKE: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', S: '5', B: '8', Z: '2', G: '6' };
const asSeen = (code: string): string => [...code].map(letter => ALIKE[letter] ?? letter).join('');

/** Codes that share enough groups of three letters, by how many letters differ. */
async function nearestLots(em: SqlEntityManager, text: string): Promise<readonly LotItem[]> {
  const code = normaliseCode(text).slice(0, 60);
  if (code.length < 3) return [];
  const alike = await rows<{ id: string; code: string }>(
    em,
    sql`select b.id, b.normalised as code from batch b where (b.normalised % ${code} or b.normalised like ${`${code.slice(0, 4)}%`} or b.normalised like ${`%${code}%`})
      and exists (select 1 from public_sample s where s.batch_id = b.id) order by similarity(b.normalised, ${code}) desc, b.normalised limit 60`,
  );
  const seen = asSeen(code);
  const most = Math.max(2, Math.ceil(code.length / 2));
  const ranked = alike
    .map(each => ({ ...each, distance: editDistance(asSeen(each.code), seen, most) }))
    .filter(({ distance, code: other }) => distance <= most || other.includes(code) || other.startsWith(code.slice(0, 4)))
    .toSorted((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_NEAREST);
  if (ranked.length === 0) return [];
  const items = await lotsByIds(
    em,
    ranked.map(({ id }) => id),
  );
  return ranked.flatMap(({ id }) => items.get(id) ?? []);
}
