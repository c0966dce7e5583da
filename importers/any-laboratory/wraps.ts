/** Names and cells wrapped over several lines: what stands alone finds the row it belongs to. */
import { type Body, type Draft, hasCore, hasFinding, joinName, type Line, middleOf, plausibleName, ruleBetween } from './body.ts';
import { cellKind, splitUnit } from './cell.ts';
import { isKnownAnalyte, nameMatch } from './names.ts';
import { centreY, linesOf, type Piece, unionBox } from './piece.ts';
import type { ColumnRole } from './roles.ts';

/** Whether cells on a line of their own can be the rest of a row: short, no label, and of a kind that the column holds. */
function completes(line: Line, home: Draft, body: Body): boolean {
  return [...line.cells].every(([i, cells]) => {
    const role = body.columns[i]?.role ?? null;
    const held = home.cells.get(i);
    const texts = cells.map(cell => cell.text).join(' ');
    if (role === 'other' && held) return true;
    // `EPA` over `200.8`
    if (role === 'method' && held && !/[:=]/.test(texts)) return true;
    if (/:|(?<![<>])=(?![<>])/.test(texts) || cells.some(cell => cell.words.length > 6)) return false;
    if (held) {
      const both = [...held, ...cells].sort((a, b) => centreY(a) - centreY(b));
      const whole = both.map(cell => cell.text).join(' ');
      // `0.222` over `B`
      if (both.length === 2 && /^[A-Z]$/.test(both[1]!.text) && cellKind(whole) === 'number') return true;
      if (isAmountOverUnit([...held, ...cells])) return true;
      if (isRestOfLimit(held, cells, role) || isRestOfNumber(both) || isFindingOverPortion(both)) return true;
      const loose =
        [...held, ...cells].every(cell => ['text', 'unit', 'words'].includes(cell.kind)) && held.some(cell => cell.kind === 'text');
      return loose || (cells.every(cell => cell.kind === 'text') && ['words', 'qualified'].includes(cellKind(whole)));
    }
    return role === 'method' || role === 'note' || role === 'limit' || cells.every(cell => cell.kind !== 'text');
  });
}

/** `Not more than` over `100,000 CFU/g`, or over `100,000 colony` over `forming units`. */
const isRestOfLimit = (held: readonly Piece[], cells: readonly Piece[], role: ColumnRole | null | undefined): boolean =>
  role === 'limit' && held[0]?.kind === 'text' && cells.every(({ kind }) => kind !== 'words' && kind !== 'verdict');

/** `≤ 1 000` over `000`: no number begins with that. */
const isRestOfNumber = ([upper, lower, ...more]: readonly Piece[]): boolean =>
  upper !== undefined &&
  lower !== undefined &&
  more.length === 0 &&
  /(?<!\d)\d{1,3}(?: \d{3})*$/.test(upper.text) &&
  /^000(?: \d{3})*(?!\d)/.test(lower.text);

/** `Negative` over `in 10 g`, `Absent` over `/25 g`: a finding and the portion it is of. */
const isFindingOverPortion = ([upper, lower, ...more]: readonly Piece[]): boolean =>
  upper?.kind === 'words' && lower !== undefined && more.length === 0 && /^(?:in|per|\/)\s?\d+(?:\.\d+)?\s?(?:g|ml)$/i.test(lower.text);

/** `40151` over `CFU/g`: a number with its unit on the next line. */
function isAmountOverUnit(cells: readonly Piece[]): boolean {
  const [amount, unit, ...more] = linesOf(cells).flat();
  if (!amount || !unit || more.length > 0 || unit.kind !== 'unit' || (amount.kind !== 'number' && amount.kind !== 'qualified'))
    return false;
  return splitUnit(amount.text) === null && splitUnit(`${amount.text} ${unit.text}`) !== null;
}

/** `U` below a number, on a line that no row took in: it may be the result's, and a `U` turns it into its opposite. */
export function doubtBesideLetters(loose: readonly { line: Line }[], drafts: readonly Draft[], body: Body): void {
  for (const { line } of loose) {
    const letters = [...line.cells].filter(
      ([i, cells]) => body.columns[i]?.role === 'value' && cells.some(({ text }) => /^(?:[A-Z]|ND|[<>≤≥])$/.test(text)),
    );
    if (letters.length === 0) continue;
    for (const draft of drafts) if (distance(line, draft) < 0.75 * body.fontSize) draft.wrapped = true;
  }
}

