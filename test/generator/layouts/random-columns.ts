/**
 * A layout no laboratory has: which columns there are, in what order, under which words, how wide, how aligned, where the unit stands, what
 * is drawn around it, all from the seed. No reader was made for it, so it says how a laboratory never seen before would be read.
 */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawAfterwards, drawSummary } from '../clutter.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { BESIDE_KINDS, type Beside, type BesideKind, besideResults, withBeside } from '../pages/beside.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable } from '../table.ts';

type UnitPlace = 'column' | 'heading' | 'title' | 'note' | 'joined';

interface Style {
  readonly unit: UnitPlace;
  readonly order: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  readonly shares: Readonly<Record<string, number>>;
  readonly align: 'left' | 'center' | 'right';
  readonly missing: string;
  /** What else stands beside the results, and looks like something else. */
  readonly beside: readonly Beside[];
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  id: ['Test ID', 'No.', 'Lab No.'],
  cas: ['CAS #', 'CAS No.'],
  name: ['Analyte', 'Compound', 'Parameter', 'Test', 'Analysis', 'Component'],
  value: ['Result', 'Results', 'Findings', 'Concentration', 'Amount', 'Test Result'],
  unit: ['Unit', 'Units', 'UOM'],
  lod: ['LOD', 'MDL', 'Detection Limit'],
  loq: ['LOQ', 'PQL', 'Quantitation Limit'],
  limit: ['Limit', 'Action Level', 'Specification', 'Acceptance Criteria', 'Max. Allowed'],
  verdict: ['Status', 'Pass/Fail', 'Conclusion', 'Evaluation'],
  method: ['Method', 'Technique', 'Test Method'],
  analyst: ['Analyst', 'Tech'],
};

export const randomColumns: Layout = {
  id: 'random-columns',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const typeface = vary.pick(['helvetica', 'condensed', 'sans', 'times', 'serif'] as const);
    const paper = await Paper.create(typeface, vary.pick(['a4', 'letter'] as const), 'Sample LIMS');
    const head = headStyle(vary);
    const sample = certificate.samples[0]!;
    const style = styleOf(vary);
    const drawing = {
      size: vary.pick([6.5, 7, 7.5, 8, 8.5]),
      rowHeight: vary.integer(11, 19),
      rules: vary.pick(['grid', 'lines', 'none'] as const),
      headerFill: vary.chance(0.5),
      headerBold: vary.chance(0.8),
      numbersOn: vary.pick(['first', 'last'] as const),
    };
    const repeatHeader = vary.chance(0.7);
    const titleSize = vary.pick([9, 10, 11, 13]);
    let y = drawSummary(paper, certificate, sample, head.margin, drawHead(paper, certificate, sample, head));
    const next = () => {
      drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
      paper.newPage();
      return drawHead(paper, certificate, sample, head);
    };
    const results: TruthRow[] = [];
    for (const [panel, rows] of byPanel(sample.rows)) {
      if (y + 44 + 3 * drawing.rowHeight > paper.height - 74) y = next();
      y += vary.integer(16, 24);
      const place = placeOfUnit(style, rows);
      const unit = rows[0]!.unit;
      const title = PANEL_TITLES[panel] ?? panel;
      paper.text(head.margin, y, place === 'title' ? `${title} (${unit})` : title, { size: titleSize, bold: true });
      if (place === 'note') {
        y += 11;
        paper.text(head.margin, y, `Results in ${unit}`, { size: 7 });
      }
      const printed = style.order.filter(kind => isPrinted(kind, rows, place));
      const kinds = [...BESIDE_KINDS]
        .reverse()
        .reduce((some, kind) => (some.length > MOST_COLUMNS ? some.filter(one => one !== kind) : some), printed);
      const heading = (kind: string) => (place === 'heading' && kind === 'value' ? `${style.words[kind]} (${unit})` : style.words[kind]!);
      const bold = { size: drawing.size, bold: true };
      const longest = (text: string) => Math.max(...text.split(' ').map(word => paper.measure(word, bold))) + 8;
      const widest = (kind: string) =>
        isBeside(kind) ? Math.max(...rows.map((row, i) => paper.measure(cell(kind, row, i, place, style), { size: drawing.size }))) + 8 : 0;
      const needed = kinds.map(kind => Math.max(longest(heading(kind)), widest(kind)));
      const spare = paper.width - 2 * head.margin - needed.reduce((sum, width) => sum + width, 0);
      const total = kinds.reduce((sum, kind) => sum + style.shares[kind]!, 0);
      const widths = kinds.map((kind, i) => needed[i]! + (style.shares[kind]! / total) * spare);
      const table = drawTable(paper, {
        columns: kinds.map(
          (kind, i): Column => ({
            title: paper.wrap(heading(kind), widths[i]! - 8, bold),
            width: widths[i]!,
            align: kind === 'name' || kind === 'id' || kind === 'cas' ? 'left' : style.align,
          }),
        ),
        rows: rows.map((row, i) => kinds.map(kind => cell(kind, row, i, place, style))),
        style: drawing,
        x: head.margin,
        y: y + 5,
        bottom: paper.height - 74,
        nextPage: next,
        repeatHeader,
      });
      y = table.y;
      rows.forEach((row, i) => {
        const has = (kind: string) => kinds.includes(kind);
        results.push(
          truthRow(row, table.pages[i]!, {
            unit: place === 'joined' && !/\d/.test(row.value) ? null : row.unit,
            lod: has('lod') ? (row.lod ?? null) : null,
            loq: has('loq') ? (row.loq ?? null) : null,
            limit: has('limit') ? (row.limit ?? null) : null,
            verdict: has('verdict') ? (row.verdict ?? null) : null,
          }),
        );
      });
    }
    drawAfterwards(paper, certificate, head.margin, y);
    drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('random-columns', certificate, [results]) };
  },
};

