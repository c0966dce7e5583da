/** Whether a snapshot still is what it was, and whether what is computed in it can be computed again. Needs nothing but its folder. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { MANIFEST } from '../export/data-package.ts';
import { ENGINE_VERSION } from '../quality/concern.ts';
import { scoresDocument } from '../quality/scorecard.ts';
import { readScoresInput, ScoresInputError } from '../quality/scores-input.ts';
import { RULES } from '../store/rules.ts';
import type { JudgedSampleLine } from '../store/snapshot-documents.ts';
import { filesOf, openSnapshot, type Snapshot } from '../store/snapshots.ts';
import { isStored, storedForm } from '../store/verdict.ts';
import { verdictsOf } from './judge.ts';
import { recordsOf } from './snapshot-rows.ts';
import { checkTables } from './snapshot-tables.ts';

export interface SnapshotVerified {
  readonly id: string;
  readonly samples: boolean;
  readonly at: string;
  readonly files: number;
  readonly rows: number;
  readonly vendorsScored: number;
  readonly verdictsRecomputed: number;
  /** By rules, or by a way of judging, that this program does not have. */
  readonly verdictsOfOtherRules: number;
  readonly findings: readonly string[];
}

/** More of one kind say nothing new. */
const MOST_FINDINGS = 50;

type Found = (finding: string) => void;

/** Throws NoSnapshot where there is no manifest to begin with. */
export async function verifySnapshot(folder: string): Promise<SnapshotVerified> {
  const snapshot = await openSnapshot(folder);
  const { manifest, id } = snapshot;
  const findings: string[] = [];
  const found: Found = finding => {
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const name = basename(folder);
  if (/^[0-9a-f]{64}$/.test(name) && name !== id) found(`${MANIFEST}: gives the identifier ${id}, and the folder is named ${name}`);
  await checkFiles(snapshot, found);
  const whole = findings.length === 0;
  // what was changed is not computed with
  const rows = whole ? await checkTables(snapshot, found) : 0;
  const vendorsScored = whole ? await recomputeScores(folder, found) : 0;
  const { recomputed, others } = whole ? await recomputeVerdicts(folder, found) : { recomputed: 0, others: 0 };
  return {
    ...{ id, samples: manifest['leafproof:snapshot'].samples, at: manifest.created, files: filesOf(manifest).length, rows, vendorsScored },
    ...{ verdictsRecomputed: recomputed, verdictsOfOtherRules: others, findings },
  };
}

async function checkFiles({ folder, manifest }: Snapshot, found: Found): Promise<void> {
  const files = filesOf(manifest);
  const present = new Set(await readdir(folder));
  for (const { path, sha256, bytes } of files) {
    if (!present.delete(path)) {
      found(`${path}: is missing`);
      continue;
    }
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(join(folder, path))) {
      hash.update(chunk);
      size += chunk.length;
    }
    const digest = hash.digest('hex');
    if (digest !== sha256) found(`${path}: has the SHA-256 ${digest}, the manifest says ${sha256}: it was changed`);
    else if (size !== bytes) found(`${path}: has ${size} bytes, the manifest says ${bytes}`);
  }
  present.delete(MANIFEST);
  for (const path of present) found(`${path}: is not in the manifest`);
}

async function recomputeScores(folder: string, found: Found): Promise<number> {
  const kept = await readFile(join(folder, 'scorecards.json'), 'utf8');
  try {
    const input = readScoresInput(JSON.parse(await readFile(join(folder, 'scores-input.json'), 'utf8')));
    if (scoresDocument(input) !== kept) found('scorecards.json: scores-input.json gives other scorecards with this program');
    return input.vendors.length;
  } catch (error) {
    if (!(error instanceof ScoresInputError || error instanceof SyntaxError)) throw error;
    found(`scores-input.json: ${error.message}`);
    return 0;
  }
}

type VerdictRow = Readonly<Record<string, string>>;

