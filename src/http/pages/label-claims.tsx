/** What a label promises of an alkaloid, against what was measured. */

import type { HeldClaim } from '../../quality/claim.ts';
import { CLAIM_TOLERANCE, placeOfClaim } from '../../quality/label-claim.ts';
import { type Column, Table } from './table.tsx';
import { Mark } from './verdict-table.tsx';
import { subjectWords } from './verdict-words.ts';
import { groupDigits, unitWords } from './words.ts';

export interface ClaimRow extends HeldClaim {
  readonly lot: { readonly id: string; readonly code: string } | null;
}

const PLACES = {
  within: { shade: 'pass', words: 'as promised' },
  outside: { shade: 'warning', words: 'not as promised' },
  open: { shade: 'undecidable', words: 'cannot be told' },
} as const;

export function ClaimTable({ rows, caption, lots = true }: { rows: readonly ClaimRow[]; caption: string; lots?: boolean }) {
  const columns: Column<ClaimRow>[] = [
    {
      title: 'Lot',
      cell: ({ lot }) => (lot === null ? <span class="quiet">no lot found</span> : <a href={`/lots/${lot.id}`}>{lot.code}</a>),
    },
    { title: 'Substance', cell: ({ analyte }) => subjectWords(analyte) },
    { title: 'The label says', cell: ({ text }) => text },
    { title: 'Measured', cell: row => <Measured row={row} /> },
    { title: 'Within 10 %', bare: true, cell: row => <Place row={row} /> },
  ];
  return <Table caption={caption} columns={lots ? columns : columns.slice(1)} rows={rows} />;
}

function Measured({ row: { measured, reason, claim } }: { row: ClaimRow }) {
  if (measured === null) return <span class="quiet">{reason}</span>;
  const unit = unitWords(claim.unit);
  const { lower, upper } = measured;
  if (lower === upper) return `${groupDigits(short(lower))}\u00a0${unit}`;
  if (upper === null) return `at least ${groupDigits(short(lower))}\u00a0${unit}`;
  return Number(lower) === 0
    ? `below ${groupDigits(short(upper))}\u00a0${unit}`
    : `${groupDigits(short(lower))} to ${groupDigits(short(upper))}\u00a0${unit}`;
}

/** Four digits are more than a label can promise. */
const short = (decimal: string): string => (decimal.replace('.', '').length > 5 ? String(Number(Number(decimal).toPrecision(4))) : decimal);

const bounds = ({ lower, upper }: { lower: string; upper: string | null }) => ({
  lower: Number(lower),
  upper: upper === null ? Number.POSITIVE_INFINITY : Number(upper),
});

function Place({ row: { claim, measured } }: { row: ClaimRow }) {
  if (measured === null) return <Mark shade="not_tested">not comparable</Mark>;
  const { shade, words } = PLACES[placeOfClaim({ claimed: bounds(claim), measured: bounds(measured) })];
  return <Mark shade={shade}>{words}</Mark>;
}

export const CLAIM_WORDS = `“As promised” means: measured within ${100 - CLAIM_TOLERANCE * 100} to ${100 + CLAIM_TOLERANCE * 100} % of what the label says. The tolerance is a choice of this site, not a law.`;
