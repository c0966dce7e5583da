/** Disks that are full for real, small ones in memory: what cannot be kept is refused and said, what was acknowledged stays, and room brings all back. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../../scripts/postgres.mjs';
import { LEAST_FREE_BYTES } from '../../src/store/room.ts';
import { layEmptyDatabase } from '../database.ts';
import { serve, submit, until } from '../processes.ts';
import { SHEET } from '../sheet.ts';

/** Null where this machine lets nobody mount one. */
async function smallDisk(megabytes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', folder]).status === 0;
  const filler = join(folder, 'filler');
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  const disk = {
    folder,
    /** Leaves so many bytes. */
    async fill(leave: number) {
      await rm(filler, { force: true });
      await writeFile(filler, Buffer.alloc(Math.max(0, (await free()) - leave), 1)).catch((error: NodeJS.ErrnoException) => {
        // somebody else took what was left
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    empty: () => rm(filler, { force: true }),
    async remove() {
      if (mounted) spawnSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (mounted) return disk;
  await disk.remove();
  return null;
}

const disk = await smallDisk(400);
if (disk === null) console.log('skipped: no small disk may be mounted here');
const onDisk = disk === null ? test.skip : test;
afterAll(() => disk?.remove());

const lots = async (url: string) =>
  ((await (await fetch(`${url}/api/v1/lots?limit=200`)).json()) as { items: { code: string }[] }).items.map(({ code }) => code).sort();
const sheet = (lot: string) => SHEET.replaceAll('TL-001', lot);

onDisk(
  'embedded: nothing is written any more before the disk is full, and everything can be read',
  async () => {
    const settings = { DATA_DIR: join(disk!.folder, 'data') };
    await layEmptyDatabase(settings.DATA_DIR);
    let server = await serve(settings);
    try {
      expect((await submit(server.url, 'a.csv', sheet('DISK-1'))).status).toBe(201);
      for (const leave of [LEAST_FREE_BYTES - 8192, 65_536, 0]) {
        await disk!.fill(leave);
        const refused = await submit(server.url, 'b.csv', sheet('DISK-2'));
        expect([leave, refused.status, refused.body.code]).toEqual([leave, 503, 'storage-unavailable']);
        expect(await lots(server.url)).toEqual(['DISK-1']);
        expect((await fetch(`${server.url}/vendors`)).status).toBe(200);
      }
      await disk!.empty();
      expect((await submit(server.url, 'b.csv', sheet('DISK-2'))).status).toBe(201);
      await server.kill();
      server = await serve(settings);
      expect(await lots(server.url)).toEqual(['DISK-1', 'DISK-2']);
    } finally {
      await server.kill();
      await disk!.empty();
    }
  },
  60_000,
);

const onBoth = disk === null || findPostgres() === null ? test.skip : test;

onBoth(
  'the disk of PostgreSQL: refused as such while it is full, and complete when there is room again',
  async () => {
    const database = await startPostgres({ min_wal_size: '32MB', max_wal_size: '32MB' }, { below: disk!.folder });
    const server = await serve({ DATABASE_URL: database.url, DATA_DIR: await mkdtemp(join(tmpdir(), 'leafproof-full-')) });
    try {
      const acknowledged: string[] = [];
      const refused: string[] = [];
      for (let n = 1; n <= 12; n++) {
        // room for less and less of a certificate: now its rows do not fit, now what is written ahead
        if (n > 2) await disk!.fill(n % 3 === 0 ? 0 : n * 8192);
        const { status, body } = await submit(server.url, `${n}.csv`, sheet(`PG-${n}`));
        if (status === 201) acknowledged.push(`PG-${n}`);
        else {
          refused.push(`PG-${n}`);
          expect([n, status, body.code]).toEqual([n, 503, expect.stringMatching(/^(storage-unavailable|not-ready)$/)]);
        }
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(2);
      expect(refused.length).toBeGreaterThan(0);
      await disk!.empty();
      await until('the database is back', async () => (await fetch(`${server.url}/readyz`)).ok);
      expect(await lots(server.url)).toEqual(expect.arrayContaining(acknowledged));
      for (const lot of refused) expect([200, 201]).toContain((await submit(server.url, `${lot}.csv`, sheet(lot))).status);
      expect(await lots(server.url)).toEqual([...acknowledged, ...refused].sort());
    } finally {
      await server.kill();
      await database.remove();
    }
  },
  60_000,
);
