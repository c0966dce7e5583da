/** Everything scores are computed from, gathered from what is public: the document that `leafproof export --scores-input` writes. */
import { raw } from '@mikro-orm/postgresql';
import { normaliseName } from '../coa/text.ts';
import { MODEL } from '../quality/hazard.ts';
import { inScope, type Scope } from '../quality/scope.ts';
import { type LotInput, ordered, type ScoresInput, type TestInput, type VendorInput } from '../quality/scores-input.ts';
import type { VendorBasis } from './entities/certificate.ts';
import type { KeptTest } from './entities/scorecard.ts';
import type { LawBasis } from './entities/verdict.ts';
import { samplesAsOf } from './public-sample.ts';
import { scopesByLaboratory } from './scope.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';
import { keepYardstickTests } from './yardstick-tests.ts';

export interface GatheredInput {
  readonly input: ScoresInput;
  /** Ids of the vendors, by slug. */
  readonly vendorIds: ReadonlyMap<string, string>;
}

interface TestRow {
  readonly certificate: string;
  readonly position: number;
  readonly vendor: string;
  readonly slug: string;
  readonly name: string;
  readonly basis: VendorBasis;
  readonly batch: string | null;
  readonly code: string | null;
  readonly product: string | null;
  readonly productForm: string | null;
  readonly date: string;
  readonly dateBasis: LawBasis;
  readonly laboratory: TestInput['laboratory'];
  readonly original: boolean;
  readonly verifiable: boolean;
  readonly isSample: boolean;
  readonly test: KeptTest;
  /** Printed day of the tests. */
  readonly testedOn: string | null;
  readonly laboratoryId: string | null;
  /** Of its laboratory. */
  readonly scopes: readonly Scope[];
}

/** `today` is the day the scores are of; with an earlier `asOf`, what was public at the end of that day (UTC), judged as this program judges. */
export async function gatherScoresInput(
  em: SqlEntityManager,
  { today, asOf = today }: { readonly today: string; readonly asOf?: string | undefined },
): Promise<GatheredInput> {
  const moment = asOf < today ? endOf(asOf) : undefined;
  await keepYardstickTests(em, sql`select s.id from ${samplesAsOf(moment)} s where s.vendor_id is not null`);
  const tests = await testsAsOf(em, moment);
  const loose = await looseCertificates(em, moment);
  const vendors = [...Map.groupBy(tests, ({ vendor }) => vendor)].map(([id, own]) => vendorInput(own, loose.get(id) ?? []));
  const vendorIds = new Map(tests.map(({ slug, vendor }) => [slug, vendor]));
  return { input: ordered({ format: 'leafproof-scores-input', version: 1, model: MODEL, asOf, vendors }), vendorIds };
}

/** The last moment of a day, in UTC. */
export const endOf = (day: string): string => `${day}T23:59:59.999999Z`;

/** A laboratory that is a party to what it tests is not independent; one that also sells or makes is not known to be. */
const LABORATORY = `case when coalesce(l.name, v.laboratory_name) is null then null else json_build_object('name', coalesce(l.name, v.laboratory_name),
  'independent', case when l.id is null then null when l.id = o.id then false when l.roles && array['vendor', 'manufacturer'] then null else true end) end`;

/** A code or link that names what is printed on the certificate, or a signature that holds. */
const VERIFIABLE = `exists (select 1 from authenticity_check k where k.certificate_id = s.certificate_id and k.superseded_at is null
  and k.dismissed_at is null and k.outcome = 'supports' and k.kind in ('link', 'barcode', 'signature'))`;

async function testsAsOf(em: SqlEntityManager, moment: string | undefined): Promise<TestRow[]> {
  const stands =
    moment === undefined
      ? sql`of.superseded_at is null`
      : sql`of.recorded_at <= ${moment}::timestamptz and (of.superseded_at is null or of.superseded_at > ${moment}::timestamptz)`;
  const scopes = await scopesByLaboratory(em, moment);
  const found = await rows<Omit<TestRow, 'scopes'>>(
    em,
    sql`select s.certificate_id as certificate, s.position, o.id as vendor, o.slug, o.name, of.vendor_basis as basis, b.id as batch, b.code,
        coalesce(b.product_id, s.product_id) as product, p.form as "productForm", j.law_on::text as date, j.law_on_basis as "dateBasis",
        ${raw(LABORATORY)} as laboratory, f.storage_key is not null as original, ${raw(VERIFIABLE)} as verifiable, s.is_sample as "isSample", y.test,
        own.dates->'tested'->>'date' as "testedOn", coalesce(l.merged_into, l.id) as "laboratoryId"
      from ${samplesAsOf(moment)} s
        join sample own on own.id = s.id
        join sample_of of on of.sample_id = s.id and ${stands}
        join organization given on given.id = s.vendor_id join organization o on o.id = coalesce(given.merged_into, given.id)
        join certificate_version v on v.id = s.version_id
        join certificate c on c.id = s.certificate_id join source_file f on f.sha256 = c.sha256
        join judging j on j.sample_id = s.id join yardstick_test y on y.sample_id = s.id
        left join batch b on b.id = s.batch_id
        left join product p on p.id = coalesce(b.product_id, s.product_id)
        left join organization l on l.id = v.laboratory_id
      order by s.certificate_id, s.position`,
  );
  return found.map(row => ({ ...row, scopes: row.laboratoryId === null ? [] : (scopes.get(row.laboratoryId) ?? []) }));
}

