import { defineEntity, p } from '@mikro-orm/core';
import type { Box, Evidence } from '../../coa/transcript.ts';

/** Each may do what those before it may. A reader may do what everybody may, more often. */
export const KEY_ROLES = ['reader', 'contributor', 'reviewer', 'admin'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** The beginning of the secret, to tell keys apart in a list. */
    prefix: p.text(),
    /** SHA-256 of the secret, which itself is never stored. */
    hash: p.text().unique(),
    role: p.enum(KEY_ROLES),
    createdAt: p.datetime(),
    /** To the day. */
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    /** Null: until it is revoked. */
    expiresAt: p.datetime().nullable(),
    /** The key made in its place. */
    replacedBy: () => p.manyToOne(ApiKey).mapToPk().fieldName('replaced_by').nullable(),
  },
});
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

const LogEntrySchema = defineEntity({
  name: 'LogEntry',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    actor: p.text(),
    /** `review-accept`, `merge`, `key-create`, … */
    action: p.text(),
    /** `certificate:<id>`, `organization:<id>`, … */
    subject: p.text(),
    reason: p.text().nullable(),
    detail: p.json<Readonly<Record<string, unknown>>>(),
  },
});
/** What an operator did, when and why. Only ever added to. */
export class LogEntry extends LogEntrySchema.class {}
LogEntrySchema.setClass(LogEntry);

const FieldAssertionSchema = defineEntity({
  name: 'FieldAssertion',
  properties: {
    id: p.uuid().primary(),
    subjectType: p.enum(['certificate', 'sample', 'result']),
    subjectId: p.uuid(),
    field: p.text(),
    printed: p.text().nullable(),
    value: p.text().nullable(),
    confidence: p.double(),
    evidence: p.json<Evidence | null>().nullable(),
    actor: p.text(),
    reason: p.text(),
    /** The second person, where a change needs two. */
    approvedBy: p.text().nullable(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What a person says a field holds, ranked above what a machine read; both stay. */
export class FieldAssertion extends FieldAssertionSchema.class {}
FieldAssertionSchema.setClass(FieldAssertion);

const BlackOutSchema = defineEntity({
  name: 'BlackOut',
  properties: {
    id: p.uuid().primary(),
    sha256: p.text(),
    /** From 1. */
    page: p.integer(),
    box: p.json<Box>(),
    actor: p.text(),
    reason: p.text(),
    recordedAt: p.datetime(),
    liftedBy: p.text().nullable(),
    liftedReason: p.text().nullable(),
    liftedAt: p.datetime().nullable(),
  },
});
/** A region of a page that is painted over wherever the page is shown. */
export class BlackOut extends BlackOutSchema.class {}
BlackOutSchema.setClass(BlackOut);
