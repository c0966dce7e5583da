/** A table that becomes a list of cards on a narrow screen: the first column is the card's title, other cells carry their column's name. */
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  readonly title: string;
  /** The title with links to the glossary, where the column has a head; cards keep the plain title. */
  readonly heading?: ComponentChildren;
  readonly cell: (row: T) => ComponentChildren;
  readonly numeric?: boolean;
  /** Leave the column's name out on cards, where the value speaks for itself. */
  readonly bare?: boolean;
}

interface TableProps<T> {
  readonly caption: string;
  /** The caption repeats a heading right above: keep it for those who do not see it. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly id?: (row: T) => string;
  readonly kind?: string;
  /** Title of the group a row belongs to; rows of one group stand together. */
  readonly group?: ((row: T) => string) | undefined;
}

export function Table<T>({ caption, captionHidden = true, columns, rows, id, kind, group }: TableProps<T>) {
  const groups = group === undefined ? [[null, rows] as const] : [...Map.groupBy(rows, group)];
  return (
    <table class={kind ? `table ${kind}` : 'table'}>
      <caption class={captionHidden ? 'unseen' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(column => (
            <th scope="col" key={column.title} class={column.numeric ? 'numeric' : undefined}>
              <Heading column={column} />
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(([title, members]) => (
        <tbody key={title}>
          {title !== null && (
            <tr class="table__group">
              <th colspan={columns.length} scope="rowgroup">
                {title}
              </th>
            </tr>
          )}
          {members.map((row, index) => (
            <tr key={index} id={id?.(row)}>
              {columns.map((column, position) => cellOf(column, row, position === 0))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Heads of cards are heard but not seen, so no link may wait there. */
function Heading<T>({ column: { title, heading } }: { column: Column<T> }) {
  if (heading === undefined) return <>{title}</>;
  return (
    <>
      <span class="heading-of-cards">{title}</span>
      <span class="heading-in-sight">{heading}</span>
    </>
  );
}

/** Called, not made a component of: tables have thousands of cells, and each component takes as long as its cell. */
function cellOf<T>(column: Column<T>, row: T, head: boolean) {
  const look = column.numeric ? 'numeric' : undefined;
  const label = column.bare ? undefined : column.title;
  if (head) {
    return (
      <th key={column.title} scope="row" class={look}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td key={column.title} class={look} data-label={label}>
      {column.cell(row)}
    </td>
  );
}