/** A vendor of whom there are real certificates is real, and its sample ones count for nothing. */
function vendorInput(all: readonly TestRow[], loose: readonly LooseCertificate[]): VendorInput {
  const sample = all.every(({ isSample }) => isSample);
  const tests = all.filter(({ isSample }) => isSample === sample);
  const { slug, name } = tests[0]!;
  return { id: slug, name, sample, unlinked: loose.filter(({ isSample }) => isSample === sample).length, lots: lotsOf(tests) };
}

const testId = ({ certificate, position }: Pick<TestRow, 'certificate' | 'position'>): string => `${certificate}:${position}`;

/** What names no lot is one by itself. */
function lotsOf(tests: readonly TestRow[]): LotInput[] {
  return [...Map.groupBy(tests, test => test.batch ?? testId(test))].map(([id, group]) => {
    const own = group.toSorted((a, b) => (a.date === b.date ? (testId(a) < testId(b) ? -1 : 1) : a.date < b.date ? -1 : 1));
    const form = own.map(({ test }) => test.form).find(each => each !== null) ?? own[0]!.productForm;
    return {
      id,
      number: own[0]!.code,
      product: own.find(({ product }) => product !== null)?.product ?? null,
      form: form as LotInput['form'],
      link: linkOf(own),
      tests: own.map(testInput),
    };
  });
}

/** The surest of them. */
function linkOf(tests: readonly TestRow[]): LotInput['link'] {
  const bases = new Set(tests.map(({ basis }) => basis));
  return bases.has('operator') ? 'operator' : bases.has('template') ? 'template' : 'printed';
}

function testInput(row: TestRow): TestInput {
  const { certificate, date, dateBasis, laboratory, original, verifiable, test, testedOn, scopes } = row;
  return {
    id: testId(row),
    ...{ certificate, date, dateBasis, laboratory, original, verifiable },
    panel: test.tested.map(item => ({ item, inScope: inScope(item, testedOn ?? date, scopes) })),
    verdicts: test.verdicts,
    contents: test.contents,
    claims: [...(test.claims ?? [])],
    retest: null,
  };
}

interface LooseCertificate {
  readonly id: string;
  readonly isSample: boolean;
}

interface LooseRow extends LooseCertificate {
  readonly names: readonly (string | null)[];
  readonly lot: string | null;
}

/** A shorter code says too little of whose it is. */
const TELLING_CODE = 5;

/** Certificates of no vendor, by the vendor they may be of: one that they name otherwise, or whose lot has the same code. */
async function looseCertificates(
  em: SqlEntityManager,
  moment: string | undefined,
): Promise<ReadonlyMap<string, readonly LooseCertificate[]>> {
  const found = await rows<LooseRow>(
    em,
    sql`select s.certificate_id as id, s.is_sample as "isSample", b.normalised as lot,
        json_build_array(x.header->'client'->>'text', x.header->'manufacturer'->>'text') as names
      from ${samplesAsOf(moment)} s join sample x on x.id = s.id left join batch b on b.id = s.batch_id where s.vendor_id is null`,
  );
  if (found.length === 0) return new Map();
  const [byName, byLot] = [await vendorsByName(em), await vendorsByLot(em)];
  const loose = new Map<string, Map<string, LooseCertificate>>();
  for (const { id, isSample, names, lot } of found) {
    const named = names.flatMap(name => (name === null ? [] : (byName.get(normaliseName(name)) ?? [])));
    const coded = lot !== null && lot.length >= TELLING_CODE ? (byLot.get(lot) ?? []) : [];
    for (const vendor of [...named, ...coded]) {
      const own = loose.get(vendor) ?? new Map<string, LooseCertificate>();
      loose.set(vendor, own.set(id, { id, isSample }));
    }
  }
  return new Map([...loose].map(([vendor, certificates]) => [vendor, [...certificates.values()]]));
}

async function vendorsByName(em: SqlEntityManager): Promise<ReadonlyMap<string, string[]>> {
  return byKey(
    await rows(
      em,
      sql`select a.normalised as key, coalesce(o.merged_into, o.id) as vendor from org_alias a join organization o on o.id = a.organization_id
        where a.superseded_at is null`,
    ),
  );
}

async function vendorsByLot(em: SqlEntityManager): Promise<ReadonlyMap<string, string[]>> {
  return byKey(
    await rows(
      em,
      sql`select b.normalised as key, coalesce(o.merged_into, o.id) as vendor from batch b join organization o on o.id = b.vendor_id`,
    ),
  );
}

function byKey(found: readonly { readonly key: string; readonly vendor: string }[]): ReadonlyMap<string, string[]> {
  return new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, group]) => [key, [...new Set(group.map(({ vendor }) => vendor))]]));
}
