/**
 * Forms of certificates that the other random layouts do not draw: specification sheets with all panels in one table, lots side by side,
 * tables that run on without their headings, results under one heading in two units, columns in any order, and notes between the tables
 * that name analytes and numbers which are no results.
 */
import type { Certificate, Row, Sample, TruthRow } from '../certificate.ts';
import { drawFoot } from '../head.ts';
import { byPanel, type Drawn, type Layout, truthOf } from '../layout.ts';
import { drawRandomHead, type RandomHead, randomHead } from '../pages/head.ts';
import { cellOf, headingOf, inWords, type Look, type Plan, planOf, randomLook, truthOfRow } from '../pages/look.ts';
import { drawRows, type Frame, fitting, widthsOf, wrappedTitle } from '../pages/panel.ts';
import { type ColumnKind, WORDS } from '../pages/words.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable } from '../table.ts';

type Form = 'specification' | 'lots' | 'continued' | 'two-units' | 'any-order';

interface Page {
  readonly paper: Paper;
  readonly certificate: Certificate;
  readonly look: Look;
  readonly frame: Frame & { readonly nextPage: () => number };
  readonly vary: Random;
}

interface DrawnForm {
  readonly y: number;
  /** By sample. */
  readonly results: readonly (readonly TruthRow[])[];
  /** What the columns of results are headed by, where several samples stand side by side. */
  readonly heads?: 'lots' | 'samples';
}

export const randomForms: Layout = {
  id: 'random-forms',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const typeface = vary.pick(['helvetica', 'condensed', 'times', 'serif'] as const);
    const paper = await Paper.create(typeface, vary.pick(['a4', 'letter'] as const), 'Sample LIMS');
    const head = randomHead(WORDS.en, vary);
    const look = randomLook('en', vary);
    const form: Form =
      certificate.samples.length > 1 ? 'lots' : vary.pick(['specification', 'continued', 'two-units', 'any-order'] as const);
    const sample = certificate.samples[0]!;
    const shown = form === 'lots' ? { ...sample, lot: 'see columns', labSampleId: sample.labSampleId.replace(/-\d$/, '') } : sample;
    const nextPage = nextPageOf(paper, certificate, shown, head, vary.chance(0.5));
    const frame = {
      x: head.margin,
      y: drawRandomHead(paper, certificate, shown, head) + 14,
      width: paper.width - 2 * head.margin,
      bottom: paper.height - 74,
      nextPage,
    };
    const { results, heads } = FORMS[form]({ paper, certificate, look, frame, vary });
    drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
    const truth = truthOf('random-forms', certificate, results);
    // of lots side by side nothing is printed but what heads their columns, and what the report says of all
    const samples = truth.samples.map(one => ({
      ...one,
      name: shown.name,
      lot: heads === 'samples' ? null : one.lot,
      lab_sample_id: heads === 'samples' ? one.lab_sample_id : shown.labSampleId,
    }));
    return { pdf: await paper.save(), truth: form === 'lots' ? { ...truth, samples } : truth };
  },
};

/** Later pages have the whole head, or no more than a line that says which report they belong to. */
const nextPageOf = (paper: Paper, certificate: Certificate, sample: Sample, head: RandomHead, whole: boolean) => (): number => {
  drawFoot(paper, certificate, head.margin, `Page ${paper.page}`);
  paper.newPage();
  if (whole) return drawRandomHead(paper, certificate, sample, head) + 14;
  paper.text(head.margin, 40, `${head.labels.report}: ${certificate.reportNumber}`, { size: head.size });
  paper.text(paper.width - head.margin, 40, certificate.laboratory.name, { size: head.size, align: 'right' });
  return 62;
};

const NOTES: readonly string[] = [
  'Reference values: arsenic 1.5 µg/g, cadmium 0.5 µg/g, lead 1.0 µg/g, mercury 1.5 µg/g.',
  'ND = Not Detected; LOD = 0.004 µg/g; LOQ = 0.012 µg/g where nothing else is said.',
  'Analysis by validated in-house method SOP-12 rev. 3, extraction of 0.500 g in 10.0 mL methanol.',
  'Limits are those of the state in force on the day of the report. Lead and cadmium: 0.5 ppm for inhaled goods.',
  'Total Mitragynine is calculated as Mitragynine x 0.87 where salts are declared.',
  'Uncertainty of measurement (k = 2) is 12 % for alkaloids and 20 % for metals.',
];

