import { defineEntity, p } from '@mikro-orm/core';

const ChainedEntrySchema = defineEntity({
  name: 'ChainedEntry',
  tableName: 'log_chain',
  properties: {
    id: p.uuid().primary(),
    actor: p.text(),
    action: p.text(),
    subject: p.text(),
    /** Canonical JSON. */
    facts: p.text(),
    digest: p.text().nullable(),
    /** These four are the database's to give, when the transaction commits. */
    seq: p.bigint('number').nullable(),
    at: p.datetime().nullable(),
    previous: p.text().nullable(),
    hash: p.text().nullable(),
  },
});
/** An entry of the log that everybody may see; store/log-chain says what its fields mean. */
export class ChainedEntry extends ChainedEntrySchema.class {}
ChainedEntrySchema.setClass(ChainedEntry);

const LogContentSchema = defineEntity({
  name: 'LogContent',
  properties: { entry: p.uuid().primary(), salt: p.text(), content: p.text().nullable() },
});
/** What a digest is of, where no other table holds it, and its salt. */
export class LogContent extends LogContentSchema.class {}
LogContentSchema.setClass(LogContent);

const LogKeySchema = defineEntity({
  name: 'LogKey',
  properties: { id: p.text().primary(), publicKey: p.text(), recordedAt: p.datetime() },
});
/** A key that heads are signed with; its public half alone. */
export class LogKey extends LogKeySchema.class {}
LogKeySchema.setClass(LogKey);

const LogHeadSchema = defineEntity({
  name: 'LogHead',
  properties: {
    id: p.integer().primary().autoincrement(),
    size: p.bigint('number'),
    root: p.text(),
    hash: p.text(),
    at: p.datetime(),
    key: p.text(),
    signature: p.text(),
  },
});
export class LogHead extends LogHeadSchema.class {}
LogHeadSchema.setClass(LogHead);

const LogNodeSchema = defineEntity({
  name: 'LogNode',
  properties: { level: p.smallint().primary(), index: p.bigint('number').primary(), hash: p.text() },
});
/** The root of a complete subtree of 2^level entries; can be computed anew from them. */
export class LogNode extends LogNodeSchema.class {}
LogNodeSchema.setClass(LogNode);
