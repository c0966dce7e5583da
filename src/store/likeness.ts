/** Samples with nearly the same measured values, whoever they are of. */
import { raw } from '@mikro-orm/postgresql';
import { type Fingerprint, type Likeness, likeness } from '../coa/fingerprint.ts';
import type { DateField } from '../coa/transcript.ts';
import type { StoredDate } from './entities/certificate.ts';
import { list, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';

/** What a certificate says of a sample, as far as two can be told apart by it. */
export interface SampleFacts {
  readonly sampleId: string;
  readonly certificateId: string;
  readonly laboratory: string | null;
  readonly reportNumber: string | null;
  readonly labSampleId: string | null;
  readonly lot: string | null;
  readonly vendor: string | null;
  readonly product: string | null;
  readonly state: 'public' | 'needs-review' | 'rejected';
  readonly dates: Partial<Record<DateField, StoredDate>>;
}

const FACTS = `s.id as "sampleId", s.certificate_id as "certificateId", v.laboratory_name as laboratory, v.report_number as "reportNumber",
  s.lab_sample_id as "labSampleId", s.lot, coalesce(o.name, s.vendor_given) as vendor, s.name as product, v.state, s.dates`;

const FROM = `sample s join certificate_version v on v.id = s.version_id join certificate c on c.id = s.certificate_id
  join source_file b on b.sha256 = c.sha256 and b.takedown_at is null
  left join sample_of k on k.sample_id = s.id and k.superseded_at is null left join organization o on o.id = k.vendor_id`;

/** Of the current version, in the order of the report. */
export async function samplesOfCertificate(em: SqlEntityManager, certificateId: string): Promise<SampleFacts[]> {
  return rows(
    em,
    planned`select ${raw(FACTS)} from ${raw(FROM)} where s.certificate_id = ${certificateId} and v.superseded_at is null order by s.position`,
  );
}

export interface AlikeSample extends Likeness {
  readonly sample: SampleFacts;
}

/** A value shared by more samples than this is no lead; the most alike are among the first all the same. */
const MOST_CANDIDATES = 200;

/** Of other certificates; sample certificates only among themselves, real ones likewise. The most alike first. */
export async function alikeSamples(em: SqlEntityManager, own: SampleFacts, { values, rare }: Fingerprint): Promise<AlikeSample[]> {
  const array = (texts: readonly string[]) => sql`(array[${raw(texts.map(() => '?').join(', '), [...texts])}]::text[])`;
  const alike = sql`f.certificate_id <> ${own.certificateId} and (f.measured && ${array(rare)} or f.rare && ${array(values)})`;
  // most certificates are like no other, and this is found in a fifth of the time
  if ((await row(em, sql`select 1 as one from value_fingerprint f where ${alike} limit 1`)) === null) return [];
  const candidates = await rows<SampleFacts & { readonly measured: readonly string[] }>(
    em,
    sql`select ${raw(FACTS)}, f.measured from value_fingerprint f join ${raw(FROM)} on s.id = f.sample_id
      where ${alike} and c.is_sample = (select is_sample from certificate where id = ${own.certificateId})
      order by (select count(*) from unnest(f.measured) one where one in ${list(values)}) desc, s.id limit ${MOST_CANDIDATES}`,
  );
  return candidates.flatMap(({ measured, ...sample }) => {
    const like = likeness(values, measured);
    return like === null ? [] : [{ ...like, sample }];
  });
}
