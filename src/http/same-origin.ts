/** Forms that everybody may send, without a session: taken from pages of this site alone, so that no other site sends them in a visitor's name. */
import type { Request, RequestHandler } from 'express';
import { HttpProblem } from './errors.ts';

export const fromHere: RequestHandler = (req, _res, next) => {
  mustBeFromHere(req);
  next();
};

/** Throws for what a page of another site made a browser send. */
export function mustBeFromHere(req: Request): void {
  if (isFromHere(req)) return;
  throw new HttpProblem('form-refused', 'This form did not come from this site. Open the page here and send it again.');
}

/** Browsers say where a form comes from in one of two headers; a program that sends neither has no visitor to abuse. */
function isFromHere(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  return origin === undefined || hostOf(origin) === req.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
