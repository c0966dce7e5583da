/** Limits that can stand on the axis of an analyte: per gram as sold, in its own unit, whose text was seen and is in force. */
import { inForce } from '../../quality/ruleset.ts';
import type { NamedLimit } from '../charts/axis.tsx';
import { limitsOf } from './analyte-limits.tsx';
import { placeWords } from './rule-words.ts';
import { groupDigits } from './words.ts';

/** More names than these would hide the drawing; the table of limits has all. */
const MOST = 5;

export function limitLines(analyte: string, unit: string | null, today: string): NamedLimit[] {
  const places = new Map<number, Set<string>>();
  for (const { rule, set } of limitsOf(analyte)) {
    const yardstick = rule.status === 'yardstick';
    const shown = rule.basis === 'per_gram' && (yardstick || (rule.standing === 'public' && inForce(rule, today)));
    const value = Number(rule.value);
    if (!shown || unit === null || rule.judgedUnit?.toLowerCase() !== unit.toLowerCase() || !Number.isFinite(value) || value <= 0) continue;
    const names = places.get(value) ?? new Set<string>();
    places.set(value, names.add(yardstick ? 'comparison limit' : placeWords(set.jurisdiction)));
  }
  return [...places]
    .toSorted(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([value, names]) => ({ value, name: `${groupDigits(String(value))}: ${[...names].join(', ')}` }));
}