/** One table a panel, with a title, and now and then a note below. */
function drawPanels(page: Page, draw: (rows: readonly Row[], y: number) => { y: number; rows: readonly TruthRow[] }): DrawnForm {
  const { paper, certificate, look, frame, vary } = page;
  const results: TruthRow[] = [];
  let y = frame.y;
  for (const [panel, printed] of byPanel(certificate.samples[0]!.rows)) {
    const rows = printed.map(row => inWords(row, look, false));
    if (y + 4.5 * look.rowHeight + 30 > frame.bottom) y = frame.nextPage();
    const title = vary.pick(look.words.panels[panel] ?? [panel]);
    const unit = planOf(look, rows).unit === 'title' ? ` (${rows[0]!.unit})` : '';
    paper.text(frame.x, y, `${title}${unit}`, { size: look.size + 2.5, bold: true });
    const drawn = draw(rows, y + 6);
    results.push(...drawn.rows);
    y = drawn.y + vary.integer(18, 28);
    if (!vary.chance(0.5)) continue;
    paper.text(frame.x, y - 8, vary.pick(NOTES), { size: look.size - 1 });
    y += 8;
  }
  return { y, results: [results] };
}

function drawContinued(page: Page): DrawnForm {
  const { paper, look, frame, vary } = page;
  // a short page breaks a long table more than once
  const short = { ...frame, bottom: frame.bottom - vary.integer(0, 240) };
  return drawPanels({ ...page, frame: short }, (rows, y) => {
    const below = { ...short, y, repeatHeader: vary.chance(0.2) };
    return drawRows(paper, rows, look, fitting(paper, rows, look, planOf(look, rows), frame.width), below, true);
  });
}

function drawAnyOrder(page: Page): DrawnForm {
  const { paper, frame, vary } = page;
  const { order } = page.look;
  const rest = vary.shuffle(order.filter(kind => kind !== 'name'));
  const first = vary.chance(0.25) ? rest.findIndex(kind => kind === 'verdict' || kind === 'method' || kind === 'id') : -1;
  const shuffled: ColumnKind[] = first < 0 ? ['name', ...rest] : [rest[first]!, 'name', ...rest.filter((_, i) => i !== first)];
  const look = { ...page.look, order: shuffled };
  return drawPanels({ ...page, look }, (rows, y) =>
    drawRows(paper, rows, look, fitting(paper, rows, look, planOf(look, rows), frame.width), { ...frame, y }, true),
  );
}

/** Results in two units under one heading that says what both are. */
function drawTwoUnits(page: Page): DrawnForm {
  const { paper, look, frame, vary } = page;
  const pair: readonly ColumnKind[] = vary.chance(0.5) ? ['value', 'percent'] : ['percent', 'value'];
  const order = look.order.filter(kind => kind !== 'percent').flatMap(kind => (kind === 'value' ? pair : [kind]));
  const paired: Look = { ...look, order };
  return drawPanels(page, (rows, y) => {
    const plan = fitting(paper, rows, paired, planOf(paired, rows), frame.width);
    if (!plan.kinds.includes('percent')) return drawRows(paper, rows, paired, plan, { ...frame, y }, true);
    const bare: Plan = { kinds: plan.kinds.filter(kind => kind !== 'unit'), unit: 'heading' };
    const titles = bare.kinds.map(kind => (kind === 'value' ? rows[0]!.unit : kind === 'percent' ? '%' : look.headings[kind]));
    const table = drawGrid(paper, titles, rows, paired, bare, { ...frame, y });
    const over = Math.min(...(['value', 'percent'] as const).map(kind => bare.kinds.indexOf(kind)));
    const left = table.widths.slice(0, over).reduce((sum, width) => sum + width, frame.x);
    const middle = left + (table.widths[over]! + table.widths[over + 1]!) / 2;
    paper.text(middle, y + look.rowHeight * 0.7, look.headings.value, { size: look.size, bold: look.headerBold, align: 'center' });
    return { y: table.y, rows: rows.map((row, i) => truthOfRow(row, table.pages[i]!, bare)) };
  });
}

function drawGrid(paper: Paper, titles: readonly string[], rows: readonly Row[], look: Look, plan: Plan, frame: Frame) {
  const cells = rows.map((row, i) => plan.kinds.map(kind => cellOf(kind, row, i, look, plan)));
  const widths = widthsOf(paper, titles, cells, look, frame.width, plan.kinds.indexOf('name'));
  const columns = plan.kinds.map(
    (kind, i): Column => ({
      title: kind === 'value' || kind === 'percent' ? ['', titles[i]!] : wrappedTitle(paper, titles[i]!, widths[i]!, look),
      width: widths[i]!,
      align: kind === 'name' || kind === 'id' ? 'left' : look.align,
    }),
  );
  const table = drawTable(paper, { columns, rows: cells, style: look, ...frame, repeatHeader: true });
  return { ...table, widths };
}

