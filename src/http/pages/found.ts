/** Addresses that name nothing. */
import { z } from 'zod';
import { HttpProblem } from '../errors.ts';

export function present<T>(found: T | null | undefined, otherwise: string): T {
  if (found === null || found === undefined) throw new HttpProblem('not-found', otherwise);
  return found;
}

export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;
