/** What was measured of some analytes in everything a vendor or a product published. */
import { raw } from '@mikro-orm/postgresql';
import { lotNamed } from './columns.ts';
import { ofAnalytes, organizationOf } from './results.ts';
import { all, type Fragment, packed, type SqlEntityManager, sql } from './sql.ts';
import type { ResultRow } from './views.ts';

/** Those that the yardstick limits by an amount. */
export const CONTAMINANTS = ['arsenic_total', 'cadmium', 'lead', 'mercury_total', 'tamc', 'tymc', 'total_coliforms'] as const;

/** More are not drawn. */
export const MOST_MEASURED = 350;

type Named = 'id' | 'certificate' | 'lot' | 'analyte' | 'analyteName';
type Amount = 'kind' | 'number' | 'lower' | 'upper' | 'unit' | 'basis' | 'lod' | 'loq' | 'testPortion';

/** As much of a result as saying its amount and where it stands takes. */
export type MeasuredRow = Pick<ResultRow, Named | Amount> & { readonly printed: Pick<ResultRow['printed'], 'value' | 'unit'> };

const MEASURED = `r.id, r.certificate_id as certificate, ${lotNamed('s.batch_id')} as lot, r.analyte_id as analyte,
  (select a.name from analyte a where a.id = r.analyte_id) as "analyteName", r.kind, r.number::text as number, r.lower::text as lower, r.upper::text as upper,
  r.unit, r.basis, r.lod::text as lod, r.loq::text as loq, r.test_portion as "testPortion",
  json_build_object('value', r.printed->'value', 'unit', r.printed->'unit') as printed`;

type Of = { readonly vendor: string } | { readonly product: string } | { readonly lot: string };

/** Slugs, or the id of a lot. The newest certificates first. */
export async function measuredOf(em: SqlEntityManager, of: Of, analytes: readonly string[]): Promise<MeasuredRow[]> {
  return packed<MeasuredRow>(
    em,
    sql`select ${raw(MEASURED)} from result r join public_sample s on s.id = r.sample_id where ${all([sql`r.superseded_at is null`, whoseOf(of), ofAnalytes(analytes)])}
      order by s.dated_on desc nulls last, r.certificate_id, s.position, r.position limit ${MOST_MEASURED}`,
  );
}

function whoseOf(of: Of): Fragment {
  if ('vendor' in of) return sql`s.vendor_id = (${organizationOf(of.vendor)})`;
  if ('product' in of) return sql`s.product_id = (select id from product where slug = ${of.product})`;
  return sql`s.batch_id = ${of.lot}`;
}

/** What was measured of an analyte in one unit, as received or without a printed basis. */
export interface MeasuredGroup {
  readonly analyte: string;
  readonly name: string;
  /** In small letters. */
  readonly unit: string;
  /** Lower and upper bound of each value that has a place on an axis, equal where it was measured; null: nothing bounds it from above. */
  readonly values: readonly (readonly [number, number | null])[];
  readonly highest: MeasuredRow;
  /** A certificate of no known lot counts as one. */
  readonly lots: number;
  /** Results without any bound. */
  readonly bare: number;
}

export interface MeasuredGroups {
  /** Of all results that were looked at. */
  readonly results: number;
  readonly groups: readonly MeasuredGroup[];
}

export function groupMeasured(results: readonly MeasuredRow[]): MeasuredGroups {
  const usable = results.filter(({ unit, basis }) => unit !== null && (basis === 'as_received' || basis === 'unknown'));
  const groups = Map.groupBy(usable, ({ analyte, unit }) => `${analyte} ${unit!.toLowerCase()}`);
  return { results: results.length, groups: [...groups.values()].flatMap(own => groupOf(own) ?? []) };
}

function groupOf(own: readonly MeasuredRow[]): MeasuredGroup | null {
  const placed = own.filter(row => row.upper !== null || (row.lower !== null && Number(row.lower) > 0));
  const highest = placed.toSorted((a, b) => top(b) - top(a))[0];
  if (highest === undefined) return null;
  return {
    ...{ analyte: highest.analyte!, name: highest.analyteName ?? highest.analyte!, unit: highest.unit!.toLowerCase(), highest },
    values: placed.map(row => [
      Number(row.number ?? row.lower ?? 0),
      row.number === null && row.upper === null ? null : Number(row.number ?? row.upper),
    ]),
    lots: new Set(placed.map(row => row.lot?.id ?? row.certificate)).size,
    bare: own.length - placed.length,
  };
}

/** The highest measured value; of bounds, their lower end, so that a blunt laboratory does not lead. */
const top = ({ number, lower, upper }: MeasuredRow): number =>
  number !== null ? Number(number) : Number(lower ?? 0) > 0 ? Number(lower) : Number(upper) * 1e-9;