const distance = (line: Line, draft: Draft): number => Math.max(0, line.box[1] - draft.bottom, draft.top - line.box[3]);

/**
 * `Staphylococcus | Not Detected` over `aureus | Passed`: two lines that look like rows, one with the result and one without, no column
 * filled by both, and close together. A row without a result is none; the two are one.
 */
export function joinComplements(drafts: Draft[], body: Body): void {
  const values = [...body.columns.keys()].filter(i => body.columns[i]!.role === 'value');
  if (values.length === 0) return;
  const hasValue = (draft: Draft): boolean => values.some(i => draft.cells.has(i));
  // the method beside a name that both lines make may be wrapped as well
  const goesOn = (i: number, upper: Draft, { names, cells }: { names: readonly Piece[]; cells: readonly Piece[] }): boolean => {
    const role = body.columns[i]?.role;
    const words = role === 'method' && isKnownAnalyte(joinName([...upper.names, ...names])) && cells.every(({ kind }) => kind === 'text');
    return words || isRestOfLimit(upper.cells.get(i)!, cells, role);
  };
  const fits = (upper: Draft, lower: Draft): boolean =>
    hasValue(upper) !== hasValue(lower) &&
    [...lower.cells].every(([i, cells]) => !upper.cells.has(i) || goesOn(i, upper, { names: lower.names, cells })) &&
    Math.max(lower.top - upper.bottom, 0) < 0.45 * body.fontSize &&
    !ruleBetween(body.page, upper.at, lower.at, body.nameLeft, body.right) &&
    (isKnownAnalyte(joinName([...upper.names, ...lower.names])) ||
      UNFINISHED.test(joinName(upper.names)) ||
      !lower.names.every(name => isKnownAnalyte(name.text)));
  drafts.sort((a, b) => a.at - b.at);
  for (let i = 0; i + 1 < drafts.length; i += 1) {
    const [upper, lower] = [drafts[i]!, drafts[i + 1]!];
    if (!fits(upper, lower)) continue;
    const next = drafts[i + 2];
    // a line without a result between two with one belongs to the nearer
    if (next && !hasValue(lower) && fits(lower, next) && next.top - lower.bottom < lower.top - upper.bottom) continue;
    upper.names.push(...lower.names);
    for (const [k, cells] of lower.cells) upper.cells.set(k, [...(upper.cells.get(k) ?? []), ...cells]);
    upper.wrapped = true;
    upper.bottom = Math.max(upper.bottom, lower.bottom);
    upper.top = Math.min(upper.top, lower.top);
    drafts.splice(i + 1, 1);
  }
}

/** Further lines of a row whose name and cells are both wrapped: below its numbers, or over them. */
export function adoptRests(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const [direction, entries] of [[1, [...loose]] as const, [-1, loose.toReversed()] as const])
    for (const entry of entries) {
      const { line } = entry;
      if (!loose.includes(entry) || line.names.length === 0 || line.cells.size === 0 || hasCore(line, body)) continue;
      const home = drafts.find(
        draft =>
          (direction === 1 ? line.box[1] >= draft.top : middleOf(line) < draft.at) &&
          distance(line, draft) < 0.6 * (line.box[3] - line.box[1]),
      );
      if (!home || !completes(line, home, body)) continue;
      const names = direction === 1 ? [...home.names, ...line.names] : [...line.names, ...home.names];
      const gain = nameQuality(names, home, body) - nameQuality(home.names, home, body);
      const goesOn = direction === 1 && UNFINISHED.test(joinName(home.names));
      if (gain < 0.05 && !goesOn && !sharesRuledRow([line], home, drafts, body)) continue;
      home.names = names;
      for (const [i, cells] of line.cells) {
        const held = home.cells.get(i) ?? [];
        home.cells.set(i, direction === 1 ? [...held, ...cells] : [...cells, ...held]);
      }
      home.wrapped = true;
      home.top = Math.min(home.top, line.box[1]);
      home.bottom = Math.max(home.bottom, line.box[3]);
      loose.splice(loose.indexOf(entry), 1);
    }
}

/** What can stand beside a name whose value is on another line: words, the unit of the value, and anything in columns of no value. */
const isRestOf = (cell: Piece, core: boolean): boolean =>
  (cell.kind === 'text' && !/[:=]/.test(cell.text)) || cell.kind === 'unit' || (!core && cell.kind !== 'text');

