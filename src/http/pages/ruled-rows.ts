/** Verdicts beside their rules, picked by what the rule asks for and by how the verdict came out. */
import { OF_DOCUMENTS } from '../../quality/ruleset-source.ts';
import type { JudgedRow } from './judged.ts';
import { type Shade, shadeOf, subjectWords } from './verdict-words.ts';

/** A verdict beside its rule, whether or not what it is of is stored. */
export type RuledRow = Pick<JudgedRow, 'rule' | 'set'> & {
  readonly verdict: Pick<JudgedRow['verdict'], 'verdict' | 'standing' | 'analyte' | 'needs' | 'reason'>;
};

/** Requirements of documents and panels stand in the checklist, not among the limits. */
export const limitsOnly = <R extends RuledRow>(rows: readonly R[]): R[] => rows.filter(({ rule }) => !OF_DOCUMENTS.has(rule.basis));

export const ofShade = <R extends RuledRow>(rows: readonly R[], ...shades: Shade[]): R[] =>
  rows.filter(({ verdict }) => shades.includes(shadeOf(verdict)));

export const subjectsOf = (rows: readonly RuledRow[]): string[] => [...new Set(rows.map(({ verdict }) => subjectWords(verdict.analyte)))];
