/** How one laboratory prints its tables: which columns, under which words, how wide, where the unit stands, what its findings are called. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { shift, withComma } from '../format.ts';
import type { Random } from '../random.ts';
import { BESIDE_KINDS, type Beside, besideResults, withBeside } from './beside.ts';
import { type ColumnKind, type Language, WORDS, type Words } from './words.ts';

export interface Look {
  readonly words: Words;
  readonly size: number;
  readonly rowHeight: number;
  readonly rules: 'grid' | 'lines' | 'none';
  readonly headerFill: boolean;
  readonly headerBold: boolean;
  readonly numbersOn: 'first' | 'last';
  readonly align: 'left' | 'center' | 'right';
  /** Points between the widest cells of neighbouring columns; null spreads the table over its width. */
  readonly gap: number | null;
  readonly unit: 'column' | 'heading' | 'title' | 'joined';
  readonly order: readonly ColumnKind[];
  readonly headings: Readonly<Record<ColumnKind, string>>;
  readonly findings: Readonly<Record<string, string>>;
  readonly missing: string;
  /** Two limits with a verdict each, as where goods are eaten or inhaled. */
  readonly twoLimits: boolean;
  readonly footnotes: boolean;
  /** What stands before a limit that is a number. */
  readonly limitMark: string;
  /** What else stands beside the results, and looks like something else. */
  readonly beside: readonly Beside[];
}

export function randomLook(language: Language, vary: Random): Look {
  const words = WORDS[language];
  const beside = language === 'en' && vary.chance(0.3) ? besideResults(vary) : [];
  const headings = {
    ...Object.fromEntries(Object.entries(words.columns).map(([kind, some]) => [kind, vary.pick(some)])),
    ...Object.fromEntries(BESIDE_KINDS.map((kind, i) => [kind, beside[i]?.heading ?? ''])),
  } as Look['headings'];
  const measurement: readonly ColumnKind[] = vary.pick([['lod', 'loq'], ['loq', 'lod'], ['lod-loq'], ['loq'], ['lod'], []]);
  const further: readonly ColumnKind[] = [
    ...(beside.length > 0 ? (['beside'] as const) : []),
    ...measurement,
    ...(['limit', 'verdict', 'method'] as const).filter(kind => vary.chance({ limit: 0.75, verdict: 0.65, method: 0.25 }[kind])),
  ];
  const unit = vary.pick(['column', 'heading', 'title', 'joined'] as const);
  const value: readonly ColumnKind[] = vary.chance(0.3) ? ['percent', 'value'] : vary.chance(0.3) ? ['value', 'percent'] : ['value'];
  const rest = vary.chance(0.5) ? ['value' as const, ...vary.shuffle(further)] : vary.shuffle<ColumnKind>(['value', ...further]);
  const columns = rest.flatMap((kind): readonly ColumnKind[] => (kind === 'value' ? value : [kind]));
  const withUnit = columns.flatMap((kind): readonly ColumnKind[] => (kind === 'value' ? ['value', 'unit'] : [kind]));
  return {
    words,
    size: vary.pick([6.5, 7, 7.5, 8]),
    rowHeight: vary.integer(10, 18),
    rules: vary.pick(['grid', 'lines', 'none'] as const),
    headerFill: vary.chance(0.5),
    headerBold: vary.chance(0.8),
    numbersOn: vary.pick(['first', 'last'] as const),
    align: vary.pick(['left', 'center', 'right'] as const),
    gap: vary.pick([2.5, 4, 7, 12, null, null]),
    unit,
    order: withBeside<ColumnKind>([...(vary.chance(0.2) ? (['id'] as const) : []), 'name', ...withUnit], beside),
    headings,
    findings: Object.fromEntries(Object.entries(words.findings).map(([word, some]) => [word, vary.pick(some)])),
    missing: vary.pick(['', '-', 'N/A', '—']),
    twoLimits: language === 'en' && vary.chance(0.12),
    footnotes: vary.chance(0.3),
    limitMark: vary.pick(['', '', '', '', '<= ', '<', language === 'en' ? 'NMT ' : 'max. ']),
    beside,
  };
}

