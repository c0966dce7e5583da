/** `leafproof migrate`: opening the store brings the schema up to date. */
import { withStore } from './open.ts';

export async function migrate(): Promise<number> {
  return withStore(async (_store, config) => {
    console.log(`The database ${config.databaseUrl === null ? `in ${config.dataDir}` : 'on PostgreSQL'} has the current schema.`);
    return 0;
  });
}
