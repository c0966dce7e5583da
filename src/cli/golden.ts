/** `leafproof golden`: writes what a sample document is read as, for a person to compare with it. */

import { GoldenExists, writeGolden } from '../../importers/golden.ts';
import { fallback, importers } from '../../importers/index.ts';
import { DocumentRefused } from '../document/document.ts';

export async function golden(files: readonly string[], options: { force?: boolean }): Promise<number> {
  let status = 0;
  for (const file of files) {
    try {
      console.log(`${await writeGolden(file, { importers, fallback }, options)}: compare it with the document before committing it`);
    } catch (error) {
      if (!(error instanceof GoldenExists || error instanceof DocumentRefused)) throw error;
      console.error(`leafproof: ${file}: ${error.message}`);
      status = 1;
    }
  }
  return status;
}
