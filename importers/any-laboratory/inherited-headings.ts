/** Rows without headings of their own, read by those of another table. */
import type { Page } from '../../src/document/document.ts';
import type { Block } from './blocks.ts';
import type { RoledColumn } from './column-roles.ts';
import type { Span } from './heading-words.ts';
import { height } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';
import { headTop } from './titles.ts';

/** Whether a column under that heading can have cells of this kind: verdicts are no limits, numbers no units. */
const holds = (heading: ColumnRole | null, content: ColumnRole | null): boolean => {
  if (content === 'verdict') return heading === 'verdict' || heading === 'value' || heading === 'note';
  if (content === 'value') return heading !== 'verdict' && heading !== 'unit' && heading !== 'method';
  return content !== 'unit' || heading === 'unit';
};

/** Columns that begin, end or stand in the middle of the same places. */
const isSamePlace = (one: Span, other: Span, room: number): boolean =>
  [one.left - other.left, one.right - other.right, (one.left + one.right - other.left - other.right) / 2].some(by => Math.abs(by) < room);

/** Columns that a section may leave out: none of its results has a letter, a limit or a verdict. */
const SPARSE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['note', 'limit', 'verdict', 'lod', 'loq', 'reporting-limit']);

/** Whether each column stands where one of the model does, from left to right, and no other is left out than may be empty. */
function inSamePlaces(columns: readonly RoledColumn[], model: readonly RoledColumn[], room: number): boolean {
  const left = [...columns];
  const missing = model.filter(column => {
    const own = left[0] !== undefined && isSamePlace(left[0], column, room);
    if (own) left.shift();
    return !own;
  });
  return left.length === 0 && missing.every(({ role }) => SPARSE.has(role));
}

/** A section further down one page under the same headings: its columns in the same places, its names too, and close under the rows before. */
const isSection = (columns: readonly RoledColumn[], { page, block }: Pick<Table, 'page' | 'block'>, model: Table): boolean => {
  const bodied = model.columns.filter(column => column.right > column.left);
  const size = height(block.seeds[0]!.name);
  const room = 0.2 * size;
  const below = block.seeds[0]!.name.box[1] - Math.max(...model.block.seeds.map(({ name }) => name.box[3]));
  return (
    model.page === page &&
    model.columns.every(({ guessed }) => !guessed) &&
    [model.nameLeft, ...model.block.seeds.map(({ name }) => name.box[0])].some(left => Math.abs(block.left - left) < room) &&
    below > 0 &&
    below < 4 * size &&
    inSamePlaces(columns, bodied, room)
  );
};

/**
 * The tables by whose headings rows without any may be read, the likeliest last: over all headings of their page they go on with `before`, the lowest
 * table of the page before.
 */
export function modelsFor({ seeds }: Block, page: Page, models: readonly Table[], before: Table | null): readonly Table[] {
  const own = models.filter(model => model.page === page);
  const goesOn = before?.page.number === page.number - 1 && own.every(table => headTop(table) > seeds[0]!.name.box[1]);
  return goesOn ? [...own, ...models.filter(model => !own.includes(model) && model !== before), before] : models;
}

/** Verdicts right of a table none of whose rows was judged: no column of it, yet they say what they are. */
const isUnjudged = ({ role }: RoledColumn): boolean => role === 'verdict';

/** `ASU | L | 00.00-88`: a method whose words are set far apart is one column, where it was one on the page before. */
function joinMethods(columns: readonly RoledColumn[], match: (column: RoledColumn) => RoledColumn | null): RoledColumn[] {
  const joined: RoledColumn[] = [];
  for (const column of columns) {
    const last = joined.at(-1);
    const model = last && match(column);
    if (model?.role === 'method' && match(last!) === model) joined[joined.length - 1] = { ...last!, right: column.right, role: 'method' };
    else joined.push(column);
  }
  return joined;
}

/** Headings carried over from a table of the same build: the page before, the table beside, or the section before. */
export function inherit(found: readonly RoledColumn[], of: Pick<Table, 'page' | 'block'>, models: readonly Table[]): RoledColumn[] | null {
  // what goes on from the table before is likelier its rest, in whatever places, than that of a table further up not quite in these
  let rest: RoledColumn[] | null = null;
  for (const model of [...models].reverse()) {
    const bodied = model.columns.filter(column => column.right > column.left);
    // names set in, as those of a section are, stand before columns in the same places
    const section = isSection(found, of, model);
    const offset = section ? 0 : of.block.left - model.nameLeft;
    const match = (column: RoledColumn): RoledColumn | null => {
      const within = (room: number) =>
        bodied.filter(other => column.left < other.right + offset + room && column.right > other.left + offset - room);
      const under = within(0);
      const like = under.length > 0 ? under : within(3);
      return like.length === 1 ? like[0]! : null;
    };
    const columns = joinMethods(found, match);
    const matched = columns.map(match);
    const headed = matched.filter(found => found !== null);
    const fitting = matched.every((heading, i) =>
      heading ? holds(heading.role, columns[i]!.role) : headed.length >= 2 && isUnjudged(columns[i]!),
    );
    const likelier = rest === null || inSamePlaces(columns, bodied, height(of.block.seeds[0]!.name));
    if (fitting && likelier && new Set(headed).size === headed.length && (headed.length >= 2 || models.length === 1))
      return columns.map((column, i) => {
        const heading = matched[i];
        return heading ? { ...heading, left: column.left, right: column.right, guessed: heading.guessed || !section } : column;
      });
    if (model === models.at(-1)) rest = inTurn(found, of, model);
  }
  return rest;
}

/** Verdicts and units show what they are. */
const shows = (role: ColumnRole | null): ColumnRole | null => (role === 'verdict' || role === 'unit' ? role : null);

/** The rest of a table on the next page, which may stand on the same sheet to the right, its columns as many as before and of the same kinds in turn, yet not in the same places: a guess. */
function inTurn(columns: readonly RoledColumn[], { page, block }: Pick<Table, 'page' | 'block'>, model: Table): RoledColumn[] | null {
  const bodied = model.columns.filter(column => column.right > column.left);
  const next = model.page.number === page.number - 1 && Math.abs(block.left - model.nameLeft) < height(block.seeds[0]!.name);
  const beside = model.page === page && bodied.every(({ right }) => right < block.left) && 2 * block.left > page.width;
  const goesOn = (next || beside) && columns.length >= 3 && columns.length === bodied.length;
  const alike = columns.every(({ role }, i) => holds(bodied[i]?.role ?? null, role) && shows(bodied[i]?.role ?? null) === shows(role));
  if (!goesOn || !alike) return null;
  return columns.map(({ left, right }, i) => ({ ...bodied[i]!, left, right, guessed: true }));
}

const headingsOf = ({ nameHeading, columns }: Table): string => [nameHeading, ...columns.map(({ heading }) => heading)].join('|');

/** `Findings` over nothing but `Complies`, as over the numbers of a table with the same headings before: what was found there, and no verdicts. */
export function foundAsBefore(table: Table, models: readonly Table[]): Table {
  const at = table.columns.findIndex(({ role, heading }) => role === 'verdict' && roleOfHeader(heading) === 'value');
  const before = at < 0 || table.head === null ? undefined : models.find(model => headingsOf(model) === headingsOf(table));
  if (before?.columns[at]?.role !== 'value') return table;
  return { ...table, columns: table.columns.map((column, i) => (i === at ? { ...column, role: 'value' } : column)) };
}
