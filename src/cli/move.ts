/** `leafproof move`: an embedded store becomes one on PostgreSQL, which is verified before it counts. */
import { loadConfig } from '../config.ts';
import { openFiles } from '../store/files.ts';
import { moveOriginals, moveRows } from '../store/move.ts';
import { migrate, openOrm } from '../store/orm.ts';
import { openStore } from '../store/store.ts';

export interface MoveOptions {
  readonly to: string;
  readonly files?: string;
}

export async function move({ to, files }: MoveOptions): Promise<number> {
  const config = loadConfig();
  if (config.databaseUrl !== null || !/^postgres(ql)?:\/\//.test(to)) {
    console.error('leafproof: move copies the embedded database of DATA_DIR (without DATABASE_URL) to a postgresql:// address');
    return 2;
  }
  const store = await openStore(config, { readOnly: true });
  try {
    const target = await openOrm({ kind: 'postgresql', url: to });
    try {
      await migrate(target);
      if (files !== undefined) {
        const copied = await moveOriginals(
          store.orm,
          store.files,
          await openFiles(loadConfig({ ...process.env, LEAFPROOF_FILES: files }).files),
        );
        console.log(`${copied} originals are there, each with its own SHA-256`);
      }
      const moved = await moveRows(store.orm, target, ({ table, rows, digest }) => {
        if (rows > 0) console.log(`${table}: ${rows} rows, digest ${digest} on both sides`);
      });
      console.log(`Moved ${moved.reduce((sum, { rows }) => sum + rows, 0)} rows of ${moved.length} tables. Set DATABASE_URL to use them.`);
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await store.close();
  }
}
