/** Invented certificates written straight into the tables, as many as wanted: what queries and judging meet in a large database. */
import type { Panel } from '../src/coa/transcript.ts';
import { newId } from '../src/store/id.ts';
import { rows, type SqlEntityManager, sql } from '../src/store/sql.ts';
import type { Store } from '../src/store/store.ts';
import { type Cell, copyIn } from './copy-in.ts';

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

/** What longer reports look for besides, and seldom find: analyte, panel, unit, geometric mean. */
const SELDOM: readonly (readonly [string, Panel, string, number])[] = [
  ...['aflatoxin_b1', 'aflatoxin_b2', 'aflatoxin_g1', 'aflatoxin_g2', 'aflatoxins_total', 'ochratoxin_a'].map(
    analyte => [analyte, 'mycotoxins', 'ug/kg', 2] as const,
  ),
  ...['acetonitrile', 'chloroform', 'cyclohexane', 'dichloromethane', '1_4_dioxane', 'formamide', 'pyridine', 'toluene', 'xylenes'].map(
    analyte => [analyte, 'solvents', 'mg/kg', 20] as const,
  ),
  ...[
    'acetic_acid',
    '1_butanol',
    '2_butanol',
    'butyl_acetate',
    'cumene',
    'ethyl_acetate',
    'ethyl_ether',
    'ethyl_formate',
    'formic_acid',
  ].map(analyte => [analyte, 'solvents', 'mg/kg', 200] as const),
  ...['heptane', 'isobutyl_acetate', 'isopropyl_acetate', 'methyl_acetate', 'pentane', '1_pentanol'].map(
    analyte => [analyte, 'solvents', 'mg/kg', 300] as const,
  ),
];

/** Twenty results each, or fifty. */
export function syntheticSample(number: number, random: () => number, { long = false } = {}): SyntheticSample {
  const day = new Date(Date.UTC(2022, 0, 1) + Math.floor(random() * 1700) * 86_400_000).toISOString().slice(0, 10);
  const form = (['powder', 'powder', 'capsule', 'extract', null] as const)[Math.floor(random() * 5)] ?? null;
  const wanted = long ? [...MEASURED, ...SELDOM.map(each => [...each, 0.95] as const)] : MEASURED;
  const measured = wanted.map(([analyte, panel, unit, typical, rarely]): SyntheticResult => {
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

const CHUNK = 2500;

export interface SyntheticOptions {
  readonly seed?: number;
  /** Number of the first sample: what was loaded before keeps its numbers. */
  readonly first?: number;
  /** Without it the statistics of the tables are renewed at the end. */
  readonly keepStatistics?: boolean;
  /** Fifty results a sample instead of twenty. */
  readonly long?: boolean;
  /** Default 40 and 12, however many samples there are. */
  readonly vendors?: number;
  readonly laboratories?: number;
}

/** Loads so many samples by COPY, one a certificate, two certificates a lot; returns how many results that are. Nothing is judged. */
export async function loadSynthetic(
  store: Store,
  samples: number,
  { seed = 1, first = 0, keepStatistics, long = false, vendors = 40, laboratories = 12 }: SyntheticOptions = {},
): Promise<number> {
  const random = randomFrom(seed + first);
  const organizations = await organizationsFor(store.em(), { vendors, laboratories });
  let results = 0;
  for (let done = 0; done < samples; done += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, samples - done) }, (_, index) =>
      syntheticSample(first + done + index, random, { long }),
    );
    await loadChunk(store.em(), chunk, organizations);
    results += chunk.reduce((sum, sample) => sum + sample.results.length, 0);
  }
  if (!keepStatistics) await store.em().execute('analyze');
  return results;
}

interface Organizations {
  readonly vendors: readonly string[];
  /** Five of each vendor. */
  readonly products: ReadonlyMap<string, readonly string[]>;
  readonly laboratories: readonly string[];
}

async function organizationsFor(em: SqlEntityManager, wanted: Record<'vendors' | 'laboratories', number>): Promise<Organizations> {
  const make = async (role: string, count: number) => {
    const made = Array.from({ length: count }, (_, index) => ({ id: newId(), slug: `synthetic-${role}-${index}` }));
    return rows<{ id: string }>(
      em,
      sql`with made as (insert into organization (id, slug, name, folded, roles, is_sample, created_at)
          select x.id, x.slug, x.slug, x.slug, array[${role}], false, now() from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as x (id uuid, slug text)
          on conflict do nothing returning id, slug)
        select id, slug from made union select id, slug from organization where slug like ${`synthetic-${role}-%`} order by slug`,
    );
  };
  const ids = async (role: string, count: number) => (await make(role, count)).map(({ id }) => id);
  const vendors = await ids('vendor', wanted.vendors);
  return { vendors, products: await productsOf(em, vendors), laboratories: await ids('laboratory', wanted.laboratories) };
}

const PRODUCTS = 5;

async function productsOf(em: SqlEntityManager, vendors: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = vendors.flatMap(vendor =>
    Array.from({ length: PRODUCTS }, (_, i) => ({ id: newId(), vendor, name: `synthetic product ${i}` })),
  );
  const found = await rows<{ vendor: string; ids: string[] }>(
    em,
    sql`with made as (insert into product (id, slug, vendor_id, name, folded, normalised, is_sample, created_at)
        select x.id, o.slug || '-' || replace(x.name, ' ', '-'), x.vendor, x.name, x.name, x.name, false, now()
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x (id uuid, vendor uuid, name text) join organization o on o.id = x.vendor
        on conflict do nothing returning id, vendor_id, slug),
      every as (select id, vendor_id, slug from made union select id, vendor_id, slug from product where slug like 'synthetic-vendor-%')
      select vendor_id as vendor, json_agg(id order by slug) as ids from every group by vendor_id`,
  );
  return new Map(found.map(({ vendor, ids }) => [vendor, ids]));
}

