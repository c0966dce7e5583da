/** Words for doubts about values. */
import type { FlagOutcome, FlagReason } from '../../store/entities/flag.ts';

export const FLAG_WORDS: Readonly<Record<FlagReason, string>> = {
  misread: 'It differs from what the certificate prints',
  'wrong-product': 'It belongs to another product, lot or vendor',
  other: 'Something else',
};

export const FLAG_OUTCOME_WORDS: Readonly<Record<FlagOutcome, string>> = {
  corrected: 'It was corrected',
  stands: 'It stands as printed',
  duplicate: 'Said before by another flag',
};
