/** The measured figures as a page to read, and as data for the site. */
import type { Counts } from '../../src/coa/data/confidence.ts';
import { type Batch, type Bin, calibrationError, countReasons, leftOut, reliability } from './calibration.ts';
import { addScores, FIELDS, type Field, type Judged, type Score } from './score.ts';

export interface Line {
  readonly group: string;
  readonly certificates: number;
  readonly rows: number;
  /** Shares from 0 to 1, rounded to four decimals; null where nothing of the kind is printed. */
  readonly recall: number;
  readonly precision: number;
  readonly silent: number;
  readonly fields: Readonly<Record<Field, number | null>>;
}

export interface Section {
  readonly lines: readonly Line[];
  readonly total: Line;
  readonly reliability: readonly Bin[];
  readonly calibrationError: number;
}

/** How confidences fitted on all other layouts fare on one, each read as if its laboratory were unknown. */
export interface Fitted {
  readonly layouts: number;
  readonly values: number;
  readonly reliability: readonly Bin[];
  readonly calibrationError: number;
  /** Right values and all values by reason, those of one layout as 20 at most. */
  readonly counts: Readonly<Record<string, Counts>>;
}

export function fittedOn(batches: readonly Batch[]): Fitted {
  const judged = leftOut(batches);
  return {
    layouts: new Set(batches.map(({ layout }) => layout)).size,
    values: judged.length,
    reliability: roundedBins(judged),
    calibrationError: four(calibrationError(judged)),
    counts: countReasons(batches),
  };
}

export interface Figures {
  readonly samples: Section;
  readonly generated: Section;
  readonly invented: Section;
  /** Recognised from pictures; null where it was never measured. */
  readonly scans: Section | null;
  /** Of real certificates, which are not in the repository; null where they were never measured. */
  readonly real: Section | null;
  /** Null where it was never fitted. */
  readonly confidence: Fitted | null;
}

export interface Measured {
  readonly group: string;
  readonly score: Score;
}

const four = (value: number): number => Math.round(value * 10_000) / 10_000;
const share = (right: number, of: number): number => (of === 0 ? 1 : four(right / of));

const roundedBins = (judged: readonly Judged[]): Bin[] =>
  reliability(judged).map(bin => ({ ...bin, to: four(bin.to), stated: four(bin.stated), right: four(bin.right) }));

function line(group: string, scores: readonly Score[]): Line {
  const sum = addScores(scores);
  return {
    group,
    certificates: scores.length,
    rows: sum.rows,
    recall: share(sum.found, sum.rows),
    precision: share(sum.right, sum.read),
    silent: sum.silent,
    fields: Object.fromEntries(
      FIELDS.map(field => [field, sum.fields[field].of === 0 ? null : share(sum.fields[field].right, sum.fields[field].of)]),
    ) as Record<Field, number | null>,
  };
}

export function section(measured: readonly Measured[]): Section {
  const groups = Map.groupBy(measured, ({ group }) => group);
  const all = measured.map(({ score }) => score);
  const { judged } = addScores(all);
  return {
    lines: [...groups].map(([group, members]) =>
      line(
        group,
        members.map(({ score }) => score),
      ),
    ),
    total: line('all', all),
    reliability: roundedBins(judged),
    calibrationError: four(calibrationError(judged)),
  };
}

const percent = (value: number | null): string => (value === null ? '' : (100 * value).toFixed(1));

function table({ lines, total }: Section, first: string): string[] {
  const head = [
    first,
    'certificates',
    'rows',
    'recall',
    'precision',
    'silent errors',
    'sample',
    'meaning',
    'LOD',
    'LOQ',
    'limit',
    'verdict',
    'header',
  ];
  const row = ({ group, certificates, rows, recall, precision, silent, fields }: Line) =>
    [
      group,
      certificates,
      rows,
      percent(recall),
      percent(precision),
      silent,
      ...(['sample', 'meaning', 'lod', 'loq', 'limit', 'verdict', 'header'] as const).map(field => percent(fields[field])),
    ].join(' | ');
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...[...lines, total].map(one => `| ${row(one)} |`)];
}

function bins({ reliability: found, calibrationError: error }: Pick<Section, 'reliability' | 'calibrationError'>): string[] {
  return [
    '| stated confidence | values | stated on average | right |',
    '|---|---|---|---|',
    ...found.map(({ from, to, values, stated, right }) => `| ${from} to ${to} | ${values} | ${stated.toFixed(3)} | ${right.toFixed(3)} |`),
    '',
    `Mean distance between stated and right: ${error.toFixed(3)}.`,
  ];
}

function confidencePart(fitted: Fitted | null): string[] {
  if (!fitted) return [];
  const { layouts, values, counts } = fitted;
  return [
    '## Whether the confidence says what it should',
    '',
    `${values} values of ${layouts} layouts and laboratories, each read as if its laboratory were unknown, and judged by confidences counted on all`,
    'others (`npm run accuracy -- --fit`, docs/problems.md). A doubt states 0.89 at most, however often its like was right.',
    '',
    ...bins(fitted),
    '',
    'Values by reason, those of one layout counted as 20 at most:',
    '',
    '| reason | right | of |',
    '|---|---|---|',
    ...Object.entries(counts).map(([reason, { right, of }]) => `| ${reason} | ${right} | ${of} |`),
    '',
  ];
}

export function markdown({ samples, generated, invented, scans, real, confidence }: Figures): string {
  return [
    '# How accurately certificates are read',
    '',
    'Written by `npm run accuracy`. Shares are in percent.',
    '',
    '- **Recall**: rows printed that were read with the right name, value and unit. **Precision**: rows read that are printed so.',
    '- **Silent errors**: rows that say anything untrue (value, unit, analyte, sample, LOD, LOQ, limit, verdict, bounds) with no flag and a confidence',
    '  of 0.9 or more, so that nobody would have looked. This is the number that has to be 0. A limit that was left out counts in its own column.',
    '- **Sample**: rows found that were given to the sample they are printed of, as far as a file tells them apart.',
    '- **Meaning**: the bounds on the true amount, computed a second time from what is printed, for amounts that are shares of mass.',
    '- **Header**: laboratory, report number, client, product, lot, sample number and dates.',
    '',
    '## Layouts that no laboratory has',
    '',
    'Certificates drawn from seeds, each with its own columns in its own order under its own words, units in a column, a heading, a title, a',
    'note or beside the value. No part of the reader was made for them: this is how a laboratory never seen before can be expected to be read.',
    '',
    ...table(invented, 'layout'),
    '',
    ...bins(invented),
    '',
    ...confidencePart(confidence),
    '## Layouts that imitate those of laboratories',
    '',
    'Drawn from seeds that no sample in the repository uses.',
    '',
    ...table(generated, 'layout'),
    '',
    ...bins(generated),
    '',
    '## Samples beside the importers',
    '',
    ...table(samples, 'layout'),
    '',
    '## Scans and photographs',
    '',
    'First pages of drawn certificates, turned into pictures and recognised. Every value recognised from a picture is flagged, so that a',
    'person compares it with the page; a silent error would be one that is not.',
    '',
    ...(scans ? table(scans, 'picture') : ['Not measured.']),
    '',
    '## Real certificates',
    '',
    ...(real
      ? [
          'Certificates of these laboratories, copied by hand to compare. They belong to others and are not part of the repository; figures of',
          'them change only where they are at hand.',
          '',
          ...table(real, 'laboratory'),
          '',
          ...bins(real),
        ]
      : ['Not measured: none are at hand.']),
    '',
  ].join('\n');
}