/** A row in the words of the laboratory's language. */
export function inWords(row: Row, { words, findings, limitMark }: Look, marked: boolean): Row {
  const number = (text: string | undefined) => (text !== undefined && words.comma ? withComma(text) : text);
  const name = words.names[row.analyte] ?? row.name;
  return {
    ...row,
    name: marked ? `${name}*` : name,
    value: findings[row.value] ?? number(row.value)!,
    lod: number(row.lod),
    loq: number(row.loq),
    limit: row.limit !== undefined && /^\d/.test(row.limit) ? `${limitMark}${number(row.limit)}` : number(row.limit),
    verdict: row.verdict === undefined ? undefined : (findings[row.verdict] ?? row.verdict),
  };
}

/** The columns this panel fills, and where its unit stands. */
export interface Plan {
  readonly kinds: readonly ColumnKind[];
  readonly unit: Look['unit'];
}

export function planOf(look: Look, rows: readonly Row[]): Plan {
  const unit = rows.every(row => row.unit === rows[0]!.unit) ? look.unit : 'column';
  const some = (kind: 'lod' | 'loq' | 'limit' | 'verdict') => rows.some(row => row[kind] !== undefined);
  const kinds = look.order.filter(kind => {
    if (kind === 'unit') return unit === 'column';
    if (kind === 'percent') return isShare(rows);
    if (kind === 'lod-loq') return some('lod') && some('loq');
    if (kind === 'lod' || kind === 'loq' || kind === 'limit' || kind === 'verdict') return some(kind);
    return true;
  });
  return { kinds, unit };
}

const isShare = (rows: readonly Row[]): boolean => rows[0]!.panel === 'alkaloids' && rows.every(row => row.unit === 'mg/g');

export function headingOf(kind: ColumnKind, look: Look, { unit, kinds }: Plan, rows: readonly Row[]): string {
  const text = look.headings[kind];
  const bare = kind === 'value' && kinds.includes('percent') && unit !== 'column' && unit !== 'joined';
  if (kind === 'value' && (unit === 'heading' || bare)) return `${text} (${rows[0]!.unit})`;
  if (unit === 'heading' && (kind === 'lod' || kind === 'loq') && look.footnotes) return `${text} (${rows[0]!.unit})`;
  return text;
}

const isAmount = (value: string): boolean => /\d/.test(value);
const percentOf = (row: Row): string => (/^\d/.test(row.value) ? withMark(row.value, shift(row.value.replace(',', '.'), -1)) : row.value);
const withMark = (like: string, text: string): string => (like.includes(',') ? text.replace('.', ',') : text);

export function cellOf(kind: ColumnKind, row: Row, index: number, look: Look, plan: Plan): string {
  switch (kind) {
    case 'id':
      return `W-${410 + index}`;
    case 'name':
      return row.name;
    case 'value':
      return plan.unit === 'joined' && isAmount(row.value) ? `${row.value}${look.gap === null ? ' ' : ''}${row.unit}` : row.value;
    case 'percent':
      return percentOf(row);
    case 'unit':
      return row.unit;
    case 'beside':
    case 'beside-too':
      return look.beside[BESIDE_KINDS.indexOf(kind)]?.cell(row, index) ?? '';
    case 'method':
      return row.method ?? look.missing;
    case 'lod-loq':
      return row.lod && row.loq ? `${row.lod}/${row.loq}` : look.missing;
    default:
      return row[kind] ?? look.missing;
  }
}

export function truthOfRow(row: Row, page: number, plan: Plan): TruthRow {
  const has = (kind: ColumnKind) => plan.kinds.includes(kind);
  const both = has('lod-loq') && row.lod && row.loq;
  return truthRow(row, page, {
    unit: plan.unit === 'joined' && !isAmount(row.value) ? null : row.unit,
    alt: has('percent') ? [{ value: percentOf(row), unit: '%' }] : [],
    lod: has('lod') || both ? (row.lod ?? null) : null,
    loq: has('loq') || both ? (row.loq ?? null) : null,
    limit: has('limit') ? (row.limit ?? null) : null,
    verdict: has('verdict') ? (row.verdict ?? null) : null,
  });
}
