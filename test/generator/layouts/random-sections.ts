/**
 * Sections as laboratories with a designed form print them: each with a box for its title, the verdict of the section in it and a line of
 * particulars, two or three beside each other in unlike widths. Their columns are those the other random layouts leave out: uncertainty beside or
 * behind the result, controls, limits in another unit than the results, a third unit; names and values have marks of footnotes, and a long table goes on
 * over pages.
 */
import { Decimal } from 'decimal.js';
import { type Certificate, type Row, type TruthRow, truthRow } from '../certificate.ts';
import { shift } from '../format.ts';
import { drawFoot } from '../head.ts';
import { byPanel, type Drawn, type Layout, truthOf } from '../layout.ts';
import { BESIDE_KINDS, type BesideKind, withBeside } from '../pages/beside.ts';
import { drawRandomHead, randomHead } from '../pages/head.ts';
import { inWords, type Look, randomLook } from '../pages/look.ts';
import { widthsOf, wrappedTitle } from '../pages/panel.ts';
import { WORDS } from '../pages/words.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable } from '../table.ts';

type Kind =
  | 'name'
  | 'value'
  | 'uncertainty'
  | 'percent'
  | 'serving'
  | 'unit'
  | 'lod'
  | 'loq'
  | 'limit'
  | 'verdict'
  | 'control'
  | 'spread'
  | BesideKind;

/** How the sections of one laboratory look. */
interface Form {
  readonly look: Look;
  readonly order: readonly Kind[];
  readonly unit: 'column' | 'heading' | 'title';
  /** `0.120 ± 0.012` in one cell, or the half width in a column of its own. */
  readonly uncertainty: 'none' | 'joined' | 'column';
  /** Limits of mass in parts per billion beside results in parts per million. */
  readonly finerLimits: boolean;
  readonly marks: 'none' | 'names' | 'values';
  readonly status: 'none' | 'box' | 'line';
  readonly particulars: boolean;
  readonly headings: Readonly<Record<Kind, string>>;
  readonly serving: string;
  readonly again: 'title and headings' | 'headings' | 'nothing';
}

function randomForm(vary: Random): Form {
  const look = randomLook('en', vary);
  const measurement = vary.pick<readonly Kind[]>([['lod', 'loq'], ['loq'], ['lod'], []]);
  const further = vary.shuffle<Kind>([
    ...measurement,
    'limit',
    ...(measurement.length > 0 && vary.chance(0.3) ? (['control'] as const) : []),
  ]);
  const values = vary.pick<readonly Kind[]>([['value'], ['value', 'percent'], ['percent', 'value'], ['percent', 'value', 'serving']]);
  const own: readonly Kind[] = [...values, 'uncertainty', 'unit'];
  const columns = vary.chance(0.6) ? [...own, ...further] : [...further, ...own];
  return {
    look,
    order: withBeside<Kind>(
      ['name', ...columns, ...(vary.chance(0.15) ? (['spread'] as const) : []), ...(vary.chance(0.6) ? (['verdict'] as const) : [])],
      look.beside,
    ),
    unit: vary.pick(['column', 'heading', 'title'] as const),
    uncertainty: vary.pick(['none', 'none', 'joined', 'column'] as const),
    finerLimits: vary.chance(0.2),
    marks: vary.pick(['none', 'none', 'names', 'values'] as const),
    status: vary.pick(['none', 'box', 'line'] as const),
    particulars: vary.chance(0.5),
    headings: {
      ...look.headings,
      uncertainty: vary.pick(['Uncertainty', '± U', 'Uncertainty (k=2)', 'Meas. Uncertainty']),
      serving: 'mg/serving',
      control: vary.pick(['% Recovery', 'Spike Recovery (%)', 'LCS Rec. %', 'Method Blank']),
      spread: 'RPD',
    },
    serving: vary.pick(['1.5', '2', '2.4']),
    again: vary.pick(['title and headings', 'headings', 'nothing'] as const),
  };
}

export const randomSections: Layout = {
  id: 'random-sections',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(
      vary.pick(['helvetica', 'condensed', 'times', 'serif'] as const),
      vary.pick(['a4', 'letter'] as const),
      'Sample LIMS',
    );
    const head = randomHead(WORDS.en, vary);
    const form = randomForm(vary);
    const sample = certificate.samples[0]!;
    const bottom = paper.height - 74 - vary.pick([0, 0, 120]);
    const finish = () => drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
    const next = () => {
      finish();
      paper.newPage();
      return drawRandomHead(paper, certificate, sample, head) + 16;
    };
    let y = drawRandomHead(paper, certificate, sample, head) + 16;
    const rows: TruthRow[] = [];
    const whole = paper.width - 2 * head.margin;
    for (const band of bandsOf(paper, [...byPanel(sample.rows).values()], form, whole, vary)) {
      const needed = Math.max(...band.map(({ rows: some }) => heightOf(some.length, form)));
      if (y + Math.min(needed, 180) > bottom || (band.length > 1 && y + needed > bottom)) y = next();
      let x = head.margin;
      const drawn = band.map(section => {
        const one = drawSection(
          paper,
          section,
          fitting(paper, section.rows, form, whole),
          { x, y, bottom, ...(band.length === 1 ? { next } : {}) },
          vary,
          certificate,
        );
        x += section.width + GAP;
        return one;
      });
      rows.push(...drawn.flatMap(one => one.rows));
      y = Math.max(...drawn.map(one => one.y)) + vary.integer(16, 26);
    }
    finish();
    return { pdf: await paper.save(), truth: truthOf('random-sections', certificate, [rows]) };
  },
};

