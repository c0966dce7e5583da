/** Whether the stored records are still what the log says was stored. */
import { raw } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { canonicalJson } from '../quality/canonical-json.ts';
import type { LogEntry } from './entities/people.ts';
import { contentOfDeed } from './log.ts';
import { type ChainEntry, digestOf, sha256 } from './log-chain.ts';
import type { Finding } from './log-verify.ts';
import { extractionContent, linksContent, storedVerdicts, verdictDigests, versionContent } from './record-content.ts';
import { list, row, rows, type SqlEntityManager, sql } from './sql.ts';

/** What the salt and the kept content of an entry are; null where nothing is kept, or it was removed. */
interface Kept {
  readonly id: string;
  readonly salt: string | null;
  readonly content: string | null;
  readonly deed: Pick<LogEntry, 'actor' | 'reason' | 'detail'> | null;
}

/** Null: as the log says. `removed`: gone in a way that the log says too. Else what differs. */
type Outcome = null | 'removed' | string;

const text = z.string().catch('');

export interface RecordsVerified {
  /** Entries whose records were compared. */
  readonly compared: number;
  /** Entries whose records a takedown or the removal of samples took away. */
  readonly removed: number;
  readonly findings: readonly Finding[];
}

/** One walk through the log, entry by entry, and then a look for records that it does not speak of. */
export class RecordVerifier {
  readonly #em: SqlEntityManager;
  readonly #takedowns: ReadonlyMap<string, number>;
  readonly #samplesRemoved: number;
  readonly #sampleSubjects = new Set<string>();
  readonly #findings: Finding[] = [];
  readonly #seen = { verdicts: 0, superseded: 0, scorecards: 0 };
  #compared = 0;
  #removed = 0;
  #begun: Readonly<Record<string, unknown>> = {};

  private constructor(em: SqlEntityManager, takedowns: ReadonlyMap<string, number>, samplesRemoved: number) {
    this.#em = em;
    this.#takedowns = takedowns;
    this.#samplesRemoved = samplesRemoved;
  }

  static async on(em: SqlEntityManager): Promise<RecordVerifier> {
    const found = await rows<{ subject: string; seq: number }>(
      em,
      sql`select subject, max(seq)::int as seq from log_chain where action = 'takedown' group by subject`,
    );
    const samples = await row<{ seq: number | null }>(em, sql`select max(seq)::int as seq from log_chain where action = 'samples-remove'`);
    return new RecordVerifier(em, new Map(found.map(({ subject, seq }) => [subject, seq])), samples?.seq ?? 0);
  }

  async add(entry: ChainEntry): Promise<void> {
    if (entry.facts.sample === true) this.#sampleSubjects.add(entry.subject);
    if (entry.action === 'log-begun') this.#begun = entry.facts;
    const outcome = await this.#compare(entry);
    if (outcome === undefined) return;
    if (outcome === 'removed') this.#removed += 1;
    else this.#compared += 1;
    if (outcome !== null && outcome !== 'removed')
      this.#findings.push({ seq: entry.seq, what: `${entry.action} of ${entry.subject}: ${outcome}` });
  }

  async end(): Promise<RecordsVerified> {
    for (const what of await this.#unspokenOf()) this.#findings.push({ seq: null, what });
    return { compared: this.#compared, removed: this.#removed, findings: this.#findings };
  }

  /** undefined: nothing is stored of it beyond the entry. */
  async #compare(entry: ChainEntry): Promise<Outcome | undefined> {
    const em = this.#em;
    const { facts } = entry;
    switch (entry.action) {
      case 'document':
        return this.#document(entry);
      case 'extraction':
        return this.#salted(entry, await extractionContent(em, text.parse(facts.extraction)));
      case 'version':
        return this.#salted(entry, await versionContent(em, text.parse(facts.version)));
      case 'published':
      case 'withdrawn':
        return this.#moment(entry, `${entry.action}_at`, 'publication', text.parse(facts.publication));
      case 'superseded':
        return this.#moment(entry, 'superseded_at', 'certificate_version', text.parse(facts.version));
      case 'verdicts':
        return this.#verdicts(entry);
      case 'links':
        return this.#links(entry);
      case 'scores':
        return this.#scores(entry);
      case 'rule-set':
        return this.#ruleSet(entry);
      case 'recall':
        return this.#recall(entry);
      case 'recall-matches':
        return this.#recallMatches(entry);
      default:
        return this.#deed(entry);
    }
  }

  #takenDown = ({ subject, seq }: ChainEntry): boolean => (this.#takedowns.get(subject) ?? 0) > seq;
  #sampleGone = ({ subject, seq }: ChainEntry): boolean => this.#samplesRemoved > seq && this.#sampleSubjects.has(subject);

  async #kept({ seq }: ChainEntry): Promise<Kept> {
    const found = await row<Kept>(
      this.#em,
      sql`select c.id, k.salt, k.content, case when e.id is null then null else json_build_object('actor', e.actor, 'reason', e.reason, 'detail', e.detail) end as deed
        from log_chain c left join log_content k on k.entry = c.id left join log_entry e on e.id = c.id where c.seq = ${seq}`,
    );
    return found ?? { id: '', salt: null, content: null, deed: null };
  }

