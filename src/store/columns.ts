/** Columns that several read models select in the same way. Fixed SQL, no values. */

/** `{ id, slug, name }` of a joined organization or product, null where there is none. */
export const reference = (alias: string): string =>
  `case when ${alias}.id is null then null else json_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'name', ${alias}.name) end`;

/**
 * The same of the row that a column names, looked up for each row of the answer: a join of every table that an answer names something of takes
 * longer to plan than to run.
 */
export const named = (table: 'organization' | 'product', column: string): string =>
  `(select json_build_object('id', y.id, 'slug', y.slug, 'name', y.name) from ${table} y where y.id = ${column})`;

/** `{ id, code }` of the lot that a column names. */
export const lotNamed = (column: string): string =>
  `(select json_build_object('id', y.id, 'code', y.code) from batch y where y.id = ${column})`;

/** A timestamp as ISO 8601 in UTC; both databases would otherwise show it in their own way. */
export const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Lots have no date, and samples neither: undated ones come last. */
export const NO_DATE = '0001-01-01';