const GAP = 12;

const heightOf = (rows: number, { look }: Form): number => 52 + (rows + 2) * (look.rowHeight + look.size * 0.4);

interface Section {
  readonly rows: readonly Row[];
  readonly width: number;
}

/** Panels beside each other where they fit without a column left out, each as wide as it needs and a share of what is left. */
function bandsOf(paper: Paper, panels: readonly (readonly Row[])[], form: Form, whole: number, vary: Random): Section[][] {
  const shown = panels.map(rows => rows.map((row, i) => inWords(row, form.look, form.marks === 'names' && i % 3 === 1)));
  const bands: Section[][] = [];
  for (let i = 0; i < shown.length; ) {
    const most = vary.pick([1, 2, 2, 3]);
    let some = shown.slice(i, i + most);
    const needs = (rows: readonly Row[]) => neededBy(paper, rows, fitting(paper, rows, form, whole));
    const sum = () => some.reduce((total, rows) => total + needs(rows), (some.length - 1) * GAP);
    while (some.length > 1 && sum() > whole) some = some.slice(0, -1);
    const spare = Math.max(0, whole - sum()) / some.length;
    bands.push(some.map(rows => ({ rows, width: Math.min(whole, needs(rows) + spare) })));
    i += some.length;
  }
  return bands;
}

function neededBy(paper: Paper, rows: readonly Row[], form: Form): number {
  const { headings, cells } = tableOf(rows, form);
  const widths = widthsOf(paper, headings, cells, form.look, 0, 0);
  const name = Math.max(...cells.map(row => paper.measure(row[0]!, { size: form.look.size }))) + 8;
  return name + widths.slice(1).reduce((sum, one) => sum + one, 0);
}

/** Without the columns that look like something else, where the page has no room for them. */
function fitting(paper: Paper, rows: readonly Row[], form: Form, whole: number): Form {
  const dropped = BESIDE_KINDS.findLast(kind => form.order.includes(kind));
  if (dropped === undefined || neededBy(paper, rows, form) <= whole) return form;
  return fitting(paper, rows, { ...form, order: form.order.filter(kind => kind !== dropped) }, whole);
}

const isAmount = (text: string | undefined): text is string => text !== undefined && /^\d+(?:\.\d+)?$/.test(text);

/** Ppm and its like, which a limit may be given a thousand times finer than. */
const isCoarse = (row: Row): boolean => /^(?:ppm|µg\/g|mg\/kg)$/.test(row.unit);

function kindsOf(rows: readonly Row[], form: Form): Kind[] {
  const alike = rows.every(row => row.unit === rows[0]!.unit);
  return form.order.filter(kind => {
    if (kind === 'unit') return form.unit === 'column' || !alike;
    if (kind === 'percent' || kind === 'serving') return rows[0]!.panel === 'alkaloids' && alike;
    if (kind === 'uncertainty') return form.uncertainty === 'column' && rows.some(row => isAmount(row.value));
    if (kind === 'control' || kind === 'spread') return rows[0]!.panel !== 'microbes';
    if (kind === 'lod' || kind === 'loq' || kind === 'limit' || kind === 'verdict') return rows.some(row => row[kind] !== undefined);
    return true;
  });
}

function headingOf(kind: Kind, kinds: readonly Kind[], rows: readonly Row[], form: Form): string {
  const text = form.headings[kind];
  const { unit } = rows[0]!;
  if (kind === 'limit' && isFiner(rows, form)) return `${text} (µg/kg)`;
  const several = kinds.includes('percent');
  if (kind === 'value' && !kinds.includes('unit') && (form.unit === 'heading' || several)) return `${text} (${unit})`;
  return text;
}

const isFiner = (rows: readonly Row[], form: Form): boolean => form.finerLimits && rows.every(isCoarse);

function cellOf(kind: Kind, row: Row, i: number, rows: readonly Row[], form: Form): string {
  const missing = form.look.missing;
  switch (kind) {
    case 'value': {
      const mark = form.marks === 'values' && i % 4 === 2 ? '*' : '';
      return form.uncertainty === 'joined' && isAmount(row.value) ? `${row.value} ± ${halfWidth(row.value)}` : row.value + mark;
    }
    case 'uncertainty':
      return isAmount(row.value) ? halfWidth(row.value) : missing;
    case 'percent':
      return isAmount(row.value) ? shift(row.value, -1) : row.value;
    case 'serving':
      return isAmount(row.value) ? perServing(row.value, form) : row.value;
    case 'control':
      return form.headings.control === 'Method Blank' ? form.look.findings.ND! : String(88 + ((7 * i) % 23));
    case 'spread':
      return `${(1.3 + ((i * 1.7) % 6)).toFixed(1)}`;
    case 'limit':
      return limitOf(row, rows, form) ?? missing;
    case 'beside':
    case 'beside-too':
      return form.look.beside[BESIDE_KINDS.indexOf(kind)]?.cell(row, i) ?? '';
    default:
      return row[kind] ?? missing;
  }
}

