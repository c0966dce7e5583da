/** How boxes on a page lie to each other. */
import type { Box } from '../coa/transcript.ts';

/** Width and height of what two boxes have in common; not above zero where they stand apart. */
export const common = (a: Box, b: Box): readonly [width: number, height: number] => [
  Math.min(a[2], b[2]) - Math.max(a[0], b[0]),
  Math.min(a[3], b[3]) - Math.max(a[1], b[1]),
];

/** Whether boxes reach into each other by more than parts of the smaller width and the smaller height. */
export function overlap(a: Box, b: Box, across = 0.2, down = 0.2): boolean {
  const [width, height] = common(a, b);
  return width > across * Math.min(a[2] - a[0], b[2] - b[0]) && height > down * Math.min(a[3] - a[1], b[3] - b[1]);
}