const EVIDENCE = { kind: 'page', page: 1, box: [72, 300, 100, 312], text: '', method: 'text' };
const NOW = new Date().toISOString();

/** The lots that were made, so that the second certificate of a lot finds it. */
const lots = new WeakMap<Organizations, Map<string, string>>();

async function loadChunk(em: SqlEntityManager, chunk: readonly SyntheticSample[], organizations: Organizations): Promise<void> {
  const { vendors, products, laboratories } = organizations;
  const known = lots.get(organizations) ?? new Map<string, string>();
  lots.set(organizations, known);
  const fresh: { id: string; vendor: string; product: string | null; code: number }[] = [];
  const heads = chunk.map(sample => {
    const code = Math.floor(sample.number / 2);
    const vendor = vendors[code % vendors.length]!;
    const product = products.get(vendor)?.[Math.floor(code / vendors.length) % PRODUCTS] ?? null;
    let lot = known.get(String(code));
    if (lot === undefined) {
      lot = newId();
      known.set(String(code), lot);
      fresh.push({ id: lot, vendor, product, code });
    }
    return {
      ...{ sample, code, vendor, product, lot, id: newId(), version: newId(), certificate: newId(), extraction: newId() },
      ...{ sha: sample.number.toString(16).padStart(64, '0'), laboratory: laboratories[sample.number % laboratories.length]! },
      panels: `{${[...new Set(sample.results.map(({ panel }) => panel))].sort().join(',')}}`,
    };
  });
  const load = (table: string, columns: string, lines: readonly (readonly Cell[])[]) => copyIn(em, table, columns, lines);
  await load(
    'source_file',
    'sha256, bytes, media_type, first_seen_at',
    heads.map(({ sha }) => [sha, 1, 'application/pdf', NOW]),
  );
  await load(
    'extraction',
    'id, sha256, importer, importer_version, outcome, is_current, transcripts, pages, facts, milliseconds, recorded_at',
    heads.map(({ extraction, sha }) => [extraction, sha, 'synthetic', 1, 'read', true, '[]', '[]', '{}', 1, NOW]),
  );
  await load(
    'submission',
    'id, sha256, file_name, outcome, is_sample, recorded_at',
    heads.map(({ sha }) => [newId(), sha, 'synthetic.pdf', 'recorded', false, NOW]),
  );
  await load(
    'certificate',
    'id, sha256, position, is_sample, recorded_at',
    heads.map(({ certificate, sha }) => [certificate, sha, 0, false, NOW]),
  );
  await load(
    'certificate_version',
    'id, certificate_id, extraction_id, laboratory_id, laboratory_name, reported, dated_on, state, published_at, recorded_at',
    heads.map(({ version, certificate, extraction, laboratory, sample: { reported } }) => [
      version,
      certificate,
      extraction,
      laboratory,
      'synthetic',
      reported,
      reported,
      'public',
      NOW,
      NOW,
    ]),
  );
  await load(
    'sample',
    'id, version_id, certificate_id, position, name, lot, form, serving_size, panels, header, dates',
    heads.map(({ id, version, certificate, code, panels, sample: { form, serving, reported } }) => [
      ...[id, version, certificate, 0, 'Synthetic', `S-${code}`, form, serving, panels, '{}'],
      JSON.stringify({ reported: { date: reported, from: null, printed: reported } }),
    ]),
  );
  await load(
    'batch',
    'id, scope, vendor_id, product_id, code, normalised, is_sample, created_at',
    fresh.map(({ id, vendor, product, code }) => [id, vendor, vendor, product, `S-${code}`, `S${code}`, false, NOW]),
  );
  await load(
    'sample_of',
    'id, sample_id, vendor_id, vendor_basis, vendor_confidence, product_id, batch_id, recorded_at',
    heads.map(({ id, vendor, product, lot }) => [newId(), id, vendor, 'brand', 0.95, product, lot, NOW]),
  );
  const evidence = JSON.stringify(EVIDENCE);
  await load(
    'result',
    `id, sample_id, certificate_id, position, analyte_id, panel, kind, finding, number, lower, upper, lower_closed, upper_closed, unit, basis, lod, loq,
      test_portion, printed, further, evidence, name_evidence, row_evidence, confidence, confidence_reasons, flags, recorded_at`,
    heads.flatMap(({ id, certificate, sample }) =>
      sample.results.map((result, position) => [
        ...[newId(), id, certificate, position, result.analyte, result.panel, result.kind, JSON.stringify({ kind: result.kind })],
        ...[
          result.number,
          result.lower,
          result.upper,
          true,
          result.kind === 'quantified',
          result.unit,
          'as_received',
          result.lod,
          result.loq,
        ],
        ...[result.testPortion, JSON.stringify(printedOf(result)), '[]', evidence, evidence, evidence, 0.97, '[]', '[]', NOW],
      ]),
    ),
  );
}

const printedOf = ({ analyte, kind, number, unit }: SyntheticResult): object => ({
  ...{
    name: analyte,
    value: number ?? (kind === 'absent' ? 'Absent' : 'ND'),
    unit,
    limit: null,
    verdict: null,
    uncertainty: null,
    method: 'ICP-MS',
  },
});
