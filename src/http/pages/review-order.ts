/** The order in which a reviewer looks at values, and what a page of the review is made of. */
import { rowPath } from '../../ingest/amend.ts';
import { isDoubtful } from '../../ingest/publication.ts';
import type { AuthenticityItem } from '../../store/authenticity.ts';
import type { BlackOutView } from '../../store/black-out.ts';
import type { ComparedReports } from '../../store/compared-reports.ts';
import type { AssertionView, ProposalView } from '../../store/correction.ts';
import type { CertificateView, ResultView } from '../../store/views.ts';
import type { Reviewer } from '../session.ts';
import type { Notice } from './review-parts.tsx';

export interface Reviewed {
  readonly certificate: CertificateView;
  readonly assertions: readonly AssertionView[];
  readonly proposals: readonly ProposalView[];
  readonly history: readonly { readonly at: string; readonly actor: string; readonly action: string; readonly reason: string | null }[];
  readonly signals: readonly AuthenticityItem[];
  /** Where the file comes from, in the words of those without a key who handed it in. */
  readonly notes: readonly { readonly note: string; readonly at: string }[];
  readonly blackOuts: readonly BlackOutView[];
  /** Public reports related to it, each compared with it. */
  readonly others: readonly ComparedReports[];
  readonly reviewer: Reviewer;
  readonly notice: Notice | null;
  /** `0-12`: sample and line of the value that is looked at. */
  readonly at: string | null;
  /** Identifier of the observation whose place is shown. */
  readonly signal: string | null;
}

export const placeOf = ({ sampleIndex, position }: ResultView): string => `${sampleIndex}-${position}`;

/** True when nobody confirmed, corrected or rejected it yet, nor proposed a change that waits for a second person. */
export function isOpen(result: ResultView, assertions: readonly AssertionView[], proposals: readonly ProposalView[]): boolean {
  if (proposals.some(({ sample, line }) => placeOf(result) === `${sample}-${line}`)) return false;
  const confirmed = rowPath(result.sampleIndex, result.position, 'confirmed');
  return (
    isDoubtful(result) &&
    !assertions.some(one => one.field === confirmed && one.supersededAt === null && one.value === result.printed.value)
  );
}

/** The doubtful values first, in the order of the page; then all others. */
export function inOrder(certificate: CertificateView): ResultView[] {
  const all = certificate.samples.flatMap(sample => sample.results);
  const wasDoubtful = (result: ResultView) => isDoubtful(result) || result.confidenceReasons.some(reason => /by a person$/.test(reason));
  return [...all.filter(wasDoubtful), ...all.filter(result => !wasDoubtful(result))];
}
