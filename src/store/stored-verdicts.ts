/** What queries over stored verdicts have in common: which verdicts, of which samples, as of which moment. */
import { raw } from '@mikro-orm/postgresql';
import { OF_DOCUMENTS } from '../quality/ruleset-source.ts';
import { iso, lotNamed, named } from './columns.ts';
import type { StoredStanding, StoredWord } from './entities/verdict.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, list, sql } from './sql.ts';

export interface VerdictFilter {
  readonly analyte?: string | undefined;
  readonly jurisdiction?: string | undefined;
  /** Ids of rule sets or of rules. */
  readonly rules?: readonly string[] | undefined;
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly form?: string | undefined;
  /** ISO days of the report, both included; certificates without any date are left out then. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly verdict?: StoredWord | undefined;
  /** Default `public`; a yardstick counts where `rules` names it. */
  readonly standing?: StoredStanding | 'any' | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
  /** `false` leaves out sample data. */
  readonly samples?: boolean | undefined;
  readonly lot?: string | undefined;
  readonly certificate?: string | undefined;
}

/** `verdict v`, its `rule_version x`, `judging j` and `public_sample s`. */
export function verdictsFrom(asOf: string | undefined): Fragment {
  return sql`verdict v
    join rule_version x on x.id = v.rule_version_id
    join judging j on j.sample_id = v.sample_id
    join ${samplesAsOf(asOf)} s on s.id = v.sample_id`;
}

/** What counting needs of that: `v`, `x`, `s`, and `j` where days are asked for. */
export function countedFrom({ asOf, from, to }: VerdictFilter): Fragment {
  const dated = from === undefined && to === undefined ? raw('') : sql`join judging j on j.sample_id = v.sample_id`;
  return sql`verdict v join rule_version x on x.id = v.rule_version_id join ${samplesAsOf(asOf)} s on s.id = v.sample_id ${dated}`;
}

/** Everything of the filter but the word. */
export function verdictsWhere(filter: VerdictFilter): Fragment {
  const { analyte, jurisdiction, rules } = filter;
  return all([
    standsAsOf('v', filter.asOf),
    analyte !== undefined && sql`x.analyte = ${analyte}`,
    jurisdiction !== undefined && sql`x.jurisdiction = ${jurisdiction}`,
    rules !== undefined && sql`(x.ruleset in ${list(rules)} or x.rule in ${list(rules)})`,
    standingIs(filter),
    judgedSamplesWhere(filter),
  ]);
}

/** That `rule_version x` limits a substance or what the product may be, and asks for no document. */
export const LIMITS = sql`x.basis not in ${list([...OF_DOCUMENTS])}`;

/** What the filter says of `public_sample s` and `judging j`. */
export function judgedSamplesWhere(filter: VerdictFilter): Fragment {
  const { vendor, product, laboratory, form, from, to, lot, certificate } = filter;
  return all([
    vendor !== undefined && sql`s.vendor_id = (${organizationOf(vendor, filter.asOf)})`,
    product !== undefined && sql`s.product_id in (select id from product where slug = ${product})`,
    laboratory !== undefined && sql`s.laboratory_id = (${organizationOf(laboratory, filter.asOf)})`,
    form !== undefined && sql`s.form = ${form}`,
    (from !== undefined || to !== undefined) && sql`j.law_on_basis <> 'recorded'`,
    from !== undefined && sql`j.law_on >= ${from}::date`,
    to !== undefined && sql`j.law_on <= ${to}::date`,
    lot !== undefined && sql`s.batch_id = ${lot}`,
    certificate !== undefined && sql`s.certificate_id = ${certificate}`,
    filter.samples === false && sql`not s.is_sample`,
  ]);
}

function standingIs({ standing = 'public', rules }: VerdictFilter): Fragment | false {
  if (standing === 'any') return false;
  return standing === 'public' && rules !== undefined ? sql`x.standing in ('public', 'yardstick')` : sql`x.standing = ${standing}`;
}

/** Whose sample it is, as lists show it. */
export const WHOSE = `s.certificate_id as certificate, s.position as "sampleIndex", s.name as "sampleName", s.form,
  ${lotNamed('s.batch_id')} as lot, ${named('product', 's.product_id')} as product, ${named('organization', 's.vendor_id')} as vendor,
  ${named('organization', 's.laboratory_id')} as laboratory, s.report_number as "reportNumber",
  s.is_sample as "isSample", j.law_on::text as date, j.law_on_basis as "dateBasis"`;

/** The verdict and the rule it is by. */
const VERDICT = `v.sample_id as sample, x.ruleset, x.rule, x.jurisdiction, x.analyte, (select a.name from analyte a where a.id = x.analyte) as "analyteName", x.basis, x.limit_text as "limit",
  x.standing, v.verdict, json_build_object('lower', v.lower::text, 'upper', v.upper::text, 'unit', v.unit) as value,
  coalesce(to_json(v.needs), '[]') as needs, coalesce(to_json(v.caveats), '[]') as caveats, x.engine, x.fingerprint,
  ${iso('v.recorded_at')} as "recordedAt", ${iso('v.superseded_at')} as "supersededAt"`;

/** The results it rests on, with the place where each stands. */
const RESTS_ON = `coalesce((select json_agg(json_build_object('id', r.id, 'position', r.position, 'analyte', r.analyte_id,
    'printed', json_build_object('name', r.printed->'name', 'value', r.printed->'value', 'unit', r.printed->'unit', 'limit', r.printed->'limit',
      'verdict', r.printed->'verdict'), 'evidence', r.evidence) order by r.position)
  from result r where r.sample_id = v.sample_id and r.position = any (v.results)), '[]') as results`;

/** Rows of a list of verdicts, `version` that of the rule; the order and how many are for whoever asks to say. */
export const verdictRows = (asOf: string | undefined, where: Fragment): Fragment =>
  sql`select ${raw(VERDICT)}, ${raw(WHOSE)}, ${raw(RESTS_ON)}, v.rule_version_id as version from ${verdictsFrom(asOf)} where ${where}`;