  async #salted(entry: ChainEntry, stored: object | null): Promise<Outcome> {
    if (stored === null) return this.#sampleGone(entry) ? 'removed' : 'the record is gone';
    if (this.#takenDown(entry)) return 'removed';
    const { salt } = await this.#kept(entry);
    if (salt === null) return 'the salt of its digest is gone, without a takedown';
    return digestOf(canonicalJson(stored), salt) === entry.digest ? null : 'the stored record is another than was recorded';
  }

  async #deed(entry: ChainEntry): Promise<Outcome | undefined> {
    if (entry.digest === null) return undefined;
    if (this.#takenDown(entry)) return 'removed';
    const { salt, deed } = await this.#kept(entry);
    if (salt === null || deed === null) return 'what was done and why is gone';
    return digestOf(canonicalJson(contentOfDeed(deed)), salt) === entry.digest ? null : 'actor, reason or details are not what was written';
  }

  async #document(entry: ChainEntry): Promise<Outcome> {
    const file = await row<{ bytes: number; mediaType: string | null }>(
      this.#em,
      sql`select bytes::int as bytes, media_type as "mediaType" from source_file where 'file:' || sha256 = ${entry.subject}`,
    );
    if (file === null) return this.#sampleGone(entry) ? 'removed' : 'the file is gone';
    return file.bytes === entry.facts.bytes && file.mediaType === entry.facts.mediaType
      ? null
      : 'its size or type is another than was recorded';
  }

  async #moment(entry: ChainEntry, column: string, table: string, id: string): Promise<Outcome> {
    const at = `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    const version = table === 'publication' ? 'version_id' : 'id';
    const found = await row<{ at: string | null; version: string }>(
      this.#em,
      sql`select ${raw(at)} as at, ${raw(version)} as version from ${raw(table)} where id::text = ${id}`,
    );
    if (found === null) return this.#sampleGone(entry) ? 'removed' : 'the record of it is gone';
    return found.at === entry.facts.at && found.version === entry.facts.version
      ? null
      : `the stored moment is ${found.at}, not ${String(entry.facts.at)}`;
  }

  /** Kept content whose digest is that of the entry, as JSON; a text says why there is none. */
  async #content<T>(entry: ChainEntry, shape: z.ZodType<T>): Promise<T | string> {
    const { salt, content } = await this.#kept(entry);
    if (salt === null || content === null) return 'what its digest is of is gone';
    if (digestOf(content, salt) !== entry.digest) return 'what its digest is of was changed';
    return shape.parse(JSON.parse(content));
  }

  async #verdicts(entry: ChainEntry): Promise<Outcome> {
    const content = await this.#content(entry, VerdictsShape);
    if (typeof content === 'string') return content;
    const at = text.parse(entry.facts.at);
    const there = await this.#samplesThere([...Object.keys(content.written), ...Object.keys(content.gone)]);
    const stored = await storedVerdicts(this.#em, Object.keys(content.written), at);
    this.#seen.verdicts += stored.length;
    const digests = verdictDigests(stored);
    const differing = Object.entries(content.written).filter(([sample, digest]) => there.has(sample) && digests[sample] !== digest);
    if (differing.length > 0) return `the stored verdicts of sample ${differing[0]![0]} are others than were written`;
    for (const [sample, rules] of Object.entries(content.gone).filter(([sample]) => there.has(sample))) {
      const gone = await row<{ n: number }>(
        this.#em,
        sql`select count(*)::int as n from verdict where sample_id = ${sample} and rule_version_id::text in ${list(rules.map(String))}
          and superseded_at = ${at}::timestamptz`,
      );
      this.#seen.superseded += gone?.n ?? 0;
      if (gone?.n !== rules.length) return `verdicts of sample ${sample} that were superseded then are not so any more`;
    }
    return there.size === 0 && this.#samplesRemoved > entry.seq ? 'removed' : this.#missing(content.written, there, entry);
  }

  async #recall(entry: ChainEntry): Promise<Outcome> {
    const found = await row<{ record: unknown }>(
      this.#em,
      sql`select record from recall_version where 'recall:' || recall_id::text = ${entry.subject} and fingerprint = ${text.parse(entry.facts.fingerprint)}`,
    );
    if (found === null) return this.#sampleGone(entry) ? 'removed' : 'the record is gone';
    return digestOf(canonicalJson(found.record), '') === entry.digest ? null : 'the stored record is another than was recorded';
  }

  /** A match that was decided or replaced since keeps its vendor, product, lot and confidence. */
  async #recallMatches(entry: ChainEntry): Promise<Outcome> {
    const content = await this.#content(entry, z.array(z.looseObject({ match: z.string() })));
    if (typeof content === 'string') return content;
    for (const { match, state: _, ...written } of content) {
      const found = await row<object>(
        this.#em,
        sql`select vendor_id as vendor, product_id as product, batch_id as lot, confidence from recall_match where id = ${match}`,
      );
      if (found === null) return this.#sampleGone(entry) ? 'removed' : `match ${match} is gone`;
      if (canonicalJson(found) !== canonicalJson(written)) return `match ${match} is another than was recorded`;
    }
    return null;
  }

  #missing(samples: object, there: ReadonlySet<string>, { seq }: ChainEntry): Outcome {
    const gone = Object.keys(samples).find(sample => !there.has(sample));
    return gone === undefined || this.#samplesRemoved > seq ? null : `sample ${gone} is gone`;
  }

  async #samplesThere(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await rows<{ id: string }>(this.#em, sql`select id from sample where id in ${list(ids)}`)).map(({ id }) => id));
  }

  async #links(entry: ChainEntry): Promise<Outcome> {
    const content = await this.#content(entry, z.array(z.looseObject({ sample: z.string() })));
    if (typeof content === 'string') return content;
    const ids = content.map(({ sample }) => sample);
    const there = await this.#samplesThere(ids);
    const stored = await linksContent(this.#em, ids, text.parse(entry.facts.at));
    const same = canonicalJson(content.filter(({ sample }) => there.has(sample))) === canonicalJson(stored);
    return same
      ? this.#missing(Object.fromEntries(ids.map(id => [id, id])), there, entry)
      : 'the stored links of samples are others than were made';
  }

  async #scores(entry: ChainEntry): Promise<Outcome> {
    const content = await this.#content(entry, ScoresShape);
    if (typeof content === 'string') return content;
    for (const { vendor, inputs, fingerprint } of content.cards) {
      const card = await row<{
        fingerprint: string;
        inputs: string;
        vendor: unknown;
        lots: string[];
        output: unknown;
        status: string;
        lower: string | null;
      }>(
        this.#em,
        sql`select fingerprint, inputs_hash as inputs, vendor, to_json(lots) as lots, output, status, lower::text as lower from scorecard
          where vendor_id = ${vendor} and recorded_at = ${text.parse(entry.facts.at)}::timestamptz`,
      );
      if (card === null) {
        if (await row(this.#em, sql`select 1 as found from organization where id = ${vendor}`)) return `the scorecard of ${vendor} is gone`;
        continue;
      }
      this.#seen.scorecards += 1;
      const { output, lots } = card;
      const [status, lower] = [pick(output, 'status'), pick(pick(output, 'safety'), 'lower')];
      const same =
        card.fingerprint === fingerprint &&
        card.inputs === inputs &&
        short(output) === fingerprint &&
        short([card.vendor, lots]) === inputs;
      if (!same || card.status !== status || Number(card.lower) !== Number(lower))
        return `the scorecard of ${vendor} is another than was computed`;
      const changed = await this.#changedLot(lots);
      if (changed !== null) return `the lot ${changed} that the scorecard of ${vendor} rests on was changed`;
    }
    return null;
  }

  async #changedLot(hashes: readonly string[]): Promise<string | null> {
    const lots = await rows<{ hash: string; lot: unknown }>(this.#em, sql`select hash, lot from scored_lot where hash in ${list(hashes)}`);
    const good = new Set(lots.filter(({ hash, lot }) => short(lot) === hash).map(({ hash }) => hash));
    return hashes.find(hash => !good.has(hash)) ?? null;
  }

  async #ruleSet(entry: ChainEntry): Promise<Outcome> {
    const found = await row<{ data: unknown }>(
      this.#em,
      sql`select data from rule_set_version where 'ruleset:' || ruleset = ${entry.subject} and in_use_from = ${text.parse(entry.facts.at)}::timestamptz`,
    );
    if (found === null) return 'the rule set is gone';
    return digestOf(canonicalJson(found.data), '') === entry.digest ? null : 'the stored rule set is another than was taken into use';
  }

  /** Records that no entry speaks of, beyond those that were there when the log began. */
  async #unspokenOf(): Promise<string[]> {
    const em = this.#em;
    const found: string[] = [];
    const before = (name: string): number => z.number().catch(0).parse(this.#begun[name]);
    for (const [name, table, subject, action] of COVERED) {
      const loose = await rows<{ id: string }>(
        em,
        sql`select x.id::text as id from ${raw(table)} x where not exists (select 1 from log_chain c where c.subject = ${raw(subject)}
          and c.action = ${action} and position(x.id::text in c.facts) > 0) order by 1`,
      );
      if (loose.length > before(name))
        found.push(`${loose.length - before(name)} rows of ${table} that no entry speaks of, such as ${loose.at(-1)?.id}`);
    }
    const counted = await row<{ verdicts: number; superseded: number; scorecards: number; current: number; links: number }>(
      em,
      sql`select (select count(*)::int from verdict) as verdicts, (select count(*)::int from scorecard) as scorecards,
        (select count(*)::int from verdict v join sample s on s.id = v.sample_id join certificate_version x on x.id = s.version_id
          where v.superseded_at is not null and v.superseded_at is distinct from x.superseded_at) as superseded,
        (select count(*)::int from certificate_version v where v.superseded_at is null and (v.state = 'public')
          <> exists (select 1 from publication u where u.version_id = v.id and u.withdrawn_at is null)) as current,
        (select count(*)::int from sample_of k where (k.superseded_at is null) = exists (select 1 from sample_of n where n.sample_id = k.sample_id
          and (n.recorded_at, n.id) > (k.recorded_at, k.id)) and exists (select 1 from sample s join certificate_version v on v.id = s.version_id
          and v.superseded_at is null where s.id = k.sample_id)) as links`,
    );
    const more = (what: string, n: number, spoken: number, early: number) =>
      n > spoken + early && found.push(`${n - spoken - early} ${what} that no entry speaks of`);
    more('verdicts', counted!.verdicts, this.#seen.verdicts, before('verdicts'));
    more('superseded verdicts', counted!.superseded, this.#seen.superseded, before('verdicts'));
    more('scorecards', counted!.scorecards, this.#seen.scorecards, before('scorecards'));
    if (counted!.current > 0) found.push(`${counted!.current} certificates whose state and publication differ`);
    if (counted!.links > 0) found.push(`${counted!.links} links of samples that are current without being the newest`);
    return found;
  }
}

/** Table, how its rows are found in the log, and the name they have in the first entry. */
const COVERED = [
  ['extractions', 'extraction', `'file:' || x.sha256`, 'extraction'],
  ['versions', 'certificate_version', `'certificate:' || x.certificate_id`, 'version'],
  [
    'publications',
    'publication',
    `'certificate:' || (select v.certificate_id from certificate_version v where v.id = x.version_id)`,
    'published',
  ],
] as const;

const VerdictsShape = z.object({ written: z.record(z.string(), z.string()), gone: z.record(z.string(), z.array(z.int())) });
const ScoresShape = z.object({
  cards: z.array(z.object({ vendor: z.string(), inputs: z.string(), fingerprint: z.string() })),
  gone: z.array(z.string()),
});

/** As scores are fingerprinted (ingest/score). */
const short = (value: unknown): string =>
  Buffer.from(sha256(canonicalJson(value)), 'hex')
    .toString('base64url')
    .slice(0, 24);

const pick = (value: unknown, field: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[field] : undefined;