/** Values without a name on their own line: they complete the row they touch, or the name stands above and below them. */
export function adoptValues(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const entry of [...loose]) {
    const { line } = entry;
    if (line.cells.size === 0 || line.names.length > 0) continue;
    // cells put together from two lines are higher than a line
    const lineHeight = Math.min(line.box[3] - line.box[1], 1.4 * body.fontSize);
    const gapTo = (draft: Draft): number => Math.round(distance(line, draft));
    const home = drafts
      .filter(draft => distance(line, draft) < 0.75 * lineHeight)
      .sort((a, b) => gapTo(a) - gapTo(b) || Math.abs(a.at - entry.at) - Math.abs(b.at - entry.at))[0];
    const ruled = (top: number, bottom: number): boolean => ruleBetween(body.page, top, bottom, body.nameLeft, body.right);
    if (home && completes(line, home, body) && !ruled(Math.min(home.bottom, line.box[3]), Math.max(home.top, line.box[1]))) {
      for (const [i, cells] of line.cells) home.cells.set(i, [...(home.cells.get(i) ?? []), ...cells]);
      // a smaller print on nearly the same line is no second line
      if (Math.abs(home.at - entry.at) > 0.6 * lineHeight) home.wrapped = true;
      home.top = Math.min(home.top, line.box[1]);
      home.bottom = Math.max(home.bottom, line.box[3]);
      loose.splice(loose.indexOf(entry), 1);
      continue;
    }
    if (!hasCore(line, body)) continue;
    const near = loose.filter(
      other =>
        other.line.names.length > 0 &&
        !hasCore(other.line, body) &&
        [...other.line.cells].every(([i, cells]) => cells.every(cell => isRestOf(cell, body.core.has(i)))) &&
        Math.max(other.line.box[1] - line.box[3], line.box[1] - other.line.box[3]) < 0.9 * lineHeight &&
        !ruled(Math.min(other.line.box[3], line.box[3]), Math.max(other.line.box[1], line.box[1])),
    );
    const names = near.flatMap(other => other.line.names);
    if (!plausibleName(names, body, hasFinding(line))) continue;
    const cells = new Map<number, Piece[]>();
    for (const part of [...near.map(other => other.line), line].sort((a, b) => a.box[1] - b.box[1]))
      for (const [i, some] of part.cells) cells.set(i, [...(cells.get(i) ?? []), ...some]);
    const box = unionBox([...names, ...[...cells.values()].flat()]);
    drafts.push({ names, cells, wrapped: true, top: box[1], bottom: box[3], at: entry.at });
    for (const other of [...near, entry]) loose.splice(loose.indexOf(other), 1);
  }
}

