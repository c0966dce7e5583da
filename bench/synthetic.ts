/** Invented certificates written straight into the tables, as many as wanted: what queries and judging meet in a large database. */
import type { Panel } from '../src/coa/transcript.ts';
import { newId } from '../src/store/id.ts';
import { type SqlEntityManager, sql } from '../src/store/sql.ts';
import type { Store } from '../src/store/store.ts';

export interface SyntheticResult {
  readonly analyte: string;
  readonly panel: Panel;
  readonly kind: 'quantified' | 'not_detected' | 'absent';
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly lod: string | null;
  readonly loq: string | null;
  readonly testPortion: string | null;
}

export interface SyntheticSample {
  readonly number: number;
  readonly reported: string;
  readonly form: 'powder' | 'capsule' | 'extract' | null;
  readonly serving: string | null;
  readonly results: readonly SyntheticResult[];
}

/** Numbers between 0 and 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Analyte, panel, unit, geometric mean, how often it is not detected. About what reports of leaf powder hold. */
const MEASURED: readonly (readonly [string, Panel, string, number, number])[] = [
  ['mitragynine', 'alkaloids', 'mg/g', 14, 0],
  ['7_hydroxymitragynine', 'alkaloids', 'mg/g', 0.2, 0.3],
  ['paynantheine', 'alkaloids', 'mg/g', 2, 0.1],
  ['speciogynine', 'alkaloids', 'mg/g', 1.2, 0.1],
  ['speciociliatine', 'alkaloids', 'mg/g', 3, 0.1],
  ['lead', 'metals', 'mg/kg', 0.4, 0.1],
  ['cadmium', 'metals', 'mg/kg', 0.05, 0.2],
  ['arsenic_total', 'metals', 'mg/kg', 0.2, 0.2],
  ['mercury_total', 'metals', 'mg/kg', 0.02, 0.5],
  ['nickel', 'metals', 'mg/kg', 1.5, 0.1],
  ['tamc', 'microbes', 'CFU/g', 20_000, 0.1],
  ['tymc', 'microbes', 'CFU/g', 800, 0.3],
  ['total_coliforms', 'microbes', 'CFU/g', 60, 0.5],
  ['methanol', 'solvents', 'mg/kg', 40, 0.8],
  ['acetone', 'solvents', 'mg/kg', 30, 0.8],
  ['ethanol', 'solvents', 'mg/kg', 90, 0.6],
  ['hexane', 'solvents', 'mg/kg', 9, 0.9],
  ['moisture', 'moisture', '%', 7, 0],
];

/** Twenty results each. */
export function syntheticSample(number: number, random: () => number): SyntheticSample {
  const day = new Date(Date.UTC(2022, 0, 1) + Math.floor(random() * 1700) * 86_400_000).toISOString().slice(0, 10);
  const form = (['powder', 'powder', 'capsule', 'extract', null] as const)[Math.floor(random() * 5)] ?? null;
  const measured = MEASURED.map(([analyte, panel, unit, typical, rarely]): SyntheticResult => {
    const spread = Math.exp((random() + random() + random() - 1.5) * 1.6);
    const loq = (typical / 20).toPrecision(2);
    const value = (typical * spread).toPrecision(3);
    const plain = (text: string) => String(Number(text));
    const base = { analyte, panel, unit, lod: plain((typical / 60).toPrecision(2)), loq: plain(loq), testPortion: null };
    return random() < rarely
      ? { ...base, kind: 'not_detected', number: null, lower: '0', upper: base.lod }
      : { ...base, kind: 'quantified', number: plain(value), lower: plain(value), upper: plain(value) };
  });
  const absent = (analyte: string, testPortion: string): SyntheticResult => ({
    ...{
      analyte,
      panel: 'microbes',
      kind: 'absent',
      number: null,
      lower: null,
      upper: null,
      unit: null,
      lod: null,
      loq: null,
      testPortion,
    },
  });
  return {
    ...{ number, form, reported: day, serving: random() < 0.5 ? '2.4 g' : null },
    results: [...measured, absent('salmonella', '25 g'), absent('e_coli', '10 g')],
  };
}

const CHUNK = 500;

/** Loads so many samples, one a certificate, two certificates a lot; returns how many results that are. Nothing is judged. */
export async function loadSynthetic(store: Store, samples: number, seed = 1): Promise<number> {
  const random = randomFrom(seed);
  const organizations = await organizationsFor(store.em());
  let results = 0;
  for (let first = 0; first < samples; first += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, samples - first) }, (_, index) => syntheticSample(first + index, random));
    await store.transaction(em => insertChunk(em, chunk, organizations));
    results += chunk.reduce((sum, sample) => sum + sample.results.length, 0);
  }
  await store.em().execute('analyze');
  return results;
}

interface Organizations {
  readonly vendors: readonly string[];
  readonly laboratories: readonly string[];
}

