/** Values of one analyte as statistics take them: of one unit and one basis, with a count of what was left out and why. */
import { raw } from '@mikro-orm/postgresql';
import { analyteById } from '../coa/analyte.ts';
import type { FindingKind } from '../coa/finding.ts';
import type { Basis } from '../coa/reading.ts';
import { reference } from './columns.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference } from './views.ts';

export interface ObservationFilter {
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly form?: string | undefined;
  /** ISO days, both included; certificates without a date are left out then. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Default: the basis of which there are the most values. */
  readonly basis?: Basis | undefined;
  /** `true`: of sample data alone; else of real data alone. They are never mixed. */
  readonly samples?: boolean | undefined;
}

export interface ObservationView {
  /** Of the result. */
  readonly id: string;
  readonly certificate: string;
  readonly lot: { readonly id: string; readonly code: string } | null;
  readonly product: Reference | null;
  readonly vendor: Reference | null;
  readonly laboratory: Reference | null;
  readonly form: string | null;
  readonly date: string | null;
  readonly kind: FindingKind;
  /** Exact decimals; equal where measured; `upper` null: no upper bound. */
  readonly lower: string;
  readonly upper: string | null;
}

export interface LeftOut {
  readonly reason: 'other-basis' | 'other-unit' | 'no-bounds' | 'presence' | 'not-a-value' | 'repeated';
  /** For people, e.g. the basis. */
  readonly detail: string;
  readonly results: number;
}

export interface Observations {
  readonly unit: string | null;
  /** null where there is no value. */
  readonly basis: Basis | null;
  readonly observations: readonly ObservationView[];
  /** Not detected with no limit printed: says nothing of the amount. */
  readonly excluded: readonly ObservationView[];
  readonly leftOut: readonly LeftOut[];
}

/** What statistics have to know of a result. */
export interface ObservationRow {
  /** Id of the sample: one value of each counts. */
  readonly sample: string;
  readonly kind: FindingKind;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly basis: Basis;
}

type Row = ObservationRow & Omit<ObservationView, 'lower'>;

/** null for an analyte that is not in the dictionary. Sorted by date, then certificate. */
export async function observationsOf(em: SqlEntityManager, analyte: string, filter: ObservationFilter): Promise<Observations | null> {
  const entry = analyteById(analyte);
  if (!entry) return null;
  const chosen = chooseObservations(await resultsOf(em, analyte, filter), entry.unit ?? null, filter.basis);
  return { ...chosen, observations: chosen.observations.map(shown), excluded: chosen.excluded.map(shown) };
}

/** The values of one unit and one basis, one a sample, and what was left out. `basis`: by default that of which there are the most. */
export function chooseObservations<R extends ObservationRow>(
  results: readonly R[],
  unit: string | null,
  wanted: Basis | undefined,
): Pick<Observations, 'unit' | 'basis' | 'leftOut'> & { readonly observations: readonly R[]; readonly excluded: readonly R[] } {
  const left = new Map<string, LeftOut>();
  const leave = (reason: LeftOut['reason'], detail: string) => {
    const key = `${reason} ${detail}`;
    left.set(key, { reason, detail, results: (left.get(key)?.results ?? 0) + 1 });
  };
  const values = results.filter(row => {
    const why = noValue(row);
    if (why) leave(...why);
    return why === null;
  });
  const inUnit = values.filter(row => {
    // a bare "not detected" has no unit to be in
    const fits = row.unit === unit || (row.unit === null && isBare(row));
    if (!fits) leave('other-unit', row.unit ?? 'no unit');
    return fits;
  });
  const basis =
    wanted ?? mostFrequent(inUnit.filter(row => !isBare(row)).map(row => row.basis)) ?? mostFrequent(inUnit.map(row => row.basis));
  const seen = new Set<string>();
  const used = inUnit.filter(row => {
    if (row.basis !== basis) return leave('other-basis', row.basis);
    if (seen.has(row.sample)) return leave('repeated', 'a further result of the same sample');
    return seen.add(row.sample);
  });
  return {
    unit,
    basis,
    observations: used.filter(row => !isBare(row)),
    excluded: used.filter(isBare),
    leftOut: [...left.values()].sort((a, b) => b.results - a.results || (`${a.reason} ${a.detail}` < `${b.reason} ${b.detail}` ? -1 : 1)),
  };
}

const shown = ({ sample: _, unit: __, basis: ___, lower, ...row }: Row): ObservationView => ({ ...row, lower: lower ?? '0' });

const isBare = ({ lower, upper }: ObservationRow): boolean => upper === null && (lower === null || Number(lower) === 0);

/** What is found without a bound says that there is some, no more; statistics have no place for it. */
function noValue(row: ObservationRow): [LeftOut['reason'], string] | null {
  if (row.kind === 'present' || row.kind === 'absent') return ['presence', row.kind];
  if (['text', 'not_tested', 'not_reported', 'not_legible', 'invalid'].includes(row.kind)) return ['not-a-value', row.kind];
  return isBare(row) && row.kind !== 'not_detected' ? ['no-bounds', row.kind] : null;
}

/** The first in the alphabet of several equally frequent. */
function mostFrequent(bases: readonly Basis[]): Basis | null {
  const counts = [...Map.groupBy(bases, basis => basis)].map(([basis, all]) => ({ basis, n: all.length }));
  return counts.sort((a, b) => b.n - a.n || (a.basis < b.basis ? -1 : 1))[0]?.basis ?? null;
}

async function resultsOf(em: SqlEntityManager, analyte: string, filter: ObservationFilter): Promise<Row[]> {
  return rows<Row>(
    em,
    sql`select r.id, s.id as sample, r.certificate_id as certificate, r.kind, r.lower::text as lower, r.upper::text as upper, r.unit, r.basis,
        case when b.id is null then null else json_build_object('id', b.id, 'code', b.code) end as lot,
        ${raw(reference('p'))} as product, ${raw(reference('o'))} as vendor, ${raw(reference('l'))} as laboratory, s.form, s.dated_on::text as date
      from result r join public_sample s on s.id = r.sample_id
        left join batch b on b.id = s.batch_id left join product p on p.id = s.product_id
        left join organization o on o.id = s.vendor_id left join organization l on l.id = s.laboratory_id
      where r.superseded_at is null and r.analyte_id = ${analyte} and ${wanted(filter)}
      order by s.dated_on nulls last, r.certificate_id, s.position, r.position`,
  );
}

function wanted({ vendor, product, laboratory, form, from, to, samples = false }: ObservationFilter): Fragment {
  return all([
    samples ? sql`s.is_sample` : sql`not s.is_sample`,
    vendor !== undefined && sql`s.vendor_id = (${organizationOf(vendor)})`,
    product !== undefined && sql`p.slug = ${product}`,
    laboratory !== undefined && sql`s.laboratory_id = (${organizationOf(laboratory)})`,
    form !== undefined && sql`s.form = ${form}`,
    from !== undefined && sql`s.dated_on >= ${from}::date`,
    to !== undefined && sql`s.dated_on <= ${to}::date`,
  ]);
}
