/** Entries of a ZIP file, within limits checked before anything is inflated. */
import { unzipSync } from 'fflate';
import { DocumentRefused } from './document.ts';

const MOST_ENTRIES = 2_000;
const MOST_BYTES = 60 * 1024 * 1024;
/** Worksheets shrink to a tenth, rarely to a fiftieth; bombs to a thousandth. */
const HIGHEST_RATIO = 250;
/** Small entries may shrink as they like. */
const RATIO_FROM = 1024 * 1024;

/** The wanted entries, inflated. Throws DocumentRefused for a bomb or a damaged file. */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  let entries = 0;
  let total = 0;
  const filter = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }): boolean => {
    if (++entries > MOST_ENTRIES) throw bomb(`more than ${MOST_ENTRIES} parts`);
    if (!isWanted(name)) return false;
    total += originalSize;
    if (total > MOST_BYTES) throw bomb(`parts that inflate to more than ${MOST_BYTES / 1024 / 1024} MB`);
    if (originalSize > RATIO_FROM && originalSize > size * HIGHEST_RATIO) throw bomb('a part that inflates more than any real one does');
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    if (error instanceof DocumentRefused) throw error;
    throw new DocumentRefused('broken-file', 'The workbook is damaged or incomplete. Save it again, or send its table as CSV.', {
      cause: error,
    });
  }
}

function bomb(what: string): DocumentRefused {
  return new DocumentRefused('unsafe-content', `The workbook has ${what}. Send its table as CSV.`);
}