async function organizationsFor(em: SqlEntityManager): Promise<Organizations> {
  const make = async (role: string, count: number) => {
    const rows = Array.from({ length: count }, (_, index) => ({ id: newId(), slug: `synthetic-${role}-${index}` }));
    await em.execute(
      sql`insert into organization (id, slug, name, folded, roles, is_sample, created_at)
        select x.id, x.slug, x.slug, x.slug, array[${role}], false, now() from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, slug text)`,
    );
    return rows.map(({ id }) => id);
  };
  return { vendors: await make('vendor', 40), laboratories: await make('laboratory', 12) };
}

async function insertChunk(
  em: SqlEntityManager,
  chunk: readonly SyntheticSample[],
  { vendors, laboratories }: Organizations,
): Promise<void> {
  const heads = chunk.map(sample => ({
    ...{ id: newId(), version: newId(), certificate: newId(), extraction: newId(), sha: sample.number.toString(16).padStart(64, '0') },
    ...{ n: sample.number, form: sample.form, serving: sample.serving, reported: sample.reported },
    panels: [...new Set(sample.results.map(({ panel }) => panel))].sort(),
    vendor: vendors[Math.floor(sample.number / 2) % vendors.length],
    laboratory: laboratories[sample.number % laboratories.length],
  }));
  const evidence = { kind: 'page', page: 1, box: [72, 300, 100, 312], text: '', method: 'text' };
  const rows = chunk.flatMap((sample, index) =>
    sample.results.map((result, position) => ({
      ...result,
      id: newId(),
      sample: heads[index]!.id,
      certificate: heads[index]!.certificate,
      position,
    })),
  );
  const from = sql`jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as x (id uuid, version uuid, certificate uuid, extraction uuid, sha text, n int, form text,
    serving text, reported date, panels text[], vendor uuid, laboratory uuid)`;
  await em.execute(
    sql`insert into source_file (sha256, bytes, media_type, first_seen_at) select x.sha, 1, 'application/pdf', now() from ${from}`,
  );
  await em.execute(sql`insert into extraction (id, sha256, importer, importer_version, outcome, is_current, transcripts, pages, facts, milliseconds, recorded_at)
    select x.extraction, x.sha, 'synthetic', 1, 'read', true, '[]', '[]', '{}', 1, now() from ${from}`);
  await em.execute(sql`insert into submission (id, sha256, file_name, outcome, is_sample, recorded_at)
    select gen_random_uuid(), x.sha, 'synthetic.pdf', 'recorded', false, now() from ${from}`);
  await em.execute(
    sql`insert into certificate (id, sha256, position, is_sample, recorded_at) select x.certificate, x.sha, 0, false, now() from ${from}`,
  );
  await em.execute(sql`insert into certificate_version (id, certificate_id, extraction_id, laboratory_id, laboratory_name, reported, dated_on, state, published_at, recorded_at)
    select x.version, x.certificate, x.extraction, x.laboratory, 'synthetic', x.reported, x.reported, 'public', now(), now() from ${from}`);
  await em.execute(sql`insert into sample (id, version_id, certificate_id, position, name, lot, form, serving_size, panels, header, dates)
    select x.id, x.version, x.certificate, 0, 'Synthetic', 'S-' || x.n / 2, x.form, x.serving, x.panels, '{}',
      jsonb_build_object('reported', jsonb_build_object('date', x.reported, 'from', null, 'printed', x.reported)) from ${from}`);
  await em.execute(sql`insert into batch (id, scope, vendor_id, code, normalised, is_sample, created_at)
    select gen_random_uuid(), x.vendor::text, x.vendor, 'S-' || x.n / 2, 's' || x.n / 2, false, now() from ${from} on conflict do nothing`);
  await em.execute(sql`insert into sample_of (id, sample_id, vendor_id, vendor_basis, vendor_confidence, batch_id, recorded_at)
    select gen_random_uuid(), x.id, x.vendor, 'brand', 0.95, b.id, now() from ${from}
      join batch b on b.scope = x.vendor::text and b.normalised = 's' || x.n / 2`);
  await em.execute(sql`insert into result (id, sample_id, certificate_id, position, analyte_id, panel, kind, finding, number, lower, upper, lower_closed, upper_closed,
      unit, basis, lod, loq, test_portion, printed, further, evidence, name_evidence, row_evidence, confidence, confidence_reasons, flags, recorded_at)
    select r.id, r.sample, r.certificate, r.position, r.analyte, r.panel, r.kind, jsonb_build_object('kind', r.kind), r.number, r.lower, r.upper, true,
      r.kind = 'quantified', r.unit, 'as_received', r.lod, r.loq, r."testPortion",
      jsonb_build_object('name', r.analyte, 'value', coalesce(r.number::text, 'ND'), 'unit', r.unit, 'limit', null, 'verdict', null, 'uncertainty', null, 'method', 'ICP-MS'),
      '[]', ${JSON.stringify(evidence)}::jsonb, ${JSON.stringify(evidence)}::jsonb, ${JSON.stringify(evidence)}::jsonb, 0.97, '[]', '[]', now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, sample uuid, certificate uuid, position int, analyte text, panel text, kind text,
      number numeric, lower numeric, upper numeric, unit text, lod numeric, loq numeric, "testPortion" text)`);
}