/** With more there is no room on the page. */
const MOST_COLUMNS = 8;

/** The name comes early, the rest as it may; the unit stays behind what it is the unit of, as it does everywhere. */
function styleOf(vary: Random): Style {
  const beside = vary.chance(0.4) ? besideResults(vary) : [];
  const words = Object.fromEntries([
    ...Object.entries(WORDS).map(([kind, choices]) => [kind, vary.pick(choices)]),
    ...BESIDE_KINDS.map((kind, i) => [kind, beside[i]?.heading ?? '']),
  ]);
  const first = vary.chance(0.25) ? [vary.pick(['id', 'cas'])] : [];
  const limitsOfMeasurement = vary.pick([['lod', 'loq'], ['loq', 'lod'], ['loq'], ['lod'], []]);
  const further = [
    ...limitsOfMeasurement,
    ...(['limit', 'verdict', 'method', 'analyst'] as const).filter(kind => vary.chance(LIKELY[kind])),
    ...(beside.length > 0 ? ['beside'] : []),
  ];
  const rest = vary.chance(0.5) ? ['value', ...vary.shuffle(further)] : vary.shuffle(['value', ...further]);
  const order = [...first, 'name', ...rest.flatMap(kind => (kind === 'value' ? ['value', 'unit'] : [kind]))];
  const shares = {
    'beside-too': 1,
    ...Object.fromEntries(order.map(kind => [kind, (kind === 'name' ? 2.2 : 1) * (0.75 + vary.next() * 0.7)])),
  };
  return {
    unit: vary.pick(['column', 'heading', 'title', 'note', 'joined'] as const),
    order: withBeside(order, beside),
    words,
    shares,
    align: vary.pick(['left', 'center', 'right'] as const),
    missing: vary.pick(['', '-', 'N/A', 'NA', '—']),
    beside,
  };
}

const isBeside = (kind: string): kind is BesideKind => BESIDE_KINDS.some(one => one === kind);

const LIKELY = { limit: 0.7, verdict: 0.6, method: 0.3, analyst: 0.2 } as const;

/** A panel whose rows have several units can only say them row by row. */
const placeOfUnit = (style: Style, rows: readonly Row[]): UnitPlace =>
  rows.every(row => row.unit === rows[0]!.unit) ? style.unit : 'column';

function isPrinted(kind: string, rows: readonly Row[], place: UnitPlace): boolean {
  if (kind === 'unit') return place === 'column';
  if (kind === 'lod' || kind === 'loq' || kind === 'limit' || kind === 'verdict') return rows.some(row => row[kind] !== undefined);
  return true;
}

/** Of those who made the tests; some are symbols of elements or units as well. */
const INITIALS = [
  ['KM', 'PT'],
  ['AL', 'MN'],
  ['MG', 'AS'],
] as const;
const initials = ({ panel }: Row): readonly string[] => INITIALS[panel.length % INITIALS.length]!;

function cell(kind: string, row: Row, index: number, place: UnitPlace, { missing, beside }: Style): string {
  switch (kind) {
    case 'id':
      return `T-${1200 + index}`;
    case 'cas':
      return `${7000 + index * 37}-${10 + index}-${index % 10}`;
    case 'name':
      return row.name;
    case 'value':
      return place === 'joined' && /\d/.test(row.value) ? `${row.value} ${row.unit}` : row.value;
    case 'unit':
      return row.unit;
    case 'method':
      return row.method ?? missing;
    case 'beside':
    case 'beside-too':
      return beside[BESIDE_KINDS.indexOf(kind)]?.cell(row, index) ?? '';
    case 'analyst':
      return initials(row)[index % 2]!;
    default:
      return row[kind as 'lod' | 'loq' | 'limit' | 'verdict'] ?? missing;
  }
}
