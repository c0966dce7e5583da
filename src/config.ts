/** Settings: the only reader of the environment. */
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { FilePlace } from './store/files.ts';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** Bucket names as Amazon allows them; a prefix without empty parts. */
const S3_ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[\w.-]+)*)\/?$/;
/** IPv6 in square brackets. */
const METRICS_ADDRESS = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i;
const onOff = z.stringbool({ truthy: ['on', 'true', '1', 'yes'], falsy: ['off', 'false', '0', 'no'] });

/** Every setting with its default as people write it, and what it does; the README's table is tested against this list. */
export const SETTINGS = {
  PORT: { schema: whole(0, 65535).default(3000), default: '3000', text: 'Port of the web site and the API; 0 takes a free one' },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    default: '127.0.0.1',
    text: 'Address to listen on; 0.0.0.0 opens it to the network',
  },
  DATA_DIR: {
    schema: z.string().min(1).default('./data'),
    default: './data',
    text: 'Folder of the embedded database, the originals and the page images',
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }).optional(),
    default: '',
    text: 'A PostgreSQL 15 or newer to use instead of the embedded database, postgresql://user:password@host/name',
  },
  DATABASE_PLANS: {
    schema: onOff.default(true),
    default: 'on',
    text: 'off where a pooler between this and PostgreSQL hands the statements of one client to several connections, which then cannot keep the plans of queries',
  },
  DATABASE_READ_TIMEOUT: {
    schema: z.coerce.number().min(0).max(3600).default(30),
    default: '30',
    text: 'Seconds after which PostgreSQL ends a query of a public page or read, which is then answered with 503; 0 for no limit, and none with DATABASE_PLANS=off',
  },
  DATABASE_REPLICA_URLS: {
    schema: z
      .string()
      .transform(text => text.split(',').map(url => url.trim()))
      .pipe(z.array(z.url({ protocol: /^postgres(ql)?$/, error: 'must be postgresql:// addresses with commas between them' })))
      .default([]),
    default: '',
    text: 'Streaming replicas of that PostgreSQL, postgresql:// addresses with commas between them, for pages and reads of the API',
  },
  DATABASE_REPLICA_LAG: {
    schema: z.coerce.number().min(0.5).max(3600).default(5),
    default: '5',
    text: 'Seconds that a replica may be behind; one that is further behind is not asked',
  },
  LEAFPROOF_FILES: {
    schema: z.string().regex(S3_ADDRESS, 'must be s3://bucket or s3://bucket/prefix').optional(),
    default: 'below DATA_DIR',
    text: 'Where originals are kept: s3://bucket/prefix for a bucket, whose keys come from the usual places of AWS programs (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, the role of the machine)',
  },
  LEAFPROOF_S3_ENDPOINT: {
    schema: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
    default: '',
    text: 'Address of an S3-compatible store other than Amazon’s',
  },
  AWS_REGION: { schema: z.string().min(1).default('us-east-1'), default: 'us-east-1', text: 'Region of the bucket' },
  LEAFPROOF_SAMPLES: { schema: onOff.default(true), default: 'on', text: 'off starts without the sample certificates' },
  LEAFPROOF_ADMIN_KEY: {
    schema: z
      .string()
      .min(8, 'must be at least 8 characters long; 32 random ones are better')
      .regex(/^[!-~]+$/, 'must be letters, digits and signs without blanks: it is sent in a header')
      .optional(),
    default: '',
    text: 'Secret of the first admin API key, at least 8 characters, 32 random ones are better',
  },
  LEAFPROOF_WORK: {
    schema: onOff.default(true),
    default: 'on',
    text: 'off leaves what is done in the background to leafproof work; only with DATABASE_URL',
  },
  LEAFPROOF_READERS: {
    schema: whole(1, 64).optional(),
    default: 'number of cores, at most 4',
    text: 'Processes that read files at the same time',
  },
  LEAFPROOF_READ_SECONDS: { schema: whole(1, 600).default(20), default: '20', text: 'Seconds after which reading one file is given up' },
  LEAFPROOF_OCR_SECONDS: {
    schema: whole(0, 3600).default(120),
    default: '120',
    text: 'Seconds for recognising the text of a scan or photograph; 0 refuses them',
  },
  LEAFPROOF_READ_MEGABYTES: {
    schema: whole(128, 65536).default(1024),
    default: '1024',
    text: 'Memory in MB beyond which a process that reads a file is stopped',
  },
  LEAFPROOF_RATE_LIMIT: {
    schema: whole(1, 100_000).default(60),
    default: '60',
    text: 'Files that one address may have checked in a minute; ten times as many with a key, for submissions',
  },
  LEAFPROOF_READ_LIMIT: {
    schema: whole(0, 10_000_000).default(6000),
    default: '6000',
    text: 'Requests of the API that read, answered to one address in a minute; ten times as many to a key; 0 answers all',
  },
  LEAFPROOF_WRITE_LIMIT: {
    schema: whole(0, 10_000_000).default(60),
    default: '60',
    text: 'Requests of the API that change something, taken from one address in a minute; ten times as many from a key; 0 takes all',
  },
  LEAFPROOF_CONTRIBUTION_LIMIT: {
    schema: whole(1, 100_000).default(20),
    default: '20',
    text: 'Contributions without a key that one address may send in an hour: files handed in, flags and replies, each kind counted by itself',
  },
  LEAFPROOF_PUBLICATION: {
    schema: z.enum(['open', 'careful']).default('open'),
    default: 'open',
    text: 'open: only doubtful readings wait for a reviewer; careful: a certificate over a public rule or the yardstick waits as well, for two reviewers and until vendor and laboratory had five days to answer, for one reviewer alone where it is a pathogen',
  },
  LEAFPROOF_SIGNING_KEY: {
    schema: z.string().optional(),
    default: '',
    text: 'Ed25519 private key (PKCS #8, PEM or base64) that heads of the log are signed with; without it DATA_DIR/signing-key.pem, made at the first start',
  },
  LEAFPROOF_SNAPSHOTS: {
    schema: z.enum(['daily', 'off']).default('daily'),
    default: 'daily',
    text: 'daily: a running server makes a snapshot a day (docs/snapshots.md) below DATA_DIR when something changed; off: none',
  },
  LEAFPROOF_TRUST_PROXY: {
    schema: whole(0, 10).default(0),
    default: '0',
    text: 'Number of reverse proxies in front, whose X-Forwarded-For is believed',
  },
  LEAFPROOF_METRICS: {
    schema: z.string().regex(METRICS_ADDRESS, 'must be host:port, such as 127.0.0.1:9464').optional(),
    default: '',
    text: 'Address of a port of its own for Prometheus, such as 127.0.0.1:9464; without it there are no metrics',
  },
  LEAFPROOF_DRAIN_SECONDS: {
    schema: whole(0, 600).default(0),
    default: '0',
    text: 'Seconds in which a stopping server still answers while /readyz is 503, so that whoever sends it requests can turn to others',
  },
  LEAFPROOF_CONTACT: {
    schema: z
      .string()
      .regex(/^(mailto|https|tel):[!-~]+$/, 'must be a mailto:, https: or tel: address')
      .optional(),
    default: '',
    text: 'Where to report security problems, a mailto: or https: address, for /.well-known/security.txt; without it there is no such file',
  },
  LOG_LEVEL: {
    schema: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    default: 'info',
    text: 'How much is logged: silent, fatal, error, warn, info, debug, trace',
  },
} as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Connections keep the plans of queries that are asked often. */
  readonly databasePlans: boolean;
  /** What a query of a public read may take on PostgreSQL; null: as long as it takes. */
  readonly readTimeoutMs: number | null;
  /** Of DATABASE_URL; empty for none. */
  readonly replicas: { readonly urls: readonly string[]; readonly mostLagMs: number };
  readonly files: FilePlace;
  readonly samples: boolean;
  readonly adminKey: string | null;
  /** Judging again, scores and files in line are done by this process too. */
  readonly work: boolean;
  readonly readers: {
    readonly size: number;
    readonly timeLimitMs: number;
    readonly ocrTimeLimitMs: number;
    readonly memoryLimitBytes: number;
  };
  readonly uploadsPerMinute: number;
  /** Of the API, by one address; 0 is no limit. */
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** Without a key, of each kind, by one address. */
  readonly contributionsPerHour: number;
  readonly publication: 'open' | 'careful';
  /** PEM or base64; a secret. */
  readonly signingKey: string | null;
  readonly snapshots: 'daily' | 'off';
  readonly trustedProxies: number;
  /** Null: none. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly drainMs: number;
  /** Address for reports of security problems. */
  readonly contact: string | null;
  readonly logLevel: z.infer<(typeof SETTINGS)['LOG_LEVEL']['schema']>;
}

