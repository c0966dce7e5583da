/** That a later report amends one: said beside whatever is shown of the older one. */
import type { Relation } from '../../coa/amendment.ts';
import type { RelatedReport } from '../../store/related-reports.ts';

export const amendedBy = (related: readonly RelatedReport[] | undefined): RelatedReport | undefined =>
  related?.find(({ kind }) => kind === 'amended-by');

/** Of the older one. */
export const amendedWords = (basis: Relation['basis']): string =>
  basis === 'printed' ? 'a later report amends it' : 'a later file carries its report number';
