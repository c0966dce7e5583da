/**
 * Sheets of environmental and elemental laboratories: result, reporting limit, detection limit, dilution, letters that qualify the result,
 * method, days and batches in any order; what was not detected as `ND`, as a bound, or as the limit with a `U`; quality control below.
 */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { type DateStyle, formatDate } from '../format.ts';
import { drawFoot } from '../head.ts';
import { byPanel, type Drawn, type Layout, truthOf } from '../layout.ts';
import { BESIDE_KINDS, type BesideKind, withBeside } from '../pages/beside.ts';
import { drawRandomHead, randomHead } from '../pages/head.ts';
import { type Look, randomLook } from '../pages/look.ts';
import { widthsOf, wrappedTitle } from '../pages/panel.ts';
import { WORDS } from '../pages/words.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable } from '../table.ts';

type Kind = Own | BesideKind;
type Own =
  | 'name'
  | 'cas'
  | 'value'
  | 'qualifier'
  | 'loq'
  | 'lod'
  | 'dilution'
  | 'unit'
  | 'method'
  | 'prepared'
  | 'analysed'
  | 'batch'
  | 'analyst';

const split = (text: string): readonly string[] => text.split(' | ');

const HEADINGS: Readonly<Record<Own, readonly string[]>> = {
  name: split('Analyte | Parameter | Compound | Analysis | Element | Determination'),
  cas: split('CAS | CAS No. | CAS Number | CAS #'),
  value: split('Result | Results | Conc. | Concentration | Sample Result'),
  qualifier: split('Qual | Q | Qualifier | Flag | Qualifiers | Data Qualifiers | Notes'),
  loq: split('RL | PQL | LOQ | Reporting Limit | MRL | Report Limit | RDL | LOR'),
  lod: split('MDL | LOD | Detection Limit | DL'),
  dilution: split('DF | Dil | Dilution | Dil. Factor | D | Dilution Factor | Dil Fac'),
  unit: split('Units | Unit | UOM'),
  method: split('Method | Analytical Method | Method Reference | Test Method'),
  prepared: split('Prepared | Date Prepared | Prep Date | Extracted'),
  analysed: split('Analyzed | Date Analyzed | Analysis Date | Run Date | Date/Time Analyzed'),
  batch: split('Batch | Batch ID | Prep Batch | QC Batch | Run #'),
  analyst: split('Analyst | By | Initials | Tech'),
};

const METHODS: Readonly<Record<string, readonly string[]>> = {
  metals: split('EPA 6020B | SW846 6020B | EPA 200.8 | AOAC 2015.01 | 6020B'),
  pesticides: split('EPA 8081B | AOAC 2007.01 | EPA 8270E'),
  solvents: split('EPA 8260D | SW8260D'),
  mycotoxins: split('AOAC 2008.02 | LC-MS/MS'),
};

const TITLES: Readonly<Record<string, readonly string[]>> = {
  metals: split('Metals by ICP-MS | Total Metals | Metals | Method: EPA 6020B - Metals (ICP/MS) | Elemental Analysis'),
  pesticides: split('Pesticides | Pesticides by LC-MS/MS | Organochlorine Pesticides (GC)'),
  solvents: split('Volatile Organic Compounds by GC/MS | Residual Solvents | VOCs'),
  mycotoxins: split('Mycotoxins by LC-MS/MS | Mycotoxins'),
};

interface Habits {
  readonly look: Look;
  readonly kinds: readonly Kind[];
  readonly titles: Readonly<Record<Kind, string>>;
  readonly joined: boolean;
  readonly notDetected: 'word' | 'word-flagged' | 'bound' | 'bound-flagged' | 'limit-flagged' | 'detection-flagged';
  readonly dates: DateStyle;
  readonly hours: boolean;
  readonly unitIn: 'column' | 'heading';
  readonly total: string;
  readonly titled: boolean;
  readonly controls: readonly ('blank' | 'control' | 'duplicate' | 'surrogate')[];
}

