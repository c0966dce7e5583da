/** Words for statistics of values below limits. */
import type { Method } from '../../quality/censored.ts';
import type { LeftOut } from '../../store/observations.ts';
import { BASIS_WORDS, count } from './words.ts';

export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  kaplan_meier: 'Kaplan–Meier',
  ros_lognormal: 'Regression on order statistics',
  mle_lognormal: 'Maximum likelihood, lognormal',
  substitution_0: 'Counting “below” as its lower bound',
  substitution_half: 'Counting “below” as half',
  substitution_sqrt2: 'Counting “below” as the limit/√2',
  substitution_full: 'Counting “below” as the limit',
};

/** Bounds of the mean; the other substitutions are no estimates and are left to the API. */
export const SHOWN_METHODS: readonly Method[] = ['kaplan_meier', 'ros_lognormal', 'mle_lognormal', 'substitution_0', 'substitution_full'];

export function leftOutWords({ reason, detail, results }: LeftOut): string {
  const n = count(results, 'result');
  switch (reason) {
    case 'other-basis':
      return `${n} on another basis (${BASIS_WORDS[detail as keyof typeof BASIS_WORDS] ?? detail})`;
    case 'other-unit':
      return `${n} in another unit (${detail})`;
    case 'repeated':
      return `${n} printed more than once`;
    case 'presence':
      return `${n} that only say present or absent`;
    case 'no-bounds':
      return `${n} with nothing that bounds the amount`;
    case 'not-a-value':
      return `${n} without a value`;
  }
}

/** Three significant digits: more would promise what the data do not hold. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));
