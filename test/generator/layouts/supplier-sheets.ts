/**
 * Specification sheets of suppliers: what is asked for beside what was found, in one table of all panels, much of it in words. Appearance and
 * the like come first, an assay's specification names its analyte, some amounts are only said to comply.
 */
import type { Row, TruthRow } from '../certificate.ts';
import { drawFoot } from '../head.ts';
import { type Drawn, type Layout, truthOf } from '../layout.ts';
import { BESIDE_KINDS, type BesideKind, withBeside } from '../pages/beside.ts';
import { drawRandomHead, randomHead } from '../pages/head.ts';
import { inWords, type Look, randomLook } from '../pages/look.ts';
import { widthsOf, wrappedTitle } from '../pages/panel.ts';
import { WORDS } from '../pages/words.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable } from '../table.ts';

type Own = 'name' | 'specification' | 'result' | 'method' | 'verdict';
type Kind = Own | BesideKind;

interface Line {
  readonly cells: Readonly<Record<Own, string>>;
  readonly truth: Omit<TruthRow, 'page'>;
}

const split = (text: string): readonly string[] => text.split(' | ');

const HEADINGS: Readonly<Record<Own, readonly string[]>> = {
  name: split('Test Item | Items | Analysis | Test | Parameter | Test Name | Item | Characteristics'),
  specification: split('Specification | Specifications | Standard | Spec. | Acceptance Criteria | Requirement | Limit'),
  result: split('Result | Results | Test Result | Findings'),
  method: split('Method | Test Method | Reference'),
  verdict: split('Pass/Fail | Conclusion | Status'),
};

/** By analyte: names, what is asked for, what was found. */
const DESCRIBED: readonly (readonly [analyte: string, names: string, asked: string, found: string])[] = [
  [
    'appearance',
    'Appearance | Physical Appearance',
    'Brown powder | Fine green powder | Off-white to tan powder',
    'Brown powder | Light brown powder | Fine green powder | Conforms',
  ],
  ['colour', 'Color | Colour', 'Brown | Green to brown', 'Brown | Green | Complies'],
  ['odour', 'Odor | Odour | Aroma', 'Characteristic | Typical of the leaf', 'Characteristic | Typical | Complies'],
  ['taste', 'Taste | Flavor', 'Characteristic | Bitter', 'Bitter | Characteristic'],
  [
    'identity',
    'Identification | Identity',
    'Matches reference | Positive | Conforms to standard',
    'Matches reference | Conforms | Positive',
  ],
  [
    'particle_size',
    'Particle Size | Mesh Size',
    '95% pass 80 mesh | 100% through 40 mesh',
    '98% pass 80 mesh | Complies | 100% through 40 mesh',
  ],
  ['solubility', 'Solubility', 'Soluble in water | Partially soluble in water', 'Complies | Soluble in water'],
];

const COMPLIES = split('Complies | Conforms | Pass');

function described(vary: Random): Line[] {
  return DESCRIBED.filter(() => vary.chance(0.6)).map(([analyte, names, asked, found]) => {
    const [name, specification, result] = [names, asked, found].map(some => vary.pick(split(some)));
    return lineOf(
      { analyte, panel: 'other' },
      { name: name!, specification: specification!, result: result!, unit: null, method: 'Visual', verdict: vary.pick(COMPLIES) },
    );
  });
}

function lineOf(
  { analyte, panel }: Pick<Row, 'analyte' | 'panel'>,
  printed: Omit<Line['cells'], 'result'> & { readonly result: string; readonly unit: string | null; readonly value?: string },
): Line {
  const { unit, value, ...cells } = printed;
  return {
    cells,
    truth: {
      ...{ analyte, panel, name: cells.name, value: value ?? cells.result, unit, alt: [], lod: null, loq: null },
      limit: cells.specification === '' ? null : cells.specification,
      verdict: cells.verdict === '' ? null : cells.verdict,
    },
  };
}

const isAmount = (text: string): boolean => /\d/.test(text);

