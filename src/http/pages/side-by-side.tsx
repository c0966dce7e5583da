/** What stands side by side: up to five things, each with what is said of it, and the way out of the comparison. */
import type { ComponentChildren } from 'preact';
import type { Scorecard } from '../../quality/scorecard-shape.ts';
import type { MeasuredRow } from '../../store/measured.ts';
import type { LaboratoryView } from '../../store/views.ts';
import { SampleTag, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';

export const KINDS = ['vendors', 'products', 'lots', 'laboratories'] as const;
export type Kind = (typeof KINDS)[number];

export const MOST_COMPARED = 5;

/** What stands in one column. */
export interface Compared {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly detail: string | null;
  readonly latest: string | null;
  readonly isSample: boolean;
  /** Of a vendor; null where there is none yet. */
  readonly card: Scorecard | null;
  readonly results: readonly MeasuredRow[];
  /** Of a laboratory. */
  readonly laboratory: Pick<LaboratoryView, 'accreditation' | 'panels' | 'limits'> | null;
}

export const ONE: Readonly<Record<Kind, string>> = { vendors: 'vendor', products: 'product', lots: 'lot', laboratories: 'laboratory' };

export const compareAddress = (of: Kind, ids: readonly string[]): string =>
  `/compare?${new URLSearchParams([['of', of], ...ids.map(id => ['id', id])]).toString()}`;

/** What is compared, with the way out of the comparison. */
export function Heads({ of, things }: { of: Kind; things: readonly Compared[] }) {
  const ids = things.map(({ id }) => id);
  return (
    <ul class="compare__heads">
      {things.map(thing => (
        <li key={thing.id}>
          <a href={thing.href}>{thing.name}</a> <SampleTag show={thing.isSample} />
          <span class="as-printed">
            {thing.detail}
            {thing.detail !== null && <br />}
            <When date={thing.latest} />
          </span>
          <a
            class="compare__out"
            href={compareAddress(
              of,
              ids.filter(id => id !== thing.id),
            )}
          >
            Take out<span class="unseen"> {thing.name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export interface Measure<T> {
  readonly title: string;
  readonly what: string;
  readonly of: T;
}

interface SideProps<T> {
  readonly caption: string;
  readonly things: readonly Compared[];
  readonly measures: readonly Measure<T>[];
  readonly cell: (thing: Compared, measure: Measure<T>) => ComponentChildren;
}

export function Side<T>({ caption, things, measures, cell }: SideProps<T>) {
  const columns: Column<Measure<T>>[] = [
    {
      title: 'What is compared',
      cell: ({ title, what }) => (
        <>
          {title}
          {what !== '' && <span class="as-printed">{what}</span>}
        </>
      ),
    },
    ...things.map(thing => ({ title: thing.name, cell: (measure: Measure<T>) => cell(thing, measure) })),
  ];
  return <Table caption={caption} columns={columns} rows={measures} kind="table--compare" />;
}
