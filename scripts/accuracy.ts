/**
 * How accurately certificates are read: npm run accuracy [-- --check | --leave-one-laboratory-out]
 * Writes docs/accuracy.md, docs/accuracy.json and the figures that the page "How numbers are read" shows. Seeds are fixed, so the same reader gives the same figures.
 * --check writes nothing and fails where the reader has become worse than the published figures say; --wrong lists what was read wrongly.
 * --scans measures the scans alone, seconds a page, and keeps the other figures; --check leaves them out.
 * --leave-one-laboratory-out reads every certificate as if its laboratory were unknown, and judges it by confidences fitted on the others.
 * --fit does the same and writes what was counted to src/coa/data/confidence.ts, for the reader to state; the golden twins follow it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Batch, calibrationError } from '../bench/accuracy/calibration.ts';
import { type Figures, fittedOn, type Measured, markdown, type Section, section } from '../bench/accuracy/report.ts';
import { scans } from '../bench/accuracy/scans.ts';
import { FIELDS } from '../bench/accuracy/score.ts';
import { generated, measure, real, type Source, samples } from '../bench/accuracy/sources.ts';
import type { Counts } from '../src/coa/data/confidence.ts';
import { INVENTED_LAYOUTS, LAYOUTS, type LayoutId } from '../test/generator/generate.ts';

const root = join(import.meta.dirname, '..');
const DATA = join(root, 'docs/accuracy.json');
const SITE = join(root, 'src/http/pages/accuracy-figures.ts');
const PAGE = join(root, 'docs/accuracy.md');
const COUNTED = join(root, 'src/coa/data/confidence.ts');

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
    scans: { type: 'boolean', default: false },
    'leave-one-laboratory-out': { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
    first: { type: 'string', default: '5000' },
    seeds: { type: 'string', default: '200' },
  },
});

/** Seeds that no sample and no other test uses. */
const first = Number(options.first);
const seedsFrom = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
const seeds = (count: number): number[] => seedsFrom(first, count);
const invented = (): Source[] => [
  ...generated('random-columns', seeds(Number(options.seeds))),
  ...generated('random-pages', seeds(Math.ceil(Number(options.seeds) / 3))),
  ...generated('random-forms', seeds(Math.ceil(Number(options.seeds) / 3))),
  ...generated('random-sections', seeds(Math.ceil(Number(options.seeds) / 3))),
  ...generated('supplier-sheets', seeds(Math.ceil(Number(options.seeds) / 3))),
  ...generated('environmental-sheets', seeds(Math.ceil(Number(options.seeds) / 3))),
];
const imitations = (): Source[] => (Object.keys(LAYOUTS) as LayoutId[]).flatMap(layout => generated(layout, seeds(10)));

async function measureAll(sources: readonly Source[], generalOnly = false): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const source of sources) {
    const score = await measure(source, { generalOnly });
    measured.push({ group: source.group, score });
    if (!options.wrong) continue;
    for (const { right, flagged, confidence, what } of score.judged) {
      if (!right) console.log(`${source.id}: ${flagged || confidence < 0.9 ? '' : 'SILENT '}${what} (${confidence})`);
    }
    if (score.found < score.rows) console.log(`${source.id}: ${score.rows - score.found} rows not found`);
  }
  return measured;
}

function published(): Figures | null {
  return existsSync(DATA) ? (JSON.parse(readFileSync(DATA, 'utf8')) as Figures) : null;
}

async function figures(): Promise<Figures> {
  const before = published();
  if (options.scans && before) return { ...before, scans: section(await measureAll(scans(first))) };
  const certificates = real();
  return {
    samples: section(await measureAll(samples())),
    generated: section(await measureAll(imitations())),
    invented: section(await measureAll(invented())),
    scans: options.check ? (before?.scans ?? null) : section(await measureAll(scans(first))),
    real: certificates.length > 0 ? section(await measureAll(certificates)) : (before?.real ?? null),
    confidence: before?.confidence ?? null,
  };
}

const brief = (name: string, { total, calibrationError: error }: Section): string =>
  `${name.padEnd(10)} ${String(total.rows).padStart(5)} rows: recall ${total.recall}, precision ${total.precision}, silent ${total.silent}, meaning ${total.fields.meaning}, limits ${total.fields.limit}, header ${total.fields.header}, calibration error ${error}`;

/** The totals, as a module that compiles with the site. */
function forSite(now: Figures): string {
  const lines = (['real', 'invented', 'generated', 'samples'] as const).flatMap(what => {
    const total = now[what]?.total;
    if (!total) return [];
    const { certificates, rows, recall, precision, silent } = total;
    return [
      `  { what: '${what}', certificates: ${certificates}, rows: ${rows}, recall: ${recall}, precision: ${precision}, silent: ${silent} },`,
    ];
  });
  return [
    '/** Written by `npm run accuracy`. */',
    'export interface MeasuredAccuracy {',
    "  readonly what: 'real' | 'invented' | 'generated' | 'samples';",
    '  readonly certificates: number;',
    '  readonly rows: number;',
    '  readonly recall: number;',
    '  readonly precision: number;',
    '  readonly silent: number;',
    '}',
    '',
    'export const ACCURACY: readonly MeasuredAccuracy[] = [',
    ...lines,
    '];',
    '',
  ].join('\n');
}