/** Both files stand in the order of the samples, so neither has to be held. */
async function recomputeVerdicts(folder: string, found: Found): Promise<{ recomputed: number; others: number }> {
  const known = await knownRules(folder);
  const verdicts = recordsOf(folder, 'verdicts.csv');
  let next = await verdicts.next();
  let [recomputed, others] = [0, 0];
  const inTable = new Multiset();
  const judged = new Multiset();
  for await (const row of recordsOf(folder, 'results.csv')) inTable.add(RESULT_COLUMNS.map(column => row[column] ?? ''));
  for await (const text of createInterface({ input: createReadStream(join(folder, 'judged-samples.ndjson')) })) {
    const sample = JSON.parse(text) as JudgedSampleLine;
    for (const result of sample.results) judged.add(resultCells(result));
    const kept = new Map<string, VerdictRow>();
    for (; !next.done && next.value.sample_id! <= sample.id; next = await verdicts.next()) {
      const row = next.value;
      if (row.sample_id !== sample.id) found(`verdicts.csv: ${row.sample_id} is no sample of judged-samples.ndjson`);
      else if (known.has(row.rule!) && RULES.rules.get(row.rule!)?.fingerprint === row.rule_fingerprint) kept.set(row.rule!, row);
      else others += 1;
    }
    recomputed += compareVerdicts(sample, kept, known, found);
  }
  if (!next.done) found(`verdicts.csv: ${next.value.sample_id} is no sample of judged-samples.ndjson`);
  if (!inTable.equals(judged)) found('judged-samples.ndjson: its results are not those of results.csv');
  return { recomputed, others };
}

/** Rules of the snapshot that this program has unchanged. */
async function knownRules(folder: string): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for await (const { rule, rule_fingerprint, engine } of recordsOf(folder, 'rules.csv'))
    if (RULES.rules.get(rule!)?.fingerprint === rule_fingerprint && Number(engine) === ENGINE_VERSION) known.add(rule!);
  return known;
}

function compareVerdicts(sample: JudgedSampleLine, kept: Map<string, VerdictRow>, known: ReadonlySet<string>, found: Found): number {
  let compared = 0;
  for (const verdict of verdictsOf(sample, RULES, null)) {
    if (!isStored(verdict) || !known.has(verdict.rule)) continue;
    const row = kept.get(verdict.rule);
    kept.delete(verdict.rule);
    compared += 1;
    const { verdict: word, lower, upper, unit, needs, caveats, results } = storedForm(verdict);
    const computed = [word, lower, upper, unit, needs?.join(' '), caveats?.join(' '), results.join(' ')].map(each => each ?? '');
    const stated = row && [row.verdict, row.lower, row.upper, row.unit, row.needs, row.caveats, row.rows];
    if (stated === undefined) found(`verdicts.csv: sample ${sample.id} by ${verdict.rule} is missing; computed: ${word}`);
    else if (computed.join('\n') !== stated.join('\n'))
      found(`verdicts.csv: sample ${sample.id} by ${verdict.rule} is ${stated.join(' ')}; computed: ${computed.join(' ')}`);
  }
  for (const rule of kept.keys()) found(`verdicts.csv: sample ${sample.id} has a verdict by ${rule}; computed: none`);
  return compared;
}

const RESULT_COLUMNS = ['result_id', 'analyte', 'panel', 'kind', 'value', 'lo', 'hi', 'unit', 'basis', 'lod', 'loq'];

const resultCells = ({ id, analyte, panel, kind, number, lower, upper, unit, basis, lod, loq }: JudgedSampleLine['results'][number]) =>
  [id, analyte, panel, kind, number, lower, upper, unit, basis, lod, loq].map(each => each ?? '');

/** Whether two collections hold the same rows in whatever order, without holding them. */
class Multiset {
  #sum = 0n;
  #rows = 0;

  add(cells: readonly string[]): void {
    this.#rows += 1;
    this.#sum = BigInt.asUintN(256, this.#sum + BigInt(`0x${createHash('sha256').update(JSON.stringify(cells)).digest('hex')}`));
  }

  equals(other: Multiset): boolean {
    return this.#rows === other.#rows && this.#sum === other.#sum;
  }
}
