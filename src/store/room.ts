/** Room on the disk of the embedded database. */
import { statfs } from 'node:fs/promises';

/**
 * The embedded database writes ahead into files of 16 MB. Where the next one does not fit it neither goes on nor gives up: the process stands still
 * until it is killed. So nothing is written while less than four of them fit.
 */
export const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** The disk of the data folder is nearly full: nothing was written. */
export class NoRoom extends Error {
  constructor(folder: string, free: number) {
    super(
      `${folder} has ${Math.floor(free / 1024 / 1024)} MB left; nothing is written with less than ${LEAST_FREE_BYTES / 1024 / 1024} MB.`,
    );
    this.name = 'NoRoom';
  }
}

/** Throws NoRoom. */
export async function needsRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) throw new NoRoom(folder, bavail * bsize);
}