/** A setting that cannot be used; the message names each one and what is wrong with it. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`Settings that cannot be used:\n${problems.map(problem => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const shape = z.object({
  PORT: SETTINGS.PORT.schema,
  HOST: SETTINGS.HOST.schema,
  DATA_DIR: SETTINGS.DATA_DIR.schema,
  DATABASE_URL: SETTINGS.DATABASE_URL.schema,
  DATABASE_PLANS: SETTINGS.DATABASE_PLANS.schema,
  DATABASE_READ_TIMEOUT: SETTINGS.DATABASE_READ_TIMEOUT.schema,
  DATABASE_REPLICA_URLS: SETTINGS.DATABASE_REPLICA_URLS.schema,
  DATABASE_REPLICA_LAG: SETTINGS.DATABASE_REPLICA_LAG.schema,
  LEAFPROOF_FILES: SETTINGS.LEAFPROOF_FILES.schema,
  LEAFPROOF_S3_ENDPOINT: SETTINGS.LEAFPROOF_S3_ENDPOINT.schema,
  AWS_REGION: SETTINGS.AWS_REGION.schema,
  LEAFPROOF_SAMPLES: SETTINGS.LEAFPROOF_SAMPLES.schema,
  LEAFPROOF_ADMIN_KEY: SETTINGS.LEAFPROOF_ADMIN_KEY.schema,
  LEAFPROOF_WORK: SETTINGS.LEAFPROOF_WORK.schema,
  LEAFPROOF_READERS: SETTINGS.LEAFPROOF_READERS.schema,
  LEAFPROOF_READ_SECONDS: SETTINGS.LEAFPROOF_READ_SECONDS.schema,
  LEAFPROOF_OCR_SECONDS: SETTINGS.LEAFPROOF_OCR_SECONDS.schema,
  LEAFPROOF_READ_MEGABYTES: SETTINGS.LEAFPROOF_READ_MEGABYTES.schema,
  LEAFPROOF_RATE_LIMIT: SETTINGS.LEAFPROOF_RATE_LIMIT.schema,
  LEAFPROOF_READ_LIMIT: SETTINGS.LEAFPROOF_READ_LIMIT.schema,
  LEAFPROOF_WRITE_LIMIT: SETTINGS.LEAFPROOF_WRITE_LIMIT.schema,
  LEAFPROOF_CONTRIBUTION_LIMIT: SETTINGS.LEAFPROOF_CONTRIBUTION_LIMIT.schema,
  LEAFPROOF_PUBLICATION: SETTINGS.LEAFPROOF_PUBLICATION.schema,
  LEAFPROOF_SIGNING_KEY: SETTINGS.LEAFPROOF_SIGNING_KEY.schema,
  LEAFPROOF_SNAPSHOTS: SETTINGS.LEAFPROOF_SNAPSHOTS.schema,
  LEAFPROOF_TRUST_PROXY: SETTINGS.LEAFPROOF_TRUST_PROXY.schema,
  LEAFPROOF_METRICS: SETTINGS.LEAFPROOF_METRICS.schema,
  LEAFPROOF_DRAIN_SECONDS: SETTINGS.LEAFPROOF_DRAIN_SECONDS.schema,
  LEAFPROOF_CONTACT: SETTINGS.LEAFPROOF_CONTACT.schema,
  LOG_LEVEL: SETTINGS.LOG_LEVEL.schema,
});

/** Reads the settings; an empty variable counts as not set. Throws ConfigError. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.keys(SETTINGS).map(name => [name, environment[name] === '' ? undefined : environment[name]]));
  const parsed = shape.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`));
  const settings = parsed.data;
  if (!settings.LEAFPROOF_WORK && settings.DATABASE_URL === undefined)
    throw new ConfigError(['LEAFPROOF_WORK: off needs DATABASE_URL, as the embedded database belongs to one process']);
  if (settings.DATABASE_REPLICA_URLS.length > 0 && settings.DATABASE_URL === undefined)
    throw new ConfigError(['DATABASE_REPLICA_URLS: needs DATABASE_URL, the PostgreSQL that they are replicas of']);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL ?? null,
    databasePlans: settings.DATABASE_PLANS,
    // behind a pooler the setting of a session would reach whoever has its connection next
    readTimeoutMs: settings.DATABASE_PLANS && settings.DATABASE_READ_TIMEOUT > 0 ? Math.ceil(settings.DATABASE_READ_TIMEOUT * 1000) : null,
    replicas: { urls: settings.DATABASE_REPLICA_URLS, mostLagMs: settings.DATABASE_REPLICA_LAG * 1000 },
    files: settings.LEAFPROOF_FILES === undefined ? folderOf(settings.DATA_DIR) : bucketOf(settings.LEAFPROOF_FILES, settings),
    samples: settings.LEAFPROOF_SAMPLES,
    adminKey: settings.LEAFPROOF_ADMIN_KEY ?? null,
    work: settings.LEAFPROOF_WORK,
    readers: {
      size: settings.LEAFPROOF_READERS ?? Math.min(availableParallelism(), 4),
      timeLimitMs: settings.LEAFPROOF_READ_SECONDS * 1000,
      ocrTimeLimitMs: settings.LEAFPROOF_OCR_SECONDS * 1000,
      memoryLimitBytes: settings.LEAFPROOF_READ_MEGABYTES * 1024 * 1024,
    },
    uploadsPerMinute: settings.LEAFPROOF_RATE_LIMIT,
    readsPerMinute: settings.LEAFPROOF_READ_LIMIT,
    writesPerMinute: settings.LEAFPROOF_WRITE_LIMIT,
    contributionsPerHour: settings.LEAFPROOF_CONTRIBUTION_LIMIT,
    publication: settings.LEAFPROOF_PUBLICATION,
    signingKey: settings.LEAFPROOF_SIGNING_KEY ?? null,
    snapshots: settings.LEAFPROOF_SNAPSHOTS,
    trustedProxies: settings.LEAFPROOF_TRUST_PROXY,
    metrics: metricsAddress(settings.LEAFPROOF_METRICS),
    drainMs: settings.LEAFPROOF_DRAIN_SECONDS * 1000,
    contact: settings.LEAFPROOF_CONTACT ?? null,
    logLevel: settings.LOG_LEVEL,
  };
}

const folderOf = (dataDir: string): FilePlace => ({ kind: 'folder', folder: join(resolve(dataDir), 'originals') });

function bucketOf(address: string, settings: Pick<z.infer<typeof shape>, 'AWS_REGION' | 'LEAFPROOF_S3_ENDPOINT'>): FilePlace {
  const [, bucket = '', path = ''] = S3_ADDRESS.exec(address) ?? [];
  return { kind: 's3', bucket, prefix: path.slice(1), region: settings.AWS_REGION, endpoint: settings.LEAFPROOF_S3_ENDPOINT ?? null };
}

function metricsAddress(text: string | undefined): Config['metrics'] {
  const [, host, port] = METRICS_ADDRESS.exec(text ?? '') ?? [];
  return host === undefined ? null : { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}
