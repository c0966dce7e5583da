/** Stored samples as they are judged: the facts of the label, the results, and the day whose law counts. */
import type { DateField } from '../coa/transcript.ts';
import { CLAIM_ANALYTES, type StatedClaim } from '../quality/claim.ts';
import { factsOf, type JudgedResult, type JudgedSample, type LabelTexts } from '../quality/input.ts';
import type { Form } from '../quality/ruleset-source.ts';
import type { StoredDate } from './entities/certificate.ts';
import { PRODUCT_FACTS, type ProductFactName } from './entities/label.ts';
import type { Header } from './entities/shapes.ts';
import type { LawBasis } from './entities/verdict.ts';
import { type FactOrigin, type StatedFact, statedFacts } from './label.ts';
import { type Fragment, list, packed, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import type { ResultView } from './views.ts';

/** What the asker states about a product; counts before what is printed. */
export type Stated = Pick<LabelTexts, 'serving' | 'container' | 'intake'>;

export interface StoredSample {
  readonly id: string;
  readonly certificate: string;
  readonly position: number;
  readonly label: LabelTexts;
  /** Where the facts of `label` come from; absent where nothing is known. */
  readonly origins: Readonly<Partial<Record<ProductFactName, FactOrigin>>>;
  /** What the label promises, as stated of the lot, else of the product. */
  readonly claims: readonly (StatedClaim & { readonly origin: FactOrigin })[];
  /** In their order on the certificate. */
  readonly results: readonly (JudgedResult & { readonly id: string })[];
  readonly dates: Partial<Record<DateField, string>>;
  /** The law of this day counts: that of the report, else the next best date of the certificate. */
  readonly lawOn: string;
  readonly lawOnBasis: LawBasis;
}

interface SampleRow {
  readonly id: string;
  readonly certificate: string;
  readonly position: number;
  readonly form: string | null;
  readonly serving: string | null;
  readonly container: string | null;
  readonly intake: string | null;
  readonly lot: string | null;
  readonly header: Header;
  readonly dates: Partial<Record<DateField, StoredDate>>;
  readonly accreditation: string | null;
  readonly laboratory: string | null;
  readonly reported: string | null;
  readonly recorded: string;
}

/** By their ids, whether their certificates are public or not. */
export async function storedSamples(em: SqlEntityManager, ids: readonly string[]): Promise<StoredSample[]> {
  return samplesWhere(em, sql`s.id in ${list(ids)}`);
}

/** Results as pages have them; of some samples all of them. */
export type ReadResult = JudgedResult & Pick<ResultView, 'id' | 'certificate' | 'sampleIndex'>;

/** Those that meet a condition on `sample s` and its `certificate_version v`; `read` are their results in order, where they were read already. */
export async function samplesWhere(
  em: SqlEntityManager,
  condition: Fragment,
  asOf?: string,
  read?: readonly ReadResult[],
): Promise<StoredSample[]> {
  const found = await rows<SampleRow>(
    em,
    planned`select s.id, s.certificate_id as certificate, s.position, s.form, s.serving_size as serving, s.container_size as container,
        s.max_daily_intake as intake, s.lot, s.header, s.dates, v.accreditation, v.laboratory_name as laboratory, v.reported::text as reported,
        to_char(c.recorded_at at time zone 'utc', 'YYYY-MM-DD') as recorded
      from sample s join certificate_version v on v.id = s.version_id join certificate c on c.id = s.certificate_id
      where ${condition} order by s.id`,
  );
  if (found.length === 0) return [];
  const results = await resultsBySample(em, found, read);
  const stated = Map.groupBy(
    await statedFacts(
      em,
      found.map(({ id }) => id),
      asOf,
    ),
    ({ sample }) => sample,
  );
  return found.map(row => storedSample(row, results.get(row.id) ?? [], stated.get(row.id) ?? []));
}

type BySample = ReadonlyMap<string, StoredSample['results']>;

async function resultsBySample(em: SqlEntityManager, samples: readonly SampleRow[], read?: readonly ReadResult[]): Promise<BySample> {
  if (read !== undefined) {
    const of = Map.groupBy(read, ({ certificate, sampleIndex }) => `${certificate} ${sampleIndex}`);
    return new Map(samples.map(({ id, certificate, position }) => [id, of.get(`${certificate} ${position}`) ?? []]));
  }
  const found = await packed<JudgedResult & { id: string; sample: string }>(
    em,
    sql`select id, sample_id as sample, analyte_id as analyte, panel, kind, number::text as number, lower::text as lower, upper::text as upper,
        lower_closed as "lowerClosed", upper_closed as "upperClosed", unit, basis, lod::text as lod, loq::text as loq,
        test_portion as "testPortion", printed, further, confidence, flags
      from result where sample_id in ${list(samples.map(({ id }) => id))} order by sample_id, position`,
  );
  return Map.groupBy(found, result => result.sample);
}

const CERTIFICATE: FactOrigin = { from: 'certificate', source: null, sourceKind: null, at: null };

/** What is printed counts; where the certificate is silent, what is stated of the lot or the product. */
function knownFacts({ form, serving, container, intake }: SampleRow, stated: readonly StatedFact[]) {
  const printed: Record<ProductFactName, string | null> = { form, serving, container, intake };
  const values = { ...printed };
  const origins: Partial<Record<ProductFactName, FactOrigin>> = {};
  for (const fact of PRODUCT_FACTS) {
    if (printed[fact] !== null) origins[fact] = CERTIFICATE;
    const found = printed[fact] === null ? stated.find(each => each.fact === fact) : undefined;
    if (!found) continue;
    const { value, from, source, sourceKind, at } = found;
    values[fact] = value;
    origins[fact] = { from, source, sourceKind, at };
  }
  return { values, origins };
}

function claimsOf(stated: readonly StatedFact[]): StoredSample['claims'] {
  return CLAIM_ANALYTES.flatMap(analyte => {
    const found = stated.find(({ fact }) => fact === analyte);
    if (!found) return [];
    const { value, from, source, sourceKind, at } = found;
    return [{ analyte, text: value, origin: { from, source, sourceKind, at } }];
  });
}

function storedSample(row: SampleRow, results: StoredSample['results'], stated: readonly StatedFact[]): StoredSample {
  const dates = Object.fromEntries(
    Object.entries(row.dates).flatMap(([field, { date }]) => (date === null ? [] : [[field, date]])),
  ) as StoredSample['dates'];
  const { header } = row;
  const { values, origins } = knownFacts(row, stated);
  return {
    ...{ id: row.id, certificate: row.certificate, position: row.position, results, dates },
    origins,
    claims: claimsOf(stated),
    label: {
      ...values,
      form: values.form as Form | null,
      moisture: header.moisture?.text ?? null,
      holds: [
        ...(row.lot ? ['lot'] : []),
        ...((header.laboratory ?? row.laboratory) ? ['laboratory'] : []),
        ...(dates.tested ? ['tested'] : []),
        ...(results.length > 0 && results.every(result => result.printed.method !== null) ? ['method'] : []),
      ],
      accreditation: header.laboratoryAccreditation?.text ?? row.accreditation,
      tested: dates.tested ?? null,
    },
    ...lawOf({ ...(row.reported === null ? {} : { reported: row.reported }), ...dates }, row.recorded),
  };
}

const ORDER = ['reported', 'amended', 'tested', 'received', 'sampled'] as const satisfies readonly LawBasis[];

/** An undated certificate is judged by the law of the day it was recorded, and says so. */
export function lawOf(dates: StoredSample['dates'], recorded: string): Pick<StoredSample, 'lawOn' | 'lawOnBasis'> {
  for (const lawOnBasis of ORDER) {
    const lawOn = dates[lawOnBasis];
    if (lawOn !== undefined) return { lawOn, lawOnBasis };
  }
  return { lawOn: recorded, lawOnBasis: 'recorded' };
}

/** As the judge takes it; what the asker states counts before what is printed. */
export function judgedSample({ label, results }: Pick<StoredSample, 'label' | 'results'>, stated: Stated = {}): JudgedSample {
  const { serving = label.serving, container = label.container, intake = label.intake } = stated;
  return { results, facts: factsOf({ ...label, serving, container, intake }, results) };
}
