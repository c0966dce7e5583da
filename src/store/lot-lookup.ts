/** From what stands on a bag to the lots it may be: by the exact code, by report number, by a code that a certificate carries too; else the nearest. */
import { editDistance } from '../coa/edit-distance.ts';
import type { LabelCode } from '../coa/label-code.ts';
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

export async function lookUpLots(em: SqlEntityManager, code: LabelCode): Promise<LotLookup> {
  const wanted = new Map(code.candidates.map(candidate => [normaliseCode(candidate.text), candidate]));
  const ways = [...(await byCode(em, [...wanted.keys()])), ...(await bySameCode(em, code.text))];
  if (ways.length === 0) return { found: [], nearest: await nearestLots(em, code.candidates[0]?.text ?? '') };
  const stated = ways.filter(({ key }) => wanted.get(key)?.kind === 'stated' || wanted.get(key)?.kind === 'whole');
  const kept = new Map<string, (typeof ways)[number]>();
  for (const way of stated.length > 0 ? stated : ways) if (!kept.has(way.lot)) kept.set(way.lot, way);
  const chosen = [...kept.values()].slice(0, MOST_FOUND);
  const items = await lotsByIds(
    em,
    chosen.map(({ lot }) => lot),
  );
  const found = chosen.flatMap(({ lot, way, key }): FoundLot[] => {
    const item = items.get(lot);
    const candidate = wanted.get(key);
    return item ? [{ lot: item, way, by: candidate?.text ?? code.text, sure: candidate === undefined || candidate.kind !== 'part' }] : [];
  });
  return { found, nearest: [] };
}

interface Way {
  readonly lot: string;
  readonly way: LookupWay;
  readonly key: string;
}

/** In the order of the candidates; lots before reports. */
async function byCode(em: SqlEntityManager, keys: readonly string[]): Promise<Way[]> {
  if (keys.length === 0) return [];
  const found = await rows<Way>(
    em,
    sql`select distinct s.batch_id as lot, 'lot' as way, b.normalised as key from batch b join public_sample s on s.batch_id = b.id
        where b.normalised in ${list(keys)}
      union all
      select distinct s.batch_id, 'report', v.report_number_normalised from certificate_version v join public_sample s on s.version_id = v.id
        where v.superseded_at is null and v.report_number_normalised in ${list(keys)} and s.batch_id is not null`,
  );
  const place = ({ key, way }: Way) => keys.indexOf(key) * 2 + (way === 'lot' ? 0 : 1);
  return found.toSorted((a, b) => place(a) - place(b));
}

/** A certificate on which exactly this code or link was seen. */
async function bySameCode(em: SqlEntityManager, text: string): Promise<Way[]> {
  if (text.length < 8) return [];
  return rows<Way>(
    em,
    sql`select distinct s.batch_id as lot, 'same-code' as way, '' as key from authenticity_check c join public_sample s on s.certificate_id = c.certificate_id
      where c.kind in ('barcode', 'link') and c.superseded_at is null and s.batch_id is not null and c.facts->>'text' = ${text}`,
  );
}

async function lotsByIds(em: SqlEntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, LotItem>> {
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
