import { ANALYTES, matchAnalyte } from '../coa/analyte.ts';
import { editDistance } from '../coa/edit-distance.ts';

/** The name that was probably meant; null where none is near. */
export function nearest(written: string, names: readonly string[]): string | null {
  const text = written.toLowerCase().replaceAll('-', '_');
  const most = text.length < 4 ? 1 : text.length < 8 ? 2 : 3;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    const distance = name.startsWith(text) && text.length >= 3 ? 0.5 : editDistance(text, name.toLowerCase(), most);
    if (distance <= most && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

const ANALYTE_IDS = ANALYTES.map(({ id }) => id);

/** Id of the analyte that was probably meant: by one of its names, else by how its id is spelled. */
export const nearestAnalyte = (written: string): string | null => matchAnalyte(written)?.id ?? nearest(written, ANALYTE_IDS);
