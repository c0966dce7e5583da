/** Results that stand outside any table: `TOTAL THC: 19.25 %`, or a name with its value above or below in a box. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { SIGN } from './beside.ts';
import { cellKind, isAmount, isFinding, splitCompound, splitUnit, unitsIn } from './cell.ts';
import { underResults } from './heads.ts';
import { isKnownAnalyte, isListedAnalyte, isOfSample, isSum } from './names.ts';
import { panelOfAnalytes } from './panels.ts';
import { centreX, height, makePiece, overlapX, type Piece, printed, sameLine, unionBox } from './piece.ts';
import { LEADER } from './pieces.ts';
import type { TableRow } from './table-row.ts';

interface Statement {
  readonly name: Piece;
  readonly values: readonly Piece[];
  readonly beside?: Beside;
  readonly doubts: readonly string[];
}

/** `Moisture: 2.569%` in one piece, apart at the colon; `TOTAL CBG:` and `0.08%` in two. */
function labelled(piece: Piece, pieces: readonly Piece[]): Statement | null {
  const at = piece.words.findIndex(word => /[:=]$/.test(word.text));
  if (at < 0) return null;
  // `Terpenes — Total Terpenes: 1.719 %`
  const from = piece.words.slice(0, at).findLastIndex(word => /^[-–—|•·]$/.test(word.text)) + 1;
  const name = makePiece(piece.words.slice(from, at + 1), piece.page);
  const title = name.text.replace(/\s*[:=]$/, '');
  if (!isListedAnalyte(title) || isOfSample(title)) return null;
  const rest = piece.words.slice(at + 1);
  const value = rest.length > 0 ? makePiece(rest, piece.page) : besideOf(piece, pieces);
  if (!value) return null;
  const told = withLimit(makePiece([...value.words, ...closeBehind(rest.length > 0 ? piece : value, pieces)], piece.page));
  if (told) return { name, ...told, doubts: [] };
  if (!isFinding(value.kind) && splitUnit(value.text) === null) return null;
  return { name, values: [value], beside: onTheLine(rest.length > 0 ? piece : value, pieces), doubts: [] };
}

const LIMIT_LABEL = /^(?:action |regulatory )?(?:limit|level|spec(?:ification)?s?|max(?:imum)?)\.?\s*[:=]/i;

/** `Limit: 1.5 ppm` and `Pass`, each in a column of its own behind the finding. */
function onTheLine(piece: Piece, pieces: readonly Piece[]): Beside {
  const next = besideOf(piece, pieces);
  if (!next) return {};
  if (next.kind === 'verdict') return { verdict: next };
  const at = LIMIT_LABEL.test(next.text) ? next.words.findIndex(({ text }) => /[:=]$/.test(text)) : -1;
  if (at < 0) return {};
  const rest = next.words.slice(at + 1);
  const limit = rest.length > 0 ? makePiece(rest, next.page) : besideOf(next, pieces);
  if (!limit || !['number', 'qualified', 'words'].includes(limit.kind)) return {};
  return { limit, ...onTheLine(rest.length > 0 ? next : limit, pieces) };
}

/** The words that follow on the line, each as close as the next word of a sentence may be. */
function closeBehind(piece: Piece, pieces: readonly Piece[]): Piece['words'] {
  const next = besideOf(piece, pieces);
  return next && next.box[0] - piece.box[2] < 2 * piece.fontSize ? [...next.words, ...closeBehind(next, pieces)] : [];
}

interface Beside {
  readonly limit?: Piece;
  readonly verdict?: Piece;
}