const halfWidth = (value: string): string => new Decimal(value).times('0.12').toFixed(value.split('.')[1]?.length ?? 0);
const perServing = (value: string, { serving }: Form): string => new Decimal(value).times(serving).toFixed(2);
const limitOf = (row: Row, rows: readonly Row[], form: Form): string | undefined =>
  isFiner(rows, form) && row.limit !== undefined ? row.limit.replace(/\d.*$/, number => shift(number, 3)) : row.limit;

function tableOf(rows: readonly Row[], form: Form) {
  const kinds = kindsOf(rows, form);
  return {
    kinds,
    headings: kinds.map(kind => headingOf(kind, kinds, rows, form)),
    cells: rows.map((row, i) => kinds.map(kind => cellOf(kind, row, i, rows, form))),
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly next?: () => number;
}

function drawSection(paper: Paper, { rows, width }: Section, form: Form, place: Place, vary: Random, { dates }: Certificate) {
  const { look } = form;
  const { kinds, headings, cells } = tableOf(rows, form);
  const title = vary.pick(look.words.panels[rows[0]!.panel] ?? [rows[0]!.panel]);
  const alike = rows.every(row => row.unit === rows[0]!.unit);
  const said = form.unit === 'title' && alike ? `${title} (${rows[0]!.unit})` : title;
  const verdict = rows.some(row => row.verdict === look.findings.Fail) ? 'FAIL' : rows.some(row => row.verdict) ? 'PASS' : 'TESTED';
  const drawTitle = (y: number, more = ''): number => {
    const bar = look.size + 8;
    paper.fill(place.x, y, width, bar);
    paper.text(place.x + 3, y + bar - 5, `${said}${more}`, { size: look.size + 2, bold: true });
    if (form.status === 'box') paper.text(place.x + width - 4, y + bar - 5, verdict, { size: look.size + 1, bold: true, align: 'right' });
    return y + bar;
  };
  const below = [
    ...(form.status === 'line' ? [`Status: ${verdict}`] : []),
    ...(form.particulars ? [`Analyzed ${dates.tested} W. Nomad SOP-12.0${rows.length % 9}`] : []),
  ];
  const bar = drawTitle(place.y);
  for (const [i, text] of below.entries()) paper.text(place.x + 3, bar + 9 * (i + 1), text, { size: look.size - 0.8 });
  const y = bar + 9 * below.length;
  const widths = widthsOf(paper, headings, cells, look, width, 0);
  const columns = kinds.map(
    (kind, i): Column => ({
      title: wrappedTitle(paper, headings[i]!, widths[i]!, look),
      width: widths[i]!,
      align: kind === 'name' ? 'left' : look.align,
    }),
  );
  const goOn = place.next;
  const table = drawTable(paper, {
    columns,
    rows: cells,
    style: look,
    x: place.x,
    y: y + 3,
    bottom: place.bottom,
    ...(goOn ? { nextPage: () => (form.again === 'title and headings' ? drawTitle(goOn(), ' (continued)') + 3 : goOn()) } : {}),
    repeatHeader: form.again !== 'nothing',
  });
  const marked = form.marks === 'names' ? '* Not part of the scope of accreditation.' : '* Measured in duplicate.';
  if (form.marks !== 'none') paper.text(place.x, table.y + 9, marked, { size: look.size - 1.2 });
  return {
    y: table.y + (form.marks === 'none' ? 0 : 10),
    rows: rows.map((row, i) => truthOfRow(row, i, rows, table.pages[i]!, kinds, form)),
  };
}

function truthOfRow(row: Row, i: number, rows: readonly Row[], page: number, kinds: readonly Kind[], form: Form): TruthRow {
  const has = (kind: Kind) => kinds.includes(kind);
  return truthRow(row, page, {
    value: cellOf('value', row, i, rows, form),
    unit: row.unit,
    // a mark of a footnote may be kept as printed
    alt: [
      { value: row.value, unit: row.unit },
      ...(['percent', 'serving'] as const).flatMap(kind =>
        has(kind) ? [{ value: cellOf(kind, row, i, rows, form), unit: kind === 'percent' ? '%' : 'mg/serving' }] : [],
      ),
    ],
    lod: has('lod') ? (row.lod ?? null) : null,
    loq: has('loq') ? (row.loq ?? null) : null,
    limit: has('limit') && row.limit !== undefined ? `${limitOf(row, rows, form)}${isFiner(rows, form) ? ' µg/kg' : ''}` : null,
    verdict: has('verdict') ? (row.verdict ?? null) : null,
  });
}
