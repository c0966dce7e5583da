/** Samples of one report, each with labels of its own beside or under those of another. */
import { LISTED, type ListedSample } from './header-grid.ts';
import type { LabelHit } from './header-labels.ts';
import { lookUp } from './header-lookup.ts';
import type { LabelledPage } from './header-page.ts';

const NUMBERS: readonly LabelHit['field'][] = ['labSampleId', 'lot'];

/** Labels of a box: `Lot` alone over a number is the heading of a column. */
const LEAST = 2;

/** `Name: …` among the labels of a sample is that of the sample. */
const fieldOf = ({ field }: LabelHit): LabelHit['field'] => (field === 'party' ? 'name' : field);

/** Labels that begin where this one does, line under line. */
function boxOf({ labels }: LabelledPage, home: LabelHit): readonly LabelHit[] {
  const { fontSize, box } = home.run;
  const column = labels
    .filter(({ first, run }) => first && Math.abs(run.box[0] - box[0]) < 0.6 * fontSize)
    .sort((a, b) => a.run.baseline - b.run.baseline);
  const at = column.indexOf(home);
  const isGap = (i: number): boolean => column[i + 1]!.run.baseline - column[i]!.run.baseline > 2.2 * fontSize;
  let [from, to] = [at, at];
  while (from > 0 && !isGap(from - 1)) from -= 1;
  while (to + 1 < column.length && !isGap(to)) to += 1;
  return column.slice(from, to + 1);
}

/** `Lab No.: S-902` in a box of labels, `Lab No.: S-901` in another: what its box says of the sample of this number; null where there are no two. */
export const boxedSample = (pages: readonly LabelledPage[], number: string): ListedSample | null => {
  for (const page of pages) {
    const numbered = page.labels.filter(({ field, first }) => first && NUMBERS.includes(field));
    const home = numbered.find(hit => lookUp(page, hit)?.value.text === number);
    if (!home) continue;
    const box = boxOf(page, home);
    const isAnother = (hit: LabelHit): boolean =>
      hit.field === home.field && (lookUp(page, hit)?.value.text ?? number) !== number && boxOf(page, hit).length >= LEAST;
    if (box.length < LEAST || !numbered.some(hit => !box.includes(hit) && isAnother(hit))) continue;
    const told = [...LISTED].flatMap(field => {
      const own = box.filter(hit => fieldOf(hit) === field).sort((a, b) => a.rank - b.rank);
      const value = own[0] && own[0].rank !== own[1]?.rank ? lookUp(page, own[0])?.value : undefined;
      return value ? [[field, value] as const] : [];
    });
    return Object.fromEntries(told);
  }
  return null;
};
