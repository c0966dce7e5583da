/** What stands in the header of certificates, and the labels that introduce it. */
import type { DateField } from '../../src/coa/transcript.ts';
import { ASIAN } from './fields-asian.ts';
import { COMPOSED } from './fields-composed.ts';
import { ENGLISH } from './fields-english.ts';
import { EUROPEAN } from './fields-european.ts';

export type HeaderField =
  | DateField
  | 'laboratory'
  | 'accreditation'
  | 'reportNumber'
  | 'client'
  | 'manufacturer'
  | 'brand'
  | 'name'
  | 'lot'
  | 'labSampleId'
  /** Of one of the tests, or, where all that are printed are the same, of the sample. */
  | 'testId'
  | 'form'
  | 'matrix'
  | 'servingSize'
  | 'containerSize'
  | 'maxDailyIntake'
  | 'moisture'
  | 'sampledBy'
  | 'samplingMethod'
  | 'condition'
  | 'amountReceived'
  /** A party whose part (client, manufacturer) only the heading over it tells. */
  | 'party'
  /** Of the sample, or of a party: only the heading over it tells. */
  | 'ownNumber'
  /** Known to be a label, and of nothing kept here: it ends the value before it and keeps its own from being taken for another. */
  | 'other';

export type ValueKind = 'code' | 'date' | 'text' | 'quantity';

export const VALUE_KIND: Record<HeaderField, ValueKind> = {
  sampled: 'date',
  received: 'date',
  tested: 'date',
  reported: 'date',
  amended: 'date',
  expires: 'date',
  laboratory: 'text',
  accreditation: 'code',
  reportNumber: 'code',
  client: 'text',
  manufacturer: 'text',
  brand: 'text',
  name: 'text',
  lot: 'code',
  labSampleId: 'code',
  testId: 'code',
  form: 'text',
  matrix: 'text',
  servingSize: 'quantity',
  containerSize: 'quantity',
  maxDailyIntake: 'quantity',
  moisture: 'quantity',
  sampledBy: 'text',
  samplingMethod: 'text',
  condition: 'text',
  amountReceived: 'quantity',
  party: 'text',
  ownNumber: 'code',
  other: 'text',
};

export interface LabelWords {
  readonly field: HeaderField;
  /** 0 names the field outright; higher is used where nothing better is printed. */
  readonly rank: number;
  /** Regular expression source, in small letters. A space stands for any spaces or a hyphen. */
  readonly words: string;
}

const NUMBER = '(?: ?(?:#|№|n[°º]|no\\.|no|nr\\.|nr|number|num\\.|id|code|č\\.))';

/** A word that names begin with too is a label with a mark, or by itself: `Grade: A`, and not `Grade A Kava`. */
const ALONE = '(?= ?[:#]|$)';

const isField = (text: string): text is HeaderField => text in VALUE_KIND;

/** One line a field: `lot 1: batch{no} | …`, where `{no}` is any way to say number. */
const read = (lines: string): LabelWords[] =>
  lines
    .trim()
    .split('\n')
    .flatMap(line => {
      const [, field = '', rank, words = ''] = /^(\w+) (\d): (.+)$/.exec(line) ?? [];
      if (!isField(field)) throw new Error(`Not a line of labels: ${line}`);
      return words
        .split(' | ')
        .map(alternative => ({ field, rank: Number(rank), words: alternative.replaceAll('{no}', NUMBER).replaceAll('{alone}', ALONE) }));
    });

export const LABELS: readonly LabelWords[] = [...read(ENGLISH), ...read(EUROPEAN), ...read(ASIAN), ...COMPOSED];
