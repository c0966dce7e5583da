/** `leafproof heads` and `leafproof verify`: what the log was, and whether it and the records still are what they were. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { keyId, type SignedHead } from '../store/log-chain.ts';
import { wholeLog } from '../store/log-entries.ts';
import { announceKey, listHeads, logKeys, signHead } from '../store/log-heads.ts';
import { type RecordsVerified, RecordVerifier } from '../store/log-records.ts';
import { HeadShape, LogVerifier, type Verified } from '../store/log-verify.ts';
import { openSigningKey, replaceSigningKey, SigningKeyError } from '../store/signing-key.ts';
import { READ_ONLY, withStore } from './open.ts';

const MOST = 1_000_000;

export interface HeadsOptions {
  readonly sign?: boolean;
  readonly rotate?: boolean;
  readonly key?: boolean;
}

/** Prints heads, one JSON object a line, the oldest first; or the public key. */
export async function heads({ sign, rotate, key }: HeadsOptions): Promise<number> {
  return withStore(async (store, config) => {
    try {
      if (rotate && config.signingKey !== null) {
        console.error('leafproof: the key comes from LEAFPROOF_SIGNING_KEY. Put the new one there; the next head announces it.');
        return 2;
      }
      const own = await openSigningKey(config.signingKey, config.dataDir);
      if (rotate) {
        // the old key signs that the new one is ours
        await announceKey(store, own);
        const next = await replaceSigningKey(config.dataDir);
        await announceKey(store, next);
        await signHead(store, own);
        await signHead(store, next);
      } else if (sign) await signHead(store, own);
    } catch (error) {
      if (!(error instanceof SigningKeyError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
    const em = store.em();
    if (key) for (const { publicKey } of await logKeys(em)) process.stdout.write(publicKey);
    else for (const head of (await listHeads(em, MOST)).toReversed()) console.log(JSON.stringify(HeadShape.parse(withoutId(head))));
    return 0;
  }, READ_ONLY);
}

const withoutId = ({ id: _, ...head }: SignedHead & { readonly id: number }): SignedHead => head;

/** Prints the whole log, one entry a line, as `leafproof verify --log` reads it. */
export async function exportLog(): Promise<number> {
  return withStore(async store => {
    for await (const entry of wholeLog(store.em()))
      if (!process.stdout.write(`${JSON.stringify(entry)}\n`)) await new Promise(resolve => process.stdout.once('drain', resolve));
    return 0;
  }, READ_ONLY);
}

export interface VerifyOptions {
  readonly log?: string;
  readonly heads?: string;
  readonly key?: readonly string[];
  readonly json?: boolean;
}

/** Status 0: everything is as it was; 1: something differs; 2: what was given cannot be used. */
export async function verify(options: VerifyOptions): Promise<number> {
  try {
    const keys = await Promise.all((options.key ?? []).map(readKeys));
    const given = options.heads === undefined ? null : await readHeads(options.heads);
    if (options.log === undefined) return await verifyStore(options, keys.flat(), given);
    if (given === null || keys.flat().length === 0) {
      console.error('leafproof: --log needs --heads and --key: without a signature, a log that was written anew looks like any other.');
      return 2;
    }
    return report(options, await verifyFile(options.log, given, keys.flat()), null);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    console.error(`leafproof: ${error.message}`);
    return 2;
  }
}

class UnusableFile extends Error {}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UnusableFile(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Every public key in a PEM file. */
async function readKeys(file: string): Promise<string[]> {
  const found = (await readText(file)).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  try {
    for (const pem of found) keyId(pem);
  } catch {
    found.length = 0;
  }
  if (found.length === 0) throw new UnusableFile(`${file} holds no public key in PEM form.`);
  return found.map(pem => `${pem}\n`);
}

/** As `leafproof heads` prints them, one a line, or as `/api/v1/heads` and `/api/v1/heads/latest` answer. */
async function readHeads(file: string): Promise<SignedHead[]> {
  const text = await readText(file);
  try {
    const whole = z.union([z.object({ items: z.array(HeadShape) }), HeadShape]).safeParse(asJson(text));
    if (whole.success) return 'items' in whole.data ? whole.data.items : [whole.data];
    return z
      .array(HeadShape)
      .min(1)
      .parse(text.split('\n').flatMap(line => (line.trim() === '' ? [] : [JSON.parse(line)])));
  } catch (error) {
    throw new UnusableFile(`${file} holds no heads of a log: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyFile(file: string, given: readonly SignedHead[], keys: readonly string[]): Promise<Verified> {
  const verifier = new LogVerifier(given, keys);
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) if (line.trim() !== '') verifier.add(asJson(line) ?? line);
  } catch (error) {
    throw new UnusableFile(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return verifier.end();
}

/** Against the records of this installation. Without keys given, its own are believed. */
async function verifyStore(options: VerifyOptions, keys: readonly string[], given: readonly SignedHead[] | null): Promise<number> {
  const { signingKey, dataDir } = loadConfig();
  return withStore(async store => {
    const em = store.em();
    const own = (await logKeys(em)).map(({ publicKey }) => publicKey);
    const believed = keys.length > 0 ? keys : own.length > 0 ? own : [(await openSigningKey(signingKey, dataDir)).publicKey];
    const chain = new LogVerifier([...(given ?? []), ...(await listHeads(em, MOST)).map(withoutId)], believed);
    const records = await RecordVerifier.on(em);
    for await (const entry of wholeLog(em)) {
      chain.add(entry);
      await records.add(entry);
    }
    return report(options, chain.end(), await records.end());
  }, READ_ONLY);
}

function report({ json }: VerifyOptions, chain: Verified, records: RecordsVerified | null): number {
  const findings = [...chain.findings, ...(records?.findings ?? [])];
  if (json) console.log(JSON.stringify({ ...chain, ...(records && { compared: records.compared, removed: records.removed }), findings }));
  else {
    for (const { seq, what } of findings) console.log(seq === null ? what : `entry ${seq}: ${what}`);
    console.log(`${chain.entries} entries, ${chain.covered} of them covered by ${chain.heads} signed head(s).`);
    if (records !== null)
      console.log(
        `${records.compared} held against the stored records; of ${records.removed} a takedown or the removal of samples took the records away.`,
      );
    console.log(findings.length === 0 ? 'Everything is as it was.' : `${findings.length} difference(s).`);
  }
  return findings.length === 0 ? 0 : 1;
}