/** `NMT 10 ppm`, `<=10ppm`, `10% Mitragynine by HPLC`. */
function measured(rows: readonly Row[], look: Look, vary: Random): Line[] {
  const blank = vary.chance(0.5) ? ' ' : '';
  const mark = vary.pick(['NMT ', '<= ', '<=', '< ', '<', 'Max. ']);
  return rows.map(printed => {
    const row = inWords(printed, { ...look, limitMark: '' }, false);
    const assay = row.panel === 'alkaloids' && vary.chance(0.3);
    const bound = row.limit !== undefined && isAmount(row.limit) ? `${mark}${row.limit}${blank}${row.unit}` : (row.limit ?? '');
    const specification = assay ? `${vary.integer(1, 20)}% ${row.name} by HPLC` : bound;
    const words = bound !== '' && isAmount(bound) && vary.chance(0.1) ? 'Complies' : null;
    const unit = words === null && isAmount(row.value) ? row.unit : null;
    return lineOf(row, {
      ...{ name: row.name, specification, method: row.method ?? vary.pick(['HPLC', 'ICP-MS', 'USP <2021>']), verdict: row.verdict ?? '' },
      ...{ result: words ?? (unit === null ? row.value : `${row.value}${blank}${unit}`), value: words ?? row.value, unit },
    });
  });
}

export const supplierSheets: Layout = {
  id: 'supplier-sheets',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const typeface = vary.pick(['helvetica', 'condensed', 'times', 'serif'] as const);
    const paper = await Paper.create(typeface, vary.pick(['a4', 'letter'] as const), 'Sample Office');
    const head = randomHead(WORDS.en, vary);
    const look = randomLook('en', vary);
    const sample = certificate.samples[0]!;
    const lines = [...described(vary), ...measured(sample.rows, look, vary)];
    const own = kindsOf(vary);
    const headings: Readonly<Record<string, string>> = {
      ...look.headings,
      ...Object.fromEntries(own.map(kind => [kind, vary.pick(HEADINGS[kind])])),
    };
    const width = paper.width - 2 * head.margin;
    const { kinds, titles, cells, widths } = fitting(paper, lines, withBeside<Kind>(own, look.beside), headings, look, width);
    const table = drawTable(paper, {
      columns: kinds.map(
        (kind, i): Column => ({
          title: wrappedTitle(paper, titles[i]!, widths[i]!, look),
          width: widths[i]!,
          align: kind === 'name' || look.align === 'right' ? 'left' : look.align,
        }),
      ),
      rows: cells,
      style: look,
      x: head.margin,
      y: drawRandomHead(paper, certificate, sample, head) + 14,
      bottom: paper.height - 74,
      repeatHeader: true,
      nextPage: () => {
        drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
        paper.newPage();
        paper.text(head.margin, 40, `${head.labels.report}: ${certificate.reportNumber}`, { size: head.size });
        return 62;
      },
    });
    drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
    const results = lines.map(
      ({ truth }, i): TruthRow => ({
        ...truth,
        page: table.pages[i]!,
        verdict: kinds.includes('verdict') ? truth.verdict : null,
      }),
    );
    return { pdf: await paper.save(), truth: truthOf('supplier-sheets', certificate, [results]) };
  },
};

interface Fitted {
  readonly kinds: readonly Kind[];
  readonly titles: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/** Without the columns that look like something else, where there is no room for them. */
function fitting(
  paper: Paper,
  lines: readonly Line[],
  kinds: readonly Kind[],
  headings: Readonly<Record<string, string>>,
  look: Look,
  width: number,
): Fitted {
  const titles = kinds.map(kind => headings[kind]!);
  const cells = lines.map((line, i) => kinds.map(kind => cellOf(kind, line, i, look)));
  const widths = widthsOf(paper, titles, cells, look, width, 0);
  const dropped = BESIDE_KINDS.findLast(kind => kinds.includes(kind));
  if (dropped === undefined || widths.reduce((sum, one) => sum + one, 0) <= width) return { kinds, titles, cells, widths };
  const fewer = kinds.filter(kind => kind !== dropped);
  return fitting(paper, lines, fewer, headings, look, width);
}

/** Beside appearance and the like stands nothing. */
function cellOf(kind: Kind, { cells, truth }: Line, i: number, { beside }: Look): string {
  if (kind !== 'beside' && kind !== 'beside-too') return cells[kind];
  return truth.panel === 'other' ? '' : (beside[BESIDE_KINDS.indexOf(kind)]?.cell(truth, i) ?? '');
}

function kindsOf(vary: Random): Own[] {
  const pair: Own[] = vary.chance(0.75) ? ['specification', 'result'] : ['result', 'specification'];
  const method = vary.pick(['before', 'behind', 'none'] as const);
  return [
    'name',
    ...(method === 'before' ? (['method'] as const) : []),
    ...pair,
    ...(vary.chance(0.3) ? (['verdict'] as const) : []),
    ...(method === 'behind' ? (['method'] as const) : []),
  ];
}
