/** Every entity, named: discovery by folder would depend on where the program was built. */
import { AuthenticityCheck, ValueFingerprint } from './authenticity.ts';
import { Certificate, CertificateVersion, Publication, Sample, SampleOf, StoredProblem } from './certificate.ts';
import { Contribution, ContributionFile } from './contribution.ts';
import { Extraction, SourceFile, Submission } from './file.ts';
import { ValueFlag } from './flag.ts';
import { ChainedEntry, LogContent, LogHead, LogKey, LogNode } from './history.ts';
import { LabelFact } from './label.ts';
import { OrgAlias, Organization, OrgChange } from './organization.ts';
import { ApiKey, BlackOut, FieldAssertion, LogEntry } from './people.ts';
import { Batch, Product } from './product.ts';
import { Recall, RecallVersion, StoredRecallMatch } from './recall.ts';
import { Reply } from './reply.ts';
import { Rereading } from './rereading.ts';
import { Analyte, Result } from './result.ts';
import { AnalyteMapping, CorrectionProposal, PublicationAgreement, PublicationNotice, ReviewSession } from './review.ts';
import { AccreditationScope } from './scope.ts';
import { ScoreChange, ScoredLot, Scoring, StoredScorecard, YardstickTestOf } from './scorecard.ts';
import { Judging, Rejudging, RejudgingSample, RuleSetVersion, RuleVersion, StoredVerdict } from './verdict.ts';

export const entities = [
  SourceFile,
  Extraction,
  Submission,
  Organization,
  OrgAlias,
  OrgChange,
  Product,
  Batch,
  LabelFact,
  AccreditationScope,
  Certificate,
  CertificateVersion,
  Publication,
  Sample,
  SampleOf,
  StoredProblem,
  Analyte,
  Result,
  ApiKey,
  LogEntry,
  ChainedEntry,
  LogContent,
  LogHead,
  LogKey,
  LogNode,
  FieldAssertion,
  BlackOut,
  AuthenticityCheck,
  ValueFingerprint,
  CorrectionProposal,
  AnalyteMapping,
  ReviewSession,
  Rereading,
  PublicationAgreement,
  PublicationNotice,
  Contribution,
  ContributionFile,
  ValueFlag,
  Reply,
  RuleSetVersion,
  RuleVersion,
  Judging,
  StoredVerdict,
  Rejudging,
  RejudgingSample,
  ScoreChange,
  YardstickTestOf,
  Scoring,
  StoredScorecard,
  ScoredLot,
  Recall,
  RecallVersion,
  StoredRecallMatch,
];