/** A line of nothing but the rest of a name. */
const isNameRest = ({ names, cells }: Line, body: Body): boolean =>
  names.length > 0 &&
  cells.size === 0 &&
  names.every(
    piece =>
      Math.abs(piece.fontSize - body.fontSize) <= 0.2 * body.fontSize &&
      piece.kind !== 'unit' &&
      piece.text.length <= 60 &&
      // a footnote
      !/:|^[*†‡§]+\s*\p{L}/u.test(piece.text) &&
      // the title of a section with its method
      !/\((?:AOAC|USP|ISO|EN|EPA|FDA|BAM|ASTM|SOP|in-?house)\b|\bby (?:ICP|U?HPLC|UPLC|HPTLC|(?:HS-?)?GC|LC|q?PCR|AAS)\b/i.test(piece.text),
  );

/** The lines of names that follow a row without a gap or a rule, at most three. */
function adjacent(draft: Draft, lines: readonly Line[], direction: 1 | -1, body: Body): Line[] {
  const found: Line[] = [];
  let edge = direction === 1 ? Math.max(...draft.names.map(name => name.box[3])) : Math.min(...draft.names.map(name => name.box[1]));
  for (const line of lines.toSorted((a, b) => direction * (a.box[1] - b.box[1]))) {
    const gap = direction === 1 ? line.box[1] - edge : edge - line.box[3];
    const lineHeight = line.box[3] - line.box[1];
    if (gap < -0.5 * lineHeight) continue;
    const [upper, lower] = direction === 1 ? [edge - 2, line.box[1] + 2] : [line.box[3] - 2, edge + 2];
    // in bold over or under a name that is not: the title of a section
    const title = line.names.every(({ bold }) => bold) && draft.names.every(({ bold }) => !bold);
    if (title || gap > 0.8 * lineHeight || found.length === 3 || ruleBetween(body.page, upper, lower, body.nameLeft, body.nameRight)) break;
    found.push(line);
    edge = direction === 1 ? line.box[3] : line.box[1];
  }
  return found;
}

/** A name that has to go on. */
const UNFINISHED = /[-,/&+]$|\b(?:and|or|of|by|an?|per|with|i|covered)$/i;

/** How good a name a set of lines makes: known to the dictionary, whole by its grammar, centred on its cells. */
function nameQuality(names: readonly Piece[], draft: Draft, body: Body): number {
  const lines = linesOf(names);
  const texts = lines.map(line => line.map(piece => piece.text).join(' '));
  const whole = texts.join(' ');
  const unclosed = (whole.match(/[([]/g) ?? []).length - (whole.match(/[)\]]/g) ?? []).length;
  const broken = UNFINISHED.test(whole) ? 0.5 : 0;
  const opens = /^\p{Ll}/u.test(whole) && draft.names.every(piece => !/^\p{Ll}/u.test(piece.text)) ? 0.4 : 0;
  const seams = texts.slice(1).filter((text, i) => /^[(\p{Ll}]/u.test(text) || /[-,/&+]$/.test(texts[i]!)).length;
  const box = unionBox(names);
  const offset = Math.abs((box[1] + box[3]) / 2 - draft.at) / body.fontSize;
  // lines that the dictionary knows as one name belong together, also where the first of them is a name already
  const known = lines.length > 1 && isKnownAnalyte(joinName(names)) ? 0.4 * (lines.length - 1) : 0;
  return (
    nameMatch(joinName(names)) +
    known +
    0.45 * seams -
    0.5 * Math.abs(unclosed) -
    broken -
    opens -
    0.5 * Math.min(1.5, offset) -
    0.05 * (lines.length - 1)
  );
}

/** Lines that cling to one row while every other row is well away can hardly be anything but the rest of its name. */
function standsOff(lines: readonly Line[], draft: Draft, drafts: readonly Draft[]): boolean {
  const box = unionBox(lines);
  const lineHeight = lines[0]!.box[3] - lines[0]!.box[1];
  const away = (other: Draft): number => Math.max(other.top - box[3], box[1] - other.bottom);
  return away(draft) < 0.35 * lineHeight && drafts.every(other => other === draft || away(other) > 0.8 * lineHeight);
}

/** Rules above and below hold these lines together with one row, and with no other. */
function sharesRuledRow(
  lines: readonly Line[],
  draft: Draft,
  drafts: readonly Draft[],
  { page, nameLeft, nameRight, fontSize }: Body,
): boolean {
  const box = unionBox([...lines, ...draft.names]);
  const reach = 1.5 * fontSize;
  const ruled = (upper: number, lower: number): boolean => ruleBetween(page, upper, lower, nameLeft, nameRight);
  if (ruled(box[1] + 1, box[3] - 1) || !ruled(box[1] - reach, box[1] + 1) || !ruled(box[3] - 1, box[3] + reach)) return false;
  return drafts.every(other => other === draft || ruled(Math.min(other.at, draft.at), Math.max(other.at, draft.at)));
}

/** Whether a line follows the chosen ones as closely as lines of one cell do. */
function clings(next: Line | undefined, chosen: readonly Line[], draft: Draft): boolean {
  if (!next) return false;
  const box = unionBox(chosen.length > 0 ? chosen : draft.names);
  return Math.max(next.box[1] - box[3], box[1] - next.box[3]) < 0.35 * (next.box[3] - next.box[1]);
}

/** The lines of names that one side of each row gives, where all rows have theirs on that side and all make known names; null where not. */
function onOneSide(direction: 1 | -1, free: ReadonlySet<Line>, drafts: readonly Draft[], body: Body): Map<Draft, Line[]> | null {
  const given = new Map<Draft, Line[]>();
  const left = new Set(free);
  const ordered = drafts.toSorted((a, b) => direction * (a.at - b.at));
  for (const [i, draft] of ordered.entries()) {
    const end = ordered[i + 1]?.at ?? direction * Number.POSITIVE_INFINITY;
    const before = [...left].filter(line => direction * (end - middleOf(line)) > 0);
    const lines = adjacent(draft, before, direction, body);
    if (lines.length > 0) given.set(draft, lines);
    for (const line of lines) left.delete(line);
  }
  const known = [...given].every(([draft, lines]) => isKnownAnalyte(joinName([...draft.names, ...lines.flatMap(line => line.names)])));
  const rest = [...left].some(line => drafts.some(draft => distance(line, draft) < 0.4 * (line.box[3] - line.box[1])));
  return known && !rest && given.size > 0 ? given : null;
}

/** A table sets its numbers beside the first line of every name, or beside the last: where one of the two alone makes known names, it is so. */
function adoptOnOneSide(free: Set<Line>, drafts: readonly Draft[], body: Body): void {
  const [above, below] = [onOneSide(-1, free, drafts, body), onOneSide(1, free, drafts, body)];
  const sided = above === null ? below : below === null ? above : null;
  for (const [draft, lines] of sided ?? []) {
    draft.names.push(...lines.flatMap(line => line.names));
    draft.named = true;
    draft.wrapped = true;
    for (const line of lines) free.delete(line);
  }
}

/** Names without values on their line: the rest of the name above, or the beginning of the name below. */
export function adoptNames(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  const free = new Set(loose.map(entry => entry.line).filter(line => isNameRest(line, body)));
  adoptOnOneSide(free, drafts, body);
  const proposals = drafts.flatMap(draft => {
    const above = adjacent(draft, [...free], -1, body);
    const below = adjacent(draft, [...free], 1, body);
    const alone = nameQuality(draft.names, draft, body);
    const upTo = (found: readonly Line[]): number[] => [...Array(found.length + 1).keys()];
    const choices = upTo(above).flatMap(a =>
      upTo(below).map(b => ({
        lines: [...above.slice(0, a), ...below.slice(0, b)],
        // a further line that clings to these leaves it open where the name ends
        more: clings(above[a], above.slice(0, a), draft) || clings(below[b], below.slice(0, b), draft),
      })),
    );
    return choices
      .filter(({ lines }) => lines.length > 0)
      .map(({ lines, more }) => ({
        draft,
        lines,
        gain:
          nameQuality([...draft.names, ...lines.flatMap(line => line.names)], draft, body) -
          alone +
          (more ? 0 : sharesRuledRow(lines, draft, drafts, body) ? 2 : standsOff(lines, draft, drafts) ? 0.6 : 0),
      }));
  });
  for (const { draft, lines, gain } of proposals.sort((a, b) => b.gain - a.gain)) {
    if (gain < 0.05 || draft.named || !lines.every(line => free.has(line))) continue;
    draft.names.push(...lines.flatMap(line => line.names));
    draft.named = true;
    draft.wrapped = true;
    for (const line of lines) free.delete(line);
  }
  // with cells of its own it found no row either
  const celled = loose.map(entry => entry.line).filter(line => line.names.length > 0 && line.cells.size > 0);
  for (const line of [...free, ...celled]) leaveInDoubt(line, drafts, body);
}

/** A line of a name that found no row stands nearer to this one than rows stand to each other: the name may go on there. */
function leaveInDoubt(line: Line, drafts: readonly Draft[], body: Body): void {
  const sorted = drafts.toSorted((a, b) => a.at - b.at);
  const pitches = sorted.slice(1).map((draft, i) => draft.at - sorted[i]!.at);
  const pitch = pitches.sort((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 0;
  const middle = middleOf(line);
  const shouts = (names: readonly Piece[]): boolean => names.every(({ text }) => /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text));
  // names are set in under the titles of their sections
  const lefts = sorted.map(draft => draft.names[0]!.box[0]);
  const hangs = ({ names }: Line): boolean =>
    lefts.length > 1 && lefts.every(left => Math.abs(left - lefts[0]!) < 2) && names[0]!.box[0] < lefts[0]! - 0.8 * body.fontSize;
  // `(sum with 2-CE)` is no name, so that it is of the row over it
  const remark = line.cells.size === 0 && /^\(.*\p{L}.*\)$/u.test(joinName(line.names));
  for (const draft of sorted) {
    const within = Math.abs(draft.at - middle) < 0.85 * pitch || (remark && draft.at < middle);
    const near = within && distance(line, draft) < 0.4 * (line.box[3] - line.box[1]);
    // the title of a section is set otherwise than the names
    const title = line.names[0]!.bold !== draft.names[0]!.bold || shouts(line.names) !== shouts(draft.names) || hangs(line);
    const [upper, lower] = middle < draft.at ? [line.box[3] - 2, draft.top + 2] : [draft.bottom - 2, line.box[1] + 2];
    if (near && !title && !ruleBetween(body.page, upper, lower, body.nameLeft, body.nameRight)) {
      draft.wrapped = true;
      draft.open = true;
    }
  }
}
