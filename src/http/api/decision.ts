/** One shape for every route by which a reviewer decides. */
import { z } from 'zod';
import type { Decision } from '../../ingest/decision.ts';
import type { Context } from '../context.ts';
import { decided } from '../decided.ts';
import { actorOf } from '../keys.ts';
import { json, type Route, route } from '../route.ts';
import type { Shown } from './schema.ts';

const Sentence = z
  .string()
  .trim()
  .max(2000)
  .regex(/^[^\0]*$/, 'holds control characters');

export const Reason = Sentence.min(1).meta({ description: 'Why; kept with the certificate.' });
export const Note = Sentence.default('').meta({ description: 'May be left out.' });

export interface DecisionDeclaration<P extends z.ZodObject, B extends z.ZodRawShape, A extends z.ZodObject> {
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  /** Beside the reason. */
  readonly body?: B;
  /** The decision is good without a reason. */
  readonly noteOnly?: boolean;
  readonly answer: A;
  decide(
    context: Context,
    call: { readonly params: z.output<P>; readonly body: z.output<z.ZodObject<B>> },
    decision: Decision,
  ): Promise<Shown<A>>;
}

export function decisionRoute<P extends z.ZodObject, A extends z.ZodObject, B extends z.ZodRawShape = Record<never, never>>(
  declaration: DecisionDeclaration<P, B, A>,
): Route {
  const { path, operationId, summary, description, params, body, noteOnly, answer, decide } = declaration;
  return route({
    method: 'post',
    ...{ path, operationId, summary, tag: 'Review', role: 'reviewer' },
    ...(description === undefined ? {} : { description }),
    ...(params === undefined ? {} : { params }),
    body: z.strictObject({ ...body, reason: noteOnly ? Note : Reason }),
    problems: ['not-found', 'conflict'],
    responses: { 200: { description: 'Decided', schema: answer } },
    async handle(context, call) {
      const { reason, ...rest } = call.body as { readonly reason: string };
      const decision = { actor: actorOf(call.caller), reason };
      const given = { params: call.params as z.output<P>, body: rest as z.output<z.ZodObject<B>> };
      return json(await decided(() => decide(context, given, decision)));
    },
  });
}
