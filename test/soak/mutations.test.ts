/**
 * Certificates changed at random, in their bytes and in what they say: each ends read or refused with a reason, none takes its reader down,
 * and no value is believed that the changed file does not print. `npm run soak` does ten thousand of them and writes docs/soak.md, at every
 * five hundredth file anew, so that a run that is ended early leaves what it came to;
 * LEAFPROOF_MUTATIONS sets another number, LEAFPROOF_MUTATION_SEED another first seed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { generate, INVENTED_LAYOUTS, LAYOUTS, type LayoutId } from '../generator/generate.ts';
import { random } from '../generator/random.ts';
import { type Format, mutate } from './mutate.ts';
import { missing } from './printed.ts';

const WHOLE = process.env.LEAFPROOF_SOAK === 'whole';
const COUNT = Number(process.env.LEAFPROOF_MUTATIONS ?? (WHOLE ? 10_000 : 70));
const FIRST = Number(process.env.LEAFPROOF_MUTATION_SEED ?? 1);
const root = join(import.meta.dirname, '../..');

interface Original {
  readonly format: Format;
  readonly bytes: Uint8Array;
}

async function originals(): Promise<Original[]> {
  const layouts = Object.keys({ ...LAYOUTS, ...INVENTED_LAYOUTS }) as LayoutId[];
  const drawn = await Promise.all(layouts.map(async layout => (await generate({ seed: 700, layout })).pdf));
  const sample = (path: string, format: Format): Original => ({
    format,
    bytes: new Uint8Array(readFileSync(join(root, 'importers', path))),
  });
  const others = [
    sample('coa-table/samples/template.csv', 'csv'),
    sample('coa-table/samples/own-headers.csv', 'csv'),
    sample('coa-table/samples/imaginary-ivy.xlsx', 'xlsx'),
    sample('coa-json/samples/quarry-fields.json', 'json'),
  ];
  // as many of each format as PDF files, roughly: a change of format is not a change of weight
  return [...drawn.map(bytes => ({ format: 'pdf' as const, bytes })), ...others, ...others];
}

interface Tally {
  files: number;
  read: number;
  partial: number;
  refused: number;
  believed: number;
  slowest: number;
}

const tallies = new Map<string, Tally>();
const reasons = new Map<string, number>();
const wrong: string[] = [];

function tally(format: Format, kind: string): Tally {
  const key = `${format} | ${kind}`;
  const known = tallies.get(key) ?? { files: 0, read: 0, partial: 0, refused: 0, believed: 0, slowest: 0 };
  tallies.set(key, known);
  return known;
}

test(
  `${COUNT} changed files`,
  async () => {
    const sources = await originals();
    // what is recognised in a picture is never believed, and takes a hundred times as long: of each file one page is enough
    const pool = createReaderPool({ size: 2, ocrPages: 1 });
    let done = 0;
    const one = async (seed: number): Promise<void> => {
      const vary = random(seed);
      const { format, bytes } = vary.pick(sources);
      const changed = mutate(format, bytes, vary);
      const outcome = await pool.read({ name: `changed.${format}`, bytes: changed.bytes });
      const sums = tally(format, changed.kind);
      sums.files += 1;
      sums[outcome.outcome] += 1;
      sums.slowest = Math.max(sums.slowest, outcome.milliseconds);
      if ((outcome.reason === null) !== (outcome.outcome !== 'refused')) wrong.push(`${seed}: ${outcome.outcome} for ${outcome.reason}`);
      if (outcome.reason) reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
      if (outcome.reason === 'reader-crashed') wrong.push(`${seed}: the reader crashed`);
      const believed = outcome.readings.flatMap(({ results }) => results.filter(r => r.flags.length === 0 && r.confidence >= 0.9));
      if (believed.length === 0) return;
      sums.believed += believed.length;
      const texts = believed.flatMap(({ printed: { name, value, lod, loq, limit } }) => [name, value, lod, loq, limit]);
      // a letter that the font does not name stands as U+FFFD in a name, and for itself elsewhere
      const named = texts.filter(text => text !== null && !text.includes('\ufffd'));
      const unseen = await missing(format, changed.bytes, new Set(named as string[]));
      if (unseen.length > 0) wrong.push(`${seed} (${format}, ${changed.kind}): not printed: ${unseen.join(', ')}`);
    };
    try {
      const seeds = Array.from({ length: COUNT }, (_, i) => FIRST + i);
      const worker = async () => {
        for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
          await one(seed);
          done += 1;
          if (WHOLE && done % 500 === 0) writeFileSync(join(root, 'docs/soak.md'), report());
        }
      };
      // one more than there are readers: while a file's values are looked for, both read
      await Promise.all([worker(), worker(), worker()]);
    } finally {
      await pool.close();
    }
    if (WHOLE) writeFileSync(join(root, 'docs/soak.md'), report());
    expect(wrong).toEqual([]);
    expect([...tallies.values()].reduce((sum, { believed }) => sum + believed, 0)).toBeGreaterThan(COUNT);
  },
  4 * 3_600_000,
);

function report(): string {
  const rows = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  const sum = (field: keyof Tally) => rows.reduce((total, [, counts]) => total + counts[field], 0);
  return [
    '# What damaged and changed files come to',
    '',
    `Written by \`npm run soak\`: ${sum('files')} generated certificates and sample files, each changed once at random from its own seed, in its bytes or in`,
    'what it says, and read as any upload is, of pictures one page. A value is *believed* when it carries no flag and a confidence of 0.9 or more. Each believed value,',
    'with its name, LOD, LOQ and limit, is then looked for in the changed file by other programs than those that read it.',
    '',
    `- readers crashed or stopped without a reason: ${wrong.filter(text => /crashed|for /.test(text)).length}`,
    `- stopped by the time limit: ${reasons.get('time-limit') ?? 0}, by the memory limit: ${reasons.get('memory-limit') ?? 0}`,
    `- files with believed values that the changed file does not print: ${wrong.filter(text => text.includes('not printed')).length} (of ${sum('believed')} believed values in all)`,
    ...wrong.map(text => `  - seed ${text}`),
    '',
    '| format | change | files | read | partly read | refused | believed values | slowest, ms |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(([key, t]) => `| ${key} | ${t.files} | ${t.read} | ${t.partial} | ${t.refused} | ${t.believed} | ${t.slowest} |`),
    `| all | | ${sum('files')} | ${sum('read')} | ${sum('partial')} | ${sum('refused')} | ${sum('believed')} | ${Math.max(...rows.map(([, t]) => t.slowest))} |`,
    '',
    'Reasons of refusal:',
    '',
    ...[...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `- \`${reason}\`: ${count}`),
    '',
  ].join('\n');
}