/** `0.12 ppm (Limit: 0.5 ppm) PASS`: a finding, its limit in brackets, the verdict behind; null where anything else is said. */
function withLimit({ words, page }: Piece): Pick<Statement, 'values' | 'beside'> | null {
  const part = (from: number, to?: number): Piece => makePiece(words.slice(from, to), page);
  const end = words.findIndex(({ text }, i) => i > 0 && (text.startsWith('(') || cellKind(text) === 'verdict'));
  if (end < 1 || !isFinding(part(0, end).kind)) return null;
  const judged = cellKind(words.at(-1)!.text) === 'verdict' ? words.length - 1 : words.length;
  const verdict = judged < words.length ? { verdict: part(judged) } : {};
  if (end === judged) return { values: [part(0, end)], beside: verdict };
  if (!LIMIT.test(part(end, judged).text)) return null;
  const from = words.findIndex(({ text }, i) => i > end && /[\d<≤]/.test(text));
  const [limit] = from < 0 ? [] : [part(from, judged)];
  return limit ? { values: [part(0, end)], beside: { ...verdict, limit } } : null;
}

const LIMIT = /^\((?:action |regulatory )?(?:limit|level|spec(?:ification)?|max(?:imum)?)\.?\s*[:=]?\s*[<≤]?[^()]*\d[^()]*\)$/i;

/** In font sizes: how far to the right, without a row of dots that leads further. */
const REACH = 20;

const besideOf = (piece: Piece, pieces: readonly Piece[], reach = REACH): Piece | null =>
  pieces
    .filter(other => other.box[0] >= piece.box[2] && other.box[0] - piece.box[2] < reach * piece.fontSize && sameLine(piece, other))
    .sort((a, b) => a.box[0] - b.box[0])[0] ?? null;

/** `<`, `1.47` and `%`, which type of one width for all letters sets a little apart. */
function withUnit(value: Piece, pieces: readonly Piece[]): Piece {
  const open = SIGN.test(value.text) || (isFinding(value.kind) && splitUnit(value.text) === null);
  const next = open ? besideOf(value, pieces, 1) : null;
  if (!next || (next.kind !== 'unit' && !SIGN.test(value.text))) return value;
  return withUnit(makePiece([...value.words, ...next.words], value.page), pieces);
}

/** Values carry their unit when they stand apart from any heading; words need no unit. */
const selfContained = (piece: Piece): boolean =>
  (isFinding(piece.kind) && splitUnit(piece.text) !== null) || (piece.kind === 'words' && piece.text.length > 3);

/** A name in a box of its own, its value directly above or below, nearer to it than to any other name. */
function stacked(name: Piece, names: readonly Piece[], pieces: readonly Piece[]): Statement | null {
  const near = (direction: 1 | -1): Piece[] =>
    pieces.filter(piece => {
      const gap = direction === 1 ? piece.box[1] - name.box[3] : name.box[1] - piece.box[3];
      const reach = Math.max(height(name), height(piece));
      return (
        selfContained(piece) &&
        gap > -0.4 * reach &&
        gap < 0.9 * reach &&
        Math.abs(centreX(piece) - centreX(name)) < 8 * name.fontSize &&
        !names.some(
          other =>
            other !== name && sameLine(other, name) && Math.abs(centreX(other) - centreX(piece)) < Math.abs(centreX(name) - centreX(piece)),
        )
      );
    });
  const below = near(1);
  const above = near(-1).filter(piece => overlapX(piece.box, name.box) > 0);
  const values = (below.length > 0 ? below : above).sort((a, b) => a.box[0] - b.box[0]);
  return values.length > 0 && values.length <= 2 ? { name, values, doubts: ['value-stacked'] } : null;
}

/** `Lead` and further on `0.12 ppm (Limit: 0.5 ppm) PASS`, in a line without headings; or `Lead ....... 0.12 ppm`, which might be a limit. */
function besideName(name: Piece, pieces: readonly Piece[], page: Page): Statement | null {
  if (name.kind !== 'text' || !isKnownAnalyte(name.text) || isOfSample(name.text)) return null;
  const leader = page.words.find(word => LEADER.test(word.text) && word.box[2] > name.box[2] && sameLine(word, name));
  const value = besideOf(name, pieces, leader ? Math.max(REACH, (leader.box[2] - name.box[2]) / name.fontSize + 2) : REACH);
  if (!value) return null;
  const told = value.kind === 'text' ? withLimit(value) : null;
  if (told?.beside?.limit) return { name, ...told, doubts: [] };
  const led = leader !== undefined && leader.box[0] < value.box[0];
  const whole = led ? withUnit(value, pieces) : value;
  if (!led || !selfContained(whole)) return null;
  return { name, values: [whole], beside: onTheLine(whole, pieces), doubts: underResults(name, pieces) ? [] : ['column-guessed'] };
}

