/** Where the site is, as its visitor addressed it. */
import type { Request } from 'express';

/** `https://leafproof.example`; empty where the host, which comes from the caller, is no plain host name. */
export function originOf(req: Request): string {
  const host = req.get('host') ?? '';
  return /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i.test(host) ? `${req.protocol}://${host}` : '';
}
