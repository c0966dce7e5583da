/** The kinds of findings in the order in which the method page explains them, each as the site would say it. */
import type { FindingKind } from '../../coa/finding.ts';

export const FINDING_ORDER: readonly { readonly kind: FindingKind; readonly example: string }[] = [
  { kind: 'quantified', example: '0.35 mg/kg' },
  { kind: 'estimated', example: '0.03 mg/kg (an estimate)' },
  { kind: 'below_limit', example: 'below 0.05 mg/kg (the lab cannot see less)' },
  { kind: 'not_detected', example: 'not detected (LOD 0.02 mg/kg)' },
  { kind: 'detected_not_quantified', example: 'detected, too little to measure' },
  { kind: 'above_limit', example: 'above 300 CFU/g (the lab cannot measure more)' },
  { kind: 'range', example: '1.0 to 1.5 mg/g (a printed range)' },
  { kind: 'absent', example: 'not found (in 25 g)' },
  { kind: 'present', example: 'present (in 25 g)' },
  { kind: 'text', example: '“Complies” (a word, no number)' },
  { kind: 'not_tested', example: 'not tested' },
  { kind: 'not_reported', example: 'no result printed' },
  { kind: 'not_legible', example: 'not legible' },
  { kind: 'invalid', example: 'not a usable result' },
];
