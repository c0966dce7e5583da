/** Ruling lines down a page, to be looked up by where they stand. */
import type { Line } from './document.ts';

interface Wall {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** By whole points from the left, so that a gap between two words is looked up and not searched for. */
export type Walls = ReadonlyMap<number, readonly Wall[]>;

const ofPages = new WeakMap<readonly Line[], Walls>();

export function wallsIn(rules: readonly Line[]): Walls {
  const known = ofPages.get(rules);
  if (known) return known;
  const walls = new Map<number, Wall[]>();
  ofPages.set(rules, walls);
  for (const { from, to } of rules) {
    if (!isUpright({ from, to })) continue;
    const wall = { x: from[0], top: Math.min(from[1], to[1]), bottom: Math.max(from[1], to[1]) };
    const others = walls.get(Math.floor(wall.x));
    if (others) others.push(wall);
    else walls.set(Math.floor(wall.x), [wall]);
  }
  return walls;
}

const isUpright = ({ from, to }: Line): boolean => Math.abs(from[0] - to[0]) < 1;

/** Where lines run down between `left` and `right` along a line of text at `y`. */
export function wallsBetween(walls: Walls, left: number, right: number, y: number): number[] {
  const found: number[] = [];
  if (walls.size === 0) return found;
  for (let x = Math.floor(left); x <= right; x += 1)
    for (const wall of walls.get(x) ?? []) if (wall.x >= left && wall.x <= right && wall.top < y && wall.bottom > y) found.push(wall.x);
  return found;
}