function habitsOf(vary: Random): Habits {
  const look = randomLook('en', vary);
  const joined = vary.chance(0.3);
  const unitIn = vary.chance(0.8) ? 'column' : 'heading';
  const limits = vary.pick<readonly Kind[]>([['loq', 'lod'], ['lod', 'loq'], ['loq'], ['loq', 'lod']]);
  const likely: Partial<Record<Kind, number>> = {
    cas: 0.4,
    dilution: 0.8,
    method: 0.5,
    prepared: 0.25,
    analysed: 0.7,
    batch: 0.35,
    analyst: 0.3,
  };
  const some = (kinds: readonly Kind[]): Kind[] => kinds.filter(kind => vary.chance(likely[kind]!));
  const [before, behind] = vary.pick<readonly [readonly Kind[], readonly Kind[]]>([
    [[], ['cas', 'dilution', 'method', 'prepared', 'analysed', 'batch', 'analyst']],
    [['cas'], ['dilution', 'method', 'prepared', 'analysed', 'batch', 'analyst']],
    [['method'], ['dilution', 'prepared', 'analysed', 'batch', 'analyst', 'cas']],
  ]);
  const result: readonly Kind[] = joined ? ['value'] : vary.chance(0.8) ? ['value', 'qualifier'] : ['value'];
  const unit: readonly Kind[] = unitIn === 'column' ? ['unit'] : [];
  const middle = vary.pick<readonly Kind[]>([
    [...result, ...limits, ...unit],
    [...result, ...unit, ...limits],
    [...limits, ...result, ...unit],
    [...unit, ...result, ...limits],
    [...result.slice(0, 1), ...limits, ...some(['dilution']), ...unit, ...result.slice(1)],
  ]);
  const kinds = ['name' as const, ...some(before), ...middle, ...vary.shuffle(some(behind))];
  return {
    look: { ...look, size: vary.pick([6, 6.5, 7]) },
    kinds: withBeside<Kind>(
      kinds.filter((kind, i) => kinds.indexOf(kind) === i),
      look.beside,
    ),
    titles: {
      ...(Object.fromEntries(Object.entries(HEADINGS).map(([kind, words]) => [kind, vary.pick(words)])) as Record<Own, string>),
      beside: look.headings.beside,
      'beside-too': look.headings['beside-too'],
    },
    joined,
    notDetected: vary.pick(['word', 'word-flagged', 'bound', 'bound-flagged', 'limit-flagged', 'detection-flagged'] as const),
    dates: vary.pick(['mdy', 'mdy-short', 'iso'] as const),
    hours: vary.chance(0.4),
    unitIn,
    total: vary.pick(['', '', ', Total']),
    titled: vary.chance(0.8),
    controls: (['blank', 'control', 'duplicate', 'surrogate'] as const).filter(() => vary.chance(0.25)),
  };
}

interface Found {
  readonly row: Row;
  readonly value: string;
  readonly letter: string;
}

/** What the laboratory prints of a row: found above the reporting limit, between the limits, or not at all. */
function found(row: Row, { notDetected, kinds, joined }: Habits, vary: Random): Found {
  const [lod, loq] = [row.lod!, row.loq!];
  const flagged = joined || kinds.includes('qualifier');
  if (row.value === '<LOQ') {
    const value = vary.decimal(Number(lod), Number(loq) * 0.95, (lod.split('.')[1] ?? '').length);
    return kinds.includes('lod') && flagged ? { row, value, letter: 'J' } : { row, value: `<${loq}`, letter: '' };
  }
  if (/^\d/.test(row.value)) return { row, value: row.value, letter: flagged && vary.chance(0.12) ? 'B' : '' };
  const letter = flagged && notDetected.endsWith('flagged') ? 'U' : '';
  const limit = notDetected === 'detection-flagged' && kinds.includes('lod') ? lod : loq;
  if (notDetected.startsWith('word') || (!flagged && /^(?:limit|detection)/.test(notDetected))) return { row, value: 'ND', letter };
  return { row, value: notDetected.startsWith('bound') ? `<${limit}` : limit, letter };
}

const isMetal = (row: Row): boolean => row.panel === 'metals' && row.analyte !== 'arsenic_total';

function cellOf(kind: Kind, { row, value, letter }: Found, index: number, day: string, habits: Habits, method: string): string {
  const minutes = habits.hours ? ` ${10 + (index % 9)}:${20 + index}` : '';
  const texts: Readonly<Record<Kind, string>> = {
    name: isMetal(row) ? `${row.name}${habits.total}` : row.name,
    cas: `${7440 + index}-${38 + index}-${index % 10}`,
    value: habits.joined && letter !== '' ? `${value} ${letter}` : value,
    qualifier: letter,
    loq: row.loq!,
    lod: row.lod!,
    dilution: index % 5 === 4 ? '1' : '10',
    unit: row.unit,
    method,
    prepared: formatDate(day, habits.dates),
    analysed: `${formatDate(day, habits.dates)}${minutes}`,
    batch: 'B24C1101',
    analyst: ['KM', 'AL', 'CO'][index % 3]!,
    beside: habits.look.beside[0]?.cell(row, index) ?? '',
    'beside-too': habits.look.beside[1]?.cell(row, index) ?? '',
  };
  return texts[kind];
}

const truthOfFound = ({ row, value, letter }: Found, page: number, { kinds, joined, total }: Habits): TruthRow =>
  truthRow(row, page, {
    name: isMetal(row) ? `${row.name}${total}` : row.name,
    value: joined && letter !== '' ? `${value} ${letter}` : value,
    lod: kinds.includes('lod') ? row.lod! : null,
    loq: kinds.includes('loq') ? row.loq! : null,
    finding: meaningOf(value, letter),
  });

function meaningOf(value: string, letter: string): NonNullable<TruthRow['finding']> {
  if (value === 'ND') return 'not_detected';
  if (value.startsWith('<')) return 'below_limit';
  return letter === 'U' ? 'not_detected' : letter === 'J' ? 'estimated' : 'quantified';
}

