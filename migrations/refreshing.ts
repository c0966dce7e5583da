/** Rows that are kept by the transaction that changes what they are made from: the triggers that say which of them to make anew. */

/** After `event` on `table`: refreshes the rows of `kept` that `query` finds among the rows `gone` (before) and `came` (after). */
export function refreshing(kept: string, table: string, event: 'insert' | 'update' | 'delete', query: string): readonly string[] {
  const name = `${kept}_${table}_${event}`;
  const rows = { insert: 'new table as came', update: 'old table as gone new table as came', delete: 'old table as gone' }[event];
  return [
    `create function ${name}() returns trigger language plpgsql as $refresh$
      begin perform refresh_${kept}s(array(${query})); return null; end $refresh$`,
    `create trigger ${name} after ${event} on ${table} referencing ${rows} for each statement execute function ${name}()`,
  ];
}
