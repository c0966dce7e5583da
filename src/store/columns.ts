/** Columns that several read models select in the same way. Fixed SQL, no values. */

/** `{ id, slug, name }` of a joined organization or product, null where there is none. */
export const reference = (alias: string): string =>
  `case when ${alias}.id is null then null else json_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'name', ${alias}.name) end`;

/** A timestamp as ISO 8601 in UTC; both databases would otherwise show it in their own way. */
export const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Lots have no date, and samples neither: undated ones come last. */
export const NO_DATE = '0001-01-01';