/** Method blank, control sample, duplicate and surrogates: none of the sample's results. */
function drawControls(paper: Paper, rows: readonly Row[], { controls, look, titles }: Habits, margin: number, y: number): number {
  const metals = rows.slice(0, 4);
  const sheets = {
    blank: {
      title: 'Method Blank (B24C1101-BLK1)',
      heads: [titles.value, titles.loq, 'Units'],
      cells: (row: Row) => [`<${row.loq}`, row.loq!, row.unit],
    },
    control: {
      title: 'Laboratory Control Sample (B24C1101-BS1)',
      heads: [titles.value, 'Spike Level', '% Rec', '% Rec Limits'],
      cells: () => ['0.982', '1.00', '98', '80-120'],
    },
    duplicate: {
      title: 'Duplicate (B24C1101-DUP1) Source: 24C0455-02',
      heads: [titles.value, 'Source Result', 'RPD', 'RPD Limit'],
      cells: () => ['0.231', '0.224', '3.1', '20'],
    },
    surrogate: { title: 'Surrogate Recovery', heads: ['% Recovery', 'Limits'], cells: () => ['97', '70-130'] },
  };
  return controls.reduce((top, kind) => {
    const { title, heads, cells } = sheets[kind];
    if (top + 40 + metals.length * look.rowHeight > paper.height - 80) return top;
    paper.text(margin, top + 18, title, { size: look.size + 1.5, bold: true });
    return drawTable(paper, {
      columns: [titles.name, ...heads].map(
        (text, i): Column => ({ title: [text], width: i === 0 ? 130 : 75, align: i === 0 ? 'left' : look.align }),
      ),
      rows: metals.map(row => [row.name, ...cells(row)]),
      style: look,
      x: margin,
      y: top + 23,
      bottom: paper.height,
    }).y;
  }, y);
}

export const environmentalSheets: Layout = {
  id: 'environmental-sheets',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const typeface = vary.pick(['helvetica', 'condensed', 'sans', 'times'] as const);
    const paper = await Paper.create(typeface, vary.pick(['a4', 'letter'] as const), 'Sample LIMS');
    const head = { ...randomHead(WORDS.en, vary), margin: vary.integer(24, 36) };
    const habits = habitsOf(vary);
    const sample = certificate.samples[0]!;
    const width = paper.width - 2 * head.margin;
    const results: TruthRow[] = [];
    const next = () => {
      drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
      paper.newPage();
      paper.text(head.margin, 40, `${head.labels.report}: ${certificate.reportNumber}`, { size: head.size });
      return 62;
    };
    let y = drawRandomHead(paper, certificate, sample, head) + 6;
    for (const [panel, rows] of byPanel(sample.rows)) {
      const method = vary.pick(METHODS[panel]!);
      const all = rows.map(row => found(row, habits, vary));
      const unit = rows[0]!.unit;
      const heading = (kind: Kind): string =>
        kind === 'value' && habits.unitIn === 'heading' ? `${habits.titles.value} (${unit})` : habits.titles[kind];
      const fitted = fitting(
        paper,
        all.map((one, i) => (kind: Kind) => cellOf(kind, one, i, certificate.dates.tested, habits, method)),
        heading,
        habits,
        width,
      );
      const own = { ...habits, kinds: fitted.kinds };
      if (y + 50 + 3 * habits.look.rowHeight > paper.height - 74) y = next();
      y += vary.integer(14, 22);
      if (habits.titled) paper.text(head.margin, y, vary.pick(TITLES[panel]!), { size: habits.look.size + 2, bold: true });
      const table = drawTable(paper, {
        columns: fitted.kinds.map(
          (kind, i): Column => ({
            title: wrappedTitle(paper, heading(kind), fitted.widths[i]!, habits.look),
            width: fitted.widths[i]!,
            align: kind === 'name' || kind === 'method' || kind === 'qualifier' ? 'left' : habits.look.align,
          }),
        ),
        rows: fitted.cells,
        style: habits.look,
        x: head.margin,
        y: y + 5,
        bottom: paper.height - 74,
        nextPage: next,
        repeatHeader: true,
      });
      y = table.y;
      all.forEach((one, i) => {
        results.push(truthOfFound(one, table.pages[i]!, own));
      });
    }
    drawControls(
      paper,
      sample.rows.filter(row => row.panel === 'metals'),
      habits,
      head.margin,
      y + 8,
    );
    drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('environmental-sheets', certificate, [results]) };
  },
};

const DISPENSABLE: readonly Kind[] = ['analyst', 'prepared', 'batch', 'cas', 'method', 'analysed', 'dilution', ...BESIDE_KINDS];

/** Without the columns for which there is no room. */
function fitting(
  paper: Paper,
  rows: readonly ((kind: Kind) => string)[],
  heading: (kind: Kind) => string,
  habits: Habits,
  width: number,
): { readonly kinds: readonly Kind[]; readonly cells: readonly (readonly string[])[]; readonly widths: readonly number[] } {
  let { kinds } = habits;
  for (;;) {
    const cells = rows.map(row => kinds.map(row));
    const widths = widthsOf(paper, kinds.map(heading), cells, habits.look, width, 0);
    const dropped = DISPENSABLE.find(kind => kinds.includes(kind));
    if (dropped === undefined || widths.reduce((sum, one) => sum + one, 0) <= width) return { kinds, cells, widths };
    kinds = kinds.filter(kind => kind !== dropped);
  }
}