/** What boxes beside a table hold: sums of it, and what tells of the sample as a whole. */
const isStackable = (text: string): boolean => isSum(text) || /^(?:water activity|moisture(?: content)?)$/i.test(text);

/** Fewer on a line may be anything. */
const FEWEST_TILES = 3;
/** Figures are set at least so much larger than the names under them. */
const LARGER = 1.3;

/** `1.39%` in large figures over `Mitragynine`, in a row of such boxes: each name under a figure of its own. */
function inTiles(pieces: readonly Piece[]): Statement[] {
  const names = pieces.filter(piece => piece.kind === 'text' && piece.words.length <= 5 && isKnownAnalyte(piece.text));
  const found = names.flatMap(name => {
    const told = stacked(name, names, pieces);
    const [value, ...more] = told?.values ?? [];
    const large =
      value && more.length === 0 && isAmount(value.kind) && value.fontSize >= LARGER * name.fontSize && value.box[1] < name.box[1];
    return large ? [told!] : [];
  });
  const level = (one: Statement): number => found.filter(other => sameLine(other.name, one.name)).length;
  return found.filter(one => level(one) >= FEWEST_TILES);
}

/** `NOT TESTED` under `Moisture` is said of a panel. */
const isMeasured = ({ name, values }: Statement): boolean => isSum(name.text) || values.every(({ kind }) => isAmount(kind));

/** `taken`: pieces that tables have used already. */
export function readStatements(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>): TableRow[] {
  const free = pieces.filter(piece => !taken.has(piece));
  const inline = free.flatMap(piece => labelled(piece, free) ?? besideName(piece, free, page) ?? []);
  const spent = new Set(inline.flatMap(statement => statement.values));
  const names = free.filter(
    piece => piece.kind === 'text' && piece.words.length <= 5 && isStackable(piece.text) && isKnownAnalyte(piece.text),
  );
  const rest = free.filter(piece => !spent.has(piece));
  const boxed = names.flatMap(name => stacked(name, names, rest) ?? []).filter(isMeasured);
  const used = new Set(boxed.flatMap(({ name, values }) => [name, ...values]));
  const tiles = inTiles(rest.filter(piece => !used.has(piece)));
  return [...inline, ...boxed, ...tiles].map(statement => toRow(page, statement));
}

function toRow(page: Page, { name, values, doubts, beside }: Statement): TableRow {
  const parts = values.flatMap(piece => {
    const two = splitCompound(piece.text);
    return two ? [two.first, two.second].map(text => ({ piece, apart: splitUnit(text) })) : [{ piece, apart: splitUnit(piece.text) }];
  });
  const first = parts.find(part => unitsIn(part.apart?.unit ?? '')[0]?.includes('%')) ?? parts[0]!;
  const unitOf = ({ piece, apart }: (typeof parts)[number]): Printed | null => (apart ? printed(apart.unit, [piece], page) : null);
  const title = name.text.replace(/\s*[:=]$/, '');
  const unit = unitOf(first);
  return {
    panel: panelOfAnalytes([title]) ?? 'other',
    name: printed(title, [name], page),
    value: printed(first.apart?.value ?? first.piece.text, [first.piece], page),
    ...(unit ? { unit } : {}),
    ...(beside?.limit ? { limit: printed(beside.limit.text.replace(/\)$/, ''), [beside.limit], page) } : {}),
    ...(beside?.verdict ? { verdict: printed(beside.verdict.text, [beside.verdict], page) } : {}),
    further: parts
      .filter(part => part !== first && cellKind(part.piece.text) === 'number')
      .map(part => ({
        value: printed(part.apart?.value ?? part.piece.text, [part.piece], page),
        ...(unitOf(part) ? { unit: unitOf(part)! } : {}),
      })),
    doubts,
    page: page.number,
    y: unionBox([name, ...values])[1],
  };
}
