/**
 * How accurately certificates are read: npm run accuracy [-- --check | --leave-one-laboratory-out]
 * Writes docs/accuracy.md, docs/accuracy.json and the figures that the page "How numbers are read" shows. Seeds are fixed, so the same reader gives the same figures.
 * --check writes nothing and fails where the reader has become worse than the published figures say; --wrong lists what was read wrongly.
 * --scans measures the scans alone, seconds a page, and keeps the other figures; --check leaves them out.
 * --leave-one-laboratory-out reads every certificate as if its laboratory were unknown, and judges it by confidences fitted on the others.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrated, calibrationError, isotonic } from '../bench/accuracy/calibration.ts';
import { type Figures, type Measured, markdown, type Section, section } from '../bench/accuracy/report.ts';
import { scans } from '../bench/accuracy/scans.ts';
import { addScores } from '../bench/accuracy/score.ts';
import { generated, measure, real, type Source, samples } from '../bench/accuracy/sources.ts';
import { LAYOUTS, type LayoutId } from '../test/generator/generate.ts';

const root = join(import.meta.dirname, '..');
const DATA = join(root, 'docs/accuracy.json');
const SITE = join(root, 'src/http/pages/accuracy-figures.ts');
const PAGE = join(root, 'docs/accuracy.md');

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
    scans: { type: 'boolean', default: false },
    'leave-one-laboratory-out': { type: 'boolean', default: false },
    first: { type: 'string', default: '5000' },
    seeds: { type: 'string', default: '200' },
  },
});

/** Seeds that no sample and no other test uses. */
const first = Number(options.first);
const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => first + i);
const invented = (): Source[] => generated('random-columns', seeds(Number(options.seeds)));
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
    if (line.silent > old.silent) fell.push(`${line.group}: ${line.silent} silent errors, were ${old.silent}`);
  }
  return fell;
}

async function leaveOneOut(): Promise<void> {
  const sources = [...real(), ...imitations(), ...invented()];
  const measured = await measureAll(sources, true);
  const groups = Map.groupBy(measured, ({ group }) => group);
  console.log(`${'left out'.padEnd(44)}  rows recall  silent  calibration error, stated / fitted on the others`);
  for (const [group, members] of groups) {
    const { judged, rows, found, silent } = addScores(members.map(({ score }) => score));
    const others = addScores(measured.filter(other => other.group !== group).map(({ score }) => score)).judged;
    const steps = isotonic(others);
    const refitted = judged.map(one => ({ ...one, confidence: calibrated(steps, one.confidence) }));
    const [stated, fitted] = [judged, refitted].map(list => calibrationError(list).toFixed(3));
    console.log(
      `${group.padEnd(44)} ${String(rows).padStart(5)} ${((100 * found) / rows).toFixed(1).padStart(6)} ${String(silent).padStart(7)}  ${stated} / ${fitted}`,
    );
  }
  console.log('steps fitted on all:', JSON.stringify(isotonic(addScores(measured.map(({ score }) => score)).judged)));
}

if (options['leave-one-laboratory-out']) {
  await leaveOneOut();
} else {
  const now = await figures();
  for (const [name, one] of Object.entries(now) as [string, Section | null][]) if (one) console.log(brief(name, one));
  const before = published();
  if (options.check && before) {
    const fell = (['samples', 'generated', 'invented', 'real'] as const).flatMap(name =>
      now[name] && before[name] ? worse(now[name], before[name]) : [],
    );
    for (const what of fell) console.error(`worse than published: ${what}`);
    process.exitCode = fell.length > 0 ? 1 : 0;
  } else {
    writeFileSync(DATA, `${JSON.stringify(now, null, 1)}\n`);
    writeFileSync(PAGE, markdown(now));
    writeFileSync(SITE, forSite(now));
  }
}
