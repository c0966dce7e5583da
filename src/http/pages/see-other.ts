/** Where a form that was taken leads: whoever was told that something is done finds it done, on a replica as well. */
import type { Response } from 'express';
import type { Context } from '../context.ts';

export async function seeOther({ store }: Pick<Context, 'store'>, res: Response, address: string): Promise<void> {
  await store.replicas?.caughtUp();
  res.redirect(303, address);
}
