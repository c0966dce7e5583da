/** Where a table of results begins: nothing in its headings, or under them, is of the report's header. */
import type { HeaderField } from './fields.ts';
import type { LabelHit } from './header-labels.ts';
import { below, type PageRuns, type Run } from './header-runs.ts';
import { DATE } from './header-values.ts';
import { type ColumnRole, looksLikeHeader, roleOfHeader } from './roles.ts';
import { headsVials } from './vial-names.ts';

/** Labels that are headings of tables as well: `Method`, `Analyst`. */
const ALSO_HEADINGS: ReadonlySet<HeaderField> = new Set(['other', 'moisture']);
/** Roles that no line of labels has two of. */
const OF_TABLES: ReadonlySet<ColumnRole> = new Set(['value', 'unit', 'lod', 'loq', 'lod-loq', 'reporting-limit', 'limit', 'uncertainty']);

const isHeading = (run: Run, labelled: readonly LabelHit[]): boolean =>
  !/:/.test(run.text) && !labelled.some(hit => hit.first && !ALSO_HEADINGS.has(hit.field));

/** What a run announces; headings set close, `UOM LOQ Result`, announce several. */
const rolesOf = (run: Run): (ColumnRole | null)[] => {
  const several = run.words.length > 1 && run.words.length <= 2 * OF_TABLES.size ? closeRoles(run) : null;
  return several ?? [looksLikeHeader(run.text) ? roleOfHeader(run.text) : null];
};

const closeRoles = (run: Run): (ColumnRole | null)[] | null => {
  const single = run.words.map(({ text }) => roleOfHeader(text));
  const told = new Set(single.filter(role => role !== null && OF_TABLES.has(role)));
  return told.size >= 2 && 2 * told.size >= run.words.length ? single : null;
};

/** A label left of a table, level with its headings by chance: its value stands alone on a line between those of the table. */
const standsBeside = (page: PageRuns, run: Run, byRun: ReadonlyMap<Run, readonly LabelHit[]>): boolean => {
  const labelled = byRun.get(run)?.some(({ first, strength, field }) => first && strength === 'cell' && !ALSO_HEADINGS.has(field));
  const value = labelled ? below(page, run) : null;
  return (
    value !== null &&
    Math.abs(value.box[0] - run.box[0]) < 3 &&
    !page.runs.some(other => other !== value && Math.abs(other.baseline - value.baseline) < 0.4 * value.fontSize)
  );
};

/** The runs of lines that head a table: `Analyte  Result  Unit`, also with a `Batch` of the laboratory among them. */
export const tableHeadings = (page: PageRuns, byRun: ReadonlyMap<Run, readonly LabelHit[]>): ReadonlySet<Run> => {
  const { runs } = page;
  const lines = new Map<number, Run[]>();
  for (const run of runs) {
    const key = [...lines.keys()].find(baseline => Math.abs(baseline - run.baseline) < 0.4 * run.fontSize) ?? run.baseline;
    lines.set(key, [...(lines.get(key) ?? []), run]);
  }
  const heads = [...lines.values()].filter(line => {
    const roles = line.flatMap(run => (isHeading(run, byRun.get(run) ?? []) ? rolesOf(run) : [null]));
    const ofTables = new Set(roles.filter(role => role !== null && OF_TABLES.has(role)));
    return (
      ofTables.size >= 2 ||
      (line.length > 1 && headsVials(line[0]!.text, below(page, line[0]!)?.text)) ||
      (ofTables.has('value') && roles.includes('name') && line.length <= 3 && roles.every(role => role !== null))
    );
  });
  const found = heads.flatMap(([first, ...rest]) => (standsBeside(page, first!, byRun) ? rest : [first!, ...rest]));
  // a day left of the table, level with its headings, answers a label of its own
  return new Set(found.filter(({ text }) => DATE.exec(text)?.[0] !== text.trim()));
};
