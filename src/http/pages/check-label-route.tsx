/** Looks up what stands on a label, and judges the lots found as the visitor chose. */
import { type LabelCode, readLabelCode } from '../../coa/label-code.ts';
import { listExceedances } from '../../store/exceedances.ts';
import { findLot } from '../../store/lot.ts';
import { lookUpLots } from '../../store/lot-lookup.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { Context } from '../context.ts';
import type { Upload } from '../route.ts';
import type { LabelAnswer } from './check-label.tsx';
import { judgedLot, type Standpoint } from './judged-route.tsx';
import type { AnsweredLot, CodeAnswer } from './lot-answer.tsx';

/** A label has one or two codes that matter. */
const MOST_CODES = 4;
const MOST_OVER = 20;

export async function typedLot({ store }: Context, typed: string, at: Standpoint): Promise<LabelAnswer> {
  const answer = await answerOf(store.em(), readLabelCode(typed.slice(0, 300)), null, at);
  return { typed, answers: [answer], choice: at.choice };
}

/** Throws DocumentRefused for what is no photo. */
export async function photographedLabel({ store, pool }: Context, file: Upload, signal: AbortSignal, at: Standpoint): Promise<LabelAnswer> {
  const codes = await pool.readCodes(file, signal);
  const answers: CodeAnswer[] = [];
  for (const { form, text } of codes.slice(0, MOST_CODES)) answers.push(await answerOf(store.em(), readLabelCode(text), form, at));
  return { typed: null, answers, choice: at.choice };
}

async function answerOf(em: SqlEntityManager, code: LabelCode, form: string | null, at: Standpoint): Promise<CodeAnswer> {
  const { found, nearest } = await lookUpLots(em, code);
  const lots: AnsweredLot[] = [];
  for (const each of found) {
    const view = await findLot(em, each.lot.id);
    if (view === null) continue;
    const { judged, today } = await judgedLot(em, view, at);
    const { items: anywhere } = await listExceedances(em, { lot: view.id }, { limit: MOST_OVER });
    lots.push({ ...each, view, anywhere, judged, today });
  }
  return { code, form, lots, nearest };
}