/** Worse: a lower recall, precision or share of a field, or more silent errors, anywhere. */
function worse(now: Section, before: Section): string[] {
  const fell: string[] = [];
  for (const line of [...now.lines, now.total]) {
    const old = line.group === 'all' ? before.total : before.lines.find(({ group }) => group === line.group);
    if (!old) continue;
    if (line.recall < old.recall) fell.push(`${line.group}: recall ${line.recall}, was ${old.recall}`);
    if (line.precision < old.precision) fell.push(`${line.group}: precision ${line.precision}, was ${old.precision}`);
    for (const field of FIELDS) {
      const [is, was] = [line.fields[field], old.fields[field] ?? null];
      if (is !== null && was !== null && is < was) fell.push(`${line.group}: ${field} ${is}, was ${was}`);
    }
    if (line.silent > old.silent) fell.push(`${line.group}: ${line.silent} silent errors, were ${old.silent}`);
  }
  return fell;
}

/** Certificates from other seeds than those of the published figures, so that no figure is of what it was fitted on; real ones left out in turn. */
const FITTED_FROM = 20_000;

async function unknownLaboratories(): Promise<Batch[]> {
  const drawn = (Object.keys(LAYOUTS) as LayoutId[]).flatMap(layout => generated(layout, seedsFrom(FITTED_FROM, 12)));
  const layouts = (Object.keys(INVENTED_LAYOUTS) as LayoutId[]).flatMap(layout => generated(layout, seedsFrom(FITTED_FROM, 150)));
  const batches: Batch[] = [];
  for (const source of [...real(), ...drawn, ...layouts]) {
    const score = await measure(source, { generalOnly: true });
    // of the invented each certificate is a layout of its own
    batches.push({ layout: layouts.includes(source) ? source.id : source.group, judged: score.judged });
  }
  return batches;
}

async function leaveOneOut(fit: boolean): Promise<void> {
  const batches = await unknownLaboratories();
  const judged = batches.flatMap(batch => batch.judged);
  const fitted = fittedOn(batches);
  const now = calibrationError(judged).toFixed(4);
  console.log(`${fitted.values} values of ${fitted.layouts} layouts, wrong: ${judged.filter(({ right }) => !right).length}`);
  console.log(`mean distance between stated and right: now ${now}, fitted on the others ${fitted.calibrationError.toFixed(4)}`);
  for (const { from, to, values, stated, right } of fitted.reliability)
    console.log(`${from} to ${to}: ${values} values, stated ${stated.toFixed(3)}, right ${right.toFixed(3)}`);
  for (const [reason, { right, of }] of Object.entries(fitted.counts)) console.log(`${reason}: ${right} of ${of}`);
  const before = published();
  if (!fit) return;
  writeFileSync(COUNTED, counted(fitted.counts));
  if (before) publish({ ...before, confidence: fitted });
}

function publish(now: Figures): void {
  writeFileSync(DATA, `${JSON.stringify(now, null, 1)}\n`);
  writeFileSync(PAGE, markdown(now));
}

function counted(counts: Readonly<Record<string, Counts>>): string {
  const name = (reason: string): string => (/^[a-z]+$/.test(reason) ? reason : `'${reason}'`);
  return [
    '/**',
    ' * Written by `npm run accuracy -- --fit`: of values with a reason to doubt them, and of clean ones, how many were right. Counted on generated',
    ' * certificates and on real ones of 13 laboratories, each read as if its laboratory were unknown; values of one layout count as 20 at most.',
    ' */',
    'export interface Counts {',
    '  readonly right: number;',
    '  readonly of: number;',
    '}',
    '',
    'export const SEEN: Readonly<Record<string, Counts>> = {',
    ...Object.entries(counts).map(([reason, { right, of }]) => `  ${name(reason)}: { right: ${right}, of: ${of} },`),
    '};',
    '',
  ].join('\n');
}

if (options['leave-one-laboratory-out'] || options.fit) {
  await leaveOneOut(options.fit);
} else {
  const now = await figures();
  for (const name of ['samples', 'generated', 'invented', 'scans', 'real'] as const) if (now[name]) console.log(brief(name, now[name]));
  const before = published();
  if (options.check && before) {
    const fell = (['samples', 'generated', 'invented', 'real'] as const).flatMap(name =>
      now[name] && before[name] ? worse(now[name], before[name]) : [],
    );
    for (const what of fell) console.error(`worse than published: ${what}`);
    process.exitCode = fell.length > 0 ? 1 : 0;
  } else {
    publish(now);
    writeFileSync(SITE, forSite(now));
  }
}