/** All panels in one table, each under a line of its own or under none. */
function drawSpecification({ paper, certificate, look, frame, vary }: Page): DrawnForm {
  const rows = certificate.samples[0]!.rows.map(row => inWords(row, look, false));
  const further = vary.shuffle<ColumnKind>(['limit', 'value', ...(['verdict', 'method'] as const).filter(() => vary.chance(0.6))]);
  const joined = vary.chance(0.4);
  const kinds: ColumnKind[] = [
    'name',
    ...further.flatMap((kind): ColumnKind[] => (kind === 'value' && !joined ? ['value', 'unit'] : [kind])),
  ];
  const plan: Plan = { kinds, unit: joined ? 'joined' : 'column' };
  const titles = kinds.map(kind => headingOf(kind, look, plan, rows));
  const cells = rows.map((row, i) => kinds.map(kind => cellOf(kind, row, i, look, plan)));
  const widths = widthsOf(paper, titles, cells, look, frame.width, 0);
  const sections = vary.chance(0.6);
  const lines: { cells: readonly string[]; row: Row | null }[] = rows.flatMap((row, i) => {
    const opens = sections && row.panel !== rows[i - 1]?.panel;
    const title = vary.pick(look.words.panels[row.panel] ?? [row.panel]);
    return [...(opens ? [{ cells: kinds.map((_, k) => (k === 0 ? title : '')), row: null }] : []), { cells: cells[i]!, row }];
  });
  const table = drawTable(paper, {
    columns: kinds.map(
      (kind, i): Column => ({
        title: wrappedTitle(paper, titles[i]!, widths[i]!, look),
        width: widths[i]!,
        align: kind === 'name' ? 'left' : look.align,
      }),
    ),
    rows: lines.map(line => line.cells),
    style: look,
    ...frame,
    repeatHeader: vary.chance(0.5),
  });
  const results = lines.flatMap(({ row }, i) => (row ? [truthOfRow(row, table.pages[i]!, plan)] : []));
  return { y: table.y, results: [results] };
}

/** One line an analyte, a column of results for every lot. */
function drawLots({ paper, certificate, look, frame, vary }: Page): DrawnForm {
  const { samples } = certificate;
  const results: TruthRow[][] = samples.map(() => []);
  const before = vary.shuffle<'unit' | 'loq' | 'limit'>(
    (['unit', 'loq', 'limit'] as const).filter(kind => kind === 'unit' || vary.chance(0.5)),
  );
  const named = vary.pick(['lot', 'lot-word', 'sample'] as const);
  const titleOf = (sample: Sample): string =>
    named === 'lot' ? sample.lot : named === 'lot-word' ? `Lot ${sample.lot}` : sample.labSampleId;
  let y = frame.y;
  for (const [panel, first] of byPanel(samples[0]!.rows)) {
    const rows = first.map(row => inWords(row, look, false));
    const others = samples.map(sample => sample.rows.filter(row => row.panel === panel).map(row => inWords(row, look, false)));
    const plan: Plan = { kinds: ['name', ...before.filter(kind => kind === 'unit' || rows.some(row => row[kind]))], unit: 'column' };
    const titles = [...plan.kinds.map(kind => look.headings[kind]), ...samples.map(titleOf)];
    const cells = rows.map((row, i) => [
      ...plan.kinds.map(kind => cellOf(kind, row, i, look, plan)),
      ...others.map(some => some[i]!.value),
    ]);
    const widths = widthsOf(paper, titles, cells, look, frame.width, 0);
    if (y + 4.5 * look.rowHeight + 30 > frame.bottom) y = frame.nextPage();
    paper.text(frame.x, y, vary.pick(look.words.panels[panel] ?? [panel]), { size: look.size + 2.5, bold: true });
    const columns = titles.map(
      (title, i): Column => ({
        title: wrappedTitle(paper, title, widths[i]!, look),
        width: widths[i]!,
        align: i === 0 ? 'left' : look.align,
      }),
    );
    const table = drawTable(paper, { columns, rows: cells, style: look, ...frame, y: y + 6, repeatHeader: true });
    for (const [k, some] of others.entries()) results[k]!.push(...some.map((row, i) => truthOfRow(row, table.pages[i]!, plan)));
    y = table.y + vary.integer(18, 28);
  }
  return { y, results, heads: named === 'sample' ? 'samples' : 'lots' };
}

const FORMS: Readonly<Record<Form, (page: Page) => DrawnForm>> = {
  specification: drawSpecification,
  lots: drawLots,
  continued: drawContinued,
  'two-units': drawTwoUnits,
  'any-order': drawAnyOrder,
};
